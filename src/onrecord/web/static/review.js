// The review desk: one suggestion a screen, in its article; the next one is drawn before the last one is saved.
import { drawArticle, showFocus } from "./article.js";
import { SIGN, STANCES, byId, h, island, put, s, say, stance } from "./dom.js";
import { key } from "./keys.js";
import { dateForm, speakerPicker, conceptPicker, variablesForm, viaForm } from "./parts.js";
import { newId, nWaiting, onSaved, queue } from "./saving.js";
import { ask, send } from "./server.js";
import { editSpans } from "./spans.js";

const desk = island("desk");
const concepts = new Map(desk.concepts.map((one) => [one.id, one]));
const ladder = desk.concepts.filter((one) => one.kind === "option").sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0));
const articles = new Map(desk.articles.map((one) => [one.id, one]));
const seen = []; // cards before this one: undo goes back to them without asking
let cards = desk.cards, left = desk.left, last = desk.last;
let draft = {}, editing = null, loading = false, lastDone = null, decidedHere = new Set(), failed = null;

const card = () => cards[0] ?? null;
const filters = () => { const query = new URLSearchParams(); if (byId("f-concept").value) query.set("concept", byId("f-concept").value); if (byId("f-words").value.trim()) query.set("words", byId("f-words").value.trim()); for (const name of ["actor", "document", "stance"]) { const value = new URLSearchParams(location.search).get(name); if (value) query.set(name, value); } return query; };

// --- drawing ---------------------------------------------------------------------------------------------------

function draw({ scroll = true } = {}) {
  const one = card();
  drawRail();
  byId("bar").hidden = !one;
  if (!one) { drawEmpty(); return; }
  drawCard(one);
  drawArticlePane(one, scroll); // last: it asks where the words stand, and all should be laid out once
}

function drawEmpty() {
  const any = [...filters()].length > 0;
  put(byId("art-head"));
  put(byId("body"), h("div", { class: "empty" }, failed
    ? [h("b", {}, "The next suggestions could not be loaded. "), failed, " ", h("button", { type: "button", class: "btn small", onclick: () => { failed = null; void fetchMore(); } }, "Try again")]
    : loading ? "Loading …"
    : any ? [h("b", {}, "Nothing left under this filter. "), h("button", { type: "button", class: "link", onclick: clearFilters }, "Show every suggestion")]
    : left.n_left ? [h("b", {}, "Nothing left to show."), ` ${left.n_left} were skipped.`]
    : [h("b", {}, "Nothing left to decide. "), "Look at ", h("a", { href: "/overview" }, "what is on record"), ", or code more by hand in the ", h("a", { href: "/read" }, "reader"), "."]));
  put(byId("card"));
}

function drawArticlePane(one, scroll) {
  const article = articles.get(one.document.id);
  put(byId("art-head"), h("b", {}, one.document.outlet), h("span", {}, one.document.published),
    article ? h("span", { class: "dim wide" }, `document ${article.number} of ${article.count}`) : null,
    h("span", { class: "end" }, h("a", { href: readerAddress(one), id: "open-reader" }, "Open in reader"), " ", h("kbd", {}, "o")));
  if (!article) { put(byId("body"), h("p", { class: "dim" }, one.document.title)); void loadArticle(one.document.id).then(() => { if (card() === one) drawArticlePane(one, true); }, (error) => { if (card() === one) put(byId("body"), h("div", { class: "empty" }, h("b", {}, "This article could not be loaded. "), error.message)); }); return; }
  byId("body").lang = article.language || "en";
  const spans = draft.spans ?? one.spans;
  const drawn = drawArticle(byId("body"), article, { focus: { ...spans, via: [], labels: { cue: `cue, ${one.kind}`, content: "content" } }, focusId: one.attribution });
  for (const paragraph of byId("body").querySelectorAll(".focal")) { paragraph.previousElementSibling?.classList.add("near"); paragraph.nextElementSibling?.classList.add("near"); }
  if (scroll) showFocus(byId("art"));
  return drawn;
}

const readerAddress = (one) => `/read/${encodeURIComponent(one.document.id)}#${encodeURIComponent(one.attribution)}`;

