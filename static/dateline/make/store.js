// Drafts on the visitor's own device, in IndexedDB: each with its title, when it was changed, and how often. A draft that
// another tab has changed in the meantime is not written over.

/**
 * @typedef {object} Kept a draft as it is kept
 * @property {string} token
 * @property {string} title
 * @property {string} text the document, as JSON
 * @property {number} changed in milliseconds since 1970
 * @property {number} revision counts the changes
 */

/** @typedef {{ token: string, revision: number | null }} News of a draft that was kept, or forgotten: then without a revision */

const EXPIRY_DAYS = 30;
const DAY_MS = 86_400_000;

export const KEPT = `${EXPIRY_DAYS} days`;
const channel = "BroadcastChannel" in globalThis ? new BroadcastChannel("dateline-drafts") : null;

/** @param {(news: News) => void} heard is told what another tab does */
export const takeNews = heard => channel?.addEventListener("message", ({ data }) => heard(data));

/** @param {News} news */
const tell = news => channel?.postMessage(news);

/**
 * @template Result
 * @param {IDBRequest<Result>} request
 * @returns {Promise<Result>}
 */
const settled = request =>
  new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });

/** @type {Promise<IDBDatabase> | undefined} */
let opened;

function database() {
  if (!opened) {
    const request = indexedDB.open("dateline", 1);
    request.onupgradeneeded = () => request.result.createObjectStore("drafts", { keyPath: "token" });
    opened = settled(request);
  }
  return opened;
}

/** @param {IDBTransactionMode} mode */
async function drafts(mode) {
  return (await database()).transaction("drafts", mode).objectStore("drafts");
}

/** All drafts that are kept, the latest first; those that nobody has changed for long are deleted. */
export async function kept() {
  const store = await drafts("readwrite");
  /** @type {Kept[]} */
  const all = await settled(store.getAll());
  const expiry = Date.now() - EXPIRY_DAYS * DAY_MS;
  for (const draft of all) if (draft.changed <= expiry) store.delete(draft.token);
  return all.filter(draft => draft.changed > expiry).sort((a, b) => b.changed - a.changed);
}

/**
 * Keeps a draft; returns its new revision, or null where the one it was made from is not the one kept.
 *
 * @param {Pick<Kept, "token" | "title" | "text"> & { revision: number | null }} draft
 */
export async function keep({ token, title, text, revision }) {
  const store = await drafts("readwrite");
  /** @type {Kept | undefined} */
  const before = await settled(store.get(token));
  if (revision && before?.revision !== revision) return null;
  const next = (before?.revision ?? 0) + 1;
  await settled(store.put({ token, title, text, changed: Date.now(), revision: next }));
  tell({ token, revision: next });
  return next;
}

/**
 * @param {string} token
 * @returns {Promise<Kept | undefined>}
 */
export async function read(token) {
  return settled((await drafts("readonly")).get(token));
}

/** @param {string} token */
export async function forget(token) {
  await settled((await drafts("readwrite")).delete(token));
  tell({ token, revision: null });
}
