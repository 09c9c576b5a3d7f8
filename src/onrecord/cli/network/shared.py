"""What the network commands share: their parameters, how statements are opened, how results are shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ...errors import InputError
from .parameters import wants_picture

if TYPE_CHECKING:
    import pandas as pd

    from ...network.plots import Picture
    from .sources import Source

network_app = typer.Typer(
    name="network",
    help="Discourse networks and what is measured on them: from a project, a .dna database of Discourse Network "
    "Analyzer, or a table of statements (CSV, Parquet). Options have rDNA's names.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)

From = Annotated[str, typer.Argument(help="A project, a .dna database, or a .csv or .parquet table of statements.")]
To = Annotated[Path | None, typer.Option("--to", "-o", help="File to write.")]
Type = Annotated[
    str | None, typer.Option("--statement-type", "--statementType", help="Of a .dna database; default: its first.")
]
Accepted = Annotated[bool, typer.Option("--accepted-only", help="Of a project: only statements a person accepted.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]
Seed = Annotated[int, typer.Option("--seed", min=0, help="All that is drawn by lot is drawn from it.")]
Asked = dict[str, Any]


def open_for(source: str, statement_type: str | None, accepted_only: bool, asked: Asked) -> tuple[Source, Asked]:
    from .sources import open_source

    found = open_source(source, statement_type=statement_type, accepted_only=accepted_only, asked=asked)
    return found, {**found.settled, **asked}


@contextmanager
def writing(to: Path) -> Iterator[None]:
    """What is written in here fails as an error of the path given."""
    if not to.parent.is_dir():
        raise InputError(f"{to}: there is no folder {to.parent}; create it first")
    try:
        yield
    except OSError as error:
        raise InputError(f"{to}: cannot be written ({error.strerror}); give another place with --to") from error


def answer(
    frames: Sequence[tuple[str, pd.DataFrame]],
    *,
    notes: Sequence[str],
    as_json: bool,
    to: Path | None = None,
    picture: Picture | None = None,
    extra: dict[str, Any] | None = None,
) -> None:
    """Prints the tables, or writes the first of them or the picture where `to` asks for it."""
    from .answers import print_json, show_files, show_frame, show_notes

    if to is not None and wants_picture(to):
        if picture is None:
            raise InputError(f"{to}: this command draws no picture; end the name in .csv for its table")
        with writing(to):
            picture.save(to)
        notes = [*notes, *picture.notes]
    elif to is not None:
        with writing(to):
            frames[0][1].to_csv(to, index=False)
    if as_json:
        tables = {title: frame.where(frame.notna(), None).to_dict("records") for title, frame in frames}
        print_json({**(extra or {}), **tables, "notes": list(notes), **({"to": str(to)} if to else {})})
        return
    show_notes(notes)
    if to is not None:
        show_files([to])
        return
    from rich.console import Console

    for name, value in (extra or {}).items():
        Console(highlight=False).print(f"{name.replace('_', ' ')}: {value}", markup=False)
    for title, frame in frames:
        show_frame(frame, title)
