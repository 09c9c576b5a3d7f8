// The overview. One view, kept in the address; the window moves through the cube in memory, rows come as they are scrolled to.
import { SIGN, STANCES, byId, h, island, outline, put, s, say, stance, stanceWord, told } from "./dom.js";
import { key } from "./keys.js";
import { ask } from "./server.js";

const codebook = new Map(island("codebook").map((one) => [one.id, one]));
const FACETS = { status: "Status", stance: "Stance", concept: "Concept", actor: "Actor", outlet: "Outlet" };
const ROW = 31, PAGE = 100, DRAWN = 100, SHORT = 10; // ties in the network, values of a facet before "more"
const unfolded = new Set();
let view = new URLSearchParams(location.search);
let data = null, rows = new Map(), count = 0, sort = view.get("sort") ?? "said", down = view.get("down") !== "false";
let allTies = false;
let from = 0, to = 0, cursor = 0, chosen = null, tieSort = ["n", true], turn = 0;

const label = (id) => codebook.get(id)?.label ?? id, kindOf = (id) => codebook.get(id)?.kind;
const query = (more = {}) => { const made = new URLSearchParams(view); for (const name of ["sort", "down", "cursor", "suggestions"]) made.delete(name); for (const [name, value] of Object.entries(more)) made.set(name, value); return made; };

let first = island("first"); // what the page came with: its first drawing waits for no second answer
async function load() {
  const mine = ++turn;
  byId("w-open").checked = view.get("suggestions") !== "no"; // as a link says, also where a browser remembers forms
  if (first) {
    const given = first;
    first = null; data = given.counts;
    setWindow(); draw(given.rows);
    // The cells came without their days, which only a window needs.
    if (!data.by_time) soon(() => cube(mine).catch(() => { /* asked again when the window moves */ }));
    return;
  }
  try { await cube(mine); }
  catch (error) { put(byId("facets"), h("div", { class: "empty" }, h("b", {}, "The overview could not be loaded. "), error.message, " ", h("a", { href: "/overview" }, "Show everything"))); return; }
  if (mine !== turn) return;
  setWindow();
  draw();
}
/** All that is drawn but the rows, for the view of this turn. */
async function cube(mine) {
  const free = query(); free.delete("start"); free.delete("end");
  if (coming?.turn !== mine) coming = { turn: mine, answer: ask(`/api/overview?${free}`) };
  try {
    const found = await coming.answer;
    if (mine === turn) data = found;
  } catch (error) { coming = null; throw error; }
}
let coming = null;
/** After the next drawing is on the screen. */
const soon = (run) => requestAnimationFrame(() => setTimeout(run));

function setWindow() {
  from = 0; to = data.bins.length - 1;
  const start = view.get("start"), end = view.get("end");
  if (start) { const at = data.bins.findIndex((one) => one.from >= start); from = at < 0 ? 0 : at; }
  if (end) { const at = data.bins.findIndex((one) => one.to >= end); to = at < 0 ? data.bins.length - 1 : at; }
  if (from > to) from = to;
}

const whole = () => from === 0 && to === data.bins.length - 1;
/** The cells inside the window; without a window also those without a day. */
function inside() {
  const open = byId("w-open").checked;
  return data.cells.filter(([, , , status, bin]) => (open || status === 0) && (whole() || (bin >= from && bin <= to)));
}

function draw(given = null) {
  drawHistogram(); drawFacets(); drawWindow();
  void freshRows(given);
}

let below = 0;
function drawWindow() {
  if (!data.by_time && !whole()) { // a window before the days of the cells are here
    const mine = turn;
    void cube(mine).then(() => { if (mine === turn) drawWindow(); }, (error) => say(error.message, { assertive: true }));
    return;
  }
  const bins = data.bins, cells = inside(), open = byId("w-open").checked;
  byId("window-words").textContent = bins.length ? `${day(bins[from].from)} – ${day(bins[to].to)}` : data.without_day.accepted + data.without_day.suggested ? "no statement has a day" : "nothing in this view";
  let n = 0, reports = 0; // of all actors: the cells hold only those quoted most
  for (const one of [...bins.slice(from, to + 1), ...(whole() ? [data.without_day] : [])]) { n += one.accepted + (open ? one.suggested : 0); reports += one.reports[0] + (open ? one.reports[1] : 0); }
  byId("window-count").textContent = `${many(n, "statement")}, ${many(reports, "report")}`;
  moveHistogram();
  const ties = tiesOf(cells);
  drawNetwork(ties);
  // Matrix and table stand below: a moving window and the first drawing do not wait for them.
  clearTimeout(below);
  requestAnimationFrame(() => { clearTimeout(below); below = setTimeout(() => { drawMatrix(ties); drawTies(ties); }); });
  put(byId("undated"), data.undated && !whole() ? [`${data.undated} ${data.undated === 1 ? "statement has" : "statements have"} no day; they are left out of windows. `, h("button", { type: "button", class: "link", onclick: () => { from = 0; to = data.bins.length - 1; rest(); drawWindow(); } }, "Show them")] : "");
}

