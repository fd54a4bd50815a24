// A file of the visitor's, chosen or dropped: its name and its bytes.

import { element } from "./element.js";

/* made: limits of a file */
const MAX_FILE_MB = 4;
const MAX_WORKBOOK_MB = 20;
/* end of made */

const WORKBOOK = /\.(xlsx|ods)$/i;

// A line that says how much of a file has arrived, as long as some of it has not.
export function onWay() {
  const root = element("p", { class: "dl-small", role: "status" });
  /**
   * @param {string} name
   * @param {number} part from 0 to 1
   */
  const show = (name, part) =>
    (root.textContent = part < 1 ? `“${name}” is on its way: ${Math.floor(part * 100)} %.` : "");
  return { root, show };
}

/**
 * A hidden field for a file, and what lets a file be dropped on a box.
 *
 * @param {object} settings
 * @param {string} settings.kinds
 * @param {(file: { name: string, content: Uint8Array }) => void} settings.take
 * @param {(reason: Pick<import("../../../types/wire").Fault, "problem" | "remedy">) => void} settings.refuse
 */
export function fileInput({ kinds, take, refuse }) {
  /** @param {File | undefined} file */
  const choose = async file => {
    if (!file) return;
    const most = WORKBOOK.test(file.name) ? MAX_WORKBOOK_MB : MAX_FILE_MB;
    if (file.size > most * 2 ** 20)
      return refuse({
        problem: `“${file.name}” has ${file.size.toLocaleString("en")} bytes`,
        remedy: `a file of up to ${most} MB can be taken`,
      });
    take({ name: file.name, content: new Uint8Array(await file.arrayBuffer()) });
  };
  const input = element("input", {
    type: "file",
    accept: kinds,
    "aria-label": "A file",
    class: "dl-hidden",
    tabindex: "-1",
  });
  input.onchange = () => {
    choose(input.files?.[0]);
    input.value = "";
  };
  /** @param {HTMLElement} box */
  const dropOn = box => {
    box.addEventListener("dragover", event => event.preventDefault());
    box.addEventListener("drop", event => {
      const file = event.dataTransfer?.files[0];
      if (!file) return; // a text, which goes where it is dropped
      event.preventDefault();
      choose(file);
    });
  };
  return { input, dropOn };
}
