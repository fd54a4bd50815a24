// Latitudes and longitudes as people type them: decimal degrees, degrees with minutes and seconds, packed degrees. The same
// forms as geo/measure/angles.py reads in files; tests/typed_angles.json holds both to the same answers.

/**
 * @typedef {object} Angle
 * @property {number} degrees north and east above zero
 * @property {"latitude" | "longitude" | null} axis where a letter says it
 * @property {number} parts how many numbers it was written with
 */

const MAX_TEXT = 80;
const DECIMALS = 1e8; // a hundred-millionth of a degree is a millimetre
const NUMBER = /^[+-]?(?:\d{1,15}(?:\.\d{0,20})?|\.\d{1,20})(?:E[+-]?\d{1,2})?$/;
/** @type {Record<string, string>} */
const LETTERS = {
  ...{ NORTH: "N", NORD: "N", NORTE: "N", SOUTH: "S", SÜD: "S", SUD: "S", SUR: "S", SUL: "S" },
  ...{ EAST: "E", OST: "E", EST: "E", ESTE: "E", WEST: "W", OUEST: "W", OESTE: "W", OVEST: "W" },
};
const MINUTES = "(\\d{2}(?:\\.\\d{0,6})?)";
const PACKED = new RegExp(`^(?:(\\d{2})${MINUTES}${MINUTES}?([NS])|(\\d{3})${MINUTES}${MINUTES}?([EW]))$`);
const PIECE = /^(\d{1,15}(?:\.\d{0,15})?) ?(°|DEG|D|''|'|MIN|M|"|SEC|S)? ?/;
const UNITS = [
  ["°", "DEG", "D"],
  ["'", "MIN", "M"],
  ['"', "''", "SEC", "S"],
];

/**
 * The text in capitals, with one sign each for minus, minutes, seconds and degrees, a letter for a direction.
 *
 * @param {string} text
 */
function clean(text) {
  const signs = text
    .toUpperCase()
    .replace(/[−–‐‑]/g, "-")
    .replace(/[′’‘ʹ´`]/g, "'")
    .replace(/[″”“ʺ]/g, '"')
    .replace(/[º˚]/g, "°");
  const words = signs.replace(/[A-ZÜ]{3,}/g, word => LETTERS[word] ?? word);
  return words.trim().replace(/\s+/g, " ");
}

/** @param {string} text whose commas stand before decimals */
const pointed = text => text.replace(/(\d),(?=\d)/g, "$1.");

/**
 * The angle that a text is; null where it is none, or its sign and its letter say the opposite.
 *
 * @param {string} text
 * @returns {Angle | null}
 */
export function angle(text) {
  if (text.length > MAX_TEXT) return null;
  const cleaned = clean(text);
  const plain = cleaned.includes(".") || cleaned.split(",").length !== 2 ? cleaned : cleaned.replace(",", ".");
  if (NUMBER.test(plain)) return { degrees: Number(plain), axis: null, parts: 1 };
  return read(pointed(cleaned));
}

/**
 * @param {string} text
 * @returns {Angle | null}
 */
function read(text) {
  const packed = text.match(PACKED);
  if (packed) return made(packed[4] ?? packed[8], "", (packed[1] ? packed.slice(1, 4) : packed.slice(5, 8)).map(num));
  const [, before, sign, body, after] = text.match(/^([NSEW])? ?([+-])?(\d.*?) ?([NSEW])?$/) ?? [];
  if (!body || (before && after)) return null;
  /** @type {number[]} */
  const numbers = [];
  for (let rest = body; rest;) {
    const [whole, digits, unit] = rest.match(PIECE) ?? [];
    if (!whole || (unit && !UNITS[numbers.length]?.includes(unit)) || numbers.length > 2) return null;
    const isShort = digits.split(".")[0].length <= (numbers.length ? 2 : 3);
    if (!isShort) return null;
    numbers.push(Number(digits));
    rest = rest.slice(whole.length);
  }
  return made(before ?? after, sign, numbers);
}

/** @param {string | undefined} text */
const num = text => (text === undefined ? 0 : Number(text));

/**
 * @param {string | undefined} letter
 * @param {string | undefined} sign
 * @param {number[]} numbers degrees, minutes, seconds
 * @returns {Angle | null}
 */
function made(letter, sign, numbers) {
  const [degrees, minutes = 0, seconds = 0] = numbers;
  if (minutes >= 60 || seconds >= 60 || (minutes && degrees % 1)) return null;
  const isBelow = letter ? "SW".includes(letter) : sign === "-";
  if (sign && letter && (sign === "-") !== isBelow) return null;
  const axis = !letter ? null : "NS".includes(letter) ? "latitude" : "longitude";
  const size = degrees + minutes / 60 + seconds / 3600;
  if (size > (axis === "latitude" ? 90 : axis ? 180 : 360)) return null;
  const parts = seconds ? 3 : minutes ? 2 : 1;
  return { degrees: (Math.round(size * DECIMALS) / DECIMALS) * (isBelow ? -1 : 1) + 0, axis, parts };
}

/**
 * The two angles that a text holds; null where it holds anything else, or can be parted in several ways. A comma without
 * a space between whole numbers stands before decimals: `48,137` is one number.
 *
 * @param {string} text
 * @returns {[Angle, Angle] | null}
 */
export function pair(text) {
  if (text.length > MAX_TEXT) return null;
  let cleaned = clean(text);
  if ((cleaned.match(/[NSEW]/g) ?? []).length === 2)
    cleaned = /^[NSEW]/.test(cleaned)
      ? cleaned.replace(/([\d'"°])(?=[NSEW])/g, "$1 ")
      : cleaned.replace(/([\d'"°][NSEW])(?=[+-]?\d)/g, "$1 ");
  const found = halves(cleaned).flatMap(([first, last]) => {
    const [one, other] = [first, last].map(half => (half.split(",").length > 2 ? null : read(pointed(half))));
    return one && other && (!one.axis || one.axis !== other.axis) ? [/** @type {[Angle, Angle]} */ ([one, other])] : [];
  });
  const alike = found.filter(([one, other]) => one.parts === other.parts);
  const best = alike.length || !cleaned.includes("°") ? alike : found;
  return new Set(best.map(each => JSON.stringify(each))).size === 1 ? best[0] : null;
}

/**
 * Where a text may be parted, without the commas that have to be decimal ones.
 *
 * @param {string} text
 * @returns {[string, string][]}
 */
function halves(text) {
  const signs = [...text.matchAll(/ ?[;,/|] ?| /g)];
  const commas = signs.filter(([sign]) => sign === ",").map(({ index }) => index);
  return signs.flatMap(({ 0: sign, index }) => {
    const [first, last] = [text.slice(0, index), text.slice(index + sign.length)];
    if (!first || !last || (sign === " " && /^[+-]?\d+$/.test(first) && /^[+-]?\d+$/.test(last))) return [];
    const [before, after] = [first.match(/[+-]?[\d.]+$/), last.match(/^[+-]?[\d.]+/)];
    const isBare = before && after && !(before[0] + after[0]).includes(".");
    if (sign === "," && isBare && !(commas.length === 3 && index === commas[1])) return [];
    return [/** @type {[string, string]} */ ([first, last])];
  });
}
