// What the signs on the map mean: of the kinds of places those that the story has.

import { element } from "../base/element.js";

/** @import { DrawnScene } from "../../../types/page" */

/**
 * The legend of a scene, to be opened.
 *
 * @param {Pick<DrawnScene, "legend" | "places" | "claims" | "measures">} scene
 * @param {boolean} crowded whether places that are close together share a mark
 */
export function legend({ legend: meanings, places, claims, measures }, crowded) {
  const signs = new Set(places.map(place => /** @type {string} */ (place.kind)));
  if (measures !== false) signs.add("measured");
  if (crowded) signs.add("cluster");
  if (claims.length) signs.add("claimed");
  const shown = Object.entries(meanings).filter(([sign]) => signs.has(sign));
  const list = shown.map(([sign, text]) => element("li", {}, element("i", { class: `dl-key dl-${sign}` }), text));
  return element("details", {}, element("summary", {}, "Legend"), element("ul", {}, ...list));
}
