// What the modules of the page hand each other, and what page and map tell each other.

import type * as Wire from "./wire";

/** A component as Streamlit mounts it, and draws it again when its data changes. */
export interface Component<Data> {
  data: Data;
  parentElement: HTMLElement;
  setTriggerValue(name: string, value: unknown): void;
}

/** A claim as the map draws it around the place that it counts from. */
export type DrawnClaim = Pick<Wire.Claim, "ring" | "wedge"> & { origin: string };

/** What is shown of a story. What the server says, what a reader chose since, and what Make and Read add to it. */
export interface View extends Omit<Wire.MeasuredView, "pair">, Wire.PairsView {
  event: string | null;
  until: string | null;
  /** The tags whose events are hidden. */
  hide: string[];
  /** Null on Read, where no claim is measured. */
  pair: Wire.Measurement | null;
  /** The claim that is on the map. */
  claim: DrawnClaim | null;
  /** On Make; `move` is what the place is called that can be moved by a press on the map, `offered` what a name may mean. */
  making: { move?: string | null; offered?: Wire.FoundPoint[] } | null;
  /** On Read; then `place` is the place looked at, and `over` the one that is pointed at. */
  reading: boolean | null;
  place: string | null;
  over: string | null;
}

/** A view in which something is measured. */
export type MeasuredView = View & { pair: Wire.Measurement };

/** A change of what is measured or drawn that is asked of the server: stops as a link has them. */
export type Ask = Partial<Record<"from" | "to" | "stop" | "ref_from" | "ref_to" | "unit" | "base", string | null>> & {
  via?: string[];
  swap?: true;
  measure?: true;
  itinerary?: true;
  "find from"?: string;
  "find to"?: string;
  "find stop"?: string;
};

/** A longitude and a latitude that somebody pressed, to add a place there or to move one; or what they chose of the offered. */
export interface Pressed {
  add?: [lon: number, lat: number];
  move?: [lon: number, lat: number];
  decide?: number;
}

/** A mark of an article's place that is pointed at, or was pressed, by the place's id. */
export interface Pointed {
  over?: string | null;
  press?: string;
}

/** A tile that the map wants, by a number of its own. */
export interface WantedTile {
  number: number;
  z: number;
  x: number;
  y: number;
}

/** A tile that the page has fetched; without bytes it could not be had. */
export interface Tile {
  number: number;
  type?: string;
  bytes?: ArrayBuffer;
}

/** A story as the map draws it. A saved one has no tiles to choose, and nothing in it can be measured anew. */
export type DrawnScene = Pick<Wire.Scene, "legend" | "lang" | "places" | "events" | "tags" | "claims" | "shapes"> & {
  measures?: boolean;
  tiles?: Wire.Provider;
};

/** What the page tells the map, as `{ dateline: ... }`. `still`: the map stays where it is. */
export interface ToMap {
  scene?: DrawnScene;
  view?: Partial<View>;
  still?: boolean;
  dark?: boolean;
  tile?: Tile;
}

/** What the map tells the page, as `{ dateline: ... }`. */
export interface ToPage {
  ready?: true;
  pick?: string;
  hide?: string[];
  ask?: Ask;
  make?: Pressed;
  point?: Pointed;
  tile?: WantedTile;
  drop?: number;
}
