// What the parts of the page share: the story, the view of it, and the ways to the map's frame and to the server.

import * as address from "./address.js";
import { isShown } from "../base/tags.js";
import * as outbox from "./outbox.js";

/** @import * as Wire from "../../../types/wire" */
/** @import { Ask, Component, MeasuredView, Pointed, Pressed, ToMap, ToPage, View, WantedTile } from "../../../types/page" */

/**
 * @typedef {object} Known
 * @property {Wire.Scene | null} scene
 * @property {Partial<View>} view
 * @property {Partial<View>} told the view as far as the server has answered
 * @property {Map<string, Wire.Place>} places of the scene, by id
 * @property {Map<string, Wire.Claim>} claims of the scene, by id
 * @property {number | null} number of the scene, where it comes in parts
 * @property {boolean} lost whether the scene that the next part is built on is not here
 * @property {boolean} making whether a story is made on the page
 * @property {boolean} reading whether an article is read
 */

/** @type {Known} */
export const known = {
  scene: null,
  view: {},
  told: {},
  places: new Map(),
  claims: new Map(),
  number: null,
  lost: false,
  making: false,
  reading: false,
};
/** The scene, for what is on the page only where there is one. */
export function theScene() {
  if (!known.scene) throw new Error("there is no scene yet");
  return known.scene;
}

/** The view, for what is on the page only where something is measured. */
export const measuredView = () => /** @type {MeasuredView} */ (known.view);

// What the view says of the page itself, on Make and on Read, and keeps when no event is left.
const ON_ANY_STORY = /** @type {const} */ (["making", "reading"]);
/** @type {Set<() => void>} */
const listeners = new Set();
// Drawing a view takes some 30 ms, more on a phone, so of steps of the history that come quicker not each is drawn.
const REST_MS = 100;
let drawnAt = -Infinity;
/** @type {number | undefined} */
let toDraw; // the timer of it

/**
 * A text as it is searched: without accents, in small letters.
 *
 * @param {string} text
 */
export const folded = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/**
 * What the reader calls a point of theirs; null where that is nothing.
 *
 * @param {string} stop
 */
export const pointName = stop => stop.match(/\((.+)\)$/)?.[1] ?? null;

export const reducedMotion = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

// ---- the map's frame: the story once, then each change of the view

const mapFrame = () =>
  /** @type {HTMLIFrameElement | null} */ (document.querySelector(".st-key-map iframe"))?.contentWindow;

function isDark() {
  const app = /** @type {Element} */ (document.querySelector(".stApp"));
  const [r, g, b] = (getComputedStyle(app).backgroundColor.match(/\d+/g) ?? []).map(Number);
  return r + g + b < 384;
}

/**
 * @param {ToMap} message
 * @param {Transferable[]} [given]
 */

export function tellMap(message, given = []) {
  // The frame may have an origin of its own ("null" in a sandbox), so no target can be named. What is sent is on the
  // page for everybody to read.
  mapFrame()?.postMessage({ dateline: { ...message, dark: isDark() } }, "*", given);
}

// What fetches the tiles is fetched for the first of them.
/** @type {Promise<typeof import("./provider.js")> | undefined} */
let provider;

/** @param {WantedTile} wanted */
async function sendTile(wanted) {
  if (!known.scene) return;
  const { tiles } = known.scene;
  provider ??= import("./provider.js");
  const none = { number: wanted.number, bytes: undefined };
  const tile = await provider.then(({ fetchTile }) => fetchTile(tiles, wanted)).catch(() => none);
  tellMap({ tile }, tile.bytes ? [tile.bytes] : []);
}

// Settled when the map's script runs, or has been given time enough to: what is not urgent waits for that.
/** @type {() => void} */
let mapRuns;
/** @type {Promise<void>} */
export const mapStarted = new Promise(settle => {
  mapRuns = settle;
  setTimeout(settle, 1000);
});

// What is done about a message of the map's, by its member.
/** @type {{ [Name in keyof ToPage]-?: (value: NonNullable<ToPage[Name]>) => unknown }} */
const HEARD = {
  ready: () => {
    mapRuns();
    if (known.scene) tellMap({ scene: known.scene, view: known.view });
  },
  pick: id => typeof id === "string" && pick(id),
  hide: tags => Array.isArray(tags) && hideTags(tags),
  ask,
  make: pressed => making(pressed),
  point: pointed => pointing(pointed),
  tile: sendTile,
  drop: number => provider?.then(({ dropTile }) => dropTile(number)).catch(() => {}),
};

addEventListener("message", ({ source, data }) => {
  const said = source && source === mapFrame() && data?.dateline;
  for (const [name, act] of Object.entries(HEARD)) if (said?.[name]) /** @type {Function} */ (act)(said[name]);
});

/**
 * @param {Wire.Scene} scene
 * @param {boolean} [still] the map stays where it is, as it is the same story but for a change
 */
export function setScene(scene, still = false) {
  if (known.scene === scene) return;
  known.scene = scene;
  known.places = new Map(scene.places.map(place => [place.id, place]));
  known.claims = new Map(scene.claims.map(claim => [claim.id, claim]));
  if (!scene.events.length)
    known.view = Object.fromEntries(ON_ANY_STORY.filter(name => known[name]).map(name => [name, known.view[name]]));
  tellMap({ scene, view: known.view, still });
  for (const listener of listeners) listener();
}

