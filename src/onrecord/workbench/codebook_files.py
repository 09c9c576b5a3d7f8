"""A codebook as a file: written as CSV, YAML or REFI-QDA, and read as the changes that it makes to the one there is."""

from __future__ import annotations

import csv
import io
import re
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ..coding.codebook import FIELDS, read_codebook
from ..errors import CodebookError, InputError
from ..interchange import read_qdc, write_qdc
from ..record import Codebook, Concept, ConceptKind, JsonValue, Verdict
from ..review.codebook import CONCEPT, concept_as_json
from ..store import Store
from ..store.table_files import guarded
from ..version import __version__
from .concept_pages import new_concept_id

FORMATS = ("csv", "yaml", "qdc")
_COMPARED = ("label", "definition", "kind", "parent", "rank", "keywords", "examples", "counterexamples", "retired")
_BY_ID = ("parent",)
_GUARDED = re.compile(r"^'(?='*[=+\-@\t\r])")
_EMPTY: tuple[JsonValue, ...] = ("", [], False)
Wanted = tuple[str, Verdict, dict[str, JsonValue]]


@dataclass(frozen=True, slots=True)
class FileChanges:
    """What a file asks for: `decisions` (subject, verdict, values) that bring the codebook there, and in words what
    that adds and changes. `losses` are what the file holds and a codebook does not."""

    n_read: int
    decisions: tuple[Wanted, ...]
    difference: dict[str, Any]
    losses: tuple[str, ...]


def codebook_file(concepts: Sequence[Concept], format: str) -> bytes:
    """The codebook as the content of a file. InputError for a format that is none of `FORMATS`."""
    if format not in FORMATS:
        raise InputError(f"{format!r} is no format of codebooks; use {', '.join(FORMATS)}")
    return {"csv": _csv, "yaml": _yaml, "qdc": _qdc}[format](concepts)


def changes_in_file(store: Store, name: str, content: bytes) -> FileChanges:
    """What a file changes. Concepts are matched by id, then by name; what the file leaves empty stays, and nothing is
    removed. InputError and CodebookError say what is wrong with the file."""
    known = {concept.id: concept for concept in store.concepts()}
    read, losses = _read(name, content, tuple(known.values()))
    kinds = _with_kind(name, content, read)
    by_label = {one.label.lower(): one for one in known.values()}
    match = {one.id: known.get(one.id) or by_label.get(one.label.lower()) for one in read}
    # A code of another tool has an id of its own making: a new concept gets one that a person can read.
    foreign = name.lower().endswith(".qdc")
    taken, ids = dict(known), {}
    for one in read:
        had = match[one.id]
        ids[one.id] = had.id if had else new_concept_id(one.label, taken) if foreign else one.id
        taken[ids[one.id]] = one
    made: list[Wanted] = []
    after = {one.id: concept_as_json(one) for one in known.values()}
    for one in read:
        identifier, had = ids[one.id], match[one.id]
        values = {field: concept_as_json(one)[field] for field in _COMPARED}
        values |= {"parent": ids.get(one.parent or "", ""), "rank": "" if one.rank is None else one.rank}
        now = concept_as_json(had) if had else concept_as_json(Concept(identifier, ""))
        given = {field: value for field, value in values.items() if value not in _EMPTY}
        if one.id not in kinds:
            given.pop("kind")
        told = {field: value for field, value in given.items() if had is None or value != now[field]}
        if told:
            made.append((f"{CONCEPT}{identifier}", Verdict.EDIT if had else Verdict.ADD, told))
            after[identifier] = {**now, **told}
    before = [concept_as_json(one) for one in known.values()]
    return FileChanges(len(read), tuple(made), differences(before, list(after.values())), losses)


