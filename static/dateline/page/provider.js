// Tiles of the story's provider, fetched for the map's frame. The page makes each address itself, from numbers that can be
// those of a tile: a frame that was not ours could have nothing else fetched.

const MAX_OPEN = 256; // a large window wants some sixty, and as many again while it zooms
const PATIENCE_MS = 15_000;

/** @import { Provider } from "../../../types/wire" */
/** @import { Tile, WantedTile } from "../../../types/page" */

/** @type {Map<number, AbortController>} */
const open = new Map(); // by the number that the frame gave: what ends the request

/**
 * @param {number} number
 * @param {number} end
 */
const within = (number, end) => Number.isInteger(number) && number >= 0 && number < end;

/**
 * Resolves to the bytes of a tile and what they are; to no bytes where it cannot be had.
 *
 * @param {Provider} provider
 * @param {WantedTile} wanted
 * @returns {Promise<Tile>}
 */
export async function fetchTile({ url, max_zoom: maxZoom }, { number, z, x, y }) {
  if (!within(z, maxZoom + 1) || !within(x, 2 ** z) || !within(y, 2 ** z) || open.has(number) || open.size >= MAX_OPEN)
    return { number };
  const end = new AbortController();
  open.set(number, end);
  const late = setTimeout(() => end.abort(), PATIENCE_MS);
  try {
    // OpenStreetMap's policy asks for a Referer; what is sent is the origin of the page.
    const answer = await fetch(url.replace("{z}", `${z}`).replace("{x}", `${x}`).replace("{y}", `${y}`), {
      mode: "cors",
      credentials: "omit",
      referrerPolicy: "strict-origin-when-cross-origin",
      signal: end.signal,
    });
    if (!answer.ok) return { number };
    return { number, type: answer.headers.get("Content-Type") ?? "", bytes: await answer.arrayBuffer() };
  } catch {
    return { number }; // refused, out of reach, or no more wanted
  } finally {
    clearTimeout(late);
    open.delete(number);
  }
}

/** @param {number} number */
export const dropTile = number => open.get(number)?.abort();
