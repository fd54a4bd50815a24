// What lies behind the figures, folded away until it is asked for: how claims are judged, which points could be meant,
// every number of the measurement, and all pairs of the story.

import { copyButton } from "../base/copy.js";
import { button, element, refill } from "../base/element.js";
import { pairs } from "./pairs.js";
import { ask, known, measuredView, pointName, theScene } from "./view.js";

/** @import * as Wire from "../../../types/wire" */

/* made: rule of verdicts */
const RULE = [
  "Two intervals are compared. The claim’s step is the largest of 1, 5, 10, 50, 100, 500, … that divides the value and is at most a tenth of it (465: 5; 460: 10; 500: 50; 1,000: 100; 462: 1); with decimals, the last place. The claim means its value plus or minus half a step, and from 1,000 on, with at most two significant figures, at least 5 % each way. Then its hedge counts: “some” at least 5 % each way; “nearly” 0.9 to 1 times the value; “more than” 1 to 1.2 times the value; “less than” 0 to 1 times the value. A range spans its ends. Of two units the first counts; where the second is no conversion of it, the verdict says that “its two units do not match”.",
  "What was measured: it is the geodesic between the two positions on WGS 84, plus or minus the radius in which each place may be meant. A place of the gazetteer has that of a circle with its people at 4,000 a square kilometre, 1 km at least and 15 at most.",
  "Where they meet, the claim agrees. Above, it is longer: to 1.5 times what was measured, radii counted in the claim’s favour, it “may be by road”; to 2, “only by a winding road”; above, it is “longer than most roads would be”. Below, it is shorter: no path over the earth is that short. How much shorter or longer the straight line is than the stated value is always said, with per cent of the straight line.",
  "Where the nearest ends of the two are more than 3 times apart there is no verdict until a person has confirmed both places. Where no exact place is given, or the claim counts from a border, a coast or the like, there is none either, and the reason is said.",
  "Within half the word’s sector (22.5° for the 8 principal points, 11.25° for the others) a direction is right, up to 11.25° beyond borderline, else wrong. Where a claim that does not agree would put its place at sea, or in another country than the place is in, that is said if it is so all over what the claim may mean.",
];
/* end of made */

const PROGRAM =
  "Every number, unrounded, with what it was computed from and by what. The last line is what GeographicLib’s own program reads.";

/** @type {[title: string, fill: (panel: HTMLElement) => void, applies: () => boolean][]} */
const PANELS = [
  ["How this is judged", rule, () => true],
  ["Which point?", points, () => Boolean(known.view.pair?.points)],
  ["The working", working, () => true],
  ["All pairs", pairs, () => theScene().places.length > 1],
];

/** The buttons of the panels, of which one at a time is open. */
export function more() {
  const bar = element("div", { class: "dl-more" });
  const root = element("div", {}, bar);
  const panels = PANELS.map(([title, fill, applies], index) => {
    const id = `dl-more-${index}`;
    const panel = element("div", { id, class: "dl-panel", role: "region", "aria-label": title, hidden: true });
    const press = () => {
      const opening = Boolean(panel.hidden);
      for (const other of panels) other.turn(other.panel === panel && opening);
    };
    const opener = button(title, press, { class: "dl-link", "aria-expanded": "false", "aria-controls": id });
    const turn = (/** @type {boolean} */ open) => {
      panel.hidden = !open;
      opener.setAttribute("aria-expanded", String(open));
      if (open) fill(panel);
      else panel.replaceChildren();
    };
    bar.append(opener);
    root.append(panel);
    return { opener, panel, turn, fill, applies };
  });
  const show = () => {
    for (const { opener, panel, turn, fill, applies } of panels) {
      opener.hidden = !applies();
      if (opener.hidden) turn(false);
      else if (!panel.hidden) fill(panel);
    }
  };
  return { root, show };
}

/** @param {HTMLElement} panel */
function rule(panel) {
  panel.replaceChildren(...RULE.map(text => element("p", {}, text)));
}

// ---- which point?

/** @typedef {{ id: string | null, name: string }} Point */

/** @param {HTMLElement} panel */
function points(panel) {
  const { pair } = measuredView();
  const table = pair.points;
  if (!table) return;
  const [rows, columns] = [pair.stops[0], pair.stops[pair.stops.length - 1]].map(pointsOf);
  const flips = Object.entries(table.flips).flatMap(([id, findings]) =>
    Object.entries(findings).map(([finding, cells]) => {
      const ends = (/** @type {number} */ cell) =>
        `${rows[Math.floor(cell / columns.length)].name} to ${columns[cell % columns.length].name}`;
      const where = cells.map(ends).join("; ");
      return element("p", {}, element("q", {}, known.claims.get(id)?.quote ?? ""), ` would be: ${finding} (${where}).`);
    }),
  );
  const none = Object.keys(pair.claims).length ? "Whichever of them is meant, no verdict changes." : "";
  const scroll = { class: "dl-scroll", tabindex: "0", role: "group", "aria-label": "Distances between the points" };
  refill(
    panel,
    element("p", {}, `Between these points: ${table.span}. Press a distance to measure from there.`),
    element("div", scroll, pointTable(rows, columns, table.cells)),
    ...(flips.length ? flips : [element("p", {}, none)]),
  );
}

