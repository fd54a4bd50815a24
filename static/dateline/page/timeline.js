// The timeline: a line with a mark for each event, of which the selected one is in sight.

import { button, element } from "../base/element.js";
import { letters, namesOf } from "../base/tags.js";
import {
  keepShown,
  known,
  parsed,
  pick,
  reducedMotion,
  setScene,
  showUntil,
  shownEvents,
  takePreview,
} from "./view.js";

/** @import * as Wire from "../../../types/wire" */
/** @import { Component } from "../../../types/page" */

// Beyond this many events the line shows those around the selected one, and the way to the others.
const MAX_LINE = 400;

/** @param {Component<Uint8Array>} component which brings the scene */
export function timeline({ data, parentElement }) {
  setScene(parsed(data));
  drawLine(parentElement);
}

/** @param {Component<Wire.Update>} component which, on the page Make, brings what is new in the scene of a draft */
export function preview({ data, parentElement }) {
  takePreview(data);
  drawLine(parentElement);
}

/** @param {HTMLElement} parent */
function drawLine(parent) {
  const { scene } = known;
  if (!scene) return;
  document.querySelector(".st-key-event")?.setAttribute("lang", scene.lang);
  let root = parent.querySelector(".dl-timeline");
  if (!root) {
    root = element("section", { class: "dl-timeline", "aria-label": "Timeline" });
    parent.append(root);
  }
  const line = new Line(scene);
  root.replaceChildren(
    element("div", { class: "dl-line-head" }, element("h2", {}, "Timeline"), line.until),
    line.list,
    line.live,
  );
  keepShown(line.list, () => {
    if (known.scene === scene) line.show(); // that of a draft was replaced, and so is this line
  });
}

class Line {
  first = -1; // of the events that are shown
  /** @type {string | null | undefined} */
  announced = null;

  /** @param {Wire.Scene} scene */
  constructor({ events, tags, lang }) {
    this.events = events;
    this.tags = tags;
    this.untilText = element("span");
    this.until = button("", () => showUntil(!known.view.until), { role: "switch", class: "dl-switch" });
    this.until.append(element("span", { class: "dl-knob", "aria-hidden": "true" }), this.untilText);
    this.list = element("ol", { class: "dl-line", lang });
    this.live = element("p", { class: "dl-hidden", "aria-live": "polite" });
  }

  show() {
    const { event, until } = known.view;
    this.hideOthers();
    const position = this.events.findIndex(({ id }) => id === event);
    const last = until ? this.events.findIndex(({ id }) => id === until) : this.events.length - 1;
    if (this.first < 0 || position < this.first || position >= this.first + MAX_LINE) this.fill(position);
    this.mark(position, last);
    this.showUntil(position, last);
    if (event !== this.announced) this.reveal(position);
  }

  // Leaves out the events of hidden tags, and fills the list anew when they are others than before.
  hideOthers() {
    const events = shownEvents();
    if (events.length === this.events.length && events.every((event, index) => event === this.events[index])) return;
    this.events = events;
    this.first = -1;
    this.announced = undefined;
  }

  /**
   * Fills the list with the events around one.
   *
   * @param {number} position
   */
  fill(position) {
    const { events } = this;
    const from = Math.max(0, Math.min(position - MAX_LINE / 2, events.length - MAX_LINE));
    const shown = events.slice(from, from + MAX_LINE);
    const after = events.length - from - shown.length;
    const items = shown.map((event, offset) => item(event, from + offset, shown[offset - 1]?.year, this.tags));
    this.first = from;
    this.list.replaceChildren(
      ...this.further(from - 1, `${from.toLocaleString("en")} earlier`),
      ...items,
      ...this.further(from + shown.length, `${after.toLocaleString("en")} later`),
    );
  }

  /**
   * The way to an event that is not shown, where there is one.
   *
   * @param {number} index
   * @param {string} text
   */
  further(index, text) {
    const event = this.events[index];
    return event
      ? [
          element(
            "li",
            {},
            button(text, () => pick(event.id), { class: "dl-further" }),
          ),
        ]
      : [];
  }

  /**
   * @param {number} position of the selected event
   * @param {number} last of the events that the map shows
   */
  mark(position, last) {
    for (const made of this.list.querySelectorAll("button")) {
      const index = Number(made.dataset.index);
      if (index === position) made.setAttribute("aria-current", "true");
      else made.removeAttribute("aria-current");
      made.classList.toggle("dl-later", index > last);
    }
  }

  /**
   * @param {number} position
   * @param {number} last
   */
  showUntil(position, last) {
    const { until } = known.view;
    const end = this.events[last];
    this.until.setAttribute("aria-checked", String(Boolean(until)));
    this.until.hidden = !end;
    this.untilText.textContent =
      until && end && last !== position ? `Only up to ${end.when || end.title}` : "Only up to this event";
  }

  /**
   * Brings the selected event into sight, and says which one it is, but for the first.
   *
   * @param {number} position
   */
  reveal(position) {
    const place = this.list.querySelector("[aria-current]")?.parentElement;
    if (!place) return;
    const left = place.offsetLeft - (this.list.clientWidth - place.offsetWidth) / 2;
    this.list.scrollTo({ left, behavior: this.announced && !reducedMotion() ? "smooth" : "auto" });
    if (this.announced) this.live.textContent = this.events[position].title;
    this.announced = known.view.event;
  }
}

/**
 * @param {Wire.Event} event
 * @param {number} index
 * @param {string | null | undefined} yearBefore
 * @param {Wire.Tag[]} tags
 */
function item(event, index, yearBefore, tags) {
  const kind = (event.added ? "dl-diamond" : "dl-circle") + (event.span ? " dl-span" : "");
  const made = button("", () => pick(event.id), {
    title: event.title,
    "data-index": String(index),
    "data-event": event.id,
    "aria-label": [
      [event.when, event.title].filter(Boolean).join(": "),
      event.where ?? "No place named",
      event.standing,
      namesOf(event.tags, tags),
    ]
      .filter(Boolean)
      .join(". "),
  });
  made.append(
    element("span", { class: `dl-dot ${kind}` }),
    ...(event.tags.length ? [letters(event.tags, tags)] : []),
    element("span", { class: "dl-when" }, event.short),
    element("span", { class: "dl-what" }, event.where ?? event.title),
    element("span", { class: "dl-title" }, event.where ? event.title : ""),
  );
  if (event.year === null || event.year === yearBefore) return element("li", {}, made);
  const year = element("span", { class: "dl-year", "aria-hidden": "true" }, event.year);
  return element("li", { class: "dl-new-year" }, year, made);
}
