// The names of a draft that are still to be decided, a row each, by hand or with the keyboard alone: what a name may mean
// in the gazetteer, a search for another place, and the map beside it.

import { Combobox } from "../base/combobox.js";
import { button, element } from "../base/element.js";
import { stopOf, suggested } from "../page/suggestions.js";
import { isBare, placeLocated } from "./located.js";
import { at } from "./patch.js";
import { TABLES, keyOf } from "./tables.js";

/** @import { OpenName, Suggestion } from "../../../types/wire" */
/** @import { Editor } from "./editor" */
/** @import { Found } from "./located" */
/** @import { Placing } from "./placing" */
/** @import { Row } from "./tables" */

/** @typedef {{ name: OpenName, row: Row, index: number }} Open a name with its row in the draft as it is now */

const KEYS =
  "Keys: j and k, or ↑ and ↓, for the next and the one before; 1 to 9 choose; Enter confirms; u undoes; / searches.";
const QUIET = { class: "dl-quiet" };
/** @param {number} number */
const count = number => number.toLocaleString("en");

export class Naming {
  /** @type {string | null} */
  current = null; // the id of the place that is looked at
  /** @type {string | null} */
  awaited = null; // the id of one that is to be looked at again, as soon as the server tells it
  /** @type {Set<string>} */
  kept = new Set(); // ids of places that stay without a position
  /** @type {{ id: string, steps: number }[]} */
  done = []; // places in the order in which they were decided, each with the steps that the draft had before
  /** @type {Combobox | null} */
  search = null;
  drawn = "";
  counts = element("p", { class: "dl-small dl-counts" });
  told = element("p", { class: "dl-hidden", role: "status" });
  list = element("ol", { class: "dl-checks", "aria-label": "Places to find" });
  more = element("p", { class: "dl-small" });
  root = element(
    "section",
    { class: "dl-naming", "aria-label": "Names to check", hidden: true },
    this.told,
    this.list,
    this.more,
    element("p", { class: "dl-small dl-keys" }, KEYS),
  );

  /**
   * @param {object} settings
   * @param {Editor} settings.editor
   * @param {Placing} settings.placing shows on the map what a name may mean
   * @param {(asked: { id: string, name: string }) => void} settings.locate asks the geocoder
   */
  constructor({ editor, placing, locate }) {
    this.editor = editor;
    this.placing = placing;
    this.locate = locate;
    this.root.addEventListener("keydown", event => this.onKey(event));
  }

  begin() {
    this.current = this.awaited = null;
    this.kept.clear();
    this.done = [];
  }

  /** @returns {Open[]} the names that the server has told, and that are still without a position */
  get open() {
    const { document, told } = this.editor;
    const rows = TABLES.places.rows(document);
    const places = new Map(rows.map((row, index) => [String(at(row.item, ["id"]) ?? ""), { row, index }]));
    return (told?.naming?.names ?? []).flatMap(name => {
      const place = places.get(name.id);
      const isOpen = place && isBare(place.row.item) && !this.kept.has(name.id);
      return isOpen && at(place.row.item, ["properties", "name"]) === name.name ? [{ name, ...place }] : [];
    });
  }

  show() {
    const { open } = this;
    this.showCounts();
    this.root.hidden = !open.length;
    if (open.some(({ name }) => name.id === this.awaited)) this.look(open, this.awaited);
    else if (!open.some(({ name }) => name.id === this.current)) this.look(open, open[0]?.name.id ?? null);
    const { naming } = this.editor.told ?? {};
    const left = naming ? naming.doubtful + naming.unknown + naming.waiting - naming.names.length : 0;
    this.more.textContent = left > 0 ? `${count(left)} more follow as these are decided.` : "";
    const rows = open.map(({ name, index }) => [name, index]);
    const drawn = JSON.stringify([rows, this.current, naming?.geocoder, naming?.asked]);
    if (drawn === this.drawn || this.isTypedIn) return;
    this.drawn = drawn;
    const kept = this.list.contains(document.activeElement);
    this.list.replaceChildren(...open.map(each => this.item(each)));
    if (kept) this.focus();
  }

  get isTypedIn() {
    const { activeElement } = document;
    return this.list.contains(activeElement) && Boolean(activeElement?.matches("[role=combobox]"));
  }

