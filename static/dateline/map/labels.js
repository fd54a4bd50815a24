// Labels that do not run into each other, the marks, the measured line or the controls: each takes the first free one
// of a few positions around its mark, in order of importance; one that finds none is left out.

const GAP = 3;
const MAX_SHAPES = 60;

export function placeLabels(story) {
  const { map } = story;
  const pane = map.getPane("labels");
  const size = map.getSize();
  const taken = [...fixed(map), ...lineBoxes(story.measured.tag, map)];
  const point = latlng => map.latLngToContainerPoint(latlng);
  const shown = [];
  for (const [id, mark] of story.marks) {
    if (!map.hasLayer(mark)) continue;
    const place = story.places.get(id);
    const at = point(story.at(place));
    if (at.x < -20 || at.y < -20 || at.x > size.x + 20 || at.y > size.y + 20) continue;
    shown.push({ place, at, reach: 14 });
  }
  stepAside(story, shown);
  taken.push(
    ...[...shown, ...(story.crowd?.boxes ?? [])].map(({ at, reach }) =>
      box(at.x - reach, at.y - reach, 2 * reach, 2 * reach),
    ),
  );
  const wanted = [];
  if (story.measured.tag) wanted.push(tagLabel(story.measured.tag, point));
  const pair = (story.view.pair?.stops ?? []).map(({ key }) => key);
  const weight = ({ place }) =>
    place.id === story.selected ? 0 : pair.includes(place.id) ? 1 : place.kind === "country" ? 3 : 2;
  for (const { place, at, reach } of shown.sort((a, b) => weight(a) - weight(b)).slice(0, 120)) {
    const name = `dl-label dl-label-${place.kind}${place.id === story.selected ? " dl-label-selected" : ""}`;
    wanted.push({ text: place.name, name, spots: (w, h) => around(at, reach + GAP, w, h) });
  }
  wanted.push(...shapeLabels(story, point, size));
  if (!story.bases.wanted) wanted.push(...countryLabels(story, point, size));
  const made = wanted.map(({ text, name }) => {
    const label = document.createElement("span");
    label.className = name;
    label.textContent = text;
    return label;
  });
  pane.replaceChildren(...made);
  const sizes = made.map(label => [label.offsetWidth, label.offsetHeight]); // all read before any is moved
  const origin = map.containerPointToLayerPoint([0, 0]);
  for (const [index, { spots }] of wanted.entries()) {
    const [w, h] = sizes[index];
    const fits = ([x, y]) => {
      const spot = box(x, y, w, h);
      const within = x > 2 && y > 2 && x + w < size.x - 2 && y + h < size.y - 2;
      return within && !taken.some(other => overlap(spot, other));
    };
    const found = spots(w, h).find(fits);
    if (!found) {
      made[index].remove();
      continue;
    }
    taken.push(box(...found, w, h));
    made[index].style.transform =
      `translate(${Math.round(found[0] + origin.x)}px, ${Math.round(found[1] + origin.y)}px)`;
  }
}

// The mark of a country or region stands for the whole of it, so it makes way for the marks of spots.
function stepAside(story, shown) {
  const steps = [
    [0, 0],
    [26, 0],
    [-26, 0],
    [0, -26],
    [0, 26],
    [19, -19],
    [-19, -19],
    [19, 19],
    [-19, 19],
  ];
  for (const mark of shown.filter(({ place }) => !place.spot)) {
    const clear = ([dx, dy]) =>
      shown.every(
        other => other === mark || Math.hypot(other.at.x - mark.at.x - dx, other.at.y - mark.at.y - dy) >= 24,
      );
    const [dx, dy] = steps.find(clear) ?? steps[0];
    mark.at = { x: mark.at.x + dx, y: mark.at.y + dy };
    story.marks.get(mark.place.id).getElement().firstChild.style.translate = `${dx}px ${dy}px`;
  }
}

const box = (x, y, w, h) => ({ x, y, w, h });
const overlap = (a, b) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

