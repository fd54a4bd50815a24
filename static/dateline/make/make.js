// The page Make: where a draft comes from, its tables, what is wrong with it, and where it is kept. The draft lives here,
// in the browser; the server reads it after each change, says what is wrong, and draws the story beside it.

import { element } from "../base/element.js";
import * as upload from "../base/upload.js";
import * as view from "../page/view.js";
import { Bar } from "./bar.js";
import { Editor } from "./editor.js";
import { Keeping } from "./keeping.js";
import { Naming } from "./naming.js";
import { Placing } from "./placing.js";
import { faultsBox, notesBox, refusedBox } from "./problems.js";
import { askBox, startBox, tableGuess } from "./start.js";
import * as store from "./store.js";
import { Tabs } from "./tabs.js";
const { known } = view;

/** @import { Ask, DraftReply, Fault, NoDraft } from "../../../types/wire" */
/** @import { Component } from "../../../types/page" */

/** @type {(message: object) => void} */
let tell = () => {};
/** @type {MakePage | null} */
let page = null;

/** @param {{ token?: string, [member: string]: unknown }} message */
const send = message =>
  tell({ ...message, token: message.token ?? editor.draft?.token ?? null, scene: known.number ?? null });

// Stays when a visitor goes to another page and comes back.
const editor = new Editor({
  send,
  changed: oneCell => page?.onChange(oneCell),
  refuse: problem => page?.refused.show([problem]),
});

/** @param {Component<DraftReply | NoDraft>} component */
export function make({ data, parentElement, setTriggerValue }) {
  tell = message => setTriggerValue("said", message);
  if (!page || !parentElement.contains(page.root)) {
    page?.keeping.finish();
    page = new MakePage();
    parentElement.replaceChildren(page.root);
    known.reading = false;
    view.update({ reading: null });
    view.takeMaking(pressed => page?.placing.press(pressed));
    page.keeping.offer();
    if (editor.draft) page.openTables();
  }
  page.hear(data);
}

class MakePage {
  refused = refusedBox();
  keeping = new Keeping({
    editor,
    begin: (token, text, revision) => this.begin(token, text, 0, revision),
    tried: () => this.showState(),
  });
  start = startBox({
    begin: send,
    bring: file => this.bringFile(file),
    refuse: problem => this.refused.show([problem]),
  });
  bar = new Bar({ editor, open: () => send({ show: true }), forget: () => this.forget() });
  notes = notesBox();
  asks = element("div");
  guess = element("div");
  tabs = new Tabs({ editor, chosen: (table, row) => this.placing.choose(table, row) });
  placing = new Placing(editor, this.tabs);
  naming = new Naming({ editor, placing: this.placing, locate: locate => send({ locate }) });
  faults = faultsBox({ editor, tabs: this.tabs });
  work = element(
    "div",
    { class: "dl-work", hidden: true },
    this.bar.root,
    this.naming.counts,
    this.bar.state,
    this.keeping.clash,
    this.asks,
    this.notes.root,
    this.guess,
    this.faults.root,
    this.tabs.root,
    this.tabs.panel,
    this.naming.root,
  );
  root = element(
    "section",
    { class: "dl-make", "aria-label": "Make a story" },
    this.refused.root,
    this.keeping.list,
    this.start.root,
    this.work,
  );

  constructor() {
    this.root.addEventListener("keydown", onKey);
    this.placing.decide = index => this.naming.decide(index);
  }

  // ---- what the server says

  /** @param {DraftReply | NoDraft} data */
  hear(data) {
    const reply = editor.receive(data);
    this.take(reply);
    if (editor.told) editor.faults = reply.faults;
    editor.swaps = reply.swaps;
    if (known.lost) send({});
    this.refused.show(reply.refused);
    this.notes.show(editor.told?.notes ?? []);
    this.ask(editor.told?.asks ?? []);
    tableGuess(this.guess, editor.told?.table ?? null, columns => send({ columns }));
    this.showState();
    this.tabs.grid?.mark();
  }

