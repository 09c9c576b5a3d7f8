// The reader: an article with its regions and marks, cards level with them, and coding by hand from a selection.
import { drawArticle, selectedSpan, wordsOf } from "./article.js";
import { SIGN, STANCES, byId, h, island, put, say, stance } from "./dom.js";
import { key } from "./keys.js";
import { conceptPicker, dateForm, speakerPicker, variablesForm, viaForm } from "./parts.js";
import { newId, nWaiting, queue } from "./saving.js";
import { ask, send } from "./server.js";
import { editSpans } from "./spans.js";

let data = island("reader");
const { concepts, types } = data;
let at = null, panel = null, editing = null, elements = new Map();
const done = []; // [id, subject] of the decisions made here, by act, for undo

// --- drawing ---------------------------------------------------------------------------------------------------

function draw() {
  const cards = data.margin;
  data.article.marks = cards.map((card) => ({ id: card.id, ...card.spans, status: statusOf(card), stance: card.codings[0]?.stance ?? null }));
  const drawn = drawArticle(byId("body"), data.article, { gutter: true });
  for (const element of byId("body").querySelectorAll("[data-marks]")) element.addEventListener("click", () => { if (getSelection().isCollapsed) choose(element.dataset.marks.split(" ")[0]); });
  put(byId("margin"), cards.map(drawCard));
  elements = drawn.elements;
  place();
  const counts = { accepted: 0, suggested: 0, disputed: 0, rejected: 0 };
  for (const card of cards) for (const coding of card.codings) counts[coding.status] += 1;
  put(byId("counts"), Object.entries(counts).flatMap(([name, n]) => [h("dt", {}, name === "disputed" ? "disputed between coders" : name), h("dd", {}, String(n))]), h("dt", {}, "attributions without concept"), h("dd", {}, String(cards.filter((card) => !card.codings.length).length)));
  if (at) choose(at, { quiet: true });
}

function statusOf(card) {
  const all = card.codings.map((coding) => coding.status);
  for (const status of ["disputed", "accepted", "suggested", "rejected"]) if (all.includes(status)) return status;
  return "plain";
}

function drawCard(card) {
  const status = statusOf(card), by = card.codings.flatMap((coding) => coding.coders)[0];
  return h("article", { class: `mc ${status}`, "data-id": card.id, tabindex: "-1", "aria-label": `${card.speaker}, ${status}`, onclick: () => choose(card.id) },
    h("div", { class: "head" }, h("span", { class: "who" }, card.speaker), h("span", { class: "by" }, by ? `${by.coder}, ${by.at}` : card.hand ? [...new Set(card.origin.split(" + ").map((name) => name.replace("coder:", "")))].join(", ") : `suggestion ${(card.codings[0]?.score ?? card.score).toFixed(2)}`)),
    card.codings.map((coding) => h("div", {},
      coding.status === "disputed"
        ? [h("div", { class: "coding" }, h("span", {}, coding.label)), coding.coders.map((one) => h("div", { class: "coding" }, h("span", { class: "dim" }, one.coder), one.verdict === "reject" ? "rejected" : stance(one.stance)))]
        : h("div", { class: "coding" }, coding.status === "rejected" ? h("span", { class: "dim" }, `rejected${coding.coders[0]?.reason ? `: ${coding.coders[0].reason}` : ""}`) : stance(coding.stance, { suggested: coding.status === "suggested" }), h("span", {}, coding.label)),
      coding.status === "suggested" ? h("div", { class: "acts" }, h("button", { type: "button", class: "btn small", onclick: (event) => { event.stopPropagation(); decide(card, coding, "accept"); } }, "Accept ", h("kbd", {}, "a")), h("button", { type: "button", class: "btn small", onclick: (event) => { event.stopPropagation(); decide(card, coding, "reject"); } }, "Reject ", h("kbd", {}, "x"))) : null)),
    h("div", { class: "sub" }, [card.via.length ? `via ${card.via.join(", ")}` : null, card.said === "no date" ? "day not known" : `said ${card.said}`].filter(Boolean).join(" · ")),
    !card.codings.length ? h("div", { class: "acts" }, h("button", { type: "button", class: "btn small", onclick: (event) => { event.stopPropagation(); openPanel({ card }); } }, "Code this ", h("kbd", {}, "n"))) : null);
}

