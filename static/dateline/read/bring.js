// Where an article comes from: pasted, a file, or the example; and what the reader has to be told of it: when it was
// published, and what it is about.

import { dateField } from "../base/dates.js";
import { button, element } from "../base/element.js";
import { fileInput, onWay } from "../base/file.js";

/** @import { Fault } from "../../../types/wire" */
/** @import { LoadedFile } from "./requests" */

/** @typedef {{ text: string, title?: string | null, published?: string | null, note?: string }} Brought */

/* made: limits of an article */
const MAX_FILE_MB = 4;
const MAX_CHARACTERS = 200000;
/* end of made */
export { MAX_CHARACTERS };
const LONG_PASTE = 20_000;
const KINDS = ".txt,.html,.htm,.xhtml,.md";
const PRIVATE =
  "The text stays in this session. It is not stored, and no link carries it, unless you put a sentence into a story and share that.";

export class Bring {
  /** @type {string | null} of the article, where a file has one */
  title = null;
  text = pasteField();
  published = publishedField();
  day = dateField(this.published, () => this.published.dispatchEvent(new Event("change")));
  about = element("input", {
    type: "text",
    class: "dl-field",
    id: "dl-about",
    placeholder: "its places, as in: Libya, Tunisia",
    autocomplete: "off",
    maxlength: "300",
  });
  note = element("p", { class: "dl-small", id: "dl-published-note", role: "status" });
  summary = element("summary", {}, "The article");
  way = onWay();

  /**
   * @param {object} settings
   * @param {() => void} settings.read called when the article is to be read
   * @param {(file: LoadedFile) => void} settings.takeFile
   * @param {(reason: Pick<Fault, "problem" | "remedy">) => void} settings.refuse hears of what cannot be taken
   */
  constructor({ read, takeFile, refuse }) {
    const file = fileInput({ kinds: KINDS, take: takeFile, refuse });
    this.start = button("Read", read, { class: "dl-primary" });
    this.box = this.startBox(file.input);
    this.root = element(
      "div",
      { class: "dl-bring" },
      this.box,
      this.knownLine(),
      this.note,
      element("p", { class: "dl-small" }, PRIVATE),
    );
    file.dropOn(this.root);
    this.published.addEventListener("change", this.day.settle);
    this.text.addEventListener("input", () => (this.title = null));
    this.root.addEventListener("keydown", event => {
      const inLine = event.target === this.published || event.target === this.about;
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey || inLine)) return;
      event.preventDefault();
      this.day.settle();
      read();
    });
  }

  /** @param {HTMLInputElement} file */
  startBox(file) {
    const example = async () => {
      const { PUBLISHED, TEXT } = await import("./example.js");
      this.fill({ text: TEXT, published: PUBLISHED });
    };
    const limits = `Plain text or an HTML page, in English: up to ${MAX_FILE_MB} MB and ${MAX_CHARACTERS.toLocaleString("en")} characters.`;
    return element(
      "details",
      { class: "dl-start-box", open: true },
      this.summary,
      this.text,
      element(
        "div",
        { class: "dl-start" },
        button("A file …", () => file.click(), { class: "dl-quiet" }),
        file,
        button("Example", example, { class: "dl-quiet" }),
        element("p", { class: "dl-small" }, limits),
        this.way.root,
      ),
    );
  }

  // What the reader knows of the article.
  knownLine() {
    return element(
      "div",
      { class: "dl-known" },
      element(
        "div",
        {},
        element("label", { for: "dl-published" }, "Published"),
        element("div", { class: "dl-day" }, this.published, ...dayChoice(this.published)),
        this.day.root,
      ),
      element("div", {}, element("label", { for: "dl-about" }, "This article is about …"), this.about),
      this.start,
    );
  }

  /** @param {Brought} brought */
  fill({ text, title = null, published = null, note = "" }) {
    this.text.value = text;
    this.title = title;
    this.published.value = published ?? "";
    this.tell(note);
    this.box.open = true;
    (this.published.value ? this.start : this.published).focus();
  }

  /**
   * Says what is to be said of the date of publication.
   *
   * @param {string} sentence
   * @param {boolean} [wrong] whether it cannot be read
   */
  tell(sentence, wrong = false) {
    this.note.textContent = sentence;
    this.note.classList.toggle("dl-wrong", wrong);
    if (wrong) this.published.setAttribute("aria-invalid", "true");
    else this.published.removeAttribute("aria-invalid");
  }

  /**
   * Asks for the day of publication; that of the dateline is offered.
   *
   * @param {string | null} filedOn
   */
  askDay(filedOn) {
    if (!filedOn) return this.tell("When was it published? Without the day, dates such as “on Monday” stay open.");
    const take = () => {
      this.published.value = filedOn;
      this.tell("");
      this.published.dispatchEvent(new Event("change"));
    };
    this.tell("When was it published? The dateline has a day: ");
    this.note.append(button(filedOn, take, { class: "dl-link" }));
  }

  /**
   * Puts it out of the way once the article is read.
   *
   * @param {boolean} there
   */
  fold(there) {
    this.box.open = !there;
    this.summary.textContent = there ? "The article, or another" : "The article";
  }
}

function pasteField() {
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
    const pasted = event.clipboardData?.getData("text/plain") ?? "";
    if (pasted.length < LONG_PASTE) return;
    event.preventDefault();
    text.setRangeText(pasted, text.selectionStart, text.selectionEnd, "end");
  };
  return text;
}

function publishedField() {
  return element("input", {
    type: "text",
    class: "dl-field",
    id: "dl-published",
    dir: "ltr",
    placeholder: "2020-11-03",
    autocomplete: "off",
    maxlength: "300",
    "aria-describedby": "dl-published-note",
    title: "As precisely as it is known: 3 November 2020 or 2020-11-03, November 2020, 2020, or 2020-11-02/2020-11-03",
  });
}

/**
 * A button that opens the browser's calendar for a field, and what the calendar hangs on.
 *
 * @param {HTMLInputElement} field
 */
function dayChoice(field) {
  const day = element("input", {
    type: "date",
    class: "dl-hidden",
    tabindex: "-1",
    "aria-label": "The day of publication",
  });
  day.onchange = () => {
    field.value = day.value;
    field.dispatchEvent(new Event("change"));
  };
  return [button("Choose a day", () => day.showPicker?.(), { class: "dl-quiet" }), day];
}
