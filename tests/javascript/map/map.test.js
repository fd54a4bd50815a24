import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { event, makeMap, openMap, place, random, stop } from "./open.js";

openMap();
globalThis.fetch = () => Promise.reject(new Error("no outlines"));
const { StoryMap, westEdge } = await import("../../../static/dateline/map/map.js");

const turned = (lon, west) => (lon < west ? lon + 360 : lon);

test("the map is cut in the middle of the widest stretch without a place", () => {
  const edge = (...lons) => westEdge(lons.map(lon => ({ lon })));
  assert.equal(edge(), 0);
  assert.equal(edge(10), -170);
  assert.equal(edge(0, 90), -135);
  assert.equal(edge(-170, 170), 0);
  assert.equal(edge(-170, 170, 170, -160), 5);
});

test("all places are drawn on one turn of the earth, as close together as can be", () => {
  const draw = random(31);
  for (let round = 0; round < 300; round++) {
    const lons = Array.from({ length: 1 + Math.floor(6 * draw()) }, () => Math.round(360 * draw() - 180));
    const west = westEdge(lons.map(lon => ({ lon })));
    const drawn = lons.map(lon => turned(lon, west));
    const width = Math.max(...drawn) - Math.min(...drawn);
    // Cut at any of the places instead.
    const others = lons.map(cut => Math.max(...lons.map(lon => turned(lon, cut))) - cut);
    assert.equal(width, Math.min(...others), `${lons}`);
    assert.ok(drawn.every(lon => lon >= west && lon < west + 360));
  }
});

// ---- a story

const [a, b, c] = [place("a", 10, 40), place("b", 20, 45, { number: 2 }), place("c", 15, 50, { kind: "country", country: "XX", number: 3 })]; // prettier-ignore
const events = [event("1", "a"), event("2", "b"), event("3", "a"), event("4", null)];
const PAIR = { stops: [stop(a), stop(b)], distance: "999 km", total: "999 km", legs: [] };
const scene = others => ({
  ...{ lang: "en", legend: { city: "A city", country: "A country", measured: "Measured", claimed: "Claimed" } },
  ...{ places: [a, b, c], events, tags: [], claims: [], shapes: [], tiles: { name: "Tiles", url: "", credit: "", link: "", max_zoom: 19 } }, // prettier-ignore
  ...others,
});
const view = others => ({ event: "1", until: null, pair: PAIR, base: "outline", ...others });

let said;
let story;

beforeEach(() => {
  document.querySelectorAll(".leaflet-container").forEach(box => box.remove());
  said = [];
  story = new StoryMap(makeMap(), { postMessage: ({ dateline }) => said.push(dateline) });
});

const shown = () => [...story.marks].filter(([, mark]) => story.map.hasLayer(mark)).map(([id]) => id).sort(); // prettier-ignore
const element = id => story.marks.get(id).getElement();
const selected = () => [...story.marks].filter(([, mark]) => mark.getElement()?.classList.contains("dl-selected")).map(([id]) => id); // prettier-ignore
const popup = () => document.querySelector(".dl-popup");

test("nothing is drawn before there are a story and a view, whichever comes first", () => {
  story.hear({ view: view() });
  assert.deepEqual(shown(), []);
  story.hear({ scene: scene() });
  assert.deepEqual(shown(), []);
  story.hear({ view: { event: "1" } });
  assert.deepEqual(shown(), [], "the pair is still to come");
  story.hear({ view: view() });
  assert.deepEqual(shown(), ["a", "b", "c"]);
  assert.deepEqual(selected(), ["a"]);
});

test("all places are in the view of the map that comes first, and stay there", () => {
  story.hear({ scene: scene(), view: view() });
  assert.ok([a, b, c].every(one => story.map.getBounds().contains(story.at(one))));
  story.map.setView([0, 0], 5);
  story.hear({ view: view({ unit: "mi" }) });
  assert.deepEqual(story.map.getZoom(), 5);
  story.hear({ scene: scene({ places: [a, b] }), still: true, view: view() });
  assert.deepEqual(story.map.getZoom(), 5, "a change of the same story");
  story.hear({ scene: scene(), view: view({ event: "1" }) });
  assert.ok(
    [a, b, c].every(one => story.map.getBounds().contains(story.at(one))),
    "another story",
  );
});

test("marks stand on their places, and on one turn of the earth on both sides of the 180th meridian", () => {
  const at = id => [story.marks.get(id).getLatLng().lat, story.marks.get(id).getLatLng().lng];
  story.hear({ scene: scene(), view: view() });
  assert.deepEqual([at("a"), at("b")], [[40, 10], [45, 20]]); // prettier-ignore
  story.hear({ scene: scene({ places: [place("a", 170, 1), place("b", -170, 2)] }), view: view() });
  assert.deepEqual([at("a"), at("b")], [[1, 170], [2, 190]]); // prettier-ignore
});

