/* global L */

import assert from "node:assert/strict";
import { test } from "node:test";

import { openMap, place, random } from "./open.js";

const map = openMap();
const { arrange, placeLabels, shiftMark } = await import("../../../static/dateline/map/labels.js");

const SIZE = { x: 800, y: 600 };
const overlap = (a, b) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
const boxes = (wishes, spots) =>
  spots.flatMap((spot, i) => (spot ? [{ x: spot[0], y: spot[1], w: wishes[i].w, h: wishes[i].h }] : []));

/** Many boxes that want to be in a small part of the map, some of them over its edge. */
function crowded(draw) {
  const box = () => ({ w: 20 + 80 * draw(), h: 10 + 10 * draw() });
  const spot = () => [500 * draw() - 50, 200 * draw() - 20];
  const taken = Array.from({ length: 20 }, () => ({ x: spot()[0], y: spot()[1], ...box() }));
  const wishes = Array.from({ length: 60 }, () => ({ spots: Array.from({ length: 8 }, spot), ...box() }));
  return { taken, wishes };
}

test("no box overlaps another or what is taken, and all lie within the map, at spots that they asked for", () => {
  const draw = random(4);
  for (let round = 0; round < 100; round++) {
    const { taken, wishes } = crowded(draw);
    const spots = arrange(wishes, SIZE, taken);
    assert.equal(spots.length, wishes.length);
    assert.ok(spots.every((spot, i) => spot === null || wishes[i].spots.includes(spot)));
    const placed = boxes(wishes, spots);
    assert.ok(placed.every(({ x, y, w, h }) => x > 0 && y > 0 && x + w < SIZE.x && y + h < SIZE.y));
    for (const [i, box] of placed.entries())
      assert.ok(![...taken, ...placed.slice(0, i)].some(other => overlap(box, other)));
  }
});

test("a box is left out only if each of its spots is taken or outside, and what comes later changes nothing", () => {
  const draw = random(5);
  for (let round = 0; round < 50; round++) {
    const { taken, wishes } = crowded(draw);
    const spots = arrange(wishes, SIZE, taken);
    for (const [i, { spots: wanted, w, h }] of wishes.entries()) {
      const before = [...taken, ...boxes(wishes.slice(0, i), spots.slice(0, i))];
      const isFree = ([x, y]) =>
        x > 2 && y > 2 && x + w < 798 && y + h < 598 && !before.some(other => overlap({ x, y, w, h }, other));
      assert.equal(spots[i], wanted.find(isFree) ?? null);
    }
  }
});

test("boxes may touch", () => {
  const wish = x => ({ spots: [[x, 10]], w: 50, h: 20 });
  assert.deepEqual(arrange([wish(10), wish(60), wish(109)], SIZE, []), [[10, 10], [60, 10], null]);
});

// ---- with a map; a letter is 7 pixels wide

Object.defineProperties(HTMLElement.prototype, {
  offsetWidth: { get() { return 7 * this.textContent.length; }, configurable: true }, // prettier-ignore
  offsetHeight: { get: () => 16, configurable: true },
});

/** The part of a StoryMap that labels need. */
function storyOf(places, others = {}) {
  const marks = new Map();
  for (const { id, lon, lat } of places) {
    const body = document.createElement("span");
    marks.set(id, L.marker([lat, lon], { icon: L.divIcon({ html: body }) }).addTo(map));
  }
  return {
    ...{ map, marks, places: new Map(places.map(one => [one.id, one])), scene: { places }, selected: null },
    ...{ measured: { tag: null }, shapes: null, crowd: null, bases: { wanted: false } },
    outlines: { countries: [], copies: new Map([[0, {}]]) },
    at: ({ lon, lat }) => L.latLng(lat, lon),
    isStop: () => false,
    ...others,
  };
}

/** The labels by their texts: where they stand, in pixels of the map. */
function labels() {
  const found = [...map.getPane("labels").children].map(label => {
    const [x, y] = label.style.transform.match(/-?\d+/g).map(Number);
    return [label.textContent, { x, y, w: label.offsetWidth, h: 16 }];
  });
  return new Map(found);
}

map.createPane("labels");
const clear = story => story.marks.forEach(mark => mark.remove());

