// Taking a decision back from the list.
import { byId, say } from "./dom.js";
import { newId } from "./saving.js";
import { send } from "./server.js";

for (const button of document.querySelectorAll("[data-back]")) button.addEventListener("click", async () => {
  button.disabled = true;
  try { await send("/api/withdraw", { id: newId(), decision: button.dataset.back }); location.reload(); }
  catch (error) { button.disabled = false; byId("problem").textContent = error.message; byId("problem").hidden = false; say(error.message, { assertive: true }); }
});
