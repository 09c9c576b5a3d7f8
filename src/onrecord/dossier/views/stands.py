"""Who stands where: the strongest evidence for each stance, actor by concept."""

from __future__ import annotations

from dataclasses import dataclass

from ...record import Concept, ConceptKind, Stance
from ..anchors import Anchors
from ..evidence import EVIDENCE_SHORT
from ..ledger import Act, Speaker
from ..marks import Mark, mark_for
from ..phrases import Bit, Phrase, phrase
from ..wording import STANCE_ORDER, capital, count, number, one_line, spelled, stance_words
from .cards import role_words


@dataclass(frozen=True, slots=True)
class Cell:
    """One stance of an actor on a concept: its mark, and the statements that it opens."""

    mark: Mark
    link: Bit
    basis: str
    reports: str


@dataclass(frozen=True, slots=True)
class Column:
    rung: str
    label: str
    short: str


@dataclass(frozen=True, slots=True)
class ActorRow:
    name: str
    role: str
    href: str
    cells: tuple[tuple[Cell, ...], ...]
    tension: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class PlainRow:
    """All positions of one actor in words: "supports Port access (2)"."""

    name: str
    href: str
    role: str
    positions: tuple[Bit, ...]


@dataclass(frozen=True, slots=True)
class StandsView:
    finding: Phrase
    columns: tuple[Column, ...]
    rows: tuple[ActorRow, ...]
    everyone: tuple[PlainRow, ...]
    n_actors: int
    n_concepts: int
    cut: bool


def view_stands(anchors: Anchors) -> StandsView:
    ledger, limits = anchors.ledger, anchors.ledger.limits
    spoken = [concept for concept in ledger.concepts if ledger.acts_on.get(concept.id)]
    chosen = _columns(anchors, spoken)
    placed = [speaker for speaker in ledger.speakers if speaker.acts and speaker.key]
    chosen_ids = {concept.id for concept in chosen}
    in_matrix = [speaker for speaker in placed if any(act.concept.id in chosen_ids for act in speaker.acts)]
    rows = tuple(_row(speaker, chosen, anchors) for speaker in in_matrix[: limits.matrix_actors])
    cut = len(placed) > len(rows) or len(spoken) > len(chosen)
    return StandsView(
        _finding(anchors, placed, spoken),
        tuple(
            Column(
                str(concept.rank) if concept.rank is not None and concept.kind is ConceptKind.OPTION else "",
                capital(one_line(concept.label, 60)),
                capital(one_line(concept.label, 26)),
            )
            for concept in chosen
        ),
        rows,
        tuple(_plain(speaker, anchors) for speaker in placed[: limits.actors_listed]) if cut else (),
        len(placed),
        len(spoken),
        cut,
    )


def _columns(anchors: Anchors, spoken: list[Concept]) -> list[Concept]:
    """The concepts with most statements; options before issues before arguments, options from the lowest rung up."""
    ledger = anchors.ledger
    room = ledger.limits.matrix_concepts
    weight = {concept.id: len(ledger.acts_on[concept.id]) for concept in spoken}
    kinds = [ConceptKind.OPTION, ConceptKind.ISSUE, ConceptKind.ARGUMENT]
    order = sorted(spoken, key=lambda concept: (kinds.index(concept.kind), -weight[concept.id]))
    if any(concept.kind is not ConceptKind.ARGUMENT for concept in order):
        order = [concept for concept in order if concept.kind is not ConceptKind.ARGUMENT]
    kept = order[:room]
    options = [concept for concept in kept if concept.kind is ConceptKind.OPTION]
    options.sort(key=lambda concept: concept.rank if concept.rank is not None else 0)
    return [*options, *(concept for concept in kept if concept.kind is not ConceptKind.OPTION)]


def _role(speaker: Speaker) -> str:
    return role_words(speaker.actor) if speaker.actor else "not identified"


def _row(speaker: Speaker, columns: list[Concept], anchors: Anchors) -> ActorRow:
    cells: list[tuple[Cell, ...]] = []
    tension: list[bool] = []
    for concept in columns:
        acts = [act for act in speaker.acts if act.concept.id == concept.id]
        stances = {act.statement.stance for act in acts}
        cells.append(
            tuple(
                _cell([act for act in acts if act.statement.stance is stance], anchors, plural=speaker.plural)
                for stance in STANCE_ORDER
                if stance in stances
            )
        )
        tension.append({Stance.SUPPORT, Stance.OPPOSE} <= stances)
    return ActorRow(capital(speaker.name), _role(speaker), anchors.speaker(speaker), tuple(cells), tuple(tension))


def _cell(acts: list[Act], anchors: Anchors, *, plural: bool) -> Cell:
    strongest = min(acts, key=lambda act: (act.suggested, -act.evidence, act.number))
    ordered = [strongest, *(act for act in acts if act is not strongest)]
    n_reports = sum(act.n_reports for act in acts)
    reports = count(n_reports, "report")
    if len(acts) > 1:
        reports = f"{count(len(acts), 'statement')}, {reports}"
    stance = strongest.statement.stance
    mark = mark_for(
        stance, strongest.evidence, suggested=strongest.suggested, plural=plural, kind=strongest.concept.kind
    )
    return Cell(
        mark,
        anchors.acts_bit(ordered, mark.words),
        ("suggested, " if strongest.suggested else "") + EVIDENCE_SHORT[strongest.evidence],
        reports,
    )


def _plain(speaker: Speaker, anchors: Anchors) -> PlainRow:
    found: dict[tuple[str, Stance], list[Act]] = {}
    for act in speaker.acts:
        found.setdefault((act.concept.id, act.statement.stance), []).append(act)
    positions = []
    for (_, stance), acts in found.items():
        word = stance_words(stance, plural=speaker.plural, kind=acts[0].concept.kind)
        label = f"{word} {one_line(acts[0].concept.label, 50)} ({number(len(acts))})"
        positions.append(anchors.acts_bit(acts, label, "sug" if all(act.suggested for act in acts) else ""))
    return PlainRow(capital(speaker.name), anchors.speaker(speaker), _role(speaker), tuple(positions))


def _finding(anchors: Anchors, placed: list[Speaker], spoken: list[Concept]) -> Phrase:
    if not placed:
        return phrase("No named actor is on record with a position on a concept.")
    both = [
        (speaker, concept)
        for speaker in placed
        for concept in spoken
        if {Stance.SUPPORT, Stance.OPPOSE}
        <= {act.statement.stance for act in speaker.acts if act.concept.id == concept.id}
    ]
    who = "actor is" if len(placed) == 1 else "actors are"
    what = "concept" if len(spoken) == 1 else "concepts"
    parts: list[str | Bit] = [
        f"{capital(spelled(len(placed)))} {who} on record with a position on {spelled(len(spoken))} {what}; "
    ]
    quoted = [speaker for speaker in placed if any(act.evidence == 2 for act in speaker.acts)]
    parts.append(f"{spelled(len(quoted))} in their own words." if quoted else "none in their own words.")
    if both:
        speaker, concept = both[0]
        acts = [act for act in speaker.acts if act.concept.id == concept.id]
        parts.append(" ")
        parts.append(Bit(capital(speaker.name), anchors.speaker(speaker)))
        parts.append(" are reported " if speaker.plural else " is reported ")
        parts.append(anchors.acts_bit(acts, f"both for and against {one_line(concept.label, 60)}"))
        rest = len({found.key for found, _ in both}) - 1
        parts.append(
            f", and {spelled(rest)} more {'is' if rest == 1 else 'are'} on both sides of something." if rest else "."
        )
    return phrase(*parts)
