// The names of an article to be checked, a row each: the one that is looked at is open, with the places that it may mean.

import { button, element } from "../base/element.js";
import { TRUSTS, isDecided } from "./article.js";
import { PlaceSearch, panel } from "./panel.js";

/** @import { Span } from "../../../types/wire" */
/** @import { Article, Name } from "./article" */
/** @import { Looking } from "./looking" */

/** @typedef {"doubt" | "text"} Order */

const SILENT_CHARACTERS = 300; // of a sentence that names no place so many are shown
/** @param {number} number */
const count = number => number.toLocaleString("en");
/** @param {number} number */
const times = number => (number === 1 ? "once" : number === 2 ? "twice" : `${count(number)} times`);

export class Checks {
  /** @type {Order} */
  order = "doubt";
  /** @type {number[]} the names in the order of the list, by number */
  sorted = [];
  token = ""; // of the article whose names they are
  listed = ""; // the order in which they are on the page
  /** @type {Map<number, { key: string, made: HTMLElement }>} by the number of the name, with what each shows */
  rows = new Map();
  list = element("ol", { class: "dl-checks", "aria-label": "Places to check" });
  silent = element("details", { class: "dl-todo" });
  root = element("div", {}, this.list, this.silent);

  /**
   * @param {object} settings
   * @param {Looking} settings.page has the article, and takes what is looked at and what is decided
   * @param {(text: string) => void} settings.find asks for places of a name
   */
  constructor({ page, find }) {
    this.page = page;
    this.search = new PlaceSearch({ page, find, left: () => this.showAgain() });
    this.choice = element(
      "div",
      { class: "dl-choice", role: "radiogroup", "aria-label": "Order" },
      this.orderChoice("doubt", "Doubtful first"),
      this.orderChoice("text", "As in the text"),
    );
  }

  /**
   * @param {Order} order
   * @param {string} text
   */
  orderChoice(order, text) {
    const radio = element("input", { type: "radio", name: "dl-order", value: order, checked: order === this.order });
    radio.onchange = () => {
      this.order = order;
      if (this.page.article) this.sort(this.page.article);
      this.showAgain();
    };
    return element("label", {}, radio, element("span", {}, text));
  }

  /**
   * Orders the names. The order stays while one works: what is decided does not move.
   *
   * @param {Article} article
   */
  sort(article) {
    const { names } = article.findings;
    this.sorted = names.map(({ index }) => index);
    if (this.order === "text") return;
    const doubts = names.map(({ mentions }) => Math.min(...mentions.map(({ was }) => TRUSTS.indexOf(was))));
    this.sorted.sort((a, b) => doubts[a] - doubts[b] || a - b);
  }

  showAgain() {
    if (this.page.article) this.show(this.page.article);
  }

  /** @param {Article} article */
  show(article) {
    const { names, placeless } = article.findings;
    if (this.sorted.length !== names.length || this.token !== article.token) {
      this.token = article.token;
      this.rows.clear();
      this.sort(article);
    }
    const kept = this.list.contains(document.activeElement);
    this.place(this.sorted.map(index => this.row(article, names[index])));
    if (kept && !this.list.contains(document.activeElement)) this.focus();
    if (!names.length)
      this.list.replaceChildren(element("li", { class: "dl-small" }, "The text names no place that is known."));
    this.showSilent(article, placeless);
  }

  /**
   * Has these rows in the list, in place: a row that only moves would lose the focus, and what is being typed in it.
   *
   * @param {HTMLElement[]} rows
   */
  place(rows) {
    const order = String(this.sorted);
    const { children } = this.list;
    if (this.listed !== order || rows.length !== children.length) this.list.replaceChildren(...rows);
    else for (const [index, row] of rows.entries()) if (row !== children[index]) children[index].replaceWith(row);
    this.listed = order;
  }

  /**
   * The row of a name, made anew only where something in it changed, so that one can go on typing in the open one.
   *
   * @param {Article} article
   * @param {Name} name
   */
  row(article, name) {
    const isOpen = article.name?.index === name.index;
    const key = JSON.stringify([name, isOpen && [article.current, article.only]]);
    const before = this.rows.get(name.index);
    if (before && (before.key === key || (isOpen && isTypedIn(before.made)))) return before.made;
    const id = `dl-check-${name.index}`;
    const mention = isOpen ? article.mention(article.current) : undefined;
    const made = element("li", { class: mention ? "dl-check dl-current" : "dl-check" });
    made.append(this.head(article, name, { id, isOpen }));
    if (mention) made.append(panel(article, this.page, { name, mention, id, search: this.search }));
    this.rows.set(name.index, { key, made });
    return made;
  }

