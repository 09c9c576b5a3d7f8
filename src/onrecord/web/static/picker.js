// A combobox: type to search, arrows to walk, Enter to choose (WAI-ARIA combobox with a list).
import { h, put } from "./dom.js";

let made = 0;

/**
 * A picker over entries {id, label, note, group, uses}. `search(words)` gives them (also as a promise); `choose(entry)`
 * is called with the chosen one; `propose(words)` is called where nothing in the list is meant, and may be left out.
 */
export function picker({ label, search, choose, propose = null, proposal = (words) => `Propose “${words}”`, value = "", close = () => {} }) {
  const id = `picker-${++made}`;
  const input = h("input", { type: "text", role: "combobox", "aria-expanded": "true", "aria-autocomplete": "list", "aria-controls": `${id}-list`, "aria-label": label, autocomplete: "off", spellcheck: "false", value });
  const list = h("div", { role: "listbox", id: `${id}-list`, "aria-label": label, tabindex: "-1" }); // walked by arrows: Tab goes past it
  const element = h("div", { class: "picker" }, input, list);
  let entries = [], at = 0, turn = 0, drawn = 0, searching = null;

  const marked = (text) => {
    const words = input.value.trim(), place = words ? text.toLowerCase().indexOf(words.toLowerCase()) : -1;
    return place < 0 ? [text] : [text.slice(0, place), h("b", {}, text.slice(place, place + words.length)), text.slice(place + words.length)];
  };
  function draw() {
    let group = null;
    put(list, entries.flatMap((entry, i) => {
      const head = entry.group && entry.group !== group ? [h("div", { class: "group", role: "presentation" }, (group = entry.group))] : [];
      const uses = entry.uses === undefined ? null : h("span", { class: "dim" }, `${entry.uses} ${entry.uses === 1 ? "use" : "uses"}`);
      return [...head, h("div", { role: "option", id: `${id}-${i}`, "aria-selected": String(i === at), onmousedown: (event) => event.preventDefault(), onclick: () => take(i) },
        h("span", {}, entry.proposed ? entry.label : marked(entry.label)), uses, entry.note ? h("small", {}, entry.note) : null)];
    }));
    if (entries.length) { input.setAttribute("aria-activedescendant", `${id}-${at}`); document.getElementById(`${id}-${at}`)?.scrollIntoView({ block: "nearest" }); }
    else { input.removeAttribute("aria-activedescendant"); put(list, h("div", { class: "group" }, "Nothing by that name.")); }
  }
  const refresh = () => (searching = find(++turn, input.value.trim()));
  async function find(mine, words) {
    const found = await search(words);
    if (mine !== turn) return;
    entries = [...found];
    if (propose && words && !found.some((one) => one.label.toLowerCase() === words.toLowerCase())) entries.push({ id: null, label: proposal(words), proposed: true });
    at = 0; drawn = mine; draw();
  }
  async function enter() { // typed faster than the list is found: what was meant is in the list to come
    while (drawn !== turn) await searching;
    if (element.isConnected) take(at);
  }
  function take(i) {
    const entry = entries[i];
    if (!entry) return;
    if (entry.proposed) propose(input.value.trim()); else choose(entry);
  }
  input.addEventListener("input", refresh);
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") at = Math.min(entries.length - 1, at + 1);
    else if (event.key === "ArrowUp") at = Math.max(0, at - 1);
    else if (event.key === "Enter") { event.preventDefault(); event.stopPropagation(); if (drawn === turn) take(at); else enter(); return; }
    else if (event.key === "Escape") { event.preventDefault(); event.stopPropagation(); close(); return; }
    else return;
    event.preventDefault(); draw();
  });
  const ready = refresh();
  return { element, input, ready, refresh };
}
