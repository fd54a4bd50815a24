// The page Read: an article brought, read by the server, and checked by a person. The text and all that is decided of it
// live here, as long as the page does; the server has them in memory, to read them, and keeps nothing.

import { button, element } from "../base/element.js";
import * as view from "../page/view.js";
import { Article, wellFormed } from "./article.js";
import { Bring, MAX_CHARACTERS } from "./bring.js";
import { Looking } from "./looking.js";
import { Requests } from "./requests.js";
const { known } = view;

/** @import * as Wire from "../../../types/wire" */
/** @import { Component } from "../../../types/page" */

// ---- the parts of the page

const bring = new Bring({
  read: readText,
  takeFile: file => requests.want({ file }),
  refuse: problem => showRefused([problem]),
});
const page = new Looking({ bring, find: find => requests.want({ find }), make: makeStory });
const { highlights, review } = page;
const refused = element("div", { class: "dl-refused", role: "alert" });
const asking = element("div", { class: "dl-notice dl-clash", role: "alert", hidden: true });
const foreign = element("div", { class: "dl-notice", role: "status", hidden: true });
const root = element(
  "section",
  { class: "dl-read dl-make", "aria-label": "Read an article" },
  bring.root,
  refused,
  asking,
  foreign,
  highlights.root,
);
for (const field of [bring.published, bring.about]) {
  field.addEventListener("change", () => page.article?.text === wellFormed(bring.text.value) && readAgain());
}

/** @type {string | null} the title of the draft that is open on Make; empty where it has none */
let open = null;

/** @param {Component<Wire.ReadPage>} component */
export function read({ data, parentElement, setTriggerValue }) {
  requests.send = request => setTriggerValue("said", request);
  if (!parentElement.contains(root)) {
    parentElement.replaceChildren(root);
    known.making = false;
    known.reading = true;
    view.update({ making: null, reading: true });
    view.takePointing(pointed => page.onMap(pointed));
    view.keepShown(root, onView);
  }
  hear(data);
}

/** @param {Component<unknown>} component */
export function checks({ parentElement }) {
  if (!parentElement.contains(review.root)) parentElement.replaceChildren(review.root);
}

/** @param {Pick<Wire.Fault, "problem" | "remedy">[]} problems */
function showRefused(problems) {
  const lines = problems.map(({ problem, remedy }) => element("li", {}, `${problem}; ${remedy}.`));
  refused.replaceChildren(
    ...(lines.length
      ? [element("p", {}, "That could not be taken:"), element("ul", { class: "dl-list" }, ...lines)]
      : []),
  );
}

/**
 * Asks the reader, above the text.
 *
 * @param {string} question
 * @param {[text: string, act: () => void][]} answers
 */
function ask(question, answers) {
  const buttons = answers.map(([text, act]) => {
    const answered = () => {
      asking.hidden = true;
      act();
    };
    return button(text, answered, { class: "dl-quiet" });
  });
  asking.replaceChildren(element("p", {}, question), ...buttons);
  asking.hidden = false;
  asking.scrollIntoView({ block: "nearest" });
  buttons[0].focus({ preventScroll: true });
}

/** @type {Wire.Scene | null} that is shown */
let scene = null;

function onView() {
  const { article } = page;
  if (known.lost) {
    known.lost = false; // it is asked for
    requests.want({ reading: true });
  }
  if (!article?.isRead) return;
  if (known.scene !== scene) {
    scene = known.scene;
    foreign.textContent = article.findings.notice ?? "";
    foreign.hidden = !article.findings.notice;
    if (article.isShown) page.showAgain();
    else begin(article);
  }
  page.onTimeline();
}

/**
 * Shows an article that has been read for the first time.
 *
 * @param {Article} article
 */
function begin(article) {
  article.isShown = true;
  page.claim = page.date = null;
  bring.fold(true);
  if (!page.published) bring.askDay(article.findings.filedOn);
  review.open("places");
  const first = review.checks.first(article);
  if (first === null) page.show();
  else page.look(first);
  page.drawMeasured();
  if (bring.root.contains(document.activeElement) || document.activeElement === document.body) page.focusRow();
}

// ---- to the server and back

const requests = new Requests({
  reading: ({ text, make }) => {
    const { article } = page;
    if (!article) return null;
    return {
      ...article.message,
      published: bring.published.value,
      about: bring.about.value,
      ...(text && { text: article.text }),
      ...(make && { make }),
    };
  },
  sceneThere: () => known.number,
  onWay: bring.way.show,
  refuse: problem => showRefused([problem]),
});

function readText() {
  const text = wellFormed(bring.text.value);
  const problem = unreadable(text);
  showRefused(problem ? [problem] : []);
  if (problem) return;
  const { article } = page;
  if (text === article?.text) {
    bring.fold(true);
    return readAgain();
  }
  if (!article?.done.length) return readOther(text);
  ask("With another text, what you have checked of this one is forgotten.", [
    ["Read the other text", () => readOther(text)],
    ["Keep this one", () => (bring.text.value = article.text)],
  ]);
}

/**
 * Why a text cannot be read; null where it can.
 *
 * @param {string} text
 */
function unreadable(text) {
  const count = (/** @type {number} */ number) => number.toLocaleString("en");
  if (!text.trim()) return { problem: "there is no text yet", remedy: "paste one, or open a file" };
  if (text.length <= MAX_CHARACTERS) return null;
  return {
    problem: `the text has ${count(text.length)} characters, and up to ${count(MAX_CHARACTERS)} can be read`,
    remedy: "read it in parts",
  };
}

/** @param {string} text */
function readOther(text) {
  const article = new Article({ text, title: bring.title, changed: () => takeChange(article) });
  page.article = article;
  requests.want({ text: true });
  readAgain();
}

function readAgain() {
  bring.tell("");
  requests.want({ reading: true });
}

/**
 * Shows what was decided, and has the article read again with it.
 *
 * @param {Article} article
 */
function takeChange(article) {
  article.handedOver = false;
  page.showAgain();
  requests.want({ reading: true });
}

function makeStory() {
  const start = () => {
    if (page.article) page.article.handedOver = true;
    requests.want({ reading: true, make: true });
  };
  if (open === null) return start();
  const title = open ? `“${open}”` : "another story";
  ask(
    `On the page Make you work on ${title}. It stays among your drafts there, on this device; the new story is opened in its place.`,
    [
      ["Make a story", start],
      ["Not now", () => {}],
    ],
  );
}

/** @param {Wire.ReadPage} said */
function hear(said) {
  open = said.open;
  if (!requests.isAnswered(said)) return;
  showRefused(said.refused);
  if (said.unread) bring.tell(said.unread, true);
  if (said.taken) takeFile(said.taken);
  if (said.found) review.checks.search.takeFound(said.found);
  const { article } = page;
  if (article && said.token === article.token) requests.want({ text: false });
  else if (article && said.refused.length) {
    if (!said.full || !article.done.length) page.article = null; // what was checked is handed over again with the next decision
  } else if (article) requests.want({ text: true, reading: true }); // the server has started again
  requests.next();
  page.show();
}

/** @param {Wire.Taken} taken */
function takeFile({ text, title, published, published_from: from }) {
  const note = published
    ? `The file says so: ${from ?? "it does not say where"}. Check the day, then press Read.`
    : "The file does not say when it was published. Give the day, or read it without.";
  bring.fill({ text, title, published, note });
}

addEventListener("beforeunload", leaving => {
  const { article } = page;
  if (root.isConnected && article?.done.length && !article.handedOver) leaving.preventDefault();
});
