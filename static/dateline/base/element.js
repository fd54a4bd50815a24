/**
 * A DOM element from a tag, attributes (null or false: left out) and children, where texts become text nodes.
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string | number | boolean | null | undefined>} [attributes]
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false)
      made.setAttribute(name, value === true ? "" : `${value}`);
  }
  made.append(...children);
  return made;
}

/**
 * @param {string} text
 * @param {() => unknown} act
 * @param {Record<string, string | boolean | null>} [attributes]
 */
export function button(text, act, attributes = {}) {
  const made = element("button", { type: "button", ...attributes }, text);
  made.onclick = act;
  return made;
}

/**
 * Fills a box anew; what had the focus in it keeps it, by its place among what can have it.
 *
 * @param {Element} box
 * @param {...(Node | string)} children
 */
export function refill(box, ...children) {
  /** @returns {(Element | null)[]} */
  const focusable = () => [...box.querySelectorAll("button, input, [tabindex]")];
  const before = focusable().indexOf(document.activeElement);
  box.replaceChildren(...children);
  const again = focusable()[before];
  if (again instanceof HTMLElement) again.focus({ preventScroll: true });
}

/**
 * Fills a component's own place when it is mounted first; drawn again, it stays as it is.
 *
 * @param {Element} parent
 * @param {string} className
 * @param {...(Node | string)} children
 */
export function mountOnce(parent, className, ...children) {
  if (!parent.querySelector(`.${className}`)) parent.append(element("div", { class: className }, ...children));
}
