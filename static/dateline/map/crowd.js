// More places than can each have a mark of their own: those close together share one, a cluster, which says how many they
// are. Supercluster finds them; the marks are ours, and only those in view are in the document. What is selected or
// measured keeps its own mark.

import "../../vendor/supercluster/supercluster.min.js";
import { element } from "../base/element.js";

const RADIUS = 50; // pixels: a cluster and its neighbour can both be pressed
const DEEPEST = 18; // what is one cluster here is within some thirty metres; it opens as a list, however deep the zoom
const MARGIN = 0.15; // of the view on each side, so that a short pan does not find the map's edge empty
const MAX_LIST = 100;
const CLEAR = 32; // pixels between the middles of a cluster and of a mark with which it would be confused

const whole = new Intl.NumberFormat("en");
const short = new Intl.NumberFormat("en", { notation: "compact" });

const clamp = degrees => Math.max(-180, Math.min(180, degrees));

export class Crowd {
  constructor(story) {
    this.story = story;
    this.clusters = new Map();
    this.held = [];
  }

  // From now on these are the places.
  hold(places) {
    if (this.index && places.length === this.held.length && places.every((place, i) => place === this.held[i])) return;
    this.held = places;
    // Supercluster ends the earth at 180 degrees, so it gets longitudes counted from the middle of the map as it is cut.
    this.middle = this.story.west + 180;
    const point = place => [this.story.at(place).lng - this.middle, place.lat];
    this.index = new Supercluster({ radius: RADIUS, extent: 256, maxZoom: DEEPEST });
    this.index.load(
      places.map(place => ({ properties: { place }, geometry: { type: "Point", coordinates: point(place) } })),
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
    const own = new Set(this.held.filter(({ id }) => this.story.ofInterest(id)));
    const places = new Set(own);
    const clusters = new Map();
    for (const { properties, geometry } of this.inView()) {
      if (properties.cluster)
        clusters.set(properties.cluster_id, {
          count: properties.point_count,
          at: L.latLng(geometry.coordinates[1], geometry.coordinates[0] + this.middle),
        });
      else places.add(properties.place);
    }
    const ids = new Set([...places].map(({ id }) => id));
    for (const id of [...marks.keys()].filter(id => !ids.has(id))) this.drop(marks, id);
    for (const id of [...this.clusters.keys()].filter(id => !clusters.has(id))) this.drop(this.clusters, id);
    for (const place of places) {
      if (!marks.has(place.id)) marks.set(place.id, this.story.makeMark(place).addTo(map));
      this.story.highlight(place.id);
    }
    for (const [id, { count, at }] of clusters)
      if (!this.clusters.has(id)) this.clusters.set(id, this.makeMark(id, count, at).addTo(map));
    this.makeWay([...own].map(place => map.latLngToContainerPoint(this.story.at(place))));
    this.catchFocus();
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

  makeMark(id, count, at) {
    const size = `dl-digits-${Math.min(4, String(count).length)}`;
    const body = element("span", { class: "dl-mark-body" }, short.format(count));
    const icon = L.divIcon({ html: body, className: `dl-mark dl-cluster ${size}`, iconSize: [44, 44] });
    return this.story.pressable(
      L.marker(at, { icon, keyboard: true, riseOnHover: true }),
      `${whole.format(count)} places`,
      () => this.press(id, at),
    );
  }

  press(id, at) {
    const { map } = this.story;
    const zoom = this.index.getClusterExpansionZoom(id);
    if (zoom > Math.min(DEEPEST, map.getMaxZoom())) this.story.popups.openList(id, at, this.list(id));
    else map.setView(at, zoom, { animate: !matchMedia("(prefers-reduced-motion: reduce)").matches });
  }

  // Places on the very same spot, each to be chosen.
  list(id) {
    const count = this.clusters.get(id).options.icon.options.html.textContent;
    const items = element("ul");
    const content = element(
      "div",
      { class: "dl-popup", lang: this.story.scene.lang, role: "dialog", "aria-label": `${count} places` },
      items,
    );
    const more = element("button", { type: "button", class: "dl-measure" }, "More");
    const add = () => {
      const before = items.children.length;
      const found = this.index.getLeaves(id, MAX_LIST + 1, before).map(({ properties }) => properties.place);
      for (const place of found.slice(0, MAX_LIST)) {
        const button = element("button", { type: "button" }, element("bdi", {}, `${place.number}. ${place.name}`));
        button.onclick = () => this.story.press(place);
        items.append(element("li", {}, button));
      }
      if (found.length > MAX_LIST) content.append(more);
      else more.remove();
      if (before) items.children[before].firstChild.focus();
    };
    more.onclick = add;
    add();
    return content;
  }

  // A cluster stands for a stretch of the earth, so it makes way for the marks that are kept out of it.
  makeWay(others) {
    this.boxes = [];
    for (const mark of this.clusters.values()) {
      const at = this.story.map.latLngToContainerPoint(mark.getLatLng());
      const other = others.find(other => other.distanceTo(at) < CLEAR);
      const gap = other?.distanceTo(at);
      const shift = other ? (gap ? at.subtract(other).multiplyBy(CLEAR / gap - 1) : L.point(0, -CLEAR)) : L.point(0, 0);
      mark.getElement().firstChild.style.translate = `${Math.round(shift.x)}px ${Math.round(shift.y)}px`;
      this.boxes.push({ at: at.add(shift), reach: 19 });
    }
  }

  drop(marks, id) {
    const mark = marks.get(id);
    if (mark.getElement()?.contains(document.activeElement)) this.lost = mark.getLatLng();
    mark.remove();
    marks.delete(id);
  }

  // Whoever came closer by the keyboard goes on from the mark nearest to the one that is gone.
  catchFocus() {
    if (!this.lost) return;
    const { map, marks } = this.story;
    const near = mark => map.latLngToContainerPoint(mark.getLatLng()).distanceTo(map.latLngToContainerPoint(this.lost));
    const all = [...this.clusters.values(), ...marks.values()];
    if (all.length)
      all
        .reduce((best, mark) => (near(mark) < near(best) ? mark : best))
        .getElement()
        .focus({ preventScroll: true });
  }
}
