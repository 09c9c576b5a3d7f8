"""What is on the table: every concept with its statements for and against, and their reports counted apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...record import Concept, ConceptKind, Stance
from ..anchors import Anchors
from ..ledger import Act
from ..marks import Mark, mark_of, title_of
from ..phrases import Bit, Phrase, phrase
from ..wording import STANCE_CLASSES, STANCE_WORDS, capital, count, number, one_line, spelled


@dataclass(frozen=True, slots=True)
class Unit:
    """One statement as a mark that opens it."""

    mark: Mark
    link: Bit


@dataclass(frozen=True, slots=True)
class Run:
    """Statements alike in evidence and status, as a stretch of a bar: used where marks would not fit."""

    css: str
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Side:
    """Statements of one stance on one concept. `units` or, where they are too many, `runs` on a width of 100."""

    css: str
    total: Bit
    units: tuple[Unit, ...]
    runs: tuple[Run, ...]
    n_reports: int
    reports_shown: int
    reports_width: float


@dataclass(frozen=True, slots=True)
class Other:
    mark: Mark
    link: Bit
    words: str


@dataclass(frozen=True, slots=True)
class ConceptRow:
    anchor: str
    rung: str
    label: str
    definition: str
    proposed: str
    oppose: Side
    support: Side
    others: tuple[Other, ...]
    n_statements: int
    n_reports: int


@dataclass(frozen=True, slots=True)
class ArgumentRow:
    anchor: str
    label: str
    definition: str
    made_by: tuple[Bit, ...]
    disputed_by: tuple[Bit, ...]
    n_statements: int
    n_reports: int


@dataclass(frozen=True, slots=True)
class TableView:
    finding: Phrase
    note: str
    rows: tuple[ConceptRow, ...]
    more: tuple[ConceptRow, ...]
    silent: tuple[str, ...]
    arguments: tuple[ArgumentRow, ...]
    n_concepts: int
    ladder: bool
    codebook_given: bool


def view_table(anchors: Anchors) -> TableView:
    ledger = anchors.ledger
    concepts = [concept for concept in ledger.concepts if concept.kind is not ConceptKind.ARGUMENT]
    ladder = any(concept.rank is not None and concept.kind is ConceptKind.OPTION for concept in concepts)
    spoken = [concept for concept in concepts if ledger.acts_on.get(concept.id)]
    silent = [concept for concept in concepts if not ledger.acts_on.get(concept.id)]
    needed = {need.concept_id for need in ledger.material.requirements}
    given = ledger.material.codebook_given
    # Of what the program proposed, only what somebody speaks of; a rung of the reader's own ladder stays, empty or not.
    options = [
        concept
        for concept in concepts
        if concept.kind is ConceptKind.OPTION and (given or concept not in silent or concept.id in needed)
    ]
    issues = sorted(
        (concept for concept in spoken if concept.kind is ConceptKind.ISSUE),
        key=lambda concept: -len(ledger.acts_on[concept.id]),
    )
    shown = [*options, *issues]
    widest = max(
        (
            sum(act.n_reports for act in acts if act.statement.stance is stance)
            for acts in ledger.acts_on.values()
            for stance in (Stance.SUPPORT, Stance.OPPOSE)
        ),
        default=0,
    )
    most = max(
        (
            sum(act.statement.stance is stance for act in acts)
            for acts in ledger.acts_on.values()
            for stance in (Stance.SUPPORT, Stance.OPPOSE)
        ),
        default=0,
    )
    rows = [_row(concept, anchors, most, widest) for concept in shown]
    limit = max(ledger.limits.concepts, len(options) if len(options) <= 2 * ledger.limits.concepts else 0)
    return TableView(
        _finding(anchors, spoken),
        _note(anchors),
        tuple(rows[:limit]),
        tuple(rows[limit:]),
        tuple(concept.label for concept in silent if concept not in options),
        tuple(_argument(concept, anchors) for concept in ledger.concepts if concept.kind is ConceptKind.ARGUMENT),
        len(concepts),
        ladder,
        ledger.material.codebook_given,
    )


def concept_anchor(concept: Concept, anchors: Anchors) -> str:
    return f"k{anchors.ledger.concept_number[concept.id]}"


def group_anchor(concept: Concept, stance: Stance, anchors: Anchors) -> str:
    """The stretch of the register that holds the statements of one stance on one concept."""
    return f"r-{concept_anchor(concept, anchors)}-{STANCE_CLASSES[stance]}"


def _row(concept: Concept, anchors: Anchors, most: int, widest: int) -> ConceptRow:
    acts = anchors.ledger.acts_on.get(concept.id, ())
    by_stance = {stance: [act for act in acts if act.statement.stance is stance] for stance in Stance}
    return ConceptRow(
        concept_anchor(concept, anchors),
        str(concept.rank) if concept.rank is not None and concept.kind is ConceptKind.OPTION else "",
        capital(one_line(concept.label, 90)),
        one_line(concept.definition, 240),
        "" if anchors.ledger.material.codebook_given else concept.origin or "proposed by the tool",
        _side(by_stance[Stance.OPPOSE], Stance.OPPOSE, anchors, most, widest),
        _side(by_stance[Stance.SUPPORT], Stance.SUPPORT, anchors, most, widest),
        tuple(
            Other(
                mark_of(by_stance[stance][0]),
                anchors.acts_bit(by_stance[stance], f"{number(len(by_stance[stance]))} {STANCE_WORDS[stance]}"),
                count(sum(act.n_reports for act in by_stance[stance]), "report"),
            )
            for stance in (Stance.CONDITIONAL, Stance.NEUTRAL)
            if by_stance[stance]
        ),
        len(acts),
        sum(act.n_reports for act in acts),
    )


def _closest_first(acts: Sequence[Act]) -> list[Act]:
    """Decided before suggested, quoted before relayed: the firm ground lies at the axis."""
    return sorted(acts, key=lambda act: (act.suggested, -act.evidence, act.number))


def _side(acts: list[Act], stance: Stance, anchors: Anchors, most: int, widest: int) -> Side:
    ordered = _closest_first(acts)
    n_reports = sum(act.n_reports for act in acts)
    units: tuple[Unit, ...] = ()
    runs: list[Run] = []
    if most <= anchors.ledger.limits.marks_a_side:
        units = tuple(Unit(mark_of(act), Bit(title_of(act), anchors.act(act), anchors.ids([act]))) for act in ordered)
    else:
        x = 0.0
        for act in ordered:
            css, width = mark_of(act).css.removeprefix("m "), 100.0 / most
            if runs and runs[-1].css == css:
                last = runs.pop()
                runs.append(Run(css, last.x, last.width + width))
            else:
                runs.append(Run(css, x, width))
            x += width
    reports_shown = n_reports if widest <= 26 else 0
    return Side(
        STANCE_CLASSES[stance],
        anchors.acts_bit(ordered, number(len(acts))),
        units,
        tuple(Run(run.css, round(run.x, 2), round(run.width, 2)) for run in runs),
        n_reports,
        reports_shown,
        round(100.0 * n_reports / widest, 2) if widest else 0.0,
    )


_PEOPLE = 8  # names in a cell before the rest is counted


def _argument(concept: Concept, anchors: Anchors) -> ArgumentRow:
    acts = anchors.ledger.acts_on.get(concept.id, ())

    def people(stances: tuple[Stance, ...]) -> tuple[Bit, ...]:
        by_speaker: dict[str, list[Act]] = {}
        for act in _closest_first([act for act in acts if act.statement.stance in stances]):
            by_speaker.setdefault(act.speaker, []).append(act)
        bits = [
            anchors.acts_bit(found, speaker, "sug" if found[0].suggested else "")
            for speaker, found in by_speaker.items()
        ]
        rest = len(bits) - _PEOPLE
        return (*bits[:_PEOPLE], Bit(f"{count(rest, 'other')}")) if rest > 0 else tuple(bits)

    return ArgumentRow(
        concept_anchor(concept, anchors),
        capital(one_line(concept.label, 90)),
        one_line(concept.definition, 200),
        people((Stance.SUPPORT, Stance.CONDITIONAL, Stance.NEUTRAL)),
        people((Stance.OPPOSE,)),
        len(acts),
        sum(act.n_reports for act in acts),
    )


def _note(anchors: Anchors) -> str:
    if not anchors.ledger.acts:
        return ""
    if max(len(acts) for acts in anchors.ledger.acts_on.values()) > 3 * anchors.ledger.limits.marks_a_side:
        return "The length of a bar is the number of statements; the thin line below it is the number of their reports."
    return "One mark is one statement; the line below counts its reports. Each mark and each number opens its passages."


def _finding(anchors: Anchors, spoken: list[Concept]) -> Phrase:
    ledger = anchors.ledger
    if not spoken:
        return phrase("No position on any concept has been found in these articles.")
    top = max(spoken, key=lambda concept: (len(ledger.acts_on[concept.id]), -ledger.concept_number[concept.id]))
    acts = ledger.acts_on[top.id]
    parts: list[str | Bit] = [
        f"{capital(one_line(top.label, 80))} draws the most statements, ",
        anchors.acts_bit(acts, spelled(len(acts))),
        f" in {count(sum(act.n_reports for act in acts), 'report')}: ",
    ]
    sides: list[str | Bit] = []
    for stance, words in (
        (Stance.SUPPORT, "in favor"),
        (Stance.OPPOSE, "against"),
        (Stance.CONDITIONAL, "on condition"),
    ):
        found = [act for act in acts if act.statement.stance is stance]
        much = spelled(len(found)) if found else "none"
        if found or stance is not Stance.CONDITIONAL:
            sides.extend([", " if sides else "", anchors.acts_bit(found, much), f" {words}"])
    parts.extend([*sides, "."])
    open_acts = [act for act in ledger.acts if act.suggested]
    if len(open_acts) == len(ledger.acts):
        parts.append(" Every stance on this page is suggested by machine; no person has decided one yet.")
    elif open_acts:
        parts.append(
            f" {capital(spelled(len(open_acts)))} of {spelled(len(ledger.acts))} statements still await a coder."
        )
    return phrase(*parts)
