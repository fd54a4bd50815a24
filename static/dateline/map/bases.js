// What lies under the story: the outlines, or a provider's tiles over them, with the choice between the two and the
// credits that each of them asks for. A story saved as one file has the outlines alone.

import { element } from "../base/element.js";

/** @import { StoryMap } from "./map" */

/**
 * @param {string} text
 * @param {string} [href]
 */
const outside = (text, href) => element("a", { href, target: "_blank", rel: "noopener" }, text);

export class Bases {
  wanted = false; // whether tiles are
  unreachable = false; // whether they could not be had
  /** @type {import("./tiles.js").Tiles | null} */
  tiles = null; // their layer

  /** @param {StoryMap} story */
  constructor(story) {
    this.story = story;
    this.choice = story.control("topleft", "dl-bases");
    this.credit = story.control("bottomright", "dl-credit");
  }

  /** @param {boolean} wanted */
  show(wanted) {
    this.wanted = wanted;
    const { tiles: provider } = this.story.scene;
    if (provider) {
      this.fillChoice(provider.name);
      if (!wanted) this.removeTiles();
      else if (!this.tiles) this.addTiles(provider).catch(() => this.fillCredit(true)); // the server has gone
    }
    this.story.container.classList.toggle("dl-tiles", wanted);
    this.fillCredit(wanted && this.unreachable);
  }

  /** @param {{ max_zoom: number }} provider */
  async addTiles({ max_zoom: maxZoom }) {
    const { Tiles } = await import("./tiles.js");
    if (!this.wanted || this.tiles) return;
    this.tiles = new Tiles(message => this.story.say(message), { maxZoom });
    this.tiles.on("tileerror", () => this.fillCredit(true)).on("tileload", () => this.fillCredit(false));
    this.tiles.addTo(this.story.map);
  }

  removeTiles() {
    this.tiles?.remove();
    this.tiles = null;
  }

  /** @param {string} provider */
  fillChoice(provider) {
    const base = this.wanted ? "osm" : "outline";
    const checked = this.choice.querySelector("input:checked");
    if (checked instanceof HTMLInputElement && checked.value === base) return;
    const choices = [this.radio("outline", "Outlines"), this.radio("osm", provider)];
    this.choice.replaceChildren(
      element("div", { class: "dl-choice", role: "radiogroup", "aria-label": "Base map" }, ...choices),
    );
  }

  /**
   * @param {"outline" | "osm"} base
   * @param {string} name
   */
  radio(base, name) {
    const checked = this.wanted === (base === "osm");
    const radio = element("input", { type: "radio", name: "base", value: base, checked });
    radio.onchange = () => this.story.say({ ask: { base } });
    return element("label", {}, radio, element("span", {}, name));
  }

  /** @param {boolean} unreachable */
  fillCredit(unreachable) {
    this.unreachable = unreachable; // said until a tile comes or none is wanted, whatever else changes
    const { name, credit, link } = this.story.scene.tiles ?? {};
    /** @type {(Node | string)[]} */
    const parts = [
      outside("Natural Earth", "https://www.naturalearthdata.com/"),
      " · ",
      outside("GeoNames", "https://www.geonames.org/"),
    ];
    if (this.wanted && credit) parts.unshift(outside(credit, link), " · ");
    if (unreachable) parts.unshift(element("strong", {}, `${name} cannot be reached; the outlines stay`), " · ");
    this.credit.replaceChildren(...parts, " · straight line, not a route");
  }
}
