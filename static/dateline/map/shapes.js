// The story's lines and areas, under its places and on a canvas: two thousand of them as elements would make each change
// of view slow. None of it takes a click; names become labels.

const still = { pane: "shapes", interactive: false };
const MAX_NAME = 120;

export class Shapes {
  constructor(map) {
    this.layers = L.layerGroup().addTo(map);
    this.renderer = L.canvas({ pane: "shapes", padding: 0.3 });
    this.named = [];
  }

  show(features, west) {
    this.layers.clearLayers();
    this.named = [];
    for (const { geometry, properties } of features) {
      const parts = [...simple(geometry)].map(part => this.draw(part, west));
      const name = properties?.name;
      if (typeof name !== "string" || !name.trim() || !parts.length) continue;
      const { at, bounds } = parts.reduce((widest, part) => (extent(part) > extent(widest) ? part : widest));
      this.named.push({ name: name.slice(0, MAX_NAME), at, bounds });
    }
  }

  draw({ type, coordinates }, west) {
    const path = { Point: [coordinates], LineString: coordinates, Polygon: coordinates[0] }[type];
    const [first, last] = path.reduce(
      ([low, high], [lon]) => [Math.min(low, lon), Math.max(high, lon)],
      [Infinity, -Infinity],
    );
    // Whole, or a shape over the edge of the map would be torn.
    const turn = (first + last) / 2 < west ? 360 : 0;
    const latlng = ([lon, lat]) => L.latLng(lat, lon + turn);
    const style = { ...still, ...this.style, renderer: this.renderer };
    const points = path.map(latlng);
    const bounds = L.latLngBounds(points);
    if (type === "Point") L.circleMarker(points[0], { ...style, radius: 3 }).addTo(this.layers);
    else if (type === "LineString") L.polyline(points, { ...style, fill: false }).addTo(this.layers);
    else
      L.polygon(
        coordinates.map(ring => ring.map(latlng)),
        style,
      ).addTo(this.layers);
    return { at: type === "LineString" ? points[points.length >> 1] : bounds.getCenter(), bounds };
  }

  paint({ shape }) {
    this.style = { color: shape, weight: 1.5, fillColor: shape, fillOpacity: 0.12 };
    this.layers.invoke("setStyle", this.style);
  }
}

const extent = ({ bounds }) => bounds.getEast() - bounds.getWest() + bounds.getNorth() - bounds.getSouth();

// A geometry as points, lines and polygons.
function* simple({ type, coordinates, geometries }) {
  if (type === "GeometryCollection") for (const geometry of geometries) yield* simple(geometry);
  else if (type.startsWith("Multi"))
    for (const part of coordinates) yield { type: type.slice("Multi".length), coordinates: part };
  else yield { type, coordinates };
}
