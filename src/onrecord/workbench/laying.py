"""What decisions on attributions, on documents and by hand come to, laid over the machine's rows at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, select

from ..record import Attribution, DateRange, Decision, Edit, JsonValue, Passage, Saying, Span, text_of
from ..resolution.dates import propose_said
from ..review import settled
from ..review.edits import DISPUTED, WITHDRAWN, edits_of
from ..review.hand import attribution_of, is_by_hand
from ..review.journal import Settled
from ..review.values import days_in, items_in
from ..store import actors as speakers
from ..store import edits as laid
from ..store import journal, schema
from ..text import stable_id
from .anchoring import actor_meant

_OF_SPEECH = ("actor", "also", "via", "said")


def lay_edits(connection: Connection, subjects: Collection[str], adjudicators: Collection[str] | None) -> None:
    """Brings edits, attributions by hand and sayings up to date with the decisions on these subjects."""
    document_of = laid.documents_of(connection, subjects)
    wanted = [s for s in subjects if is_by_hand(s) or s in document_of or s.startswith("document:")]
    if not wanted:
        return
    made = journal.decisions_on(connection, wanted)
    resting = {one.word("attribution") for one in made if one.word("attribution")}
    document_of |= laid.documents_of(connection, resting)
    words = settled(made, adjudicators=adjudicators)
    before = laid.edits_on(connection, wanted)
    after = {}
    for edit in edits_of(made, document_of=document_of, adjudicators=adjudicators, words=words):
        if edit.subject in wanted:
            known = before.get(edit.subject)
            after[edit.subject] = replace(edit, found=known.found if known else None)
    for subject, edit in after.items():
        if is_by_hand(subject) and edit.attribution_id == subject:
            _lay_by_hand(connection, subject, words.get(subject))
        elif subject in document_of:
            after[subject] = _lay_speech(connection, edit)
    laid.put_edits(connection, wanted, after.values())


def _lay_by_hand(connection: Connection, subject: str, word: Settled | None) -> None:
    made = word.decision if word else None
    if made is None or made.verdict.value == laid.REJECT:
        laid.drop_by_hand(connection, [subject])
        return
    attribution = attribution_of(made)
    laid.put_by_hand(connection, attribution)
    speakers.put_saying(connection, saying_by_hand(connection, made, attribution))


def saying_by_hand(connection: Connection, made: Decision, attribution: Attribution) -> Saying:
    """Who speaks in an attribution coded by hand: the actor given, else the one whom its source mentions, else its
    words. Its day is the one given, else the one that the sentence tells, else any up to its article's publication."""
    values: Mapping[str, JsonValue] = made.values
    if "actor" in values:
        actor_id, name = actor_meant(connection, values["actor"])
    else:
        actor_id, name = _actor_in_source(connection, attribution)
    said = days_in(values["said"]) if "said" in values else _days_told(connection, attribution)
    return Saying(
        attribution.id,
        actor_id,
        name,
        _ids(connection, values.get("via")),
        said,
        stable_id("cluster", attribution.id),
        made.coder and f"coder:{made.coder}",
        _also(connection, values, actor_id, ()),
    )


def _actor_in_source(connection: Connection, attribution: Attribution) -> tuple[str | None, str]:
    for span in attribution.source:
        actor = speakers.actor_at(connection, Passage(attribution.document_id, span.start, span.end))
        if actor is not None:
            return actor.id, actor.name
    return None, _words(connection, attribution.document_id, attribution.source)


def _words(connection: Connection, document_id: str, spans: Iterable[Span]) -> str:
    spans = list(spans)
    if not spans:
        return ""
    query = select(schema.documents.c.text).where(schema.documents.c.id == document_id)
    return text_of(spans, connection.execute(query).scalar_one())


