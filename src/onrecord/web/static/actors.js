// The list of actors: rows are chosen and merged, after a look at what the merger brings together.
import { attempt, button, field, n, openDialog, undoable } from "./acts.js";
import { mergeDialog } from "./actors_merge.js";
import { byId, h, put, say } from "./dom.js";
import { key } from "./keys.js";

const rows = [...document.querySelectorAll("#actors tbody tr")], chosen = new Map();
const STORE = "onrecord.actors.done";
let at = -1;
// After an act the list is asked for again, since counts and order change; what was done is told on the new page.
const again = () => { location.reload(); };
const { undo, told, hide } = undoable(async () => { forget(); again(); });
function remember(words) { try { sessionStorage.setItem(STORE, words); } catch { /* it is done all the same */ } }
function forget() { try { sessionStorage.removeItem(STORE); } catch { /* nothing kept */ } }

function drawBar() {
  for (const row of rows) row.classList.toggle("chosen", chosen.has(row.dataset.id));
  put(byId("mergebar"), chosen.size ? h("div", { class: "splitbar", role: "group", "aria-label": "Merge" }, h("b", {}, `${n(chosen.size, "actor")} chosen`), h("span", { class: "dim" }, [...chosen.values()].join(", ")),
    h("button", { type: "button", class: "btn small", id: "none", onclick: () => { for (const row of rows) row.querySelector("input").checked = false; chosen.clear(); drawBar(); } }, "None"),
    h("button", { type: "button", class: "btn small main", id: "merge", disabled: chosen.size < 2, onclick: merge }, "Merge these ", h("kbd", {}, "m"))) : null);
}

function merge() {
  if (chosen.size < 2) { say("Choose at least two actors first: v chooses the row."); return; }
  mergeDialog([...chosen].map(([id, name]) => ({ id, name })), (name) => { remember(`Merged into ${name}.`); again(); });
}

function move(by) {
  if (!rows.length) return;
  at = Math.min(rows.length - 1, Math.max(0, at + by));
  rows.forEach((row, place) => { if (place === at) row.setAttribute("aria-selected", "true"); else row.removeAttribute("aria-selected"); });
  rows[at].scrollIntoView({ block: "nearest" });
  say(`${rows[at].querySelector("a").textContent}${chosen.has(rows[at].dataset.id) ? ", chosen" : ""}`);
}
function toggle() {
  if (at < 0) { move(1); return; }
  const box = rows[at].querySelector("input");
  box.checked = !box.checked;
  box.dispatchEvent(new Event("change"));
  say(`${box.dataset.name} ${box.checked ? "chosen" : "left out"}, ${chosen.size} chosen.`);
}

for (const row of rows) {
  const box = row.querySelector("input");
  box.addEventListener("change", () => { if (box.checked) chosen.set(row.dataset.id, box.dataset.name); else chosen.delete(row.dataset.id); drawBar(); });
  if (box.checked) chosen.set(row.dataset.id, box.dataset.name); // a browser may keep ticks over a reload
}
byId("sort").addEventListener("change", (event) => event.target.form.submit());
byId("new").addEventListener("click", () => openDialog("New actor", (dialog) => {
  const name = h("input", { id: "a-name", maxlength: "300", autocomplete: "off", autofocus: true }), kind = h("select", { id: "a-kind" }, ["person", "organization", "state", "group"].map((value) => h("option", { value }, value)));
  const save = async () => { const answer = await attempt(dialog, "/api/actors", { name: name.value.trim(), kind: kind.value }); if (answer) location.href = `/actors/${encodeURIComponent(answer.id)}`; };
  put(dialog.body, h("p", { class: "note" }, "For somebody whom no article names by a name. Who is named is in the list already."), field("Name", name), field("Kind", kind));
  put(dialog.foot, button("Leave", dialog.close), button("Add actor", save, { main: true }));
  name.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); void save(); } });
}));
key("next", "j", "Next row", () => move(1));
key("previous", "k", "Previous row", () => move(-1));
key("choose", "v", "Choose row", toggle);
key("merge", "m", "Merge chosen actors", merge);
key("open", "Enter", "Open actor", () => { if (at >= 0) location.href = rows[at].querySelector("a").href; });
key("search", "/", "Search actors", () => byId("words").focus());
key("undo", "Backspace", "Undo", undo);
key("undo2", "Ctrl+Z", "Undo", undo);
key("close", "Escape", "Close", hide);

const wanted = decodeURIComponent(location.hash.slice(1));
if (wanted && wanted !== "main") location.replace(`/actors/${encodeURIComponent(wanted)}`);
drawBar();
try { const words = sessionStorage.getItem(STORE); if (words) { forget(); told(words); } } catch { /* nothing to tell */ }
