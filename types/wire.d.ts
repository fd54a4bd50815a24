// The form of all that crosses to the browser. Made by data/rebuild_format.py from geo/view/wire.py.

/** A place to choose; `hint` tells it from its namesakes. */
export interface Suggestion {
  name: string;
  hint: string;
  lon: number;
  lat: number;
  country: string | null;
  precision: string;
  radius_km: number | null;
  source: string;
}

/** The places found for a text that a reader has typed, and whom the reader has them from. */
export interface Suggestions {
  typed: string;
  places: Suggestion[];
  credit: string;
}

/** A tile provider as it crosses to the browser. */
export interface Provider {
  name: string;
  url: string;
  credit: string;
  link: string;
  max_zoom: number;
}

/** A reference point of a place. */
export interface Reference {
  id: string;
  name: string;
  source: string;
}

/** A place of the story, with the number and the kind that the map shows it by. */
export interface Place {
  id: string;
  number: number;
  name: string;
  names: Record<string, string>;
  lon: number;
  lat: number;
  kind: string;
  spot: boolean;
  precision: string;
  own: string;
  source: string;
  references: Reference[];
  country: string | null;
}

/** A stretch of an article, in characters. */
export interface Span {
  start: number;
  end: number;
}

/** A tag of events: `letter` stands for it, on its colour, by the name that style sheets know. */
export interface Tag {
  id: string;
  name: string;
  letter: string;
  colour: string | null;
}

/** An event on the timeline; of an article with the `sentence` that tells it. */
export interface Event {
  id: string;
  place: string | null;
  where: string | null;
  when: string;
  short: string;
  year: string | null;
  span: boolean;
  title: string;
  text: string;
  added: boolean;
  standing: string;
  sources: string[];
  note: string | null;
  tags: string[];
  sentence?: Span;
}

/** A source that events name. */
export interface Source {
  id: string;
  name: string;
  url: string | null;
}

/** The kilometres that a claim may mean: from a circle to another, round the place that it counts from. */
export interface Ring {
  low: number;
  high: number;
}

/** The sector of a direction, in degrees: the bearing of its middle, and half its width. */
export interface Wedge {
  middle: number;
  half: number;
}

/** A published claim, and what the map draws of it round its `origin`. */
export interface Claim {
  id: string;
  origin: string;
  quote: string;
  cited: string;
  url: string | null;
  ring: Ring | null;
  wedge: Wedge | null;
}

/** The ellipsoid that lines are measured on. */
export interface Ellipsoid {
  name: string;
  equatorial_radius_m: number;
  inverse_flattening: number;
}

/** The algorithm of each kind of line. */
export interface Algorithms {
  geodesic: string;
  great_circle: string;
  rhumb_line: string;
}

/** The means of measuring, the same for every pair; `versions` are those of the programs, by name. */
export interface Means {
  ellipsoid: Ellipsoid;
  algorithms: Algorithms;
  versions: Record<string, string>;
}

/** The name of a figure of any working, and the group that it is in. */
export interface FigureName {
  group: string;
  name: string;
}

/** The server that looks up the names that the gazetteer does not have. */
export interface Geocoder {
  host: string;
  credit: string;
  link: string;
}

/** Constants of all stories, with which the browser says a finding, a distance and a direction as we do. */
export interface Constants {
  meanings: Record<string, string>;
  legend: Record<string, string>;
  km_per: Record<string, number>;
  compass_points: string[];
  working: Means;
  working_names: FigureName[];
  tiles: Provider;
  geocoder: Geocoder | null;
}

/** A story as the map and the timeline draw it; `shapes` are GeoJSON as the story has it. `measures` says whether it opens with a pair that is measured. */
export interface Scene {
  meanings: Record<string, string>;
  legend: Record<string, string>;
  km_per: Record<string, number>;
  compass_points: string[];
  working: Means;
  working_names: FigureName[];
  tiles: Provider;
  geocoder: Geocoder | null;
  lang: string;
  opening: string | null;
  measures: boolean;
  places: Place[];
  events: Event[];
  tags: Tag[];
  claims: Claim[];
  sources: Source[];
  shapes: Record<string, unknown>[];
}

/** A change of a list: from the item `first` on, so many are `gone`, and these `come` instead. */
export interface Splice {
  first: number;
  gone: number;
  come: unknown[];
}

/** A change of anything else, by its new value. */
export interface Now {
  now: unknown;
}

/** A scene by its number: as a whole, or what is new in it since the one that it is built `on`. */
export interface Update {
  number: number;
  on: number | null;
  scene?: Scene;
  changes?: Record<string, Splice | Now>;
}

