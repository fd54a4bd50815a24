// Requests to the server, one at a time, each with all that is decided of the article, so that nothing has to be told
// again when one is lost.

import * as upload from "../base/upload.js";

/** @import { Fault } from "../../../types/wire" */
/** @import { Article } from "./article" */

/** @typedef {{ name: string, content: Uint8Array }} LoadedFile */
/**
 * What the server needs to read the article: its text where the server does not have it yet, and `make` where a story
 * is to be made of it.
 *
 * @typedef {Article["message"] & { published: string, about: string, text?: string, make?: boolean }} Reading
 */
/**
 * What is asked for. `file` and `find` go alone; with `reading` go `text`, where the server does not have it yet, and
 * `make`.
 *
 * @typedef {{ file?: LoadedFile | null, find?: string | null, reading?: boolean, text?: boolean, make?: boolean }} Wanted
 */
/** @typedef {Partial<Reading> & { file?: LoadedFile, find?: string }} Request */

const ANSWER_MS = 8000; // after that a request or its answer is taken for lost

export class Requests {
  /** @type {(request: object) => void} */
  send = () => {};
  /** @type {Wanted} */
  wanted = {};
  count = 0;
  /** @type {number | null} the count of the one whose answer is due */
  sent = null;

  /**
   * @param {object} settings
   * @param {(asked: Pick<Wanted, "text" | "make">) => Reading | null} settings.reading null where there is no article
   * @param {() => number | null} settings.sceneThere which scene is here
   * @param {(name: string, part: number) => void} settings.onWay hears how much of a file has arrived, from 0 to 1
   * @param {(reason: Fault) => void} settings.refuse hears why no more of it is taken
   */
  constructor({ reading, sceneThere, onWay, refuse }) {
    this.reading = reading;
    this.sceneThere = sceneThere;
    this.onWay = onWay;
    this.refuse = refuse;
  }

  /** @param {Wanted} wanted */
  want(wanted) {
    Object.assign(this.wanted, wanted);
    this.next();
  }

  async next() {
    if (this.sent !== null) return;
    const request = this.take();
    if (!request) return;
    const number = (this.sent = ++this.count);
    try {
      const large = await this.large(request);
      this.send({ ...request, ...large, count: number, scene: this.sceneThere() });
    } catch (problem) {
      this.sent = null;
      this.refuse(/** @type {Fault} */ (problem)); // the reason why an upload is not taken
      return;
    }
    setTimeout(() => {
      if (this.sent !== number) return;
      this.sent = null;
      this.want({ reading: true });
    }, ANSWER_MS);
  }

  /**
   * What goes next of what is wanted, which is wanted no more.
   *
   * @returns {Request | null}
   */
  take() {
    const { file, find, reading, text, make } = this.wanted;
    if (file) {
      this.wanted.file = null;
      return { file };
    }
    if (find) {
      this.wanted.find = null;
      return { find };
    }
    if (!reading) return null;
    this.wanted.reading = this.wanted.make = false; // the text stays wanted until the server says that it has it
    return this.reading({ text, make });
  }

  /**
   * What of a request goes in pieces.
   *
   * @param {Request} request
   */
  async large({ file, text }) {
    if (file)
      return {
        file: { name: file.name, upload: await upload.send(file.content, part => this.onWay(file.name, part)) },
      };
    return text ? { text: await upload.said(text) } : {};
  }

  /**
   * Whether this is the answer that is waited for.
   *
   * @param {{ count: number }} answer
   */
  isAnswered({ count }) {
    if (count !== this.sent) return false;
    this.sent = null;
    return true;
  }
}
