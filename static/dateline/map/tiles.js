// A layer of tiles that the page fetches. What this frame asks for itself would come from nowhere, as a frame in a sandbox
// has no origin, and openstreetmap.org answers only those who say where they come from.

/** @import { Tile, ToPage } from "../../../types/page" */
/** @typedef {{ image: HTMLImageElement, done: L.DoneCallback }} Coming */

export class Tiles extends L.GridLayer {
  last = 0;
  /** @type {Map<number, Coming>} */
  coming = new Map(); // by the number that the page knows it by
  /** @type {WeakMap<HTMLElement, number>} */
  numbers = new WeakMap();

  /**
   * @param {(message: ToPage) => void} say tells the page which tile is wanted, and which no more; its answers come as
   *   messages
   * @param {L.GridLayerOptions} options
   */
  constructor(say, options) {
    super(options);
    this.say = say;
    this.on("add", () => addEventListener("message", this.hear));
    this.on("remove", () => removeEventListener("message", this.hear));
    this.on("tileunload", ({ tile }) => this.drop(tile));
  }

  /** @param {MessageEvent} event */
  hear = ({ source, data }) => {
    if (source === parent && data?.dateline?.tile) this.take(data.dateline.tile);
  };

  /**
   * @param {L.Coords} coords
   * @param {L.DoneCallback} done
   */
  createTile({ x, y, z }, done) {
    const image = L.DomUtil.create("img");
    image.alt = "";
    const number = ++this.last;
    this.numbers.set(image, number);
    this.coming.set(number, { image, done });
    this.say({ tile: { number, z, x, y } });
    return image;
  }

  /** @param {Tile} tile */
  take({ number, bytes, type }) {
    const tile = this.coming.get(number);
    if (!tile) return; // out of view meanwhile
    if (!bytes) return this.finish(number, tile, new Error("the tile cannot be had"));
    tile.image.onload = () => this.finish(number, tile);
    tile.image.onerror = () => this.finish(number, tile, new Error("the tile is no picture"));
    tile.image.src = URL.createObjectURL(new Blob([bytes], { type }));
  }

  /**
   * @param {number} number
   * @param {Coming} tile
   * @param {Error} [error]
   */
  finish(number, { image, done }, error) {
    this.forget(number, image);
    done(error, image);
  }

  /**
   * @param {number} number
   * @param {HTMLImageElement} image
   */
  forget(number, image) {
    this.coming.delete(number);
    image.onload = image.onerror = null;
    URL.revokeObjectURL(image.src);
  }

  /** @param {HTMLElement} image */
  drop(image) {
    const number = this.numbers.get(image);
    const tile = number && this.coming.get(number);
    if (!tile) return;
    this.say({ drop: number });
    this.forget(number, tile.image);
  }
}
