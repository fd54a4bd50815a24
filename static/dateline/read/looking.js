// What is looked at and what is done about it, whether in the text, in the list, on the map, on the timeline or by keys.

import * as view from "../page/view.js";
import { isDecided } from "./article.js";
import { Highlights } from "./highlights.js";
import { Review, isSure, takeKeys } from "./review.js";
const { known } = view;

/** @import { Choice, Fares, Stated } from "../../../types/wire" */
/** @import { Pointed } from "../../../types/page" */
/** @import { Article, Ends, Mention } from "./article" */
/** @import { Bring } from "./bring" */
/** @import { Kind } from "./highlights" */

// What a verdict leaves out of a measurement: of a claim no more than its line is drawn.
const LINE_ONLY = {
  arriving: null,
  legs: [],
  cautions: [],
  measured: null,
  claims: {},
  points: null,
  working: [],
  legs_m: [],
};

/** @param {Mention} mention */
const isLeft = mention => !isDecided(mention);

export class Looking {
  /** @type {Article | null} */
  article = null;
  /** @type {number | null} the claim that is measured on the map, by number */
  claim = null;
  /** @type {number | null} the date that is looked at, by number */
  date = null;
  /** @type {string | null} that the timeline shows */
  event = null;
  highlights = new Highlights({
    chosen: (kind, of) => this.lookAt(kind, of),
    over: start => this.pointAt(start),
    check: () => this.check(),
  });

  /**
   * @param {object} settings
   * @param {Bring} settings.bring where the article comes from
   * @param {(text: string) => void} settings.find asks for places of a name
   * @param {() => void} settings.make asks for a story
   */
  constructor({ bring, find, make }) {
    this.bring = bring;
    this.review = new Review({ page: this, find, make });
    takeKeys(this.highlights.root, this, { inText: true });
    takeKeys(this.review.root, this, { inText: false });
  }

  get published() {
    return this.bring.published.value.trim();
  }

  show() {
    this.highlights.show(this.article);
    this.review.show();
  }

  // After a change of what was read or decided.
  showAgain() {
    this.show();
    this.drawMeasured();
    view.update({ place: this.article?.mention(this.article.current)?.pin ?? null });
  }

  // ---- what is looked at

  /**
   * Looks at a mention, by where it begins, or at none.
   *
   * @param {number | null} start
   * @param {{ still?: boolean }} [settings] `still`: the text stays where it is
   */
  look(start, { still = false } = {}) {
    const { article, review } = this;
    if (!article) return;
    const mention = article.look(start);
    if (review.tab !== "places") review.open("places");
    this.show();
    review.reveal();
    if (mention && !still) this.highlights.reveal("mention", mention.start);
    this.event = mention ? article.eventOf(mention) : null;
    view.update({ place: mention?.pin ?? null, event: this.event });
  }

  /** @param {number} by */
  go(by) {
    const start = this.article && this.review.checks.next(this.article, by);
    if (start === null) return;
    this.look(start);
    this.focusRow();
  }

  /**
   * Looks at another mention of the name.
   *
   * @param {number} by
   */
  turn(by) {
    const { article } = this;
    if (!article?.name) return;
    const { mentions } = article.name;
    const at = mentions.findIndex(({ start }) => start === article.current);
    this.look(mentions[(at + by + mentions.length) % mentions.length].start);
  }

  /**
   * Looks at a mark in the text that was pressed.
   *
   * @param {Kind} kind
   * @param {number} of
   */
  lookAt(kind, of) {
    const { review } = this;
    if (kind === "mention") return this.look(of, { still: true });
    const tab = kind === "claim" ? "claims" : "dates";
    if (review.tab !== tab) review.open(tab);
    if (kind === "claim") this.measure(of);
    else this.showDate(of);
  }

  /**
   * Points at a mention, by where it begins, or at none.
   *
   * @param {number | null} start
   */
  pointAt(start) {
    if (!this.article) return;
    const pin = this.article.mention(start)?.pin ?? null;
    this.highlights.paint(this.article, pin);
    view.update({ over: pin });
  }

  /**
   * Takes a place of the map that is pointed at, or pressed: the first mention of it, pressed again the next.
   *
   * @param {Pointed} pointed
   */
  onMap({ over, press }) {
    const { article } = this;
    if (!article?.isRead) return;
    if (over !== undefined) this.highlights.paint(article, over);
    if (press === undefined) return;
    const { current } = article;
    const named = article.findings.mentions.filter(({ pin }) => pin === press);
    if (named.length) this.look(after(named, current ?? 0).start);
  }

