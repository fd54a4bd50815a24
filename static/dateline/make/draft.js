// A draft in the browser: the document of a story file, changed by JSON Patch (RFC 6902), each step with its way back.
// It hands its changes over to the server one message at a time; until the answer comes they are kept, and told again.

import { said } from "../base/upload.js";

const MAX_STEPS = 500;
const ANSWER_MS = 8000; // after that the message or its answer is taken for lost

const keysOf = pointer =>
  pointer
    .slice(1)
    .split("/")
    .map(key => key.replaceAll("~1", "/").replaceAll("~0", "~"));
export const pointerOf = keys =>
  keys.map(key => `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
export const at = (value, keys) => keys.reduce((inner, key) => inner?.[key], value);

// Makes one operation; returns the one that undoes it.
function operate(document, operation) {
  const keys = keysOf(operation.path);
  const key = keys.pop();
  const owner = at(document, keys);
  const path = operation.path;
  if (operation.op === "move") {
    const value = at(document, keysOf(operation.from));
    operate(document, { op: "remove", path: operation.from });
    operate(document, { op: "add", path, value });
    return { op: "move", from: path, path: operation.from };
  }
  if (Array.isArray(owner)) {
    const index = key === "-" ? owner.length : Number(key);
    const here = pointerOf([...keys, index]);
    if (operation.op === "add") owner.splice(index, 0, operation.value);
    else if (operation.op === "remove") return { op: "add", path: here, value: owner.splice(index, 1)[0] };
    else return { op: "replace", path: here, value: owner.splice(index, 1, operation.value)[0] };
    return { op: "remove", path: here };
  }
  const had = Object.hasOwn(owner, key);
  const before = owner[key];
  if (operation.op === "remove") delete owner[key];
  // Not by assignment, which "__proto__" would take for something else.
  else
    Object.defineProperty(owner, key, { value: operation.value, writable: true, enumerable: true, configurable: true });
  return had ? { op: operation.op === "remove" ? "add" : "replace", path, value: before } : { op: "remove", path };
}

const copy = value => JSON.parse(JSON.stringify(value));

export class Draft {
  // `send` gives the server a message; `changed` is called after each change with whether it was one cell only; `refuse`
  // with the reason why the server takes no more just now.
  constructor({ token, text, count, send, changed, refuse }) {
    Object.assign(this, { token, count, send, changed, refuse });
    this.document = JSON.parse(text);
    this.done = [];
    this.undone = [];
    this.waiting = []; // operations that the server has not confirmed
    this.sent = null; // how many of them it was told, and when
    this.whole = false;
    this.dirty = false; // changed since it was taken away as a file
  }

  // One step: what it does, and what it is called for whoever undoes it.
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

  turn(from, to, way) {
    const step = from.pop();
    if (!step) return;
    for (const operation of copy(step[way])) operate(this.document, operation);
    to.push(step);
    this.after(step[way], false);
  }

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
    const [kind, value] = this.whole ? ["whole", this.document] : ["changes", this.waiting];
    const sent = (this.sent = { operations: this.waiting.length });
    try {
      const text = await said(JSON.stringify(value));
      if (this.sent !== sent) return; // handed over whole in the meantime
      this.send({ [kind]: text, token: this.token, count: this.count });
    } catch (problem) {
      this.refuse(problem);
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
    this.flush();
  }

  // What the server says it has.
  hear({ token, count, lost }) {
    const mine = token === this.token;
    if (!mine || lost) {
      if (!this.whole || !this.sent) this.handOver();
      return;
    }
    if (!this.sent) return;
    if (count !== (this.whole ? this.count : this.count + 1)) return;
    this.waiting.splice(0, this.sent.operations);
    this.count = count;
    this.whole = false;
    this.sent = null;
    this.flush();
  }
}
