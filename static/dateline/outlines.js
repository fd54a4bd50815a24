// The outlines of countries under the story, on canvases, with those countries tinted of which no more is named.

const { L } = window;
const at = file => globalThis.datelineFiles?.[file] ?? new URL(file, import.meta.url);

function script(src) {
  return new Promise((onload, onerror) => document.head.append(Object.assign(document.createElement("script"), { src, onload, onerror })));
}

export class Outlines {
  constructor(map) {
    this.map = map;
    this.countries = [];
    this.copies = new Map(); // by turn of the earth
    this.wanted = new Set();
    this.colours = {};
    this.layers = L.layerGroup().addTo(map);
    this.renderers = Object.fromEntries(["outlines", "tint"].map(pane => [pane, L.canvas({ pane, padding: 0.5 })]));
    map.on("moveend", () => this.draw());
  }

  async load() {
    const files = ["outlines/countries-50m.json", "topojson-client/topojson-client.min.js"].map(file => at(`../vendor/${file}`));
    const [answer] = await Promise.all([fetch(files[0]), script(files[1])]);
    const topology = await answer.json();
    this.countries = window.topojson.feature(topology, topology.objects.countries).features;
    this.draw();
  }

  // The world once, and again beside itself where the map shows more than one turn of the earth.
  draw() {
    if (!this.countries.length) return;
    const bounds = this.map.getBounds();
    for (let turn = Math.floor((bounds.getWest() + 180) / 360); turn <= Math.floor((bounds.getEast() + 180) / 360); turn++) {
      if (this.copies.has(turn)) continue;
      const coordsToLatLng = ([lon, lat]) => L.latLng(lat, lon + turn * 360);
      const layer = pane => L.geoJSON([], { pane, renderer: this.renderers[pane], interactive: false, coordsToLatLng, style: () => this.styles()[pane] }).addTo(this.layers);
      const copy = { outlines: layer("outlines"), tint: layer("tint") };
      copy.outlines.addData(this.countries);
      this.copies.set(turn, copy);
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
    for (const { tint } of this.copies.values()) {
      tint.clearLayers().addData(this.countries.filter(country => this.wanted.has(country.properties.a2)));
    }
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
