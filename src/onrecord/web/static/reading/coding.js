// Coding by hand: a panel under the selection with the parts of a new statement.
import { selectedSpan, wordsOf } from "../article.js";
import { SIGN, STANCES, byId, h, put, say, stance, stanceWord } from "../dom.js";
import { conceptPicker, dateForm, proposeConcept, speakerForm, variablesForm, viaForm } from "../parts.js";
import { newId, queue } from "../saving.js";
import { editSpans } from "../spans.js";
import { refresh } from "./deciding.js";
import { draw } from "./margin.js";
import { concepts, current, done, now, toast, types } from "./state.js";

/** Opens the panel under the selection, or for an attribution that has no concept yet. */
export function openPanel({ card = null } = {}) {
  if (now.panel) closePanel();
  const span = card ? null : selectedSpan(byId("body"), now.data.article);
  if (!card && !span) {
    if (current()) { openPanel({ card: current() }); return; }
    say("Select the words of the statement first, then press n.", { assertive: true });
    toast("Select the words of the statement first, then press n.");
    return;
  }
  const guess = card ?? around(span);
  const state = {
    spans: card ? card.spans : { source: guess?.spans.source ?? [], cue: guess?.spans.cue ?? [], content: [span] },
    speaker: guess ? { id: guess.speaker_id, name: guess.speaker } : null, also: guess?.also ?? [],
    via: guess ? [...guess.via].map((name) => ({ id: null, name })) : [],
    said: proposedDay(guess), saidSet: !card && !!guess?.days[0], viaSet: false, concept: null, stance: "neutral", part: "content", attribution: card?.id ?? null,
  };
  const box = h("section", { class: "panel", "aria-label": "New statement", onkeydown: (event) => { if (event.key === "Escape" && !event.defaultPrevented) { event.preventDefault(); event.stopPropagation(); closePanel(); } else if (event.key === "Enter" && event.target.closest("[role=radio]")) { event.preventDefault(); event.stopPropagation(); void save(); } } });
  now.panel = { box, state };
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

/** The day that the attribution around the words has, else any up to the article's own; the form takes another one. */
function proposedDay(guess) {
  const [from, to] = guess?.days ?? [null, null], words = guess && guess.said !== "no date" ? guess.said : now.data.article.said_by;
  return { from, to, words: words || "not known: the article has no day", precision: from && from === to ? "day" : from || to ? "range" : "unknown" };
}

/** The attribution whose sentence the selection stands in: its source and cue are offered, never forced. */
function around(span) {
  return now.data.margin.find((card) => card.spans.content.some(([a, b]) => a < span[1] && span[0] < b)) ?? null;
}

export function drawPanel(open = null) {
  const { box, state } = now.panel;
  const part = (name, label, value, keyName, run) => h("button", { type: "button", class: "part", "aria-pressed": String(open === name), onclick: run }, h("span", {}, label, keyName ? h("kbd", {}, keyName) : null), h("b", {}, value));
  const words = (role) => (state.spans[role].length ? wordsOf(now.data.article, state.spans[role]) : "none: choose words");
  const middle = h("div", { class: "middle" });
  // From a part one comes back to the stances, where Enter saves.
  const back = () => { drawPanel(); box.querySelector("[role=combobox],[role=radio][aria-checked=true]")?.focus({ preventScroll: true }); };
  if (open === "speaker") put(middle, h("span", { class: "dim" }, "Speaker"), speakerForm({ also: state.also, choose: (found) => { state.speaker = found; state.also = state.also.filter((other) => other.id !== found.id); back(); }, keep: (also) => { state.also = also; back(); }, close: back }).element);
  else if (open === "said") put(middle, h("span", { class: "dim" }, "Said"), dateForm({ said: state.said, keep: (said) => { state.said = said; state.saidSet = true; back(); }, close: back }).element);
  else if (open === "via") put(middle, h("span", { class: "dim" }, "Via"), viaForm({ via: state.via, keep: (via) => { state.via = via; state.viaSet = true; back(); }, close: back }).element);
  else if (open === "own") put(middle, h("span", { class: "dim" }, "Values"), variablesForm({ types, type: state.own?.type, variables: state.own?.variables, keep: (own) => { state.own = own; back(); }, close: back }).element);
  else put(middle, h("span", { class: "dim" }, "Concept"), state.concept
    ? h("div", {}, h("b", {}, state.concept.label), " ", h("button", { type: "button", class: "btn small", onclick: () => { state.concept = null; drawPanel(); box.querySelector("[role=combobox]")?.focus(); } }, "change"))
    : conceptPicker({ concepts, choose: (found) => { state.concept = found; drawPanel(); box.querySelector("[role=radio]")?.focus(); }, propose: propose, close: closePanel }).element);
  put(box, middle,
    h("div", { class: "parts" },
      part("speaker", "Speaker", [state.speaker?.name ?? words("source"), ...state.also.map((other) => other.name)].join(", "), "s", () => { drawPanel("speaker"); box.querySelector("[role=combobox]")?.focus(); }),
      part("cue", "Cue", words("cue"), "e", correctSpans), part("content", "Content", `${length(state.spans.content)} characters`, "e", correctSpans),
      part("via", "Via", state.via.length ? state.via.map((one) => one.name).join(", ") : "nobody", "r", () => drawPanel("via")),
      part("said", "Said", state.said.words, "d", () => drawPanel("said")),
      types.length ? part("own", "Values", state.own ? types.find((one) => one.id === state.own.type)?.label ?? state.own.type : "no type", "v", () => drawPanel("own")) : null),
    h("div", { class: "foot" },
      h("div", { class: "stances", role: "radiogroup", "aria-label": "Stance" }, STANCES.map((value, n) => h("button", { type: "button", role: "radio", "aria-checked": String(value === state.stance), onclick: () => { state.stance = value; drawPanel(); }, onkeydown: (event) => { const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key]; if (!by) return; event.preventDefault(); state.stance = STANCES[(STANCES.indexOf(state.stance) + by + 4) % 4]; drawPanel(); box.querySelector("[aria-checked=true]").focus(); } }, stance(value, { suggested: value !== state.stance, kind: state.concept?.kind }), h("small", {}, String(n + 1))))),
      h("span", { class: "end" }, h("button", { type: "button", class: "btn", onclick: closePanel }, "Leave ", h("kbd", {}, "Esc")), h("button", { type: "button", class: "btn main", id: "save-statement", disabled: !state.concept, onclick: save }, "Save ", h("kbd", {}, "Enter")))));
}

