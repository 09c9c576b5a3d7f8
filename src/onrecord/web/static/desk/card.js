// The record sheet of a suggestion: its parts with their keys, why it was suggested, its other reports.
import { wordsOf } from "../article.js";
import { STANCES, byId, h, put, stance, stanceWord } from "../dom.js";
import { outletOf, together } from "../parts.js";
import { acts, articles, card, concepts, desk, keepDraft, ladder, now } from "./state.js";

export function drawCard(one) {
  keepDraft(one, now.draft);
  const position = now.draft.stance ?? one.stance, concept = now.draft.concept ?? one.concept;
  const row = (name, value, keyName, label, changed = false) => h("li", { class: `row${changed ? " changed" : ""}`, "data-row": label },
    h("div", { class: "t" }, name), h("div", { class: "d" }, value), h("button", { type: "button", class: "ed", "aria-label": `Change ${label}, key ${keyName}`, onclick: () => acts.edit(label) }, h("kbd", {}, keyName)));
  const speaker = now.draft.speaker ?? one.speaker, said = now.draft.said ?? one.said, via = now.draft.via ?? one.via.map((name, n) => ({ id: one.via_ids[one.via.length - 1 - n], name }));
  const article = articles.get(one.document.id);
  const words = (role) => now.draft.spans && article ? wordsOf(article, now.draft.spans[role]) : one[role];
  const viaNames = via.map((link) => (typeof link === "string" ? link : link.name));
  put(byId("card"),
    h("div", { class: "rhead" }, h("span", { class: "sugmark" }, h("i"), "Suggestion"), h("span", { class: "dim" }, `by ${one.origin}`), h("span", { class: "end" }, "score ", h("b", {}, one.score.toFixed(2)))),
    Object.keys(now.draft).length ? h("p", { class: "note unsaved" }, "Changed, and not yet saved: Accept keeps it, and until then this window does.") : null,
    one.others?.length ? h("div", { class: "strip" }, h("span", {}, one.others.map((other, n) => [n ? ", " : "", h("b", {}, other.coder), ` decided this: ${other.words}`]), ". Yours is kept beside it, not over it.")) : null,
    h("ul", { class: "sheet", id: "sheet" },
      row("Speaker", [h("b", {}, speaker.name), together((now.draft.also ?? one.speaker.also ?? []).filter((other) => other.id !== speaker.id)), speaker.role ? h("span", { class: "sub" }, speaker.role) : null], "s", "speaker", !!(now.draft.speaker || now.draft.also)),
      row("Cue", [h("q", {}, words("cue")), " ", h("span", { class: "dim" }, `· ${one.kind}`)], "e", "spans", !!now.draft.spans),
      row("Content", h("q", { class: "long" }, words("content")), "e", "spans", !!now.draft.spans),
      row("Via", viaNames.length ? h("ol", { class: "chain" }, h("li", {}, speaker.name), viaNames.map((name) => h("li", {}, name)), h("li", {}, one.document.outlet)) : h("span", {}, one.document.outlet === "outlet not known" ? "nobody: heard by the outlet itself" : `nobody: heard by ${one.document.outlet}`), "r", "report chain", !!now.draft.via),
      row("Said", [h("b", {}, said.words)], "d", "date", !!now.draft.said),
      row("Concept", [h("b", {}, concept.label), ladderOf(concept)], "p", "concept", !!now.draft.concept),
      desk.types.length ? row("Values", now.draft.own ? [h("b", {}, desk.types.find((one) => one.id === now.draft.own.type)?.label ?? now.draft.own.type), h("span", { class: "sub" }, Object.entries(now.draft.own.variables).map(([name, value]) => `${name}: ${value}`).join(" · "))] : h("span", { class: "dim" }, "no type"), "v", "values", !!now.draft.own) : null,
      h("li", { class: "row full" }, h("div", { class: "vh" }, "Stance"), h("div", {}, h("div", { class: "stances", role: "radiogroup", "aria-label": "Stance", onkeydown: acts.walkStances },
        STANCES.map((value, n) => h("button", { type: "button", role: "radio", "aria-checked": String(value === position), tabindex: value === position ? "0" : "-1", class: now.draft.stance ? "own" : "", "data-stance": value, onclick: () => acts.setStance(value) }, stance(value, { suggested: !(now.draft.stance && value === position), kind: concept.kind }), h("small", {}, String(n + 1)))))))),
    one.proposals?.length ? h("div", { class: "sec" }, h("h2", {}, "Your decisions so far say rather ", h("span", { class: "end" }, one.learner)), h("div", { class: "proposals" }, one.proposals.map((other) => h("button", { type: "button", class: "btn small", onclick: () => acts.propose(one, other) }, stance(other.stance, { suggested: true, kind: concepts.get(other.concept)?.kind }), other.label, h("span", { class: "dim" }, other.score.toFixed(2)))))) : null,
    now.draft.memo ? h("p", { class: "note" }, "Memo: ", now.draft.memo) : null,
    h("div", { class: "sec" }, h("h2", {}, "Why suggested ", h("span", { class: "end" }, "the weakest part is underlined")),
      h("table", { class: "scores" }, h("tbody", {}, one.why.map(([part, score, text, weak]) => h("tr", { class: weak ? "weak" : null }, h("th", { scope: "row" }, part), h("td", {}, score.toFixed(2)), h("td", {}, text)))))),
    h("div", { class: "sec" }, one.reports.length
      ? [h("h2", {}, `Same statement in ${one.reports.length} other ${one.reports.length === 1 ? "report" : "reports"} `, h("span", { class: "end", id: "count" })),
        h("table", { class: "bundle" }, h("tbody", {}, one.reports.map((report, n) => h("tr", {},
          h("td", {}, h("input", { type: "checkbox", id: `b${n}`, checked: (now.draft.ticked?.[n] ?? report.ticked), onchange: (event) => { (now.draft.ticked ??= one.reports.map((each) => each.ticked))[n] = event.target.checked; drawEffect(); } })),
          h("td", {}, h("label", { for: `b${n}` }, outletOf(report), " ", h("span", { class: "dim" }, report.published), h("span", { class: "diff" }, report.alike >= 97 ? "the same words" : `shares ${report.alike} % of the words`, report.left_out ? [", leaves out ", h("del", {}, report.left_out)] : null, report.stance !== one.stance ? `, reads “${stanceWord(report.stance, one.concept.kind)}”` : ""))),
          h("td", {}, h("a", { href: `/read/${encodeURIComponent(report.document)}#${encodeURIComponent(report.attribution)}` }, "compare"))))))]
      : h("h2", {}, "Found in this article only")));
  drawEffect();
  for (const box of byId("card").querySelectorAll("input[type=checkbox]")) box.checked = now.draft.ticked?.[Number(box.id.slice(1))] ?? one.reports[Number(box.id.slice(1))].ticked;
}

function ladderOf(concept) {
  const rung = ladder.findIndex((one) => one.id === concept.id);
  if (rung < 0) return h("span", { class: "dim" }, ` · ${concept.kind}`);
  return [h("span", { class: "dim" }, ` · option ${rung + 1} of ${ladder.length} `), h("ol", { class: "ladder", "aria-label": "Ladder of options" }, ladder.map((one, n) => h("li", { title: one.label, "aria-current": n === rung ? "true" : null }, h("span", { class: "vh" }, one.label))))];
}

export const tickedReports = (one) => one.reports.filter((report, n) => now.draft.ticked?.[n] ?? report.ticked);

function drawEffect() {
  const one = card(), n = 1 + tickedReports(one).length;
  byId("eff").textContent = n > 1 ? `· ${n} reports` : "";
  const count = byId("count");
  if (count) count.textContent = `decided here: ${n} of ${1 + one.reports.length} reports`;
}
