"""The codebook as files and as saved versions: export, import with its preview, what differs between two."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from pydantic import Field
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from ...errors import InputError
from ...workbench import codebook as saved
from ...workbench.codebook_files import changes_in_file, codebook_file, differences
from ...workbench.concept_pages import concept_as_json
from ..access import Account
from ..bench import Bench, TheAccount, TheBench
from ..changing import may_change, put_on_record
from ..fields import Strict
from ..shared import concepts_of

router = APIRouter()
MAX_FILE = 8 * 1024 * 1024  # bytes of a codebook
_MEDIA = {"csv": "text/csv; charset=utf-8", "yaml": "application/yaml; charset=utf-8", "qdc": "application/xml"}


class Saved(Strict):
    note: Annotated[str, Field(max_length=1_000)] = ""


@router.get("/api/codebook/export")
def exported(bench: TheBench, format: Literal["csv", "yaml", "qdc"] = "csv") -> Response:
    """The codebook as a file."""
    return Response(
        codebook_file(tuple(concepts_of(bench).values()), format),
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


def _version(bench: Bench, number: int) -> list[dict[str, Any]]:
    concepts = saved.version(bench.project.store, number) if number else concepts_of(bench).values()
    return [concept_as_json(one) for one in concepts]


def _import(bench: Bench, account: Account, name: str, content: bytes, preview: bool) -> dict[str, Any]:
    found = changes_in_file(bench.project.store, name, content)
    if not preview:
        put_on_record(bench, account, found.decisions)
    return {"name": name, "n_read": found.n_read, "losses": found.losses, "done": not preview, **found.difference}
