import assert from "node:assert/strict";
import { test } from "node:test";

import { openPage } from "../dom.js";
import { APP, scene } from "./scene.js";

openPage(APP);
const view = await import("../../../static/dateline/page/view.js");
const { distance, bearing, pairs } = await import("../../../static/dateline/page/pairs.js");
const { distances, stopName } = await import("../../../static/dateline/page/distances.js");
const { flat } = await import("../../../static/dateline/page/working.js");
const { snippet } = await import("../../../static/dateline/page/share.js");
const { stopOf } = await import("../../../static/dateline/page/suggestions.js");
view.setScene(scene());

test("a distance has a decimal below ten and its thousands apart", () => {
  const written = [0.04, 9.94, 9.95, 464.5, 9999.4, 12_346].map(km => distance(km, "km"));
  assert.deepEqual(written, ["0.0 km", "9.9 km", "10 km", "465 km", "9,999 km", "12,350 km"]);
  assert.equal(distance(1609.344, "mi"), "1,000 mi");
});

test("a bearing has the nearest of sixteen points", () => {
  const written = [0, 11.24, 11.26, 230.4, 359.6].map(bearing);
  assert.deepEqual(written, ["north · 0°", "north · 11°", "north-northeast · 11°", "southwest · 230°", "north · 0°"]);
});

test("a stop is called by its place, its reference point, the reader's name, or its position", () => {
  const names = [["tripoli"], ["tripoli", "port"], ["@1,2(Camp)"], ["@1.5,2"]].map(stop => stopName(...stop));
  assert.deepEqual(names, ["Tripoli", "The port", "Camp", "1.5, 2"]);
});

test("a place that was found is a stop under its name, of a region a point in it", () => {
  const found = { name: "Derj", lon: 10.45, lat: 30.17, radius_km: 5 };
  assert.equal(stopOf(found), "@30.17,10.45(Derj)");
  assert.equal(stopOf({ ...found, radius_km: null }), "@30.17,10.45(a point in Derj)");
});

test("the working is a list of names and values", () => {
  const list = flat({ geodesic: { distance_m: 1.5, azimuth: null }, versions: { Python: "3.11" } });
  assert.deepEqual(list, [
    ["geodesic distance_m", "1.5"],
    ["geodesic azimuth", "none: the two are one point"],
    ["versions Python", "3.11"],
  ]);
});

test("a snippet for another site holds a title as text", () => {
  const made = snippet('"><script>alert(1)</script>', ["100%", 480, "Full width"]);
  const box = document.createElement("div");
  box.innerHTML = made; // eslint-disable-line no-restricted-properties
  assert.equal(box.querySelectorAll("*").length, 1);
  assert.equal(box.firstChild.title, '"><script>alert(1)</script>');
  assert.equal(box.firstChild.getAttribute("width"), "100%");
});

test("the table of pairs sorts by each column, up and down", () => {
  const rows = [
    { origin: "tripoli", to: "ghadames", km: 464.5, degrees: 230 },
    { origin: "tripoli", to: "libya", km: 740, degrees: 150 },
    { origin: "ghadames", to: "libya", km: 810, degrees: null },
  ];
  view.update({ pairs: { of: null, rows }, unit: "km", pair: { stops: [{ key: "tripoli" }] } });
  const panel = document.body.appendChild(document.createElement("div"));
  pairs(panel);
  const cell = index => [...panel.querySelectorAll("tbody tr")].map(row => row.cells[index].textContent);
  const press = title => [...panel.querySelectorAll("th button")].find(b => b.textContent.startsWith(title)).click();
  assert.deepEqual(cell(2), ["465 km", "740 km *", "810 km *"]);
  press("Distance");
  press("Distance");
  assert.deepEqual(cell(2), ["810 km *", "740 km *", "465 km"]);
  press("From");
  assert.deepEqual(cell(0), ["Ghadames", "Tripoli", "Tripoli"]);
  press("Direction");
  assert.deepEqual(cell(3), ["one point", "south-southeast · 150°", "southwest · 230°"]);
});

test("a claim that is shown with a new pair draws the panel once", () => {
  const claim = { id: "1", origin: "tripoli", quote: "some 465 km", cited: "the article", url: null };
  view.setScene({ ...scene(), claims: [{ ...claim, ring: { low: 442, high: 488 }, wedge: null }] });
  const judged = {
    finding: "agrees",
    verdict: "agrees",
    told: "465 km in a straight line",
    direction: null,
  };
  const stops = [{ key: "tripoli" }, { key: "ghadames" }];
  const pair = {
    stops,
    distance: "465 km",
    way: "southwest",
    legs: [],
    cautions: [],
    measured: "445 to 485",
    points: null,
    arriving: null,
  };
  const parent = document.body.appendChild(document.createElement("div"));
  view.update({ pair: undefined });
  distances({ parentElement: parent });
  view.update({ pair: { ...pair, claims: { 1: judged } }, unread: {}, unit: "km", found: null });
  assert.equal(parent.querySelector(".dl-figure").textContent, "465 km southwest");
  assert.deepEqual(view.known.view.claim, { origin: "tripoli", ring: { low: 442, high: 488 }, wedge: null });
  const button = parent.querySelector(".dl-claims button");
  button.click();
  assert.deepEqual([view.known.view.claim, button.getAttribute("aria-pressed")], [null, "false"]);
});
