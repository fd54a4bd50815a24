// What of a draft stands in which table: its rows, by their place in the document, and their columns, each with the kind
// of its cells.

import { COLUMNS } from "./members.js";
import { at, isObject, listOf } from "./patch.js";

/** @import { Keys } from "./patch" */

/** @typedef {"story" | "places" | "events" | "claims" | "sources" | "tags" | "references" | "shapes"} TableName */

/**
 * @typedef {object} Column
 * @property {Keys} keys they lead from a row's item to what the cell shows
 * @property {string} title
 * @property {string} kind how a cell is shown and read: see cells.js
 * @property {Partial<Record<string, string>>} [options] what there is to choose from, with what it is called
 * @property {string} [hint]
 * @property {boolean} [optional]
 * @property {boolean} [wide]
 */

/**
 * @typedef {object} Row
 * @property {unknown} item
 * @property {Keys} keys they lead from the document to the item
 * @property {unknown} [of] the name of what it belongs to
 */

/**
 * @typedef {object} Table
 * @property {TableName} name
 * @property {string} title
 * @property {string} one what a row is called
 * @property {string} [intro]
 * @property {(document: unknown) => Row[]} rows
 * @property {Column[]} columns
 */

/**
 * @typedef {object} Cell where a fault is: the keys of the row as a pointer has them, and those that lead on from its item
 * @property {TableName} table
 * @property {string[]} row
 * @property {string[]} rest
 */

/** @param {unknown} feature */
export function isPlace(feature) {
  const geometry = isObject(feature) ? feature.geometry : null;
  return !isObject(geometry) || geometry.type === "Point";
}

/**
 * @param {unknown} items
 * @param {Keys} keys that lead to them
 * @returns {Row[]}
 */
const rowsOf = (items, keys) => listOf(items).map((item, index) => ({ item, keys: [...keys, index] }));

/** @param {unknown} document */
const features = document => rowsOf(at(document, ["features"]), ["features"]);
/** @param {unknown} document */
const places = document => features(document).filter(({ item }) => isPlace(item));

/**
 * @param {"events" | "claims" | "sources" | "tags"} list
 * @returns {(document: unknown) => Row[]}
 */
const ofStory = list => document => rowsOf(at(document, ["story", list]), ["story", list]);

/**
 * The points of all places, each with the name of its place.
 *
 * @param {unknown} document
 * @returns {Row[]}
 */
function references(document) {
  const path = ["properties", "references"];
  return places(document).flatMap(({ item, keys }) =>
    rowsOf(at(item, path), [...keys, ...path]).map(row => ({ ...row, of: at(item, ["properties", "name"]) })),
  );
}

/**
 * All tables, in the order of their tabs. The story's own members are one row, which is shown as a form.
 *
 * @type {Record<TableName, Table>}
 */
export const TABLES = {
  story: {
    name: "story",
    title: "Story",
    one: "story",
    rows: document => [{ item: document, keys: [] }],
    columns: COLUMNS.story,
  },
  places: { name: "places", title: "Places", one: "place", rows: places, columns: COLUMNS.places },
  events: { name: "events", title: "Events", one: "event", rows: ofStory("events"), columns: COLUMNS.events },
  claims: { name: "claims", title: "Claims", one: "claim", rows: ofStory("claims"), columns: COLUMNS.claims },
  sources: { name: "sources", title: "Sources", one: "source", rows: ofStory("sources"), columns: COLUMNS.sources },
  tags: {
    name: "tags",
    title: "Tags",
    one: "tag",
    intro: "Kinds of events, each with a letter and a colour. The legend lists them, and a press there hides one.",
    rows: ofStory("tags"),
    columns: COLUMNS.tags,
  },
  references: {
    name: "references",
    title: "Other points",
    one: "point",
    intro: "Points of a place that distances may be measured from instead: its airport, its old town.",
    rows: references,
    columns: COLUMNS.references,
  },
  shapes: {
    name: "shapes",
    title: "Lines and areas",
    one: "shape",
    intro: "Drawn on the map, without events. They come with a file.",
    rows: document => features(document).filter(({ item }) => !isPlace(item)),
    columns: [
      { keys: ["properties", "name"], title: "Name", kind: "text", optional: true, wide: true },
      { keys: ["geometry", "type"], title: "Kind", kind: "fixed" },
    ],
  },
};

/**
 * The name of a row in its table and in the page.
 *
 * @param {Keys} keys
 */
export const keyOf = keys => keys.join("/");

/**
 * The table, row and cell that a fault is of.
 *
 * @param {string} path a JSON Pointer into the document
 * @param {unknown} document
 * @returns {Cell}
 */
export function placeOf(path, document) {
  const keys = path.split("/").slice(1);
  /**
   * @param {TableName} table
   * @param {number} depth of its rows
   */
  const cell = (table, depth) => ({ table, row: keys.slice(0, depth), rest: keys.slice(depth) });
  if (keys[0] === "features" && keys[1] !== undefined) {
    if (!isPlace(at(document, keys.slice(0, 2)))) return cell("shapes", 2);
    return keys[3] === "references" && keys[4] !== undefined ? cell("references", 5) : cell("places", 2);
  }
  for (const table of /** @type {const} */ (["events", "claims", "sources", "tags"]))
    if (keys[0] === "story" && keys[1] === table && keys[2] !== undefined) return cell(table, 3);
  return cell("story", 0);
}

/**
 * The index of the column that holds a fault, by what the two have in common; null where none does.
 *
 * @param {TableName} table
 * @param {string[]} rest the keys that lead to the fault from its row's item
 */
export function columnOf(table, rest) {
  if (!rest.length) return null;
  const index = TABLES[table].columns.findIndex(({ keys }) =>
    keys.every((key, depth) => rest[depth] === undefined || String(key) === rest[depth]),
  );
  return index < 0 ? null : index;
}
