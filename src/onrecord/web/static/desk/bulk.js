// Bulk: only over a set that is filtered, shown and counted.
import { byId, h, say, stance } from "../dom.js";
import { newId, queue } from "../saving.js";
import { ask } from "../server.js";
import { filters, now, seen, toast } from "./state.js";
import { reload, settle } from "./supply.js";

export async function bulk() {
  const query = filters();
  if (![...query].length) { say("Choose a concept or a speaker first: bulk works only on a filtered set.", { assertive: true }); toast("Choose a concept or a speaker first: bulk works only on a filtered set."); return; }
  await settle();
  let shown;
  try { shown = await ask(`/api/shown?${query}`); } catch (error) { say(error.message, { assertive: true }); return; }
  if (!shown.length) { say("Nothing is shown."); return; }
  const boxes = shown.map((one) => h("input", { type: "checkbox", id: `bulk-${one.id}`, checked: true }));
  const button = h("button", { type: "button", class: "btn main" });
  const count = () => { const n = boxes.filter((box) => box.checked).length; button.textContent = `Accept these ${n}`; button.disabled = !n; };
  const dialog = h("dialog", { "aria-labelledby": "bulk-title" }, h("h2", { id: "bulk-title" }, `${shown.length} shown, all listed here`),
    h("table", { class: "rows" }, h("tbody", {}, shown.map((one, n) => h("tr", { class: "sug" }, h("td", {}, boxes[n]), h("td", {}, h("label", { for: `bulk-${one.id}` }, one.name)), h("td", {}, stance(one.stance, { suggested: true, kind: one.kind })), h("td", {}, one.concept), h("td", { class: "serif" }, one.content), h("td", { class: "num" }, one.score.toFixed(2)))))),
    h("div", { class: "foot" }, h("button", { type: "button", class: "btn", onclick: () => dialog.close() }, "Leave"), button));
  for (const box of boxes) box.addEventListener("change", count);
  button.addEventListener("click", () => {
    const chosen = shown.filter((one, n) => boxes[n].checked), batch = newId(), ids = [];
    for (const one of chosen) { const id = newId(); ids.push([id, one.id]); queue({ id, subject: one.id, verdict: "accept", values: { batch, bulk: chosen.length } }); }
    seen.push({ cards: [...now.cards], left: { ...now.left }, last: [...now.last], draft: {}, ids, card: now.cards[0] ?? shown[0] });
    dialog.close();
    void settle().then(() => reload(`Accepted ${chosen.length}.`)).then(() => toast(`Accepted ${chosen.length} suggestions`));
  });
  dialog.addEventListener("close", () => { dialog.remove(); byId("bulk").focus({ preventScroll: true }); });
  count();
  document.body.append(dialog);
  dialog.showModal();
}
