import type { Feature, FeatureCollection, Geometry } from "geojson";

declare global {
  /** A topology as the atlas has it: borders that are shared stand once. */
  interface Topology {
    objects: Record<string, object>;
  }
  const topojson: {
    feature<Kind extends Geometry, Properties>(topology: Topology, object: object): FeatureCollection<Kind, Properties>;
  };
}
export {};
