// The article in hand: its text, what the server read in it, and what a person decided of it, with the way back. A
// decision shows at once; the server reads the article again with it, and what is decided leads it to choose others anew.

import { known } from "../page/view.js";

/** @import * as Wire from "../../../types/wire" */

/**
 * A mention as the server read it, and as it is decided here. Positions are in characters, in all that is read.
 *
 * @typedef {Omit<Wire.Mention, "reason"> & { reason: string, was: string, pin: string | null }} Mention
 *   `was` is the trust that the server had in it, `pin` the id of its place on the map.
 */
/**
 * A name of the article with all mentions of it; `left` are those that nobody has decided on.
 *
 * @typedef {{ index: number, text: string, places: Wire.Choice[], mentions: Mention[], left: number, trust: string }} Name
 */
/** @typedef {Wire.Stated & { index: number }} Stated */
/** @typedef {Wire.Date & { index: number }} DateRead */
/**
 * What was read, with what is decided; `byStart` has the mentions by where they begin.
 *
 * @typedef {object} Findings
 * @property {Name[]} names
 * @property {Mention[]} mentions in the order of the text
 * @property {Map<number, Mention>} byStart
 * @property {Stated[]} stated
 * @property {DateRead[]} dates
 * @property {string | null} filedOn
 * @property {string | null} notice
 * @property {Wire.Span[]} placeless
 * @property {Wire.Event[]} events
 */
/** @typedef {Pick<Wire.Stated, "origin" | "to">} Ends where the names of a claim's ends begin */

const MAX_STEPS = 200;
// From what needs a person most to what needs none.
export const TRUSTS = ["unsure", "likely", "sure", "confirmed", "dropped"];
/** @type {Findings} */
const NOTHING = {
  ...{ names: [], mentions: [], byStart: new Map(), stated: [], dates: [] },
  ...{ filedOn: null, notice: null, placeless: [], events: [] },
};

/** @param {Mention} mention */
export const isDecided = ({ trust }) => trust === "confirmed" || trust === "dropped";

/**
 * A text without the halves of characters that a paste may cut off, which no message can carry.
 *
 * @param {string} text
 */
export const wellFormed = text => text.replace(/\p{Surrogate}/gu, "\ufffd");

/**
 * Where each character begins, in the units that JavaScript counts in; null where a character is a unit.
 *
 * @param {string} text
 */
function unitsOf(text) {
  if (!/[\ud800-\udfff]/.test(text)) return null;
  const units = [0];
  let end = 0;
  for (const sign of text) units.push((end += sign.length));
  return units;
}

export class Article {
  token = crypto.randomUUID?.() ?? String(Math.random()).slice(2);
  /** @type {Map<number, number | null>} by where a mention begins: the number of its place, or null for none */
  decided = new Map();
  /** @type {Map<number, Ends>} by where a claim begins */
  linked = new Map();
  /** @type {Map<number, Wire.Choice>} places that were found by name, by number */
  placed = new Map();
  /** @type {[decided: Article["decided"], linked: Article["linked"]][]} */
  done = [];
  /** @type {number | null} the mention that is looked at, by where it begins */
  current = null;
  only = false; // whether a decision is for it alone, or for all of its name
  isShown = false; // whether it has been read once
  handedOver = false; // whether a story is made of what is decided
  /** @type {Wire.Scene | null} that the findings are of */
  scene = null;
  /** @type {Findings | null} */
  found = null;

  /** @param {{ text: string, title: string | null, changed: () => void }} settings */
  constructor({ text, title, changed }) {
    this.text = text;
    this.title = title;
    this.changed = changed;
    this.units = unitsOf(text);
  }

  /**
   * @param {number} start in characters
   * @param {number} end
   */
  slice(start, end) {
    return this.text.slice(this.units?.[start] ?? start, this.units?.[end] ?? end);
  }

  get length() {
    return this.units ? this.units.length - 1 : this.text.length;
  }

  // ---- what was read, with what is decided here

  /**
   * @param {Wire.Scene | null} scene
   * @returns {scene is Wire.ArticleScene}
   */
  isOf(scene) {
    return scene !== null && "token" in scene && scene.token === this.token;
  }

  get isRead() {
    return this.isOf(known.scene);
  }

  get findings() {
    const { scene } = known;
    if (this.scene !== scene) this.found = null;
    this.scene = scene;
    this.found ??= this.isOf(scene) ? this.find(scene) : NOTHING;
    return this.found;
  }

