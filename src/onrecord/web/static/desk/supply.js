// Cards as they are needed: ten ahead with their articles, under the filters that are set.
import { byId, say } from "../dom.js";
import { nWaiting } from "../saving.js";
import { ask } from "../server.js";
import { draw } from "./drawing.js";
import { loadArticle } from "./pane.js";
import { drawRail } from "./rail.js";
import { articles, card, draftOf, filters, now } from "./state.js";

export const settle = () => new Promise((resolve) => { const wait = () => (nWaiting() ? setTimeout(wait, 30) : resolve()); wait(); });

export async function reload(words) {
  const query = filters(); query.set("count", "10");
  const answer = await ask(`/api/desk?${query}`);
  now.cards = answer.cards; now.left = answer.left; now.last = answer.last; now.draft = draftOf(card()); now.decidedHere = new Set();
  articles.clear();
  draw();
  if (words) say(words);
}

export async function fetchMore() {
  if (now.loading) return;
  now.loading = true;
  try {
    const query = filters(); query.set("count", "10");
    for (const one of now.cards) query.append("without", one.id);
    for (const id of now.decidedHere) query.append("without", id);
    const answer = await ask(`/api/desk?${query}`);
    const known = new Set([...now.cards.map((one) => one.id), ...now.decidedHere]);
    const was = card();
    now.cards = [...now.cards, ...answer.cards.filter((one) => !known.has(one.id))];
    if (nWaiting() === 0) { now.left = answer.left; now.decidedHere = new Set(); }
    for (const one of now.cards.slice(0, 10)) void loadArticle(one.document.id).catch(() => {});
    now.failed = null;
    if (!was) draw(); else drawRail();
  } catch (error) { now.failed = error.message; if (!card()) draw(); }
  finally { now.loading = false; }
}

/** Opens the suggestion of an earlier decision again; deciding on it takes the place of the first word. */
export async function reopen(one) {
  try {
    const found = await ask(`/api/cards/${encodeURIComponent(one.subject)}`);
    now.cards = [found, ...now.cards.filter((each) => each.id !== found.id)];
    now.draft = draftOf(found);
    draw();
    say(`Opened: ${one.name}. A new decision takes the place of the old one.`);
  } catch (error) { say(error.message, { assertive: true }); }
}

export function clearFilters() { byId("f-concept").value = ""; byId("f-words").value = ""; history.replaceState(null, "", "/review"); void refilter(); }

export async function refilter() {
  const query = filters();
  history.replaceState(null, "", [...query].length ? `/review?${query}` : "/review");
  await settle();
  await reload(null);
  say(`${now.cards.length ? `Next: ${card().speaker.name}` : "Nothing left under this filter"}.`);
}
