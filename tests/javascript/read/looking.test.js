import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { DOUBTFUL_FIRST, NAMED, TEXT, openRead } from "./pages.js";
import { openStreamlit, spans } from "./scenes.js";

openStreamlit();
const { known, update } = await import("../../../static/dateline/page/view.js");

const VERDICT = {
  finding: "agrees",
  verdict: "agrees",
  told: "463 km",
  direction: null,
  distance: "463 km",
  way: "southwest",
  stops: [
    { key: "pin-1", lon: 13, lat: 33 },
    { key: "pin-5", lon: 9, lat: 30 },
  ],
  ring: { low: 460, high: 470 },
  wedge: null,
};
const CLAIM = { start: 0, end: 17, origin: 0, to: 9, origins: [0], tos: [9], checkable: true, reason: null };
const MORE = {
  stated: [
    { ...CLAIM, verdict: VERDICT },
    { ...CLAIM, start: 19, end: 26, verdict: null },
    { ...CLAIM, start: 28, end: 32, verdict: { ...VERDICT, ring: null } },
  ],
  dates: [{ start: 28, end: 32, edtf: null, words: null, base: null, reason: "it stays open" }],
};

let page;
let article;
let review;
let checks;
let take;

beforeEach(async () => {
  ({ page, article, review, checks, take } = await openRead(MORE));
  page.look(checks.first(article));
});

const at = () => article.name?.text;
const tripoli = spans(TEXT, "Tripoli").map(({ start }) => start);
const shown = () => [...checks.list.querySelectorAll(".dl-check-name bdi")].map(({ textContent }) => textContent);
const lookAt = name => page.look(spans(TEXT, name)[0].start);

test("the most doubtful name is looked at first, and the others follow it, to the end and back", () => {
  assert.deepEqual(shown(), DOUBTFUL_FIRST);
  for (const name of DOUBTFUL_FIRST) {
    assert.equal(at(), name);
    page.go(1);
  }
  assert.equal(at(), DOUBTFUL_FIRST.at(-1));
  for (const name of DOUBTFUL_FIRST.toReversed()) {
    assert.equal(at(), name);
    page.go(-1);
  }
  assert.equal(at(), DOUBTFUL_FIRST[0]);
});

test("the list can be in the order of the text", () => {
  const [, inText] = checks.choice.querySelectorAll("input");
  inText.dispatchEvent(new Event("change"));
  assert.deepEqual(shown(), Object.keys(NAMED));
  lookAt("Tripoli");
  page.go(1);
  assert.equal(at(), "Benghazi");
});

test("what is decided does not move in the list", () => {
  page.decide(null);
  page.decide();
  const [doubtful, inText] = checks.choice.querySelectorAll("input");
  for (const order of [inText, doubtful]) order.dispatchEvent(new Event("change"));
  assert.deepEqual(shown(), DOUBTFUL_FIRST);
  take({ ...NAMED, Sabha: { numbers: [6], trust: "unsure" } });
  assert.deepEqual(shown(), DOUBTFUL_FIRST);
});

test("where nothing is looked at, the next is the first", () => {
  page.look(null);
  assert.equal(known.view.place, null);
  page.go(-1);
  assert.equal(at(), undefined);
  page.go(1);
  assert.equal(at(), DOUBTFUL_FIRST[0]);
});

test("the mentions of a name are turned through in a circle, either way", () => {
  page.look(tripoli[0]);
  const seen = [1, 1, 1, -1, -1, -1].map(by => {
    page.turn(by);
    return tripoli.indexOf(article.current);
  });
  assert.deepEqual(seen, [1, 2, 0, 2, 1, 0]);
});

test("what is looked at is on the map and on the timeline", () => {
  page.look(tripoli[1]);
  assert.deepEqual([known.view.place, known.view.event], ["pin-1", `event-${tripoli[1]}`]);
  lookAt("Cambridge");
  assert.equal(known.view.place, null);
});

