// Merging actors: which name stays, what comes together, then the act.
import { attempt, button, field, n, openDialog, statementList } from "./acts.js";
import { h, put, stance } from "./dom.js";

const words = (name) => name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
const initials = (name) => (name.match(/\b\p{Lu}/gu) ?? []).join("");

/** Whether `name` is `full` told shorter: some of its words, or its letters. */
const isShortFor = (name, full) => name.length < full.length && (words(name).every((word) => words(full).includes(word)) || name.replace(/\P{L}/gu, "") === initials(full));

/** `people` are [{id, name}]: the name first chosen is kept, or one that it is short for, unless another is picked; `done(name, id)` when it is done. */
export function mergeDialog(people, done) {
  openDialog(`Merge ${n(people.length, "actor")}`, (dialog) => {
    const into = h("select", { id: "m-into", autofocus: true }, people.map((one) => h("option", { value: one.id }, one.name)));
    into.value = people.reduce((kept, one) => (isShortFor(kept.name, one.name) ? one : kept)).id;
    const result = h("div", { "aria-live": "polite" });
    const asked = (preview) => ({ into: into.value, actors: people.map((one) => one.id).filter((id) => id !== into.value), preview });
    const go = button(`Merge ${n(people.length, "actor")}`, act, { main: true, disabled: true, id: "m-go" });
    let asking = 0;
    async function preview() {
      const found = await attempt(dialog, "/api/actors/merge", asked(true));
      go.disabled = !found;
      if (found && document.activeElement === into && !asking++) go.focus(); // Enter merges, once it stands there what that does
      if (!found) { put(result); return; }
      const line = (one) => h("tr", {}, h("td", {}, h("b", {}, one.name), one.aliases.length ? h("span", { class: "dim" }, ` ${one.aliases.filter((each) => each !== one.name).slice(0, 4).join(" · ")}`) : null), h("td", { class: "kind" }, one.kind), h("td", { class: "num" }, String(one.n_mentions)), h("td", { class: "num" }, String(one.n_sayings)), h("td", { class: "num" }, String(one.n_statements)));
      put(result, h("table", { class: "rows compare" }, h("caption", { class: "vh" }, "What comes together"), h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Name"), h("th", { scope: "col", class: "kind" }, "Kind"), ["Mentions", "Sayings", "Statements"].map((words) => h("th", { scope: "col", class: "num" }, words)))),
        h("tbody", {}, [found.into, ...found.gone].map(line)), h("tfoot", {}, h("tr", {}, h("th", { scope: "row" }, `Then: ${found.after.name}`), h("td", { class: "kind" }, found.after.kind), h("td", { class: "num" }, String(found.after.n_mentions)), h("td", { class: "num" }, String(found.after.n_sayings)), h("td", { class: "num" }, String(found.after.n_statements))))),
        found.kinds_differ ? h("p", { class: "note" }, h("b", {}, "They are of different kinds. "), "A person and a body are rarely one actor: look at their mentions first.") : null,
        h("p", { class: "note" }, "The other names become aliases. No decision is changed; undo takes the merger back."),
        h("h3", {}, n(found.n_statements, "statement that changes its speaker", "statements that change their speaker")), statementList(found.statements, found.n_statements, { stance }));
    }
    async function act() { const name = into.selectedOptions[0].textContent, answer = await attempt(dialog, "/api/actors/merge", asked(false)); if (answer) { dialog.close(); done(name, answer.id); } }
    into.addEventListener("change", preview);
    put(dialog.body, field("The name that stays", into), result);
    put(dialog.foot, button("Leave", dialog.close), go);
    queueMicrotask(preview);
  }, { wide: true });
}
