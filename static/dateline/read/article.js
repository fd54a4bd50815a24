// The article in hand: its text, what the server read in it, and what a person decided of it, with the way back. A
// decision shows at once; the server reads the article again with it, and what is decided leads it to choose others anew.

import { known } from "../page/view.js";

const MAX_STEPS = 200;
// From what needs a person most to what needs none.
export const TRUSTS = ["unsure", "likely", "sure", "confirmed", "dropped"];
const isDecided = mention => TRUSTS.indexOf(mention.trust) > 2;

// Where each character begins, in the units that JavaScript counts in; null where a character is a unit.
function unitsOf(text) {
  if (!/[\ud800-\udfff]/.test(text)) return null;
  const units = [0];
  for (const sign of text) units.push(units.at(-1) + sign.length);
  return units;
}

export class Article {
  constructor({ text, title, changed }) {
    Object.assign(this, { text, title, changed });
    this.token = crypto.randomUUID?.() ?? String(Math.random()).slice(2);
    this.units = unitsOf(text);
    this.decided = new Map(); // by where a mention begins: the number of its place, or null for none
    this.linked = new Map(); // by where a claim begins: where the names of its ends begin
    this.placed = new Map(); // places that were found by name, by number
    this.done = [];
    this.current = null; // the mention that is looked at, by where it begins
    this.only = false; // whether a decision is for it alone, or for all of its name
  }

  slice(start, end) {
    const unit = position => this.units?.[position] ?? position;
    return this.text.slice(unit(start), unit(end));
  }

  get length() {
    return this.units ? this.units.length - 1 : this.text.length;
  }

  // ---- what was read, with what is decided here

  get isRead() {
    return known.scene?.token === this.token;
  }

  get findings() {
    if (this.scene !== known.scene) this.found = null;
    this.scene = known.scene;
    this.found ??= this.isRead
      ? this.find(known.scene)
      : { mentions: [], names: [], stated: [], dates: [], placeless: [] };
    return this.found;
  }

  find({ mentions, names, reasons, stated, dates, placeless, pins }) {
    const found = names.map(({ text, places }, index) => ({ index, text, places: [...places], mentions: [] }));
    for (const read of mentions) {
      const mention = { ...read, reason: reasons[read.reason], was: read.trust };
      if (this.decided.has(mention.start)) {
        mention.number = this.decided.get(mention.start);
        mention.trust = mention.number === null ? "dropped" : "confirmed";
      }
      mention.pin = mention.number === null ? null : (pins[mention.number] ?? null);
      found[mention.name].mentions.push(mention);
    }
    for (const name of found) {
      for (const { number } of name.mentions) {
        if (this.placed.has(number) && !name.places.some(place => place.number === number))
          name.places.push(this.placed.get(number));
      }
      name.left = name.mentions.filter(mention => !isDecided(mention)).length;
      name.trust = TRUSTS.find(trust => name.mentions.some(mention => mention.trust === trust));
    }
    return {
      names: found,
      mentions: found.flatMap(name => name.mentions).sort((a, b) => a.start - b.start),
      stated: stated.map((claim, index) => ({ ...claim, index })),
      dates: dates.map((date, index) => ({ ...date, index })),
      placeless,
    };
  }

  mention(start) {
    return this.findings.mentions.find(mention => mention.start === start);
  }

  get name() {
    return this.findings.names[this.mention(this.current)?.name];
  }

  get checked() {
    return this.findings.names.filter(name => !name.left).length;
  }

  // ---- what a person decides

  // Those of the name looked at that a decision is for.
  get meant() {
    return this.only ? [this.mention(this.current)] : (this.name?.mentions ?? []);
  }

  step(change) {
    this.done.push([new Map(this.decided), new Map(this.linked)]);
    if (this.done.length > MAX_STEPS) this.done.shift();
    change();
    this.found = null;
    this.changed();
  }

  // Says that mentions mean this place, or null for none; without a place, that each means what was chosen for it.
  decide(mentions, number) {
    const made = mentions.map(({ start, number: chosen }) => [start, number === undefined ? chosen : number]);
    if (number === undefined && made.some(([, chosen]) => chosen === null)) return false;
    this.step(() => made.forEach(([start, chosen]) => this.decided.set(start, chosen)));
    return true;
  }

  takeBack(mentions) {
    this.step(() => mentions.forEach(({ start }) => this.decided.delete(start)));
  }

  link({ start, origin, to }, end, mention) {
    this.step(() => this.linked.set(start, { origin, to, [end]: mention }));
  }

  undo() {
    const before = this.done.pop();
    if (!before) return;
    [this.decided, this.linked] = before;
    this.found = null;
    this.changed();
  }

  // What the server needs to read it.
  get message() {
    const decided = [...this.decided].map(([start, number]) => ({ start, number }));
    return {
      token: this.token,
      title: this.title,
      decided,
      linked: [...this.linked].map(([start, ends]) => ({ start, ...ends })),
    };
  }
}
