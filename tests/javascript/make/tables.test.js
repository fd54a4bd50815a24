import assert from "node:assert/strict";
import { test } from "node:test";
import { at } from "../../../static/dateline/make/patch.js";
import { TABLES, columnOf, isPlace, placeOf } from "../../../static/dateline/make/tables.js";
import { story } from "./seeded.js";

const idsOf = (name, document) => TABLES[name].rows(document).map(({ item }) => item?.id);

test("each table has the rows of its kind, by keys that lead to them", () => {
  const document = story();
  assert.deepEqual(idsOf("places", document), ["a", "b"]);
  assert.deepEqual(idsOf("shapes", document), ["area"]);
  assert.deepEqual(idsOf("events", document), ["e1", "e2", "e3"]);
  assert.deepEqual(idsOf("claims", document), ["c1", "c2"]);
  assert.deepEqual(idsOf("sources", document), ["s1", "s2"]);
  assert.deepEqual(idsOf("references", document), ["port"]);
  assert.equal(TABLES.references.rows(document)[0].of, "There");
  for (const table of Object.values(TABLES))
    for (const { item, keys } of table.rows(document)) assert.equal(at(document, keys), item);
});

test("a document of any form has tables", () => {
  const forms = [
    {},
    [],
    null,
    "text",
    { features: {}, story: [] },
    { features: [null, 1, {}], story: { events: "no" } },
  ];
  for (const document of forms) for (const { rows } of Object.values(TABLES)) assert.ok(Array.isArray(rows(document)));
  assert.equal(TABLES.places.rows({ features: [null, 1, {}] }).length, 3);
});

test("a feature is a place unless it has another geometry", () => {
  for (const geometry of [undefined, null, "text", 7, { type: "Point" }]) assert.equal(isPlace({ geometry }), true);
  for (const geometry of [{ type: "LineString" }, {}, []]) assert.equal(isPlace({ geometry }), false);
});

test("a fault is of the row that its pointer leads into", () => {
  const places = {
    "/features/0/properties/name": ["places", ["features", "0"], ["properties", "name"]],
    "/features/1/geometry": ["shapes", ["features", "1"], ["geometry"]],
    "/features/2/properties/references/0/name": [
      "references",
      ["features", "2", "properties", "references", "0"],
      ["name"],
    ],
    "/features/2/properties/references": ["places", ["features", "2"], ["properties", "references"]],
    "/features/9": ["places", ["features", "9"], []],
    "/story/events/1/when": ["events", ["story", "events", "1"], ["when"]],
    "/story/claims/0": ["claims", ["story", "claims", "0"], []],
    "/story/sources/1/url": ["sources", ["story", "sources", "1"], ["url"]],
    "/story/events": ["story", [], ["story", "events"]],
    "/features": ["story", [], ["features"]],
    "/story/title": ["story", [], ["story", "title"]],
    "": ["story", [], []],
  };
  for (const [path, [table, row, rest]] of Object.entries(places))
    assert.deepEqual(placeOf(path, story()), { table, row, rest }, path);
});

test("each column is found by its own keys, by those above it, and by those inside it", () => {
  for (const { name, columns } of Object.values(TABLES))
    for (const [index, { keys }] of columns.entries()) {
      const path = keys.map(String);
      assert.equal(columnOf(name, path), index);
      assert.equal(columnOf(name, [...path, "inside"]), index);
      const above = columnOf(name, path.slice(0, 1));
      assert.ok(above !== null && above <= index);
    }
});

test("a fault of a row as a whole, or of what no column shows, is in none", () => {
  assert.equal(columnOf("events", []), null);
  assert.equal(columnOf("events", ["colour"]), null);
  assert.equal(columnOf("places", ["properties", "colour"]), null);
});
