// Deciding: drawn at once and put in line for the server; undo goes back to the card as it was.
import { SIGN, byId, say, stanceWord } from "../dom.js";
import { newId, nWaiting, onSaved, queue } from "../saving.js";
import { send } from "../server.js";
import { tickedReports } from "./card.js";
import { draw } from "./drawing.js";
import { drawRail, leftWords } from "./rail.js";
import { articles, card, draftOf, keepDraft, now, seen, toast } from "./state.js";
import { fetchMore, reload, settle } from "./supply.js";

export function decide(verdict) {
  const one = card();
  if (!one || now.editing) return;
  const keep = document.activeElement?.id;
  const reports = verdict === "skip" ? [] : tickedReports(one);
  const values = {};
  if (now.draft.stance) values.stance = now.draft.stance;
  if (now.draft.concept) values.concept = now.draft.concept.id;
  if (now.draft.memo) values.memo = now.draft.memo;
  if (one.lot) values.why = "lot";
  if (now.draft.own) Object.assign(values, { type: now.draft.own.type, variables: now.draft.own.variables });
  if (now.draft.reason && verdict === "reject") values.reason = now.draft.reason;
  const changes = verdict === "accept" && (now.draft.stance || now.draft.concept || now.draft.own);
  const batch = newId();
  const made = [{ id: newId(), subject: one.id, verdict: changes ? "edit" : verdict, values: { ...values, batch } },
    ...reports.map((report) => ({ id: newId(), subject: report.id, verdict: changes ? "edit" : verdict, values: { ...values, batch } }))];
  const parts = verdict === "accept" ? attributionEdit(one, batch) : null;
  // Who said it and when is one thing for all reports of it; spans and chain are each report's own.
  if (parts) made.unshift(parts, ...reports.map((report) => sharedEdit(report.attribution, batch)).filter(Boolean));
  const before = { cards: [...now.cards], left: { ...now.left }, last: [...now.last], draft: now.draft, ids: made.map((each) => [each.id, each.subject]), card: one };
  const name = (now.draft.speaker ?? one.speaker).name, sign = now.draft.stance ?? one.stance, { label, kind } = now.draft.concept ?? one.concept;
  const whole = verdict !== "skip" && reports.length === one.reports.length; // reports left out come back as a card of their own
  if (whole) now.left = { ...now.left, n_decided: now.left.n_decided + 1, n_left: Math.max(0, now.left.n_left - 1), n_matter: Math.max(0, now.left.n_matter - (one.matters ? 1 : 0)) };
  if (verdict !== "skip") now.decidedHere.add(one.id);
  now.last = [{ id: made[0].id, subject: one.id, verdict: changes || parts ? "edit" : verdict, name, stance: sign, concept: label, n_reports: 1 + reports.length, at: new Date().toISOString() }, ...now.last].slice(0, 10);
  mark(one, verdict, sign);
  if (verdict !== "skip") keepDraft(one, {});
  now.cards = now.cards.slice(1);
  now.draft = draftOf(card());
  seen.push(before); if (seen.length > 50) seen.shift();
  for (const decision of made) queue(decision);
  toast(`${{ accept: changes || parts ? "Accepted, edited" : "Accepted", reject: "Rejected", skip: "Skipped" }[verdict]}: ${name}, ${SIGN[sign]} ${stanceWord(sign, kind)}, ${label}${verdict === "accept" && reports.length ? `, ${1 + reports.length} reports` : ""}`);
  draw();
  const focus = keep ? byId(keep) : null;
  if (focus && focus !== document.activeElement) focus.focus({ preventScroll: true });
  const next = card();
  say(`${{ accept: "Accepted", reject: "Rejected", skip: "Skipped" }[verdict]}. ${leftWords()} Undo with Backspace. ${next ? `Next: ${next.speaker.name}, ${next.concept.label}.` : "Nothing left."}`);
  if (now.cards.length < 6) void fetchMore();
}

const named = (one) => (one.id ? { id: one.id, name: one.name } : { name: one.name });

function attributionEdit(one, batch) {
  const values = { batch };
  if (now.draft.spans) for (const role of ["source", "cue", "content"]) values[role] = now.draft.spans[role];
  if (now.draft.speaker) values.actor = named(now.draft.speaker);
  if (now.draft.also) values.also = now.draft.also.map(named);
  if (now.draft.via) values.via = [...now.draft.via].reverse().map(named);
  if (now.draft.said) values.said = { from: now.draft.said.from, to: now.draft.said.to, precision: now.draft.said.precision };
  return Object.keys(values).length > 1 ? { id: newId(), subject: one.attribution, verdict: "edit", values } : null;
}

function sharedEdit(attribution, batch) {
  const values = { batch };
  if (now.draft.speaker) values.actor = named(now.draft.speaker);
  if (now.draft.also) values.also = now.draft.also.map(named);
  if (now.draft.said) values.said = { from: now.draft.said.from, to: now.draft.said.to, precision: now.draft.said.precision };
  return Object.keys(values).length > 1 ? { id: newId(), subject: attribution, verdict: "edit", values } : null;
}

/** Shows the decision in the article at once. */
function mark(one, verdict, sign) {
  const found = articles.get(one.document.id)?.marks.find((each) => each.id === one.attribution);
  if (found && verdict !== "skip") { found.status = verdict === "reject" ? "rejected" : "accepted"; found.stance = verdict === "reject" ? null : sign; }
}

export async function undo() {
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
  Object.assign(now, { cards: before.cards, left: before.left, last: before.last, draft: before.draft });
  now.decidedHere.delete(before.card.id);
  const found = articles.get(before.card.document.id)?.marks.find((each) => each.id === before.card.attribution);
  if (found) { found.status = "suggested"; found.stance = before.card.stance; }
  draw();
  say(`Undone. Back at ${before.card.speaker.name}, ${before.card.concept.label}.`);
}

const redone = [];
export async function redo() {
  try {
    await settle();
    const answer = await send("/api/redo", {});
    if (!answer.redone) { say("Nothing to redo."); return; }
    redone.pop();
    await reload(`Done again: ${answer.redone.words}.`);
  } catch (error) { say(error.message, { assertive: true }); }
}

onSaved((answer) => {
  if (answer.left && nWaiting() === 0) { now.left = { ...now.left, ...answer.left }; drawRail(); }
  if (answer.conflicts?.length) {
    const one = answer.conflicts[0];
    say(`${one.coder} decided ${one.name ?? "this"} differently. Yours is kept beside it.`, { assertive: true });
    toast(`${one.coder} decided this too: ${one.words}. Both are kept.`);
  }
});
