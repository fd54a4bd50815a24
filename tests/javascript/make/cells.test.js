import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { openPage } from "../dom.js";
import { story } from "./seeded.js";

const { document: page } = openPage();
const { Choices, cell, reread } = await import("../../../static/dateline/make/cells.js");
const { TABLES } = await import("../../../static/dateline/make/tables.js");

let draft;
let committed;

beforeEach(() => {
  draft = story();
  committed = [];
});

function control(table, title, index = 0) {
  const { columns, rows } = TABLES[table];
  return cell({
    column: columns.find(column => column.title === title),
    row: rows(draft)[index],
    choices: new Choices(draft),
    commit: value => committed.push(value),
    label: `${title}, 1`,
  });
}

const fieldOf = made => made.querySelector("input") ?? made;

function type(made, text) {
  made.value = text;
  made.dispatchEvent(new Event("change"));
}

const optionsOf = made => [...made.options].map(({ value, textContent }) => [value, textContent]);

test("a field shows its value, has its label, and gives what was typed as its kind", () => {
  for (const [table, title, shown, typed, value] of [
    ["events", "Title", "First", " New ", "New"],
    ["events", "What happened", "", " two\nlines ", " two\nlines "],
    ["events", "When", "2020", "2020-11", "2020-11"],
    ["claims", "Lowest", "10", "12,5", 12.5],
    ["claims", "Lowest", "10", "many", "many"],
    ["places", "Latitude", "50", "30.1, 9.5", [9.5, 30.1]],
    ["places", "Names elsewhere", "", "fr: Ici", { fr: "Ici" }],
    ["sources", "Link", "", "https://a.example", "https://a.example"],
    ["places", "Id", "a", "b", "b"],
  ]) {
    const made = fieldOf(control(table, title));
    assert.equal(made.value, shown);
    assert.equal(made.getAttribute("aria-label"), `${title}, 1`);
    type(made, typed);
    assert.deepEqual(committed.pop(), value);
    type(made, "  ");
    assert.equal(committed.pop(), undefined);
  }
});

test("a date is taken as people write it, and where it may be two, both are offered", () => {
  const made = control("events", "When");
  type(fieldOf(made), "14 July 2021");
  assert.equal(fieldOf(made).value, "2021-07-14");
  type(fieldOf(made), "04/07/2021");
  made.querySelector("button").click();
  assert.deepEqual(committed, ["2021-07-14", "04/07/2021", "2021-07-04"]);
});

test("a date of the draft that may be two is asked about, and not changed", () => {
  draft.story.events[0].when = "04/07/2021";
  const made = control("events", "When");
  assert.equal(fieldOf(made).value, "04/07/2021");
  assert.equal(made.querySelectorAll("button").length, 2);
  assert.deepEqual(committed, []);
});

test("numbers and ids are written from the left, and other texts as their language is", () => {
  for (const title of ["Latitude", "Id"]) assert.equal(control("places", title).dir, "ltr");
  assert.equal(control("places", "Name").dir, "auto");
});

test("a field shows what another cell's value brought along", () => {
  const longitude = control("places", "Longitude");
  draft.features[0].geometry.coordinates[0] = 77;
  reread(longitude);
  assert.equal(longitude.value, "77");
});

test("of a few things one is chosen by what it is called", () => {
  const made = control("events", "Place");
  assert.deepEqual(optionsOf(made), [
    ["", "–"],
    ["a", "Here"],
    ["b", "There"],
  ]);
  assert.equal(made.value, "a");
  type(made, "b");
  type(made, "");
  assert.deepEqual(committed, ["b", undefined]);
});

test("what must be chosen has no way back to nothing, and what is not known is shown", () => {
  assert.deepEqual(optionsOf(control("claims", "From"))[0], ["a", "Here"]);
  draft.story.claims[0].from = "lost";
  assert.deepEqual(optionsOf(control("claims", "From"))[0], ["", "lost (not known)"]);
  delete draft.story.claims[0].from;
  assert.deepEqual(optionsOf(control("claims", "From"))[0], ["", "–"]);
  draft.story.opening = {};
  assert.deepEqual(optionsOf(control("story", "Opens with the event"))[1], ["e1", "2020 First"]);
});

test("of many things one is typed, with a list that is made once", () => {
  for (let i = 0; i < 300; i++) draft.features.push({ id: `p${i}`, geometry: { type: "Point" } });
  const [first, second] = [control("events", "Place"), control("events", "Place", 1)];
  assert.equal(first.tagName, "INPUT");
  assert.equal(first.value, "a");
  assert.equal(page.querySelectorAll("datalist").length, 1);
  const list = page.getElementById(second.getAttribute("list"));
  assert.equal(list.children.length, 302);
  assert.deepEqual([list.children[5].value, list.children[5].textContent], ["p3", "p3"]);
});

test("sources are ticked in a list that is made when it is opened, from those there are then", () => {
  draft.story.events[0].sources = ["s2", "lost"];
  const made = control("events", "Sources");
  assert.equal(made.querySelector("summary").textContent, "Two, lost (not known)");
  assert.equal(made.querySelector("input"), null);
  draft.story.sources.push({ id: "s3", publisher: "Three" });
  made.open = true;
  made.ontoggle();
  made.ontoggle(); // opened again
  const boxes = [...made.querySelectorAll("input")];
  assert.deepEqual(
    [...made.querySelectorAll("label")].map(label => [label.dataset.id, label.textContent]),
    [
      ["s1", "One"],
      ["s2", "Two"],
      ["s3", "Three"],
      ["lost", "lost (not known)"],
    ],
  );
  assert.deepEqual(
    boxes.map(({ checked }) => checked),
    [false, true, false, true],
  );
  boxes[0].checked = true;
  boxes[3].checked = false;
  boxes[3].dispatchEvent(new Event("change"));
  assert.deepEqual(committed, [["s1", "s2"]]);
});

test("where there are no sources, the list says where to add one", () => {
  draft.story.sources = [];
  const made = control("events", "Sources", 2);
  assert.equal(made.querySelector("summary").textContent, "none");
  made.open = true;
  made.ontoggle();
  assert.equal(made.querySelector("p").textContent, "Add one under Sources first.");
});

test("a kind that is not to be changed is a text", () => {
  draft.features[1].geometry.type = "Polygon";
  const made = control("shapes", "Kind");
  assert.equal(made.tagName, "SPAN");
  assert.equal(made.textContent, "Polygon");
});
