// A story saved as one file. All its text is there without this script, which draws the map from what the file holds and
// plays the page's part towards it: what is selected is the same on the map, on the timeline, in the text and the address.

/** @import * as Wire from "../../../types/wire" */
/** @import { DrawnScene, ToMap, View } from "../../../types/page" */

/**
 * A part that saved.html always has.
 *
 * @param {string} selector
 * @param {ParentNode} [within]
 */
function part(selector, within = document) {
  const found = within.querySelector(selector);
  if (!(found instanceof HTMLElement)) throw new Error(`There is no ${selector}`);
  return found;
}

/** @type {{ scene: DrawnScene, view: Partial<View> & { event: string } }} */
const { scene, view } = JSON.parse(part("#dateline-story").textContent ?? "");
const box = part(".dl-map");
const articles = part(".dl-events");
const line = part(".dl-line");
const wide = matchMedia("(min-width: 901px)"); // as in saved.css: there the text scrolls beside the map
const order = new Map(scene.events.map(({ id }, index) => [id, index]));
const links = new Map([...line.querySelectorAll("a")].map(link => [link.getAttribute("href")?.slice(1), link]));
const backwards = getComputedStyle(line).direction === "rtl" ? -1 : 1;

/** @param {string} id */
const fragment = id => `event-${id}`;
const position = () => order.get(view.event) ?? 0;
const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches || order.size > 300;

// ---- the map hears and answers as in its frame on the page, but is in this window itself

/** @param {ToMap} message */
function tellMap(message) {
  window.postMessage({ dateline: message }, "*");
}

addEventListener("message", ({ source, data }) => {
  const said = source === window && data?.dateline;
  if (said?.ready) tellMap({ scene, view });
  // The map shows the event's text itself; where the page would have to scroll away from it to the text, it stays.
  if (said?.hide) hide(said.hide);
  if (said?.pick) select(said.pick, { scroll: wide.matches });
});

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", ({ matches }) => tellMap({ dark: matches }));

// ---- selecting

/**
 * Selects an event on the map, on the line and in the text, and in the address.
 *
 * @param {string} id
 * @param {{ scroll?: boolean, write?: boolean }} [how] whether the text scrolls to it, and the address is written
 */
function select(id, { scroll = true, write = true } = {}) {
  const [article, link] = [document.getElementById(fragment(id)), links.get(fragment(id))];
  if (!article || !link) return;
  for (const before of document.querySelectorAll(".dl-event[aria-current], .dl-line [aria-current]"))
    before.removeAttribute("aria-current");
  for (const current of [article, link]) current.setAttribute("aria-current", "true");
  view.event = id;
  tellMap({ view });
  if (view.hide?.length) showHidden();
  if (write && location.hash !== `#${fragment(id)}`) writeAddress(`#${fragment(id)}`);
  if (scroll) show(article);
  showOnLine(link);
  showSteps();
}

/** @param {string} address */
function writeAddress(address) {
  try {
    history.pushState(null, "", address);
  } catch {
    // A viewer that shows the file at an address of its own may forbid it; nothing else hangs on it.
  }
}

/** @param {HTMLElement} article */
function show(article) {
  if (!wide.matches) return article.scrollIntoView({ behavior: calm() ? "auto" : "smooth" });
  /** @param {ScrollBehavior} behavior */
  const scroll = behavior => articles.scrollTo({ top: article.offsetTop, behavior });
  scroll(calm() ? "auto" : "smooth");
  // Articles out of sight have a height that is only guessed until they are near.
  if (calm()) requestAnimationFrame(() => scroll("auto"));
}

// A long line shows only those around the selected event, as many as were written so, and the way to the others.
const items = [...line.querySelectorAll("li")];
const shown = items.filter(item => !item.hidden).length;
let first = items.findIndex(item => !item.hidden);
const [earlier, later] = [document.createElement("li"), document.createElement("li")];
if (shown < items.length) {
  line.prepend(earlier);
  line.append(later);
}

