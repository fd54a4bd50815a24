// The tags of events: the letters that stand for them, and the events that are hidden with their tags.

import { element } from "./element.js";

/** @import * as Wire from "../../../types/wire" */

/**
 * The letters of some tags, on their colours.
 *
 * @param {Iterable<string>} ids
 * @param {Wire.Tag[]} tags all of the story
 */
export function letters(ids, tags) {
  const wanted = new Set(ids);
  const shown = tags.filter(({ id }) => wanted.has(id)).map(letterOf);
  return element("span", { class: "dl-letters", "aria-hidden": "true" }, ...shown);
}

/** @param {Wire.Tag} tag */
export const letterOf = ({ letter, colour }) =>
  element("i", { class: "dl-letter", "aria-hidden": "true", "data-hue": colour }, letter);

/**
 * The names of some tags, as they are read out.
 *
 * @param {string[]} ids
 * @param {Wire.Tag[]} tags
 */
export const namesOf = (ids, tags) =>
  tags
    .filter(({ id }) => ids.includes(id))
    .map(({ name }) => name)
    .join(", ");

/**
 * Whether an event is shown: one that has a tag is hidden when all of its tags are, unless it is the selected one.
 *
 * @param {Pick<Wire.Event, "id" | "tags">} shown
 * @param {{ hide?: string[], event?: string | null }} view
 */
export const isShown = ({ id, tags }, { hide = [], event }) =>
  id === event || !tags.length || !tags.every(tag => hide.includes(tag));