const many = (n, word) => `${told(n)} ${word}${n === 1 ? "" : "s"}`;
function day(iso) { const [y, m, d] = iso.split("-").map(Number); return `${d} ${["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"][m - 1]} ${y}`; }

// --- filters -----------------------------------------------------------------------------------------------------

function drawFacets() {
  const focus = document.activeElement?.id, chosen = [...view.keys()].filter((name) => name in FACETS || name === "words").length;
  // Narrow, filters fold away, so that the statements come first.
  const open = byId("facets").querySelector("details")?.open ?? !matchMedia("(max-width:1180px)").matches;
  put(byId("facets"), h("details", { open }, h("summary", {}, chosen ? `Filters: ${chosen} set` : "Filters"), h("div", { class: "facets" }, h("div", { class: "field" }, h("label", { for: "words", class: "cap" }, "Speaker"), h("input", { type: "text", id: "words", value: view.get("words") ?? "", autocomplete: "off", onchange: (event) => set("words", event.target.value.trim()) })),
    Object.entries(FACETS).map(([name, title]) => {
      const given = view.getAll(name);
      const shown = data.facets[name].map((one, n) => [one, n]).filter(([one, n]) => n < SHORT || unfolded.has(name) || given.includes(one.value)), rest = data.facets[name].length - shown.length;
      return h("fieldset", { class: "facet" }, h("legend", { class: "cap" }, title), shown.map(([one, n]) => {
        const box = h("input", { type: "checkbox", id: `f-${name}-${n}`, onchange: () => toggle(name, one.value) });
        box.checked = given.includes(one.value);
        const words = name === "stance" ? stance(one.value) : name === "status" ? h("span", { class: `status ${one.value}` }, h("i"), one.value) : h("span", { title: name === "concept" ? label(one.value) : one.label }, name === "concept" ? label(one.value) : one.label);
        return h("label", {}, box, words, h("span", { class: "n" }, told(one.n)));
      }), rest ? h("button", { type: "button", class: "link", onclick: () => { unfolded.add(name); drawFacets(); byId(`f-${name}-${SHORT}`)?.focus(); } }, `${rest} more`) : null,
      given.length ? h("button", { type: "button", class: "link", onclick: () => clear(name) }, "any") : null);
    }))));
  if (focus) byId(focus)?.focus({ preventScroll: true });
}

function toggle(name, value) {
  const given = view.getAll(name), kept = given.includes(value) ? given.filter((one) => one !== value) : [...given, value];
  view.delete(name);
  for (const one of kept) view.append(name, one);
  address(); void load().then(() => say(`${count} statements.`));
}
function clear(name) { view.delete(name); address(); void load(); }
function set(name, value) { if (value) view.set(name, value); else view.delete(name); address(); void load(); }
function address() { const words = view.toString(); history.replaceState(null, "", words ? `/overview?${words}` : "/overview"); }

// --- the window --------------------------------------------------------------------------------------------------

