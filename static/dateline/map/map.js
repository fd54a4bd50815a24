// The map's side: draws the story on the empty Leaflet map that Folium made, and redraws on messages from the page.
// It runs in a frame that may be sandboxed away from the page, so it asks for nothing but its own static files. In a story
// saved as one file there is no frame.
//
// Text of a story is only ever set with textContent.

import { element } from "../base/element.js";
import { Bases } from "./bases.js";
import { placeLabels } from "./labels.js";
import { legend } from "./legend.js";
import { Measured } from "./measured.js";
import { Outlines } from "./outlines.js";
import { Popups } from "./popups.js";

const MAX_MARKS = 300; // beyond, those close together share a mark: each change of view would take seconds
const NARROW = 500;
const LOW = 280;

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

const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

// The story stays readable when the server has gone: then what was still to come from it is missing, and nothing else.
const withoutServer = () => {};

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

class StoryMap {
  constructor(map, page) {
    this.map = map;
    this.page = page;
    this.view = {};
    this.marks = new Map();
    for (const [name, z] of [
      ["outlines", 150],
      ["tint", 300],
      ["shapes", 350],
      ["claim", 440],
      ["line", 450],
      ["labels", 650],
    ]) {
      map.createPane(name).style.zIndex = z;
      map.getPane(name).style.pointerEvents = "none";
    }
    this.outlines = new Outlines(map);
    this.measured = new Measured(map, lon => (lon < this.west ? lon + 360 : lon));
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
    // Styles, the frame's own and the page's, give the map its size, perhaps only after the story has come; Leaflet looks
    // at the window alone.
    new ResizeObserver(() => map.invalidateSize({ debounceMoveend: true })).observe(this.container);
    map.on("movestart", () => (this.moved = true));
    map.on("resize", () => this.framed && !this.moved && this.frame());
  }

  say(message) {
    this.page.postMessage({ dateline: message }, "*");
  }

  // Behind a saved story there is no server: no tiles to choose, and nothing that could be measured anew.
  get served() {
    return Boolean(this.scene?.tiles);
  }

  hear({ scene, view, dark, still }) {
    if (dark !== undefined) this.paint(dark);
    if (scene) this.show(scene, still);
    if (view) this.look(this.upToDate(view));
  }

  // A view that the page sent before it heard of the last choice here must not take that back.
  upToDate(view) {
    if (view.event === this.chosen) this.chosen = null;
    return this.chosen ? { ...view, event: this.chosen } : view;
  }

  control(position, name) {
    const box = element("div", { class: name });
    const made = L.control({ position });
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
    this.container.addEventListener(
      "pointerdown",
      event => event.pointerType === "mouse" && map.scrollWheelZoom.enable(),
    );
    this.container.addEventListener("mouseleave", () => map.scrollWheelZoom.disable());
  }

  // ---- what does not change with the view

  // `still`: the map stays where it is, as it is the same story but for a change.
  show(scene, still = false) {
    this.scene = scene;
    this.west = westEdge(scene.places);
    this.places = this.measured.places = new Map(scene.places.map(place => [place.id, place]));
    this.eventsAt = new Map();
    this.order = new Map(scene.events.map((event, index) => [event.id, index]));
    for (const event of scene.events) {
      if (event.place) this.eventsAt.set(event.place, [...(this.eventsAt.get(event.place) ?? []), event]);
    }
    for (const mark of this.marks.values()) mark.remove();
    this.marks.clear();
    this.crowd?.remove();
    this.crowd = null;
    this.crowded = scene.places.length > MAX_MARKS;
    if (this.crowded) this.gather(scene).catch(withoutServer);
    else for (const place of scene.places) this.marks.set(place.id, this.makeMark(place));
    this.shapes?.show([]);
    if (scene.shapes.length) this.drawShapes(scene).catch(withoutServer);
    this.fillLegend();
    this.framed &&= still;
    this.chosen = null;
  }

  async gather(scene) {
    const { Crowd } = await import("./crowd.js");
    if (this.scene !== scene) return;
    this.crowd = new Crowd(this);
    if (!this.visible) return; // the view is still to come
    this.drawMarks();
    this.redraw();
  }

  async drawShapes(scene) {
    const { Shapes } = await import("./shapes.js");
    if (this.scene !== scene) return;
    this.shapes ??= new Shapes(this.map);
    this.shapes.paint(this.colours);
    this.shapes.show(scene.shapes, this.west);
    this.label();
  }

  at(place) {
    return L.latLng(place.lat, place.lon < this.west ? place.lon + 360 : place.lon);
  }

  makeMark(place) {
    const body = element("span", { class: "dl-mark-body" }, element("span", {}, String(place.number)));
    const icon = L.divIcon({ html: body, className: `dl-mark dl-${place.kind}`, iconSize: [44, 44] });
    const count = this.eventsAt.get(place.id)?.length ?? 0;
    const told = this.view.reading ? "" : `, ${count} event${count === 1 ? "" : "s"}`;
    const what = `${place.number}. ${place.name}, ${place.precision}${told}`;
    const mark = L.marker(this.at(place), { icon, keyboard: true, riseOnHover: true });
    mark.on(
      "mouseover mouseout",
      ({ type }) => this.view.reading && this.say({ point: { over: type === "mouseover" ? place.id : null } }),
    );
    return this.pressable(mark, what, () => this.press(place));
  }

