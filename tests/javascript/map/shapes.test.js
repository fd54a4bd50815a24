/* global L */

import assert from "node:assert/strict";
import { test } from "node:test";
import { openMap } from "./open.js";

const map = openMap();
map.createPane("shapes");
const { Shapes, simple } = await import("../../../static/dateline/map/shapes.js");

const SQUARE = [[0, 0], [10, 0], [10, 10], [0, 0]]; // prettier-ignore
const point = { type: "Point", coordinates: [1, 2] };
const line = { type: "LineString", coordinates: [[1, 2], [3, 4], [5, 7]] }; // prettier-ignore
const area = { type: "Polygon", coordinates: [SQUARE, SQUARE] };
const feature = (geometry, name) => ({ type: "Feature", geometry, properties: name === undefined ? null : { name } });

function drawn(features, west = -180) {
  const shapes = new Shapes(map);
  shapes.paint({ shape: "#123456" });
  shapes.show(features, west);
  return shapes;
}

test("any geometry is taken apart into points, lines and polygons, in order, with nothing lost", () => {
  const many = geometry => ({
    type: `Multi${geometry.type}`,
    coordinates: [geometry.coordinates, geometry.coordinates],
  });
  for (const one of [point, line, area]) {
    assert.deepEqual([...simple(one)], [one]);
    assert.deepEqual([...simple(many(one))], [one, one]);
  }
  const inner = { type: "GeometryCollection", geometries: [many(area), point] };
  const outer = { type: "GeometryCollection", geometries: [line, inner, many(point)] };
  assert.deepEqual([...simple(outer)], [line, area, area, point, point, point]);
  assert.deepEqual([...simple({ type: "MultiPolygon", coordinates: [] })], []);
});

test("each part is one layer of its kind, and a new list replaces the one before", () => {
  const shapes = drawn([feature(point), feature(line), feature(area)]);
  const kinds = shapes.layers.getLayers().map(layer => [L.CircleMarker, L.Polygon, L.Polyline].find(kind => layer instanceof kind)); // prettier-ignore
  assert.deepEqual(kinds, [L.CircleMarker, L.Polyline, L.Polygon]);
  assert.ok(shapes.layers.getLayers().every(({ options }) => !options.interactive && options.color === "#123456"));
  assert.equal(shapes.layers.getLayers()[1].options.fill, false);
  assert.equal(shapes.layers.getLayers()[2].getLatLngs().length, 2, "with its hole");
  shapes.show([feature(point)], -180);
  assert.equal(shapes.layers.getLayers().length, 1);
  shapes.show([], -180);
  assert.deepEqual([shapes.layers.getLayers(), shapes.named], [[], []]);
});

test("a shape is moved by a turn as a whole if its middle lies west of the cut", () => {
  const path = [[-30, 0], [10, 5]]; // prettier-ignore
  const lons = west => drawn([feature({ type: "LineString", coordinates: path })], west).layers.getLayers()[0].getLatLngs().map(({ lng }) => lng); // prettier-ignore
  assert.deepEqual(lons(-10.5), [-30, 10]);
  assert.deepEqual(lons(-9.5), [330, 370]);
});

test("a name stands in the middle of the widest part, and in the middle of a line on the line", () => {
  const far = { type: "Polygon", coordinates: [SQUARE.map(([lon, lat]) => [100 + 2 * lon, lat])] };
  const both = { type: "GeometryCollection", geometries: [area, far, point] };
  const { named } = drawn([feature(both, "Both"), feature(line, "Line")]);
  assert.deepEqual(named.map(({ name, at }) => [name, at.lat, at.lng]), [["Both", 5, 110], ["Line", 4, 3]]); // prettier-ignore
});

test("what is no text names nothing, and a long name is cut", () => {
  const { named } = drawn([feature(area), feature(area, 7), feature(area, "  "), feature(area, "x".repeat(500))]);
  assert.deepEqual(named.map(({ name }) => name), ["x".repeat(120)]); // prettier-ignore
});

test("colours change what is drawn already", () => {
  const shapes = drawn([feature(area), feature(line)]);
  shapes.paint({ shape: "#abcdef" });
  assert.ok(shapes.layers.getLayers().every(({ options }) => options.color === "#abcdef"));
});
