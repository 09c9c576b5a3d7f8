// The codebook: the ladder and the tree at the left, one concept with everything that is coded as it at the right.
import { attempt, button, field, n, openDialog, pager, statementList, undoable } from "./acts.js";
import { manageFiles } from "./codebook_files.js";
import { byId, h, island, put, say, stance, told as number } from "./dom.js";
import { key } from "./keys.js";
import { ask } from "./server.js";

const PAGE = 50, KINDS = { option: "Option", issue: "Issue", argument: "Argument" };
let data = island("codebook"), chosen = null, offset = 0, picking = null, shown = null, turn = 0;

const by = () => new Map(data.concepts.map((one) => [one.id, one]));
const ladder = () => data.concepts.filter((one) => one.kind === "option" && !one.retired).sort((a, b) => (a.rank ?? 1e6) - (b.rank ?? 1e6));
const one = () => by().get(chosen) ?? null;
const { undo, told, hide } = undoable(refresh);

async function refresh(then = chosen) {
  data = await ask("/api/codebook");
  choose(by().has(then) ? then : data.concepts[0]?.id ?? null, { keep: true });
}

// --- the tree ----------------------------------------------------------------------------------------------------

function drawTree() {
  const words = byId("filter").value.trim().toLowerCase(), all = data.concepts;
  const matches = (each) => !words || each.label.toLowerCase().includes(words) || each.definition.toLowerCase().includes(words);
  const children = (id) => all.filter((each) => each.parent === id);
  const item = (each, rank = "") => h("button", { type: "button", class: "one", "data-id": each.id, "aria-current": each.id === chosen ? "true" : null, onclick: () => choose(each.id) },
    h("span", { class: "rank" }, rank), h("span", { class: each.retired ? "retired" : null }, each.label, each.retired ? h("span", { class: "vh" }, ", retired") : null), h("span", { class: "n", title: "statements" }, number(each.n_statements), h("span", { class: "vh" }, each.n_statements === 1 ? " statement" : " statements")));
  const branch = (each, above) => {
    const below = above.has(each.id) ? [] : children(each.id).map((child) => branch(child, new Set([...above, each.id]))).filter(Boolean);
    return matches(each) || below.length ? h("li", {}, item(each), below.length ? h("ul", {}, below) : null) : null;
  };
  const rungs = ladder().map((each, place) => (matches(each) ? h("li", {}, item(each, String(place + 1))) : null)).filter(Boolean);
  const roots = all.filter((each) => !each.parent && (each.kind !== "option" || each.retired || children(each.id).length));
  const rest = roots.map((each) => branch(each, new Set())).filter(Boolean);
  put(byId("tree"), rungs.length ? [h("h2", {}, "Ladder of options, the smallest step first"), h("ol", { class: "rungs" }, rungs)] : null,
    rest.length ? [h("h2", {}, "Issues and arguments"), h("ul", {}, rest)] : null,
    !rungs.length && !rest.length ? h("p", { class: "dim" }, words ? "No concept has these words." : "No concept yet: make the first one.") : null);
  byId("n-concepts").textContent = String(all.length);
}

function choose(id, { keep = false } = {}) {
  if (!keep || id !== chosen) { offset = 0; picking = null; }
  chosen = id;
  history.replaceState(null, "", id ? `/codebook#${encodeURIComponent(id)}` : "/codebook");
  drawTree(); drawSheet();
  byId("tree").querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
}

function walk(by_) {
  const items = [...byId("tree").querySelectorAll(".one")], ids = [...new Set(items.map((each) => each.dataset.id))];
  const place = ids.indexOf(chosen), next = ids[Math.min(ids.length - 1, Math.max(0, place + by_))];
  if (!next || next === chosen) return;
  choose(next); say(`${one().label}, ${n(one().n_statements, "statement")}.`);
}

// --- one concept -------------------------------------------------------------------------------------------------

