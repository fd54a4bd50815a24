import assert from "node:assert/strict";
import { test } from "node:test";

import { openPage } from "../dom.js";

openPage();
const { button, element, mountOnce, refill } = await import("../../../static/dateline/base/element.js");

test("attributes that are null, undefined or false are left out, texts stay texts", () => {
  const made = element(
    "p",
    { id: "a", title: null, lang: undefined, hidden: false, draggable: true },
    "<b>&",
    element("i"),
  );
  assert.deepEqual(made.getAttributeNames(), ["id", "draggable"]);
  assert.equal(made.firstChild.textContent, "<b>&");
  assert.equal(made.children.length, 1);
});

test("what has the focus in a box that is filled anew keeps it, by its place", () => {
  const fill = () => [button("one", () => {}), button("two", () => {})];
  const box = document.body.appendChild(element("div", {}, ...fill()));
  box.lastChild.focus();
  refill(box, ...fill());
  assert.equal(document.activeElement, box.lastChild);
  refill(box);
  refill(box, ...fill());
  assert.notEqual(document.activeElement, box.lastChild);
});

test("a component that is drawn again stays as it is", () => {
  const parent = element("div");
  mountOnce(parent, "dl-a", element("b"));
  mountOnce(parent, "dl-a", element("i"));
  assert.equal(parent.querySelector(".dl-a").children.length, 1);
  assert.ok(parent.querySelector("b"));
});
