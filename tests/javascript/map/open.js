// An empty Leaflet map of a known size, and what the tests of the map make stories of.

/* global L */

import { readFileSync } from "node:fs";
import { runInThisContext } from "node:vm";

import { openPage } from "../dom.js";

const LEAFLET = new URL("../../../static/vendor/leaflet/leaflet.js", import.meta.url);

/** Opens a page with a map; modules of the map are imported after. Nothing is painted on its canvases. */
export function openMap({ width = 800, height = 600, center = [0, 0], zoom = 3 } = {}) {
  const window = openPage('<div class="stApp"><div id="map"></div></div>');
  globalThis.window = globalThis.self = globalThis; // as in a browser: libraries put themselves there
  runInThisContext(readFileSync(LEAFLET, "utf8"));
  window.HTMLCanvasElement.prototype.getContext = () => new Proxy({}, { get: () => () => {} });
  return makeMap({ width, height, center, zoom });
}

/** Another map on that page. */
export function makeMap({ width = 800, height = 600, center = [0, 0], zoom = 3 } = {}) {
  const box = document.createElement("div");
  Object.defineProperties(box, { clientWidth: { value: width }, clientHeight: { value: height } });
  document.body.append(box);
  const options = { center, zoom, minZoom: 2, zoomSnap: 0.25, attributionControl: false, fadeAnimation: false };
  return L.map(box, { ...options, zoomAnimation: false, maxZoom: 20 });
}

export const place = (id, lon, lat, others = {}) => ({
  ...{ id, lon, lat, number: 1, name: `Place ${id}`, names: {}, kind: "city", spot: true, precision: "a town" },
  ...{ country: null, own: "", source: "", references: [], ...others },
});

export const event = (id, at, others = {}) => ({
  ...{ id, place: at, where: null, when: "1 May 2020", short: "1 May", year: "2020", span: false },
  ...{
    title: `Title ${id}`,
    text: `Text ${id}`,
    added: false,
    standing: "reported",
    sources: [],
    note: null,
    tags: [],
    ...others,
  },
});

export const stop = ({ id, lon, lat }) => ({ key: id, lon, lat });

/** Numbers from 0 to 1, the same for the same seed. */
export function random(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
