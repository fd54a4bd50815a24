/* global geodesic */

import assert from "node:assert/strict";
import { test } from "node:test";

import { random } from "./open.js";

globalThis.window = globalThis; // as in a browser: the library puts itself there
const { circle, line, roundPole } = await import("../../../static/dateline/map/geodesics.js");
const { WGS84 } = geodesic.Geodesic;

const near = (found, wanted, within) =>
  assert.ok(
    found.every((degrees, i) => Math.abs(degrees - wanted[i]) <= within),
    `${found} is not ${wanted}`,
  );
const metres = ([lat1, lon1], [lat2, lon2]) => WGS84.Inverse(lat1, lon1, lat2, lon2).s12;
const somewhere = draw => [180 * draw() - 90, 360 * draw() - 180];

// Karney's own example for GeodSolve, the quarter of a meridian and that of the equator.
for (const [start, azimuth, km, end] of [
  [[40.6, -73.8], 51.198882845579, 5551.7594003, [51.6, -0.5]],
  [[0, 12], 0, 10001.965729, [90, 12]],
  [[0, 100], 90, 10018.75417139462, [0, 190]],
]) {
  test(`${km} km from ${start} towards ${azimuth}° lies ${end}`, () =>
    near(circle(start, km, azimuth, azimuth)[0], end, 1e-6));
}

test("a line has both its ends and points not more than 50 km apart, along the shortest way", () => {
  const draw = random(1);
  for (let round = 0; round < 200; round++) {
    const [start, end] = [somewhere(draw), somewhere(draw)];
    const points = line(start, end);
    near(points[0], start, 1e-9);
    near([points.at(-1)[0], Math.sin(((points.at(-1)[1] - end[1]) * Math.PI) / 180)], [end[0], 0], 1e-9);
    const steps = points.slice(1).map((point, i) => metres(points[i], point));
    assert.ok(Math.max(...steps) < 50_000.01);
    const way = steps.reduce((sum, step) => sum + step, 0);
    assert.ok(Math.abs(way - metres(start, end)) < 0.01, `${start} to ${end}: ${way} m`);
  }
});

test("longitudes of a line run on over the 180th meridian, east and west", () => {
  const [tokyo, francisco] = [
    [35.7, 139.7],
    [37.8, -122.4],
  ];
  const [east, west] = [line(tokyo, francisco), line(francisco, tokyo)];
  near(east.at(-1), [37.8, 237.6], 1e-9);
  near(west.at(-1), [35.7, -220.3], 1e-9);
  for (const points of [east, west])
    assert.ok(points.slice(1).every(([, lon], i) => Math.abs(lon - points[i][1]) < 1.001));
});

test("a line turns by about a degree at a time wherever a map in Mercator's projection shows it", () => {
  const draw = random(7);
  for (let round = 0; round < 300; round++) {
    const points = line([75 + 10 * draw(), 0], [75 + 10 * draw(), 190 * draw()]);
    const steps = points.slice(1).map(([lat, lon], i) => [Math.min(lat, points[i][0]), Math.abs(lon - points[i][1])]);
    assert.ok(steps.every(([lat, degrees]) => lat > 85.06 || degrees < 1.5));
  }
});

test("a line straight over a pole has points enough, and no end of them", () => {
  const points = line([80, 0], [80, 180]);
  assert.ok(Math.max(...points.map(([lat]) => lat)) > 89.9);
  assert.ok(points.length > 40 && points.length < 2100);
  near([Math.abs(points.at(-1)[1])], [180], 1e-9);
});

test("a line between two ends that are one point is a point", () =>
  line([12, 34], [12, 34]).forEach(point => near(point, [12, 34], 1e-12)));

test("all points of a circle lie at the distance, and it closes", () => {
  const draw = random(2);
  for (let round = 0; round < 100; round++) {
    const [centre, km] = [somewhere(draw), 1 + 9000 * draw()];
    const points = circle(centre, km);
    for (const point of points) assert.ok(Math.abs(metres(centre, point) - km * 1000) < 0.001);
    const [first, last] = [points[0], points.at(-1)];
    assert.ok(metres(first, last) < 0.001);
  }
});

test("a sector begins at the one azimuth and ends at the other, clockwise", () => {
  const points = circle([10, 20], 100, 350, 370);
  const azimuths = points.map(([lat, lon]) => (WGS84.Inverse(10, 20, lat, lon).azi1 + 90) % 360);
  near([azimuths[0], azimuths.at(-1)], [80, 100], 1e-6);
  assert.ok(azimuths.slice(1).every((azimuth, i) => azimuth > azimuths[i]));
});

test("a circle goes round a pole if that is nearer than its edge", () => {
  const draw = random(3);
  for (let round = 0; round < 200; round++) {
    const [centre, km] = [somewhere(draw), 1 + 9000 * draw()];
    const poles = [90, -90].filter(lat => metres(centre, [lat, 0]) < km * 1000);
    assert.equal(roundPole(circle(centre, km)), poles.length === 1, `${centre}, ${km} km`);
  }
});

test("a circle round a pole runs once along the map without a jump, with its centre in the middle", () => {
  const draw = random(8);
  for (const side of [1, -1]) {
    for (let round = 0; round < 50; round++) {
      const centre = [side * (50 + 40 * draw()), 360 * draw() - 180];
      const points = circle(centre, 5000);
      const lons = points.map(([, lon]) => lon);
      near([Math.abs(lons.at(-1) - lons[0]), (lons.at(-1) + lons[0]) / 2], [360, centre[1]], 1e-6);
      assert.ok(lons.slice(1).every((lon, i) => Math.abs(lon - lons[i]) < 180));
    }
  }
});

test("a sector that has a pole in it runs on without a jump", () => {
  for (const [lat, towards] of [
    [80, 0],
    [-80, 180],
  ]) {
    const lons = circle([lat, 10], 5000, towards - 20, towards + 20).map(([, lon]) => lon);
    assert.ok(lons.slice(1).every((lon, i) => Math.abs(lon - lons[i]) < 5));
    assert.ok(Math.abs(Math.cos((((lons[0] + lons.at(-1)) / 2 - 10) * Math.PI) / 180) + 1) < 1e-9); // opposite
  }
});
