// What is too large for one message, a file or a text, on its way to the server: in pieces, one at a time. The server
// answers how many it has, upon which the next one goes; geo/session/upload.py describes the form. When all are there, another
// message names them.

const PIECE = 262_144; // bytes
const ANSWER_MS = 30_000; // a piece takes so long at 93 kbit/s; after that it or its answer is taken for lost
const INLINE = 64_000; // characters that a message may have in it: escaped, 384 kB at most

/** @import { Fault, UploadReply } from "../../../types/wire" */
/** @import { Component } from "../../../types/page" */

/** @type {(piece: object) => void} */
let tell = () => {};
/** @type {HTMLElement | null} */
let place = null; // of the component, which is on some pages only
/** @type {Sending | null} */
let sending = null;
/** @type {Promise<unknown>} */
let before = Promise.resolve(); // what is sent first

/**
 * In parts: one call with so many arguments would be too much.
 *
 * @param {Uint8Array} bytes
 */
const base64 = bytes => {
  let text = "";
  for (let first = 0; first < bytes.length; first += 8192)
    text += String.fromCharCode(...bytes.subarray(first, first + 8192));
  return btoa(text);
};

class Sending {
  index = 0;
  isKnown = false;

  /**
   * @param {Uint8Array} content
   * @param {{ onWay: (part: number) => void, done: (name: string) => void, refuse: (reason: Fault) => void }} told
   */
  constructor(content, { onWay, done, refuse }) {
    this.content = content;
    this.onWay = onWay;
    this.done = done;
    this.refuse = refuse;
    this.of = crypto.randomUUID?.() ?? String(Math.random()).slice(2);
    this.pieces = Math.max(1, Math.ceil(content.length / PIECE));
    this.send(0);
  }

  /** @param {number} index */
  send(index) {
    this.index = index;
    const first = index * PIECE;
    if (place?.isConnected)
      tell({
        of: this.of,
        index,
        last: index === this.pieces - 1,
        base64: base64(this.content.subarray(first, first + PIECE)),
      });
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.send(this.index), ANSWER_MS);
  }

  /** @param {UploadReply} reply */
  hear({ of, count, refused }) {
    if (of !== this.of) {
      if (this.isKnown) this.send(0); // the server has started again
      this.isKnown = false;
      return;
    }
    this.isKnown = true;
    if (count <= this.index && !refused) return;
    this.onWay(count / this.pieces);
    if (count < this.pieces && !refused) return this.send(count);
    clearTimeout(this.waiting);
    sending = null;
    if (refused) this.refuse(refused);
    else this.done(of);
  }
}

/**
 * Mounted invisibly; drawn again with each answer.
 *
 * @param {Component<UploadReply>} component
 */
export function upload({ data, parentElement, setTriggerValue }) {
  place = parentElement;
  tell = piece => setTriggerValue("piece", piece);
  sending?.hear(data);
}

/**
 * Sends bytes, one thing after the other; gives the name under which the server has them, or throws the reason why it
 * takes none. `onWay` hears which part of them has arrived.
 *
 * @param {Uint8Array} content
 * @param {(part: number) => void} [onWay]
 * @returns {Promise<string>}
 */
export function send(content, onWay = () => {}) {
  const sent = before.then(
    () => new Promise((done, refuse) => (sending = new Sending(content, { onWay, done, refuse }))),
  );
  before = sent.catch(() => {});
  return sent;
}

/**
 * A text as a message says it: itself, or where it is too long for one, the name under which it was sent.
 *
 * @param {string} text
 */
export async function said(text) {
  return text.length <= INLINE ? text : { upload: await send(new TextEncoder().encode(text)) };
}
