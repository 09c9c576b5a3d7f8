// Another stance, another concept, another card: nothing of it is decided yet.
import { STANCES, byId, say, stanceWord } from "../dom.js";
import { drawCard } from "./card.js";
import { draw } from "./drawing.js";
import { card, concepts, draftOf, now } from "./state.js";

export function setStance(value) {
  if (!card()) return;
  now.draft.stance = value === card().stance ? undefined : value;
  if (!now.draft.stance) delete now.draft.stance;
  drawCard(card());
  byId("card").querySelector(`[data-stance=${value}]`)?.focus({ preventScroll: true });
  say(`Stance set to ${value}.`);
}

export function propose(one, other) {
  now.draft.concept = concepts.get(other.concept) ?? { id: other.concept, label: other.label, kind: "issue" };
  if (now.draft.concept.id === one.concept.id) delete now.draft.concept;
  now.draft.stance = other.stance === one.stance ? undefined : other.stance;
  if (!now.draft.stance) delete now.draft.stance;
  drawCard(one);
  say(`Set to ${stanceWord(other.stance, concepts.get(other.concept)?.kind)}, ${other.label}. Accept keeps it.`);
}

export function walkStances(event) {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault(); event.stopPropagation();
  const at = STANCES.indexOf(now.draft.stance ?? card().stance);
  setStance(STANCES[(at + step + 4) % 4]);
}

/** Looks at the next or the previous of the cards at hand without a word on this one. */
export function turnTo(by) {
  if (now.editing || now.cards.length < 2) { say("There is no other suggestion at hand."); return; }
  now.cards = by > 0 ? [...now.cards.slice(1), now.cards[0]] : [now.cards.at(-1), ...now.cards.slice(0, -1)];
  now.draft = draftOf(card());
  draw();
  say(`${card().speaker.name}, ${card().concept.label}.`);
}
