import assert from "node:assert/strict";
import { test } from "node:test";
import { at, operate, pointerOf } from "../../../static/dateline/make/patch.js";
import { seeded, story } from "./seeded.js";

test("keys lead to a value, and to nothing where there is none on the way", () => {
  const document = story();
  assert.equal(at(document, ["story", "events", 1, "title"]), "Second");
  assert.equal(at(document, ["story", "events", "1", "title"]), "Second");
  assert.equal(at(document, []), document);
  for (const keys of [["none"], ["none", "of", "it"], ["story", "title", 0], ["features", 9, "id"]])
    assert.equal(at(document, keys), undefined);
  assert.equal(at(null, ["a"]), undefined);
});

test("an operation changes what its pointer names, whatever the name", () => {
  for (const key of ["a/b", "~", "~1", "m~n/o", "", " ", "__proto__", "constructor", "é"]) {
    const document = { in: {} };
    operate(document, { op: "add", path: pointerOf(["in", key]), value: { is: 1 } });
    assert.deepEqual(Object.keys(document.in), [key]);
    assert.deepEqual(Object.getOwnPropertyDescriptor(document.in, key).value, { is: 1 });
    assert.equal({}.is, undefined);
    operate(document, { op: "remove", path: pointerOf(["in", key]) });
    assert.deepEqual(Object.keys(document.in), []);
  }
});

test("operations on a list are those of RFC 6902", () => {
  const after = operation => {
    const document = { list: ["a", "b", "c"] };
    operate(document, operation);
    return document.list.join("");
  };
  assert.equal(after({ op: "add", path: "/list/1", value: "x" }), "axbc");
  assert.equal(after({ op: "add", path: "/list/-", value: "x" }), "abcx");
  assert.equal(after({ op: "replace", path: "/list/1", value: "x" }), "axc");
  assert.equal(after({ op: "remove", path: "/list/1" }), "ac");
  assert.equal(after({ op: "move", from: "/list/0", path: "/list/2" }), "bca");
  assert.equal(after({ op: "move", from: "/list/2", path: "/list/0" }), "cab");
});

test("the way back is an operation that RFC 6902 allows: what is gone is added, not replaced", () => {
  const document = { in: { a: 1 }, list: ["x"] };
  for (const path of ["/in/a", "/list/0"]) {
    const { op, path: there } = operate(document, { op: "remove", path });
    assert.deepEqual([op, there], ["add", path]);
  }
});

test("what is nowhere cannot be changed", () => {
  assert.throws(() => operate({}, { op: "add", path: "/none/here", value: 1 }), TypeError);
});

test("each operation of many has its way back", () => {
  const random = seeded(3);
  const document = { list: [], members: {} };
  const operations = [];
  for (let i = 0; i < 500; i++) {
    const { length } = document.list;
    const index = random.below(Math.max(1, length));
    const key = random.one(["a", "b/c", "~", "__proto__"]);
    operations.push(
      random.one([
        () => ({ op: "add", path: `/list/${random.one(["-", 0, length])}`, value: { i } }),
        () => ({ op: length ? "replace" : "add", path: `/list/${index}`, value: i }),
        () => (length ? { op: "remove", path: `/list/${index}` } : null),
        () => (length ? { op: "move", from: `/list/${index}`, path: `/list/${random.below(length)}` } : null),
        () => ({ op: "add", path: pointerOf(["members", key]), value: [i] }),
        () => (Object.hasOwn(document.members, key) ? { op: "remove", path: pointerOf(["members", key]) } : null),
      ])(),
    );
    const operation = operations.at(-1);
    if (!operation) continue;
    const before = structuredClone(document);
    const back = operate(document, operation);
    const after = structuredClone(document);
    const forth = operate(document, back);
    assert.deepEqual(document, before);
    operate(document, forth);
    assert.deepEqual(document, after);
  }
  assert.ok(operations.filter(Boolean).length > 400);
});
