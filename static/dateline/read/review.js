// What was read in an article, to be checked by a person: places, claims and dates, by hand or with the keyboard alone.

import { button, element } from "../base/element.js";
import { Checks } from "./checks.js";
import { claimList, dateList } from "./stated.js";

const TABS = { places: "Places", claims: "Claims", dates: "Dates" };
const KEYS =
  "Keys: j and k, or ↑ and ↓, for the next and the one before; Enter confirms; 1 to 9 choose; Delete drops; u undoes; ← and → go through the mentions of a name; o is for this one only; / searches.";

export class Review {
  // `page` has the article and what is looked at, and takes what is decided; `find` asks for places of a name.
  constructor({ page, find, make }) {
    Object.assign(this, { page, tab: "places" });
    this.checks = new Checks({ page, find });
    this.progress = element("strong", {});
    this.sure = button("", () => page.confirmSure(), { class: "dl-quiet" });
    this.undo = button("Undo", () => page.undo(), { class: "dl-quiet" });
    this.make = button("Make a story", make, { class: "dl-primary" });
    this.told = element("p", { class: "dl-hidden", role: "status" });
    this.tabs = element("div", { class: "dl-tabs", role: "tablist", "aria-label": "What was read" });
    this.lists = {
      claims: element("ul", { class: "dl-claims dl-stated-list" }),
      dates: element("ul", { class: "dl-claims dl-stated-list" }),
    };
    this.panel = element("div", { class: "dl-review-panel", id: "dl-review-panel", role: "tabpanel", tabindex: "-1" });
    const bar = element("div", { class: "dl-bar" }, this.progress, this.sure, this.undo, this.make);
    this.root = element(
      "section",
      { class: "dl-review dl-make", "aria-label": "Check what was read", hidden: true },
      bar,
      this.told,
      element("div", { class: "dl-tab-line" }, this.tabs, this.checks.choice),
      this.panel,
      element("p", { class: "dl-small dl-keys" }, KEYS),
    );
    this.tabs.addEventListener("keydown", event => this.onTabs(event));
    this.open("places");
  }

  open(tab) {
    this.tab = tab;
    this.checks.choice.hidden = tab !== "places";
    this.panel.replaceChildren(tab === "places" ? this.checks.root : this.lists[tab]);
    this.panel.setAttribute("aria-labelledby", `dl-review-${tab}`);
    this.panel.scrollTop = 0;
    this.show();
  }

  show() {
    const { article } = this.page;
    this.root.hidden = !article?.isRead;
    if (this.root.hidden) return;
    const { names, stated, dates } = article.findings;
    const { length } = names;
    this.progress.textContent = `${article.checked.toLocaleString("en")} of ${length.toLocaleString("en")} name${length === 1 ? "" : "s"} checked`;
    const sure = names.filter(
      name => name.left && name.mentions.every(({ trust }) => trust === "sure" || trust === "confirmed"),
    ).length;
    this.sure.hidden = !sure;
    this.sure.textContent = `Confirm the ${sure.toLocaleString("en")} sure`;
    this.undo.disabled = !article.done.length;
    this.showTabs({ places: length, claims: stated.length, dates: dates.length });
    if (this.tab === "places") this.checks.show();
    else if (this.tab === "claims") claimList(this.lists.claims, article, this.page);
    else dateList(this.lists.dates, article, this.page);
  }

  showTabs(counts) {
    const focused = this.tabs.contains(document.activeElement);
    this.tabs.replaceChildren(
      ...Object.entries(TABS).map(([name, title]) => {
        const selected = name === this.tab;
        return button("", () => this.open(name), {
          role: "tab",
          id: `dl-review-${name}`,
          "aria-selected": String(selected),
          "aria-controls": "dl-review-panel",
          tabindex: selected ? "0" : "-1",
        });
      }),
    );
    for (const [index, name] of Object.keys(TABS).entries())
      this.tabs.children[index].append(TABS[name], element("small", {}, ` ${counts[name].toLocaleString("en")}`));
    if (focused) this.tabs.querySelector("[aria-selected=true]").focus();
  }

  onTabs(event) {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    event.stopPropagation();
    const names = Object.keys(TABS);
    this.open(names[(names.indexOf(this.tab) + by + names.length) % names.length]);
    this.tabs.querySelector("[aria-selected=true]").focus();
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

  // With room below, for suggestions.
  showAtTop(field) {
    this.panel.scrollTop += field.getBoundingClientRect().top - this.panel.getBoundingClientRect().top - 8;
  }

  // Says what came of a decision to those who do not see it.
  say(text) {
    this.told.textContent = text;
  }
}

// What the keys do, wherever the focus is among the text's marks and the rows; not where one types or presses a button.
export function takeKeys(root, page, { inText }) {
  root.addEventListener("keydown", event => {
    if (event.altKey || event.defaultPrevented || !page.article?.isRead) return;
    const { key, target } = event;
    const typing = target.matches("input:not([type=radio]), select, textarea");
    if (event.ctrlKey || event.metaKey) {
      if (key.toLowerCase() !== "z" || typing) return;
      event.preventDefault();
      return page.undo();
    }
    if (typing) {
      if (key === "Escape" && target.matches("[role=combobox]") && !target.value) page.focusRow();
      return;
    }
    if (target.matches("[type=radio]") || target.closest("[role=tablist]")) return;
    const pressing = target.matches("button, summary, a") && !target.matches(".dl-check-head");
    const acts = {
      j: () => page.go(1),
      k: () => page.go(-1),
      u: () => page.undo(),
      o: () => page.meanOnly(!page.article.only),
      Delete: () => page.decide(null),
      Backspace: () => page.decide(null),
      "/": () => page.search(),
      ...(!pressing && { Enter: () => page.decide() }),
      ...(!inText && {
        ArrowDown: () => page.go(1),
        ArrowUp: () => page.go(-1),
        ArrowRight: () => page.turn(1),
        ArrowLeft: () => page.turn(-1),
      }),
    };
    const act = acts[key] ?? (/^[1-9]$/.test(key) && (() => page.choose(Number(key) - 1)));
    if (!act) return;
    event.preventDefault();
    act();
  });
}
