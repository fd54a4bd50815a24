// The measured pair or path: its ends, what the line comes to, who says otherwise, and the working.

import { combobox } from "../base/combobox.js";
import { element } from "../base/element.js";
import { claimList } from "./claims.js";
import { stopOf, suggested } from "./suggestions.js";
import { ask, folded, keepShown, known, pointName } from "./view.js";
import { more } from "./working.js";

const UNITS = { km: "kilometres", mi: "miles", nmi: "nautical miles" };
const MAX_SUGGESTIONS = 50;
const FIELDS = { from: "From", to: "To", stop: "Stop", via: "Stops" }; // by what is asked for, as the page calls it

// How a stop is called: its place, one of its reference points, a point as the reader calls it, or the position itself.
export function stopName(key, reference) {
  const place = known.places?.get(key);
  if (!place) return pointName(key) ?? key.replace(/^@/, "").replace(",", ", ");
  return place.references.find(r => r.id === reference)?.name ?? place.name;
}

function suggest(typed, again) {
  const places = known.scene?.places ?? [];
  const wanted = folded(typed.trim());
  const namesOf = p => [p.name, ...Object.values(p.names)].map(folded);
  const found = places.filter(p => namesOf(p).some(name => name.includes(wanted)));
  const options = found
    .slice(0, MAX_SUGGESTIONS)
    .map(p => ({ key: p.id, text: p.name, hint: `${p.number} · ${p.precision}` }));
  if (/\d/.test(typed)) options.push({ key: typed, text: typed, hint: "a position, latitude first" });
  // Whoever has named a place of the story means that.
  const isDone = !wanted || /^[\d@+-]/.test(wanted) || found.some(p => namesOf(p).includes(wanted));
  const others = (isDone ? null : suggested(typed.trim(), again)) ?? { places: [] };
  const isNew = ({ lon, lat }) => !places.some(p => p.lon === lon && p.lat === lat);
  const elsewhere = others.places
    .filter(isNew)
    .map(place => ({ key: stopOf(place), text: place.name, hint: place.hint }));
  options.push(...elsewhere);
  const { geocoder } = known.scene ?? {};
  if (geocoder && wanted)
    options.push({ key: `find ${typed}`, text: `Find “${typed.trim()}”`, hint: `at ${geocoder.host}` });
  return { options, note: elsewhere.length ? others.credit : null };
}

// A field's text is a stop, unless it is to be looked up elsewhere.
const give = field => text => ask(text.startsWith("find ") ? { [`find ${field}`]: text.slice(5) } : { [field]: text });

export function distances({ parentElement }) {
  if (parentElement.querySelector(".dl-distances")) return;
  const ends = {
    from: combobox({ label: "From", suggest, choose: give("from") }),
    to: combobox({ label: "To", suggest, choose: give("to") }),
  };
  const swap = element("button", { type: "button", class: "dl-swap" }, "Swap");
  swap.onclick = () => ask({ swap: true });
  const heading = element("h2", {}, "Distance");
  const pair = element("div", { class: "dl-pair" }, ends.from.root, swap, ends.to.root, unitChoice());
  const unread = element("div", { class: "dl-unread", role: "alert" });
  const found = element("div", { class: "dl-found" });
  const figure = element("p", { class: "dl-figure" });
  const legs = element("ol", { class: "dl-legs" });
  const cautions = element("div");
  const claims = element("ul", { class: "dl-claims" });
  const [path, working] = [pathEditor(legs), more()];
  parentElement.append(
    element(
      "section",
      { class: "dl-distances", "aria-label": "Distance" },
      heading,
      pair,
      unread,
      found,
      path.root,
      figure,
      legs,
      cautions,
      claims,
      working.root,
    ),
  );
  let measured = null;
  let listed = null;
  keepShown(pair, () => {
    const { view } = known;
    if (!view.pair || !known.scene) return;
    // Of a draft, what is measured and the scene come one after the other: the pair may be ahead, or behind.
    if (Object.keys(view.pair.claims).some(id => !known.claims.has(id))) return;
    if (view.pairs !== listed) {
      listed = view.pairs;
      working.show();
    }
    if (view.pair === measured) return;
    measured = view.pair;
    const stops = view.pair.stops.map(({ key }) => key);
    ends.from.show(stopName(stops[0], view.ref_from), view.unread.from?.typed);
    ends.to.show(stopName(stops.at(-1), view.ref_to), view.unread.to?.typed);
    path.show(stops.slice(1, -1), view.unread.stop?.typed);
    unread.replaceChildren(
      ...Object.entries(view.unread).map(([field, { why }]) => element("p", {}, `${FIELDS[field]}: ${why}`)),
    );
    showFound(found, view.found);
    showFigure(figure, view.pair);
    cautions.replaceChildren(...view.pair.cautions.map(text => element("p", { class: "dl-small" }, text)));
    claimList(claims, view.pair);
    working.show();
  });
}

