"""Decisions checked before they go on record: what cannot be read later is refused now, with what is allowed."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, select

from ..errors import InputError
from ..record import Decision, Span, Stance, Verdict
from ..review.hand import attribution_of, is_by_hand
from ..review.values import days_in, items_in, named_in, spans_in
from ..store import journal, schema

_SPANS = ("source", "cue", "content", "quote")


def check_decisions(connection: Connection, made: Sequence[Decision]) -> None:
    """Raises InputError where a decision's values cannot be read, or where it withdraws what is not on record."""
    earlier: dict[str, Decision] = {}
    named = [each.supersedes for each in made if each.supersedes and each.verdict is Verdict.WITHDRAW]
    known = {each.id: each for each in journal.decisions_by_id(connection, named)} if named else {}
    for each in made:
        if each.verdict is Verdict.WITHDRAW:
            _check_withdrawal(each, known | earlier)
        else:
            _check_values(connection, each)
        earlier[each.id] = each


def _check_withdrawal(made: Decision, known: dict[str, Decision]) -> None:
    target = known.get(made.supersedes or "")
    if target is None:
        raise InputError(
            f"decision {made.id}: withdraws {made.supersedes}, which is not on record; reload and try again"
        )
    if target.subject != made.subject:
        raise InputError(f"decision {made.id}: withdraws {target.id}, which is on {target.subject}, not {made.subject}")


def _check_values(connection: Connection, made: Decision) -> None:
    values = made.values
    try:
        if (stance := values.get("stance")) is not None and stance not in list(Stance):
            raise ValueError(f"stance is {stance!r}; allowed are {', '.join(Stance)}")
        if (concept := values.get("concept")) is not None and not (isinstance(concept, str) and concept):
            raise ValueError(f"concept is {concept!r}; give the id of a concept of the codebook")
        if values.get("said") is not None:
            days_in(values["said"])
        if is_by_hand(made.subject) or not made.subject.partition(":")[1]:
            if values.get("actor") is not None:
                named_in(values["actor"])
            for name in items_in(values.get("via")):
                named_in(name)
            _check_spans(connection, made)
    except ValueError as error:
        raise InputError(f"decision {made.id} on {made.subject}: {error}") from error


def _check_spans(connection: Connection, made: Decision) -> None:
    spans = [span for name in _SPANS if made.values.get(name) for span in spans_in(made.values[name])]
    by_hand = made.verdict is Verdict.ADD and is_by_hand(made.subject)
    document = made.word("document")
    if by_hand and not made.word("attribution"):
        attribution_of(made)  # tells what is missing
        query = select(schema.documents.c.n_chars).where(schema.documents.c.id == document)
        length = connection.execute(query).scalar()
        if length is None:
            raise ValueError(f"there is no document {document!r}")
    elif spans and not is_by_hand(made.subject):
        own = schema.attributions.c
        query = select(schema.documents.c.n_chars).join(schema.attributions, own.document_id == schema.documents.c.id)
        length = connection.execute(query.where(own.id == made.subject)).scalar()
        if length is None:
            raise ValueError("there is no such attribution; reload and try again")
    else:
        return
    if (last := max(spans, key=lambda span: span.end, default=Span(0, 0))).end > length:
        raise ValueError(f"span [{last.start}, {last.end}) ends after the text, which has {length} code points")
