// A text field with suggestions, after the combobox pattern of ARIA 1.2: the list filters as one types, any text may be
// given.

import { element } from "./element.js";

/** @typedef {{ key: string, text: string, hint?: string | null }} Option */

let made = 0;

/**
 * @param {object} settings
 * @param {string} settings.label
 * @param {string} [settings.placeholder]
 * @param {(typed: string, again: () => void) => { options: Option[], note?: string | Node | null }} settings.suggest
 *   What there is to choose for what is typed, and a note that ends the list; where more comes later, `again` is called.
 * @param {(key: string) => void} settings.choose Gets the key of an option, or the text as it was typed.
 */
export function combobox({ label, placeholder = "", suggest, choose }) {
  const id = `dl-options-${++made}`;
  const list = element("ul", {
    id,
    role: "listbox",
    class: "dl-options",
    "aria-label": `${label}: suggestions`,
    hidden: true,
  });
  const input = element("input", {
    type: "text",
    role: "combobox",
    class: "dl-input",
    maxlength: "200",
    placeholder,
    "aria-label": label,
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": id,
    autocomplete: "off",
    spellcheck: "false",
  });
  let shown = ""; // what the field says when nobody is typing
  let active = -1;
  /** @type {Option[]} */
  let options = [];
  let isOpen = false; // though there may be nothing to show

  const close = () => {
    list.hidden = true;
    isOpen = false;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const open = () => {
    isOpen = true;
    const found = suggest(input.value === shown ? "" : input.value, again);
    options = found.options;
    list.replaceChildren(
      ...options.map(({ text, hint }, index) => {
        const option = element(
          "li",
          { id: `${id}-${index}`, role: "option", "aria-selected": "false" },
          element("bdi", {}, text),
        );
        if (hint) option.append(element("small", {}, hint));
        option.onpointerdown = event => event.preventDefault(); // the field keeps the focus
        option.onclick = () => take(options[index].key);
        return option;
      }),
      ...(found.note ? [element("li", { role: "none", class: "dl-note" }, found.note)] : []),
    );
    list.hidden = !options.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
  };
  const again = () => {
    if (!isOpen) return;
    const chosen = options[active]?.key;
    active = -1;
    input.removeAttribute("aria-activedescendant");
    open();
    const index = options.findIndex(({ key }) => key === chosen);
    if (index >= 0) activate(index);
  };
  /** @param {number} index */
  const activate = index => {
    if (list.hidden) open();
    list.children[active]?.setAttribute("aria-selected", "false");
    active = options.length ? (index + options.length) % options.length : -1;
    list.children[active]?.setAttribute("aria-selected", "true");
    list.children[active]?.scrollIntoView({ block: "nearest" });
    if (active >= 0) input.setAttribute("aria-activedescendant", `${id}-${active}`);
  };
  /** @param {string} text */
  const take = text => {
    close();
    if (text.trim() && text !== shown) choose(text);
    else input.value = shown;
  };

  input.onfocus = () => input.select();
  input.onclick = open;
  input.oninput = () => {
    active = -1;
    input.removeAttribute("aria-activedescendant");
    open();
  };
  input.onblur = () => take(input.value);
  input.onkeydown = event => {
    if (event.key === "ArrowDown") activate(active + 1);
    else if (event.key === "ArrowUp") activate(active < 0 ? -1 : active - 1);
    else if (event.key === "Enter") take(active >= 0 ? options[active].key : input.value);
    else if (event.key === "Escape" && !list.hidden) close();
    else if (event.key === "Escape") input.value = shown;
    else return;
    event.preventDefault();
  };
  /**
   * Shows a text; what was `typed` instead where that could not be read, so that nothing typed is lost.
   *
   * @param {string} text
   * @param {string | null} [typed]
   */
  const show = (text, typed = null) => {
    shown = text;
    input.value = typed ?? text;
    input.setAttribute("aria-invalid", String(typed !== null));
  };
  return { root: element("div", { class: "dl-combobox" }, input, list), input, show };
}
