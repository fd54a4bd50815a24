// Lines and circles on the WGS 84 ellipsoid, to be drawn. The figures that the page shows come from the server; this only
// draws, with the same algorithm: Karney's own library for JavaScript.

import "../../vendor/geographiclib/geographiclib-geodesic.min.js";

/** @typedef {[lat: number, lon: number]} LatLon in degrees, as Leaflet takes them */

const { Geodesic } = geodesic;
const { WGS84 } = Geodesic;
const POINT = Geodesic.LATITUDE | Geodesic.LONGITUDE | Geodesic.LONG_UNROLL;

const STEP_M = 50_000; // keeps the drawn line within about fifty metres of the geodesic
const LON_STEP = 1; // degrees: near a pole, where 50 km may be half the earth round
const MAX_POINTS = 2000;
const CIRCLE_POINTS = 120;

/**
 * @param {geodesic.Position} position
 * @returns {LatLon}
 */
const latLon = ({ lat2, lon2 }) => [lat2, lon2];

/**
 * Points of the geodesic, both ends included. Longitudes run on from that of the start without a jump: one stroke, over
 * the 180th meridian and past the poles too.
 *
 * @param {LatLon} start
 * @param {LatLon} end
 */
export function line([lat1, lon1], [lat2, lon2]) {
  const path = WGS84.InverseLine(lat1, lon1, lat2, lon2);
  const count = Math.max(1, Math.ceil(path.s13 / STEP_M));
  /** @param {number} step may be a fraction */
  const at = step => path.Position((path.s13 * step) / count, POINT);
  let before = at(0);
  const points = [latLon(before)];
  for (let i = 1; i <= count; i++) {
    const here = at(i);
    const turns = Math.ceil(Math.abs(here.lon2 - before.lon2) / LON_STEP);
    for (let part = 1; part < turns && points.length < MAX_POINTS; part++)
      points.push(latLon(at(i - 1 + part / turns)));
    points.push(latLon(here));
    before = here;
  }
  return points;
}

/**
 * Points at a distance from a centre, from one azimuth clockwise to another, in degrees. Longitudes run on from that of
 * the first without a jump; round a pole the last is a whole turn from it. A whole circle begins where the nearer pole
 * lies, so that one round it has the centre in its middle.
 *
 * @param {LatLon} centre
 * @param {number} km
 */
export function circle([lat, lon], km, from = lat < 0 ? -180 : 0, to = from + 360) {
  /** @type {LatLon[]} */
  const points = [];
  for (let i = 0; i <= CIRCLE_POINTS; i++) {
    const azimuth = from + ((to - from) * i) / CIRCLE_POINTS;
    const { lat2, lon2 } = WGS84.Direct(lat, lon, azimuth, km * 1000, POINT);
    const before = i ? points[i - 1][1] : lon2;
    points.push([lat2, lon2 - 360 * Math.round((lon2 - before) / 360)]);
  }
  return points;
}

/**
 * Whether a circle goes round a pole, so that on a flat map it has no inside.
 *
 * @param {LatLon[]} points
 */
export const roundPole = points => Math.abs(points[points.length - 1][1] - points[0][1]) > 180;
