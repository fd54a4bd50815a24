// The measured pair or path: its ends, what the line comes to, who says otherwise, and the working.

import { Combobox } from "../base/combobox.js";
import { button, element } from "../base/element.js";
import { claimList } from "./claims.js";
import { stopOf, suggested } from "./suggestions.js";
import { ask, folded, keepShown, known, measuredView, pointName, theScene } from "./view.js";
import { more } from "./working.js";

/** @import * as Wire from "../../../types/wire" */
/** @import { Component, MeasuredView } from "../../../types/page" */

const UNITS = { km: "kilometres", mi: "miles", nmi: "nautical miles" };
const MAX_SUGGESTIONS = 50;
/** @type {Record<string, string>} */
const FIELDS = { from: "From", to: "To", stop: "Stop", via: "Stops" }; // by what is asked for, as the page calls it

/**
 * The name of a stop: of its place or reference point, as the reader calls the point, or the position itself.
 *
 * @param {string} key
 * @param {string | null} [reference]
 */
export function stopName(key, reference) {
  const place = known.places.get(key);
  if (!place) return pointName(key) ?? key.replace(/^@/, "").replace(",", ", ");
  return place.references.find(({ id }) => id === reference)?.name ?? place.name;
}

/** @param {Wire.Place} place */
const namesOf = place => [place.name, ...Object.values(place.names)].map(folded);

/**
 * What one may choose for a stop: places of the story, a position, places elsewhere, and a search for more.
 *
 * @param {string} typed
 * @param {() => void} again
 */
function suggest(typed, again) {
  const places = known.scene?.places ?? [];
  const wanted = folded(typed.trim());
  const found = places.filter(place => namesOf(place).some(name => name.includes(wanted)));
  const options = found
    .slice(0, MAX_SUGGESTIONS)
    .map(({ id, name, number, precision }) => ({ key: id, text: name, hint: `${number} · ${precision}` }));
  if (/\d/.test(typed)) options.push({ key: typed, text: typed, hint: "a position, latitude first" });
  // Whoever has named a place of the story means that.
  const isDone = !wanted || /^[\d@+-]/.test(wanted) || found.some(place => namesOf(place).includes(wanted));
  const others = isDone ? null : suggested(typed.trim(), again);
  const isNew = (/** @type {Wire.Suggestion} */ { lon, lat }) => !places.some(p => p.lon === lon && p.lat === lat);
  const elsewhere = (others?.places ?? [])
    .filter(isNew)
    .map(place => ({ key: stopOf(place), text: place.name, hint: place.hint }));
  options.push(...elsewhere);
  const { geocoder } = known.scene ?? {};
  if (geocoder && wanted)
    options.push({ key: `find ${typed}`, text: `Find “${typed.trim()}”`, hint: `at ${geocoder.host}` });
  return { options, note: elsewhere.length ? others?.credit : null };
}

/**
 * A field's text is a stop, unless it is to be looked up elsewhere.
 *
 * @param {string} field
 * @returns {(text: string) => void}
 */
const give = field => text => ask(text.startsWith("find ") ? { [`find ${field}`]: text.slice(5) } : { [field]: text });

/** @param {Component<null>} component */
export function distances({ parentElement }) {
  if (parentElement.querySelector(".dl-distances")) return;
  const panel = buildPanel();
  parentElement.append(panel.root);
  /** @type {unknown} */
  let measured = null;
  /** @type {unknown} */
  let listed = null;
  keepShown(panel.root, () => {
    const { pair, pairs } = known.view;
    if (!known.scene) return;
    panel.turn(Boolean(pair));
    if (!pair) return;
    // Of a draft, what is measured and the scene come one after the other: the pair may be ahead, or behind.
    if (Object.keys(pair.claims).some(id => !known.claims.has(id))) return;
    const [isNew, hasPairs] = [pair !== measured, pairs !== listed];
    [measured, listed] = [pair, pairs]; // first, as the claims choose what the map shows of them, which comes back here
    if (isNew) panel.show(measuredView());
    if (isNew || hasPairs) panel.working.show();
  });
}

function buildPanel() {
  const from = new Combobox({ label: "From", suggest, choose: give("from") });
  const to = new Combobox({ label: "To", suggest, choose: give("to") });
  const swap = button("Swap", () => ask({ swap: true }), { class: "dl-swap" });
  const pair = element("div", { class: "dl-pair" }, from.root, swap, to.root, unitChoice());
  const unread = element("div", { class: "dl-unread", role: "alert" });
  const found = element("div", { class: "dl-found" });
  const figure = element("p", { class: "dl-figure" });
  const legs = element("ol", { class: "dl-legs" });
  const cautions = element("div");
  const claims = element("ul", { class: "dl-claims" });
  const [path, working] = [pathEditor(legs), more()];
  const title = element("h2", {}, "Distance");
  const measured = element("div", {}, pair, unread, found, path.root, figure, legs, cautions, claims, working.root);
  const measure = button("Measure a distance", () => ask({ measure: true }), { class: "dl-quiet" });
  const root = element("section", { class: "dl-distances", "aria-label": "Distance" }, title, measure, measured);
  /** @param {boolean} isOpen whether something is measured, which a story need not do of itself */
  const turn = isOpen => {
    measure.hidden = isOpen;
    root.classList.toggle("dl-closed", !isOpen);
    measured.hidden = !isOpen;
    title.hidden = !isOpen;
  };
  /** @param {MeasuredView} view */
  const show = view => {
    const stops = view.pair.stops.map(({ key }) => key);
    from.show(stopName(stops[0], view.ref_from), view.unread.from?.typed);
    to.show(stopName(stops[stops.length - 1], view.ref_to), view.unread.to?.typed);
    path.show(stops.slice(1, -1), view.unread.stop?.typed);
    const reasons = Object.entries(view.unread).map(([field, { why }]) => `${FIELDS[field]}: ${why}`);
    unread.replaceChildren(...reasons.map(text => element("p", {}, text)));
    showFound(found, view.found);
    showFigure(figure, view.pair);
    const told = [...view.pair.cautions, ...(view.pair.measured ? [view.pair.measured] : [])];
    cautions.replaceChildren(...told.map(text => element("p", { class: "dl-small" }, text)));
    claimList(claims, view.pair);
  };
  return { root, show, turn, working };
}

