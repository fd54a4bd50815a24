// The names of an article to be checked, a row each: the one that is looked at is open, with the places that it may mean.

import { combobox } from "../base/combobox.js";
import { button, element } from "../base/element.js";
import { TRUSTS } from "./article.js";

const AROUND = 45; // characters of the text on each side of a mention
const FIND_MS = 200;
const count = number => number.toLocaleString("en");
const times = number => (number === 1 ? "once" : number === 2 ? "twice" : `${count(number)} times`);

// What tells a place from its namesakes.
function aboutPlace({ kind, where, people, near }) {
  const parts = [where ? `${kind}, ${where}` : kind];
  if (people) parts.push(`${count(people)} people`);
  if (near) parts.push(`${near.distance} from ${near.name}`);
  return parts.join(" · ");
}

export class Checks {
  // `page` has the article, and takes what is looked at and what is decided; `find` asks for places of a name.
  constructor({ page, find }) {
    Object.assign(this, { page, find, order: "doubt", found: { text: null, places: [] }, rows: new Map() });
    this.list = element("ol", { class: "dl-checks", "aria-label": "Places to check" });
    this.silent = element("details", { class: "dl-todo" });
    this.root = element("div", {}, this.list, this.silent);
    this.choice = this.orderChoice();
  }

  get article() {
    return this.page.article;
  }

  orderChoice() {
    const choice = (order, text) => {
      const radio = element("input", { type: "radio", name: "dl-order", value: order, checked: order === this.order });
      radio.onchange = () => {
        this.order = order;
        this.sort();
        this.show();
      };
      return element("label", {}, radio, element("span", {}, text));
    };
    return element(
      "div",
      { class: "dl-choice", role: "radiogroup", "aria-label": "Order" },
      choice("doubt", "Doubtful first"),
      choice("text", "As in the text"),
    );
  }

  // The order stays while one works: what is decided does not move.
  sort() {
    const { names } = this.article.findings;
    const doubt = ({ mentions }) => Math.min(...mentions.map(({ was }) => TRUSTS.indexOf(was)));
    this.sorted = names.map(({ index }) => index);
    if (this.order === "doubt") this.sorted.sort((a, b) => doubt(names[a]) - doubt(names[b]) || a - b);
  }

  show() {
    const { names, placeless } = this.article.findings;
    if (this.sorted?.length !== names.length || this.token !== this.article.token) {
      this.token = this.article.token;
      this.rows.clear();
      this.sort();
    }
    const kept = this.list.contains(document.activeElement);
    const shown = this.sorted.map(index => this.row(names[index]));
    // In place: a row that only moves would lose the focus, and what is being typed in it.
    const inPlace = this.listed === String(this.sorted) && shown.length === this.list.children.length;
    if (inPlace) shown.forEach((row, i) => row === this.list.children[i] || this.list.children[i].replaceWith(row));
    else this.list.replaceChildren(...shown);
    this.listed = String(this.sorted);
    if (kept && !this.list.contains(document.activeElement)) this.focus();
    if (!names.length)
      this.list.replaceChildren(element("li", { class: "dl-small" }, "The text names no place that is known."));
    this.showSilent(placeless);
  }

  // A row is made anew only where something in it changed, so that one can go on typing in the open one.
  row(name) {
    const current = this.article.name?.index === name.index;
    const key = JSON.stringify([name, current && [this.article.current, this.article.only]]);
    const before = this.rows.get(name.index);
    const typing =
      current && before?.made.contains(document.activeElement) && document.activeElement.matches("[role=combobox]");
    if (before?.key === key || typing) return before.made;
    const id = `dl-check-${name.index}`;
    const chosen = [...new Set(name.mentions.filter(({ trust }) => trust !== "dropped").map(({ number }) => number))];
    const place = chosen.length === 1 && name.places.find(({ number }) => number === chosen[0]);
    const means = place
      ? [element("bdi", {}, place.name), `, ${place.where || place.kind}`]
      : [name.trust === "dropped" ? "no place" : chosen.length > 1 ? "several places" : "no place known"];
    const head = button("", () => this.page.look(current ? null : this.mentionOf(name)), {
      class: "dl-check-head",
      id,
      "aria-expanded": String(current),
      "aria-controls": current ? `${id}-panel` : null,
      tabindex: current || (!this.article.name && this.sorted[0] === name.index) ? "0" : "-1",
    });
    head.append(
      element(
        "span",
        { class: "dl-check-name" },
        element("bdi", {}, name.text),
        element("small", {}, ` ${times(name.mentions.length)}`),
      ),
      element("span", { class: "dl-check-means" }, ...means),
      element("span", { class: `dl-trust dl-${name.trust}` }, name.trust),
    );
    const made = element(
      "li",
      { class: current ? "dl-check dl-current" : "dl-check" },
      head,
      ...(current ? [this.panel(name, id)] : []),
    );
    this.rows.set(name.index, { key, made });
    return made;
  }

  // The first mention of a name that is still to be checked, else the first.
  mentionOf(name) {
    return (name.mentions.find(({ trust }) => TRUSTS.indexOf(trust) < 3) ?? name.mentions[0]).start;
  }

