// Labels that do not run into each other, the marks, the measured line or the controls: each takes the first free one
// of a few positions around its mark, in order of importance; one that finds none is left out.

/** @import { Place } from "../../../types/wire" */
/** @import { StoryMap } from "./map" */
/** @import { Tag } from "./measured" */

/** @typedef {[x: number, y: number]} Spot the upper left corner of a box, in pixels of the map's box as all here */
/** @typedef {{ x: number, y: number }} At */
/** @typedef {{ x: number, y: number, w: number, h: number }} Box */
/** @typedef {{ spots: Spot[], w: number, h: number }} Wish where a box of this size would go, best first */
/** @typedef {{ text: string, name: string, spots: (w: number, h: number) => Spot[] }} Label `name` is its class */
/** @typedef {{ place: Place, mark: L.Marker, at: At, reach: number }} Shown a mark in view, and half its width */
/** @typedef {(latLng: L.LatLngExpression) => L.Point} ToPoint */

const GAP = 3;
const EDGE = 2; // that stays free along the edges of the map
const MAX_PLACES = 120;
const MAX_SHAPES = 60;
const MAX_COUNTRIES = 80;

/** @param {StoryMap} story */
export function placeLabels(story) {
  const { map } = story;
  const pane = map.getPane("labels");
  if (!pane) return;
  const size = map.getSize();
  const shown = marksInView(story, size);
  stepAside(shown);
  const taken = [
    ...fixed(map),
    ...lineBoxes(story.measured.tag, map),
    ...[...shown, ...(story.crowd?.boxes ?? [])].map(markBox),
  ];
  const wanted = wantedLabels(story, shown, size);
  const made = wanted.map(labelElement);
  pane.replaceChildren(...made);
  const sizes = made.map(label => [label.offsetWidth, label.offsetHeight]); // all read before any is moved
  const origin = map.containerPointToLayerPoint([0, 0]);
  const wishes = wanted.map(({ spots }, index) => {
    const [w, h] = sizes[index];
    return { spots: spots(w, h), w, h };
  });
  for (const [index, found] of arrange(wishes, size, taken).entries()) {
    if (!found) made[index].remove();
    else
      made[index].style.transform =
        `translate(${Math.round(found[0] + origin.x)}px, ${Math.round(found[1] + origin.y)}px)`;
  }
}

/**
 * The spot that each box gets, of those that it would have; null where all are taken. The first ones choose first.
 *
 * @param {Wish[]} wishes
 * @param {At} size of the map, within which all must lie
 * @param {Box[]} fixedBoxes that are taken already
 * @returns {(Spot | null)[]}
 */
export function arrange(wishes, size, fixedBoxes) {
  const taken = [...fixedBoxes];
  return wishes.map(({ spots, w, h }) => {
    /** @param {Spot} spot */
    const fits = ([x, y]) => {
      const within = x > EDGE && y > EDGE && x + w < size.x - EDGE && y + h < size.y - EDGE;
      return within && !taken.some(other => overlap({ x, y, w, h }, other));
    };
    const found = spots.find(fits);
    if (!found) return null;
    taken.push({ x: found[0], y: found[1], w, h });
    return found;
  });
}

/**
 * @param {Box} a
 * @param {Box} b
 */
const overlap = (a, b) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

/** @param {Label} label */
function labelElement({ text, name }) {
  const label = document.createElement("span");
  label.className = name;
  label.textContent = text;
  return label;
}

// ---- what is in the way

/**
 * @param {At} at
 * @param {At} size
 * @param {number} [beyond] the edges of the map, in pixels
 */
const inView = ({ x, y }, size, beyond = 0) =>
  x >= -beyond && y >= -beyond && x <= size.x + beyond && y <= size.y + beyond;

/**
 * @param {StoryMap} story
 * @param {At} size
 */
