// All pairs of the story: a table that sorts, or a heat map. A story of many places has the pairs of one end instead.

import { button, element, refill } from "../base/element.js";
import { ask, askPairs, known, measuredView, theScene } from "./view.js";

/** @import * as Wire from "../../../types/wire" */

/** @typedef {{ from: Wire.Place, to: Wire.Place, km: number, degrees: number | null }} Row */

const MAX_ROWS = 500; // of the table at a time: more make each sorting a matter of seconds
const HEAT_STEPS = 8;
const RULE = "Straight lines (geodesics), not routes. Press a distance to measure it.";
const VAGUE = " * No exact place is given: measured to a point inside an area, for orientation.";
const OF_ONE =
  " to every other place. All pairs are in the CSV file, or come from the command line where they are too many for it.";

/**
 * A distance as geo/view/wording.py writes it; a test holds the two against each other.
 *
 * @param {number} km
 * @param {string} unit
 */
export function distance(km, unit) {
  const value = km / theScene().km_per[unit];
  if (value < 9.95) return `${(Math.floor(value * 10 + 0.5) / 10).toFixed(1)} ${unit}`;
  const whole = value < 9999.5 ? Math.floor(value + 0.5) : Math.floor(value / 10 + 0.5) * 10;
  return `${whole.toLocaleString("en-US")} ${unit}`;
}

/**
 * A bearing likewise.
 *
 * @param {number} degrees clockwise from north
 */
export function bearing(degrees) {
  const point = theScene().compass_points[Math.floor(degrees / 22.5 + 0.5) % 16];
  return `${point} · ${Math.floor(degrees + 0.5) % 360}°`;
}

/** @type {{ by: number | null, down: boolean }} */
let order = { by: null, down: false };
let look = "table";
let shown = MAX_ROWS;

/** @param {HTMLElement} panel */
export function pairs(panel) {
  const { pair, pairs: found, unit } = measuredView();
  const wanted = pair.stops[0].key;
  if (!found || (found.of && found.of !== wanted && known.places.has(wanted))) {
    askPairs(wanted);
    if (!found) return panel.replaceChildren(element("p", {}, "Measuring all pairs …"));
  }
  const rows = rowsOf(found);
  const again = () => pairs(panel);
  const isVague = rows.some(({ from, to }) => !from.spot || !to.spot);
  const body = look === "heat" && !found.of ? heatMap(rows, unit) : table(rows, unit, again);
  const of = known.places.get(found.of ?? "");
  const head = of
    ? element("p", {}, "From ", element("bdi", {}, of.name), OF_ONE)
    : element("div", { class: "dl-actions" }, lookChoice(again));
  const scroll = { class: "dl-scroll", tabindex: "0", role: "group", "aria-label": "Distances of all pairs" };
  refill(panel, head, element("div", scroll, body), element("p", {}, RULE + (isVague ? VAGUE : "")));
}

/**
 * @param {Wire.Pairs} found
 * @returns {Row[]}
 */
function rowsOf({ rows }) {
  const place = (/** @type {string} */ id) => /** @type {Wire.Place} */ (known.places.get(id));
  return rows.map(({ origin, to, km, degrees }) => ({ from: place(origin), to: place(to), km, degrees }));
}

/** @param {() => void} again */
function lookChoice(again) {
  const choices = Object.entries({ table: "Table", heat: "Heat map" }).map(([value, title]) => {
    const radio = element("input", { type: "radio", name: "dl-look", value, checked: look === value });
    radio.onchange = () => {
      look = value;
      again();
    };
    return element("label", {}, radio, element("span", {}, title));
  });
  return element("div", { class: "dl-choice", role: "radiogroup", "aria-label": "All pairs as" }, ...choices);
}

// ---- as a table

/** @type {[string, (row: Row) => string | number][]} */
const COLUMNS = [
  ["From", ({ from }) => from.name],
  ["To", ({ to }) => to.name],
  ["Distance", ({ km }) => km],
  ["Direction", ({ degrees }) => degrees ?? -1],
];

/**
 * @param {Row[]} rows
 * @param {string} unit
 * @param {() => void} again
 */
