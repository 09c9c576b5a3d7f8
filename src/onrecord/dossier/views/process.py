"""What each option takes: who must approve, what must be done, by when, and what it can do without."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...record import Concept, Requirement, RequirementKind
from ..anchors import Anchors
from ..phrases import Bit, Phrase, joined, phrase
from ..wording import agree, capital, date_words, one_line, spelled
from .table import concept_anchor
from .timeline import passage_anchor

# What a row says of its option, when it is needed and when the text says that it is not.
_WORDS = {
    RequirementKind.APPROVAL: ("Needs approval", "Needs no approval"),
    RequirementKind.STEP: ("Takes", "Does not take"),
    RequirementKind.CONDITION: ("On condition", "Not on condition"),
    RequirementKind.TIME: ("Time", "Time"),
    RequirementKind.OBLIGATION: ("Would bind", "Would not bind"),
}
_PEOPLE = 4
_PASSAGES = 5


@dataclass(frozen=True, slots=True)
class Row:
    anchor: str
    says: str
    needed: bool
    words: str
    people: tuple[Bit, ...]
    due: str
    chain: tuple[str, ...]
    refs: tuple[Bit, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """All that one concept is said to take."""

    label: str
    link: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class ProcessView:
    finding: Phrase
    groups: tuple[Group, ...]
    silent: tuple[str, ...]
    n_rows: int
    left_out: int


def view_process(anchors: Anchors) -> ProcessView:
    ledger = anchors.ledger
    by_concept: dict[str, list[Requirement]] = {}
    for one in ledger.material.requirements:
        if any(passage.document_id in ledger.article_of for passage in one.evidence):
            by_concept.setdefault(one.concept_id, []).append(one)
    groups: list[Group] = []
    n_rows = 0
    limit = ledger.limits.process_rows
    for concept in ledger.concepts:
        found = by_concept.get(concept.id, [])
        shown = found[: max(0, limit - n_rows)]
        if shown:
            rows = tuple(_row(n_rows + place, one, anchors) for place, one in enumerate(shown, 1))
            groups.append(Group(capital(one_line(concept.label, 90)), f"#{concept_anchor(concept, anchors)}", rows))
        n_rows += len(shown)
    total = sum(len(found) for found in by_concept.values())
    taking = [concept for concept in ledger.concepts if concept.id in by_concept]
    silent = tuple(
        one_line(concept.label, 60)
        for concept in ledger.concepts
        if concept.id not in by_concept and concept.id in ledger.acts_on and concept.kind.value == "option"
    )
    return ProcessView(_finding(taking, by_concept), tuple(groups), silent, total, total - n_rows)


def _row(place: int, one: Requirement, anchors: Anchors) -> Row:
    ledger = anchors.ledger
    refs = [
        Bit(
            ledger.article_of[passage.document_id].ref,
            f"#{passage_anchor(passage.document_id, passage.start, anchors)}",
            css="mono",
        )
        for passage in one.evidence
        if passage.document_id in ledger.article_of
    ]
    people = [
        Bit(ledger.name(actor), anchors.speaker(ledger.speaker_of[actor]) if actor in ledger.speaker_of else "")
        for actor in one.actors
        if actor in ledger.actor_of
    ]
    report = ledger.report_of.get(one.attribution_id or "")
    first = next(passage for passage in one.evidence if passage.document_id in ledger.article_of)
    own = (ledger.article_of[first.document_id].carrier, "in its own voice")
    return Row(
        f"q{place}",
        _WORDS[one.kind][not one.needed],
        one.needed,
        one_line(one.description, 260),
        tuple(people[:_PEOPLE]),
        date_words(one.due) if one.due.known else "",
        report.chain if report is not None else own,
        tuple(refs[:_PASSAGES]),
    )


def _finding(taking: Sequence[Concept], by_concept: dict[str, list[Requirement]]) -> Phrase:
    if not taking:
        return phrase(
            "No article says what any of these options takes: who must approve it, by when, or on what condition."
        )

    def named(*, needed: bool) -> list[Bit]:
        return [
            Bit(one_line(concept.label, 60))
            for concept in taking
            if any(one.kind is RequirementKind.APPROVAL and one.needed is needed for one in by_concept[concept.id])
        ]

    n = sum(len(found) for found in by_concept.values())
    parts: list[str | Bit] = [
        f"The articles say {spelled(n)} {agree(n, 'thing', 'things')} about what "
        f"{spelled(len(taking))} {agree(len(taking), 'concept takes', 'concepts take')}"
    ]
    must, free = named(needed=True), named(needed=False)
    if must:
        parts += [": ", *joined(must[:3]), agree(len(must), " needs somebody’s approval", " need somebody’s approval")]
    if free:
        parts += [
            ", " if must else ": ",
            *joined(free[:3]),
            agree(len(free), " is said to need none", " are said to need none"),
        ]
    parts.append(". Whether that is so in law, the dossier does not say.")
    return phrase(*parts)
