// What lies behind the figures, folded away until it is asked for: how claims are judged, which points could be meant,
// every number of the measurement, and all pairs of the story.

import { copyButton } from "../base/copy.js";
import { element, refill } from "../base/element.js";
import { pairs } from "./pairs.js";
import { ask, known, pointName } from "./view.js";

const RULE = [
  "Two intervals are compared. The claim’s: its value plus or minus half the step in which it is stated (465: 5; 460: 10; 500: 50), then its hedge: “some”, “about”, “roughly” widen it to at least 5 % each way, “nearly” means 0.9 to 1 times, “more than” 1 to 1.2 times, “up to” 0 to 1 times the value. Of two units the narrower counts. The measured: the WGS 84 geodesic plus or minus the radius in which each place may be meant.",
  "Where they meet, the claim agrees. Above, it is longer: a road may be that long, the straight line is not. Below, it is shorter: no path over the earth is that short. Per cent compare the claim’s value with the geodesic. Where only a region or country is named, nobody can tell. A direction agrees within its word’s sector and is borderline up to 11.25° beyond.",
];

export function more() {
  const bar = element("div", { class: "dl-more" });
  const root = element("div", {}, bar);
  const panels = [
    ["How this is judged", rule, () => true],
    ["Which point?", points, () => known.view.pair.points],
    ["The working", working, () => true],
    ["All pairs", pairs, () => known.scene.places.length > 1],
  ].map(([title, fill, applies], index) => {
    const id = `dl-more-${index}`;
    const button = element(
      "button",
      { type: "button", class: "dl-link", "aria-expanded": "false", "aria-controls": id },
      title,
    );
    const panel = element("div", { id, class: "dl-panel", role: "region", "aria-label": title, hidden: true });
    button.onclick = () => {
      const opening = panel.hidden;
      for (const other of panels) other.turn(other.panel === panel && opening);
    };
    bar.append(button);
    root.append(panel);
    const turn = open => {
      panel.hidden = !open;
      button.setAttribute("aria-expanded", String(open));
      if (open) fill(panel);
      else panel.replaceChildren();
    };
    return { button, panel, turn, fill, applies };
  });
  const show = () => {
    for (const { button, panel, turn, fill, applies } of panels) {
      button.hidden = !applies();
      if (button.hidden) turn(false);
      else if (!panel.hidden) fill(panel);
    }
  };
  return { root, show };
}

function rule(panel) {
  panel.replaceChildren(...RULE.map(text => element("p", {}, text)));
}

// ---- which point?

function points(panel) {
  const { pair, ref_from: from, ref_to: to } = known.view;
  const named = ({ key }) => {
    const place = known.places.get(key);
    const own = { id: null, name: place ? `${place.name}: ${place.own}` : (pointName(key) ?? key.replace("@", "")) };
    return [own, ...(place?.references ?? [])];
  };
  const rows = named(pair.stops[0]);
  const columns = named(pair.stops.at(-1));
  const head = element(
    "tr",
    {},
    element("td"),
    ...columns.map(({ name }) => element("th", { scope: "col" }, element("bdi", {}, name))),
  );
  const body = rows.map((row, i) =>
    element(
      "tr",
      {},
      element("th", { scope: "row" }, element("bdi", {}, row.name)),
      ...columns.map((column, j) => {
        const current = row.id === (from ?? null) && column.id === (to ?? null);
        const button = element(
          "button",
          { type: "button", class: "dl-cell", "aria-pressed": String(current) },
          pair.points.cells[i][j],
        );
        button.onclick = () => ask({ ref_from: row.id, ref_to: column.id });
        return element("td", {}, button);
      }),
    ),
  );
  const flips = Object.entries(pair.points.flips).flatMap(([id, findings]) =>
    Object.entries(findings).map(([finding, cells]) => {
      const where = cells.map(({ row, column }) => `${rows[row].name} to ${columns[column].name}`).join("; ");
      return element("p", {}, element("q", {}, known.claims.get(id).quote), ` would be: ${finding} (${where}).`);
    }),
  );
  const verdict = flips.length
    ? flips
    : [element("p", {}, Object.keys(pair.claims).length ? "Whichever of them is meant, no verdict changes." : "")];
  refill(
    panel,
    element("p", {}, `Between these points: ${pair.points.span}. Press a distance to measure from there.`),
    element(
      "div",
      { class: "dl-scroll", tabindex: "0", role: "group", "aria-label": "Distances between the points" },
      element("table", { class: "dl-points" }, element("thead", {}, head), element("tbody", {}, ...body)),
    ),
    ...verdict,
  );
}

// ---- the working

// [name, value] for every number and text of the working; what is nested is joined: "geodesic distance_m".
function flat(value, name = "") {
  if (value === null || typeof value !== "object")
    return [[name, value === null ? "none: the two are one point" : String(value)]];
  return Object.entries(value).flatMap(([key, inner]) => flat(inner, `${name} ${key}`.trim()));
}

// An end of the line: its name, where it is, and where that was read.
function end({ key, lon, lat }, reference) {
  const place = known.places.get(key);
  const { name, source } = place?.references.find(r => r.id === reference) ??
    place ?? { name: pointName(key) ?? "a point of the reader’s", source: "given by the reader" };
  return { name, latitude: lat, longitude: lon, position_source: source };
}

function working(panel) {
  const { stops, working: figures, legs_m: legs } = known.view.pair;
  const document = {
    ...known.scene.working,
    from: end(stops[0], known.view.ref_from),
    to: end(stops.at(-1), known.view.ref_to),
  };
  for (const [index, { group, name }] of known.scene.working_names.entries())
    (document[group] ??= {})[name] = figures[index];
  if (legs.length) document.path = { legs_m: legs, total_m: legs.reduce((sum, leg) => sum + leg) };
  const rows = flat(document);
  const width = Math.max(...rows.map(([name]) => name.length));
  // No text of a story looks like a row of its own.
  const text = () =>
    rows.map(([name, value]) => `${name.padEnd(width)}  ${value.replace(/[\s\p{C}]+/gu, " ")}\n`).join("");
  refill(
    panel,
    element(
      "p",
      {},
      "Every number, unrounded, with what it was computed from and by what. The last line is what GeographicLib’s own program reads.",
    ),
    element(
      "div",
      { class: "dl-actions" },
      copyButton("Copy as text", "Copied", text),
      copyButton("Copy as JSON", "Copied", () => `${JSON.stringify(document, null, 2)}\n`),
    ),
    element(
      "div",
      { class: "dl-scroll", tabindex: "0", role: "group", "aria-label": "All numbers" },
      element(
        "dl",
        { class: "dl-working" },
        ...rows.flatMap(([name, value]) => [
          element("dt", {}, name.replaceAll("_", " ")),
          element("dd", {}, element("bdi", {}, value)),
        ]),
      ),
    ),
  );
}