function drawCard(one) {
  const now = draft.stance ?? one.stance, concept = draft.concept ?? one.concept;
  const row = (name, value, keyName, label, changed = false, edit = null) => h("li", { class: `row${changed ? " changed" : ""}`, "data-row": label },
    h("div", { class: "t" }, name), h("div", { class: "d" }, value), h("button", { type: "button", class: "ed", "aria-label": `Change ${label}, key ${keyName}`, onclick: edit ?? (() => openEdit(label)) }, h("kbd", {}, keyName)));
  const speaker = draft.speaker ?? one.speaker, said = draft.said ?? one.said, via = draft.via ?? one.via.map((name, n) => ({ id: one.via_ids[one.via.length - 1 - n], name }));
  const article = articles.get(one.document.id);
  const words = (role) => draft.spans && article ? draft.spans[role].map(([a, b]) => article.points.slice(a, b)).join(" … ") : one[role];
  const viaNames = via.map((link) => (typeof link === "string" ? link : link.name));
  put(byId("card"),
    h("div", { class: "rhead" }, h("span", { class: "sugmark" }, h("i"), "Suggestion"), h("span", { class: "dim" }, `by ${one.origin}`), h("span", { class: "end" }, "score ", h("b", {}, one.score.toFixed(2)))),
    one.others?.length ? h("div", { class: "strip" }, h("span", {}, one.others.map((other, n) => [n ? ", " : "", h("b", {}, other.coder), ` decided this: ${other.words}`]), ". Yours is kept beside it, not over it.")) : null,
    h("ul", { class: "sheet", id: "sheet" },
      row("Speaker", [h("b", {}, speaker.name), speaker.role ? h("span", { class: "sub" }, speaker.role) : null], "s", "speaker", !!draft.speaker),
      row("Cue", [h("q", {}, words("cue")), " ", h("span", { class: "dim" }, `· ${one.kind}`)], "e", "spans", !!draft.spans),
      row("Content", h("q", { class: "long" }, words("content")), "e", "spans", !!draft.spans),
      row("Via", viaNames.length ? h("ol", { class: "chain" }, h("li", {}, speaker.name), viaNames.map((name) => h("li", {}, name)), h("li", {}, one.document.outlet)) : h("span", {}, `nobody: heard by ${one.document.outlet}`), "r", "report chain", !!draft.via),
      row("Said", [h("b", {}, said.words)], "d", "date", !!draft.said),
      row("Concept", [h("b", {}, concept.label), ladderOf(concept)], "p", "concept", !!draft.concept),
      desk.types.length ? row("Values", draft.own ? [h("b", {}, desk.types.find((one) => one.id === draft.own.type)?.label ?? draft.own.type), h("span", { class: "sub" }, Object.entries(draft.own.variables).map(([name, value]) => `${name}: ${value}`).join(" · "))] : h("span", { class: "dim" }, "no type"), "v", "values", !!draft.own) : null,
      h("li", { class: "row full" }, h("div", { class: "vh" }, "Stance"), h("div", {}, h("div", { class: "stances", role: "radiogroup", "aria-label": "Stance", onkeydown: walkStances },
        STANCES.map((value, n) => h("button", { type: "button", role: "radio", "aria-checked": String(value === now), tabindex: value === now ? "0" : "-1", class: draft.stance ? "own" : "", "data-stance": value, onclick: () => setStance(value) }, stance(value, { suggested: !(draft.stance && value === now) }), h("small", {}, String(n + 1)))))))),
    one.proposals?.length ? h("div", { class: "sec" }, h("h2", {}, "Your decisions so far say rather ", h("span", { class: "end" }, one.learner)), h("div", { class: "proposals" }, one.proposals.map((other) => h("button", { type: "button", class: "btn small", onclick: () => propose(one, other) }, stance(other.stance, { suggested: true }), other.label, h("span", { class: "dim" }, other.score.toFixed(2)))))) : null,
    draft.memo ? h("p", { class: "note" }, "Memo: ", draft.memo) : null,
    h("div", { class: "sec" }, h("h2", {}, "Why suggested ", h("span", { class: "end" }, "the weakest part is underlined")),
      h("table", { class: "scores" }, h("tbody", {}, one.why.map(([part, score, text, weak]) => h("tr", { class: weak ? "weak" : null }, h("th", { scope: "row" }, part), h("td", {}, score.toFixed(2)), h("td", {}, text)))))),
    h("div", { class: "sec" }, one.reports.length
      ? [h("h2", {}, `Same statement in ${one.reports.length} other ${one.reports.length === 1 ? "report" : "reports"} `, h("span", { class: "end", id: "count" })),
        h("table", { class: "bundle" }, h("tbody", {}, one.reports.map((report, n) => h("tr", {},
          h("td", {}, h("input", { type: "checkbox", id: `b${n}`, checked: (draft.ticked?.[n] ?? report.ticked), onchange: (event) => { (draft.ticked ??= one.reports.map((each) => each.ticked))[n] = event.target.checked; drawEffect(); } })),
          h("td", {}, h("label", { for: `b${n}` }, report.outlet, " ", h("span", { class: "dim" }, report.published), h("span", { class: "diff" }, report.alike >= 97 ? "the same words" : `shares ${report.alike} % of the words`, report.left_out ? [", leaves out ", h("del", {}, report.left_out)] : null, report.stance !== one.stance ? `, reads “${report.stance}”` : ""))),
          h("td", {}, h("a", { href: `/read/${encodeURIComponent(report.document)}#${encodeURIComponent(report.attribution)}` }, "compare"))))))]
      : h("h2", {}, "Found in this article only")));
  drawEffect();
  for (const box of byId("card").querySelectorAll("input[type=checkbox]")) box.checked = draft.ticked?.[Number(box.id.slice(1))] ?? one.reports[Number(box.id.slice(1))].ticked;
}

