// What the reader does, on its way to the server: one message at a time, with a number that comes back with its answer.
// What is done meanwhile waits, and goes with the next message. So however quick the reader and however slow the server,
// the answer to something earlier is never taken for the last word on the view.

import { isConnected } from "./address.js";

// So many messages at once, then one in each gap: less than the server reads of one reader (geo.serving.settings).
const AT_ONCE = 20;
const GAP_MS = 200;
const MAX_ACTS = 10; // of one message, as the server takes them (geo.page.state)
// Of all that Streamlit is told in one moment it runs the first part of the page only.
const BETWEEN_MS = 10;
// An answer that has not come by then is asked for again; by the number the server knows what it has done already.
const AGAIN_MS = 5000;

/** @import * as Wire from "../../../types/wire" */
/** @import { Component, View } from "../../../types/page" */

/** @typedef {{ name: string, value: unknown, ahead: Partial<View> }} Act */
/** @typedef {{ number: number, acts: Act[], by: string[], again: number }} Sent */

/** @type {Map<string, { query: string | null, tell: (name: string, value: unknown) => void }>} */
const wires = new Map(); // by what each reports: what it brought last, and its way to tell the server
/** @type {Act[]} */
let waiting = []; // what was done and is not sent yet: its name, its value, and what of the view is shown ahead of the answer
/** @type {Sent | null} */
let sent = null; // the message whose answer is due, and the wires that it comes by
let number = 0;
let allowedAt = 0; // when all that was sent will have been allowed for
let toldAt = -Infinity;
/** @type {number | undefined} */
let timer; // of what is sent or told next
let afresh = false; // whether the server runs the page by the address

/**
 * What is shown before the server has answered.
 *
 * @returns {Partial<View>}
 */
export const ahead = () => Object.assign({}, ...[...(sent?.acts ?? []), ...waiting].map(act => act.ahead));

/**
 * @param {string} name what the reader did
 * @param {unknown} value
 * @param {Partial<View>} [shown] what of the view is shown ahead of the answer
 */
export function post(name, value, shown = {}) {
  if (!isConnected()) return; // the address will tell it (offline.js)
  // Where an address is opened, nothing before it counts but the wish for a list; of picks in a row the last.
  if (name === "open") waiting = waiting.filter(act => act.name === "pairs");
  else if (name !== "ask" && waiting[waiting.length - 1]?.name === name) waiting.pop();
  waiting.push({ name, value, ahead: shown });
  next();
}

// Streamlit runs the page by the address, so nothing that was done before it counts.
export function clear() {
  clearTimeout(timer);
  clearTimeout(sent?.again);
  [waiting, sent, afresh] = [[], null, true];
  for (const wire of wires.values()) wire.query = null;
}

const isHeard = (/** @type {string} */ reports, /** @type {Act[]} */ acts) =>
  acts.some(({ name }) => reports.split(" ").includes(name));

// What nobody on the page hears yet waits until somebody does.
function next() {
  if (sent || ![...wires.keys()].some(reports => isHeard(reports, waiting))) return;
  clearTimeout(timer);
  const pause = Math.max(allowedAt - AT_ONCE * GAP_MS, toldAt + BETWEEN_MS) - performance.now();
  if (pause > 0) timer = setTimeout(next, pause);
  else send(++number, waiting.splice(0, MAX_ACTS));
}

/**
 * @param {number} message its number
 * @param {Act[]} acts
 */
function send(message, acts) {
  const by = [...wires.keys()].filter(reports => isHeard(reports, acts));
  const again = setTimeout(() => (sent && sent.by.length < by.length ? settle() : send(message, acts)), AGAIN_MS);
  sent = { number: message, acts, by: [...by], again };
  allowedAt = Math.max(allowedAt, performance.now()) + by.length * GAP_MS;
  tell();
}

function tell() {
  if (!sent) return;
  const acts = sent.acts.map(({ name, value }) => ({ [name]: value }));
  wires.get(sent.by[0])?.tell("asked", { number: sent.number, acts });
  toldAt = performance.now();
}

function settle() {
  clearTimeout(sent?.again);
  [sent, afresh] = [null, false];
  next();
}

/**
 * What the server says by a wire, as a word on the address: "step" where it answers to what the reader did last, "return"
 * where that was Back or Forward, "run" where it ran the page of itself, "check" where it should have done so by the
 * address; null where there is nothing new, or more to come.
 *
 * @param {Pick<Component<Wire.Wire>, "data" | "setTriggerValue">} component
 */
export function take({ data, setTriggerValue }) {
  const before = wires.get(data.reports);
  wires.set(data.reports, { query: data.query, tell: setTriggerValue });
  if (!before && waiting.length) setTimeout(next, BETWEEN_MS);
  if (sent) {
    const { acts, by } = sent;
    if (data.number !== sent.number || data.reports !== by[0]) return null;
    by.shift();
    clearTimeout(timer);
    // What another address follows need not be drawn to its end.
    if (!by.length || waiting.some(({ name }) => name === "open")) settle();
    else timer = setTimeout(tell, BETWEEN_MS);
    if (sent || waiting.length) return null;
    return acts.every(({ name }) => name === "open") ? "return" : "step";
  }
  // A wire may be drawn again with what it brought long ago.
  if (waiting.length || data.query === before?.query) return null;
  return afresh ? "check" : "run";
}
