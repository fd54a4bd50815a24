// What `make check` asks of the JavaScript. README names the oldest browsers, whose floor is held here: by the version of
// the language, and by what the browsers offer (eslint-plugin-compat, from MDN's tables).

import js from "@eslint/js";
import compat from "eslint-plugin-compat";
import esx from "eslint-plugin-es-x";
import globals from "globals";

const PAGE = ["Chrome >= 110", "Firefox >= 115", "Safari >= 16.4", "iOS >= 16.4"];
const SAVED = ["Chrome >= 100", "Firefox >= 100", "Safari >= 15.4", "iOS >= 15.4"];

export default [
  { ignores: [".venv/", "bench/static/", "static/vendor/", "static/dateline/make/members.js"] },
  js.configs.recommended,
  {
    rules: {
      eqeqeq: "error",
      "no-var": "error",
      "prefer-const": "error",
      "no-shadow": "error",
      "no-console": "error",
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-restricted-properties": [
        "error",
        { property: "innerHTML", message: "A text could become markup: use textContent." },
        { property: "outerHTML", message: "A text could become markup: use textContent." },
        { property: "insertAdjacentHTML", message: "A text could become markup: use append." },
      ],
    },
  },
  {
    files: ["static/dateline/**/*.js"],
    plugins: { ...compat.configs["flat/recommended"].plugins, "es-x": esx },
    languageOptions: {
      ecmaVersion: 2023,
      globals: {
        ...globals.browser,
        L: "readonly",
        geodesic: "readonly",
        topojson: "readonly",
        Supercluster: "readonly",
      },
    },
    settings: { browsers: PAGE },
    rules: {
      ...compat.configs["flat/recommended"].rules,
      ...esx.configs["flat/restrict-to-es2023"].rules,
      complexity: ["error", 20],
    },
  },
  {
    files: ["static/dateline/{map,saved}/*.js", "static/dateline/base/element.js"],
    settings: { browsers: SAVED, polyfills: ["DecompressionStream"] }, // which the outlines do without
    rules: {
      ...esx.configs["flat/restrict-to-es2022"].rules,
      "es-x/no-class-static-block": "error",
      "es-x/no-regexp-lookbehind-assertions": "error",
    },
  },
  { files: ["bench/*.js"], languageOptions: { globals: { ...globals.browser, CONTENDER: "readonly" } } },
  { files: ["*.js"], languageOptions: { globals: globals.node } },
  { files: ["tests/javascript/**/*.js"], languageOptions: { globals: { ...globals.node, ...globals.browser } } },
];
