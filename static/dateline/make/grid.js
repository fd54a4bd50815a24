// One table of the editor: a page of rows with their cells, what is wrong marked in the row, and what can be done with it.

import { combobox } from "../base/combobox.js";
import { button, element } from "../base/element.js";
import { stopOf, suggested } from "../page/suggestions.js";
import { folded } from "../page/view.js";
import { cell } from "./cells.js";
import * as edits from "./edits.js";
import { STORY, TABLES, columnOf, placeOf } from "./tables.js";

const MAX_ROWS = 50;
const keyOf = keys => keys.join("/");

export class Grid {
  // `editor` has the document and the faults, and takes changes; `chosen` is told which row somebody works in.
  constructor({ editor, name, chosen }) {
    Object.assign(this, { editor, name, chosen, table: name === "story" ? STORY : TABLES[name], first: 0, filter: "" });
    this.root = element("div", {
      class: "dl-grid",
      role: "tabpanel",
      id: `dl-panel-${name}`,
      "aria-labelledby": `dl-tab-${name}`,
    });
    this.finder = name === "places" ? this.placeFinder() : "";
    this.root.addEventListener("focusin", event => this.choose(event.target.closest("[data-row]")?.dataset.row));
  }

  get rows() {
    const rows = this.table.rows(this.editor.document);
    if (!this.filter) return rows;
    return rows.filter(({ item }) => folded(JSON.stringify(item) ?? "").includes(folded(this.filter)));
  }

  // Draws the table anew; what had the focus keeps it.
  show() {
    const focus = document.activeElement?.closest?.("[data-cell]")?.dataset.cell;
    const rows = this.rows;
    this.first = Math.max(0, Math.min(this.first, Math.floor((rows.length - 1) / MAX_ROWS) * MAX_ROWS));
    const shown = rows.slice(this.first, this.first + MAX_ROWS);
    const parts = this.name === "story" ? [this.form(shown[0])] : [this.head(rows.length), this.body(shown, rows)];
    this.root.replaceChildren(...parts);
    this.mark();
    if (focus) this.focus(focus);
  }

  focus(cell) {
    const found = this.root.querySelector(`[data-cell="${CSS.escape(cell)}"] :is(input, select, textarea, summary)`);
    found?.focus();
    return Boolean(found);
  }

  // Shows what came along with a change, and leaves the cells as they are.
  reread() {
    for (const field of this.root.querySelectorAll("input")) field.reread?.();
  }

  head(count) {
    const { table } = this;
    const line = element("div", { class: "dl-grid-head" });
    if (edits.canAdd(this.name))
      line.append(
        button(`Add a ${table.one}`.replace("a event", "an event"), () => this.add(), { class: "dl-quiet dl-add" }),
      );
    line.append(this.finder);
    if (table.intro) line.append(element("p", { class: "dl-small" }, table.intro));
    if (this.name === "references") line.append(this.pointAdder());
    if (count > 10 || this.filter) {
      const filter = element("input", {
        type: "search",
        class: "dl-field",
        placeholder: `Find among ${count.toLocaleString("en")}`,
        "aria-label": `Find a ${table.one}`,
      });
      filter.value = this.filter;
      filter.oninput = () => {
        this.filter = filter.value;
        this.show();
        const again = this.root.querySelector("input[type=search]");
        again?.focus();
        again?.setSelectionRange(again.value.length, again.value.length);
      };
      line.append(filter);
    }
    if (count > MAX_ROWS) {
      const turn = (text, by) =>
        button(
          text,
          () => {
            this.first += by;
            this.show();
          },
          { class: "dl-link" },
        );
      const range = `${(this.first + 1).toLocaleString("en")}–${Math.min(count, this.first + MAX_ROWS).toLocaleString("en")} of ${count.toLocaleString("en")}`;
      line.append(
        element(
          "span",
          { class: "dl-turn" },
          turn("Earlier", -MAX_ROWS),
          element("span", {}, range),
          turn("Later", MAX_ROWS),
        ),
      );
    }
    return line;
  }

