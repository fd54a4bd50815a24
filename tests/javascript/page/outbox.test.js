import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";

import { openPage } from "../dom.js";
import { APP } from "./scene.js";

openPage(APP);
let clock = 0;
globalThis.performance = { now: () => clock };
mock.timers.enable({ apis: ["setTimeout"] });
const outbox = await import("../../../static/dateline/page/outbox.js");

// Two wires as the page has them, and a server that has heard what they tell.
let heard = [];
let round = 0;
const wire = (reports, number, query = `query ${++round}`) =>
  outbox.take({
    data: { reports, number, query, view: {}, parameter: "data" },
    setTriggerValue: (name, value) => heard.push({ reports, name, ...value }),
  });
const acts = () => heard.map(({ acts: done }) => done);
const answer = reports => wire(reports, heard.at(-1).number);
const wait = ms => {
  for (const end = clock + ms; clock < end;) {
    const step = Math.min(10, end - clock);
    clock += step;
    mock.timers.tick(step);
  }
};

beforeEach(() => {
  outbox.clear();
  wait(60_000);
  heard = [];
  wire("pick until open", 0);
  wire("ask open", 0);
  heard = [];
});

test("what is done while an answer is due goes with the next message", () => {
  outbox.post("pick", "a", { event: "a" });
  wait(20);
  outbox.post("pick", "b", { event: "b" });
  outbox.post("pick", "c", { event: "c" });
  outbox.post("until", true);
  wait(1000);
  assert.deepEqual(acts(), [[{ pick: "a" }]]);
  assert.deepEqual(outbox.ahead(), { event: "c" });
  assert.equal(answer("pick until open"), null, "more is to come");
  wait(20);
  assert.deepEqual(acts()[1], [{ pick: "c" }, { until: true }], "of picks in a row the last");
  assert.equal(answer("pick until open"), "step");
  assert.deepEqual(outbox.ahead(), {});
});

test("an answer to something earlier is not the last word on the view", () => {
  outbox.post("pick", "a");
  wait(20);
  const first = heard.at(-1).number;
  assert.equal(wire("pick until open", first - 1), null);
  assert.equal(wire("ask open", first), null, "nor is that of another wire");
  assert.equal(wire("pick until open", first), "step");
});

test("an address that was opened is told by each wire, one after the other", () => {
  outbox.post("open", "event=b", { event: "b" });
  wait(20);
  assert.deepEqual(
    heard.map(({ reports }) => reports),
    ["pick until open"],
  );
  assert.equal(answer("pick until open"), null);
  wait(20);
  assert.deepEqual(
    heard.map(({ reports }) => reports),
    ["pick until open", "ask open"],
  );
  assert.equal(answer("ask open"), "return");
});

test("a message whose answer is lost is told again under its number", () => {
  outbox.post("pick", "a");
  wait(20);
  wait(5000);
  assert.equal(heard.length, 2);
  assert.deepEqual(heard[0], heard[1]);
});

test("the server is told no more of one reader than it reads", () => {
  for (let index = 0; index < 40; index++) {
    outbox.post("pick", `event-${index}`);
    wait(11);
    if (heard.length === index + 1) answer("pick until open");
  }
  const quick = heard.length;
  assert.ok(quick >= 20 && quick <= 24, `${quick} at once`);
  wait(1000);
  assert.ok(heard.length <= quick + 1);
});

test("while the server cannot be reached nothing is sent", () => {
  const app = document.querySelector(".stApp");
  app.dataset.testConnectionState = "DISCONNECTED";
  outbox.post("pick", "a", { event: "a" });
  wait(1000);
  assert.deepEqual([heard, outbox.ahead()], [[], {}]);
  app.dataset.testConnectionState = "CONNECTED";
});

test("a word of the server's own, once it has one", () => {
  assert.equal(wire("ask open", 0, "new"), "check", "the page was to be run by the address");
  outbox.post("ask", { unit: "mi" });
  wait(20);
  answer("ask open");
  assert.equal(wire("pick until open", 0, "other"), "run");
  assert.equal(wire("pick until open", 0, "other"), null, "it was drawn again with what it brought before");
});

test("what nobody on the page hears yet waits for who does", () => {
  outbox.post("hide", ["talks"]);
  wait(20_000);
  assert.deepEqual(heard, []);
  wire("hide", 0);
  wait(20);
  assert.deepEqual(acts(), [[{ hide: ["talks"] }]]);
});
