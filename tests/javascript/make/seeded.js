// Chance that is the same at each run, and a story to try it on.

/**
 * Numbers from 0 to 1 by a seed (mulberry32).
 *
 * @param {number} seed
 */
export function seeded(seed) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const below = count => Math.floor(next() * count);
  return { next, below, one: items => items[below(items.length)] };
}

const place = (id, name, lon, lat) => ({
  type: "Feature",
  id,
  geometry: { type: "Point", coordinates: [lon, lat] },
  properties: { name },
});

/** A story with two places, of which one has a point more, and an area. */
export const story = () => ({
  type: "FeatureCollection",
  features: [
    place("a", "Here", 10, 50),
    { type: "Feature", id: "area", geometry: { type: "Polygon", coordinates: [] }, properties: { name: "Area" } },
    {
      ...place("b", "There", 11, 51),
      properties: { name: "There", references: [{ id: "port", name: "Port", coordinates: [12, 52] }] },
    },
  ],
  story: {
    title: "A story",
    opening: { event: "e1", from: "a", to: "b" },
    events: [
      { id: "e1", when: "2020", title: "First", place: "a", sources: ["s1", "s2"] },
      { id: "e2", when: "2021", title: "Second", place: "b", sources: ["s2"] },
      { id: "e3", when: "2022", title: "Third", sources: [] },
    ],
    claims: [
      { id: "c1", from: "a", to: "b", low: 10, high: 20, unit: "km", source: "s1" },
      { id: "c2", from: "b", to: "a", low: 5, unit: "mi", source: "s2", also: { low: 8, unit: "km" } },
    ],
    sources: [
      { id: "s1", title: "One" },
      { id: "s2", title: "Two" },
    ],
  },
});
