/* global L */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { openMap, random } from "./open.js";

const map = openMap();
const { Outlines, boundsOf, onPlane, thinned } = await import("../../../static/dateline/map/outlines.js");

for (const pane of ["outlines", "tint"]) map.createPane(pane);
globalThis.fetch = async address => new Response(readFileSync(address));

const COLOURS = { border: "#111111", land: "#222222", tint: "#333333", tintBorder: "#444444" };
const outlines = new Outlines(map, COLOURS);
await outlines.load();

test("the plane is that of Leaflet's own projection, x and y from the north-western corner", () => {
  const draw = random(21);
  const ring = Array.from({ length: 500 }, () => [120 * draw(), 170 * draw() - 85]);
  const [plane] = onPlane({ type: "Polygon", coordinates: [ring] });
  for (const [i, [lon, lat]] of ring.entries()) {
    const { x, y } = L.CRS.EPSG3857.latLngToPoint(L.latLng(lat, lon), 0);
    assert.ok(Math.abs(plane[2 * i] * 256 - x) < 1e-6 && Math.abs(plane[2 * i + 1] * 256 - y) < 1e-6);
  }
});

test("latitudes beyond the end of the map lie on its edge", () => {
  const [plane] = onPlane({ type: "Polygon", coordinates: [[[0, 89], [10, -89]]] }); // prettier-ignore
  assert.ok(Math.abs(plane[1]) < 1e-9 && Math.abs(plane[3] - 1) < 1e-9);
});

test("a ring over the 180th meridian goes on beyond it, whichever side it begins on", () => {
  const ring = [[170, 10], [-170, 10], [-170, 20], [170, 20], [170, 10]]; // prettier-ignore
  for (let first = 0; first < 4; first++) {
    const turned = [...ring.slice(first, 4), ...ring.slice(0, first + 1)];
    const [west, , east] = boundsOf(onPlane({ type: "MultiPolygon", coordinates: [[turned]] }));
    assert.ok(Math.abs(west - 350 / 360) < 1e-9 && Math.abs(east - 370 / 360) < 1e-9, `${west} to ${east}`);
  }
});

test("a part of a country keeps its own holes and every other part", () => {
  const square = [[0, 0], [1, 0], [1, 1], [0, 0]]; // prettier-ignore
  assert.equal(onPlane({ type: "MultiPolygon", coordinates: [[square, square], [square]] }).length, 3); // prettier-ignore
  assert.equal(onPlane({ type: "Polygon", coordinates: [square, square] }).length, 2);
});

test("bounds hold all vertices, and touch some on each side", () => {
  const draw = random(22);
  const planes = Array.from({ length: 5 }, () => Float64Array.from({ length: 40 }, draw));
  const [west, north, east, south] = boundsOf(planes);
  const every = parity => planes.flatMap(plane => [...plane].filter((_, i) => i % 2 === parity));
  assert.deepEqual([west, north, east, south], [Math.min(...every(0)), Math.min(...every(1)), Math.max(...every(0)), Math.max(...every(1))]); // prettier-ignore
});

test("a thinned ring keeps its ends, and no vertex that is left out was a pixel away from one that is not", () => {
  const draw = random(23);
  for (const scale of [256, 4096, 65536]) {
    let [x, y] = [0.5, 0.5];
    const plane = new Float64Array(2000);
    for (let i = 0; i < 2000; i += 2)
      [plane[i], plane[i + 1]] = [(x += (draw() - 0.5) / 2000), (y += (draw() - 0.5) / 2000)];
    const origin = L.point(1000, 500);
    const points = thinned(plane, scale, origin, 1);
    const all = Array.from({ length: 1000 }, (_, i) => L.point((plane[2 * i] + 1) * scale - 1000, plane[2 * i + 1] * scale - 500)); // prettier-ignore
    assert.deepEqual([points[0], points.at(-1)], [all[0], all.at(-1)]);
    for (const one of all) assert.ok(points.some(point => point.distanceTo(one) <= 1));
    for (const [i, point] of points.slice(1, -1).entries()) assert.ok(point.distanceTo(points[i]) >= 1);
    assert.ok(points.length < 1000 || scale > 4096);
  }
});

test("each country of the atlas is one piece of the plane, without a stroke across the map", () => {
  assert.ok(outlines.countries.length > 200);
  for (const country of outlines.countries) {
    const { planes, bounds } = outlines.planes.get(country);
    const [west, north, east, south] = bounds;
    assert.ok(west > -1e-5 && east < 1.2 && north >= -1e-9 && south <= 1 + 1e-9, country.properties.name);
    if (country.properties.a2 === "AQ") continue; // which goes round a pole
    for (const plane of planes)
      for (let i = 2; i < plane.length; i += 2) assert.ok(Math.abs(plane[i] - plane[i - 2]) < 0.5);
  }
});

test("an outline is drawn where Leaflet would draw the same polygon, to a pixel", () => {
  const italy = outlines.countries.find(({ properties }) => properties.a2 === "IT");
  map.setView([42, 12], 5);
  const [own] = outlines.copies.get(0).outlines.getLayers().filter(layer => layer.country === outlines.planes.get(italy)); // prettier-ignore
  const coordinates = L.GeoJSON.coordsToLatLngs(italy.geometry.coordinates, 2);
  const plain = L.polygon(coordinates, { renderer: outlines.renderers.outlines, interactive: false }).addTo(map);
  const [mine, theirs] = [own, plain].map(layer => layer._pxBounds);
  assert.ok(mine.min.distanceTo(theirs.min) < 3 && mine.max.distanceTo(theirs.max) < 3, `${mine.min} ${theirs.min}`);
  assert.ok(own._rings.flat().length < coordinates.flat(2).length);
  plain.remove();
});

test("the world is drawn on each turn of the earth in view, and again only on a new one", () => {
  map.setView([0, 0], 2);
  const count = outlines.countries.length;
  const turns = () => [...outlines.copies.keys()].sort((a, b) => a - b);
  assert.deepEqual(turns(), [-1, 0]);
  map.setView([0, 360], 2);
  assert.deepEqual(turns(), [-1, 0, 1]);
  for (const copy of outlines.copies.values()) assert.equal(copy.outlines.getLayers().length, count);
  assert.equal(outlines.layers.getLayers().length, 2 * 3, "nothing is left of what was drawn before");
});

test("exactly the wanted countries are tinted, on each turn", () => {
  const tinted = () => [...outlines.copies.values()].map(({ tint }) => tint.getLayers().length);
  const copies = outlines.copies.size;
  outlines.tint(["IT", "LY"]);
  assert.deepEqual(tinted(), Array(copies).fill(2));
  outlines.tint(["nowhere"]);
  assert.deepEqual(tinted(), Array(copies).fill(0));
});

test("colours change what is drawn already, and tints let the tiles shine through", () => {
  outlines.tint(["IT"]);
  outlines.paint({ ...COLOURS, border: "#555555" }, true);
  for (const { outlines: all, tint } of outlines.copies.values()) {
    assert.ok(all.getLayers().every(({ options }) => options.color === "#555555" && options.fillColor === "#222222"));
    assert.ok(tint.getLayers().every(({ options }) => options.color === "#444444" && options.fillOpacity === 0.45));
  }
});
