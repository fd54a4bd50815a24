// The map's side: draws the story on the empty Leaflet map that Folium made, and redraws on messages from the page.
// It runs in a frame that may be sandboxed away from the page, so it asks for nothing but its own static files. In a story
// saved as one file there is no frame.
//
// Text of a story is only ever set with textContent.

import { element } from "../base/element.js";
import { isShown, letters, namesOf } from "../base/tags.js";
import { Bases } from "./bases.js";
import { placeLabels } from "./labels.js";
import { legend, showHidden } from "./legend.js";
import { Measured } from "./measured.js";
import { Offered } from "./offered.js";
import { Outlines } from "./outlines.js";
import { Popups } from "./popups.js";

/** @import * as Wire from "../../../types/wire" */
/** @import { DrawnScene, ToMap, ToPage, View } from "../../../types/page" */
/** @import { Feature } from "geojson" */

const MAX_MARKS = 300; // beyond, those close together share a mark: each change of view would take seconds
const NARROW = 500; // pixels, as are the others of the map's box
const LOW = 280;
// The layers of what is drawn, by name, from below.
const PANES = { outlines: 150, tint: 300, shapes: 350, claim: 440, line: 450, labels: 650 };

/* made: colours of what the map draws */
const COLOURS = {
  light: {
    land: "#F6F3EA",
    border: "#CFC9BA",
    tint: "#EFE0BF",
    measured: "#0B5394",
    paper: "#FBFAF6",
    tintBorder: "#B89B5E",
    shape: "#6B675F",
  },
  dark: {
    land: "#2A2C2F",
    border: "#45474C",
    tint: "#4A402A",
    measured: "#7DB8F0",
    paper: "#16171A",
    tintBorder: "#8C7A4F",
    shape: "#A09C93",
  },
};
/* end of made */

/** @typedef {typeof COLOURS.light} Colours */

/** @type {DrawnScene} */
const NO_SCENE = { legend: {}, lang: "und", places: [], events: [], tags: [], claims: [], shapes: [] };

const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

// The story stays readable when the server has gone: then what was still to come from it is missing, and nothing else.
const withoutServer = () => {};

/**
 * Draws what the page says from now on.
 *
 * @param {L.Map} map
 * @param {Window} [page]
 */
export function mount(map, page = parent) {
  const story = new StoryMap(map, page);
  addEventListener("message", event => {
    if (event.source !== page) return;
    if (event.data?.dateline) story.hear(event.data.dateline);
    // Streamlit's own message to a component, sent again when the theme changes.
    if (event.data?.type === "streamlit:render" && event.data.theme) story.paint(event.data.theme.base === "dark");
  });
  story.say({ ready: true });
}

export class StoryMap {
  scene = NO_SCENE; // until one comes
  /** @type {Partial<View>} */
  view = {};
  west = -180; // where the map is cut, in degrees of longitude
  /** @type {Map<string, Wire.Place>} */
  places = new Map(); // by id
  /** @type {Map<string, number>} */
  order = new Map(); // of the events, by id
  /** @type {Map<string, Wire.Event[]>} */
  eventsAt = new Map(); // by the id of their place
  /** @type {Set<string> | null} */
  visible = null; // places of which something is told in the view or measured; null until there is a view
  /** @type {string | null} */
  selected = null; // the place
  /** @type {string | null} */
  chosen = null; // the event that was chosen here, until the page has heard of it
  /** @type {Map<string, L.Marker>} */
  marks = new Map(); // by the id of their place
  crowded = false; // whether places that are close together share a mark
  /** @type {import("./crowd.js").Crowd | null} */
  crowd = null;
  /** @type {import("./shapes.js").Shapes | null} */
  shapes = null;
  /** @type {boolean | null} */
  dark = null;
  colours = COLOURS.light;
  framed = false; // whether the map shows the part of the earth that the story is on
  moved = false; // since
  /** @type {number | undefined} */
  begun; // the timer after which the outlines are asked for

