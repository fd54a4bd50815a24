// Edits of a draft as JSON Patch operations: a cell given a value, a row added, moved, removed, an id changed everywhere.

import { at, isObject, listOf, pointerOf } from "./patch.js";
import { TABLES } from "./tables.js";

/** @import { Suggestion, Swap } from "../../../types/wire" */
/** @import { Keys, Operation } from "./patch" */
/** @import { Column, Row, TableName } from "./tables" */

const BY_HAND = "set by hand on the map";
// What an object that is made for a member has besides: without its type, a place would count as an area.
/** @type {Partial<Record<string | number, object>>} */
const TYPES = { coordinates: { type: "Point" } };

/**
 * @param {Keys} keys
 * @param {unknown} value
 * @returns {Operation}
 */
const add = (keys, value) => ({ op: "add", path: pointerOf(keys), value });

/**
 * @param {Keys} keys
 * @returns {Operation}
 */
const remove = keys => ({ op: "remove", path: pointerOf(keys) });

// ---- a value where keys lead

/**
 * @param {unknown} document
 * @param {Keys} keys
 * @param {unknown} value undefined: there is none any more
 * @returns {Operation[]}
 */
export function put(document, keys, value) {
  const owner = keys.slice(0, -1);
  if (owner.at(-1) === "coordinates") return putNumber(document, owner, Number(keys.at(-1)), value);
  if (value === undefined) return takeAway(document, keys);
  // Objects on the way that are missing are made, with the value at their end.
  const missing = keys.findIndex((_, depth) => depth > 0 && !isObject(at(document, keys.slice(0, depth))));
  if (missing < 0) return [add(keys, value)];
  const made = keys.slice(missing).reduceRight((inner, key) => ({ ...TYPES[key], [key]: inner }), value);
  return [add(keys.slice(0, missing), made)];
}

/**
 * A position is given anew as a whole, with null for what is not known of it.
 *
 * @param {unknown} document
 * @param {Keys} position
 * @param {number} index of longitude or latitude
 * @param {unknown} value
 */
function putNumber(document, position, index, value) {
  const numbers = [...listOf(at(document, position))];
  while (numbers.length < 2) numbers.push(null);
  numbers[index] = value ?? null;
  return put(document, position, numbers);
}

/**
 * @param {unknown} document
 * @param {Keys} keys
 */
function takeAway(document, keys) {
  const owner = at(document, keys.slice(0, -1));
  const last = keys[keys.length - 1];
  if (!isObject(owner) || !Object.hasOwn(owner, last)) return [];
  // The second unit of a claim is there or not as a whole.
  const isLastOfUnit = keys.at(-2) === "also" && Object.keys(owner).length === 1;
  return [remove(isLastOfUnit ? keys.slice(0, -1) : keys)];
}

// ---- cells

/**
 * Gives a cell a value, and what follows from that.
 *
 * @param {unknown} document
 * @param {TableName} table
 * @param {Row} row
 * @param {Column} column
 * @param {unknown} value undefined: none; of degrees also longitude and latitude, which go to both cells
 * @returns {Operation[]}
 */
export function cellEdit(document, table, row, column, value) {
  const keys = [...row.keys, ...column.keys];
  if (column.kind === "degrees" && Array.isArray(value)) return put(document, keys.slice(0, -1), value);
  if (column.kind === "id") return typeof value === "string" ? rename(document, table, row, value) : [];
  const operations = put(document, keys, value);
  // A single value is a range from itself to itself.
  const isSingle = column.keys[0] === "low" && typeof value === "number" && (at(row.item, ["high"]) ?? null) === null;
  if (isSingle) operations.push(add([...row.keys, "high"], value));
  return operations;
}

// The members that name an id of a table: of each item of a list, and of the story's opening.
/** @type {Partial<Record<TableName, { events?: string[], claims?: string[], opening?: string[] }>>} */
const NAMING = {
  places: { events: ["place", "from", "to"], claims: ["from", "to"], opening: ["from", "to"] },
  events: { opening: ["event"] },
  sources: { events: ["sources"], claims: ["source"] },
  tags: { events: ["tags"] },
};

/**
 * @param {unknown} document
 * @param {TableName} table
 * @param {Row} row
 * @param {string} id
 * @returns {Operation[]}
 */
function rename(document, table, row, id) {
  const before = at(row.item, ["id"]);
  const operations = [add([...row.keys, "id"], id)];
  if (before === undefined || before === null) return operations; // otherwise all that names nothing would name it
  /**
   * @param {Keys} owner
   * @param {string[]} members
   */
  const follow = (owner, members) => {
    for (const member of members) {
      const keys = [...owner, member];
      const value = at(document, keys);
      if (value === before) operations.push(add(keys, id));
      else if (Array.isArray(value) && value.includes(before))
        operations.push(
          add(
            keys,
            value.map(cited => (cited === before ? id : cited)),
          ),
        );
    }
  };
  const { events = [], claims = [], opening = [] } = NAMING[table] ?? {};
  for (const each of TABLES.events.rows(document)) if (isObject(each.item)) follow(each.keys, events);
  for (const each of TABLES.claims.rows(document)) if (isObject(each.item)) follow(each.keys, claims);
  follow(["story", "opening"], opening);
  return operations;
}

// ---- rows

/**
 * @param {unknown} document
 * @param {TableName} table
 * @param {string} word
 */
