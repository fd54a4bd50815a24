// The first module of the page and of the map's frame: the one whose address has the version in it, however it is served.
// Under serve.py those of all others have it too. Under app.py the others are files as they are, of which a browser may
// have kept some from before an update.

const version = new URL(import.meta.url).searchParams.get("v") ?? "";
/** @import { Component } from "../../types/page" */

const PARTS = { page: () => import("./page/page.js"), map: () => import("./map/map.js") };
const { dataset } = document.documentElement;
dataset.version ??= version;
/** @type {Promise<void> | undefined} */
let refreshed;

/**
 * Mounts a component of the page. Some bring the version that the server has now.
 *
 * @param {string} name
 * @param {Component<{ version?: string } | null>} component
 */
export async function mount(name, component) {
  await expect(component.data?.version ?? version);
  /** @type {Record<string, any>} */
  const page = await part("page");
  return page[name](component);
}

/**
 * The module of the page or of the map.
 *
 * @param {keyof typeof PARTS} name
 */
export async function part(name) {
  await (refreshed ??= refresh());
  return PARTS[name]();
}

/**
 * After an update loads the open page anew, once: what it asked for next would not fit what it has.
 *
 * @param {string} wanted
 */
async function expect(wanted) {
  if (wanted === dataset.version || kept(sessionStorage) === wanted) return;
  keep(sessionStorage, wanted);
  await refetch();
  location.reload();
}

async function refresh() {
  if (document.querySelector("link[rel=modulepreload]")) return; // serve.py puts it there
  const before = kept(localStorage);
  if (before === version) return;
  if (before) await refetch();
  keep(localStorage, version);
}

/**
 * Fetches all modules past the browser's cache, each with those that it names.
 *
 * @param {URL} [address]
 * @param {Set<string>} [seen]
 * @returns {Promise<void>}
 */
async function refetch(address = new URL(import.meta.url), seen = new Set()) {
  if (seen.has(address.pathname)) return;
  seen.add(address.pathname);
  const text = await fetch(address, { cache: "reload" }).then(
    answer => answer.text(),
    () => "",
  );
  const named = [...text.matchAll(/"(\.{1,2}\/[\w./-]+\.(?:js|json))"/g)];
  await Promise.all(named.map(([, file]) => refetch(new URL(file, address), seen)));
}

// ---- what a browser keeps, unless it keeps nothing

const KEY = "dateline-version";

/** @param {Storage} storage */
function kept(storage) {
  try {
    return storage.getItem(KEY);
  } catch {
    return null;
  }
}

/**
 * @param {Storage} storage
 * @param {string} value
 */
function keep(storage, value) {
  try {
    storage.setItem(KEY, value);
  } catch {
    // Then each visit is a first one.
  }
}
