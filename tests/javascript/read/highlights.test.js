import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { openStreamlit, sceneOf, seeded } from "./scenes.js";

openStreamlit();
const { Article } = await import("../../../static/dateline/read/article.js");
const { Highlights } = await import("../../../static/dateline/read/highlights.js");
const { setScene } = await import("../../../static/dateline/page/view.js");

let told;
let highlights;

beforeEach(() => {
  told = [];
  highlights = new Highlights({
    chosen: (kind, of) => told.push([kind, of]),
    over: start => told.push(["over", start]),
    check: () => told.push("check"),
  });
  document.body.replaceChildren(highlights.root);
});

const mention = (start, end, more) => ({ start, end, name: 0, trust: "sure", number: 1, reason: 0, ...more });

/** An article with these marks, as it is shown. */
function show(text, { mentions = [], dates = [], stated = [], placeless = [] }) {
  const article = new Article({ text, title: null, changed: () => highlights.show(article) });
  const names = [{ text: "Oslo", places: [{ number: 1, name: "Oslo", kind: "capital", where: "Norway" }] }];
  setScene(sceneOf(article, {}, { mentions, dates, stated, placeless, names, pins: { 1: "oslo" } }));
  highlights.show(article);
  return article;
}

/** The text as it is shown, by character: its sign, and the element of the mark that it is in. */
function shown() {
  const found = [];
  for (const [index, paragraph] of [...highlights.text.children].entries()) {
    if (index) found.push({ sign: "\n", mark: null });
    for (const node of paragraph.childNodes)
      for (const sign of node.textContent) found.push({ sign, mark: node instanceof HTMLElement ? node : null });
  }
  return found;
}

/** Stretches of a text, which may lie over each other or touch in any way. */
function stretches(random, length) {
  return Array.from({ length: Math.floor(random() * 4) }, () => {
    const start = Math.floor(random() * length);
    return { start, end: start + 1 + Math.floor(random() * (length - start)) };
  });
}

const CLASS = { mentions: "dl-place", dates: "dl-dated", stated: "dl-stated" };
const SIGNS = [..."ab \n\n", "👍", "𝒞", "é"];

test("however marks lie, the text comes out unchanged and each covers its span and nothing else", () => {
  const random = seeded(3);
  for (let round = 0; round < 400; round++) {
    const signs = Array.from({ length: 1 + Math.floor(random() * 25) }, () => SIGNS[Math.floor(random() * 8)]);
    const mentions = stretches(random, signs.length).filter(
      ({ start }, index, all) => all.findIndex(each => each.start === start) === index,
    );
    const marks = {
      mentions: mentions.map(({ start, end }) => mention(start, end)),
      dates: stretches(random, signs.length).map(span => ({ ...span, edtf: "2020", words: "2020" })),
      stated: stretches(random, signs.length),
    };
    show(signs.join(""), marks);
    const there = shown();
    assert.equal(there.map(({ sign }) => sign).join(""), signs.join(""));
    for (const [kind, name] of Object.entries(CLASS)) {
      for (const [at, { mark }] of there.entries()) {
        const covered = marks[kind].some(({ start, end }) => start <= at && at < end);
        assert.equal(Boolean(mark?.classList.contains(name)), covered, `${kind} at ${at} of ${JSON.stringify(marks)}`);
      }
    }
  }
});

test("each mark is one button, where it is the one that is pressed first, and says what it is of", () => {
  const random = seeded(5);
  for (let round = 0; round < 200; round++) {
    const marks = { dates: stretches(random, 20), stated: stretches(random, 20) };
    show("x".repeat(20), marks);
    const buttons = [...highlights.text.querySelectorAll("[role=button]")].map(({ dataset }) => dataset);
    const names = buttons.map(({ kind, of }) => `${kind} ${of}`);
    assert.equal(new Set(names).size, names.length);
    const pieces = [...highlights.text.querySelectorAll("[data-kind]")].map(({ dataset }) => dataset);
    assert.deepEqual(new Set(pieces.map(({ kind, of }) => `${kind} ${of}`)), new Set(names));
    for (const [at, { mark }] of shown().entries()) {
      const { kind, of } = mark?.dataset ?? {};
      if (!kind) continue;
      const { start, end } = marks[{ date: "dates", claim: "stated" }[kind]][of];
      assert.ok(start <= at && at < end);
    }
  }
});

test("where they lie over each other a mention is pressed, then a date, then a claim", () => {
  show("0123456789", { mentions: [mention(4, 6)], dates: [{ start: 3, end: 7 }], stated: [{ start: 1, end: 9 }] });
  const pressed = at => {
    told = [];
    shown()[at].mark?.click();
    return told.flat().join(" ");
  };
  assert.deepEqual([0, 1, 3, 4, 6, 7, 9].map(pressed), ["", "claim 0", "date 0", "mention 4", "date 0", "claim 0", ""]);
});

