// To the server and back: one message at a time, each with all that is decided of the article, so that nothing has to be
// told again when one is lost.

const ANSWER_MS = 8000; // after that a message or its answer is taken for lost

export class Messages {
  // `reading` gives what the server needs to read the article, null where there is none; `sceneThere` which scene is here.
  constructor({ reading, sceneThere }) {
    Object.assign(this, { reading, sceneThere, send: () => {}, wanted: {}, count: 0, sent: null });
  }

  // `file` and `find` go alone; with `reading` go `text`, where the server does not have it yet, and `make`.
  want(wanted) {
    Object.assign(this.wanted, wanted);
    this.next();
  }

  next() {
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
    this.send({ ...message, count: number, scene: this.sceneThere() });
    setTimeout(() => {
      if (this.sent !== number) return;
      this.sent = null;
      this.want({ reading: true });
    }, ANSWER_MS);
  }

  // Whether this is the answer that is waited for.
  isAnswered({ count }) {
    if (count !== this.sent) return false;
    this.sent = null;
    return true;
  }
}
