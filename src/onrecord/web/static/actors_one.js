// One actor: names, roles, mentions and sayings; a mention is chosen to say that it is somebody else.
import { attempt, button, field, n, openDialog, pager, undoable } from "./acts.js";
import { mergeDialog } from "./actors_merge.js";
import { byId, h, island, put, say, told as number } from "./dom.js";
import { key } from "./keys.js";
import { speakerPicker } from "./parts.js";
import { ask, send } from "./server.js";

const SIZE = 50, PATH = (id) => `/api/actors/${encodeURIComponent(id)}`;
let actor = island("actor"), picking = null;
const { undo, told, hide } = undoable(async () => { try { await refresh(); } catch { location.href = "/actors"; } });

async function refresh(id = actor.id) {
  if (id !== actor.id) { location.href = `/actors/${encodeURIComponent(id)}`; return; }
  actor = await ask(PATH(id)); picking = null; draw();
}
const day = (iso) => { const [y, m, d] = iso.split("-").map(Number); return `${d} ${["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"][m - 1]} ${y}`; };
const days = (role) => (role.valid_from && role.valid_to ? `${day(role.valid_from)} – ${day(role.valid_to)}` : role.valid_from ? `from ${day(role.valid_from)}` : role.valid_to ? `until ${day(role.valid_to)}` : "");
const reader = (document, anchor = "") => `/read/${encodeURIComponent(document)}${anchor ? `#${encodeURIComponent(anchor)}` : ""}`;

function draw() {
  const act = (words, run, keyName, id) => h("button", { type: "button", class: "btn small", id, onclick: run }, words, " ", h("kbd", {}, keyName));
  const count = (value, one, many) => h("div", {}, h("dt", {}, value === 1 ? one : many), h("dd", {}, number(value)));
  const names = actor.aliases.filter((each) => each !== actor.name);
  put(byId("sheet"),
    h("p", { class: "trail" }, h("a", { href: "/actors" }, "Actors")),
    h("div", { class: "headline" }, h("h1", { id: "name", tabindex: "-1" }, actor.name), h("span", { class: "dim" }, actor.kind, actor.origin.startsWith("coder:") ? `, added by ${actor.origin.slice(6)}` : "")),
    h("div", { class: "acts" }, act("Edit", edit, "e", "edit"), act("Merge with another", merge, "m", "merge"), act("Split", () => split(), "s", "split")),
    h("dl", { class: "counts3" }, count(actor.n_mentions, "mention", "mentions"), count(actor.n_articles, "article", "articles"), count(actor.n_sayings, "saying", "sayings"), count(actor.n_statements, "statement", "statements"), count(actor.n_accepted, "accepted", "accepted")),
    doubts(),
    h("dl", { class: "facts" }, h("dt", {}, "Also called"), h("dd", {}, names.length ? names.join(" · ") : h("span", { class: "dim" }, "nothing else")),
      h("dt", {}, "Roles"), h("dd", {}, actor.roles.length ? h("ul", { class: "rolelist" }, actor.roles.map((role) => h("li", {}, h("b", {}, role.title), role.organization ? `, ${role.organization}` : "", days(role) ? h("span", { class: "dim" }, ` ${days(role)}`) : null,
        role.evidence ? h("span", { class: "ev" }, h("a", { href: reader(role.evidence.document, role.evidence.attribution) }, `${role.evidence.before}`, h("mark", {}, role.evidence.words), role.evidence.after), h("span", { class: "dim" }, ` ${role.evidence.outlet}`)) : null))) : h("span", { class: "dim" }, "none known")),
      actor.speaks_for ? [h("dt", {}, "Speaks for"), h("dd", {}, h("a", { href: `/actors?words=${encodeURIComponent(actor.speaks_for)}` }, actor.speaks_for))] : null,
      Object.entries(actor.attributes).map(([name, text]) => [h("dt", {}, name), h("dd", {}, text)])),
    h("p", { class: "note" }, h("a", { href: `/overview?actor=${encodeURIComponent(actor.id)}` }, "Statements in the overview"), " · ", h("a", { href: `/review?actor=${encodeURIComponent(actor.id)}` }, "Review the suggestions")),
    actor.blind ? h("p", { class: "note" }, "Articles that you code blind are left out of what is said and of the statements.") : null,
    h("h2", {}, "Mentions ", h("span", { class: "dim" }, number(actor.n_mentions))), h("div", { id: "mentions" }), h("div", { class: "pages", id: "mention-pages" }), h("div", { id: "splitbar" }),
    h("h2", {}, "Said ", h("span", { class: "dim" }, number(actor.sayings.count))), h("div", { id: "sayings" }), h("div", { class: "pages", id: "saying-pages" }));
  drawMentions(); drawSayings();
}

