// The story's lines and areas, under its places and on a canvas: two thousand of them as elements would make each change
// of view slow. None of it takes a click; names become labels.

/** @import { Feature, Geometry, LineString, Point, Polygon, Position } from "geojson" */
/** @typedef {Point | LineString | Polygon} Part */
/** @typedef {{ at: L.LatLng, bounds: L.LatLngBounds }} Drawn where a name would stand, and the extent */

const still = { pane: "shapes", interactive: false };
const MAX_NAME = 120;

export class Shapes {
  /** @type {(Drawn & { name: string })[]} */
  named = [];
  /** @type {L.PathOptions} */
  style = {};

  /** @param {L.Map} map */
  constructor(map) {
    this.layers = L.layerGroup().addTo(map);
    this.renderer = L.canvas({ pane: "shapes", padding: 0.3 });
  }

  /**
   * Draws these features instead of those before.
   *
   * @param {Feature[]} features
   * @param {number} west where the map is cut, in degrees of longitude
   */
  show(features, west) {
    this.layers.clearLayers();
    this.named = [];
    for (const { geometry, properties } of features) {
      const parts = [...simple(geometry)].map(part => this.draw(part, west));
      const name = properties?.name;
      if (typeof name !== "string" || !name.trim() || !parts.length) continue;
      const widest = parts.reduce((best, part) => (extent(part) > extent(best) ? part : best));
      this.named.push({ name: name.slice(0, MAX_NAME), ...widest });
    }
  }

  /**
   * @param {Part} part
   * @param {number} west
   * @returns {Drawn}
   */
  draw(part, west) {
    const path = outer(part);
    const turn = turnOf(path, west);
    /** @param {Position} position */
    const latLng = ([lon, lat]) => L.latLng(lat, lon + turn);
    const points = path.map(latLng);
    const bounds = L.latLngBounds(points);
    const style = { ...still, ...this.style, renderer: this.renderer };
    if (part.type === "Polygon") {
      const rings = part.coordinates.map(ring => ring.map(latLng));
      this.layers.addLayer(L.polygon(rings, style));
    } else if (part.type === "LineString") {
      this.layers.addLayer(L.polyline(points, { ...style, fill: false }));
      return { at: points[points.length >> 1], bounds };
    } else this.layers.addLayer(L.circleMarker(points[0], { ...style, radius: 3 }));
    return { at: bounds.getCenter(), bounds };
  }

  /** @param {{ shape: string }} colours */
  paint({ shape }) {
    this.style = { color: shape, weight: 1.5, fillColor: shape, fillOpacity: 0.12 };
    this.layers.invoke("setStyle", this.style);
  }
}

/**
 * @param {Part} part
 * @returns {Position[]} its outermost positions
 */
function outer({ type, coordinates }) {
  if (type === "Point") return [coordinates];
  return type === "LineString" ? coordinates : coordinates[0];
}

/**
 * The degrees by which a path is drawn further east. It is moved as a whole, or a shape over the edge of the map would
 * be torn.
 *
 * @param {Position[]} path
 * @param {number} west
 */
function turnOf(path, west) {
  let [first, last] = [Infinity, -Infinity];
  for (const [lon] of path) {
    first = Math.min(first, lon);
    last = Math.max(last, lon);
  }
  return (first + last) / 2 < west ? 360 : 0;
}

/** @param {Drawn} part */
const extent = ({ bounds }) => bounds.getEast() - bounds.getWest() + bounds.getNorth() - bounds.getSouth();

/**
 * A geometry as points, lines and polygons.
 *
 * @param {Geometry} geometry
 * @returns {Generator<Part, void>}
 */
export function* simple(geometry) {
  switch (geometry.type) {
    case "GeometryCollection":
      for (const member of geometry.geometries) yield* simple(member);
      break;
    case "MultiPoint":
      for (const coordinates of geometry.coordinates) yield { type: "Point", coordinates };
      break;
    case "MultiLineString":
      for (const coordinates of geometry.coordinates) yield { type: "LineString", coordinates };
      break;
    case "MultiPolygon":
      for (const coordinates of geometry.coordinates) yield { type: "Polygon", coordinates };
      break;
    default:
      yield geometry;
  }
}