function ladderOf(concept) {
  const rung = ladder.findIndex((one) => one.id === concept.id);
  if (rung < 0) return h("span", { class: "dim" }, ` · ${concept.kind}`);
  return [h("span", { class: "dim" }, ` · option ${rung + 1} of ${ladder.length} `), h("ol", { class: "ladder", "aria-label": "Ladder of options" }, ladder.map((one, n) => h("li", { title: one.label, "aria-current": n === rung ? "true" : null }, h("span", { class: "vh" }, one.label))))];
}

const tickedReports = (one) => one.reports.filter((report, n) => draft.ticked?.[n] ?? report.ticked);

function drawEffect() {
  const one = card(), n = 1 + tickedReports(one).length;
  byId("eff").textContent = n > 1 ? `· ${n} reports` : "";
  const count = byId("count");
  if (count) count.textContent = `1 statement, ${n} report${n > 1 ? "s" : ""}`;
}

function drawRail() {
  const all = left.n_decided + left.n_left || 1, width = (n) => (220 * n) / all;
  byId("n-matter").textContent = byId("n-matter2").textContent = String(left.n_matter);
  byId("n-left").textContent = String(left.n_left);
  byId("n-done").textContent = String(left.n_decided);
  byId("n-other").textContent = String(left.n_left - left.n_matter);
  byId("m-done").setAttribute("width", width(left.n_decided));
  byId("m-matter").setAttribute("x", width(left.n_decided));
  byId("m-matter").setAttribute("width", width(left.n_matter));
  const recall = byId("recall");
  recall.hidden = !left.recall;
  if (left.recall) recall.textContent = left.recall;
  put(byId("hist"), last.slice(0, 10).map((one) => h("li", { class: one.verdict === "reject" ? "rej" : null },
    h("button", { type: "button", title: "Open this decision", onclick: () => reopen(one) },
      h("span", { class: "mk" }, h("span", { "aria-hidden": "true" }, { accept: "✓", edit: "✓", add: "✓", reject: "×", skip: "–", flag: "!", memo: "¶" }[one.verdict] ?? "·"), h("span", { class: "vh" }, one.verdict)),
      h("span", { class: "who" }, one.name), h("span", { class: "t" }, ago(one.at)),
      h("span", { class: "what" }, `${one.stance ? SIGN[one.stance] : ""} ${one.concept ?? ""}${one.n_reports > 1 ? ` · ${one.n_reports} reports` : ""}${one.verdict === "edit" ? " · edited" : ""}`)))));
}

