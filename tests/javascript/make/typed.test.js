import assert from "node:assert/strict";
import { test } from "node:test";
import { read, written } from "../../../static/dateline/make/typed.js";

const KINDS = ["text", "long", "number", "degrees", "date", "link", "names", "id", "place", "event", "source"];

test("nothing typed is no value, and no value is written as nothing", () => {
  for (const kind of KINDS) {
    for (const text of ["", " ", "\n\t"]) assert.equal(read(kind, text), undefined);
    for (const value of [undefined, null]) assert.equal(written(kind, value), "");
  }
});

test("a text is what was typed, without spaces around it; a long one with them", () => {
  assert.equal(read("text", "  Ghadames "), "Ghadames");
  assert.equal(read("text", "12"), "12");
  assert.equal(read("date", " 2020-11 "), "2020-11");
  assert.equal(read("long", " two\nlines\n"), " two\nlines\n");
});

test("a number has a point or a comma; what is none stays as it was typed", () => {
  const read_ = text => read("number", text);
  const numbers = { 12: 12, " 12,5 ": 12.5, "-0.25": -0.25, "+7.": 7, ",5": 0.5, "007": 7 };
  for (const [text, number] of Object.entries(numbers)) assert.equal(read_(text), number);
  for (const text of ["1e3", "0x10", "12 km", "1,000.5", "1 000", ".", "-", "Infinity", "NaN"])
    assert.equal(read_(text), text);
});

test("degrees may come both at once, latitude first, and are kept longitude first", () => {
  assert.deepEqual(read("degrees", "30.13366, 9.50072"), [9.50072, 30.13366]);
  assert.deepEqual(read("degrees", "-30; +9.5"), [9.5, -30]);
  assert.equal(read("degrees", "30.5"), 30.5);
  for (const text of ["30°8′ up", "30.1, 9.5, 7", "north"]) assert.equal(read("degrees", text), text);
});

test("a country is typed by its name or its code, and shown by its name", () => {
  const codes = { Libya: "LY", ly: "LY", "côte d'ivoire": "CI", Burma: "MM", UK: "GB", Germany: "DE", Oz: "OZ" };
  for (const [text, code] of Object.entries(codes)) assert.equal(read("country", text), code);
  assert.equal(read("country", "Middle-earth"), "Middle-earth");
  assert.deepEqual(
    ["LY", "GB", "XX", "Atlantis"].map(value => written("country", value)),
    ["Libya", "United Kingdom", "XX", "Atlantis"],
  );
});

test("names have the tags of their languages; what has none stays as it was typed", () => {
  const text = "ar: غدامس; fr: Ghadamès; zh-Hant: 加達梅斯";
  const names = { ar: "غدامس", fr: "Ghadamès", "zh-Hant": "加達梅斯" };
  assert.deepEqual(read("names", text), names);
  assert.deepEqual(read("names", "ar : غدامس ;\nfr:Ghadamès\n zh-Hant:  加達梅斯;"), names);
  assert.deepEqual(read("names", "fr: a: b"), { fr: "a: b" });
  assert.equal(written("names", names), text);
  for (const typed of ["Ghadamès", "fr: Ghadamès; Gadames", "fr:"]) assert.equal(read("names", typed), typed);
});

test("what is written is read as the same value", () => {
  const values = {
    text: ["a", "é 字", "{}"],
    number: [0, -1.5, 1234567.25, "many"],
    degrees: [0, 9.50072, -179.5, "north"],
    date: ["2020", "2020-11-02/2020-11-04"],
    names: [{ ar: "غدامس" }, { fr: "a: b", en: "c" }, "not a list"],
  };
  for (const [kind, all] of Object.entries(values))
    for (const value of all) assert.deepEqual(read(kind, written(kind, value)), value);
});

test("a value of another kind is written so that one can see it", () => {
  assert.equal(written("text", { a: [1] }), '{"a":[1]}');
  assert.equal(written("number", [1, 2]), "[1,2]");
  assert.equal(written("text", false), "false");
  assert.equal(written("names", 7), "7");
});
