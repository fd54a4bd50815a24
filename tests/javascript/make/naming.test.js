import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { openPage } from "../dom.js";

mock.timers.enable({ apis: ["setTimeout"] }); // nobody answers
openPage();
const { Editor } = await import("../../../static/dateline/make/editor.js");
const { Naming } = await import("../../../static/dateline/make/naming.js");

const place = (id, name, coordinates = []) => ({
  ...{ type: "Feature", id, geometry: { type: "Point", coordinates } },
  properties: { name },
});
const offer = (name, lon) => ({
  ...{ name, hint: "town", lon, lat: 50, precision: "town", radius_km: 5, country: "DE" },
  source: "GeoNames",
});
const open = (index, id, name, ...places) => ({ index, id, name, reason: "Why.", places });
const NAMES = [
  open(1, "b", "Berg", offer("Berg", 7), offer("Berg", 8)),
  open(2, "n", "Neuenahr", offer("Bad Neuenahr", 9)),
  open(3, "o", "Old bridge"),
];

let editor;
let naming;
let offered;
let asked;

function tell(change = {}) {
  const told = { doubtful: 2, unknown: 1, waiting: 0, names: NAMES, geocoder: null, asked: null, ...change };
  editor.receive({ ...editor.latest, token: "t", faulty: 0, naming: told });
  naming.show();
}

beforeEach(() => {
  [offered, asked] = [[], []];
  const features = [place("a", "Bonn", [7, 50]), place("b", "Berg"), place("n", "Neuenahr"), place("o", "Old bridge")];
  const story = { type: "FeatureCollection", features, story: { events: [{ id: "e" }, { id: "f" }], opening: {} } };
  editor = new Editor({ send() {}, changed: () => naming.show(), refuse: assert.fail });
  editor.begin("t", JSON.stringify(story), 0);
  const placing = { offer: (key, places) => offered.push([key, places.map(({ name }) => name)]) };
  naming = new Naming({ editor, placing, locate: each => asked.push(each) });
  document.body.replaceChildren(naming.counts, naming.root);
  tell();
});

const press = key => {
  const from = naming.root.contains(document.activeElement) ? document.activeElement : naming.list;
  from.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
};
const rows = () => [...naming.list.querySelectorAll(".dl-check-name bdi")].map(({ textContent }) => textContent);
const current = () => naming.list.querySelector(".dl-current .dl-check-name bdi")?.textContent;
const coordinates = index => editor.document.features[index].geometry.coordinates;

test("how many events there are, and how the names stand, is said with signs", () => {
  assert.equal(naming.counts.textContent, "2 events · ● 1 placed · ◐ 2 to check · ○ 1 not in the gazetteer");
  tell({ waiting: 3000 });
  assert.match(naming.counts.textContent, /3,000 to be looked up/);
  assert.match(naming.more.textContent, /3,000 more follow/);
});

test("nothing is asked where all places have positions", () => {
  editor.receive({ ...editor.latest, naming: null });
  naming.show();
  assert.equal(naming.root.hidden, true);
  assert.equal(naming.counts.hidden, true);
});

test("the first name is open, and j and k go to the others", () => {
  assert.deepEqual(rows(), ["Berg", "Neuenahr", "Old bridge"]);
  assert.equal(current(), "Berg");
  press("k");
  assert.equal(current(), "Berg");
  press("j");
  assert.equal(current(), "Neuenahr");
  press("ArrowDown");
  press("j");
  assert.equal(current(), "Old bridge");
  assert.deepEqual(offered.at(-1), ["features/3", []]);
});

test("a number chooses, the next name is open, and the name of the list stays", () => {
  press("2");
  assert.deepEqual(coordinates(1), [8, 50]);
  assert.equal(current(), "Neuenahr");
  naming.list.querySelector(".dl-current .dl-check-head").focus();
  press("Enter");
  assert.deepEqual(coordinates(2), [9, 50]);
  assert.equal(editor.document.features[2].properties.name, "Neuenahr");
  assert.match(naming.told.textContent, /Neuenahr is at Bad Neuenahr/);
});

test("a number that nothing is offered for does nothing but say so", () => {
  press("9");
  assert.deepEqual(coordinates(1), []);
  assert.match(naming.told.textContent, /No place is known for Berg/);
});

test("u undoes what was decided, with all that followed from it, and looks at it again", () => {
  press("1");
  press("u");
  assert.deepEqual(coordinates(1), []);
  assert.equal(current(), "Berg");
  press("u");
  assert.equal(current(), "Berg");
});

test("what is undone before the server has answered is looked at when it tells of it again", () => {
  press("1");
  press("u");
  tell({ names: NAMES.slice(1) }); // the answer to the first
  assert.equal(current(), "Neuenahr");
  tell();
  assert.equal(current(), "Berg");
  press("j");
  tell({ waiting: 1 });
  assert.equal(current(), "Neuenahr");
});

test("what is left without a position is no longer asked for, and comes back with u", () => {
  naming.lookAt("o");
  [...naming.root.querySelectorAll("button")].find(({ textContent }) => /Leave it/.test(textContent)).click();
  assert.deepEqual(rows(), ["Berg", "Neuenahr"]);
  press("u");
  assert.equal(current(), "Old bridge");
});

test("/ goes to the search, where keys are letters", () => {
  press("/");
  assert.equal(document.activeElement, naming.search.input);
  press("j");
  assert.equal(current(), "Berg");
});

test("a geocoder is asked by a press, and what it knows follows what the gazetteer has", () => {
  assert.equal(naming.root.textContent.includes("Ask"), false);
  tell({ geocoder: "places.example" });
  [...naming.root.querySelectorAll("button")].find(({ textContent }) => textContent === "Ask places.example").click();
  assert.deepEqual(asked, [{ id: "b", name: "Berg" }]);
  const found = { id: "b", places: [{ name: "Berg, Ahr", lon: 6, lat: 50 }], problem: null, host: "places.example" };
  tell({ geocoder: "places.example", asked: found });
  press("3");
  assert.deepEqual(coordinates(1), [6, 50]);
  assert.match(editor.document.features[1].properties.position_source, /OpenStreetMap/);
});

test("why a geocoder knows nothing is said", () => {
  tell({ geocoder: "places.example", asked: { id: "b", places: [], problem: "It is down.", host: "places.example" } });
  assert.match(naming.root.textContent, /It is down\./);
});

test("a name that was changed meanwhile is not asked for until the server has read it", () => {
  editor.change([{ op: "add", path: "/features/1/properties/name", value: "Unkel" }], "name");
  assert.deepEqual(rows(), ["Neuenahr", "Old bridge"]);
});
