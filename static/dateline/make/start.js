// Where a draft comes from: the open story, an empty one, or a file; and for a table, which of its columns are what.

import { button, element } from "../base/element.js";
import { fileInput, onWay } from "../base/file.js";

/** @import { Fault, Table } from "../../../types/wire" */

/* made: limits of a draft */
const MAX_FILE_MB = 4;
const MAX_PLACES = 10000;
const MAX_DEPTH = 32;
/* end of made */

const QUIET = { class: "dl-quiet" };
const KINDS = ".geojson,.json,.csv,.tsv,.txt,.kml,.gpx";

/**
 * A box with all that a draft may start from, to be folded where there is one.
 *
 * @param {object} settings
 * @param {(what: { open: "story" | "empty" }) => void} settings.begin
 * @param {(file: { name: string, content: Uint8Array }) => void} settings.bring
 * @param {(reason: Pick<Fault, "problem" | "remedy">) => void} settings.refuse
 */
export function startBox({ begin, bring, refuse }) {
  const file = fileInput({ kinds: KINDS, take: bring, refuse });
  const way = onWay();
  const title = element("summary", {}, "Start from");
  const limits = `up to ${MAX_FILE_MB} MB, ${MAX_PLACES.toLocaleString("en")} places, ${MAX_DEPTH} levels of nesting`;
  const choices = element(
    "div",
    { class: "dl-start" },
    button("The open story", () => begin({ open: "story" }), QUIET),
    button("An empty story", () => begin({ open: "empty" }), QUIET),
    button("A file …", () => file.input.click(), QUIET),
    file.input,
    element(
      "p",
      { class: "dl-small" },
      `A story file, GeoJSON, CSV, KML or GPX, which you may also drop here: ${limits}.`,
    ),
    way.root,
  );
  const root = element("details", { class: "dl-start-box", open: true }, title, choices);
  file.dropOn(root);
  /** @param {boolean} isThere */
  const fold = isThere => {
    root.open = !isThere;
    title.textContent = isThere ? "Start from something else" : "Start from";
  };
  return { root, fold, onWay: way.show };
}

/** @type {Record<string, string>} */
const SEPARATORS = { ",": "comma", ";": "semicolon", "\t": "tab", "|": "bar" };
const ROLES = {
  latitude: "Latitude",
  longitude: "Longitude",
  name: "Name",
  date: "Date",
  title: "Title",
  text: "Text",
};

/**
 * Shows what a table's columns were taken for, to be changed.
 *
 * @param {HTMLElement} box
 * @param {Table | null} table its header, the guess, and what can be chosen
 * @param {(columns: Record<string, string | null>) => void} choose
 */
export function tableGuess(box, table, choose) {
  const key = JSON.stringify(table);
  if (key === box.dataset.key) return;
  box.dataset.key = key;
  box.replaceChildren();
  if (!table) return;
  const fields = fieldsOf(table);
  const chosen = () => Object.fromEntries(fields.map(({ name, select }) => [name, select.value || null]));
  box.append(
    element(
      "details",
      { class: "dl-todo", open: true },
      element("summary", {}, "What the columns were taken for"),
      element("div", { class: "dl-guess" }, ...fields.map(({ root }) => root)),
      button("Read the file again so", () => choose(chosen()), QUIET),
    ),
  );
}

/** @param {Table} table */
function fieldsOf({ header, columns, separators, encodings }) {
  /**
   * @param {string} name
   * @param {string} label
   * @param {string[][]} options each with its value and its text
   */
  const field = (name, label, options) => {
    const select = element(
      "select",
      { class: "dl-field", "data-name": name, "aria-label": label },
      ...options.map(([value, text]) => element("option", { value, selected: value === (columns[name] ?? "") }, text)),
    );
    return { name, select, root: element("label", {}, element("span", {}, label), select) };
  };
  const headers = [["", "–"], ...header.map(name => [name, name])];
  return [
    ...Object.entries(ROLES).map(([name, label]) => field(name, label, headers)),
    field(
      "separator",
      "Separator",
      separators.map(sign => [sign, SEPARATORS[sign]]),
    ),
    field(
      "encoding",
      "Encoding",
      encodings.map(name => [name, name]),
    ),
  ];
}
