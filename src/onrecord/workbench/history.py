"""The journal read by people: who did what when, and taking back what somebody is entitled to take back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import or_, select

from ..dossier.wording import one_line
from ..errors import InputError
from ..record import Decision, Verdict, decisions_in_force
from ..review.hand import is_by_hand
from ..store import Store, journal, schema
from ..store.journal import decision_of
from .deciding import Outcome, decide
from .seeing import Reader, closed_documents

PAGE = 100
# What a row tells in other words, or what only a machine reads.
_TOLD = frozenset(("batch", "anchor", "document", "attribution", "of", "concept", "stance", "content", "cue", "source"))
_SAID = {
    Verdict.ACCEPT: "accepted", Verdict.REJECT: "rejected", Verdict.EDIT: "changed", Verdict.ADD: "added",
    Verdict.SKIP: "skipped", Verdict.FLAG: "flagged", Verdict.MEMO: "noted", Verdict.WITHDRAW: "took back",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One decision: `what` it is about in words, `changes` it made; `document_id` and `attribution_id` lead to the
    passage where there is one. `standing` is False once it was withdrawn."""

    number: int
    id: str
    coder: str
    at: datetime
    verdict: str
    said: str
    subject: str
    what: str
    changes: tuple[str, ...]
    document_id: str | None
    attribution_id: str | None
    standing: bool


def lines(
    store: Store,
    *,
    reader: Reader = None,
    coder: str | None = None,
    verdict: str | None = None,
    before: int | None = None,
    limit: int = PAGE,
) -> list[Line]:
    """Rows of the journal, newest first, that a reader may see; `before` is the number of the last one shown."""
    d = schema.decisions
    query = select(d).order_by(d.c.number.desc()).limit(limit)
    if coder:
        query = query.where(d.c.coder == coder)
    if verdict:
        query = query.where(d.c.verdict == verdict)
    if before is not None:
        query = query.where(d.c.number < before)
    if reader is not None:
        # A row that names no article is about the project; on closed articles only the own ones are shown.
        query = query.where(
            or_(d.c.coder == reader, d.c.document_id.is_(None), d.c.document_id.not_in(closed_documents()))
        )
    with store.snapshot(), store.reading() as connection:
        rows = list(connection.execute(query))
        made = [decision_of(row) for row in rows]
        in_force = {
            one.id for one in decisions_in_force(journal.decisions_on(connection, [one.subject for one in made]))
        }
        voided = journal.decisions_by_id(connection, [one.supersedes for one in made if one.supersedes])
        withdrawn = {one.id: one for one in voided}
        about = _about(store, made)
    return [
        _line(row, one, about.get(one.subject, {}), one.id in in_force or one.verdict is Verdict.WITHDRAW, withdrawn)
        for row, one in zip(rows, made, strict=True)
    ]


def take_back(store: Store, decision_id: str, *, by: str, any_coder: bool, id: str) -> Outcome:
    """Withdraws one decision: the own or, for an adjudicator, anybody's. InputError: none, or another's."""
    with store.reading() as connection:
        found = journal.decisions_by_id(connection, [decision_id])
    if not found:
        raise InputError(f"there is no decision {decision_id!r}; reload the page")
    if found[0].coder != by and not any_coder:
        raise InputError("another coder decided this; only that coder or an adjudicator can take it back")
    return decide(store, [Decision(id, found[0].subject, Verdict.WITHDRAW, by, datetime.now(UTC), {}, decision_id)])


def _about(store: Store, made: Sequence[Decision]) -> dict[str, dict[str, Any]]:
    """Subject -> what it is: speaker, concept and passage of suggestions and attributions."""
    s, a, t, c = schema.suggestions, schema.attributions, schema.sayings, schema.concepts
    subjects = sorted({one.subject for one in made})
    found: dict[str, dict[str, Any]] = {}
    with store.reading() as connection:
        labels: dict[str, str] = {row.id: row.label for row in connection.execute(select(c.c.id, c.c.label))}
        joined = a.outerjoin(t, t.c.attribution_id == a.c.id)
        for row in connection.execute(
            select(a.c.id, a.c.document_id, t.c.actor_name).select_from(joined).where(a.c.id.in_(subjects))
        ):
            found[row.id] = {"name": row.actor_name, "document": row.document_id, "attribution": row.id}
        for own in connection.execute(
            select(s.c.id, s.c.concept_id, s.c.stance, a.c.id.label("attribution"), a.c.document_id, t.c.actor_name)
            .select_from(s.join(a, a.c.id == s.c.attribution_id).outerjoin(t, t.c.attribution_id == a.c.id))
            .where(s.c.id.in_(subjects))
        ):
            found[own.id] = {
                "name": own.actor_name, "document": own.document_id, "attribution": own.attribution,
                "concept": labels.get(own.concept_id, own.concept_id), "stance": own.stance,
            }  # fmt: skip
    for one in made:
        entry = found.setdefault(one.subject, {})
        entry["labels"] = labels
        if one.subject.startswith("concept:"):
            identifier = one.subject.removeprefix("concept:")
            entry.setdefault("name", f"concept {labels.get(identifier, identifier)}")
    return found


def _line(
    row: Any, made: Decision, about: Mapping[str, Any], standing: bool, withdrawn: Mapping[str, Decision]
) -> Line:
    labels = about.get("labels", {})
    concept = labels.get(made.word("concept"), about.get("concept", made.word("concept")))
    parts = [
        about.get("name") or made.word("name") or _plain(made.subject),
        made.word("stance") or about.get("stance"),
        concept,
    ]
    if made.verdict is Verdict.WITHDRAW and (gone := withdrawn.get(made.supersedes or "")) is not None:
        parts.insert(0, f"“{_SAID[gone.verdict]}” by {gone.coder}:")
    of = made.values.get("of")
    was = (
        [f"was {of['stance']}"]
        if isinstance(of, Mapping) and made.word("stance", str(of.get("stance"))) != of.get("stance")
        else []
    )
    changes = was + [
        f"{name}: {one_line(str(value), 120)}"
        for name, value in made.values.items()
        if name not in _TOLD and value not in (None, "", [])
    ]
    return Line(
        row.number, made.id, made.coder, made.decided_at, made.verdict.value, _SAID[made.verdict], made.subject,
        one_line(", ".join(part for part in parts if part).replace(":,", ":"), 160), tuple(changes),
        about.get("document") or made.word("document") or None,
        about.get("attribution") or made.word("attribution") or (made.subject if is_by_hand(made.subject) else None),
        standing,
    )  # fmt: skip


def _plain(subject: str) -> str:
    kind, _, rest = subject.partition(":")
    return f"{kind} {rest}" if rest else subject