function drawSheet() {
  const it = one(), known = by();
  if (!it) { put(byId("sheet"), h("div", { class: "in" }, h("div", { class: "empty" }, h("b", {}, "The codebook is empty. "), "Make the first concept, or import a codebook."))); return; }
  const rung = ladder().findIndex((each) => each.id === it.id), may = data.may_change;
  const list = (items) => (items.length ? h("ul", {}, items.map((words) => h("li", {}, words))) : h("span", { class: "dim" }, "none yet"));
  const act = (words, run, keyName = null, id = null) => h("button", { type: "button", class: "btn small", id, onclick: run }, words, keyName ? [" ", h("kbd", {}, keyName)] : null);
  put(byId("sheet"), h("div", { class: "in" },
    h("div", { class: "headline" }, h("h2", { class: "label serif", id: "label" }, it.label), h("span", { class: "dim" }, KINDS[it.kind], rung >= 0 && it.rank !== null ? `, step ${rung + 1} of ${ladder().length}` : "", it.retired ? ", retired: nothing new is coded on it" : "")),
    may ? h("div", { class: "acts" }, act("Edit", edit, "e", "edit"), rung >= 0 ? [act("Up the ladder", () => climb(1), "u"), act("Down the ladder", () => climb(-1), "d")] : null, act("Merge", merge, "m", "merge"), act("Split", split, "s", "split"), act(it.retired ? "Bring back" : "Retire", retire, null, "retire"), it.n_decisions ? null : act("Remove", remove)) : h("p", { class: "note" }, "In a team, adjudicators and admins change the codebook."),
    h("dl", { class: "counts3" }, [["statement", it.n_statements], ["accepted", it.n_accepted], ["suggestion", it.n_suggestions], ["decision", it.n_decisions]].map(([words, count]) => h("div", {}, h("dt", {}, words === "accepted" || count === 1 ? words : `${words}s`), h("dd", {}, number(count))))),
    h("dl", { class: "facts" }, h("dt", {}, "Definition"), h("dd", { class: "serif" }, it.definition || h("span", { class: "dim" }, "not defined yet: two coders will read it in two ways")),
      h("dt", {}, "Examples"), h("dd", {}, list(it.examples)), h("dt", {}, "Counter-examples"), h("dd", {}, list(it.counterexamples)),
      h("dt", {}, "Words that point to it"), h("dd", {}, it.keywords.join(" · ") || h("span", { class: "dim" }, "none yet")),
      it.parent ? [h("dt", {}, "Part of"), h("dd", {}, h("button", { type: "button", class: "link", onclick: () => choose(it.parent) }, known.get(it.parent)?.label ?? it.parent))] : null,
      h("dt", {}, "From"), h("dd", { class: "dim" }, it.origin || "not known", " · ", h("span", { class: "mono" }, it.id))),
    h("h2", { id: "t-passages" }, "Passages ", h("span", { class: "dim", id: "n-passages" })),
    h("p", { class: "note" }, h("a", { href: `/overview?concept=${encodeURIComponent(it.id)}` }, "In the overview"), " · ", h("a", { href: `/review?concept=${encodeURIComponent(it.id)}` }, "Review its suggestions")),
    h("div", { id: "passages" }), h("div", { class: "pages", id: "pages" }), h("div", { id: "splitbar" })));
  void loadPassages();
}

async function loadPassages() {
  const mine = ++turn, it = one();
  try { shown = await ask(`/api/statements?${new URLSearchParams({ concept: it.id, offset, limit: PAGE })}`); }
  catch (error) { put(byId("passages"), h("div", { class: "empty" }, h("b", {}, "The passages could not be loaded. "), error.message)); return; }
  if (mine === turn) drawPassages();
}

function drawPassages() {
  byId("n-passages").textContent = n(shown.count, "statement");
  put(byId("passages"), shown.rows.length ? h("table", { class: "rows stack passages" }, h("caption", { class: "vh" }, "Statements coded as this concept"),
    h("thead", {}, h("tr", {}, picking ? h("th", { scope: "col", class: "pick" }, h("span", { class: "vh" }, "Chosen")) : null, h("th", { scope: "col", class: "speaker" }, "Speaker"), h("th", { scope: "col", class: "stance" }, "Stance"), h("th", { scope: "col" }, "Words"), h("th", { scope: "col", class: "said" }, "Said"), h("th", { scope: "col", class: "outlet" }, "Outlet"))),
    h("tbody", {}, shown.rows.map((row) => h("tr", { class: row.status === "suggested" ? "sug" : null },
      picking ? h("td", { "data-l": "Choose" }, pickBox(row)) : null,
      h("td", { "data-l": "Speaker" }, row.name || h("span", { class: "dim" }, "nobody named")), h("td", { "data-l": "Stance" }, stance(row.stance, { suggested: row.status === "suggested", kind: one().kind })),
      h("td", { "data-l": "Words" }, h("q", {}, h("a", { href: `/read/${encodeURIComponent(row.document)}#${encodeURIComponent(row.attribution)}` }, row.passage || "open"))),
      h("td", { "data-l": "Said", class: "said" }, row.said), h("td", { "data-l": "Outlet" }, row.outlet, row.n_reports > 1 ? h("span", { class: "dim" }, ` and ${row.n_reports - 1} more`) : null)))))
    : h("div", { class: "empty" }, h("b", {}, "No passage. "), "Nothing is coded or suggested as this concept. Select words in the reader and press n to code them."));
  pager(byId("pages"), { offset, count: shown.count, size: PAGE, go: (to) => { offset = to; void loadPassages(); } });
  drawSplitBar();
}

