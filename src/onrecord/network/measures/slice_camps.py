"""The camps of one slice of a debate: congruence and conflict in, who stands where out."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np

from ..options import NetworkError
from .camps import EXACT_UP_TO, Criterion, Division, Labels, find_division
from .dna_camps import dna_score, find_dna_division
from .spectra import Floats


@dataclass(frozen=True)
class Polarization:
    """The camps of one debate or time slice.

    `camps` are numbers from 0, one an actor; None: without any congruence or conflict with others, so in no camp.
    `polarization` is within [0, 1]: 1 the ideal pattern, about 1/2 a debate without structure; `distance` is one
    minus it. `score` is the same distance in units of the networks: half the sum of absolute differences of both
    networks from the ideal of equal mass. `cohesion` and `division`: the shares of all congruence within camps, and of
    all conflict between them. `dna_score` and `dna_score_normalized` are DNA's score of these camps (lower is more
    polarized). With `compat="dna"` the camps are those with DNA's *largest* score, `score` and `distance` that score.

    `interval`: between what `polarization` would lie for other samples of as many documents; `stability`: for each
    actor the share of such samples that put it into the same camp; `chance`: the mean over tables with stances
    dealt out anew (see `uncertainty`). `search` says how the camps were found, and how surely.
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


@dataclass(frozen=True, kw_only=True)
class CampSearch:
    """How camps are searched: `camps` of at least `smallest` actors each.

    Exact when there are at most `exact_up_to` divisions, else from `starts` starts, drawn from `seed`. Two camps of
    500 actors take some 6 CPU seconds, four 80; fewer starts take less.
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
    _check_matrices(part, congruence, conflict, compat)
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
    return None


def _check_matrices(part: Slice, congruence: Floats, conflict: Floats, compat: str | None) -> None:
    shape = (len(part.actors), len(part.actors))
    for name, matrix in (("congruence", congruence), ("conflict", conflict)):
        if matrix.shape != shape:
            raise NetworkError(f"{name} is of shape {matrix.shape}; with {shape[0]} actors it must be {shape}")
        if not np.isfinite(matrix).all():
            raise NetworkError(
                f"{name} has cells that are not numbers; look at the qualifier, which may have one value"
            )
        if not compat and (matrix < 0).any():
            raise NetworkError(f"{name} has negative cells; compute it with qualifier_aggregation={name}")


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
    distance = normalized if compat else max(0.0, 1 - found.closeness)
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
