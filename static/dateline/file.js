// A file of the visitor's, chosen or dropped, as it goes over the session's own websocket.

const { element } = await import(new URL(`element.js${new URL(import.meta.url).search}`, import.meta.url));

const BYTES_MOST = 4 * 1024 * 1024;

// In pieces: one call with four million arguments would be too much.
const base64 = bytes => {
  let text = "";
  for (let first = 0; first < bytes.length; first += 8192) text += String.fromCharCode(...bytes.subarray(first, first + 8192));
  return btoa(text);
};

// `take` gets the file's name and content, `refuse` the reason why it is not taken.
export function fileInput({ kinds, take, refuse }) {
  const choose = async file => {
    if (!file) return;
    if (file.size > BYTES_MOST) return refuse(["", `“${file.name}” has ${file.size.toLocaleString("en")} bytes`, "a file of up to 4 MB can be taken"]);
    take({ name: file.name, base64: base64(new Uint8Array(await file.arrayBuffer())) });
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
