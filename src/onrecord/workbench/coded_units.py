"""Codings of several coders, unit by unit: the same subject, or stretches coded by hand that mean the same passage."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select

from ..record import (
    Annotated,
    Attribution,
    Concept,
    DateRange,
    Decision,
    JsonValue,
    Saying,
    Span,
    Suggestion,
    Verdict,
    decisions_in_force,
)
from ..review.agreement import Stretch, Wording, align_stretches
from ..review.hand import is_by_hand
from ..review.journal import is_adjudication, standing
from ..review.values import spans_in
from ..store import Store, schema
from ..store.annotation import attribution_of
from ..store.values import batches

ADJUDICATION = " (adjudication)"  # after the coder's name, where an adjudication stands beside codings


@dataclass(frozen=True, slots=True)
class Coding:
    """What one coder said of one subject. `on_record` False: there is no statement here; the rest is then empty."""

    subject: str
    coder: str
    document_id: str
    spans: tuple[Span, ...]
    decided_at: datetime
    on_record: bool
    concept: str | None = None
    stance: str | None = None
    actor: str | None = None
    day: str | None = None
    via: tuple[str, ...] = ()
    memo: str = ""
    variables: Mapping[str, str | int | bool] = field(default_factory=dict, hash=False)


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
        reader = _Reader(store, words, {})
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
        return list(_Reader(store, words, memos).codings())


class _Reader:
    """Decisions of coders as codings: what the machine had proposed, with what the coder changed."""

    def __init__(
        self, store: Store, words: Mapping[tuple[str, str], Decision], memos: Mapping[tuple[str, str], str]
    ) -> None:
        self._words, self._memos = words, memos
        subjects = {subject for subject, _ in words}
        self.proposed: dict[str, Suggestion] = {s.id: s for s in store.suggestions() if s.id in subjects}
        resting = {s.attribution_id for s in self.proposed.values()}
        resting |= {one.word("attribution") for one in words.values()}
        self._sayings: dict[str, Saying] = {s.attribution_id: s for s in store.sayings() if s.attribution_id in resting}
        self._attributions = dict(_attributions(store, resting))
        self._names: dict[str, str] = {}
        self._anchors: dict[tuple[str, int, int], str] = {}
        for actor in store.actors():
            self._names[actor.id] = actor.name
            self._anchors.update({(m.document_id, m.start, m.end): actor.id for m in actor.mentions})

    def codings(self) -> Iterable[Coding]:
        for (subject, coder), one in self._words.items():
            if subject in self.proposed:
                suggestion = self.proposed[subject]
                attribution = self._attributions.get(suggestion.attribution_id)
                if attribution is not None:
                    yield self._coding(one, coder, attribution, suggestion)
            elif is_by_hand(subject):
                if one.verdict is Verdict.REJECT:
                    continue
                attribution = self._attributions.get(one.word("attribution"))
                if attribution is not None or one.word("document"):
                    yield self._coding(one, coder, attribution, None)

    def _coding(
        self, one: Decision, coder: str, attribution: Attribution | None, suggestion: Suggestion | None
    ) -> Coding:
        about = self._words.get((attribution.id, coder)) if attribution else None
        values: dict[str, JsonValue] = {**(about.values if about else {}), **one.values}
        spans = attribution.content if attribution else ()
        if values.get("content"):
            spans = spans_in(values["content"])
        document = attribution.document_id if attribution else one.word("document")
        if one.verdict is Verdict.REJECT or (about is not None and about.verdict is Verdict.REJECT):
            return Coding(one.subject, coder, document, spans, one.decided_at, on_record=False)
        saying = self._sayings.get(attribution.id) if attribution else None
        variables = values.get("variables")
        return Coding(
            subject=one.subject,
            coder=coder,
            document_id=document,
            spans=spans,
            decided_at=one.decided_at,
            on_record=True,
            concept=_text(values.get("concept")) or (suggestion.concept_id if suggestion else None),
            stance=_text(values.get("stance")) or (suggestion.stance.value if suggestion else None),
            actor=self._actor(values["actor"]) if values.get("actor") else self._spoken(saying),
            day=_day(values["said"]) if values.get("said") else _from(saying.said if saying else None),
            via=self._via(values, saying),
            memo=self._memos.get((one.subject, coder), ""),
            variables={
                name: value
                for name, value in (variables.items() if isinstance(variables, Mapping) else ())
                if isinstance(value, str | int | bool)
            },
        )

    def _via(self, values: Mapping[str, JsonValue], saying: Saying | None) -> tuple[str, ...]:
        told = values.get("via")
        if isinstance(told, Sequence) and not isinstance(told, str):
            return tuple(name for each in told if (name := self._actor(each)))
        return tuple(self._names.get(each, each) for each in saying.via) if saying else ()

    def _spoken(self, saying: Saying | None) -> str | None:
        if saying is None:
            return None
        return self._named(saying.actor_id, saying.actor_name)

    def _named(self, actor_id: str | None, name: str) -> str | None:
        return self._names.get(actor_id or "", name).strip() or None

    def _actor(self, value: JsonValue) -> str | None:
        """The actor's name, whichever way the decision tells it: by id, by an anchor in the text, by name."""
        if isinstance(value, str):
            return self._named(value if value in self._names else None, value)
        if isinstance(value, Mapping):
            anchor = value.get("anchor")
            if anchor:
                return self._actor(anchor)
            return self._named(_text(value.get("id")), _text(value.get("name")) or "")
        match value:
            case [str(document), int(start), int(end)]:
                return self._named(self._anchors.get((document, start, end)), f"{document} {start}-{end}")
        return None


def _attributions(store: Store, ids: Iterable[str]) -> Iterable[tuple[str, Attribution]]:
    for batch in batches(sorted(ids), 500):
        with store.reading() as connection:
            query = select(schema.attributions).where(schema.attributions.c.id.in_(batch))
            for row in connection.execute(query):
                yield row.id, attribution_of(row)


def _text(value: JsonValue) -> str | None:
    return value if isinstance(value, str) and value else None


def _day(value: JsonValue) -> str | None:
    if isinstance(value, str):
        return value or None
    if not isinstance(value, Mapping):
        return None
    start, end = _text(value.get("from")), _text(value.get("to"))
    return start if start == end else f"{start or ''}/{end or ''}"


def _from(said: DateRange | None) -> str | None:
    if said is None or not said.known:
        return None
    start, end = said.start.isoformat() if said.start else "", said.end.isoformat() if said.end else ""
    return start if start == end else f"{start}/{end}"


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
