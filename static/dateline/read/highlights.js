// The article's text with what was read in it: places with their trust, claims, dates. Only ever text.

import { button, element } from "../base/element.js";
import { TRUSTS } from "./article.js";

/** @import { Article, Findings, Mention, Name } from "./article" */

/** @typedef {"mention" | "date" | "claim"} Kind */
/**
 * A stretch of the text with something read in it, in characters. `of` is where a mention begins, or the number of a date
 * or claim.
 *
 * @typedef {{ kind: Kind, of: number, start: number, end: number }} Mark
 */
/** @typedef {{ from: number, to: number, on: Partial<Record<Kind, Mark>> }} Cut the marks that lie on a stretch, by kind */
/**
 * A stretch as it is shown; `of` are what its marks are of, `ends` whether the one that is pressed ends here.
 *
 * @typedef {{ made: HTMLElement, of: Partial<Record<Kind, number>>, ends: boolean }} Piece
 */
/** @typedef {{ unit: number, made: HTMLElement }} Paragraph and where it begins, in the units that JavaScript counts in */

/** @type {Kind[]} where they lie over each other, the first is pressed */
const KINDS = ["mention", "date", "claim"];
const LEGEND = [
  ...TRUSTS.map(trust => [`dl-place dl-${trust} dl-end`, trust]),
  ["dl-stated", "claim of a distance"],
  ["dl-dated", "date"],
  ["dl-dated dl-open", "date left open"],
];

export class Highlights {
  /** @type {Piece[]} */
  pieces = [];
  /** @type {Paragraph[]} */
  paragraphs = [];
  key = ""; // of what is filled in
  /** @type {string | null} the place that is pointed at, by its id on the map */
  over = null;
  text = element("div", {
    class: "dl-article",
    role: "region",
    "aria-label": "The article",
    tabindex: "0",
    lang: "en",
    dir: "auto",
  });
  said = element("span", {});

  /**
   * @param {object} settings
   * @param {(kind: Kind, of: number) => void} settings.chosen hears which mark was pressed
   * @param {(start: number | null) => void} settings.over hears which mention is pointed at
   * @param {() => void} settings.check leads to what there is to check of the one that is looked at, where that is out of
   *   sight
   */
  constructor({ chosen, over, check }) {
    const legend = element(
      "ul",
      { class: "dl-marks", "aria-label": "Marks in the text" },
      ...LEGEND.map(([name, text]) => element("li", {}, element("span", { class: name }, text))),
    );
    this.here = element("p", { class: "dl-here" }, this.said, button("Check", check, { class: "dl-quiet" }));
    this.root = element("div", { class: "dl-reading", hidden: true }, legend, this.text, this.here);
    this.takePresses(chosen);
    for (const moment of ["pointerover", "focusin"]) {
      this.text.addEventListener(moment, ({ target }) => {
        const mark = markAt(target);
        over(mark?.kind === "mention" ? mark.of : null);
      });
    }
    this.text.addEventListener("pointerleave", () => over(null));
  }

  /** @param {(kind: Kind, of: number) => void} chosen */
  takePresses(chosen) {
    this.text.addEventListener("click", ({ target }) => {
      const mark = markAt(target);
      if (mark) chosen(mark.kind, mark.of);
    });
    this.text.addEventListener("keydown", event => {
      const mark = markAt(event.target);
      // Enter on the one that is looked at confirms it.
      if (!mark || mark.made.hasAttribute("aria-current") || (event.key !== "Enter" && event.key !== " ")) return;
      chosen(mark.kind, mark.of);
      event.preventDefault();
      event.stopPropagation();
    });
  }

  /** @param {Article | null} article */
  show(article) {
    this.root.hidden = !article?.isRead;
    if (!article?.isRead) return;
    const marks = marksOf(article.findings);
    const key = `${article.token} ${JSON.stringify(marks)}`;
    if (key !== this.key) {
      this.key = key;
      this.fill(article, marks);
    }
    this.paint(article);
  }