function ago(at) {
  const seconds = Math.max(0, Math.round((Date.now() - Date.parse(at)) / 1000));
  return seconds < 60 ? `${seconds} s` : seconds < 3600 ? `${Math.round(seconds / 60)} min` : seconds < 86400 ? `${Math.round(seconds / 3600)} h` : new Date(at).toLocaleDateString();
}

// --- deciding --------------------------------------------------------------------------------------------------

function setStance(value) {
  if (!card()) return;
  draft.stance = value === card().stance ? undefined : value;
  if (!draft.stance) delete draft.stance;
  drawCard(card());
  byId("card").querySelector(`[data-stance=${value}]`)?.focus({ preventScroll: true });
  say(`Stance set to ${value}.`);
}

function propose(one, other) {
  draft.concept = concepts.get(other.concept) ?? { id: other.concept, label: other.label, kind: "issue" };
  if (draft.concept.id === one.concept.id) delete draft.concept;
  draft.stance = other.stance === one.stance ? undefined : other.stance;
  if (!draft.stance) delete draft.stance;
  drawCard(one);
  say(`Set to ${other.stance}, ${other.label}. Accept keeps it.`);
}

function walkStances(event) {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault(); event.stopPropagation();
  const now = STANCES.indexOf(draft.stance ?? card().stance);
  setStance(STANCES[(now + step + 4) % 4]);
}

function decide(verdict) {
  const one = card();
  if (!one || editing) return;
  const keep = document.activeElement?.id;
  const reports = verdict === "skip" ? [] : tickedReports(one);
  const values = {};
  if (draft.stance) values.stance = draft.stance;
  if (draft.concept) values.concept = draft.concept.id;
  if (draft.memo) values.memo = draft.memo;
  if (one.lot) values.why = "lot";
  if (draft.own) Object.assign(values, { type: draft.own.type, variables: draft.own.variables });
  if (draft.reason && verdict === "reject") values.reason = draft.reason;
  const changes = verdict === "accept" && (draft.stance || draft.concept || draft.own);
  const batch = newId();
  const made = [{ id: newId(), subject: one.id, verdict: changes ? "edit" : verdict, values: { ...values, batch } },
    ...reports.map((report) => ({ id: newId(), subject: report.id, verdict: changes ? "edit" : verdict, values: { ...values, batch } }))];
  const parts = verdict === "accept" ? attributionEdit(one, batch) : null;
  // Who said it and when is one thing for all reports of it; spans and chain are each report's own.
  if (parts) made.unshift(parts, ...reports.map((report) => sharedEdit(report.attribution, batch)).filter(Boolean));
  const before = { cards: [...cards], left: { ...left }, last: [...last], draft, ids: made.map((each) => [each.id, each.subject]), card: one };
  const name = (draft.speaker ?? one.speaker).name, sign = draft.stance ?? one.stance, label = (draft.concept ?? one.concept).label;
  const whole = verdict !== "skip" && reports.length === one.reports.length; // reports left out come back as a card of their own
  if (whole) left = { ...left, n_decided: left.n_decided + 1, n_left: Math.max(0, left.n_left - 1), n_matter: Math.max(0, left.n_matter - (one.matters ? 1 : 0)) };
  if (verdict !== "skip") decidedHere.add(one.id);
  last = [{ id: made[0].id, subject: one.id, verdict: changes || parts ? "edit" : verdict, name, stance: sign, concept: label, n_reports: 1 + reports.length, at: new Date().toISOString() }, ...last].slice(0, 10);
  mark(one, verdict, sign);
  cards = cards.slice(1);
  draft = {};
  seen.push(before); if (seen.length > 50) seen.shift();
  lastDone = before;
  for (const decision of made) queue(decision);
  toast(`${{ accept: changes || parts ? "Accepted, edited" : "Accepted", reject: "Rejected", skip: "Skipped" }[verdict]}: ${name}, ${SIGN[sign]} ${sign}, ${label}${verdict === "accept" && reports.length ? `, ${1 + reports.length} reports` : ""}`);
  draw();
  const focus = keep ? byId(keep) : null;
  if (focus && focus !== document.activeElement) focus.focus({ preventScroll: true });
  const next = card();
  say(`${{ accept: "Accepted", reject: "Rejected", skip: "Skipped" }[verdict]}. ${left.n_matter} left that matter, ${left.n_left} left. Undo with Backspace. ${next ? `Next: ${next.speaker.name}, ${next.concept.label}.` : "Nothing left."}`);
  if (cards.length < 6) void fetchMore();
}

