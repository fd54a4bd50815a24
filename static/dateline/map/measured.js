// What is measured, on the map: the geodesics of the pair or path, and the chosen claim around its anchor, its interval
// as a ring and its direction as a wedge. None of it takes a click.

const still = { interactive: false };

export class Measured {
  // `lonOf` says on which turn of the earth a position is drawn.
  constructor(map, lonOf) {
    this.map = map;
    this.lonOf = lonOf;
    this.lines = L.layerGroup().addTo(map);
    this.claim = L.layerGroup().addTo(map);
    this.tag = null;
  }

  async draw({ pair, claim }, colours) {
    this.wanted = { pair, claim, colours };
    this.geodesics ??= await import("./geodesics.js");
    if (this.wanted.pair !== pair || this.wanted.claim !== claim || this.wanted.colours !== colours) return false;
    this.drawPair(pair, colours);
    this.drawClaim(claim, colours);
    return true;
  }

  drawPair(pair, { measured, paper }) {
    this.lines.clearLayers();
    this.tag = null;
    if (!pair) return;
    // A stop that is not where a place has its mark gets a small one: a point of the reader's own, a reference point.
    for (const { key, lon, lat } of pair.stops) {
      const place = this.places.get(key);
      if (place?.lon === lon && place?.lat === lat) continue;
      L.circleMarker([lat, this.lonOf(lon)], {
        ...still,
        pane: "line",
        radius: 4,
        weight: 2,
        color: measured,
        fillColor: paper,
        fillOpacity: 1,
      }).addTo(this.lines);
    }
    const legs = pair.stops.slice(1).map((end, index) => [pair.stops[index], end]);
    for (const [start, end] of legs) {
      if (start.lon === end.lon && start.lat === end.lat) continue;
      const points = this.geodesics.line([start.lat, start.lon], [end.lat, end.lon]);
      // Where the two ends are drawn on different turns of the earth the line is drawn at both, each with one end.
      const turns = [this.lonOf(start.lon) - points[0][1], this.lonOf(end.lon) - points.at(-1)[1]].map(
        shift => Math.round(shift / 360) * 360,
      );
      for (const turn of new Set(turns)) {
        const shifted = points.map(([lat, lon]) => L.latLng(lat, lon + turn));
        L.polyline(shifted, { ...still, pane: "line", color: measured, weight: 2.5, smoothFactor: 0.2 }).addTo(
          this.lines,
        );
        this.tag ??= { points: shifted, text: pair.legs.length ? pair.total : pair.distance };
      }
    }
  }

  drawClaim(claim, { measured }) {
    this.claim.clearLayers();
    const anchor = claim && this.places.get(claim.origin);
    if (!anchor) return;
    const { circle, roundPole } = this.geodesics;
    const centre = [anchor.lat, this.lonOf(anchor.lon)];
    const { low, high } = claim.ring;
    const stroke = {
      ...still,
      pane: "claim",
      color: measured,
      weight: 1,
      opacity: 0.55,
      smoothFactor: 0.2,
      dashArray: "3 4",
      fill: false,
    };
    const fill = { ...still, pane: "claim", stroke: false, fillColor: measured, fillOpacity: 0.13 };
    const [outer, inner] = [circle(centre, high), low > 0 ? circle(centre, low) : null];
    if (!roundPole(outer)) L.polygon(inner ? [outer, inner] : [outer], fill).addTo(this.claim);
    for (const edge of inner ? [outer, inner] : [outer]) L.polyline(edge, stroke).addTo(this.claim);
    if (!claim.wedge) return;
    const { middle, half } = claim.wedge;
    const rim = circle(centre, high, middle - half, middle + half);
    L.polygon([centre, ...rim], { ...fill, fillOpacity: 0.09 }).addTo(this.claim);
    for (const side of [rim[0], rim.at(-1)]) L.polyline([centre, side], stroke).addTo(this.claim);
  }
}
