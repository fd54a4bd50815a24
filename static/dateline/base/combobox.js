// A text field with suggestions, after the combobox pattern of ARIA 1.2: the list filters as one types, any text may be
// given.

import { element } from "./element.js";

/** @typedef {{ key: string, text: string, hint?: string | null }} Option */

/**
 * @typedef {object} Settings
 * @property {string} label
 * @property {string} [placeholder]
 * @property {(typed: string, again: () => void) => { options: Option[], note?: string | Node | null }} suggest
 *   What there is to choose for what is typed, and a note that ends the list; where more comes later, `again` is called.
 * @property {(key: string) => void} choose Gets the key of an option, or the text as it was typed.
 */

let made = 0;

export class Combobox {
  shown = ""; // what the field says when nobody is typing
  active = -1;
  /** @type {Option[]} */
  options = [];
  isOpen = false; // though there may be nothing to show

  /** @param {Settings} settings */
  constructor({ label, placeholder = "", suggest, choose }) {
    this.suggest = suggest;
    this.choose = choose;
    this.id = `dl-options-${++made}`;
    const name = `${label}: suggestions`;
    this.list = element("ul", { id: this.id, role: "listbox", class: "dl-options", "aria-label": name, hidden: true });
    this.input = element("input", {
      type: "text",
      role: "combobox",
      class: "dl-input",
      maxlength: "200",
      placeholder,
      "aria-label": label,
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": this.id,
      autocomplete: "off",
      spellcheck: "false",
    });
    this.root = element("div", { class: "dl-combobox" }, this.input, this.list);
    this.listen();
  }

  listen() {
    const { input } = this;
    input.onfocus = () => input.select();
    input.onclick = () => this.open();
    input.oninput = () => {
      this.leave();
      this.open();
    };
    input.onblur = () => this.take(input.value);
    input.addEventListener("keydown", event => this.press(event.key) && event.preventDefault());
  }

  /**
   * Shows a text; what was `typed` instead where that could not be read, so that nothing typed is lost.
   *
   * @param {string} text
   * @param {string | null} [typed]
   */
  show(text, typed = null) {
    this.shown = text;
    this.input.value = typed ?? text;
    this.input.setAttribute("aria-invalid", String(typed !== null));
  }

  open() {
    const { input, list, shown } = this;
    this.isOpen = true;
    const { options, note } = this.suggest(input.value === shown ? "" : input.value, () => this.refresh());
    this.options = options;
    const items = options.map((option, index) => this.item(option, index));
    if (note) items.push(element("li", { role: "none", class: "dl-note" }, note));
    list.replaceChildren(...items);
    list.hidden = !options.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
  }

  /**
   * @param {Option} option
   * @param {number} index
   */
  item({ key, text, hint }, index) {
    const attributes = { id: `${this.id}-${index}`, role: "option", "aria-selected": "false" };
    const item = element("li", attributes, element("bdi", {}, text));
    if (hint) item.append(element("small", {}, hint));
    item.onpointerdown = event => event.preventDefault(); // the field keeps the focus
    item.onclick = () => this.take(key);
    return item;
  }

  /** Opens again with what has come since; the marked one stays marked. */
  refresh() {
    if (!this.isOpen) return;
    const chosen = this.options[this.active]?.key;
    this.leave();
    this.open();
    const index = this.options.findIndex(({ key }) => key === chosen);
    if (index >= 0) this.activate(index);
  }

  close() {
    this.list.hidden = true;
    this.isOpen = false;
    this.leave();
    this.input.setAttribute("aria-expanded", "false");
  }

  leave() {
    this.active = -1;
    this.input.removeAttribute("aria-activedescendant");
  }

  /** @param {number} index */
  activate(index) {
    const { list } = this;
    if (list.hidden) this.open();
    list.children[this.active]?.setAttribute("aria-selected", "false");
    this.active = this.options.length ? (index + this.options.length) % this.options.length : -1;
    const item = list.children[this.active];
    item?.setAttribute("aria-selected", "true");
    item?.scrollIntoView({ block: "nearest" });
    if (item) this.input.setAttribute("aria-activedescendant", item.id);
  }

  /** @param {string} text */
  take(text) {
    this.close();
    if (text.trim() && text !== this.shown) this.choose(text);
    else this.input.value = this.shown;
  }

  /**
   * Does what a key is for; false where it is for the field.
   *
   * @param {string} key
   */
  press(key) {
    const { active, input, list, options } = this;
    if (key === "ArrowDown") this.activate(active + 1);
    else if (key === "ArrowUp") this.activate(active < 0 ? -1 : active - 1);
    else if (key === "Enter") this.take(active >= 0 ? options[active].key : input.value);
    else if (key === "Escape" && !list.hidden) this.close();
    else if (key === "Escape") input.value = this.shown;
    else return false;
    return true;
  }
}
