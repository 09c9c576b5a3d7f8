// What the desk holds: cards at hand, what is left, what is being changed on the first of them.
import { byId, island } from "../dom.js";

export const desk = island("desk");
export const concepts = new Map(desk.concepts.map((one) => [one.id, one]));
export const ladder = desk.concepts.filter((one) => one.kind === "option").sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0));
export const articles = new Map(desk.articles.map((one) => [one.id, one]));
export const seen = []; // cards before this one: undo goes back to them without asking

/** `draft` is what is changed on the first card, `report` which of its reports the article pane shows (0: its own). */
export const now = { cards: desk.cards, left: desk.left, last: desk.last, draft: {}, report: 0, editing: null, loading: false, decidedHere: new Set(), failed: null };

/** What parts of the page ask of parts that are drawn with them; `review.js` puts the acts here. */
export const acts = {};

export const card = () => now.cards[0] ?? null;

// What is changed on a card and not yet decided stays in this window: another card, another page or a reload lose nothing.
const here = island("here"), STORE = `onrecord.drafts.${here.project}.${here.account}`;
const drafts = readDrafts();
function readDrafts() { try { return JSON.parse(sessionStorage.getItem(STORE)) ?? {}; } catch { return {}; } }

/** What was changed on a card before. */
export const draftOf = (one) => (one ? { ...drafts[one.id] } : {});
/** Keeps what is changed on a card; once nothing is, or it is decided, nothing is kept. */
export function keepDraft(one, draft) {
  if (Object.keys(draft).length) drafts[one.id] = draft; else delete drafts[one.id];
  try { sessionStorage.setItem(STORE, JSON.stringify(drafts)); } catch { /* kept in memory */ }
}
now.draft = draftOf(card());

export const filters = () => { const query = new URLSearchParams(); if (byId("f-concept").value) query.set("concept", byId("f-concept").value); if (byId("f-words").value.trim()) query.set("words", byId("f-words").value.trim()); for (const name of ["actor", "document", "stance"]) { const value = new URLSearchParams(location.search).get(name); if (value) query.set(name, value); } return query; };

export function toast(words) { byId("toast-words").textContent = words; byId("toast").hidden = false; }
