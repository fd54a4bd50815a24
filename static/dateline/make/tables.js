// What of a draft stands in which table: its rows, by their place in the document, and their columns, each with the kind
// of its cells. `keys` lead from a row's item to what the cell shows.

import { COLUMNS } from "./members.js";

export const isPlace = feature =>
  !feature?.geometry || feature.geometry.type === "Point" || typeof feature.geometry !== "object";
export const listOf = value => (Array.isArray(value) ? value : []);
const rowsOf = (items, keys, wanted = () => true) =>
  listOf(items)
    .map((item, index) => ({ item, keys: [...keys, index] }))
    .filter(row => wanted(row.item));

export const TABLES = {
  places: {
    title: "Places",
    one: "place",
    rows: document => rowsOf(document.features, ["features"], isPlace),
    columns: COLUMNS.places,
  },
  events: {
    title: "Events",
    one: "event",
    rows: document => rowsOf(document.story?.events, ["story", "events"]),
    columns: COLUMNS.events,
  },
  claims: {
    title: "Claims",
    one: "claim",
    rows: document => rowsOf(document.story?.claims, ["story", "claims"]),
    columns: COLUMNS.claims,
  },
  sources: {
    title: "Sources",
    one: "source",
    rows: document => rowsOf(document.story?.sources, ["story", "sources"]),
    columns: COLUMNS.sources,
  },
  references: {
    title: "Other points",
    one: "point",
    intro: "Points of a place that distances may be measured from instead: its airport, its old town.",
    rows: document =>
      rowsOf(document.features, ["features"], isPlace).flatMap(({ item, keys }) =>
        rowsOf(item?.properties?.references, [...keys, "properties", "references"]).map(row => ({
          ...row,
          of: item?.properties?.name,
        })),
      ),
    columns: COLUMNS.references,
  },
  shapes: {
    title: "Lines and areas",
    one: "shape",
    intro: "Drawn on the map, without events. They come with a file.",
    rows: document => rowsOf(document.features, ["features"], feature => !isPlace(feature)),
    columns: [
      { keys: ["properties", "name"], title: "Name", kind: "text", optional: true, wide: true },
      { keys: ["geometry", "type"], title: "Kind", kind: "fixed" },
    ],
  },
};

// The story's own members, as one row that is shown as a form.
export const STORY = {
  title: "Story",
  one: "story",
  rows: document => [{ item: document, keys: [] }],
  columns: COLUMNS.story,
};

// Which table, row and cell a fault is of: `path` is a JSON Pointer into the document.
export function placeOf(path, document) {
  const keys = path.split("/").slice(1);
  const is = (...wanted) => wanted.every((key, index) => keys[index] === key);
  if (is("features") && keys[1] !== undefined) {
    if (!isPlace(document.features?.[keys[1]])) return { table: "shapes", row: keys.slice(0, 2), rest: keys.slice(2) };
    const inner = keys[3] === "references" && keys[4] !== undefined;
    return {
      table: inner ? "references" : "places",
      row: keys.slice(0, inner ? 5 : 2),
      rest: keys.slice(inner ? 5 : 2),
    };
  }
  for (const table of ["events", "claims", "sources"]) {
    if (is("story", table) && keys[2] !== undefined) return { table, row: keys.slice(0, 3), rest: keys.slice(3) };
  }
  return { table: "story", row: [], rest: keys };
}

// The column that holds a fault, by what the two have in common.
export function columnOf(table, rest) {
  const { columns } = table === "story" ? STORY : TABLES[table];
  const index = columns.findIndex(
    ({ keys }) => keys.every((key, depth) => rest[depth] === undefined || String(key) === rest[depth]) && rest.length,
  );
  return index < 0 ? null : index;
}