/**
 * The scene of a draft, which comes in parts: what is new of it since the one that is here. Where another is here, the
 * next message to the server says so, and all of it comes.
 *
 * @param {Wire.Update} update
 */
export function takePreview({ number, on, scene, changes }) {
  if (number === known.number) return;
  known.lost = !scene && on !== known.number;
  if (known.lost) {
    known.number = null;
    for (const listener of listeners) listener();
    return;
  }
  const made = /** @type {Wire.Scene & Record<string, any>} */ (scene ?? { ...known.scene });
  for (const [name, change] of Object.entries(changes ?? {})) {
    made[name] = "now" in change ? change.now : made[name].toSpliced(change.first, change.gone, ...change.come);
  }
  known.number = number;
  setScene(made, !scene);
}

// Who is told that somebody wants a place where they pressed on the map.
/** @type {(pressed: Pressed) => void} */
let making = () => {};
/** @param {typeof making} heard */
export const takeMaking = heard => (making = heard);

// Who is told, where an article is read, which place of the map is pointed at (`over`) or pressed.
/** @type {(pointed: Pointed) => void} */
let pointing = () => {};
/** @param {typeof pointing} heard */
export const takePointing = heard => (pointing = heard);

/** @param {Partial<View>} change */
export function update(change) {
  Object.assign(known.view, change);
  draw();
}

function draw() {
  clearTimeout(toDraw);
  requestAnimationFrame(() => setTimeout(() => (drawnAt = performance.now())));
  tellMap({ view: known.view });
  for (const listener of listeners) listener();
}

/**
 * Shows now and at each change of the view, for as long as the element is on the page.
 *
 * @param {Element} parent
 * @param {() => void} show
 */
export function keepShown(parent, show) {
  const listener = () => (parent.isConnected ? show() : listeners.delete(listener));
  listeners.add(listener);
  show();
}

// ---- the server's word, and what the reader does

const parsedBefore = new WeakMap(); // by the bytes that it came as, which stay until something else comes

/**
 * @param {Uint8Array} bytes
 * @returns {any} as the server wrote it
 */
export function parsed(bytes) {
  if (!parsedBefore.has(bytes)) parsedBefore.set(bytes, JSON.parse(new TextDecoder().decode(bytes)));
  return parsedBefore.get(bytes);
}

/** @param {Component<Uint8Array>} component */
export function wire({ data: bytes, setTriggerValue }) {
  /** @type {Wire.Wire} */
  const data = parsed(bytes);
  const word = outbox.take({ data, setTriggerValue });
  const isOther = word === "check" && !address.says(data);
  if (word && !isOther) address.show(data, word === "step");
  Object.assign(known.told, data.view);
  update({ ...data.view, ...outbox.ahead() });
  if (isOther) open(address.asked());
}

/**
 * Shows what can be shown of the view that an address asks for; the server follows with the rest.
 *
 * @param {string} query
 */
function open(query) {
  const { scene } = known;
  if (!scene) return;
  const asked = new URLSearchParams(query);
  /**
   * @param {string} name
   * @param {string[]} options
   */
  const one = (name, options) => options.find(option => option === asked.get(name));
  const events = scene.events.map(({ id }) => id);
  const units = Object.keys(scene.km_per);
  const hidden = (asked.get("hide") ?? "").split("~").filter(Boolean);
  const shown = {
    event: one("event", events) ?? scene.opening,
    until: one("until", events) ?? null,
    hide: hidden.every(tag => scene.tags.some(({ id }) => id === tag)) ? hidden : [],
    unit: one("unit", units) ?? units[0],
    base: one("base", ["osm"]) ?? "outline",
  };
  outbox.post("open", query, shown);
  Object.assign(known.view, shown);
  clearTimeout(toDraw);
  toDraw = setTimeout(draw, drawnAt + REST_MS - performance.now());
}

address.takeReturns(query => (query === null ? outbox.clear() : open(query)));

/**
 * Tells the server what the reader does. On Read it has no view: what is selected there stays there.
 *
 * @type {typeof outbox.post}
 */
const post = (...act) => known.reading || outbox.post(...act);

/**
 * Selects an event, here and on the map at once; the server follows with the text and the address.
 *
 * @param {string} event
 */
export function pick(event) {
  if (event === known.view.event || !known.scene?.events.some(e => e.id === event)) return;
  post("pick", event, { event });
  update({ event });
}

/**
 * Asks the server for another pair, path, unit or base map; what can be shown before it answers is shown.
 *
 * @param {Ask} change
 */
export function ask(change) {
  const { unit, base } = change;
  const shown = { ...(unit && { unit }), ...(base && { base }) };
  post("ask", change, shown);
  update(shown);
}

/** @param {boolean} on */
export const showUntil = on => outbox.post("until", on);
/** @param {string | null} place */
export const askPairs = place => outbox.post("pairs", place);

/**
 * Hides the events that have none but these tags.
 *
 * @param {string[]} hide
 */
function hideTags(hide) {
  post("hide", hide, { hide });
  update({ hide });
}

/** The events that are not hidden with their tags. */
export const shownEvents = () => (known.scene?.events ?? []).filter(event => isShown(event, known.view));

/** @param {number} by */
export function neighbour(by) {
  const events = shownEvents();
  return events[events.findIndex(e => e.id === known.view.event) + by];
}

/** @param {number} by */
export function step(by) {
  const there = neighbour(by);
  if (there) pick(there.id);
}
