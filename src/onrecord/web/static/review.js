// The review desk: one suggestion a screen, in its article; the next one is drawn before the last one is saved.
import { STANCES, byId, h } from "./dom.js";
import { key } from "./keys.js";
import { bulk } from "./desk/bulk.js";
import { propose, setStance, turnTo, walkStances } from "./desk/choosing.js";
import { decide, redo, undo } from "./desk/deciding.js";
import { draw } from "./desk/drawing.js";
import { closeEdit, focusRow, openEdit } from "./desk/editing.js";
import { copy, flag, memo, menu } from "./desk/notes.js";
import { loadArticle, readerAddress, shown, turn } from "./desk/pane.js";
import { drawRail } from "./desk/rail.js";
import { acts, card, desk, now } from "./desk/state.js";
import { clearFilters, fetchMore, refilter, reopen } from "./desk/supply.js";

Object.assign(acts, { clearFilters, edit: openEdit, fetchMore, propose, reopen, setStance, walkStances });

const select = byId("f-concept"), given = new URLSearchParams(location.search);
byId("filters").open = !matchMedia("(max-width:1180px)").matches || [...given].length > 0; // narrow, the card comes first
for (const one of desk.concepts) select.append(h("option", { value: one.id }, one.label));
select.value = given.get("concept") ?? "";
byId("f-words").value = given.get("words") ?? "";
select.addEventListener("change", refilter);
byId("f-words").addEventListener("change", refilter);
byId("bulk").addEventListener("click", bulk);
byId("accept").addEventListener("click", () => decide("accept"));
byId("reject").addEventListener("click", () => decide("reject"));
byId("skip").addEventListener("click", () => decide("skip"));
byId("undo").addEventListener("click", undo);
byId("more").addEventListener("click", menu);

const onDesk = () => !document.querySelector(".spanbar");
key("accept", "a", "Accept", () => decide("accept"), { area: onDesk });
key("reject", "x", "Reject", () => decide("reject"), { area: onDesk });
key("skip", "Space", "Skip", () => decide("skip"), { area: onDesk });
key("undo", "Backspace", "Undo", undo, { area: onDesk });
key("undo2", "Ctrl+Z", "Undo (as elsewhere)", undo);
key("redo", "Ctrl+Shift+Z", "Redo", redo);
STANCES.forEach((value, n) => key(`stance-${value}`, String(n + 1), `Stance: ${value}`, () => setStance(value), { area: onDesk }));
key("speaker", "s", "Speaker", () => openEdit("speaker"), { area: onDesk });
key("spans", "e", "Correct spans", () => openEdit("spans"), { area: onDesk });
key("concept", "p", "Concept", () => openEdit("concept"), { area: onDesk });
key("date", "d", "Date", () => openEdit("date"), { area: onDesk });
key("chain", "r", "Report chain", () => openEdit("report chain"), { area: onDesk });
if (desk.types.length) key("values", "v", "Values of the statement type", () => openEdit("values"), { area: onDesk });
key("next", "j", "Next suggestion, this one comes back later", () => turnTo(1), { area: onDesk });
key("previous", "k", "Previous suggestion", () => turnTo(-1), { area: onDesk });
key("report-before", "[", "The statement in the report before", () => turn(-1), { area: onDesk });
key("report-after", "]", "The statement in the next report", () => turn(1), { area: onDesk });
key("new", "n", "New statement, in the reader", () => { if (card()) location.href = readerAddress(shown()); }, { area: onDesk });
key("flag", "f", "Flag", flag, { area: onDesk });
key("memo", "m", "Memo", () => memo(), { area: onDesk });
key("copy", "c", "Copy with source", copy, { area: onDesk });
key("reader", "o", "Open in reader", () => { if (card()) location.href = readerAddress(shown()); }, { area: onDesk });
key("filter", "/", "Filter by speaker", () => { byId("filters").open = true; byId("f-words").focus(); }, { area: onDesk });
key("bulk", "Shift+A", "Accept all shown", bulk, { area: onDesk });
key("close", "Escape", "Close", () => { if (document.querySelector(".menu")) menu(); else if (now.editing) { const label = now.editing.label; closeEdit(); focusRow(label); } });
draw();
requestAnimationFrame(() => setTimeout(() => { for (const one of now.cards) void loadArticle(one.document.id).catch(() => {}); }));
setInterval(drawRail, 30_000);
