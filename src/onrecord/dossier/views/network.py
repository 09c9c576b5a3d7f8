"""Network: actors, concepts and sides taken; and who agrees with whom, with the camps that come of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ...network.plots.labels import wrapped
from ..alliances import FEWEST, SIDES, Alliances, Tie, find_alliances, find_ties, most_spoken
from ..anchors import Anchors
from ..figures.rings import Rings, draw_rings
from ..figures.sides import Sides, draw_sides
from ..ledger import Speaker
from ..marks import Mark, mark_for
from ..phrases import Bit, Phrase, phrase
from ..wording import agree, capital, count, number, one_line, spelled
from .table import concept_anchor

_CAMPS = ("A", "B")


@dataclass(frozen=True, slots=True)
class Label:
    """Words at a disc or in a box; `href` leads to who or what it is. `stray`: in no camp while others are."""

    lines: tuple[str, ...]
    href: str
    words: str
    stray: bool


@dataclass(frozen=True, slots=True)
class Drawn:
    """A tie as it is drawn: its mark and link."""

    mark: Mark
    link: Bit
    suggested: bool


@dataclass(frozen=True, slots=True)
class NetworkRow:
    name: str
    href: str
    camp: str
    supports: tuple[Bit, ...]
    opposes: tuple[Bit, ...]
    agrees: tuple[Bit, ...]


@dataclass(frozen=True, slots=True)
class NetworkView:
    finding: Phrase
    sides: Sides | None
    labels: Mapping[str, Label]
    ties: tuple[Drawn, ...]
    rings: Rings | None
    threads: tuple[Drawn, ...]
    camps: Phrase
    rows: tuple[NetworkRow, ...]
    with_camps: bool
    stands_out: bool
    left_out: str
    n_actors: int
    n_ties: int


def view_network(anchors: Anchors) -> NetworkView:
    ledger, limits = anchors.ledger, anchors.ledger.limits
    every = find_ties(ledger)
    if len({tie.speaker.key for tie in every}) < 2:
        return NetworkView(_nothing(every), None, {}, (), None, (), (), (), False, False, "", 0, len(every))
    drawn = most_spoken(every, actors=limits.network_actors, concepts=limits.network_concepts)
    found = find_alliances(drawn)
    camps = found.camps if found else {}
    speakers = {tie.speaker.key: tie.speaker for tie in drawn}
    concepts = {tie.concept.id: tie.concept for tie in drawn}
    # Who is in no camp stands where there is more room.
    roomy = sum(camps.values()) < len(camps) / 2
    right = {key: bool(camps.get(key, int(roomy))) for key in speakers} if camps else None
    order = [concept.id for concept in ledger.concepts if concept.id in concepts]
    labels = {
        key: _label(speaker.name, anchors.speaker(speaker), stray=bool(camps) and key not in camps)
        for key, speaker in speakers.items()
    }
    labels |= {c.id: _label(c.label, f"#{concept_anchor(c, anchors)}") for c in concepts.values()}
    sides = draw_sides([(tie.speaker.key, tie.concept.id, len(tie.acts)) for tie in drawn], order, right)
    rings = None
    if found and found.pairs:
        spoken = Counter[str]()
        for tie in drawn:
            spoken[tie.speaker.key] += len(tie.acts)
        tied = {key for pair in found.pairs for key in (pair.one, pair.other)} | set(camps)
        rings = draw_rings(
            {key: (capital(speakers[key].name), spoken[key]) for key in speakers if key in tied},
            [(pair.one, pair.other, pair.weight) for pair in found.pairs],
            camps,
        )
    return NetworkView(
        _finding(every),
        sides,
        labels,
        tuple(_drawn(tie, anchors) for tie in drawn),
        rings,
        _threads(found, speakers, anchors) if found else (),
        _camps(found, speakers, anchors),
        _rows(every, found, anchors),
        bool(camps),
        bool(found and found.stands_out),
        _left_out(every, drawn, anchors),
        len({tie.speaker.key for tie in every}),
        len(every),
    )


def _label(name: str, href: str, *, stray: bool = False) -> Label:
    text = one_line(capital(name))
    return Label(tuple(wrapped(text, width=27, lines=2).split("\n")), href, text, stray)


def _drawn(tie: Tie, anchors: Anchors) -> Drawn:
    strongest = min(tie.acts, key=lambda act: (act.suggested, -act.evidence, act.number))
    mark = mark_for(tie.stance, strongest.evidence, suggested=tie.suggested, plural=tie.speaker.plural)
    words = f"{capital(tie.speaker.name)} {mark.words}: {tie.concept.label}, {count(len(tie.acts), 'statement')}"
    if tie.suggested:
        words += ", suggested"
    return Drawn(mark, anchors.acts_bit(tie.acts, one_line(words)), tie.suggested)


def _threads(found: Alliances, speakers: Mapping[str, Speaker], anchors: Anchors) -> tuple[Drawn, ...]:
    drawn = []
    for pair in found.pairs:
        one, other = (capital(speakers[key].name) for key in (pair.one, pair.other))
        on = len({act.concept.id for act in pair.acts})
        words = f"{one} and {other} take the same side on {count(on, 'concept')}: {count(len(pair.acts), 'statement')}"
        words += ", suggested" if pair.suggested else ""
        drawn.append(Drawn(Mark("", "", "", "", ""), anchors.acts_bit(pair.acts, one_line(words)), pair.suggested))
    return tuple(drawn)


def _rows(every: Sequence[Tie], found: Alliances | None, anchors: Anchors) -> tuple[NetworkRow, ...]:
    """Everything that is drawn, and the ties that had no room, in words."""
    ledger = anchors.ledger
    by_key: dict[str, list[Tie]] = {}
    for tie in every:
        by_key.setdefault(tie.speaker.key, []).append(tie)
    friends: dict[str, list[Bit]] = {}
    for pair in found.pairs if found else ():
        for key, other in ((pair.one, pair.other), (pair.other, pair.one)):
            name = capital(ledger.speaker_of[other].name)
            css = "sug" if pair.suggested else ""
            friends.setdefault(key, []).append(anchors.acts_bit(pair.acts, f"{name} ({number(len(pair.acts))})", css))
    rows = []
    for key, ties in list(by_key.items())[: ledger.limits.network_rows]:
        speaker = ties[0].speaker
        said: dict[int, list[Bit]] = {1: [], 0: []}
        for tie in ties:
            label = f"{one_line(tie.concept.label, 50)} ({number(len(tie.acts))})"
            said[SIDES[tie.stance]].append(anchors.acts_bit(tie.acts, label, "sug" if tie.suggested else ""))
        camp = _CAMPS[found.camps[key]] if found and key in found.camps else ""
        names = (capital(speaker.name), anchors.speaker(speaker), camp)
        rows.append(NetworkRow(*names, tuple(said[1]), tuple(said[0]), tuple(friends.get(key, ()))))
    return tuple(rows)


def _left_out(every: Sequence[Tie], drawn: Sequence[Tie], anchors: Anchors) -> str:
    parts = []
    if len(drawn) < len(every):
        n_actors, n_concepts = len({tie.speaker.key for tie in drawn}), len({tie.concept.id for tie in drawn})
        parts.append(
            f"Drawn are the {n_actors} actors and {n_concepts} concepts with the most statements, "
            f"{number(len(drawn))} of {number(len(every))} ties; the table holds more."
        )
    neither = sum(act.statement.stance not in SIDES for act in anchors.ledger.acts)
    if neither:
        parts.append(
            f"{capital(count(neither, 'statement'))} that {agree(neither, 'is', 'are')} neutral or conditional "
            f"{agree(neither, 'takes', 'take')} no side and {agree(neither, 'is', 'are')} not drawn."
        )
    return " ".join(parts)


def _nothing(every: Sequence[Tie]) -> Phrase:
    if not every:
        return phrase("No named actor takes a side on a concept, so there is nothing to connect.")
    return phrase("Only one named actor takes a side on a concept; a network needs two.")


def _finding(every: Sequence[Tie]) -> Phrase:
    n_actors, n_concepts = len({tie.speaker.key for tie in every}), len({tie.concept.id for tie in every})
    n_acts = sum(len(tie.acts) for tie in every)
    decided = sum(not act.suggested for tie in every for act in tie.acts)
    status = "all of them decided by a coder" if decided == n_acts else f"{spelled(decided)} of them decided by a coder"
    if not decided:
        status = "all of them suggested by machine and none yet decided"
    return phrase(
        f"{capital(spelled(n_actors))} {agree(n_actors, 'actor takes', 'actors take')} sides on "
        f"{spelled(n_concepts)} {agree(n_concepts, 'concept', 'concepts')} in {spelled(n_acts)} "
        f"{agree(n_acts, 'statement', 'statements')}, {status}."
    )


def _camps(found: Alliances | None, speakers: Mapping[str, Speaker], anchors: Anchors) -> Phrase:
    if found is None:
        return phrase(
            f"Camps are not searched for: fewer than {spelled(FEWEST)} actors speak on a concept that another speaks "
            "on."
        )
    if not found.camps:
        return phrase("There are no camps: no two actors take opposite sides on anything.")
    parts: list[str | Bit] = []
    for camp, name in enumerate(_CAMPS):
        members = [key for key in speakers if found.camps.get(key) == camp]
        parts.append(f"Camp {name}: ")
        for place, key in enumerate(members):
            parts.append("" if not place else " and " if place == len(members) - 1 else ", ")
            parts.append(Bit(capital(speakers[key].name), anchors.speaker(speakers[key])))
        parts.append(". ")
    figures = f"polarization {found.polarization:.2f}, by chance {found.chance:.2f}"
    parts.append(
        f"Together they come closest to two camps that agree within and disagree between ({figures}; 1 is perfect)."
        if found.stands_out
        else f"No division does clearly better than chance ({figures}; 1 is perfect), so these camps are a way to draw "
        "the debate, not a finding."
    )
    return phrase(*parts)
