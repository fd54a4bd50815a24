// What of a draft stands in which table: its rows, by their place in the document, and their columns, each with the kind
// of its cells. `keys` lead from a row's item to what the cell shows.

const choice = options => ({ kind: "choice", options });
const PRECISIONS = { site: "an exact site", town: "a town", city: "a city", region: "only a region", country: "only a country" };
const UNITS = { km: "km", mi: "mi", nmi: "nmi", m: "m", ft: "ft" };
const HEDGES = ["some", "about", "around", "roughly", "approximately", "nearly", "almost", "just under", "more than", "over", "at least", "less than", "under", "up to", "within"];
const named = words => Object.fromEntries(words.map(word => [word, word]));

export const isPlace = feature => !feature?.geometry || feature.geometry.type === "Point" || typeof feature.geometry !== "object";
export const listOf = value => (Array.isArray(value) ? value : []);
const rowsOf = (items, keys, wanted = () => true) => listOf(items).map((item, index) => ({ item, keys: [...keys, index] })).filter(row => wanted(row.item));

export const TABLES = {
  places: {
    title: "Places", one: "place",
    rows: document => rowsOf(document.features, ["features"], isPlace),
    columns: [
      { keys: ["properties", "name"], title: "Name", kind: "text", wide: true },
      { keys: ["geometry", "coordinates", 1], title: "Latitude", kind: "degrees" },
      { keys: ["geometry", "coordinates", 0], title: "Longitude", kind: "degrees" },
      { keys: ["properties", "precision"], title: "Known as", ...choice(PRECISIONS) },
      { keys: ["properties", "radius_km"], title: "Radius, km", kind: "number", optional: true },
      { keys: ["properties", "country"], title: "Country", kind: "text", optional: true, hint: "two capitals, as in LY" },
      { keys: ["properties", "position_source"], title: "Who gives the position", kind: "text", wide: true },
      { keys: ["properties", "names"], title: "Names elsewhere", kind: "names", optional: true, hint: "as in ar: غدامس; fr: Ghadamès" },
      { keys: ["id"], title: "Id", kind: "id" },
    ],
  },
  events: {
    title: "Events", one: "event",
    rows: document => rowsOf(document.story?.events, ["story", "events"]),
    columns: [
      { keys: ["when"], title: "When", kind: "date" },
      { keys: ["title"], title: "Title", kind: "text", wide: true },
      { keys: ["place"], title: "Place", kind: "place", optional: true },
      { keys: ["text"], title: "What happened", kind: "long", wide: true },
      { keys: ["status"], title: "Status", ...choice({ happened: "happened", announced: "announced" }) },
      { keys: ["said_by"], title: "Told by", ...choice({ article: "the article", added: "other sources" }) },
      { keys: ["sources"], title: "Sources", kind: "sources" },
      { keys: ["note"], title: "Note", kind: "long", optional: true },
      { keys: ["id"], title: "Id", kind: "id" },
    ],
  },
  claims: {
    title: "Claims", one: "claim",
    rows: document => rowsOf(document.story?.claims, ["story", "claims"]),
    columns: [
      { keys: ["quote"], title: "As published", kind: "long", wide: true },
      { keys: ["from"], title: "From", kind: "place" },
      { keys: ["to"], title: "To", kind: "place" },
      { keys: ["hedge"], title: "Hedge", ...choice(named(HEDGES)), optional: true },
      { keys: ["low"], title: "Lowest", kind: "number" },
      { keys: ["high"], title: "Highest", kind: "number" },
      { keys: ["unit"], title: "Unit", ...choice(UNITS) },
      { keys: ["direction"], title: "Direction", kind: "wind", optional: true },
      { keys: ["source"], title: "Source", kind: "source" },
      { keys: ["also", "low"], title: "Also, lowest", kind: "number", optional: true },
      { keys: ["also", "high"], title: "Also, highest", kind: "number", optional: true },
      { keys: ["also", "unit"], title: "Also, unit", ...choice(UNITS), optional: true },
      { keys: ["id"], title: "Id", kind: "id" },
    ],
  },
  sources: {
    title: "Sources", one: "source",
    rows: document => rowsOf(document.story?.sources, ["story", "sources"]),
    columns: [
      { keys: ["title"], title: "Title", kind: "text", wide: true },
      { keys: ["publisher"], title: "Publisher", kind: "text", optional: true },
      { keys: ["date"], title: "Date", kind: "date", optional: true },
      { keys: ["url"], title: "Link", kind: "link", optional: true, wide: true },
      { keys: ["id"], title: "Id", kind: "id" },
    ],
  },
  references: {
    title: "Other points", one: "point", intro: "Points of a place that distances may be measured from instead: its airport, its old town.",
    rows: document => rowsOf(document.features, ["features"], isPlace).flatMap(({ item, keys }) =>
      rowsOf(item?.properties?.references, [...keys, "properties", "references"]).map(row => ({ ...row, of: item?.properties?.name }))),
    columns: [
      { keys: ["name"], title: "Name", kind: "text", wide: true },
      { keys: ["coordinates", 1], title: "Latitude", kind: "degrees" },
      { keys: ["coordinates", 0], title: "Longitude", kind: "degrees" },
      { keys: ["radius_km"], title: "Radius, km", kind: "number" },
      { keys: ["position_source"], title: "Who gives the position", kind: "text", wide: true },
      { keys: ["id"], title: "Id", kind: "id" },
    ],
  },
  shapes: {
    title: "Lines and areas", one: "shape", intro: "Drawn on the map, without events. They come with a file.",
    rows: document => rowsOf(document.features, ["features"], feature => !isPlace(feature)),
    columns: [
      { keys: ["properties", "name"], title: "Name", kind: "text", optional: true, wide: true },
      { keys: ["geometry", "type"], title: "Kind", kind: "fixed" },
    ],
  },
};

