import assert from "node:assert/strict";
import { test } from "node:test";

import { openPage } from "../dom.js";
import { APP, bytes, scene } from "./scene.js";

const window = openPage(`${APP}<div class="st-key-map"></div>`);
const outbox = await import("../../../static/dateline/page/outbox.js");
const view = await import("../../../static/dateline/page/view.js");
const { known } = view;

test("a text is searched without accents and capitals", () => {
  assert.equal(view.folded("Ghadamès ÅLESUND"), "ghadames alesund");
});

test("a point of the reader's has the name in brackets", () => {
  assert.equal(view.pointName("@32.9,13.2(The (old) port)"), "The (old) port");
  assert.equal(view.pointName("@32.9,13.2"), null);
});

test("bytes are read once for as long as they stay", () => {
  const one = bytes({ a: 1 });
  assert.equal(view.parsed(one), view.parsed(one));
  assert.notEqual(view.parsed(one), view.parsed(bytes({ a: 1 })));
});

test("a scene has its places and claims by id, and is told to those who show it", () => {
  const shown = [];
  const place = document.body.appendChild(document.createElement("p"));
  view.keepShown(place, () => shown.push(known.scene?.opening));
  view.setScene(scene());
  assert.equal(known.places.get("ghadames").number, 2);
  assert.deepEqual(shown, [undefined, "b"]);
  place.remove();
  view.update({ event: "b" });
  view.update({ event: "b" });
  assert.deepEqual(shown, [undefined, "b"], "what is no more on the page is not told");
});

test("steps lead from the selected event to its neighbours, and not beyond", () => {
  view.setScene(scene());
  view.update({ event: "b" });
  assert.deepEqual([view.neighbour(-1).id, view.neighbour(1).id, view.neighbour(2)], ["a", "c", undefined]);
  view.step(1);
  assert.equal(known.view.event, "c");
  view.step(1);
  assert.equal(known.view.event, "c");
  view.pick("no such event");
  assert.equal(known.view.event, "c");
});

test("a draft's scene is built from what is new in it", () => {
  view.takePreview({ number: 1, on: null, scene: scene() });
  const [first, , third] = known.scene.places;
  const come = [{ ...scene().places[1], name: "Derj" }];
  view.takePreview({ number: 2, on: 1, changes: { places: { first: 1, gone: 1, come }, lang: { now: "ar" } } });
  assert.deepEqual(known.scene.places, [first, come[0], third]);
  assert.deepEqual([known.scene.lang, known.scene.opening, known.lost], ["ar", "b", false]);
});

test("what is new on a scene that is not here is not taken, and all of it wanted", () => {
  view.takePreview({ number: 5, on: null, scene: scene() });
  const before = known.scene;
  view.takePreview({ number: 7, on: 6, changes: { lang: { now: "ar" } } });
  assert.deepEqual([known.lost, known.number], [true, null]);
  assert.equal(known.scene, before);
  view.takePreview({ number: 8, on: null, scene: scene() });
  assert.equal(known.lost, false);
});

test("the map in its frame is heard, and nobody else is", () => {
  view.setScene(scene());
  view.update({ event: "b" });
  const points = [];
  view.takePointing(pointed => points.push(pointed));
  window.happyDOM.settings.disableIframePageLoading = true;
  const told = [];
  const frame = { postMessage: message => told.push(message) };
  const iframe = document.querySelector(".st-key-map").appendChild(document.createElement("iframe"));
  Object.defineProperty(iframe, "contentWindow", { value: frame });
  const say = (source, dateline) =>
    window.dispatchEvent(new window.MessageEvent("message", { data: { dateline }, source }));
  say(frame, { pick: "a" });
  assert.equal(known.view.event, "a");
  say(window, { pick: "c" });
  say(frame, { pick: { id: "c" } });
  say(frame, { pick: "nobody" });
  assert.equal(known.view.event, "a");
  say(frame, { point: { over: "tripoli" } });
  assert.deepEqual(points, [{ over: "tripoli" }]);
  say(frame, { ready: true });
  assert.equal(told.at(-1).dateline.scene, known.scene);
});

test("steps pass over events that are hidden with their tags", () => {
  const shown = scene();
  shown.tags = [{ id: "talks", name: "Talks", letter: "T", colour: "blue" }];
  shown.events[1].tags = ["talks"];
  view.setScene(shown);
  view.update({ event: "a", hide: ["talks"] });
  assert.equal(view.neighbour(1).id, "c");
  view.update({ event: "b" });
  assert.deepEqual(view.shownEvents().map(({ id }) => id), ["a", "b", "c"], "the selected one stays"); // prettier-ignore
  view.update({ event: "a", hide: [] });
  assert.equal(view.neighbour(1).id, "b");
});

test("what is selected on Read is not told, as another page would take it for its own", () => {
  const told = [];
  const data = bytes({ reports: "pick", number: 0, query: "", view: {}, parameter: "" });
  view.setScene(scene());
  outbox.clear();
  view.update({ event: "c" });
  view.wire({ data, setTriggerValue: (_, { acts }) => told.push(...acts) });
  view.pick("a");
  known.reading = true;
  view.pick("b");
  known.reading = false;
  const ahead = outbox.ahead(); // of what is told or waits to be
  outbox.clear();
  assert.equal(known.view.event, "b");
  assert.deepEqual([told, ahead], [[{ pick: "a" }], { event: "a" }]);
});