/** Cards level with their marks, pushed down where they would overlap. */
function place() {
  const margin = byId("margin");
  if (getComputedStyle(margin.firstChild ?? margin).position !== "absolute") { margin.style.minHeight = ""; return; }
  const top = margin.getBoundingClientRect().top;
  let free = 26;
  for (const card of margin.children) {
    const mark = elements.get(card.dataset.id);
    const wanted = mark ? mark.getBoundingClientRect().top - top : free;
    const y = Math.max(free, wanted);
    card.style.top = `${y}px`;
    free = y + card.offsetHeight + 8;
  }
  margin.style.minHeight = `${free + 60}px`;
}

function choose(id, { quiet = false } = {}) {
  at = id;
  for (const card of byId("margin").children) card.setAttribute("aria-current", String(card.dataset.id === id));
  for (const mark of byId("body").querySelectorAll("[data-marks]")) mark.classList.toggle("here", mark.dataset.marks.split(" ").includes(id));
  place();
  const card = data.margin.find((one) => one.id === id);
  if (!card || quiet) return;
  const mark = byId("body").querySelector(".m.here"), pane = byId("art");
  const box = mark?.getBoundingClientRect(), frame = pane.getBoundingClientRect();
  if (box && (box.top < frame.top + 60 || box.bottom > frame.bottom - 60)) mark.scrollIntoView({ block: "center" });
  say(`${card.speaker}: ${card.codings.map((coding) => `${coding.stance}, ${coding.label}, ${coding.status}`).join("; ") || "no concept"}.`);
}

function step(by) {
  const ids = data.margin.map((card) => card.id), now = ids.indexOf(at);
  const next = ids[now < 0 ? (by > 0 ? 0 : ids.length - 1) : Math.min(ids.length - 1, Math.max(0, now + by))];
  if (next) choose(next);
}

// --- deciding ----------------------------------------------------------------------------------------------------

const current = () => data.margin.find((card) => card.id === at) ?? null;

function decide(card, coding, verdict, values = {}) {
  const id = newId();
  coding.status = verdict === "reject" ? "rejected" : "accepted";
  coding.coders = [{ coder: island("here").account, verdict, stance: coding.stance, at: "now", reason: values.reason ?? "" }];
  done.push([[id, coding.id]]);
  queue({ id, subject: coding.id, verdict, values });
  draw();
  toast(`${verdict === "reject" ? "Rejected" : "Accepted"}: ${card.speaker}, ${SIGN[coding.stance]} ${coding.stance}, ${coding.label}`);
  say(`${verdict === "reject" ? "Rejected" : "Accepted"}. Undo with Backspace.`);
}

function decideCurrent(verdict) {
  const card = current(), coding = card?.codings.find((one) => one.status === "suggested") ?? card?.codings[0];
  if (!coding) { say("Choose a mark with a suggestion first: j and k walk them."); return; }
  decide(card, coding, verdict);
}

async function undo() {
  const ids = done.pop();
  if (!ids) {
    try { const answer = await send("/api/undo", {}); say(answer.undone ? `Undone: ${answer.undone.words}.` : "Nothing to undo."); if (answer.undone) await refresh(); } catch (error) { say(error.message, { assertive: true }); }
    return;
  }
  for (const [id, subject] of [...ids].reverse()) queue({ id: newId(), subject, verdict: "withdraw", values: {}, supersedes: id });
  byId("toast").hidden = true;
  await settle();
  await refresh();
  say("Undone.");
}

async function redo() {
  try {
    await settle();
    const answer = await send("/api/redo", {});
    if (answer.redone) await refresh();
    say(answer.redone ? `Done again: ${answer.redone.words}.` : "Nothing to redo.");
  } catch (error) { say(error.message, { assertive: true }); }
}

const settle = () => new Promise((resolve) => { const wait = () => (nWaiting() ? setTimeout(wait, 30) : resolve()); wait(); });
async function refresh() {
  const answer = await ask(`/api/reader/${encodeURIComponent(data.article.id)}`);
  data = { ...data, ...answer };
  draw();
}
function toast(words) { byId("toast-words").textContent = words; byId("toast").hidden = false; }

// --- coding by hand ----------------------------------------------------------------------------------------------