function attributionEdit(one, batch) {
  const values = { batch };
  if (draft.spans) for (const role of ["source", "cue", "content"]) values[role] = draft.spans[role];
  if (draft.speaker) values.actor = draft.speaker.id ? { id: draft.speaker.id, name: draft.speaker.name } : { name: draft.speaker.name };
  if (draft.via) values.via = [...draft.via].reverse().map((link) => (link.id ? { id: link.id, name: link.name } : { name: link.name }));
  if (draft.said) values.said = { from: draft.said.from, to: draft.said.to, precision: draft.said.precision };
  return Object.keys(values).length > 1 ? { id: newId(), subject: one.attribution, verdict: "edit", values } : null;
}

function sharedEdit(attribution, batch) {
  const values = { batch };
  if (draft.speaker) values.actor = draft.speaker.id ? { id: draft.speaker.id, name: draft.speaker.name } : { name: draft.speaker.name };
  if (draft.said) values.said = { from: draft.said.from, to: draft.said.to, precision: draft.said.precision };
  return Object.keys(values).length > 1 ? { id: newId(), subject: attribution, verdict: "edit", values } : null;
}

/** Looks at the next or the previous of the cards at hand without a word on this one. */
function turnTo(by) {
  if (editing || cards.length < 2) { say("There is no other suggestion at hand."); return; }
  cards = by > 0 ? [...cards.slice(1), cards[0]] : [cards.at(-1), ...cards.slice(0, -1)];
  draft = {};
  draw();
  say(`${card().speaker.name}, ${card().concept.label}.`);
}

/** Opens another article that reports this statement; `n` counts them, -1 is the last. */
function sister(n) {
  const report = card()?.reports.at(n);
  if (report) location.href = `/read/${encodeURIComponent(report.document)}#${encodeURIComponent(report.attribution)}`;
  else say("This statement was found in this article only.");
}

/** Shows the decision in the article at once. */
function mark(one, verdict, sign) {
  const found = articles.get(one.document.id)?.marks.find((each) => each.id === one.attribution);
  if (found && verdict !== "skip") { found.status = verdict === "reject" ? "rejected" : "accepted"; found.stance = verdict === "reject" ? null : sign; }
}

async function undo() {
  const before = seen.pop();
  byId("toast").hidden = true;
  if (!before) {
    try {
      const answer = await send("/api/undo", {});
      if (!answer.undone) { say("Nothing to undo."); return; }
      await reload(`Undone: ${answer.undone.words}.`);
    } catch (error) { say(error.message, { assertive: true }); }
    return;
  }
  for (const [id, subject] of [...before.ids].reverse()) queue({ id: newId(), subject, verdict: "withdraw", values: {}, supersedes: id });
  redone.push(before);
  ({ cards, left, last, draft } = before);
  decidedHere.delete(before.card.id);
  const found = articles.get(before.card.document.id)?.marks.find((each) => each.id === before.card.attribution);
  if (found) { found.status = "suggested"; found.stance = before.card.stance; }
  lastDone = null;
  draw();
  say(`Undone. Back at ${before.card.speaker.name}, ${before.card.concept.label}.`);
}

const redone = [];
async function redo() {
  try {
    await settle();
    const answer = await send("/api/redo", {});
    if (!answer.redone) { say("Nothing to redo."); return; }
    redone.pop();
    await reload(`Done again: ${answer.redone.words}.`);
  } catch (error) { say(error.message, { assertive: true }); }
}

const settle = () => new Promise((resolve) => { const wait = () => (nWaiting() ? setTimeout(wait, 30) : resolve()); wait(); });

async function reload(words) {
  const query = filters(); query.set("count", "10");
  const answer = await ask(`/api/desk?${query}`);
  cards = answer.cards; left = answer.left; last = answer.last; draft = {}; decidedHere = new Set();
  articles.clear();
  draw();
  if (words) say(words);
}

function toast(words) { byId("toast-words").textContent = words; byId("toast").hidden = false; }

