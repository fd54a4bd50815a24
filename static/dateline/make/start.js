// Where a draft comes from: the open story, an empty one, or a file; and for a table, which of its columns are what.

import { button, element } from "../base/element.js";
import { fileInput, onWay } from "../base/file.js";

/** @import { Ask, Fault, Table } from "../../../types/wire" */

/* made: limits of a draft */
const MAX_FILE_MB = 4;
const MAX_WORKBOOK_MB = 20;
const MAX_PLACES = 10000;
/* end of made */

const QUIET = { class: "dl-quiet" };
const KINDS = ".xlsx,.ods,.csv,.tsv,.txt,.geojson,.json,.jsonl,.ndjson,.geojsonl,.umap,.kml,.kmz,.gpx,.zip,.gz";
const EXAMPLE = "Schuld\t14 July 2021\tThe gauge stops\nSinzig\t15 July 2021\tBridges are gone";

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
  const limits = `up to ${MAX_FILE_MB} MB (XLSX and ODS ${MAX_WORKBOOK_MB}) and ${MAX_PLACES.toLocaleString("en")} places`;
  const choices = element(
    "div",
    { class: "dl-start" },
    pasteBox(bring).root,
    button("A file …", () => file.input.click(), QUIET),
    button("The open story", () => begin({ open: "story" }), QUIET),
    button("An empty story", () => begin({ open: "empty" }), QUIET),
    file.input,
    element(
      "p",
      { class: "dl-small" },
      `A file may be a table (XLSX, ODS, CSV), a map (KML, KMZ, GPX, GeoJSON) or a story file. You may also drop it here: ${limits}.`,
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

/**
 * A field for a list, which is read like a file without a name.
 *
 * @param {(file: { name: string, content: Uint8Array }) => void} bring
 */
function pasteBox(bring) {
  const text = element("textarea", {
    class: "dl-field dl-paste",
    rows: "6",
    "aria-label": "Paste a list",
    placeholder: EXAMPLE,
    dir: "auto",
  });
  const take = () => text.value.trim() && bring({ name: "", content: new TextEncoder().encode(text.value) });
  text.onkeydown = event => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) take();
  };
  const root = element(
    "div",
    { class: "dl-paste-box" },
    element("label", {}, "Paste a list: a place in each line, and after it, if you have them, date and text"),
    text,
    button("Make a story of the list", take, { class: "dl-quiet dl-first" }),
  );
  return { root };
}

/** @type {Record<string, string>} */
const SEPARATORS = { ",": "comma", ";": "semicolon", "\t": "tab", "|": "bar" };
const ROLES = {
  latitude: "Latitude",
  longitude: "Longitude",
  name: "Name",
  country: "Country",
  region: "Region",
  address: "Address",
  date: "Date",
  time: "Time",
  end: "End date",
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
      { class: "dl-todo", open: !table.columns.name },
      element("summary", {}, "What the columns were taken for"),
      element("div", { class: "dl-guess" }, ...fields.map(({ root }) => root)),
      button("Read the file again so", () => choose(chosen()), QUIET),
    ),
  );
}

/** @param {Table} table */
function fieldsOf({ header, columns, separators, encodings }) {
  const isText = Boolean(columns.separator);
  /**
   * @param {string} name
   * @param {string} label
   * @param {string[][]} options each with its value and its text
   */
  const field = (name, label, options) => {
    const select = element(
      "select",
      { class: "dl-field", "data-name": name, "aria-label": `Column: ${label}` },
      ...options.map(([value, text]) => element("option", { value, selected: value === (columns[name] ?? "") }, text)),
    );
    return { name, select, root: element("label", {}, element("span", {}, label), select) };
  };
  const headers = [["", "–"], ...header.map(name => [name, name])];
  return [
    ...Object.entries(ROLES).map(([name, label]) => field(name, label, headers)),
    field("is_headed", "The first row has", [
      ["headings", "headings"],
      ["a row", "a row like the others"],
    ]),
    ...(isText
      ? [
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
        ]
      : []),
  ];
}

/**
 * Asks how columns are meant that may be read in several ways; what is pressed is what the file is read by.
 *
 * @param {HTMLElement} box
 * @param {Ask[]} asks
 * @param {(answers: Record<string, string>) => void} answer
 */
export function askBox(box, asks, answer) {
  const key = JSON.stringify(asks);
  if (key === box.dataset.key) return;
  box.dataset.key = key;
  box.replaceChildren(...asks.map(ask => question(ask, answer)));
}

/**
 * @param {Ask} ask
 * @param {(answers: Record<string, string>) => void} answer
 */
function question({ column, readings, taken, shown, at }, answer) {
  const choices = readings.map((reading, index) => {
    const number = at[index] ? `${at.slice(0, index + 1).filter(Boolean).length}. ` : ""; // as on the map
    const text = number + [reading, shown[index]].filter(Boolean).join(": ");
    return button(text, () => answer({ [column]: reading }), { ...QUIET, "aria-pressed": String(reading === taken) });
  });
  const open = taken === null ? " Nothing in the file tells, so it is left open." : "";
  return element(
    "div",
    { class: "dl-ask", role: "group", "aria-label": `How is ${column} meant?` },
    element("p", {}, element("strong", {}, `How is ${column} meant?`), open),
    ...choices,
  );
}