const WIDTH = 900, HEIGHT = 42;
function drawHistogram() {
  const svg = byId("hist"), bins = data.bins;
  svg.setAttribute("viewBox", `0 0 ${WIDTH} 56`); svg.setAttribute("preserveAspectRatio", "none");
  svg.parentElement.hidden = !bins.length;
  if (!bins.length) { put(svg); put(byId("axis")); return; }
  const wide = WIDTH / bins.length, top = Math.max(1, ...bins.map((one) => one.accepted + one.suggested));
  put(svg, bins.map((one, n) => {
    const done = (HEIGHT * one.accepted) / top, open = (HEIGHT * one.suggested) / top;
    return s("g", { "data-bin": n }, s("title", {}, `${day(one.from)} – ${day(one.to)}: ${one.accepted} accepted, ${one.suggested} suggested`),
      done ? s("rect", { class: "bar", x: n * wide + 1, y: HEIGHT - done, width: Math.max(1, wide - 2), height: done }) : null,
      open ? s("rect", { class: "bar sug", x: n * wide + 1.5, y: HEIGHT - done - open, width: Math.max(1, wide - 3), height: open }) : null);
  }), s("rect", { class: "win", y: 0, height: HEIGHT + 1 }));
  drawAxis(bins);
  for (const [id, value] of [["w-from", from], ["w-to", to]]) { const slider = byId(id); slider.min = 0; slider.max = Math.max(0, bins.length - 1); slider.step = 1; slider.value = value; }
}
/** Where a month begins, or a year where there are many months; never closer than the words are wide. */
function drawAxis(bins) {
  const years = Number(bins.at(-1).to.slice(0, 4)) - Number(bins[0].from.slice(0, 4)) > 2;
  const unit = (one) => (years ? one.from.slice(0, 4) : one.from.slice(0, 7));
  let before = "", last = -100;
  put(byId("axis"), bins.map((one, n) => {
    const at = (100 * n) / bins.length, mine = unit(one);
    if (mine === before || at - last < 9) return null;
    const mark = h("span", {}, years ? mine : `${MONTHS[Number(one.from.slice(5, 7)) - 1]}${mine.slice(0, 4) === before.slice(0, 4) ? "" : ` ${mine.slice(0, 4)}`}`);
    before = mine; last = at;
    mark.style.left = `${at}%`;
    return mark;
  }));
}
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
function moveHistogram() {
  const bins = data.bins, wide = WIDTH / (bins.length || 1), frame = byId("hist").querySelector(".win");
  for (const group of byId("hist").querySelectorAll("g")) { const n = Number(group.dataset.bin); for (const bar of group.querySelectorAll("rect")) bar.classList.toggle("out", n < from || n > to); }
  frame?.setAttribute("x", from * wide); frame?.setAttribute("width", Math.max(1, (to - from + 1) * wide));
  for (const [id, value] of [["w-from", from], ["w-to", to]]) { byId(id).value = value; byId(id).setAttribute("aria-valuetext", bins.length ? day(value === from && id === "w-from" ? bins[value].from : bins[value].to) : "no day"); }
}
let frame = 0, resting = 0;
function slide() { cancelAnimationFrame(frame); frame = requestAnimationFrame(drawWindow); clearTimeout(resting); resting = setTimeout(rest, 250); }
/** When the window rests, it goes into the address and the rows follow. */
function rest() {
  clearTimeout(resting);
  if (whole()) { view.delete("start"); view.delete("end"); } else { view.set("start", data.bins[from].from); view.set("end", data.bins[to].to); }
  address(); void freshRows().then(() => say(`${byId("window-words").textContent}, ${byId("window-count").textContent}.`));
}
function moveWindow(by) {
  const width = to - from, last = data.bins.length - 1;
  from = Math.min(Math.max(0, from + by), Math.max(0, last - width)); to = Math.min(last, from + width);
  drawWindow(); clearTimeout(resting); resting = setTimeout(rest, 250);
}
function resize() {
  const days = byId("w-size").value;
  if (days === "all") { from = 0; to = data.bins.length - 1; }
  else {
    const until = new Date(`${data.bins[from].from}T00:00:00Z`); until.setUTCDate(until.getUTCDate() + Number(days) - 1);
    const end = until.toISOString().slice(0, 10);
    to = from; while (to + 1 < data.bins.length && data.bins[to + 1].to <= end) to += 1;
  }
  drawWindow(); rest();
}

// --- statements: rows as they are scrolled to ------------------------------------------------------------------------

