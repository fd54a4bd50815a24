// The cells of the editor's tables: form controls, whose texts are read and written by typed.js.

import { dateField } from "../base/dates.js";
import { element } from "../base/element.js";
import { at, listOf } from "./patch.js";
import { TABLES } from "./tables.js";
import { read, written } from "./typed.js";

/** @import { Column, Row } from "./tables" */

/** @typedef {[key: string, text: string]} Choice an id, and what it is called */
/** @typedef {Record<string, string | number | boolean>} Attributes */

/**
 * @typedef {object} CellSettings
 * @property {Column} column
 * @property {Row} row
 * @property {Choices} choices
 * @property {(value: unknown) => void} commit takes the value that somebody gave; undefined for none
 * @property {string} label
 */

const MAX_CHOICES = 200; // beyond, a text field with suggestions is quicker than a list

/** @param {unknown} item */
const nameOf = item =>
  String(
    at(item, ["properties", "name"]) ||
      at(item, ["name"]) ||
      at(item, ["title"]) ||
      at(item, ["publisher"]) ||
      at(item, ["id"]) ||
      "without a name",
  );

/** @param {unknown} item */
const idOf = item => String(at(item, ["id"]));

/** @param {unknown} id */
const notKnown = id => `${written("text", id)} (not known)`;

// What one can choose from.
/** @type {Record<string, (document: unknown) => Choice[]>} */
const CHOICES = {
  place: document =>
    listOf(at(document, ["features"]))
      .filter(feature => at(feature, ["geometry", "type"]) === "Point")
      .map(feature => [idOf(feature), nameOf(feature)]),
  event: document =>
    TABLES.events
      .rows(document)
      .map(({ item }) => [idOf(item), `${written("date", at(item, ["when"]))} ${nameOf(item)}`]),
  tag: document => TABLES.tags.rows(document).map(({ item }) => [idOf(item), nameOf(item)]),
  source: document => TABLES.sources.rows(document).map(({ item }) => [idOf(item), nameOf(item)]),
};

/** The ids that cells may name: those of a kind are gathered once for all cells of a table that is drawn. */
export class Choices {
  /** @type {Map<string, Choice[]>} */
  gathered = new Map();

  /** @param {unknown} document */
  constructor(document) {
    this.document = document;
  }

  /** @param {string} kind */
  of(kind) {
    const choices = this.gathered.get(kind) ?? CHOICES[kind](this.document);
    this.gathered.set(kind, choices);
    return choices;
  }

  /**
   * The choices as they are now, for what is opened later.
   *
   * @param {string} kind
   */
  now(kind) {
    return CHOICES[kind](this.document);
  }
}

// How a field of a kind differs from others.
/** @type {Partial<Record<string, Attributes>>} */
const FIELDS = {
  number: { inputmode: "decimal", class: "dl-field dl-short" },
  degrees: { inputmode: "decimal", class: "dl-field dl-short", dir: "ltr" },
  date: {
    class: "dl-field dl-date",
    dir: "ltr",
    placeholder: "2020-11-02",
    title: "As precisely as it is known: 2 November 2020 or 2020-11-02, November 2020, 2020, or 2020-11-02/2020-11-04",
  },
  link: { type: "url", dir: "ltr", placeholder: "https://" },
  id: { dir: "ltr" },
};

/**
 * The control of a cell, which commits what somebody gives in it.
 *
 * @param {CellSettings} settings
 * @returns {HTMLElement}
 */
export function cell(settings) {
  const { column, row, choices } = settings;
  const { kind } = column;
  if (kind === "fixed") return element("span", {}, written(kind, at(row.item, column.keys)));
  if (kind === "long") return longField(settings);
  if (kind === "date") return dateCell(settings);
  if (kind === "sources" || kind === "tags") return ticks(settings, kind);
  if (kind === "choice")
    return select(
      settings,
      Object.entries(column.options ?? {}).map(([key, text]) => [key, text ?? key]),
    );
  if (!(kind in CHOICES)) return field(settings, FIELDS[kind]);
  const offered = choices.of(kind);
  return offered.length <= MAX_CHOICES ? select(settings, offered) : fieldWithList(settings, offered);
}

/**
 * What all controls have; attributes that are given come before it.
 *
 * @param {string} label
 * @param {Attributes} attributes
 */
