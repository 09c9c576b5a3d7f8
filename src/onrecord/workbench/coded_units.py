"""Codings of several coders, unit by unit: the same subject, or stretches coded by hand that mean the same passage."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from ..record import (
    Annotated,
    Concept,
    Decision,
    Span,
    Suggestion,
    decisions_in_force,
)
from ..review.agreement import Stretch, Wording, align_stretches
from ..review.hand import is_by_hand
from ..review.journal import is_adjudication, standing
from ..store import Store
from .coder_words import Coding, Codings

ADJUDICATION = " (adjudication)"  # after the coder's name, where an adjudication stands beside codings


@dataclass(frozen=True, slots=True)
class Unit:
    """One passage and what each coder said of it. `concept` is what it is about before anybody differs, for lists."""

    id: str
    document_id: str
    spans: tuple[Span, ...]
    concept: str | None
    by_coder: Mapping[str, Coding] = field(hash=False)

    @property
    def completed_at(self) -> datetime:
        """When the second coder's word made it a unit of agreement."""
        return sorted(each.decided_at for each in self.by_coder.values())[1]


@dataclass(frozen=True, slots=True)
class DoubleCoded:
    """The units that two coders or more decided, and the documents they share with all that is needed to read them."""

    units: tuple[Unit, ...]
    codings: Mapping[str, tuple[Coding, ...]]  # document id -> codings of coders who share it
    coders_of: Mapping[str, tuple[str, ...]]  # document id -> who decided anything in it
    wordings: Mapping[str, Wording]
    articles: Mapping[str, Annotated]
    coders: tuple[str, ...]
    concepts: Mapping[str, Concept]
    n_once: int  # subjects that one coder alone decided


def double_coded(
    store: Store, decisions: Sequence[Decision] | None = None, *, coders: Iterable[str] = ()
) -> DoubleCoded:
    """Units of agreement from the journal: adjudications and withdrawn decisions left out, skips and memos not counted.

    A statement coded by hand is set beside the coding of every other coder who decided anything in that document: one
    on the same words, or "no statement". `decisions` is what the reader may see; all when None. `coders` keeps these.
    """
    wanted = set(coders)
    words = {
        (subject, coder): word.decision
        for (subject, coder), word in standing(store.decisions() if decisions is None else decisions).items()
        if word.decision is not None and (not wanted or coder in wanted)
    }
    if len({coder for _, coder in words}) < 2:
        return DoubleCoded((), {}, {}, {}, {}, tuple(sorted({c for _, c in words})), {}, len(words))
    with store.snapshot():
        reader = Codings(store, words, {})
        by_document: dict[str, list[Coding]] = defaultdict(list)
        for coding in reader.codings():
            by_document[coding.document_id].append(coding)
        shared = {name: found for name, found in by_document.items() if len({c.coder for c in found}) > 1}
        articles = {each.document.id: each for each in store.annotated(shared)}
        concepts = {concept.id: concept for concept in store.concepts()}
    wordings = {name: Wording(article.document.text) for name, article in articles.items()}
    units: list[Unit] = []
    for name, found in shared.items():
        if name in articles:
            units += _units(name, found, wordings[name], reader.proposed)
    n_subjects = sum(len({coding.subject for coding in found}) for found in by_document.values())
    decided = {subject for unit in units for subject in (each.subject for each in unit.by_coder.values())}
    return DoubleCoded(
        units=tuple(units),
        codings={name: tuple(found) for name, found in shared.items() if name in articles},
        coders_of={name: tuple(sorted({c.coder for c in found})) for name, found in shared.items() if name in articles},
        wordings=wordings,
        articles=articles,
        coders=tuple(sorted({coder for _, coder in words})),
        concepts=concepts,
        n_once=n_subjects - len(decided),
    )


def all_codings(store: Store, decisions: Sequence[Decision] | None = None) -> list[Coding]:
    """Every coder's word on every passage, with memos; adjudications under the adjudicator's name, in its own words."""
    made = store.decisions() if decisions is None else list(decisions)
    words: dict[tuple[str, str], Decision] = {}
    memos: dict[tuple[str, str], str] = {}
    for key, word in standing(made).items():
        if word.decision is not None:
            words[key] = word.decision
        memos[key] = "\n".join(filter(None, (note.word("memo") for note in word.notes)))
    for one in decisions_in_force(made):
        if is_adjudication(one) and one.verdict.decides:
            words[one.subject, f"{one.coder}{ADJUDICATION}"] = one
    with store.snapshot():
        return list(Codings(store, words, memos).codings())


def _units(
    document_id: str, codings: Sequence[Coding], wording: Wording, proposed: Mapping[str, Suggestion]
) -> list[Unit]:
    """Units of one document: each machine's subject that two decided, and each passage coded by hand."""
    coders = sorted({coding.coder for coding in codings})
    by_subject: dict[str, dict[str, Coding]] = defaultdict(dict)
    loose: list[Coding] = []
    for coding in codings:
        if is_by_hand(coding.subject):
            loose.append(coding)
        else:
            by_subject[coding.subject][coding.coder] = coding
    units: list[Unit] = []
    for subject, given in by_subject.items():
        if len(given) > 1:
            first = next(iter(given.values()))
            units.append(Unit(subject, document_id, first.spans, proposed[subject].concept_id, given))
    stretches = {
        f"{coding.coder}\n{coding.subject}": Stretch(
            f"{coding.coder}\n{coding.subject}", coding.coder, wording.within(coding.spans), coding.concept or ""
        )
        for coding in loose
    }
    named = {f"{coding.coder}\n{coding.subject}": coding for coding in loose}
    paired = {subject for subject, given in by_subject.items() if len(given) > 1}
    # what one coder coded by hand another may have accepted from the machine, alone with it
    for coding in codings:
        if coding.on_record and not is_by_hand(coding.subject) and coding.subject not in paired and loose:
            key = f"{coding.coder}\n{coding.subject}"
            stretches[key] = Stretch(key, coding.coder, wording.within(coding.spans), coding.concept or "")
            named[key] = coding
    for group in align_stretches(list(stretches.values())):
        found = {named[each.id].coder: named[each.id] for each in group}
        by_hand = [coding for coding in found.values() if is_by_hand(coding.subject)]
        if not by_hand:
            continue  # a machine's suggestion that one coder has not come to yet
        first = by_hand[0]
        for coder in coders:
            if coder not in found:
                found[coder] = Coding(first.subject, coder, document_id, first.spans, first.decided_at, on_record=False)
        units.append(Unit(first.subject, document_id, first.spans, first.concept, found))
    return units
