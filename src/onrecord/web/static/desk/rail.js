// How much is left, and the last ten decisions.
import { SIGN, byId, h, put } from "../dom.js";
import { ask } from "../server.js";
import { acts, now } from "./state.js";

export function drawRail() {
  const all = now.left.n_decided + now.left.n_left || 1, width = (n) => (220 * n) / all;
  const told = (n) => (now.left.whole ? n.toLocaleString("en") : "…");
  byId("n-matter").textContent = byId("n-matter2").textContent = told(now.left.n_matter);
  byId("n-left").textContent = told(now.left.n_left);
  byId("n-done").textContent = told(now.left.n_decided);
  byId("n-other").textContent = told(now.left.n_left - now.left.n_matter);
  byId("counting").hidden = now.left.whole;
  if (!now.left.whole) countAgain();
  byId("m-done").setAttribute("width", now.left.whole ? width(now.left.n_decided) : 0);
  byId("m-matter").setAttribute("x", width(now.left.n_decided));
  byId("m-matter").setAttribute("width", now.left.whole ? width(now.left.n_matter) : 0);
  const recall = byId("recall");
  recall.hidden = !now.left.recall;
  if (now.left.recall) recall.textContent = now.left.recall;
  put(byId("hist"), now.last.slice(0, 10).map((one) => h("li", { class: one.verdict === "reject" ? "rej" : null },
    h("button", { type: "button", title: "Open this decision", onclick: () => acts.reopen(one) },
      h("span", { class: "mk" }, h("span", { "aria-hidden": "true" }, { accept: "✓", edit: "✓", add: "✓", reject: "×", skip: "–", flag: "!", memo: "¶" }[one.verdict] ?? "·"), h("span", { class: "vh" }, one.verdict)),
      h("span", { class: "who" }, one.name), h("span", { class: "t" }, ago(one.at)),
      h("span", { class: "what" }, `${one.stance ? SIGN[one.stance] : ""} ${one.concept ?? ""}${one.n_reports > 1 ? ` · ${one.n_reports} reports` : ""}${one.verdict === "edit" ? " · edited" : ""}`)))));
}

/** What is left, in words for the live region. */
export const leftWords = () => (now.left.whole ? `${now.left.n_matter} left that matter, ${now.left.n_left} left.` : "What is left is still being counted.");

let counting = 0;
/** Just after the start only the first cards are read: their numbers would be wrong, so all are asked for again. */
function countAgain() {
  clearTimeout(counting);
  counting = setTimeout(async () => {
    try { now.left = await ask("/api/left"); } catch { /* asked once more */ }
    drawRail();
  }, 400);
}

function ago(at) {
  const seconds = Math.max(0, Math.round((Date.now() - Date.parse(at)) / 1000));
  return seconds < 60 ? `${seconds} s` : seconds < 3600 ? `${Math.round(seconds / 60)} min` : seconds < 86400 ? `${Math.round(seconds / 3600)} h` : new Date(at).toLocaleDateString();
}