  /**
   * @param {Article} article
   * @param {Name} name
   * @param {{ id: string, isOpen: boolean }} settings
   */
  head(article, name, { id, isOpen }) {
    const isFirst = !article.name && this.sorted[0] === name.index;
    const head = button("", () => this.page.look(isOpen ? null : mentionOf(name)), {
      class: "dl-check-head",
      id,
      "aria-expanded": String(isOpen),
      "aria-controls": isOpen ? `${id}-panel` : null,
      tabindex: isOpen || isFirst ? "0" : "-1",
    });
    head.append(
      element(
        "span",
        { class: "dl-check-name" },
        element("bdi", {}, name.text),
        element("small", {}, ` ${times(name.mentions.length)}`),
      ),
      element("span", { class: "dl-check-means" }, ...meaning(name)),
      element("span", { class: `dl-trust dl-${name.trust}` }, name.trust),
    );
    return head;
  }

  /**
   * Lists the sentences that name no place.
   *
   * @param {Article} article
   * @param {Span[]} placeless
   */
  showSilent(article, placeless) {
    const key = `${this.token} ${JSON.stringify(placeless)}`;
    if (key === this.silent.dataset.key) return;
    this.silent.dataset.key = key;
    this.silent.hidden = !placeless.length;
    const items = placeless.map(({ start, end }) => {
      const text = article.slice(start, Math.min(end, start + SILENT_CHARACTERS)).trim();
      return element(
        "li",
        {},
        button(text, () => this.page.showSentence(start, end), { class: "dl-plain" }),
      );
    });
    const one = placeless.length === 1;
    this.silent.replaceChildren(
      element("summary", {}, `${count(placeless.length)} sentence${one ? " names" : "s name"} no place`),
      element("ul", { class: "dl-list" }, ...items),
    );
  }

  /**
   * Where the mention begins that is to be looked at first.
   *
   * @param {Article} article
   */
  first(article) {
    this.show(article);
    const { names } = article.findings;
    return names.length ? mentionOf(names[this.sorted[0]]) : null;
  }

  focus() {
    const row = this.list.querySelector(".dl-current") ?? this.list.firstElementChild;
    const head = row?.querySelector(".dl-check-head");
    if (head instanceof HTMLElement) head.focus({ preventScroll: true });
  }

  /**
   * Where the mention begins of the name before or after the one that is looked at, in the order of the list.
   *
   * @param {Article} article
   * @param {number} by 1 or -1
   * @param {boolean} [open] of those still to be checked, from the top again
   */
  next(article, by, open = false) {
    const { names } = article.findings;
    const at = article.name ? this.sorted.indexOf(article.name.index) : -1;
    const [before, following] = [this.sorted.slice(0, Math.max(0, at)), this.sorted.slice(at + 1)];
    const turned = by < 0 ? before.reverse() : open ? [...following, ...this.sorted.slice(0, at + 1)] : following;
    const index = turned.find(each => !open || names[each].left);
    return index === undefined ? null : mentionOf(names[index]);
  }
}

/**
 * Where the first mention of a name begins that is still to be checked, else the first.
 *
 * @param {Name} name
 */
function mentionOf({ mentions }) {
  return (mentions.find(mention => !isDecided(mention)) ?? mentions[0]).start;
}

/** @param {HTMLElement} row */
function isTypedIn(row) {
  const { activeElement } = document;
  return row.contains(activeElement) && Boolean(activeElement?.matches("[role=combobox]"));
}

/**
 * What a name is taken to mean, in a few words.
 *
 * @param {Name} name
 */
function meaning({ mentions, places, trust }) {
  const kept = mentions.filter(mention => mention.trust !== "dropped");
  const [number, ...others] = new Set(kept.map(mention => mention.number));
  const place = others.length ? undefined : places.find(each => each.number === number);
  if (place) return [element("bdi", {}, place.name), `, ${place.where || place.kind}`];
  if (trust === "dropped") return ["no place"];
  return [others.length ? "several places" : "no place known"];
}
