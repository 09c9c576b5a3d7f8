// Correcting what is marked: regions of the article, spans of an attribution.
import { selectedSpan } from "../article.js";
import { byId, say } from "../dom.js";
import { newId, queue } from "../saving.js";
import { editSpans } from "../spans.js";
import { refresh } from "./deciding.js";
import { draw } from "./margin.js";
import { current, done, now, settle, toast } from "./state.js";

/** Says that the selected words are furniture, or body after all. The text stays as it is; only its region changes. */
export async function retag(kind) {
  const span = selectedSpan(byId("body"), now.data.article);
  if (!span) { say(`Select the words that are ${kind} first.`, { assertive: true }); toast(`Select the words that are ${kind} first.`); return; }
  const id = newId(), subject = `document:${now.data.article.id}`;
  done.push([[id, subject]]);
  queue({ id, subject, verdict: "edit", values: { regions: [...now.data.article.retagged, [kind, ...span]] } });
  getSelection().removeAllRanges();
  await settle();
  await refresh();
  toast(`Marked as ${kind}`);
  say(`Marked as ${kind}. Undo with Backspace.`);
}

export function correctCurrent() {
  const card = current();
  if (!card) { say("Choose a mark first: j and k walk them."); return; }
  now.editing = editSpans({ article: now.data.article, container: byId("body"), pane: byId("art"), spans: card.spans, focusId: card.id, done: async (spans) => {
    now.editing = null;
    if (spans) { const id = newId(); done.push([[id, card.id]]); queue({ id, subject: card.id, verdict: "edit", values: spans }); await settle(); await refresh(); say("Spans corrected."); toast(`Spans corrected: ${card.speaker}`); }
    else draw();
  } });
}
