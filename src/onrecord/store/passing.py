"""What belongs to one actor given to another, mentions, sayings, derivations: by few statements, however many rows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, String, cast, func, or_, select, update

from .actors import spoke_beside
from .listed import listed
from .schema import actor_mentions, attributions, derivations, sayings
from .values import batches


@dataclass(frozen=True, slots=True)
class Belongings:
    """Places that name an actor ([document, start, end]), attributions in which it speaks, those in whose chain of
    reporters it stands, derivations from it, and attributions in which it speaks beside others: [attribution, who
    speaks beside the first before, and after]."""

    mentions: Sequence[Sequence[Any]] = ()
    sayings: Sequence[str] = ()
    vias: Sequence[str] = ()
    derived: Sequence[str] = ()
    besides: Sequence[Sequence[Any]] = ()

    def as_json(self) -> dict[str, Any]:
        """Plain values, to be kept until the act is taken back."""
        return {
            "mentions": self.mentions,
            "sayings": self.sayings,
            "vias": self.vias,
            "derived": self.derived,
            "besides": self.besides,
        }


def belongings(connection: Connection, actor_id: str, *, into: str) -> Belongings:
    """All that is the actor's, as it goes to another."""
    own, edges = actor_mentions.c, derivations.c
    mentions = select(own.document_id, own.start, own.end).where(own.actor_id == actor_id).order_by(own.position)
    spoken = select(sayings.c.attribution_id).where(sayings.c.actor_id == actor_id).order_by(sayings.c.attribution_id)
    through = select(sayings.c.attribution_id).where(cast(sayings.c.via, String).like(f'%"{actor_id}"%'))
    derived = select(edges.id).where(edges.to_kind == "actor", edges.to_id == actor_id).order_by(edges.id)
    return Belongings(
        [list(row) for row in connection.execute(mentions)],
        list(connection.execute(spoken).scalars()),
        sorted(connection.execute(through).scalars()),
        list(connection.execute(derived).scalars()),
        besides(connection, actor_id, into),
    )


def besides(connection: Connection, old: str, new: str, among: Collection[str] | None = None) -> list[list[Any]]:
    """Attributions in which `old` speaks beside others, or they beside it: who does so before and after `new` takes its
    place; `among` names those in which it does."""
    own = sayings.c
    query = select(own.attribution_id, own.actor_id, own.also).where(or_(spoke_beside(old), spoke_beside(new)))
    found = []
    for row in connection.execute(query.order_by(own.attribution_id)):
        if among is not None and row.attribution_id not in among:
            continue
        first = new if row.actor_id == old else row.actor_id
        after = [one for one in dict.fromkeys(new if each == old else each for each in row.also) if one != first]
        if after != row.also:
            found.append([row.attribution_id, row.also, after])
    return found


def in_documents(connection: Connection, actor_id: str, document_ids: Collection[str]) -> tuple[list[Any], list[Any]]:
    """Rows of the actor's mentions (document_id, start, end) and sayings (id, document_id, source, actor_id) there,
    also of those in which it speaks beside others."""
    own, here = actor_mentions.c, attributions.c
    mentions: list[Any] = []
    spoken: list[Any] = []
    for batch in batches(sorted(document_ids)):
        named = select(own.document_id, own.start, own.end).where(own.actor_id == actor_id, own.document_id.in_(batch))
        mentions += connection.execute(named.order_by(own.position)).all()
        said = select(here.id, here.document_id, here.source, sayings.c.actor_id).join(
            sayings, sayings.c.attribution_id == here.id
        )
        speaks = or_(sayings.c.actor_id == actor_id, spoke_beside(actor_id))
        spoken += connection.execute(said.where(here.document_id.in_(batch), speaks)).all()
    return mentions, spoken