// What was found elsewhere under a name, to choose from.
function showFound(box, found) {
  if (!found) return box.replaceChildren();
  const { credit, link } = known.scene.geocoder;
  const items = found.places.map(({ name, stop }) => {
    const button = element("button", { type: "button", class: "dl-link" }, element("bdi", {}, name));
    button.onclick = () => ask({ [found.field]: stop });
    return element("li", {}, button);
  });
  box.replaceChildren(
    element("ul", { "aria-label": "Places found" }, ...items),
    element("p", { class: "dl-small" }, element("a", { href: link, target: "_blank", rel: "noopener" }, credit)),
  );
  items[0].firstChild.focus();
}

function unitChoice() {
  const group = element("div", { class: "dl-choice", role: "radiogroup", "aria-label": "Unit" });
  for (const [unit, name] of Object.entries(UNITS)) {
    const radio = element("input", { type: "radio", name: "dl-unit", value: unit, "aria-label": name });
    radio.onchange = () => ask({ unit });
    group.append(element("label", { title: name }, radio, element("span", { "aria-hidden": "true" }, unit)));
  }
  keepShown(group, () => {
    const radio = group.querySelector(`[value="${known.view.unit}"]`);
    if (radio) radio.checked = true;
  });
  return group;
}

function showFigure(figure, { stops, distance, way, arriving, total, legs }) {
  const small = text => element("span", { class: "dl-small" }, text);
  if (!legs.length) {
    figure.replaceChildren(
      element("b", {}, distance),
      ` ${way}`,
      ...(arriving === null ? [] : [small(` arriving at ${arriving}°`)]),
    );
    return;
  }
  figure.replaceChildren(
    element("b", {}, total),
    ` in ${legs.length} legs`,
    small(` straight: ${distance} ${stops[0].key === stops.at(-1).key ? "" : way}`),
  );
}

// The stops on the way: added one by one, or all at once from the story; each leg with a way to drop the stop at its end.
function pathEditor(legs) {
  const add = combobox({
    label: "Add a stop on the way",
    placeholder: "A place or a position",
    suggest,
    choose: give("stop"),
  });
  const button = (text, act) => {
    const made = element("button", { type: "button", class: "dl-link" }, text);
    made.onclick = act;
    return made;
  };
  const open = button("Add a stop", () => {
    root.classList.add("dl-adding");
    add.input.focus();
  });
  const itinerary = button("Itinerary of the story", () => ask({ itinerary: true }));
  itinerary.title = "All places of the story that are spots on the ground, in time order";
  const straight = button("Straight line", () => ask({ via: [] }));
  const root = element(
    "div",
    { class: "dl-path" },
    element("div", { class: "dl-path-head" }, open, itinerary, straight),
    add.root,
  );
  const show = (via, typed) => {
    add.show("", typed);
    root.classList.toggle("dl-adding", typed !== undefined);
    straight.hidden = legs.hidden = !via.length;
    const { stops, legs: found } = known.view.pair;
    const references = [known.view.ref_from, ...via.map(() => null), known.view.ref_to];
    const names = stops.map(({ key }, index) => element("bdi", {}, stopName(key, references[index])));
    legs.replaceChildren(
      ...found.map(({ distance, way }, index) => {
        const leg = element(
          "li",
          {},
          element("span", {}, names[index].cloneNode(true), " → ", names[index + 1]),
          element("span", {}, `${distance} ${way}`),
        );
        if (index < via.length) {
          const drop = button("×", () => ask({ via: via.filter((_, other) => other !== index) }));
          drop.setAttribute("aria-label", `Drop the stop ${names[index + 1].textContent}`);
          leg.append(drop);
        }
        return leg;
      }),
    );
  };
  return { root, show };
}
