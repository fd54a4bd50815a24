// What is measured, on the map: the geodesics of the pair or path, and the chosen claim around its anchor, its interval
// as a ring and its direction as a wedge. None of it takes a click.

/** @import { Measurement, Stop } from "../../../types/wire" */
/** @import { DrawnClaim, View } from "../../../types/page" */
/** @import { LatLon } from "./geodesics" */
/** @import { Colours, StoryMap } from "./map" */

/** @typedef {typeof import("./geodesics.js")} Geodesics */
/** @typedef {{ points: L.LatLng[], text: string }} Tag the distance, and the line that it is written at */

const still = { interactive: false };

export class Measured {
  /** @type {Tag | null} */
  tag = null;
  /** @type {Geodesics | null} */
  geodesics = null;
  /** @type {Pick<Partial<View>, "pair" | "claim"> & { colours?: Colours }} */
  wanted = {};

  /** @param {Pick<StoryMap, "map" | "places" | "lonOf">} story */
  constructor(story) {
    this.story = story;
    this.lines = L.layerGroup().addTo(story.map);
    this.claim = L.layerGroup().addTo(story.map);
  }

  /**
   * Resolves to whether this was drawn: not where something else was wanted meanwhile.
   *
   * @param {Pick<Partial<View>, "pair" | "claim">} view
   * @param {Colours} colours
   */
  async draw({ pair, claim }, colours) {
    this.wanted = { pair, claim, colours };
    const geodesics = (this.geodesics ??= await import("./geodesics.js"));
    if (this.wanted.pair !== pair || this.wanted.claim !== claim || this.wanted.colours !== colours) return false;
    this.drawPair(geodesics, pair, colours);
    this.drawClaim(geodesics, claim, colours);
    return true;
  }

  /**
   * @param {Geodesics} geodesics
   * @param {Measurement | null | undefined} pair
   * @param {Colours} colours
   */
  drawPair(geodesics, pair, colours) {
    this.lines.clearLayers();
    this.tag = null;
    if (!pair) return;
    const text = pair.legs.length ? pair.total : pair.distance;
    for (const stop of pair.stops) this.drawStop(stop, colours);
    for (const [index, end] of pair.stops.slice(1).entries()) {
      for (const points of this.leg(geodesics, pair.stops[index], end)) {
        const style = { ...still, pane: "line", color: colours.measured, weight: 2.5, smoothFactor: 0.2 };
        this.lines.addLayer(L.polyline(points, style));
        this.tag ??= { points, text };
      }
    }
  }

  /**
   * A stop that is not where a place has its mark gets a small one: a point of the reader's own, a reference point.
   *
   * @param {Stop} stop
   * @param {Colours} colours
   */
  drawStop({ key, lon, lat }, { measured, paper }) {
    const place = this.story.places.get(key);
    if (place?.lon === lon && place?.lat === lat) return;
    const style = { color: measured, weight: 2, fillColor: paper, fillOpacity: 1 };
    this.lines.addLayer(L.circleMarker([lat, this.story.lonOf(lon)], { ...still, pane: "line", radius: 4, ...style }));
  }

  /**
   * The strokes of a leg; none between two ends that are one point.
   *
   * @param {Geodesics} geodesics
   * @param {Stop} start
   * @param {Stop} end
   */
  leg({ line }, start, end) {
    if (start.lon === end.lon && start.lat === end.lat) return [];
    const points = line([start.lat, start.lon], [end.lat, end.lon]);
    // Where the two ends are drawn on different turns of the earth the line is drawn at both, each with one end.
    const shifts = [
      this.story.lonOf(start.lon) - points[0][1],
      this.story.lonOf(end.lon) - points[points.length - 1][1],
    ];
    const turns = new Set(shifts.map(shift => Math.round(shift / 360) * 360));
    return [...turns].map(turn => points.map(([lat, lon]) => L.latLng(lat, lon + turn)));
  }

  /**
   * @param {Geodesics} geodesics
   * @param {DrawnClaim | null | undefined} claim
   * @param {Colours} colours
   */
  drawClaim({ circle, roundPole }, claim, { measured }) {
    this.claim.clearLayers();
    const anchor = claim && this.story.places.get(claim.origin);
    if (!anchor || !claim.ring) return;
    /** @type {LatLon} */
    const centre = [anchor.lat, this.story.lonOf(anchor.lon)];
    const { low, high } = claim.ring;
    const edges = [circle(centre, high)];
    if (low > 0) edges.push(circle(centre, low));
    if (!roundPole(edges[0])) this.drawArea(edges, measured, 0.13);
    for (const edge of edges) this.drawEdge(edge, measured);
    if (!claim.wedge) return;
    const { middle, half } = claim.wedge;
    const rim = circle(centre, high, middle - half, middle + half);
    this.drawArea([[centre, ...rim]], measured, 0.09);
    for (const side of [rim[0], rim[rim.length - 1]]) this.drawEdge([centre, side], measured);
  }

  /**
   * @param {LatLon[][]} rings
   * @param {string} fillColor
   * @param {number} fillOpacity
   */
  drawArea(rings, fillColor, fillOpacity) {
    this.claim.addLayer(L.polygon(rings, { ...still, pane: "claim", stroke: false, fillColor, fillOpacity }));
  }

  /**
   * @param {LatLon[]} points
   * @param {string} color
   */
  drawEdge(points, color) {
    const stroke = { color, weight: 1, opacity: 0.55, smoothFactor: 0.2, dashArray: "3 4", fill: false };
    this.claim.addLayer(L.polyline(points, { ...still, pane: "claim", ...stroke }));
  }
}