/** Opens the panel under the selection, or for an attribution that has no concept yet. */
function openPanel({ card = null } = {}) {
  if (panel) closePanel();
  const span = card ? null : selectedSpan(byId("body"), data.article);
  if (!card && !span) {
    if (current()) { openPanel({ card: current() }); return; }
    say("Select the words of the statement first, then press n.", { assertive: true });
    toast("Select the words of the statement first, then press n.");
    return;
  }
  const guess = card ?? around(span);
  const state = {
    spans: card ? card.spans : { source: guess?.spans.source ?? [], cue: guess?.spans.cue ?? [], content: [span] },
    speaker: guess ? { id: guess.speaker_id, name: guess.speaker } : null,
    via: guess ? [...guess.via].map((name) => ({ id: null, name })) : [],
    said: { from: null, to: null, words: guess ? guess.said : "as the article allows", precision: "unknown" },
    saidSet: false, viaSet: false, concept: null, stance: "neutral", part: "content", attribution: card?.id ?? null,
  };
  const box = h("section", { class: "panel", "aria-label": "New statement", onkeydown: (event) => { if (event.key === "Escape" && !event.defaultPrevented) { event.preventDefault(); event.stopPropagation(); closePanel(); } else if (event.key === "Enter" && event.target.closest("[role=radio]")) { event.preventDefault(); event.stopPropagation(); void save(); } } });
  panel = { box, state };
  const last = state.spans.content.at(-1);
  const paragraph = [...byId("body").children].reverse().find((one) => one.dataset.start && Number(one.dataset.start) <= last[0]);
  paragraph.after(box);
  drawPanel();
  if (!card && globalThis.CSS?.highlights && globalThis.Highlight) CSS.highlights.set("coding", new Highlight(getSelection().getRangeAt(0).cloneRange()));
  getSelection().removeAllRanges();
  box.scrollIntoView({ block: "nearest" });
  highlight();
  box.querySelector("[role=combobox]")?.focus();
  say("New statement. Choose a concept.");
}

/** The attribution whose sentence the selection stands in: its source and cue are offered, never forced. */
function around(span) {
  return data.margin.find((card) => card.spans.content.some(([a, b]) => a < span[1] && span[0] < b)) ?? null;
}

function drawPanel(open = null) {
  const { box, state } = panel;
  const part = (name, label, value, keyName, run) => h("button", { type: "button", class: "part", "aria-pressed": String(open === name), onclick: run }, h("span", {}, label, keyName ? h("kbd", {}, keyName) : null), h("b", {}, value));
  const words = (role) => (state.spans[role].length ? wordsOf(data.article, state.spans[role]) : "none: choose words");
  const middle = h("div", { class: "middle" });
  if (open === "speaker") put(middle, h("span", { class: "dim" }, "Speaker"), speakerPicker({ choose: (found) => { state.speaker = found; drawPanel(); }, close: () => drawPanel() }).element);
  else if (open === "said") put(middle, h("span", { class: "dim" }, "Said"), dateForm({ said: state.said, keep: (said) => { state.said = said; state.saidSet = true; drawPanel(); }, close: () => drawPanel() }).element);
  else if (open === "via") put(middle, h("span", { class: "dim" }, "Via"), viaForm({ via: state.via, keep: (via) => { state.via = via; state.viaSet = true; drawPanel(); }, close: () => drawPanel() }).element);
  else if (open === "own") put(middle, h("span", { class: "dim" }, "Values"), variablesForm({ types, type: state.own?.type, variables: state.own?.variables, keep: (own) => { state.own = own; drawPanel(); }, close: () => drawPanel() }).element);
  else put(middle, h("span", { class: "dim" }, "Concept"), state.concept
    ? h("div", {}, h("b", {}, state.concept.label), " ", h("button", { type: "button", class: "btn small", onclick: () => { state.concept = null; drawPanel(); box.querySelector("[role=combobox]")?.focus(); } }, "change"))
    : conceptPicker({ concepts, choose: (found) => { state.concept = found; drawPanel(); box.querySelector("[role=radio]")?.focus(); }, propose: propose, close: closePanel }).element);
  put(box,
    h("div", { class: "parts" },
      part("speaker", "Speaker", state.speaker?.name ?? words("source"), "s", () => { drawPanel("speaker"); box.querySelector("[role=combobox]")?.focus(); }),
      part("cue", "Cue", words("cue"), "e", correctSpans), part("content", "Content", `${length(state.spans.content)} characters`, "e", correctSpans),
      part("via", "Via", state.via.length ? state.via.map((one) => one.name).join(", ") : "nobody", "r", () => drawPanel("via")),
      part("said", "Said", state.said.words, "d", () => drawPanel("said")),
      types.length ? part("own", "Values", state.own ? types.find((one) => one.id === state.own.type)?.label ?? state.own.type : "no type", "v", () => drawPanel("own")) : null),
    middle,
    h("div", { class: "foot" },
      h("div", { class: "stances", role: "radiogroup", "aria-label": "Stance" }, STANCES.map((value, n) => h("button", { type: "button", role: "radio", "aria-checked": String(value === state.stance), onclick: () => { state.stance = value; drawPanel(); }, onkeydown: (event) => { const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key]; if (!by) return; event.preventDefault(); state.stance = STANCES[(STANCES.indexOf(state.stance) + by + 4) % 4]; drawPanel(); box.querySelector("[aria-checked=true]").focus(); } }, stance(value, { suggested: value !== state.stance }), h("small", {}, String(n + 1))))),
      h("span", { class: "end" }, h("button", { type: "button", class: "btn", onclick: closePanel }, "Leave ", h("kbd", {}, "Esc")), h("button", { type: "button", class: "btn main", id: "save-statement", disabled: !state.concept, onclick: save }, "Save ", h("kbd", {}, "Enter")))));
}
const length = (spans) => spans.reduce((sum, [a, b]) => sum + b - a, 0);