function marksInView(story, size) {
  /** @type {Shown[]} */
  const shown = [];
  for (const [id, mark] of story.marks) {
    const place = story.places.get(id);
    if (!place || !story.map.hasLayer(mark)) continue;
    const at = story.map.latLngToContainerPoint(story.at(place));
    if (inView(at, size, 20)) shown.push({ place, mark, at, reach: 14 });
  }
  return shown;
}

const STEPS = [
  [0, 0],
  [26, 0],
  [-26, 0],
  [0, -26],
  [0, 26],
  [19, -19],
  [-19, -19],
  [19, 19],
  [-19, 19],
];

/**
 * The mark of a country or region stands for the whole of it, so it makes way for the marks of spots.
 *
 * @param {Shown[]} shown whose `at` changes with it
 */
function stepAside(shown) {
  for (const shownMark of shown.filter(({ place }) => !place.spot)) {
    const { mark, at } = shownMark;
    /** @param {number[]} step */
    const clear = ([dx, dy]) =>
      shown.every(other => other === shownMark || Math.hypot(other.at.x - at.x - dx, other.at.y - at.y - dy) >= 24);
    const [dx, dy] = STEPS.find(clear) ?? STEPS[0];
    shownMark.at = { x: at.x + dx, y: at.y + dy };
    shiftMark(mark, dx, dy);
  }
}

/**
 * Shows a mark so many pixels beside the point that it stands for.
 *
 * @param {L.Marker} mark
 * @param {number} x
 * @param {number} y
 */
export function shiftMark(mark, x, y) {
  const body = mark.getElement()?.firstElementChild;
  if (body instanceof HTMLElement) body.style.translate = `${x}px ${y}px`;
}

/** @param {{ at: At, reach: number }} mark */
const markBox = ({ at, reach }) => ({ x: at.x - reach, y: at.y - reach, w: 2 * reach, h: 2 * reach });

/**
 * The boxes of the controls.
 *
 * @param {L.Map} map
 */
function fixed(map) {
  const frame = map.getContainer().getBoundingClientRect();
  return [...map.getContainer().querySelectorAll(".leaflet-control")].map(control => {
    const { left, top, width, height } = control.getBoundingClientRect();
    return { x: left - frame.left - 4, y: top - frame.top - 4, w: width + 8, h: height + 8 };
  });
}

/**
 * The line as a string of small boxes.
 *
 * @param {Tag | null} tag
 * @param {L.Map} map
 */
function lineBoxes(tag, map) {
  const points = tag?.points.map(latLng => map.latLngToContainerPoint(latLng)) ?? [];
  const boxes = [];
  for (let i = 1; i < points.length; i++) {
    const [a, b] = [points[i - 1], points[i]];
    const steps = Math.max(1, Math.min(60, Math.ceil(a.distanceTo(b) / 6)));
    for (let step = 0; step <= steps; step++) {
      const { x, y } = between(a, b, step / steps);
      boxes.push({ x: x - 3, y: y - 3, w: 6, h: 6 });
    }
  }
  return boxes;
}

/**
 * @param {At} a
 * @param {At} b
 * @param {number} share of the way from a to b
 */
const between = (a, b, share) => ({ x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share });

// ---- what is to be labelled, the most important first

/**
 * @param {StoryMap} story
 * @param {Shown[]} shown
 * @param {At} size
 * @returns {Label[]}
 */
function wantedLabels(story, shown, size) {
  /** @type {ToPoint} */
  const point = latLng => story.map.latLngToContainerPoint(latLng);
  const { tag } = story.measured;
  return [
    ...(tag ? [tagLabel(tag, point)] : []),
    ...markLabels(story, shown),
    ...shapeLabels(story, point, size),
    ...(story.bases.wanted ? [] : countryLabels(story, point, size)),
  ];
}

/**
 * The distance stands beside the middle of the line, on whichever side and however far along there is room.
 *
 * @param {Tag} tag
 * @param {ToPoint} point
 * @returns {Label}
 */
