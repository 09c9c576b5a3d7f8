"""The codebook as files and as saved versions: export, import with its preview, what differs between two."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from pydantic import Field, JsonValue
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from ...coding.codebook import FIELDS, read_codebook
from ...errors import CodebookError, InputError
from ...interchange import read_qdc, write_qdc
from ...record import Codebook, Concept, Verdict
from ...review.codebook import CONCEPT, concept_as_json
from ...store.table_files import guarded
from ...version import __version__
from ...workbench import codebook as saved
from ..access import Account
from ..bench import Bench, TheAccount, TheBench
from ..shared import concepts_of
from .codebook import Strict, may_change, new_concept_id, put_on_record

router = APIRouter()
MAX_FILE = 8 * 1024 * 1024  # bytes of a codebook
_MEDIA = {"csv": "text/csv; charset=utf-8", "yaml": "application/yaml; charset=utf-8", "qdc": "application/xml"}
_COMPARED = ("label", "definition", "kind", "parent", "rank", "keywords", "examples", "counterexamples", "retired")
_BY_ID = ("parent",)


class Saved(Strict):
    note: Annotated[str, Field(max_length=1_000)] = ""


@router.get("/api/codebook/export")
def exported(bench: TheBench, format: Literal["csv", "yaml", "qdc"] = "csv") -> Response:
    """The codebook as a file."""
    concepts = tuple(concepts_of(bench).values())
    content = _qdc(concepts) if format == "qdc" else (_csv(concepts) if format == "csv" else _yaml(concepts))
    return Response(
        content,
        media_type=_MEDIA[format],
        headers={"content-disposition": f'attachment; filename="codebook.{format}"'},
    )


@router.post("/api/codebook/import")
async def imported(
    request: Request,
    bench: TheBench,
    account: TheAccount,
    name: Annotated[str, Query(max_length=300)],
    preview: bool = True,
) -> dict[str, Any]:
    """What a file (CSV, YAML, .qdc) adds and changes; with `preview` false that is done. Nothing is ever removed."""
    content = await request.body()
    if len(content) > MAX_FILE:
        raise InputError(f"{name}: is larger than {MAX_FILE // 2**20} MB, more than any codebook")
    return await run_in_threadpool(_import, bench, account, name, content, preview)


@router.get("/api/codebook/versions")
def versions(bench: TheBench) -> list[dict[str, Any]]:
    """Saved versions, the newest first."""
    return [
        {
            "number": one.number, "digest": one.digest[:12], "saved_by": one.saved_by,
            "saved_at": one.saved_at.isoformat(), "note": one.note,
        }
        for one in reversed(saved.versions(bench.project.store))
    ]  # fmt: skip


@router.post("/api/codebook/versions")
def save(given: Saved, bench: TheBench, account: TheAccount) -> dict[str, Any]:
    """Saves the codebook as it is now; one that is as the last version was is not saved again."""
    if not may_change(bench, account):
        raise InputError("in a team, adjudicators and admins save versions of the codebook; ask one of them")
    store = bench.project.store
    known = {one.number for one in saved.versions(store)}
    made = saved.save_version(store, account.name, given.note.strip())
    return {"number": made.number, "is_new": made.number not in known}


@router.get("/api/codebook/difference")
def difference(
    bench: TheBench,
    older: Annotated[int, Query(ge=0, le=2**31 - 1)],
    newer: Annotated[int, Query(ge=0, le=2**31 - 1)] = 0,
) -> dict[str, Any]:
    """What differs between two versions, concept by concept; 0 is the codebook as it is now."""
    return {"older": older, "newer": newer, **differences(_version(bench, older), _version(bench, newer))}


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


def _version(bench: Bench, number: int) -> Sequence[Mapping[str, Any]]:
    if number == 0:
        return [concept_as_json(one) for one in concepts_of(bench).values()]
    return [concept_as_json(one) for one in saved.version(bench.project.store, number)]


def _import(bench: Bench, account: Account, name: str, content: bytes, preview: bool) -> dict[str, Any]:
    known = concepts_of(bench)
    read, losses = _read(name, content, tuple(known.values()))
    by_label = {one.label.lower(): one for one in known.values()}
    # A code of another tool has an id of its own making: one of the same name is the concept that we have.
    own = {one.id: known.get(one.id) or by_label.get(one.label.lower()) for one in read}
    taken, ids = dict(known), {}
    for one in read:
        match = own[one.id]
        ids[one.id] = match.id if match else (one.id if name.lower().endswith((".csv", ".yaml", ".yml")) else "")
        if not ids[one.id]:
            ids[one.id] = new_concept_id(one.label, taken)
        taken[ids[one.id]] = one
    made: list[tuple[str, Verdict, dict[str, JsonValue]]] = []
    after = {one.id: concept_as_json(one) for one in known.values()}
    for one in read:
        values: dict[str, JsonValue] = {field: concept_as_json(one)[field] for field in _COMPARED}
        values["parent"] = ids.get(one.parent or "", "") or ""
        values["rank"] = "" if one.rank is None else one.rank
        match = own[one.id]
        subject = f"{CONCEPT}{ids[one.id]}"
        if match is None:
            made.append((subject, Verdict.ADD, {k: v for k, v in values.items() if v not in ("", [], False)}))
        else:
            now = concept_as_json(match)
            # What the file leaves empty stays as it is.
            fresh = {
                k: v for k, v in values.items() if v not in ("", [], False) and v != now[k]
            }  # fmt: skip
            if fresh:
                made.append((subject, Verdict.EDIT, fresh))
        shown = after.get(ids[one.id], concept_as_json(Concept(ids[one.id], one.label)))
        after[ids[one.id]] = {**shown, **(made[-1][2] if made and made[-1][0] == subject else {})}
    if not preview:
        put_on_record(bench, account, made)
    before = [concept_as_json(one) for one in known.values()]
    return {
        "name": name, "n_read": len(read), "losses": list(losses), "done": not preview,
        **differences(before, list(after.values())),
    }  # fmt: skip


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
            return read_codebook(path).concepts, ()
        except (CodebookError, InputError) as error:
            raise CodebookError(str(error).replace(str(path), Path(name).name)) from error


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
