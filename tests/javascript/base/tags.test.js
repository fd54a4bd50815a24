import assert from "node:assert/strict";
import { test } from "node:test";

import { openPage } from "../dom.js";

openPage("");
const { isShown, letters, namesOf } = await import("../../../static/dateline/base/tags.js");

const TAGS = [
  { id: "talks", name: "Talks", letter: "T", colour: "blue" },
  { id: "fights", name: "Fighting", letter: "F", colour: null },
];

test("letters are in the order of the story, each on its colour or on none", () => {
  const made = [...letters(["fights", "talks", "gone"], TAGS).children];
  assert.deepEqual(
    made.map(({ textContent, dataset }) => [textContent, dataset.hue]),
    [
      ["T", "blue"],
      ["F", undefined],
    ],
  );
  assert.equal(namesOf(["fights", "talks"], TAGS), "Talks, Fighting");
});

test("an event is hidden when all of its tags are; one without tags and the selected one never are", () => {
  const both = { id: "1", tags: ["talks", "fights"] };
  assert.ok(isShown(both, {}));
  assert.ok(isShown(both, { hide: ["talks"] }));
  assert.ok(!isShown(both, { hide: ["talks", "fights"] }));
  assert.ok(isShown(both, { hide: ["talks", "fights"], event: "1" }));
  assert.ok(isShown({ id: "2", tags: [] }, { hide: ["talks", "fights"] }));
});
