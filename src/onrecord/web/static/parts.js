// Forms for the parts of a statement: speaker, concept, day, report chain. The desk and the reader share them.
import { h, put, say } from "./dom.js";
import { picker } from "./picker.js";
import { ask } from "./server.js";

const people = async (words) => (await ask(`/api/people?q=${encodeURIComponent(words)}`)).map((one) => ({ ...one, label: one.name, note: one.note, uses: one.uses }));

/** An outlet, or what else names the article where its outlet is not known. */
export const outletOf = (place) => (place.outlet === "outlet not known" && place.title ? `${place.title} (outlet not known)` : place.outlet);

/** Opens the codebook beside this page, so that what is being coded stays; `concepts` has the new one on coming back. */
export function proposeConcept(words, concepts, then) {
  open(`/codebook?propose=${encodeURIComponent(words)}`, "_blank");
  say("The codebook opened beside this page. Its new concept is here when you come back.");
  addEventListener("focus", async () => {
    try { const found = await ask("/api/codebook"); concepts.splice(0, concepts.length, ...found.concepts); then(); }
    catch { /* the concepts known so far stay */ }
  }, { once: true });
}

/** Those who said it together with the speaker. */
export const together = (others) => (others?.length ? [" with ", others.map((other, n) => [n ? ", " : null, other.id ? h("a", { href: `/actors/${encodeURIComponent(other.id)}` }, other.name) : other.name])] : null);

export function speakerPicker({ choose, close, value = "", label = "Speaker" }) {
  const made = picker({ label, value, search: people, close, choose: (one) => choose({ id: one.id, name: one.name, role: one.note ?? "" }), propose: (words) => choose({ id: null, name: words, role: "new actor" }), proposal: (words) => `A new actor: “${words}”` });
  return { element: made.element, focus: () => made.input.focus() };
}

const GROUPS = { argument: "Arguments", issue: "Issues", option: "Options" };
export function conceptPicker({ concepts, choose, close, propose = null, value = "" }) {
  const search = (words) => {
    const found = concepts.filter((one) => one.label.toLowerCase().includes(words.toLowerCase()));
    return ["option", "issue", "argument"].flatMap((kind) => found.filter((one) => one.kind === kind)).map((one) => ({ ...one, group: GROUPS[one.kind], note: one.definition }));
  };
  const made = picker({ label: "Concept", value, search, close, choose, propose, proposal: (words) => `Propose “${words}” as a new concept: it needs a definition` });
  return { element: made.element, focus: () => made.input.focus(), input: made.input };
}

/** From and to; one day when both are the same, open when one is left out. */
export function dateForm({ said, keep, close }) {
  const from = h("input", { type: "date", value: said.from ?? "", id: "said-from" }), to = h("input", { type: "date", value: said.to ?? "", id: "said-to" });
  const problem = h("p", { class: "dim", role: "alert" });
  const save = () => {
    if (from.value && to.value && from.value > to.value) { problem.textContent = "The first day comes after the last one."; return; }
    const one = from.value && from.value === to.value;
    const words = !from.value && !to.value ? "Unknown" : one ? from.value : !from.value ? `by ${to.value}` : !to.value ? `${from.value} or later` : `${from.value} – ${to.value}`;
    keep({ from: from.value || null, to: to.value || null, precision: one ? "day" : from.value || to.value ? "range" : "unknown", words, known: !!(from.value || to.value), exact: !!one });
  };
  const element = h("div", { onkeydown: (event) => { if (event.key === "Escape") { event.stopPropagation(); close(); } if (event.key === "Enter" && event.target.tagName === "INPUT") { event.preventDefault(); save(); } } },
    h("div", { class: "two" }, h("div", { class: "field" }, h("label", { for: "said-from" }, "first possible day"), from), h("div", { class: "field" }, h("label", { for: "said-to" }, "last possible day"), to)), problem,
    h("div", { class: "foot" }, h("button", { type: "button", class: "btn small", onclick: () => { to.value = from.value; save(); } }, "On the first day"), h("button", { type: "button", class: "btn small", onclick: () => { from.value = to.value = ""; save(); } }, "Not known"), h("button", { type: "button", class: "btn small", onclick: close }, "Leave"), h("button", { type: "button", class: "btn small main", onclick: save }, "Keep")));
  return { element, focus: () => from.focus() };
}

/** Those who stand between speaker and outlet, nearest to the speaker first. */
export const viaForm = ({ via, keep, close }) => peopleForm({ people: via, keep, close, label: "Add to the report chain", nobody: "nobody between the speaker and the outlet", nearer: true, anew: true });