  panel(name, id) {
    const { article, page } = this;
    const mention = article.mention(article.current);
    const many = name.mentions.length > 1;
    const all = article.only || !many ? "" : ` all ${name.mentions.length}`;
    const before = article.slice(Math.max(0, mention.start - AROUND), mention.start);
    const after = article.slice(mention.end, Math.min(article.length, mention.end + AROUND));
    const said = element(
      "p",
      { class: "dl-said", dir: "auto" },
      `…${before}`,
      element("strong", {}, article.slice(mention.start, mention.end)),
      `${after}…`,
    );
    const places = name.places.map((place, index) => {
      const pressed = mention.number === place.number && mention.trust !== "dropped";
      const made = button("", () => page.decide(place.number), {
        class: "dl-candidate",
        "aria-pressed": String(pressed),
      });
      made.append(
        element("kbd", {}, index < 9 ? String(index + 1) : "·"),
        element("span", {}, element("bdi", {}, place.name), element("small", {}, ` ${aboutPlace(place)}`)),
      );
      return element("li", {}, made);
    });
    const decided = article.meant.some(({ start }) => article.decided.has(start));
    const actions = element(
      "div",
      { class: "dl-actions" },
      button(`Confirm${all}`, () => page.decide(), { class: "dl-quiet dl-confirm" }),
      button(`Drop${all}`, () => page.decide(null), { class: "dl-quiet" }),
      ...(decided ? [button("Take back", () => page.takeBack(), { class: "dl-link" })] : []),
    );
    const parts = [
      element("p", { class: "dl-small" }, mention.reason),
      said,
      ...(many ? [this.which(name, mention)] : []),
      actions,
    ];
    if (places.length)
      parts.push(element("ol", { class: "dl-candidates", "aria-label": "What it may mean" }, ...places));
    return element(
      "div",
      { class: "dl-check-panel", id: `${id}-panel`, role: "group", "aria-labelledby": id },
      ...parts,
      this.search(),
    );
  }

  // Which of several mentions is looked at, and whether a decision is for it alone.
  which(name, mention) {
    const { article, page } = this;
    const at = name.mentions.indexOf(mention);
    const turn = (text, by, label) => button(text, () => page.turn(by), { class: "dl-tool", "aria-label": label });
    const choice = (only, text) => {
      const radio = element("input", { type: "radio", name: "dl-only", checked: article.only === only });
      radio.onchange = () => page.meanOnly(only);
      return element("label", {}, radio, element("span", {}, text));
    };
    return element(
      "div",
      { class: "dl-which" },
      turn("←", -1, "The mention before"),
      element("span", {}, `${at + 1} of ${name.mentions.length}`),
      turn("→", 1, "The next mention"),
      element(
        "div",
        { class: "dl-choice", role: "radiogroup", "aria-label": "What a decision is for" },
        choice(false, `All ${name.mentions.length}`),
        choice(true, "This one only"),
      ),
    );
  }

  // Any other place of the gazetteer, by name.
  search() {
    const suggest = (typed, again) => {
      this.again = again;
      const text = typed.trim();
      clearTimeout(this.asking);
      if (text && text !== this.found.text) this.asking = setTimeout(() => this.find(text), FIND_MS);
      const places = text ? this.found.places : [];
      return { options: places.map(place => ({ key: `#${place.number}`, text: place.name, hint: aboutPlace(place) })) };
    };
    const choose = key => {
      const place = this.found.places.find(({ number }) => key === `#${number}`);
      this.box.show("");
      if (!place) return;
      this.article.placed.set(place.number, place);
      this.page.decide(place.number);
    };
    this.box = combobox({ label: "Another place", placeholder: "Another place, by name", suggest, choose });
    this.box.input.addEventListener("focus", () => this.page.showSearch(this.box.root));
    this.box.input.addEventListener("blur", () => setTimeout(() => this.article && this.show()));
    return this.box.root;
  }

  takeFound(found) {
    this.found = found;
    this.again?.();
    if (this.box) this.page.showSearch(this.box.root);
  }

  showSilent(placeless) {
    const key = `${this.token} ${JSON.stringify(placeless)}`;
    if (key === this.silent.dataset.key) return;
    this.silent.dataset.key = key;
    this.silent.hidden = !placeless.length;
    const items = placeless.map(({ start, end }) => {
      const text = this.article.slice(start, Math.min(end, start + 300)).trim();
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

  // The first mention to be looked at.
  get first() {
    this.show();
    const { names } = this.article.findings;
    return names.length ? this.mentionOf(names[this.sorted[0]]) : null;
  }

  focus() {
    const row = this.list.querySelector(".dl-current") ?? this.list.firstElementChild;
    row?.querySelector(".dl-check-head")?.focus({ preventScroll: true });
  }

  // The name before or after the one that is looked at, in the order of the list; `open`: of those still to be checked.
  next(by, open = false) {
    const { names } = this.article.findings;
    const at = this.sorted.indexOf(this.article.name?.index);
    const turned =
      by > 0
        ? [...this.sorted.slice(at + 1), ...(open ? this.sorted.slice(0, at + 1) : [])]
        : this.sorted.slice(0, Math.max(0, at)).reverse();
    const index = turned.find(each => !open || names[each].left);
    return index === undefined ? null : this.mentionOf(names[index]);
  }
}
