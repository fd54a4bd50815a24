// The page's side in the browser. Streamlit mounts its components from here: `timeline`, `steps`, `distances`, `wire`
// (invisible; brings the view from the server), and those of share.js. What they know is kept in view.js and address.js.
//
// Text of a story is only ever set with textContent.

import { element, mountOnce } from "../base/element.js";
import { pageQuery } from "./address.js";
import {
  keepShown,
  known,
  mapStarted,
  neighbour,
  parsed,
  pick,
  reducedMotion,
  setScene,
  showUntil,
  step,
  takePreview,
} from "./view.js";

export { copyLink, fullPage, pages, share } from "./share.js";
export { wire } from "./view.js";

export const make = async component => (await import("../make/make.js")).make(component);
export const suggestions = async component => (await import("./suggestions.js")).suggestions(component);
export const upload = async component => (await import("../base/upload.js")).upload(component);
export const read = async component => (await import("../read/read.js")).read(component);
export const checks = async component => (await import("../read/read.js")).checks(component);

// Comes after the map, which it would keep from its files.
export const distances = async component => {
  await mapStarted;
  const panel = await import("./distances.js").catch(() => null); // the server has gone
  panel?.distances(component);
};

// Fetched while there is a server, for when there is none.
const offline = mapStarted.then(() => import("./offline.js"));
offline.catch(() => {});

// ---- arrows step through events while the focus is in the story, links to events are followed in place

addEventListener("keydown", event => {
  const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  const busy = event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.defaultPrevented;
  if (!by || busy || !event.target.closest?.(".st-key-event, .st-key-timeline")) return;
  if (event.target.closest("input, select, textarea, [contenteditable], [role=combobox], [role=radiogroup]")) return;
  event.preventDefault();
  const onLine = event.target.closest(".dl-line");
  step(by);
  if (onLine) onLine.querySelector("[aria-current]")?.focus();
});

addEventListener("click", event => {
  const link = event.target.closest?.("a[data-event]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  pick(link.dataset.event);
  document.querySelector(".st-key-story")?.scrollIntoView({ behavior: reducedMotion() ? "auto" : "smooth" });
});

// ---- a link to another view says which story it means once somebody is about to follow it: only the address has that

function complete({ target }) {
  const link = target.closest?.("a[data-event]");
  if (!link) return;
  link.dataset.view ??= link.search.slice(1);
  link.search = pageQuery(link.dataset.view);
}

for (const moment of ["pointerover", "focusin"]) addEventListener(moment, complete);

// ---- timeline

// Beyond this many events the line shows those around the selected one, and the way to the others.
const MAX_LINE = 400;

export function timeline({ data, parentElement }) {
  setScene(parsed(data));
  drawLine(parentElement);
}

// On the page Make: what is new in the scene of a draft.
export function preview({ data, parentElement }) {
  takePreview(data);
  if (known.scene) drawLine(parentElement);
}

function drawLine(parentElement) {
  const data = known.scene;
  document.querySelector(".st-key-event")?.setAttribute("lang", data.lang);
  let root = parentElement.querySelector(".dl-timeline");
  if (!root) {
    root = element("section", { class: "dl-timeline", "aria-label": "Timeline" });
    parentElement.append(root);
  }
  const until = element("button", { type: "button", role: "switch", class: "dl-switch" });
  until.append(element("span", { class: "dl-knob", "aria-hidden": "true" }), element("span"));
  until.onclick = () => showUntil(!known.view.until);
  const line = element("ol", { class: "dl-line", lang: data.lang });
  const live = element("p", { class: "dl-hidden", "aria-live": "polite" });
  root.replaceChildren(element("div", { class: "dl-line-head" }, element("h2", {}, "Timeline"), until), line, live);
  let first = -1;
  let announced = null;

  keepShown(line, () => {
    if (known.scene !== data) return; // that of a draft was replaced, and so is this line
    const position = data.events.findIndex(e => e.id === known.view.event);
    const last = known.view.until ? data.events.findIndex(e => e.id === known.view.until) : data.events.length - 1;
    if (first < 0 || position < first || position >= first + MAX_LINE) {
      first = Math.max(0, Math.min(position - MAX_LINE / 2, data.events.length - MAX_LINE));
      fillLine(line, data.events, first);
    }
    for (const button of line.querySelectorAll("button")) {
      const index = Number(button.dataset.index);
      button.toggleAttribute("aria-current", index === position);
      if (index === position) button.setAttribute("aria-current", "true");
      button.classList.toggle("dl-later", index > last);
    }
    until.setAttribute("aria-checked", String(Boolean(known.view.until)));
    const end = data.events[last];
    until.hidden = !end;
    until.lastChild.textContent =
      known.view.until && last !== position ? `Only up to ${end.when}` : "Only up to this event";
    const current = line.querySelector("[aria-current]");
    if (current && announced !== known.view.event) {
      const item = current.parentElement;
      const left = item.offsetLeft - (line.clientWidth - item.offsetWidth) / 2;
      line.scrollTo({ left, behavior: announced && !reducedMotion() ? "smooth" : "auto" });
      if (announced) live.textContent = data.events[position].title;
      announced = known.view.event;
    }
  });
}

function fillLine(line, events, from) {
  const items = [];
  const shown = events.slice(from, from + MAX_LINE);
  let year = null;
  for (const [offset, event] of shown.entries()) {
    const kind = (event.added ? "dl-diamond" : "dl-circle") + (event.span ? " dl-span" : "");
    const button = element(
      "button",
      {
        type: "button",
        title: event.title,
        "data-index": from + offset,
        "data-event": event.id,
        "aria-label": `${event.when}: ${event.title}. ${event.where ?? "No place named"}. ${event.standing}`,
      },
      element("span", { class: `dl-dot ${kind}` }),
      element("span", { class: "dl-when" }, event.short),
      element("span", { class: "dl-what" }, event.where ?? event.title),
      element("span", { class: "dl-title" }, event.where ? event.title : ""),
    );
    button.onclick = () => pick(event.id);
    const item = element("li", {}, button);
    if (event.year !== year) {
      item.className = "dl-new-year";
      item.prepend(element("span", { class: "dl-year", "aria-hidden": "true" }, String(event.year)));
    }
    year = event.year;
    items.push(item);
  }
  const further = (index, text) => {
    if (!events[index]) return [];
    const button = element("button", { type: "button", class: "dl-further" }, text);
    button.onclick = () => pick(events[index].id);
    return [element("li", {}, button)];
  };
  const after = events.length - from - shown.length;
  line.replaceChildren(
    ...further(from - 1, `${from.toLocaleString("en")} earlier`),
    ...items,
    ...further(from + shown.length, `${after.toLocaleString("en")} later`),
  );
}

// ---- previous and next

export function steps({ parentElement }) {
  const button = (by, name, ...content) => {
    const made = element("button", { type: "button", class: name }, ...content);
    made.onclick = () => step(by);
    return made;
  };
  const [before, after] = [element("bdi"), element("bdi")];
  const previous = button(-1, "dl-previous", "← ", before);
  const next = button(1, "dl-next", after, " →");
  mountOnce(parentElement, "dl-steps", previous, next);
  offline.then(
    ({ telling }) => telling(parentElement),
    () => {},
  );
  const show = (made, name, there, otherwise) => {
    name.textContent = there ? (there.where ?? there.title) : otherwise;
    made.disabled = !there;
  };
  keepShown(previous, () => {
    show(previous, before, neighbour(-1), "Beginning");
    show(next, after, neighbour(1), "End");
  });
}
