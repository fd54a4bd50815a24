import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { makeMap, openMap } from "./open.js";

openMap();
const { Offered } = await import("../../../static/dateline/map/offered.js");

let said;
let offered;
let map;

beforeEach(() => {
  document.body.replaceChildren();
  said = [];
  map = makeMap();
  const story = {
    map,
    at: ({ lon, lat }) => window.L.latLng(lat, lon),
    pressable: (mark, name, press) => {
      mark.options.title = name;
      return mark.on("click", press);
    },
    say: message => said.push(message),
  };
  offered = new Offered(story);
});

const PLACES = [
  { name: "Berg", lon: 7, lat: 50 },
  { name: "Berg", lon: 9, lat: 48 },
];
const marks = () => offered.layer.getLayers();

test("each place that a name may mean has a mark, which chooses it", () => {
  offered.show(PLACES);
  assert.deepEqual(
    marks().map(({ options }) => options.title),
    ["Choose 1: Berg", "Choose 2: Berg"],
  );
  marks()[1].fire("click");
  assert.deepEqual(said, [{ make: { decide: 1 } }]);
});

test("the same places are not drawn again, and none are taken away", () => {
  offered.show(PLACES);
  const before = marks();
  offered.show(structuredClone(PLACES));
  assert.deepEqual(marks(), before);
  offered.show([]);
  assert.deepEqual(marks(), []);
});
