// A light document for the modules that need one: happy-dom's, which lays nothing out.

import { Window } from "happy-dom";

// What Node has too, where an element takes only the document's own.
const OWN = /^(navigator|performance|.*Event|EventTarget)$/;

/**
 * Opens a page, whose globals are those of the tests from then on; modules that look at the document are imported after.
 *
 * @param {string} [html] of its body
 */
export function openPage(html = "") {
  const window = new Window({ url: "https://dateline.example/" });
  window.document.write(`<!doctype html><html><head></head><body>${html}</body></html>`);
  for (const name of Object.getOwnPropertyNames(window)) {
    if (name in globalThis && !OWN.test(name)) continue;
    Object.defineProperty(globalThis, name, { value: window[name], configurable: true, writable: true });
  }
  for (const name of ["addEventListener", "removeEventListener", "dispatchEvent"])
    globalThis[name] = window[name].bind(window);
  return window;
}
