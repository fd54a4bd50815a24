// The page Make: where a draft comes from, its tables, what is wrong with it, and where it is kept. The draft lives here,
// in the browser; the server reads it after each change, says what is wrong, and draws the story beside it.

import { button, element } from "../base/element.js";
import * as upload from "../base/upload.js";
import * as view from "../page/view.js";
import { Draft } from "./draft.js";
import * as edits from "./edits.js";
import { Grid } from "./grid.js";
import { at } from "./patch.js";
import { startBox, tableGuess } from "./start.js";
import * as store from "./store.js";
import { TABLES, placeOf } from "./tables.js";
const { known } = view;

const KEEP_MS = 400;
const MAX_NOTES = 50;
const listed = items => element("ul", { class: "dl-list" }, ...items);

const editor = {
  draft: null,
  revision: null, // of the copy that is kept on this device
  faults: [],
  swaps: [],
  get document() {
    return this.draft?.document;
  },
  change(operations, name, table = null) {
    if (!operations.length) return;
    this.table = table;
    this.draft.change(operations, name, table !== null);
    const opening = edits.openingGiven(this.document);
    if (opening.length) this.draft.change(opening, "opening");
  },
};
let send = () => {};
let ui = null;
let latest = {}; // what the server said last

export function make({ data, parentElement, setTriggerValue }) {
  send = message =>
    setTriggerValue("said", {
      ...message,
      token: message.token ?? editor.draft?.token ?? null,
      scene: known.number ?? null,
    });
  if (!ui || !parentElement.contains(ui.root)) {
    ui = buildPage();
    parentElement.replaceChildren(ui.root);
    known.reading = null;
    view.update({ reading: null });
    view.takeMaking(onMap);
    offerKept();
    if (editor.draft) openTables();
  }
  hear(data);
}

// ---- what the server says

function hear(data) {
  latest = data;
  const another = data.token !== editor.draft?.token;
  if (data.document && another && ui.unkept) keepNow(); // the one before stays among the drafts
  if (data.document && (another || data.refused.length)) begin(data.token, data.document, data.count);
  else editor.draft?.hear(data);
  editor.faults = data.token === editor.draft?.token ? (data.faults ?? []) : editor.faults;
  editor.swaps = data.swaps ?? [];
  if (known.lost) send({});
  showRefused(data.refused ?? []);
  showNotes();
  showState();
  ui.grids.forEach(grid => grid.shown && grid.mark());
}

async function bringFile({ name, content }) {
  showRefused([]);
  try {
    const of = await upload.send(content, part => ui.start.onWay(name, part));
    send({ file: { name, upload: of } });
  } catch (problem) {
    showRefused([problem]);
  }
}

function begin(token, text, count, revision = null) {
  editor.draft = new Draft({
    token,
    text,
    count,
    send: message => send(message),
    changed: onChange,
    refuse: problem => showRefused([problem]),
  });
  editor.revision = revision;
  editor.faults = [];
  openTables();
  keepSoon();
  if (latest.token === token)
    send({}); // the server need not hand it out again
  else editor.draft.handOver();
}

function onChange(oneCell) {
  // A cell that was typed in is right as it stands; only what others show of it is drawn anew.
  const current = ui.grids.get(ui.tab);
  if (!oneCell || editor.table !== ui.tab) current?.show();
  else current.reread();
  showTabs();
  showState();
  keepSoon();
}

// ---- kept on the device

let keeping;
function keepSoon() {
  clearTimeout(keeping);
  ui.unkept = true;
  keeping = setTimeout(keepNow, KEEP_MS);
}

async function keepNow() {
  clearTimeout(keeping);
  const { draft, revision } = editor;
  if (!draft || ui.conflict) return;
  const title = at(draft.document, ["story", "title"]);
  try {
    const next = await store.keep({
      token: draft.token,
      title: typeof title === "string" ? title : "",
      text: JSON.stringify(draft.document),
      revision,
    });
    if (next === null) return showConflict();
    if (editor.draft === draft) editor.revision = next;
    ui.unkept = false;
    ui.keptNowhere = false;
  } catch {
    ui.keptNowhere = true; // no room, or a private window
  }
  showState();
}

store.channel?.addEventListener("message", ({ data }) => {
  if (editor.draft && data.token === editor.draft.token && data.revision !== editor.revision) showConflict();
  else if (!editor.draft && ui) offerKept();
});

