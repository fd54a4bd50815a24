// Places of the server's gazetteer for the search boxes, as somebody types.

const PAUSE_MS = 150; // who types on has not asked yet
/** @import { Suggestion, Suggestions } from "../../../types/wire" */
/** @import { Component } from "../../../types/page" */

/** @type {(typed: string) => void} */
let tell = () => {};
/** @type {Suggestions | null} */
let found = null; // what the server found last
/** @type {number | undefined} */
let waiting;
/** @type {(() => void) | null} */
let hear = null;

/**
 * Mounted invisibly; drawn again with each answer.
 *
 * @param {Component<Suggestions | null>} component
 */
export function suggestions({ data, setTriggerValue }) {
  tell = typed => setTriggerValue("typed", typed);
  if (!data || data === found) return;
  found = data;
  hear?.();
}

/**
 * What the server knows for a text: its places and their credit. Null where it has to be asked first; `again` is called
 * when it has answered.
 *
 * @param {string} typed
 * @param {() => void} again
 */
export function suggested(typed, again) {
  clearTimeout(waiting);
  if (found?.typed === typed) return found;
  hear = again;
  waiting = setTimeout(() => tell(typed), PAUSE_MS);
  return null;
}

/**
 * A place as a point of the reader's own, in the form of a link. Of a country or a region it is some point inside.
 *
 * @param {Suggestion} place
 */
export const stopOf = ({ name, lon, lat, radius_km }) =>
  `@${lat},${lon}(${radius_km === null ? `a point in ${name}` : name})`;
