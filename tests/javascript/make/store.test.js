import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { device } from "./device.js";

const DAY_MS = 86_400_000;
const NOW = Date.UTC(2024, 4, 1);
const store = await import("../../../static/dateline/make/store.js");

beforeEach(() => {
  device.records.clear();
  device.news.length = 0;
  mock.timers.reset();
  mock.timers.enable({ apis: ["Date"], now: NOW });
});

const keep = (revision, text = "{}", token = "t") => store.keep({ token, title: "Mine", text, revision });

test("a draft is kept as it is, with each revision one more", async () => {
  assert.equal(await keep(null, "1"), 1);
  assert.equal(await keep(1, "2"), 2);
  assert.deepEqual(await store.read("t"), { token: "t", title: "Mine", text: "2", changed: NOW, revision: 2 });
  assert.equal(await store.read("none"), undefined);
});

test("a draft that another tab has changed, or forgotten, is not written over", async () => {
  await keep(null, "mine");
  await keep(1, "theirs");
  assert.equal(await keep(1, "mine again"), null);
  assert.equal((await store.read("t")).text, "theirs");
  await store.forget("t");
  assert.equal(await keep(2, "mine again"), null);
  assert.equal(await store.read("t"), undefined);
});

test("drafts are given latest first, and forgotten after 30 days without a change", async () => {
  for (const [token, days] of Object.entries({ old: 0, a: 1, b: 3, c: 2 })) {
    mock.timers.setTime(NOW + days * DAY_MS);
    await keep(null, "{}", token);
  }
  mock.timers.setTime(NOW + 30 * DAY_MS - 1);
  const tokens = async () => (await store.kept()).map(({ token }) => token);
  assert.deepEqual(await tokens(), ["b", "c", "a", "old"]);
  mock.timers.setTime(NOW + 30 * DAY_MS);
  assert.deepEqual(await tokens(), ["b", "c", "a"]);
  assert.equal(await store.read("old"), undefined);
  assert.equal(store.KEPT, "30 days");
});

test("other tabs are told what was kept and what was forgotten, and are heard", async () => {
  await keep(null);
  await keep(7); // which is not the one kept
  await store.forget("t");
  assert.deepEqual(device.news, [
    { token: "t", revision: 1 },
    { token: "t", revision: null },
  ]);
  const heard = [];
  store.takeNews(said => heard.push(said));
  device.tellTab({ token: "t", revision: 3 });
  assert.deepEqual(heard, [{ token: "t", revision: 3 }]);
});
