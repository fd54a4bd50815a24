// What can be done with a draft as a whole, and a line that says how it stands.

import { button, element } from "../base/element.js";
import { at } from "./patch.js";
import { KEPT } from "./store.js";
import { standing } from "./tasks.js";

/** @import { Draft } from "./draft" */
/** @import { Editor } from "./editor" */

const QUIET = { class: "dl-quiet" };
const LINK = { class: "dl-link" };
const FILE_NAME = /^[a-z0-9-]{1,64}$/;

export class Bar {
  state = element("p", { class: "dl-small dl-state", role: "status" });

  /**
   * @param {object} settings
   * @param {Editor} settings.editor
   * @param {() => void} settings.open opens the story's page
   * @param {() => void} settings.forget
   */
  constructor({ editor, open, forget }) {
    this.editor = editor;
    this.undo = button("Undo", () => editor.draft?.undo(), QUIET);
    this.redo = button("Redo", () => editor.draft?.redo(), QUIET);
    this.open = button("Open as story page", open, { class: "dl-primary" });
    const save = button("Save as a file", () => editor.draft && saveFile(editor.draft), QUIET);
    const sure = element("span", { hidden: true }, "It will be gone from this device. ");
    sure.append(
      button("Forget it", forget, QUIET),
      " ",
      button("Keep it", () => (sure.hidden = true), LINK),
    );
    const ask = button("Forget this draft", () => (sure.hidden = false), LINK);
    this.root = element("div", { class: "dl-bar" }, this.undo, this.redo, save, this.open, ask, sure);
  }

  /** @param {boolean} isKeptNowhere */
  show(isKeptNowhere) {
    const { draft, told } = this.editor;
    if (!draft) return;
    const { done, undone } = draft;
    this.undo.disabled = !done.length;
    this.redo.disabled = !undone.length;
    this.undo.title = done.length ? `Undo: ${done[done.length - 1].name}` : "Undo";
    this.redo.title = undone.length ? `Redo: ${undone[undone.length - 1].name}` : "Redo";
    this.open.disabled = !draft.saved || told?.faulty !== 0;
    const kept = isKeptNowhere
      ? "This browser keeps nothing (a private window, or no room): save the story as a file before you leave."
      : `Kept in this browser, on this device only, for ${KEPT} after the last change. The server reads it to check and draw it, and stores nothing.`;
    const text = `${standing(this.editor)} ${kept}`;
    if (this.state.textContent !== text) this.state.textContent = text; // which would be read out again
  }
}

/** @param {Draft} draft */
function saveFile(draft) {
  const id = at(draft.document, ["story", "id"]);
  const name = typeof id === "string" && FILE_NAME.test(id) ? id : "draft";
  const content = new Blob([JSON.stringify(draft.document, null, 2) + "\n"], { type: "application/geo+json" });
  const address = URL.createObjectURL(content);
  element("a", { href: address, download: `${name}.geojson` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
  draft.dirty = false;
}
