// What the reader holds: the article with its margin, the mark chosen, what is being coded or corrected.
import { byId, island } from "../dom.js";
import { nWaiting } from "../saving.js";

/** A statement coded by hand has a card of its own: the attribution it rests on does not stand beside it as uncoded. */
export const once = (margin) => margin.filter((card) => !(card.hand && !card.codings.length && margin.some((other) => other !== card && other.hand && other.codings.length && String(other.spans.content) === String(card.spans.content))));

export const now = { data: island("reader"), at: null, panel: null, editing: null, elements: new Map() };
export const concepts = now.data.concepts;
export const types = now.data.types;
export const done = []; // [id, subject] of the decisions made here, by act, for undo

now.data.margin = once(now.data.margin);

/** What a margin card asks of parts that draw it anew; `reader.js` puts the acts here. */
export const acts = {};

export const current = () => now.data.margin.find((card) => card.id === now.at) ?? null;

export const settle = () => new Promise((resolve) => { const wait = () => (nWaiting() ? setTimeout(wait, 30) : resolve()); wait(); });

export function toast(words) { byId("toast-words").textContent = words; byId("toast").hidden = false; }
