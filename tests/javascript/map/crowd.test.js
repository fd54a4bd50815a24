/* global L */

import assert from "node:assert/strict";
import { test } from "node:test";
import { makeMap, openMap, place, random } from "./open.js";

const map = openMap();
const { Crowd } = await import("../../../static/dateline/map/crowd.js");
const { westEdge } = await import("../../../static/dateline/map/map.js");

/** The part of a StoryMap that a crowd needs; `press` gives the places that were pressed. */
function crowdOf(places, { on = map, interest = [] } = {}) {
  const west = westEdge(places);
  const story = {
    ...{ map: on, west, marks: new Map(), pressed: [], listed: [], scene: { lang: "en" } },
    at: ({ lon, lat }) => L.latLng(lat, lon < west ? lon + 360 : lon),
    ofInterest: id => interest.includes(id),
    highlight: () => {},
    makeMark: ({ id, lon, lat }) =>
      story.pressable(L.marker(story.at({ lon, lat }), { icon: L.divIcon() }), id, () => {}),
    pressable: (mark, name, press) => mark.on("click", press),
    press: one => story.pressed.push(one.id),
    popups: { openList: (id, at, content) => story.listed.push(content) },
  };
  const crowd = new Crowd(story);
  crowd.hold(places);
  crowd.draw();
  return { crowd, story };
}

const count = mark => Number(mark.getElement().textContent);
const countOf = ({ clusters }) => [...clusters.values()].reduce((sum, mark) => sum + count(mark), 0);
const clear = ({ crowd, story }) => {
  crowd.remove();
  for (const mark of story.marks.values()) mark.remove();
};
const scattered = (draw, many, lon = 360, lat = 140) =>
  Array.from({ length: many }, (_, i) => place(`p${i}`, lon * (draw() - 0.5), lat * (draw() - 0.5)));

test("each place in view has a mark or is counted in one cluster, at every zoom", () => {
  const draw = random(11);
  for (const zoom of [2, 3, 4.5, 7]) {
    map.setView([10, 20], zoom);
    const places = scattered(draw, 900, 120, 80);
    const made = crowdOf(places);
    const bounds = map.getBounds();
    const visible = places.filter(one => bounds.contains(made.story.at(one))).length;
    const shown = made.story.marks.size + countOf(made.crowd);
    // A little more than what is in view, so that a short pan finds no empty edge; a cluster reaches over it.
    assert.ok(shown >= visible * 0.97 && shown <= 900, `${shown} of ${visible}`);
    if (zoom <= 3) assert.equal(shown, 900);
    assert.equal(
      document.querySelectorAll(".leaflet-marker-icon").length,
      made.story.marks.size + made.crowd.clusters.size,
    );
    clear(made);
  }
});

test("clusters are so far from each other that each can be pressed", () => {
  map.setView([0, 0], 3);
  const made = crowdOf(scattered(random(12), 2000, 160, 120));
  const at = [...made.crowd.clusters.values()].map(mark => map.latLngToContainerPoint(mark.getLatLng()));
  for (const [i, one] of at.entries()) for (const other of at.slice(0, i)) assert.ok(one.distanceTo(other) > 25);
  assert.ok(at.length > 10);
  clear(made);
});

test("the selected and the measured place keep their marks, and clusters make way for them", () => {
  map.setView([0, 0], 3);
  const places = scattered(random(13), 1000, 120, 90);
  const made = crowdOf(places, { interest: ["p7", "p500"] });
  const { crowd, story } = made;
  assert.ok(story.marks.has("p7") && story.marks.has("p500"));
  const own = ["p7", "p500"].map(id => map.latLngToContainerPoint(story.marks.get(id).getLatLng()));
  assert.equal(crowd.boxes.length, crowd.clusters.size);
  for (const one of own) for (const { at } of crowd.boxes) assert.ok(at.distanceTo(one) > 31.99);
  for (const [i, mark] of [...crowd.clusters.values()].entries()) {
    const [x = 0, y = 0] = mark.getElement().firstElementChild.style.translate.match(/-?\d+/g).map(Number);
    const drawn = map.latLngToContainerPoint(mark.getLatLng()).add([x, y]);
    assert.ok(drawn.distanceTo(crowd.boxes[i].at) < 1.5, "labels know where a cluster is drawn");
  }
  clear(made);
});

