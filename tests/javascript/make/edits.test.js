import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import * as edits from "../../../static/dateline/make/edits.js";
import { operate } from "../../../static/dateline/make/patch.js";
import { TABLES } from "../../../static/dateline/make/tables.js";
import { seeded, story } from "./seeded.js";

let document;
beforeEach(() => (document = story()));

const rowOf = (table, index) => TABLES[table].rows(document)[index];
const columnOf = (table, title) => TABLES[table].columns.find(column => column.title === title);

function make(operations) {
  for (const operation of structuredClone(operations)) operate(document, operation);
  return operations;
}

const set = (table, index, title, value) =>
  make(edits.cellEdit(document, table, rowOf(table, index), columnOf(table, title), value));

// ---- cells

test("a cell's value is added where its keys lead, and taken away where it is nothing", () => {
  assert.deepEqual(set("events", 1, "Title", "New"), [{ op: "add", path: "/story/events/1/title", value: "New" }]);
  assert.deepEqual(set("events", 1, "Place", undefined), [{ op: "remove", path: "/story/events/1/place" }]);
  assert.deepEqual(set("events", 1, "Place", undefined), []);
  assert.equal("place" in document.story.events[1], false);
});

test("objects that are missing on the way are made", () => {
  document = { type: "FeatureCollection" };
  assert.deepEqual(set("story", 0, "Opens with the event", "e"), [
    { op: "add", path: "/story", value: { opening: { event: "e" } } },
  ]);
  assert.deepEqual(set("story", 0, "Title", "T"), [{ op: "add", path: "/story/title", value: "T" }]);
  assert.deepEqual(document.story, { opening: { event: "e" }, title: "T" });
});

test("a position is given as a whole, and a height stays", () => {
  document.features[0].geometry = { type: "Point", coordinates: [10, 50, 300] };
  set("places", 0, "Latitude", 51);
  assert.deepEqual(document.features[0].geometry.coordinates, [10, 51, 300]);
  document.features[0].geometry.coordinates = "nowhere";
  set("places", 0, "Latitude", 51);
  assert.deepEqual(document.features[0].geometry.coordinates, [null, 51]);
  set("places", 0, "Longitude", 10);
  set("places", 0, "Latitude", undefined);
  assert.deepEqual(document.features[0].geometry.coordinates, [10, null]);
  set("places", 0, "Longitude", [9, 30]); // both at once
  assert.deepEqual(document.features[0].geometry.coordinates, [9, 30]);
  set("references", 0, "Latitude", 53);
  assert.deepEqual(document.features[2].properties.references[0].coordinates, [12, 53]);
});

test("a place that was nowhere is a point as soon as it has a position", () => {
  for (const geometry of [null, undefined, "text"]) {
    document.features[0].geometry = geometry;
    set("places", 0, "Latitude", 51);
    assert.deepEqual(document.features[0].geometry, { type: "Point", coordinates: [null, 51] });
    document.features[0].geometry = geometry;
    make(edits.placeMoved(rowOf("places", 0), document, [1, 2]));
    assert.deepEqual(document.features[0].geometry, { type: "Point", coordinates: [1, 2] });
  }
});

test("a lowest value is the highest too, until there is one", () => {
  set("claims", 1, "Lowest", 7);
  assert.deepEqual([document.story.claims[1].low, document.story.claims[1].high], [7, 7]);
  set("claims", 1, "Lowest", 6);
  assert.deepEqual([document.story.claims[1].low, document.story.claims[1].high], [6, 7]);
  set("claims", 1, "Highest", undefined);
  set("claims", 1, "Lowest", "some");
  assert.equal("high" in document.story.claims[1], false);
});

test("the second unit of a claim goes with the last that is said in it", () => {
  set("claims", 1, "Also, lowest", undefined);
  assert.deepEqual(document.story.claims[1].also, { unit: "km" });
  assert.deepEqual(set("claims", 1, "Also, unit", undefined), [{ op: "remove", path: "/story/claims/1/also" }]);
});

// ---- ids

