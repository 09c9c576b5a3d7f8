// The reader: an article with its regions and marks, cards level with them, and coding by hand from a selection.
import { STANCES, byId, say } from "./dom.js";
import { key } from "./keys.js";
import { closePanel, correctSpans, drawPanel, openPanel, save } from "./reading/coding.js";
import { decide, decideCurrent, redo, undo } from "./reading/deciding.js";
import { choose, draw, step } from "./reading/margin.js";
import { correctCurrent, retag } from "./reading/marking.js";
import { acts, now, types } from "./reading/state.js";

Object.assign(acts, { decide, code: (card) => openPanel({ card }) });

function sister(by) {
  const all = now.data.sisters, own = all.findIndex((one) => one.own);
  if (all.length < 2) { const next = by > 0 ? now.data.next : now.data.previous; if (next) location.href = `/read/${encodeURIComponent(next)}`; else say("There is no other article this way."); return; }
  location.href = `/read/${encodeURIComponent(all[(own + by + all.length) % all.length].id)}`;
}

function regionToggle() {
  byId("body").classList.toggle("bare", !byId("furniture").checked);
  draw();
  byId("body").classList.toggle("bare", !byId("furniture").checked);
}

const free = () => !now.editing && !now.panel;
key("new", "n", "New statement from the selection", () => openPanel(), { area: () => !now.editing });
key("next", "j", "Next mark", () => step(1), { area: free });
key("previous", "k", "Previous mark", () => step(-1), { area: free });
key("sister-before", "[", "Sister article before", () => sister(-1));
key("sister-after", "]", "Sister article after", () => sister(1));
key("accept", "a", "Accept", () => decideCurrent("accept"), { area: free });
key("reject", "x", "Reject", () => decideCurrent("reject"), { area: free });
key("spans", "e", "Correct spans", () => (now.panel ? correctSpans() : correctCurrent()), { area: () => !now.editing });
key("furniture", "h", "Selection is furniture", () => retag("furniture"), { area: free });
key("body", "b", "Selection is body", () => retag("body"), { area: free });
key("undo", "Backspace", "Undo", undo, { area: free });
key("undo2", "Ctrl+Z", "Undo (as elsewhere)", undo);
key("redo", "Ctrl+Shift+Z", "Redo", redo, { area: free });
const coding = () => !!now.panel && !now.editing;
for (const [name, keyName, label, open] of [["speaker", "s", "Speaker of the new statement", "speaker"], ["date", "d", "Date of the new statement", "said"], ["chain", "r", "Report chain of the new statement", "via"], ...(types.length ? [["values", "v", "Values of the new statement", "own"]] : [])]) key(name, keyName, label, () => { drawPanel(open); now.panel.box.querySelector(".middle :is(input,select,button)")?.focus(); }, { area: coding });
key("concept", "p", "Concept of the new statement", () => { now.panel.state.concept = null; drawPanel(); now.panel.box.querySelector("[role=combobox]")?.focus(); }, { area: coding });
key("desk", "o", "Review this article on the desk", () => { location.href = `/review?document=${encodeURIComponent(now.data.article.id)}`; }, { area: free });
STANCES.forEach((value, n) => key(`stance-${value}`, String(n + 1), `Stance: ${value}`, () => { if (now.panel) { now.panel.state.stance = value; drawPanel(); say(`Stance set to ${value}.`); } }));
key("save", "Enter", "Save the new statement", () => { if (now.panel) void save(); });
key("close", "Escape", "Close", () => { if (now.panel) closePanel(); });
byId("undo").addEventListener("click", undo);
byId("furniture").addEventListener("change", regionToggle);
let again = 0;
addEventListener("resize", () => { cancelAnimationFrame(again); again = requestAnimationFrame(draw); });
now.at = decodeURIComponent(location.hash.slice(1)) || null;
draw();
if (now.at) choose(now.at);
