// Places of a draft that have no position yet, and the edits that give them one.

import { placeFound, put } from "./edits.js";
import { at, isObject, listOf } from "./patch.js";
import { TABLES } from "./tables.js";

/** @import { Suggestion } from "../../../types/wire" */
/** @import { Operation } from "./patch" */
/** @import { Row } from "./tables" */

/** @typedef {Omit<Suggestion, "hint">} Found a place of the gazetteer */

const MADE_NAME = /^Place \d+$/; // of a row that nobody has named

/**
 * Whether a place has no position.
 *
 * @param {unknown} place
 */
export const isBare = place => !listOf(at(place, ["geometry", "coordinates"])).some(value => value !== null);

/**
 * Gives a place the position of one that was found, and what goes with it; its name stays.
 *
 * @param {unknown} document
 * @param {Row} row
 * @param {Found} found
 * @returns {Operation[]}
 */
export function placeLocated(document, row, { name, lon, lat, precision, radius_km, country, source }) {
  const features = row.keys;
  const properties = at(row.item, ["properties"]);
  /** @type {Record<string, unknown>} */
  const made = { ...(isObject(properties) ? properties : {}), precision, position_source: source };
  const called = String(made.name ?? "").trim();
  if (!called || MADE_NAME.test(called)) made.name = name;
  delete made.radius_km;
  delete made.checked;
  if (radius_km !== null) made.radius_km = radius_km;
  if (country) made.country = country;
  return [
    ...put(document, [...features, "geometry", "coordinates"], [lon, lat]),
    ...put(document, [...features, "properties"], made),
  ];
}

/**
 * Puts a place that was found into the row that is selected, where that has no position; else into a row of its name that
 * has none. A place that is there already is not made again; where there is no such row, one is added.
 *
 * @param {unknown} document
 * @param {Found} found
 * @param {Row | undefined} selected
 * @returns {{ row: Row | undefined, operations: Operation[] }} without a row, one is added at the end
 */
export function placeTaken(document, found, selected) {
  if (selected && isBare(selected.item)) return { row: selected, operations: placeLocated(document, selected, found) };
  const named = TABLES.places.rows(document).filter(({ item }) => at(item, ["properties", "name"]) === found.name);
  const bare = named.find(({ item }) => isBare(item));
  if (bare) return { row: bare, operations: placeLocated(document, bare, found) };
  const same = named.find(({ item }) => {
    const [lon, lat] = listOf(at(item, ["geometry", "coordinates"]));
    return lon === found.lon && lat === found.lat;
  });
  return same ? { row: same, operations: [] } : { row: undefined, operations: placeFound(document, found) };
}
