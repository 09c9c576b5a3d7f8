"""Files out of the project: made when asked for, in a folder that goes away again. Nothing is kept on the server."""

from __future__ import annotations

import html
import io
import re
import tempfile
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query, Request
from sqlalchemy import func, select
from starlette.responses import HTMLResponse, Response

from ...errors import InputError
from ...project import Project
from ...store import schema
from ...version import __version__
from ...workbench.exchange import coded_project, write_codings
from ...workbench.seeing import hidden_from
from ..bench import TheAccount, TheBench
from ..guard import POLICY
from ..pages import page
from ..shared import reader_of

router = APIRouter()
_POLICY = re.compile(r'http-equiv="Content-Security-Policy" content="([^"]*)"')
Write = Callable[[Project, Path], tuple[str, ...]]


def _tables(format: str) -> Write:
    def write(project: Project, folder: Path) -> tuple[str, ...]:
        project.export(folder, format=format)
        return ()

    return write


def _codings(format: str) -> Write:
    def write(project: Project, folder: Path) -> tuple[str, ...]:
        made = coded_project(project.store, title=project.title, version=__version__, made_at=datetime.now(UTC))
        return tuple(write_codings(made, folder / f"codings.{format}", format=format))

    return write


def _dna(project: Project, folder: Path) -> tuple[str, ...]:
    return project.write_dna(folder / "project.dna")


def _dossier(project: Project, folder: Path) -> tuple[str, ...]:
    project.write_dossier(folder / "dossier.html")
    return ()


def _trail(project: Project, folder: Path) -> tuple[str, ...]:
    from ...workbench.trail_page import write_trail

    write_trail(project.store, folder / "audit.html", title=project.title)
    return ()


# name -> (what it is, for whom, the writer)
FILES: dict[str, tuple[str, str, Write]] = {
    "tables-csv": ("All tables, CSV", "R, Excel: one file a table, zipped", _tables("csv")),
    "tables-jsonl": ("All tables, JSON lines", "scripts: one file a table, zipped", _tables("jsonl")),
    "tables-parquet": ("All tables, Parquet", "pandas, arrow, DuckDB: one file a table, zipped", _tables("parquet")),
    "dossier": ("Dossier", "one self-contained page for readers", _dossier),
    "dna": ("DNA database", "Discourse Network Analyzer 3", _dna),
    "qdpx": ("REFI-QDA project", "MAXQDA, NVivo, ATLAS.ti, QualCoder", _codings("qdpx")),
    "qdc": ("REFI-QDA codebook", "the concepts alone", _codings("qdc")),
    "jsonld": ("Web Annotations", "W3C JSON-LD, one annotation a coding", _codings("jsonld")),
    "trail": ("Audit trail", "the appendix of a paper", _trail),
}


@router.get("/export", include_in_schema=False)
def export(request: Request, bench: TheBench, account: TheAccount) -> Response:
    closed = bool(hidden_from(bench.project.store, reader_of(bench, account)))
    return page(
        request, "export.html.j2", here="/export", closed=closed,
        files=[(name, what, whom) for name, (what, whom, _) in FILES.items()],
    )  # fmt: skip


@router.get("/dossier", include_in_schema=False)
def dossier(bench: TheBench, account: TheAccount) -> Response:
    """The dossier as it stands now: timeline, report chains and tensions, in the drawings that readers will get."""
    if hidden_from(bench.project.store, reader_of(bench, account)):
        raise InputError("you code blind: the dossier is open once an admin releases the batch")
    store = bench.project.store
    with store.reading() as connection:
        number = connection.execute(select(func.max(schema.decisions.c.number))).scalar()
    state = (store.gathered_digest, number)
    with bench.lock:
        kept = bench.notes.get("dossier")
    if kept is None or kept[0] != state:
        with tempfile.TemporaryDirectory() as name:
            path = Path(name) / "dossier.html"
            bench.project.write_dossier(path)
            kept = state, path.read_text(encoding="utf-8")
        with bench.lock:
            bench.notes["dossier"] = kept
    # The page carries its own policy, by hashes of its one style and one script, stricter than ours in all else.
    policy = _POLICY.search(kept[1])
    return HTMLResponse(kept[1], headers={"content-security-policy": html.unescape(policy[1]) if policy else POLICY})


@router.get("/api/export")
def download(bench: TheBench, account: TheAccount, file: Annotated[str, Query(max_length=40)]) -> Response:
    """One file, or a zip of several; what it cannot hold is told in `losses.txt` beside it."""
    if file not in FILES:
        raise HTTPException(404, f"There is no export {file[:40]}; there are {', '.join(FILES)}.")
    if hidden_from(bench.project.store, reader_of(bench, account)):
        raise InputError("you code blind: files with what others decided are open once an admin releases the batch")
    _, _, write = FILES[file]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        losses = write(bench.project, folder)
        if losses:
            (folder / "losses.txt").write_text("\n".join(losses) + "\n", encoding="utf-8")
        made = sorted(path for path in folder.rglob("*") if path.is_file())
        if len(made) == 1:
            return _attached(made[0].name, made[0].read_bytes())
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in made:
                archive.write(path, path.relative_to(folder).as_posix())
        return _attached(f"{file}.zip", packed.getvalue())


def _attached(name: str, content: bytes) -> Response:
    headers: dict[str, Any] = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type="application/octet-stream", headers=headers)
