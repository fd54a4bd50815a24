// What somebody types into a cell of the editor's tables, read into a value for the document, and how a value is written.
// What cannot be read as its kind is kept as it was typed, so that nothing is lost; the server says what is wrong with it.

import { angle, pair } from "./angles.js";
import * as countries from "./countries.js";
import { isObject } from "./patch.js";

const NUMBER = /^[+-]?(\d+([.,]\d*)?|[.,]\d+)$/;
const TAGGED_NAME = /^([A-Za-z0-9-]+)\s*:\s*(.+)$/su;

/**
 * A number, with a point or a comma before its decimals.
 *
 * @param {string} text
 */
const number = text => (NUMBER.test(text) ? Number(text.replace(",", ".")) : text);

/**
 * A number of degrees; or longitude and latitude, where both were given at once as people copy them: latitude first,
 * unless letters say otherwise.
 *
 * @param {string} text
 */
function degrees(text) {
  const one = angle(text);
  if (one) return one.degrees;
  const both = pair(text);
  if (!both) return text;
  const isTurned = both[0].axis === "longitude" || both[1].axis === "latitude";
  return (isTurned ? both : [both[1], both[0]]).map(each => each.degrees);
}

/**
 * Names by the tags of their languages, as in `ar: غدامس; fr: Ghadamès`.
 *
 * @param {string} text
 */
function names(text) {
  const parts = text.split(/[;\n]/).filter(part => part.trim());
  const pairs = parts.flatMap(part => {
    const [, tag, name] = part.trim().match(TAGGED_NAME) ?? [];
    return tag ? [[tag, name.trim()]] : [];
  });
  return pairs.length === parts.length ? Object.fromEntries(pairs) : text;
}

/** @type {Partial<Record<string, (text: string) => unknown>>} */
const READERS = { number, degrees, names, country: countries.codeOf };

/**
 * The value of what was typed into a cell; undefined for nothing.
 *
 * @param {string} kind of the cell
 * @param {string} text
 */
export function read(kind, text) {
  if (!text.trim()) return undefined;
  if (kind === "long") return text;
  return (READERS[kind] ?? String)(text.trim());
}

/**
 * @param {string} kind of the cell
 * @param {unknown} value
 * @returns {string}
 */
export function written(kind, value) {
  if (value === undefined || value === null) return "";
  if (!isObject(value)) return kind === "country" ? countries.nameOf(String(value)) : String(value);
  if (kind !== "names") return JSON.stringify(value);
  return Object.entries(value)
    .map(([tag, name]) => `${tag}: ${name}`)
    .join("; ");
}
