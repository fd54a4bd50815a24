// The places that a name may mean, on the map: a numbered mark each, to be chosen by a press.

import { element } from "../base/element.js";

/** @import { FoundPoint } from "../../../types/wire" */
/** @import { StoryMap } from "./map" */

export class Offered {
  drawn = "[]";

  /** @param {StoryMap} story */
  constructor(story) {
    this.story = story;
    this.layer = L.layerGroup().addTo(story.map);
  }

  /** @param {FoundPoint[]} places */
  show(places) {
    const drawn = JSON.stringify(places);
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    this.layer.clearLayers();
    for (const [index, place] of places.entries()) this.layer.addLayer(this.mark(place, index));
    if (places.length) this.reveal(places);
  }

  /**
   * @param {FoundPoint} place
   * @param {number} index
   */
  mark(place, index) {
    const { story } = this;
    const body = element("span", { class: "dl-mark-body" }, element("span", {}, String(index + 1)));
    const icon = L.divIcon({ html: body, className: "dl-mark dl-offered", iconSize: [44, 44] });
    const mark = L.marker(story.at(place), { icon, keyboard: true, riseOnHover: true, zIndexOffset: 20_000 });
    return story.pressable(mark, `Choose ${index + 1}: ${place.name}`, () => story.say({ make: { decide: index } }));
  }

  /** @param {FoundPoint[]} places */
  reveal(places) {
    const { story } = this;
    const bounds = L.latLngBounds(places.map(place => story.at(place)));
    const inner = story.map.getBounds().pad(-0.08);
    if (!inner.contains(bounds)) story.map.fitBounds(bounds.pad(0.2), { maxZoom: 8, animate: false });
  }
}
