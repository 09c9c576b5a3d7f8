// The article with its marks, and the cards level with them.
import { drawArticle, wordsOf } from "../article.js";
import { byId, h, put, say, stance, stanceWord } from "../dom.js";
import { together } from "../parts.js";
import { acts, now } from "./state.js";

export function draw() {
  const cards = now.data.margin;
  now.data.article.marks = cards.map((card) => ({ id: card.id, ...card.spans, status: statusOf(card), stance: card.codings[0]?.stance ?? null }));
  const drawn = drawArticle(byId("body"), now.data.article, { gutter: true });
  for (const element of byId("body").querySelectorAll("[data-marks]")) element.addEventListener("click", () => { if (getSelection().isCollapsed) choose(element.dataset.marks.split(" ")[0]); });
  put(byId("margin"), cards.map(drawCard));
  now.elements = drawn.elements;
  place();
  const counts = { accepted: 0, suggested: 0, disputed: 0, rejected: 0 };
  for (const card of cards) for (const coding of card.codings) counts[coding.status] += 1;
  put(byId("counts"), Object.entries(counts).flatMap(([name, n]) => [h("dt", {}, name === "disputed" ? "disputed between coders" : name), h("dd", {}, String(n))]), h("dt", {}, "attributions without concept"), h("dd", {}, String(cards.filter((card) => !card.codings.length).length)));
  if (now.at) choose(now.at, { quiet: true });
}

function statusOf(card) {
  const all = card.codings.map((coding) => coding.status);
  for (const status of ["disputed", "accepted", "suggested", "rejected"]) if (all.includes(status)) return status;
  return "plain";
}

/** A card in a breath: who, how it is coded, and the words, which a screen reader does not see beside it. */
function spoken(card) {
  const words = wordsOf(now.data.article, card.spans.content), codings = card.codings.map((coding) => `${coding.status}, ${stanceWord(coding.stance, coding.kind)}, ${coding.label}`);
  return `${card.speaker}: ${codings.join("; ") || "no concept"}: ${words.length > 90 ? `${words.slice(0, 89)} …` : words}`;
}

function drawCard(card) {
  const status = statusOf(card), by = card.codings.flatMap((coding) => coding.coders)[0];
  return h("article", { class: `mc ${status}`, "data-id": card.id, tabindex: "-1", "aria-label": spoken(card), onclick: () => choose(card.id) },
    h("div", { class: "head" }, h("span", { class: "who" }, card.speaker, together(card.also)), h("span", { class: "by" }, by ? `${by.coder}, ${by.at}` : card.hand ? [...new Set(card.origin.split(" + ").map((name) => name.replace("coder:", "")))].join(", ") : `suggestion ${(card.codings[0]?.score ?? card.score).toFixed(2)}`)),
    card.codings.map((coding) => h("div", {},
      coding.status === "disputed"
        ? [h("div", { class: "coding" }, h("span", {}, coding.label)), coding.coders.map((one) => h("div", { class: "coding" }, h("span", { class: "dim" }, one.coder), one.verdict === "reject" ? "rejected" : stance(one.stance, { kind: coding.kind })))]
        : h("div", { class: "coding" }, coding.status === "rejected" ? h("span", { class: "dim" }, `rejected${coding.coders[0]?.reason ? `: ${coding.coders[0].reason}` : ""}`) : stance(coding.stance, { suggested: coding.status === "suggested", kind: coding.kind }), h("span", {}, coding.label)),
      coding.status === "suggested" ? h("div", { class: "acts" }, h("button", { type: "button", class: "btn small", onclick: (event) => { event.stopPropagation(); acts.decide(card, coding, "accept"); } }, "Accept ", h("kbd", {}, "a")), h("button", { type: "button", class: "btn small", onclick: (event) => { event.stopPropagation(); acts.decide(card, coding, "reject"); } }, "Reject ", h("kbd", {}, "x"))) : null)),
    h("div", { class: "sub" }, [card.via.length ? `via ${card.via.join(", ")}` : null, card.said === "no date" ? "day not known" : `said ${card.said}`].filter(Boolean).join(" · ")),
    !card.codings.length ? h("div", { class: "acts" }, h("button", { type: "button", class: "btn small", onclick: (event) => { event.stopPropagation(); acts.code(card); } }, "Code this ", h("kbd", {}, "n"))) : null);
}

/** Cards level with their marks, pushed down where they would overlap. */
function place() {
  const margin = byId("margin");
  if (getComputedStyle(margin.firstChild ?? margin).position !== "absolute") { margin.style.minHeight = ""; return; }
  const top = margin.getBoundingClientRect().top;
  let free = 26;
  for (const card of margin.children) {
    const mark = now.elements.get(card.dataset.id);
    const wanted = mark ? mark.getBoundingClientRect().top - top : free;
    const y = Math.max(free, wanted);
    card.style.top = `${y}px`;
    free = y + card.offsetHeight + 8;
  }
  margin.style.minHeight = `${free + 60}px`;
}

export function choose(id, { quiet = false } = {}) {
  now.at = id;
  for (const card of byId("margin").children) card.setAttribute("aria-current", String(card.dataset.id === id));
  for (const mark of byId("body").querySelectorAll("[data-marks]")) mark.classList.toggle("here", mark.dataset.marks.split(" ").includes(id));
  place();
  const card = now.data.margin.find((one) => one.id === id);
  if (!card || quiet) return;
  const mark = byId("body").querySelector(".m.here"), pane = byId("art");
  const box = mark?.getBoundingClientRect(), frame = pane.getBoundingClientRect();
  if (box && (box.top < frame.top + 60 || box.bottom > frame.bottom - 60)) mark.scrollIntoView({ block: "center" });
  say(`${card.speaker}: ${card.codings.map((coding) => `${stanceWord(coding.stance, coding.kind)}, ${coding.label}, ${coding.status}`).join("; ") || "no concept"}.`);
}

export function step(by) {
  const ids = now.data.margin.map((card) => card.id), place = ids.indexOf(now.at);
  const next = ids[place < 0 ? (by > 0 ? 0 : ids.length - 1) : Math.min(ids.length - 1, Math.max(0, place + by))];
  if (next) choose(next);
}