const COLUMNS = [["status", ""], ["said", "Said"], ["actor", "Actor"], ["stance", "Stance"], ["concept", "Concept"], [null, "Passage"], ["reports", "Reports"]];
async function freshRows(given = null) {
  rows = new Map(); cursor = 0;
  const head = byId("statements").tHead.rows[0];
  put(head, COLUMNS.map(([name, title]) => h("th", { scope: "col", class: name === "reports" ? "num" : null, "aria-sort": name === sort ? (down ? "descending" : "ascending") : null }, name && title ? h("button", { type: "button", onclick: () => { down = sort === name ? !down : name === "said" || name === "reports"; sort = name; view.set("sort", sort); view.set("down", down); address(); void freshRows(); } }, title, name === sort ? (down ? " ↓" : " ↑") : "") : h("span", { class: "vh" }, title || "Status"), name === null ? title : null)));
  if (y) { y = 0; byId("scroll").scrollTop = 0; }
  if (given && byId("w-open").checked) take(0, given); else await need(0);
  drawRows();
}
function take(offset, found) {
  count = found.count;
  found.rows.forEach((row, n) => rows.set(offset + n, row));
  byId("n-statements").textContent = `${found.count.toLocaleString("en")} of ${data.total.toLocaleString("en")} in the project`;
}
const asked = new Set();
let y = 0; // how far the rows are scrolled; asking the page each time would have it laid out each time
async function need(number) {
  const start = Math.floor(number / PAGE) * PAGE, offset = rows.has(start) ? number : start, mark = `${turn} ${offset} ${query()} ${sort} ${down}`;
  if (rows.has(number) || asked.has(mark)) return;
  asked.add(mark);
  try {
    take(offset, await ask(`/api/statements?${query({ sort, down, offset, limit: PAGE })}${byId("w-open").checked ? "" : "&status=accepted"}`));
  } catch (error) { byId("n-statements").textContent = `could not be loaded: ${error.message}`; }
  finally { asked.delete(mark); }
}
function drawRows() {
  const body = byId("statements").tBodies[0], stacked = matchMedia("(max-width:640px)").matches;
  const first = stacked ? 0 : Math.max(0, Math.floor(y / ROW) - 8), last = stacked ? Math.min(count, 60) : Math.min(count, Math.floor(y / ROW) + 18);
  const missing = [...Array(Math.max(0, last - first)).keys()].map((n) => first + n).find((n) => !rows.has(n));
  const shown = [];
  for (let n = first; n < last; n++) {
    const row = rows.get(n);
    shown.push(row ? h("tr", { class: row.status === "suggested" ? "sug" : null, "aria-selected": String(n === cursor), "data-n": n, onclick: () => { cursor = n; openRow(); } },
      h("td", {}, h("span", { class: `status ${row.status}` }, h("i"), h("span", { class: "vh" }, row.status))), h("td", { "data-l": "Said", title: row.said }, row.said), h("td", { "data-l": "Actor", title: row.name }, row.name), h("td", { "data-l": "Stance" }, stance(row.stance, { suggested: row.status === "suggested", kind: kindOf(row.concept) })), h("td", { "data-l": "Concept", title: label(row.concept) }, label(row.concept)),
      h("td", { "data-l": "Passage", class: "serif" }, h("a", { href: `/read/${encodeURIComponent(row.document)}#${encodeURIComponent(row.attribution)}`, title: row.passage, onclick: (event) => event.stopPropagation() }, row.passage)), h("td", { "data-l": "Reports", class: "num" }, String(row.n_reports))) : h("tr", {}, h("td", { colspan: 7, class: "dim" }, "…")));
  }
  put(body, count ? [first ? h("tr", { class: "pad", "aria-hidden": "true" }, h("td", { colspan: 7, height: first * ROW })) : null, shown, last < count && !stacked ? h("tr", { class: "pad", "aria-hidden": "true" }, h("td", { colspan: 7, height: (count - last) * ROW })) : null] : h("tr", {}, h("td", { colspan: 7 }, h("div", { class: "empty" }, h("b", {}, "No statement in this view. "), h("a", { href: "/overview" }, "Show everything")))));
  if (missing !== undefined) void need(missing).then(drawRows);
}
function move(by) {
  if (!count) return;
  cursor = Math.max(0, Math.min(count - 1, cursor + by));
  const scroll = byId("scroll"), top = cursor * ROW;
  if (top < y) scroll.scrollTop = top; else if (top + 3 * ROW > y + scroll.clientHeight) scroll.scrollTop = top - scroll.clientHeight + 3 * ROW;
  y = scroll.scrollTop;
  drawRows();
  const row = rows.get(cursor);
  if (row) say(`${row.name}, ${stanceWord(row.stance, kindOf(row.concept))}, ${label(row.concept)}, ${row.said}, ${row.status}.`);
}
function openRow() { const row = rows.get(cursor); if (row) location.href = `/read/${encodeURIComponent(row.document)}#${encodeURIComponent(row.attribution)}`; }

