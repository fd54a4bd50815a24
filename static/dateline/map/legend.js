// What the signs on the map mean: of the kinds of places those that the story has.

import { button, element } from "../base/element.js";
import { letterOf } from "../base/tags.js";

/** @import { Tag } from "../../../types/wire" */
/** @import { DrawnScene } from "../../../types/page" */

/**
 * The legend of a scene, to be opened.
 *
 * @param {Pick<DrawnScene, "legend" | "places" | "claims" | "measures" | "tags">} scene
 * @param {boolean} crowded whether places that are close together share a mark
 * @param {(tag: string) => void} press
 */
export function legend({ legend: meanings, places, claims, measures, tags }, crowded, press) {
  const signs = new Set(places.map(place => /** @type {string} */ (place.kind)));
  if (measures !== false) signs.add("measured");
  if (crowded) signs.add("cluster");
  if (claims.length) signs.add("claimed");
  const shown = Object.entries(meanings).filter(([sign]) => signs.has(sign));
  const list = shown.map(([sign, text]) => element("li", {}, element("i", { class: `dl-key dl-${sign}` }), text));
  const signsList = element("ul", {}, ...list);
  return element("details", {}, element("summary", {}, "Legend"), ...tagList(tags, press), signsList);
}

/**
 * The tags, each of which hides its events when it is pressed, and shows them when it is pressed again.
 *
 * @param {Tag[]} tags
 * @param {(tag: string) => void} press
 */
function tagList(tags, press) {
  if (!tags.length) return [];
  const items = tags.map(tag => {
    const made = button("", () => press(tag.id), { "data-tag": tag.id, "aria-pressed": "true" });
    made.append(letterOf(tag), element("bdi", {}, tag.name));
    return element("li", {}, made);
  });
  return [
    element("ul", { class: "dl-tags-of-legend", "aria-label": "Kinds of events; press one to hide it" }, ...items),
  ];
}

/**
 * Marks which tags are hidden.
 *
 * @param {Element} box
 * @param {string[]} hide
 */
export function showHidden(box, hide) {
  for (const made of box.querySelectorAll("[data-tag]"))
    made.setAttribute("aria-pressed", String(!hide.includes(made.getAttribute("data-tag") ?? "")));
}
