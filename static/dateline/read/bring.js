// Where an article comes from: pasted, a file, or the example; and what the reader has to be told of it: when it was
// published, and what it is about.

import { button, element } from "../base/element.js";
import { fileInput, onWay } from "../base/file.js";

/* made: limits of an article */
const MAX_FILE_MB = 4;
const MAX_CHARACTERS = 200000;
/* end of made */
export { MAX_CHARACTERS };
const LONG_PASTE = 20_000;
const KINDS = ".txt,.html,.htm,.xhtml,.md";
const PRIVATE =
  "The text stays in this session. It is not stored, and no link carries it, unless you put a sentence into a story and share that.";

// `read` is called when the article is to be read, `takeFile` with a file, `refuse` with what cannot be taken.
export function bringBox({ read, takeFile, refuse }) {
  const text = element("textarea", {
    class: "dl-field dl-paste",
    rows: 12,
    "aria-label": "Text of the article",
    placeholder: "Paste the text of an article, or drop a file here.",
    spellcheck: "false",
    dir: "auto",
  });
  // A browser takes seconds to paste a long text letter by letter, as it does for undo.
  text.onpaste = event => {
    const pasted = event.clipboardData.getData("text/plain");
    if (pasted.length < LONG_PASTE) return;
    event.preventDefault();
    text.setRangeText(pasted, text.selectionStart, text.selectionEnd, "end");
  };
  const file = fileInput({ kinds: KINDS, take: takeFile, refuse });
  const way = onWay();
  const example = button(
    "Example",
    async () => {
      const { PUBLISHED, TEXT } = await import("./example.js");
      fill({ text: TEXT, published: PUBLISHED });
    },
    { class: "dl-quiet" },
  );
  const title = element("summary", {}, "The article");
  const limits = element(
    "p",
    { class: "dl-small" },
    `Plain text or an HTML page, in English: up to ${MAX_FILE_MB} MB and ${MAX_CHARACTERS.toLocaleString("en")} characters.`,
  );
  const box = element(
    "details",
    { class: "dl-start-box", open: true },
    title,
    text,
    element(
      "div",
      { class: "dl-start" },
      button("A file …", () => file.input.click(), { class: "dl-quiet" }),
      file.input,
      example,
      limits,
      way.root,
    ),
  );

  const published = element("input", {
    type: "text",
    class: "dl-field",
    id: "dl-published",
    dir: "ltr",
    placeholder: "2020-11-03",
    autocomplete: "off",
    maxlength: "300",
    "aria-describedby": "dl-published-note",
    title: "As precisely as it is known: 2020-11-03, 2020-11 or 2020-11-02/2020-11-03",
  });
  const day = element("input", {
    type: "date",
    class: "dl-hidden",
    tabindex: "-1",
    "aria-label": "The day of publication",
  });
  const choose = button("Choose a day", () => day.showPicker?.(), { class: "dl-quiet" });
  day.onchange = () => {
    published.value = day.value;
    published.dispatchEvent(new Event("change"));
  };
  const note = element("p", { class: "dl-small", id: "dl-published-note", role: "status" });
  const about = element("input", {
    type: "text",
    class: "dl-field",
    id: "dl-about",
    placeholder: "its places, as in: Libya, Tunisia",
    autocomplete: "off",
    maxlength: "300",
  });
  const start = button("Read", read, { class: "dl-primary" });
  const line = element(
    "div",
    { class: "dl-known" },
    element(
      "div",
      {},
      element("label", { for: "dl-published" }, "Published"),
      element("div", { class: "dl-day" }, published, choose, day),
    ),
    element("div", {}, element("label", { for: "dl-about" }, "This article is about …"), about),
    start,
  );
  const root = element("div", { class: "dl-bring" }, box, line, note, element("p", { class: "dl-small" }, PRIVATE));
  file.dropOn(root);
  root.addEventListener("keydown", event => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey || event.target.matches("#dl-published, #dl-about")))
      return;
    event.preventDefault();
    read();
  });

  const bring = { root, text, published, about, fill, tell, fold, onWay: way.show, title: null };
  text.addEventListener("input", () => (bring.title = null));

  function fill(brought) {
    text.value = brought.text;
    bring.title = brought.title ?? null;
    published.value = brought.published ?? "";
    tell(brought.note ?? "");
    box.open = true;
    (published.value ? start : published).focus();
  }
  // What is to be said of the date of publication; `wrong` where it cannot be read.
  function tell(sentence, wrong = false) {
    note.textContent = sentence;
    note.classList.toggle("dl-wrong", wrong);
    published.toggleAttribute("aria-invalid", wrong);
    if (wrong) published.setAttribute("aria-invalid", "true");
  }
  // Out of the way once the article is read.
  function fold(there) {
    box.open = !there;
    title.textContent = there ? "The article, or another" : "The article";
  }
  return bring;
}
