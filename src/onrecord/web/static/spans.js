// Correcting spans, by keyboard and by mouse. Tab changes the part, arrows move its edges by a word, Enter keeps it.
import { drawArticle, selectedSpan, showFocus, wordsOf } from "./article.js";
import { h, put, say } from "./dom.js";

const PARTS = ["source", "cue", "content"];

/**
 * Lets a person correct `spans` ({source, cue, content}) in the article drawn in `container`. `done(spans)` is called
 * with the new ones, or with null when nothing is kept. Spans are never guessed: only what is chosen is set.
 */
export function editSpans({ article, container, pane, spans, focusId, done }) {
  let part = "content";
  const own = Object.fromEntries(PARTS.map((name) => [name, (spans[name] ?? []).map((span) => [...span])]));
  const words = wordEdges(article);
  const bar = h("div", { class: "spanbar", role: "toolbar", "aria-label": "Correct spans" });
  container.parentElement.append(bar);

  function draw() {
    drawArticle(container, article, { focus: { ...own, labels: { [part]: `${part}, being corrected` } }, focusId });
    showFocus(pane);
    put(bar,
      h("div", { role: "radiogroup", "aria-label": "Part" }, PARTS.map((name) => h("button", { type: "button", role: "radio", class: "btn small", "aria-checked": String(name === part), onclick: () => { part = name; draw(); } }, name))),
      h("span", { class: "dim words" }, own[part].length ? `“${wordsOf(article, own[part])}”` : "nothing: select words in the article"),
      h("span", { class: "end" },
        h("button", { type: "button", class: "btn small", onclick: () => { own[part] = []; draw(); } }, "Clear"),
        h("button", { type: "button", class: "btn small", onclick: () => finish(null) }, "Leave ", h("kbd", {}, "Esc")),
        h("button", { type: "button", class: "btn small main", onclick: () => finish(own) }, "Keep ", h("kbd", {}, "Enter"))),
      h("p", { class: "dim help" }, "Select words with the mouse, or: Tab part · ← → move the end · Shift ← → move the start, a word at a time."));
  }

  function move(edge, by) {
    const span = own[part].at(-1);
    if (!span) { say(`No ${part} yet. Select its words in the article.`); return; }
    const edges = edge === 0 ? words.starts : words.ends;
    let at = edges.findIndex((place) => place >= span[edge]);
    if (at < 0) at = edges.length - 1;
    const next = edges[at + by];
    if (next === undefined) return;
    const wanted = edge === 0 ? [next, span[1]] : [span[0], next];
    if (wanted[0] >= wanted[1]) return;
    own[part][own[part].length - 1] = wanted;
    draw();
    say(wordsOf(article, [wanted]));
  }

  function onKey(event) {
    if (event.target.closest("dialog,input,textarea")) return;
    if (event.key === "Escape") finish(null);
    else if (event.key === "Enter" && !event.target.closest(".spanbar button")) finish(own);
    else if (event.key === "Tab" && !event.target.closest(".spanbar")) { part = PARTS[(PARTS.indexOf(part) + (event.shiftKey ? 2 : 1)) % 3]; draw(); say(`Part: ${part}.`); }
    else if (event.key === "ArrowRight") move(event.shiftKey ? 0 : 1, 1);
    else if (event.key === "ArrowLeft") move(event.shiftKey ? 0 : 1, -1);
    else return;
    event.preventDefault(); event.stopPropagation();
  }

  function onMouse() {
    const span = selectedSpan(container, article);
    if (!span) return;
    own[part] = [span];
    getSelection().removeAllRanges();
    draw();
    say(`${part}: ${wordsOf(article, [span])}`);
  }

  function finish(result) {
    removeEventListener("keydown", onKey, true);
    container.removeEventListener("mouseup", onMouse);
    bar.remove();
    if (result && !result.cue.length) { say("A statement needs a cue: the words that say that it was said."); }
    done(result && result.content.length ? result : null);
  }

  addEventListener("keydown", onKey, true);
  container.addEventListener("mouseup", onMouse);
  draw();
  say("Correcting spans. Part: content.");
  return { cancel: () => finish(null) };
}

/** Where words start and end, in code points. */
function wordEdges(article) {
  const starts = [], ends = [];
  for (const found of article.text.matchAll(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’.-]*[\p{L}\p{N}]|[\p{L}\p{N}]|[“”"'‘’]/gu)) {
    starts.push(article.points.toPoints(found.index));
    ends.push(article.points.toPoints(found.index + found[0].length));
  }
  return { starts, ends };
}
