"""What learning leaves in a project: vectors of passages, a blob a document, and the suggestions a learner made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, delete, insert, select

from ..record import Suggestion
from .schema import documents, learned_suggestions, summaries
from .values import batches, insert_rows

VECTORS = "sentence_vectors"


def read_vectors(connection: Connection, versions: Mapping[str, str]) -> dict[str, bytes]:
    """Document id -> the blob kept for it, of those documents whose blob has the version asked for."""
    found: dict[str, bytes] = {}
    for batch in batches(versions):
        query = select(summaries).where(summaries.c.step == VECTORS, summaries.c.document_id.in_(batch))
        rows = connection.execute(query)
        found.update({row.document_id: row.value for row in rows if row.version == versions[row.document_id]})
    return found


def save_vectors(connection: Connection, found: Mapping[str, bytes], versions: Mapping[str, str]) -> None:
    """Puts these blobs in place of those of the same documents; a document that is gone is left out."""
    for batch in batches(found):
        known = set(connection.execute(select(documents.c.id).where(documents.c.id.in_(batch))).scalars())
        here = summaries.c.step == VECTORS, summaries.c.document_id.in_(batch)
        connection.execute(delete(summaries).where(*here))
        rows = [
            {"document_id": one, "step": VECTORS, "version": versions[one], "value": found[one]}
            for one in batch
            if one in known
        ]
        if rows:
            connection.execute(insert(summaries), rows)


def add_learned(connection: Connection, made: Iterable[Suggestion]) -> int:
    """Adds what a learner proposes for the first time; what it proposed before keeps its score and origin. Returns how
    many are new."""
    n_new = 0
    for batch in batches(made):
        ids = learned_suggestions.c.id
        known = set(connection.execute(select(ids).where(ids.in_([each.id for each in batch]))).scalars())
        new = {each.id: each for each in batch if each.id not in known}
        insert_rows(
            connection,
            learned_suggestions,
            (
                {
                    "id": each.id,
                    "attribution_id": each.attribution_id,
                    "concept_id": each.concept_id,
                    "stance": each.stance.value,
                    "score": each.score,
                    "origin": each.origin,
                }
                for each in new.values()
            ),
        )
        n_new += len(new)
    return n_new