  /**
   * Writes the text with its marks, in paragraphs. Each is a block of its own: a change of one word lays out no more than
   * that.
   *
   * @param {Article} article
   * @param {Mark[]} marks
   */
  fill(article, marks) {
    this.pieces = [];
    this.paragraphs = [{ unit: 0, made: element("p", {}) }];
    const shown = new Set();
    let unit = 0;
    for (const { from, to, on } of cut(article.length, marks)) {
      const text = article.slice(from, to);
      const mark = pressed(on);
      if (mark) {
        this.put(this.piece(text, mark, { on, first: !shown.has(mark), ends: mark.end === to }));
        shown.add(mark);
      } else this.putLines(text, unit);
      unit += text.length;
    }
    for (const { made } of this.paragraphs) if (!made.textContent) made.replaceChildren(element("br"));
    this.text.replaceChildren(...this.paragraphs.map(({ made }) => made));
    this.text.scrollTop = 0;
  }

  /** @param {Node | string} node */
  put(node) {
    this.paragraphs[this.paragraphs.length - 1].made.append(node);
  }

  /**
   * @param {string} text
   * @param {number} unit where it begins
   */
  putLines(text, unit) {
    const [rest, ...lines] = text.split("\n");
    this.put(rest);
    let at = unit + rest.length;
    for (const line of lines) {
      this.paragraphs.push({ unit: at + 1, made: element("p", {}) });
      this.put(line);
      at += 1 + line.length;
    }
  }

  /**
   * @param {string} text
   * @param {Mark} mark the one that is pressed; the `first` piece of it is a button
   * @param {{ on: Cut["on"], first: boolean, ends: boolean }} place
   */
  piece(text, mark, { on, first, ends }) {
    const made = element(
      "span",
      { "data-kind": mark.kind, "data-of": mark.of, role: first ? "button" : null, tabindex: first ? "-1" : null },
      text,
    );
    this.pieces.push({ made, of: { mention: on.mention?.of, date: on.date?.of, claim: on.claim?.of }, ends });
    return made;
  }

  /**
   * Shows how each piece looks, by what is decided and what is looked at.
   *
   * @param {Article} article
   * @param {string | null} [over]
   */
  paint(article, over = this.over) {
    this.over = over;
    const { findings, current, name } = article;
    this.say(article);
    for (const piece of this.pieces) {
      const { made, of } = piece;
      const mention = of.mention === undefined ? undefined : findings.byStart.get(of.mention);
      made.className = classOf(piece, findings, { mention, over, name });
      made.title = titleOf(piece, findings, mention);
      const here = mention !== undefined && mention.start === current;
      if (here) made.setAttribute("aria-current", "true");
      else made.removeAttribute("aria-current");
      if (made.hasAttribute("role")) made.tabIndex = here ? 0 : -1;
    }
  }

  /**
   * Says what the text means by the name that is looked at, in a line.
   *
   * @param {Article} article
   */
  say(article) {
    const { name } = article;
    const mention = article.mention(article.current);
    this.here.hidden = !mention;
    if (!mention || !name) return;
    const place = name.places.find(({ number }) => number === mention.number);
    const known = place ? `${place.name}, ${place.where || place.kind}` : "no place known";
    const means = mention.trust === "dropped" ? "no place" : known;
    this.said.replaceChildren(element("bdi", {}, name.text), ": ", element("bdi", {}, means), ` (${mention.trust})`);
  }

  /**
   * Scrolls the text, and not the page, to where something begins.
   *
   * @param {Kind} kind
   * @param {number} of
   */
  reveal(kind, of) {
    const mark = this.text.querySelector(`[data-kind=${kind}][data-of="${of}"]`);
    if (mark instanceof HTMLElement) this.scrollTo(mark.offsetTop, mark.offsetHeight);
  }

  /**
   * @param {number} top in CSS pixels, from the top of the text
   * @param {number} height
   */
  scrollTo(top, height) {
    const { scrollTop, clientHeight } = this.text;
    if (top < scrollTop + 20 || top + height > scrollTop + clientHeight - 20)
      this.text.scrollTop = top - clientHeight / 3;
  }

