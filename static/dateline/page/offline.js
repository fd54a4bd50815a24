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
const isConnected = () => [null, "CONNECTED"].includes(document.querySelector(".stApp").getAttribute(STATE));

let connected = true;
let alone = false; // until the server tells what is selected here
let late;

// What is shown, and is still to be heard by the server.
function unheard() {
  if (known.view.reading || !known.told.event) return {};
  const differs = name => name in known.view && known.view[name] !== known.told[name];
  return Object.fromEntries(["event", "unit", "base"].filter(differs).map(name => [name, known.view[name]]));
}

const sentence = document.querySelector(".stApp").appendChild(element("p", { class: "dl-away", role: "status" }));

function show() {
  const waiting = unheard();
  if (!connected) keep(waiting);
  clearTimeout(late);
  if (!("event" in waiting)) alone = !connected;
  else if (connected && !alone) late = setTimeout(() => ((alone = true), show()), PATIENCE_MS);
  const isStory = known.scene && !known.view.making && !known.view.reading;
  const text = alone ? (isStory ? `${AWAY} ${STAYS}` : AWAY) : "";
  if (sentence.textContent !== text) sentence.textContent = text;
  for (const place of document.querySelectorAll(".dl-told")) tell(place, alone ? waiting.event : undefined);
}

keepShown(sentence, show);

new MutationObserver(() => {
  if (connected === isConnected()) return;
  connected = !connected;
  alone ||= !connected;
  show();
}).observe(document.body, { attributeFilter: [STATE], subtree: true });

// Streamlit's own word on it stands before the story, which would then not be readable.
new MutationObserver(
  () => connected || document.querySelector(".stDialog button[aria-label='Close']")?.click(),
).observe(document.body, { childList: true });

// ---- the event, in the words that the page has for it in the whole story (geo.page.frame)

// Where the event is told while the server cannot: before what the component has there.
export function telling(parent) {
  if (!parent.querySelector(".dl-told")) parent.prepend(element("div", { class: "stHtml dl-told" }));
  show();
}

function tell(place, id) {
  if (place.dataset.event === id) return;
  if (id) place.dataset.event = id;
  else delete place.dataset.event;
  place.replaceChildren(...(id ? told(id) : []));
}

// A frame of another site does not have the whole story in words, nor does a page with very many events.
function told(id) {
  const { when, standing, title, text } = known.scene.events.find(event => event.id === id);
  const item = document.querySelector(`.dl-words li[data-event="${CSS.escape(id)}"]`)?.cloneNode(true);
  const heading = element("h2", {}, title);
  if (!item)
    return [
      element("p", { class: "dl-eyebrow" }, `${when} · ${standing}`),
      heading,
      element("p", { class: "dl-text", dir: "auto" }, text),
    ];
  item.querySelector("h3").replaceWith(heading);
  return [...item.childNodes];
}