test("places on both sides of the 180th meridian share a cluster", () => {
  map.setView([0, 180], 4);
  const made = crowdOf([...Array(5)].map((_, i) => place(`p${i}`, i % 2 ? 179.9 : -179.9, i / 10)));
  assert.deepEqual([...made.crowd.clusters.values()].map(count), [5]);
  assert.equal(made.story.marks.size, 0);
  clear(made);
});

test("marks are in the document from west to east, and those out of view are not", () => {
  map.setView([0, 0], 6);
  const made = crowdOf(scattered(random(14), 1500, 60, 40));
  const lons = [...made.crowd.clusters.values()].map(mark => mark.getLatLng().lng);
  assert.deepEqual(
    lons,
    [...lons].sort((a, b) => a - b),
  );
  map.setView([60, 150], 6);
  made.crowd.draw();
  assert.equal(made.crowd.clusters.size + made.story.marks.size, 0);
  clear(made);
});

test("a cluster that is pressed opens by zooming in, until it is no cluster", () => {
  const close = makeMap();
  const places = [place("a", 10, 10), place("b", 10.4, 10), place("c", 10, 10.3)];
  const made = crowdOf(places, { on: close });
  for (let round = 0; round < 20 && made.crowd.clusters.size; round++) {
    [...made.crowd.clusters.values()][0].fire("click");
    made.crowd.draw();
  }
  assert.deepEqual([...made.story.marks.keys()].sort(), ["a", "b", "c"]);
  close.remove();
});

test("places on one spot open as a list, a hundred at a time, and each can be chosen", () => {
  map.setView([10, 10], 3);
  const places = [...Array(250)].map((_, i) => place(`p${i}`, 10, 10, { number: i + 1, name: `Name ${i}` }));
  const made = crowdOf(places);
  const { crowd, story } = made;
  assert.equal([...crowd.clusters.values()][0].getElement().textContent, "250");
  [...crowd.clusters.values()][0].fire("click");
  const [content] = story.listed;
  document.body.append(content);
  const items = () => [...content.querySelectorAll("li")];
  const more = () => [...content.querySelectorAll("button")].find(({ textContent }) => textContent === "More");
  for (const [length, focused] of [
    [100, null],
    [200, 100],
    [250, 200],
  ]) {
    assert.equal(items().length, length);
    if (focused) assert.equal(document.activeElement, items()[focused].firstElementChild);
    more()?.click();
  }
  assert.equal(more(), undefined);
  assert.equal(new Set(items().map(item => item.textContent)).size, 250);
  for (const item of items()) item.querySelector("button").click();
  assert.deepEqual([...story.pressed].sort(), places.map(({ id }) => id).sort());
  content.remove();
  clear(made);
});

test("who has the focus on a mark that goes into a cluster goes on from the nearest one", () => {
  map.setView([0, 0], 5);
  const made = crowdOf([place("a", 0, 0), place("b", 3, 0), place("c", 3.2, 0.2), place("d", -20, 5)]);
  const { crowd, story } = made;
  story.marks.get("a").getElement().tabIndex = 0;
  story.marks.get("a").getElement().focus();
  assert.equal(document.activeElement, story.marks.get("a").getElement());
  map.setZoom(2);
  crowd.draw();
  const near = [...crowd.clusters.values(), ...story.marks.values()].reduce((best, mark) =>
    mark.getLatLng().distanceTo([0, 0]) < best.getLatLng().distanceTo([0, 0]) ? mark : best,
  );
  assert.ok(!story.marks.has("a"));
  assert.equal(document.activeElement, near.getElement());
  clear(made);
});

test("the same places are not gathered again, and others are", () => {
  map.setView([0, 0], 3);
  const places = scattered(random(15), 500, 60, 60);
  const made = crowdOf(places);
  const before = new Map(made.crowd.clusters);
  made.crowd.hold([...places]);
  made.crowd.draw();
  assert.deepEqual(made.crowd.clusters, before);
  made.crowd.hold(places.slice(0, 300));
  made.crowd.draw();
  assert.equal(countOf(made.crowd) + made.story.marks.size, 300);
  clear(made);
});
