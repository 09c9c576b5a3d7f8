// The codebook's versions, its files, and the project's own types of statements.
import { attempt, button, field, n, openDialog } from "./acts.js";
import { byId, h, put, say } from "./dom.js";
import { ask } from "./server.js";

export function manageFiles({ refresh, told, may, types, variableTypes }) {
  byId("versions").addEventListener("click", versions);
  byId("types").addEventListener("click", typesDialog);
  byId("export").addEventListener("click", () => openDialog("Export the codebook", (dialog) => {
    put(dialog.body, h("p", { class: "note" }, "The concepts with all that is said of them; codings are under Export in the top bar."), h("ul", { class: "changes" }, [["csv", "CSV", "a table for a spreadsheet"], ["yaml", "YAML", "a text file to edit and to keep under version control"], ["qdc", "REFI-QDA (.qdc)", "for ATLAS.ti, MAXQDA, NVivo, QualCoder; the ladder becomes sets of codes"]].map(([format, name, note]) => h("li", {}, h("a", { href: `/api/codebook/export?format=${format}`, download: "" }, name), h("span", { class: "dim" }, `, ${note}`)))));
    put(dialog.foot, button("Close", dialog.close, { main: true }));
  }));
  byId("import").addEventListener("click", importDialog);
  byId("import").disabled = !may;

  function difference(found) {
    const changes = [...found.added.map((one) => h("li", {}, h("b", {}, one.label), " is new")), ...found.gone.map((one) => h("li", {}, h("b", {}, one.label), " is gone")),
      ...found.changed.map((one) => h("li", {}, h("b", {}, one.label), h("ul", {}, one.fields.map((each) => h("li", {}, `${each.field}: `, each.before ? h("del", {}, each.before) : h("span", { class: "dim" }, "nothing"), " → ", each.after ? h("ins", {}, each.after) : h("span", { class: "dim" }, "nothing"))))))];
    return changes.length ? h("ul", { class: "changes" }, changes) : h("p", { class: "note" }, "Nothing differs.");
  }

  async function versions() {
    openDialog("Versions of the codebook", async (dialog) => {
      const note = h("input", { id: "v-note", maxlength: "1000", autocomplete: "off" }), result = h("div", { "aria-live": "polite" });
      const older = h("select", { id: "v-older" }), newer = h("select", { id: "v-newer" }), list = h("div", {});
      put(dialog.body, may ? h("div", { class: "two" }, field("What changed since the last one", note)) : null, list, h("div", { class: "two" }, field("Compare", older), field("with", newer)), button("Show what differs", show), result);
      put(dialog.foot, button("Close", dialog.close), may ? button("Save as a version", save, { main: true }) : null);
      async function load() {
        let found;
        try { found = await ask("/api/codebook/versions"); } catch (error) { dialog.problem(error.message); return; }
        put(list, found.length ? h("div", { class: "list", tabindex: "0", role: "group", "aria-label": "Saved versions" }, h("table", { class: "rows" }, h("caption", { class: "vh" }, "Saved versions"), h("thead", {}, h("tr", {}, ["Version", "Saved", "By", "Note"].map((words) => h("th", { scope: "col" }, words)))), h("tbody", {}, found.map((one) => h("tr", {}, h("td", {}, String(one.number)), h("td", {}, new Date(one.saved_at).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" })), h("td", {}, one.saved_by), h("td", {}, one.note)))))) : h("p", { class: "note" }, "None saved yet. Save one before each round of coding: the audit report names it."));
        put(older, found.map((one) => h("option", { value: one.number }, `version ${one.number}`)));
        put(newer, h("option", { value: "0" }, "the codebook as it is now"), found.map((one) => h("option", { value: one.number }, `version ${one.number}`)));
        older.disabled = newer.disabled = !found.length;
      }
      async function show() { if (!older.value) { dialog.problem("Save a version first."); return; } try { put(result, difference(await ask(`/api/codebook/difference?older=${older.value}&newer=${newer.value}`))); } catch (error) { dialog.problem(error.message); } }
      async function save() { const answer = await attempt(dialog, "/api/codebook/versions", { note: note.value.trim() }); if (answer) { note.value = ""; say(answer.is_new ? `Version ${answer.number} saved.` : `Nothing changed since version ${answer.number}.`); put(result, h("p", { class: "note" }, answer.is_new ? `Version ${answer.number} saved.` : `Nothing changed since version ${answer.number}; none was saved.`)); await load(); } }
      await load();
    }, { wide: true });
  }

  function importDialog() {
    openDialog("Import a codebook", (dialog) => {
      const file = h("input", { id: "i-file", type: "file", accept: ".csv,.yaml,.yml,.qdc", autofocus: true }), result = h("div", { "aria-live": "polite" });
      put(dialog.body, h("p", { class: "note" }, "CSV, YAML or REFI-QDA (.qdc). Concepts are matched by id, then by name; what the file leaves empty stays, and nothing is removed."), field("File", file), result);
      const upload = async (preview) => {
        const chosen = file.files[0];
        if (!chosen) { dialog.problem("Choose a file first."); return null; }
        dialog.problem("");
        try {
          const response = await fetch(`/api/codebook/import?${new URLSearchParams({ name: chosen.name, preview })}`, { method: "POST", credentials: "same-origin", headers: { "content-type": "application/octet-stream" }, body: chosen });
          const text = await response.text();
          let value = null;
          try { value = JSON.parse(text); } catch { /* plain words */ }
          if (!response.ok) { dialog.problem(value?.detail ?? text); return null; }
          return value;
        } catch { dialog.problem("The workbench does not answer."); return null; }
      };
      async function preview() {
        const found = await upload(true);
        if (!found) return;
        const any = found.added.length + found.changed.length;
        put(result, h("h3", {}, `${n(found.n_read, "concept")} in ${found.name}`), difference(found), found.losses.length ? h("p", { class: "note" }, `Not taken over: ${found.losses.join("; ")}`) : null);
        put(dialog.foot, button("Leave", dialog.close), any ? button(`Take over ${n(any, "change")}`, take, { main: true }) : null);
        dialog.foot.lastChild.focus();
      }
      async function take() { const found = await upload(false); if (found) { dialog.close(); await refresh(found.added[0]?.id); told(`Imported ${n(found.added.length, "new concept")} and ${n(found.changed.length, "change")}.`); } }
      file.addEventListener("change", preview);
      put(dialog.foot, button("Leave", dialog.close), button("See what changes", preview, { main: true }));
    }, { wide: true });
  }

  const KIND_WORDS = { boolean: "yes or no", integer: "whole number", short: "short text", long: "long text" };
  function typesDialog() {
    openDialog("Types of statements and their variables", (dialog) => {
      let editing = null;
      const overview = () => {
        put(dialog.body, h("p", { class: "note" }, "What is noted on a statement beside speaker, concept and stance. Each type has its own variables; the card shows them for the type that was chosen."),
          types().length ? h("ul", { class: "changes" }, types().map((one) => h("li", {}, h("b", {}, one.label), h("span", { class: "dim" }, `: ${one.variables.map((each) => `${each.label || each.name} (${KIND_WORDS[each.type]}${each.required ? ", must" : ""})`).join(", ") || "no variables yet"} `), may ? [h("button", { type: "button", class: "link", "aria-label": `Edit ${one.label}`, onclick: () => form(one) }, "edit"), " ", h("button", { type: "button", class: "link", "aria-label": `Remove ${one.label}`, onclick: () => drop(one) }, "remove")] : null))) : h("p", { class: "dim" }, "No type yet."));
        put(dialog.foot, button("Close", dialog.close), may ? button("New type", () => form(null), { main: true, id: "t-new" }) : null);
      };
      const form = (one) => {
        editing = one;
        const label = h("input", { id: "t-label", maxlength: "100", value: one?.label ?? "", autocomplete: "off" }), lines = h("div", {});
        let count = 0;
        const line = (each = { name: "", type: "boolean", label: "" }) => {
          const id = ++count, kind = h("select", { id: `t-type-${id}`, "data-part": "type" }, variableTypes.map((value) => h("option", { value }, KIND_WORDS[value])));
          kind.value = each.type;
          const row = h("div", { class: "varline" }, field("Name", h("input", { id: `t-name-${id}`, "data-part": "name", value: each.name, maxlength: "60", autocomplete: "off" })), field("Kind", kind), field("Question to the coder", h("input", { id: `t-q-${id}`, "data-part": "label", value: each.label ?? "", maxlength: "300", autocomplete: "off" })), h("label", { class: "must" }, h("input", { type: "checkbox", "data-part": "required" }), "must"), h("button", { type: "button", class: "btn small", "aria-label": "Take this variable out", onclick: () => row.remove() }, "×"));
          row.querySelector("[data-part=required]").checked = each.required === true;
          lines.append(row);
          return row;
        };
        for (const each of one?.variables ?? [{ name: "", type: "boolean", label: "" }]) line(each);
        put(dialog.body, field("Name of the type", label), h("h3", {}, "Variables"), lines, button("Add a variable", () => line().querySelector("input").focus()));
        const save = async () => {
          const variables = [...lines.children].map((row) => Object.fromEntries([...row.querySelectorAll("[data-part]")].map((part) => [part.dataset.part, part.type === "checkbox" ? part.checked : part.value.trim()]))).filter((each) => each.name);
          const answer = await attempt(dialog, "/api/codebook/types", { id: editing?.id ?? "", label: label.value.trim(), variables });
          if (answer) { await refresh(); told(editing ? "Type changed." : "Type added."); overview(); byId("t-new")?.focus(); }
        };
        put(dialog.foot, button("Back", overview), button("Keep", save, { main: true }));
        label.focus();
      };
      const drop = async (one) => { const answer = await attempt(dialog, "/api/codebook/types/remove", { id: one.id }); if (answer) { await refresh(); told(`${one.label} removed.`); overview(); } };
      overview();
    }, { wide: true });
  }
}