function table(rows, unit, again) {
  const head = element("tr", {}, ...COLUMNS.map(([title], by) => heading(title, by, again)));
  const body = sorted(rows)
    .slice(0, shown)
    .map(row => tableRow(row, unit));
  const made = element("table", { class: "dl-pairs" }, element("thead", {}, head), element("tbody", {}, ...body));
  if (rows.length <= shown) return made;
  const further = () => {
    shown += MAX_ROWS;
    again();
  };
  const title = `Show more of ${rows.length.toLocaleString("en-US")}`;
  return element("div", {}, made, button(title, further, { class: "dl-link" }));
}

/**
 * @param {string} title
 * @param {number} by
 * @param {() => void} again
 */
function heading(title, by, again) {
  const isChosen = order.by === by;
  const sort = () => {
    order = { by, down: isChosen && !order.down };
    again();
  };
  const made = button(title, sort);
  if (isChosen) made.append(order.down ? " ↓" : " ↑");
  const sorting = isChosen ? (order.down ? "descending" : "ascending") : "none";
  return element("th", { scope: "col", "aria-sort": sorting }, made);
}

/** @param {Row[]} rows */
function sorted(rows) {
  const value = COLUMNS[order.by ?? -1]?.[1];
  if (!value) return rows;
  const compare = (/** @type {Row} */ a, /** @type {Row} */ b) => {
    const [one, other] = [value(a), value(b)];
    return typeof one === "string" ? one.localeCompare(String(other)) : one - Number(other);
  };
  return [...rows].sort((a, b) => (order.down ? compare(b, a) : compare(a, b)));
}

/**
 * @param {Row} row
 * @param {string} unit
 */
function tableRow({ from, to, km, degrees }, unit) {
  const mark = from.spot && to.spot ? "" : " *";
  const measure = button(`${distance(km, unit)}${mark}`, () => ask({ from: from.id, to: to.id, via: [] }), {
    class: "dl-cell",
  });
  const way = degrees === null ? "one point" : bearing(degrees);
  const cells = [element("bdi", {}, from.name), element("bdi", {}, to.name), measure, way];
  return element("tr", {}, ...cells.map(cell => element("td", {}, cell)));
}

// ---- as a heat map: the farther the darker, in steps of equal numbers of pairs, and the figure itself in each cell

/**
 * @param {Row[]} rows
 * @param {string} unit
 */
function heatMap(rows, unit) {
  const places = [...new Set(rows.flatMap(({ from, to }) => [from, to]))];
  const lengths = rows.map(({ km }) => km).sort((a, b) => a - b);
  const cells = new Map(
    rows.flatMap(({ from, to, km }) => [
      [`${from.id} ${to.id}`, km],
      [`${to.id} ${from.id}`, km],
    ]),
  );
  const head = places.map(({ name, number }) => element("th", { scope: "col", title: name }, String(number)));
  const body = places.map(from => {
    const line = places.map(to => heatCell(from, to, cells.get(`${from.id} ${to.id}`), unit, lengths));
    const title = element("th", { scope: "row" }, `${from.number} `, element("bdi", {}, from.name));
    return element("tr", {}, title, ...line);
  });
  return element(
    "table",
    { class: "dl-heat" },
    element("thead", {}, element("tr", {}, element("td", {}, unit), ...head)),
    element("tbody", {}, ...body),
  );
}

/**
 * @param {Wire.Place} from
 * @param {Wire.Place} to
 * @param {number | undefined} km
 * @param {string} unit
 * @param {number[]} lengths of all pairs, the shortest first
 */
function heatCell(from, to, km, unit, lengths) {
  if (km === undefined) return element("td", { class: "dl-none" });
  const step = Math.floor((lengths.findIndex(other => other >= km) / lengths.length) * HEAT_STEPS);
  const text = distance(km, unit);
  const made = button(text.split(" ")[0], () => ask({ from: from.id, to: to.id, via: [] }), {
    class: "dl-cell",
    "aria-label": `${from.name} to ${to.name}: ${text}`,
  });
  return element("td", { class: `dl-heat-${step}` }, made);
}
