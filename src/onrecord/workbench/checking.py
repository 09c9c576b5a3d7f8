"""Decisions checked before they go on record: what cannot be read later is refused now, with what is allowed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, select

from ..errors import InputError
from ..record import Concept, Decision, Span, Stance, Verdict
from ..review.codebook import edited_codebook
from ..review.corrections import fold_corrections
from ..review.hand import attribution_of, is_by_hand
from ..review.shared import is_shared
from ..review.values import days_in, items_in, named_in, spans_in
from ..store import acts, journal, schema
from .variables import check_variables, types_in

_SPANS = ("source", "cue", "content", "quote")


def check_decisions(connection: Connection, made: Sequence[Decision]) -> None:
    """Raises InputError where a decision is about nothing that is or was there, where its values cannot be read, or
    where it withdraws what is not on record."""
    _check_subjects(connection, made)
    _check_concepts(connection, made)
    check_variables(connection, made)
    earlier: dict[str, Decision] = {}
    named = [each.supersedes for each in made if each.supersedes and each.verdict is Verdict.WITHDRAW]
    known = {each.id: each for each in journal.decisions_by_id(connection, named)} if named else {}
    for each in made:
        if each.verdict is Verdict.WITHDRAW:
            _check_withdrawal(each, known | earlier)
        else:
            _check_values(connection, each)
        earlier[each.id] = each


def _check_subjects(connection: Connection, made: Sequence[Decision]) -> None:
    plain = {}
    for each in made:
        prefix, colon, rest = each.subject.partition(":")
        if not colon:
            plain[each.subject] = each
        elif not rest or not (is_shared(each.subject) or is_by_hand(each.subject)):
            raise InputError(f"decision {each.id}: there is nothing to decide on {each.subject!r}")
        elif each.verdict is Verdict.ADD and prefix in ("document", "event", "cluster"):
            raise InputError(f"decision {each.id}: a {prefix} cannot be added by a decision")
    for subject in plain.keys() - acts.known_subjects(connection, list(plain)):
        raise InputError(
            f"decision {plain[subject].id}: {subject} is no suggestion and no attribution here; reload the page"
        )


def _check_concepts(connection: Connection, made: Sequence[Decision]) -> None:
    own = schema.concepts.c
    named = {one for each in made for one in _concepts_in(each)}
    named -= {each.subject.removeprefix("concept:") for each in made if each.verdict is Verdict.ADD}
    if not named:
        return
    known = set(connection.execute(select(own.id).where(own.id.in_(named))).scalars())
    if unknown := sorted(named - known):
        raise InputError(f"{unknown[0]!r} is no concept of the codebook; choose one of it, or add it there first")


def _concepts_in(made: Decision) -> Iterable[str]:
    names = ("concept", "merged_into", "parent") if made.subject.startswith("concept:") else ("concept",)
    for name in names:
        if made.verdict.decides and (concept := made.word(name)):
            yield concept


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
        if is_shared(made.subject):
            _check_shared(made)
        else:
            if values.get("actor") is not None:
                named_in(values["actor"])
            for name in (*items_in(values.get("also")), *items_in(values.get("via"))):
                named_in(name)
            _check_spans(connection, made)
    except ValueError as error:
        raise InputError(f"decision {made.id} on {made.subject}: {error}") from error


def _check_shared(made: Decision) -> None:
    """Reads the decision as the gathers will."""
    fold_corrections([made])
    if made.subject.startswith("concept:"):
        before = Concept(made.subject.removeprefix("concept:"), "?")
        edited_codebook([] if made.verdict is Verdict.ADD else [before], [made])
        if made.verdict is Verdict.ADD and not made.word("label").strip():
            raise ValueError("a new concept needs a label")
    if made.subject.startswith("type:") and made.verdict is not Verdict.REJECT:
        types_in([made])
    if made.subject.startswith("actor:") and made.verdict is Verdict.ADD and not made.word("name").strip():
        raise ValueError("a new actor needs a name")


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