test("a mark says its number, place, precision and events, and keys press it", () => {
  story.hear({ scene: scene(), view: view() });
  assert.equal(element("a").getAttribute("aria-label"), "1. Place a, a town, 2 events");
  assert.equal(element("b").getAttribute("aria-label"), "2. Place b, a town, 1 event");
  assert.equal(element("c").getAttribute("aria-label"), "3. Place c, a town, 0 events");
  element("b").dispatchEvent(new KeyboardEvent("keydown", { key: "Tab" }));
  assert.equal(popup(), null);
  element("b").dispatchEvent(new KeyboardEvent("keydown", { key: "Enter" }));
  assert.equal(popup().getAttribute("aria-label"), "Place b");
});

test("with an end of what is told, later places wait; those of no event and those measured are shown", () => {
  const places = [a, b, c, place("d", 12, 44, { number: 4 })];
  const told = [event("1", "a"), event("2", "b"), event("3", "d")];
  const drawn = until => {
    story.hear({ scene: scene({ places, events: told }), view: view({ until, pair: { ...PAIR, stops: [stop(a)] } }) });
    return shown().join("");
  };
  assert.equal(drawn("1"), "ac");
  assert.equal(drawn("2"), "abc");
  assert.equal(drawn("3"), "abcd");
  assert.equal(drawn(null), "abcd");
  assert.equal(drawn("gone"), "ac");
});

test("a press selects the first event of a place at once, the next press the next one, and so round", () => {
  story.hear({ scene: scene(), view: view({ event: "2" }) });
  const picks = () => said.flatMap(({ pick }) => pick ?? []);
  for (const [id, picked] of [
    ["a", ["1"]],
    ["a", ["1", "3"]],
    ["a", ["1", "3", "1"]],
    ["b", ["1", "3", "1", "2"]],
  ]) {
    story.marks.get(id).fire("click");
    assert.deepEqual(picks(), picked);
    assert.deepEqual(selected(), [id]);
  }
  story.marks.get("b").fire("click");
  assert.equal(picks().length, 4, "its only event is selected already");
  assert.equal(popup().querySelectorAll("section").length, 1);
});

test("a place whose events are still to come says nothing of them", () => {
  story.hear({ scene: scene(), view: view({ until: "1" }) });
  story.marks.get("a").fire("click");
  assert.deepEqual(
    [...popup().querySelectorAll("section p")].map(({ textContent }) => textContent),
    ["Text 1"],
  );
});

test("a view that the page sent before it heard of a press does not take that back", () => {
  story.hear({ scene: scene(), view: view() });
  story.choose("2");
  story.hear({ view: view({ event: "1", unit: "mi" }) });
  assert.deepEqual(selected(), ["b"]);
  story.hear({ view: view({ event: "2" }) });
  story.hear({ view: view({ event: "1" }) });
  assert.deepEqual(selected(), ["a"], "once the page has heard, its word counts");
});

test("while an article is read, marks say what is pointed at and pressed, and nothing opens", () => {
  story.hear({ scene: scene({ events: [] }), view: { reading: true, place: "b", over: "a" } });
  assert.deepEqual(selected(), ["b"]);
  assert.ok(element("a").classList.contains("dl-pointed") && !element("b").classList.contains("dl-pointed"));
  said.length = 0;
  story.marks.get("a").fire("mouseover").fire("mouseout").fire("click");
  assert.deepEqual(said, [{ point: { over: "a" } }, { point: { over: null } }, { point: { press: "a" } }]);
  assert.equal(popup(), null);
});

test("the legend has the kinds that the story has, and claims where there are any", () => {
  const signs = () => [...document.querySelectorAll(".dl-legend li")].map(({ textContent }) => textContent);
  story.hear({ scene: scene() });
  assert.deepEqual(signs(), ["A city", "A country", "Measured"]);
  story.hear({ scene: scene({ places: [a], claims: [{}] }) });
  assert.deepEqual(signs(), ["A city", "Measured", "Claimed"]);
});

test("only a story behind which there is a server has a choice of tiles", () => {
  story.hear({ scene: scene({ tiles: undefined }), view: view() });
  assert.equal(document.querySelector(".dl-choice"), null);
  story.marks.get("a").fire("click");
  assert.equal(popup().querySelector(".dl-measure"), null);
  story.hear({ scene: scene(), view: view() });
  const [outlines, tiles] = document.querySelectorAll(".dl-choice input");
  assert.deepEqual([outlines.checked, tiles.checked], [true, false]);
  tiles.onchange();
  assert.deepEqual(said.at(-1), { ask: { base: "osm" } });
});