addEventListener("pagehide", () => ui?.unkept && keepNow());
document.addEventListener("visibilitychange", () => document.hidden && ui?.unkept && keepNow());
addEventListener("beforeunload", event => {
  const field = document.activeElement;
  if (ui?.root.isConnected && ui.root.contains(field) && field.matches(".dl-field")) field.blur(); // takes over what was typed
  if (editor.draft?.dirty && ui?.root.isConnected) event.preventDefault();
});

async function offerKept() {
  const drafts = await store.kept().catch(() => []);
  const lines = drafts
    .filter(draft => draft.token !== editor.draft?.token)
    .map(draft => {
      const when = new Date(draft.changed).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });
      const title = draft.title || "Untitled story";
      const resume = button(
        "Continue",
        () => {
          begin(draft.token, draft.text, 0, draft.revision);
          offerKept();
        },
        { class: "dl-quiet", "aria-label": `Continue “${title}”` },
      );
      const drop = button("Forget", () => store.forget(draft.token).then(offerKept), {
        class: "dl-link",
        "aria-label": `Forget “${title}”`,
      });
      return element(
        "li",
        {},
        element("span", {}, element("bdi", {}, title), element("small", {}, ` changed ${when}`)),
        resume,
        drop,
      );
    });
  ui.kept.replaceChildren(
    ...(lines.length
      ? [element("h2", {}, "Your drafts on this device"), element("ul", { class: "dl-kept" }, ...lines)]
      : []),
  );
}

function showConflict() {
  ui.conflict = true;
  const theirs = button(
    "Take that one",
    async () => {
      const draft = await store.read(editor.draft.token);
      closeConflict();
      if (draft) begin(draft.token, draft.text, 0, draft.revision);
    },
    { class: "dl-quiet" },
  );
  const mine = button(
    "Keep this one as another draft",
    () => {
      closeConflict();
      begin(crypto.randomUUID?.() ?? String(Math.random()).slice(2), JSON.stringify(editor.document), 0);
    },
    { class: "dl-quiet" },
  );
  ui.clash.replaceChildren(
    element(
      "p",
      {},
      "This draft was changed in another tab, or forgotten there. What you change here is not kept until you choose.",
    ),
    theirs,
    mine,
  );
  ui.clash.hidden = false;
}

function closeConflict() {
  ui.conflict = false;
  ui.clash.hidden = true;
}

async function forget() {
  const { token } = editor.draft;
  clearTimeout(keeping);
  editor.draft = null;
  editor.faults = [];
  await store.forget(token).catch(() => {});
  send({ close: true, token });
  openTables();
  offerKept();
}

// ---- the page

function buildPage() {
  const made = { grids: new Map(), tab: "places", conflict: false, unkept: false, keptNowhere: false };
  made.refused = element("div", { class: "dl-refused", role: "alert" });
  made.clash = element("div", { class: "dl-notice dl-clash", role: "alert", hidden: true });
  made.kept = element("section", { "aria-label": "Your drafts" });
  made.start = startBox({ begin: what => send(what), bring: bringFile, refuse: problem => showRefused([problem]) });
  made.state = element("p", { class: "dl-small dl-state", role: "status" });
  made.undo = button("Undo", () => editor.draft.undo(), { class: "dl-quiet" });
  made.redo = button("Redo", () => editor.draft.redo(), { class: "dl-quiet" });
  made.show = button("Open as story page", () => send({ show: true }), { class: "dl-primary" });
  made.save = button("Save as a file", saveFile, { class: "dl-quiet" });
  const sure = element(
    "span",
    { hidden: true },
    "It will be gone from this device. ",
    button("Forget it", () => forget(), { class: "dl-quiet" }),
    " ",
    button("Keep it", () => (sure.hidden = true), { class: "dl-link" }),
  );
  made.forget = button("Forget this draft", () => (sure.hidden = false), { class: "dl-link" });
  made.bar = element("div", { class: "dl-bar" }, made.undo, made.redo, made.save, made.show, made.forget, sure);
  made.faults = element("details", { class: "dl-todo" });
  made.notes = element("details", { class: "dl-todo" });
  made.guess = element("div");
  made.tabs = element("div", { class: "dl-tabs", role: "tablist", "aria-label": "Parts of the story" });
  made.panel = element("div");
  made.work = element(
    "div",
    { class: "dl-work" },
    made.bar,
    made.state,
    made.clash,
    made.notes,
    made.guess,
    made.faults,
    made.tabs,
    made.panel,
  );
  made.root = element(
    "section",
    { class: "dl-make", "aria-label": "Make a story" },
    made.refused,
    made.kept,
    made.start.root,
    made.work,
  );
  made.root.addEventListener("keydown", onKey);
  return made;
}

