// Where a draft comes from: the open story, an empty one, or a file; and for a table, which of its columns are what.

import { button, element } from "../base/element.js";
import { fileInput, onWay } from "../base/file.js";

/* made: limits of a draft */
const MAX_FILE_MB = 4;
const MAX_PLACES = 10000;
const MAX_DEPTH = 32;
/* end of made */

const QUIET = { class: "dl-quiet" };
const KINDS = ".geojson,.json,.csv,.tsv,.txt,.kml,.gpx";

export function startBox({ begin, bring, refuse }) {
  const file = fileInput({ kinds: KINDS, take: bring, refuse });
  const way = onWay();
  const title = element("summary", {}, "Start from");
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
      `A story file, GeoJSON, CSV, KML or GPX, which you may also drop here: up to ${MAX_FILE_MB} MB, ${MAX_PLACES.toLocaleString("en")} places, ${MAX_DEPTH} levels of nesting.`,
    ),
    way.root,
  );
  const root = element("details", { class: "dl-start-box", open: true }, title, choices);
  file.dropOn(root);
  const fold = there => {
    root.open = !there;
    title.textContent = there ? "Start from something else" : "Start from";
  };
  return { root, fold, onWay: way.show };
}

const SEPARATORS = { ",": "comma", ";": "semicolon", "\t": "tab", "|": "bar" };
const ROLES = {
  latitude: "Latitude",
  longitude: "Longitude",
  name: "Name",
  date: "Date",
  title: "Title",
  text: "Text",
};

// What a table's columns were taken for, to be changed: `table` has its header, the guess, and what can be chosen.
export function tableGuess(box, table, choose) {
  const key = JSON.stringify(table);
  if (key === box.dataset.key) return;
  box.dataset.key = key;
  box.replaceChildren();
  if (!table) return;
  const select = (label, name, options) => {
    const made = element(
      "select",
      { class: "dl-field", "data-name": name, "aria-label": label },
      ...options.map(([value, text]) =>
        element("option", { value, selected: value === (table.columns[name] ?? "") }, text),
      ),
    );
    return element("label", {}, element("span", {}, label), made);
  };
  const headers = [["", "–"], ...table.header.map(name => [name, name])];
  const fields = [
    ...Object.entries(ROLES).map(([name, label]) => select(label, name, headers)),
    select(
      "Separator",
      "separator",
      table.separators.map(sign => [sign, SEPARATORS[sign]]),
    ),
    select(
      "Encoding",
      "encoding",
      table.encodings.map(name => [name, name]),
    ),
  ];
  const chosen = () =>
    Object.fromEntries([...box.querySelectorAll("select")].map(made => [made.dataset.name, made.value || null]));
  const again = button("Read the file again so", () => choose(chosen()), QUIET);
  box.append(
    element(
      "details",
      { class: "dl-todo", open: true },
      element("summary", {}, "What the columns were taken for"),
      element("div", { class: "dl-guess" }, ...fields),
      again,
    ),
  );
}
