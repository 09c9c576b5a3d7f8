"""`onrecord trail`: the audit report for a paper's appendix."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def trail(
    project: Annotated[str, typer.Argument(help="A project file, the folder it lies in, or a postgresql:// URL.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="The HTML file to write.")] = Path("audit.html"),
    title: Annotated[str | None, typer.Option("--title", help="Title of the report; default: the project's.")] = None,
    anonymous: Annotated[bool, typer.Option("--anonymous", help="Coders as coder 1, coder 2 ...")] = False,
    resamples: Annotated[int, typer.Option("--resamples", min=100, max=100_000, help="Draws for intervals.")] = 1000,
    seed: Annotated[int, typer.Option("--seed", min=0, help="Of the draws.")] = 0,
    text: Annotated[bool, typer.Option("--text", help="Also print the methods text.")] = False,
) -> None:
    """Write an audit report: corpus, codebook, coders, decisions, agreement with intervals, models, what was not read.

    One self-contained HTML file, with a methods text that you may copy into a paper.
    """
    from ..project import Project
    from ..workbench.trail_page import write_trail

    with Project.open(project, only_read=True) as opened:
        paragraphs = write_trail(
            opened.store,
            out,
            title=title or opened.title,
            resamples=resamples,
            seed=seed,
            anonymous=anonymous,
        )
    if text:
        for words in paragraphs:
            typer.echo(f"{words}\n")
    typer.echo(f"{out}  the audit report: open it in a browser")