const length = (spans) => spans.reduce((sum, [a, b]) => sum + b - a, 0);

function highlight() {
  const { state } = now.panel;
  for (const paragraph of byId("body").children) paragraph.classList.remove("coding");
  byId("body").querySelector(".panel")?.previousElementSibling?.classList.add("coding");
  say(`Content: ${wordsOf(now.data.article, state.spans.content)}`);
}

export function correctSpans() {
  const { state } = now.panel, box = now.panel.box;
  const kept = now.panel; now.panel = null;
  now.editing = editSpans({ article: now.data.article, container: byId("body"), pane: byId("art"), spans: state.spans, focusId: state.attribution, done: (spans) => {
    now.editing = null;
    if (spans) { state.spans = spans; state.attribution = null; }
    draw();
    now.panel = kept;
    const last = state.spans.content.at(-1);
    [...byId("body").children].reverse().find((one) => one.dataset.start && Number(one.dataset.start) <= last[0]).after(box);
    drawPanel();
    box.querySelector("[role=combobox],[role=radio]")?.focus();
  } });
}

const propose = (words) => proposeConcept(words, concepts, () => { if (now.panel && !now.panel.state.concept) { drawPanel(); now.panel.box.querySelector("[role=combobox]")?.focus(); } });

export function closePanel() { globalThis.CSS?.highlights?.delete("coding"); now.panel?.box.remove(); now.panel = null; byId("art").focus({ preventScroll: true }); }

export async function save() {
  const { state } = now.panel;
  if (!state.concept) { say("Choose a concept first."); return; }
  const values = { document: now.data.article.id, concept: state.concept.id, stance: state.stance };
  if (state.attribution) values.attribution = state.attribution;
  else Object.assign(values, state.spans);
  if (state.speaker && !state.attribution) values.actor = state.speaker.id ? { id: state.speaker.id, name: state.speaker.name } : { name: state.speaker.name };
  if (state.also.length && !state.attribution) values.also = state.also.map(({ id, name }) => ({ id, name }));
  if (state.own) Object.assign(values, { type: state.own.type, variables: state.own.variables });
  if (state.viaSet) values.via = [...state.via].reverse().map((link) => (link.id ? { id: link.id, name: link.name } : { name: link.name }));
  if (state.saidSet) values.said = { from: state.said.from, to: state.said.to, precision: state.said.precision };
  const id = newId(), subject = `hand:${newId().slice(4)}`;
  const made = new Promise((resolve, reject) => queue({ id, subject, verdict: "add", values }, { then: resolve, failed: reject }));
  closePanel();
  try { await made; } catch (error) { toast(`Not saved: ${error.message}`); return; }
  done.push([[id, subject]]);
  now.at = state.attribution ?? subject;
  await refresh();
  toast(`Coded by hand: ${state.speaker?.name ?? "a speaker"}, ${SIGN[state.stance]} ${stanceWord(state.stance, state.concept.kind)}, ${state.concept.label}`);
  say("Saved. Undo with Backspace.");
}