test("a mark looks like what was read there, and like what is decided of it", () => {
  const dates = [
    { start: 10, end: 14, edtf: "2020", words: "2020" },
    { start: 15, end: 16, edtf: null, words: null },
  ];
  const article = show("Oslo Oslo 2020 1", { mentions: [mention(0, 4), mention(5, 9)], dates });
  const marks = () => [...highlights.text.querySelectorAll("[data-kind]")];
  assert.deepEqual(
    marks().map(({ className, title }) => `${className} | ${title}`),
    [
      "dl-place dl-sure dl-end | sure: It is the largest of that name.",
      "dl-place dl-sure dl-end | sure: It is the largest of that name.",
      "dl-dated | date: 2020",
      "dl-dated dl-open | date: left open",
    ],
  );
  article.look(5);
  article.decide([article.mention(0)], null);
  highlights.paint(article, "oslo");
  assert.deepEqual(
    marks().map(({ className }) => className),
    ["dl-place dl-dropped dl-end dl-same", "dl-place dl-sure dl-end dl-over dl-same", "dl-dated", "dl-dated dl-open"],
  );
  assert.deepEqual(
    marks().map(mark => [mark.getAttribute("aria-current"), mark.tabIndex]),
    [
      [null, -1],
      ["true", 0],
      [null, -1],
      [null, -1],
    ],
  );
  assert.equal(highlights.here.textContent, "Oslo: Oslo, Norway (sure)Check");
  article.decide([article.mention(5)], null);
  assert.equal(highlights.here.textContent, "Oslo: no place (dropped)Check");
  article.look(null);
  highlights.show(article);
  assert.equal(highlights.here.hidden, true);
});

test("a decision leaves the elements as they are, and another text does not", () => {
  const article = show("Oslo", { mentions: [mention(0, 4)] });
  const [before] = highlights.text.querySelectorAll("[data-kind]");
  article.decide([article.mention(0)]);
  assert.ok(highlights.text.querySelector("[data-kind]") === before);
  assert.ok(before.classList.contains("dl-confirmed"));
  show("Oslo", { mentions: [mention(0, 4)] });
  assert.ok(highlights.text.querySelector("[data-kind]") !== before);
});

test("Enter and the space bar press a mark, but the one that is looked at leaves them to others", () => {
  const article = show("Oslo 2020", { mentions: [mention(0, 4)], dates: [{ start: 5, end: 9 }] });
  const press = (mark, key) => {
    told = [];
    const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
    mark.dispatchEvent(event);
    return [...told, event.defaultPrevented];
  };
  const [place, date] = highlights.text.querySelectorAll("[data-kind]");
  assert.deepEqual(press(place, "Enter"), [["mention", 0], true]);
  assert.deepEqual(press(date, " "), [["date", 0], true]);
  assert.deepEqual(press(date, "a"), [false]);
  assert.deepEqual(press(highlights.text, "Enter"), [false]);
  article.look(0);
  highlights.show(article);
  assert.deepEqual(press(place, "Enter"), [false]);
});

test("whoever points at a mention is heard, and so is who points elsewhere", () => {
  show("Oslo 2020 x", { mentions: [mention(0, 4)], dates: [{ start: 5, end: 9 }] });
  const [place, date] = highlights.text.querySelectorAll("[data-kind]");
  for (const target of [place, date, place, highlights.text])
    target.dispatchEvent(new Event("pointerover", { bubbles: true }));
  place.dispatchEvent(new Event("focusin", { bubbles: true }));
  highlights.text.dispatchEvent(new Event("pointerleave"));
  assert.deepEqual(
    told.map(([, start]) => start),
    [0, null, 0, null, 0, null],
  );
});

test("any stretch is found again in what is shown, whatever marks cut it", () => {
  const random = seeded(9);
  for (let round = 0; round < 200; round++) {
    const signs = Array.from({ length: 2 + Math.floor(random() * 20) }, () => SIGNS[Math.floor(random() * 8)]);
    const article = show(signs.join(""), { dates: stretches(random, signs.length), stated: [] });
    const at = Math.floor(random() * signs.length);
    if (signs[at] === "\n" || signs[at + 1] === "\n") continue;
    const [[node, offset], [last, end]] = [highlights.at(article, at), highlights.at(article, at + 1)];
    const range = document.createRange();
    range.setStart(node, offset);
    range.setEnd(last, end);
    assert.equal(range.toString(), signs[at], JSON.stringify(signs));
  }
});

test("what is no text of a page stays text", () => {
  show("<img src=x onerror=hit()>\n<b>Oslo</b>", { mentions: [mention(29, 33)] });
  assert.equal(highlights.text.querySelectorAll("img, b").length, 0);
  assert.equal(shown().length, 37);
});

test("nothing is shown of an article that is not read", () => {
  const article = show("Oslo", {});
  assert.equal(highlights.root.hidden, false);
  setScene(sceneOf({ token: "another", text: "" }, {}));
  highlights.show(article);
  assert.equal(highlights.root.hidden, true);
  highlights.show(null);
  assert.equal(highlights.root.hidden, true);
});