function tagLabel({ points, text }, point) {
  /** @type {(share: number, w: number, h: number) => Spot[]} */
  const beside = (share, w, h) => {
    const i = Math.max(1, Math.min(points.length - 1, Math.round(share * (points.length - 1))));
    const [a, b] = [point(points[i - 1]), point(points[i])];
    const at = points.length === 2 ? between(a, b, share) : b;
    const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
    const [nx, ny] = [-(b.y - a.y) / length, (b.x - a.x) / length]; // across the line
    return [-6, -16, -30, 6, 16, 30].map(gap => {
      const off = gap + (Math.sign(gap) * (Math.abs(nx) * w + Math.abs(ny) * h)) / 2;
      return [at.x + nx * off - w / 2, at.y + ny * off - h / 2];
    });
  };
  const spots = (/** @type {number} */ w, /** @type {number} */ h) =>
    [0.5, 0.4, 0.6, 0.3, 0.7].flatMap(share => beside(share, w, h));
  return { text, name: "dl-tag", spots };
}

/**
 * @param {StoryMap} story
 * @param {Shown[]} shown
 * @returns {Label[]}
 */
function markLabels(story, shown) {
  /** @param {Shown} mark */
  const weight = ({ place }) => {
    if (place.id === story.selected) return 0;
    if (story.isStop(place.id)) return 1;
    return place.kind === "country" ? 3 : 2;
  };
  const first = [...shown].sort((a, b) => weight(a) - weight(b)).slice(0, MAX_PLACES);
  return first.map(({ place, at, reach }) => ({
    text: place.name,
    name: `dl-label dl-label-${place.kind}${place.id === story.selected ? " dl-label-selected" : ""}`,
    spots: (w, h) => around(at, reach + GAP, w, h),
  }));
}

/**
 * @param {At} at
 * @param {number} reach
 * @param {number} w
 * @param {number} h
 * @returns {Spot[]}
 */
function around({ x, y }, reach, w, h) {
  const d = reach - 2; // clear of the mark's own corner
  return [
    [x + reach, y - h / 2],
    [x - reach - w, y - h / 2],
    [x - w / 2, y - reach - h],
    [x - w / 2, y + reach],
    [x + d, y - d - h],
    [x - d - w, y - d - h],
    [x + d, y + d],
    [x - d - w, y + d],
  ];
}

/**
 * @param {StoryMap} story
 * @param {ToPoint} point
 * @param {At} size
 */
function shapeLabels(story, point, size) {
  const labels = [];
  for (const { name, at } of story.shapes?.named ?? []) {
    const middle = point(at);
    if (!inView(middle, size)) continue;
    labels.push({ text: name, name: "dl-label dl-label-shape", spots: over(middle) });
    if (labels.length === MAX_SHAPES) break;
  }
  return labels;
}

/**
 * The names of the countries of which the story has none, the largest first.
 *
 * @param {StoryMap} story
 * @param {ToPoint} point
 * @param {At} size
 */
function countryLabels(story, point, size) {
  const own = new Set(story.scene.places.filter(place => place.kind === "country").map(place => place.country));
  const world = 256 * 2 ** story.map.getZoom();
  const turns = [...story.outlines.copies.keys()];
  return (
    story.outlines.countries
      .map(({ properties }) => properties)
      // Square root of the area in degrees, in pixels: a country narrower than its name keeps quiet.
      .filter(({ a2, area }) => !(a2 && own.has(a2)) && (Math.sqrt(area) / 360) * world >= 26)
      .sort((a, b) => b.area - a.area)
      .flatMap(({ name, label: [lon, lat] }) => {
        const middles = turns.map(turn => point([lat, lon + turn * 360])).filter(at => inView(at, size));
        return middles.map(at => ({ text: name, name: "dl-country", spots: over(at) }));
      })
      .slice(0, MAX_COUNTRIES)
  );
}

/**
 * @param {At} at
 * @returns {Label["spots"]} on it, above and below
 */
const over =
  ({ x, y }) =>
  (w, h) => [
    [x - w / 2, y - h / 2],
    [x - w / 2, y - h - 4],
    [x - w / 2, y + 4],
  ];
