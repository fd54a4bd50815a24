// What is wrong with the rows of a table of the editor, told below each of them.

import { button, element } from "../base/element.js";
import { isUnchecked, placesConfirmed, swapped } from "./edits.js";
import { isBare } from "./located.js";
import { at } from "./patch.js";
import { controlOf } from "./rows.js";
import { columnOf, keyOf, placeOf } from "./tables.js";
import { isTask, wanted } from "./tasks.js";

/** @import { Fault, Swap } from "../../../types/wire" */
/** @import { Grid } from "./grid" */
/** @import { Row } from "./tables" */

// What a sign says of a row, and how it looks.
const PLACED = ["●", "dl-sure", "placed"];
const DOUBTFUL = ["◐", "dl-likely", "to check"];
const UNKNOWN = ["○", "dl-unsure", "not in the gazetteer"];
const WAITING = ["…", "", "to be looked up"];

/** @typedef {Map<string, { box: Element, texts: Node[] }>} Remarks what there is to say, by the key of the row */

/**
 * Marks the faults of all rows that are shown, in place of those that were.
 *
 * @param {Grid} grid
 */
export function markFaults(grid) {
  clear(grid.root);
  /** @type {Remarks} */
  const remarks = new Map();
  const { faults, document } = grid.editor;
  for (const fault of faults.filter(each => !isTask(document, each))) remarkFault(grid, remarks, fault);
  remarkTasks(grid, remarks);
  if (grid.table.name === "places") {
    for (const swap of grid.editor.swaps) remarkSwap(grid, remarks, swap);
    for (const row of grid.rows.filter(isUnchecked)) remarkUnchecked(grid, remarks, row);
  }
  for (const [key, { box, texts }] of remarks) {
    const id = idOf(key);
    if (grid.table.name === "story") box.append(element("div", { class: "dl-faults", id }, ...texts));
    else {
      const cell = element("td", { colspan: grid.table.columns.length + 1, id }, ...texts);
      box.append(element("tr", { class: "dl-faults" }, element("td"), cell));
    }
  }
}

/** @param {string} key */
const idOf = key => `dl-faults-${key.replaceAll("/", "-")}`;

/** @param {Element} root */
function clear(root) {
  for (const marked of root.querySelectorAll(".dl-faults")) marked.remove();
  for (const field of root.querySelectorAll("[aria-invalid]")) {
    field.removeAttribute("aria-invalid");
    field.removeAttribute("aria-describedby");
  }
}

/**
 * What is said of a row; null where it is not shown. `first` begins it.
 *
 * @param {Element} root
 * @param {Remarks} remarks
 * @param {string} key
 * @param {string} [first]
 */
function remarkOf(root, remarks, key, first) {
  const before = remarks.get(key);
  if (before) return before;
  const box = root.querySelector(`[data-row="${CSS.escape(key)}"]`);
  if (!box) return null;
  /** @type {Node[]} */
  const texts = first ? [element("p", {}, first)] : [];
  const made = { box, texts };
  remarks.set(key, made);
  return made;
}

/**
 * @param {Grid} grid
 * @param {Remarks} remarks
 * @param {Fault} fault
 */
function remarkFault(grid, remarks, { path, problem, remedy }) {
  const { table, row, rest } = placeOf(path, grid.editor.document);
  if (table !== grid.table.name) return;
  const key = keyOf(row);
  const remark = remarkOf(grid.root, remarks, key);
  if (!remark) return;
  const column = columnOf(table, rest);
  const title = column === null ? "" : `${grid.table.columns[column].title}: `;
  remark.texts.push(element("p", {}, `${title}${problem}. ${remedy}.`));
  const field = column === null ? null : controlOf(remark.box, `${key}|${column}`);
  field?.setAttribute("aria-invalid", "true");
  field?.setAttribute("aria-describedby", idOf(key));
}

/**
 * Says in each row what there is to fill in, in one line.
 *
 * @param {Grid} grid
 * @param {Remarks} remarks
 */
function remarkTasks(grid, remarks) {
  const { faults, document } = grid.editor;
  /** @type {Map<string, Set<string>>} */
  const tasks = new Map(); // by the key of their row
  for (const fault of faults.filter(each => isTask(document, each))) {
    const place = placeOf(fault.path, document);
    if (place.table !== grid.table.name) continue;
    const key = keyOf(place.row);
    tasks.set(key, (tasks.get(key) ?? new Set()).add(wanted(grid.table, place)));
  }
  for (const [key, names] of tasks) {
    const text = `To fill in: ${[...names].join(", ")}`;
    remarkOf(grid.root, remarks, key)?.texts.push(element("p", { class: "dl-task" }, text));
  }
}

/**
 * @param {Grid} grid
 * @param {Remarks} remarks
 * @param {Swap} swap
 */
function remarkSwap({ root, editor }, remarks, swap) {
  const far = "This is far from the other places. Perhaps latitude and longitude are swapped.";
  const remark = remarkOf(root, remarks, `features/${swap.index}`, far);
  const act = () => editor.change(swapped(editor.document, swap), "swap");
  remark?.texts.push(button(`Swap them: ${swap.lat}, ${swap.lon}`, act, { class: "dl-quiet" }));
}

/**
 * Offers to confirm a place that a program chose.
 *
 * @param {Grid} grid
 * @param {Remarks} remarks
 * @param {Row} row
 */
function remarkUnchecked({ root, editor }, remarks, row) {
  if (isBare(row.item)) return;
  const name = String(at(row.item, ["properties", "name"]) ?? "");
  const act = () => editor.change(placesConfirmed([row]), `confirmation of ${name}`);
  const confirm = button("Confirm it", act, { class: "dl-quiet", "aria-label": `Confirm the position of ${name}` });
  remarkOf(root, remarks, keyOf(row.keys))?.texts.push(
    element("p", { class: "dl-task" }, "Position not checked. ", confirm),
  );
}

/**
 * Marks in the rows of places that are shown which have a position, which are to check, and which are not known.
 *
 * @param {Grid} grid
 */
export function markNames({ root, table, editor }) {
  for (const sign of root.querySelectorAll(".dl-sign")) sign.remove();
  const naming = table.name === "places" ? editor.told?.naming : null;
  if (!naming) return;
  const open = new Map(naming.names.map(name => [name.id, name]));
  const items = new Map(table.rows(editor.document).map(({ item, keys }) => [keyOf(keys), item]));
  for (const box of root.querySelectorAll("[data-row]")) {
    const item = items.get(box.getAttribute("data-row") ?? "");
    const name = open.get(String(at(item, ["id"])));
    const [sign, kind, says] = !isBare(item) ? PLACED : name?.places.length ? DOUBTFUL : name ? UNKNOWN : WAITING;
    const shown = element("span", { class: `dl-sign ${kind}`, title: says, role: "img", "aria-label": says }, sign);
    box.querySelector(".dl-tools > span")?.append(shown);
  }
}