  /** Says how many places of the draft have a position, and how many are to check. */
  showCounts() {
    const { document, told } = this.editor;
    const naming = told?.naming;
    this.counts.hidden = !naming;
    if (!naming) return;
    const events = TABLES.events.rows(document).length;
    const placed = TABLES.places.rows(document).filter(({ item }) => !isBare(item)).length;
    /** @type {[sign: string, kind: string, number: number, text: string][]} */
    const parts = [
      ["●", "dl-sure", placed, "placed"],
      ["◐", "dl-likely", naming.doubtful, "to check"],
      ["○", "dl-unsure", naming.unknown, "not in the gazetteer"],
      ["", "", naming.waiting, "to be looked up"],
    ];
    const shown = parts
      .filter(([, , number]) => number)
      .map(([sign, kind, number, text]) =>
        element("span", { class: kind ? `dl-trust-of ${kind}` : null }, ` · ${sign} ${count(number)} ${text}`),
      );
    this.counts.replaceChildren(element("span", {}, `${count(events)} event${events === 1 ? "" : "s"}`), ...shown);
  }

  /** @param {Open} open */
  item({ name, index }) {
    const isOpen = name.id === this.current;
    const id = `dl-naming-${index}`;
    const made = element("li", { class: isOpen ? "dl-check dl-current" : "dl-check" });
    const sign = name.places.length ? ["◐ to check", "dl-likely"] : ["○ not found", "dl-unsure"];
    const head = button("", () => this.lookAt(isOpen ? null : name.id), {
      class: "dl-check-head",
      "aria-expanded": String(isOpen),
      "aria-controls": isOpen ? id : null,
      tabindex: isOpen ? "0" : "-1",
    });
    head.append(
      element(
        "span",
        { class: "dl-check-name" },
        element("bdi", {}, name.name),
        element("small", {}, ` row ${count(index + 1)}`),
      ),
      element("span", { class: "dl-check-means" }, name.reason),
      element("span", { class: `dl-trust-of ${sign[1]}` }, sign[0]),
    );
    made.append(head);
    if (isOpen) made.append(this.panel(name, id));
    return made;
  }

  /**
   * @param {OpenName} name
   * @param {string} id
   */
  panel(name, id) {
    const offered = this.offered(name);
    const rows = offered.map((place, index) => {
      const made = button("", () => this.decide(index), { class: "dl-candidate", "aria-pressed": String(index === 0) });
      const hint = "hint" in place ? element("small", {}, ` ${place.hint}`) : "";
      made.append(
        element("kbd", {}, index < 9 ? String(index + 1) : "·"),
        element("span", {}, element("bdi", {}, place.name), hint),
      );
      return element("li", {}, made);
    });
    const { naming } = this.editor.told ?? {};
    const asked = naming?.asked?.id === name.id ? naming.asked : null;
    const actions = element("div", { class: "dl-actions" });
    if (offered.length) actions.append(button("Confirm", () => this.decide(0), { class: "dl-quiet dl-confirm" }));
    if (naming?.geocoder)
      actions.append(button(`Ask ${naming.geocoder}`, () => this.locate({ id: name.id, name: name.name }), QUIET));
    actions.append(button("Leave it without a position", () => this.keep(name.id), QUIET));
    return element(
      "div",
      { class: "dl-check-panel", id, role: "group", "aria-label": `What ${name.name} may mean` },
      rows.length ? element("ol", { class: "dl-candidates", "aria-label": "What it may mean" }, ...rows) : "",
      asked?.problem ? element("p", { class: "dl-small" }, asked.problem) : "",
      this.field(),
      element("p", { class: "dl-small" }, "Or press on the map where it is."),
      actions,
    );
  }

  /**
   * The places that may be chosen for a name: of the gazetteer, then of the geocoder.
   *
   * @param {OpenName} name
   * @returns {(Suggestion | Found)[]}
   */
  offered(name) {
    const asked = this.editor.told?.naming?.asked;
    const further = asked?.id === name.id ? asked.places : [];
    const found = further.map(place => ({
      ...place,
      precision: "site",
      radius_km: 1,
      country: null,
      source: `© OpenStreetMap contributors, found by name by ${asked?.host}`,
    }));
    return [...name.places, ...found];
  }

