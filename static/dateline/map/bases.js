// What lies under the story: the outlines, or a provider's tiles over them, with the choice between the two and the
// credits that each of them asks for. A story saved as one file has the outlines alone.

import { element } from "../base/element.js";

const outside = (text, href) => element("a", { href, target: "_blank", rel: "noopener" }, text);

export class Bases {
  constructor(story) {
    this.story = story;
    this.choice = story.control("topleft", "dl-bases");
    this.credit = story.control("bottomright", "dl-credit");
    this.wanted = false; // whether tiles are
    this.tiles = null; // their layer
  }

  show(wanted) {
    this.wanted = wanted;
    if (this.story.served) {
      this.fillChoice();
      if (!wanted) this.removeTiles();
      else if (!this.tiles) this.addTiles().catch(() => this.fillCredit(true)); // the server has gone
    }
    this.story.container.classList.toggle("dl-tiles", wanted);
    this.fillCredit(wanted && this.unreachable);
  }

  async addTiles() {
    const { Tiles } = await import("./tiles.js");
    if (!this.wanted || this.tiles) return;
    this.tiles = new Tiles(message => this.story.say(message), { maxZoom: this.story.scene.tiles.max_zoom });
    this.tiles.on("tileerror", () => this.fillCredit(true)).on("tileload", () => this.fillCredit(false));
    this.tiles.addTo(this.story.map);
  }

  removeTiles() {
    this.tiles?.remove();
    this.tiles = null;
  }

  fillChoice() {
    const choice = (base, name, checked) => {
      const radio = element("input", { type: "radio", name: "base", value: base, checked });
      radio.onchange = () => this.story.say({ ask: { base } });
      return element("label", {}, radio, element("span", {}, name));
    };
    if (this.choice.querySelector("input:checked")?.value === (this.wanted ? "osm" : "outline")) return;
    const choices = [
      choice("outline", "Outlines", !this.wanted),
      choice("osm", this.story.scene.tiles.name, this.wanted),
    ];
    this.choice.replaceChildren(
      element("div", { class: "dl-choice", role: "radiogroup", "aria-label": "Base map" }, ...choices),
    );
  }

  fillCredit(unreachable) {
    this.unreachable = unreachable; // said until a tile comes or none is wanted, whatever else changes
    const { name, credit, link } = this.story.scene.tiles ?? {};
    const parts = [
      outside("Natural Earth", "https://www.naturalearthdata.com/"),
      " · ",
      outside("GeoNames", "https://www.geonames.org/"),
    ];
    if (this.wanted) parts.unshift(outside(credit, link), " · ");
    if (unreachable) parts.unshift(element("strong", {}, `${name} cannot be reached; the outlines stay`), " · ");
    this.credit.replaceChildren(...parts, " · straight line, not a route");
  }
}
