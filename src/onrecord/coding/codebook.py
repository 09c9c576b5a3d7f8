"""A codebook from YAML or CSV, checked row by row."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ..errors import CodebookError
from ..record import Codebook, Concept, ConceptKind

FIELDS = ("id", "label", "definition", "kind", "parent", "rank", "keywords", "examples", "counterexamples")
_KINDS = ", ".join(kind.value for kind in ConceptKind)
_ORIGIN = "codebook"


def read_codebook(path: Path) -> Codebook:
    """The concepts of a `.yaml`, `.yml` or `.csv` file in its order.

    YAML: a list of concepts, or a mapping with the list under `concepts`. CSV: a header row; `keywords`, `examples`
    and `counterexamples` separated by `;` or `|`. Raises `CodebookError` naming file, row, fault and what is allowed.
    """
    try:
        content = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise CodebookError(f"{path}: cannot be read ({error.strerror}); give a YAML or CSV file") from error
    except UnicodeDecodeError as error:
        raise CodebookError(f"{path}: is not UTF-8 (byte {error.start}); save it as UTF-8") from error
    suffix = path.suffix.lower()
    if suffix in (".yaml", ".yml"):
        rows = _yaml_rows(path, content)
    elif suffix == ".csv":
        rows = _csv_rows(path, content)
    else:
        raise CodebookError(f"{path}: '{suffix}' is no codebook format; use .yaml, .yml or .csv")
    if not rows:
        raise CodebookError(f"{path}: holds no concept; each needs at least an id and a label")
    concepts = tuple(_concept(path, number, row) for number, row in rows)
    _check_references(path, concepts)
    return Codebook(concepts)


def _yaml_rows(path: Path, content: str) -> list[tuple[str, Mapping[str, Any]]]:
    import yaml

    try:
        loaded = yaml.safe_load(content)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"line {mark.line + 1}" if mark else "the file"
        raise CodebookError(f"{path}: {place} is not valid YAML ({getattr(error, 'problem', error)})") from error
    except RecursionError as error:
        raise CodebookError(f"{path}: is nested too deeply for a codebook; give a flat list of concepts") from error
    listed = loaded.get("concepts") if isinstance(loaded, dict) else loaded
    if listed is None:
        return []
    if not isinstance(listed, list):
        raise CodebookError(f"{path}: needs a list of concepts, or 'concepts:' with a list below it")
    for number, row in enumerate(listed, 1):
        if not isinstance(row, dict):
            raise CodebookError(
                f"{path}: concept {number} is {type(row).__name__}; it needs fields such as id and label"
            )
    return [(f"concept {number}", row) for number, row in enumerate(listed, 1)]


def _csv_rows(path: Path, content: str) -> list[tuple[str, Mapping[str, Any]]]:
    sample = content.split("\n", 1)[0]
    delimiter = max(",;\t", key=sample.count)
    try:
        reader = csv.DictReader(io.StringIO(content, newline=""), delimiter=delimiter, strict=True)
        header = [name.strip().lower() for name in reader.fieldnames or ()]
        reader.fieldnames = header
        rows: list[tuple[str, Mapping[str, Any]]] = [
            (f"row {reader.line_num}", row) for row in reader if any(_text(value) for value in row.values())
        ]
    except csv.Error as error:
        raise CodebookError(f"{path}: is not valid CSV ({error})") from error
    missing = [name for name in ("id", "label") if name not in header]
    if missing:
        found = ", ".join(header) or "no header"
        raise CodebookError(
            f"{path}: lacks the column {' and '.join(missing)}; found {found}; allowed {', '.join(FIELDS)}"
        )
    return rows


def _text(value: object) -> str:
    return "" if value is None else str(value).strip()


def _many(value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    parts = value if isinstance(value, list) else _text(value).replace("|", ";").split(";")
    return tuple(text for part in parts if (text := _text(part)))


def _concept(path: Path, place: str, row: Mapping[str, Any]) -> Concept:
    unknown = [str(name) for name in row if name not in FIELDS]
    if unknown:
        raise CodebookError(f"{path}: {place} has unknown field {unknown[0]!r}; allowed: {', '.join(FIELDS)}")
    identifier, label = _text(row.get("id")), _text(row.get("label"))
    if not identifier or not label:
        raise CodebookError(f"{path}: {place} needs both an id and a label")
    kind = _text(row.get("kind")).lower() or ConceptKind.ISSUE.value
    if kind not in {known.value for known in ConceptKind}:
        raise CodebookError(f"{path}: {place} ({identifier}) has kind {kind!r}; allowed: {_KINDS}")
    rank = _text(row.get("rank"))
    if rank and not rank.lstrip("-").isdigit():
        raise CodebookError(
            f"{path}: {place} ({identifier}) has rank {rank!r}; give a whole number, 1 for the smallest step"
        )
    return Concept(
        id=identifier,
        label=label,
        definition=_text(row.get("definition")),
        kind=ConceptKind(kind),
        parent=_text(row.get("parent")) or None,
        rank=int(rank) if rank else None,
        keywords=_many(row.get("keywords")),
        examples=_many(row.get("examples")),
        origin=_ORIGIN,
        counterexamples=_many(row.get("counterexamples")),
    )


def _check_references(path: Path, concepts: Sequence[Concept]) -> None:
    seen: set[str] = set()
    for concept in concepts:
        if concept.id in seen:
            raise CodebookError(f"{path}: the id {concept.id!r} stands twice; ids must differ")
        seen.add(concept.id)
    parents = {concept.id: concept.parent for concept in concepts}
    for concept in concepts:
        if concept.parent is not None and concept.parent not in seen:
            raise CodebookError(
                f"{path}: {concept.id} has the parent {concept.parent!r}, which is no id in this codebook"
            )
        above, steps = concept.parent, 0
        while above is not None:
            steps += 1
            if above == concept.id or steps > len(concepts):
                raise CodebookError(f"{path}: {concept.id} is its own ancestor by 'parent'; remove the circle")
            above = parents[above]
