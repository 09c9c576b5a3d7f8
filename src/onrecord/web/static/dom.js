// Elements from values. Text becomes text nodes, never markup, so that nothing an article says can run.

const SVG = "http://www.w3.org/2000/svg";

/** An element: h("p", {class: "dim"}, "words", child). `on…` are listeners; null and false leave an attribute out. */
export function h(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/** The same for SVG. */
export function s(tag, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

export const byId = (id) => document.getElementById(id);

/** The data that the server put into the page under this id. */
export function island(id) {
  const found = byId(id);
  return found ? JSON.parse(found.textContent) : null;
}

/** Puts new children in place of the old. */
export function put(element, ...children) {
  element.replaceChildren(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
}

const SHAPES = {
  support: "M.5 6a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0-11 0z",
  oppose: "M1 1h10v10H1z",
  neutral: "M2.8 2.2h6.4a3.8 3.8 0 0 1 0 7.6H2.8a3.8 3.8 0 0 1 0-7.6z",
  conditional: "M6-.9L12.9 6 6 12.9-.9 6z",
};
const SIGNS = { support: "M6 3.2v5.6M3.2 6h5.6", oppose: "M3.2 6h5.6", neutral: "M3.6 6h4.8", conditional: "M6 2.4v4.4M3.8 4.6h4.4M3.8 8.6h4.4" };
/** The two paths of a stance's mark, on a ground of 12 by 12. */
export const outline = (value) => [SHAPES[value], SIGNS[value]];
export const STANCES = ["support", "oppose", "neutral", "conditional"];
export const SIGN = { support: "+", oppose: "−", neutral: "0", conditional: "±" };

// An argument is made or disputed: who "supports" harm to the marsh would want the harm.
const OF_ARGUMENTS = { support: "made", oppose: "disputed", neutral: "mentioned", conditional: "made if" };
/** A stance in a word, on a concept of this kind. */
export const stanceWord = (value, kind = "") => (kind === "argument" ? OF_ARGUMENTS[value] ?? value : value);

/** A stance as shape, sign and word; a suggestion is dashed and hollow. `kind` is that of the concept. */
export function stance(value, { suggested = false, word = true, kind = "" } = {}) {
  return h("span", { class: suggested ? "st sug" : "st", "data-s": value },
    s("svg", { viewBox: "-1.6 -1.6 15.2 15.2", "aria-hidden": "true" }, s("path", { d: SHAPES[value] }), s("path", { class: "sg", d: SIGNS[value] })),
    word ? stanceWord(value, kind) : h("span", { class: "vh" }, stanceWord(value, kind)));
}

/** A number with its thousands parted. */
export const told = (n) => n.toLocaleString("en");

/** What the live region reads out. `assertive` is for conflicts alone. */
export function say(text, { assertive = false } = {}) {
  const region = byId(assertive ? "alert" : "live");
  region.textContent = "";
  // A region that gets the same words twice stays silent: empty it, then speak in the next frame.
  requestAnimationFrame(() => { region.textContent = text; });
}

/**
 * The text between two code points. The server counts code points, JavaScript UTF-16 units: `codePoints(text)` is made
 * once a text and converts at this border only.
 */
export function codePoints(text) {
  let astral = false;
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) >= 0xd800 && text.charCodeAt(i) <= 0xdbff) { astral = true; break; }
  if (!astral) return { toUnits: (n) => n, toPoints: (n) => n, slice: (a, b) => text.slice(a, b), length: text.length };
  const starts = [];
  for (let i = 0; i < text.length;) { starts.push(i); i += text.codePointAt(i) > 0xffff ? 2 : 1; }
  starts.push(text.length);
  const toPoints = (unit) => { let low = 0, high = starts.length - 1; while (low < high) { const middle = (low + high) >> 1; if (starts[middle] < unit) low = middle + 1; else high = middle; } return low; };
  return { toUnits: (n) => starts[n], toPoints, slice: (a, b) => text.slice(starts[a], starts[b]), length: starts.length - 1 };
}
