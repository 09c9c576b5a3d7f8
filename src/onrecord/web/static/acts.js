// Acts that change more than one row: asked for in a dialog, shown before they are done, undone as one.
import { byId, h, put, say, told } from "./dom.js";
import { send } from "./server.js";

let made = 0;

/** A dialog with a title; `draw({body, foot, problem, close})` fills it. Focus goes back to where it was. */
export function openDialog(title, draw, { wide = false } = {}) {
  if (document.querySelector("dialog[open]")) return null;
  const before = document.activeElement, id = `dialog-${++made}`;
  const body = h("div", {}), foot = h("div", { class: "foot" }), problem = h("p", { class: "problem", role: "alert" });
  const head = h("h2", { id }, title);
  const element = h("dialog", { "aria-labelledby": id, class: wide ? "wide" : null }, head, body, problem, foot);
  const close = () => element.close();
  element.addEventListener("close", () => { element.remove(); if (before?.isConnected) before.focus(); });
  document.body.append(element);
  const handle = { body, foot, close, element, rename: (words) => { head.textContent = words; }, problem: (words) => { problem.textContent = words; if (words) problem.scrollIntoView({ block: "nearest" }); } };
  draw(handle);
  element.showModal();
  (body.querySelector("[autofocus]") ?? body.querySelector("input,select,textarea,button") ?? foot.querySelector("button"))?.focus();
  return handle;
}

export const button = (words, onclick, { main = false, disabled = false, id = null, start = false } = {}) => h("button", { type: "button", id, class: `btn${main ? " main" : ""}${start ? " start" : ""}`, disabled, onclick }, words);

/** A labelled control: field("Name", h("input", {id})). */
export const field = (label, control, note = null) => h("div", { class: "field" }, h("label", { for: control.id }, label), control, note ? h("small", { class: "dim" }, note) : null);

/** Sends an act; what is refused is said in the dialog, which stays open. Gives the answer, or null. */
export async function attempt(handle, path, body) {
  for (const each of handle.foot.querySelectorAll("button")) each.disabled = true;
  try { handle.problem(""); return await send(path, body); }
  catch (error) { handle.problem(error.message); return null; }
  finally { for (const each of handle.foot.querySelectorAll("button")) each.disabled = false; }
}

/** The last change with its undo: no timer, and it never takes the focus. */
export function undoable(refresh) {
  const toast = byId("toast");
  const hide = () => { toast.hidden = true; };
  async function undo() {
    try {
      const answer = await send("/api/undo", {});
      if (!answer.undone) { say("Nothing to undo."); return; }
      hide();
      await refresh();
      say("Undone.");
    } catch (error) { say(error.message, { assertive: true }); byId("toast-words").textContent = error.message; toast.hidden = false; }
  }
  byId("undo").addEventListener("click", undo);
  return { undo, hide, told: (words) => { byId("toast-words").textContent = words; toast.hidden = false; say(`${words} Undo with Backspace.`); } };
}

/** Statements as a short table: what a preview lists. */
export function statementList(rows, count, { stance, label, kind }) {
  if (!rows.length) return h("p", { class: "dim" }, "No statement rests on this.");
  return h("div", {}, h("div", { class: "list", tabindex: "0", role: "group", "aria-label": "Statements" }, h("table", { class: "rows stack" }, h("caption", { class: "vh" }, "Statements"), h("tbody", {}, rows.map((row) => h("tr", { class: row.status === "suggested" ? "sug" : null },
    h("td", { "data-l": "Speaker" }, row.name), h("td", { "data-l": "Stance" }, stance(row.stance, { suggested: row.status === "suggested", kind: kind?.(row.concept) })), label ? h("td", { "data-l": "Concept" }, label(row.concept)) : null, h("td", { class: "serif", "data-l": "Words" }, row.passage.length > 160 ? `${row.passage.slice(0, 159)} …` : row.passage)))))),
    rows.length < count ? h("p", { class: "dim" }, `${rows.length} of ${count} shown.`) : null);
}

/** Buttons for a list that comes in stretches. `go(offset)` shows another one. */
export function pager(container, { offset, count, size, go }) {
  if (count <= size) { put(container); return; }
  put(container, h("span", {}, `${told(offset + 1)}–${told(Math.min(count, offset + size))} of ${told(count)}`),
    button("Previous", () => go(Math.max(0, offset - size)), { disabled: offset === 0 }), button("Next", () => go(offset + size), { disabled: offset + size >= count }));
}

export const n = (count, one, many = `${one}s`) => `${told(count)} ${count === 1 ? one : many}`;
