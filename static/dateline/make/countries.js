// Countries as people call them, for their codes of ISO 3166-1 alpha-2: the browser knows the names.

const LETTERS = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
const NAMES = new Intl.DisplayNames("en", { type: "region", fallback: "none" });

/** @param {string} text */
const folded = text => text.normalize("NFD").replace(/\P{L}/gu, "").toLowerCase();

/** @type {Map<string, string> | undefined} */
let codes; // by name

/**
 * The code that is meant by one that is no more, or none: "UK" is GB.
 *
 * @param {string} code
 */
const canonical = code => Intl.getCanonicalLocales(`und-${code}`)[0].slice(-2);

function byName() {
  const all = LETTERS.flatMap(one => LETTERS.map(other => one + other));
  const known = all.filter(code => NAMES.of(code)).map(canonical);
  // "Myanmar (Burma)" is called by either.
  return new Map(
    known.flatMap(code => [nameOf(code), ...nameOf(code).split(/[()]/)].map(each => [folded(each), code])),
  );
}

/**
 * The name of a country by its code; a text that is no code as it is.
 *
 * @param {string} code
 */
export const nameOf = code => (/^[A-Z]{2}$/.test(code) && NAMES.of(code)) || code;

/**
 * The code of a country by its name or its code; another text as it is.
 *
 * @param {string} text
 */
export function codeOf(text) {
  if (/^[a-z]{2}$/i.test(text)) return canonical(text);
  codes ??= byName();
  return codes.get(folded(text)) ?? text;
}