function openTables() {
  const there = Boolean(editor.draft);
  ui.work.hidden = !there;
  ui.start.fold(there);
  ui.grids.clear();
  known.making = there ? {} : null;
  if (!there) return;
  for (const name of Object.keys(TABLES)) ui.grids.set(name, new Grid({ editor, table: TABLES[name], chosen: onRow }));
  showTabs();
  openTab(ui.tab);
}

function showTabs() {
  const document = editor.document;
  const counts = {};
  for (const { path } of editor.faults) {
    const { table } = placeOf(path, document);
    counts[table] = (counts[table] ?? 0) + 1;
  }
  const focused = ui.tabs.contains(globalThis.document.activeElement);
  const shown = Object.entries(TABLES).filter(([name, table]) => name !== "shapes" || table.rows(document).length);
  ui.tabs.replaceChildren(
    ...shown.map(([name, table]) => {
      const count = name === "story" ? "" : ` ${table.rows(document).length.toLocaleString("en")}`;
      const wrong = counts[name]
        ? [
            element(
              "b",
              { title: "to mend" },
              String(counts[name]),
              element("span", { class: "dl-hidden" }, " to mend"),
            ),
          ]
        : [];
      const tab = element(
        "button",
        {
          type: "button",
          role: "tab",
          id: `dl-tab-${name}`,
          "aria-selected": String(name === ui.tab),
          "aria-controls": `dl-panel-${name}`,
          tabindex: name === ui.tab ? "0" : "-1",
        },
        table.title,
        element("small", {}, count),
        ...wrong,
      );
      tab.onclick = () => openTab(name);
      return tab;
    }),
  );
  if (focused) ui.tabs.querySelector("[aria-selected=true]").focus();
}

function openTab(name) {
  for (const grid of ui.grids.values()) grid.shown = false;
  ui.tab = name;
  const grid = ui.grids.get(name);
  grid.shown = true;
  ui.panel.replaceChildren(grid.root);
  grid.show();
  showTabs();
  onRow(name, null);
}

function onKey(event) {
  const tabs = event.target.closest("[role=tablist]");
  const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (tabs && by) {
    const all = [...tabs.children];
    const next =
      all[(all.findIndex(tab => tab.getAttribute("aria-selected") === "true") + by + all.length) % all.length];
    openTab(next.id.replace("dl-tab-", ""));
    ui.tabs.querySelector("[aria-selected=true]").focus();
    event.preventDefault();
  }
  const typing = event.target.matches("input, textarea") && event.target.value !== event.target.defaultValue;
  if (!(event.ctrlKey || event.metaKey) || !editor.draft || typing) return;
  const key = event.key.toLowerCase();
  if (key === "z" || key === "y") {
    event.preventDefault();
    if (key === "y" || event.shiftKey) editor.draft.redo();
    else editor.draft.undo();
  }
}

function showState() {
  const { draft } = editor;
  if (!draft) return;
  const name = step => step && `: ${step.name}`;
  ui.undo.disabled = !draft.done.length;
  ui.redo.disabled = !draft.undone.length;
  ui.undo.title = `Undo${name(draft.done.at(-1)) ?? ""}`;
  ui.redo.title = `Redo${name(draft.undone.at(-1)) ?? ""}`;
  const sound = draft.saved && latest.token === draft.token && latest.faulty === 0;
  ui.show.disabled = !sound;
  const kept = ui.keptNowhere
    ? "This browser keeps nothing (a private window, or no room): save the story as a file before you leave."
    : `Kept in this browser, on this device only, for ${store.KEPT} after the last change. The server reads it to check and draw it, and stores nothing.`;
  const count = latest.token === draft.token ? latest.faulty : null;
  const wrong =
    count === null
      ? "Being read …"
      : count
        ? `${count.toLocaleString("en")} thing${count === 1 ? "" : "s"} to mend before it is a story.`
        : "It is a story.";
  if (ui.state.textContent !== `${wrong} ${kept}`) ui.state.textContent = `${wrong} ${kept}`;
  showFaults();
  showTabs();
}

