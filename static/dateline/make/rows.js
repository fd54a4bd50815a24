// The rows of a table of the editor, with their cells and the tools that move and remove them; and the form of the story.

import { button, element } from "../base/element.js";
import { Choices, cell } from "./cells.js";
import { cellEdit, rowMoved, rowRemoved } from "./edits.js";
import { at } from "./patch.js";
import { keyOf } from "./tables.js";

/** @import { Grid } from "./grid" */
/** @import { Column, Row } from "./tables" */

export const MAX_ROWS = 50; // of a page
const CONTROLS = ":is(input, select, textarea, summary)";

/**
 * The control of a cell in a table or a row.
 *
 * @param {Element} box
 * @param {string} name of the cell: its row's key and the index of its column
 */
export const controlOf = (box, name) => box.querySelector(`[data-cell="${CSS.escape(name)}"] ${CONTROLS}`);

/**
 * The page of rows that is shown.
 *
 * @param {Grid} grid
 * @param {Row[]} rows all that the filter lets through
 */
export function tableOf(grid, rows) {
  const { columns, name } = grid.table;
  if (!rows.length) return element("p", { class: "dl-small dl-none" }, noRows(grid));
  const of = name === "references" ? [element("th", { scope: "col" }, "Of")] : [];
  const head = element(
    "tr",
    {},
    element("th", { scope: "col" }, element("span", { class: "dl-hidden" }, "Row")),
    ...of,
    ...columns.map(column => {
      const { title, wide } = column;
      return element("th", { scope: "col", class: wide ? "dl-wide" : null, hidden: isOff(grid, column) }, title);
    }),
  );
  const choices = new Choices(grid.editor.document);
  const end = Math.min(rows.length, grid.first + MAX_ROWS);
  const bodies = [];
  for (let index = grid.first; index < end; index++) bodies.push(bodyOf(grid, rows, index, choices));
  const table = element("table", {}, element("thead", {}, head), ...bodies);
  return element("div", { class: "dl-scroll dl-grid-scroll", tabindex: "-1" }, table);
}

/**
 * Whether a column means nothing in this story: who tells an event, where there is no article.
 *
 * @param {Grid} grid
 * @param {Column} column
 */
function isOff({ editor }, { keys }) {
  const basedOn = at(editor.document, ["story", "based_on"]) ?? "article";
  return keys.at(-1) === "said_by" && basedOn !== "article";
}

/** @param {Grid} grid */
function noRows({ table: { name, one }, filter }) {
  if (filter) return `No ${one} has “${filter}”.`;
  return `No ${one} yet.${name === "places" ? " Find one by name, or press on the map to add one there." : ""}`;
}

/**
 * A row, in a body of its own that has room for what is wrong with it.
 *
 * @param {Grid} grid
 * @param {Row[]} rows
 * @param {number} index
 * @param {Choices} choices
 */
function bodyOf(grid, rows, index, choices) {
  const { columns, name, one } = grid.table;
  const row = rows[index];
  const key = keyOf(row.keys);
  const cells = columns.map((column, place) => {
    const control = controlFor(grid, row, column, `${column.title}, ${one} ${index + 1}`, choices);
    return element("td", { "data-cell": `${key}|${place}`, hidden: isOff(grid, column) }, control);
  });
  const of = name === "references" ? [element("td", {}, element("bdi", {}, String(row.of ?? "")))] : [];
  const tools = element("th", { scope: "row" }, toolsFor(grid, rows, index));
  return element("tbody", { "data-row": key }, element("tr", {}, tools, ...of, ...cells));
}

/**
 * @param {Grid} grid
 * @param {Row} row
 * @param {Column} column
 * @param {string} label
 * @param {Choices} choices
 */
function controlFor({ editor, table }, row, column, label, choices) {
  /** @param {unknown} value */
  const commit = value =>
    editor.change(cellEdit(editor.document, table.name, row, column, value), `change of ${column.title}`, table.name);
  return cell({ column, row, choices, commit, label });
}

/**
 * @param {string} text
 * @param {() => void} act
 * @param {string} label
 */
const tool = (text, act, label) => button(text, act, { class: "dl-tool", "aria-label": label, title: label });

/**
 * @param {Grid} grid
 * @param {Row[]} rows
 * @param {number} index
 */
function toolsFor(grid, rows, index) {
  const { editor, table, filter } = grid;
  const { one } = table;
  const isMovable = !filter && table.name !== "references";
  /**
   * @param {string} text
   * @param {Row | undefined} to
   * @param {string} label
   */
  const move = (text, to, label) => {
    const act = () => to && editor.change(rowMoved(rows[index], to), `move of a ${one}`);
    const made = tool(text, act, `${label}, ${one} ${index + 1}`);
    made.disabled = !to || !isMovable;
    return made;
  };
  const remove = () => editor.change(rowRemoved(rows[index]), `removal of a ${one}`);
  return element(
    "span",
    { class: "dl-tools" },
    element("span", {}, String(index + 1)),
    move("↑", rows[index - 1], "Move up"),
    move("↓", rows[index + 1], "Move down"),
    tool("✕", remove, `Remove ${one} ${index + 1}`),
  );
}

/**
 * The story's own members, one below the other.
 *
 * @param {Grid} grid
 * @param {Row} row
 */
export function form(grid, row) {
  const choices = new Choices(grid.editor.document);
  const lines = grid.table.columns.map((column, index) => {
    const hint = column.hint ? [element("small", {}, column.hint)] : [];
    return element(
      "div",
      { class: "dl-line-of-form", "data-cell": `|${index}` },
      element("span", {}, column.title, " ", ...hint),
      controlFor(grid, row, column, column.title, choices),
    );
  });
  return element("div", { class: "dl-form", "data-row": "" }, ...lines);
}
