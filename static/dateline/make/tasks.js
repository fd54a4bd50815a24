// Tasks and faults of a draft: what is not filled in yet is a task, and no fault.

import { at } from "./patch.js";
import { columnOf, placeOf, TABLES } from "./tables.js";

/** @import { Fault } from "../../../types/wire" */
/** @import { Editor } from "./editor" */
/** @import { Cell, Table } from "./tables" */

/** @param {unknown} value */
const isEmpty = value =>
  value === undefined ||
  value === null ||
  (typeof value === "string" && !value.trim()) ||
  (Array.isArray(value) && (!value.length || value.every(item => item === null)));

/**
 * Whether what the server found is only that something is not there yet.
 *
 * @param {unknown} document
 * @param {Pick<Fault, "path">} fault
 */
export const isTask = (document, { path }) => path !== "" && isEmpty(at(document, path.split("/").slice(1)));

/**
 * What there is to fill in, by the name of its column.
 *
 * @param {Table} table
 * @param {Pick<Cell, "rest">} cell
 */
export function wanted({ name, columns }, { rest }) {
  if (rest.includes("coordinates") || rest.includes("geometry")) return "Position";
  if (name === "story" && rest.at(-1) === "events") return "an event";
  if (rest[0] === "features") return "a place";
  const column = columnOf(name, rest);
  return column === null ? (rest.at(-1) ?? "") : columns[column].title;
}

/**
 * How a draft stands, in a few words.
 *
 * @param {Editor} editor
 * @returns {string}
 */
export function standing({ told, faults, document }) {
  if (!told) return "Being read …";
  if (!told.faulty) return "Ready to share.";
  const tasks = faults.filter(fault => isTask(document, fault)).length;
  // Of very many only some are here.
  if (told.faulty > faults.length) return `${told.faulty.toLocaleString("en")} to fill in or to mend.`;
  const counts = [
    ...(tasks ? [`${tasks.toLocaleString("en")} to fill in`] : []),
    ...(told.faulty > tasks ? [`${(told.faulty - tasks).toLocaleString("en")} to mend`] : []),
  ];
  return `${counts.join(" · ")}.`;
}

/**
 * A place in a file in words, as far as it is a pointer: "event 4, When".
 *
 * @param {string} path
 */
export function inWords(path) {
  if (!path.startsWith("/")) return path;
  const { table, row, rest } = placeOf(path, undefined);
  const { one } = TABLES[table];
  const number = row.findLast(key => /^\d+$/.test(key));
  const column = rest.length ? wanted(TABLES[table], { rest }) : "";
  return [number === undefined ? one : `${one} ${Number(number) + 1}`, column].filter(Boolean).join(", ");
}