function showFaults() {
  const { faults, document, swaps } = editor;
  const open = ui.faults.open;
  ui.faults.hidden = !faults.length && swaps.length < 2;
  if (ui.faults.hidden) return;
  const lines = faults.slice(0, MAX_NOTES).map(({ path, problem, remedy }) => {
    const where = placeOf(path, document);
    const row = TABLES[where.table].rows(document).findIndex(({ keys }) => keys.join("/") === where.row.join("/"));
    const name = where.table === "story" ? "Story" : `${TABLES[where.table].title}, row ${row + 1}`;
    const go = button(
      name,
      () => {
        openTab(where.table);
        ui.grids.get(where.table).go(where);
      },
      { class: "dl-link" },
    );
    return element("li", {}, go, ` ${problem}; ${remedy}.`);
  });
  const all =
    swaps.length > 1
      ? [
          button(
            `Exchange latitude and longitude of all ${swaps.length.toLocaleString("en")} that seem so`,
            () => {
              editor.change(
                swaps.flatMap(swap => edits.swapped(document, swap)),
                "exchange",
              );
            },
            { class: "dl-quiet" },
          ),
        ]
      : [];
  const rest =
    latest.faulty > lines.length
      ? [element("li", {}, `… and ${(latest.faulty - lines.length).toLocaleString("en")} more.`)]
      : [];
  ui.faults.replaceChildren(element("summary", {}, "What is to mend"), ...all, listed([...lines, ...rest]));
  ui.faults.open = open;
}

function showRefused(problems) {
  const lines = problems.map(({ path, problem, remedy }) =>
    element("li", {}, `${path ? `${path}: ` : ""}${problem}; ${remedy}.`),
  );
  ui.refused.replaceChildren(...(lines.length ? [element("p", {}, "That could not be taken:"), listed(lines)] : []));
}

function showNotes() {
  const notes = latest.token && latest.token === editor.draft?.token ? latest.notes : [];
  ui.notes.hidden = !notes.length;
  const key = JSON.stringify(notes);
  if (key !== ui.notes.dataset.key) {
    ui.notes.dataset.key = key;
    ui.notes.open = true;
    const lines = notes.map(({ path, problem, remedy }) =>
      element("li", {}, `${path ? `${path}: ` : ""}${problem}${remedy ? `; ${remedy}` : ""}.`),
    );
    ui.notes.replaceChildren(element("summary", {}, "About the file"), listed(lines));
  }
  tableGuess(ui.guess, notes.length || latest.token === editor.draft?.token ? latest.table : null, columns =>
    send({ columns }),
  );
}

function saveFile() {
  const { draft } = editor;
  const id = at(draft.document, ["story", "id"]);
  const name = typeof id === "string" && /^[a-z0-9-]{1,64}$/.test(id) ? id : "draft";
  const address = URL.createObjectURL(
    new Blob([JSON.stringify(draft.document, null, 2) + "\n"], { type: "application/geo+json" }),
  );
  const link = element("a", { href: address, download: `${name}.geojson` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
  draft.dirty = false;
}

// ---- the map: a place added where one pressed, or the one worked on moved there

function onRow(table, row) {
  const place =
    table === "places" && row ? TABLES.places.rows(editor.document).find(({ keys }) => keys.join("/") === row) : null;
  const name = place?.item?.properties?.name;
  ui.place = place;
  view.update({ making: { move: place ? String(name ?? "the place") : null } });
}

function onMap({ add, move }) {
  if (!editor.draft) return;
  const numbers = list => Array.isArray(list) && list.length === 2 && list.every(Number.isFinite);
  if (numbers(add)) {
    editor.change(edits.placeAdded(editor.document, add), "new place");
    openTab("places");
    const grid = ui.grids.get("places");
    const rows = TABLES.places.rows(editor.document);
    grid.go({ row: rows.at(-1).keys.map(String), rest: ["properties", "name"] });
  }
  // Its row may have moved since.
  const place =
    numbers(move) && TABLES.places.rows(editor.document).find(({ item }) => item?.id === ui.place?.item?.id);
  if (place) editor.change(edits.placeMoved(place, editor.document, move), "move on the map");
}