const attributesOf = (label, attributes) => ({
  class: "dl-field",
  "aria-label": label,
  dir: "auto",
  autocomplete: "off",
  ...attributes,
});

// What each field does to show the value that another cell's value brought along.
/** @type {WeakMap<HTMLInputElement, () => void>} */
const rereading = new WeakMap();

/** @param {HTMLInputElement} input */
export const reread = input => rereading.get(input)?.();

/**
 * @param {CellSettings} settings
 * @param {Attributes} [attributes]
 */
function field({ column, row, commit, label }, attributes = {}) {
  const made = element("input", { title: column.hint, ...attributesOf(label, { type: "text", ...attributes }) });
  const show = () => {
    made.value = written(column.kind, at(row.item, column.keys));
  };
  show();
  rereading.set(made, show);
  made.onchange = () => commit(read(column.kind, made.value));
  return made;
}

/**
 * A field for a date; where it may be two, both are offered beside it, and the draft keeps what was typed until then.
 *
 * @param {CellSettings} settings
 */
function dateCell(settings) {
  const made = field(settings, FIELDS.date);
  const take = () => settings.commit(read("date", made.value));
  const which = dateField(made, take);
  const typed = made.value;
  which.settle();
  made.value = typed; // what a draft has is changed by people only
  made.onchange = () => {
    which.settle();
    take();
  };
  return element("span", { class: "dl-when" }, made, which.root);
}

/** @param {CellSettings} settings */
function longField({ column, row, commit, label }) {
  const made = element("textarea", attributesOf(label, { rows: 2 }));
  made.value = written(column.kind, at(row.item, column.keys));
  made.onchange = () => commit(read(column.kind, made.value));
  return made;
}

/**
 * @param {CellSettings} settings
 * @param {Choice[]} choices
 */
function select({ column, row, commit, label }, choices) {
  const value = at(row.item, column.keys);
  const made = element("select", attributesOf(label, {}));
  const isKnown = choices.some(([key]) => key === value);
  if (column.optional || !isKnown) {
    const none = value === undefined || value === null || isKnown ? "–" : notKnown(value);
    made.append(element("option", { value: "" }, none));
  }
  made.append(...choices.map(([key, text]) => element("option", { value: key, selected: key === value }, text)));
  made.onchange = () => commit(made.value || undefined);
  return made;
}

/**
 * A field for one of many, with a list of them that all fields of the kind share.
 *
 * @param {CellSettings} settings
 * @param {Choice[]} choices
 */
function fieldWithList(settings, choices) {
  const id = `dl-list-${settings.column.kind}`;
  if (!document.getElementById(id)) {
    const options = choices.map(([key, text]) => element("option", { value: key }, text));
    document.body.append(element("datalist", { id }, ...options));
  }
  return field(settings, { list: id, dir: "ltr" });
}

/**
 * The sources that are cited, or the tags: a list to tick, made when it is opened first.
 *
 * @param {CellSettings} settings
 * @param {"sources" | "tags"} table
 */
function ticks({ column, row, choices, commit, label }, table) {
  const cited = listOf(at(row.item, column.keys));
  const { one, title } = TABLES[table];
  const offered = choices.of(one);
  const shown = cited.map(id => offered.find(([key]) => key === id)?.[1] ?? notKnown(id)).join(", ");
  const made = element(
    "details",
    { class: "dl-ticks" },
    element("summary", { "aria-label": label }, cited.length ? shown : "none"),
  );
  made.ontoggle = () => {
    if (!made.open || made.children.length > 1) return;
    const known = choices.now(one);
    /** @type {[id: unknown, text: string][]} */
    const lost = cited.filter(id => !known.some(([key]) => key === id)).map(id => [id, notKnown(id)]);
    const lines = [...known, ...lost].map(([id, text]) => tick(id, text, cited.includes(id)));
    for (const { box } of lines)
      box.onchange = () => commit(lines.filter(each => each.box.checked).map(({ id }) => id));
    made.append(...lines.map(({ root }) => root));
    if (!lines.length) made.append(element("p", {}, `Add one under ${title} first.`));
  };
  return made;
}

/**
 * @param {unknown} id
 * @param {string} text
 * @param {boolean} checked
 */
function tick(id, text, checked) {
  const box = element("input", { type: "checkbox", checked });
  return { id, box, root: element("label", { "data-id": written("id", id) }, box, element("bdi", {}, text)) };
}
