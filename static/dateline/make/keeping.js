// The draft kept on the visitor's device as it changes, those that were kept before, and what to do where another tab has
// changed the same one.

import { button, element } from "../base/element.js";
import { at } from "./patch.js";
import * as store from "./store.js";

/** @import { Editor } from "./editor" */
/** @import { Kept, News } from "./store" */

const KEEP_MS = 400;

export class Keeping {
  list = element("section", { "aria-label": "Your drafts" });
  clash = element("div", { class: "dl-notice dl-clash", role: "alert", hidden: true });
  isUnkept = false;
  isKeptNowhere = false; // no room, or a private window
  isInConflict = false;

  /**
   * @param {object} settings
   * @param {Editor} settings.editor
   * @param {(token: string, text: string, revision?: number) => void} settings.begin begins with a draft as it was kept
   * @param {() => void} settings.tried is told when it was kept, or could not be
   */
  constructor({ editor, begin, tried }) {
    this.editor = editor;
    this.begin = begin;
    this.tried = tried;
  }

  soon() {
    clearTimeout(this.waiting);
    this.isUnkept = true;
    this.waiting = setTimeout(() => this.now(), KEEP_MS);
  }

  stop() {
    clearTimeout(this.waiting);
  }

  /** Keeps at once what would be kept soon. */
  finish() {
    if (this.isUnkept) this.now();
  }

  async now() {
    this.stop();
    const { draft, revision } = this.editor;
    if (!draft || this.isInConflict) return;
    const title = at(draft.document, ["story", "title"]);
    try {
      const next = await store.keep({
        token: draft.token,
        title: typeof title === "string" ? title : "",
        text: JSON.stringify(draft.document),
        revision,
      });
      if (next === null) return this.showConflict();
      if (this.editor.draft === draft) this.editor.revision = next;
      this.isUnkept = false;
      this.isKeptNowhere = false;
    } catch {
      this.isKeptNowhere = true;
    }
    this.tried();
  }

  /**
   * Hears what another tab did.
   *
   * @param {News} news
   */
  hear({ token, revision }) {
    const { draft } = this.editor;
    if (!draft) this.offer();
    else if (token === draft.token && revision !== this.editor.revision) this.showConflict();
  }

  // ---- those that were kept before

  async offer() {
    /** @type {Kept[]} */
    const drafts = await store.kept().catch(() => []);
    const others = drafts.filter(({ token }) => token !== this.editor.draft?.token);
    const lines = element("ul", { class: "dl-kept" }, ...others.map(draft => this.lineOf(draft)));
    this.list.replaceChildren(...(others.length ? [element("h2", {}, "Your drafts on this device"), lines] : []));
  }

  /** @param {Kept} draft */
  lineOf(draft) {
    const when = new Date(draft.changed).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });
    const title = draft.title || "Untitled story";
    const resume = () => {
      this.begin(draft.token, draft.text, draft.revision);
      this.offer();
    };
    const forget = () => store.forget(draft.token).then(() => this.offer());
    return element(
      "li",
      {},
      element("span", {}, element("bdi", {}, title), element("small", {}, ` changed ${when}`)),
      button("Continue", resume, { class: "dl-quiet", "aria-label": `Continue “${title}”` }),
      button("Forget", forget, { class: "dl-link", "aria-label": `Forget “${title}”` }),
    );
  }

  // ---- another tab has changed the same one

  showConflict() {
    this.isInConflict = true;
    const what = "This draft was changed in another tab, or forgotten there.";
    this.clash.replaceChildren(
      element("p", {}, `${what} What you change here is not kept until you choose.`),
      button("Take that one", () => this.takeTheirs(), { class: "dl-quiet" }),
      button("Keep this one as another draft", () => this.takeMine(), { class: "dl-quiet" }),
    );
    this.clash.hidden = false;
  }

  closeConflict() {
    this.isInConflict = false;
    this.clash.hidden = true;
  }

  async takeTheirs() {
    const { draft } = this.editor;
    const theirs = draft && (await store.read(draft.token));
    this.closeConflict();
    if (theirs) this.begin(theirs.token, theirs.text, theirs.revision);
  }

  takeMine() {
    this.closeConflict();
    const token = crypto.randomUUID?.() ?? String(Math.random()).slice(2);
    this.begin(token, JSON.stringify(this.editor.document));
  }
}