/** Two introductions that read like two persons of one name: to be split, or settled as one. */
function doubts() {
  if (!actor.doubts?.length) return null;
  const [one, other] = actor.doubts.map((each) => h("a", { class: "serif", href: reader(each.document, each.attribution), title: each.title }, `“${each.words}”`));
  return h("div", { class: "strip", id: "doubts" }, h("span", {}, h("b", {}, "Maybe two people: "), one, " and ", other),
    h("button", { type: "button", class: "btn small", onclick: () => { if (!picking) split(actor.doubts[1].document); } }, "Split"), h("button", { type: "button", class: "btn small", onclick: settleDoubt }, "One person"));
}
async function settleDoubt() {
  try { await send("/api/actors/change", { actor: actor.id, values: { attributes: { ...actor.attributes, maybe_two: "" } } }); await refresh(); told(`${actor.name} is one person.`); byId("name").focus(); }
  catch (error) { say(error.message, { assertive: true }); }
}

const keyOf = (passage) => passage.join(" ");
function drawMentions() {
  const { rows, offset, count } = actor.mentions;
  put(byId("mentions"), rows.length ? h("table", { class: "rows stack mentions" }, h("caption", { class: "vh" }, "Mentions"), h("thead", {}, h("tr", {}, picking ? h("th", { scope: "col", class: "pick" }, h("span", { class: "vh" }, "Chosen")) : null, h("th", { scope: "col" }, "Words"), h("th", { scope: "col" }, "Article"))),
    h("tbody", {}, rows.map((row) => h("tr", {}, picking ? h("td", { "data-l": "Choose" }, pickBox(row)) : null, h("td", { "data-l": "Words" }, h("q", {}, row.before, h("mark", {}, row.words), row.after)), h("td", { "data-l": "Article" }, h("a", { href: reader(row.document, row.attribution), title: row.title }, row.outlet === "outlet not known" ? row.title : row.outlet))))))
    : h("div", { class: "empty" }, h("b", {}, "No mention. "), "This actor was added by hand."));
  pager(byId("mention-pages"), { offset, count, size: SIZE, go: (to) => page("mentions", to, drawMentions) });
  drawSplitBar();
}
function drawSayings() {
  const { rows, offset, count } = actor.sayings;
  put(byId("sayings"), rows.length ? h("table", { class: "rows stack saidrows" }, h("caption", { class: "vh" }, "Sayings"), h("thead", {}, h("tr", {}, ["Said", "Words", "Outlet"].map((words) => h("th", { scope: "col" }, words)))), h("tbody", {}, rows.map((row) => h("tr", {}, h("td", { "data-l": "Said" }, row.said), h("td", { "data-l": "Words" }, h("q", {}, h("a", { href: reader(row.document, row.attribution) }, row.words || "open"))), h("td", { "data-l": "Outlet" }, row.outlet)))))
    : h("p", { class: "dim" }, actor.blind ? "The articles that you may see here quote nothing of this actor." : "These articles quote nothing of this actor."));
  pager(byId("saying-pages"), { offset, count, size: SIZE, go: (to) => page("sayings", to, drawSayings) });
}
async function page(what, offset, drawIt) {
  try { actor[what] = await ask(`${PATH(actor.id)}/${what}?offset=${offset}&limit=${SIZE}`); drawIt(); byId(what).scrollIntoView({ block: "start" }); }
  catch (error) { say(error.message, { assertive: true }); put(byId(what), h("div", { class: "empty" }, h("b", {}, "These could not be loaded. "), error.message)); }
}
function pickBox(row) {
  const box = h("input", { type: "checkbox", "aria-label": `Choose ${row.words} in ${row.title}`, onchange: () => { if (box.checked) picking.set(keyOf(row.passage), row.passage); else picking.delete(keyOf(row.passage)); drawSplitBar(); } });
  box.checked = picking.has(keyOf(row.passage));
  return box;
}

// --- acts --------------------------------------------------------------------------------------------------------

