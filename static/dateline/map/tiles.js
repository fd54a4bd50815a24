// A layer of tiles that the page fetches. What this frame asks for itself would come from nowhere, as a frame in a sandbox
// has no origin, and openstreetmap.org answers only those who say where they come from.

export const Tiles = L.GridLayer.extend({
  // `say` tells the page which tile is wanted, and which no more; its answers come as messages.
  initialize(say, options) {
    L.setOptions(this, options);
    this.say = say;
    this.last = 0;
    this.coming = new Map(); // by the number that the page knows it by
    this.hear = ({ source, data }) => source === parent && data?.dateline?.tile && this.take(data.dateline.tile);
    this.on("add", () => addEventListener("message", this.hear));
    this.on("remove", () => removeEventListener("message", this.hear));
    this.on("tileunload", ({ tile }) => this.drop(tile));
  },

  createTile({ x, y, z }, done) {
    const image = L.DomUtil.create("img");
    image.alt = "";
    const number = (image.number = ++this.last);
    this.coming.set(number, { image, done });
    this.say({ tile: { number, z, x, y } });
    return image;
  },

  take({ number, bytes, type }) {
    const tile = this.coming.get(number);
    if (!tile) return; // out of view meanwhile
    if (!bytes) return this.finish(number, new Error("the tile cannot be had"));
    tile.image.onload = () => this.finish(number);
    tile.image.onerror = () => this.finish(number, new Error("the tile is no picture"));
    tile.image.src = URL.createObjectURL(new Blob([bytes], { type }));
  },

  finish(number, error = null) {
    const { image, done } = this.coming.get(number);
    this.forget(number, image);
    done(error, image);
  },

  forget(number, image) {
    this.coming.delete(number);
    image.onload = image.onerror = null;
    URL.revokeObjectURL(image.src);
  },

  drop(image) {
    if (!this.coming.has(image.number)) return;
    this.say({ drop: image.number });
    this.forget(image.number, image);
  },
});
