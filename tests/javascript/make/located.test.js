import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { isBare, placeLocated, placeTaken } from "../../../static/dateline/make/located.js";
import { operate } from "../../../static/dateline/make/patch.js";
import { TABLES } from "../../../static/dateline/make/tables.js";

const REMAGEN = {
  ...{ name: "Remagen", lon: 7.23, lat: 50.58, precision: "town", radius_km: 5, country: "DE" },
  source: "GeoNames 2848335",
};
const place = (id, name, coordinates = []) => ({
  ...{ type: "Feature", id, geometry: { type: "Point", coordinates } },
  properties: { name, region: "Eifel", radius_km: 9 },
});

let document;
beforeEach(
  () => (document = { type: "FeatureCollection", features: [place("a", "Old mill"), place("b", "Bonn", [7, 50])] }),
);

const rowOf = index => TABLES.places.rows(document)[index];
const make = operations => operations.forEach(operation => operate(document, operation));

test("a place without numbers for a position has none yet", () => {
  assert.equal(isBare(place("a", "A")), true);
  assert.equal(isBare(place("a", "A", [null, null])), true);
  assert.equal(isBare({ properties: {} }), true);
  assert.equal(isBare(place("a", "A", [0, null])), false);
  assert.equal(isBare(place("a", "A", [0, 0])), false);
});

test("what is found gives its position, and the name of the row and all else stay", () => {
  make(placeLocated(document, rowOf(0), REMAGEN));
  const [{ geometry, properties }] = document.features;
  assert.deepEqual(geometry.coordinates, [7.23, 50.58]);
  assert.equal(properties.name, "Old mill");
  assert.equal(properties.region, "Eifel");
  assert.deepEqual([properties.precision, properties.radius_km, properties.country], ["town", 5, "DE"]);
  assert.equal(properties.position_source, "GeoNames 2848335");
});

test("a country has no radius, and a row that nobody named takes the name", () => {
  document.features[0].properties.name = "Place 1";
  make(placeLocated(document, rowOf(0), { ...REMAGEN, precision: "country", radius_km: null, country: null }));
  const { properties } = document.features[0];
  assert.equal(properties.name, "Remagen");
  assert.equal("radius_km" in properties, false);
  assert.equal("country" in properties, false);
});

test("what is found goes into the row that is selected, where that has no position", () => {
  assert.deepEqual(placeTaken(document, REMAGEN, rowOf(0)).row?.keys, ["features", 0]);
  assert.equal(placeTaken(document, REMAGEN, rowOf(1)).row, undefined);
  assert.equal(placeTaken(document, REMAGEN, undefined).row, undefined);
});

test("no second place is made of a name", () => {
  document.features.push(place("c", "Remagen"));
  const { row, operations } = placeTaken(document, REMAGEN, rowOf(1));
  assert.deepEqual(row?.keys, ["features", 2]);
  make(operations);
  assert.deepEqual(placeTaken(document, REMAGEN, undefined), { row: rowOf(2), operations: [] });
  assert.equal(document.features.length, 3);
});

test("a namesake elsewhere is another place", () => {
  document.features.push(place("c", "Remagen", [1, 2]));
  make(placeTaken(document, REMAGEN, undefined).operations);
  assert.equal(document.features.length, 4);
});