  // An event of the timeline that was chosen.
  onTimeline() {
    const { event } = known.view;
    if (!event || event === this.event) return;
    this.event = event;
    const named = this.article?.mentionOf(event);
    if (named) this.look(named.start);
  }

  /** @param {number | null} index of a claim */
  measure(index) {
    this.claim = index;
    this.drawMeasured();
    this.show();
    this.review.reveal();
    if (index !== null) this.highlights.reveal("claim", index);
  }

  drawMeasured() {
    const verdict = this.claim === null ? null : this.article?.findings.stated[this.claim]?.verdict;
    view.update(verdict ? drawn(verdict) : { pair: null, claim: null });
  }

  /** @param {number} index */
  showDate(index) {
    this.date = index;
    this.show();
    this.review.reveal();
    this.highlights.reveal("date", index);
  }

  /**
   * @param {number} start
   * @param {number} end
   */
  showSentence(start, end) {
    if (this.article) this.highlights.select(this.article, start, end);
  }

  // ---- what is decided

  /** @param {boolean} only whether a decision is for the one mention that is looked at */
  meanOnly(only) {
    const { article } = this;
    if (!article) return;
    article.only = only && (article.name?.mentions.length ?? 0) > 1;
    this.show();
  }

  /**
   * Decides, and looks at what is to be checked next.
   *
   * @param {number | null} [number] of a place, null for no place; without either, what was chosen by the reader is
   *   confirmed
   */
  decide(number) {
    const { article, review } = this;
    const name = article?.name;
    if (!article || !name) return;
    const meant = number === undefined ? article.meant.filter(isLeft) : article.meant;
    if (meant.length && !article.decide(meant, number))
      return review.say(`No place is known for ${name.text}. Choose one, or drop it.`);
    const next = this.nextLeft(article);
    const trust = article.mention(meant[0]?.start ?? article.current)?.trust;
    review.say(`${name.text}: ${trust}. ${article.checked} of ${article.findings.names.length} checked.`);
    if (next !== null) this.look(next);
    this.focusRow();
  }

  /**
   * Where the mention begins that is to be checked next: of the same name, where the decision was for one only.
   *
   * @param {Article} article
   */
  nextLeft(article) {
    const left = article.name?.mentions.filter(isLeft) ?? [];
    if (left.length) return after(left, article.current ?? 0).start;
    return this.review.checks.next(article, 1, true);
  }

  /** @param {number} index of one of the places that are offered for the name */
  choose(index) {
    const place = this.article?.name?.places[index];
    if (place) this.decide(place.number);
  }

  /**
   * Decides on a place that was found by name.
   *
   * @param {Choice} place
   */
  decideOn(place) {
    this.article?.placed.set(place.number, place);
    this.decide(place.number);
  }

  confirmSure() {
    const sure = this.article?.findings.names.filter(isSure) ?? [];
    this.article?.decide(sure.flatMap(({ mentions }) => mentions.filter(isLeft)));
  }

  takeBack() {
    this.article?.takeBack(this.article.meant);
  }

  undo() {
    this.article?.undo();
  }

  /**
   * @param {Stated} claim
   * @param {keyof Ends} end
   * @param {number | null} start of the mention that the end is
   */
  link(claim, end, start) {
    this.article?.link(claim, end, start);
  }

  // ---- where the focus goes

  focusRow() {
    this.review.checks.focus();
  }

  check() {
    this.focusRow();
    document.activeElement?.scrollIntoView({ block: "nearest" });
  }

  search() {
    this.review.checks.search.focus();
  }

  /** @param {Element} field */
  showSearch(field) {
    this.review.showAtTop(field);
  }

  askPublished() {
    this.bring.published.scrollIntoView({ block: "nearest" });
    this.bring.published.focus();
  }
}

/**
 * The first of some mentions after a position, else the first of all.
 *
 * @param {Mention[]} mentions
 * @param {number} position
 */
const after = (mentions, position) => mentions.find(({ start }) => start > position) ?? mentions[0];

/**
 * A claim's verdict as the map draws it.
 *
 * @param {Fares} verdict
 */
function drawn({ stops, distance, way, ring, wedge }) {
  return {
    pair: { ...LINE_ONLY, stops, distance, way, total: distance },
    claim: ring && { origin: stops[0].key, ring, wedge },
  };
}
