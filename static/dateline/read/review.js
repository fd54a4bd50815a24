// What was read in an article, to be checked by a person: places, claims and dates, by hand or with the keyboard alone.

import { button, element } from "../base/element.js";
import { Checks } from "./checks.js";
import { claimList, dateList } from "./stated.js";

/** @import { Name } from "./article" */
/** @import { Looking } from "./looking" */

/** @typedef {"places" | "claims" | "dates"} Tab */

/** @type {Map<Tab, string>} */
const TABS = new Map([
  ["places", "Places"],
  ["claims", "Claims"],
  ["dates", "Dates"],
]);
const KEYS =
  "Keys: j and k, or ↑ and ↓, for the next and the one before; Enter confirms; 1 to 9 choose; Delete drops; u undoes; ← and → go through the mentions of a name; o is for this one only; / searches.";

export class Review {
  /** @type {Tab} */
  tab = "places";
  progress = element("strong", {});
  told = element("p", { class: "dl-hidden", role: "status" });
  tabs = element("div", { class: "dl-tabs", role: "tablist", "aria-label": "What was read" });
  claims = element("ul", { class: "dl-claims dl-stated-list" });
  dates = element("ul", { class: "dl-claims dl-stated-list" });
  panel = element("div", { class: "dl-review-panel", id: "dl-review-panel", role: "tabpanel", tabindex: "-1" });

  /**
   * @param {object} settings
   * @param {Looking} settings.page has the article and what is looked at, and takes what is decided
   * @param {(text: string) => void} settings.find asks for places of a name
   * @param {() => void} settings.make asks for a story
   */
  constructor({ page, find, make }) {
    this.page = page;
    this.checks = new Checks({ page, find });
    this.sure = button("", () => page.confirmSure(), { class: "dl-quiet" });
    this.undo = button("Undo", () => page.undo(), { class: "dl-quiet" });
    const story = button("Make a story", make, { class: "dl-primary" });
    this.root = element(
      "section",
      { class: "dl-review dl-make", "aria-label": "Check what was read", hidden: true },
      element("div", { class: "dl-bar" }, this.progress, this.sure, this.undo, story),
      this.told,
      element("div", { class: "dl-tab-line" }, this.tabs, this.checks.choice),
      this.panel,
      element("p", { class: "dl-small dl-keys" }, KEYS),
    );
    this.tabs.addEventListener("keydown", event => this.onTabs(event));
    this.open("places");
  }

  /** @param {Tab} tab */
  open(tab) {
    this.tab = tab;
    this.checks.choice.hidden = tab !== "places";
    this.panel.replaceChildren(tab === "places" ? this.checks.root : this[tab]);
    this.panel.setAttribute("aria-labelledby", `dl-review-${tab}`);
    this.panel.scrollTop = 0;
    this.show();
  }

  show() {
    const { article } = this.page;
    this.root.hidden = !article?.isRead;
    if (!article?.isRead) return;
    const { names, stated, dates } = article.findings;
    const { length } = names;
    this.progress.textContent = `${article.checked.toLocaleString("en")} of ${length.toLocaleString("en")} name${length === 1 ? "" : "s"} checked`;
    const sure = names.filter(name => name.left && isSure(name)).length;
    this.sure.hidden = !sure;
    this.sure.textContent = `Confirm the ${sure.toLocaleString("en")} sure`;
    this.undo.disabled = !article.done.length;
    this.showTabs({ places: length, claims: stated.length, dates: dates.length });
    if (this.tab === "places") this.checks.show(article);
    else if (this.tab === "claims") claimList(this.claims, article, this.page);
    else dateList(this.dates, article, this.page);
  }

  /** @param {Record<Tab, number>} counts */
  showTabs(counts) {
    const focused = this.tabs.contains(document.activeElement);
    const made = [...TABS].map(([tab, title]) => {
      const selected = tab === this.tab;
      const head = button(title, () => this.open(tab), {
        role: "tab",
        id: `dl-review-${tab}`,
        "aria-selected": String(selected),
        "aria-controls": "dl-review-panel",
        tabindex: selected ? "0" : "-1",
      });
      head.append(element("small", {}, ` ${counts[tab].toLocaleString("en")}`));
      return head;
    });
    this.tabs.replaceChildren(...made);
    if (focused) this.focusTab();
  }

