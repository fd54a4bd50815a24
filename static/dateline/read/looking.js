// What is looked at and what is done about it, whether in the text, in the list, on the map, on the timeline or by keys.

import * as view from "../page/view.js";
import { TRUSTS } from "./article.js";
const { known } = view;

const isLeft = ({ trust }) => TRUSTS.indexOf(trust) < 3;
const isSure = ({ trust }) => trust === "sure" || trust === "confirmed";

export class Looking {
  article = null;
  claim = null; // the claim that is measured on the map, and the date that is looked at, by number
  date = null;
  event = null; // that the timeline shows

  // The parts of the page that show it.
  begin({ bring, highlights, review }) {
    Object.assign(this, { bring, highlights, review });
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
    view.update({ place: this.article.mention(this.article.current)?.pin ?? null });
  }

  // ---- what is looked at

  // A mention, by where it begins; `still`: the text stays where it is.
  look(start, { still = false } = {}) {
    const { article, review } = this;
    const mention = start === null ? null : article.mention(start);
    if (mention?.name !== article.name?.index) article.only = false;
    article.current = mention ? start : null;
    if (review.tab !== "places") review.open("places");
    this.show();
    review.reveal();
    if (mention && !still) this.highlights.reveal("mention", start);
    const told =
      mention &&
      known.scene.events.find(
        ({ sentence, place }) => sentence.start <= start && start < sentence.end && place === mention.pin,
      );
    this.event = told?.id ?? null;
    view.update({ place: mention?.pin ?? null, event: this.event });
  }

  go(by) {
    const start = this.review.checks.next(by);
    if (start === null) return;
    this.look(start);
    this.focusRow();
  }

  // Another mention of the name.
  turn(by) {
    const { name, current } = this.article;
    if (!name) return;
    const at = name.mentions.findIndex(({ start }) => start === current);
    this.look(name.mentions[(at + by + name.mentions.length) % name.mentions.length].start);
  }

  // A mark in the text that was pressed.
  lookAt(kind, of) {
    const { review } = this;
    if (kind === "mention") return this.look(of, { still: true });
    const tab = { claim: "claims", date: "dates" }[kind];
    if (review.tab !== tab) review.open(tab);
    if (kind === "claim") this.measure(of);
    else this.showDate(of);
  }

  pointAt(start) {
    const pin = start === null ? null : (this.article.mention(start)?.pin ?? null);
    this.highlights.paint(this.article, pin);
    view.update({ over: pin });
  }

  // A place of the map that is pointed at, or pressed: the first mention of it, pressed again the next.
  onMap({ over, press }) {
    const { article } = this;
    if (!article?.isRead) return;
    if (over !== undefined) this.highlights.paint(article, over);
    const named = article.findings.mentions.filter(({ pin }) => pin === press);
    if (press !== undefined && named.length)
      this.look((named.find(({ start }) => start > article.current) ?? named[0]).start);
  }

  // An event of the timeline that was chosen.
  onTimeline() {
    const { event } = known.view;
    if (!event || event === this.event) return;
    this.event = event;
    const { sentence, place } = known.scene.events.find(({ id }) => id === event);
    const named = this.article.findings.mentions.find(
      ({ start, pin }) => sentence.start <= start && start < sentence.end && pin === place,
    );
    if (named) this.look(named.start);
  }

  measure(index) {
    this.claim = index;
    this.drawMeasured();
    this.show();
    this.review.reveal();
    if (index !== null) this.highlights.reveal("claim", index);
  }

  drawMeasured() {
    const verdict = this.claim === null ? null : this.article.findings.stated[this.claim]?.verdict;
    const { stops, distance, ring, wedge } = verdict ?? {};
    view.update({
      pair: verdict ? { stops, distance, total: distance, legs: [], claims: {} } : null,
      claim: ring ? { origin: stops[0].key, ring, wedge } : null,
    });
  }

  showDate(index) {
    this.date = index;
    this.show();
    this.review.reveal();
    this.highlights.reveal("date", index);
  }

  showSentence(start, end) {
    this.highlights.select(this.article, start, end);
  }

  // ---- what is decided

  meanOnly(only) {
    this.article.only = only && this.article.name?.mentions.length > 1;
    this.show();
  }

  // A place by its number, null for no place; without either, what was chosen by the reader is confirmed.
  decide(number) {
    const { article, review } = this;
    const { name } = article;
    if (!name) return;
    const meant = number === undefined ? article.meant.filter(isLeft) : article.meant;
    if (meant.length && !article.decide(meant, number))
      return review.say(`No place is known for ${name.text}. Choose one, or drop it.`);
    const left = article.name.mentions.filter(isLeft);
    const next =
      article.only && left.length
        ? (left.find(({ start }) => start > article.current) ?? left[0]).start
        : review.checks.next(1, true);
    const { length } = article.findings.names;
    review.say(
      `${name.text}: ${article.mention(meant[0]?.start ?? article.current).trust}. ${article.checked} of ${length} checked.`,
    );
    if (next !== null) this.look(next);
    this.focusRow();
  }

  choose(index) {
    const place = this.article.name?.places[index];
    if (place) this.decide(place.number);
  }

  confirmSure() {
    const sure = this.article.findings.names.filter(({ mentions }) => mentions.every(isSure));
    this.article.decide(sure.flatMap(({ mentions }) => mentions.filter(isLeft)));
  }

  takeBack() {
    this.article.takeBack(this.article.meant);
  }

  undo() {
    this.article.undo();
  }

  link(claim, end, start) {
    this.article.link(claim, end, start);
  }

  // ---- where the focus goes

  focusRow() {
    this.review.checks.focus();
  }

  check() {
    this.focusRow();
    document.activeElement.scrollIntoView({ block: "nearest" });
  }

  search() {
    this.review.checks.box?.input.focus();
  }

  showSearch(field) {
    this.review.showAtTop(field);
  }

  askPublished() {
    this.bring.published.scrollIntoView({ block: "nearest" });
    this.bring.published.focus();
  }
}
