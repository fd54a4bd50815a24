import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";

import { openPage } from "../dom.js";

openPage();
mock.timers.enable({ apis: ["setTimeout"] });
const { said, send, upload } = await import("../../../static/dateline/base/upload.js");

const PIECE = 262_144;
const place = document.body.appendChild(document.createElement("div"));
let sent = [];
const reply = data => upload({ data, parentElement: place, setTriggerValue: (_, piece) => sent.push(piece) });
const settled = () => new Promise(resolve => setImmediate(resolve));
const nothing = { of: null, count: 0, refused: null };

beforeEach(() => {
  reply(nothing);
  sent = [];
});

test("a file crosses in pieces, each after the last was taken", async () => {
  const content = Uint8Array.from({ length: 2 * PIECE + 5 }, (_, index) => index % 251);
  const parts = [];
  const name = send(content, part => parts.push(part));
  await settled();
  for (let count = 1; count <= 3; count++) {
    assert.equal(sent.length, count);
    reply({ of: sent[0].of, count, refused: null });
  }
  assert.equal(await name, sent[0].of);
  assert.deepEqual(Buffer.concat(sent.map(piece => Buffer.from(piece.base64, "base64"))), Buffer.from(content));
  assert.deepEqual(
    sent.map(({ index, last }) => [index, last]),
    [
      [0, false],
      [1, false],
      [2, true],
    ],
  );
  assert.deepEqual(parts, [1 / 3, 2 / 3, 1]);
});

test("a piece that is lost is sent again, one that was taken is not", async () => {
  const name = send(new Uint8Array(PIECE + 1));
  await settled();
  mock.timers.tick(30_000);
  assert.deepEqual(
    sent.map(({ index }) => index),
    [0, 0],
  );
  reply({ of: sent[0].of, count: 1, refused: null });
  reply({ of: sent[0].of, count: 1, refused: null });
  assert.deepEqual(
    sent.map(({ index }) => index),
    [0, 0, 1],
  );
  reply({ of: sent[0].of, count: 2, refused: null });
  await name;
});

test("a server that has started anew gets the file from its beginning", async () => {
  const name = send(new Uint8Array(PIECE + 1));
  await settled();
  reply({ of: sent[0].of, count: 1, refused: null });
  reply(nothing);
  assert.deepEqual(
    sent.map(({ index }) => index),
    [0, 1, 0],
  );
  reply({ of: sent[0].of, count: 1, refused: null });
  reply({ of: sent[0].of, count: 2, refused: null });
  await name;
});

test("what is refused says why, and the next file is sent", async () => {
  const fault = { path: "", problem: "too large", remedy: "a smaller file" };
  const refused = assert.rejects(send(new Uint8Array(1)), fault);
  const next = send(new Uint8Array(1));
  await settled();
  assert.equal(sent.length, 1);
  reply({ of: sent[0].of, count: 0, refused: fault });
  await refused;
  await settled();
  assert.equal(sent.length, 2);
  reply({ of: sent[1].of, count: 1, refused: null });
  await next;
});

test("a short text is said as it is, a long one under the name that it was sent by", async () => {
  assert.equal(await said("x".repeat(64_000)), "x".repeat(64_000));
  const long = said("é".repeat(64_001));
  await settled();
  assert.equal(Buffer.from(sent[0].base64, "base64").toString(), "é".repeat(64_001));
  reply({ of: sent[0].of, count: 1, refused: null });
  assert.deepEqual(await long, { upload: sent[0].of });
});
