// Parts of a JSON document by JSON Pointer (RFC 6901), and its changes by JSON Patch (RFC 6902), each with its way back.
// A draft may be any JSON, as it is whatever somebody brought: so what is found in it is `unknown` until it is looked at.

/** @typedef {(string | number)[]} Keys the keys that lead from a value into it */
/** @typedef {{ op: "add" | "replace", path: string, value: unknown }} Assignment */
/** @typedef {{ op: "remove", path: string }} Removal */
/** @typedef {{ op: "move", from: string, path: string }} Move */
/** @typedef {Assignment | Removal | Move} Operation */

/**
 * @param {unknown} value
 * @returns {value is Record<string | number, unknown>}
 */
export const isObject = value => value !== null && typeof value === "object";

/**
 * A list as it is, and an empty one for anything else.
 *
 * @param {unknown} value
 * @returns {unknown[]}
 */
export const listOf = value => (Array.isArray(value) ? value : []);

/**
 * The value that keys lead to; undefined where they lead nowhere.
 *
 * @param {unknown} value
 * @param {Keys} keys
 */
export function at(value, keys) {
  let inner = value;
  for (const key of keys) {
    if (!isObject(inner)) return undefined;
    inner = inner[key];
  }
  return inner;
}

/** @param {Keys} keys */
export const pointerOf = keys =>
  keys.map(key => `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");

/** @param {string} pointer */
const keysOf = pointer =>
  pointer
    .slice(1)
    .split("/")
    .map(key => key.replaceAll("~1", "/").replaceAll("~0", "~"));

/**
 * Makes one operation; returns the one that undoes it.
 *
 * @param {unknown} document
 * @param {Operation} operation
 * @returns {Operation}
 */
export function operate(document, operation) {
  const { path } = operation;
  if (operation.op === "move") {
    const value = at(document, keysOf(operation.from));
    operate(document, { op: "remove", path: operation.from });
    operate(document, { op: "add", path, value });
    return { op: "move", from: path, path: operation.from };
  }
  const keys = keysOf(path);
  const owner = at(document, keys.slice(0, -1));
  if (Array.isArray(owner)) return operateOnList(owner, keys, operation);
  if (!isObject(owner)) throw new TypeError(`Nothing has a member ${path}`);
  return operateOnMembers(owner, keys[keys.length - 1], operation);
}

/**
 * @param {unknown[]} owner
 * @param {Keys} keys
 * @param {Assignment | Removal} operation
 * @returns {Operation}
 */
function operateOnList(owner, keys, operation) {
  const key = keys[keys.length - 1];
  const index = key === "-" ? owner.length : Number(key);
  const path = pointerOf([...keys.slice(0, -1), index]);
  if (operation.op === "remove") return { op: "add", path, value: owner.splice(index, 1)[0] };
  if (operation.op === "replace") return { op: "replace", path, value: owner.splice(index, 1, operation.value)[0] };
  owner.splice(index, 0, operation.value);
  return { op: "remove", path };
}

/**
 * @param {Record<string, unknown>} owner
 * @param {string} key
 * @param {Assignment | Removal} operation
 * @returns {Operation}
 */
function operateOnMembers(owner, key, operation) {
  const { path } = operation;
  const had = Object.hasOwn(owner, key);
  const before = owner[key];
  if (operation.op === "remove") delete owner[key];
  // Not by assignment, which "__proto__" would take for something else.
  else
    Object.defineProperty(owner, key, { value: operation.value, writable: true, enumerable: true, configurable: true });
  if (!had) return { op: "remove", path };
  return { op: operation.op === "remove" ? "add" : "replace", path, value: before };
}
