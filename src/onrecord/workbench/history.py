"""The journal read by people: who did what when, and taking back what somebody is entitled to take back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, or_, select

from ..dossier.wording import one_line
from ..errors import InputError
from ..record import Decision, Verdict, decisions_in_force
from ..review.hand import is_by_hand
from ..store import Store, journal, schema
from ..store.journal import decision_of
from ..store.values import batches
from .deciding import Outcome, decide
from .history_words import Names, act_words, change_words, places_of, read_names, said_word
from .seeing import Reader, closed_documents

PAGE = 100


@dataclass(frozen=True, slots=True)
class Line:
    """One decision: `what` it is about in words, the first words of its `passage` ("" for none), `changes` it made;
    `document_id` and `attribution_id` lead to the passage, `actor_id` to the actor, where there is one. `standing` is
    False once it was withdrawn."""

    number: int
    id: str
    coder: str
    at: datetime
    verdict: str
    said: str
    subject: str
    what: str
    passage: str
    changes: tuple[str, ...]
    document_id: str | None
    attribution_id: str | None
    actor_id: str | None
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
        about = _about(connection, [*made, *voided])
        names = read_names(
            connection, [*made, *voided], {subject: one["document"] for subject, one in about.items()},
            [one["place"] for one in about.values() if "place" in one],
        )  # fmt: skip
    return [
        _line(row, one, about, names, one.id in in_force or one.verdict is Verdict.WITHDRAW, withdrawn)
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


def _about(connection: Connection, made: Sequence[Decision]) -> dict[str, dict[str, Any]]:
    """Subject -> what it is: document, speaker, concept and passage of suggestions, attributions and codings by hand.
    A suggestion that is no longer made is what its decision says it was."""
    s, a, t = schema.suggestions, schema.attributions, schema.sayings
    # Subject -> its attribution, as the decisions say where the tables no longer do.
    on = {one.subject: one.word("attribution") or str(was_of(one).get("attribution") or "") for one in made}
    found: dict[str, dict[str, Any]] = {}
    coded: dict[str, Any] = {}
    for batch in batches(on):
        rows = connection.execute(
            select(s.c.id, s.c.concept_id, s.c.stance, s.c.attribution_id).where(s.c.id.in_(batch))
        )
        coded |= {row.id: row for row in rows}
    on |= {row.id: row.attribution_id for row in coded.values()}
    spoken: dict[str, Any] = {}
    joined = a.outerjoin(t, t.c.attribution_id == a.c.id)
    for batch in batches({one for subject, attribution in on.items() for one in (subject, attribution) if one}):
        query = select(a.c.id, a.c.document_id, a.c.content, t.c.actor_name).select_from(joined)
        spoken |= {row.id: row for row in connection.execute(query.where(a.c.id.in_(batch)))}
    for subject, attribution in on.items():
        row, own = spoken.get(attribution) or spoken.get(subject), coded.get(subject)
        if row is not None:
            found[subject] = {"name": row.actor_name, "document": row.document_id, "attribution": row.id}
            if row.content:
                found[subject]["place"] = (row.document_id, *row.content[0])
            if own is not None:
                found[subject] |= {"concept": own.concept_id, "stance": own.stance}
    return found


def _line(
    row: Any,
    made: Decision,
    about: Mapping[str, Mapping[str, Any]],
    names: Names,
    standing: bool,
    withdrawn: Mapping[str, Decision],
) -> Line:
    here, gone = about.get(made.subject, {}), withdrawn.get(made.supersedes or "")
    document = here.get("document") or made.word("document") or row.document_id or None
    kind, _, identifier = made.subject.partition(":")
    what = _what(gone if gone is not None and made.verdict is Verdict.WITHDRAW else made, here, names)
    if gone is not None and made.verdict is Verdict.WITHDRAW:
        what = f"“{said_word(gone)}” by {gone.coder}: {what}"
    was = str(was_of(made).get("stance") or "")
    changes = [f"was {was}"] if was and made.word("stance", was) != was else []
    code = str(was_of(made).get("concept") or "")
    changes += [f"was {names.concepts.get(code, code)}"] if code and made.word("concept", code) != code else []
    changes += change_words(made, names, identifier if kind == "document" else document)
    by_hand = made.subject if is_by_hand(made.subject) else None
    words = names.words.get(here["place"], "") if "place" in here else _first_span(made, document, names)
    return Line(
        row.number, made.id, made.coder, made.decided_at, made.verdict.value, said_word(made), made.subject,
        one_line(what, 160), words, tuple(changes),
        document or (identifier if kind == "document" and identifier in names.documents else None),
        here.get("attribution") or made.word("attribution") or by_hand,
        identifier if kind == "actor" else None, standing,
    )  # fmt: skip


def _what(made: Decision, here: Mapping[str, Any], names: Names) -> str:
    if act := act_words(made, names):
        return act
    was = was_of(made)
    concept = made.word("concept") or str(here.get("concept") or was.get("concept") or "")
    given = made.values.get("actor")
    speaker = here.get("name") or (names.actor(given) if isinstance(given, Mapping) else "")
    parts = (
        speaker or ("nobody named" if here or is_by_hand(made.subject) else names.subject(made)),
        made.word("stance") or str(here.get("stance") or was.get("stance") or ""),
        names.concepts.get(concept, concept),
    )
    return ", ".join(part for part in parts if part)


def _first_span(made: Decision, document: str | None, names: Names) -> str:
    """The first words of what a decision marked itself."""
    return next((words for place in places_of(made, document) if (words := names.words.get(place))), "")


def was_of(made: Decision) -> Mapping[str, Any]:
    """What the machine had said of the subject when it was decided on."""
    of = made.values.get("of")
    return of if isinstance(of, Mapping) else {}