/** Where a document names an id, by the members that may. */
function named(id) {
  const { events, claims, opening } = document.story;
  const found = [];
  for (const [index, event] of events.entries()) {
    if (event.place === id) found.push(`event ${index} place`);
    if (event.sources.includes(id)) found.push(`event ${index} sources`);
  }
  for (const [index, claim] of claims.entries())
    for (const member of ["from", "to", "source"]) if (claim[member] === id) found.push(`claim ${index} ${member}`);
  for (const member of ["event", "from", "to"]) if (opening[member] === id) found.push(`opening ${member}`);
  return found;
}

for (const [table, index, count] of [
  ["places", 0, 4],
  ["places", 1, 4],
  ["events", 0, 1],
  ["events", 1, 0],
  ["sources", 0, 2],
  ["sources", 1, 3],
])
  test(`a new id of row ${index} of ${table} is followed everywhere, and no other is`, () => {
    const before = rowOf(table, index).item.id;
    const names = named(before);
    assert.equal(names.length, count);
    set(table, index, "Id", "new");
    assert.equal(rowOf(table, index).item.id, "new");
    assert.deepEqual(named("new"), names);
    assert.deepEqual(named(before), []);
    set(table, index, "Id", before);
    assert.deepEqual(document, story());
  });

test("an id is followed among those of its own kind only", () => {
  document.story.events[0].id = "a"; // as a place is called too
  set("events", 0, "Id", "first");
  assert.equal(document.story.events[0].place, "a");
  assert.equal(document.story.opening.from, "a");
});

test("an id given to what had none is followed nowhere", () => {
  delete document.features[0].id;
  delete document.story.opening;
  assert.deepEqual(set("places", 0, "Id", "new"), [{ op: "add", path: "/features/0/id", value: "new" }]);
  assert.equal("place" in document.story.events[2], false);
});

test("an id is not taken away", () => assert.deepEqual(set("places", 0, "Id", undefined), []));

// ---- rows

test("a row can be added to tables that begin with nothing, and has an id of its own", () => {
  for (const [table, word] of Object.entries({
    places: "place",
    events: "event",
    claims: "claim",
    sources: "source",
  })) {
    document = {};
    assert.equal(edits.canAdd(table), true);
    for (let i = 0; i < 3; i++) make(edits.rowAdded(document, table));
    assert.deepEqual(
      TABLES[table].rows(document).map(({ item }) => item.id),
      [1, 2, 3].map(number => `${word}-${number}`),
    );
    make(edits.rowRemoved(rowOf(table, 0)));
    make(edits.rowAdded(document, table));
    assert.equal(new Set(TABLES[table].rows(document).map(({ item }) => item.id)).size, 3);
  }
  for (const table of ["story", "shapes", "references"]) {
    assert.equal(edits.canAdd(table), false);
    assert.deepEqual(edits.rowAdded(document, table), []);
  }
});

test("a new event and a new claim cite the first source", () => {
  make([...edits.rowAdded(document, "events"), ...edits.rowAdded(document, "claims")]);
  assert.deepEqual(document.story.events.at(-1).sources, ["s1"]);
  assert.equal(document.story.claims.at(-1).source, "s1");
  document = {};
  make([...edits.rowAdded(document, "events")]);
  make([...edits.rowAdded(document, "claims")]);
  assert.deepEqual(document.story.events.at(-1).sources, []);
  assert.equal("source" in document.story.claims.at(-1), false);
});

test("a row takes the place of another of its table, past what is between", () => {
  make(edits.rowMoved(rowOf("places", 0), rowOf("places", 1)));
  assert.deepEqual(
    document.features.map(({ id }) => id),
    ["area", "b", "a"],
  );
  make(edits.rowMoved(rowOf("places", 1), rowOf("places", 0)));
  assert.deepEqual(
    document.features.map(({ id }) => id),
    ["area", "a", "b"],
  );
});

// ---- places

