// All pairs of the story: a table that sorts, or a heat map. A story of many places has the pairs of one end instead.

import { element, refill } from "../base/element.js";
import { ask, askPairs, known } from "./view.js";

const MAX_ROWS = 500; // of the table at a time: more make each sorting a matter of seconds

// As geo/view/wording.py writes a distance and a bearing; a test holds the two against each other.
export function distance(km, unit) {
  const value = km / known.scene.km_per[unit];
  if (value < 9.95) return `${(Math.floor(value * 10 + 0.5) / 10).toFixed(1)} ${unit}`;
  const whole = value < 9999.5 ? Math.floor(value + 0.5) : Math.floor(value / 10 + 0.5) * 10;
  return `${whole.toLocaleString("en-US")} ${unit}`;
}
export const bearing = degrees =>
  `${known.scene.compass_points[Math.floor(degrees / 22.5 + 0.5) % 16]} · ${Math.floor(degrees + 0.5) % 360}°`;

let order = { by: null, down: false };
let look = "table";
let shown = MAX_ROWS;

export function pairs(panel) {
  const { pairs: found, unit } = known.view;
  const wanted = known.view.pair.stops[0].key;
  if (!found || (found.of && found.of !== wanted && known.places.has(wanted))) {
    askPairs(wanted);
    if (!found) return panel.replaceChildren(element("p", {}, "Measuring all pairs …"));
  }
  const rows = found.rows.map(({ origin, to, km, degrees }) => ({
    from: known.places.get(origin),
    to: known.places.get(to),
    km,
    degrees,
  }));
  const again = () => pairs(panel);
  const choice = element("div", { class: "dl-choice", role: "radiogroup", "aria-label": "All pairs as" });
  for (const [value, title] of [
    ["table", "Table"],
    ["heat", "Heat map"],
  ]) {
    const radio = element("input", { type: "radio", name: "dl-look", value, checked: look === value });
    radio.onchange = () => {
      look = value;
      again();
    };
    choice.append(element("label", {}, radio, element("span", {}, title)));
  }
  const vague = rows.some(({ from, to }) => !from.spot || !to.spot);
  const body = look === "heat" && !found.of ? heatMap(rows, unit) : table(rows, unit, again);
  refill(
    panel,
    found.of
      ? element(
          "p",
          {},
          `From `,
          element("bdi", {}, known.places.get(found.of).name),
          " to every other place. All pairs are in the CSV file, or come from the command line where they are too many for it.",
        )
      : element("div", { class: "dl-actions" }, choice),
    element("div", { class: "dl-scroll", tabindex: "0", role: "group", "aria-label": "Distances of all pairs" }, body),
    element(
      "p",
      {},
      `Straight lines (geodesics), not routes. Press a distance to measure it.${vague ? " * Only a region or country is named: measured to a point inside it, for orientation." : ""}`,
    ),
  );
}

function measureButton({ from, to, km }, unit) {
  const mark = from.spot && to.spot ? "" : " *";
  const button = element("button", { type: "button", class: "dl-cell" }, `${distance(km, unit)}${mark}`);
  button.onclick = () => ask({ from: from.id, to: to.id, via: [] });
  return button;
}

function table(rows, unit, again) {
  const name = side => row => row[side].name;
  const columns = [
    ["From", name("from")],
    ["To", name("to")],
    ["Distance", row => row.km],
    ["Direction", row => row.degrees ?? -1],
  ];
  const head = columns.map(([title], by) => {
    const button = element("button", { type: "button" }, title, order.by === by ? (order.down ? " ↓" : " ↑") : "");
    button.onclick = () => {
      order = { by, down: order.by === by && !order.down };
      again();
    };
    const sort = order.by === by ? (order.down ? "descending" : "ascending") : "none";
    return element("th", { scope: "col", "aria-sort": sort }, button);
  });
  const value = columns[order.by]?.[1];
  const compare = (a, b) => (typeof value(a) === "string" ? value(a).localeCompare(value(b)) : value(a) - value(b));
  const sorted = value ? [...rows].sort((a, b) => (order.down ? compare(b, a) : compare(a, b))) : rows;
  const body = sorted.slice(0, shown).map(row => {
    const way = row.degrees === null ? "one point" : bearing(row.degrees);
    const cells = [element("bdi", {}, row.from.name), element("bdi", {}, row.to.name), measureButton(row, unit), way];
    return element("tr", {}, ...cells.map(cell => element("td", {}, cell)));
  });
  const made = element(
    "table",
    { class: "dl-pairs" },
    element("thead", {}, element("tr", {}, ...head)),
    element("tbody", {}, ...body),
  );
  if (sorted.length <= shown) return made;
  const further = element(
    "button",
    { type: "button", class: "dl-link" },
    `Show more of ${sorted.length.toLocaleString("en-US")}`,
  );
  further.onclick = () => {
    shown += MAX_ROWS;
    again();
  };
  return element("div", {}, made, further);
}

// The farther the darker: eight steps of equal numbers of pairs, and the figure itself in each cell.
function heatMap(rows, unit) {
  const places = [...new Set(rows.flatMap(({ from, to }) => [from, to]))];
  const sorted = rows.map(row => row.km).sort((a, b) => a - b);
  const step = km => Math.floor((sorted.findIndex(other => other >= km) / sorted.length) * 8);
  const cells = new Map(
    rows.flatMap(row => [
      [`${row.from.id} ${row.to.id}`, row],
      [`${row.to.id} ${row.from.id}`, { ...row, from: row.to, to: row.from }],
    ]),
  );
  const head = places.map(place => element("th", { scope: "col", title: place.name }, String(place.number)));
  const body = places.map(one => {
    const line = places.map(other => {
      const row = cells.get(`${one.id} ${other.id}`);
      if (!row) return element("td", { class: "dl-none" });
      const button = element(
        "button",
        { type: "button", class: "dl-cell", "aria-label": `${one.name} to ${other.name}: ${distance(row.km, unit)}` },
        distance(row.km, unit).split(" ")[0],
      );
      button.onclick = () => ask({ from: one.id, to: other.id, via: [] });
      return element("td", { class: `dl-heat-${step(row.km)}` }, button);
    });
    return element("tr", {}, element("th", { scope: "row" }, `${one.number} `, element("bdi", {}, one.name)), ...line);
  });
  const corner = element("td", {}, unit);
  return element(
    "table",
    { class: "dl-heat" },
    element("thead", {}, element("tr", {}, corner, ...head)),
    element("tbody", {}, ...body),
  );
}
