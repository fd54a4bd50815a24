// The address of the page: which story it shows, whether in a frame of another site, and which view of it.
//
// The browser keeps it. Were the server to write it, Streamlit would send the whole of it with each change, and a story
// that came by the link with it.

// A story may come by one of these, or be named by it; Streamlit reads the others.
/* made: parameters */
const STORY = ["data", "src", "story"];
/* end of made */
const SHOWN = ["embed", "embed_options"];
export const isEmbedded = /[?&]embed=true(&|$)/i.test(location.search);

// For those who run no scripts. It names the view that the page opened with, and some browsers share that instead.
document.querySelector("link[rel=canonical]")?.remove();

let parameter = null; // the one of STORY that the server found to count; none before it has answered
let carried = null; // the story as `data` has it, where no address names it to others
let query = ""; // of the view
let said = ""; // the server's last word on that

const all = () => location.search.slice(1).split("&");
const isOf = names => part => names.includes(part.split("=")[0].toLowerCase());
const parts = names => all().filter(isOf(names));
const story = () => parts(parameter === null ? STORY : [parameter]).slice(-1);
const whole = (...found) => found.flat().filter(Boolean).join("&");

export const carry = data => (carried = data);

// The link to this view, for others.
export function link(...more) {
  const search = whole(carried ? `data=${carried}` : story(), query, more);
  return location.origin + location.pathname + (search && `?${search}`);
}

// The query with which this reader goes to another view of the story, or with this one to another page.
export function pageQuery(view = query) {
  return parameter === null ? whole(all().filter(part => !isOf(SHOWN)(part))) : whole(story(), view);
}

const target = () => Object.assign(new URL(location.href), { search: whole(story(), parts(SHOWN), query) });

// The server's word on the view. A change of the reader's is a step that Back takes back, but not in a frame: there Back
// belongs to the page around it.
export function show(view, byReader) {
  [query, parameter] = [view.query, view.parameter];
  said = query;
  const there = target();
  if (there.search === location.search) return;
  if (byReader && !isEmbedded) history.pushState({}, "", there);
  else history.replaceState({}, "", there);
}

// The event that the address asks for; null where it asks for none, which means the opening one.
export const askedEvent = () => new URLSearchParams(location.search).get("event");

addEventListener("popstate", () => (query = said = whole(all().filter(part => !isOf([...STORY, ...SHOWN])(part)))));

// What the server is to hear once it can be reached again: the changes since its last word.
export function keep(changes) {
  if (parameter === null) return; // no view was ever told here
  const kept = new URLSearchParams(said);
  for (const [name, value] of Object.entries(changes)) kept.set(name, value);
  query = Object.keys(changes).length ? String(kept) : said;
  // Streamlit takes an address with a fragment for a step within the page.
  history.replaceState({}, "", Object.assign(target(), { hash: "" }));
}

// What Streamlit knows of the query is what the page was opened with. When a lost connection comes back it runs the page
// with that, or not at all, and a session that is new, as its server is, has no other word on the view. So it is told, as
// by Back, to look at the address: when the connection is lost, which it takes note of, and when it is back, which runs
// the page. An address with "#" it would not look at.
const app = document.querySelector("[data-test-connection-state]");
const isConnected = () => app.dataset.testConnectionState === "CONNECTED";
let wasConnected = isConnected();
new MutationObserver(() => {
  if (wasConnected === isConnected()) return;
  wasConnected = !wasConnected;
  const { href } = location;
  history.replaceState(history.state, "", location.pathname + location.search);
  dispatchEvent(new PopStateEvent("popstate", { state: history.state }));
  history.replaceState(history.state, "", href);
}).observe(app, { attributeFilter: ["data-test-connection-state"] });
