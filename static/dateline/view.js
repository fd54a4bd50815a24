// What the parts of the page share: the story, the view of it, and the ways to the map's frame and to the server.

const load = file => import(new URL(`${file}${new URL(import.meta.url).search}`, import.meta.url));
const [address, outbox] = await Promise.all(["address.js", "outbox.js"].map(load));

export const known = { scene: null, view: {}, told: {} }; // `told`: the view as far as the server has answered
// What the view says of the page itself, on Make and on Read, and keeps when no event is left.
const ON_ANY_STORY = ["making", "reading"];
const listeners = new Set();
// Drawing a view takes some 30 ms, more on a phone, so of steps of the history that come quicker not each is drawn.
const REST_MS = 100;
let drawnAt = -Infinity;
let toDraw; // the timer of it

// A text as it is searched: without accents, in small letters.
export const folded = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

// What the reader calls a point of theirs; null where that is nothing.
export const pointName = stop => stop.match(/\((.+)\)$/)?.[1] ?? null;

export const reducedMotion = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

// ---- the map's frame: the story once, then each change of the view

const mapFrame = () => document.querySelector(".st-key-map iframe")?.contentWindow;

function isDark() {
  const [r, g, b] = getComputedStyle(document.querySelector(".stApp")).backgroundColor.match(/\d+/g).map(Number);
  return r + g + b < 384;
}

export function tellMap(message, given = []) {
  // The frame may have an origin of its own ("null" in a sandbox), so no target can be named. What is sent is on the
  // page for everybody to read.
  mapFrame()?.postMessage({ dateline: { ...message, dark: isDark() } }, "*", given);
}

// What fetches the tiles is fetched for the first of them.
let provider;

async function sendTile(wanted) {
  provider ??= load("provider.js");
  const tile = await provider.then(({ fetchTile }) => fetchTile(known.scene.tiles, wanted), () => ({ number: wanted.number }));
  tellMap({ tile }, tile.bytes ? [tile.bytes] : []);
}

// Settled when the map's script runs, or has been given time enough to: what is not urgent waits for that.
let mapRuns;
export const mapStarted = new Promise(settle => {
  mapRuns = settle;
  setTimeout(settle, 1000);
});

addEventListener("message", event => {
  const said = event.source && event.source === mapFrame() && event.data?.dateline;
  if (said?.ready) mapRuns();
  if (said?.ready && known.scene) tellMap({ scene: known.scene, view: known.view });
  if (typeof said?.pick === "string") pick(said.pick);
  if (said?.ask) ask(said.ask);
  if (said?.make) making(said.make);
  if (said?.point) pointing(said.point);
  if (said?.tile && known.scene) sendTile(said.tile);
  if (said?.drop) provider?.then(({ dropTile }) => dropTile(said.drop), () => {});
});

export function setScene(scene, still = false) {
  if (known.scene === scene) return;
  known.scene = scene;
  known.places = new Map(scene.places.map(place => [place.id, place]));
  known.claims = new Map(scene.claims.map(claim => [claim.id, claim]));
  if (!scene.events.length) known.view = Object.fromEntries(ON_ANY_STORY.filter(name => known[name]).map(name => [name, known.view[name]]));
  tellMap({ scene, view: known.view, still });
  for (const listener of listeners) listener();
}

// The scene of a draft, which comes in parts: what is new of it since the one that is here. Where another is here, the
// next message to the server says so, and all of it comes.
export function takePreview({ number, on, scene, changes }) {
  if (number === known.number) return;
  known.lost = !scene && on !== known.number;
  if (known.lost) {
    known.number = null;
    for (const listener of listeners) listener();
    return;
  }
  const made = scene ?? { ...known.scene };
  for (const [name, { first, gone, come, now }] of Object.entries(changes ?? {})) {
    made[name] = come ? made[name].toSpliced(first, gone, ...come) : now;
  }
  known.number = number;
  setScene(made, !scene);
}

// Who is told that somebody wants a place where they pressed on the map.
let making = () => {};
export const takeMaking = heard => (making = heard);

// Who is told, where an article is read, which place of the map is pointed at (`over`) or pressed.
let pointing = () => {};
export const takePointing = heard => (pointing = heard);

export function update(change) {
  Object.assign(known.view, change);
  draw();
}

function draw() {
  clearTimeout(toDraw);
  requestAnimationFrame(() => setTimeout(() => (drawnAt = performance.now())));
  tellMap({ view: known.view });
  for (const listener of listeners) listener();
}

// Shows now and at each change of the view, for as long as the element is on the page.
export function keepShown(parent, show) {
  const listener = () => (parent.isConnected ? show() : listeners.delete(listener));
  listeners.add(listener);
  show();
}

// ---- the server's word, and what the reader does

const parsedBefore = new WeakMap(); // by the bytes that it came as, which stay until something else comes

export function parsed(bytes) {
  if (!parsedBefore.has(bytes)) parsedBefore.set(bytes, JSON.parse(new TextDecoder().decode(bytes)));
  return parsedBefore.get(bytes);
}

export function wire({ data: bytes, setTriggerValue }) {
  const data = parsed(bytes);
  const word = outbox.take({ data, setTriggerValue });
  const isOther = word === "check" && !address.says(data);
  if (word && !isOther) address.show(data, word === "step");
  Object.assign(known.told, data.view);
  update({ ...data.view, ...outbox.ahead() });
  if (isOther) open(address.asked());
}

// What of the view can be shown of what the address asks for; the server follows with the rest.
function open(query) {
  const { scene } = known;
  const asked = new URLSearchParams(query);
  const one = (name, options, usual) => options.find(option => option === asked.get(name)) ?? usual;
  const events = scene.events.map(({ id }) => id);
  const units = Object.keys(scene.km_per);
  const shown = {
    event: one("event", events, scene.opening),
    until: one("until", events, null),
    unit: one("unit", units, units[0]),
    base: one("base", ["osm"], "outline"),
  };
  outbox.post("open", query, shown);
  Object.assign(known.view, shown);
  clearTimeout(toDraw);
  toDraw = setTimeout(draw, drawnAt + REST_MS - performance.now());
}

address.takeReturns(query => (query === null ? outbox.clear() : open(query)));

// Shown here and on the map at once; the server follows with the text and the address.
export function pick(event) {
  if (event === known.view.event || !known.scene?.events.some(e => e.id === event)) return;
  outbox.post("pick", event, { event });
  update({ event });
}

// Asks the server for another pair, path, unit or base map; what can be shown before it answers is shown.
export function ask(change) {
  const { unit, base } = change;
  const shown = { ...(unit && { unit }), ...(base && { base }) };
  outbox.post("ask", change, shown);
  update(shown);
}

export const showUntil = on => outbox.post("until", on);
export const askPairs = place => outbox.post("pairs", place);

export function neighbour(by) {
  const events = known.scene?.events ?? [];
  return events[events.findIndex(e => e.id === known.view.event) + by];
}

export function step(by) {
  const there = neighbour(by);
  if (there) pick(there.id);
}
