// To the server and back: one message at a time, each with all that is decided of the article, so that nothing has to be
// told again when one is lost.

import * as upload from "../base/upload.js";

const ANSWER_MS = 8000; // after that a message or its answer is taken for lost

export class Messages {
  // `reading` gives what the server needs to read the article, null where there is none; `sceneThere` which scene is
  // here; `onWay` hears how much of a file has arrived, and `refuse` why no more is taken.
  constructor({ reading, sceneThere, onWay, refuse }) {
    Object.assign(this, { reading, sceneThere, onWay, refuse, send: () => {}, wanted: {}, count: 0, sent: null });
  }

  // `file` and `find` go alone; with `reading` go `text`, where the server does not have it yet, and `make`.
  want(wanted) {
    Object.assign(this.wanted, wanted);
    this.next();
  }

  async next() {
    if (this.sent !== null) return;
    const { file, find, reading, text, make } = this.wanted;
    let message = null;
    if (file) {
      message = { file };
      this.wanted.file = null;
    } else if (find) {
      message = { find };
      this.wanted.find = null;
    } else if (reading) {
      message = this.reading({ text, make });
      this.wanted.reading = this.wanted.make = false;
    }
    if (!message) return;
    const number = (this.sent = ++this.count);
    try {
      const large = await this.large(message);
      this.send({ ...message, ...large, count: number, scene: this.sceneThere() });
    } catch (problem) {
      this.sent = null;
      this.refuse(problem);
      return;
    }
    setTimeout(() => {
      if (this.sent !== number) return;
      this.sent = null;
      this.want({ reading: true });
    }, ANSWER_MS);
  }

  // What of a message goes in pieces.
  async large({ file, text }) {
    if (file)
      return {
        file: { name: file.name, upload: await upload.send(file.content, part => this.onWay(file.name, part)) },
      };
    return text ? { text: await upload.said(text) } : {};
  }

  // Whether this is the answer that is waited for.
  isAnswered({ count }) {
    if (count !== this.sent) return false;
    this.sent = null;
    return true;
  }
}
