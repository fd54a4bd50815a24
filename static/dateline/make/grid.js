// One table of the editor: a page of rows with their cells, what is wrong marked in the row, and what can be done with it.

import { element } from "../base/element.js";
import { folded } from "../page/view.js";
import { reread } from "./cells.js";
import { rowAdded } from "./edits.js";
import { head, placeFinder } from "./head.js";
import { isBare } from "./located.js";
import { markFaults, markNames } from "./marks.js";
import { at } from "./patch.js";
import { MAX_ROWS, controlOf, form, tableOf } from "./rows.js";
import { columnOf, keyOf } from "./tables.js";

/** @import { Editor } from "./editor" */
/** @import { Operation } from "./patch" */
/** @import { Cell, Table, TableName } from "./tables" */

export class Grid {
  first = 0; // the index of the first row that is shown
  filter = "";
  /** @type {string | undefined} */
  row = undefined; // in which somebody works

  /**
   * @param {object} settings
   * @param {Editor} settings.editor has the document and the faults, and takes changes
   * @param {Table} settings.table
   * @param {(table: TableName, row: string) => void} settings.chosen is told which row somebody works in
   */
  constructor({ editor, table, chosen }) {
    this.editor = editor;
    this.table = table;
    this.chosen = chosen;
    const { name } = table;
    this.root = element("div", {
      class: "dl-grid",
      role: "tabpanel",
      id: `dl-panel-${name}`,
      "aria-labelledby": `dl-tab-${name}`,
    });
    this.finder = name === "places" ? placeFinder(this) : "";
    this.root.addEventListener("focusin", ({ target }) => {
      if (target instanceof Element) this.choose(target.closest("[data-row]")?.getAttribute("data-row"));
    });
  }

  /** The rows that the filter lets through. */
  get rows() {
    const rows = this.table.rows(this.editor.document);
    if (!this.filter) return rows;
    return rows.filter(({ item }) => folded(JSON.stringify(item) ?? "").includes(folded(this.filter)));
  }

  /** Says what a place that is found is for: the row that is selected, where that has no position. */
  hint() {
    const input = this.finder instanceof HTMLElement ? this.finder.querySelector("input") : null;
    if (!input) return;
    const { item } = this.selected ?? {};
    const name = isBare(item) ? at(item, ["properties", "name"]) : null;
    input.placeholder = item && name ? `Find “${name}” by another name` : "Find a place by name";
  }

  /** The row that somebody works in. */
  get selected() {
    return this.table.rows(this.editor.document).find(({ keys }) => keyOf(keys) === this.row);
  }

  /** Draws the table anew; what had the focus keeps it. */
  show() {
    const focus = document.activeElement?.closest("[data-cell]")?.getAttribute("data-cell");
    const rows = this.rows;
    this.first = Math.max(0, Math.min(this.first, Math.floor((rows.length - 1) / MAX_ROWS) * MAX_ROWS));
    if (this.table.name === "story") this.root.replaceChildren(form(this, rows[0]));
    else this.root.replaceChildren(head(this, rows.length), tableOf(this, rows));
    this.mark();
    this.hint();
    if (focus) this.focus(focus);
  }

  /** @param {string} cell */
  focus(cell) {
    const control = controlOf(this.root, cell);
    if (control instanceof HTMLElement) control.focus();
  }

  /** Shows what came along with a change, and leaves the cells as they are. */
  reread() {
    for (const input of this.root.querySelectorAll("input")) reread(input);
  }

  add() {
    this.addRow(rowAdded(this.editor.document, this.table.name));
  }

  /**
   * Adds a row at the end, and begins work in it.
   *
   * @param {Operation[]} operations
   */
  addRow(operations) {
    this.filter = "";
    this.editor.change(operations, `new ${this.table.one}`);
    this.first = Infinity;
    this.show();
    const last = this.table.rows(this.editor.document).at(-1);
    if (last) this.focus(`${keyOf(last.keys)}|0`);
  }

  /** @param {string | null | undefined} row */
  choose(row) {
    if (row === undefined || row === null || row === this.row) return;
    this.row = row;
    this.hint();
    this.chosen(this.table.name, row);
  }

  /** Marks what is wrong in the rows, and which names are still to be decided. */
  mark() {
    markFaults(this);
    markNames(this);
  }

  /**
   * Shows the row of a fault and puts the focus on its cell.
   *
   * @param {Pick<Cell, "row" | "rest">} fault
   */
  go({ row, rest }) {
    this.filter = "";
    const index = this.table.rows(this.editor.document).findIndex(({ keys }) => keyOf(keys) === keyOf(row));
    this.first = Math.max(0, Math.floor(index / MAX_ROWS) * MAX_ROWS);
    this.show();
    this.focus(`${keyOf(row)}|${columnOf(this.table.name, rest) ?? 0}`);
  }
}
