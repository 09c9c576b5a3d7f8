// Deciding on what is marked, and taking it back.
import { SIGN, byId, island, say, stanceWord } from "../dom.js";
import { newId, queue } from "../saving.js";
import { ask, send } from "../server.js";
import { draw } from "./margin.js";
import { current, done, now, once, settle, toast } from "./state.js";

export function decide(card, coding, verdict, values = {}) {
  const id = newId();
  coding.status = verdict === "reject" ? "rejected" : "accepted";
  coding.coders = [{ coder: island("here").account, verdict, stance: coding.stance, at: "now", reason: values.reason ?? "" }];
  done.push([[id, coding.id]]);
  queue({ id, subject: coding.id, verdict, values });
  draw();
  toast(`${verdict === "reject" ? "Rejected" : "Accepted"}: ${card.speaker}, ${SIGN[coding.stance]} ${stanceWord(coding.stance, coding.kind)}, ${coding.label}`);
  say(`${verdict === "reject" ? "Rejected" : "Accepted"}. Undo with Backspace.`);
}

export function decideCurrent(verdict) {
  const card = current(), coding = card?.codings.find((one) => one.status === "suggested") ?? card?.codings[0];
  if (!coding) { say("Choose a mark with a suggestion first: j and k walk them."); return; }
  decide(card, coding, verdict);
}

export async function undo() {
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

export async function redo() {
  try {
    await settle();
    const answer = await send("/api/redo", {});
    if (answer.redone) await refresh();
    say(answer.redone ? `Done again: ${answer.redone.words}.` : "Nothing to redo.");
  } catch (error) { say(error.message, { assertive: true }); }
}

export async function refresh() {
  const answer = await ask(`/api/reader/${encodeURIComponent(now.data.article.id)}`);
  now.data = { ...now.data, ...answer, margin: once(answer.margin) };
  draw();
}