test("a decision moves on to the next that is still to be checked, from the top again", () => {
  lookAt("Benghazi");
  page.choose(1);
  assert.deepEqual([article.findings.names[1].mentions[0].number, at()], [4, "Cambridge"]);
  assert.equal(review.told.textContent, "Benghazi: confirmed. 1 of 5 checked.");
  page.decide(null);
  assert.equal(review.told.textContent, "Cambridge: dropped. 2 of 5 checked.");
  page.decide();
  assert.equal(at(), "Sabha");
  page.decide();
  assert.equal(at(), "Derj");
  page.decide();
  assert.deepEqual([at(), article.checked], ["Derj", 5]);
  assert.deepEqual(
    article.findings.names.map(({ trust }) => trust),
    ["confirmed", "confirmed", "confirmed", "dropped", "confirmed"],
  );
});

test("what has no place is not confirmed, and the reader is told", () => {
  lookAt("Cambridge");
  page.decide();
  assert.deepEqual([at(), article.checked], ["Cambridge", 0]);
  assert.equal(review.told.textContent, "No place is known for Cambridge. Choose one, or drop it.");
  page.choose(3); // there is none
  assert.equal(article.checked, 0);
});

test("a decision for one mention only moves on to the next of its name", () => {
  page.look(tripoli[1]);
  page.meanOnly(true);
  page.choose(1);
  assert.deepEqual([tripoli.indexOf(article.current), article.only], [2, true]);
  page.decide(null);
  assert.equal(tripoli.indexOf(article.current), 0);
  page.decide();
  assert.equal(at(), "Sabha");
  assert.deepEqual(
    article.findings.names[0].mentions.map(({ number }) => number),
    [1, 2, null],
  );
});

test("what was decided of a mention stays when the rest of its name is confirmed", () => {
  page.look(tripoli[1]);
  page.meanOnly(true);
  page.decide(2);
  page.meanOnly(false);
  page.decide();
  assert.deepEqual(
    article.findings.names[0].mentions.map(({ number, trust }) => [number, trust]),
    [
      [1, "confirmed"],
      [2, "confirmed"],
      [1, "confirmed"],
    ],
  );
});

test("what was dropped of a name stays so when the rest is confirmed", () => {
  page.look(tripoli[1]);
  page.meanOnly(true);
  page.decide(null);
  page.meanOnly(false);
  page.decide();
  assert.deepEqual(
    article.findings.names[0].mentions.map(({ trust }) => trust),
    ["confirmed", "dropped", "confirmed"],
  );
});

test("a name with one mention has no mention only", () => {
  page.meanOnly(true);
  assert.equal(article.only, false);
});

test("all that is sure is confirmed at once, and nothing else; taken back and undone", () => {
  const left = () => article.findings.names.filter(name => name.left).map(({ text }) => text);
  assert.equal(review.sure.textContent, "Confirm the 2 sure");
  page.confirmSure();
  assert.deepEqual(left(), ["Benghazi", "Derj", "Cambridge"]);
  assert.equal(review.sure.hidden, true);
  assert.equal(review.progress.textContent, "2 of 5 names checked");
  lookAt("Sabha");
  page.takeBack();
  assert.deepEqual(left(), ["Benghazi", "Derj", "Cambridge", "Sabha"]);
  page.undo();
  page.undo();
  assert.equal(left().length, 5);
  assert.equal(review.undo.disabled, true);
});

test("a place that was found by name is decided on", () => {
  lookAt("Cambridge");
  page.decideOn({ number: 9, name: "Bouznika", kind: "town", where: "Morocco", people: null });
  assert.deepEqual(
    [article.findings.names[3].places[0].name, article.findings.names[3].mentions[0].number],
    ["Bouznika", 9],
  );
});

test("a place that is pressed on the map leads to its mentions, one after the other", () => {
  page.look(null);
  const seen = Array.from({ length: 4 }, () => {
    page.onMap({ press: "pin-1" });
    return tripoli.indexOf(article.current);
  });
  assert.deepEqual(seen, [1, 2, 0, 1]); // the first is at the very beginning of the text
  page.onMap({ press: "pin-99" });
  assert.equal(tripoli.indexOf(article.current), 1);
});

