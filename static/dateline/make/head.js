// The head of a table of the editor: what adds a row, what finds one, and the turning of pages.

import { Combobox } from "../base/combobox.js";
import { button, element } from "../base/element.js";
import { stopOf, suggested } from "../page/suggestions.js";
import { canAdd, isUnchecked, placesConfirmed, pointAdded } from "./edits.js";
import { placeTaken } from "./located.js";
import { at } from "./patch.js";
import { MAX_ROWS } from "./rows.js";
import { TABLES } from "./tables.js";

/** @import { Suggestion } from "../../../types/wire" */
/** @import { Grid } from "./grid" */

const FEW_ROWS = 10; // which need no filter
const MAX_PLACES = 1000; // that a list can have

/**
 * @param {Grid} grid
 * @param {number} count of the rows that the filter lets through
 */
export function head(grid, count) {
  const { one, intro, name } = grid.table;
  const line = element("div", { class: "dl-grid-head" });
  if (canAdd(name))
    line.append(button(`Add a ${one}`.replace("a event", "an event"), () => grid.add(), { class: "dl-quiet dl-add" }));
  line.append(grid.finder);
  if (intro) line.append(element("p", { class: "dl-small" }, intro));
  if (name === "references") line.append(pointAdder(grid));
  if (name === "places") line.append(confirmAll(grid));
  if (count > FEW_ROWS || grid.filter) line.append(rowFilter(grid, count));
  if (count > MAX_ROWS) line.append(turns(grid, count));
  return line;
}

/**
 * Confirms all places at once that nobody has checked.
 *
 * @param {Grid} grid
 */
function confirmAll({ editor, rows }) {
  const open = rows.filter(isUnchecked).length;
  if (open < 2) return "";
  const act = () => editor.change(placesConfirmed(rows), `confirmation of ${open} places`);
  return button(`Confirm all ${open.toLocaleString("en")} positions`, act, { class: "dl-quiet" });
}

/**
 * @param {Grid} grid
 * @param {number} count
 */
function rowFilter(grid, count) {
  const made = element("input", {
    type: "search",
    class: "dl-field",
    placeholder: `Find among ${count.toLocaleString("en")}`,
    "aria-label": `Find a ${grid.table.one}`,
  });
  made.value = grid.filter;
  made.oninput = () => {
    grid.filter = made.value;
    grid.show();
    const again = grid.root.querySelector("input[type=search]");
    if (!(again instanceof HTMLInputElement)) return;
    again.focus();
    again.setSelectionRange(again.value.length, again.value.length);
  };
  return made;
}

/**
 * @param {Grid} grid
 * @param {number} count
 */
function turns(grid, count) {
  /**
   * @param {string} text
   * @param {number} by
   */
  const turn = (text, by) => {
    const act = () => {
      grid.first += by;
      grid.show();
    };
    return button(text, act, { class: "dl-link" });
  };
  const [first, last] = [grid.first + 1, Math.min(count, grid.first + MAX_ROWS)];
  const range = `${first.toLocaleString("en")}–${last.toLocaleString("en")} of ${count.toLocaleString("en")}`;
  const shown = element("span", {}, range);
  return element("span", { class: "dl-turn" }, turn("Earlier", -MAX_ROWS), shown, turn("Later", MAX_ROWS));
}

/**
 * A search box of the gazetteer: what is chosen is the position of the row that is selected, or a new place.
 *
 * @param {Grid} grid
 */
export function placeFinder(grid) {
  /** @type {Suggestion[]} */
  let found = [];
  /**
   * @param {string} typed
   * @param {() => void} again
   */
  const suggest = (typed, again) => {
    const suggestions = typed.trim() ? suggested(typed.trim(), again) : null;
    found = suggestions?.places ?? [];
    return {
      options: found.map(place => ({ key: stopOf(place), text: place.name, hint: place.hint })),
      note: suggestions && found.length ? suggestions.credit : null,
    };
  };
  /** @param {string} key */
  const choose = key => {
    const chosen = found.find(place => stopOf(place) === key);
    if (!chosen) return; // what was typed stays
    box.show("");
    const { row, operations } = placeTaken(grid.editor.document, chosen, grid.selected);
    if (!row) return grid.addRow(operations);
    grid.editor.change(operations, `place of ${at(row.item, ["properties", "name"])}`);
    grid.go({ row: row.keys.map(String), rest: ["properties", "name"] });
  };
  const box = new Combobox({ label: "Find a place", placeholder: "Find a place by name", suggest, choose });
  return box.root;
}

/** @param {Grid} grid */
function pointAdder({ editor }) {
  const places = TABLES.places.rows(editor.document);
  if (!places.length) return "";
  const options = places
    .slice(0, MAX_PLACES)
    .map(({ item }, index) => element("option", { value: index }, String(at(item, ["properties", "name"]) ?? "")));
  const select = element("select", { class: "dl-field", "aria-label": "Place" }, ...options);
  const act = () => editor.change(pointAdded(editor.document, places[Number(select.value)]), "add a point");
  return element("span", { class: "dl-turn" }, select, button("Add a point", act, { class: "dl-quiet" }));
}
