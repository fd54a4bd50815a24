import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { choice, openStreamlit, sceneOf, seeded, spans } from "./scenes.js";

openStreamlit();
const { Article, isDecided, wellFormed } = await import("../../../static/dateline/read/article.js");
const { setScene } = await import("../../../static/dateline/page/view.js");

const TEXT = "Tripoli lies far from Benghazi. To Tripoli 👍🏽 from Cambridge, and to 𝒞ambridge; Tripoli.";
const NAMED = {
  Tripoli: { numbers: [1, 2], trust: "unsure" },
  Benghazi: { numbers: [3], trust: "sure" },
  Cambridge: { numbers: [] },
};

let article;
let changes;

beforeEach(() => {
  changes = 0;
  article = new Article({ text: TEXT, title: null, changed: () => changes++ });
  setScene(sceneOf(article, NAMED));
});

const name = text => article.findings.names.find(each => each.text === text);
const said = () => article.findings.mentions.map(({ start, number, trust, pin }) => ({ start, number, trust, pin }));

test("positions are characters, in texts that have some of two units", () => {
  const random = seeded(7);
  const SIGNS = ["a", "é", "\n", "字", "👍", "🏽", "𝒞", "\u200d", "🇱", "🇾"];
  for (let round = 0; round < 200; round++) {
    const signs = Array.from({ length: Math.floor(random() * 30) }, () => SIGNS[Math.floor(random() * SIGNS.length)]);
    const made = new Article({ text: signs.join(""), title: null, changed() {} });
    assert.equal(made.length, signs.length);
    const [start, end] = [random(), random()].map(part => Math.floor(part * (signs.length + 1))).sort((a, b) => a - b);
    assert.equal(made.slice(start, end), signs.slice(start, end).join(""));
  }
});

test("a text without halves of characters is the same, and each half is one character", () => {
  assert.equal(wellFormed("𝒞 👍🏽 a"), "𝒞 👍🏽 a");
  assert.equal(wellFormed("a\ud835b\udc9ec👍"), "a\ufffdb\ufffdc👍");
  assert.equal(wellFormed("\udc9e\ud835"), "\ufffd\ufffd");
});

test("what is said of another article is nothing of this one", () => {
  assert.equal(article.isRead, true);
  setScene(sceneOf({ token: "another", text: TEXT }, NAMED));
  assert.equal(article.isRead, false);
  assert.deepEqual(article.findings.names, []);
  setScene(sceneOf(article, { Tripoli: { numbers: [2] } }));
  assert.deepEqual(
    article.findings.names.map(({ text }) => text),
    ["Tripoli"],
  );
});

test("names have their mentions, and all mentions are in the order of the text", () => {
  assert.deepEqual(
    name("Tripoli").mentions.map(({ start, end }) => ({ start, end })),
    spans(TEXT, "Tripoli"),
  );
  const { mentions } = article.findings;
  assert.deepEqual(
    mentions.map(({ start, end }) => article.slice(start, end)),
    ["Tripoli", "Benghazi", "Tripoli", "Cambridge", "Tripoli"],
  );
  for (const mention of mentions) assert.equal(article.mention(mention.start), mention);
  assert.equal(article.mention(null), undefined);
  assert.equal(mentions[0].reason, "It is the largest of that name.");
});

test("a decision shows at once, for all of a name, and the server is told of it", () => {
  assert.equal(article.decide(name("Tripoli").mentions, 2), true);
  assert.equal(changes, 1);
  for (const mention of name("Tripoli").mentions) {
    assert.deepEqual([mention.number, mention.trust, mention.pin, mention.was], [2, "confirmed", "pin-2", "unsure"]);
    assert.ok(isDecided(mention));
  }
  assert.deepEqual([name("Tripoli").trust, name("Tripoli").left, article.checked], ["confirmed", 0, 1]);
  assert.deepEqual(
    article.message.decided,
    spans(TEXT, "Tripoli").map(({ start }) => ({ start, number: 2 })),
  );
});

test("without a number what was chosen is confirmed, and where nothing was chosen nothing is", () => {
  article.decide(name("Benghazi").mentions);
  assert.deepEqual([name("Benghazi").mentions[0].number, name("Benghazi").trust], [3, "confirmed"]);
  const before = said();
  assert.equal(article.decide(name("Cambridge").mentions), false);
  assert.deepEqual(said(), before);
  assert.deepEqual([article.done.length, changes], [1, 1]);
});