  focusTab() {
    const selected = this.tabs.querySelector("[aria-selected=true]");
    if (selected instanceof HTMLElement) selected.focus();
  }

  /** @param {KeyboardEvent} event */
  onTabs(event) {
    const by = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (!by) return;
    event.preventDefault();
    event.stopPropagation();
    const tabs = [...TABS.keys()];
    this.open(tabs[(tabs.indexOf(this.tab) + by + tabs.length) % tabs.length]);
    this.focusTab();
  }

  // Brings what is looked at into sight, in its list, and not by moving the page.
  reveal() {
    const row = this.panel.querySelector(".dl-current");
    if (!row) return;
    const [inner, outer] = [row.getBoundingClientRect(), this.panel.getBoundingClientRect()];
    if (inner.top < outer.top) this.panel.scrollTop += inner.top - outer.top;
    else if (inner.bottom > outer.bottom)
      this.panel.scrollTop += Math.min(inner.bottom - outer.bottom, inner.top - outer.top);
  }

  /**
   * Shows a field with room below, for suggestions.
   *
   * @param {Element} field
   */
  showAtTop(field) {
    this.panel.scrollTop += field.getBoundingClientRect().top - this.panel.getBoundingClientRect().top - 8;
  }

  /**
   * Says what came of a decision to those who do not see it.
   *
   * @param {string} text
   */
  say(text) {
    this.told.textContent = text;
  }
}

/**
 * Whether all mentions of a name are sure, or confirmed.
 *
 * @param {Name} name
 */
export const isSure = ({ mentions }) => mentions.every(({ trust }) => trust === "sure" || trust === "confirmed");

// ---- the keys

/** @typedef {Record<string, (page: Looking) => void>} Acts */

/** @type {Acts} */
const ACTS = {
  j: page => page.go(1),
  k: page => page.go(-1),
  u: page => page.undo(),
  o: page => page.meanOnly(!page.article?.only),
  Delete: page => page.decide(null),
  Backspace: page => page.decide(null),
  "/": page => page.search(),
};
/** @type {Acts} */
const CONFIRM = { Enter: page => page.decide() };
/** @type {Acts} */
const ARROWS = {
  ArrowDown: page => page.go(1),
  ArrowUp: page => page.go(-1),
  ArrowRight: page => page.turn(1),
  ArrowLeft: page => page.turn(-1),
};

/**
 * Has keys act wherever the focus is among the text's marks and the rows; not where one types or presses a button.
 *
 * @param {HTMLElement} root
 * @param {Looking} page
 * @param {{ inText: boolean }} settings in the text the arrows scroll
 */
export function takeKeys(root, page, { inText }) {
  root.addEventListener("keydown", event => {
    const { target } = event;
    if (event.altKey || event.defaultPrevented || !page.article?.isRead || !(target instanceof Element)) return;
    const act = actOf(event, target, inText);
    if (!act) return;
    event.preventDefault();
    act(page);
  });
}

/**
 * @param {KeyboardEvent} event
 * @param {Element} target
 * @param {boolean} inText
 * @returns {((page: Looking) => void) | undefined}
 */
function actOf({ key, ctrlKey, metaKey }, target, inText) {
  if (target.matches("input:not([type=radio]), select, textarea")) return undefined;
  if (ctrlKey || metaKey) return key.toLowerCase() === "z" ? ACTS.u : undefined;
  if (target.matches("[type=radio]") || target.closest("[role=tablist]")) return undefined;
  if (/^[1-9]$/.test(key)) return page => page.choose(Number(key) - 1);
  const presses = target.matches("button, summary, a") && !target.matches(".dl-check-head");
  return ACTS[key] ?? (presses ? undefined : CONFIRM[key]) ?? (inText ? undefined : ARROWS[key]);
}
