// The published claims about the measured pair, each with its verdict and the numbers that decided it. One at a time is
// drawn on the map: its interval as a ring, its direction as a wedge.

import { element } from "../base/element.js";
import { known, update } from "./view.js";

const TONES = { agrees: "dl-agrees", "cannot tell": "dl-muted" };

export function claimList(list, { claims }) {
  const about = Object.entries(claims);
  if (!about.length) {
    list.replaceChildren(element("li", { class: "dl-small" }, "No published claim about this pair."));
    update({ claim: null });
    return;
  }
  const buttons = new Map();
  const choose = id => {
    list.dataset.claim = id;
    for (const [other, button] of buttons) button.setAttribute("aria-pressed", String(other === id));
    const { origin, ring, wedge } = known.claims.get(id) ?? {};
    update({ claim: id && ring ? { origin, ring, wedge } : null });
  };
  list.replaceChildren(
    ...about.map(([id, { finding, verdict, reckoning, gap, direction }]) => {
      const claim = known.claims.get(id);
      const numbers = [` ${reckoning}`, gap && `; ${gap}`, direction && `; ${direction}`];
      const cited = element("bdi", {}, claim.cited);
      const small = element(
        "span",
        { class: "dl-small" },
        claim.url ? element("a", { href: claim.url, target: "_blank", rel: "noopener" }, cited) : cited,
        ":",
        ...numbers.filter(Boolean),
      );
      const row = element(
        "li",
        {},
        element("q", { lang: known.scene.lang }, claim.quote),
        element("strong", { class: TONES[finding] ?? "dl-off", title: known.scene.meanings[finding] }, verdict),
        small,
      );
      if (claim.ring) {
        const button = element("button", { type: "button", class: "dl-link" }, "on the map");
        button.onclick = () => choose(button.getAttribute("aria-pressed") === "true" ? null : id);
        buttons.set(id, button);
        row.append(button);
      }
      return row;
    }),
  );
  // The one that was chosen before stays, if it is about this pair; else the first.
  choose([...buttons.keys()].find(id => id === list.dataset.claim) ?? [...buttons.keys()][0] ?? null);
}