  /**
   * Selects a stretch of the text that has no mark of its own.
   *
   * @param {Article} article
   * @param {number} start in characters
   * @param {number} end
   */
  select(article, start, end) {
    const range = document.createRange();
    range.setStart(...this.at(article, start));
    range.setEnd(...this.at(article, end));
    const selection = getSelection();
    selection?.removeAllRanges();
    selection?.addRange(range);
    const top = range.getBoundingClientRect().top - this.text.getBoundingClientRect().top + this.text.scrollTop;
    this.scrollTo(top, 20);
  }

  /**
   * Where a character is: its text node, and how far in that, in units.
   *
   * @param {Article} article
   * @param {number} position in characters
   * @returns {[node: Node, offset: number]}
   */
  at(article, position) {
    const unit = article.slice(0, position).length;
    const paragraph = this.paragraphs.findLast(each => each.unit <= unit) ?? this.paragraphs[0];
    let left = unit - paragraph.unit;
    const walker = document.createTreeWalker(paragraph.made, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const { length } = node.textContent ?? "";
      if (left <= length) return [node, left];
      left -= length;
    }
    return [paragraph.made, 0];
  }
}

/**
 * @param {Findings} findings
 * @returns {Mark[]}
 */
function marksOf({ mentions, dates, stated }) {
  return [
    ...mentions.map(({ start, end }) => ({ kind: /** @type {const} */ ("mention"), of: start, start, end })),
    ...dates.map(({ index, start, end }) => ({ kind: /** @type {const} */ ("date"), of: index, start, end })),
    ...stated.map(({ index, start, end }) => ({ kind: /** @type {const} */ ("claim"), of: index, start, end })),
  ];
}

/**
 * The text cut where anything begins or ends, so that marks may lie over each other in any way. Of one kind the one that
 * begins last lies on top.
 *
 * @param {number} length of the text, in characters
 * @param {Mark[]} marks
 * @returns {Cut[]}
 */
function cut(length, marks) {
  const edges = [...new Set([0, length, ...marks.flatMap(({ start, end }) => [start, end])])].sort((a, b) => a - b);
  const begun = marks.toSorted((a, b) => a.start - b.start);
  /** @type {Mark[]} */
  let open = [];
  let next = 0;
  return edges.slice(0, -1).map((from, index) => {
    for (; begun[next]?.start === from; next++) open.push(begun[next]);
    open = open.filter(({ end }) => end > from);
    return { from, to: edges[index + 1], on: Object.fromEntries(open.map(mark => [mark.kind, mark])) };
  });
}

/** @param {Cut["on"]} on */
function pressed(on) {
  const kind = KINDS.find(each => on[each]);
  return kind && on[kind];
}

/** @param {EventTarget | null} target */
function markAt(target) {
  const made = target instanceof Element ? target.closest("[data-kind]") : null;
  const kind = KINDS.find(each => each === made?.getAttribute("data-kind"));
  return made && kind ? { made, kind, of: Number(made.getAttribute("data-of")) } : null;
}

/**
 * @param {Piece} piece
 * @param {Findings} findings
 * @param {{ mention: Mention | undefined, over: string | null, name: Name | undefined }} now what is there, what is
 *   pointed at, and the name that is looked at
 */
function classOf({ of, ends }, { dates }, { mention, over, name }) {
  const found = [];
  if (mention) {
    found.push(`dl-place dl-${mention.trust}`);
    if (ends) found.push("dl-end");
    if (over && mention.pin === over) found.push("dl-over");
    if (mention.name === name?.index) found.push("dl-same");
  }
  const date = of.date === undefined ? undefined : dates[of.date];
  if (date) found.push(date.edtf ? "dl-dated" : "dl-dated dl-open");
  if (of.claim !== undefined) found.push("dl-stated");
  return found.join(" ");
}

/**
 * @param {Piece} piece
 * @param {Findings} findings
 * @param {Mention | undefined} mention
 */
function titleOf({ of }, { dates }, mention) {
  if (mention) return `${mention.trust}: ${mention.reason}`;
  const date = of.date === undefined ? undefined : dates[of.date];
  return date ? `date: ${date.words ?? "left open"}` : "claim of a distance";
}
