import type { Feature, Point } from "geojson";

declare global {
  /** https://github.com/mapbox/supercluster */
  class Supercluster<Properties> {
    constructor(options: { radius?: number; maxZoom?: number; minPoints?: number; extent?: number });
    load(points: Feature<Point, Properties>[]): this;
    getClusters(
      bounds: [west: number, south: number, east: number, north: number],
      zoom: number,
    ): Feature<Point, Properties | Supercluster.Cluster>[];
    getLeaves(cluster: number, limit?: number, offset?: number): Feature<Point, Properties>[];
    getClusterExpansionZoom(cluster: number): number;
  }
  namespace Supercluster {
    interface Cluster {
      cluster: true;
      cluster_id: number;
      point_count: number;
    }
  }
}
export {};
