"""Where sayings and statements stand in order: a number that follows from their attribution alone.

So one can be put between others without numbering all anew: document, then attribution, then statement.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import Connection, select

from ..record import Statement
from .schema import attributions, publications, sayings
from .values import batches

# Places for the attributions of one document (those coded by hand come last), and for the statements of one of them.
_PER_DOCUMENT, BY_HAND_FROM, PER_ATTRIBUTION = 2**20, 2**19, 2**10


def attribution_places(connection: Connection, ids: Collection[str]) -> dict[str, int]:
    """Attribution id -> its place among all, for those whose document has a publication (it gives the order)."""
    places: dict[str, int] = {}
    joined = publications.c.document_id == attributions.c.document_id
    query = select(attributions.c.id, attributions.c.position, publications.c.position.label("document"))
    for batch in batches(ids):
        for row in connection.execute(query.join(publications, joined).where(attributions.c.id.in_(batch))):
            places[row.id] = row.document * _PER_DOCUMENT + min(row.position, _PER_DOCUMENT - 1)
    return places


def statement_places(connection: Connection, found: Sequence[Statement]) -> Iterable[int]:
    """The place of each statement: after its saying, in the order given. Without sayings: 0, 1, 2."""
    bases: dict[str, int] = {}
    query = select(sayings.c.attribution_id, sayings.c.position)
    for batch in batches(dict.fromkeys(each.attribution_id for each in found)):
        for row in connection.execute(query.where(sayings.c.attribution_id.in_(batch))):
            bases[row.attribution_id] = row.position
    before: Counter[str] = Counter()
    for number, each in enumerate(found):
        base = bases.get(each.attribution_id)
        yield number if base is None else base * PER_ATTRIBUTION + before[each.attribution_id]
        before[each.attribution_id] += 1