function highlight() {
  const { state } = panel;
  for (const paragraph of byId("body").children) paragraph.classList.remove("coding");
  byId("body").querySelector(".panel")?.previousElementSibling?.classList.add("coding");
  say(`Content: ${wordsOf(data.article, state.spans.content)}`);
}

function correctSpans() {
  const { state } = panel, box = panel.box;
  const kept = panel; panel = null;
  editing = editSpans({ article: data.article, container: byId("body"), pane: byId("art"), spans: state.spans, focusId: state.attribution, done: (spans) => {
    editing = null;
    if (spans) { state.spans = spans; state.attribution = null; }
    draw();
    panel = kept;
    const last = state.spans.content.at(-1);
    [...byId("body").children].reverse().find((one) => one.dataset.start && Number(one.dataset.start) <= last[0]).after(box);
    drawPanel();
    box.querySelector("[role=combobox],[role=radio]")?.focus();
  } });
}

function propose(words) { location.href = `/codebook?propose=${encodeURIComponent(words)}`; }

function closePanel() { globalThis.CSS?.highlights?.delete("coding"); panel?.box.remove(); panel = null; byId("art").focus({ preventScroll: true }); }

async function save() {
  const { state } = panel;
  if (!state.concept) { say("Choose a concept first."); return; }
  const values = { document: data.article.id, concept: state.concept.id, stance: state.stance };
  if (state.attribution) values.attribution = state.attribution;
  else Object.assign(values, state.spans);
  if (state.speaker && !state.attribution) values.actor = state.speaker.id ? { id: state.speaker.id, name: state.speaker.name } : { name: state.speaker.name };
  if (state.own) Object.assign(values, { type: state.own.type, variables: state.own.variables });
  if (state.viaSet) values.via = [...state.via].reverse().map((link) => (link.id ? { id: link.id, name: link.name } : { name: link.name }));
  if (state.saidSet) values.said = { from: state.said.from, to: state.said.to, precision: state.said.precision };
  const id = newId(), subject = `hand:${newId().slice(4)}`;
  const made = new Promise((resolve, reject) => queue({ id, subject, verdict: "add", values }, { then: resolve, failed: reject }));
  closePanel();
  try { await made; } catch (error) { toast(`Not saved: ${error.message}`); return; }
  done.push([[id, subject]]);
  at = state.attribution ?? subject;
  await refresh();
  toast(`Coded by hand: ${state.speaker?.name ?? "a speaker"}, ${SIGN[state.stance]} ${state.stance}, ${state.concept.label}`);
  say("Saved. Undo with Backspace.");
}