// The story's own members, as one row that is shown as a form.
export const STORY = {
  title: "Story", one: "story",
  rows: document => [{ item: document, keys: [] }],
  columns: [
    { keys: ["story", "title"], title: "Title", kind: "text", wide: true },
    { keys: ["story", "summary"], title: "Summary, one or two sentences", kind: "long", wide: true },
    { keys: ["story", "published"], title: "Published", kind: "date" },
    { keys: ["story", "lang"], title: "Language", kind: "text", hint: "a tag as in en, ar or pt-BR" },
    { keys: ["story", "id"], title: "Short name, for files", kind: "text" },
    { keys: ["story", "opening", "event"], title: "Opens with the event", kind: "event" },
    { keys: ["story", "opening", "from"], title: "Measures from", kind: "place" },
    { keys: ["story", "opening", "to"], title: "Measures to", kind: "place" },
  ],
};

// Which table, row and cell a fault is of: `path` is a JSON Pointer into the document.
export function placeOf(path, document) {
  const keys = path.split("/").slice(1);
  const is = (...wanted) => wanted.every((key, index) => keys[index] === key);
  if (is("features") && keys[1] !== undefined) {
    if (!isPlace(document.features?.[keys[1]])) return { table: "shapes", row: keys.slice(0, 2), rest: keys.slice(2) };
    const inner = keys[3] === "references" && keys[4] !== undefined;
    return { table: inner ? "references" : "places", row: keys.slice(0, inner ? 5 : 2), rest: keys.slice(inner ? 5 : 2) };
  }
  for (const table of ["events", "claims", "sources"]) {
    if (is("story", table) && keys[2] !== undefined) return { table, row: keys.slice(0, 3), rest: keys.slice(3) };
  }
  return { table: "story", row: [], rest: keys };
}

// The column that holds a fault, by what the two have in common.
export function columnOf(table, rest) {
  const { columns } = table === "story" ? STORY : TABLES[table];
  const index = columns.findIndex(({ keys }) => keys.every((key, depth) => rest[depth] === undefined || String(key) === rest[depth]) && rest.length);
  return index < 0 ? null : index;
}
