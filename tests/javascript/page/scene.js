// A small story as it crosses, for the tests of what shows it.

const place = (id, number, lon, lat, more = {}) => ({
  id,
  number,
  name: id[0].toUpperCase() + id.slice(1),
  names: {},
  lon,
  lat,
  kind: "named",
  spot: true,
  precision: "a city",
  own: "its centre",
  source: "GeoNames",
  references: [],
  country: null,
  ...more,
});

const event = (id, when, where) => ({
  id,
  place: where,
  where,
  when,
  short: when,
  year: when.slice(0, 4),
  span: false,
  title: `What happened on ${when}`,
  text: "",
  added: false,
  standing: "happened",
  sources: [],
  note: null,
  tags: [],
});

/** A scene of three places and events, in the form of types/wire.d.ts. */
export const scene = () => ({
  lang: "en",
  opening: "b",
  places: [
    place("tripoli", 1, 13.19, 32.89, { references: [{ id: "port", name: "The port", source: "a chart" }] }),
    place("ghadames", 2, 9.5, 30.13, { names: { ar: "غدامس", fr: "Ghadamès" } }),
    place("libya", 3, 17, 27, { spot: false }),
  ],
  events: [event("a", "2019-04-04", "tripoli"), event("b", "2020-11-02", "ghadames"), event("c", "2020-11-09", null)],
  tags: [],
  claims: [],
  sources: [],
  shapes: [],
  meanings: {},
  legend: {},
  km_per: { km: 1, mi: 1.609344, nmi: 1.852 },
  compass_points:
    "north north-northeast northeast east-northeast east east-southeast southeast south-southeast south south-southwest southwest west-southwest west west-northwest northwest north-northwest".split(
      " ",
    ),
  working: { ellipsoid: { name: "WGS 84" }, algorithms: {}, versions: {} },
  working_names: [{ group: "geodesic", name: "distance_m" }],
  tiles: { name: "OpenStreetMap", url: "", credit: "", link: "", max_zoom: 19 },
  geocoder: null,
});

/** Streamlit's outermost element, which says what it knows of the connection. */
export const APP = '<div class="stApp" data-test-connection-state="CONNECTED"></div>';

/** The bytes of a value, as a component gets them. */
export const bytes = value => new TextEncoder().encode(JSON.stringify(value));
