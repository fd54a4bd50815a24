// What an article says of distances and dates: each claim with its two ends and its verdict, each date with its reckoning.

import { button, element, refill } from "../base/element.js";
import { known } from "../page/view.js";

/** @import { Fares, Span } from "../../../types/wire" */
/** @import { Article, DateRead, Ends, Mention, Stated } from "./article" */
/** @import { Looking } from "./looking" */

/** @type {Partial<Record<Fares["finding"], string>>} */
const TONES = { agrees: "dl-agrees", "cannot tell": "dl-muted" };
/** @param {...(string | null)} content */
const small = (...content) => element("p", { class: "dl-small" }, ...content.flatMap(text => text || []));

/**
 * Lists what is said of distances.
 *
 * @param {Element} list
 * @param {Article} article
 * @param {Looking} page takes what is looked at and what is linked
 */
export function claimList(list, article, page) {
  const rows = article.findings.stated.map(claim => claimRow(article, page, claim));
  if (!rows.length) rows.push(element("li", { class: "dl-small" }, "The text states no distance between places."));
  refill(list, ...rows);
}

/**
 * @param {Article} article
 * @param {Looking} page
 * @param {Stated} claim
 */
function claimRow(article, page, claim) {
  const { verdict, reason, index } = claim;
  const rest = element("div", { class: "dl-ends" });
  // What is no straight line has no ends to choose, and says why.
  if (claim.checkable)
    rest.append(endChoice(article, page, claim, "origin", "From"), endChoice(article, page, claim, "to", "To"));
  if (verdict) {
    rest.append(
      small([verdict.told, verdict.direction].filter(Boolean).join("; ")),
      button("on the map", () => page.measure(page.claim === index ? null : index), {
        class: "dl-link",
        "aria-pressed": String(page.claim === index),
      }),
    );
  } else rest.append(small(reason ?? "Choose both ends, and it is measured."));
  return element(
    "li",
    { class: page.claim === index ? "dl-current" : null, "data-claim": index },
    quoted(article, claim, () => page.measure(index)),
    finding(claim),
    rest,
  );
}

/** @param {Stated} claim */
function finding({ verdict, reason }) {
  if (!verdict) return element("strong", { class: "dl-muted" }, reason ? "not checked" : "open");
  return element(
    "strong",
    { class: (!verdict.odd && TONES[verdict.finding]) || "dl-off", title: known.scene?.meanings[verdict.finding] },
    verdict.verdict,
  );
}

/**
 * What the text says, which leads there.
 *
 * @param {Article} article
 * @param {Span} span
 * @param {() => void} look
 */
function quoted(article, { start, end }, look) {
  const made = button("", look, { class: "dl-plain" });
  made.append(element("q", { lang: "en" }, article.slice(start, end)));
  return made;
}

/**
 * A field to choose which place of the text one end of a claim is.
 *
 * @param {Article} article
 * @param {Looking} page
 * @param {Stated} claim
 * @param {keyof Ends} end
 * @param {string} label
 */
function endChoice(article, page, claim, end, label) {
  const chosen = claim[end];
  const offered = [chosen, ...claim[`${end}s`]];
  const places = onePerPlace(article, offered);
  const { names } = article.findings;
  /** @param {Mention} mention */
  const option = ({ start, name }) => element("option", { value: start, selected: start === chosen }, names[name].text);
  const select = element(
    "select",
    { class: "dl-field", "aria-label": `${label}: ${article.slice(claim.start, claim.end)}` },
    element("option", { value: "", selected: chosen === null }, chosen === null ? "Choose …" : "–"),
    ...places.filter(({ start }) => offered.includes(start)).map(option),
  );
  const others = places.filter(({ start }) => !offered.includes(start));
  if (others.length) select.append(element("optgroup", { label: "Other places of the text" }, ...others.map(option)));
  select.onchange = () => page.link(claim, end, select.value === "" ? null : Number(select.value));
  return element("label", { class: "dl-end-of" }, element("span", {}, label), select);
}

/**
 * A mention of each place of the text, the offered ones first.
 *
 * @param {Article} article
 * @param {(number | null)[]} offered where mentions begin
 */
function onePerPlace(article, offered) {
  /** @type {Map<number, Mention>} */
  const places = new Map();
  for (const start of [...offered, ...article.findings.byStart.keys()]) {
    const mention = article.mention(start);
    if (mention && mention.number !== null && !places.has(mention.number)) places.set(mention.number, mention);
  }
  return [...places.values()];
}

/**
 * Lists the dates.
 *
 * @param {Element} list
 * @param {Article} article
 * @param {Looking} page takes what is looked at
 */
export function dateList(list, article, page) {
  const { dates } = article.findings;
  const rows = dates.map(date => dateRow(article, page, date));
  const open = dates.filter(date => !date.edtf).length;
  if (open && !page.published) rows.unshift(askPublished(open, page));
  if (!rows.length) rows.push(element("li", { class: "dl-small" }, "The text gives no date."));
  refill(list, ...rows);
}

/**
 * @param {number} open how many dates are
 * @param {Looking} page
 */
function askPublished(open, page) {
  const dates = open === 1 ? "One date stays" : `${open.toLocaleString("en")} dates stay`;
  return element(
    "li",
    { class: "dl-notice" },
    `${dates} open until the day of publication is known. `,
    button("Say when it was published", () => page.askPublished(), { class: "dl-link" }),
  );
}

/**
 * @param {Article} article
 * @param {Looking} page
 * @param {DateRead} date
 */
function dateRow(article, page, date) {
  const { index, edtf, words, base, reason } = date;
  return element(
    "li",
    { class: page.date === index ? "dl-current" : null, "data-date": index },
    quoted(article, date, () => page.showDate(index)),
    edtf ? element("strong", {}, words ?? edtf) : element("strong", { class: "dl-off" }, "open"),
    small([edtf, base && `counted from ${base}`].filter(Boolean).join(", "), reason && `${edtf ? ". " : ""}${reason}`),
  );
}