function pickBox(row) {
  const box = h("input", { type: "checkbox", "aria-label": `Choose ${row.name}: ${row.passage.slice(0, 80)}`, onchange: () => { if (box.checked) picking.set(row.id, row); else picking.delete(row.id); drawSplitBar(); } });
  box.checked = picking.has(row.id);
  return box;
}

// --- acts --------------------------------------------------------------------------------------------------------

const options = (skip) => data.concepts.filter((each) => !skip.includes(each.id)).map((each) => h("option", { value: each.id }, each.label));
const lines = (id) => byId(id).value.split("\n").map((line) => line.trim()).filter(Boolean);

function form(it, label) {
  const kind = h("select", { id: "c-kind" }, Object.entries(KINDS).map(([value, words]) => h("option", { value }, words)));
  const parent = h("select", { id: "c-parent" }, h("option", { value: "" }, "nothing"), options([it?.id]));
  const area = (id, value) => { const made = h("textarea", { id, rows: "3" }); made.value = value; return made; };
  kind.value = it?.kind ?? "option"; parent.value = it?.parent ?? "";
  return [
    field("Name", h("input", { id: "c-label", value: label, maxlength: "300", autocomplete: "off", autofocus: true })),
    field("Definition", area("c-definition", it?.definition ?? ""), "What counts and what does not, so that two coders decide alike."),
    h("div", { class: "two" }, field("Kind", kind), field("Part of", parent), field("Step on the ladder", h("input", { id: "c-rank", type: "number", min: "-1000", max: "10000", value: it?.rank ?? "" }))),
    field("Examples, one a line", area("c-examples", (it?.examples ?? []).join("\n"))), field("Counter-examples, one a line", area("c-counter", (it?.counterexamples ?? []).join("\n"))),
    field("Words that point to it, one a line", area("c-keywords", (it?.keywords ?? []).join("\n"))),
  ];
}
const formValues = () => ({ label: byId("c-label").value.trim(), definition: byId("c-definition").value.trim(), kind: byId("c-kind").value, parent: byId("c-parent").value || null, rank: byId("c-rank").value === "" ? null : Number(byId("c-rank").value), examples: lines("c-examples"), counterexamples: lines("c-counter"), keywords: lines("c-keywords") });

function create(label = "") {
  if (!data.may_change) return;
  openDialog("New concept", (dialog) => {
    put(dialog.body, form(null, label));
    const save = async () => { const answer = await attempt(dialog, "/api/codebook/concepts", formValues()); if (answer) { dialog.close(); await refresh(answer.id); told(`${one()?.label} added.`); } };
    put(dialog.foot, button("Leave", dialog.close), button("Add concept", save, { main: true }));
    onEnter(dialog, save);
  }, { wide: true });
}

function edit() {
  const it = one();
  if (!it || !data.may_change) return;
  openDialog(`Edit “${it.label}”`, (dialog) => {
    put(dialog.body, form(it, it.label));
    const save = async () => {
      const answer = await attempt(dialog, "/api/codebook/concepts/change", { concept: it.id, values: formValues() });
      if (!answer) return;
      dialog.close(); await refresh();
      if (answer.changed.length) told(answer.changed.includes("label") ? `Renamed to ${one()?.label}.` : "Concept changed."); else say("Nothing changed.");
    };
    put(dialog.foot, button("Leave", dialog.close), button("Keep", save, { main: true }));
    onEnter(dialog, save);
  }, { wide: true });
}
function onEnter(dialog, run) { dialog.body.addEventListener("keydown", (event) => { if (event.key === "Enter" && event.target.tagName === "INPUT" && event.target.type !== "checkbox") { event.preventDefault(); void run(); } }); }

