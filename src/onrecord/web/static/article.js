// An article as text nodes and spans: regions named, marks drawn, one attribution in focus with its roles labelled.
import { codePoints, h } from "./dom.js";

const ROLES = ["source", "cue", "content", "via"];

/**
 * Draws `article` ({text, regions, marks}) into `container`. `focus` is {source, cue, content, via: [[start, end]], labels}
 * in code points; `focusId` the attribution it belongs to. `gutter` names the regions at the side (the reader).
 * Gives {element of a mark by id, paragraphs, points}.
 */
export function drawArticle(container, article, { focus = null, focusId = null, gutter = false, selectable = true } = {}) {
  const points = article.points ??= codePoints(article.text);
  const marks = article.marks.filter((mark) => mark.id !== focusId);
  const cuts = new Set();
  const cut = (start, end) => { cuts.add(start); cuts.add(end); };
  for (const [, start, end] of article.regions) cut(start, end);
  const covers = marks.map((mark) => ({ mark, spans: [...mark.source, ...mark.cue, ...mark.content] }));
  for (const { spans } of covers) for (const [start, end] of spans) cut(start, end);
  const roles = focus ? ROLES.flatMap((role) => (focus[role] ?? []).map(([start, end], n) => ({ role, start, end, n }))) : [];
  for (const { start, end } of roles) cut(start, end);
  apart(roles, focus);

  const elements = new Map(), paragraphs = [];
  container.replaceChildren();
  let region = null;
  for (const [start, end] of paragraphsOf(article, points)) {
    const kind = kindAt(article.regions, start);
    const paragraph = h(kind === "headline" && !container.querySelector("h1") ? "h1" : "p", { class: `ar-${kind}`, "data-start": start });
    const inner = [...cuts].filter((place) => place > start && place < end).sort((a, b) => a - b);
    const places = [start, ...inner, end];
    for (let i = 0; i + 1 < places.length; i++) {
      const from = places[i], to = places[i + 1];
      const words = points.slice(from, to);
      const role = roles.find((one) => one.start <= from && to <= one.end);
      const over = covers.filter(({ spans }) => spans.some(([a, b]) => a <= from && to <= b)).map(({ mark }) => mark);
      const furniture = kind !== "furniture" && kindAt(article.regions, from) === "furniture";
      if (!role && !over.length && !furniture) { paragraph.append(words); continue; }
      const span = h("span", { class: [role ? `m on` : "", !role && over.length ? `m ${worst(over).status}` : "", furniture ? "infurn" : ""].filter(Boolean).join(" "), "data-start": from });
      if (role) {
        span.dataset.r = role.role;
        if (role.start === from) { span.dataset.l = labelOf(role, focus); span.classList.add("first"); span.classList.toggle("low", !!role.low); }
        paragraph.classList.add("focal");
      }
      if (over.length) {
        span.dataset.marks = over.map((mark) => mark.id).join(" ");
        for (const mark of over) if (!elements.has(mark.id)) elements.set(mark.id, span);
      }
      span.append(words);
      paragraph.append(span);
    }
    if (gutter && kind !== region) paragraph.dataset.region = kind;
    region = kind;
    paragraphs.push(paragraph);
    container.append(paragraph);
  }
  return { elements, paragraphs, points };
}

const labelOf = (role, focus) => focus.labels?.[role.role] ?? (role.role === "via" && focus.via.length > 1 ? `via ${focus.via.length - role.n}` : role.role);
/** A name that would run into the next one has that one go below the line: a sign of the text is some 7 pixels wide, one of a name 6. */
function apart(roles, focus) {
  let above = null;
  for (const role of [...roles].sort((a, b) => a.start - b.start)) {
    role.low = above !== null && (role.start - above.start) * 7 < labelOf(above, focus).length * 6 + 10;
    if (!role.low) above = role;
  }
}

const RANK = { disputed: 4, accepted: 3, suggested: 2, plain: 1, rejected: 0 };
const worst = (marks) => marks.reduce((best, mark) => (RANK[mark.status] > RANK[best.status] ? mark : best));

/** What a place is: the region that covers it; body where none does. */
export function kindAt(regions, place) {
  for (const [kind, start, end] of regions) if (start <= place && place < end) return kind;
  return "body";
}

/** [start, end) of each paragraph in code points: the text between line breaks that holds any word. */
function paragraphsOf(article, points) {
  if (article.lines) return article.lines;
  const lines = [], text = article.text;
  let unit = 0;
  while (unit < text.length) {
    let end = text.indexOf("\n", unit);
    if (end < 0) end = text.length;
    if (text.slice(unit, end).trim()) lines.push([points.toPoints(unit), points.toPoints(end)]);
    unit = end + 1;
  }
  return (article.lines = lines);
}

/** Scrolls only if the focus is out of view, and jumps. */
export function showFocus(pane, { always = false } = {}) {
  const first = pane.querySelector(".m.on") ?? pane.querySelector(".focal");
  if (!first) return;
  const box = first.getBoundingClientRect(), frame = pane.getBoundingClientRect();
  if (getComputedStyle(pane).overflowY === "visible") { if (always) first.scrollIntoView({ block: "center" }); return; }
  if (box.top < frame.top + 80 || box.bottom > frame.bottom - 90) pane.scrollTop += box.top - frame.top - frame.height * 0.42;
}

/** The selection inside `container` as [start, end) code points without white space at its edges; null when there is none. */
export function selectedSpan(container, article) {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!container.contains(range.commonAncestorContainer)) return null;
  let start = placeOf(container, range.startContainer, range.startOffset, article.points);
  let end = placeOf(container, range.endContainer, range.endOffset, article.points);
  if (start === null || end === null) return null;
  const words = article.points.slice(start, end);
  const lead = words.length - words.trimStart().length, trail = words.length - words.trimEnd().length;
  start += lead; end -= trail; // white space is in the basic plane: one unit each
  return start < end ? [start, end] : null;
}

function placeOf(container, node, offset, points) {
  if (node.nodeType !== Node.TEXT_NODE) {
    const child = node.childNodes[offset];
    if (!child) { const last = textsIn(node).at(-1); return last ? placeOf(container, last, last.length, points) : null; }
    const first = child.nodeType === Node.TEXT_NODE ? child : textsIn(child)[0];
    return first ? placeOf(container, first, 0, points) : null;
  }
  const paragraph = node.parentElement.closest("[data-start]:not(span)");
  if (!paragraph || !container.contains(paragraph)) return null;
  let units = 0;
  for (const text of textsIn(paragraph)) {
    if (text === node) return points.toPoints(points.toUnits(Number(paragraph.dataset.start)) + units + offset);
    units += text.length;
  }
  return null;
}

function textsIn(node) {
  const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT), found = [];
  while (walker.nextNode()) found.push(walker.currentNode);
  return found;
}

/** The words of several spans on one line, parted by an ellipsis. */
export const wordsOf = (article, spans) => spans.map(([start, end]) => (article.points ??= codePoints(article.text)).slice(start, end).replace(/\s+/g, " ")).join(" … ");