def touched_acts(connection: Connection, old: str, new: str, moved: Belongings) -> set[str]:
    """Acts of speech (clusters) that become another act, not only somebody else's, when these belongings go from `old`
    to `new`: both speak in them, somebody speaks beside them, or their chains or derivations change. To be asked before
    anything is moved."""
    going = set(moved.sayings)
    of_old = connection.execute(
        select(sayings.c.attribution_id, sayings.c.cluster).where(sayings.c.actor_id == old)
    ).all()
    leaving = {row.cluster for row in of_old if row.attribution_id in going}
    staying = {row.cluster for row in of_old if row.attribution_id not in going}
    theirs = set(connection.execute(select(sayings.c.cluster).where(sayings.c.actor_id == new)).scalars())
    touched = leaving & (staying | theirs | crowded_acts(connection))
    for batch in batches([*moved.vias, *(one[0] for one in moved.besides)]):
        query = select(sayings.c.cluster).where(sayings.c.attribution_id.in_(batch))
        touched.update(connection.execute(query).scalars())
    edges = derivations.c
    beside = select(edges.from_document).where(edges.to_kind == "actor", edges.to_id.in_([old, new])).distinct()
    joined = sayings.join(attributions, attributions.c.id == sayings.c.attribution_id)
    query = select(sayings.c.cluster).select_from(joined).where(attributions.c.document_id.in_(beside))
    return touched | (leaving & set(connection.execute(query).scalars()))


def crowded_acts(connection: Connection) -> set[str]:
    """Acts of speech (clusters) in which several speak together."""
    return set(connection.execute(select(sayings.c.cluster).where(sayings.c.also.is_not(None))).scalars())


def pass_on(connection: Connection, old: str, new: str, name: str, moved: Belongings) -> None:
    """Gives these belongings of `old`, as far as they still are, to `new`, who is called `name`."""
    _pass_mentions(connection, old, new, moved.mentions)
    going = listed(connection, ([one] for one in moved.sayings), id=str)
    own = sayings.c
    here = own.actor_id == old, own.attribution_id.in_(select(going.c.id))
    connection.execute(update(sayings).where(*here).values(actor_id=new, actor_name=name))
    for batch in batches(moved.vias):
        for row in connection.execute(select(sayings).where(own.attribution_id.in_(batch))).all():
            chain = [new if each == old else each for each in row.via]
            connection.execute(update(sayings).where(own.attribution_id == row.attribution_id).values(via=chain))
    known = {one: (before, after) for one, before, after in moved.besides}
    for batch in batches(known):
        for row in connection.execute(select(own.attribution_id, own.also).where(own.attribution_id.in_(batch))).all():
            before, after = known[row.attribution_id]
            beside = after if row.also == before else [new if each == old else each for each in row.also or ()]
            here_too = own.attribution_id == row.attribution_id
            connection.execute(update(sayings).where(here_too).values(also=beside or None))
    for batch in batches(moved.derived):
        connection.execute(update(derivations).where(derivations.c.id.in_(batch)).values(to_id=new))


def _pass_mentions(connection: Connection, old: str, new: str, places: Iterable[Sequence[Any]]) -> None:
    own = actor_mentions.c
    wanted = {(document, start, end) for document, start, end in places}
    documents = {document for document, _, _ in wanted}
    if not wanted:
        return
    query = select(own.position, own.document_id, own.start, own.end).where(own.actor_id == old).order_by(own.position)
    if len(documents) < 500:
        query = query.where(own.document_id.in_(sorted(documents)))
    chosen = [row.position for row in connection.execute(query) if (row.document_id, row.start, row.end) in wanted]
    last = connection.execute(select(func.max(own.position)).where(own.actor_id == new)).scalar()
    free = 0 if last is None else last + 1
    for first, final in _runs(chosen):
        here = own.actor_id == old, own.position.between(first, final)
        connection.execute(
            update(actor_mentions).where(*here).values(actor_id=new, position=own.position + (free - first))
        )
        free += final - first + 1


def _runs(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """First and last of every stretch of numbers that follow each other."""
    first = last = None
    for number in numbers:
        if last is not None and number == last + 1:
            last = number
            continue
        if first is not None and last is not None:
            yield first, last
        first = last = number
    if first is not None and last is not None:
        yield first, last