// --- matrix, network, ties: the same cells three times -------------------------------------------------------------

function tiesOf(cells) {
  const found = new Map();
  for (const [actor, concept, which, status, , n, reports] of cells) {
    const name = `${actor} ${concept} ${which}`;
    const tie = found.get(name) ?? found.set(name, { actor, concept, stance: data.stances[which], done: 0, open: 0, reports: 0 }).get(name);
    if (status === 0) tie.done += n; else tie.open += n;
    tie.reports += reports;
  }
  return [...found.values()].map((tie) => ({ ...tie, n: tie.done + tie.open }));
}

const conceptOrder = () => data.concepts.map((id, n) => ({ id, n, kind: codebook.get(id)?.kind ?? "issue", rank: codebook.get(id)?.rank ?? 0 })).sort((a, b) => (a.kind === "option" ? 0 : 1) - (b.kind === "option" ? 0 : 1) || a.rank - b.rank || a.n - b.n);

function drawMatrix(ties) {
  const concepts = conceptOrder().slice(0, 8), actors = data.actors.slice(0, 12);
  put(byId("matrix"), h("caption", { class: "vh" }, "Statements by actor and concept"),
    h("thead", {}, h("tr", {}, h("td", {}), concepts.map((one) => h("th", { scope: "col" }, label(one.id))))),
    h("tbody", {}, actors.map((actor, a) => h("tr", {}, h("th", { scope: "row" }, actor.name), concepts.map((one) => {
      const here = ties.filter((tie) => tie.actor === a && tie.concept === one.n).sort((x, y) => STANCES.indexOf(x.stance) - STANCES.indexOf(y.stance));
      return h("td", {}, here.flatMap((tie) => [tie.done ? cell(tie, actor, one, false, tie.done) : null, tie.open ? cell(tie, actor, one, true, tie.open) : null]));
    })))));
}
function cell(tie, actor, concept, open, n) {
  const made = new URLSearchParams([["actor", actor.id], ["concept", concept.id], ["stance", tie.stance], ["status", open ? "suggested" : "accepted"]]);
  if (!whole()) { made.set("start", data.bins[from].from); made.set("end", data.bins[to].to); }
  return h("a", { class: "cell", href: `/overview?${made}`, "aria-label": `${actor.name}, ${stanceWord(tie.stance, concept.kind)}, ${label(concept.id)}: ${n} ${open ? "suggested" : "accepted"}` }, stance(tie.stance, { suggested: open, word: false, kind: concept.kind }), open ? told(n) : h("b", {}, told(n)));
}

