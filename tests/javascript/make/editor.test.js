import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { Editor } from "../../../static/dateline/make/editor.js";
import { story } from "./seeded.js";

mock.timers.enable({ apis: ["setTimeout"] }); // nobody answers
let editor;
let changes;

beforeEach(() => {
  changes = [];
  editor = new Editor({ send() {}, changed: oneCell => changes.push(oneCell), refuse: assert.fail });
  editor.begin("t", JSON.stringify(story()), 0, 3);
});

const reply = token => ({ ...editor.latest, token, faulty: 2 });

test("what the server says is of this draft or of another", () => {
  assert.equal(editor.told, null);
  editor.receive(reply("t"));
  assert.equal(editor.told.faulty, 2);
  editor.receive(reply("another"));
  assert.equal(editor.told, null);
  editor.receive({ token: null, refused: [] });
  assert.equal(editor.told, null);
  editor.close();
  assert.equal(editor.told, null);
  assert.equal(editor.document, undefined);
});

test("a reply without a draft has all that replies have", () => {
  const { refused, faults, swaps, notes, table, document } = editor.receive({ token: null, refused: [] });
  assert.deepEqual([refused, faults, swaps, notes], [[], [], [], []]);
  assert.deepEqual([table, document], [null, null]);
});

test("a change of one cell is of its table, and any other is of none", () => {
  const operations = [{ op: "add", path: "/story/title", value: "New" }];
  editor.change(operations, "cell", "story");
  assert.equal(editor.table, "story");
  editor.change(operations, "all");
  assert.equal(editor.table, null);
  editor.change([], "nothing", "story");
  assert.deepEqual(changes, [true, false]);
});

test("another draft begins without what was wrong with the one before", () => {
  editor.faults = [{ path: "", problem: "p", remedy: "r" }];
  editor.begin("u", "{}", 5);
  assert.deepEqual([editor.faults, editor.revision, editor.draft.count], [[], null, 5]);
});