  field() {
    /** @type {Suggestion[]} */
    let found = [];
    const box = new Combobox({
      label: "Another place",
      placeholder: "Another place, by name",
      suggest: (typed, again) => {
        const suggestions = typed.trim() ? suggested(typed.trim(), again) : null;
        found = suggestions?.places ?? [];
        const options = found.map(place => ({ key: stopOf(place), text: place.name, hint: place.hint }));
        return { options, note: suggestions && found.length ? suggestions.credit : null };
      },
      choose: key => {
        const place = found.find(each => stopOf(each) === key);
        box.show("");
        if (place) this.take(place);
      },
    });
    box.input.addEventListener("blur", () => setTimeout(() => this.show()));
    this.search = box;
    return box.root;
  }

  // ---- what is looked at

  /**
   * @param {Open[]} open
   * @param {string | null} id
   */
  look(open, id) {
    this.current = id;
    const looked = open.find(({ name }) => name.id === id);
    if (looked) this.placing.offer(keyOf(looked.row.keys), this.offered(looked.name));
    else this.placing.offer(null, []);
  }

  /** @param {string | null} id */
  lookAt(id) {
    this.awaited = null;
    this.look(this.open, id);
    this.show();
    this.focus();
  }

  /** @param {number} by */
  go(by) {
    const { open } = this;
    const next = open[open.findIndex(({ name }) => name.id === this.current) + by];
    if (next) this.lookAt(next.name.id);
  }

  focus() {
    const head = this.list.querySelector(".dl-current .dl-check-head") ?? this.list.querySelector(".dl-check-head");
    if (!(head instanceof HTMLElement)) return;
    head.focus({ preventScroll: true });
    head.closest("li")?.scrollIntoView({ block: "nearest" });
  }

  // ---- what is decided

  /** @param {number} index of a place that is offered */
  decide(index) {
    const looked = this.open.find(({ name }) => name.id === this.current);
    const place = looked && this.offered(looked.name)[index];
    if (place) this.take(place);
    else if (looked) this.say(`No place is known for ${looked.name.name}. Search for one, or press on the map.`);
  }

  /** @param {Found} place */
  take(place) {
    const { open } = this;
    const looked = open.find(({ name }) => name.id === this.current);
    if (!looked) return;
    this.leave(open);
    this.note(looked.name.id);
    this.editor.change(placeLocated(this.editor.document, looked.row, place), `place of ${looked.name.name}`);
    this.say(`${looked.name.name} is at ${place.name}. ${count(this.open.length)} to check.`);
    this.focus();
  }

  /** @param {string} id */
  keep(id) {
    this.leave(this.open);
    this.kept.add(id);
    this.note(id);
    this.show();
    this.focus();
  }

  /**
   * Looks at what comes after the name that is being decided, else before it.
   *
   * @param {Open[]} open
   */
  leave(open) {
    this.awaited = null;
    const index = open.findIndex(({ name }) => name.id === this.current);
    this.look(open, (open[index + 1] ?? open[index - 1])?.name.id ?? null);
  }

  /** @param {string} id */
  note(id) {
    this.done.push({ id, steps: this.editor.draft?.done.length ?? 0 });
  }

  undo() {
    const last = this.done.pop();
    const { draft } = this.editor;
    if (!last || !draft) return;
    this.kept.delete(last.id);
    this.awaited = last.id;
    while (draft.done.length > last.steps) draft.undo();
    this.show();
    this.focus();
  }

  /**
   * Says what came of a decision to those who do not see it.
   *
   * @param {string} text
   */
  say(text) {
    this.told.textContent = text;
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    const { key, target, altKey, ctrlKey, metaKey, defaultPrevented } = event;
    if (altKey || ctrlKey || metaKey || defaultPrevented || !(target instanceof Element)) return;
    if (target.matches("input, select, textarea")) return;
    const act = this.actOf(key, target);
    if (!act) return;
    event.preventDefault();
    act();
  }

  /**
   * @param {string} key
   * @param {Element} target
   * @returns {(() => void) | undefined}
   */
  actOf(key, target) {
    if (/^[1-9]$/.test(key)) return () => this.decide(Number(key) - 1);
    /** @type {Partial<Record<string, () => void>>} */
    const acts = {
      j: () => this.go(1),
      k: () => this.go(-1),
      ArrowDown: () => this.go(1),
      ArrowUp: () => this.go(-1),
      u: () => this.undo(),
      "/": () => this.search?.input.focus(),
    };
    if (key === "Enter" && target.matches(".dl-current .dl-check-head")) return () => this.decide(0);
    return acts[key];
  }
}
