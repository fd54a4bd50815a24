import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { event, makeMap, openMap, place, random } from "./open.js";

openMap();
const { Popups, pressed } = await import("../../../static/dateline/map/popups.js");

const at = (lat, lng) => ({ lat, lng });
const here = place("here", 10, 20, { names: { ar: "هنا" } });

let said;
let chosen;
let story;
let popups;

beforeEach(() => {
  document.body.replaceChildren();
  [said, chosen] = [[], []];
  const map = makeMap();
  story = {
    ...{
      map,
      served: true,
      view: { event: "2", pair: {} },
      scene: { lang: "de", tags: [] },
      marks: new Map(),
      crowd: null,
    },
    at: ({ lon, lat }) => window.L.latLng(lat, lon),
    eventsNow: () => [event("1", "here"), event("2", "here")],
    choose: id => {
      chosen.push(id);
      story.view.event = id;
    },
    say: message => said.push(message),
  };
  popups = new Popups(story);
});

const popup = () => document.querySelector(".dl-popup");
const press = text => [...popup().querySelectorAll("button")].find(({ textContent }) => textContent === text).click();

test("where one pressed is said on the first turn of the earth, to a pixel", () => {
  const draw = random(41);
  for (let round = 0; round < 500; round++) {
    const [lat, lon, zoom] = [170 * draw() - 85, 360 * draw() - 180, Math.floor(19 * draw())];
    const pixel = 360 / (256 * 2 ** zoom);
    const found = [-2, -1, 0, 1, 3].map(turn => pressed(at(lat, lon + 360 * turn), zoom));
    for (const { latitude, longitude } of found) {
      assert.ok(Math.abs(latitude - lat) <= pixel && Math.abs(longitude - lon) <= pixel);
      assert.ok(longitude >= -180 && longitude <= 180);
      assert.ok(String(latitude).length <= 4 + Math.max(0, Math.ceil(-Math.log10(pixel))), `${latitude} at ${zoom}`);
    }
  }
  assert.deepEqual(pressed(at(1, 180), 0), { latitude: 1, longitude: -180 });
});

test("a place's popup tells its events, with the selected one marked, and chooses another", () => {
  popups.openPlace(here);
  assert.deepEqual(
    [popup().lang, popup().getAttribute("aria-label"), popup().querySelector("[lang=ar]").textContent],
    ["de", "Place here", "هنا"],
  );
  assert.deepEqual(
    [...popup().querySelectorAll("section")].map(section => [section.getAttribute("aria-current"), section.querySelector("p").textContent]), // prettier-ignore
    [[null, "Text 1"], ["true", "Text 2"]], // prettier-ignore
  );
  press("Title 1");
  assert.deepEqual(chosen, ["1"]);
  assert.equal(popup().querySelector("[aria-current]").textContent.includes("Text 1"), true);
  assert.equal(popups.opened, "here");
});

test("text that looks like markup stays text", () => {
  story.eventsNow = () => [event("1", "here", { title: "<b>x</b>", text: "<img src=x>" })];
  popups.openPlace({ ...here, name: "<i>y</i>" });
  assert.equal(popup().querySelector("b, i, img"), null);
  assert.ok(popup().textContent.includes("<b>x</b>") && popup().textContent.includes("<i>y</i>"));
});

test("one measures from, to and by way of a place, and the popup closes; a saved story measures nothing", () => {
  for (const [text, change] of [
    ["from here", { from: "here" }],
    ["to here", { to: "here" }],
    ["by way of here", { stop: "here" }],
  ]) {
    popups.openPlace(here);
    press(text);
    assert.deepEqual(said.at(-1), { ask: change });
    assert.equal(popups.opened, null);
  }
  story.served = false;
  popups.openPlace(here);
  assert.equal(popup().querySelector(".dl-measure"), null);
});

test("a press beside everything offers to measure from there, and the next one closes that", () => {
  const click = () => story.map.fire("preclick").fire("click", { latlng: at(-12.3456, 370) });
  click();
  assert.equal(popup().getAttribute("aria-label"), "12.3° S, 10° E");
  press("from here");
  assert.deepEqual(said, [{ ask: { from: "@-12.3,10" } }]);
  click();
  assert.ok(popups.popup.isOpen());
  click();
  assert.equal(popups.here?.lat, undefined);
});

test("where a story is made, one adds a place there, or moves the one that is worked on", () => {
  story.view = { making: { move: null } };
  popups.openHere(at(1, 2));
  assert.deepEqual([...popup().querySelectorAll("button")].map(({ textContent }) => textContent), ["Add a place here"]); // prettier-ignore
  press("Add a place here");
  assert.deepEqual([said.at(-1), story.framed], [{ make: { add: [2, 1] } }, true]);
  story.view.making.move = "Rome";
  popups.openHere(at(1, 2));
  press("Move Rome here");
  assert.deepEqual(said.at(-1), { make: { move: [2, 1] } });
});

test("what can be done where one pressed is offered anew once the page says more", () => {
  story.view = {};
  popups.offerAgain();
  assert.equal(popup(), null);
  popups.openHere(at(1, 2));
  assert.equal(popup().querySelector("button"), null);
  story.view = { making: {} };
  popups.offerAgain();
  assert.ok(popup().querySelector("button"));
});

test("another event of the same place stays open, one of another place closes the popup", () => {
  popups.openPlace(here);
  story.view.event = "1";
  popups.follow(here);
  assert.ok(popup().querySelector("[aria-current]").textContent.includes("Text 1"));
  popups.follow(place("other", 0, 0));
  assert.equal(popups.opened, null);
  popups.follow(here);
  assert.equal(popups.opened, null, "nothing opens by itself");
});

test("Escape closes what is open, and the focus goes back to its mark", () => {
  const mark = document.createElement("button");
  document.body.append(mark);
  document.hasFocus = () => true;
  story.marks.set("here", { getElement: () => mark });
  popups.openPlace(here);
  window.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));
  assert.equal(popups.opened, null);
  assert.equal(document.activeElement, mark);
});