/** A stop of the measured path: `key` is a place's id, or a point of the reader's own as a link has it. */
export interface Stop {
  key: string;
  lon: number;
  lat: number;
}

/** A leg of the path, in words. */
export interface Leg {
  distance: string;
  way: string;
}

/** The straight line from end to end, in words; `arriving` is in whole degrees. */
export interface Line {
  distance: string;
  way: string;
  arriving: number | null;
}

/** A claim judged: the finding in short, all that is told beside it, and the finding on its direction. It is `odd` where its two units do not match. */
export interface Judged {
  finding: "agrees" | "longer" | "shorter" | "cannot tell";
  verdict: string;
  told: string;
  direction: string | null;
  odd?: boolean;
}

/** The distances between all reference points of the two ends, as a table. `flips` has by claim each other finding, with the cells that give it, counted row by row from 0. */
export interface Points {
  cells: string[][];
  span: string;
  flips: Record<string, Record<string, number[]>>;
}

/** A pair or path measured, in the reader's unit. `measured` is the span that the claims are held against, None where there are none. The figures of the `working` are unrounded metres and degrees, in the order of the scene's `working_names`: those are the same for every pair, and too long to come with each. */
export interface Measurement {
  distance: string;
  way: string;
  arriving: number | null;
  stops: Stop[];
  total: string;
  legs: Leg[];
  cautions: string[];
  measured: string | null;
  claims: Record<string, Judged>;
  points: Points | null;
  working: (number | string | null)[];
  legs_m: number[];
}

/** Two places, how far it is, and in which direction; None where they are one point. */
export interface Pair {
  origin: string;
  to: string;
  km: number;
  degrees: number | null;
}

/** The pairs of a story: all of them, or of a large story those `of` one place, which is None else. */
export interface Pairs {
  of: string | null;
  rows: Pair[];
}

/** A text that a reader typed and that cannot be read, with the reason. */
export interface Unread {
  typed: string;
  why: string;
}

/** A place that a geocoder found, with the stop that it is. */
export interface FoundStop {
  name: string;
  stop: string;
}

/** The places that a geocoder found for one of the panel's fields. */
export interface FoundStops {
  field: string;
  places: FoundStop[];
}

/** The settlement of the article that lies nearest to a place. */
export interface Near {
  name: string;
  distance: string;
}

/** A place to choose for a name, by its number; `where` are the region and country that it is in. */
export interface Choice {
  number: number;
  name: string;
  kind: string;
  where: string;
  people: number | null;
  near?: Near | null;
}

/** A mention of a place: `name` and `reason` count in the lists of them, `number` is its place's. */
export interface Mention {
  start: number;
  end: number;
  name: number;
  trust: string;
  number: number | null;
  reason: number;
}

/** A name of the article, with the places that it may mean. */
export interface Name {
  text: string;
  places: Choice[];
}

/** A claim of an article judged, in the words of the story page, with all that the map draws of it. */
export interface Fares {
  finding: "agrees" | "longer" | "shorter" | "cannot tell";
  verdict: string;
  told: string;
  direction: string | null;
  odd?: boolean;
  distance: string;
  way: string;
  stops: Stop[];
  ring: Ring | null;
  wedge: Wedge | null;
}

/** A claim in an article: where the names of its ends begin, and those that are offered for each of them. `verdict` is None where that is open, and `reason` says why. */
export interface Stated {
  start: number;
  end: number;
  origin: number | null;
  to: number | null;
  origins: number[];
  tos: number[];
  checkable: boolean;
  verdict: Fares | null;
  reason: string | null;
}

/** A date in an article; without `edtf` it stays open. */
export interface Date {
  start: number;
  end: number;
  edtf: string | null;
  words: string | null;
  base: string | null;
  reason: string | null;
}

/** The findings of an article; `pins` are the ids of places on the map by their numbers. `filed_on` is the date in its dateline, which is most likely the day of publication; `notice` says what is not read, as the text is not in English. */
export interface Annotation {
  mentions: Mention[];
  names: Name[];
  reasons: string[];
  stated: Stated[];
  dates: Date[];
  filed_on: string | null;
  notice: string | null;
  placeless: Span[];
  pins: Record<string, string>;
}

/** The scene of an article, which its token names. */
export interface ArticleScene {
  meanings: Record<string, string>;
  legend: Record<string, string>;
  km_per: Record<string, number>;
  compass_points: string[];
  working: Means;
  working_names: FigureName[];
  tiles: Provider;
  geocoder: Geocoder | null;
  lang: string;
  opening: string | null;
  measures: boolean;
  places: Place[];
  events: Event[];
  tags: Tag[];
  claims: Claim[];
  sources: Source[];
  shapes: Record<string, unknown>[];
  mentions: Mention[];
  names: Name[];
  reasons: string[];
  stated: Stated[];
  dates: Date[];
  filed_on: string | null;
  notice: string | null;
  placeless: Span[];
  pins: Record<string, string>;
  token: string | null;
}

