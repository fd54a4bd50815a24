// What the marks and lines on the map mean: of the kinds of places those that the story has.

const load = file => import(globalThis.datelineFiles?.[file] ?? new URL(`${file}${new URL(import.meta.url).search}`, import.meta.url));
const { element } = await load("element.js");

const KINDS = [
  ["named", "Named in the article"],
  ["added", "Added from other sources"],
  ["region", "Only a region named"],
  ["country", "Only a country named"],
];

// `crowded`: places that are close together share a mark.
export function legend({ places, claims }, crowded) {
  const kinds = new Set(places.map(place => place.kind));
  const rows = KINDS.filter(([kind]) => kinds.has(kind));
  if (crowded) rows.push(["cluster", "Several places; press to come closer"]);
  rows.push(["measured", "Straight line, not a route"]);
  if (claims.length) rows.push(["claimed", "Where the claim would put it"]);
  const list = rows.map(([kind, text]) => element("li", {}, element("i", { class: `dl-key dl-${kind}` }), text));
  return element("details", {}, element("summary", {}, "Legend"), element("ul", {}, ...list));
}
