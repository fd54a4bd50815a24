// What opens on the map: the events of a place, the places of a cluster, and the choice to measure from wherever one pressed.

import { button, element } from "../base/element.js";
import { letters, namesOf } from "../base/tags.js";

/** @import * as Wire from "../../../types/wire" */
/** @import { Ask, Pressed } from "../../../types/page" */
/** @import { StoryMap } from "./map" */

/** @typedef {(change: Ask) => void} Asking */
/** @typedef {{ move?: string | null, choose: (pressed: Pressed) => void }} Making `move` is what can be moved */

/**
 * Buttons that measure from, to or by way of a stop.
 *
 * @param {string} stop a place's id, or "@latitude,longitude"
 * @param {Asking} ask
 */
function measureRow(stop, ask) {
  const measure = { class: "dl-measure" };
  return element(
    "p",
    { class: "dl-measure-row" },
    "Measure ",
    button("from here", () => ask({ from: stop }), measure),
    button("to here", () => ask({ to: stop }), measure),
    button("by way of here", () => ask({ stop }), measure),
  );
}

/**
 * @param {[lon: number, lat: number]} at
 * @param {Making} making
 */
function makeRow(at, { move, choose }) {
  const row = element(
    "p",
    { class: "dl-measure-row" },
    button("Add a place here", () => choose({ add: at }), { class: "dl-measure" }),
  );
  if (move) {
    const moving = button("Move ", () => choose({ move: at }), { class: "dl-measure" });
    moving.append(element("bdi", {}, move), " here");
    row.append(moving);
  }
  return row;
}

/**
 * @param {object} shown
 * @param {Wire.Place} shown.place
 * @param {Wire.Event[]} shown.events
 * @param {string | null | undefined} shown.current the id of the selected event
 * @param {string} shown.lang
 * @param {Wire.Tag[]} shown.tags of the story
 * @param {(event: string) => void} shown.choose
 * @param {Asking | null} shown.ask null where nothing can be measured
 */
function placePopup({ place, events, current, lang, tags, choose, ask }) {
  const content = element("div", { class: "dl-popup", lang, role: "dialog", "aria-label": place.name });
  const names = Object.entries(place.names).map(([tag, name]) => element("span", { lang: tag, dir: "auto" }, name));
  content.append(
    element(
      "p",
      { class: "dl-popup-place" },
      element("strong", {}, element("bdi", {}, place.name)),
      ...names,
      element("small", {}, place.precision),
    ),
    ...events.map(event => eventSection(event, event.id === current, tags, choose)),
  );
  if (!events.length) content.append(element("p", {}, "No event is told of this place."));
  if (ask) content.append(measureRow(place.id, ask));
  return content;
}

/**
 * @param {Wire.Event} event
 * @param {boolean} current
 * @param {Wire.Tag[]} tags
 * @param {(event: string) => void} choose
 */
function eventSection(event, current, tags, choose) {
  const title = element("button", { type: "button" }, element("bdi", {}, event.title));
  title.onclick = () => choose(event.id);
  return element(
    "section",
    { "aria-current": current ? "true" : null },
    element("small", {}, [event.when, event.standing, namesOf(event.tags, tags)].filter(Boolean).join(" · ")),
    ...(event.tags.length ? [" ", letters(event.tags, tags)] : []),
    title,
    element("p", { dir: "auto" }, event.text),
  );
}

/**
 * A longitude from -180 on and below 180 degrees, whichever turn of the earth was pressed.
 *
 * @param {number} lon
 */
const onFirstTurn = lon => ((((lon + 180) % 360) + 360) % 360) - 180;

/**
 * Where somebody pressed, to as many decimals as a pixel is worth.
 *
 * @param {L.LatLng} at
 * @param {number} zoom
 */
export function pressed({ lat, lng }, zoom) {
  const decimals = Math.max(0, Math.ceil(Math.log10((256 * 2 ** zoom) / 360)));
  const [latitude, longitude] = [lat, onFirstTurn(lng)].map(degrees => Number(degrees.toFixed(decimals)));
  return { latitude, longitude };
}

/**
 * @param {{ latitude: number, longitude: number }} at
 * @param {Asking | null} ask
 * @param {Making | null} making offers to put a place there: a new one, or the one that is worked on
 */