/** @param {number} current the position of the event that it must show */
function fillLine(current) {
  if (current < first || current >= first + shown) {
    const wanted = Math.max(0, Math.min(current - Math.floor(shown / 2), items.length - shown));
    for (const item of items.slice(first, first + shown)) item.hidden = true;
    for (const item of items.slice(wanted, wanted + shown)) item.hidden = false;
    first = wanted;
  }
  further(earlier, first - 1, `${first.toLocaleString("en")} earlier`);
  further(later, first + shown, `${(items.length - first - shown).toLocaleString("en")} later`);
}

/**
 * @param {HTMLLIElement} item
 * @param {number} index of the event that it leads to
 * @param {string} name
 */
function further(item, index, name) {
  item.hidden = !items[index];
  if (item.hidden) return;
  const link = document.createElement("a");
  Object.assign(link, { href: `#${fragment(scene.events[index].id)}`, className: "dl-further", textContent: name });
  item.replaceChildren(link);
}

/** @param {HTMLAnchorElement} link */
function showOnLine(link) {
  fillLine(position());
  const from = line.getBoundingClientRect();
  const to = (link.parentElement ?? link).getBoundingClientRect();
  line.scrollBy({ left: to.left + to.width / 2 - from.left - from.width / 2, behavior: calm() ? "auto" : "smooth" });
}

