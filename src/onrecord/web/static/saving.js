// Decisions on their way to the server: drawn at once, kept on this computer until the server has them, sent in order.
// Each carries its own id, so that one sent twice is stored once. Nothing acknowledged can be lost, nothing doubled.
import { byId, island, say } from "./dom.js";
import { Refused, Unreachable, send } from "./server.js";

// Another project may be served at this address tomorrow: what waits here is for this project and this coder alone.
const here = island("here") ?? {};
const STORE = `onrecord.waiting.${here.project}.${here.account}`;
const listeners = new Set();
let waiting = read(), busy = false, pause = 500;

function read() { try { return JSON.parse(localStorage.getItem(STORE)) ?? []; } catch { return []; } }
const gone = new Set(); // ids that this page has seen off: another page open on the project must not bring them back

/** Writes what waits, beside what other pages of this project have waiting: one list for all of them. */
function keep() {
  const own = new Set(waiting.map((decision) => decision.id));
  const others = read().filter((decision) => !own.has(decision.id) && !gone.has(decision.id));
  try { localStorage.setItem(STORE, JSON.stringify([...others, ...waiting])); } catch { /* kept in memory */ }
}

/** A new id for a decision, made here so that a repeated request means the same decision. */
export const newId = () => `dec-${crypto.randomUUID?.() ?? [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, "0")).join("")}`;

/** Puts a request body in line for POST `/api/decisions`. `then` gets the answer; a refusal goes to `failed`. */
export function queue(decision, { then = null, failed = null } = {}) {
  waiting.push(decision);
  if (then || failed) pending.set(decision.id, { then, failed });
  keep(); show("saving");
  void flush();
}
const pending = new Map();

/** Called with every answer: {accepted ids, left, conflicts}. */
export function onSaved(listener) { listeners.add(listener); }
export const nWaiting = () => waiting.length;

export async function flush() {
  if (busy || !waiting.length) return;
  busy = true;
  try {
    while (waiting.length) {
      const batch = waiting.slice(0, 50);
      let answer;
      try { answer = await send("/api/decisions", { decisions: batch }); }
      catch (error) {
        if (waits(error)) { offline(error); return; }
        if (error instanceof Refused && batch.length > 1) {
          // One of them is refused: send them one by one, so that it does not hold up the others.
          if (!(await oneByOne(batch))) return;
          continue;
        }
        drop(batch[0], error);
        continue;
      }
      done(batch, answer);
    }
    pause = 500; show("saved");
  } finally { busy = false; }
}

async function oneByOne(batch) {
  for (const decision of batch) {
    try { done([decision], await send("/api/decisions", { decisions: [decision] })); }
    catch (error) { if (waits(error)) { offline(error); return false; } drop(decision, error); }
  }
  return true;
}

function done(batch, answer) {
  const ids = new Set(batch.map((decision) => decision.id));
  waiting = waiting.filter((decision) => !ids.has(decision.id));
  for (const id of ids) gone.add(id);
  keep();
  for (const id of ids) { pending.get(id)?.then?.(answer); pending.delete(id); }
  for (const listener of listeners) listener(answer, batch);
}

function drop(decision, error) {
  waiting = waiting.filter((one) => one.id !== decision.id);
  gone.add(decision.id);
  keep();
  say(`Not saved: ${error.message}`, { assertive: true });
  show("conflict", `Not saved: ${error.message}`);
  pending.get(decision.id)?.failed?.(error); pending.delete(decision.id);
}

/** Whether a decision is fine and only the way is shut: no answer, a server in trouble, a session that has ended. */
const waits = (error) => error instanceof Unreachable || (error instanceof Refused && (error.status === 401 || error.status >= 500));

function offline(error) {
  const closed = error.status === 401, n = waiting.length;
  show("offline", closed ? `Signed out: ${n} decision${n === 1 ? " waits" : "s wait"} here` : null);
  if (pause === 500) say(closed ? `Signed out. Decisions wait on this computer; ${here.team ? "sign in again" : "open the address that the terminal shows"}.` : error instanceof Refused ? `The workbench is in trouble: ${error.message} Decisions wait on this computer.` : "Offline. Decisions wait on this computer.");
  setTimeout(() => { busy = false; void flush(); }, pause);
  pause = Math.min(pause * 2, 10000);
}

/** What the top bar says about saving. */
export function show(state, words = null) {
  const sign = byId("state");
  if (!sign) return;
  const n = waiting.length;
  sign.dataset.state = state;
  sign.textContent = words ?? { saved: here.team ? "Saved" : "Saved on this computer", saving: `Saving ${n} decision${n === 1 ? "" : "s"}`, offline: `Offline: ${n} decision${n === 1 ? " waits" : "s wait"} here` }[state];
}

addEventListener("online", () => { pause = 500; void flush(); });
addEventListener("beforeunload", (event) => { if (waiting.length && byId("state")?.dataset.state !== "offline") event.preventDefault(); });
