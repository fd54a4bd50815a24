import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import * as upload from "../../../static/dateline/base/upload.js";
import { Requests } from "../../../static/dateline/read/requests.js";

const LOST_MS = 8000;
const article = { token: "t", title: null, decided: [], linked: [], published: "2020", about: "Libya" };

let requests;
let sent;
let heard; // of uploads, and what is refused
let there; // the article's text, null where there is no article

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
  [sent, heard, there] = [[], [], "A text."];
  requests = new Requests({
    reading: ({ text, make }) => there && { ...article, ...(text && { text: there }), ...(make && { make }) },
    sceneThere: () => 7,
    onWay: (name, part) => heard.push([name, part]),
    refuse: reason => heard.push(reason.problem),
  });
  requests.send = request => sent.push(request);
});

// Has all that is due happen.
const settle = () => new Promise(resolve => setImmediate(resolve));
const want = wanted => {
  requests.want(wanted);
  return settle();
};
const answer = (count = sent.at(-1).count) => {
  const isIt = requests.isAnswered({ count });
  if (isIt) requests.next();
  return settle().then(() => isIt);
};
// The server that takes pieces.
const pieces = [];
const uploading = (reply = {}) =>
  upload.upload({
    data: { of: null, count: 0, refused: null, ...reply },
    parentElement: { isConnected: true },
    setTriggerValue: (_, piece) => pieces.push(piece),
  });

test("a request says all that is decided, its number, and which scene is here", async () => {
  await want({ reading: true });
  assert.deepEqual(sent, [{ ...article, count: 1, scene: 7 }]);
});

test("the text goes with each request until the server says that it has it", async () => {
  await want({ text: true, reading: true });
  await answer();
  await want({ reading: true });
  requests.want({ text: false });
  await answer();
  await want({ reading: true });
  assert.deepEqual(
    sent.map(({ text }) => text),
    ["A text.", "A text.", undefined],
  );
});

test("one request is on its way at a time, and what is wanted meanwhile goes as one with the next", async () => {
  await want({ reading: true });
  await want({ reading: true });
  await want({ reading: true, make: true });
  assert.equal(sent.length, 1);
  await answer();
  assert.equal(sent.length, 2);
  assert.equal(sent[1].make, true);
  await answer();
  assert.equal(sent.length, 2);
  await want({ reading: true });
  assert.equal(sent[2].make, undefined);
});

test("a search goes alone, before what else is wanted, and of several the last", async () => {
  await want({ reading: true });
  await want({ find: "Osl" });
  await want({ find: "Oslo", reading: true });
  await answer();
  await answer();
  await answer();
  assert.deepEqual(
    sent.map(({ find, token }) => find ?? token),
    ["t", "Oslo", "t"],
  );
});

test("the answer to another request is none to this one", async () => {
  await want({ reading: true });
  assert.equal(await answer(0), false);
  await want({ reading: true });
  assert.equal(sent.length, 1);
  assert.equal(await answer(1), true);
  assert.equal(await answer(1), false); // Streamlit shows an answer again
  assert.equal(sent.length, 2);
});

test("what is not answered is asked again, and its late answer is not taken for the new one's", async () => {
  await want({ text: true, reading: true });
  mock.timers.tick(LOST_MS - 1);
  await settle();
  assert.equal(sent.length, 1);
  mock.timers.tick(1);
  await settle();
  assert.deepEqual(
    sent.map(({ count, text }) => [count, text]),
    [
      [1, "A text."],
      [2, "A text."],
    ],
  );
  assert.equal(await answer(1), false);
  assert.equal(await answer(2), true);
  mock.timers.tick(LOST_MS * 3);
  await settle();
  assert.equal(sent.length, 2);
});

test("without an article there is nothing to read", async () => {
  there = null;
  await want({ reading: true });
  assert.deepEqual([sent, requests.sent], [[], null]);
  await want({ find: "Oslo" });
  assert.equal(sent.length, 1);
});

test("a file goes in pieces, others wait for it, and it is named when it is there", async () => {
  uploading();
  await want({ file: { name: "page.html", content: new Uint8Array(3) }, reading: true });
  assert.equal(sent.length, 0);
  const { of } = pieces.at(-1);
  uploading({ of, count: 1 });
  await settle();
  assert.deepEqual(sent, [{ file: { name: "page.html", upload: of }, count: 1, scene: 7 }]);
  assert.deepEqual(heard, [["page.html", 1]]);
  await answer();
  assert.equal(sent[1].token, "t");
});

test("a file that is not taken is refused with the reason, and others go on", async () => {
  uploading();
  await want({ file: { name: "page.html", content: new Uint8Array(3) } });
  uploading({ of: pieces.at(-1).of, count: 0, refused: { path: "", problem: "no room", remedy: "wait" } });
  await settle();
  assert.deepEqual([sent.length, heard.at(-1)], [0, "no room"]);
  await want({ reading: true });
  assert.equal(sent.length, 1);
});

test("a text that is too long for a request goes in pieces too", async () => {
  there = "x".repeat(64_001);
  uploading();
  await want({ text: true, reading: true });
  assert.equal(sent.length, 0);
  const { of } = pieces.at(-1);
  uploading({ of, count: 1 });
  await settle();
  assert.deepEqual(sent[0].text, { upload: of });
});
