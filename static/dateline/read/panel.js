// What there is to decide on a name of an article: where it is mentioned, the places that it may mean, and a field for any
// other place.

import { Combobox } from "../base/combobox.js";
import { button, element } from "../base/element.js";

/** @import { Choice, FoundPlaces } from "../../../types/wire" */
/** @import { Article, Mention, Name } from "./article" */
/** @import { Looking } from "./looking" */

const AROUND = 45; // characters of the text on each side of a mention
const FIND_MS = 200;

/**
 * What tells a place from its namesakes.
 *
 * @param {Choice} place
 */
function aboutPlace({ kind, where, people, near }) {
  const parts = [where ? `${kind}, ${where}` : kind];
  if (people) parts.push(`${people.toLocaleString("en")} people`);
  if (near) parts.push(`${near.distance} from ${near.name}`);
  return parts.join(" · ");
}

/**
 * The panel of the name that is looked at.
 *
 * @param {Article} article
 * @param {Looking} page takes what is decided
 * @param {{ name: Name, mention: Mention, id: string, search: PlaceSearch }} settings `id` is that of the row's head
 */
export function panel(article, page, { name, mention, id, search }) {
  const parts = [element("p", { class: "dl-small" }, mention.reason), sentence(article, mention)];
  if (name.mentions.length > 1) parts.push(mentionChoice(article, page, name, mention));
  parts.push(actions(article, page, name));
  const root = element("div", { class: "dl-check-panel", id: `${id}-panel`, role: "group", "aria-labelledby": id });
  root.append(...parts);
  if (name.places.length) root.append(candidates(page, name, mention));
  root.append(search.field());
  return root;
}

/**
 * @param {Article} article
 * @param {Mention} mention
 */
function sentence(article, { start, end }) {
  return element(
    "p",
    { class: "dl-said", dir: "auto" },
    `…${article.slice(Math.max(0, start - AROUND), start)}`,
    element("strong", {}, article.slice(start, end)),
    `${article.slice(end, Math.min(article.length, end + AROUND))}…`,
  );
}

/**
 * Which of several mentions is looked at, and whether a decision is for it alone.
 *
 * @param {Article} article
 * @param {Looking} page
 * @param {Name} name
 * @param {Mention} mention
 */
function mentionChoice(article, page, { mentions }, mention) {
  /** @type {(text: string, by: number, label: string) => HTMLElement} */
  const turn = (text, by, label) => button(text, () => page.turn(by), { class: "dl-tool", "aria-label": label });
  /** @type {(only: boolean, text: string) => HTMLElement} */
  const choice = (only, text) => {
    const radio = element("input", { type: "radio", name: "dl-only", checked: article.only === only });
    radio.onchange = () => page.meanOnly(only);
    return element("label", {}, radio, element("span", {}, text));
  };
  return element(
    "div",
    { class: "dl-which" },
    turn("←", -1, "The mention before"),
    element("span", {}, `${mentions.indexOf(mention) + 1} of ${mentions.length}`),
    turn("→", 1, "The next mention"),
    element(
      "div",
      { class: "dl-choice", role: "radiogroup", "aria-label": "What a decision is for" },
      choice(false, `All ${mentions.length}`),
      choice(true, "This one only"),
    ),
  );
}

/**
 * @param {Article} article
 * @param {Looking} page
 * @param {Name} name
 */
function actions(article, page, { mentions }) {
  const all = article.only || mentions.length === 1 ? "" : ` all ${mentions.length}`;
  const root = element(
    "div",
    { class: "dl-actions" },
    button(`Confirm${all}`, () => page.decide(), { class: "dl-quiet dl-confirm" }),
    button(`Drop${all}`, () => page.decide(null), { class: "dl-quiet" }),
  );
  if (article.meant.some(({ start }) => article.decided.has(start)))
    root.append(button("Take back", () => page.takeBack(), { class: "dl-link" }));
  return root;
}

/**
 * @param {Looking} page
 * @param {Name} name
 * @param {Mention} mention
 */
function candidates(page, { places }, mention) {
  const rows = places.map((place, index) => {
    const pressed = mention.number === place.number;
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
  return element("ol", { class: "dl-candidates", "aria-label": "What it may mean" }, ...rows);
}

/** Any other place of the gazetteer, by name. */
export class PlaceSearch {
  /** @type {FoundPlaces | null} */
  found = null;
  /** @type {Combobox | null} the field of the row that was opened last */
  box = null;
  /** @type {number | undefined} the timer of what is asked next */
  asking;
  again = () => {};

  /**
   * @param {object} settings
   * @param {Looking} settings.page takes the place that is chosen
   * @param {(text: string) => void} settings.find asks for places of a name
   * @param {() => void} settings.left called when nobody types in the field any more
   */
  constructor({ page, find, left }) {
    this.page = page;
    this.find = find;
    this.left = left;
  }

  /** A field for a row that is opened. */
  field() {
    const box = new Combobox({
      label: "Another place",
      placeholder: "Another place, by name",
      suggest: (typed, again) => this.suggest(typed.trim(), again),
      choose: key => {
        const place = this.places.find(({ number }) => key === `#${number}`);
        box.show("");
        if (place) this.page.decideOn(place);
      },
    });
    box.input.addEventListener("focus", () => this.page.showSearch(box.root));
    box.input.addEventListener("blur", () => setTimeout(this.left));
    this.box = box;
    return box.root;
  }

  get places() {
    return this.found?.places ?? [];
  }

  /**
   * @param {string} text
   * @param {() => void} again
   */
  suggest(text, again) {
    this.again = again;
    clearTimeout(this.asking);
    if (text && text !== this.found?.text) this.asking = setTimeout(() => this.find(text), FIND_MS);
    const places = text ? this.places : [];
    return { options: places.map(place => ({ key: `#${place.number}`, text: place.name, hint: aboutPlace(place) })) };
  }

  /** @param {FoundPlaces} found */
  takeFound(found) {
    this.found = found;
    this.again();
    if (this.box) this.page.showSearch(this.box.root);
  }

  focus() {
    this.box?.input.focus();
  }
}
