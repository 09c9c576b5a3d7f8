"""Measures of actors: groups, positions, centrality, brokers."""

from __future__ import annotations

from typing import Annotated

import typer

from ...errors import InputError
from .parameters import network_options, wants_picture
from .shared import Accepted, AsJson, Asked, From, Seed, To, Type, answer, network_app, open_for


@network_app.command(epilog="Example:  [cyan]onrecord network multiclust debate.dna --k-max 6[/]")
@network_options
def multiclust(
    source: From,
    to: To = None,
    k: Annotated[int | None, typer.Option("--k", min=1, help="How many groups; default: the best.")] = None,
    k_max: Annotated[int, typer.Option("--k-max", "--k.max", min=2, help="Most groups.")] = 5,
    seed: Seed = 0,
    statement_type: Type = None,
    accepted_only: Accepted = False,
    as_json: AsJson = False,
    *,
    asked: Asked,
) -> None:
    """Group actors by every method, each with its modularity, and say which failed and why."""
    from ...network.measures.multiclust import MulticlustSeries
    from ...network.measures.multiclust import multiclust as group
    from .tabled import groups_frame

    found, asked = open_for(source, statement_type, accepted_only, asked)
    made = group(found.table, k=k, k_max=k_max, seed=seed, **asked)
    slices = made.slices if isinstance(made, MulticlustSeries) else (made,)
    notes = [*found.notes, *made.warnings]
    answer([("methods", groups_frame(slices))], notes=notes, as_json=as_json, to=to)


@network_app.command(epilog="Example:  [cyan]onrecord network scaling debate.dna --response ordinal[/]")
@network_options
def scaling(
    source: From,
    to: To = None,
    dimensions: Annotated[int, typer.Option("--dimensions", min=1, max=2, help="1 or 2.")] = 1,
    response: Annotated[str, typer.Option("--response", help="binary or ordinal.")] = "binary",
    iterations: Annotated[
        int, typer.Option("--mcmc-iterations", min=100, help="Draws kept after the burn-in.")
    ] = 20_000,
    seed: Annotated[int, typer.Option("--seed", min=0, help="All that is drawn by lot is drawn from it.")] = 12345,
    statement_type: Type = None,
    accepted_only: Accepted = False,
    as_json: AsJson = False,
    *,
    asked: Asked,
) -> None:
    """Place actors on one or two dimensions by what they agree with, with 95 % intervals."""
    from ...network.measures.scaling import Response, ScalingOptions, scale
    from ...network.plots import plot_scaling
    from .tabled import positions_frame

    if response not in tuple(Response):
        raise InputError(f"--response {response!r}: choose binary or ordinal")
    found, asked = open_for(source, statement_type, accepted_only, asked)
    options = ScalingOptions(dimensions=dimensions, response=Response(response), mcmc_iterations=iterations, seed=seed)
    made = scale(found.table, scaling=options, **asked)
    actors, concepts = positions_frame(made)
    notes = [*found.notes, *made.warnings]
    picture = plot_scaling(made) if wants_picture(to) else None
    answer([("actors", actors), ("concepts", concepts)], notes=notes, as_json=as_json, to=to, picture=picture)


@network_app.command(epilog="Example:  [cyan]onrecord network centrality debate.dna[/]")
@network_options
def centrality(
    source: From,
    to: To = None,
    statement_type: Type = None,
    accepted_only: Accepted = False,
    as_json: AsJson = False,
    *,
    asked: Asked,
) -> None:
    """Measure how central actors are in the one-mode network (--network-type twomode: actors and concepts)."""
    from ...network.measures.centrality import centralities, two_mode_centralities

    found, asked = open_for(source, statement_type, accepted_only, asked)
    kind = asked.pop("network_type", "onemode")
    if kind not in ("onemode", "twomode"):
        raise InputError(f"--network-type {kind!r}: centrality is measured in onemode or twomode networks")
    if kind == "twomode":
        both = two_mode_centralities(found.table, **asked)
        if isinstance(both, tuple):
            raise InputError(
                "centrality prints one range of dates; give --start-date and --stop-date, or use the library"
            )
        sides = both.frame().groupby("mode")
        rows, columns = (
            sides.get_group(mode).drop(columns="mode").reset_index(names=name)
            for mode, name in ((1, "actor"), (2, "concept"))
        )
        notes = [*found.notes, *both.warnings]
        answer([("actors", rows), ("concepts", columns)], notes=notes, as_json=as_json, to=to)
        return
    made = centralities(found.table, **asked)
    if isinstance(made, tuple):
        raise InputError("centrality prints one range of dates; give --start-date and --stop-date, or use the library")
    frame = made.frame().reset_index(names="actor").sort_values("strength", ascending=False, kind="stable")
    answer([("actors", frame)], notes=[*found.notes, *made.warnings], as_json=as_json, to=to)


@network_app.command(epilog="Example:  [cyan]onrecord network brokers debate.dna[/]")
@network_options
def brokers(
    source: From,
    to: To = None,
    camps: Annotated[int, typer.Option("--camps", min=2, help="How many camps.")] = 2,
    seed: Seed = 0,
    statement_type: Type = None,
    accepted_only: Accepted = False,
    as_json: AsJson = False,
    *,
    asked: Asked,
) -> None:
    """Find who stands between the camps."""
    from ...network.measures import CampSearch
    from ...network.measures.brokers import brokers as measure
    from .tabled import brokers_frame

    found, asked = open_for(source, statement_type, accepted_only, asked)
    made = measure(found.table, search=CampSearch(camps=camps, seed=seed), **asked)
    if isinstance(made, tuple):
        raise InputError("brokers prints one range of dates; give --start-date and --stop-date, or use the library")
    notes = [*found.notes, *made.warnings]
    if made.unplaced:
        notes.append(f"in no camp: {', '.join(made.unplaced)}")
    answer([("actors", brokers_frame(made))], notes=notes, as_json=as_json, to=to)
