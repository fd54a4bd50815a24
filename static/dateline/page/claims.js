// The published claims about the measured pair, each with its verdict and the numbers that decided it. One at a time is
// drawn on the map: its interval as a ring, its direction as a wedge.

import { button, element } from "../base/element.js";
import { known, theScene, update } from "./view.js";

/** @import * as Wire from "../../../types/wire" */

/** @type {Record<string, string>} */
const TONES = { agrees: "dl-agrees", "cannot tell": "dl-muted" };

/**
 * @param {HTMLElement} list
 * @param {Wire.Measurement} measurement
 */
export function claimList(list, { claims }) {
  const about = Object.entries(claims);
  if (!about.length) {
    list.replaceChildren(element("li", { class: "dl-small" }, "No published claim about this pair."));
    update({ claim: null });
    return;
  }
  /** @type {Map<string, HTMLButtonElement>} */
  const buttons = new Map();
  /** @param {string | null} id */
  const choose = id => {
    list.dataset.claim = id ?? "";
    for (const [other, made] of buttons) made.setAttribute("aria-pressed", String(other === id));
    const { origin, ring, wedge } = known.claims.get(id ?? "") ?? {};
    update({ claim: origin && ring && wedge !== undefined ? { origin, ring, wedge } : null });
  };
  const rows = about.map(([id, judged]) => {
    const claim = /** @type {Wire.Claim} */ (known.claims.get(id));
    const row = claimRow(claim, judged);
    if (claim.ring) {
      const isOn = () => made.getAttribute("aria-pressed") === "true";
      const made = button("on the map", () => choose(isOn() ? null : id), { class: "dl-link" });
      buttons.set(id, made);
      row.append(made);
    }
    return row;
  });
  list.replaceChildren(...rows);
  // The one that was chosen before stays, if it is about this pair; else the first.
  const before = list.dataset.claim ?? "";
  choose(buttons.has(before) ? before : ([...buttons.keys()][0] ?? null));
}

/**
 * @param {Wire.Claim} claim
 * @param {Wire.Judged} judged
 */
function claimRow({ quote, cited, url }, { finding, verdict, told, direction, odd }) {
  const { lang, meanings } = theScene();
  const source = element("bdi", {}, cited);
  const by = url ? element("a", { href: url, target: "_blank", rel: "noopener" }, source) : source;
  return element(
    "li",
    {},
    element("q", { lang }, quote),
    element("strong", { class: (!odd && TONES[finding]) || "dl-off", title: meanings[finding] }, verdict),
    element("span", { class: "dl-small" }, by, `: ${[told, direction].filter(Boolean).join("; ")}`),
  );
}