onSaved((answer) => {
  if (answer.left && nWaiting() === 0) { left = { ...left, ...answer.left }; drawRail(); }
  if (answer.conflicts?.length) {
    const one = answer.conflicts[0];
    say(`${one.coder} decided ${one.name ?? "this"} differently. Yours is kept beside it.`, { assertive: true });
    toast(`${one.coder} decided this too: ${one.words}. Both are kept.`);
  }
});

async function fetchMore() {
  if (loading) return;
  loading = true;
  try {
    const query = filters(); query.set("count", "10");
    for (const one of cards) query.append("without", one.id);
    for (const id of decidedHere) query.append("without", id);
    const answer = await ask(`/api/desk?${query}`);
    const known = new Set([...cards.map((one) => one.id), ...decidedHere]);
    const was = card();
    cards = [...cards, ...answer.cards.filter((one) => !known.has(one.id))];
    if (nWaiting() === 0) { left = answer.left; decidedHere = new Set(); }
    for (const one of cards.slice(0, 10)) void loadArticle(one.document.id).catch(() => {});
    failed = null;
    if (!was) draw(); else drawRail();
  } catch (error) { failed = error.message; if (!card()) draw(); }
  finally { loading = false; }
}

const asked = new Map();
function loadArticle(id) {
  if (articles.has(id)) return Promise.resolve(articles.get(id));
  if (!asked.has(id)) asked.set(id, ask(`/api/articles/${encodeURIComponent(id)}`).then((article) => { articles.set(id, article); return article; }).finally(() => asked.delete(id)));
  return asked.get(id);
}

/** Opens the suggestion of an earlier decision again; deciding on it takes the place of the first word. */
async function reopen(one) {
  try {
    const found = await ask(`/api/cards/${encodeURIComponent(one.subject)}`);
    cards = [found, ...cards.filter((each) => each.id !== found.id)];
    draft = {};
    draw();
    say(`Opened: ${one.name}. A new decision takes the place of the old one.`);
  } catch (error) { say(error.message, { assertive: true }); }
}

// --- changing a part ---------------------------------------------------------------------------------------------

function openEdit(label) {
  const one = card();
  if (!one) return;
  if (editing) closeEdit();
  if (label === "spans") {
    const article = articles.get(one.document.id);
    if (!article) return;
    editing = { label };
    editSpans({ article, container: byId("body"), pane: byId("art"), spans: draft.spans ?? one.spans, focusId: one.attribution, done: (spans) => { editing = null; if (spans) draft.spans = spans; draw({ scroll: false }); byId("rec").focus({ preventScroll: true }); say(spans ? "Spans corrected. Accept keeps them." : "Spans as before."); } });
    return;
  }
  const row = byId("sheet").querySelector(`[data-row="${label}"]`);
  const done = (change, words) => { Object.assign(draft, change); closeEdit(); drawCard(one); focusRow(label); if (words) say(words); };
  const close = () => { closeEdit(); focusRow(label); };
  const made = {
    speaker: () => speakerPicker({ value: "", choose: (found) => done({ speaker: found }, `Speaker set to ${found.name}.`), close }),
    concept: () => conceptPicker({ concepts: desk.concepts, choose: (found) => done({ concept: found }, `Concept set to ${found.label}.`), propose: () => { location.href = "/codebook#new"; }, close }),
    date: () => dateForm({ said: draft.said ?? one.said, keep: (said) => done({ said }, `Said: ${said.words}.`), close }),
    values: () => variablesForm({ types: desk.types, type: draft.own?.type, variables: draft.own?.variables, keep: (own) => done({ own }, own ? "Values kept." : "No type."), close }),
    "report chain": () => viaForm({ via: draft.via ?? one.via.map((name, n) => ({ id: one.via_ids[one.via.length - 1 - n], name })), keep: (via) => done({ via }, via.length ? `Via ${via.map((link) => link.name).join(", ")}.` : "Via nobody."), close }),
  }[label]();
  const box = h("div", { class: "edit" }, made.element);
  row.append(box);
  editing = { label, box };
  made.focus();
}
function closeEdit() { editing?.box?.remove(); editing = null; }
const focusRow = (label) => byId("sheet").querySelector(`[data-row="${label}"] .ed`)?.focus({ preventScroll: true });

