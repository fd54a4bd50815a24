// Lines and circles on the WGS 84 ellipsoid, as [lat, lon] points to be drawn. The figures that the page shows come from
// the server; this only draws, with the same algorithm: Karney's own library for JavaScript.

import "../../vendor/geographiclib/geographiclib-geodesic.min.js";

const { Geodesic } = geodesic;
const { WGS84 } = Geodesic;
const POINT = Geodesic.LATITUDE | Geodesic.LONGITUDE | Geodesic.LONG_UNROLL;

const STEP_M = 50_000; // keeps the drawn line within about fifty metres of the geodesic
const LON_STEP = 1; // degrees: near a pole, where 50 km may be half the earth round
const MAX_POINTS = 2000;
const CIRCLE_POINTS = 120;

const position = ({ lat2, lon2 }) => [lat2, lon2];

// The geodesic, both ends included. Longitudes run on from that of the start without a jump: one stroke, over the 180th
// meridian and past the poles too.
export function line([lat1, lon1], [lat2, lon2]) {
  const path = WGS84.InverseLine(lat1, lon1, lat2, lon2);
  const count = Math.max(1, Math.ceil(path.s13 / STEP_M));
  const at = i => path.Position((path.s13 * i) / count, POINT);
  const points = [];
  let before = null;
  for (let i = 0; i <= count; i++) {
    const here = at(i);
    const turns = before ? Math.ceil(Math.abs(here.lon2 - before.lon2) / LON_STEP) : 1;
    for (let part = 1; part < turns && points.length < MAX_POINTS; part++)
      points.push(position(at(i - 1 + part / turns)));
    points.push(position(here));
    before = here;
  }
  return points;
}

// The points at a distance from a centre, from one azimuth clockwise to another, in degrees.
export function circle([lat, lon], km, from = 0, to = 360) {
  return Array.from({ length: CIRCLE_POINTS + 1 }, (_, i) =>
    position(WGS84.Direct(lat, lon, from + ((to - from) * i) / CIRCLE_POINTS, km * 1000, POINT)),
  );
}

// Whether a circle goes round a pole, so that on a flat map it has no inside.
export const roundPole = points => Math.abs(points.at(-1)[1] - points[0][1]) > 180;
