// The draft that somebody works on, and what the server says of it.

import { Draft } from "./draft.js";

/** @import { DraftReply, Fault, NoDraft, Swap } from "../../../types/wire" */
/** @import { Message } from "./draft" */
/** @import { Operation } from "./patch" */
/** @import { TableName } from "./tables" */

/** @type {DraftReply} */
const NOTHING = {
  token: null,
  count: 0,
  lost: false,
  document: null,
  faults: [],
  faulty: 0,
  swaps: [],
  refused: [],
  notes: [],
  asks: [],
  table: null,
  naming: null,
};

export class Editor {
  /** @type {Draft | null} */
  draft = null;
  /** @type {number | null} */
  revision = null; // of the copy that is kept on this device
  /** @type {Fault[]} */
  faults = [];
  /** @type {Swap[]} */
  swaps = [];
  /** @type {DraftReply} */
  latest = NOTHING; // what the server said last
  /** @type {TableName | null} */
  table = null; // with the cell that was changed last

  /**
   * @param {object} heard who hears of a draft: see `Draft`
   * @param {(message: Message) => void} heard.send
   * @param {(oneCell: boolean) => void} heard.changed
   * @param {(reason: Fault) => void} heard.refuse
   */
  constructor(heard) {
    this.heard = heard;
  }

  get document() {
    return this.draft?.document;
  }

  /** What the server said last, if it was of this draft. */
  get told() {
    return this.draft?.token === this.latest.token ? this.latest : null;
  }

  /**
   * @param {string} token
   * @param {string} text
   * @param {number} count
   * @param {number | null} [revision]
   */
  begin(token, text, count, revision = null) {
    this.draft = new Draft({ token, text, count, ...this.heard });
    this.revision = revision;
    this.faults = [];
  }

  close() {
    this.draft = null;
    this.faults = [];
  }

  /**
   * One step of the draft.
   *
   * @param {Operation[]} operations
   * @param {string} name
   * @param {TableName | null} [table] whose cell was typed in, where it was one cell only
   */
  change(operations, name, table = null) {
    if (!operations.length) return;
    this.table = table;
    this.draft?.change(operations, name, table !== null);
  }

  /**
   * Takes what the server says, without anything that follows from it.
   *
   * @param {DraftReply | NoDraft} data
   */
  receive(data) {
    this.latest = { ...NOTHING, ...data };
    return this.latest;
  }
}