function drawNetwork(ties) {
  const concepts = conceptOrder().filter((one) => one.kind === "option").reverse();
  const middle = (concepts.length ? concepts : conceptOrder()).slice(0, 7), actors = data.actors.slice(0, 12);
  const left = actors.filter((_, n) => n % 2 === 0), tall = Math.max(left.length * 54, middle.length * 74, 160) + 30;
  const svg = byId("net");
  svg.setAttribute("viewBox", `0 0 512 ${tall}`);
  const place = new Map(actors.map((actor, n) => [n, { x: n % 2 ? 410 : 102, y: 30 + Math.floor(n / 2) * ((tall - 40) / Math.max(1, left.length)), left: n % 2 === 0 }]));
  const rung = new Map(middle.map((one, n) => [one.n, 40 + n * ((tall - 60) / Math.max(1, middle.length))]));
  byId("net").parentElement.querySelector(".none")?.remove();
  byId("net").toggleAttribute("hidden", !ties.length);
  if (!ties.length) { put(byId("net-key")); byId("net").before(h("p", { class: "empty none" }, "No one in this view.")); return; }
  const every = ties.filter((tie) => place.has(tie.actor) && rung.has(tie.concept)).sort((a, b) => a.n - b.n);
  // More would be a thicket. Who is chosen shows all ties, and the table has every one.
  const strongest = every.slice(-DRAWN), all = chosen === null ? strongest : [...new Set([...strongest, ...every.filter((tie) => chosen === `a${tie.actor}` || chosen === `c${tie.concept}`)])];
  const edges = [], signs = [];
  for (const tie of all) {
    const spot = place.get(tie.actor), beside = all.filter((other) => other.actor === tie.actor && other.concept === tie.concept), shift = beside.indexOf(tie) - (beside.length - 1) / 2;
    const x0 = spot.left ? 107 : 405, x1 = spot.left ? 192 : 320, y0 = spot.y + shift * 5, y1 = rung.get(tie.concept) + shift * 9, mx = (x0 + x1) / 2;
    const bezier = (p, a, b, c, d) => (1 - p) ** 3 * a + 3 * (1 - p) ** 2 * p * b + 3 * (1 - p) * p * p * c + p ** 3 * d;
    const open = !tie.done, fade = chosen !== null && chosen !== `a${tie.actor}` && chosen !== `c${tie.concept}` ? " fade" : "";
    edges.push(s("path", { class: `e s-${tie.stance}${fade}`, d: `M${x0} ${y0}C${mx} ${y0} ${mx} ${y1} ${x1} ${y1}`, "stroke-width": open ? 1.2 : Math.min(9, 1 + tie.n * 0.8), "stroke-dasharray": open ? "4 3" : null }));
    const x = bezier(0.36, x0, mx, mx, x1), y = bezier(0.36, y0, y0, y1, y1), [shape, sign] = outline(tie.stance);
    signs.push(s("g", { class: `mk s-${tie.stance}${fade}`, transform: `translate(${x - 6} ${y - 6})` }, s("path", { d: shape, class: open ? `hollow s-${tie.stance}` : `f-${tie.stance} s-${tie.stance}`, "stroke-width": 1.2, "stroke-dasharray": open ? "2 1.6" : null }), s("path", { d: sign, class: open ? `sg in s-${tie.stance}` : "sg", "stroke-width": 1.5 })));
  }
  const pick = (name) => () => { chosen = chosen === name ? null : name; drawNetwork(tiesOf(inside())); byId("net").querySelector(`[data-node="${name}"]`)?.focus(); };
  const node = (name, words, children) => s("g", { class: "n", tabindex: "0", role: "button", "aria-pressed": String(chosen === name), "data-node": name, "aria-label": words, onclick: pick(name), onkeydown: (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); event.stopPropagation(); pick(name)(); } } }, children);
  put(svg,
    middle.slice(1).map((one, n) => s("path", { class: "rung", d: `M256 ${rung.get(middle[n].n) + 17}V${rung.get(one.n) - 17}` })), edges, signs,
    actors.map((actor, n) => { const { x, y, left: side } = place.get(n), own = every.filter((tie) => tie.actor === n), done = own.some((tie) => tie.done);
      return node(`a${n}`, `${actor.name}${actor.role ? `, ${actor.role}` : ""}: ${own.length} ties`, [s("rect", { x: side ? 0 : 402, y: y - 15, width: 110, height: 30, fill: "transparent" }), s("circle", { class: done ? "dot" : "dot open", cx: x, cy: y, r: 4.5 }), s("text", { x: side ? 92 : 420, y: actor.role ? y - 1 : y + 4, "text-anchor": side ? "end" : "start", class: chosen === `a${n}` ? "bold" : null, opacity: own.length ? 1 : 0.45 }, short(actor.name, 14)), actor.role ? s("text", { class: "sm", x: side ? 92 : 420, y: y + 12, "text-anchor": side ? "end" : "start", opacity: own.length ? 1 : 0.45 }, short(actor.role, 16)) : null]); }),
    middle.map((one) => { const y = rung.get(one.n), at = codebook.get(one.id);
      return node(`c${one.n}`, `${label(one.id)}, ${every.filter((tie) => tie.concept === one.n).length} ties`, [s("rect", { class: "box", x: 192, y: y - 17, width: 128, height: 34 }), s("text", { x: 256, y: at?.kind === "option" ? y - 1 : y + 4, "text-anchor": "middle", class: "bold" }, short(label(one.id), 18)), at?.kind === "option" ? s("text", { class: "sm", x: 256, y: y + 12, "text-anchor": "middle" }, `option ${concepts.length - concepts.findIndex((c) => c.id === one.id)} of ${concepts.length}`) : null]); }));
  put(byId("net-key"), STANCES.map((value) => stance(value)), h("span", {}, "wider: more"), h("span", {}, "dashed: open"), all.length < every.length ? h("span", {}, `the ${all.length} strongest of ${every.length} ties`) : null);
}
const short = (words, limit) => (words.length <= limit ? words : `${words.slice(0, limit - 1)}…`);

