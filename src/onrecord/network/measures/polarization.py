"""How polarized a debate is, and who stands in which camp: for the whole range of dates, or slice by slice.

The criterion and its reasons are in `camps`; what DNA computes instead in `dna_camps`.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np

from ..choices import chosen
from ..compute import network, prepare
from ..filtering import filtered
from ..kernels import kernel_series
from ..options import Aggregation, Kernel, NetworkError, NetworkOptions, NetworkType, Normalization, TimeWindow
from ..result import Network, NetworkSeries
from ..table import StatementTable
from .camps import EXACT_UP_TO, Criterion, Division, Labels, find_division
from .dna_camps import dna_score, find_dna_division
from .spectra import Floats
from .threads import one_thread


@dataclass(frozen=True)
class Polarization:
    """The camps of one debate or time slice.

    `camps` are numbers from 0, one an actor; None: without any congruence or conflict with others, so in no camp.
    `polarization` is within [0, 1]: 1 the ideal pattern, 1/2 what a debate without structure gives; `distance` is one
    minus it. `score` is the same distance in units of the networks: half the sum of absolute differences of both
    networks from the ideal of equal mass. `cohesion` and `division`: the shares of all congruence within camps, and of
    all conflict between them. `dna_score` and `dna_score_normalized` are DNA's score of these camps (lower is more
    polarized). With `compat="dna"` the camps are those with DNA's *largest* score, `score` and `distance` that score.

    `interval` holds the percentiles of `polarization` over documents drawn again, `stability` for each actor the share
    of those draws that put it into the same camp; `chance` the mean over tables with stances dealt out anew.
    `search` says how the camps were found, and how surely.
    """

    actors: tuple[str, ...]
    camps: tuple[int | None, ...]
    polarization: float
    distance: float
    score: float
    cohesion: float
    division: float
    dna_score: float
    dna_score_normalized: float
    search: str
    seed: int
    n_statements: int = 0
    start: datetime | None = None
    middle: datetime | None = None
    stop: datetime | None = None
    interval: tuple[float, float] | None = None
    stability: tuple[float, ...] | None = None
    chance: float | None = None
    warnings: tuple[str, ...] = ()

    def members(self) -> tuple[tuple[str, ...], ...]:
        """The names in each camp, camp 0 first."""
        found = [camp for camp in self.camps if camp is not None]
        return tuple(
            tuple(actor for actor, camp in zip(self.actors, self.camps, strict=True) if camp == number)
            for number in range(max(found, default=-1) + 1)
        )


@dataclass(frozen=True)
class PolarizationSeries:
    """Polarization slice by slice; all slices have the same actors, and camps keep their numbers from slice to slice
    where members stay."""

    slices: tuple[Polarization, ...]
    options: NetworkOptions
    seed: int
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class CampSearch:
    """How camps are searched: `camps` of at least `smallest` actors each.

    Exact when there are at most `exact_up_to` divisions, else from `starts` starts, drawn from `seed`.
    """

    camps: int = 2
    smallest: int = 1
    starts: int = 20
    seed: int = 0
    exact_up_to: int = EXACT_UP_TO

    def __post_init__(self) -> None:
        for name, least in (("camps", 2), ("smallest", 1), ("starts", 1), ("seed", 0), ("exact_up_to", 0)):
            value = getattr(self, name)
            if not isinstance(value, int) or isinstance(value, bool) or value < least:
                raise NetworkError(f"{name}={value!r}: must be a whole number from {least}")


@dataclass(frozen=True)
class Slice:
    """Congruence and conflict of the same actors in one range of time; diagonals are 0."""

    actors: tuple[str, ...]
    congruence: Floats
    conflict: Floats
    n_statements: int = 0
    start: datetime | None = None
    middle: datetime | None = None
    stop: datetime | None = None


def find_camps(
    part: Slice, search: CampSearch | None = None, /, *, compat: str | None = None, near: Sequence[int | None] = ()
) -> Polarization:
    """The camps of one slice. `near`: camps to start from and to number alike, such as those of the slice before."""
    search = search or CampSearch()
    congruence, conflict = np.asarray(part.congruence, np.float64), np.asarray(part.conflict, np.float64)
    tied = np.flatnonzero((congruence != 0).any(axis=1) | (conflict != 0).any(axis=1) | (compat is not None))
    inner = np.ix_(tied, tied)
    congruence, conflict = congruence[inner], conflict[inner]
    reason = _why_no_camps(len(tied), conflict, search, compat)
    if reason:
        return _without_camps(part, search.seed, reason)
    before = _numbers(near, tied, search.camps)
    if compat:
        found = find_dna_division(congruence, conflict, search.camps, starts=search.starts, seed=search.seed)
    else:
        found = find_division(
            Criterion(congruence, conflict), search.camps, smallest=search.smallest, starts=search.starts,
            seed=search.seed, near=before, exact_up_to=search.exact_up_to,
        )  # fmt: skip
    return _described(part, tied, congruence, conflict, found, before, search, compat)


def _why_no_camps(n: int, conflict: Floats, search: CampSearch, compat: str | None) -> str | None:
    if n < search.camps * (1 if compat else search.smallest):
        return f"{n} actors with ties are too few for {search.camps} camps of at least {search.smallest}: no camps"
    if not compat and not conflict.any():
        return "nobody contradicts anybody: no camps"
    if not compat and ((conflict < 0).any()):
        raise NetworkError(
            "a conflict network cannot have negative cells; compute it with qualifier_aggregation=conflict"
        )
    return None


def _without_camps(part: Slice, seed: int, reason: str) -> Polarization:
    n = len(part.actors)
    return Polarization(
        part.actors, (None,) * n, 0.0, 1.0, math.nan, 0.0, 0.0, math.nan, math.nan, "none",
        seed, part.n_statements, part.start, part.middle, part.stop, warnings=(reason,),
    )  # fmt: skip


def _described(
    part: Slice, tied: Labels, congruence: Floats, conflict: Floats, found: Division, before: Labels | None,
    search: CampSearch, compat: str | None,
) -> Polarization:  # fmt: skip
    labels = _numbered_like(found.labels, before, search.camps)
    camps: list[int | None] = [None] * len(part.actors)
    for place, label in zip(tied.tolist(), labels.tolist(), strict=True):
        camps[place] = label
    raw = dna_score(congruence, conflict, labels)
    normalized = dna_score(congruence, conflict, labels, normalize=True)
    same = np.equal.outer(labels, labels)
    cohesion, division = _share(congruence, same), _share(conflict, ~same)
    distance = normalized if compat else 1 - found.closeness
    idle = len(part.actors) - len(tied)
    return Polarization(
        part.actors, tuple(camps), 1 - distance, distance, raw if compat else _mass_apart(congruence, conflict, same),
        cohesion, division, raw, normalized, _told(found, compat), search.seed, part.n_statements, part.start,
        part.middle, part.stop,
        warnings=(f"{idle} actors without congruence or conflict with others are in no camp",) if idle else (),
    )  # fmt: skip


def _told(found: Division, compat: str | None) -> str:
    goal = "DNA's largest score of balanced camps" if compat else "closest to the ideal"
    if found.exact:
        ties = "" if found.n_optimal == 1 else f", {found.n_optimal} of them equally good"
        return f"exact: {goal}, of all {found.n_tried} divisions{ties}"
    return f"search: {goal}, reached from {found.n_optimal} of {found.n_tried} starts"


def _share(matrix: Floats, chosen_cells: np.ndarray[Any, np.dtype[np.bool_]]) -> float:
    total = float(matrix.sum())
    return float(matrix[chosen_cells].sum()) / total if total > 0 else 0.0


def _mass_apart(congruence: Floats, conflict: Floats, same: np.ndarray[Any, np.dtype[np.bool_]]) -> float:
    off = ~np.eye(len(same), dtype=np.bool_)
    apart = 0.0
    for matrix, cells in ((congruence, same & off), (conflict, ~same)):
        ideal = np.where(cells, matrix.sum() / max(int(cells.sum()), 1), 0.0)
        apart += float(np.abs(matrix - ideal).sum()) / 2
    return apart


def _numbers(near: Sequence[int | None], tied: Labels, groups: int) -> Labels | None:
    """Camps known before, of the actors tied now; -1 where unknown. None: nothing to go by."""
    if not near or all(near[place] is None for place in tied):
        return None
    known = [near[place] for place in tied]
    return np.array([-1 if camp is None or camp >= groups else camp for camp in known], dtype=np.int64)


def _numbered_like(labels: Labels, before: Labels | None, groups: int) -> Labels:
    """The same camps, numbered so that as many actors as possible keep their number."""
    if before is None:
        return labels
    from scipy.optimize import linear_sum_assignment

    shared = np.zeros((groups, groups))
    known = before >= 0
    np.add.at(shared, (labels[known], before[known]), 1)
    _, numbers = linear_sum_assignment(-shared)
    return np.asarray(numbers, dtype=np.int64)[labels]


def measure_polarization(
    table: StatementTable, options: NetworkOptions | None = None, /, *, search: CampSearch | None = None,
    replicates: int = 0, shuffles: int = 0, level: float = 0.95, **changes: Any,
) -> Polarization | PolarizationSeries:  # fmt: skip
    """The camps of a table's debate; with `time_window` or `kernel` those of every slice.

    Options are those of `network` (the type is one-mode, the qualifier enters as congruence and as conflict; average
    activity divides unless `normalization` or `options` say otherwise). `search` says how many camps, and how they are
    searched. `replicates` tables of documents drawn again give an interval of `level`; `shuffles` tables of stances
    dealt out anew what chance alone gives. All randomness comes from `search.seed`.
    """
    from .uncertainty import with_uncertainty

    search = search or CampSearch()
    if options is None:
        changes = {"normalization": Normalization.AVERAGE, **changes}
    asked = chosen(options, **changes)
    slices = polarization_slices(table, asked)
    with one_thread():
        found = _measured(slices, search, asked.compat)
        if replicates or shuffles:
            found = with_uncertainty(found, table, asked, search, replicates=replicates, shuffles=shuffles, level=level)
    if not is_series(asked):
        return found[0]
    return PolarizationSeries(tuple(found), asked, search.seed)


def _measured(slices: Sequence[Slice], search: CampSearch, compat: str | None) -> list[Polarization]:
    found: list[Polarization] = []
    known: list[int | None] = [None] * len(slices[0].actors) if slices else []
    for part in slices:
        found.append(find_camps(part, search, compat=compat, near=known))
        for place, camp in enumerate(found[-1].camps):
            known[place] = known[place] if camp is None else camp
    return found


def is_series(options: NetworkOptions) -> bool:
    return options.time_window is not TimeWindow.NO or options.kernel is not Kernel.NO


def polarization_slices(table: StatementTable, options: NetworkOptions) -> tuple[Slice, ...]:
    """Congruence and conflict of every slice (one without time windows), all with the same actors.

    With `compat="dna"` and a kernel both are the `subtract` network, as DNA feeds them to its search.
    """
    if options.qualifier is None:
        raise NetworkError("qualifier=None: polarization needs one that says who agrees, such as qualifier='agreement'")
    smoothed = options.kernel is not Kernel.NO
    windows = options.time_window is not TimeWindow.NO and not smoothed
    options = dataclasses.replace(
        options, network_type=NetworkType.ONEMODE, isolates=options.isolates or windows, normalize_to_one=False
    )
    kinds = (Aggregation.CONGRUENCE, Aggregation.CONFLICT)
    if smoothed and options.compat:
        kinds = (Aggregation.SUBTRACT, Aggregation.SUBTRACT)
    both = [
        _networks(_computed(table, dataclasses.replace(options, qualifier_aggregation=kind)))
        for kind in kinds[: 1 if kinds[0] is kinds[1] else 2]
    ]
    actors = _actors(both[0], keep_all=not windows)
    return tuple(
        Slice(
            tuple(one.rows[place] for place in actors), _cells(one, actors), _cells(other, actors), one.n_statements,
            one.start, one.middle, one.stop,
        )
        for one, other in zip(both[0], both[-1], strict=True)
    )  # fmt: skip


def _computed(table: StatementTable, options: NetworkOptions) -> Network | NetworkSeries:
    if options.kernel is Kernel.NO or not options.compat:
        return network(table, options)
    return kernel_series(prepare(filtered(table, options)), for_polarization=True)


def _networks(found: Network | NetworkSeries) -> tuple[Network, ...]:
    return found.networks if isinstance(found, NetworkSeries) else (found,)


def _actors(networks: Sequence[Network], *, keep_all: bool) -> list[int]:
    """Places of the actors that make a statement in some slice."""
    if not networks:
        return []
    seen = np.zeros(len(networks[0].rows), dtype=np.bool_)
    for one in networks:
        seen |= np.array([bool(one.row_attributes.get(label, {}).get("frequency", 1)) for label in one.rows], np.bool_)
    return list(range(len(seen))) if keep_all else np.flatnonzero(seen).tolist()


def _cells(one: Network, places: list[int]) -> Floats:
    found = one.matrix[np.ix_(places, places)].copy()
    np.fill_diagonal(found, 0.0)
    return found