test("a place from the map, from the gazetteer, and moved, says whose its position is", () => {
  make(edits.placeAdded(document, [1, 2]));
  assert.deepEqual(document.features.at(-1).geometry, { type: "Point", coordinates: [1, 2] });
  assert.equal(document.features.at(-1).properties.position_source, "set by hand on the map");
  const found = { name: "Sabha", lon: 14, lat: 27, precision: "city", radius_km: null, country: "LY", source: "G" };
  make(edits.placeFound(document, found));
  assert.deepEqual(document.features.at(-1).geometry.coordinates, [14, 27]);
  assert.deepEqual(document.features.at(-1).properties, {
    name: "Sabha",
    precision: "city",
    country: "LY",
    position_source: "G",
  });
  make(edits.placeMoved(rowOf("places", 3), document, [3, 4]));
  assert.deepEqual(document.features.at(-1).geometry.coordinates, [3, 4]);
  assert.equal(document.features.at(-1).properties.position_source, "set by hand on the map");
  assert.equal(document.features.at(-1).properties.name, "Sabha");
});

test("places that nobody has checked are confirmed, or by being moved, and that can be taken back", () => {
  for (const index of [0, 2]) document.features[index].properties.checked = false;
  const before = structuredClone(document);
  const rows = TABLES.places.rows(document);
  assert.equal(rows.filter(edits.isUnchecked).length, 2);
  const back = structuredClone(edits.placesConfirmed(rows)).map(operation => operate(document, operation));
  assert.equal(TABLES.places.rows(document).some(edits.isUnchecked), false);
  for (const operation of back.reverse()) operate(document, operation);
  assert.deepEqual(document, before);
  make(edits.placeMoved(rowOf("places", 0), document, [9, 30]));
  assert.deepEqual(TABLES.places.rows(document).filter(edits.isUnchecked).length, 1);
});

test("a point is added to its place, the first one too", () => {
  make(edits.pointAdded(document, rowOf("places", 0)));
  make(edits.pointAdded(document, rowOf("places", 1)));
  assert.deepEqual(
    TABLES.references.rows(document).map(({ item, of }) => [of, item.id]),
    [
      ["Here", "point-1"],
      ["There", "port"],
      ["There", "point-2"],
    ],
  );
});

test("exchanged numbers are put right, and a height stays", () => {
  document.features[0].geometry.coordinates = [50, 10, 300];
  make(edits.swapped(document, { index: 0, lon: 10, lat: 50 }));
  assert.deepEqual(document.features[0].geometry.coordinates, [10, 50, 300]);
});

// ---- all of them

test("edits of any cell of any document can be made, and taken back", () => {
  const random = seeded(9);
  const odd = [null, 7, "text", [], {}, [null], { coordinates: "x" }];
  for (let i = 0; i < 2000; i++) {
    document = story();
    if (random.below(2)) document.features[0][random.one(["geometry", "properties"])] = random.one(odd);
    if (random.below(2)) document.story[random.one(["opening", "events", "claims", "sources"])] = random.one(odd);
    const { name, columns, rows } = random.one(Object.values(TABLES));
    const all = rows(document).filter(({ item }) => item !== null && typeof item === "object");
    if (!all.length) continue;
    const column = random.one(columns.filter(({ kind }) => kind !== "fixed"));
    const before = structuredClone(document);
    const value = random.one([undefined, "text", 12, [1, 2], { fr: "nom" }]);
    const back = edits
      .cellEdit(document, name, random.one(all), column, value)
      .map(operation => operate(document, structuredClone(operation)))
      .reverse();
    for (const operation of back) operate(document, operation);
    assert.deepEqual(document, before);
  }
});

test("a new tag has the first colour that no other has, and none when all are taken", () => {
  const colours = ["blue", "orange", "green", "purple", "teal", "pink", "grey"];
  const made = tags =>
    edits.rowAdded({ story: { tags: tags.map(colour => ({ id: colour, colour })) } }, "tags")[0].value.colour;
  assert.equal(made(["blue", "green"]), "orange");
  assert.equal(made(colours), undefined);
});

test("a tag with another id keeps its events", () => {
  const tagged = { story: { tags: [{ id: "tag-1" }], events: [{ id: "a", tags: ["tag-1"] }] } };
  const [row] = TABLES.tags.rows(tagged);
  const operations = edits.cellEdit(tagged, "tags", row, { keys: ["id"], title: "Id", kind: "id" }, "talks");
  assert.deepEqual(operations.map(({ path, value }) => [path, value]), [["/story/tags/0/id", "talks"], ["/story/events/0/tags", ["talks"]]]); // prettier-ignore
});
