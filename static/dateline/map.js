// The map's side: draws the story on the empty Leaflet map that Folium made, and redraws on messages from the page.
// It runs in a frame that may be sandboxed away from the page, so it asks for nothing but its own static files.
//
// Text of a story is only ever set with textContent.

const version = new URL(import.meta.url).search;
const { element } = await import(new URL(`element.js${version}`, import.meta.url));
const { placeLabels } = await import(new URL(`labels.js${version}`, import.meta.url));
const { L, topojson } = window;

const OUTLINES = new URL("../vendor/outlines/countries-50m.json", import.meta.url);
const MARKS_MOST = 300; // beyond, marks are drawn on a canvas: DOM marks make each change of view take seconds
const NARROW = 500;

const COLOURS = {
  light: { land: "#F6F3EA", border: "#CFC9BA", tint: "#EFE0BF", tintBorder: "#B89B5E", measured: "#0B5394", mark: "#2B2A27", selection: "#B3261E", paper: "#FBFAF6" },
  dark: { land: "#2A2C2F", border: "#45474C", tint: "#4A402A", tintBorder: "#8C7A4F", measured: "#7DB8F0", mark: "#D8D5CC", selection: "#FF7A6B", paper: "#16171A" },
};

const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

export function mount(map) {
  const story = new StoryMap(map);
  addEventListener("message", event => {
    if (event.source !== parent) return;
    if (event.data?.dateline) story.hear(event.data.dateline);
    // Streamlit's own message to a component, sent again when the theme changes.
    if (event.data?.type === "streamlit:render" && event.data.theme) story.paint(event.data.theme.base === "dark");
  });
  story.say({ ready: true });
}

class StoryMap {
  constructor(map) {
    this.map = map;
    this.view = {};
    this.marks = new Map();
    this.countries = [];
    for (const [name, z] of [["outlines", 150], ["tint", 300], ["shapes", 350], ["line", 450], ["labels", 650]]) {
      map.createPane(name).style.zIndex = z;
      map.getPane(name).style.pointerEvents = "none";
    }
    this.outlines = L.layerGroup().addTo(map);
    this.shapes = L.layerGroup().addTo(map);
    this.line = L.layerGroup().addTo(map);
    this.container = map.getContainer();
    this.container.setAttribute("aria-label", "Map of the story");
    this.container.setAttribute("role", "region");
    document.querySelector("meta[name=viewport][content*='user-scalable=no']")?.remove(); // Folium's: nobody may zoom
    this.paint(matchMedia("(prefers-color-scheme: dark)").matches);
    this.setUpGestures();
    L.control.scale({ position: "bottomleft", maxWidth: 110 }).addTo(map);
    this.legend = this.control("topright", "dl-legend");
    this.credit = this.control("bottomright", "dl-credit");
    map.on("zoomend moveend resize", () => this.label());
    map.on("popupclose", () => this.opened = null);
    map.on("moveend", () => this.drawOutlineCopies());
    addEventListener("keydown", event => {
      if (event.key === "Escape" && this.opened) this.closePopup();
    });
    // Marks first: the outlines are large and may follow.
    setTimeout(() => this.loadOutlines(), 0);
  }

  say(message) {
    parent.postMessage({ dateline: message }, "*");
  }

  hear({ scene, view, dark }) {
    if (dark !== undefined) this.paint(dark);
    if (scene) this.show(scene);
    if (view) this.look(view);
  }

  control(position, name) {
    const box = element("div", { class: name });
    const made = L.control({ position });
    made.onAdd = () => {
      L.DomEvent.disableClickPropagation(box);
      return box;
    };
    made.addTo(this.map);
    return box;
  }

  // A page must scroll past its map: one finger scrolls, two move the map; the wheel zooms once the map is in use.
  setUpGestures() {
    const { map } = this;
    if (matchMedia("(pointer: coarse)").matches) map.dragging.disable();
    this.container.addEventListener("pointerdown", event => event.pointerType === "mouse" && map.scrollWheelZoom.enable());
    this.container.addEventListener("mouseleave", () => map.scrollWheelZoom.disable());
  }

  // ---- what does not change with the view

