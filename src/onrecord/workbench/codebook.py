"""The codebook kept in versions, compared, and brought to what a file gives.

Concepts themselves are changed by decisions on `concept:ID`; `review/codebook.py` names the values.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, insert, select

from ..errors import InputError
from ..record import Codebook, JsonValue, Verdict
from ..review.codebook import concept_as_json, concept_from_json
from ..store import Store, coded
from ..store.schema import codebook_versions
from ..store.values import dumps
from .asking import Request
from .deciding import Outcome, decide, preview


@dataclass(frozen=True, slots=True)
class Version:
    """A codebook as it was saved; `number` counts from 1, `digest` is the SHA-256 of its concepts."""

    number: int
    digest: str
    saved_by: str
    saved_at: datetime
    note: str


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two codebooks: `field` is None for a concept that is new or gone."""

    concept_id: str
    label: str
    field: str | None
    before: JsonValue
    after: JsonValue


# --- versions -------------------------------------------------------------------------------------------------------


def save_version(store: Store, coder: str, note: str = "", *, at: datetime | None = None) -> Version:
    """Saves the codebook as it is now; decisions from here on name this version. The same codebook again gives the
    version that there is."""
    with store.transaction(), store.reading() as connection:
        concepts = [concept_as_json(each) for each in coded.read_concepts(connection)]
        digest = hashlib.sha256(dumps(concepts).encode()).hexdigest()
        known = _versions(connection)
        if known and known[-1].digest == digest:
            return known[-1]
        made = Version(len(known) + 1, digest, coder, at or datetime.now(UTC), note)
        connection.execute(
            insert(codebook_versions).values(
                number=made.number,
                digest=digest,
                saved_by=coder,
                saved_at=made.saved_at.isoformat(),
                note=note,
                concepts=concepts,
            )
        )
    return made


def versions(store: Store) -> list[Version]:
    """The saved versions, oldest first."""
    with store.reading() as connection:
        return _versions(connection)


def version(store: Store, number: int) -> Codebook:
    """The codebook of one version. InputError for a number that was never saved."""
    with store.reading() as connection:
        query = select(codebook_versions.c.concepts).where(codebook_versions.c.number == number)
        concepts = connection.execute(query).scalar()
    if concepts is None:
        raise InputError(f"there is no version {number} of the codebook")
    return Codebook(tuple(map(concept_from_json, concepts)))


def version_diff(store: Store, before: int, after: int | None = None) -> list[Change]:
    """What changed from one version to another, or to the codebook as it is now."""
    now = Codebook(tuple(store.concepts())) if after is None else version(store, after)
    return codebook_diff(version(store, before), now)


def codebook_diff(before: Codebook, after: Codebook) -> list[Change]:
    """Differences concept by concept, in the order of the later codebook, then those that are gone."""
    old, new = ({one.id: one for one in each} for each in (before, after))
    found: list[Change] = []
    for concept_id, concept in new.items():
        if concept_id not in old:
            found.append(Change(concept_id, concept.label, None, None, concept_as_json(concept)))
            continue
        fields = concept_as_json(old[concept_id])
        found += [
            Change(concept_id, concept.label, name, fields[name], value)
            for name, value in concept_as_json(concept).items()
            if value != fields[name] and name != "origin"
        ]
    found += [Change(one.id, one.label, None, concept_as_json(one), None) for one in before if one.id not in new]
    return found


def _versions(connection: Connection) -> list[Version]:
    own = codebook_versions.c
    query = select(own.number, own.digest, own.saved_by, own.saved_at, own.note).order_by(own.number)
    return [
        Version(row.number, row.digest, row.saved_by, datetime.fromisoformat(row.saved_at), row.note)
        for row in connection.execute(query)
    ]


# --- a codebook from a file -----------------------------------------------------------------------------------------


def take_codebook(
    store: Store, request: Request, given: Codebook, *, retire_others: bool = False, try_only: bool = False
) -> Outcome:
    """Brings the codebook to what a file gives, by one bulk of decisions: concepts added and edited; those that it
    does not name stay, or are retired."""
    now = {each.id: each for each in store.concepts()}
    wanted: list[tuple[str, Verdict, dict[str, JsonValue]]] = []
    for concept in given:
        values = {name: value for name, value in concept_as_json(concept).items() if name not in ("id", "origin")}
        if concept.id not in now:
            wanted.append((concept.id, Verdict.ADD, {name: value for name, value in values.items() if value}))
            continue
        had = concept_as_json(now[concept.id])
        changed = {name: _told(name, value) for name, value in values.items() if value != had[name]}
        if changed:
            wanted.append((concept.id, Verdict.EDIT, changed))
    if retire_others:
        named = {each.id for each in given}
        gone = [each.id for each in now.values() if each.id not in named and not each.retired]
        wanted += [(each, Verdict.EDIT, {"retired": True}) for each in gone]
    made = [
        request.decision(f"concept:{concept_id}", verdict, values, number=number, n=len(wanted))
        for number, (concept_id, verdict, values) in enumerate(wanted)
    ]
    if not made:
        return Outcome()
    return preview(store, made) if try_only else decide(store, made)


def _told(name: str, value: JsonValue) -> JsonValue:
    """The value as a decision gives it: nothing is "" there, since null takes an edit back."""
    return "" if value is None and name in ("parent", "rank") else value
