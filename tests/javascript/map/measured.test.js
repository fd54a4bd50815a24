/* global L */

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { openMap, place, stop } from "./open.js";

const map = openMap();
for (const pane of ["line", "claim"]) map.createPane(pane);
const { Measured } = await import("../../../static/dateline/map/measured.js");

const COLOURS = { measured: "#0b5394", paper: "#ffffff" };
const [a, b, c] = [place("a", 170, 10), place("b", -160, 20), place("c", 150, -10)];
const pairOf = (...stops) => ({ stops, distance: "1 km", total: "2 km", legs: stops.length > 2 ? [{}, {}] : [] });

let measured;
let west;

beforeEach(() => {
  west = -180;
  const places = new Map([a, b, c].map(one => [one.id, one]));
  measured = new Measured({ map, places, lonOf: lon => (lon < west ? lon + 360 : lon) });
});

const draw = view => measured.draw(view, COLOURS);
const layers = (group, kind) => group.getLayers().filter(layer => layer instanceof kind);
const lines = () => layers(measured.lines, L.Polyline).map(line => line.getLatLngs().map(({ lat, lng }) => [lat, lng]));
const dots = () => layers(measured.lines, L.CircleMarker).map(dot => [dot.getLatLng().lat, dot.getLatLng().lng]);
const ends = () => lines().map(line => [line[0], line.at(-1)].map(([, lon]) => Math.round(lon)));

test("a line goes from end to end, with the distance as its tag", async () => {
  assert.equal(await draw({ pair: pairOf(stop(a), stop(c)) }), true);
  assert.deepEqual(ends(), [[170, 150]]); // prettier-ignore
  assert.equal(measured.tag.text, "1 km");
  assert.deepEqual(measured.tag.points.map(({ lat, lng }) => [lat, lng]), lines()[0]); // prettier-ignore
});

test("a path has a line for each leg, and the total as its tag", async () => {
  await draw({ pair: pairOf(stop(a), stop(c), stop(a)) });
  assert.deepEqual(ends(), [[170, 150], [150, 170]]); // prettier-ignore
  assert.equal(measured.tag.text, "2 km");
  assert.equal(measured.tag.points.at(-1).lng, 150, "at the first leg");
});

test("a line over the 180th meridian is drawn once where both ends are on one turn, and else at both", async () => {
  await draw({ pair: pairOf(stop(a), stop(b)) });
  assert.deepEqual(ends(), [[170, 200], [-190, -160]]); // prettier-ignore
  west = 0;
  await draw({ pair: { ...pairOf(stop(a), stop(b)) } });
  assert.deepEqual(ends(), [[170, 200]]); // prettier-ignore
});

test("a stop has a mark of its own only where it is not on its place's", async () => {
  await draw({ pair: pairOf(stop(a), { key: "c", lon: 151, lat: -10 }, { key: "@5,6", lon: 6, lat: 5 }) });
  assert.deepEqual(dots(), [[-10, 151], [5, 6]]); // prettier-ignore
});

test("two ends that are one point have no line and no tag, and no pair has nothing", async () => {
  await draw({ pair: pairOf(stop(a), stop(a)) });
  assert.deepEqual([lines(), measured.tag], [[], null]);
  await draw({ pair: pairOf(stop(a), stop(b)) });
  await draw({ pair: null });
  assert.deepEqual([measured.lines.getLayers(), measured.tag], [[], null]);
});

const claim = (ring, wedge = null) => ({ origin: "c", ring, wedge });
const areas = () => layers(measured.claim, L.Polygon);
const edges = () => layers(measured.claim, L.Polyline).filter(layer => !(layer instanceof L.Polygon));

test("a claim is a ring with a hole round its place, and without one if it says nothing of the least", async () => {
  await draw({ claim: claim({ low: 400, high: 500 }) });
  assert.deepEqual([areas().map(area => area.getLatLngs().length), edges().length], [[2], 2]);
  const centre = L.latLng(-10, 150);
  for (const [i, metres] of [500_000, 400_000].entries())
    for (const point of edges()[i].getLatLngs()) assert.ok(Math.abs(point.distanceTo(centre) / metres - 1) < 0.01);
  await draw({ claim: claim({ low: 0, high: 500 }) });
  assert.deepEqual([areas().map(area => area.getLatLngs().length), edges().length], [[1], 1]);
});

test("a direction adds a wedge with two sides from its place", async () => {
  await draw({ claim: claim({ low: 0, high: 500 }, { middle: 90, half: 22.5 }) });
  assert.deepEqual([areas().length, edges().length], [2, 3]);
  for (const side of edges().slice(1)) {
    const [from, to] = side.getLatLngs();
    assert.deepEqual([from.lat, from.lng], [-10, 150]);
    assert.ok(to.lng > 153, "to the east");
  }
});

test("a ring round a pole has edges alone", async () => {
  await draw({ claim: claim({ low: 0, high: 9500 }) });
  assert.deepEqual([areas().length, edges().length], [0, 1]);
});

test("a claim that draws nothing, none, and one of a place that is gone clear the one before", async () => {
  for (const none of [claim(null), null, { ...claim({ low: 1, high: 2 }), origin: "gone" }]) {
    await draw({ claim: claim({ low: 0, high: 500 }) });
    assert.equal(await draw({ claim: none }), true);
    assert.deepEqual(measured.claim.getLayers(), []);
  }
});

test("of two that are wanted at once the last is drawn", async () => {
  const [first, last] = [draw({ pair: pairOf(stop(a), stop(b)) }), draw({ pair: pairOf(stop(a), stop(c)) })];
  assert.deepEqual(await Promise.all([first, last]), [false, true]);
  assert.deepEqual(ends(), [[170, 150]]); // prettier-ignore
});