function memo(verdict = "memo") {
  const one = card();
  if (!one) return;
  const text = h("textarea", { rows: 4, "aria-label": "Memo", maxlength: 4000 });
  const dialog = h("dialog", { "aria-labelledby": "memo-title" }, h("h2", { id: "memo-title" }, verdict === "reject" ? "Reject, with a reason" : "Memo"), text,
    h("div", { class: "foot" }, h("button", { type: "button", class: "btn", onclick: () => dialog.close() }, "Leave"), h("button", { type: "button", class: "btn main", onclick: () => { const words = text.value.trim(); dialog.close(); if (verdict === "reject") { draft.reason = words; decide("reject"); } else if (words) { queue({ id: newId(), subject: one.id, verdict: "memo", values: { memo: words } }); say("Memo kept."); toast("Memo kept."); } } }, verdict === "reject" ? "Reject" : "Keep")));
  const before = document.activeElement;
  dialog.addEventListener("close", () => { dialog.remove(); (before?.isConnected && before !== document.body ? before : byId("rec")).focus({ preventScroll: true }); });
  document.body.append(dialog);
  dialog.showModal();
  text.focus();
}

function flag() {
  const one = card();
  if (!one) return;
  queue({ id: newId(), subject: one.id, verdict: "flag", values: {} });
  toast(`Flagged: ${one.speaker.name}, ${one.concept.label}`);
  say("Flagged. It stays in the queue.");
}

async function copy() {
  const one = card();
  if (!one) return;
  const cited = `${one.speaker.name} (${one.stance}, ${one.concept.label}): “${one.content}” ${one.document.outlet}, ${one.document.published}, ${one.document.title} [${one.spans.content.map(([a, b]) => `${a}–${b}`).join(", ")}]`;
  try { await navigator.clipboard.writeText(cited); say("Copied with its source."); toast("Copied with its source."); }
  catch { say("The browser does not let this page copy.", { assertive: true }); }
}

function menu() {
  const open = document.querySelector(".menu");
  if (open) { open.remove(); byId("more").setAttribute("aria-expanded", "false"); return; }
  const item = (label, keyName, run) => h("button", { type: "button", role: "menuitem", onclick: () => { menu(); run(); } }, label, keyName ? h("kbd", {}, keyName) : null);
  const box = h("div", { class: "menu", role: "menu", "aria-label": "More", onkeydown: (event) => { const items = [...box.children], at = items.indexOf(document.activeElement); if (event.key === "ArrowDown") items[(at + 1) % items.length].focus(); else if (event.key === "ArrowUp") items[(at + items.length - 1) % items.length].focus(); else if (event.key === "Escape") { menu(); byId("more").focus(); } else return; event.preventDefault(); event.stopPropagation(); } },
    item("Flag to look at again", "f", flag), item("Write a memo", "m", memo), item("Reject with a reason", "", () => memo("reject")), item("Copy with its source", "c", copy), item("Correct spans", "e", () => openEdit("spans")), item("Next suggestion", "j", () => turnTo(1)), item("Previous suggestion", "k", () => turnTo(-1)), item("New statement", "n", () => { location.href = readerAddress(card()); }), item("Redo", "Ctrl+Shift+Z", redo));
  byId("rec").append(box);
  byId("more").setAttribute("aria-expanded", "true");
  box.firstChild.focus();
}

// --- bulk: only over a set that is filtered, shown and counted -----------------------------------------------------

async function bulk() {
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
    h("table", { class: "rows" }, h("tbody", {}, shown.map((one, n) => h("tr", { class: "sug" }, h("td", {}, boxes[n]), h("td", {}, h("label", { for: `bulk-${one.id}` }, one.name)), h("td", {}, stance(one.stance, { suggested: true })), h("td", {}, one.concept), h("td", { class: "serif" }, one.content), h("td", { class: "num" }, one.score.toFixed(2)))))),
    h("div", { class: "foot" }, h("button", { type: "button", class: "btn", onclick: () => dialog.close() }, "Leave"), button));
  for (const box of boxes) box.addEventListener("change", count);
  button.addEventListener("click", () => {
    const chosen = shown.filter((one, n) => boxes[n].checked), batch = newId(), ids = [];
    for (const one of chosen) { const id = newId(); ids.push([id, one.id]); queue({ id, subject: one.id, verdict: "accept", values: { batch, bulk: chosen.length } }); }
    seen.push({ cards: [...cards], left: { ...left }, last: [...last], draft: {}, ids, card: cards[0] ?? shown[0] });
    dialog.close();
    void settle().then(() => reload(`Accepted ${chosen.length}.`)).then(() => toast(`Accepted ${chosen.length} suggestions`));
  });
  dialog.addEventListener("close", () => { dialog.remove(); byId("bulk").focus({ preventScroll: true }); });
  count();
  document.body.append(dialog);
  dialog.showModal();
}

