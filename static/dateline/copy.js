// A button that copies a text, on plain http too, where a page has no clipboard to write to.

const { element } = await import(new URL(`element.js${new URL(import.meta.url).search}`, import.meta.url));

// `text` says what to copy; where that is nothing, the button says `instead`.
export function copyButton(title, copied, text, instead) {
  const button = element("button", { type: "button", class: "dl-primary" }, title);
  button.onclick = async () => {
    const wanted = text();
    if (wanted === null) button.textContent = instead;
    else button.textContent = (await copy(wanted)) ? copied : "Copying is not allowed here";
    setTimeout(() => (button.textContent = title), 2500);
  };
  return element("span", { role: "status" }, button);
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = element("textarea", { readonly: true, class: "dl-hidden", "aria-hidden": "true" });
    field.value = text;
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done;
  }
}