function drawTies(found) {
  const ties = [...found], [by, falling] = tieSort;
  const value = { actor: (tie) => data.actors[tie.actor].name, stance: (tie) => tie.stance, concept: (tie) => label(data.concepts[tie.concept]), n: (tie) => tie.n, reports: (tie) => tie.reports }[by];
  ties.sort((a, b) => (value(a) < value(b) ? -1 : value(a) > value(b) ? 1 : 0) * (falling ? -1 : 1));
  put(byId("n-ties"), many(ties.length, "tie"), ties.length > 60 && !allTies ? [" · ", h("button", { type: "button", class: "link", onclick: () => { allTies = true; drawTies(tiesOf(inside())); } }, "show all")] : null);
  put(byId("ties").tHead.rows[0], [["actor", "Actor"], ["stance", "Stance"], ["concept", "Concept"], ["n", "Statements"], ["reports", "Reports"]].map(([name, title]) => h("th", { scope: "col", class: name === "n" || name === "reports" ? "num" : null, "aria-sort": by === name ? (falling ? "descending" : "ascending") : null }, h("button", { type: "button", onclick: () => { tieSort = [name, by === name ? !falling : name === "n" || name === "reports"]; drawTies(tiesOf(inside())); } }, title, by === name ? (falling ? " ↓" : " ↑") : ""))));
  put(byId("ties").tBodies[0], ties.slice(0, allTies ? ties.length : 60).map((tie) => h("tr", { class: tie.done ? null : "sug" }, h("td", { "data-l": "Actor" }, h("a", { href: `/overview?${new URLSearchParams([["actor", data.actors[tie.actor].id], ["concept", data.concepts[tie.concept]], ["stance", tie.stance], ...(byId("w-open").checked ? [] : [["suggestions", "no"]])])}` }, data.actors[tie.actor].name)), h("td", { "data-l": "Stance" }, stance(tie.stance, { suggested: !tie.done, kind: kindOf(data.concepts[tie.concept]) })), h("td", { "data-l": "Concept" }, label(data.concepts[tie.concept])), h("td", { "data-l": "Statements", class: "num" }, told(tie.n)), h("td", { "data-l": "Reports", class: "num" }, told(tie.reports)))));
}

// --- wiring --------------------------------------------------------------------------------------------------------

byId("w-from").addEventListener("input", (event) => { from = Math.min(Number(event.target.value), to); slide(); });
byId("w-to").addEventListener("input", (event) => { to = Math.max(Number(event.target.value), from); slide(); });
byId("w-size").addEventListener("change", resize);
byId("w-open").addEventListener("change", (event) => { if (event.target.checked) view.delete("suggestions"); else view.set("suggestions", "no"); address(); drawWindow(); void freshRows(); });
byId("scroll").addEventListener("scroll", (event) => { y = event.currentTarget.scrollTop; requestAnimationFrame(drawRows); }, { passive: true });
byId("copy-view").addEventListener("click", async () => { try { await navigator.clipboard.writeText(location.href); say("Link copied."); } catch { say(`The address of this view is ${location.href}`); } });
key("next", "j", "Next row", () => move(1));
key("previous", "k", "Previous row", () => move(-1));
key("open", "Enter", "Open passage", openRow);
key("back", ",", "Move window back", () => moveWindow(-1));
key("forward", ".", "Move window forward", () => moveWindow(1));
key("filter", "/", "Filter by speaker", () => { byId("facets").querySelector("details").open = true; byId("words")?.focus(); });
matchMedia("(max-width:1180px)").addEventListener("change", (now) => { const filters = byId("facets").querySelector("details"); if (filters) filters.open = !now.matches; });
key("copy", "c", "Copy with source", async () => { const row = rows.get(cursor); if (row) { try { await navigator.clipboard.writeText(`${row.name} (${SIGN[row.stance]} ${stanceWord(row.stance, kindOf(row.concept))}, ${label(row.concept)}): “${row.passage}” ${row.outlet}, ${row.said}`); say("Copied with its source."); } catch { say("The browser does not let this page copy.", { assertive: true }); } } });
addEventListener("popstate", () => { view = new URLSearchParams(location.search); void load(); });
void load();