function edit() {
  openDialog(`Edit ${actor.name}`, (dialog) => {
    const name = h("input", { id: "e-name", value: actor.name, maxlength: "300", autocomplete: "off", autofocus: true });
    const kind = h("select", { id: "e-kind" }, actor.kinds.map((value) => h("option", { value }, value)));
    kind.value = actor.kind;
    const aliases = h("textarea", { id: "e-aliases", rows: "3" });
    aliases.value = actor.aliases.join("\n");
    const speaks = h("input", { id: "e-speaks", value: actor.speaks_for, maxlength: "300", autocomplete: "off" });
    const roles = h("div", {}), attributes = h("div", {});
    let made = 0;
    const roleLine = (role = { title: "", organization: "", valid_from: "", valid_to: "", evidence: null }) => {
      const id = ++made, part = (of, label, type = "text") => field(label, h("input", { id: `r-${of}-${id}`, "data-part": of, type, value: role[of] ?? "", autocomplete: "off" }));
      const row = h("div", { class: "roleline" }, h("div", { class: "two" }, part("title", "Office"), part("organization", "Of"), part("valid_from", "From", "date"), part("valid_to", "Until", "date")),
        role.evidence ? h("p", { class: "dim" }, `“${role.evidence.before.slice(-40)}${role.evidence.words}${role.evidence.after.slice(0, 40)}”, ${role.evidence.outlet}`) : null,
        h("button", { type: "button", class: "link", onclick: () => { row.remove(); dialog.body.querySelector("#r-add")?.focus(); } }, "take this role out"));
      row.evidence = role.evidence?.passage ?? null;
      roles.append(row);
      return row;
    };
    const attributeLine = (key_ = "", text = "") => {
      const id = ++made, row = h("div", { class: "attrline" }, field("Attribute", h("input", { id: `at-n-${id}`, value: key_, maxlength: "60", autocomplete: "off" })), field("Value", h("input", { id: `at-v-${id}`, value: text, maxlength: "300", autocomplete: "off" })), h("button", { type: "button", class: "btn small", "aria-label": "Take this attribute out", onclick: () => row.remove() }, "×"));
      attributes.append(row);
      return row;
    };
    actor.roles.forEach(roleLine);
    for (const [key_, text] of Object.entries(actor.attributes)) attributeLine(key_, text);
    const add = (words, line, id) => h("button", { type: "button", class: "btn small", id, onclick: () => line().querySelector("input").focus() }, words);
    put(dialog.body, h("div", { class: "two" }, field("Name", name), field("Kind", kind)), field("Also called, one a line", aliases), field("Speaks for", speaks, "the state, party, body or organization; empty for nobody"), h("h3", {}, "Roles"), roles, add("Add a role", () => roleLine(), "r-add"), h("h3", {}, "Attributes"), attributes, add("Add an attribute", () => attributeLine(), "at-add"));
    const save = async () => {
      const lines = aliases.value.split("\n").map((each) => each.trim()).filter(Boolean);
      const given = [...roles.children].map((row) => ({ ...Object.fromEntries([...row.querySelectorAll("[data-part]")].map((part) => [part.dataset.part, part.value.trim()])), evidence: row.evidence })).filter((role) => role.title);
      const notes = Object.fromEntries([...attributes.children].map((row) => [...row.querySelectorAll("input")].map((each) => each.value.trim())).filter(([key_, text]) => key_ && text));
      const asked = speaks.value.trim(), own = actor.speaks_for;
      const before = { name: actor.name, kind: actor.kind, aliases: actor.aliases, roles: actor.roles.map((role) => ({ title: role.title, organization: role.organization ?? "", valid_from: role.valid_from ?? "", valid_to: role.valid_to ?? "", evidence: role.evidence?.passage ?? null })), attributes: { ...actor.attributes, ...(asked !== own ? { speaks_for: own } : {}) } };
      const now = { name: name.value.trim(), kind: kind.value, aliases: lines, roles: given, attributes: { ...notes, ...(asked !== own ? { speaks_for: asked } : {}) } };
      const values = Object.fromEntries(Object.entries(now).filter(([part, value]) => JSON.stringify(value) !== JSON.stringify(before[part])));
      if (!Object.keys(values).length) { dialog.close(); say("Nothing changed."); return; }
      const answer = await attempt(dialog, "/api/actors/change", { actor: actor.id, values });
      if (answer) { dialog.close(); await refresh(); told(values.name ? `Renamed to ${actor.name}.` : `${actor.name} changed.`); }
    };
    put(dialog.foot, button("Leave", dialog.close), button("Keep", save, { main: true }));
    dialog.body.addEventListener("keydown", (event) => { if (event.key === "Enter" && event.target.tagName === "INPUT") { event.preventDefault(); void save(); } });
  }, { wide: true });
}

