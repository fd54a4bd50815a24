// A button that copies a text, on plain http too, where a page has no clipboard to write to.

import { element } from "./element.js";

/**
 * A button that copies `text()`; where that is null, the button says `instead`.
 *
 * @param {string} title
 * @param {string} copied
 * @param {() => string | null} text
 * @param {string} [instead]
 */
export function copyButton(title, copied, text, instead = "") {
  const button = element("button", { type: "button", class: "dl-primary" }, title);
  button.onclick = async () => {
    const wanted = text();
    if (wanted === null) button.textContent = instead;
    else button.textContent = (await copy(wanted)) ? copied : "Copying is not allowed here";
    setTimeout(() => (button.textContent = title), 2500);
  };
  return element("span", { role: "status" }, button);
}

/** @param {string} text */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = element("textarea", { readonly: true, class: "dl-hidden", "aria-hidden": "true" });
    field.value = text;
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done;
  }
}
