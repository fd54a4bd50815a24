// The address of the page: which story it shows, whether in a frame of another site, and which view of it.
//
// The browser keeps it. Were the server to write it, Streamlit would send the whole of it with each change, and a story
// that came by the link with it.

/** @import { Wire } from "../../../types/wire" */

// A story may come by one of these, or be named by it; Streamlit reads the others.
/* made: parameters */
const STORY = ["data", "src", "story"];
/* end of made */
const SHOWN = ["embed", "embed_options"];
export const isEmbedded = /[?&]embed=true(&|$)/i.test(location.search);

// For those who run no scripts. It names the view that the page opened with, and some browsers share that instead.
document.querySelector("link[rel=canonical]")?.remove();

/** @type {string | null} */
let parameter = null; // the one of STORY that the server found to count; none before it has answered
/** @type {string | null} */
let carried = null; // the story as `data` has it, where no address names it to others
let query = ""; // of the view
let said = ""; // the server's last word on that

const all = () => location.search.slice(1).split("&");
/** @type {(names: string[]) => (part: string) => boolean} */
const isOf = names => part => names.includes(part.split("=")[0].toLowerCase());
/** @type {(names: string[]) => string[]} */
const parts = names => all().filter(isOf(names));
const story = () => parts(parameter === null ? STORY : [parameter]).slice(-1);
/** @type {(...found: (string | string[])[]) => string} */
const whole = (...found) => found.flat().filter(Boolean).join("&");

/** @param {string | null} data */
export const carry = data => (carried = data);

/**
 * The link to this view, for others.
 *
 * @param {...string} more
 */
export function link(...more) {
  const search = whole(carried ? `data=${carried}` : story(), query, more);
  return location.origin + location.pathname + (search && `?${search}`);
}

/**
 * The query with which this reader goes to another view of the story, or with this one to another page.
 *
 * @param {string} [view]
 */
export function pageQuery(view = query) {
  return parameter === null ? whole(all().filter(part => !isOf(SHOWN)(part))) : whole(story(), view);
}

// What the address says of the view; and which page and story it says it of.
export const asked = () => whole(all().filter(part => !isOf([...STORY, ...SHOWN])(part)));
const place = () => [location.pathname, ...parts([...STORY, ...SHOWN])].join("&");
/** @type {string | null} */
let shown = null; // of the two, the second, as the server last told a view of it

const target = () => Object.assign(new URL(location.href), { search: whole(story(), parts(SHOWN), query) });

/**
 * Takes the server's word on the view. A change of the reader's is a step that Back takes back, but not in a frame: there
 * Back belongs to the page around it.
 *
 * @param {Pick<Wire, "query" | "parameter">} word
 * @param {boolean} isStep
 */
export function show(word, isStep) {
  [query, parameter] = [word.query, word.parameter];
  said = query;
  const there = target();
  if (there.search !== location.search) {
    if (isStep && !isEmbedded) history.pushState({}, "", there);
    else history.replaceState({}, "", there);
  }
  shown = place();
}

/** @param {Pick<Wire, "query">} word */
export const says = word => word.query === asked();

// Who is told of Back and Forward: with the view that the address asks for where they stay in the story, with null where
// Streamlit runs the page by the address, for another page or story, or as it is told to below.
/** @type {(query: string | null) => void} */
let returned = () => {};
/** @param {typeof returned} heard */
export const takeReturns = heard => (returned = heard);

/** @param {boolean} isTrusted whether it is the browser's own event */
function isWithin(isTrusted) {
  query = said = asked();
  const isOurs = isTrusted && place() === shown;
  if (isTrusted && !isOurs) shown = null;
  returned(isOurs ? query : null);
  return isOurs;
}

addEventListener("popstate", ({ isTrusted }) => isWithin(isTrusted));
// Under `serve.py` comes before Streamlit has heard of it, and need not be heard of there: it would run the whole page for
// each. Under `app.py` it does, and we ask all the same, as it may do so with an address of before.
addEventListener("dateline-return", event => isWithin(true) && event.preventDefault());

/**
 * Keeps in the address what the server is to hear once it can be reached again: the changes since its last word.
 *
 * @param {Record<string, string>} changes
 */
export function keep(changes) {
  if (parameter === null) return; // no view was ever told here
  const kept = new URLSearchParams(said);
  for (const [name, value] of Object.entries(changes)) {
    if (value) kept.set(name, value);
    else kept.delete(name);
  }
  query = Object.keys(changes).length ? String(kept) : said;
  // Streamlit takes an address with a fragment for a step within the page.
  history.replaceState({}, "", Object.assign(target(), { hash: "" }));
}

// What Streamlit knows of the query is what the page was opened with. When a lost connection comes back it runs the page
// with that, or not at all, and a session that is new, as its server is, has no other word on the view. So it is told, as
// by Back, to look at the address: when the connection is lost, which it takes note of, and when it is back, which runs
// the page. An address with "#" it would not look at.
const app = /** @type {HTMLElement} */ (document.querySelector("[data-test-connection-state]"));
export const isConnected = () => app.dataset.testConnectionState === "CONNECTED";
let wasConnected = isConnected();
new MutationObserver(() => {
  if (wasConnected === isConnected()) return;
  wasConnected = !wasConnected;
  const { href } = location;
  history.replaceState(history.state, "", location.pathname + location.search);
  dispatchEvent(new PopStateEvent("popstate", { state: history.state }));
  history.replaceState(history.state, "", href);
}).observe(app, { attributeFilter: ["data-test-connection-state"] });
