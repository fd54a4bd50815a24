// While the server cannot be reached the page says so, tells the selected event from what it has itself, and keeps in the
// address what the server has not heard. When the server is back, perhaps started anew, the address is the truth for it.

import { element } from "../base/element.js";
import { keep } from "./address.js";
import { keepShown, known } from "./view.js";

const AWAY = "The server cannot be reached just now.";
const STAYS = "The story stays here to read; measuring waits until it is back.";
const PATIENCE_MS = 2000; // a slow answer to a pick is none of that

// Streamlit says on its outermost element what it knows of the connection.
const STATE = "data-test-connection-state";
const app = /** @type {HTMLElement} */ (document.querySelector(".stApp"));
const isConnected = () => [null, "CONNECTED"].includes(app.getAttribute(STATE));

let connected = true;
let alone = false; // until the server tells what is selected here
/** @type {number | undefined} */
let late;

/**
 * What is shown, and is still to be heard by the server.
 *
 * @returns {Record<string, string>}
 */
function unheard() {
  const { view, told } = known;
  if (view.reading || !told.event) return {};
  const names = /** @type {const} */ (["event", "unit", "base", "hide"]);
  /** @type {(of: typeof view, name: typeof names[number]) => string} */
  const asText = (of, name) => [of[name] ?? ""].flat().join("~");
  const changed = names.filter(name => name in view && asText(view, name) !== asText(told, name));
  return Object.fromEntries(changed.map(name => [name, asText(view, name)]));
}

const sentence = app.appendChild(element("p", { class: "dl-away", role: "status" }));

function show() {
  const waiting = unheard();
  if (!connected) keep(waiting);
  clearTimeout(late);
  if (!("event" in waiting)) alone = !connected;
  else if (connected && !alone) late = setTimeout(() => ((alone = true), show()), PATIENCE_MS);
  const isStory = known.scene && !known.view.making && !known.view.reading;
  const text = alone ? (isStory ? `${AWAY} ${STAYS}` : AWAY) : "";
  if (sentence.textContent !== text) sentence.textContent = text;
  /** @type {NodeListOf<HTMLElement>} */
  const places = document.querySelectorAll(".dl-told");
  for (const place of places) tell(place, alone ? waiting.event : undefined);
}

keepShown(sentence, show);

new MutationObserver(() => {
  if (connected === isConnected()) return;
  connected = !connected;
  alone ||= !connected;
  show();
}).observe(document.body, { attributeFilter: [STATE], subtree: true });

// Streamlit's own word on it stands before the story, which would then not be readable.
new MutationObserver(() => {
  /** @type {HTMLElement | null} */
  const close = document.querySelector(".stDialog button[aria-label='Close']");
  if (!connected) close?.click();
}).observe(document.body, { childList: true });

// ---- the event, in the words that the page has for it in the whole story (geo.page.frame)

/**
 * Tells the event while the server cannot: before what the component has there.
 *
 * @param {Element} parent
 */
export function telling(parent) {
  if (!parent.querySelector(".dl-told")) parent.prepend(element("div", { class: "stHtml dl-told" }));
  show();
}

/**
 * @param {HTMLElement} place
 * @param {string | undefined} id of the event; without one nothing is told
 */
function tell(place, id) {
  if (place.dataset.event === id) return;
  if (id) place.dataset.event = id;
  else delete place.dataset.event;
  place.replaceChildren(...inWords(id));
}

/**
 * A frame of another site does not have the whole story in words, nor does a page with very many events.
 *
 * @param {string | undefined} id
 */
function inWords(id) {
  const event = known.scene?.events.find(other => other.id === id);
  if (!event) return [];
  const heading = element("h2", {}, event.title);
  const item = document.querySelector(`.dl-words li[data-event="${CSS.escape(event.id)}"]`);
  if (item) {
    const copy = /** @type {Element} */ (item.cloneNode(true));
    copy.querySelector("h3")?.replaceWith(heading);
    return [...copy.childNodes];
  }
  const eyebrow = element("p", { class: "dl-eyebrow" }, [event.when, event.standing].filter(Boolean).join(" · "));
  return [eyebrow, heading, element("p", { class: "dl-text", dir: "auto" }, event.text)];
}