  /**
   * @param {L.Map} map
   * @param {Window} page
   */
  constructor(map, page) {
    this.map = map;
    this.page = page;
    for (const [name, z] of Object.entries(PANES)) {
      const { style } = map.createPane(name);
      style.zIndex = String(z);
      style.pointerEvents = "none";
    }
    this.outlines = new Outlines(map, this.colours);
    this.measured = new Measured(this);
    this.offered = new Offered(this);
    this.container = map.getContainer();
    this.container.setAttribute("aria-label", "Map of the story");
    this.container.setAttribute("role", "region");
    document.querySelector("meta[name=viewport][content*='user-scalable=no']")?.remove(); // Folium's: nobody may zoom
    this.bases = new Bases(this);
    this.paint(matchMedia("(prefers-color-scheme: dark)").matches);
    this.setUpGestures();
    L.control.scale({ position: "bottomleft", maxWidth: 110 }).addTo(map);
    this.legend = this.control("topright", "dl-legend");
    this.popups = new Popups(this);
    map.on("moveend resize", () => this.redraw());
    this.keepSize();
  }

  /** @param {ToPage} message */
  say(message) {
    this.page.postMessage({ dateline: message }, "*");
  }

  // Behind a saved story there is no server: no tiles to choose, and nothing that could be measured anew.
  get served() {
    return Boolean(this.scene.tiles);
  }

  /** @param {ToMap} message */
  hear({ scene, view, dark, still }) {
    if (dark !== undefined) this.paint(dark);
    if (scene) this.show(scene, still);
    if (view) this.look(this.upToDate(view));
  }

  /**
   * A view that the page sent before it heard of the last choice here must not take that back.
   *
   * @param {Partial<View>} view
   */
  upToDate(view) {
    if (view.event === this.chosen) this.chosen = null;
    return this.chosen ? { ...view, event: this.chosen } : view;
  }

  /**
   * An empty control, to be filled.
   *
   * @param {L.ControlPosition} position
   * @param {string} name
   */
  control(position, name) {
    const box = element("div", { class: name });
    const made = new L.Control({ position });
    made.onAdd = () => {
      L.DomEvent.disableClickPropagation(box);
      return box;
    };
    made.addTo(this.map);
    return box;
  }

  // A page must scroll past its map: one finger scrolls, two move the map; the wheel zooms once the map is in use.
  setUpGestures() {
    const { map } = this;
    if (matchMedia("(pointer: coarse)").matches) map.dragging.disable();
    this.container.addEventListener("pointerdown", event => {
      if (event.pointerType === "mouse") map.scrollWheelZoom.enable();
    });
    this.container.addEventListener("mouseleave", () => map.scrollWheelZoom.disable());
  }

  // Styles, the frame's own and the page's, give the map its size, perhaps only after the story has come; Leaflet looks
  // at the window alone.
  keepSize() {
    const { map } = this;
    new ResizeObserver(() => map.invalidateSize({ debounceMoveend: true })).observe(this.container);
    map.on("movestart", () => (this.moved = true));
    map.on("resize", () => {
      if (this.framed && !this.moved) this.frame();
    });
  }

  // ---- what does not change with the view

  /**
   * @param {DrawnScene} scene
   * @param {boolean} [still] the map stays where it is, as it is the same story but for a change
   */
  show(scene, still = false) {
    this.scene = scene;
    this.west = westEdge(scene.places);
    this.places = new Map(scene.places.map(place => [place.id, place]));
    this.order = new Map(scene.events.map((event, index) => [event.id, index]));
    this.eventsAt = byPlace(scene.events);
    this.makeMarks(scene);
    this.shapes?.show([], this.west);
    if (scene.shapes.length) this.drawShapes(scene).catch(withoutServer);
    this.fillLegend();
    this.framed &&= still;
    this.chosen = null;
  }

  /** @param {DrawnScene} scene */
  makeMarks(scene) {
    for (const mark of this.marks.values()) mark.remove();
    this.marks.clear();
    this.crowd?.remove();
    this.crowd = null;
    this.crowded = scene.places.length > MAX_MARKS;
    if (this.crowded) this.gather(scene).catch(withoutServer);
    else for (const place of scene.places) this.marks.set(place.id, this.makeMark(place));
  }

