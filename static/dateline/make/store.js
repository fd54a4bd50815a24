// Drafts on the visitor's own device, in IndexedDB: each with its title, when it was changed, and how often. A draft that
// another tab has changed in the meantime is not written over.

const EXPIRY_DAYS = 30;
const DAY_MS = 86_400_000;

export const KEPT = `${EXPIRY_DAYS} days`;
export const channel = "BroadcastChannel" in window ? new BroadcastChannel("dateline-drafts") : null;

const settled = request =>
  new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });

let opened;
function database() {
  opened ??= new Promise((done, failed) => {
    const request = indexedDB.open("dateline", 1);
    request.onupgradeneeded = () => request.result.createObjectStore("drafts", { keyPath: "token" });
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
  return opened;
}

async function drafts(mode) {
  return (await database()).transaction("drafts", mode).objectStore("drafts");
}

// All drafts that are kept, the latest first; those that nobody has changed for long are deleted.
export async function kept() {
  const store = await drafts("readwrite");
  const all = await settled(store.getAll());
  const [fresh, old] = [[], []];
  for (const draft of all) (Date.now() - draft.changed < EXPIRY_DAYS * DAY_MS ? fresh : old).push(draft);
  for (const draft of old) store.delete(draft.token);
  return fresh.sort((a, b) => b.changed - a.changed);
}

// Keeps a draft; returns its new revision, or null where the one it was made from is not the one kept.
export async function keep({ token, title, text, revision }) {
  const store = await drafts("readwrite");
  const before = await settled(store.get(token));
  if (revision && before?.revision !== revision) return null;
  const next = (before?.revision ?? 0) + 1;
  await settled(store.put({ token, title, text, changed: Date.now(), revision: next }));
  channel?.postMessage({ token, revision: next });
  return next;
}

export async function read(token) {
  return settled((await drafts("readonly")).get(token));
}

export async function forget(token) {
  await settled((await drafts("readwrite")).delete(token));
  channel?.postMessage({ token, revision: null });
}
