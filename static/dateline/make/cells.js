// The cells of the editor's tables: form controls, each of which reads what somebody typed into a value for the document.
// What cannot be read as its kind is kept as it was typed, so that nothing is lost; the server says what is wrong with it.

import { element } from "../base/element.js";
import { at } from "./draft.js";
import { listOf } from "./tables.js";

const MAX_CHOICES = 200; // beyond, a text field with suggestions is quicker than a list
const NUMBER = /^[+-]?(\d+([.,]\d*)?|[.,]\d+)$/;

const number = text => (NUMBER.test(text) ? Number(text.replace(",", ".")) : text);
const written = value =>
  value === undefined || value === null ? "" : typeof value === "object" ? JSON.stringify(value) : String(value);

function names(text) {
  const pairs = text
    .split(/[;\n]/)
    .map(part => part.trim())
    .filter(Boolean)
    .map(part => part.match(/^([A-Za-z0-9-]+)\s*:\s*(.+)$/su));
  return pairs.every(Boolean) ? Object.fromEntries(pairs.map(([, tag, name]) => [tag, name.trim()])) : text;
}
const namesWritten = value =>
  value && typeof value === "object"
    ? Object.entries(value)
        .map(([tag, name]) => `${tag}: ${name}`)
        .join("; ")
    : written(value);

// What one can choose from: ids with what they are called.
const nameOf = item => item?.properties?.name || item?.title || item?.publisher || item?.id || "without a name";
export const OPTIONS = {
  place: document =>
    listOf(document.features)
      .filter(f => f?.geometry?.type === "Point")
      .map(f => [String(f.id), nameOf(f)]),
  event: document => listOf(document.story?.events).map(e => [String(e?.id), `${written(e?.when)} ${nameOf(e)}`]),
  source: document => listOf(document.story?.sources).map(s => [String(s?.id), nameOf(s)]),
};

// Where another cell's value came along, `reread` of the control shows it.
export function cell({ column, row, document, commit, label }) {
  const value = at(row.item, column.keys);
  const control = (tag, attributes) =>
    element(tag, { class: "dl-field", "aria-label": label, dir: "auto", autocomplete: "off", ...attributes });
  const field = (attributes, read = text => text, write = written) => {
    const made = control("input", { type: "text", ...attributes });
    made.value = write(value);
    made.onchange = () => commit(made.value.trim() === "" ? undefined : read(made.value.trim()));
    made.reread = () => (made.value = write(at(row.item, column.keys)));
    return made;
  };
  const select = options => {
    const made = control("select", {});
    const known = options.some(([key]) => key === value);
    if (column.optional || !known)
      made.append(
        element(
          "option",
          { value: "" },
          value === undefined || value === null || known ? "–" : `${written(value)} (not known)`,
        ),
      );
    made.append(...options.map(([key, text]) => element("option", { value: key, selected: key === value }, text)));
    made.onchange = () => commit(made.value || undefined);
    return made;
  };
  const oneOf = options => {
    if (options.length <= MAX_CHOICES) return select(options);
    const id = `dl-list-${column.kind}`;
    const shared = globalThis.document;
    if (!shared.getElementById(id))
      shared.body.append(
        element("datalist", { id }, ...options.map(([key, text]) => element("option", { value: key }, text))),
      );
    return field({ list: id, dir: "ltr" });
  };
  switch (column.kind) {
    case "long": {
      const made = control("textarea", { rows: 2 });
      made.value = written(value);
      made.onchange = () => commit(made.value.trim() === "" ? undefined : made.value);
      return made;
    }
    case "number":
      return field({ inputmode: "decimal", class: "dl-field dl-short" }, number);
    case "degrees":
      return field({ inputmode: "decimal", class: "dl-field dl-short", dir: "ltr" }, text => {
        // Both at once, as people copy them: latitude first.
        const both = text.match(/^\s*([+-]?\d+(?:\.\d+)?)\s*[,;]\s*([+-]?\d+(?:\.\d+)?)\s*$/);
        return both ? [Number(both[2]), Number(both[1])] : number(text);
      });
    case "date":
      return field({
        class: "dl-field dl-date",
        dir: "ltr",
        placeholder: "2020-11-02",
        title: "As precisely as it is known: 2020, 2020-11, 2020-11-02 or 2020-11-02/2020-11-04",
      });
    case "link":
      return field({ type: "url", dir: "ltr", placeholder: "https://" });
    case "names":
      return field({ title: column.hint }, names, namesWritten);
    case "choice":
      return select(Object.entries(column.options));
    case "place":
    case "event":
    case "source":
      return oneOf(OPTIONS[column.kind](document));
    case "sources":
      return sources(value, document, commit, label);
    case "fixed":
      return element("span", {}, written(value));
    default:
      return field({ title: column.hint, dir: column.kind === "id" ? "ltr" : "auto" });
  }
}

// Which sources are cited: a list to tick, opened when it is wanted.
function sources(value, document, commit, label) {
  const cited = listOf(value);
  const summary = element(
    "summary",
    { "aria-label": label },
    cited.length
      ? cited
          .map(id => OPTIONS.source(document).find(([key]) => key === id)?.[1] ?? `${written(id)} (not known)`)
          .join(", ")
      : "none",
  );
  const made = element("details", { class: "dl-ticks" }, summary);
  made.ontoggle = () => {
    if (!made.open || made.children.length > 1) return;
    const known = OPTIONS.source(document);
    const lost = cited.filter(id => !known.some(([key]) => key === id)).map(id => [id, `${written(id)} (not known)`]);
    for (const [id, text] of [...known, ...lost]) {
      const box = element("input", { type: "checkbox", checked: cited.includes(id) });
      box.onchange = () =>
        commit([...made.querySelectorAll("label")].filter(l => l.control.checked).map(l => l.dataset.id));
      const line = element("label", { "data-id": id }, box, element("bdi", {}, text));
      made.append(line);
    }
    if (made.children.length === 1) made.append(element("p", {}, "Add one under Sources first."));
  };
  return made;
}