function herePopup({ latitude, longitude }, ask, making) {
  const said = `${Math.abs(latitude)}° ${latitude < 0 ? "S" : "N"}, ${Math.abs(longitude)}° ${longitude < 0 ? "W" : "E"}`;
  const content = element("div", { class: "dl-popup", role: "dialog", "aria-label": said }, element("p", {}, said));
  if (ask) content.append(measureRow(`@${latitude},${longitude}`, ask));
  if (making) content.append(makeRow([longitude, latitude], making));
  return content;
}

export class Popups {
  /** @type {string | number | null} */
  opened = null; // the place, or the number of the cluster, whose popup is open
  /** @type {L.LatLng | null} */
  here = null; // the point of the earth
  /** @type {L.Popup | null} */
  popup = null;
  wasOpen = false; // before the press

  /** @param {StoryMap} story */
  constructor(story) {
    const { map } = story;
    this.story = story;
    map.on("popupclose", () => (this.opened = this.here = null));
    // A press beside everything closes what is open; with nothing open it offers to measure from there.
    map.on("preclick", () => (this.wasOpen = Boolean(this.popup?.isOpen())));
    map.on("click", event => {
      if (story.served && !this.wasOpen && !story.view.reading) this.openHere(event.latlng);
    });
    addEventListener("keydown", event => {
      if (event.key === "Escape" && this.opened) this.close();
    });
  }

  /** @param {Wire.Place} place */
  openPlace(place) {
    const { story } = this;
    /** @param {string} event */
    const choose = event => {
      story.choose(event);
      this.openPlace(place);
    };
    const content = placePopup({
      place,
      events: story.eventsNow(place),
      current: story.view.event,
      lang: story.scene.lang,
      tags: story.scene.tags,
      choose,
      ask: story.served ? change => this.ask(change) : null,
    });
    this.open(story.at(place), content, [0, -8]);
    this.opened = place.id;
    content.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
  }

  /**
   * @param {number} cluster
   * @param {L.LatLng} at
   * @param {HTMLElement} content
   */
  openList(cluster, at, content) {
    this.open(at, content, [0, -12]);
    this.opened = cluster;
    content.querySelector("button")?.focus({ preventScroll: true });
  }

  /** @param {L.LatLng} at */
  openHere(at) {
    const { map, view } = this.story;
    const making = view.making
      ? { move: view.making.move, choose: (/** @type {Pressed} */ put) => this.make(put) }
      : null;
    const ask = view.pair ? (/** @type {Ask} */ change) => this.ask(change) : null;
    this.open(at, herePopup(pressed(at, map.getZoom()), ask, making), [0, 0]);
    this.here = at;
  }

  // What is told of the place whose popup is open has changed.
  again() {
    const place = typeof this.opened === "string" ? this.story.places.get(this.opened) : undefined;
    if (!place) return;
    if (this.story.isShown(place)) this.openPlace(place);
    else this.close();
  }

  // Pressed before the page had said what can be done here.
  offerAgain() {
    if (this.here) this.openHere(this.here);
  }

  /**
   * Another event was selected, perhaps of another place.
   *
   * @param {Wire.Place} place
   */
  follow(place) {
    if (this.opened && this.opened !== place.id) this.close();
    else if (this.opened) this.openPlace(place);
  }

  /**
   * @param {L.LatLng} at
   * @param {HTMLElement} content
   * @param {[x: number, y: number]} offset
   */
  open(at, content, offset) {
    const { map } = this.story;
    const size = map.getSize();
    this.popup?.remove();
    this.popup = L.popup({
      maxWidth: Math.min(300, size.x - 60),
      maxHeight: Math.round(size.y * 0.55),
      offset,
      autoPanPaddingTopLeft: [12, 52],
      autoPanPaddingBottomRight: [12, 12],
      closeOnEscapeKey: false,
    });
    this.popup.setLatLng(at).setContent(content).openOn(map);
  }

  close() {
    const mark = this.markOfOpened();
    const focused = document.activeElement;
    const left = focused === document.body || this.popup?.getElement()?.contains(focused);
    const here = document.hasFocus(); // else it is closed for what was done on the page, where the focus stays
    this.story.map.closePopup();
    if (left && here) mark?.getElement()?.focus({ preventScroll: true });
  }

  markOfOpened() {
    const { crowd, marks } = this.story;
    if (this.opened === null) return null;
    return typeof this.opened === "string" ? marks.get(this.opened) : crowd?.clusters.get(this.opened);
  }

  /** @param {Ask} change */
  ask(change) {
    this.close();
    this.story.say({ ask: change });
  }

  /** @param {Pressed} put */
  make(put) {
    this.story.framed = true; // what is put where one pressed is in sight
    this.close();
    this.story.say({ make: put });
  }
}
