// Changing a part of the suggestion: its form opens below its row, and focus goes back to the row.
import { byId, h, say } from "../dom.js";
import { conceptPicker, dateForm, proposeConcept, speakerForm, variablesForm, viaForm } from "../parts.js";
import { editSpans } from "../spans.js";
import { drawCard } from "./card.js";
import { draw } from "./drawing.js";
import { drawArticlePane } from "./pane.js";
import { articles, card, desk, now } from "./state.js";

export function openEdit(label) {
  const one = card();
  if (!one) return;
  if (now.editing) closeEdit();
  if (label === "spans") {
    const article = articles.get(one.document.id);
    if (!article) return;
    if (now.report) { now.report = 0; drawArticlePane(one, false); } // spans are corrected in the card's own article
    now.editing = { label };
    editSpans({ article, container: byId("body"), pane: byId("art"), spans: now.draft.spans ?? one.spans, focusId: one.attribution, done: (spans) => { now.editing = null; if (spans) now.draft.spans = spans; draw({ scroll: false }); byId("rec").focus({ preventScroll: true }); say(spans ? "Spans corrected. Accept keeps them." : "Spans as before."); } });
    return;
  }
  const row = byId("sheet").querySelector(`[data-row="${label}"]`);
  const done = (change, words) => { Object.assign(now.draft, change); closeEdit(); drawCard(one); focusRow(label); if (words) say(words); };
  const close = () => { closeEdit(); focusRow(label); };
  const made = {
    speaker: () => speakerForm({ also: now.draft.also ?? one.speaker.also, choose: (found) => done({ speaker: found }, `Speaker set to ${found.name}.`), keep: (also) => done({ also }, also.length ? `Together with ${also.map((other) => other.name).join(", ")}.` : "Spoke alone."), close }),
    concept: () => conceptPicker({ concepts: desk.concepts, choose: (found) => done({ concept: found }, `Concept set to ${found.label}.`), propose: (words) => proposeConcept(words, desk.concepts, () => { if (now.editing?.label === "concept") openEdit("concept"); }), close }),
    date: () => dateForm({ said: now.draft.said ?? one.said, keep: (said) => done({ said }, `Said: ${said.words}.`), close }),
    values: () => variablesForm({ types: desk.types, type: now.draft.own?.type, variables: now.draft.own?.variables, keep: (own) => done({ own }, own ? "Values kept." : "No type."), close }),
    "report chain": () => viaForm({ via: now.draft.via ?? one.via.map((name, n) => ({ id: one.via_ids[one.via.length - 1 - n], name })), keep: (via) => done({ via }, via.length ? `Via ${via.map((link) => link.name).join(", ")}.` : "Via nobody."), close }),
  }[label]();
  const box = h("div", { class: "edit" }, made.element);
  row.append(box);
  now.editing = { label, box };
  made.focus();
}

export function closeEdit() { now.editing?.box?.remove(); now.editing = null; }

export const focusRow = (label) => byId("sheet").querySelector(`[data-row="${label}"] .ed`)?.focus({ preventScroll: true });
