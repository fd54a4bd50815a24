// Typed degrees are read as those in files are: tests/measure/test_angles.py reads the same texts.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { angle, pair } from "../../../static/dateline/make/angles.js";
import { read } from "../../../static/dateline/make/typed.js";

const TYPED = JSON.parse(readFileSync(new URL("../../typed_angles.json", import.meta.url), "utf8"));
const isNear = (one, other) => Math.abs(one - other) < 1e-8;

for (const [text, degrees, axis] of TYPED.angles)
  test(`${text} is ${degrees} degrees`, () => {
    const found = angle(text);
    assert.ok(isNear(found.degrees, degrees), String(found.degrees));
    assert.equal(found.axis, axis);
  });

for (const [text, first, second] of TYPED.pairs)
  test(`${text} is a pair`, () => {
    const [one, other] = pair(text);
    assert.ok(isNear(one.degrees, first) && isNear(other.degrees, second), JSON.stringify([one, other]));
  });

for (const text of TYPED.neither)
  test(`“${text}” is neither`, () => {
    assert.equal(angle(text), null);
    assert.equal(pair(text), null);
  });

test("a cell takes decimals with a comma, both at once, and keeps what it cannot read", () => {
  assert.equal(read("degrees", "48,137"), 48.137);
  assert.deepEqual(read("degrees", "48.137, 11.575"), [11.575, 48.137]);
  assert.deepEqual(read("degrees", "11.575 E, 48.137 N"), [11.575, 48.137]);
  assert.equal(read("degrees", "near the river"), "near the river");
});