def differences(before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Concepts added, gone and changed, these with each field before and after."""
    old, new = ({one["id"]: one for one in each} for each in (before, after))
    labels = {one["id"]: one["label"] for one in (*before, *after)}
    changed = []
    for identifier, one in new.items():
        was = old.get(identifier)
        if was is None:
            continue
        fields = [
            {"field": name, "before": _shown(was.get(name), name, labels), "after": _shown(one.get(name), name, labels)}
            for name in _COMPARED
            if was.get(name) != one.get(name)
        ]
        if fields:
            changed.append({"id": identifier, "label": one["label"], "fields": fields})
    return {
        "added": [{"id": one, "label": new[one]["label"]} for one in new if one not in old],
        "gone": [{"id": one, "label": old[one]["label"]} for one in old if one not in new],
        "changed": changed,
    }


def _shown(value: Any, field: str, labels: Mapping[str, str]) -> str:
    if isinstance(value, list):
        return "; ".join(map(str, value))
    if field in _BY_ID and value:
        return labels.get(str(value), str(value))
    return "" if value is None else ("yes" if value is True else "no" if value is False else str(value))


def _read(name: str, content: bytes, known: Sequence[Concept]) -> tuple[tuple[Concept, ...], tuple[str, ...]]:
    suffix = Path(name).suffix.lower()
    if suffix not in (".csv", ".yaml", ".yml", ".qdc"):
        raise InputError(f"{name[:100]}: give a codebook as .csv, .yaml or .qdc")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"codebook{suffix}"
        path.write_bytes(content)
        try:
            if suffix == ".qdc":
                found = read_qdc(path, known=known)
                return found.codebook.concepts, found.losses
            found_here = read_codebook(path).concepts
            return tuple(map(_unguarded, found_here)) if suffix == ".csv" else found_here, ()
        except (CodebookError, InputError) as error:
            raise CodebookError(str(error).replace(str(path), Path(name).name)) from error


def _with_kind(name: str, content: bytes, read: Sequence[Concept]) -> set[str]:
    """Ids of the concepts whose kind the file itself names: the others have the usual one, which is no change."""
    suffix = Path(name).suffix.lower()
    if suffix == ".qdc":  # a kind is a set of codes there; codes of other tools stand in none
        return {one.id for one in read if one.kind is not ConceptKind.ISSUE}
    text = content.decode("utf-8-sig")
    if suffix == ".csv":
        delimiter = max(",;\t", key=text.split("\n", 1)[0].count)
        rows: list[Any] = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))
        rows = [{str(field).strip().lower(): value for field, value in row.items()} for row in rows]
    else:
        import yaml

        loaded = yaml.safe_load(text)
        rows = list((loaded.get("concepts") if isinstance(loaded, dict) else loaded) or ())
    return {str(row["id"]).strip() for row in rows if str(row.get("kind") or "").strip()}


def _unguarded(concept: Concept) -> Concept:
    """Without the apostrophes that an export puts before what a spreadsheet would run."""
    return replace(
        concept,
        label=_GUARDED.sub("", concept.label),
        definition=_GUARDED.sub("", concept.definition),
        keywords=tuple(_GUARDED.sub("", one) for one in concept.keywords),
        examples=tuple(_GUARDED.sub("", one) for one in concept.examples),
        counterexamples=tuple(_GUARDED.sub("", one) for one in concept.counterexamples),
    )


def _csv(concepts: Sequence[Concept]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(FIELDS)
    for one in concepts:
        row = concept_as_json(one)
        cells = ["; ".join(map(str, v)) if isinstance(v := row[name], list) else v for name in FIELDS]
        writer.writerow(["" if cell is None else guarded(cell) if isinstance(cell, str) else cell for cell in cells])
    return out.getvalue().encode("utf-8-sig")


def _yaml(concepts: Sequence[Concept]) -> bytes:
    import yaml

    rows = []
    for one in concepts:
        row = concept_as_json(one)
        rows.append({name: row[name] for name in FIELDS if row[name] not in (None, "", [], False)})
    return yaml.safe_dump({"concepts": rows}, allow_unicode=True, sort_keys=False, width=120).encode()


def _qdc(concepts: Sequence[Concept]) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "codebook.qdc"
        write_qdc(Codebook(tuple(concepts)), path, origin=f"onrecord {__version__}")
        return path.read_bytes()
