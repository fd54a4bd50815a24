// The outlines of countries under the story, on canvases, with those countries tinted of which no more is named.

/** @import { Feature, FeatureCollection, MultiPolygon, Polygon, Position } from "geojson" */
/** @import { Colours } from "./map" */

/**
 * @typedef {object} About
 * @property {string | null} a2 the code of the country; null for what has none, as Somaliland
 * @property {string} name
 * @property {Position} label where its name stands
 * @property {number} area in square degrees
 */
/** @typedef {Feature<Polygon | MultiPolygon, About>} Country */
/** @typedef {[west: number, north: number, east: number, south: number]} Extent on the plane */
/** @typedef {{ planes: Float64Array[], bounds: Extent }} Flat a country's rings on the plane, and their extent */
/** @typedef {"outlines" | "tint"} Pane */

const MERCATOR_END = 85.0511287798; // degrees of latitude, where Leaflet's own projection ends too

/**
 * The rings of a country on the plane of the map, x and y by turns, each from 0 to 1 from the north-western corner. The
 * atlas has rings that jump at the 180th meridian: those go on beyond 1.
 *
 * @param {Polygon | MultiPolygon} geometry
 */
export function onPlane({ type, coordinates }) {
  const rings = type === "Polygon" ? coordinates : coordinates.flat();
  return rings.map(ringOnPlane);
}

/** @param {Position[]} ring */
function ringOnPlane(ring) {
  const plane = new Float64Array(2 * ring.length);
  const roundPole = ring.some(([, lat]) => Math.abs(lat) > 89.9);
  let west = 0;
  for (const [i, [lon, lat]] of ring.entries()) {
    const phi = (Math.max(-MERCATOR_END, Math.min(MERCATOR_END, lat)) * Math.PI) / 180;
    const x = lon / 360 + 0.5;
    plane[2 * i] = i && !roundPole ? x - Math.round(x - plane[2 * i - 2]) : x;
    plane[2 * i + 1] = 0.5 - Math.log(Math.tan(Math.PI / 4 + phi / 2)) / (2 * Math.PI);
    west = Math.min(west, plane[2 * i]);
  }
  if (west < -1e-6) for (let i = 0; i < plane.length; i += 2) plane[i] += 1;
  return plane;
}

/**
 * @param {Float64Array[]} planes
 * @returns {Extent}
 */
export function boundsOf(planes) {
  let [west, north, east, south] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const plane of planes) {
    for (let i = 0; i < plane.length; i += 2) {
      west = Math.min(west, plane[i]);
      east = Math.max(east, plane[i]);
      north = Math.min(north, plane[i + 1]);
      south = Math.max(south, plane[i + 1]);
    }
  }
  return [west, north, east, south];
}

/**
 * A ring in pixels, without vertices that no pixel tells apart; its first and its last one stay.
 *
 * @param {Float64Array} plane
 * @param {number} scale pixels of the whole plane
 * @param {L.Point} origin in those pixels
 * @param {number} turn of the earth, on which it is drawn
 */
export function thinned(plane, scale, origin, turn) {
  const points = [];
  let [lastX, lastY] = [NaN, NaN];
  for (let i = 0; i < plane.length; i += 2) {
    const x = (plane[i] + turn) * scale - origin.x;
    const y = plane[i + 1] * scale - origin.y;
    if ((x - lastX) ** 2 + (y - lastY) ** 2 < 1 && i < plane.length - 2) continue;
    points.push(L.point(x, y));
    [lastX, lastY] = [x, y];
  }
  return points;
}

// A polygon of Leaflet's projects each of its vertices at each zoom, and the atlas has a hundred thousand of them, which
// takes a tenth of a second. This one starts from the plane, and only with what is in view, without vertices that no
// pixel tells apart.
class Outline extends L.Polygon {
  /**
   * @param {Flat} country
   * @param {number} turn of the earth
   * @param {L.PolylineOptions} options
   */
  constructor(country, turn, options) {
    super([], options);
    this.country = country;
    this.turn = turn;
  }

  _project() {
    const [west, north, east, south] = this.country.bounds;
    const origin = this._map.getPixelOrigin();
    /** @type {(x: number, y: number) => L.Point} */
    const toPixels = (x, y) => L.point((x + this.turn) * this.scale, y * this.scale).subtract(origin);
    this._rings = null;
    this._rawPxBounds = L.bounds(toPixels(west, north), toPixels(east, south));
    this._updateBounds();
  }

