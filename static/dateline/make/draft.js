// A draft in the browser: the document of a story file, changed by JSON Patch, each step with its way back. It hands its
// changes over to the server one message at a time; until the answer comes they are kept, and told again.

import { said } from "../base/upload.js";
import { operate } from "./patch.js";

/** @import { Fault } from "../../../types/wire" */
/** @import { Operation } from "./patch" */

/**
 * @typedef {object} Step what a change did, how it is undone, and what it is called for whoever undoes it
 * @property {Operation[]} forth
 * @property {Operation[]} back
 * @property {string} name
 */

/**
 * @typedef {object} Message a change of the draft, or all of it, as JSON or by the name of an upload
 * @property {string | { upload: string }} [changes]
 * @property {string | { upload: string }} [whole]
 * @property {string} token
 * @property {number} count
 */

const MAX_STEPS = 500;
const ANSWER_MS = 8000; // after that the message or its answer is taken for lost

/**
 * @template Value
 * @param {Value} value
 * @returns {Value}
 */
const copy = value => JSON.parse(JSON.stringify(value));

export class Draft {
  /** @type {Step[]} */
  done = [];
  /** @type {Step[]} */
  undone = [];
  /** @type {Operation[]} */
  waiting = []; // operations that the server has not confirmed
  /** @type {{ operations: number } | null} */
  sent = null; // how many of them it was told, as long as an answer may come
  told = 0; // how many changes it was told that it may have, without an answer
  whole = false; // whether it has to be told everything
  dirty = false; // changed since it was taken away as a file

  /**
   * @param {object} settings
   * @param {string} settings.token
   * @param {string} settings.text the document, as JSON
   * @param {number} settings.count of the messages that the server has taken
   * @param {(message: Message) => void} settings.send gives the server a message
   * @param {(oneCell: boolean) => void} settings.changed called after each change, with whether it was one cell only
   * @param {(reason: Fault) => void} settings.refuse called with the reason why the server takes no more just now
   */
  constructor({ token, text, count, send, changed, refuse }) {
    this.token = token;
    this.count = count;
    this.send = send;
    this.changed = changed;
    this.refuse = refuse;
    /** @type {unknown} */
    this.document = JSON.parse(text);
  }

  /**
   * Makes one step.
   *
   * @param {Operation[]} operations
   * @param {string} name
   * @param {boolean} [oneCell]
   */
  change(operations, name, oneCell = false) {
    if (!operations.length) return;
    const made = copy(operations);
    const back = copy(made.map(operation => operate(this.document, operation)).reverse());
    this.done.push({ forth: operations, back, name });
    if (this.done.length > MAX_STEPS) this.done.shift();
    this.undone = [];
    this.after(operations, oneCell);
  }

  undo() {
    this.turn(this.done, this.undone, "back");
  }

  redo() {
    this.turn(this.undone, this.done, "forth");
  }

  /**
   * @param {Step[]} from
   * @param {Step[]} to
   * @param {"back" | "forth"} way
   */
  turn(from, to, way) {
    const step = from.pop();
    if (!step) return;
    for (const operation of copy(step[way])) operate(this.document, operation);
    to.push(step);
    this.after(step[way], false);
  }

  /**
   * @param {Operation[]} operations
   * @param {boolean} oneCell
   */
  after(operations, oneCell) {
    this.dirty = true;
    this.waiting.push(...copy(operations));
    this.changed(oneCell);
    this.flush();
  }

  get saved() {
    return !this.waiting.length && !this.whole;
  }

  async flush() {
    if (this.sent || this.saved) return;
    // The answer to the whole must be told from one to an earlier message, so the count goes on.
    if (this.whole) this.count += 1;
    // Changes that are told again are the very same, so that a late answer to the first time is right about them.
    else this.told ||= this.waiting.length;
    const operations = this.whole ? this.waiting.length : this.told;
    const [kind, value] = this.whole ? ["whole", this.document] : ["changes", this.waiting.slice(0, operations)];
    const sent = (this.sent = { operations });
    try {
      const text = await said(JSON.stringify(value));
      if (this.sent !== sent) return; // handed over whole in the meantime
      this.send({ [kind]: text, token: this.token, count: this.count });
    } catch (problem) {
      this.refuse(/** @type {Fault} */ (problem)); // which is what an upload throws
    }
    setTimeout(() => {
      if (this.sent !== sent) return;
      this.sent = null;
      this.flush();
    }, ANSWER_MS);
  }

  handOver() {
    this.whole = true;
    this.sent = null;
    this.told = 0;
    this.flush();
  }

  /**
   * Hears what the server says it has.
   *
   * @param {{ token: string | null, count: number, lost: boolean }} reply
   */
  hear({ token, count, lost }) {
    if (token !== this.token || lost) {
      if (!this.whole || !this.sent) this.handOver();
      return;
    }
    if (!this.sent || count !== (this.whole ? this.count : this.count + 1)) return;
    this.waiting.splice(0, this.sent.operations);
    this.count = count;
    this.whole = false;
    this.sent = null;
    this.told = 0;
    this.flush();
  }
}