// Ids need no encoding, so what is encoded names no event.
const asked = () => location.hash.replace(/^#event-/, "");

addEventListener("hashchange", () => select(asked() || opening, { write: false }));

/**
 * The nearest element around what an event happened to.
 *
 * @param {Event} event
 * @param {string} selector
 */
const around = ({ target }, selector) => (target instanceof Element ? target.closest(selector) : null);

addEventListener("click", event => {
  const link = around(event, "a[href^='#event-']");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  select((link.getAttribute("href") ?? "").replace("#event-", ""));
});

/**
 * The next event this way that is not hidden with its tags.
 *
 * @param {number} by
 */
function neighbour(by) {
  const way = by < 0 ? scene.events.slice(0, position()).reverse() : scene.events.slice(position() + 1);
  return way.find(event => !isHidden(event));
}

/** @param {number} by */
function step(by) {
  const there = neighbour(by);
  if (there) select(there.id);
}

/** @param {Pick<Wire.Event, "tags">} event */
const isHidden = ({ tags }) => tags.length > 0 && tags.every(tag => view.hide?.includes(tag));

/**
 * Hides the events that have none but these tags, in the text and on the line as on the map; the selected one stays.
 *
 * @param {string[]} tags
 */
function hide(tags) {
  view.hide = tags;
  tellMap({ view });
  showHidden();
}

function showHidden() {
  for (const event of scene.events) {
    const name = fragment(event.id);
    const isOff = isHidden(event) && event.id !== view.event;
    document.getElementById(name)?.toggleAttribute("data-off", isOff);
    links.get(name)?.parentElement?.toggleAttribute("data-off", isOff);
  }
  showSteps();
}

const STEPS = new Map([
  ["ArrowLeft", -1],
  ["ArrowRight", 1],
]);

addEventListener("keydown", event => {
  const by = STEPS.get(event.key);
  const busy = event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.defaultPrevented;
  if (!by || busy || !around(event, ".dl-events, .dl-timeline, .dl-steps")) return;
  event.preventDefault();
  const onLine = around(event, ".dl-line");
  step(by * backwards);
  if (onLine) links.get(fragment(view.event))?.focus({ preventScroll: true });
});

// ---- what only a script can offer: the way to the next event, and the claims on the map

/**
 * @param {string} name its class
 * @param {string} title
 * @param {() => void} act
 */
function button(name, title, act) {
  const made = document.createElement("button");
  Object.assign(made, { type: "button", className: name, textContent: title, onclick: act });
  return made;
}

const [previous, next] = [button("dl-previous", "Previous", () => step(-1)), button("dl-next", "Next", () => step(1))];
const steps = document.createElement("div");
steps.className = "dl-steps";
Object.assign(steps, { lang: "en", dir: "ltr" });
steps.append(previous, next);
articles.after(steps);

function showSteps() {
  previous.disabled = !neighbour(-1);
  next.disabled = !neighbour(1);
}

/** @type {Map<string, HTMLButtonElement>} */
const pressed = new Map(); // the buttons of claims, by id
for (const claim of scene.claims) {
  if (!claim.ring) continue;
  const made = button("dl-link", "on the map", () => {
    const off = made.getAttribute("aria-pressed") === "true";
    draw(off ? null : claim);
    if (!off) box.scrollIntoView({ block: "nearest", behavior: calm() ? "auto" : "smooth" });
  });
  pressed.set(claim.id, made);
  part(`[data-claim="${claim.id}"] td:last-child`).append(made);
}

/** @param {Pick<Wire.Claim, "origin" | "ring" | "wedge"> & { id?: string } | null} claim */
function draw(claim) {
  view.claim = claim;
  for (const [id, made] of pressed) made.setAttribute("aria-pressed", String(id === claim?.id));
  tellMap({ view });
}

// ---- the map, from the files inside this one

const NAMED = /"(\.{1,2}\/[\w./-]+\.(?:js|json))"/g; // as in geo/view/modules.py

/**
 * The address of the last of these files. Each comes after those that it names, by addresses relative to its own.
 *
 * @param {HTMLElement[]} files
 */
async function unpacked(files) {
  /** @type {Map<string, string>} */
  const addresses = new Map(); // by what would be the file's own
  let last = "";
  for (const file of files) {
    const { href } = new URL(file.dataset.file ?? "", "https://file.invalid/");
    /** @param {string} named */
    const addressOf = named => addresses.get(new URL(named, href).href) ?? named;
    last = URL.createObjectURL(await content(file, addressOf));
    addresses.set(href, last);
  }
  return last;
}

/**
 * @param {HTMLElement} file
 * @param {(named: string) => string} addressOf
 */
async function content({ dataset, textContent }, addressOf) {
  const held = textContent ?? "";
  if (!("packed" in dataset)) {
    const script = held.replace(NAMED, (_, named) => `"${addressOf(named)}"`);
    return new Blob([script], { type: "text/javascript" });
  }
  const bytes = Uint8Array.from(atob(held), sign => sign.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).blob();
}

async function startMap() {
  // A browser that cannot unpack the outlines has the map without them.
  /** @type {NodeListOf<HTMLElement>} */
  const files = document.querySelectorAll("script[data-file]");
  const readable = [...files].filter(({ dataset }) => !("packed" in dataset) || "DecompressionStream" in window);
  /** @type {typeof import("../map/map")} */
  const { mount } = await import(await unpacked(readable));
  // As in geo/page/folium_map.py.
  const map = L.map(box, {
    center: [20, 10],
    zoom: 3,
    minZoom: 2,
    zoomSnap: 0.25,
    attributionControl: false,
    scrollWheelZoom: false,
  });
  mount(map, window);
  new ResizeObserver(() => map.invalidateSize({ animate: false })).observe(box);
}

// On paper the map stands as on the screen, made smaller where a sheet (A4 with its usual margins) is narrower.
const PAPER_PX = 700;
addEventListener("beforeprint", () => {
  const { offsetWidth: width, offsetHeight: height } = box;
  Object.assign(box.style, { width: `${width}px`, height: `${height}px`, zoom: Math.min(1, PAPER_PX / width) });
});
addEventListener("afterprint", () => Object.assign(box.style, { width: "", height: "", zoom: "" }));

const opening = view.event;
const sentence = part("p", box);
sentence.hidden = true;
draw(view.claim ?? null);
select(order.has(asked()) ? asked() : opening, { write: false, scroll: wide.matches });
startMap().then(
  () => sentence.remove(),
  () => (sentence.hidden = false),
);