/** Says that the selected words are furniture, or body after all. The text stays as it is; only its region changes. */
async function retag(kind) {
  const span = selectedSpan(byId("body"), data.article);
  if (!span) { say(`Select the words that are ${kind} first.`, { assertive: true }); toast(`Select the words that are ${kind} first.`); return; }
  const id = newId(), subject = `document:${data.article.id}`;
  done.push([[id, subject]]);
  queue({ id, subject, verdict: "edit", values: { regions: [...data.article.retagged, [kind, ...span]] } });
  getSelection().removeAllRanges();
  await settle();
  await refresh();
  toast(`Marked as ${kind}`);
  say(`Marked as ${kind}. Undo with Backspace.`);
}

function correctCurrent() {
  const card = current();
  if (!card) { say("Choose a mark first: j and k walk them."); return; }
  editing = editSpans({ article: data.article, container: byId("body"), pane: byId("art"), spans: card.spans, focusId: card.id, done: async (spans) => {
    editing = null;
    if (spans) { const id = newId(); done.push([[id, card.id]]); queue({ id, subject: card.id, verdict: "edit", values: spans }); await settle(); await refresh(); say("Spans corrected."); toast(`Spans corrected: ${card.speaker}`); }
    else draw();
  } });
}

// --- wiring ------------------------------------------------------------------------------------------------------

function sister(by) {
  const all = data.sisters, now = all.findIndex((one) => one.own);
  if (all.length < 2) { const next = by > 0 ? data.next : data.previous; if (next) location.href = `/read/${encodeURIComponent(next)}`; else say("There is no other article this way."); return; }
  location.href = `/read/${encodeURIComponent(all[(now + by + all.length) % all.length].id)}`;
}

function regionToggle() {
  byId("body").classList.toggle("bare", !byId("furniture").checked);
  draw();
  byId("body").classList.toggle("bare", !byId("furniture").checked);
}

const free = () => !editing && !panel;
key("new", "n", "New statement from the selection", () => openPanel(), { area: () => !editing });
key("next", "j", "Next mark", () => step(1), { area: free });
key("previous", "k", "Previous mark", () => step(-1), { area: free });
key("sister-before", "[", "Sister article before", () => sister(-1));
key("sister-after", "]", "Sister article after", () => sister(1));
key("accept", "a", "Accept", () => decideCurrent("accept"), { area: free });
key("reject", "x", "Reject", () => decideCurrent("reject"), { area: free });
key("spans", "e", "Correct spans", () => (panel ? correctSpans() : correctCurrent()), { area: () => !editing });
key("furniture", "h", "Selection is furniture", () => retag("furniture"), { area: free });
key("body", "b", "Selection is body", () => retag("body"), { area: free });
key("undo", "Backspace", "Undo", undo, { area: free });
key("undo2", "Ctrl+Z", "Undo (as elsewhere)", undo);
key("redo", "Ctrl+Shift+Z", "Redo", redo, { area: free });
const coding = () => !!panel && !editing;
for (const [name, keyName, label, open] of [["speaker", "s", "Speaker of the new statement", "speaker"], ["date", "d", "Date of the new statement", "said"], ["chain", "r", "Report chain of the new statement", "via"], ...(types.length ? [["values", "v", "Values of the new statement", "own"]] : [])]) key(name, keyName, label, () => { drawPanel(open); panel.box.querySelector(".middle :is(input,select,button)")?.focus(); }, { area: coding });
key("concept", "p", "Concept of the new statement", () => { panel.state.concept = null; drawPanel(); panel.box.querySelector("[role=combobox]")?.focus(); }, { area: coding });
key("desk", "o", "Review this article on the desk", () => { location.href = `/review?document=${encodeURIComponent(data.article.id)}`; }, { area: free });
STANCES.forEach((value, n) => key(`stance-${value}`, String(n + 1), `Stance: ${value}`, () => { if (panel) { panel.state.stance = value; drawPanel(); say(`Stance set to ${value}.`); } }));
key("save", "Enter", "Save the new statement", () => { if (panel) void save(); });
key("close", "Escape", "Close", () => { if (panel) closePanel(); });
byId("undo").addEventListener("click", undo);
byId("furniture").addEventListener("change", regionToggle);
let again = 0;
addEventListener("resize", () => { cancelAnimationFrame(again); again = requestAnimationFrame(draw); });
at = decodeURIComponent(location.hash.slice(1)) || null;
draw();
if (at) choose(at);
