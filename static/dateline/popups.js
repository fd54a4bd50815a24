// What opens on the map: the events of a place, and the choice to measure from wherever one pressed.

const load = file => import(globalThis.datelineFiles?.[file] ?? new URL(`${file}${new URL(import.meta.url).search}`, import.meta.url));
const { element } = await load("element.js");

// Buttons that measure from, to or by way of a stop: a place's id, or "@latitude,longitude".
function measureRow(stop, ask) {
  const button = (text, change) => {
    const made = element("button", { type: "button", class: "dl-measure" }, text);
    made.onclick = () => ask(change);
    return made;
  };
  return element("p", { class: "dl-measure-row" }, "Measure ", button("from here", { from: stop }), button("to here", { to: stop }), button("by way of here", { stop }));
}

function makeRow(at, { move, choose }) {
  const button = (change, ...text) => {
    const made = element("button", { type: "button", class: "dl-measure" }, ...text);
    made.onclick = () => choose(change);
    return made;
  };
  const moved = move ? [button({ move: at }, "Move ", element("bdi", {}, move), " here")] : [];
  return element("p", { class: "dl-measure-row" }, button({ add: at }, "Add a place here"), ...moved);
}

export function placePopup({ place, events, current, lang, choose, ask }) {
  const content = element("div", { class: "dl-popup", lang, role: "dialog", "aria-label": place.name });
  const names = Object.entries(place.names).map(([tag, name]) => element("span", { lang: tag, dir: "auto" }, name));
  content.append(element("p", { class: "dl-popup-place" }, element("strong", {}, element("bdi", {}, place.name)), ...names, element("small", {}, place.precision)));
  for (const event of events) {
    const title = element("button", { type: "button" }, element("bdi", {}, event.title));
    title.onclick = () => choose(event.id);
    content.append(element("section", { "aria-current": event.id === current ? "true" : null }, element("small", {}, `${event.when} · ${event.standing}`), title, element("p", { dir: "auto" }, event.text)));
  }
  if (!events.length) content.append(element("p", {}, "No event is told of this place."));
  if (ask) content.append(measureRow(place.id, ask));
  return content;
}

// Where a story is being made, `make` also offers to put a place there: a new one, or the one that is worked on.
export function herePopup({ lat, lng }, zoom, ask, make) {
  // As many decimals as a pixel is worth.
  const decimals = Math.max(0, Math.ceil(Math.log10((256 * 2 ** zoom) / 360)));
  const [latitude, longitude] = [lat, (((lng + 180) % 360) + 360) % 360 - 180].map(degrees => Number(degrees.toFixed(decimals)));
  const said = `${Math.abs(latitude)}° ${latitude < 0 ? "S" : "N"}, ${Math.abs(longitude)}° ${longitude < 0 ? "W" : "E"}`;
  return element("div", { class: "dl-popup", role: "dialog", "aria-label": said }, element("p", {}, said), ...(ask ? [measureRow(`@${latitude},${longitude}`, ask)] : []), ...(make ? [makeRow([longitude, latitude], make)] : []));
}