  /** @param {DrawnScene} scene */
  async gather(scene) {
    const { Crowd } = await import("./crowd.js");
    if (this.scene !== scene) return;
    this.crowd = new Crowd(this);
    if (!this.visible) return; // the view is still to come
    this.drawMarks();
    this.redraw();
  }

  /** @param {DrawnScene} scene */
  async drawShapes(scene) {
    const { Shapes } = await import("./shapes.js");
    if (this.scene !== scene) return;
    this.shapes ??= new Shapes(this.map);
    this.shapes.paint(this.colours);
    const features = /** @type {(Record<string, unknown> & Feature)[]} */ (scene.shapes); // the server has checked that
    this.shapes.show(features, this.west);
    this.label();
  }

  /**
   * A longitude as it is drawn: what lies west of the cut is a turn further on.
   *
   * @param {number} lon
   */
  lonOf(lon) {
    return lon < this.west ? lon + 360 : lon;
  }

  /** @param {{ lon: number, lat: number }} place */
  at({ lon, lat }) {
    return L.latLng(lat, this.lonOf(lon));
  }

  /** @param {Wire.Place} place */
  makeMark(place) {
    const body = element("span", { class: "dl-mark-body" }, element("span", {}, String(place.number)));
    if (this.scene.tags.length) body.append(letters(this.tagsAt(place), this.scene.tags));
    const icon = L.divIcon({ html: body, className: `dl-mark dl-${place.kind}`, iconSize: [44, 44] });
    const count = this.eventsAt.get(place.id)?.length ?? 0;
    const told = this.view.reading ? "" : `, ${count} event${count === 1 ? "" : "s"}`;
    const tags = namesOf(this.tagsAt(place), this.scene.tags);
    const what = `${place.number}. ${place.name}, ${place.precision}${told}${tags && `: ${tags}`}`;
    const mark = L.marker(this.at(place), { icon, keyboard: true, riseOnHover: true });
    mark.on("mouseover mouseout", ({ type }) => {
      if (this.view.reading) this.say({ point: { over: type === "mouseover" ? place.id : null } });
    });
    return this.pressable(mark, what, () => this.press(place));
  }

