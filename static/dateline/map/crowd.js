// More places than can each have a mark of their own: those close together share one, a cluster, which says how many they
// are. Supercluster finds them; the marks are ours, and only those in view are in the document. What is selected or
// measured keeps its own mark.

import "../../vendor/supercluster/supercluster.min.js";
import { element } from "../base/element.js";
import { shiftMark } from "./labels.js";

/** @import { Feature, Point } from "geojson" */
/** @import { Place } from "../../../types/wire" */
/** @import { StoryMap } from "./map" */
/** @typedef {{ place: Place }} OfPlace */
/** @typedef {{ count: number, at: L.LatLng }} Cluster */

const RADIUS = 50; // pixels: a cluster and its neighbour can both be pressed
const DEEPEST = 18; // what is one cluster here is within some thirty metres; it opens as a list, however deep the zoom
const MARGIN = 0.15; // of the view on each side, so that a short pan does not find the map's edge empty
const MAX_LIST = 100;
const CLEAR = 32; // pixels between the middles of a cluster and of a mark with which it would be confused
const REACH = 19; // pixels: half a cluster

const whole = new Intl.NumberFormat("en");
const short = new Intl.NumberFormat("en", { notation: "compact" });

/** @param {number} degrees */
const clamp = degrees => Math.max(-180, Math.min(180, degrees));

/** @param {Feature<Point, OfPlace>[]} points */
function indexed(points) {
  /** @type {Supercluster<OfPlace>} */
  const index = new Supercluster({ radius: RADIUS, extent: 256, maxZoom: DEEPEST });
  return index.load(points);
}

export class Crowd {
  /** @type {Map<number, L.Marker>} */
  clusters = new Map(); // the marks of those in view
  /** @type {Place[]} */
  held = [];
  index = indexed([]);
  /** @type {{ at: { x: number, y: number }, reach: number }[]} */
  boxes = []; // where the clusters are drawn, in pixels of the map's box
  /** @type {L.LatLng | null} */
  lost = null; // where a mark was that had the focus and is gone

  /** @param {StoryMap} story whose scene is there */
  constructor(story) {
    this.story = story;
    // Supercluster ends the earth at 180 degrees, so it gets longitudes counted from the middle of the map as it is cut.
    this.middle = story.west + 180;
  }

  /**
   * Takes these as the places from now on.
   *
   * @param {Place[]} places
   */
  hold(places) {
    if (places.length === this.held.length && places.every((place, i) => place === this.held[i])) return;
    this.held = places;
    this.index = indexed(
      places.map(place => ({
        type: "Feature",
        properties: { place },
        geometry: { type: "Point", coordinates: [this.story.at(place).lng - this.middle, place.lat] },
      })),
    );
    this.remove();
  }

  remove() {
    for (const id of this.clusters.keys()) this.drop(this.clusters, id);
  }

  // The marks of the part of the earth in view.
  draw() {
    const { map, marks } = this.story;
    this.lost = null;
    const own = this.held.filter(({ id }) => this.story.ofInterest(id));
    const { places, clusters } = this.found(own);
    const ids = new Set([...places].map(({ id }) => id));
    for (const id of [...marks.keys()]) if (!ids.has(id)) this.drop(marks, id);
    for (const id of [...this.clusters.keys()]) if (!clusters.has(id)) this.drop(this.clusters, id);
    for (const place of places) {
      if (!marks.has(place.id)) marks.set(place.id, this.story.makeMark(place).addTo(map));
      this.story.highlight(place);
    }
    for (const [id, cluster] of clusters)
      if (!this.clusters.has(id)) this.clusters.set(id, this.makeMark(id, cluster).addTo(map));
    this.makeWay(own.map(place => map.latLngToContainerPoint(this.story.at(place))));
    this.catchFocus();
  }

  /**
   * What gets a mark: clusters, by number, and places.
   *
   * @param {Place[]} own that get one wherever they are
   */
  found(own) {
    const places = new Set(own);
    /** @type {Map<number, Cluster>} */
    const clusters = new Map();
    for (const { properties, geometry } of this.inView()) {
      if ("place" in properties) places.add(properties.place);
      else {
        const [lon, lat] = geometry.coordinates;
        clusters.set(properties.cluster_id, { count: properties.point_count, at: L.latLng(lat, lon + this.middle) });
      }
    }
    return { places, clusters };
  }

