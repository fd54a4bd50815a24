// The page's side in the browser. Streamlit mounts its components from here, through start.js; `wire` is invisible, and
// brings the view from the server. What they know is kept in view.js and address.js.
//
// Text of a story is only ever set with textContent.

import { button, element, mountOnce } from "../base/element.js";
import { pageQuery } from "./address.js";
import { keepShown, mapStarted, neighbour, pick, reducedMotion, step } from "./view.js";

/** @import * as Wire from "../../../types/wire" */
/** @import { Component } from "../../../types/page" */

export { copyLink, fullPage, pages, share } from "./share.js";
export { preview, timeline } from "./timeline.js";
export { wire } from "./view.js";

// ---- what most who come do not need is fetched when it is mounted

/** @param {Component<Wire.DraftReply>} component */
export const make = async component => (await import("../make/make.js")).make(component);
/** @param {Component<Wire.Suggestions | null>} component */
export const suggestions = async component => (await import("./suggestions.js")).suggestions(component);
/** @param {Component<Wire.UploadReply>} component */
export const upload = async component => (await import("../base/upload.js")).upload(component);
/** @param {Component<Wire.ReadPage>} component */
export const read = async component => (await import("../read/read.js")).read(component);
/** @param {Component<Wire.ArticleReply>} component */
export const checks = async component => (await import("../read/read.js")).checks(component);

/**
 * Comes after the map, which it would keep from its files.
 *
 * @param {Component<null>} component
 */
export const distances = async component => {
  await mapStarted;
  const panel = await import("./distances.js").catch(() => null); // the server has gone
  panel?.distances(component);
};

// Fetched while there is a server, for when there is none.
const offline = mapStarted.then(() => import("./offline.js"));
offline.catch(() => {});

// ---- arrows step through events while the focus is in the story, links to events are followed in place

const isModified = (/** @type {MouseEvent | KeyboardEvent} */ event) =>
  event.ctrlKey || event.metaKey || event.altKey || event.shiftKey;

addEventListener("keydown", event => {
  const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  const { target } = event;
  if (!by || isModified(event) || event.defaultPrevented || !(target instanceof Element)) return;
  if (!target.closest(".st-key-event, .st-key-timeline")) return;
  if (target.closest("input, select, textarea, [contenteditable], [role=combobox], [role=radiogroup]")) return;
  event.preventDefault();
  const onLine = target.closest(".dl-line");
  step(by);
  /** @type {HTMLElement | null | undefined} */
  const selected = onLine?.querySelector("[aria-current]");
  selected?.focus();
});

/**
 * The link to an event that something is in.
 *
 * @param {EventTarget | null} target
 * @returns {HTMLAnchorElement | null}
 */
const eventLink = target => (target instanceof Element ? target.closest("a[data-event]") : null);

addEventListener("click", event => {
  const link = eventLink(event.target);
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  pick(link.dataset.event ?? "");
  document.querySelector(".st-key-story")?.scrollIntoView({ behavior: reducedMotion() ? "auto" : "smooth" });
});

// A link to another view says which story it means once somebody is about to follow it: only the address has that.
for (const moment of ["pointerover", "focusin"]) {
  addEventListener(moment, ({ target }) => {
    const link = eventLink(target);
    if (!link) return;
    link.dataset.view ??= link.search.slice(1);
    link.search = pageQuery(link.dataset.view);
  });
}

// ---- previous and next

/** @param {Component<null>} component */
export function steps({ parentElement }) {
  const [before, after] = [element("bdi"), element("bdi")];
  const previous = button("← ", () => step(-1), { class: "dl-previous" });
  const next = button("", () => step(1), { class: "dl-next" });
  previous.append(before);
  next.append(after, " →");
  mountOnce(parentElement, "dl-steps", previous, next);
  offline.then(({ telling }) => telling(parentElement)).catch(() => {});
  keepShown(previous, () => {
    const [there, then] = [neighbour(-1), neighbour(1)];
    [previous.disabled, next.disabled] = [!there, !then];
    before.textContent = there ? (there.where ?? there.title) : "Beginning";
    after.textContent = then ? (then.where ?? then.title) : "End";
  });
}
