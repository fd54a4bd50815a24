// What a device keeps, for the modules that ask it: as much of IndexedDB as they do, and the other tabs.

/** The drafts that are kept, by token; where there is no more room, nothing can be asked. */
export const device = { records: new Map(), isFull: false, news: [], tellTab: () => {} };

const answer = give => {
  const request = {};
  queueMicrotask(() => {
    if (device.isFull) return request.onerror?.();
    request.result = give();
    request.onsuccess?.();
  });
  return request;
};

const { records } = device;
const objectStore = () => ({
  get: token => answer(() => structuredClone(records.get(token))),
  getAll: () => answer(() => structuredClone([...records.values()])),
  put: record => answer(() => void records.set(record.token, structuredClone(record))),
  delete: token => answer(() => void records.delete(token)),
});

globalThis.indexedDB = { open: () => answer(() => ({ transaction: () => ({ objectStore }) })) };
globalThis.BroadcastChannel = class {
  addEventListener(kind, heard) {
    device.tellTab = data => heard({ data });
  }
  postMessage(data) {
    device.news.push(data);
  }
};