  /**
   * @param {Wire.ArticleScene} scene
   * @returns {Findings}
   */
  find(scene) {
    const read = scene.mentions.map(mention => this.withDecision(mention, scene));
    /** @type {Mention[][]} */
    const ofName = scene.names.map(() => []);
    for (const mention of read) ofName[mention.name].push(mention);
    const names = scene.names.map((name, index) => this.withMentions(name, index, ofName[index]));
    const mentions = ofName.flat().sort((a, b) => a.start - b.start);
    return {
      names,
      mentions,
      byStart: new Map(mentions.map(mention => [mention.start, mention])),
      stated: scene.stated.map((claim, index) => ({ ...claim, index })),
      dates: scene.dates.map((date, index) => ({ ...date, index })),
      filedOn: scene.filed_on,
      notice: scene.notice,
      placeless: scene.placeless,
      events: scene.events,
    };
  }

  /**
   * @param {Wire.Mention} read
   * @param {Wire.ArticleScene} scene
   * @returns {Mention}
   */
  withDecision(read, { reasons, pins }) {
    const decided = this.decided.get(read.start);
    const number = decided === undefined ? read.number : decided;
    return {
      ...read,
      number,
      trust: decided === undefined ? read.trust : decided === null ? "dropped" : "confirmed",
      reason: reasons[read.reason],
      was: read.trust,
      pin: number === null ? null : (pins[number] ?? null),
    };
  }

  /**
   * @param {Wire.Name} read
   * @param {number} index
   * @param {Mention[]} mentions
   * @returns {Name}
   */
  withMentions(read, index, mentions) {
    const places = [...read.places];
    for (const { number } of mentions) {
      const place = number === null ? undefined : this.placed.get(number);
      if (place && !places.some(other => other.number === number)) places.push(place);
    }
    const left = mentions.filter(mention => !isDecided(mention)).length;
    const trust = TRUSTS.find(one => mentions.some(mention => mention.trust === one)) ?? TRUSTS[0];
    return { index, text: read.text, places, mentions, left, trust };
  }

  /** @param {number | null} start */
  mention(start) {
    return start === null ? undefined : this.findings.byStart.get(start);
  }

  // The name that is looked at.
  get name() {
    const looked = this.mention(this.current);
    return looked && this.findings.names[looked.name];
  }

  get checked() {
    return this.findings.names.filter(name => !name.left).length;
  }

  /**
   * The event that tells of a mention's place in the mention's sentence, by its id; null where none does.
   *
   * @param {Mention} mention
   */
  eventOf(mention) {
    return this.findings.events.find(event => tells(event, mention))?.id ?? null;
  }

  /**
   * The first mention that an event tells of.
   *
   * @param {string} id
   */
  mentionOf(id) {
    const event = this.findings.events.find(each => each.id === id);
    return event && this.findings.mentions.find(mention => tells(event, mention));
  }

  /**
   * Looks at a mention, by where it begins, or at none. Where it is of another name, a decision is for all of that.
   *
   * @param {number | null} start
   */
  look(start) {
    const mention = this.mention(start);
    if (mention?.name !== this.name?.index) this.only = false;
    this.current = mention?.start ?? null;
    return mention;
  }

  // ---- what a person decides

  // Those of the name looked at that a decision is for.
  get meant() {
    const { name } = this;
    return this.only && name ? name.mentions.filter(({ start }) => start === this.current) : (name?.mentions ?? []);
  }

  /** @param {() => void} change */
  step(change) {
    this.done.push([new Map(this.decided), new Map(this.linked)]);
    if (this.done.length > MAX_STEPS) this.done.shift();
    change();
    this.found = null;
    this.changed();
  }

  /**
   * Says that mentions mean a place by its number, or null for none; without a number, that each means what was chosen for
   * it. False, and nothing is decided, where nothing was.
   *
   * @param {Mention[]} mentions
   * @param {number | null} [number]
   */
  decide(mentions, number) {
    if (number === undefined && mentions.some(mention => mention.number === null)) return false;
    this.step(() => {
      for (const { start, number: chosen } of mentions) this.decided.set(start, number === undefined ? chosen : number);
    });
    return true;
  }

  /** @param {Mention[]} mentions */
  takeBack(mentions) {
    this.step(() => mentions.forEach(({ start }) => this.decided.delete(start)));
  }

  /**
   * Says which mention a claim's end is, by where it begins, or null for none.
   *
   * @param {Pick<Wire.Stated, "start" | "origin" | "to">} claim
   * @param {keyof Ends} end
   * @param {number | null} mention
   */
  link({ start, origin, to }, end, mention) {
    // What was chosen before may be still on its way.
    this.step(() => this.linked.set(start, { origin, to, ...this.linked.get(start), [end]: mention }));
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
    return {
      token: this.token,
      title: this.title,
      decided: [...this.decided].map(([start, number]) => ({ start, number })),
      linked: [...this.linked].map(([start, ends]) => ({ start, ...ends })),
    };
  }
}

/**
 * @param {Wire.Event} event
 * @param {Mention} mention
 */
function tells({ sentence, place }, { start, pin }) {
  return sentence !== undefined && sentence.start <= start && start < sentence.end && place === pin;
}
