"""`onrecord import` and the exports for other tools: REFI-QDA projects and codebooks, Web Annotations."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

if TYPE_CHECKING:
    from ..project import Project

Coded = Literal["qdpx", "qdc", "jsonld"]
CODED: tuple[Coded, ...] = ("qdpx", "qdc", "jsonld")
Offsets = Annotated[
    Literal["codepoint", "utf-16"],
    typer.Option("--offsets", help="What positions in a .qdpx count; code points by the standard."),
]


def import_(
    project: Annotated[str, typer.Argument(help="A project file, the folder it lies in, or a postgresql:// URL.")],
    file: Annotated[Path, typer.Argument(help="A REFI-QDA project (.qdpx) or codebook (.qdc) of any tool.")],
    offsets: Offsets = "codepoint",
    as_json: Annotated[bool, typer.Option("--json", help="Print what was done as one JSON object.")] = False,
) -> None:
    """Put the codings of another tool on record, as decisions of their coders. Run twice, it changes nothing more.

    Texts are matched by their words; those that the project lacks are added. What cannot come along is listed.
    """
    from ..errors import InputError
    from ..project import Project
    from ..workbench.exchange import OffsetUnit, import_qdc, import_qdpx

    kind = file.suffix.lower()
    if kind not in (".qdpx", ".qdc"):
        raise InputError(
            f"{file}: only .qdpx and .qdc can be imported; .csv and .yaml codebooks go to brief --codebook"
        )
    with Project.open(project) as opened:
        if kind == ".qdc":
            done = import_qdc(opened.store, file)
        else:
            done = import_qdpx(opened.store, file, unit=OffsetUnit(offsets))
    if as_json:
        import json
        from dataclasses import asdict

        typer.echo(json.dumps(asdict(done), ensure_ascii=False))
        return
    if kind == ".qdc":
        typer.echo(f"{done.n_concepts_new:,} new concepts on record; those that were there stay as they are")
        _tell(done.losses, "did not come along")
        return
    coders = ", ".join(done.coders) or "nobody named"
    typer.echo(f"{done.n_decisions:,} codings by {coders} on record; {done.n_repeated:,} were there before")
    typer.echo(
        f"{done.n_texts_known:,} texts were known, {done.n_texts_new:,} are new; {done.n_concepts_new:,} new concepts"
    )
    for number, what in ((done.n_without_actor, "an actor"), (done.n_without_stance, "a stance")):
        if number:
            typer.echo(f"{number:,} codings name no {what.split()[-1]}: add {what} to make them statements")
    _tell(done.losses, "did not come along")


def export_codings(project: Project, to: Path, format: Coded, *, offsets: str = "codepoint", as_json: bool) -> None:
    """Writes one file for other tools and tells what it cannot hold."""
    from datetime import UTC, datetime

    from ..errors import InputError
    from ..version import __version__
    from ..workbench.exchange import OffsetUnit, coded_project, write_codings

    target = to / f"codings.{format}" if to.is_dir() else to
    if target.suffix.lower() != f".{format}":
        raise InputError(f"--to {to}: give a folder that is there, or a file that ends in .{format}")
    coded = coded_project(project.store, title=project.title, version=__version__, made_at=datetime.now(UTC))
    losses = write_codings(coded, target, format=format, unit=OffsetUnit(offsets))
    if as_json:
        import json

        typer.echo(json.dumps({"to": str(target), "format": format, "codings": len(coded.passages), "losses": losses}))
        return
    typer.echo(f"{len(coded.passages):,} codings on {len(coded.texts):,} texts: {target}")
    _tell(losses, "is not in it, or not as such")


def _tell(losses: tuple[str, ...], what: str) -> None:
    if losses:
        typer.echo(f"What {what}:")
        for line in losses:
            typer.echo(f"  {line}")