test("labels keep clear of each other, of all marks and of the measured line", () => {
  const draw = random(6);
  for (let round = 0; round < 10; round++) {
    const places = Array.from({ length: 80 }, (_, i) => place(`p${i}`, 90 * draw() - 45, 60 * draw() - 30));
    const points = [L.latLng(-20, -40), L.latLng(20, 40)];
    const story = storyOf(places, { measured: { tag: { points, text: "1,234 km" } } });
    placeLabels(story);
    const placed = [...labels().values()];
    assert.ok(placed.length > 5 && placed.length < 81);
    // Where they stand is rounded, so by a pixel they may.
    const inner = ({ x, y, w, h }) => ({ x: x + 1, y: y + 1, w: w - 2, h: h - 2 });
    const around = at => ({ x: at.x - 14, y: at.y - 14, w: 28, h: 28 });
    const marks = places.map(({ lon, lat }) => around(map.latLngToContainerPoint([lat, lon])));
    const [a, b] = points.map(point => map.latLngToContainerPoint(point));
    const line = Array.from({ length: 200 }, (_, i) => ({ x: a.x + ((b.x - a.x) * i) / 200, y: a.y + ((b.y - a.y) * i) / 200, w: 0.1, h: 0.1 })); // prettier-ignore
    for (const [i, box] of placed.entries())
      assert.ok(![...placed.slice(0, i), ...marks, ...line].some(other => overlap(inner(box), other)));
    clear(story);
  }
});

test("where there is room for one label alone, the selected place has it, then a stop, then a city before a country", () => {
  const [a, b, c] = [place("a", 0, 0, { kind: "country" }), place("b", 0, 0), place("c", 0, 0)];
  const first = others => {
    const story = storyOf([a, b, c], others);
    // All but one of the spots around a mark are taken.
    const crowd = { boxes: [{ at: { x: 400, y: 360 }, reach: 43 }, { at: { x: 400, y: 240 }, reach: 43 }, { at: { x: 320, y: 300 }, reach: 40 }] }; // prettier-ignore
    placeLabels({ ...story, crowd });
    clear(story);
    return [...labels().keys()];
  };
  assert.deepEqual(first({ selected: "c", isStop: id => id === "b" }), ["Place c"]);
  assert.deepEqual(first({ isStop: id => id === "c" }), ["Place c"]);
  assert.deepEqual(first({}), ["Place b"]);
  assert.deepEqual(first({ selected: "a" }), ["Place a"]);
});

test("a place out of view and one whose mark is not shown have no label", () => {
  const story = storyOf([place("here", 0, 0), place("away", 170, 0), place("hidden", 20, 20)]);
  story.marks.get("hidden").remove();
  placeLabels(story);
  assert.deepEqual([...labels().keys()], ["Place here"]);
  clear(story);
});

test("the mark of a country makes way for that of a spot, and one alone does not", () => {
  const shift = mark => mark.getElement().firstElementChild.style.translate;
  const story = storyOf([
    place("country", 0, 0, { spot: false }),
    place("spot", 0, 0),
    place("alone", 40, 0, { spot: false }),
  ]);
  placeLabels(story);
  assert.equal(shift(story.marks.get("country")), "26px 0px");
  assert.equal(shift(story.marks.get("alone")), "0px 0px");
  assert.ok(!shift(story.marks.get("spot")));
  shiftMark(story.marks.get("spot"), 3, -4);
  assert.equal(shift(story.marks.get("spot")), "3px -4px");
  clear(story);
});

test("countries are named that the story has not, and that are as wide as their names; the largest first", () => {
  const country = (a2, area, lon) => ({ properties: { a2, name: `Land ${a2}`, area, label: [lon, 0] } });
  const countries = [country("AA", 100, 0), country("BB", 900, 60), country("CC", 1, 30), country("DD", 500, -30)];
  const outlines = { countries, copies: new Map([[0, {}]]) };
  const story = storyOf([place("d", 10, 10, { kind: "country", country: "DD" })], { outlines });
  placeLabels(story);
  assert.deepEqual([...labels().keys()], ["Place d", "Land BB", "Land AA"]);
  placeLabels({ ...story, bases: { wanted: true } });
  assert.deepEqual([...labels().keys()], ["Place d"], "tiles have names of their own");
  clear(story);
});
