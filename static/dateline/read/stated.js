// What an article says of distances and dates: each claim with its two ends and its verdict, each date with its reckoning.

import { button, element, refill } from "../base/element.js";
import { known } from "../page/view.js";

const TONES = { agrees: "dl-agrees", "cannot tell": "dl-muted" };
const small = (...content) => element("p", { class: "dl-small" }, ...content.filter(Boolean));

// What the text says, which leads there.
function quoted(article, { start, end }, look) {
  const made = button("", look, { class: "dl-plain" });
  made.append(element("q", { lang: "en" }, article.slice(start, end)));
  return made;
}

// `page` takes what is looked at and what is linked.
export function claimList(list, article, page) {
  const { stated } = article.findings;
  const rows = stated.map(claim => {
    const { verdict, reason, index } = claim;
    const head = verdict
      ? element(
          "strong",
          { class: TONES[verdict.finding] ?? "dl-off", title: known.scene.meanings[verdict.finding] },
          verdict.verdict,
        )
      : element("strong", { class: "dl-muted" }, reason ? "not checked" : "open");
    const row = element(
      "li",
      { class: page.claim === index ? "dl-current" : null, "data-claim": index },
      quoted(article, claim, () => page.measure(index)),
      head,
    );
    const rest = element("div", { class: "dl-ends" });
    // What is no straight line has no ends to choose, and says why.
    if (claim.checkable)
      rest.append(end(article, page, claim, "origin", "From"), end(article, page, claim, "to", "To"));
    if (verdict) {
      const numbers = [verdict.reckoning, verdict.direction].filter(Boolean).join("; ");
      rest.append(small(`${verdict.distance} ${verdict.way}: ${numbers}`));
      rest.append(
        button("on the map", () => page.measure(page.claim === index ? null : index), {
          class: "dl-link",
          "aria-pressed": String(page.claim === index),
        }),
      );
    } else rest.append(small(reason ?? "Choose both ends, and it is measured."));
    row.append(rest);
    return row;
  });
  refill(
    list,
    ...(rows.length ? rows : [element("li", { class: "dl-small" }, "The text states no distance between places.")]),
  );
}

function end(article, page, claim, name, label) {
  const { mentions, names } = article.findings;
  const chosen = claim[name];
  const offered = claim[`${name}s`];
  const places = new Map(); // one mention for each place, the offered ones first
  for (const start of [chosen, ...offered, ...mentions.map(mention => mention.start)]) {
    const mention = start === null ? null : article.mention(start);
    if (!mention || mention.number === null || places.has(mention.number)) continue;
    places.set(mention.number, mention);
  }
  const option = mention =>
    element("option", { value: mention.start, selected: mention.start === chosen }, names[mention.name].text);
  const all = [...places.values()];
  const likely = all.filter(mention => mention.start === chosen || offered.includes(mention.start));
  const others = all.filter(mention => !likely.includes(mention));
  const select = element(
    "select",
    { class: "dl-field", "aria-label": `${label}: ${article.slice(claim.start, claim.end)}` },
    element("option", { value: "", selected: chosen === null }, chosen === null ? "Choose …" : "–"),
    ...likely.map(option),
  );
  if (others.length) select.append(element("optgroup", { label: "Other places of the text" }, ...others.map(option)));
  select.onchange = () => page.link(claim, name, select.value === "" ? null : Number(select.value));
  return element("label", { class: "dl-end-of" }, element("span", {}, label), select);
}

export function dateList(list, article, page) {
  const { dates } = article.findings;
  const open = dates.filter(date => !date.edtf);
  const ask =
    open.length && !page.published
      ? [
          element(
            "li",
            { class: "dl-notice" },
            `${open.length === 1 ? "One date stays" : `${open.length.toLocaleString("en")} dates stay`} open until the day of publication is known. `,
            button("Say when it was published", () => page.askPublished(), { class: "dl-link" }),
          ),
        ]
      : [];
  const rows = dates.map(date => {
    const said = quoted(article, date, () => page.showDate(date.index));
    const value = date.edtf ? element("strong", {}, date.words) : element("strong", { class: "dl-off" }, "open");
    const base = date.base && `counted from ${date.base}`;
    return element(
      "li",
      { class: page.date === date.index ? "dl-current" : null, "data-date": date.index },
      said,
      value,
      small([date.edtf, base].filter(Boolean).join(", "), date.reason && `${date.edtf ? ". " : ""}${date.reason}`),
    );
  });
  refill(
    list,
    ...ask,
    ...(rows.length || ask.length ? rows : [element("li", { class: "dl-small" }, "The text gives no date.")]),
  );
}