/** The speaker, and who said it with the speaker: `choose` takes another speaker, `keep` all the others. */
export function speakerForm({ also, choose, keep, close }) {
  const one = speakerPicker({ choose, close });
  const change = h("button", { type: "button", class: "btn small", onclick: () => {
    const others = peopleForm({ people: also, keep, close, label: "Said it with the speaker", nobody: "the speaker spoke alone" });
    put(element, others.element); others.focus();
  } }, also.length ? "Change who spoke too" : "Somebody spoke too");
  const element = h("div", {}, one.element, h("p", { class: "fellows" }, h("span", { class: "dim" }, also.length ? `together with ${also.map((other) => other.name).join(", ")}` : "spoke alone"), " ", change));
  return { element, focus: one.focus };
}

/** A list of actors to add to and take from; where `nearer`, their order counts, where `anew`, a new one may be named. */
function peopleForm({ people: given, keep, close, label, nobody, nearer = false, anew = false }) {
  const links = given.map((link) => ({ ...link }));
  const list = h("ol", { class: "vias" });
  const add = (link) => { if (!link.id || !links.some((other) => other.id === link.id)) links.push(link); adding.input.value = ""; draw(); };
  const adding = picker({ label, search: people, close, choose: (one) => add({ id: one.id, name: one.name }), propose: anew ? (words) => add({ id: null, name: words }) : null, proposal: (words) => `A new actor: “${words}”` });
  function draw() {
    put(list, links.length ? links.map((link, n) => h("li", {}, link.name,
      nearer && n ? h("button", { type: "button", class: "btn small", "aria-label": `Move ${link.name} nearer to the speaker`, onclick: () => { [links[n - 1], links[n]] = [links[n], links[n - 1]]; draw(); } }, "nearer") : null,
      h("button", { type: "button", class: "btn small", "aria-label": `Take ${link.name} out`, onclick: () => { links.splice(n, 1); draw(); adding.input.focus(); } }, "take out"))) : h("li", { class: "dim" }, nobody));
    void adding.refresh();
  }
  draw();
  const element = h("div", {}, list, h("p", { class: "dim" }, label), adding.element, h("div", { class: "foot" }, h("button", { type: "button", class: "btn small", onclick: close }, "Leave"), h("button", { type: "button", class: "btn small main", onclick: () => keep(links) }, "Keep")));
  return { element, focus: () => adding.input.focus() };
}

/** A statement type and the values of its variables: {type, variables}. `keep` gets null where no type is chosen. */
export function variablesForm({ types, type = "", variables = {}, keep, close }) {
  const fields = h("div", {}), problem = h("p", { class: "dim", role: "alert" }), inputs = new Map();
  const select = h("select", { id: "own-type", onchange: () => draw() }, h("option", { value: "" }, "no type"), types.map((one) => h("option", { value: one.id, selected: one.id === type }, one.label)));
  function input(variable) {
    const id = `own-${variable.name}`, value = variables[variable.name];
    if (variable.type === "boolean") return h("select", { id }, h("option", { value: "" }, "not noted"), h("option", { value: "true", selected: value === true }, "yes"), h("option", { value: "false", selected: value === false }, "no"));
    if (variable.type === "integer") return h("input", { id, type: "number", step: "1", value: value ?? "" });
    if (variable.type === "long") return h("textarea", { id, rows: 3, maxlength: 4000 }, value ?? "");
    return h("input", { id, type: "text", maxlength: 255, value: value ?? "", autocomplete: "off" });
  }
  function draw() {
    inputs.clear();
    const chosen = types.find((one) => one.id === select.value);
    put(fields, (chosen?.variables ?? []).map((variable) => { const made = input(variable); inputs.set(variable, made); return h("div", { class: "field" }, h("label", { for: `own-${variable.name}` }, variable.label, variable.required ? " (needed)" : ""), made); }));
  }
  function save() {
    if (!select.value) { keep(null); return; }
    const found = {};
    for (const [variable, made] of inputs) {
      if (made.value === "") { if (variable.required) { problem.textContent = `${variable.label} is needed.`; made.focus(); return; } continue; }
      found[variable.name] = variable.type === "boolean" ? made.value === "true" : variable.type === "integer" ? Number(made.value) : made.value;
    }
    keep({ type: select.value, variables: found });
  }
  draw();
  const element = h("div", { onkeydown: (event) => { if (event.key === "Escape") { event.stopPropagation(); close(); } } },
    types.length ? h("div", { class: "field" }, h("label", { for: "own-type" }, "Statement type"), select) : h("p", { class: "dim" }, "This project has no statement types of its own; add some in the codebook."), fields, problem,
    h("div", { class: "foot" }, h("button", { type: "button", class: "btn small", onclick: close }, "Leave"), types.length ? h("button", { type: "button", class: "btn small main", onclick: save }, "Keep") : null));
  return { element, focus: () => (types.length ? select : element.querySelector("button")).focus() };
}
