// The tables of a draft, of which one is open, and their tabs, which count the rows and what is wrong with them.

import { element } from "../base/element.js";
import { Grid } from "./grid.js";
import { TABLES, placeOf } from "./tables.js";
import { isTask } from "./tasks.js";

/** @import { Editor } from "./editor" */
/** @import { Table, TableName } from "./tables" */

/** @type {Partial<Record<string, number>>} */
const STEPS = { ArrowRight: 1, ArrowLeft: -1 };

export class Tabs {
  root = element("div", { class: "dl-tabs", role: "tablist", "aria-label": "Parts of the story" });
  panel = element("div");
  /** @type {Map<TableName, Grid>} */
  grids = new Map(); // none without a draft
  /** @type {TableName} */
  name = "places"; // of the table that is open
  /** @type {Table[]} */
  shown = [];

  /**
   * @param {object} settings
   * @param {Editor} settings.editor
   * @param {(table: TableName, row: string | null) => void} settings.chosen is told which row somebody works in
   */
  constructor({ editor, chosen }) {
    this.editor = editor;
    this.chosen = chosen;
    this.root.addEventListener("keydown", event => this.onKey(event));
  }

  get grid() {
    return this.grids.get(this.name);
  }

  /** Begins with the tables of another draft. */
  begin() {
    this.grids.clear();
    if (!this.editor.draft) return;
    for (const table of Object.values(TABLES))
      this.grids.set(table.name, new Grid({ editor: this.editor, table, chosen: this.chosen }));
    this.open(this.name);
  }

  /**
   * Opens a table; gives it, if there is a draft.
   *
   * @param {TableName} name
   */
  open(name) {
    this.name = name;
    const { grid } = this;
    if (!grid) return undefined;
    this.panel.replaceChildren(grid.root);
    grid.show();
    this.show();
    this.chosen(name, null);
    return grid;
  }

  /** Draws the tabs anew; what had the focus keeps it. */
  show() {
    const { document: draft } = this.editor;
    // What is to be filled in is said in the rows: a number here would call a new row wrong.
    const faults = this.editor.faults.filter(fault => !isTask(draft, fault));
    /** @type {Map<TableName, number>} */
    const faulty = new Map();
    for (const { path } of faults) {
      const { table } = placeOf(path, draft);
      faulty.set(table, (faulty.get(table) ?? 0) + 1);
    }
    const isFocused = this.root.contains(document.activeElement);
    const counted = Object.values(TABLES).map(table => ({ table, count: table.rows(draft).length }));
    const shown = counted.filter(({ table, count }) => table.name !== "shapes" || count);
    this.shown = shown.map(({ table }) => table);
    this.root.replaceChildren(...shown.map(({ table, count }) => this.tab(table, count, faulty.get(table.name))));
    if (isFocused) this.focus();
  }

  /**
   * @param {Table} table
   * @param {number} count of its rows
   * @param {number} [faulty] how many things are wrong with them
   */
  tab({ name, title }, count, faulty) {
    const isOpen = name === this.name;
    const made = element(
      "button",
      {
        type: "button",
        role: "tab",
        id: `dl-tab-${name}`,
        "aria-selected": String(isOpen),
        "aria-controls": `dl-panel-${name}`,
        tabindex: isOpen ? "0" : "-1",
      },
      title,
      element("small", {}, name === "story" ? "" : ` ${count.toLocaleString("en")}`),
    );
    if (faulty) {
      const hidden = element("span", { class: "dl-hidden" }, " to mend");
      made.append(element("b", { title: "to mend" }, String(faulty), hidden));
    }
    made.onclick = () => this.open(name);
    return made;
  }

  focus() {
    const open = this.root.querySelector("[aria-selected=true]");
    if (open instanceof HTMLElement) open.focus();
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    const by = STEPS[event.key];
    if (!by) return;
    const { shown } = this;
    const index = shown.findIndex(({ name }) => name === this.name) + by + shown.length;
    this.open(shown[index % shown.length].name);
    this.focus();
    event.preventDefault();
  }
}