function newId(document, table, word) {
  const used = new Set(TABLES[table].rows(document).map(({ item }) => at(item, ["id"])));
  let number = used.size + 1;
  while (used.has(`${word}-${number}`)) number++;
  return `${word}-${number}`;
}

/**
 * The first colour that no tag has, if there is one left.
 *
 * @param {unknown} document
 */
function freeColour(document) {
  const taken = TABLES.tags.rows(document).map(({ item }) => at(item, ["colour"]));
  const { options = {} } = TABLES.tags.columns.find(({ keys }) => keys[0] === "colour") ?? {};
  const colour = Object.keys(options).find(name => !taken.includes(name));
  return colour ? { colour } : {};
}

/** @param {unknown} document */
const firstSource = document => at(document, ["story", "sources", 0, "id"]);

/**
 * A place as a feature. Without `properties` it is a town that is called by its number.
 *
 * @param {unknown} document
 * @param {number[]} coordinates longitude and latitude
 * @param {string} source of the position
 * @param {Record<string, unknown>} [properties]
 */
function newPlace(document, coordinates, source, properties) {
  const id = newId(document, "places", "place");
  const name = `Place ${id.split("-")[1]}`;
  return {
    type: "Feature",
    id,
    geometry: { type: "Point", coordinates },
    properties: { ...(properties ?? { name, precision: "town", radius_km: 5 }), position_source: source },
  };
}

// What a new row of a table is.
/** @type {Partial<Record<TableName, (document: unknown) => object>>} */
const NEW = {
  places: document => newPlace(document, [], ""),
  events: document => ({
    id: newId(document, "events", "event"),
    title: "",
    sources: [firstSource(document)].filter(Boolean),
    said_by: "article",
    status: "happened",
  }),
  claims: document => ({
    id: newId(document, "claims", "claim"),
    quote: "",
    unit: "km",
    ...(firstSource(document) ? { source: firstSource(document) } : {}),
  }),
  sources: document => ({ id: newId(document, "sources", "source"), title: "" }),
  tags: document => ({ id: newId(document, "tags", "tag"), name: "", ...freeColour(document) }),
};

/** @param {TableName} table */
export const canAdd = table => table in NEW;

/**
 * @param {unknown} document
 * @param {Keys} list
 * @param {object} item
 * @returns {Operation[]}
 */
function append(document, list, item) {
  return Array.isArray(at(document, list)) ? [add([...list, "-"], item)] : put(document, list, [item]);
}

/**
 * @param {unknown} document
 * @param {TableName} table
 */
export function rowAdded(document, table) {
  const item = NEW[table]?.(document);
  return item ? append(document, table === "places" ? ["features"] : ["story", table], item) : [];
}

/** @param {Row} row */
export const rowRemoved = row => [remove(row.keys)];

/**
 * @param {Row} row
 * @param {Row} to the row whose place it takes
 * @returns {Operation[]}
 */
export const rowMoved = (row, to) => [{ op: "move", from: pointerOf(row.keys), path: pointerOf(to.keys) }];

// ---- places

/**
 * @param {unknown} document
 * @param {[lon: number, lat: number]} coordinates
 */
export function placeAdded(document, coordinates) {
  return append(document, ["features"], newPlace(document, coordinates, BY_HAND));
}

/**
 * Adds a place as the gazetteer has it.
 *
 * @param {unknown} document
 * @param {Pick<Suggestion, "name" | "lon" | "lat" | "precision" | "radius_km" | "country" | "source">} found
 */
export function placeFound(document, { name, lon, lat, precision, radius_km, country, source }) {
  const properties = { name, precision, ...(radius_km !== null && { radius_km }), ...(country && { country }) };
  return append(document, ["features"], newPlace(document, [lon, lat], source, properties));
}

/**
 * Adds a point that distances may be measured from instead.
 *
 * @param {unknown} document
 * @param {Row} place
 */
export function pointAdded(document, place) {
  const known = listOf(at(place.item, ["properties", "references"]));
  const point = { id: `point-${known.length + 1}`, name: "", coordinates: [], radius_km: 1, position_source: "" };
  return append(document, [...place.keys, "properties", "references"], point);
}

/**
 * @param {Row} place
 * @param {unknown} document
 * @param {[lon: number, lat: number]} coordinates
 */
export function placeMoved(place, document, coordinates) {
  // What was only a name so far is given what a place that is made on the map has.
  const isMade = Boolean(at(place.item, ["properties", "precision"]));
  const assumed = isMade ? {} : { precision: "site", radius_km: 1 };
  return [
    ...put(document, [...place.keys, "geometry", "coordinates"], coordinates),
    ...Object.entries({ ...assumed, position_source: BY_HAND }).flatMap(([key, value]) =>
      put(document, [...place.keys, "properties", key], value),
    ),
    ...placesConfirmed([place]),
  ];
}

/** @param {Row} place */
export const isUnchecked = ({ item }) => at(item, ["properties", "checked"]) === false;

/**
 * Says of places that they are those that are meant.
 *
 * @param {Row[]} places
 * @returns {Operation[]}
 */
export const placesConfirmed = places =>
  places.filter(isUnchecked).map(({ keys }) => remove([...keys, "properties", "checked"]));

/**
 * Swaps latitude and longitude of a feature; a height stays.
 *
 * @param {unknown} document
 * @param {Swap} swap
 */
export function swapped(document, { index, lon, lat }) {
  const keys = ["features", index, "geometry", "coordinates"];
  const rest = listOf(at(document, keys)).slice(2);
  return put(document, keys, [lon, lat, ...rest]);
}
