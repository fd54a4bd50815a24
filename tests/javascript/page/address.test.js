import assert from "node:assert/strict";
import { test } from "node:test";

import { openPage } from "../dom.js";
import { APP } from "./scene.js";

const window = openPage(APP);
const address = await import("../../../static/dateline/page/address.js");

const go = search => window.history.replaceState({}, "", `https://dateline.example/${search}`);
const word = (query, parameter = "data") => ({ query, parameter });

test("link has the story that counts, then the view, and nothing else", () => {
  go("?src=x&data=one&data=two&embed=true&utm_source=mail&event=old");
  address.show(word("event=a&from=b"), false);
  assert.equal(address.link(), "https://dateline.example/?data=two&event=a&from=b");
  assert.equal(address.link("embed=true"), "https://dateline.example/?data=two&event=a&from=b&embed=true");
  assert.equal(window.location.search, "?data=two&embed=true&event=a&from=b");
});

test("a story that no address names is carried by the link, and not by this reader's own address", () => {
  go("?story=mine");
  address.show(word("event=a", "story"), false);
  address.carry("PACKED");
  assert.equal(address.link(), "https://dateline.example/?data=PACKED&event=a");
  assert.equal(address.pageQuery(), "story=mine&event=a");
  address.carry(null);
});

test("a step can be taken back, another word on the view cannot", () => {
  go("?data=one");
  address.show(word("event=a"), false);
  const before = window.history.length;
  address.show(word("event=b"), true);
  assert.equal(window.history.length, before + 1);
  address.show(word("event=c"), false);
  assert.equal(window.history.length, before + 1);
  assert.equal(address.asked(), "event=c");
  assert.ok(address.says(word("event=c")));
  assert.ok(!address.says(word("event=b")));
});

test("what the server has not heard stands in the address until it is heard", () => {
  go("?data=one");
  address.show(word("event=a&unit=mi"), false);
  address.keep({ event: "b" });
  assert.equal(address.asked(), "event=b&unit=mi");
  address.keep({});
  assert.equal(address.asked(), "event=a&unit=mi");
});

test("Back within the story asks for a view, Back to another story leaves it to Streamlit", () => {
  const heard = [];
  address.takeReturns(query => heard.push(query));
  const back = () => window.dispatchEvent(new window.Event("dateline-return", { cancelable: true }));
  go("?data=one");
  address.show(word("event=a"), false);
  go("?data=one&event=b");
  assert.equal(back(), false, "Streamlit need not hear of it");
  go("?data=other&event=b");
  assert.equal(back(), true);
  assert.deepEqual(heard, ["event=b", null]);
});