/** Plain acts need no dialog: what is refused is said where the last change is. */
async function plainly(path, body, words) {
  const answer = await attempt({ foot: byId("toast"), problem: (text) => { if (text) { told(text); } } }, path, body);
  if (answer) { await refresh(); told(words); }
  return answer;
}
function climb(by_) {
  const order = ladder().map((each) => each.id), place = order.indexOf(chosen), to = place + by_;
  if (!data.may_change || place < 0) return;
  if (to < 0 || to >= order.length) { say(by_ > 0 ? "It is the biggest step." : "It is the smallest step."); return; }
  [order[place], order[to]] = [order[to], order[place]];
  void plainly("/api/codebook/ladder", { order }, `${one().label} is step ${to + 1} of ${order.length} now.`);
}
function retire() { const it = one(); if (it) void plainly("/api/codebook/concepts/change", { concept: it.id, values: { retired: !it.retired } }, it.retired ? `${it.label} is in use again.` : `${it.label} is retired: what was decided stays.`); }
function remove() { const it = one(); if (it) void plainly("/api/codebook/remove", { concept: it.id }, `${it.label} removed.`); }

function merge() {
  const it = one();
  if (!it || !data.may_change) return;
  openDialog(`Merge “${it.label}” with others`, (dialog) => {
    const ticked = new Set();
    const into = h("select", { id: "m-into" });
    const find = h("input", { id: "m-find", autocomplete: "off", autofocus: true });
    const list = h("div", { class: "list", tabindex: "0", role: "group", "aria-label": "Concepts" });
    let kept = it.id;
    const drawInto = () => { put(into, [it, ...data.concepts.filter((each) => ticked.has(each.id))].map((each) => h("option", { value: each.id }, each.label))); into.value = ticked.has(kept) ? kept : it.id; };
    const drawList = () => put(list, h("fieldset", {}, h("legend", { class: "vh" }, "Merge with"), data.concepts.filter((each) => each.id !== it.id && (ticked.has(each.id) || each.label.toLowerCase().includes(find.value.trim().toLowerCase()))).map((each) => {
      const box = h("input", { type: "checkbox", onchange: () => { if (box.checked) ticked.add(each.id); else ticked.delete(each.id); drawInto(); } });
      box.checked = ticked.has(each.id);
      return h("label", {}, box, each.label, h("span", { class: "dim" }, n(each.n_statements, "statement")));
    })));
    find.addEventListener("input", drawList);
    into.addEventListener("change", () => { kept = into.value; });
    drawList(); drawInto();
    const first = () => { dialog.rename(`Merge “${it.label}” with others`); put(dialog.body, field("Find concepts to merge with", find), list, field("The one that stays", into)); put(dialog.foot, button("Leave", dialog.close), button("See what changes", preview, { main: true })); };
    const asked = (preview_) => ({ into: into.value, concepts: [it.id, ...ticked].filter((id) => id !== into.value), preview: preview_ });
    async function preview() {
      if (!ticked.size) { dialog.problem("Choose at least one other concept."); return; }
      const found = await attempt(dialog, "/api/codebook/merge", asked(true));
      if (!found) return;
      dialog.rename("What the merger changes");
      put(dialog.body, h("ul", { class: "changes" }, found.gone.map((gone) => h("li", {}, h("b", {}, gone.label), ` is coded as `, h("b", {}, found.into.label), `: ${n(gone.n_statements, "statement")}, ${n(gone.n_suggestions, "suggestion")}, ${n(gone.n_decisions, "decision")}`)),
        found.doubled ? h("li", {}, `${n(found.doubled, "passage")} coded with several of them ${found.doubled === 1 ? "becomes" : "become"} one statement${found.opposed ? `; on ${found.opposed} the stances differ, look at them first` : ""}`) : null,
        found.children.length ? h("li", {}, `${found.children.join(", ")} will stand below ${found.into.label}`) : null,
        h("li", {}, "No decision is changed; undo takes the merger back.")),
        h("h3", {}, n(found.n_statements, "statement that changes", "statements that change")), statementList(found.statements, found.n_statements, { stance, label: (id) => by().get(id)?.label ?? id, kind: (id) => by().get(id)?.kind }));
      put(dialog.foot, button("Back", first), button(`Merge ${found.gone.length + 1} concepts`, done, { main: true }));
      dialog.foot.lastChild.focus();
    }
    async function done() { const answer = await attempt(dialog, "/api/codebook/merge", asked(false)); if (answer) { dialog.close(); await refresh(answer.id); told(`Merged into ${one()?.label}.`); } }
    first();
  }, { wide: true });
}

function split() {
  if (!one() || !data.may_change) return;
  picking = picking ? null : new Map();
  drawPassages();
  if (picking) { say("Choose the statements that are something else, then see what changes."); byId("passages").querySelector("input")?.focus(); }
}

