// The team page: accounts, work given out, the own password.
import { byId, say } from "./dom.js";
import { send } from "./server.js";

async function run(path, body) {
  const problem = byId("problem");
  problem.hidden = true;
  try { await send(path, body); location.reload(); }
  catch (error) { problem.textContent = error.message; problem.hidden = false; say(error.message, { assertive: true }); problem.scrollIntoView({ block: "nearest" }); }
}
const ticked = (form, name) => [...form.querySelectorAll(`[name=${name}]:checked`)].map((box) => box.value);

byId("give")?.addEventListener("submit", (event) => {
  event.preventDefault();
  const form = event.target, count = byId("b-count").value;
  void run("/api/team/batches", { coders: ticked(form, "coder"), overlap: Number(byId("b-overlap").value) / 100, blind: byId("b-blind").checked, stratify: ticked(form, "stratum"), seed: Number(byId("b-seed").value), count: count ? Number(count) : null });
});
byId("add")?.addEventListener("submit", (event) => { event.preventDefault(); void run("/api/team/coders", { name: byId("a-name").value, role: byId("a-role").value, password: byId("a-password").value }); });
byId("own").addEventListener("submit", (event) => { event.preventDefault(); void run("/account/password", { old: byId("o-old").value, new: byId("o-new").value }); });
for (const button of document.querySelectorAll("[data-switch]")) button.addEventListener("click", () => run("/api/team/coders/change", { name: button.dataset.switch, active: button.dataset.active === "yes" }));
for (const button of document.querySelectorAll("[data-release]")) button.addEventListener("click", () => { if (confirm("Release this batch? Its coders will see each other's words, for good.")) void run("/api/team/batches/release", { batch: button.dataset.release }); });
