import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { openPage } from "../dom.js";

const window = openPage();
window.Element.prototype.scrollIntoView = () => {};
const { Combobox } = await import("../../../static/dateline/base/combobox.js");

const NAMES = ["Tripoli", "Tunis", "Derj"];
let box;
let chosen;
let late;

beforeEach(() => {
  chosen = [];
  const options = typed =>
    NAMES.filter(name => name.toLowerCase().startsWith(typed.toLowerCase())).map(text => ({ key: text, text }));
  box = new Combobox({
    label: "From",
    suggest: (typed, again) => {
      late = again;
      return { options: options(typed), note: typed ? "GeoNames" : null };
    },
    choose: key => chosen.push(key),
  });
  document.body.replaceChildren(box.root);
  box.show("Derj");
});

const list = () => document.querySelector("[role=listbox]");
const shown = () => [...list().querySelectorAll("[role=option]")].map(option => option.textContent);
const type = text => {
  box.input.focus();
  box.input.value = text;
  box.input.dispatchEvent(new window.Event("input"));
};
const press = key => {
  const event = new window.KeyboardEvent("keydown", { key, cancelable: true });
  box.input.dispatchEvent(event);
  return event.defaultPrevented;
};

test("the list filters as one types, and ends with the note", () => {
  type("t");
  assert.deepEqual(shown(), ["Tripoli", "Tunis"]);
  assert.equal(list().lastChild.textContent, "GeoNames");
  assert.equal(box.input.getAttribute("aria-expanded"), "true");
});

test("arrows go round the list, Enter takes the one that is marked", () => {
  type("t");
  press("ArrowDown");
  press("ArrowDown");
  press("ArrowDown");
  assert.equal(document.querySelector("[aria-selected=true]").textContent, "Tripoli");
  assert.equal(box.input.getAttribute("aria-activedescendant"), document.querySelector("[aria-selected=true]").id);
  press("ArrowUp");
  press("Enter");
  assert.deepEqual(chosen, ["Tunis"]);
  assert.ok(list().hidden);
});

test("any text may be given; nothing, or what stood there, is no choice", () => {
  type("somewhere");
  press("Enter");
  assert.deepEqual(chosen, ["somewhere"]);
  type("  ");
  press("Enter");
  type("Derj");
  press("Enter");
  assert.deepEqual(chosen, ["somewhere"]);
  assert.equal(box.input.value, "Derj");
});

test("Escape closes the list, then gives back what stood there", () => {
  type("tu");
  assert.ok(press("Escape"));
  assert.deepEqual([list().hidden, box.input.value], [true, "tu"]);
  press("Escape");
  assert.equal(box.input.value, "Derj");
  assert.ok(!press("a"), "other keys are the field's");
});

test("what comes later is shown, and the marked one stays marked", () => {
  type("t");
  press("ArrowDown");
  press("ArrowDown");
  NAMES.unshift("Tabarka");
  late();
  NAMES.shift();
  assert.deepEqual(shown(), ["Tabarka", "Tripoli", "Tunis"]);
  assert.equal(document.querySelector("[aria-selected=true]").textContent, "Tunis");
});

test("a text that could not be read stays in the field, and says that it is wrong", () => {
  box.show("Derj", "32 north");
  assert.deepEqual([box.input.value, box.input.getAttribute("aria-invalid")], ["32 north", "true"]);
  box.show("Tunis");
  assert.deepEqual([box.input.value, box.input.getAttribute("aria-invalid")], ["Tunis", "false"]);
});
