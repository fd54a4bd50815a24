// The article's text with what was read in it: places with their trust, claims, dates. Only ever text.

import { button, element } from "../base/element.js";
import { TRUSTS } from "./article.js";

const KINDS = ["mention", "date", "claim"]; // where they lie over each other, the first is pressed
const LEGEND = [
  ...TRUSTS.map(trust => [`dl-place dl-${trust} dl-end`, trust]),
  ["dl-stated", "claim of a distance"],
  ["dl-dated", "date"],
  ["dl-dated dl-open", "date left open"],
];

export class Highlights {
  // `chosen` is told which mention, claim or date was pressed, `over` which mention is pointed at; `check` leads to what
  // there is to check of the one that is looked at, where that is out of sight.
  constructor({ chosen, over, check }) {
    const legend = element(
      "ul",
      { class: "dl-marks", "aria-label": "Marks in the text" },
      ...LEGEND.map(([name, text]) => element("li", {}, element("span", { class: name }, text))),
    );
    this.text = element("div", {
      class: "dl-article",
      role: "region",
      "aria-label": "The article",
      tabindex: "0",
      lang: "en",
      dir: "auto",
    });
    this.said = element("span", {});
    this.here = element("p", { class: "dl-here" }, this.said, button("Check", check, { class: "dl-quiet" }));
    this.root = element("div", { class: "dl-reading", hidden: true }, legend, this.text, this.here);
    const press = event => {
      const mark = event.target.closest?.("[data-kind]");
      if (mark) chosen(mark.dataset.kind, Number(mark.dataset.of));
      return mark;
    };
    this.text.addEventListener("click", press);
    this.text.addEventListener("keydown", event => {
      if ((event.key === "Enter" || event.key === " ") && !event.target.hasAttribute("aria-current") && press(event)) {
        event.preventDefault();
        event.stopPropagation();
      }
    });
    for (const moment of ["pointerover", "focusin"]) {
      this.text.addEventListener(moment, event => {
        const mark = event.target.closest("[data-kind=mention]");
        over(mark ? Number(mark.dataset.of) : null);
      });
    }
    this.text.addEventListener("pointerleave", () => over(null));
  }

  show(article) {
    this.root.hidden = !article?.isRead;
    if (this.root.hidden) return;
    const { mentions, stated, dates } = article.findings;
    const marks = [
      ...mentions.map(({ start, end }) => ({ kind: "mention", of: start, start, end })),
      ...dates.map(({ index, start, end }) => ({ kind: "date", of: index, start, end })),
      ...stated.map(({ index, start, end }) => ({ kind: "claim", of: index, start, end })),
    ];
    const key = `${article.token} ${JSON.stringify(marks)}`;
    if (key !== this.key) {
      this.key = key;
      this.fill(article, marks);
    }
    this.paint(article);
  }

  // Cut where anything begins or ends, so that marks may lie over each other in any way. A paragraph is a block of its
  // own: a change of one word lays out no more than that.
  fill(article, marks) {
    const edges = [...new Set([0, article.length, ...marks.flatMap(({ start, end }) => [start, end])])].sort(
      (a, b) => a - b,
    );
    const beginning = group(marks);
    const on = {};
    const shown = new Set();
    this.pieces = [];
    this.paragraphs = [];
    const begin = unit => this.paragraphs.push({ unit, made: element("p", {}) });
    const put = node => this.paragraphs.at(-1).made.append(node);
    let unit = 0;
    begin(0);
    for (const [i, from] of edges.slice(0, -1).entries()) {
      const to = edges[i + 1];
      for (const kind of KINDS) if (on[kind]?.end <= from) delete on[kind];
      for (const mark of beginning.get(from) ?? []) on[mark.kind] = mark;
      const text = article.slice(from, to);
      const mark = on[KINDS.find(kind => on[kind])];
      unit += text.length;
      if (!mark) {
        const [rest, ...lines] = text.split("\n");
        put(rest);
        let at = unit - text.length + rest.length;
        for (const line of lines) {
          begin(at + 1);
          put(line);
          at += 1 + line.length;
        }
        continue;
      }
      const first = !shown.has(mark);
      shown.add(mark);
      const made = element(
        "span",
        { "data-kind": mark.kind, "data-of": mark.of, role: first ? "button" : null, tabindex: first ? "-1" : null },
        text,
      );
      this.pieces.push({ made, ...on, ends: mark.end === to });
      put(made);
    }
    for (const { made } of this.paragraphs) if (!made.textContent) made.replaceChildren(element("br"));
    this.text.replaceChildren(...this.paragraphs.map(({ made }) => made));
    this.text.scrollTop = 0;
  }

