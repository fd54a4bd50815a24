// Places by a press on the map: one is added there, or the one that somebody works on is moved there.

import * as view from "../page/view.js";
import { placeAdded, placeMoved } from "./edits.js";
import { at } from "./patch.js";
import { TABLES, keyOf } from "./tables.js";

/** @import { Pressed } from "../../../types/page" */
/** @import { FoundPoint as Suggested } from "../../../types/wire" */
/** @import { Editor } from "./editor" */
/** @import { TableName } from "./tables" */
/** @import { Tabs } from "./tabs" */

/**
 * Whether a message of the map's frame has a position.
 *
 * @param {unknown} value
 */
const isPosition = value => Array.isArray(value) && value.length === 2 && value.every(Number.isFinite);

export class Placing {
  /** @type {Suggested[]} */
  offered = []; // what the name may mean that is looked at
  /** @type {Suggested[]} */
  readings = []; // where a position of the file lies by each way to read it, until one is chosen
  /** @type {(index: number) => void} */
  decide = () => {};
  /** @type {(index: number) => void} */
  answer = () => {};
  /** @type {unknown} */
  place = null; // the one that somebody works on, as it was when they began

  /**
   * @param {Editor} editor
   * @param {Tabs} tabs
   */
  constructor(editor, tabs) {
    this.editor = editor;
    this.tabs = tabs;
  }

  get rows() {
    return TABLES.places.rows(this.editor.document);
  }

  /**
   * Tells the map what would be moved.
   *
   * @param {TableName} table
   * @param {string | null} key of the row that somebody works in
   */
  choose(table, key) {
    const row = table === "places" && key ? this.rows.find(({ keys }) => keyOf(keys) === key) : null;
    this.place = row?.item;
    this.tell();
  }

  /**
   * Shows on the map what the name of a row may mean; where that place is may be pressed there too.
   *
   * @param {string | null} key of the row
   * @param {Suggested[]} places
   */
  offer(key, places) {
    if (!key && !this.offered.length) return;
    this.offered = places.map(({ name, lon, lat }) => ({ name, lon, lat }));
    this.choose("places", key);
  }

  /**
   * Shows on the map where a position of the file lies by each reading of a column, to be chosen there too.
   *
   * @param {Suggested[]} readings
   * @param {(index: number) => void} answer
   */
  ask(readings, answer) {
    this.answer = answer;
    if (JSON.stringify(readings) === JSON.stringify(this.readings)) return;
    this.readings = readings;
    this.tell();
  }

  tell() {
    const name = at(this.place, ["properties", "name"]);
    const offered = this.readings.length ? this.readings : this.offered;
    view.update({ making: { move: this.place ? String(name ?? "the place") : null, offered } });
  }

  /** @param {Pressed} pressed */
  press({ add, move, decide }) {
    const { editor } = this;
    if (!editor.draft) return;
    if (Number.isInteger(decide)) return (this.readings.length ? this.answer : this.decide)(Number(decide));
    if (add && isPosition(add)) {
      editor.change(placeAdded(editor.document, add), "new place");
      const keys = this.rows.at(-1)?.keys ?? [];
      this.tabs.open("places")?.go({ row: keys.map(String), rest: ["properties", "name"] });
    }
    if (!move || !isPosition(move)) return;
    // Its row may have moved since.
    const id = at(this.place, ["id"]);
    const row = this.rows.find(({ item }) => at(item, ["id"]) === id);
    if (row) editor.change(placeMoved(row, editor.document, move), "move on the map");
  }
}
