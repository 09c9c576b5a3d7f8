"""All suggestions of a project as cards to come: read from the store at once, and put in order without loops.

A *bundle* is one act of speech (cluster), one speaker and one concept: all reports of it are decided on one card.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Text, cast, func, select

from ..record import AttributionType, Stance
from ..store import Store, schema
from ..store.edits import edits_on
from .seeing import closed_documents

MATTERS_FROM = 0.45  # a suggestion below it is counted nowhere, so rejecting it changes no result
Key = tuple[str, str, str]
Tie = tuple[str, str, str]
_DIRECTNESS = {AttributionType.DIRECT.value: 0, AttributionType.MIXED.value: 1, AttributionType.INDIRECT.value: 2}
_STANCES = {one.value: one for one in Stance}


class Waiting(NamedTuple):
    """A suggestion in the queue, with what ordering and filters need."""

    id: str
    attribution_id: str
    document_id: str
    actor_id: str | None
    actor_name: str
    concept_id: str
    stance: Stance
    score: float
    directness: int  # 0 direct, 1 mixed, 2 indirect
    n_via: int


class Bundle(NamedTuple):
    """All suggestions on one act of speech, one speaker and one concept, the best report first."""

    key: Key
    reports: list[Waiting]

    @property
    def first(self) -> Waiting:
        return self.reports[0]

    @property
    def tie(self) -> Tie:
        """What a decision on it would put on record: this speaker, with this stance, on this concept."""
        return self.key[1], self.key[2], self.reports[0].stance.value


@dataclass(slots=True)
class Pile:
    """The bundles of one state of the record. Only `order` changes: a new list takes its place.

    `whole` is false for the first few, read so that somebody can begin while all others are read.
    """

    bundles: Mapping[Key, Bundle]
    of_suggestion: Mapping[str, Key]
    of_document: Mapping[str, Sequence[Key]]
    open_ties: Counter[Tie]  # tie -> bundles that could put it on record
    order: list[Key]
    whole: bool


def read_pile(store: Store, *, priorities: Mapping[str, float], first: int | None = None) -> Pile:
    """All bundles in order; with `first` only those of about so many suggestions that the machine is unsure of."""
    s, a, t = schema.suggestions, schema.attributions, schema.sayings
    # Text: most are the empty list, which no JSON reader has to look at.
    query = (
        select(
            s.c.id, s.c.attribution_id, a.c.document_id, t.c.actor_id, t.c.actor_name, s.c.concept_id, s.c.stance,
            s.c.score, a.c.type, cast(t.c.via, Text).label("via"), t.c.cluster,
        )
        .join(a, a.c.id == s.c.attribution_id)
        .join(t, t.c.attribution_id == s.c.attribution_id)
    )  # fmt: skip
    grouped: dict[Key, list[Waiting]] = {}
    with store.snapshot(), store.reading() as connection:
        part = None if first is None else _unsure_clusters(connection, first)
        query = query.order_by(s.c.position) if part is None else query.where(t.c.cluster.in_(part))
        as_found = _closed_as_found(connection)
        for row in connection.execute(query):
            identifier, attribution, document, actor, name, concept, stance, score, kind, via, cluster = row
            if attribution in as_found:
                actor, name = as_found[attribution]
            n_via = 0 if via == "[]" else len(json.loads(via))
            waiting = Waiting(
                identifier, attribution, document, actor, name, concept, _STANCES[stance], score,
                _DIRECTNESS[kind], n_via,
            )  # fmt: skip
            grouped.setdefault((cluster, actor or f"words:{name}", concept), []).append(waiting)
    bundles: dict[Key, Bundle] = {}
    of_suggestion: dict[str, Key] = {}
    of_document: dict[str, list[Key]] = {}
    open_ties: Counter[Tie] = Counter()
    for key, reports in grouped.items():
        if len(reports) > 1:
            reports.sort(key=lambda one: (one.directness, one.n_via, -one.score, one.id))
        best = reports[0]
        bundles[key] = Bundle(key, reports)
        for one in reports:
            of_suggestion[one.id] = key
            of_document.setdefault(one.document_id, []).append(key)
        if best.score >= MATTERS_FROM:
            open_ties[key[1], key[2], best.stance.value] += 1
    order = in_order(bundles, priorities)
    return Pile(bundles, of_suggestion, of_document, open_ties, order, whole=part is None)


def in_order(bundles: Mapping[Key, Bundle], priorities: Mapping[str, float]) -> list[Key]:
    """The bundles' keys: what settles most first, taking actors in turn. `priorities` are a learner's, by suggestion;
    without them a decision is worth how unsure the machine is, times the reports that it settles."""
    keys = list(bundles)
    if not keys:
        return []
    numbers: dict[str, int] = {}
    actors = np.fromiter((numbers.setdefault(key[1], len(numbers)) for key in keys), np.int64, len(keys))
    sizes = np.fromiter((len(bundle.reports) for bundle in bundles.values()), np.float64, len(keys))
    if priorities:
        unsure = np.fromiter((_learned(bundle, priorities) for bundle in bundles.values()), np.float64, len(keys))
    else:
        unsure = np.fromiter((_unsure(bundle) for bundle in bundles.values()), np.float64, len(keys))
    worth = (0.05 + unsure) * (1.0 + np.log(sizes))
    names = np.fromiter((place for _, place in sorted(zip(keys, range(len(keys)), strict=True))), np.int64, len(keys))
    by_name = np.empty(len(keys), np.int64)
    by_name[names] = np.arange(len(keys))
    turns = _turns(actors, np.lexsort((by_name, -worth)))
    return [keys[place] for place in np.lexsort((by_name, -worth, turns)).tolist()]


def _turns(actors: NDArray[np.int64], best_first: NDArray[np.intp]) -> NDArray[np.int64]:
    """How many bundles of the same actor come before each."""
    together = best_first[np.argsort(actors[best_first], kind="stable")]
    sorted_actors = actors[together]
    begins = np.r_[True, sorted_actors[1:] != sorted_actors[:-1]]
    starts = np.maximum.accumulate(np.where(begins, np.arange(len(actors)), 0))
    turns = np.empty(len(actors), np.int64)
    turns[together] = np.arange(len(actors)) - starts
    return turns


def _unsure(bundle: Bundle) -> float:
    return 1.0 - abs(2.0 * bundle.reports[0].score - 1.0)


def _learned(bundle: Bundle, priorities: Mapping[str, float]) -> float:
    learned = [priorities[one.id] for one in bundle.reports if one.id in priorities]
    return max(learned) if learned else _unsure(bundle)


def _unsure_clusters(connection: Connection, count: int) -> list[str] | None:
    """The acts of speech of undecided suggestions that the machine is least sure of; None where those are all."""
    s, t, d = schema.suggestions, schema.sayings, schema.decisions
    n: Any = connection.execute(select(func.count()).select_from(s)).scalar()
    if n <= 4 * count:
        return None
    decided = select(d.c.subject).where(d.c.subject == s.c.id).exists()
    found = (
        select(t.c.cluster).join(s, s.c.attribution_id == t.c.attribution_id).where(~decided)
        .order_by(func.abs(s.c.score - 0.5), s.c.id).limit(count)
    )  # fmt: skip
    return list(dict.fromkeys(connection.execute(found).scalars()))


def _closed_as_found(connection: Connection) -> dict[str, tuple[str | None, str]]:
    """Attribution in an article that is coded blind -> its speaker as found: whom one coder corrects moves no card of
    another."""
    a = schema.attributions
    corrected = select(a.c.id).join(schema.edits, schema.edits.c.subject == a.c.id)
    ids = connection.execute(corrected.where(a.c.document_id.in_(closed_documents()))).scalars().all()
    speakers: dict[str, tuple[str | None, str]] = {}
    for subject, edit in edits_on(connection, ids).items():
        found: Any = edit.found
        if found is not None:
            speakers[subject] = (found["actor"] or {}).get("id"), str(found["name"])
    return speakers


def suggestion_ids(bundles: Iterable[Bundle]) -> list[str]:
    return [one.id for bundle in bundles for one in bundle.reports]
