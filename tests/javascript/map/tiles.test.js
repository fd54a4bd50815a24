import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { openMap } from "./open.js";

const map = openMap({ zoom: 4 });
const { Tiles } = await import("../../../static/dateline/map/tiles.js");

let said;
let layer;
let events;

beforeEach(() => {
  [said, events] = [[], []];
  layer = new Tiles(message => said.push(message), { maxZoom: 19 });
  layer.on("tileload tileerror", ({ type }) => events.push(type)).addTo(map);
});
afterEach(() => {
  layer.remove();
  map.setView([0, 0], 4, { animate: false });
});

const wanted = () => said.flatMap(({ tile }) => tile ?? []);
const dropped = () => said.flatMap(({ drop }) => drop ?? []);
const image = number => layer.coming.get(number).image;
const send = (tile, source = parent) => {
  const message = new MessageEvent("message", { data: { dateline: { tile } } });
  Object.defineProperty(message, "source", { value: source });
  window.dispatchEvent(message);
};
const bytes = new Uint8Array([1, 2, 3]).buffer;

test("each tile in view is asked for once, by a number of its own", () => {
  const keys = wanted().map(({ z, x, y }) => `${z}/${x}/${y}`);
  assert.ok(keys.length >= 12);
  assert.equal(new Set(keys).size, keys.length);
  assert.equal(new Set(wanted().map(({ number }) => number)).size, keys.length);
  assert.ok(keys.every(key => key.startsWith("4/")));
});

test("a tile that comes is shown, and one that does not is an error", () => {
  const [{ number }, other, broken] = wanted();
  const shown = image(number);
  send({ number, bytes, type: "image/png" });
  assert.match(shown.src, /^blob:/);
  assert.deepEqual(events, []);
  shown.onload();
  assert.deepEqual(events, ["tileload"]);
  send({ number: other.number });
  const picture = image(broken.number);
  send({ number: broken.number, bytes, type: "text/plain" });
  picture.onerror();
  assert.deepEqual(events, ["tileload", "tileerror", "tileerror"]);
  assert.equal(layer.coming.size, wanted().length - 3);
});

test("what is not from the page, not known or comes twice changes nothing", () => {
  const [{ number }] = wanted();
  send({ number }, {});
  assert.doesNotThrow(() => layer.take({ number: 999_999, bytes }));
  assert.deepEqual([events, layer.coming.size], [[], wanted().length]);
  send({ number });
  send({ number, bytes });
  assert.deepEqual(events, ["tileerror"]);
});

test("a tile that goes out of view before it came is dropped, and what comes later of it is nothing", () => {
  const [first, second] = wanted();
  send({ number: second.number });
  const before = wanted().map(({ number }) => number);
  map.setView([0, 0], 9, { animate: false });
  assert.ok(dropped().includes(first.number));
  assert.ok(!dropped().includes(second.number), "that one is done");
  assert.ok(dropped().every(number => before.includes(number)));
  assert.equal(new Set(dropped()).size, dropped().length);
  events.length = 0;
  send({ number: first.number, bytes });
  assert.deepEqual(events, []);
});

test("a layer that is gone hears nothing more", () => {
  const [{ number }] = wanted();
  layer.remove();
  layer.take = tile => events.push(tile);
  send({ number });
  assert.deepEqual(events, []);
  assert.equal(layer.coming.size, 0);
});