  // How each piece looks, by what is decided and what is looked at.
  paint(article, over = this.over) {
    this.over = over;
    const { findings, current, name } = article;
    this.say(article);
    const byStart = new Map(findings.mentions.map(mention => [mention.start, mention]));
    for (const { made, mention, date, claim, ends } of this.pieces) {
      const place = mention && byStart.get(mention.of);
      const dated = date && findings.dates[date.of];
      made.className = [
        place && `dl-place dl-${place.trust}`,
        place && ends && "dl-end",
        place && over && place.pin === over && "dl-over",
        place && place.name === name?.index && "dl-same",
        dated && (dated.edtf ? "dl-dated" : "dl-dated dl-open"),
        claim && "dl-stated",
      ]
        .filter(Boolean)
        .join(" ");
      const here = place?.start === current && current !== null;
      made.toggleAttribute("aria-current", here);
      if (here) made.setAttribute("aria-current", "true");
      if (made.hasAttribute("role")) made.tabIndex = here ? 0 : -1;
      made.title = place
        ? `${place.trust}: ${place.reason}`
        : dated
          ? `date: ${dated.words ?? "left open"}`
          : "claim of a distance";
    }
  }

  // What the text means by the name that is looked at, in a line.
  say({ findings, current, name }) {
    const mention = findings.mentions.find(({ start }) => start === current);
    this.here.hidden = !mention;
    if (!mention) return;
    const place = name.places.find(({ number }) => number === mention.number);
    const means =
      mention.trust === "dropped"
        ? "no place"
        : place
          ? `${place.name}, ${place.where || place.kind}`
          : "no place known";
    this.said.replaceChildren(element("bdi", {}, name.text), ": ", element("bdi", {}, means), ` (${mention.trust})`);
  }

  // Scrolls the text, and not the page, to where something begins.
  reveal(kind, of) {
    const mark = this.text.querySelector(`[data-kind=${kind}][data-of="${of}"]`);
    if (mark) this.scrollTo(mark.offsetTop, mark.offsetHeight);
  }

  scrollTo(top, height) {
    const { scrollTop, clientHeight } = this.text;
    if (top < scrollTop + 20 || top + height > scrollTop + clientHeight - 20)
      this.text.scrollTop = top - clientHeight / 3;
  }

  // Selects a stretch of the text that has no mark of its own.
  select(article, start, end) {
    const range = document.createRange();
    range.setStart(...this.at(article, start));
    range.setEnd(...this.at(article, end));
    const selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    const top = range.getBoundingClientRect().top - this.text.getBoundingClientRect().top + this.text.scrollTop;
    this.scrollTo(top, 20);
  }

  at(article, position) {
    const unit = article.slice(0, position).length;
    const paragraph = this.paragraphs.findLast(each => each.unit <= unit);
    let left = unit - paragraph.unit;
    const walker = document.createTreeWalker(paragraph.made, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (left <= node.length) return [node, left];
      left -= node.length;
    }
    return [paragraph.made, 0];
  }
}

function group(marks) {
  const found = new Map();
  for (const mark of marks) found.set(mark.start, [...(found.get(mark.start) ?? []), mark]);
  return found;
}
