import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { openPage } from "../dom.js";
import { device } from "./device.js";
import { story } from "./seeded.js";

openPage();
const { Editor } = await import("../../../static/dateline/make/editor.js");
const { Keeping } = await import("../../../static/dateline/make/keeping.js");

const { records } = device;
const settled = () => new Promise(done => setImmediate(done));
let editor;
let keeping;
let tried;

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
  records.clear();
  device.isFull = false;
  tried = 0;
  editor = new Editor({ send() {}, changed() {}, refuse: assert.fail });
  editor.begin("t", JSON.stringify(story()), 0);
  const begin = (token, text, revision) => editor.begin(token, text, 0, revision);
  keeping = new Keeping({ editor, begin, tried: () => tried++ });
});

const press = (box, text) => [...box.querySelectorAll("button")].find(each => each.textContent === text).click();
const change = title => editor.change([{ op: "add", path: "/story/title", value: title }], "title");

async function keep() {
  keeping.soon();
  mock.timers.tick(400);
  await settled();
}

test("what changes in quick succession is kept once, and what leaves the page before that at once", async () => {
  const keptAt = () => records.get("t")?.revision;
  keeping.soon();
  mock.timers.tick(399);
  keeping.soon();
  mock.timers.tick(399);
  await settled();
  assert.equal(keptAt(), undefined);
  assert.equal(keeping.isUnkept, true);
  keeping.finish();
  await settled();
  assert.equal(keptAt(), 1);
  assert.equal(records.get("t").title, "A story");
  assert.equal(keeping.isUnkept, false);
  keeping.finish();
  mock.timers.tick(1000);
  await settled();
  assert.equal(keptAt(), 1);
  assert.equal(tried, 1);
});

test("a browser that keeps nothing is one as long as it does not", async () => {
  await keep();
  device.isFull = true;
  await keep();
  assert.deepEqual([keeping.isKeptNowhere, keeping.isUnkept, tried], [true, true, 2]);
  device.isFull = false;
  await keep();
  assert.deepEqual([keeping.isKeptNowhere, keeping.isUnkept, tried], [false, false, 3]);
});

test("drafts that were kept are offered by their titles, but for the one that is open", async () => {
  await keep();
  records.set("u", { token: "u", title: "", text: "{}", changed: Date.now(), revision: 4 });
  await keeping.offer();
  const titles = [...keeping.list.querySelectorAll("bdi")].map(({ textContent }) => textContent);
  assert.deepEqual(titles, ["Untitled story"]);
  press(keeping.list, "Continue");
  assert.deepEqual([editor.draft.token, editor.revision], ["u", 4]);
  await settled();
  press(keeping.list, "Forget"); // the one before, which is offered now
  await settled();
  assert.deepEqual([...records.keys()], ["u"]);
  assert.equal(keeping.list.children.length, 0);
});

test("where another tab has changed the draft, nothing is kept until somebody chooses: theirs", async () => {
  await keep();
  records.set("t", { ...records.get("t"), text: '{"theirs":1}', revision: 2 });
  change("Mine");
  await keep();
  assert.equal(keeping.clash.hidden, false);
  await keep();
  assert.equal(records.get("t").text, '{"theirs":1}');
  press(keeping.clash, "Take that one");
  await settled();
  assert.equal(keeping.clash.hidden, true);
  assert.deepEqual([editor.document, editor.revision], [{ theirs: 1 }, 2]);
  await keep();
  assert.equal(records.get("t").revision, 3);
});

test("where another tab has changed the draft, nothing is kept until somebody chooses: mine as another", async () => {
  await keep();
  keeping.hear({ token: "t", revision: 1 }); // which is this one
  keeping.hear({ token: "another", revision: 9 });
  assert.equal(keeping.clash.hidden, true);
  keeping.hear({ token: "t", revision: 2 });
  assert.equal(keeping.clash.hidden, false);
  change("Mine");
  press(keeping.clash, "Keep this one as another draft");
  await keep();
  assert.equal(records.size, 2);
  assert.notEqual(editor.draft.token, "t");
  assert.equal(JSON.parse(records.get(editor.draft.token).text).story.title, "Mine");
});