  // A search box of the gazetteer, which adds the place that is chosen.
  placeFinder() {
    let found = [];
    const suggest = (typed, again) => {
      const { places, credit } = (typed.trim() && suggested(typed.trim(), again)) || { places: [] };
      found = places;
      return {
        options: places.map(place => ({ key: stopOf(place), text: place.name, hint: place.hint })),
        note: places.length ? credit : null,
      };
    };
    const choose = key => {
      const place = found.find(place => stopOf(place) === key);
      if (!place) return; // what was typed stays
      box.show("");
      this.added(edits.placeFound(this.editor.document, place));
    };
    const box = combobox({ label: "Find a place", placeholder: "Find a place by name", suggest, choose });
    return box.root;
  }

  pointAdder() {
    const places = TABLES.places.rows(this.editor.document);
    const select = element(
      "select",
      { class: "dl-field", "aria-label": "Place" },
      ...places
        .slice(0, 1000)
        .map(({ item }, index) => element("option", { value: index }, item?.properties?.name ?? "")),
    );
    const add = button(
      "Add a point",
      () => this.editor.change(edits.pointAdded(this.editor.document, places[select.value]), "add a point"),
      { class: "dl-quiet" },
    );
    return places.length ? element("span", { class: "dl-turn" }, select, add) : "";
  }

  body(shown, rows) {
    const { columns, one } = this.table;
    if (!shown.length)
      return element(
        "p",
        { class: "dl-small dl-none" },
        this.filter
          ? `No ${one} has “${this.filter}”.`
          : `No ${one} yet.${this.name === "places" ? " Find one by name, or press on the map to add one there." : ""}`,
      );
    const of = this.name === "references" ? [element("th", { scope: "col" }, "Of")] : [];
    const head = element(
      "tr",
      {},
      element("th", { scope: "col" }, element("span", { class: "dl-hidden" }, "Row")),
      ...of,
      ...columns.map(column => element("th", { scope: "col", class: column.wide ? "dl-wide" : null }, column.title)),
    );
    const table = element("table", {}, element("thead", {}, head));
    for (const row of shown) {
      const number = rows.indexOf(row) + 1;
      const cells = columns.map((column, index) => this.cell(row, column, index, `${column.title}, ${one} ${number}`));
      const name = of.length ? [element("td", {}, element("bdi", {}, row.of ?? ""))] : [];
      table.append(
        element(
          "tbody",
          { "data-row": keyOf(row.keys) },
          element("tr", {}, element("th", { scope: "row" }, this.tools(row, rows, number)), ...name, ...cells),
        ),
      );
    }
    return element("div", { class: "dl-scroll dl-grid-scroll", tabindex: "-1" }, table);
  }

  control(row, column, label) {
    const commit = value =>
      this.editor.change(
        edits.cellEdit(this.editor.document, this.name, row, column, value),
        `change of ${column.title}`,
        true,
        this.name,
      );
    return cell({ column, row, document: this.editor.document, commit, label });
  }

  cell(row, column, index, label) {
    return element("td", { "data-cell": `${keyOf(row.keys)}|${index}` }, this.control(row, column, label));
  }

  form(row) {
    const lines = this.table.columns.map((column, index) => {
      const hint = column.hint ? [element("small", {}, column.hint)] : [];
      return element(
        "div",
        { class: "dl-line-of-form", "data-cell": `|${index}` },
        element("span", {}, column.title, " ", ...hint),
        this.control(row, column, column.title),
      );
    });
    return element("div", { class: "dl-form", "data-row": "" }, ...lines);
  }