function around({ x, y }, reach, w, h) {
  const d = reach - 2; // clear of the mark's own corner
  return [
    [x + reach, y - h / 2],
    [x - reach - w, y - h / 2],
    [x - w / 2, y - reach - h],
    [x - w / 2, y + reach],
    [x + d, y - d - h],
    [x - d - w, y - d - h],
    [x + d, y + d],
    [x - d - w, y + d],
  ];
}

function fixed(map) {
  const frame = map.getContainer().getBoundingClientRect();
  return [...map.getContainer().querySelectorAll(".leaflet-control")].map(control => {
    const { left, top, width, height } = control.getBoundingClientRect();
    return box(left - frame.left - 4, top - frame.top - 4, width + 8, height + 8);
  });
}

// The line as a string of small boxes.
function lineBoxes(tag, map) {
  if (!tag) return [];
  const points = tag.points.map(latlng => map.latLngToContainerPoint(latlng));
  const boxes = [];
  for (let i = 1; i < points.length; i++) {
    const [a, b] = [points[i - 1], points[i]];
    const steps = Math.min(60, Math.ceil(a.distanceTo(b) / 6));
    for (let s = 0; s <= steps; s++) {
      boxes.push(box(a.x + ((b.x - a.x) * s) / steps - 3, a.y + ((b.y - a.y) * s) / steps - 3, 6, 6));
    }
  }
  return boxes;
}

// The distance stands beside the middle of the line, on whichever side and however far along there is room.
function tagLabel({ points, text }, point) {
  const spots = (w, h) =>
    [0.5, 0.4, 0.6, 0.3, 0.7].flatMap(share => {
      const i = Math.max(1, Math.min(points.length - 1, Math.round(share * (points.length - 1))));
      const [a, b] = [point(points[i - 1]), point(points[i])];
      const at = points.length === 2 ? { x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share } : b;
      const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
      const [nx, ny] = [-(b.y - a.y) / length, (b.x - a.x) / length];
      return [-1, 1].flatMap(side =>
        [6, 16, 30].map(gap => {
          const off = side * (gap + (Math.abs(nx) * w + Math.abs(ny) * h) / 2);
          return [at.x + nx * off - w / 2, at.y + ny * off - h / 2];
        }),
      );
    });
  return { text, name: "dl-tag", spots };
}

function shapeLabels(story, point, size) {
  const labels = [];
  for (const { name, at } of story.shapes?.named ?? []) {
    const { x, y } = point(at);
    if (x < 0 || y < 0 || x > size.x || y > size.y) continue;
    labels.push({
      text: name,
      name: "dl-label dl-label-shape",
      spots: (w, h) => [
        [x - w / 2, y - h / 2],
        [x - w / 2, y - h - 4],
        [x - w / 2, y + 4],
      ],
    });
    if (labels.length === MAX_SHAPES) break;
  }
  return labels;
}

function countryLabels(story, point, size) {
  const own = new Set(story.scene.places.filter(place => place.kind === "country").map(place => place.country));
  const world = 256 * 2 ** story.map.getZoom();
  const labels = [];
  for (const { properties } of story.outlines.countries) {
    if (own.has(properties.a2)) continue;
    // Square root of the area in degrees, in pixels: a country narrower than its name keeps quiet.
    if ((Math.sqrt(properties.area) / 360) * world < 26) continue;
    for (const turn of story.outlines.copies.keys()) {
      const at = point([properties.label[1], properties.label[0] + turn * 360]);
      if (at.x < 0 || at.y < 0 || at.x > size.x || at.y > size.y) continue;
      const spots = (w, h) => [
        [at.x - w / 2, at.y - h / 2],
        [at.x - w / 2, at.y - h - 4],
        [at.x - w / 2, at.y + 4],
      ];
      labels.push({ text: properties.name, name: "dl-country", spots, area: properties.area });
    }
  }
  return labels.sort((a, b) => b.area - a.area).slice(0, 80);
}
