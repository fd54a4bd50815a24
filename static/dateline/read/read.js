// The page Read: an article brought, read by the server, and checked by a person. The text and all that is decided of it
// live here, as long as the page does; the server has them in memory, to read them, and keeps nothing.

import { button, element } from "../base/element.js";
import * as view from "../page/view.js";
import { Article } from "./article.js";
import { Bring, MAX_CHARACTERS } from "./bring.js";
import { Highlights } from "./highlights.js";
import { Looking } from "./looking.js";
import { Requests } from "./requests.js";
import { Review, takeKeys } from "./review.js";
const { known } = view;

// ---- the parts of the page

const page = new Looking();
const bring = new Bring({
  read: readText,
  takeFile: file => requests.want({ file }),
  refuse: problem => showRefused([problem]),
});
const refused = element("div", { class: "dl-refused", role: "alert" });
const asking = element("div", { class: "dl-notice dl-clash", role: "alert", hidden: true });
const highlights = new Highlights({
  chosen: (kind, of) => page.lookAt(kind, of),
  over: start => page.pointAt(start),
  check: () => page.check(),
});
const review = new Review({ page, find: find => requests.want({ find }), make: makeStory });
const root = element(
  "section",
  { class: "dl-read dl-make", "aria-label": "Read an article" },
  bring.root,
  refused,
  asking,
  highlights.root,
);
page.begin({ bring, highlights, review });
takeKeys(highlights.root, page, { inText: true });
takeKeys(review.root, page, { inText: false });
for (const field of [bring.published, bring.about]) {
  field.addEventListener("change", () => page.article?.text === sound(bring.text.value) && readAgain());
}

let data = {}; // what the server said last

export function read(component) {
  requests.send = request => component.setTriggerValue("said", request);
  if (!component.parentElement.contains(root)) {
    component.parentElement.replaceChildren(root);
    known.making = null;
    known.reading = true;
    view.update({ making: null, reading: true });
    view.takePointing(said => page.onMap(said));
    view.keepShown(root, onView);
  }
  hear(component.data);
}

export function checks({ parentElement }) {
  if (!parentElement.contains(review.root)) parentElement.replaceChildren(review.root);
}

function showRefused(problems) {
  const lines = problems.map(({ problem, remedy }) => element("li", {}, `${problem}; ${remedy}.`));
  refused.replaceChildren(
    ...(lines.length
      ? [element("p", {}, "That could not be taken:"), element("ul", { class: "dl-list" }, ...lines)]
      : []),
  );
}

function ask(question, answers) {
  const choose = act => () => {
    asking.hidden = true;
    act();
  };
  asking.replaceChildren(
    element("p", {}, question),
    ...answers.map(([text, act]) => button(text, choose(act), { class: "dl-quiet" })),
  );
  asking.hidden = false;
  asking.scrollIntoView({ block: "nearest" });
  asking.querySelector("button").focus({ preventScroll: true });
}

let scene = null; // that is shown

function onView() {
  const { article } = page;
  if (known.lost) {
    known.lost = false; // it is asked for
    requests.want({ reading: true });
  }
  if (!article?.isRead) return;
  if (known.scene !== scene) {
    scene = known.scene;
    if (article.of === article.token) page.showAgain();
    else begin(article);
  }
  page.onTimeline();
}

// The article has been read for the first time.
function begin(article) {
  article.of = article.token;
  page.claim = page.date = null;
  bring.fold(true);
  if (!page.published) bring.tell("When was it published? Without the day, dates such as “on Monday” stay open.");
  review.open("places");
  const { first } = review.checks;
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
  sceneThere: () => known.number ?? null,
  onWay: bring.way.show,
  refuse: problem => showRefused([problem]),
});

const sound = text => text.toWellFormed?.() ?? text;

function readText() {
  const text = sound(bring.text.value);
  if (!text.trim()) return showRefused([{ problem: "there is no text yet", remedy: "paste one, or open a file" }]);
  if (text.length > MAX_CHARACTERS)
    return showRefused([
      {
        problem: `the text has ${text.length.toLocaleString("en")} characters, and up to ${MAX_CHARACTERS.toLocaleString("en")} can be read`,
        remedy: "read it in parts",
      },
    ]);
  showRefused([]);
  if (text === page.article?.text) {
    bring.fold(true);
    return readAgain();
  }
  const start = () => {
    page.article = new Article({ text, title: bring.title, changed });
    requests.want({ text: true });
    readAgain();
  };
  if (!page.article?.done.length) return start();
  ask("With another text, what you have checked of this one is forgotten.", [
    ["Read the other text", start],
    ["Keep this one", () => (bring.text.value = page.article.text)],
  ]);
}

function readAgain() {
  bring.tell("");
  requests.want({ reading: true });
}

function changed() {
  page.article.handedOver = false;
  page.showAgain();
  requests.want({ reading: true });
}

function makeStory() {
  const start = () => {
    page.article.handedOver = true;
    requests.want({ reading: true, make: true });
  };
  if (data.open === null) return start();
  const title = data.open ? `“${data.open}”` : "another story";
  ask(
    `On the page Make you work on ${title}. It stays among your drafts there, on this device; the new story is opened in its place.`,
    [
      ["Make a story", start],
      ["Not now", () => {}],
    ],
  );
}

function hear(said) {
  data = said;
  if (!requests.isAnswered(said)) return;
  showRefused(said.refused);
  if (said.unread) bring.tell(said.unread, true);
  if (said.taken) takeFile(said.taken);
  if (said.found) review.checks.takeFound(said.found);
  const { article } = page;
  if (article && said.token === article.token) requests.want({ text: false });
  else if (article && said.refused.length) {
    if (!said.full || !article.done.length) page.article = null; // what was checked is handed over again with the next decision
  } else if (article) requests.want({ text: true, reading: true }); // the server has started again
  requests.next();
  page.show();
}

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
