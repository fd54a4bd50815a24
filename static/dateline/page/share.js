// The ways from here: the link to this view, the snippet that shows it in another site, the page's other pages.

import { copyButton } from "../base/copy.js";
import { element, mountOnce } from "../base/element.js";
import { carry, link, pageQuery } from "./address.js";
import { keepShown } from "./view.js";

/** @import { Header, Shared } from "../../../types/wire" */
/** @import { Component } from "../../../types/page" */

// Some mail and chat programs cut a link beyond the first; beyond the second, servers and browsers refuse it too.
const CUT = 2000;
const TOO_LONG = 8000;
let more = 0; // characters of a story that is too long to be sent for a link
const length = () => link().length + more;
const tooLong = () => length() > TOO_LONG;
const copyLinkButton = () =>
  copyButton("Copy link", "Link copied", () => (tooLong() ? null : link()), "Too long for a link");

/** @param {Component<Shared>} component */
export function share({ data, parentElement }) {
  carry(data.data);
  more = data.more ?? 0;
  const field = element("input", { type: "text", readonly: true, "aria-label": "Link to this view", dir: "ltr" });
  field.onfocus = () => field.select();
  const line = element("div", { class: "dl-share" }, field, copyLinkButton());
  const warning = element("p", { class: "dl-small dl-length", role: "status" });
  const embed = embedding(data.title);
  mountOnce(parentElement, "dl-sharing", line, warning, embed, refused);
  keepShown(line, () => {
    const address = link();
    const count = length().toLocaleString("en");
    line.hidden = embed.hidden = tooLong();
    field.value = address;
    if (line.hidden)
      warning.textContent = `With ${count} characters this is too long for a link. Send the story file instead.`;
    else if (address.length > CUT)
      warning.textContent = `Some programs cut links of more than 2,000 characters; this one has ${count}.`;
    else warning.textContent = "";
  });
}

// Why a file could not be made. Streamlit shows it for five seconds beside the button, and no screen reader hears of it.
const refused = element("p", { class: "dl-notice dl-refused", role: "alert" });
const watch = new MutationObserver(changes => {
  const error = changes
    .flatMap(({ addedNodes }) => [...addedNodes])
    .find(node => node instanceof Element && node.matches("[data-testid=stDownloadButtonError]"));
  if (error) refused.textContent = error.textContent;
});
addEventListener("click", ({ target }) => {
  const files = target instanceof Element && target.closest(".st-key-downloads");
  if (!files) return;
  refused.replaceChildren();
  watch.observe(files, { childList: true, subtree: true });
});

/** @type {[width: number | string, height: number, name: string][]} */
const SIZES = [
  ["100%", 480, "Full width"],
  [640, 480, "640 × 480"],
  [400, 700, "400 × 700"],
];

/** @param {string} title */
function embedding(title) {
  let size = SIZES[0];
  const code = element("textarea", {
    readonly: true,
    rows: 4,
    "aria-label": "HTML for another site",
    dir: "ltr",
    spellcheck: "false",
  });
  code.onfocus = () => code.select();
  const fill = () => (code.value = snippet(title, size));
  const choices = SIZES.map(choice => {
    const radio = element("input", { type: "radio", name: "embed-size", checked: choice === size });
    radio.onchange = () => ((size = choice), fill());
    return element("label", {}, radio, element("span", {}, choice[2]));
  });
  const sizes = element("div", { class: "dl-choice", role: "radiogroup", "aria-label": "Size" }, ...choices);
  const actions = element(
    "div",
    { class: "dl-embed-actions" },
    sizes,
    copyButton("Copy HTML", "HTML copied", () => snippet(title, size)),
  );
  const details = element("details", { class: "dl-embed" }, element("summary", {}, "Embed"), code, actions);
  keepShown(details, fill);
  return details;
}

/**
 * @param {string} title
 * @param {[width: number | string, height: number, name: string]} size
 */
export function snippet(title, [width, height]) {
  /** @type {Record<string, string>} */
  const escapes = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  const attribute = (/** @type {string} */ text) => text.replace(/[&<>"]/g, sign => escapes[sign]);
  const [source, name] = [link("embed=true"), title].map(attribute);
  return `<iframe src="${source}" title="${name}" width="${width}" height="${height}" style="border:0" loading="lazy" allow="clipboard-write"></iframe>`;
}

// ---- in the header

const toPages = () => {
  /** @type {NodeListOf<HTMLAnchorElement>} */
  const anchors = document.querySelectorAll("a[data-page]");
  for (const anchor of anchors) anchor.search = pageQuery();
};

/** @param {Component<Header>} component */
export function pages({ parentElement }) {
  keepShown(parentElement, toPages);
}

/** @param {Component<Header>} component */
export function copyLink({ parentElement }) {
  mountOnce(parentElement, "dl-copy", copyLinkButton());
  keepShown(parentElement, toPages);
}

// ---- in a frame of another site

/** @param {Component<{ title: string, lang: string }>} component */
export function fullPage({ data, parentElement }) {
  const title = element("span", { class: "dl-full-title", lang: data.lang }, data.title);
  const anchor = element("a", { target: "_blank", rel: "noopener" }, "Open full page");
  mountOnce(parentElement, "dl-full", title, anchor);
  keepShown(anchor, () => (anchor.href = link()));
}