  show(scene) {
    this.scene = scene;
    this.lons = displayLongitudes(scene.places);
    this.places = new Map(scene.places.map(place => [place.id, place]));
    this.eventsAt = new Map();
    this.order = new Map(scene.events.map((event, index) => [event.id, index]));
    for (const event of scene.events) {
      if (event.place) this.eventsAt.set(event.place, [...(this.eventsAt.get(event.place) ?? []), event]);
    }
    this.canvas = L.canvas({ padding: 0.3 });
    for (const mark of this.marks.values()) mark.remove();
    this.marks.clear();
    this.dom = scene.places.length <= MARKS_MOST;
    for (const place of scene.places) this.marks.set(place.id, this.makeMark(place));
    this.shapes.clearLayers();
    for (const feature of scene.shapes) {
      L.geoJSON(feature, { pane: "shapes", interactive: false, style: { className: "dl-shape" }, pointToLayer: (_, at) => L.circleMarker(at, { pane: "shapes", radius: 3 }) }).addTo(this.shapes);
    }
    this.fillLegend();
    this.framed = false;
  }

  at(place) {
    return L.latLng(place.lat, this.lons.get(place.id));
  }

  makeMark(place) {
    const press = () => this.press(place);
    if (!this.dom) {
      return L.circleMarker(this.at(place), { renderer: this.canvas, radius: 4, weight: 1.5 }).on("click", press);
    }
    const body = element("span", { class: "dl-mark-body" }, element("span", {}, String(place.number)));
    const icon = L.divIcon({ html: body, className: `dl-mark dl-${place.kind}`, iconSize: [44, 44] });
    const mark = L.marker(this.at(place), { icon, keyboard: true, riseOnHover: true });
    mark.on("add", () => {
      const count = this.eventsAt.get(place.id)?.length ?? 0;
      const what = `${place.number}. ${place.name}, ${place.precision}, ${count} event${count === 1 ? "" : "s"}`;
      mark.getElement().setAttribute("aria-label", what);
      mark.getElement().onkeydown = event => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        event.stopPropagation();
        press();
      };
    });
    return mark.on("click", press);
  }

  fillLegend() {
    const kinds = new Set(this.scene.places.map(place => place.kind));
    const rows = [
      ["named", "Named in the article"],
      ["added", "Added from other sources"],
      ["region", "Only a region named"],
      ["country", "Only a country named"],
    ].filter(([kind]) => kinds.has(kind));
    const list = element("ul", {}, ...rows.map(([kind, text]) => element("li", {}, element("i", { class: `dl-key dl-${kind}` }), text)));
    list.append(element("li", {}, element("i", { class: "dl-key dl-measured" }), "Straight line, not a route"));
    const details = element("details", {}, element("summary", {}, "Legend"), list);
    details.open = this.container.clientWidth >= NARROW;
    this.legend.replaceChildren(details);
  }

  // ---- what changes with the view

  look(view) {
    const before = this.view;
    this.view = structuredClone(view);
    if (!this.scene || !view.event) return;
    const last = view.until ? this.order.get(view.until) : Infinity;
    this.visible = new Set([view.pair?.from, view.pair?.to]);
    for (const event of this.scene.events) if (event.place && this.order.get(event.id) <= last) this.visible.add(event.place);
    this.selected = this.scene.events[this.order.get(view.event)]?.place ?? null;
    this.drawMarks();
    this.drawLine(view.pair);
    this.drawTiles(view.base === "osm");
    if (before.until !== view.until) this.drawTint();
    if (!this.framed) this.frame();
    else if (before.event !== view.event) this.follow();
    this.label();
  }

  drawMarks() {
    const colours = this.colours;
    for (const [id, mark] of this.marks) {
      const shown = this.visible.has(id) || !this.eventsAt.has(id);
      if (!shown) mark.remove();
      else if (!this.map.hasLayer(mark)) mark.addTo(this.map);
      if (!shown) continue;
      const selected = id === this.selected;
      if (this.dom) {
        mark.getElement().classList.toggle("dl-selected", selected);
        mark.setZIndexOffset(selected ? 1000 : this.places.get(id).kind === "country" ? -500 : 0);
      } else {
        const added = this.places.get(id).kind === "added";
        const colour = selected ? colours.selection : colours.mark;
        mark.setStyle({ color: colour, fillColor: added && !selected ? colours.paper : colour, fillOpacity: 1 }).setRadius(selected ? 8 : 4);
      }
    }
    const selected = this.marks.get(this.selected);
    if (!this.dom && selected && this.map.hasLayer(selected)) selected.bringToFront();
  }

  drawLine(pair) {
    this.line.clearLayers();
    this.tag = null;
    if (!pair || pair.line.length < 2 || pair.from === pair.to) return;
    const start = this.lons.get(pair.from) - pair.line[0][0];
    const end = this.lons.get(pair.to) - pair.line.at(-1)[0];
    // Where the two ends are drawn on different turns of the earth the line is drawn at both, each with one end.
    for (const shift of new Set([Math.round(start / 360) * 360, Math.round(end / 360) * 360])) {
      const points = pair.line.map(([lon, lat]) => [lat, lon + shift]);
      L.polyline(points, { pane: "line", interactive: false, color: this.colours.measured, weight: 2.5 }).addTo(this.line);
      this.tag ??= { points: points.map(point => L.latLng(point)), text: pair.label };
    }
  }

  drawTiles(wanted) {
    const { url, max_zoom: maxZoom } = this.scene.tiles;
    if (wanted && !this.tiles) {
      // OpenStreetMap's policy asks for a Referer; a page's default policy sends its origin.
      this.tiles = L.tileLayer(url, { maxZoom, attribution: "", referrerPolicy: "strict-origin-when-cross-origin" });
      this.tiles.on("tileerror", () => this.fillCredit(true)).on("tileload", () => this.fillCredit(false));
      this.tiles.addTo(this.map);
    } else if (!wanted && this.tiles) {
      this.tiles.remove();
      this.tiles = null;
    }
    this.container.classList.toggle("dl-tiles", wanted);
    this.fillCredit(false);
  }

  fillCredit(unreachable) {
    const { name, credit, link } = this.scene.tiles;
    const outside = (text, href) => element("a", { href, target: "_blank", rel: "noopener" }, text);
    const parts = [outside("Natural Earth", "https://www.naturalearthdata.com/"), " · ", outside("GeoNames", "https://www.geonames.org/")];
    if (this.tiles) parts.unshift(outside(credit, link), " · ");
    if (unreachable) parts.unshift(element("strong", {}, `${name} cannot be reached; the outlines stay`), " · ");
    this.credit.replaceChildren(...parts, " · straight line, not a route");
  }

  // ---- the view of the map itself

  frame() {
    const narrow = this.container.clientWidth < NARROW;
    const pair = [this.view.pair?.from, this.view.pair?.to].map(id => this.places.get(id)).filter(Boolean);
    const places = narrow && pair.length ? pair : this.scene.places;
    const bounds = L.latLngBounds(places.map(place => this.at(place)));
    if (!bounds.isValid()) return;
    const padding = narrow ? 70 : 56;
    this.map.fitBounds(bounds, { paddingTopLeft: [padding, 40], paddingBottomRight: [padding, narrow ? 84 : 56], maxZoom: narrow ? 4.75 : 9, animate: false });
    this.framed = true;
  }

  follow() {
    const place = this.places.get(this.selected);
    if (!place) return this.closePopup();
    if (this.opened && this.opened !== place.id) this.closePopup();
    else if (this.opened) this.openPopup(place);
    const inner = this.map.getPixelBounds().pad(-0.08);
    if (!inner.contains(this.map.project(this.at(place)))) this.map.panTo(this.at(place), { animate: !calm() });
  }

  // ---- pressing a mark: its events at once, and the first of them selected; pressed again, the next

  eventsNow(place) {
    const last = this.view.until ? this.order.get(this.view.until) : Infinity;
    return (this.eventsAt.get(place.id) ?? []).filter(event => this.order.get(event.id) <= last);
  }

  press(place) {
    const events = this.eventsNow(place);
    const current = events.findIndex(event => event.id === this.view.event);
    if (events.length) this.choose(events[(current + 1) % events.length].id);
    this.openPopup(place);
  }

  choose(event) {
    if (event === this.view.event) return;
    this.opened = null; // whoever chooses opens the popup itself
    this.say({ pick: event });
    this.look({ ...this.view, event });
  }

  openPopup(place) {
    const { lang } = this.scene;
    const content = element("div", { class: "dl-popup", lang, role: "dialog", "aria-label": place.name });
    const names = Object.entries(place.names).map(([tag, name]) => element("span", { lang: tag, dir: "auto" }, name));
    content.append(element("p", { class: "dl-popup-place" }, element("strong", {}, element("bdi", {}, place.name)), ...names, element("small", {}, place.precision)));
    const events = this.eventsNow(place);
    for (const event of events) {
      const title = element("button", { type: "button" }, element("bdi", {}, event.title));
      title.onclick = () => {
        this.choose(event.id);
        this.openPopup(place);
      };
      const current = event.id === this.view.event ? "true" : null;
      content.append(element("section", { "aria-current": current }, element("small", {}, `${event.when} · ${event.standing}`), title, element("p", {}, event.text)));
    }
    if (!events.length) content.append(element("p", {}, "No event is told of this place."));
    const size = this.map.getSize();
    this.popup?.remove();
    this.popup = L.popup({ maxWidth: Math.min(300, size.x - 60), maxHeight: Math.round(size.y * 0.55), offset: [0, -8], autoPanPadding: [12, 12], closeOnEscapeKey: false });
    this.popup.setLatLng(this.at(place)).setContent(content).openOn(this.map);
    this.opened = place.id;
    content.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
  }

  closePopup() {
    const place = this.opened;
    this.map.closePopup();
    const mark = this.marks.get(place);
    if (this.dom && document.activeElement === document.body) mark?.getElement()?.focus({ preventScroll: true });
  }

  // ---- outlines

  async loadOutlines() {
    const topology = await (await fetch(OUTLINES)).json();
    this.countries = topojson.feature(topology, topology.objects.countries).features;
    this.renderers = { outlines: L.canvas({ pane: "outlines", padding: 0.5 }), tint: L.canvas({ pane: "tint", padding: 0.5 }) };
    this.copies = new Map();
    this.drawOutlineCopies();
    this.label();
  }

  // The world once, and again beside itself where the map shows more than one turn of the earth.
  drawOutlineCopies() {
    if (!this.countries.length) return;
    const bounds = this.map.getBounds();
    for (let turn = Math.floor((bounds.getWest() + 180) / 360); turn <= Math.floor((bounds.getEast() + 180) / 360); turn++) {
      if (this.copies.has(turn)) continue;
      const coordsToLatLng = ([lon, lat]) => L.latLng(lat, lon + turn * 360);
      const layer = pane => L.geoJSON([], { pane, renderer: this.renderers[pane], interactive: false, coordsToLatLng, style: () => this.styles()[pane] }).addTo(this.outlines);
      const copy = { outlines: layer("outlines"), tint: layer("tint") };
      copy.outlines.addData(this.countries);
      this.copies.set(turn, copy);
      this.tinted = null;
    }
    this.drawTint();
  }

  drawTint() {
    if (!this.scene || !this.copies) return;
    const wanted = new Set(this.scene.places.filter(p => p.kind === "country" && this.visible?.has(p.id)).map(p => p.country));
    const key = [...wanted].sort().join();
    if (this.tinted === key) return;
    this.tinted = key;
    for (const copy of this.copies.values()) {
      copy.tint.clearLayers().addData(this.countries.filter(country => wanted.has(country.properties.a2)));
    }
  }

  styles() {
    const c = this.colours;
    return {
      outlines: { color: c.border, weight: 0.7, fillColor: c.land, fillOpacity: 1 },
      tint: { color: c.tintBorder, weight: 1, fillColor: c.tint, fillOpacity: this.tiles ? 0.45 : 1 },
    };
  }

  paint(dark) {
    if (this.dark === dark) return;
    this.dark = dark;
    this.colours = COLOURS[dark ? "dark" : "light"];
    document.documentElement.dataset.theme = dark ? "dark" : "light";
    for (const copy of this.copies?.values() ?? []) {
      for (const [pane, style] of Object.entries(this.styles())) copy[pane].setStyle(style);
    }
    if (this.scene && this.view.event) {
      this.drawMarks();
      this.drawLine(this.view.pair);
      this.label();
    }
  }

  label() {
    if (this.scene && this.framed) placeLabels(this);
  }
}

// Longitudes as drawn: the story's places side by side, with the widest empty stretch of the earth between the last and
// the first, so that places on both sides of the 180th meridian stay together.
function displayLongitudes(places) {
  const sorted = [...new Set(places.map(place => place.lon))].sort((a, b) => a - b);
  let west = sorted[0];
  let widest = sorted.length ? sorted[0] + 360 - sorted.at(-1) : 0;
  for (let i = 1; i < sorted.length; i++) {
    if (sorted[i] - sorted[i - 1] > widest) {
      widest = sorted[i] - sorted[i - 1];
      west = sorted[i];
    }
  }
  return new Map(places.map(place => [place.id, place.lon < west ? place.lon + 360 : place.lon]));
}