  /** @param {Ask[]} asks how columns of the file are meant, also on the map where one is open that tells positions apart */
  ask(asks) {
    askBox(this.asks, asks, answers => send({ answers }));
    const { column, readings, at } = asks.find(each => each.at.some(Boolean)) ?? { column: "", readings: [], at: [] };
    const places = readings.flatMap((name, index) => {
      const position = at[index];
      return position ? [{ name, lon: position[0], lat: position[1] }] : [];
    });
    this.placing.ask(places, index => send({ answers: { [column]: places[index].name } }));
  }

  /**
   * Begins with a draft that the server hands out, or tells the one that is here what the server has of it.
   *
   * @param {DraftReply} reply
   */
  take(reply) {
    const { token, document: text, count, refused } = reply;
    const isAnother = token !== editor.draft?.token;
    if (text && isAnother) this.keeping.finish(); // the one before stays among the drafts
    if (token && text && (isAnother || refused.length)) this.begin(token, text, count);
    else editor.draft?.hear(reply);
  }

  /** @param {{ name: string, content: Uint8Array }} file */
  async bringFile({ name, content }) {
    this.refused.show([]);
    try {
      const of = await upload.send(content, part => this.start.onWay(name, part));
      send({ file: { name, upload: of } });
    } catch (problem) {
      this.refused.show([/** @type {Fault} */ (problem)]); // which is what an upload throws
    }
  }

  // ---- the draft

  /**
   * @param {string} token
   * @param {string} text
   * @param {number} count
   * @param {number} [revision] of the copy that is kept
   */
  begin(token, text, count, revision) {
    editor.begin(token, text, count, revision);
    this.openTables();
    this.keeping.soon();
    if (editor.told)
      send({}); // the server need not hand it out again
    else editor.draft?.handOver();
  }

  /** @param {boolean} oneCell */
  onChange(oneCell) {
    // A cell that was typed in is right as it stands; only what others show of it is drawn anew.
    const { grid, name } = this.tabs;
    if (oneCell && editor.table === name) grid?.reread();
    else grid?.show();
    this.showState();
    this.keeping.soon();
  }

  async forget() {
    if (!editor.draft) return;
    const { token } = editor.draft;
    this.keeping.stop();
    editor.close();
    await store.forget(token).catch(() => {});
    send({ close: true, token });
    this.openTables();
    this.keeping.offer();
  }

  // ---- the page

  openTables() {
    const isThere = Boolean(editor.draft);
    this.work.hidden = !isThere;
    this.start.fold(isThere);
    known.making = isThere;
    this.naming.begin();
    this.tabs.begin();
  }

  showState() {
    if (!editor.draft) return;
    this.bar.show(this.keeping.isKeptNowhere);
    this.faults.show();
    this.tabs.show();
    this.naming.show();
  }
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  const { target, ctrlKey, metaKey, shiftKey } = event;
  const isField = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
  const isTyping = isField && target.value !== target.defaultValue;
  const key = event.key.toLowerCase();
  if (!(ctrlKey || metaKey) || !editor.draft || isTyping || (key !== "z" && key !== "y")) return;
  event.preventDefault();
  if (key === "y" || shiftKey) editor.draft.redo();
  else editor.draft.undo();
}

// ---- other tabs, and the end of this one

store.takeNews(news => page?.keeping.hear(news));
addEventListener("pagehide", () => page?.keeping.finish());
document.addEventListener("visibilitychange", () => document.hidden && page?.keeping.finish());
addEventListener("beforeunload", event => {
  if (!page?.root.isConnected) return;
  const field = document.activeElement;
  if (field instanceof HTMLElement && page.root.contains(field) && field.matches(".dl-field")) field.blur(); // takes over what was typed
  if (editor.draft?.dirty) event.preventDefault();
});
