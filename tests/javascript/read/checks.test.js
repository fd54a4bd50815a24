import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { DOUBTFUL_FIRST, NAMED, TEXT, openRead } from "./pages.js";
import { choice, openStreamlit, spans } from "./scenes.js";

openStreamlit();

const SILENT = [
  { start: 0, end: 8 },
  { start: 9, end: 18 },
];

let page;
let article;
let checks;
let asked;
let take;

beforeEach(async () => {
  ({ page, article, checks, asked, take } = await openRead({ placeless: SILENT }));
});

const row = name => checks.list.children[DOUBTFUL_FIRST.indexOf(name)];
const meaning = name => row(name).querySelector(".dl-check-means").textContent;
const lookAt = name => page.look(spans(TEXT, name)[0].start);
const texts = (root, selector) => [...root.querySelectorAll(selector)].map(({ textContent }) => textContent);
const field = () => checks.list.querySelector("[role=combobox]");

function type(text) {
  field().focus();
  field().value = text;
  field().dispatchEvent(new Event("input"));
}

test("a row says how often a name is there, what it means, and how much that is to be trusted", () => {
  assert.deepEqual(texts(row("Tripoli"), ".dl-check-head > span"), ["Tripoli 3 times", "Tripoli 1, town", "sure"]);
  assert.deepEqual(texts(row("Cambridge"), ".dl-check-head > span"), ["Cambridge once", "no place known", "likely"]);
  lookAt("Tripoli");
  page.meanOnly(true);
  page.decide(2);
  assert.equal(meaning("Tripoli"), "several places");
  page.meanOnly(false);
  page.decide(null);
  assert.equal(meaning("Tripoli"), "no place");
});

test("the row that is looked at is open, and pressed again it closes", () => {
  const open = () => texts(checks.list, "[aria-expanded=true] bdi");
  assert.deepEqual(open(), []);
  row("Sabha").querySelector(".dl-check-head").click();
  assert.deepEqual(texts(checks.list, ".dl-current .dl-check-name bdi"), ["Sabha"]);
  assert.equal(row("Sabha").querySelector(".dl-check-head").getAttribute("aria-expanded"), "true");
  row("Sabha").querySelector(".dl-check-head").click();
  assert.deepEqual([open(), article.current], [[], null]);
});

test("a name that is opened is looked at where it is still to be checked", () => {
  const [first, second] = article.findings.names[0].mentions;
  article.decide([first]);
  row("Tripoli").querySelector(".dl-check-head").click();
  assert.equal(article.current, second.start);
});

test("the panel has the words around, the places with the one that is meant, and what can be done", () => {
  lookAt("Benghazi");
  const there = row("Benghazi");
  assert.equal(there.querySelector(".dl-said").textContent, `…${TEXT.slice(0, 9 + 8 + 45)}…`);
  assert.deepEqual(texts(there, ".dl-candidate bdi"), ["Benghazi 3", "Benghazi 4"]);
  const pressed = () =>
    [...row("Benghazi").querySelectorAll(".dl-candidate")].map(each => each.getAttribute("aria-pressed"));
  assert.deepEqual(pressed(), ["true", "false"]);
  assert.deepEqual(texts(there, ".dl-actions button"), ["Confirm", "Drop"]);
  there.querySelectorAll(".dl-candidate")[1].click();
  lookAt("Benghazi");
  assert.deepEqual(pressed(), ["false", "true"]);
  assert.deepEqual(texts(row("Benghazi"), ".dl-actions button"), ["Confirm", "Drop", "Take back"]);
  article.decide(article.meant, null);
  assert.deepEqual(pressed(), ["false", "false"]);
});