  tools(row, rows, number) {
    const { one } = this.table;
    const index = rows.indexOf(row);
    const movable = !this.filter && this.name !== "references";
    const tool = (text, act, label) => button(text, act, { class: "dl-tool", "aria-label": label, title: label });
    const move = (text, by, label) => {
      const other = rows[index + by];
      const made = tool(
        text,
        () => this.editor.change(edits.rowMoved(row, other), `move of a ${one}`),
        `${label}, ${one} ${number}`,
      );
      made.disabled = !other || !movable;
      return made;
    };
    const gone = tool(
      "✕",
      () => this.editor.change(edits.rowRemoved(row), `removal of a ${one}`),
      `Remove ${one} ${number}`,
    );
    return element(
      "span",
      { class: "dl-tools" },
      element("span", {}, String(number)),
      move("↑", -1, "Move up"),
      move("↓", 1, "Move down"),
      gone,
    );
  }

  add() {
    this.added(edits.rowAdded(this.editor.document, this.name));
  }

  added(operations) {
    this.filter = "";
    this.editor.change(operations, `new ${this.table.one}`);
    this.first = Infinity;
    this.show();
    const rows = this.table.rows(this.editor.document);
    this.focus(`${keyOf(rows.at(-1).keys)}|0`);
  }

  choose(row) {
    if (row === undefined || row === this.row) return;
    this.row = row;
    this.chosen?.(this.name, row);
  }

  // ---- what is wrong, in the rows

  mark() {
    for (const marked of this.root.querySelectorAll(".dl-faults")) marked.remove();
    for (const field of this.root.querySelectorAll("[aria-invalid]")) {
      field.removeAttribute("aria-invalid");
      field.removeAttribute("aria-describedby");
    }
    const lines = new Map();
    for (const { path, problem, remedy } of this.editor.faults) {
      const { table, row, rest } = placeOf(path, this.editor.document);
      if (table !== this.name) continue;
      const key = keyOf(row);
      const box = this.root.querySelector(`[data-row="${CSS.escape(key)}"]`);
      if (!box) continue;
      if (!lines.has(key)) lines.set(key, { box, texts: [] });
      const column = columnOf(table, rest);
      lines
        .get(key)
        .texts.push(
          element("p", {}, `${column === null ? "" : `${this.table.columns[column].title}: `}${problem}. ${remedy}.`),
        );
      const field =
        column !== null &&
        box.querySelector(`[data-cell="${CSS.escape(`${key}|${column}`)}"] :is(input, select, textarea, summary)`);
      if (field) {
        field.setAttribute("aria-invalid", "true");
        field.setAttribute("aria-describedby", `dl-faults-${key.replaceAll("/", "-")}`);
      }
    }
    for (const { index, lon, lat } of this.name === "places" ? this.editor.swaps : []) {
      const key = `features/${index}`;
      const box = this.root.querySelector(`[data-row="${key}"]`);
      if (!box) continue;
      if (!lines.has(key))
        lines.set(key, {
          box,
          texts: [element("p", {}, "This is far from the other places. Perhaps latitude and longitude are exchanged.")],
        });
      lines
        .get(key)
        .texts.push(
          button(
            `Exchange them: ${lat}, ${lon}`,
            () => this.editor.change(edits.swapped(this.editor.document, index, [lon, lat]), "exchange"),
            { class: "dl-quiet" },
          ),
        );
    }
    for (const [key, { box, texts }] of lines) {
      const id = `dl-faults-${key.replaceAll("/", "-")}`;
      if (this.name === "story") box.append(element("div", { class: "dl-faults", id }, ...texts));
      else
        box.append(
          element(
            "tr",
            { class: "dl-faults" },
            element("td"),
            element("td", { colspan: this.table.columns.length + 1, id }, ...texts),
          ),
        );
    }
  }

  // Shows the row of a fault and puts the focus on its cell.
  go({ row, rest }) {
    this.filter = "";
    const index = this.table.rows(this.editor.document).findIndex(({ keys }) => keyOf(keys) === keyOf(row));
    this.first = Math.max(0, Math.floor(index / MAX_ROWS) * MAX_ROWS);
    this.show();
    this.focus(`${keyOf(row)}|${columnOf(this.name, rest) ?? 0}`);
  }
}
