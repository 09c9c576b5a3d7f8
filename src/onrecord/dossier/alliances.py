"""Who takes which side on what, and with whom that puts them: the ties of both networks and the camps among them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..record import Concept, Stance
from .ledger import Act, Ledger, Speaker

if TYPE_CHECKING:
    from ..network import StatementTable

SIDES = {Stance.SUPPORT: 1, Stance.OPPOSE: 0}
FEWEST = 6  # actors who share a concept with another; fewer fall into two groups whatever they say
SHUFFLES = 50  # of the stances, for what chance alone gives: its mean is then known to about 0.01


@dataclass(frozen=True, slots=True)
class Tie:
    """What one actor says for, or against, one concept."""

    speaker: Speaker
    concept: Concept
    stance: Stance
    acts: tuple[Act, ...]

    @property
    def suggested(self) -> bool:
        return all(act.suggested for act in self.acts)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two actors who take the same side on something: `weight` is congruence by average activity."""

    one: str
    other: str
    weight: float
    acts: tuple[Act, ...]

    @property
    def suggested(self) -> bool:
        """Whether no coder decided what one of them said; then the tie hangs on suggestions."""
        decided = {act.speaker_key for act in self.acts if not act.suggested}
        return not {self.one, self.other} <= decided


@dataclass(frozen=True, slots=True)
class Alliances:
    """Pairs by keys of speakers, and their camps: 0 or 1; who has nothing in common with others is in none.

    Camp 1 is the one with the larger share of support. `polarization` is within 0 and 1, `chance` what stances dealt
    out anew give on average.
    """

    pairs: tuple[Pair, ...]
    camps: Mapping[str, int]
    polarization: float
    chance: float

    @property
    def stands_out(self) -> bool:
        """Whether the camps fit better than they would by chance; 0.05 is some twice the spread of such chances."""
        return bool(self.camps) and self.polarization > self.chance + 0.05


def find_ties(ledger: Ledger) -> tuple[Tie, ...]:
    """The sides taken by everybody whose name is known, in the order of speakers and concepts."""
    place = {concept.id: order for order, concept in enumerate(ledger.concepts)}
    ties: list[Tie] = []
    for speaker in ledger.speakers:
        said: dict[tuple[str, Stance], list[Act]] = defaultdict(list)
        for act in speaker.acts:
            if speaker.key and act.statement.stance in SIDES:
                said[act.concept.id, act.statement.stance].append(act)
        ordered = sorted(said.items(), key=lambda item: (place[item[0][0]], item[0][1] is Stance.OPPOSE))
        ties += [Tie(speaker, acts[0].concept, stance, tuple(acts)) for (_, stance), acts in ordered]
    return tuple(ties)


def most_spoken(ties: Sequence[Tie], *, actors: int, concepts: int) -> tuple[Tie, ...]:
    """The ties among so many actors and concepts with the most statements."""
    on: Counter[str] = Counter()
    by: Counter[str] = Counter()
    for tie in ties:
        on[tie.concept.id] += len(tie.acts)
        by[tie.speaker.key] += len(tie.acts)
    kept_on, kept_by = dict(on.most_common(concepts)), dict(by.most_common(actors))
    return tuple(tie for tie in ties if tie.concept.id in kept_on and tie.speaker.key in kept_by)


def find_alliances(ties: Sequence[Tie]) -> Alliances | None:
    """Camps of the actors of these ties; None when fewer than `FEWEST` of them share a concept with another."""
    speakers_on: dict[str, set[str]] = defaultdict(set)
    for tie in ties:
        speakers_on[tie.concept.id].add(tie.speaker.key)
    sharing = {key for keys in speakers_on.values() if len(keys) > 1 for key in keys}
    if len(sharing) < FEWEST:
        return None
    from ..network import Network, network
    from ..network.measures.polarization import measure_polarization
    from ..network.measures.slice_camps import Polarization

    table = _table(ties)
    agreement = network(
        table,
        variable1="actor",
        network_type="onemode",
        qualifier_aggregation="congruence",
        normalization="average",
    )
    found = measure_polarization(table, variable1="actor", shuffles=SHUFFLES)
    assert isinstance(agreement, Network)
    assert isinstance(found, Polarization)
    camps = {key: camp for key, camp in zip(found.actors, found.camps, strict=True) if camp is not None}
    if _support(ties, camps, 0) > _support(ties, camps, 1):
        camps = {key: 1 - camp for key, camp in camps.items()}
    acts = {act.number: act for tie in ties for act in tie.acts}
    keys = agreement.rows
    pairs = tuple(
        Pair(
            one,
            other,
            float(agreement.matrix[i, j]),
            tuple(acts[number] for number in agreement.statements_of(one, other).tolist()),
        )
        for i, one in enumerate(keys)
        for j, other in enumerate(keys)
        if i < j and agreement.matrix[i, j] > 0
    )
    return Alliances(pairs, camps, found.polarization, found.chance or 0.0)


def _support(ties: Sequence[Tie], camps: Mapping[str, int], camp: int) -> float:
    acts = [(tie.stance is Stance.SUPPORT, len(tie.acts)) for tie in ties if camps.get(tie.speaker.key) == camp]
    return sum(n for supports, n in acts if supports) / max(sum(n for _, n in acts), 1)


def _table(ties: Sequence[Tie]) -> StatementTable:
    """One row a statement, under its number in the dossier; actors by key, as two may share a name."""
    import numpy as np

    from ..network.table import Kind, StatementTable, Variable

    rows = [(act, tie) for tie in ties for act in tie.acts]

    def coded(values: list[str]) -> Variable:
        levels = {value: code for code, value in enumerate(dict.fromkeys(values))}
        return Variable(Kind.TEXT, np.array([levels[value] for value in values], np.int32), tuple(levels))

    documents = coded([act.statement.document_id for act, _ in rows])
    sides = np.array([SIDES[tie.stance] for _, tie in rows], np.int32)
    return StatementTable(
        ids=np.array([act.number for act, _ in rows], np.int64),
        times=np.zeros(len(rows), np.int64),
        documents=documents.codes,
        document_ids=documents.levels,
        variables={
            "actor": coded([tie.speaker.key for _, tie in rows]),
            "concept": coded([tie.concept.id for _, tie in rows]),
            "agreement": Variable(Kind.BOOLEAN, sides, (0, 1)),
        },
    )
