// A file of the visitor's, chosen or dropped: its name and its bytes.

const { element } = await import(new URL(`element.js${new URL(import.meta.url).search}`, import.meta.url));

/* made: limit of a file */
const MAX_FILE = 4194304;
const MAX_FILE_MB = 4;
/* end of made */

// A line that says how much of a file has arrived, as long as some of it has not.
export function onWay() {
  const root = element("p", { class: "dl-small", role: "status" });
  const show = (name, part) => (root.textContent = part < 1 ? `“${name}” is on its way: ${Math.floor(part * 100)} %.` : "");
  return { root, show };
}

// `take` gets the file's name and content, `refuse` the reason why it is not taken.
export function fileInput({ kinds, take, refuse }) {
  const choose = async file => {
    if (!file) return;
    if (file.size > MAX_FILE) return refuse({ problem: `“${file.name}” has ${file.size.toLocaleString("en")} bytes`, remedy: `a file of up to ${MAX_FILE_MB} MB can be taken` });
    take({ name: file.name, content: new Uint8Array(await file.arrayBuffer()) });
  };
  const input = element("input", { type: "file", accept: kinds, "aria-label": "A file", class: "dl-hidden", tabindex: "-1" });
  input.onchange = () => {
    choose(input.files[0]);
    input.value = "";
  };
  const dropOn = box => {
    box.addEventListener("dragover", event => event.preventDefault());
    box.addEventListener("drop", event => {
      if (!event.dataTransfer.files.length) return; // a text, which goes where it is dropped
      event.preventDefault();
      choose(event.dataTransfer.files[0]);
    });
  };
  return { input, dropOn };
}
