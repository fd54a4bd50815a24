// What opens on the map: the events of a place, the places of a cluster, and the choice to measure from wherever one pressed.

import { element } from "../base/element.js";

// Buttons that measure from, to or by way of a stop: a place's id, or "@latitude,longitude".
function measureRow(stop, ask) {
  const button = (text, change) => {
    const made = element("button", { type: "button", class: "dl-measure" }, text);
    made.onclick = () => ask(change);
    return made;
  };
  return element(
    "p",
    { class: "dl-measure-row" },
    "Measure ",
    button("from here", { from: stop }),
    button("to here", { to: stop }),
    button("by way of here", { stop }),
  );
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

function placePopup({ place, events, current, lang, choose, ask }) {
  const content = element("div", { class: "dl-popup", lang, role: "dialog", "aria-label": place.name });
  const names = Object.entries(place.names).map(([tag, name]) => element("span", { lang: tag, dir: "auto" }, name));
  content.append(
    element(
      "p",
      { class: "dl-popup-place" },
      element("strong", {}, element("bdi", {}, place.name)),
      ...names,
      element("small", {}, place.precision),
    ),
  );
  for (const event of events) {
    const title = element("button", { type: "button" }, element("bdi", {}, event.title));
    title.onclick = () => choose(event.id);
    content.append(
      element(
        "section",
        { "aria-current": event.id === current ? "true" : null },
        element("small", {}, `${event.when} · ${event.standing}`),
        title,
        element("p", { dir: "auto" }, event.text),
      ),
    );
  }
  if (!events.length) content.append(element("p", {}, "No event is told of this place."));
  if (ask) content.append(measureRow(place.id, ask));
  return content;
}

// Where a story is being made, `make` also offers to put a place there: a new one, or the one that is worked on.
function herePopup({ lat, lng }, zoom, ask, make) {
  // As many decimals as a pixel is worth.
  const decimals = Math.max(0, Math.ceil(Math.log10((256 * 2 ** zoom) / 360)));
  const [latitude, longitude] = [lat, ((((lng + 180) % 360) + 360) % 360) - 180].map(degrees =>
    Number(degrees.toFixed(decimals)),
  );
  const said = `${Math.abs(latitude)}° ${latitude < 0 ? "S" : "N"}, ${Math.abs(longitude)}° ${longitude < 0 ? "W" : "E"}`;
  return element(
    "div",
    { class: "dl-popup", role: "dialog", "aria-label": said },
    element("p", {}, said),
    ...(ask ? [measureRow(`@${latitude},${longitude}`, ask)] : []),
    ...(make ? [makeRow([longitude, latitude], make)] : []),
  );
}

export class Popups {
  constructor(story) {
    const { map } = story;
    this.story = story;
    this.opened = null; // the place or the cluster whose popup is open
    this.here = null; // the point of the earth
    map.on("popupclose", () => (this.opened = this.here = null));
    // A press beside everything closes what is open; with nothing open it offers to measure from there.
    map.on("preclick", () => (this.wasOpen = Boolean(this.popup?.isOpen())));
    map.on("click", event => story.served && !this.wasOpen && !story.view.reading && this.openHere(event.latlng));
    addEventListener("keydown", event => {
      if (event.key === "Escape" && this.opened) this.close();
    });
  }

  openPlace(place) {
    const { story } = this;
    const choose = event => {
      story.choose(event);
      this.openPlace(place);
    };
    const content = placePopup({
      place,
      events: story.eventsNow(place),
      current: story.view.event,
      lang: story.scene.lang,
      choose,
      ask: story.served && (change => this.ask(change)),
    });
    this.open(story.at(place), content, [0, -8]);
    this.opened = place.id;
    content.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
  }

  openList(cluster, at, content) {
    this.open(at, content, [0, -12]);
    this.opened = cluster;
    content.querySelector("button").focus({ preventScroll: true });
  }

  openHere(at) {
    const { making, pair } = this.story.view;
    const make = making && { move: making.move, choose: change => this.make(change) };
    const ask = pair && (change => this.ask(change));
    this.open(at, herePopup(at, this.story.map.getZoom(), ask, make), [0, 0]);
    this.here = at;
  }

  // Pressed before the page had said what can be done here.
  offerAgain() {
    if (this.here) this.openHere(this.here);
  }

  // Another event was selected, perhaps of another place.
  follow(place) {
    if (this.opened && this.opened !== place.id) this.close();
    else if (this.opened) this.openPlace(place);
  }

  open(at, content, offset) {
    const { map } = this.story;
    const size = map.getSize();
    this.popup?.remove();
    this.popup = L.popup({
      maxWidth: Math.min(300, size.x - 60),
      maxHeight: Math.round(size.y * 0.55),
      offset,
      autoPanPaddingTopLeft: [12, 52],
      autoPanPaddingBottomRight: [12, 12],
      closeOnEscapeKey: false,
    });
    this.popup.setLatLng(at).setContent(content).openOn(map);
  }

  close() {
    const { crowd, map, marks } = this.story;
    const mark = marks.get(this.opened) ?? crowd?.clusters.get(this.opened);
    const left = document.activeElement === document.body || this.popup?.getElement()?.contains(document.activeElement);
    const here = document.hasFocus(); // else it is closed for what was done on the page, where the focus stays
    map.closePopup();
    if (left && here) mark?.getElement()?.focus({ preventScroll: true });
  }

  ask(change) {
    this.close();
    this.story.say({ ask: change });
  }

  make(change) {
    this.story.framed = true; // what is put where one pressed is in sight
    this.close();
    this.story.say({ make: change });
  }
}