function merge() {
  openDialog(`Merge ${actor.name} with`, (dialog) => {
    const picked = speakerPicker({ label: "The other actor", choose: (one) => {
      if (!one.id || one.id === actor.id) { dialog.problem("Choose another actor who is in the list."); return; }
      dialog.close();
      mergeDialog([{ id: actor.id, name: actor.name }, { id: one.id, name: one.name }], async (name, id) => { await refresh(id); told(`Merged into ${name}.`); });
    }, close: dialog.close });
    put(dialog.body, picked.element);
    put(dialog.foot, button("Leave", dialog.close));
  });
}

/** Begins or leaves the choice of mentions that are somebody else; those in `article` are chosen to begin with. */
function split(article = null) {
  picking = picking ? null : new Map();
  if (picking) for (const row of actor.mentions.rows) if (row.document === article) picking.set(keyOf(row.passage), row.passage);
  drawMentions();
  if (picking) { say("Choose the mentions that are somebody else."); byId("mentions").querySelector("input")?.focus(); byId("mentions").scrollIntoView({ block: "nearest" }); }
}
function drawSplitBar() {
  const had = byId("splitbar").contains(document.activeElement) ? document.activeElement.id : null;
  put(byId("splitbar"), picking ? h("div", { class: "splitbar", role: "group", "aria-label": "Split" }, h("b", {}, `${picking.size} of ${actor.mentions.count} chosen`), h("span", { class: "dim" }, "the mentions that are somebody else"),
    h("button", { type: "button", class: "btn small", id: "s-leave", onclick: () => split() }, "Leave"), h("button", { type: "button", class: "btn small main", id: "s-go", disabled: !picking.size, onclick: splitDialog }, "Who is it?")) : null);
  if (had) byId(had)?.focus();
}
function splitDialog() {
  openDialog("Who is it?", (dialog) => {
    const asked = (other, preview) => ({ actor: actor.id, mentions: [...picking.values()], into: other.id ?? "", name: other.id ? "" : other.name, preview });
    const first = () => {
      dialog.rename("Who is it?");
      const picked = speakerPicker({ label: "Another actor, or a new name", choose: preview, close: dialog.close });
      put(dialog.body, h("p", { class: "note" }, `${n(picking.size, "mention")} of ${actor.name} chosen.`), picked.element);
      put(dialog.foot, button("Leave", dialog.close));
      picked.focus();
    };
    async function preview(other) {
      const found = await attempt(dialog, "/api/actors/split", asked(other, true));
      if (!found) return;
      dialog.rename("What the split changes");
      const line = (name, before, after) => h("tr", {}, h("th", { scope: "row" }, name), ...["n_mentions", "n_sayings", "n_statements"].map((part) => h("td", { class: "num" }, before ? `${before[part]} → ` : "", String(after?.[part] ?? 0))));
      put(dialog.body, h("table", { class: "rows compare" }, h("caption", { class: "vh" }, "Before and after"), h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Actor"), ["Mentions", "Sayings", "Statements"].map((words) => h("th", { scope: "col", class: "num" }, words)))), h("tbody", {}, line(actor.name, found.before, found.left), line(found.other.is_new ? `${found.other.name} (new)` : found.other.name, null, found.other))),
        h("p", { class: "note" }, "A mention takes along the other mentions by it in its article where that article has no other of this actor. No decision is changed; undo takes the split back."));
      put(dialog.foot, button("Back", first), button("Split", () => done(other), { main: true, id: "s-done" }));
      dialog.foot.lastChild.focus();
    }
    async function done(other) { const answer = await attempt(dialog, "/api/actors/split", asked(other, false)); if (answer) { dialog.close(); const words = `${n(picking.size, "mention")} given to ${other.name}.`; await refresh(); told(words); } }
    first();
  }, { wide: true });
}

key("edit", "e", "Edit actor", edit);
key("merge", "m", "Merge with another", merge);
key("split", "s", "Split actor", () => split());
key("undo", "Backspace", "Undo", undo);
key("undo2", "Ctrl+Z", "Undo", undo);
key("close", "Escape", "Leave a split", () => { if (picking) split(); else hide(); });
draw();
