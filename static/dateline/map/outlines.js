// The outlines of countries under the story, on canvases, with those countries tinted of which no more is named.

const MERCATOR_END = 85.0511287798; // degrees of latitude, where Leaflet's own projection ends too

// The rings of a country on the plane of the map, x and y by turns, each from 0 to 1 from the north-western corner. The
// atlas has rings that jump at the 180th meridian: those go on beyond 1.
function onPlane({ type, coordinates }) {
  const rings = type === "Polygon" ? coordinates : coordinates.flat();
  return rings.map(ring => {
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
  });
}

function boundsOf(planes) {
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

// A polygon of Leaflet's projects each of its vertices at each zoom, and the atlas has a hundred thousand of them, which
// takes a tenth of a second. This one starts from the plane, and only with what is in view, without vertices that no
// pixel tells apart.
const Outline = L.Polygon.extend({
  initialize({ planes, bounds }, turn, options) {
    L.Polygon.prototype.initialize.call(this, [], options);
    Object.assign(this, { planes, planeBounds: bounds, turn });
  },

  _project() {
    const [west, north, east, south] = this.planeBounds;
    this._rings = null;
    this._rawPxBounds = L.bounds(this.toPixels(west, north), this.toPixels(east, south));
    this._updateBounds();
  },

  _clipPoints() {
    this._parts = [];
    if (!this._pxBounds.intersects(this._renderer._bounds)) return;
    this._rings ??= this.planes.map(plane => this.thinned(plane));
    L.Polygon.prototype._clipPoints.call(this);
  },

  toPixels(x, y) {
    const scale = this._map.options.crs.scale(this._map.getZoom());
    return L.point((x + this.turn) * scale, y * scale).subtract(this._map.getPixelOrigin());
  },

  thinned(plane) {
    const scale = this._map.options.crs.scale(this._map.getZoom());
    const origin = this._map.getPixelOrigin();
    const points = [];
    let [lastX, lastY] = [NaN, NaN];
    for (let i = 0; i < plane.length; i += 2) {
      const x = (plane[i] + this.turn) * scale - origin.x;
      const y = plane[i + 1] * scale - origin.y;
      if ((x - lastX) ** 2 + (y - lastY) ** 2 < 1 && i < plane.length - 2) continue;
      points.push(L.point(x, y));
      [lastX, lastY] = [x, y];
    }
    return points;
  },
});

export class Outlines {
  constructor(map) {
    this.map = map;
    this.countries = [];
    this.planes = new Map();
    this.copies = new Map(); // by turn of the earth
    this.wanted = new Set();
    this.colours = {};
    this.layers = L.layerGroup().addTo(map);
    this.renderers = Object.fromEntries(["outlines", "tint"].map(pane => [pane, L.canvas({ pane, padding: 0.5 })]));
    map.on("moveend", () => this.draw());
  }

  async load() {
    const [answer] = await Promise.all([
      fetch(new URL("../../vendor/outlines/countries-50m.json", import.meta.url)),
      import("../../vendor/topojson-client/topojson-client.min.js"),
    ]);
    const topology = await answer.json();
    this.countries = topojson.feature(topology, topology.objects.countries).features;
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
    for (
      let turn = Math.floor((bounds.getWest() + 180) / 360) - 1;
      turn <= Math.floor((bounds.getEast() + 180) / 360);
      turn++
    ) {
      if (this.copies.has(turn)) continue;
      const copy = { outlines: L.featureGroup().addTo(this.layers), tint: L.featureGroup().addTo(this.layers) };
      this.copies.set(turn, copy);
      this.fill("outlines", turn, this.countries);
      this.drawn = null;
    }
    this.drawTint();
  }

  tint(countries) {
    this.wanted = new Set(countries);
    this.drawTint();
  }

  drawTint() {
    const key = [...this.wanted].sort().join();
    if (!this.copies.size || this.drawn === key) return;
    this.drawn = key;
    const countries = this.countries.filter(country => this.wanted.has(country.properties.a2));
    for (const [turn, { tint }] of this.copies) {
      tint.clearLayers();
      this.fill("tint", turn, countries);
    }
  }

  fill(pane, turn, countries) {
    const options = { pane, renderer: this.renderers[pane], interactive: false, ...this.styles()[pane] };
    for (const country of countries)
      new Outline(this.planes.get(country), turn, options).addTo(this.copies.get(turn)[pane]);
  }

  styles() {
    const { border, land, tint, tintBorder } = this.colours;
    return {
      outlines: { color: border, weight: 0.7, fillColor: land, fillOpacity: 1 },
      tint: { color: tintBorder, weight: 1, fillColor: tint, fillOpacity: this.overTiles ? 0.45 : 1 },
    };
  }

  paint(colours, overTiles) {
    this.colours = colours;
    this.overTiles = overTiles;
    for (const copy of this.copies.values()) {
      for (const [pane, style] of Object.entries(this.styles())) copy[pane].setStyle(style);
    }
  }
}
