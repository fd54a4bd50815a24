import assert from "node:assert/strict";
import { test } from "node:test";
import { TABLES, placeOf } from "../../../static/dateline/make/tables.js";
import { inWords, isTask, standing, wanted } from "../../../static/dateline/make/tasks.js";

const draft = {
  story: { title: " ", events: [{ title: "", when: "yesterday" }], sources: [] },
  features: [{ geometry: { type: "Point", coordinates: [null, null] }, properties: { radius_km: 0 } }],
};
const fault = path => ({ path, problem: "something is wrong", remedy: "mend it" });

test("what is not there yet is to be filled in, what is there is to be mended", () => {
  for (const path of ["/story/title", "/story/events/0/title", "/story/lang", "/features/0/geometry/coordinates"])
    assert.ok(isTask(draft, fault(path)), path);
  for (const path of ["", "/story/events/0/when", "/features/0/properties/radius_km"])
    assert.ok(!isTask(draft, fault(path)), path);
});

test("what is to be filled in is called by its column", () => {
  const name = path => wanted(TABLES[placeOf(path, draft).table], placeOf(path, draft));
  assert.equal(name("/features/0/geometry/coordinates"), "Position");
  assert.equal(name("/story/events/0/title"), "Title");
  assert.equal(name("/story/published"), "Published");
  assert.equal(name("/story/events"), "an event");
  assert.equal(name("/features"), "a place");
});

test("a draft is ready to share, or says how much is to fill in and to mend", () => {
  const said = (paths, faulty = paths.length) =>
    standing({ told: { faulty }, faults: paths.map(fault), document: draft });
  assert.equal(standing({ told: null, faults: [], document: draft }), "Being read …");
  assert.equal(said([]), "Ready to share.");
  assert.equal(said(["/story/title", "/story/events/0/title"]), "2 to fill in.");
  assert.equal(said(["/story/title", "/story/events/0/when"]), "1 to fill in · 1 to mend.");
  assert.equal(said(["/story/title"], 1400), "1,400 to fill in or to mend.");
});

test("a place in a file is said as a row and a column", () => {
  assert.equal(inWords("/story/events/3/when"), "event 4, When");
  assert.equal(inWords("/features/0/geometry/coordinates"), "place 1, Position");
  assert.equal(inWords("line 7"), "line 7");
});
