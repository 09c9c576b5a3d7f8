// Asking the server. Every failure is an Error whose message a person can read.

/** JSON from an address of ours. */
export async function ask(path, { signal } = {}) {
  return answer(await reach(path, { signal, headers: { accept: "application/json" } }));
}

/** Sends JSON and gives the JSON that comes back. */
export async function send(path, body, { method = "POST", signal } = {}) {
  return answer(await reach(path, { method, signal, headers: { "content-type": "application/json", accept: "application/json" }, body: JSON.stringify(body) }));
}

export class Unreachable extends Error {}
export class Refused extends Error {
  constructor(message, status, detail) { super(message); this.status = status; this.detail = detail; }
}

async function reach(path, options) {
  try { return await fetch(path, { credentials: "same-origin", ...options }); }
  catch (error) { if (error.name === "AbortError") throw error; throw new Unreachable("The workbench does not answer."); }
}

async function answer(response) {
  const text = await response.text();
  let value = null;
  try { value = text ? JSON.parse(text) : null; } catch { /* plain words */ }
  if (response.ok) return value;
  if (response.status === 502 || response.status === 504) throw new Unreachable("The workbench does not answer.");
  const detail = value?.detail ?? text;
  throw new Refused(typeof detail === "string" ? detail : JSON.stringify(detail), response.status, detail);
}