test("of a name with several mentions all are meant, or this one only", () => {
  lookAt("Tripoli");
  assert.deepEqual(texts(row("Tripoli"), ".dl-actions button"), ["Confirm all 3", "Drop all 3"]);
  const [before, next] = row("Tripoli").querySelectorAll(".dl-tool");
  next.click();
  assert.equal(row("Tripoli").querySelector(".dl-which > span").textContent, "2 of 3");
  before.click();
  assert.equal(row("Tripoli").querySelector(".dl-which > span").textContent, "1 of 3");
  row("Tripoli").querySelectorAll("[name=dl-only]")[1].dispatchEvent(new Event("change"));
  assert.deepEqual(texts(row("Tripoli"), ".dl-actions button"), ["Confirm", "Drop"]);
});

test("a row is made anew only where something in it changed", () => {
  lookAt("Tripoli");
  const before = [...checks.list.children];
  page.show();
  assert.ok(before.every((made, index) => made === checks.list.children[index]));
  lookAt("Derj");
  const changed = DOUBTFUL_FIRST.filter((_, index) => before[index] !== checks.list.children[index]);
  assert.deepEqual(changed, ["Derj", "Tripoli"]);
});

test("the row in which somebody types stays, whatever is read meanwhile", async () => {
  lookAt("Benghazi");
  type("Bou");
  take({ ...NAMED, Benghazi: { numbers: [4, 3], trust: "unsure" } });
  assert.equal(field().value, "Bou");
  assert.ok(document.activeElement === field());
  field().value = "";
  field().blur();
  await new Promise(resolve => setTimeout(resolve, 5));
  assert.equal(meaning("Benghazi"), "Benghazi 4, town");
});

test("the focus stays on the row that it is on", () => {
  lookAt("Benghazi");
  checks.focus();
  assert.equal(document.activeElement.id, "dl-check-1");
  page.decide(4);
  assert.equal(document.activeElement.id, "dl-check-3"); // the next
  take({ ...NAMED, Cambridge: { numbers: [7], trust: "sure" } });
  assert.equal(document.activeElement.id, "dl-check-3");
});

test("a place is asked for by name when somebody has stopped typing", t => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  lookAt("Cambridge");
  for (const typed of ["B", "Bo", " Bouznika "]) {
    type(typed);
    t.mock.timers.tick(100);
  }
  assert.deepEqual(asked, []);
  t.mock.timers.tick(100);
  assert.deepEqual(asked, ["Bouznika"]);
  checks.search.takeFound({ text: "Bouznika", places: [choice(9, "Bouznika", "Morocco"), choice(8, "Bou Znika")] });
  t.mock.timers.tick(1000);
  assert.deepEqual(asked, ["Bouznika"]); // it is found
  assert.deepEqual(texts(checks.list, "[role=option]"), ["Bouznikatown, Morocco", "Bou Znikatown"]);
  checks.list.querySelector("[role=option]").click();
  assert.deepEqual([meaning("Cambridge"), article.message.decided.length], ["Bouznika, Morocco", 1]);
});

test("what is no place that was found is not decided on", () => {
  lookAt("Cambridge");
  type("Nowhere");
  field().dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
  assert.deepEqual([field().value, article.done.length], ["", 0]);
});

test("sentences that name no place are listed, and shown in the text", () => {
  assert.deepEqual(texts(checks.silent, "summary, li"), [
    "2 sentences name no place",
    TEXT.slice(0, 8).trim(),
    TEXT.slice(9, 18).trim(),
  ]);
  const shown = [];
  page.showSentence = (...span) => shown.push(span);
  checks.silent.querySelectorAll("button")[1].click();
  assert.deepEqual(shown, [[9, 18]]);
  take(NAMED, { placeless: [SILENT[0]] });
  assert.equal(texts(checks.silent, "summary")[0], "1 sentence names no place");
  take(NAMED, { placeless: [] });
  assert.equal(checks.silent.hidden, true);
});

test("a text that names no place says so", () => {
  take({}, { placeless: [] });
  assert.equal(checks.list.textContent, "The text names no place that is known.");
  assert.equal(checks.first(article), null);
});
