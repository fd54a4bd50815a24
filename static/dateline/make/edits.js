// Edits of a draft as JSON Patch operations: a cell given a value, a row added, moved, removed, an id changed everywhere.

import { at, pointerOf } from "./draft.js";
import { TABLES, listOf } from "./tables.js";

const isObject = value => value !== null && typeof value === "object";
const add = (keys, value) => ({ op: "add", path: pointerOf(keys), value });
const remove = keys => ({ op: "remove", path: pointerOf(keys) });

function put(document, keys, value) {
  const last = keys.at(-1);
  const owner = keys.slice(0, -1);
  if (owner.at(-1) === "coordinates") {
    const numbers = [...listOf(at(document, owner))];
    while (numbers.length < 2) numbers.push(null);
    numbers[last] = value ?? null;
    return put(document, owner, numbers);
  }
  if (value === undefined) {
    if (!Object.hasOwn(at(document, owner) ?? {}, last)) return [];
    // The second unit of a claim is there or not as a whole.
    const left = Object.keys(at(document, owner)).length - 1;
    return [owner.at(-1) === "also" && !left ? remove(owner) : remove(keys)];
  }
  // Objects on the way that are missing are made, with the value at their end.
  const missing = keys.findIndex((_, depth) => depth > 0 && !isObject(at(document, keys.slice(0, depth))));
  if (missing < 0) return [add(keys, value)];
  return [
    add(
      keys.slice(0, missing),
      keys.slice(missing).reduceRight((inner, key) => ({ [key]: inner }), value),
    ),
  ];
}

export function cellEdit(document, table, row, column, value) {
  const keys = [...row.keys, ...column.keys];
  if (column.kind === "degrees" && Array.isArray(value)) return put(document, keys.slice(0, -1), value);
  if (column.kind === "id") return typeof value === "string" ? rename(document, table, row, value) : [];
  const operations = put(document, keys, value);
  // A single value is a range from itself to itself.
  const single = column.keys[0] === "low" && typeof value === "number" && (row.item.high ?? null) === null;
  if (single) operations.push(add([...row.keys, "high"], value));
  return operations;
}

function rename(document, table, row, id) {
  const before = row.item.id;
  const operations = [add([...row.keys, "id"], id)];
  const follow = (keys, value) => value === before && operations.push(add(keys, id));
  const story = document.story ?? {};
  const all = (name, visit) =>
    listOf(story[name]).forEach((item, index) => isObject(item) && visit(item, ["story", name, index]));
  if (table === "places") {
    all("events", (event, keys) => follow([...keys, "place"], event.place));
    all("claims", (claim, keys) => ["from", "to"].forEach(end => follow([...keys, end], claim[end])));
    ["from", "to"].forEach(end => follow(["story", "opening", end], story.opening?.[end]));
  } else if (table === "events") {
    follow(["story", "opening", "event"], story.opening?.event);
  } else if (table === "sources") {
    all(
      "events",
      (event, keys) =>
        listOf(event.sources).includes(before) &&
        operations.push(
          add(
            [...keys, "sources"],
            event.sources.map(cited => (cited === before ? id : cited)),
          ),
        ),
    );
    all("claims", (claim, keys) => follow([...keys, "source"], claim.source));
  }
  return operations;
}

function newId(document, table, word) {
  const used = new Set(TABLES[table].rows(document).map(({ item }) => item?.id));
  let number = used.size + 1;
  while (used.has(`${word}-${number}`)) number++;
  return `${word}-${number}`;
}

const firstSource = document => listOf(document.story?.sources)[0]?.id;

export function newPlace(document, coordinates, source) {
  const id = newId(document, "places", "place");
  const name = `Place ${id.split("-")[1]}`;
  const properties = { name, precision: "town", radius_km: 5, position_source: source };
  return { type: "Feature", id, geometry: { type: "Point", coordinates }, properties };
}

const NEW = {
  places: document => [["features"], newPlace(document, [], "")],
  events: document => [
    ["story", "events"],
    {
      id: newId(document, "events", "event"),
      when: "",
      title: "",
      text: "",
      sources: [firstSource(document)].filter(Boolean),
      said_by: "article",
      status: "happened",
    },
  ],
  claims: document => [
    ["story", "claims"],
    {
      id: newId(document, "claims", "claim"),
      quote: "",
      unit: "km",
      ...(firstSource(document) && { source: firstSource(document) }),
    },
  ],
  sources: document => [["story", "sources"], { id: newId(document, "sources", "source"), title: "" }],
};

export const canAdd = table => table in NEW;

function append(document, owner, item) {
  return Array.isArray(at(document, owner)) ? [add([...owner, "-"], item)] : [...put(document, owner, [item])];
}

export function rowAdded(document, table) {
  return append(document, ...NEW[table](document));
}

export function placeAdded(document, coordinates) {
  return append(document, ["features"], newPlace(document, coordinates, "set by hand on the map"));
}

// A place as the gazetteer has it.
export function placeFound(document, { name, lon, lat, precision, radius_km, country, source }) {
  const place = newPlace(document, [lon, lat], source);
  place.properties = {
    name,
    precision,
    ...(radius_km !== null && { radius_km }),
    ...(country && { country }),
    position_source: source,
  };
  return append(document, ["features"], place);
}

export function pointAdded(document, place) {
  const known = listOf(place.item.properties?.references);
  const point = { id: `point-${known.length + 1}`, name: "", coordinates: [], radius_km: 1, position_source: "" };
  return append(document, [...place.keys, "properties", "references"], point);
}

export function placeMoved(row, document, coordinates) {
  return [
    ...put(document, [...row.keys, "geometry", "coordinates"], coordinates),
    ...put(document, [...row.keys, "properties", "position_source"], "set by hand on the map"),
  ];
}

export const rowRemoved = row => [remove(row.keys)];
export const rowMoved = (row, to) => [{ op: "move", from: pointerOf(row.keys), path: pointerOf(to.keys) }];

export function swapped(document, index, [lon, lat]) {
  const [, , ...rest] = listOf(document.features[index].geometry?.coordinates);
  return put(document, ["features", index, "geometry", "coordinates"], [lon, lat, ...rest]);
}

// What a story opens with, where nobody has said it and there is something to open with.
export function openingGiven(document) {
  const { story } = document;
  const places = TABLES.places
    .rows(document)
    .map(({ item }) => item?.id)
    .filter(Boolean);
  const event = listOf(story?.events)[0]?.id;
  if (!isObject(story) || isObject(story.opening) || !event || !places.length) return [];
  return [add(["story", "opening"], { event, from: places[0], to: places[1] ?? places[0] })];
}