  /**
   * Makes a mark known by its name, and pressed by the keyboard too.
   *
   * @param {L.Marker} mark
   * @param {string} name
   * @param {() => void} press
   */
  pressable(mark, name, press) {
    mark.on("add", () => {
      const made = mark.getElement();
      if (!made) return;
      made.setAttribute("aria-label", name);
      made.onkeydown = event => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        event.stopPropagation();
        press();
      };
    });
    return mark.on("click", press);
  }

  /**
   * The tags of the events that are shown at a place.
   *
   * @param {Wire.Place} place
   */
  tagsAt(place) {
    return [...new Set(this.eventsNow(place).flatMap(({ tags }) => tags))];
  }

  fillLegend() {
    const made = legend(this.scene, this.crowded, tag => this.toggle(tag));
    made.open = this.container.clientWidth >= NARROW && this.container.clientHeight >= LOW;
    this.legend.replaceChildren(made);
  }

  /** @param {string} tag whose events are hidden, or shown again */
  toggle(tag) {
    const { hide = [] } = this.view;
    this.say({ hide: hide.includes(tag) ? hide.filter(other => other !== tag) : [...hide, tag] });
  }

  // ---- what changes with the view

  /** @param {Partial<View>} view */
  look(view) {
    const before = this.view;
    this.view = structuredClone(view);
    if (!this.isDrawable(view)) return;
    this.visible = this.placesInView(view);
    this.selected = this.selectedIn(view);
    this.drawMarks();
    showHidden(this.legend, view.hide ?? []);
    this.drawBase();
    this.drawMeasured();
    this.drawTint();
    // Marks first: the outlines are large and may follow, or not come at all.
    this.begun ??= setTimeout(() => this.outlines.load().then(() => this.label(), withoutServer), 0);
    this.moveTo(view, before);
    this.offered.show(view.making?.offered ?? []);
    if (!before.making !== !view.making) this.popups.offerAgain();
    if (String(before.hide ?? []) !== String(view.hide ?? [])) this.popups.again();
    this.redraw();
  }

  /**
   * Whether there is a story, and of its view as much as it takes to draw it.
   *
   * @param {Partial<View>} view
   */
  isDrawable({ event, pair, reading }) {
    if (this.scene === NO_SCENE) return false;
    return !this.scene.events.length || Boolean(reading || (event && (pair || this.scene.measures === false)));
  }

  /**
   * @param {Partial<View>} view
   * @returns {Set<string>} the places of which something is told, and the stops
   */
  placesInView({ pair }) {
    const stops = pair?.stops.map(({ key }) => key) ?? [];
    const told = this.scene.events.filter(event => this.isTold(event)).flatMap(({ place }) => place ?? []);
    return new Set([...stops, ...told]);
  }

  /**
   * @param {Partial<View>} view
   * @returns {string | null}
   */
  selectedIn({ reading, place, event }) {
    if (reading) return place ?? null;
    return this.scene.events.find(({ id }) => id === event)?.place ?? null;
  }

  /**
   * Whether the map shows an event: all, or those up to the one at which the view ends, but for those of hidden tags.
   *
   * @param {Wire.Event} event
   */
  isTold(event) {
    const { until } = this.view;
    return isShown(event, this.view) && (!until || this.position(event.id) <= this.position(until));
  }

  /**
   * @param {string} event
   * @returns {number} its place among all; -1 for one that is gone
   */
  position(event) {
    return this.order.get(event) ?? -1;
  }

  /**
   * Whether a place has its mark: one of which nothing is told always has.
   *
   * @param {Wire.Place} place
   */
  isShown({ id }) {
    return this.visible?.has(id) || !this.eventsAt.has(id);
  }

  drawMarks() {
    if (this.crowded) return this.crowd?.hold(this.scene.places.filter(place => this.isShown(place)));
    for (const place of this.scene.places) {
      const mark = this.marks.get(place.id);
      if (!this.isShown(place)) mark?.remove();
      else {
        mark?.addTo(this.map);
        this.highlight(place);
      }
    }
  }

  /** @param {Wire.Place} place */
  highlight(place) {
    const { id, kind } = place;
    const selected = id === this.selected;
    const mark = this.marks.get(id);
    if (this.scene.tags.length)
      mark
        ?.getElement()
        ?.querySelector(".dl-letters")
        ?.replaceWith(letters(this.tagsAt(place), this.scene.tags));
    const classes = mark?.getElement()?.classList;
    classes?.toggle("dl-selected", selected);
    classes?.toggle("dl-pointed", id === this.view.over);
    mark?.setZIndexOffset(selected ? 1000 : kind === "country" ? -500 : 0);
  }

  /**
   * Whether a place is a stop of what is measured.
   *
   * @param {string} id
   */
  isStop(id) {
    return Boolean(this.view.pair?.stops.some(({ key }) => key === id));
  }

  /**
   * Whether a place is selected or measured.
   *
   * @param {string} id
   */
  ofInterest(id) {
    return id === this.selected || this.isStop(id);
  }

  drawMeasured() {
    this.measured.draw(this.view, this.colours).then(drawn => drawn && this.label(), withoutServer);
  }

  drawTint() {
    const countries = this.scene.places.filter(place => place.kind === "country" && this.isShown(place));
    this.outlines.tint(countries.flatMap(place => place.country ?? []));
  }

  drawBase() {
    const tiles = this.view.base === "osm";
    this.bases.show(tiles);
    this.outlines.paint(this.colours, tiles);
  }

  // ---- the view of the map itself

  /**
   * Shows the part of the earth that this view is about.
   *
   * @param {Partial<View>} view
   * @param {Partial<View>} before
   */
  moveTo({ event, place, pair, reading }, before) {
    const measured = reading && pair && JSON.stringify(pair.stops) !== JSON.stringify(before.pair?.stops);
    if (!this.framed || measured) this.frame();
    else if (before.event !== event || before.place !== place) this.follow();
  }

  frame() {
    const narrow = this.container.clientWidth < NARROW;
    const pair = this.view.pair?.stops ?? [];
    const places = (narrow || this.view.reading) && pair.length ? pair : [...this.scene.places, ...pair];
    const bounds = L.latLngBounds(places.map(place => this.at(place)));
    if (!bounds.isValid()) return;
    if (narrow || this.container.clientHeight < LOW) this.map.setMinZoom(1); // to show both sides of the earth
    const padding = narrow ? 70 : 56;
    this.map.fitBounds(bounds, {
      paddingTopLeft: [padding, 40],
      paddingBottomRight: [padding, narrow ? 84 : 56],
      maxZoom: narrow ? 4.75 : 9,
      animate: false,
    });
    this.framed = true;
    this.moved = false;
  }

  follow() {
    const place = this.selected === null ? null : this.places.get(this.selected);
    if (!place) return this.popups.close();
    this.popups.follow(place);
    const inner = this.map.getPixelBounds().pad(-0.08);
    if (!inner.contains(this.map.project(this.at(place)))) this.map.panTo(this.at(place), { animate: !calm() });
  }

  // ---- pressing a mark: its events at once, and the first of them selected; pressed again, the next

  /** @param {Wire.Place} place */
  eventsNow(place) {
    return (this.eventsAt.get(place.id) ?? []).filter(event => this.isTold(event));
  }

  /** @param {Wire.Place} place */
  press(place) {
    if (this.view.reading) return this.say({ point: { press: place.id } });
    const events = this.eventsNow(place);
    const current = events.findIndex(event => event.id === this.view.event);
    if (events.length) this.choose(events[(current + 1) % events.length].id);
    this.popups.openPlace(place);
  }

  /** @param {string} event */
  choose(event) {
    if (event === this.view.event) return;
    this.popups.opened = null; // whoever chooses opens the popup itself
    this.chosen = event;
    this.say({ pick: event });
    this.look({ ...this.view, event });
  }

  /** @param {boolean} dark */
  paint(dark) {
    if (this.dark === dark) return;
    this.dark = dark;
    this.colours = COLOURS[dark ? "dark" : "light"];
    document.documentElement.dataset.theme = dark ? "dark" : "light";
    this.outlines.paint(this.colours, this.bases.wanted);
    this.shapes?.paint(this.colours);
    if (this.visible) this.drawMeasured();
  }

  // What depends on the part of the earth in view.
  redraw() {
    if (!this.framed) return;
    this.crowd?.draw();
    this.label();
  }

  label() {
    if (this.framed) placeLabels(this);
  }
}

/**
 * @param {Wire.Event[]} events
 * @returns {Map<string, Wire.Event[]>} those that have a place, by its id
 */
function byPlace(events) {
  const found = new Map();
  for (const event of events) {
    if (!event.place) continue;
    if (!found.has(event.place)) found.set(event.place, []);
    found.get(event.place).push(event);
  }
  return found;
}

/**
 * The longitude where the map is cut: in the widest stretch of the earth without a place of the story. What lies west of
 * it is drawn one turn on, so that places on both sides of the 180th meridian stay together.
 *
 * @param {{ lon: number }[]} places
 */
export function westEdge(places) {
  const sorted = [...new Set(places.map(place => place.lon))].sort((a, b) => a - b);
  if (!sorted.length) return 0;
  let west = sorted[0];
  let widest = sorted[0] + 360 - sorted[sorted.length - 1];
  for (let i = 1; i < sorted.length; i++) {
    if (sorted[i] - sorted[i - 1] > widest) {
      widest = sorted[i] - sorted[i - 1];
      west = sorted[i];
    }
  }
  // In the middle of the stretch, for points of the reader's own, which may lie in it.
  return west - widest / 2;
}
