import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { openPage } from "../dom.js";

openPage();
const { dateField, readDate } = await import("../../../static/dateline/base/dates.js");

test("a date as people write it becomes the form of a story, as the importers read it", () => {
  const table = JSON.parse(readFileSync(new URL("../../typed_dates.json", import.meta.url), "utf8"));
  for (const [text, meant] of table) {
    const { when, choices } = readDate(text);
    assert.deepEqual(choices?.map(each => each.when) ?? when ?? null, meant, text);
  }
});

test("where either number may be the day, both are offered in words", () => {
  assert.deepEqual(readDate("04/07/2021").choices, [
    { when: "2021-07-04", words: "4 July 2021" },
    { when: "2021-04-07", words: "7 April 2021" },
  ]);
});

test("the form of a story itself, and what is no date, is left as it is", () => {
  for (const text of [
    "",
    "2021",
    "2021-07",
    "2021-07-14~",
    "../2021",
    "2021-21",
    "31/02/2021",
    "30 February 2021",
    "14 Smarch 2021",
    "soon",
    "July",
    "14 July",
    "2 of 3 in July 2021",
    "16–14 July 2021",
    "9".repeat(500),
  ])
    assert.deepEqual(readDate(text), {}, text);
});

test("a field asks once which day is meant, and takes what is chosen", () => {
  const field = document.body.appendChild(document.createElement("input"));
  let chosen = 0;
  const which = dateField(field, () => chosen++);
  field.value = "04/07/2021";
  which.settle();
  assert.equal(field.value, "04/07/2021");
  assert.equal(which.root.textContent, "Which day? 4 July 20217 April 2021");
  which.root.querySelectorAll("button")[1].click();
  assert.deepEqual([field.value, chosen, which.root.hidden], ["2021-04-07", 1, true]);
});