/**
 * What was found elsewhere under a name, to choose from.
 *
 * @param {HTMLElement} box
 * @param {Wire.FoundStops | null} found
 */
function showFound(box, found) {
  const { geocoder } = theScene();
  if (!found || !geocoder) return box.replaceChildren();
  const buttons = found.places.map(({ name, stop }) => {
    const made = button("", () => ask({ [found.field]: stop }), { class: "dl-link" });
    made.append(element("bdi", {}, name));
    return made;
  });
  const credit = element("a", { href: geocoder.link, target: "_blank", rel: "noopener" }, geocoder.credit);
  box.replaceChildren(
    element("ul", { "aria-label": "Places found" }, ...buttons.map(made => element("li", {}, made))),
    element("p", { class: "dl-small" }, credit),
  );
  buttons[0].focus();
}

function unitChoice() {
  const group = element("div", { class: "dl-choice", role: "radiogroup", "aria-label": "Unit" });
  const radios = Object.entries(UNITS).map(([unit, name]) => {
    const radio = element("input", { type: "radio", name: "dl-unit", value: unit, "aria-label": name });
    radio.onchange = () => ask({ unit });
    group.append(element("label", { title: name }, radio, element("span", { "aria-hidden": "true" }, unit)));
    return radio;
  });
  keepShown(group, () => {
    for (const radio of radios) radio.checked = radio.value === known.view.unit;
  });
  return group;
}

/**
 * @param {HTMLElement} figure
 * @param {Wire.Measurement} measurement
 */
function showFigure(figure, { stops, distance, way, arriving, total, legs }) {
  const small = (/** @type {string} */ text) => element("span", { class: "dl-small" }, text);
  if (legs.length) {
    const isRound = stops[0].key === stops[stops.length - 1].key;
    const straight = small(` straight: ${distance} ${isRound ? "" : way}`);
    figure.replaceChildren(element("b", {}, total), ` in ${legs.length} legs`, straight);
  } else {
    figure.replaceChildren(element("b", {}, distance), ` ${way}`);
    if (arriving !== null) figure.append(small(` arriving at ${arriving}°`));
  }
}

/**
 * The stops on the way: added one by one, or all at once from the story; each leg with a way to drop the stop at its end.
 *
 * @param {HTMLElement} legs
 */
function pathEditor(legs) {
  const choose = give("stop");
  const add = new Combobox({ label: "Add a stop on the way", placeholder: "A place or a position", suggest, choose });
  const link = (/** @type {string} */ text, /** @type {() => void} */ act) => button(text, act, { class: "dl-link" });
  const open = link("Add a stop", () => {
    root.classList.add("dl-adding");
    add.input.focus();
  });
  const itinerary = link("Itinerary of the story", () => ask({ itinerary: true }));
  itinerary.title = "All places of the story that are spots on the ground, in time order";
  const straight = link("Straight line", () => ask({ via: [] }));
  const head = element("div", { class: "dl-path-head" }, open, itinerary, straight);
  const root = element("div", { class: "dl-path" }, head, add.root);
  /**
   * @param {string[]} via
   * @param {string} [typed] what could not be read as a stop
   */
  const show = (via, typed) => {
    add.show("", typed);
    root.classList.toggle("dl-adding", typed !== undefined);
    straight.hidden = legs.hidden = !via.length;
    showLegs(legs, via);
  };
  return { root, show };
}

/**
 * @param {HTMLElement} list
 * @param {string[]} via
 */
function showLegs(list, via) {
  const { pair, ref_from: from, ref_to: to } = measuredView();
  const references = [from, ...via.map(() => null), to];
  const names = pair.stops.map(({ key }, index) => stopName(key, references[index]));
  const name = (/** @type {number} */ index) => element("bdi", {}, names[index]);
  const legs = pair.legs.map(({ distance, way }, index) => {
    const ends = element("span", {}, name(index), " → ", name(index + 1));
    const leg = element("li", {}, ends, element("span", {}, `${distance} ${way}`));
    if (index < via.length) {
      const others = via.filter((_, other) => other !== index);
      const label = `Drop the stop ${names[index + 1]}`;
      leg.append(button("×", () => ask({ via: others }), { class: "dl-link", "aria-label": label }));
    }
    return leg;
  });
  list.replaceChildren(...legs);
}
