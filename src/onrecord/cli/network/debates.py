"""Measures of the whole debate: bars, polarization, backbone, phases."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from ...errors import InputError
from .parameters import network_options, wants_picture
from .shared import Accepted, AsJson, Asked, From, Seed, To, Type, answer, network_app, open_for


@network_app.command(epilog="Example:  [cyan]onrecord network barplot debate.dna --to concepts.svg[/]")
@network_options
def barplot(
    source: From,
    to: To = None,
    statement_type: Type = None,
    accepted_only: Accepted = False,
    as_json: AsJson = False,
    *,
    asked: Asked,
) -> None:
    """Count statements by stance, of concepts or of another --variable1."""
    from ...network.measures.barplot import barplot as count
    from ...network.plots import plot_barplot
    from .tabled import bars_frame

    found, _ = open_for(source, statement_type, accepted_only, asked)
    bars = count(found.table, **asked)
    picture = plot_barplot(bars) if wants_picture(to) else None
    notes = [*found.notes, *bars.warnings]
    answer([("counts", bars_frame(bars))], notes=notes, as_json=as_json, to=to, picture=picture)


@network_app.command(epilog="Example:  [cyan]onrecord network polarization debate.dna --replicates 200[/]")
@network_options
def polarization(
    source: From,
    to: To = None,
    camps: Annotated[int, typer.Option("--camps", "--numClusters", min=2, help="How many camps.")] = 2,
    replicates: Annotated[int, typer.Option("--replicates", min=0, help="Tables drawn again for intervals.")] = 0,
    shuffles: Annotated[int, typer.Option("--shuffles", min=0, help="Tables with stances dealt anew, for chance.")] = 0,
    seed: Seed = 0,
    statement_type: Type = None,
    accepted_only: Accepted = False,
    as_json: AsJson = False,
    *,
    asked: Asked,
) -> None:
    """Find the camps and how far the debate is polarized; with --time-window or --kernel over time."""
    from ...network.measures import CampSearch, PolarizationSeries, measure_polarization
    from ...network.plots import plot_polarization
    from .tabled import camps_frame, slices_frame

    found, asked = open_for(source, statement_type, accepted_only, asked)
    search = CampSearch(camps=camps, seed=seed)
    made = measure_polarization(found.table, search=search, replicates=replicates, shuffles=shuffles, **asked)
    drawing = wants_picture(to)
    if isinstance(made, PolarizationSeries):
        notes = [*found.notes, *made.warnings]
        picture = plot_polarization(made) if drawing else None
        answer([("slices", slices_frame(made.slices))], notes=notes, as_json=as_json, to=to, picture=picture)
        return
    if drawing:
        raise InputError("a picture shows polarization over time: give --time-window or --kernel, or see plot --camps")
    extra: dict[str, Any] = {
        "polarization": round(made.polarization, 4), "cohesion": round(made.cohesion, 4),
        "division": round(made.division, 4), "search": made.search,
    }  # fmt: skip
    if made.interval:
        extra["interval"] = [round(end, 4) for end in made.interval]
    if made.chance is not None:
        extra["by_chance"] = round(made.chance, 4)
    notes = [*found.notes, *made.warnings]
    answer([("camps", camps_frame(made))], notes=notes, as_json=as_json, to=to, extra=extra)


@network_app.command(epilog="Example:  [cyan]onrecord network backbone debate.dna --size 5[/]")
@network_options
def backbone(
    source: From,
    to: To = None,
    size: Annotated[int | None, typer.Option("--size", min=1, help="The best set of so many concepts.")] = None,
    penalty: Annotated[
        float | None, typer.Option("--penalty", min=0, help="The best set of any size, larger ones penalized.")
    ] = None,
    distance: Annotated[str, typer.Option("--distance", help="spectral, or degree as in DNA.")] = "spectral",
    seed: Seed = 0,
    statement_type: Type = None,
    accepted_only: Accepted = False,
    as_json: AsJson = False,
    *,
    asked: Asked,
) -> None:
    """Find the concepts a network rests on: one by one, or as the best set (--size, --penalty)."""
    import pandas as pd

    from ...network.measures import find_backbone, nested_backbone
    from ...network.plots import plot_backbone
    from .tabled import steps_frame

    if size is not None and penalty is not None:
        raise InputError("--size and --penalty contradict each other: the one fixes how many, the other searches it")
    found, asked = open_for(source, statement_type, accepted_only, asked)
    if size is None and penalty is None:
        nested = nested_backbone(found.table, distance=distance, **asked)
        drawing = wants_picture(to)
        picture = plot_backbone(nested) if drawing else None
        notes = [*found.notes, *nested.warnings]
        answer([("steps", steps_frame(nested))], notes=notes, as_json=as_json, to=to, picture=picture)
        return
    best = find_backbone(
        found.table, size=size, penalty=3.5 if penalty is None else penalty, seed=seed, distance=distance, **asked
    )
    members = [*((e, "backbone") for e in best.entities), *((e, "redundant") for e in best.redundant)]
    extra = {
        "backbone_loss": round(best.backbone_loss, 6),
        "redundant_loss": round(best.redundant_loss, 6),
        "search": best.search,
    }
    frame = pd.DataFrame(members, columns=["concept", "part"])
    answer([("concepts", frame)], notes=[*found.notes, *best.warnings], as_json=as_json, to=to, extra=extra)


@network_app.command(
    epilog="Example:  [cyan]onrecord network phases debate.dna --time-window months --window-size 6[/]"
)
@network_options
def phases(
    source: From,
    to: To = None,
    distance: Annotated[str, typer.Option("--distance", help="absdiff, spectral or degree.")] = "absdiff",
    k_min: Annotated[int, typer.Option("--k-min", "--k.min", min=2, help="Fewest states.")] = 2,
    k_max: Annotated[int, typer.Option("--k-max", "--k.max", min=2, help="Most states.")] = 6,
    seed: Seed = 0,
    statement_type: Type = None,
    accepted_only: Accepted = False,
    as_json: AsJson = False,
    *,
    asked: Asked,
) -> None:
    """Find the states a debate moves between, and when."""
    from ...network.measures import detect_phases
    from ...network.plots import plot_states
    from .tabled import phases_frame

    found, asked = open_for(source, statement_type, accepted_only, {"time_window": "days", **asked})
    made = detect_phases(found.table, distance=distance, k_min=k_min, k_max=k_max, seed=seed, **asked)
    drawing = wants_picture(to)
    failed = [f"{one.method} with {one.k} states failed: {one.failure}" for one in made.states.failures]
    extra = {
        "states": made.states.n_states, "method": str(made.states.method or "none"),
        "modularity": round(made.states.modularity, 4), "distance": str(made.slices.distance),
    }  # fmt: skip
    notes = [*found.notes, *made.slices.warnings, *failed]
    picture = plot_states(made) if drawing else None
    answer([("phases", phases_frame(made))], notes=notes, as_json=as_json, to=to, picture=picture, extra=extra)