  _clipPoints() {
    this._parts = [];
    if (!this._pxBounds.intersects(this._renderer._bounds)) return;
    this._rings ??= this.country.planes.map(plane => thinned(plane, this.scale, this._map.getPixelOrigin(), this.turn));
    super._clipPoints();
  }

  get scale() {
    const { crs = L.CRS.EPSG3857 } = this._map.options; // Leaflet's own too, where none is named
    return crs.scale(this._map.getZoom());
  }
}

export class Outlines {
  /** @type {Country[]} */
  countries = [];
  /** @type {Map<Country, Flat>} */
  planes = new Map();
  /** @type {Map<number, Record<Pane, L.FeatureGroup>>} */
  copies = new Map(); // by turn of the earth
  /** @type {Set<string>} */
  wanted = new Set(); // which countries are tinted
  /** @type {string | null} */
  drawn = null; // those that are
  overTiles = false;

  /**
   * @param {L.Map} map
   * @param {Colours} colours
   */
  constructor(map, colours) {
    this.map = map;
    this.colours = colours;
    this.layers = L.layerGroup().addTo(map);
    this.renderers = {
      outlines: L.canvas({ pane: "outlines", padding: 0.5 }),
      tint: L.canvas({ pane: "tint", padding: 0.5 }),
    };
    map.on("moveend", () => this.draw());
  }

  async load() {
    const [answer] = await Promise.all([
      fetch(new URL("../../vendor/outlines/countries-50m.json", import.meta.url)),
      import("../../vendor/topojson-client/topojson-client.min.js"),
    ]);
    const topology = await answer.json();
    /** @type {FeatureCollection<Polygon | MultiPolygon, About>} */
    const atlas = topojson.feature(topology, topology.objects.countries);
    this.countries = atlas.features;
    for (const country of this.countries) {
      const planes = onPlane(country.geometry);
      this.planes.set(country, { planes, bounds: boundsOf(planes) });
    }
    this.draw();
  }

  // The world once, and again beside itself where the map shows more than one turn of the earth. The turn before the
  // first has countries that reach over the 180th meridian.
  draw() {
    if (!this.countries.length) return;
    const bounds = this.map.getBounds();
    const first = Math.floor((bounds.getWest() + 180) / 360) - 1;
    const last = Math.floor((bounds.getEast() + 180) / 360);
    for (let turn = first; turn <= last; turn++) {
      if (this.copies.has(turn)) continue;
      const copy = { outlines: L.featureGroup().addTo(this.layers), tint: L.featureGroup().addTo(this.layers) };
      this.copies.set(turn, copy);
      this.fill(copy.outlines, "outlines", turn, this.countries);
      this.drawn = null;
    }
    this.drawTint();
  }

  /** @param {string[]} countries by their codes */
  tint(countries) {
    this.wanted = new Set(countries);
    this.drawTint();
  }

  drawTint() {
    const key = [...this.wanted].sort().join();
    if (!this.copies.size || this.drawn === key) return;
    this.drawn = key;
    const countries = this.countries.filter(({ properties: { a2 } }) => a2 && this.wanted.has(a2));
    for (const [turn, { tint }] of this.copies) {
      tint.clearLayers();
      this.fill(tint, "tint", turn, countries);
    }
  }

  /**
   * @param {L.FeatureGroup} group
   * @param {Pane} pane
   * @param {number} turn
   * @param {Country[]} countries
   */
  fill(group, pane, turn, countries) {
    const options = { pane, renderer: this.renderers[pane], interactive: false, ...this.styles()[pane] };
    for (const country of countries) {
      const flat = this.planes.get(country);
      if (flat) group.addLayer(new Outline(flat, turn, options));
    }
  }

  /** @returns {Record<Pane, L.PathOptions>} */
  styles() {
    const { border, land, tint, tintBorder } = this.colours;
    return {
      outlines: { color: border, weight: 0.7, fillColor: land, fillOpacity: 1 },
      tint: { color: tintBorder, weight: 1, fillColor: tint, fillOpacity: this.overTiles ? 0.45 : 1 },
    };
  }

  /**
   * @param {Colours} colours
   * @param {boolean} overTiles
   */
  paint(colours, overTiles) {
    this.colours = colours;
    this.overTiles = overTiles;
    const styles = this.styles();
    for (const { outlines, tint } of this.copies.values()) {
      outlines.setStyle(styles.outlines);
      tint.setStyle(styles.tint);
    }
  }
}