/** The places that a name of an article may mean beside those that were offered. */
export interface FoundPlaces {
  text: string;
  places: Choice[];
}

/** An article that came as a file; `published_from` says where in it the date was. */
export interface Taken {
  text: string;
  title: string | null;
  published: string | null;
  published_from: string | null;
}

/** A fault in something that somebody brought. */
export interface Fault {
  path: string;
  problem: string;
  remedy: string;
}

/** The answer to a message on an article, `count` being the message's. */
export interface ArticleReply {
  count: number;
  token: string | null;
  refused: Fault[];
  full: boolean;
  unread: string | null;
  found: FoundPlaces | null;
  taken: Taken | null;
}

/** That answer on the page, with the title of the draft that is `open` on another. */
export interface ReadPage {
  count: number;
  token: string | null;
  refused: Fault[];
  full: boolean;
  unread: string | null;
  found: FoundPlaces | null;
  taken: Taken | null;
  open: string | null;
}

/** A feature whose latitude and longitude seem swapped, and where it lies if they are. */
export interface Swap {
  index: number;
  lon: number;
  lat: number;
}

/** A table's columns as they were read, and all that one may choose from. */
export interface Table {
  header: string[];
  columns: Record<string, string | null>;
  separators: string[];
  encodings: string[];
}

/** A place of a draft that has no position: its feature, and the places that its name may mean, with the reason. */
export interface OpenName {
  index: number;
  id: string;
  name: string;
  reason: string;
  places: Suggestion[];
}

/** A place that a geocoder knows by a name. */
export interface FoundPoint {
  name: string;
  lon: number;
  lat: number;
}

/** The answer of a geocoder for the place with this id: places, or why there are none. */
export interface Asked {
  id: string;
  places: FoundPoint[];
  problem: string | null;
  host: string;
}

/** The places of a draft whose names are still to be decided. So many may mean one of several places, are not in the gazetteer, and are looked up when others are decided; the first of them by themselves, and the host of the geocoder that may be asked. */
export interface Naming {
  doubtful: number;
  unknown: number;
  waiting: number;
  names: OpenName[];
  geocoder: string | null;
  asked: Asked | null;
}

/** A question about a column of a file: what may be answered, what is taken, and what each reading comes to. That is said in words. `at` has where it lies, longitude first, for those that are positions; it is empty once the question is answered. */
export interface Ask {
  column: string;
  readings: string[];
  taken: string | null;
  shown: string[];
  at: (number[] | null)[];
}

/** The answer where there is no draft. */
export interface NoDraft {
  token: null;
  refused: Fault[];
}

/** The state of a draft: the changes that it has, and all that is wrong with it. */
export interface DraftReply {
  token: string | null;
  count: number;
  lost: boolean;
  document: string | null;
  faults: Fault[];
  faulty: number;
  swaps: Swap[];
  refused: Fault[];
  notes: Fault[];
  asks: Ask[];
  table: Table | null;
  naming: Naming | null;
}

/** The count of pieces of an upload that are here, and the reason why no more are taken. */
export interface UploadReply {
  of: string | null;
  count: number;
  refused: Fault | null;
}

/** The version of the browser's files on the server: to another one an open page does not fit. */
export interface Header {
  version: string;
}

/** A story to share: `data` is the packed story, where no address names it; `more` is what it is too long by. */
export interface Shared {
  title: string;
  data: string | null;
  more?: number;
}

/** The part of the view that the map and the panel of distances show of what is measured. `pair` is None in a story without one, until somebody asks to measure. */
export interface MeasuredView {
  pair: Measurement | null;
  via: string[];
  ref_from: string | null;
  ref_to: string | null;
  unit: string;
  base: string;
  unread: Record<string, Unread>;
  found: FoundStops | null;
}

/** The part of the view with all pairs; None until somebody asks for them. */
export interface PairsView {
  pairs: Pairs | null;
}

/** The part of the view that says which event is selected, up to which they are shown, and of which tags none is. */
export interface EventView {
  event: string;
  until: string | null;
  hide: string[];
}

/** A part of the view on its way, with the query of the whole. */
export interface Wire {
  view: MeasuredView | PairsView | EventView;
  query: string;
  parameter: string;
  reports: string;
  number: number;
}
