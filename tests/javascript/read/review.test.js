import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { openRead } from "./pages.js";
import { openStreamlit } from "./scenes.js";

openStreamlit();

const ACTS = ["go", "turn", "decide", "choose", "undo", "meanOnly", "search", "focusRow"];

let page;
let review;
let acted;

beforeEach(async () => {
  ({ page, review } = await openRead());
  page.look(0);
  acted = [];
  for (const act of ACTS) page[act] = (...given) => acted.push([act, ...given].map(String).join(" "));
});

const head = () => review.root.querySelector(".dl-check.dl-current .dl-check-head");
const mark = () => page.highlights.text.querySelector("[aria-current]");

/** What a key does, and whether the browser leaves it alone then. */
function press(target, key, more = {}) {
  acted = [];
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more });
  target.dispatchEvent(event);
  assert.equal(event.defaultPrevented, acted.length > 0, key);
  return acted.join("; ");
}
const all = (target, keys) => keys.map(key => press(target, key));

const LETTERS = {
  j: "go 1",
  k: "go -1",
  u: "undo",
  o: "meanOnly true",
  "/": "search",
  Delete: "decide ",
  Backspace: "decide ",
};
const ARROWS = { ArrowDown: "go 1", ArrowUp: "go -1", ArrowRight: "turn 1", ArrowLeft: "turn -1" };

test("keys act on the rows", () => {
  assert.deepEqual(
    all(head(), Object.keys(LETTERS)),
    Object.values(LETTERS).map(said => said.replace(/ $/, " null")),
  );
  assert.deepEqual(all(head(), Object.keys(ARROWS)), Object.values(ARROWS));
  assert.equal(press(head(), "Enter"), "decide");
  assert.deepEqual(all(head(), [..."0123456789"]), ["", ...Array.from({ length: 9 }, (_, index) => `choose ${index}`)]);
  assert.deepEqual(all(head(), ["a", "Escape", "Tab", " ", "Home"]), Array(5).fill(""));
});

test("in the text the arrows scroll, and all other keys act", () => {
  assert.deepEqual(all(mark(), Object.keys(ARROWS)), Array(4).fill(""));
  assert.deepEqual(all(mark(), ["j", "Enter", "3"]), ["go 1", "decide", "choose 2"]);
});

test("o means all mentions again where it meant one", () => {
  page.article.only = true;
  assert.equal(press(head(), "o"), "meanOnly false");
});

test("Enter on a button presses it, and does not confirm", () => {
  const confirm = review.root.querySelector(".dl-confirm");
  assert.deepEqual(all(confirm, ["Enter", "j"]), ["", "go 1"]);
});

test("where one types, keys write", () => {
  const field = review.root.querySelector("[role=combobox]");
  assert.deepEqual(all(field, ["j", "Delete", "1", "/", "u"]), Array(5).fill(""));
  assert.equal(press(field, "z", { ctrlKey: true }), "");
});

test("Control or Command with z undoes, and other keys with them are the browser's", () => {
  assert.equal(press(head(), "z", { ctrlKey: true }), "undo");
  assert.equal(press(head(), "Z", { metaKey: true }), "undo");
  assert.equal(press(head(), "j", { ctrlKey: true }), "");
  assert.equal(press(head(), "z", { ctrlKey: true, altKey: true }), "");
  assert.equal(press(head(), "z"), "");
});

test("what chooses by keys itself keeps them", () => {
  const [radio] = review.root.querySelectorAll("[type=radio]");
  assert.deepEqual(all(radio, ["ArrowDown", "j"]), ["", ""]);
});

test("what another has taken is not taken again", () => {
  head().addEventListener("keydown", event => event.preventDefault(), { once: true });
  acted = [];
  head().dispatchEvent(new KeyboardEvent("keydown", { key: "j", bubbles: true, cancelable: true }));
  assert.deepEqual(acted, []);
});

test("no key acts where no article is read", () => {
  const there = head();
  page.article = null;
  assert.equal(press(there, "j"), "");
});

test("the arrows go round the tabs, and the focus with them", () => {
  const seen = ["ArrowRight", "ArrowRight", "ArrowRight", "ArrowLeft"].map(key => {
    const before = review.tabs.querySelector("[aria-selected=true]");
    before.focus();
    before.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
    assert.ok(document.activeElement === review.tabs.querySelector("[aria-selected=true]"));
    return review.tab;
  });
  assert.deepEqual(seen, ["claims", "dates", "places", "dates"]);
  assert.deepEqual(acted, []);
});

test("a tab keeps the focus, and its keys, when something new is shown", () => {
  const selected = () => review.tabs.querySelector("[aria-selected=true]");
  selected().focus();
  page.show();
  assert.ok(document.activeElement === selected());
  assert.equal(press(selected(), "j"), "");
});

test("tabs say how much is in them, and lists that are empty say so", () => {
  assert.deepEqual(
    [...review.tabs.children].map(({ textContent }) => textContent),
    ["Places 5", "Claims 0", "Dates 0"],
  );
  review.open("claims");
  assert.equal(review.panel.textContent, "The text states no distance between places.");
  review.open("dates");
  assert.equal(review.panel.textContent, "The text gives no date.");
});
