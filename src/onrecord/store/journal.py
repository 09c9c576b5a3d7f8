"""The journal of decisions: only ever added to, read in the order in which it grew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from ..record import Decision, JsonValue, Verdict
from .schema import attributions, decisions, suggestions
from .values import batches, insert_rows

# Values that the workbench adds when it stores a decision: the passage that names an actor, the suggestion answered,
# the version of the codebook.
ADDED = frozenset(("anchor", "of", "codebook"))


def add_decisions(connection: Connection, made: Iterable[Decision]) -> list[Decision]:
    """Appends, and gives those that are new; one that is already there is left alone, so that a repeated request
    doubles nothing. ValueError: the same id with other words (the moment may differ: a repeat comes later)."""
    added: list[Decision] = []
    for batch in batches(made):
        stored = {one.id: one for one in decisions_by_id(connection, [each.id for each in batch])}
        new: dict[str, Decision] = {}
        for each in batch:
            known = stored.get(each.id) or new.setdefault(each.id, each)
            if known is not each and _words(known) != _words(each):
                raise ValueError(
                    f"decision {each.id} is already on record with other words; give the new one its own id"
                )
        places = _places(connection, list(new.values()))
        insert_rows(connection, decisions, (_decision_row(each) | places[each.id] for each in new.values()))
        added.extend(new.values())
    return added


def _places(connection: Connection, made: Sequence[Decision]) -> dict[str, dict[str, str | None]]:
    """Decision id -> the attribution and document it is about."""
    subjects = list(dict.fromkeys(each.subject for each in made))
    on: dict[str, str] = {}
    answered = select(suggestions.c.id, suggestions.c.attribution_id).where(suggestions.c.id.in_(subjects))
    on.update((row.id, row.attribution_id) for row in connection.execute(answered))
    for each in made:
        of = each.values.get("of")
        if isinstance(of, Mapping) and isinstance(place := of.get("attribution"), str):
            on.setdefault(each.subject, place)
        if each.subject.startswith("hand:"):
            on.setdefault(each.subject, each.word("attribution", each.subject))
    candidates = list(dict.fromkeys((*subjects, *on.values())))
    lying = select(attributions.c.id, attributions.c.document_id).where(attributions.c.id.in_(candidates))
    lies_in = {row.id: row.document_id for row in connection.execute(lying)}
    on.update((one, one) for one in subjects if one in lies_in)
    gone = [one for one in subjects if on.get(one) not in lies_in]
    # A withdrawal, or a later word on what is gone, is about what the earlier one was about.
    own = decisions.c
    query = select(own.subject, own.attribution_id, own.document_id).where(own.document_id.is_not(None))
    before = {row.subject: row for row in connection.execute(query.where(own.subject.in_(gone)))} if gone else {}
    found: dict[str, dict[str, str | None]] = {}
    for each in made:
        attribution_id = on.get(each.subject)
        document_id = lies_in.get(attribution_id or "") or each.word("document") or None
        if each.subject.startswith("document:"):
            document_id = each.subject.removeprefix("document:")
        if document_id is None and (known := before.get(each.subject)) is not None:
            attribution_id, document_id = known.attribution_id, known.document_id
        found[each.id] = {"attribution_id": attribution_id, "document_id": document_id}
    return found


def read_decisions(connection: Connection, after: int = 0) -> list[Decision]:
    """The journal, from after its `after`-th row on."""
    query = select(decisions).where(decisions.c.number > after).order_by(decisions.c.number)
    return [decision_of(row) for row in connection.execute(query)]


def decisions_by_id(connection: Connection, ids: Iterable[str]) -> list[Decision]:
    return _where_in(connection, decisions.c.id, ids)


def decisions_on(connection: Connection, subjects: Iterable[str]) -> list[Decision]:
    """All decisions on these subjects, withdrawals too, in the order of the journal."""
    return _where_in(connection, decisions.c.subject, subjects)


def decisions_about(connection: Connection, attribution_ids: Iterable[str], subjects: Iterable[str]) -> list[Decision]:
    """All decisions about these attributions (on their suggestions, on themselves, by hand) or on these subjects, in
    the order of the journal."""
    rows = {
        row.number: row
        for column, wanted in ((decisions.c.attribution_id, attribution_ids), (decisions.c.subject, subjects))
        for batch in batches(dict.fromkeys(wanted))
        for row in connection.execute(select(decisions).where(column.in_(batch)))
    }
    return [decision_of(rows[number]) for number in sorted(rows)]


def decisions_of(connection: Connection, coder: str, *, n: int) -> list[Decision]:
    """A coder's last `n` decisions, newest first, withdrawals too."""
    query = select(decisions).where(decisions.c.coder == coder).order_by(decisions.c.number.desc()).limit(n)
    return [decision_of(row) for row in connection.execute(query)]


def _where_in(connection: Connection, column: Any, wanted: Iterable[str]) -> list[Decision]:
    rows = [
        row
        for batch in batches(dict.fromkeys(wanted))
        for row in connection.execute(select(decisions).where(column.in_(batch)))
    ]
    return [decision_of(row) for row in sorted(rows, key=lambda row: row.number)]


def _words(decision: Decision) -> tuple[object, ...]:
    values = _without_anchors(decision.values)
    return decision.subject, decision.verdict, decision.coder, values, decision.supersedes


def _without_anchors(value: JsonValue) -> object:
    """Values as JSON gives them back, without what was added to them when they were stored."""
    if isinstance(value, Mapping):
        return {name: _without_anchors(inner) for name, inner in value.items() if name not in ADDED}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_without_anchors(inner) for inner in value]
    return value


def _decision_row(decision: Decision) -> dict[str, Any]:
    return {
        "id": decision.id,
        "subject": decision.subject,
        "verdict": decision.verdict.value,
        "coder": decision.coder,
        "decided_at": decision.decided_at.isoformat(),
        "values": dict(decision.values),
        "supersedes": decision.supersedes,
    }


def decision_of(row: Any) -> Decision:
    moment = datetime.fromisoformat(row.decided_at)
    return Decision(row.id, row.subject, Verdict(row.verdict), row.coder, moment, row.values, row.supersedes)
