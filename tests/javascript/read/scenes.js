// What the server would say of an article: scenes as geo/view/wire.py has them.

import { openPage } from "../dom.js";

/** A page of Streamlit's that is connected, as the modules want it when they are imported. */
export const openStreamlit = () => openPage('<div class="stApp" data-test-connection-state="CONNECTED"></div>');

/** Random numbers from 0 to 1, the same for each seed (mulberry32). */
export function seeded(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export const choice = (number, name, where = "") => ({ number, name, kind: "town", where, people: null });

/** The places where a text has a name, in characters. */
export const spans = (text, name) =>
  [...text.matchAll(new RegExp(name, "gu"))].map(({ index }) => {
    const start = [...text.slice(0, index)].length;
    return { start, end: start + [...name].length };
  });

/**
 * The scene of an article that names these places: `named` has by name the numbers of what it may mean and the trust in
 * the first. Each mention of a place is told by an event of its own.
 */
export function sceneOf({ token, text }, named, more = {}) {
  const mentions = Object.entries(named).flatMap(([word, { numbers, trust = "likely" }], name) =>
    spans(text, word).map(span => ({ ...span, name, trust, number: numbers[0] ?? null, reason: 0 })),
  );
  const numbers = Object.values(named).flatMap(each => each.numbers);
  const pins = Object.fromEntries(numbers.map(number => [number, `pin-${number}`]));
  return {
    token,
    mentions,
    names: Object.entries(named).map(([word, each]) => ({
      text: word,
      places: each.numbers.map(number => choice(number, `${word} ${number}`)),
    })),
    reasons: ["It is the largest of that name."],
    stated: [],
    dates: [],
    placeless: [],
    pins,
    meanings: {},
    places: [],
    tags: [],
    claims: [],
    events: mentions.map(({ start, end, number }) => ({
      id: `event-${start}`,
      place: pins[number] ?? null,
      sentence: { start, end },
    })),
    ...more,
  };
}