test("countries that are shown are tinted, those without a code are not", () => {
  const tinted = [];
  story.outlines.tint = countries => tinted.push(countries);
  const free = place("f", 12, 42, { kind: "country", country: null });
  story.hear({ scene: scene({ places: [a, b, c, free] }), view: view() });
  assert.deepEqual(tinted.at(-1), ["XX"]);
});

test("many places share marks, and a few have their own again", async () => {
  const draw = random(32);
  const places = Array.from({ length: 301 }, (_, i) => place(`p${i}`, 40 * draw(), 40 * draw()));
  const many = scene({ places, events: [event("1", "p0")] });
  const measured = { ...PAIR, stops: [stop(places[0])] };
  story.hear({ scene: many, view: view({ pair: measured }) });
  await import("../../../static/dateline/map/crowd.js");
  await new Promise(settle => setTimeout(settle));
  const clusters = [...document.querySelectorAll(".dl-cluster")].map(({ textContent }) => Number(textContent));
  assert.ok(clusters.length > 0 && story.marks.has("p0"));
  // The selected place is counted by a cluster too.
  assert.ok([301, 302].includes(clusters.reduce((sum, count) => sum + count, 0) + shown().length));
  story.hear({ scene: scene({ places: places.slice(0, 300), events: many.events }), view: view({ pair: measured }) });
  assert.equal(shown().length, 300);
  assert.equal(document.querySelector(".dl-cluster"), null);
});

test("all is drawn in the dark colours once the page says so", () => {
  story.hear({ scene: scene(), view: view(), dark: true });
  assert.equal(document.documentElement.dataset.theme, "dark");
  const dark = story.colours;
  story.hear({ dark: false });
  assert.equal(document.documentElement.dataset.theme, "light");
  assert.notEqual(story.colours, dark);
  assert.ok(Object.keys(dark).every(name => /^#/.test(story.colours[name])));
});

// ---- tags

const TAGS = [
  { id: "talks", name: "Talks", letter: "T", colour: "blue" },
  { id: "fights", name: "Fighting", letter: "F", colour: null },
];
const tagged = () =>
  scene({ tags: TAGS, events: [event("1", "a", { tags: ["talks"] }), event("2", "b", { tags: ["fights"] }), event("3", "b", { tags: ["talks", "fights"] })] }); // prettier-ignore
const tagButtons = () => [...story.legend.querySelectorAll("[data-tag]")];
const lettersAt = id => [...element(id).querySelectorAll(".dl-letter")].map(({ textContent }) => textContent);

test("the legend lists the tags, and a press asks to hide one or to show it again", () => {
  story.hear({ scene: tagged(), view: view() });
  assert.deepEqual(
    tagButtons().map(made => [made.textContent, made.getAttribute("aria-pressed")]),
    [
      ["TTalks", "true"],
      ["FFighting", "true"],
    ],
  );
  tagButtons()[1].click();
  assert.deepEqual(said.at(-1), { hide: ["fights"] });
  story.hear({ view: view({ hide: ["fights"] }) });
  assert.equal(tagButtons()[1].getAttribute("aria-pressed"), "false");
  tagButtons()[1].click();
  assert.deepEqual(said.at(-1), { hide: [] });
});

test("a mark has the letters of the events that are shown there, and its name says them", () => {
  story.hear({ scene: tagged(), view: view() });
  assert.deepEqual(lettersAt("b"), ["T", "F"]);
  assert.match(element("b").getAttribute("aria-label"), /2 events: Talks, Fighting$/);
  assert.equal(element("a").querySelector(".dl-letter").dataset.hue, "blue");
});

test("a place goes when all that is told of it is hidden, and the selected event stays", () => {
  story.hear({ scene: tagged(), view: view({ pair: { ...PAIR, stops: [] }, hide: ["fights"] }) });
  assert.deepEqual(shown(), ["a", "b", "c"], "of the two events of b one has another tag");
  story.hear({ view: view({ pair: { ...PAIR, stops: [] }, hide: ["fights", "talks"] }) });
  assert.deepEqual(shown(), ["a", "c"]);
});

test("an open popup follows what is hidden", () => {
  story.hear({ scene: tagged(), view: view() });
  story.press(b);
  assert.equal(popup().querySelectorAll("section").length, 2);
  story.hear({ view: view({ event: "3", hide: ["fights", "talks"] }) });
  assert.equal(popup().querySelectorAll("section").length, 1);
});