def _days_told(connection: Connection, attribution: Attribution) -> DateRange:
    own, document = schema.publications.c, schema.documents.c
    row = connection.execute(
        select(own.published_from, own.published_to).where(own.document_id == attribution.document_id)
    ).first()
    published = DateRange.between(row.published_from, row.published_to) if row else DateRange()
    text = connection.execute(select(document.text).where(document.id == attribution.document_id)).scalar()
    return propose_said(attribution, text, published) if text else DateRange.between(None, published.end)


def _ids(connection: Connection, value: JsonValue) -> tuple[str, ...]:
    named = (actor_meant(connection, each)[0] for each in items_in(value))
    return tuple(actor_id for actor_id in named if actor_id is not None)


def _beside(connection: Connection, value: JsonValue, speaker: str | None) -> tuple[str, ...]:
    """Those who spoke with the speaker, each once."""
    return tuple(one for one in dict.fromkeys(_ids(connection, value)) if one != speaker)


def _lay_speech(connection: Connection, edit: Edit) -> Edit:
    """Puts speaker, chain and day of an edit into its saying, and what the machine found back when it is withdrawn."""
    saying = speakers.sayings_on(connection, [edit.subject]).get(edit.subject)
    if saying is None:
        return edit
    found = edit.found if edit.found is not None else _found(connection, saying)
    machine = _as_found(connection, saying, found)
    stands = edit.verdict not in (WITHDRAWN, DISPUTED, laid.REJECT)
    values = {name: edit.values[name] for name in _OF_SPEECH if stands and name in edit.values}
    changed: dict[str, Any] = {}
    if "actor" in values:
        changed["actor_id"], changed["actor_name"] = actor_meant(connection, values["actor"])
        changed["resolved_by"] = f"coder:{edit.coder}"
    if "actor" in values or "also" in values:
        changed["also"] = _also(connection, values, changed.get("actor_id", machine.actor_id), machine.also)
    if "via" in values:
        changed["via"] = _ids(connection, values["via"])
    if "said" in values:
        changed["said"] = days_in(values["said"])
    speakers.put_saying(connection, replace(machine, **changed))
    return replace(edit, found=found if changed else None)


def _also(
    connection: Connection, values: Mapping[str, JsonValue], speaker: str | None, found: tuple[str, ...]
) -> tuple[str, ...]:
    if "actor" in values and speaker is None:
        return ()  # nobody on record speaks, nor anybody with them
    if "also" in values:
        return _beside(connection, values["also"], speaker)
    return tuple(one for one in found if one != speaker)


def _found(connection: Connection, saying: Saying) -> dict[str, JsonValue]:
    said = saying.said
    return {
        "actor": _named(connection, saying.actor_id, saying.actor_name),
        "name": saying.actor_name,
        "also": [_named(connection, each, "") for each in saying.also],
        "via": [_named(connection, each, "") for each in saying.via],
        "said": {
            "from": said.start.isoformat() if said.start else None,
            "to": said.end.isoformat() if said.end else None,
            "precision": said.precision.value,
        },
        "resolved_by": saying.resolved_by,
    }


def _named(connection: Connection, actor_id: str | None, name: str) -> JsonValue:
    if actor_id is None:
        return {"name": name} if name else {"nobody": True}
    place = speakers.anchor_of(connection, actor_id)
    anchor: dict[str, JsonValue] = {} if place is None else {"anchor": [place.document_id, place.start, place.end]}
    return {"id": actor_id, **anchor}


def _as_found(connection: Connection, saying: Saying, found: Mapping[str, JsonValue]) -> Saying:
    actor: Any = found["actor"]
    actor_id, name = actor_meant(connection, actor) if "id" in actor else (None, "")
    return replace(
        saying,
        actor_id=actor_id,
        actor_name=name or str(found["name"]),
        also=_beside(connection, found["also"], actor_id) if "also" in found else saying.also,
        via=_ids(connection, found["via"]),
        said=days_in(found["said"]),
        resolved_by=str(found["resolved_by"]),
    )