function drawSplitBar() {
  const had = byId("splitbar").contains(document.activeElement) ? document.activeElement.id : null;
  put(byId("splitbar"), picking ? h("div", { class: "splitbar", role: "group", "aria-label": "Split" }, h("b", {}, `${picking.size} of ${shown.count} chosen`), h("span", { class: "dim" }, "the statements that are something else"),
    h("button", { type: "button", class: "btn small", id: "s-all", onclick: () => { for (const row of shown.rows) picking.set(row.id, row); drawPassages(); } }, "All on this page"), h("button", { type: "button", class: "btn small", id: "s-none", onclick: () => { picking.clear(); drawPassages(); } }, "None"),
    h("button", { type: "button", class: "btn small", id: "s-leave", onclick: split }, "Leave"), h("button", { type: "button", class: "btn small main", id: "s-go", disabled: !picking.size, onclick: splitDialog }, "Split these")) : null);
  if (had) byId(had)?.focus();
}

function splitDialog() {
  const it = one();
  openDialog(`Split “${it.label}”`, (dialog) => {
    const into = h("select", { id: "s-into" }, h("option", { value: "" }, "a new concept"), options([it.id]));
    const name = field("Name of the new concept", h("input", { id: "s-label", maxlength: "300", autocomplete: "off", autofocus: true })), definition = field("Definition", h("textarea", { id: "s-definition", rows: "3" }));
    into.addEventListener("change", () => { name.hidden = definition.hidden = !!into.value; });
    const asked = (preview_) => ({ concept: it.id, statements: [...picking.keys()], into: into.value, label: into.value ? "" : name.querySelector("input").value, definition: into.value ? "" : definition.querySelector("textarea").value, preview: preview_ });
    const first = () => { dialog.rename(`Split “${it.label}”`); put(dialog.body, h("p", { class: "note" }, `${n(picking.size, "statement")} chosen. As what are they coded?`), field("Coded as", into), name, definition); put(dialog.foot, button("Leave", dialog.close), button("See what changes", preview, { main: true })); };
    async function preview() {
      const found = await attempt(dialog, "/api/codebook/split", asked(true));
      if (!found) return;
      dialog.rename("What the split changes");
      put(dialog.body, h("ul", { class: "changes" }, h("li", {}, `${n(found.n_statements, "statement")} (${n(found.n_codings, "coding")} in all reports) of `, h("b", {}, found.from.label), " become ", h("b", {}, found.into.label), found.into.is_new ? ", a new concept" : ""), h("li", {}, `${n(found.from.n_statements - found.n_statements, "statement")} of ${found.from.label} stay`), h("li", {}, "No decision is changed; undo takes the split back.")),
        h("h3", {}, n(found.n_statements, "statement that changes", "statements that change")), statementList([...picking.values()], found.n_statements, { stance, kind: () => it.kind }));
      put(dialog.foot, button("Back", first), button(`Split ${n(found.n_statements, "statement")} off`, done, { main: true }));
      dialog.foot.lastChild.focus();
    }
    async function done() { const answer = await attempt(dialog, "/api/codebook/split", asked(false)); if (answer) { dialog.close(); picking = null; await refresh(answer.id); told(`Split: ${n(answer.n_codings, "coding")} moved to ${one()?.label}.`); } }
    first();
  }, { wide: true });
}

// --- wiring ------------------------------------------------------------------------------------------------------

byId("filter").addEventListener("input", drawTree);
byId("new").addEventListener("click", () => create());
byId("new").disabled = !data.may_change;
manageFiles({ refresh, told, may: data.may_change, types: () => data.types, variableTypes: data.variable_types });
key("next", "j", "Next concept", () => walk(1));
key("previous", "k", "Previous concept", () => walk(-1));
key("new", "n", "New concept", () => create());
key("edit", "e", "Edit concept", edit);
key("up", "u", "Up the ladder", () => climb(1));
key("down", "d", "Down the ladder", () => climb(-1));
key("merge", "m", "Merge concepts", merge);
key("split", "s", "Split concept", split);
key("filter", "/", "Find a concept", () => byId("filter").focus());
key("undo", "Backspace", "Undo", undo);
key("undo2", "Ctrl+Z", "Undo", undo);
key("close", "Escape", "Leave a split", () => { if (picking) split(); else hide(); });
addEventListener("hashchange", () => { const id = decodeURIComponent(location.hash.slice(1)); if (id === "new") create(); else if (by().has(id) && id !== chosen) choose(id); });

const wanted = decodeURIComponent(location.hash.slice(1)), proposed = new URLSearchParams(location.search).get("propose");
choose(by().has(wanted) ? wanted : ladder()[0]?.id ?? data.concepts[0]?.id ?? null);
if (proposed !== null || wanted === "new") create(proposed ?? "");
