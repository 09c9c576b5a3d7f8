// Memo, flag, reason, a citation, and the menu that holds what has no button of its own.
import { byId, h, say } from "../dom.js";
import { newId, queue } from "../saving.js";
import { turnTo } from "./choosing.js";
import { decide, redo } from "./deciding.js";
import { openEdit } from "./editing.js";
import { readerAddress, shown } from "./pane.js";
import { card, now, toast } from "./state.js";

export function memo(verdict = "memo") {
  const one = card();
  if (!one) return;
  const text = h("textarea", { rows: 4, "aria-label": "Memo", maxlength: 4000 });
  const dialog = h("dialog", { "aria-labelledby": "memo-title" }, h("h2", { id: "memo-title" }, verdict === "reject" ? "Reject, with a reason" : "Memo"), text,
    h("div", { class: "foot" }, h("button", { type: "button", class: "btn", onclick: () => dialog.close() }, "Leave"), h("button", { type: "button", class: "btn main", onclick: () => { const words = text.value.trim(); dialog.close(); if (verdict === "reject") { now.draft.reason = words; decide("reject"); } else if (words) { queue({ id: newId(), subject: one.id, verdict: "memo", values: { memo: words } }); say("Memo kept."); toast("Memo kept."); } } }, verdict === "reject" ? "Reject" : "Keep")));
  const before = document.activeElement;
  dialog.addEventListener("close", () => { dialog.remove(); (before?.isConnected && before !== document.body ? before : byId("rec")).focus({ preventScroll: true }); });
  document.body.append(dialog);
  dialog.showModal();
  text.focus();
}

export function flag() {
  const one = card();
  if (!one) return;
  queue({ id: newId(), subject: one.id, verdict: "flag", values: {} });
  toast(`Flagged: ${one.speaker.name}, ${one.concept.label}`);
  say("Flagged. It stays in the queue.");
}

export async function copy() {
  const one = card();
  if (!one) return;
  const cited = `${one.speaker.name} (${stanceWord(one.stance, one.concept.kind)}, ${one.concept.label}): “${one.content}” ${one.document.outlet}, ${one.document.published}, ${one.document.title} [${one.spans.content.map(([a, b]) => `${a}–${b}`).join(", ")}]`;
  try { await navigator.clipboard.writeText(cited); say("Copied with its source."); toast("Copied with its source."); }
  catch { say("The browser does not let this page copy.", { assertive: true }); }
}

export function menu() {
  const open = document.querySelector(".menu");
  if (open) { open.remove(); byId("more").setAttribute("aria-expanded", "false"); return; }
  const item = (label, keyName, run) => h("button", { type: "button", role: "menuitem", onclick: () => { menu(); run(); } }, label, keyName ? h("kbd", {}, keyName) : null);
  const box = h("div", { class: "menu", role: "menu", "aria-label": "More", onkeydown: (event) => { const items = [...box.children], at = items.indexOf(document.activeElement); if (event.key === "ArrowDown") items[(at + 1) % items.length].focus(); else if (event.key === "ArrowUp") items[(at + items.length - 1) % items.length].focus(); else if (event.key === "Escape") { menu(); byId("more").focus(); } else return; event.preventDefault(); event.stopPropagation(); } },
    item("Flag to look at again", "f", flag), item("Write a memo", "m", memo), item("Reject with a reason", "", () => memo("reject")), item("Copy with its source", "c", copy), item("Correct spans", "e", () => openEdit("spans")), item("Next suggestion", "j", () => turnTo(1)), item("Previous suggestion", "k", () => turnTo(-1)), item("New statement", "n", () => { location.href = readerAddress(shown()); }), item("Redo", "Ctrl+Shift+Z", redo));
  byId("rec").append(box);
  byId("more").setAttribute("aria-expanded", "true");
  box.firstChild.focus();
}