test("a place that is pointed at on the map is marked in the text, and the other way round", () => {
  const marked = () => [...page.highlights.text.querySelectorAll(".dl-over")].map(({ dataset }) => Number(dataset.of));
  page.onMap({ over: "pin-1" });
  assert.deepEqual(marked(), tripoli);
  page.onMap({ over: null });
  assert.deepEqual(marked(), []);
  page.pointAt(tripoli[0]);
  assert.deepEqual([known.view.over, marked()], ["pin-1", tripoli]);
});

test("an event that is chosen on the timeline leads to what it tells of", () => {
  update({ event: `event-${tripoli[2]}` });
  page.onTimeline();
  assert.equal(article.current, tripoli[2]);
  lookAt("Derj");
  update({ event: "event-of-another-story" });
  page.onTimeline();
  assert.equal(at(), "Derj");
});

test("of two mentions that one event tells of, the one that is looked at stays so", () => {
  take(NAMED, { events: [{ id: "all", place: "pin-1", sentence: { start: 0, end: TEXT.length } }] });
  page.look(tripoli[1]);
  assert.equal(known.view.event, "all");
  page.onTimeline();
  assert.equal(article.current, tripoli[1]);
});

test("a mark that is pressed opens the list that it is in", () => {
  page.lookAt("claim", 0);
  assert.deepEqual([review.tab, page.claim], ["claims", 0]);
  assert.equal(review.claims.querySelector(".dl-current").dataset.claim, "0");
  page.lookAt("date", 0);
  assert.deepEqual([review.tab, page.date], ["dates", 0]);
  assert.equal(review.dates.querySelector(".dl-current").dataset.date, "0");
  page.lookAt("mention", tripoli[0]);
  assert.deepEqual([review.tab, at()], ["places", "Tripoli"]);
});

test("a claim that is measured is drawn on the map, until another is or none", () => {
  page.measure(0);
  const { pair, claim } = known.view;
  assert.deepEqual([pair.stops, pair.distance, pair.total, pair.legs], [VERDICT.stops, "463 km", "463 km", []]);
  assert.deepEqual(claim, { origin: "pin-1", ring: VERDICT.ring, wedge: null });
  page.measure(1);
  assert.deepEqual([known.view.pair, known.view.claim], [null, null]);
  page.measure(2);
  assert.deepEqual([known.view.pair.distance, known.view.claim], ["463 km", null]); // there is nothing around it
  take(NAMED, { stated: [] }); // read again without it
  page.showAgain();
  assert.deepEqual([known.view.pair, known.view.claim], [null, null]);
});

test("an end of a claim can be any place of the text, the offered ones first, each once", () => {
  const linked = [];
  page.link = (claim, end, start) => linked.push([claim.index, end, start]);
  page.measure(0);
  page.lookAt("claim", 0);
  const [from] = review.claims.querySelectorAll("[data-claim='0'] select");
  assert.equal(from.getAttribute("aria-label"), "From: Tripoli, Benghazi");
  assert.deepEqual(
    [...from.options].map(({ text }) => text),
    ["–", "Tripoli", "Benghazi", "Derj", "Sabha"],
  );
  assert.deepEqual(
    [...from.querySelectorAll("optgroup option")].map(({ text }) => text),
    ["Benghazi", "Derj", "Sabha"],
  );
  from.value = String(spans(TEXT, "Sabha")[0].start);
  from.dispatchEvent(new Event("change"));
  from.value = "";
  from.dispatchEvent(new Event("change"));
  assert.deepEqual(linked, [
    [0, "origin", spans(TEXT, "Sabha")[0].start],
    [0, "origin", null],
  ]);
});

test("dates that are open ask for the day of publication, until it is known", () => {
  page.lookAt("date", 0);
  assert.match(review.dates.textContent, /One date stays open until the day of publication is known/);
  page.bring.published.value = "2020-11-03";
  page.show();
  assert.doesNotMatch(review.dates.textContent, /One date stays open/);
});

test("without an article nothing is looked at and nothing is done", () => {
  page.article = null;
  page.show();
  for (const act of [
    "turn",
    "go",
    "look",
    "decide",
    "choose",
    "pointAt",
    "undo",
    "takeBack",
    "confirmSure",
    "meanOnly",
  ])
    page[act](1);
  page.onMap({ press: "pin-1" });
  page.onTimeline();
  assert.equal(review.root.hidden, true);
});