/**
 * The points that a stop may mean: that of the place, and its reference points.
 *
 * @param {Wire.Stop} stop
 * @returns {Point[]}
 */
function pointsOf({ key }) {
  const place = known.places.get(key);
  if (!place) return [{ id: null, name: pointName(key) ?? key.replace("@", "") }];
  return [{ id: null, name: `${place.name}: ${place.own}` }, ...place.references];
}

/**
 * @param {Point[]} rows
 * @param {Point[]} columns
 * @param {string[][]} cells
 */
function pointTable(rows, columns, cells) {
  const { ref_from: from, ref_to: to } = measuredView();
  const title = (/** @type {Point} */ { name }, /** @type {string} */ scope) =>
    element("th", { scope }, element("bdi", {}, name));
  const head = element("tr", {}, element("td"), ...columns.map(column => title(column, "col")));
  const body = rows.map((row, i) => {
    const line = columns.map((column, j) => {
      const isCurrent = row.id === (from ?? null) && column.id === (to ?? null);
      const measure = () => ask({ ref_from: row.id, ref_to: column.id });
      return element("td", {}, button(cells[i][j], measure, { class: "dl-cell", "aria-pressed": String(isCurrent) }));
    });
    return element("tr", {}, title(row, "row"), ...line);
  });
  return element("table", { class: "dl-points" }, element("thead", {}, head), element("tbody", {}, ...body));
}

// ---- the working

/**
 * [name, value] for every number and text of the working; what is nested is joined: "geodesic distance_m".
 *
 * @param {unknown} value
 * @param {string} [name]
 * @returns {[name: string, value: string][]}
 */
export function flat(value, name = "") {
  if (value === null) return [[name, "none: the two are one point"]];
  if (typeof value !== "object") return [[name, String(value)]];
  return Object.entries(value).flatMap(([key, inner]) => flat(inner, `${name} ${key}`.trim()));
}

/**
 * An end of the line: its name, where it is, and where that was read.
 *
 * @param {Wire.Stop} stop
 * @param {string | null} reference
 */
function end({ key, lon, lat }, reference) {
  const place = known.places.get(key);
  const own = { name: pointName(key) ?? "a point of the reader’s", source: "given by the reader" };
  const { name, source } = place?.references.find(({ id }) => id === reference) ?? place ?? own;
  return { name, latitude: lat, longitude: lon, position_source: source };
}

function workingDocument() {
  const { pair, ref_from: from, ref_to: to } = measuredView();
  const { stops, working: figures, legs_m: legs } = pair;
  const { working: means, working_names: names } = theScene();
  const ends = { from: end(stops[0], from), to: end(stops[stops.length - 1], to) };
  /** @type {Record<string, any>} */
  const made = { ...means, ...ends };
  for (const [index, { group, name }] of names.entries()) (made[group] ??= {})[name] = figures[index];
  if (legs.length) made.path = { legs_m: legs, total_m: legs.reduce((sum, leg) => sum + leg) };
  return made;
}

/** @param {HTMLElement} panel */
function working(panel) {
  const made = workingDocument();
  const rows = flat(made);
  const width = Math.max(...rows.map(([name]) => name.length));
  // No text of a story looks like a row of its own.
  const line = (/** @type {[string, string]} */ [name, value]) =>
    `${name.padEnd(width)}  ${value.replace(/[\s\p{C}]+/gu, " ")}\n`;
  const copies = [
    copyButton("Copy as text", "Copied", () => rows.map(line).join("")),
    copyButton("Copy as JSON", "Copied", () => `${JSON.stringify(made, null, 2)}\n`),
  ];
  const items = rows.flatMap(([name, value]) => [
    element("dt", {}, name.replaceAll("_", " ")),
    element("dd", {}, element("bdi", {}, value)),
  ]);
  const scroll = { class: "dl-scroll", tabindex: "0", role: "group", "aria-label": "All numbers" };
  refill(
    panel,
    element("p", {}, PROGRAM),
    element("div", { class: "dl-actions" }, ...copies),
    element("div", scroll, element("dl", { class: "dl-working" }, ...items)),
  );
}
