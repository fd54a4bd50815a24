// A story saved as one file. All its text is there without this script, which draws the map from what the file holds and
// plays the page's part towards it: what is selected is the same on the map, on the timeline, in the text and the address.

const { scene, view } = JSON.parse(document.getElementById("dateline-story").textContent);
const box = document.querySelector(".dl-map");
const text = document.querySelector(".dl-events");
const line = document.querySelector(".dl-line");
const wide = matchMedia("(min-width: 901px)"); // as in saved.css: there the text scrolls beside the map
const order = new Map(scene.events.map(({ id }, index) => [id, index]));
const links = new Map([...line.querySelectorAll("a")].map(link => [link.getAttribute("href").slice(1), link]));
const backwards = getComputedStyle(line).direction === "rtl" ? -1 : 1;

const fragment = id => `event-${id}`;
const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches || order.size > 300;

// ---- the map hears and answers as in its frame on the page, but is in this window itself

function tellMap(message) {
  window.postMessage({ dateline: message }, "*");
}

addEventListener("message", ({ source, data }) => {
  const said = source === window && data?.dateline;
  if (said?.ready) tellMap({ scene, view });
  // The map shows the event's text itself; where the page would have to scroll away from it to the text, it stays.
  if (said?.pick) select(said.pick, { scroll: wide.matches });
});

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", ({ matches }) => tellMap({ dark: matches }));

// ---- selecting

function select(id, { scroll = true, write = true } = {}) {
  if (!order.has(id)) return;
  for (const part of document.querySelectorAll(".dl-event[aria-current], .dl-line [aria-current]"))
    part.removeAttribute("aria-current");
  const parts = [document.getElementById(fragment(id)), links.get(fragment(id))];
  for (const part of parts) part.setAttribute("aria-current", "true");
  view.event = id;
  tellMap({ view });
  if (write && location.hash !== `#${fragment(id)}`) writeAddress(`#${fragment(id)}`);
  if (scroll) show(parts[0]);
  showOnLine(parts[1]);
  showSteps();
}

function writeAddress(address) {
  try {
    history.pushState(null, "", address);
  } catch {
    // A viewer that shows the file at an address of its own may forbid it; nothing else hangs on it.
  }
}

function show(article) {
  if (!wide.matches) return article.scrollIntoView({ behavior: calm() ? "auto" : "smooth" });
  const scroll = behavior => text.scrollTo({ top: article.offsetTop, behavior });
  scroll(calm() ? "auto" : "smooth");
  // Articles out of sight have a height that is only guessed until they are near.
  if (calm()) requestAnimationFrame(() => scroll("auto"));
}

// A long line shows only those around the selected event, as many as were written so, and the way to the others.
const items = [...line.children];
const shown = items.filter(item => !item.hidden).length;
let first = items.findIndex(item => !item.hidden);
const [earlier, later] = ["earlier", "later"].map(() => document.createElement("li"));
if (shown < items.length) {
  line.prepend(earlier);
  line.append(later);
}

function fillLine(position) {
  if (position < first || position >= first + shown) {
    const wanted = Math.max(0, Math.min(position - Math.floor(shown / 2), items.length - shown));
    for (const item of items.slice(first, first + shown)) item.hidden = true;
    for (const item of items.slice(wanted, wanted + shown)) item.hidden = false;
    first = wanted;
  }
  further(earlier, first - 1, `${first.toLocaleString("en")} earlier`);
  further(later, first + shown, `${(items.length - first - shown).toLocaleString("en")} later`);
}

function further(item, index, text) {
  item.hidden = !items[index];
  if (item.hidden) return;
  const link = document.createElement("a");
  Object.assign(link, { href: `#${fragment(scene.events[index].id)}`, className: "dl-further", textContent: text });
  item.replaceChildren(link);
}

function showOnLine(link) {
  const item = link.parentElement;
  fillLine(order.get(view.event));
  const from = line.getBoundingClientRect();
  const to = item.getBoundingClientRect();
  line.scrollBy({ left: to.left + to.width / 2 - from.left - from.width / 2, behavior: calm() ? "auto" : "smooth" });
}

// Ids need no encoding, so what is encoded names no event.
const asked = () => location.hash.replace(/^#event-/, "");

addEventListener("hashchange", () => select(asked() || opening, { write: false }));

addEventListener("click", event => {
  const link = event.target.closest?.("a[href^='#event-']");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  select(link.getAttribute("href").replace("#event-", ""));
});

function step(by) {
  const there = scene.events[order.get(view.event) + by];
  if (there) select(there.id);
}

addEventListener("keydown", event => {
  const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  const busy = event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.defaultPrevented;
  if (!by || busy || !event.target.closest?.(".dl-events, .dl-timeline, .dl-steps")) return;
  event.preventDefault();
  const onLine = event.target.closest(".dl-line");
  step(by * backwards);
  if (onLine) links.get(fragment(view.event))?.focus({ preventScroll: true });
});

// ---- what only a script can offer: the way to the next event, and the claims on the map

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
text.after(steps);

function showSteps() {
  previous.disabled = order.get(view.event) === 0;
  next.disabled = order.get(view.event) === order.size - 1;
}

const pressed = new Map();
for (const claim of scene.claims) {
  if (!claim.ring) continue;
  const made = button("dl-link", "on the map", () => {
    const off = made.getAttribute("aria-pressed") === "true";
    draw(off ? null : claim);
    if (!off) box.scrollIntoView({ block: "nearest", behavior: calm() ? "auto" : "smooth" });
  });
  pressed.set(claim.id, made);
  document.querySelector(`[data-claim="${claim.id}"] td:last-child`).append(made);
}

function draw(claim) {
  view.claim = claim;
  for (const [id, made] of pressed) made.setAttribute("aria-pressed", String(id === claim?.id));
  tellMap({ view });
}

// ---- the map, from the files inside this one

const NAMED = /"(\.{1,2}\/[\w./-]+\.(?:js|json))"/g; // as in geo/view/modules.py

// The address of the last of these files. Each comes after those that it names, by addresses relative to its own.
async function unpacked(files) {
  const addresses = new Map();
  let last;
  for (const file of files) {
    const { href } = new URL(file.dataset.file, "https://file.invalid/");
    const addressOf = named => addresses.get(new URL(named, href).href) ?? named;
    last = URL.createObjectURL(await content(file, addressOf));
    addresses.set(href, last);
  }
  return last;
}

async function content({ dataset, textContent }, addressOf) {
  if (!("packed" in dataset)) {
    const text = textContent.replace(NAMED, (_, named) => `"${addressOf(named)}"`);
    return new Blob([text], { type: "text/javascript" });
  }
  const bytes = Uint8Array.from(atob(textContent), sign => sign.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).blob();
}

async function startMap() {
  // A browser that cannot unpack the outlines has the map without them.
  const readable = [...document.querySelectorAll("script[data-file]")].filter(
    ({ dataset }) => !("packed" in dataset) || "DecompressionStream" in window,
  );
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
const sentence = box.firstElementChild;
sentence.hidden = true;
draw(view.claim);
select(order.has(asked()) ? asked() : opening, { write: false, scroll: wide.matches });
startMap().then(
  () => sentence.remove(),
  () => (sentence.hidden = false),
);
