// A DOM element from a tag, attributes (null or false: left out) and children, where texts become text nodes.
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children);
  return made;
}

export function button(text, act, attributes = {}) {
  const made = element("button", { type: "button", ...attributes }, text);
  made.onclick = act;
  return made;
}

// Fills a box anew; what had the focus in it keeps it, by its place among what can have it.
export function refill(box, ...children) {
  const focusable = () => [...box.querySelectorAll("button, input, [tabindex]")];
  const before = focusable().indexOf(document.activeElement);
  box.replaceChildren(...children);
  focusable()[before]?.focus({ preventScroll: true });
}

// Fills a component's own place when it is mounted first; drawn again, it stays as it is.
export function mountOnce(parent, className, ...children) {
  if (!parent.querySelector(`.${className}`)) parent.append(element("div", { class: className }, ...children));
}
