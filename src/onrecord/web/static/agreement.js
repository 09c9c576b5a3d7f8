// Adjudication: the third word takes one coder's side, with a reason that stays on record.
import { byId, h, say } from "./dom.js";
import { newId } from "./saving.js";
import { send } from "./server.js";

for (const button of document.querySelectorAll("[data-as]")) button.addEventListener("click", () => {
  const reason = h("textarea", { rows: 3, id: "reason", maxlength: 2000 });
  const settle = async () => {
    try { await send("/api/adjudicate", { id: newId(), subject: button.dataset.subject, as_coder: button.dataset.as, reason: reason.value.trim() }); location.reload(); }
    catch (error) { dialog.close(); byId("problem").textContent = error.message; byId("problem").hidden = false; say(error.message, { assertive: true }); }
  };
  const dialog = h("dialog", { "aria-labelledby": "settle" }, h("h2", { id: "settle" }, `Settle as ${button.dataset.as} had it`), h("div", { class: "field" }, h("label", { for: "reason" }, "Why (becomes an example for the codebook)"), reason),
    h("div", { class: "foot" }, h("button", { type: "button", class: "btn", onclick: () => dialog.close() }, "Leave"), h("button", { type: "button", class: "btn main", onclick: settle }, "Settle")));
  dialog.addEventListener("close", () => { dialog.remove(); button.focus(); });
  document.body.append(dialog);
  dialog.showModal();
});
