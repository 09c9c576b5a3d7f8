// The article pane: the words of the card's own report, or of another one of the same statement.
import { drawArticle, showFocus } from "../article.js";
import { byId, h, put, say } from "../dom.js";
import { ask } from "../server.js";
import { outletOf } from "../parts.js";
import { acts, articles, card, filters, now } from "./state.js";

export function drawEmpty() {
  const any = [...filters()].length > 0;
  put(byId("art-head"));
  put(byId("body"), h("div", { class: "empty" }, now.failed
    ? [h("b", {}, "The next suggestions could not be loaded. "), now.failed, " ", h("button", { type: "button", class: "btn small", onclick: () => { now.failed = null; void acts.fetchMore(); } }, "Try again")]
    : now.loading ? "Loading …"
    : any ? [h("b", {}, "Nothing left under this filter. "), h("button", { type: "button", class: "link", onclick: acts.clearFilters }, "Show every suggestion")]
    : now.left.n_left ? [h("b", {}, "Nothing left to show."), ` ${now.left.n_left} were skipped.`]
    : [h("b", {}, "Nothing left to decide. "), "Look at ", h("a", { href: "/overview" }, "what is on record"), ", or code more by hand in the ", h("a", { href: "/read" }, "reader"), "."]));
  put(byId("card"));
}

/** Where the words stand that the pane shows: in the card's own article, or in that of another report. */
export function shown() {
  const one = card(), report = now.report ? one.reports[now.report - 1] : null;
  return report ? { document: { id: report.document, outlet: report.outlet, published: report.published, title: report.title }, attribution: report.attribution } : one;
}

export function drawArticlePane(one, scroll) {
  if (now.of !== one.id) { now.of = one.id; now.report = 0; } // another card: its own article first
  const place = shown(), article = articles.get(place.document.id), n = one.reports.length + 1;
  put(byId("art-head"), h("b", {}, outletOf(place.document)), h("span", {}, place.document.published),
    n > 1 ? h("span", { class: "sisters" }, h("button", { type: "button", "aria-label": "Report before", onclick: () => turn(-1) }, h("kbd", {}, "[")), ` report ${now.report + 1} of ${n} `, h("button", { type: "button", "aria-label": "Report after", onclick: () => turn(1) }, h("kbd", {}, "]")))
      : article ? h("span", { class: "dim wide" }, `document ${article.number} of ${article.count}`) : null,
    h("span", { class: "end" }, h("a", { href: readerAddress(place), id: "open-reader" }, "Open in reader"), " ", h("kbd", {}, "o")));
  if (!article) { waitFor(one, place); return; }
  byId("body").lang = article.language || "en";
  const found = now.report ? article.marks.find((mark) => mark.id === place.attribution) : null;
  const spans = found ? { source: found.source, cue: found.cue, content: found.content } : now.draft.spans ?? one.spans;
  drawArticle(byId("body"), article, { focus: { ...spans, via: [], labels: { cue: "cue", content: "content" } }, focusId: place.attribution });
  for (const paragraph of byId("body").querySelectorAll(".focal")) { paragraph.previousElementSibling?.classList.add("near"); paragraph.nextElementSibling?.classList.add("near"); }
  if (scroll) showFocus(byId("art"));
}

function waitFor(one, place) {
  const still = () => card() === one && shown().document.id === place.document.id;
  put(byId("body"), h("p", { class: "dim" }, place.document.title));
  loadArticle(place.document.id).then(() => { if (still()) drawArticlePane(one, true); }, (error) => { if (still()) put(byId("body"), h("div", { class: "empty" }, h("b", {}, "This article could not be loaded. "), error.message)); });
}

/** Steps through all reports of this statement, the card's own among them. */
export function turn(by) {
  const one = card(), n = one ? one.reports.length + 1 : 0;
  if (n < 2 || now.editing) { say(now.editing ? "Keep or leave the change first." : "This statement was found in this article only."); return; }
  const button = byId("art-head").contains(document.activeElement) ? document.activeElement.getAttribute("aria-label") : null;
  now.report = (now.report + by + n) % n;
  drawArticlePane(one, true);
  if (button) byId("art-head").querySelector(`[aria-label="${button}"]`)?.focus({ preventScroll: true });
  say(`Report ${now.report + 1} of ${n}: ${outletOf(shown().document)}, ${shown().document.published}.`);
}

export const readerAddress = (one) => `/read/${encodeURIComponent(one.document.id)}#${encodeURIComponent(one.attribution)}`;

const asked = new Map();
export function loadArticle(id) {
  if (articles.has(id)) return Promise.resolve(articles.get(id));
  if (!asked.has(id)) asked.set(id, ask(`/api/articles/${encodeURIComponent(id)}`).then((article) => { articles.set(id, article); return article; }).finally(() => asked.delete(id)));
  return asked.get(id);
}
