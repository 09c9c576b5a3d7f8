"""Networks themselves: compute, compare with DNA, draw, write as a `.dna` database."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ...errors import InputError
from .parameters import network_options
from .shared import Accepted, AsJson, Asked, From, Seed, To, Type, answer, network_app, open_for, writing

if TYPE_CHECKING:
    from ...network import StatementTable


@network_app.command(
    epilog="Examples:  [cyan]onrecord network matrix debate.dna --network-type onemode --qualifier-aggregation "
    "subtract --to ties.graphml[/]   [cyan]onrecord network matrix clips-onrecord --time-window months[/]"
)
@network_options
def matrix(
    source: From,
    to: To = None,
    format: Annotated[
        str | None,
        typer.Option("--format", "--fileFormat", help="csv, edgelist, nodes, graphml, gexf, pajek, dl or r."),
    ] = None,
    dialect: Annotated[str | None, typer.Option("--dialect", help="Such as visone, dna or excel.")] = None,
    statement_type: Type = None,
    accepted_only: Accepted = False,
    as_json: AsJson = False,
    *,
    asked: Asked,
) -> None:
    """Compute a network, or one a time window; print it or write it for another tool."""
    from ...network import NetworkSeries, network
    from ...network.exports import edges_frame, to_frame, write_network
    from .tabled import windows_frame

    if asked.get("network_type") == "eventlist":
        _events(source, to, statement_type, accepted_only, as_json, asked)
        return
    found, asked = open_for(source, statement_type, accepted_only, asked)
    made = network(found.table, **asked)
    notes = [*found.notes, *made.warnings]
    if to is not None:
        from .answers import print_json, show_files, show_notes

        with writing(to):
            written = write_network(made, to, format=format, dialect=dialect, entity_ids=_numbers(found.table))
        if as_json:
            print_json({"files": [str(file) for file in written.files], "notes": [*notes, *written.notes]})
            return
        show_notes([*notes, *written.notes])
        show_files(written.files)
        return
    if isinstance(made, NetworkSeries):
        frames = [("windows", windows_frame(made))]
        answer([*frames, ("cells", to_frame(made))] if as_json else frames, notes=notes, as_json=as_json)
        return
    extra = {"statements": made.n_statements}
    if as_json:
        answer([("edges", edges_frame(made))], notes=notes, as_json=True, extra=extra)
        return
    shown = to_frame(made)
    shown.insert(0, "", shown.index)
    answer([("network", shown)], notes=notes, as_json=False, extra=extra)


def _numbers(table: StatementTable) -> dict[tuple[str, str], int] | None:
    """The numbers of entities in a `.dna` file, by which DNA names the nodes of its GraphML."""
    pairs = {(name, label): number for name, ids in table.entity_ids.items() for label, number in ids.items()}
    return pairs or None


def _events(
    source: str, to: Path | None, statement_type: str | None, accepted_only: bool, as_json: bool, asked: Asked
) -> None:
    from ...network.eventlist import event_list, write_event_list

    found, asked = open_for(source, statement_type, accepted_only, asked)
    if to is not None:
        from .answers import print_json, show_files, show_notes

        with writing(to):
            write_event_list(found.table, to, **asked)
        if as_json:
            print_json({"files": [str(to)], "notes": list(found.notes)})
            return
        show_notes(found.notes)
        show_files([to])
        return
    answer([("statements", event_list(found.table, **asked).astype(str))], notes=found.notes, as_json=as_json)


@network_app.command(epilog="Example:  [cyan]onrecord network compare debate.dna --normalization cosine[/]")
@network_options
def compare(
    source: From,
    to: To = None,
    statement_type: Type = None,
    accepted_only: Accepted = False,
    as_json: AsJson = False,
    *,
    asked: Asked,
) -> None:
    """Compute a network right and as DNA does; list what differs and why."""
    import dataclasses

    import pandas as pd

    from ...network import NetworkSeries
    from ...network.replication import compare_with_dna

    found, asked = open_for(source, statement_type, accepted_only, asked)
    made = compare_with_dna(found.table, **asked)
    cells = pd.DataFrame(
        [dataclasses.asdict(cell) for cell in made.cells or ()], columns=["row", "column", "here", "dna", "window"]
    )
    reasons = pd.DataFrame([dataclasses.asdict(one) for one in made.deviations], columns=["option", "dna", "here"])
    if cells["window"].isna().all():
        cells = cells.drop(columns="window")
    extra: dict[str, Any] = {"same": made.same, "cells_that_differ": len(cells)}
    if made.cells is None:
        counts = [len(side.networks) if isinstance(side, NetworkSeries) else 1 for side in (made.here, made.dna)]
        extra["cells_that_differ"] = f"not compared: {counts[0]} windows here, {counts[1]} in DNA"
    notes = [*found.notes, *(["DNA computes the same network"] if made.same else [])]
    tables = [("cells", cells), ("why", reasons)]
    shown = tables if as_json or to is not None else [(title, frame) for title, frame in tables if len(frame)]
    answer(shown, notes=notes, as_json=as_json, to=to, extra=extra)


@network_app.command(epilog="Example:  [cyan]onrecord network plot debate.dna --to debate.svg[/]")
@network_options
def plot(
    source: From,
    to: Annotated[Path, typer.Option("--to", "-o", help="Picture to write: .svg, .png or .pdf.")],
    camps: Annotated[
        bool, typer.Option("--camps", help="Outline the camps that polarize a one-mode network most.")
    ] = False,
    threshold: Annotated[float, typer.Option("--threshold", min=0, help="Leave out weaker ties.")] = 0.0,
    title: Annotated[str, typer.Option("--title", help="Title of the picture.")] = "",
    seed: Seed = 0,
    statement_type: Type = None,
    accepted_only: Accepted = False,
    *,
    asked: Asked,
) -> None:
    """Draw a network: actors, concepts, ties by stance; by default for and against, two-mode."""
    from ...network import NetworkSeries, network
    from ...network.measures import CampSearch, Polarization, measure_polarization
    from ...network.plots import plot_network
    from .answers import show_files, show_notes

    found, asked = open_for(source, statement_type, accepted_only, asked)
    asked = {"qualifier_aggregation": "subtract", **asked}
    made = network(found.table, **asked)
    if isinstance(made, NetworkSeries):
        raise InputError("plot draws one network; give --start-date and --stop-date instead of --time-window")
    members: dict[str, int | None] = {}
    if camps:
        without = {
            name: value for name, value in asked.items() if name not in ("network_type", "qualifier_aggregation")
        }
        divided = measure_polarization(found.table, search=CampSearch(seed=seed), **without)
        assert isinstance(divided, Polarization)
        members = dict(zip(divided.actors, divided.camps, strict=True))
    picture = plot_network(made, camps=members or None, threshold=threshold, title=title, seed=seed)
    with writing(to):
        picture.save(to)
    show_notes([*found.notes, *made.warnings, *picture.notes])
    show_files([to])


@network_app.command("write-dna", epilog="Example:  [cyan]onrecord network write-dna clips-onrecord --to clips.dna[/]")
def write_dna(
    project: Annotated[str, typer.Argument(help="A project file, the folder it lies in, or a postgresql:// URL.")],
    to: Annotated[Path, typer.Option("--to", "-o", help="The .dna database to make.")],
    accepted_only: Accepted = False,
) -> None:
    """Write a project's articles and statements as a database that Discourse Network Analyzer 3 opens."""
    from ...project import Project
    from .answers import show_files, show_notes

    with Project.open(project, only_read=True) as opened:
        notes = opened.write_dna(to, accepted_only=accepted_only)
    show_notes([*notes, "DNA asks for a password: it is 'onrecord', and protects nothing"])
    show_files([to])