function clearFilters() { byId("f-concept").value = ""; byId("f-words").value = ""; history.replaceState(null, "", "/review"); void refilter(); }
async function refilter() {
  const query = filters();
  history.replaceState(null, "", [...query].length ? `/review?${query}` : "/review");
  await settle();
  await reload(null);
  say(`${cards.length ? `Next: ${card().speaker.name}` : "Nothing left under this filter"}.`);
}

// --- wiring --------------------------------------------------------------------------------------------------------

const select = byId("f-concept"), given = new URLSearchParams(location.search);
for (const one of desk.concepts) select.append(h("option", { value: one.id }, one.label));
select.value = given.get("concept") ?? "";
byId("f-words").value = given.get("words") ?? "";
select.addEventListener("change", refilter);
byId("f-words").addEventListener("change", refilter);
byId("bulk").addEventListener("click", bulk);
byId("accept").addEventListener("click", () => decide("accept"));
byId("reject").addEventListener("click", () => decide("reject"));
byId("skip").addEventListener("click", () => decide("skip"));
byId("undo").addEventListener("click", undo);
byId("more").addEventListener("click", menu);

const onDesk = () => !document.querySelector(".spanbar");
key("accept", "a", "Accept", () => decide("accept"), { area: onDesk });
key("reject", "x", "Reject", () => decide("reject"), { area: onDesk });
key("skip", "Space", "Skip", () => decide("skip"), { area: onDesk });
key("undo", "Backspace", "Undo", undo, { area: onDesk });
key("undo2", "Ctrl+Z", "Undo (as elsewhere)", undo);
key("redo", "Ctrl+Shift+Z", "Redo", redo);
STANCES.forEach((value, n) => key(`stance-${value}`, String(n + 1), `Stance: ${value}`, () => setStance(value), { area: onDesk }));
key("speaker", "s", "Speaker", () => openEdit("speaker"), { area: onDesk });
key("spans", "e", "Correct spans", () => openEdit("spans"), { area: onDesk });
key("concept", "p", "Concept", () => openEdit("concept"), { area: onDesk });
key("date", "d", "Date", () => openEdit("date"), { area: onDesk });
key("chain", "r", "Report chain", () => openEdit("report chain"), { area: onDesk });
if (desk.types.length) key("values", "v", "Values of the statement type", () => openEdit("values"), { area: onDesk });
key("next", "j", "Next suggestion, this one comes back later", () => turnTo(1), { area: onDesk });
key("previous", "k", "Previous suggestion", () => turnTo(-1), { area: onDesk });
key("sister-before", "[", "Sister article before", () => sister(-1), { area: onDesk });
key("sister-after", "]", "Sister article after", () => sister(0), { area: onDesk });
key("new", "n", "New statement, in the reader", () => { if (card()) location.href = readerAddress(card()); }, { area: onDesk });
key("flag", "f", "Flag", flag, { area: onDesk });
key("memo", "m", "Memo", () => memo(), { area: onDesk });
key("copy", "c", "Copy with source", copy, { area: onDesk });
key("reader", "o", "Open in reader", () => { if (card()) location.href = readerAddress(card()); }, { area: onDesk });
key("filter", "/", "Filter by speaker", () => byId("f-words").focus(), { area: onDesk });
key("bulk", "Shift+A", "Accept all shown", bulk, { area: onDesk });
key("close", "Escape", "Close", () => { if (document.querySelector(".menu")) menu(); else if (editing) { const label = editing.label; closeEdit(); focusRow(label); } });
draw();
requestAnimationFrame(() => setTimeout(() => { for (const one of cards) void loadArticle(one.document.id).catch(() => {}); }));
setInterval(drawRail, 30_000);
