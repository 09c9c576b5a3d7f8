"""The codebook kept in versions; `codebook_files.py` compares them.

Concepts themselves are changed by decisions on `concept:ID`; `review/codebook.py` names the values.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, insert, select

from ..errors import InputError
from ..record import Codebook
from ..review.codebook import concept_as_json, concept_from_json
from ..store import Store, coded
from ..store.schema import codebook_versions
from ..store.values import dumps


@dataclass(frozen=True, slots=True)
class Version:
    """A codebook as it was saved; `number` counts from 1, `digest` is the SHA-256 of its concepts."""

    number: int
    digest: str
    saved_by: str
    saved_at: datetime
    note: str


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


def _versions(connection: Connection) -> list[Version]:
    own = codebook_versions.c
    query = select(own.number, own.digest, own.saved_by, own.saved_at, own.note).order_by(own.number)
    return [
        Version(row.number, row.digest, row.saved_by, datetime.fromisoformat(row.saved_at), row.note)
        for row in connection.execute(query)
    ]
