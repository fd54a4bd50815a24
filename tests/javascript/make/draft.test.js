import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { beforeEach, mock, test } from "node:test";
import { Draft } from "../../../static/dateline/make/draft.js";
import { operate, pointerOf } from "../../../static/dateline/make/patch.js";
import { seeded } from "./seeded.js";

const STORY = readFileSync(new URL("../../../data/places.geojson", import.meta.url), "utf8");
const LOST_MS = 8000;

/** Until all that was begun has been done. */
const settled = () => new Promise(done => setImmediate(done));

let sent;
beforeEach(() => {
  sent = [];
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
});

function begin(settings = {}) {
  return new Draft({
    token: "t",
    text: STORY,
    count: 0,
    send: message => sent.push(message),
    changed() {},
    refuse: assert.fail,
    ...settings,
  });
}

/** A change of any kind, as it is possible in the document. */
function operationsBy(random, { features }, i) {
  const index = random.below(features.length);
  const kinds = {
    value: [{ op: "replace", path: `/features/${index}/properties/name`, value: `n${i}` }],
    new: [{ op: "add", path: "/features/-", value: { id: `f${i}`, properties: { name: "" } } }],
    moved: [{ op: "move", from: `/features/${index}`, path: `/features/${random.below(features.length)}` }],
    gone: [{ op: "remove", path: `/features/${index}` }],
    named: [
      { op: "add", path: pointerOf(["story", random.one(["__proto__", "a/b", "~", "constructor"])]), value: [i] },
      { op: "add", path: "/x", value: i },
    ],
  };
  return features.length > 3 ? random.one(Object.values(kinds)) : kinds.new;
}

for (const seed of [1, 2, 3])
  test(`300 edits lead all the way back to the same document, and forth again (seed ${seed})`, () => {
    const draft = begin();
    const random = seeded(seed);
    const states = [];
    for (let i = 0; i < 300; i++) {
      states.push(structuredClone(draft.document));
      draft.change(operationsBy(random, draft.document, i), "step");
    }
    const last = structuredClone(draft.document);
    for (const state of states.reverse()) {
      draft.undo();
      assert.deepEqual(draft.document, state);
    }
    assert.deepEqual(draft.document, JSON.parse(STORY));
    draft.undo();
    for (let i = 0; i < 300; i++) draft.redo();
    assert.deepEqual(draft.document, last);
  });

test("operations of a step that build on each other are undone from the last", () => {
  const draft = begin();
  draft.change(
    [
      { op: "add", path: "/x", value: {} },
      { op: "add", path: "/x/list", value: ["a", "b"] },
      { op: "remove", path: "/x/list/0" },
    ],
    "step",
  );
  draft.undo();
  assert.deepEqual(draft.document, JSON.parse(STORY));
});

test("an answer that nobody waits for is passed over", () => {
  const draft = begin();
  for (const count of [0, 1, 2]) draft.hear({ token: "t", count, lost: false });
  assert.equal(draft.saved, true);
});

test("a change after an undo ends what could be done again", () => {
  const draft = begin();
  const rename = name => draft.change([{ op: "replace", path: "/story/title", value: name }], name);
  rename("one");
  rename("two");
  draft.undo();
  rename("three");
  draft.redo();
  assert.equal(draft.document.story.title, "three");
  draft.undo();
  assert.equal(draft.document.story.title, "one");
});

test("500 steps can be undone", () => {
  const draft = begin();
  for (let i = 0; i < 510; i++) draft.change([{ op: "add", path: "/x", value: i }], "step");
  for (let i = 0; i < 510; i++) draft.undo();
  assert.equal(draft.document.x, 9);
});

test("what is given to a change is not part of the document, nor of what is undone", () => {
  const draft = begin();
  const value = { name: "as given" };
  draft.change([{ op: "add", path: "/x", value }], "step");
  value.name = "changed since";
  draft.change([{ op: "add", path: "/x/name", value: "as typed" }], "step");
  draft.undo();
  assert.deepEqual(draft.document.x, { name: "as given" });
});

test("a change is told with whether it was one cell only, and no change is nothing", () => {
  const told = [];
  const draft = begin({ changed: oneCell => told.push(oneCell) });
  assert.equal(draft.dirty, false);
  draft.change([], "nothing");
  draft.change([{ op: "add", path: "/x", value: 1 }], "cell", true);
  draft.change([{ op: "add", path: "/x", value: 2 }], "row");
  draft.undo();
  draft.redo();
  assert.deepEqual(told, [true, false, false, false]);
  assert.equal(draft.dirty, true);
});

test("one message is on its way at a time, and the next has all that came since", async () => {
  const draft = begin();
  const set = value => draft.change([{ op: "add", path: "/x", value }], "step");
  set(1);
  await settled();
  set(2);
  await settled();
  set(3);
  await settled();
  assert.equal(sent.length, 1);
  const told = JSON.parse(sent[0].changes).map(({ value }) => value);
  draft.hear({ token: "t", count: 1, lost: false });
  await settled();
  told.push(...JSON.parse(sent[1].changes).map(({ value }) => value));
  assert.deepEqual(told, [1, 2, 3]);
  assert.deepEqual(
    sent.map(({ token, count }) => [token, count]),
    [
      ["t", 0],
      ["t", 1],
    ],
  );
  assert.equal(draft.saved, false);
  draft.hear({ token: "t", count: 2, lost: false });
  assert.equal(draft.saved, true);
});

