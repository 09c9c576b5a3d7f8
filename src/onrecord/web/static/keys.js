// One registry of keys. Collisions are refused, keys can be remapped or switched off, and they act only outside text
// fields (WCAG 2.1.4).
import { h, put, say } from "./dom.js";

const STORE = "onrecord.keys";
const actions = new Map(); // name -> {label, key, run, area}
const saved = read();

function read() { try { return JSON.parse(localStorage.getItem(STORE)) ?? {}; } catch { return {}; } }
function write() { try { localStorage.setItem(STORE, JSON.stringify(saved)); } catch { /* this page only */ } }

/** Names one action of the page. Throws when its key is taken: a page with two meanings for a key is a mistake. */
export function key(name, keyName, label, run, { area = null } = {}) {
  const own = saved.map?.[name] ?? keyName;
  const wanted = [...actions].some(([other, taken]) => other !== name && taken.key === own) ? keyName : own;
  for (const [other, taken] of actions) if (other !== name && taken.key === wanted) throw new Error(`${wanted} is taken by ${other}`);
  actions.set(name, { label, key: wanted, usual: keyName, run, area });
}

/** The key that an action has now, for the small key signs on buttons. */
export const keyOf = (name) => actions.get(name)?.key ?? "";
export const off = () => saved.off === true;

/** "Ctrl+Shift+Z", "a", "Space": how a press is written. */
export function written(event) {
  const plain = event.key === " " ? "Space" : event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const control = event.ctrlKey || event.metaKey;
  return `${control ? "Ctrl+" : ""}${event.altKey ? "Alt+" : ""}${event.shiftKey && (event.key.length > 1 || control || /[a-z]/i.test(event.key)) ? "Shift+" : ""}${control || plain.length > 1 ? plain.length === 1 ? plain.toUpperCase() : plain : plain}`;
}

function typing(target) {
  return target.isContentEditable || /^(TEXTAREA|SELECT)$/.test(target.tagName) || (target.tagName === "INPUT" && !/^(checkbox|radio|button|range)$/.test(target.type));
}

addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing) return;
  const name = written(event);
  const control = event.ctrlKey || event.metaKey;
  if (typing(event.target) && !(control && name === "Ctrl+K")) return;
  if (off() && !control && name !== "?" && name !== "Escape") return;
  if (document.querySelector("dialog[open]") && !control) return;
  // On a focused control, Space and Enter press it; arrows walk a group.
  if ((name === "Space" || name === "Enter") && event.target.closest("button,a[href],summary,input,[role=option],[role=radio]")) return;
  for (const [, action] of actions) {
    if (action.key !== name || (action.area && !action.area())) continue;
    if (event.repeat && !action.repeats && name !== "j" && name !== "k") { event.preventDefault(); return; }
    event.preventDefault();
    action.run(event);
    return;
  }
});

/** The dialog behind `?`: all keys, remap, switch off. */
export function showKeys() {
  const dialog = h("dialog", { "aria-labelledby": "keys-title" });
  const draw = () => put(dialog,
    h("h2", { id: "keys-title" }, "Keys"),
    h("p", { class: "note" }, "Keys act only outside text fields. Press a key's button, then the new key; Escape leaves it."),
    h("table", { class: "rows" }, h("tbody", {}, [...actions].map(([name, action]) => h("tr", {},
      h("td", {}, action.label),
      h("td", { class: "num" }, h("button", { type: "button", class: "btn small", "aria-label": `${action.label}: ${action.key}. Change`, onclick: (event) => change(name, event.currentTarget, draw) }, h("kbd", {}, action.key))))))),
    h("div", { class: "foot" },
      h("button", { type: "button", class: "btn", onclick: () => { saved.off = !saved.off; write(); draw(); say(saved.off ? "Keys are off." : "Keys are on."); } }, saved.off ? "Switch keys on" : "Switch keys off"),
      h("button", { type: "button", class: "btn", onclick: () => { saved.map = {}; for (const action of actions.values()) action.key = action.usual; write(); draw(); } }, "Usual keys"),
      h("button", { type: "button", class: "btn main", onclick: () => dialog.close() }, "Close")));
  draw();
  document.body.append(dialog);
  const before = document.activeElement;
  dialog.addEventListener("close", () => { dialog.remove(); before?.focus(); });
  dialog.showModal();
}

function change(name, button, draw) {
  button.textContent = "press a key";
  const listen = (event) => {
    event.preventDefault(); event.stopPropagation();
    if (/^(Shift|Control|Alt|Meta)$/.test(event.key)) return;
    removeEventListener("keydown", listen, true);
    const wanted = written(event);
    const taken = [...actions].find(([other, action]) => other !== name && action.key === wanted);
    if (event.key === "Escape" || event.key === "Tab") { draw(); return; }
    if (taken) { say(`${wanted} is taken by ${taken[1].label}.`, { assertive: true }); button.textContent = `${wanted} is taken`; setTimeout(draw, 1200); return; }
    actions.get(name).key = wanted;
    saved.map = { ...saved.map, [name]: wanted };
    write(); draw();
  };
  addEventListener("keydown", listen, true);
}

export const allActions = () => [...actions].map(([name, action]) => ({ name, ...action }));
