declare global {
  /** https://geographiclib.sourceforge.io/JavaScript/doc/: degrees and metres. */
  const geodesic: { Geodesic: geodesic.Library };
  namespace geodesic {
    interface Position {
      lat2: number;
      lon2: number;
    }
    interface Line {
      s13: number;
      Position(metres: number, wanted: number): Position;
    }
    interface Library {
      LATITUDE: number;
      LONGITUDE: number;
      LONG_UNROLL: number;
      WGS84: {
        InverseLine(lat1: number, lon1: number, lat2: number, lon2: number): Line;
        Direct(lat1: number, lon1: number, azimuth1: number, metres: number, wanted: number): Position;
      };
    }
  }
}
export {};