  pressable(mark, name, press) {
    mark.on("add", () => {
      mark.getElement().setAttribute("aria-label", name);
      mark.getElement().onkeydown = event => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        event.stopPropagation();
        press();
      };
    });
    return mark.on("click", press);
  }

  fillLegend() {
    const made = legend(this.scene, this.crowded);
    made.open = this.container.clientWidth >= NARROW && this.container.clientHeight >= LOW;
    this.legend.replaceChildren(made);
  }

  // ---- what changes with the view

  look(view) {
    const before = this.view;
    this.view = structuredClone(view);
    if (!this.scene || (this.scene.events.length && !view.reading && !(view.event && view.pair))) return;
    const last = view.until ? this.order.get(view.until) : Infinity;
    this.visible = new Set(view.pair?.stops.map(({ key }) => key));
    for (const event of this.scene.events)
      if (event.place && this.order.get(event.id) <= last) this.visible.add(event.place);
    this.selected = (view.reading ? view.place : this.scene.events[this.order.get(view.event)]?.place) ?? null;
    this.drawMarks();
    this.drawBase();
    this.drawMeasured();
    this.drawTint();
    // Marks first: the outlines are large and may follow, or not come at all.
    this.begun ??= setTimeout(() => this.outlines.load().then(() => this.label(), withoutServer), 0);
    const measured =
      view.reading && view.pair && JSON.stringify(view.pair.stops) !== JSON.stringify(before.pair?.stops);
    if (!this.framed || measured) this.frame();
    else if (before.event !== view.event || before.place !== view.place) this.follow();
    if (!before.making !== !view.making) this.popups.offerAgain();
    this.redraw();
  }

  // Whether a place has its mark: one of which nothing is told always has.
  isShown(place) {
    return this.visible.has(place.id) || !this.eventsAt.has(place.id);
  }

  drawMarks() {
    if (this.crowded) return this.crowd?.hold(this.scene.places.filter(place => this.isShown(place)));
    for (const [id, mark] of this.marks) {
      if (!this.isShown(this.places.get(id))) mark.remove();
      else {
        if (!this.map.hasLayer(mark)) mark.addTo(this.map);
        this.highlight(id);
      }
    }
  }

  highlight(id) {
    const selected = id === this.selected;
    const mark = this.marks.get(id);
    mark.getElement().classList.toggle("dl-selected", selected);
    mark.getElement().classList.toggle("dl-pointed", id === this.view.over);
    mark.setZIndexOffset(selected ? 1000 : this.places.get(id).kind === "country" ? -500 : 0);
  }

  // Whether a place is selected or measured.
  ofInterest(id) {
    return id === this.selected || Boolean(this.view.pair?.stops.some(({ key }) => key === id));
  }

  drawMeasured() {
    this.measured.draw(this.view, this.colours).then(drawn => drawn && this.label(), withoutServer);
  }

  drawTint() {
    const countries = this.scene.places.filter(place => place.kind === "country" && this.isShown(place));
    this.outlines.tint(countries.map(place => place.country));
  }

  drawBase() {
    const tiles = this.view.base === "osm";
    this.bases.show(tiles);
    this.outlines.paint(this.colours, tiles);
  }

  // ---- the view of the map itself

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
    const place = this.places.get(this.selected);
    if (!place) return this.popups.close();
    this.popups.follow(place);
    const inner = this.map.getPixelBounds().pad(-0.08);
    if (!inner.contains(this.map.project(this.at(place)))) this.map.panTo(this.at(place), { animate: !calm() });
  }

  // ---- pressing a mark: its events at once, and the first of them selected; pressed again, the next

  eventsNow(place) {
    const last = this.view.until ? this.order.get(this.view.until) : Infinity;
    return (this.eventsAt.get(place.id) ?? []).filter(event => this.order.get(event.id) <= last);
  }

  press(place) {
    if (this.view.reading) return this.say({ point: { press: place.id } });
    const events = this.eventsNow(place);
    const current = events.findIndex(event => event.id === this.view.event);
    if (events.length) this.choose(events[(current + 1) % events.length].id);
    this.popups.openPlace(place);
  }

  choose(event) {
    if (event === this.view.event) return;
    this.popups.opened = null; // whoever chooses opens the popup itself
    this.chosen = event;
    this.say({ pick: event });
    this.look({ ...this.view, event });
  }

  paint(dark) {
    if (this.dark === dark) return;
    this.dark = dark;
    this.colours = COLOURS[dark ? "dark" : "light"];
    document.documentElement.dataset.theme = dark ? "dark" : "light";
    this.outlines.paint(this.colours, this.bases.wanted);
    this.shapes?.paint(this.colours);
    if (this.scene && this.visible) this.drawMeasured();
  }

  // What depends on the part of the earth in view.
  redraw() {
    if (!this.framed) return;
    this.crowd?.draw();
    this.label();
  }

  label() {
    if (this.scene && this.framed) placeLabels(this);
  }
}

// Where the map is cut: the widest stretch of the earth without a place of the story. What lies west of it is drawn one
// turn on, so that places on both sides of the 180th meridian stay together.
function westEdge(places) {
  const sorted = [...new Set(places.map(place => place.lon))].sort((a, b) => a - b);
  let west = sorted[0];
  let widest = sorted.length ? sorted[0] + 360 - sorted.at(-1) : 0;
  for (let i = 1; i < sorted.length; i++) {
    if (sorted[i] - sorted[i - 1] > widest) {
      widest = sorted[i] - sorted[i - 1];
      west = sorted[i];
    }
  }
  // In the middle of the stretch, for points of the reader's own, which may lie in it.
  return (west ?? 0) - widest / 2;
}
