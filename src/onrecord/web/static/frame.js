// On every page: the palette (Ctrl K), the keys (?), the theme.
import { byId, h, island, put } from "./dom.js";
import { allActions, key, showKeys } from "./keys.js";
import { ask } from "./server.js";
import { flush } from "./saving.js";

key("palette", "Ctrl+K", "Find or run", openPalette);
key("keys", "?", "All keys", showKeys);
byId("find").addEventListener("click", openPalette);
byId("allkeys").addEventListener("click", showKeys);
flush();
const pages = document.querySelector(".top nav"), current = pages?.querySelector("[aria-current]");
if (current && pages.scrollWidth > pages.clientWidth) pages.scrollLeft = current.offsetLeft - pages.offsetLeft - (pages.clientWidth - current.offsetWidth) / 2; // on a narrow screen

function themes() {
  const dark = document.documentElement.dataset.theme === "dark" || (!document.documentElement.dataset.theme && matchMedia("(prefers-color-scheme:dark)").matches);
  const next = dark ? "light" : "dark";
  document.documentElement.dataset.theme = next;
  // In a cookie, for the server to write into the page: it stands in the first drawing, and no script is waited for.
  document.cookie = `onrecord_theme=${next}; path=/; max-age=31536000; samesite=strict`;
}

function openPalette() {
  if (document.querySelector("dialog[open]")) return;
  const before = document.activeElement;
  const input = h("input", { type: "text", role: "combobox", "aria-expanded": "true", "aria-controls": "palette-list", "aria-label": "Find or run", autocomplete: "off", spellcheck: "false" });
  const list = h("ul", { role: "listbox", id: "palette-list", "aria-label": "Results" });
  const dialog = h("dialog", { "aria-label": "Find or run", class: "palette" }, h("div", { class: "picker" }, input, list));
  let items = [], at = 0, turn = 0;
  const fixed = () => [
    ...[...document.querySelectorAll(".top nav a")].map((link) => ({ label: link.textContent, note: "page", run: () => { location.href = link.getAttribute("href"); } })),
    { label: "Light or dark", note: "theme", run: themes },
    ...allActions().filter((action) => action.name !== "palette").map((action) => ({ label: action.label, note: action.key, run: () => action.run() })),
  ];
  const draw = () => {
    put(list, items.map((item, i) => h("li", { role: "option", id: `palette-${i}`, "aria-selected": String(i === at), onclick: () => choose(i) }, item.label, h("span", { class: "dim" }, item.note))));
    input.setAttribute("aria-activedescendant", items.length ? `palette-${at}` : "");
    list.children[at]?.scrollIntoView({ block: "nearest" });
  };
  const choose = (i) => { dialog.close(); items[i]?.run(); };
  const search = async () => {
    const words = input.value.trim().toLowerCase();
    items = fixed().filter((item) => item.label.toLowerCase().includes(words)).slice(0, 12);
    at = 0; draw();
    const mine = ++turn;
    if (words.length < 2) return;
    try {
      const found = await ask(`/api/find?q=${encodeURIComponent(words)}`);
      if (mine !== turn) return;
      items = [...items, ...found.map((one) => ({ label: one.label, note: one.kind, run: () => { location.href = one.href; } }))];
      draw();
    } catch { /* what the page knows itself is shown */ }
  };
  input.addEventListener("input", search);
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") at = Math.min(items.length - 1, at + 1);
    else if (event.key === "ArrowUp") at = Math.max(0, at - 1);
    else if (event.key === "Enter") { event.preventDefault(); choose(at); return; }
    else return;
    event.preventDefault(); draw();
  });
  dialog.addEventListener("close", () => { dialog.remove(); before?.focus?.(); });
  document.body.append(dialog);
  dialog.showModal();
  search();
}

// In a team: who else is here. Asking tells the others that this page is open.
const here = island("here");
async function presence() {
  if (document.hidden) return;
  try {
    const others = await ask(`/api/presence?at=${encodeURIComponent(here.page)}`);
    byId("others").textContent = others.length ? `with ${others.map((one) => one.name).join(", ")}` : "";
  } catch { /* the next time will tell */ }
}
if (here.team) { void presence(); setInterval(presence, 45_000); }