test("a message without an answer is sent again, and one with another answer is still waited for", async () => {
  const draft = begin();
  draft.change([{ op: "add", path: "/x", value: 1 }], "step");
  await settled();
  draft.hear({ token: "t", count: 0, lost: false });
  draft.hear({ token: "t", count: 7, lost: false });
  mock.timers.tick(LOST_MS - 1);
  await settled();
  assert.equal(sent.length, 1);
  mock.timers.tick(1);
  await settled();
  assert.deepEqual(sent[1], sent[0]);
});

test("a late answer is right about changes that were told twice, though more came in the meantime", async () => {
  const draft = begin();
  const set = value => draft.change([{ op: "add", path: "/x", value }], "step");
  set(1);
  await settled();
  set(2);
  mock.timers.tick(LOST_MS);
  await settled();
  draft.hear({ token: "t", count: 1, lost: false });
  await settled();
  assert.deepEqual(
    JSON.parse(sent.at(-1).changes).map(({ value }) => value),
    [2],
  );
});

test("a draft that the server does not have, or not as it was, is handed over whole", async () => {
  for (const reply of [
    { token: null, count: 0, lost: false },
    { token: "another", count: 0, lost: false },
    { token: "t", count: 5, lost: true },
  ]) {
    sent = [];
    const draft = begin();
    draft.change([{ op: "add", path: "/x", value: 1 }], "step");
    await settled();
    draft.hear(reply);
    await settled();
    draft.hear(reply); // the whole is on its way already
    await settled();
    assert.deepEqual(
      sent.map(message => Object.keys(message)),
      [
        ["changes", "token", "count"],
        ["whole", "token", "count"],
      ],
    );
    assert.deepEqual(JSON.parse(sent[1].whole), draft.document);
    draft.hear({ token: "t", count: sent[1].count, lost: false });
    assert.equal(draft.saved, true);
  }
});

test("what the server cannot be told is refused with the reason, and tried again", async () => {
  const reasons = [];
  const reason = { path: "", problem: "no room", remedy: "wait" };
  const send = () => {
    throw reason;
  };
  const draft = begin({ send, refuse: why => reasons.push(why) });
  draft.change([{ op: "add", path: "/x", value: 1 }], "step");
  await settled();
  mock.timers.tick(LOST_MS);
  await settled();
  assert.deepEqual(reasons, [reason, reason]);
  assert.equal(draft.saved, false);
});

/** The server as geo/session/draft_session.py has it: it may restart, and then has nothing. */
class Server {
  token = null;
  count = 0;
  lost = false;
  document = null;

  receive({ whole, changes, token, count }) {
    if (whole !== undefined) Object.assign(this, { token, count, lost: false, document: JSON.parse(whole) });
    else this.lost = token !== this.token || count !== this.count;
    if (changes === undefined || this.lost) return;
    for (const operation of JSON.parse(changes)) operate(this.document, operation);
    this.count += 1;
  }

  get reply() {
    const { token, count, lost } = this;
    return token === null ? { token, count: 0, lost: false } : { token, count, lost };
  }
}

for (const seed of [4, 5, 6, 7])
  test(`edits arrive in order where messages are lost or answered late (seed ${seed})`, async () => {
    const random = seeded(seed);
    const [server, replies] = [new Server(), []];
    let restarts = 0;
    const draft = begin({
      send: message => {
        if (random.next() < 0.2) return; // lost on the way there
        server.receive(message);
        if (random.next() < 0.2) return; // lost on the way back
        replies.push({ reply: server.reply, inRounds: random.next() < 0.2 ? 20 : 1 });
      },
    });
    Object.assign(server, { token: "t", document: JSON.parse(STORY) });
    const states = [JSON.stringify(draft.document)];
    let reached = 0;
    const round = async () => {
      mock.timers.tick(1000);
      await settled();
      for (const each of replies) each.inRounds--;
      while (replies[0]?.inRounds <= 0) draft.hear(replies.shift().reply); // in the order in which they were sent
      await settled();
      if (server.token === null) return;
      const state = states.indexOf(JSON.stringify(server.document), reached);
      assert.ok(state >= 0, "what the server has is what the draft was, and no earlier than before");
      reached = state;
    };
    for (let i = 0; i < 300; i++) {
      draft.change([...operationsBy(random, draft.document, i), { op: "add", path: "/round", value: i }], "step");
      states.push(JSON.stringify(draft.document));
      if (random.next() < 0.01) {
        Object.assign(server, { token: null, document: null });
        restarts++;
      }
      await round();
    }
    for (let i = 0; i < 400 && !draft.saved; i++) await round();
    assert.equal(draft.saved, true);
    assert.deepEqual(server.document, draft.document);
    assert.ok(restarts > 0);
  });