test("what is dropped has no place; taken back it is as it was read", () => {
  const before = said();
  article.decide(name("Benghazi").mentions, null);
  const [mention] = name("Benghazi").mentions;
  assert.deepEqual([mention.number, mention.trust, mention.pin], [null, "dropped", null]);
  assert.deepEqual(article.message.decided, [{ start: mention.start, number: null }]);
  article.takeBack([mention]);
  assert.deepEqual(said(), before);
  assert.deepEqual([article.message.decided, changes], [[], 2]);
});

test("a name is as doubtful as its most doubtful mention", () => {
  const [first, second, third] = name("Tripoli").mentions;
  article.decide([first], 1);
  assert.deepEqual([name("Tripoli").trust, name("Tripoli").left], ["unsure", 2]);
  article.decide([second, third], null);
  assert.deepEqual([name("Tripoli").trust, name("Tripoli").left], ["confirmed", 0]);
});

test("a place that was found by name is offered for the names that are decided to be it, once", () => {
  article.placed.set(9, choice(9, "Bouznika"));
  article.decide(name("Tripoli").mentions, 9);
  assert.deepEqual(
    name("Tripoli").places.map(({ number }) => number),
    [1, 2, 9],
  );
  assert.deepEqual(
    name("Benghazi").places.map(({ number }) => number),
    [3],
  );
});

test("a decision is for the mention looked at only, until another name is looked at", () => {
  const { mentions } = name("Tripoli");
  article.look(mentions[1].start);
  assert.equal(article.name, name("Tripoli"));
  assert.deepEqual(article.meant, mentions);
  article.only = true;
  assert.deepEqual(article.meant, [mentions[1]]);
  article.look(mentions[2].start);
  assert.deepEqual(article.meant, [mentions[2]]);
  article.look(name("Benghazi").mentions[0].start);
  assert.deepEqual([article.only, article.meant], [false, name("Benghazi").mentions]);
  article.look(null);
  assert.deepEqual([article.current, article.name, article.meant], [null, undefined, []]);
});

test("both ends of a claim may be chosen before the server has answered", () => {
  const made = new Article({ text: "some 465 km", title: "", changed: () => {} });
  made.link({ start: 4, origin: 0, to: 9 }, "origin", 30);
  made.link({ start: 4, origin: 0, to: 9 }, "to", 22);
  assert.deepEqual(made.message.linked, [{ start: 4, origin: 30, to: 22 }]);
});

test("a link says both ends of a claim, and undo takes it back", () => {
  const claim = { start: 4, end: 9, origin: 0, to: null };
  article.link(claim, "to", 22);
  assert.deepEqual(article.message.linked, [{ start: 4, origin: 0, to: 22 }]);
  article.link({ ...claim, to: 22 }, "origin", null);
  assert.deepEqual(article.message.linked, [{ start: 4, origin: null, to: 22 }]);
  article.undo();
  assert.deepEqual(article.message.linked, [{ start: 4, origin: 0, to: 22 }]);
});

test("undo goes back through whatever was done, one step each, and then does nothing", () => {
  const random = seeded(11);
  const state = () => JSON.stringify([said(), article.message]);
  const states = [];
  for (let round = 0; round < 120; round++) {
    states.push(state());
    const { mentions } = article.findings;
    const some = mentions.filter(() => random() < 0.5);
    if (random() < 0.6) article.decide(some, [1, 2, 3, null][Math.floor(random() * 4)]);
    else if (random() < 0.5) article.takeBack(some);
    else article.link({ start: Math.floor(random() * 3), origin: null, to: null }, "to", Math.floor(random() * 9));
  }
  assert.equal(changes, 120);
  for (const before of states.reverse()) {
    article.undo();
    assert.equal(state(), before);
  }
  article.undo();
  assert.equal(changes, 240);
});

test("of a long way back the last 200 steps are kept", () => {
  const { mentions } = name("Benghazi");
  for (let step = 0; step < 300; step++) article.decide(mentions, step);
  for (let step = 0; step < 300; step++) article.undo();
  assert.deepEqual(article.message.decided, [{ start: mentions[0].start, number: 99 }]);
});

test("an event tells of a mention of its place in its sentence, and the other way round", () => {
  for (const mention of article.findings.mentions.filter(({ pin }) => pin)) {
    assert.equal(article.eventOf(mention), `event-${mention.start}`);
    assert.equal(article.mentionOf(`event-${mention.start}`), mention);
  }
  article.decide(name("Benghazi").mentions, 1); // of which no event tells there
  assert.equal(article.eventOf(name("Benghazi").mentions[0]), null);
  assert.equal(article.mentionOf(`event-${name("Benghazi").mentions[0].start}`), undefined);
  assert.equal(article.mentionOf("none"), undefined);
});