  inView() {
    const bounds = this.story.map.getBounds().pad(MARGIN);
    const [west, east] = [bounds.getWest(), bounds.getEast()].map(lon => clamp(lon - this.middle));
    if (west >= east) return [];
    const zoom = Math.min(DEEPEST, Math.floor(this.story.map.getZoom()));
    // From west to east, which is then also the way of the Tab key.
    return this.index
      .getClusters([west, bounds.getSouth(), east, bounds.getNorth()], zoom)
      .sort((a, b) => a.geometry.coordinates[0] - b.geometry.coordinates[0]);
  }

  /**
   * @param {number} id
   * @param {Cluster} cluster
   */
  makeMark(id, cluster) {
    const size = `dl-digits-${Math.min(4, String(cluster.count).length)}`;
    const body = element("span", { class: "dl-mark-body" }, short.format(cluster.count));
    const icon = L.divIcon({ html: body, className: `dl-mark dl-cluster ${size}`, iconSize: [44, 44] });
    return this.story.pressable(
      L.marker(cluster.at, { icon, keyboard: true, riseOnHover: true }),
      `${whole.format(cluster.count)} places`,
      () => this.press(id, cluster),
    );
  }

  /**
   * @param {number} id
   * @param {Cluster} cluster
   */
  press(id, { count, at }) {
    const { map, popups } = this.story;
    const zoom = this.index.getClusterExpansionZoom(id);
    if (zoom > Math.min(DEEPEST, map.getMaxZoom())) popups.openList(id, at, this.list(id, count));
    else map.setView(at, zoom, { animate: !matchMedia("(prefers-reduced-motion: reduce)").matches });
  }

  /**
   * Places on the very same spot, each to be chosen.
   *
   * @param {number} id
   * @param {number} count
   */
  list(id, count) {
    const items = element("ul");
    const { lang } = this.story.scene;
    const label = `${short.format(count)} places`;
    const content = element("div", { class: "dl-popup", lang, role: "dialog", "aria-label": label }, items);
    const more = element("button", { type: "button", class: "dl-measure" }, "More");
    const add = () => {
      const found = this.index.getLeaves(id, MAX_LIST + 1, items.children.length).map(leaf => leaf.properties.place);
      const buttons = found.slice(0, MAX_LIST).map(place => this.placeButton(place));
      items.append(...buttons.map(button => element("li", {}, button)));
      if (found.length > MAX_LIST) content.append(more);
      else more.remove();
      return buttons[0];
    };
    more.onclick = () => add().focus();
    add();
    return content;
  }

  /** @param {Place} place */
  placeButton(place) {
    const button = element("button", { type: "button" }, element("bdi", {}, `${place.number}. ${place.name}`));
    button.onclick = () => this.story.press(place);
    return button;
  }

  /**
   * A cluster stands for a stretch of the earth, so it makes way for the marks that are kept out of it.
   *
   * @param {L.Point[]} others
   */
  makeWay(others) {
    this.boxes = [];
    for (const mark of this.clusters.values()) {
      const at = this.story.map.latLngToContainerPoint(mark.getLatLng());
      const shift = away(at, others);
      shiftMark(mark, Math.round(shift.x), Math.round(shift.y));
      this.boxes.push({ at: at.add(shift), reach: REACH });
    }
  }

  /**
   * @template Id
   * @param {Map<Id, L.Marker>} marks
   * @param {Id} id
   */
  drop(marks, id) {
    const mark = marks.get(id);
    if (mark?.getElement()?.contains(document.activeElement)) this.lost = mark.getLatLng();
    mark?.remove();
    marks.delete(id);
  }

  // Whoever came closer by the keyboard goes on from the mark nearest to the one that is gone.
  catchFocus() {
    if (!this.lost) return;
    const { map, marks } = this.story;
    const lost = map.latLngToContainerPoint(this.lost);
    /** @param {L.Marker} mark */
    const distance = mark => map.latLngToContainerPoint(mark.getLatLng()).distanceTo(lost);
    const all = [...this.clusters.values(), ...marks.values()];
    if (!all.length) return;
    const nearest = all.reduce((best, mark) => (distance(mark) < distance(best) ? mark : best));
    nearest.getElement()?.focus({ preventScroll: true });
  }
}

/**
 * The shift that takes a point clear of the first of these that is too near, straight away from it.
 *
 * @param {L.Point} at
 * @param {L.Point[]} others
 */
function away(at, others) {
  const near = others.find(other => other.distanceTo(at) < CLEAR);
  if (!near) return L.point(0, 0);
  const gap = near.distanceTo(at);
  return gap ? at.subtract(near).multiplyBy(CLEAR / gap - 1) : L.point(0, -CLEAR);
}
