"""Coalition brokers: actors who agree with more than one camp.

In studies of advocacy coalitions brokers are found by betweenness and by agreement across camps (Ingold & Varone 2012,
Journal of Public Administration Research and Theory 22: 319-346; Leifeld 2017, Discourse network analysis, in: The
Oxford Handbook of Political Networks); the roles are those of Gould & Fernandez (see `brokerage`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from ..choices import chosen
from ..options import NetworkError, NetworkOptions, Normalization
from ..table import StatementTable
from .brokerage import Roles, count_roles, expected_roles
from .polarization import CampSearch, PolarizationSeries, Slice, is_series, measure_polarization, polarization_slices
from .shortest_paths import betweenness
from .spectra import Floats
from .threads import one_thread

Camp = str | int

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Brokers:
    """The actors that are in a camp, with what ties them to other camps; each an array in the order of `actors`.

    `within`, `across`: agreement with the own camp and with others. `share`: across of both; `expected_share`: the same
    if an actor agreed alike with everybody. `balance` from -1 (own camp only) to 1: the E-I index of Krackhardt & Stern
    1988 (Social Psychology Quarterly 51: 123-140). `participation`: 0 when all agreement is with one camp, highest when
    it is spread evenly (Guimerà & Amaral 2005, Nature 433: 895-900). `betweenness`: the share of shortest ways between
    actors of different camps that run over the actor. `roles`, `expected`: see `brokerage`. `unplaced`: in no camp.
    """

    actors: tuple[str, ...]
    camps: tuple[Camp, ...]
    within: Floats
    across: Floats
    share: Floats
    expected_share: Floats
    balance: Floats
    participation: Floats
    betweenness: Floats
    roles: Roles
    expected: Roles
    unplaced: tuple[str, ...] = ()
    start: datetime | None = None
    middle: datetime | None = None
    stop: datetime | None = None
    warnings: tuple[str, ...] = ()

    def ranked(self) -> tuple[str, ...]:
        """Actors, the one on most ways between camps first, then by agreement across; equals in their order."""
        order = np.lexsort((np.arange(len(self.actors)), -self.across, -self.betweenness))
        return tuple(self.actors[place] for place in order.tolist())

    def frame(self) -> pd.DataFrame:
        """A row an actor: camp, agreement within and across, betweenness, and how often in which role."""
        import pandas as pd

        measures = ("within", "across", "share", "expected_share", "balance", "participation", "betweenness")
        columns = {"camp": list(self.camps), **{name: getattr(self, name) for name in measures}}
        roles = {field.name: getattr(self.roles, field.name) for field in fields(self.roles)}
        return pd.DataFrame({**columns, **roles}, index=pd.Index(self.actors, name="actor"))


def brokers(
    table: StatementTable,
    options: NetworkOptions | None = None,
    /,
    *,
    camps: Mapping[str, Camp] | None = None,
    search: CampSearch | None = None,
    threshold: float = 0.0,
    **changes: Any,
) -> Brokers | tuple[Brokers, ...]:
    """Brokers of the congruence network of `options`; with `time_window` or `kernel` in each slice.

    `camps`: actor -> camp; None: the camps that polarize the debate most, found as `search` says, in each slice.
    `threshold`: ties at most so strong are no ties for the roles. Without `options` average activity divides.
    """
    if options is None:
        changes = {"normalization": Normalization.AVERAGE, **changes}
    asked = chosen(options, **changes)
    slices = polarization_slices(table, asked)
    places: Sequence[Sequence[Camp | None]]
    if camps is None:
        found = measure_polarization(table, asked, search=search)
        parts = found.slices if isinstance(found, PolarizationSeries) else (found,)
        places = [part.camps for part in parts]
    else:
        _check_names(camps, slices)
        places = [[camps.get(actor) for actor in part.actors] for part in slices]
    with one_thread():
        measured = tuple(_of_slice(part, placed, threshold) for part, placed in zip(slices, places, strict=True))
    return measured if is_series(asked) else measured[0]


def _check_names(camps: Mapping[str, Camp], slices: Sequence[Slice]) -> None:
    known = {actor for part in slices for actor in part.actors}
    unknown = [actor for actor in camps if actor not in known]
    if unknown and slices:
        raise NetworkError(f"camps: {unknown!r} make no statement here; there are: {', '.join(sorted(known))}")


def _of_slice(part: Slice, placed: Sequence[Camp | None], threshold: float) -> Brokers:
    inside = [place for place, camp in enumerate(placed) if camp is not None]
    outside = tuple(actor for actor, camp in zip(part.actors, placed, strict=True) if camp is None)
    found = measure_brokers(
        part.congruence[np.ix_(inside, inside)],
        tuple(part.actors[place] for place in inside),
        tuple(camp for camp in placed if camp is not None),
        threshold=threshold,
    )
    told = (f"{len(outside)} actors are in no camp: {', '.join(outside)}",) if outside else ()
    return replace(
        found, unplaced=outside, start=part.start, middle=part.middle, stop=part.stop, warnings=(*found.warnings, *told)
    )


def measure_brokers(
    congruence: npt.ArrayLike, actors: Sequence[str], camps: Sequence[Camp], *, threshold: float = 0.0
) -> Brokers:
    """Brokers of a symmetric matrix of agreement, with the camp of each actor; negative cells count as none."""
    weights = np.maximum(np.array(congruence, dtype=np.float64), 0.0)
    n = len(actors)
    if weights.shape != (n, n) or len(camps) != n:
        raise ValueError(f"a matrix, a name and a camp for each of {n} actors are needed, not {weights.shape}")
    np.fill_diagonal(weights, 0.0)
    names = list(dict.fromkeys(camps))
    groups = np.array([names.index(camp) for camp in camps], dtype=np.int64)
    same = np.equal.outer(groups, groups)
    by_camp = weights @ np.eye(max(len(names), 1))[groups] if n else np.zeros((0, 1))
    within = (weights * same).sum(axis=1)
    whole = weights.sum(axis=1)
    across = whole - within
    share = np.divide(across, whole, out=np.zeros(n), where=whole > 0)
    spread = np.square(np.divide(by_camp, whole[:, None], out=np.zeros_like(by_camp), where=whole[:, None] > 0))
    roles = count_roles(weights > threshold, groups)
    return Brokers(
        actors=tuple(actors),
        camps=tuple(camps),
        within=within,
        across=across,
        share=share,
        expected_share=(~same).sum(axis=1) / max(n - 1, 1),
        balance=np.where(whole > 0, 2 * share - 1, 0.0),
        participation=np.where(whole > 0, 1 - spread.sum(axis=1), 0.0),
        betweenness=betweenness(weights, pairs=~same) if n else np.zeros(0),
        roles=roles,
        expected=expected_roles(roles.total, groups),
        warnings=("there is one camp only: nobody can stand between camps",) if len(names) < 2 else (),
    )
