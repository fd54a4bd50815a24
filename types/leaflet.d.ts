// What the outlines build on of Leaflet's inside, which its own types leave out.

import "leaflet";

declare module "leaflet" {
  interface Renderer {
    /** What it draws of, beyond the view on all sides, in pixels of the layer. */
    _bounds: Bounds;
  }
  interface Polygon<P = any> {
    _renderer: Renderer;
    /** In pixels of the layer, as are the others. */
    _rings: Point[][] | null;
    _parts: Point[][];
    _rawPxBounds: Bounds;
    _pxBounds: Bounds;
    /** Makes `_pxBounds` of `_rawPxBounds`, with room for the stroke. */
    _updateBounds(): void;
    /** Makes `_parts` of `_rings`: what is in view. */
    _clipPoints(): void;
  }
}
