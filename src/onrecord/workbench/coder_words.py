"""Decisions of coders as codings: what the machine had proposed, with what the coder changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select

from ..record import Attribution, DateRange, Decision, JsonValue, Saying, Span, Suggestion, Verdict
from ..review.hand import is_by_hand
from ..review.values import spans_in
from ..store import Store, schema
from ..store.annotation import attribution_of
from ..store.values import batches


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


class Codings:
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
