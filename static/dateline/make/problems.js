// What could not be taken, what is to know of a file, and what is still to do before a draft is a story.

import { button, element } from "../base/element.js";
import { swapped } from "./edits.js";
import { TABLES, keyOf, placeOf } from "./tables.js";
import { inWords, isTask, wanted } from "./tasks.js";

/** @import { Fault } from "../../../types/wire" */
/** @import { Editor } from "./editor" */
/** @import { Tabs } from "./tabs" */

/** @typedef {Pick<Fault, "problem" | "remedy"> & { path?: string }} Problem */

const MAX_LINES = 50;

/** @param {Node[]} items */
const listed = items => element("ul", { class: "dl-list" }, ...items);

/** @param {Problem} problem */
const lineOf = ({ path, problem, remedy }) =>
  element("li", {}, `${path ? `${inWords(path)}: ` : ""}${problem}${remedy ? `; ${remedy}` : ""}.`);

// A box that says what could not be taken, as soon as it is said.
export function refusedBox() {
  const root = element("div", { class: "dl-refused", role: "alert" });
  /** @param {Problem[]} problems */
  const show = problems =>
    root.replaceChildren(
      ...(problems.length ? [element("p", {}, "That could not be taken:"), listed(problems.map(lineOf))] : []),
    );
  return { root, show };
}

// A box of notes on a file, which is open when there are others than before.
export function notesBox() {
  const root = element("details", { class: "dl-todo" });
  let shown = "";
  /** @param {Fault[]} notes */
  const show = notes => {
    root.hidden = !notes.length;
    const key = JSON.stringify(notes);
    if (key === shown) return;
    shown = key;
    root.open = true;
    root.replaceChildren(element("summary", {}, "About the file"), listed(notes.map(lineOf)));
  };
  return { root, show };
}

/**
 * A box of all that is to fill in or to mend, with the ways there.
 *
 * @param {object} settings
 * @param {Editor} settings.editor
 * @param {Tabs} settings.tabs
 */
export function faultsBox({ editor, tabs }) {
  const root = element("details", { class: "dl-todo" });
  const show = () => {
    const { faults, swaps, latest } = editor;
    root.hidden = !faults.length && swaps.length < 2;
    if (root.hidden) return;
    const lines = faults.slice(0, MAX_LINES).map(fault => faultLine(editor, tabs, fault));
    const more = latest.faulty - lines.length;
    if (more > 0) lines.push(element("li", {}, `… and ${more.toLocaleString("en")} more.`));
    const all = swaps.length > 1 ? [swapAll(editor)] : [];
    root.replaceChildren(element("summary", {}, "What is still to do"), ...all, listed(lines));
  };
  return { root, show };
}

/**
 * @param {Editor} editor
 * @param {Tabs} tabs
 * @param {Fault} fault
 */
function faultLine({ document }, tabs, { path, problem, remedy }) {
  const place = placeOf(path, document);
  const { title, rows } = TABLES[place.table];
  const index = rows(document).findIndex(({ keys }) => keyOf(keys) === keyOf(place.row));
  const name = place.table === "story" ? title : `${title}, row ${index + 1}`;
  const go = button(name, () => tabs.open(place.table)?.go(place), { class: "dl-link" });
  const what = wanted(TABLES[place.table], place);
  if (isTask(document, { path })) return element("li", {}, go, ` To fill in: ${what}.`);
  return element("li", {}, go, ` ${what && `${what}: `}${problem}; ${remedy}.`);
}

/** @param {Editor} editor */
function swapAll(editor) {
  const { swaps, document } = editor;
  const text = `Swap latitude and longitude of all ${swaps.length.toLocaleString("en")} that seem so`;
  const act = () =>
    editor.change(
      swaps.flatMap(swap => swapped(document, swap)),
      "swap",
    );
  return button(text, act, { class: "dl-quiet" });
}
