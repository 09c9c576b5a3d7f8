"""Acts of speech (clusters) read alone: all that their statements follow from, without the rest of the collection."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, select

from ..record import Actor, Attribution, Decision, Derivation, Saying, Suggestion
from .actors import actor_of, saying_of
from .annotation import attribution_of
from .coded import suggestion_of
from .edits import edited_attributions, edits_in
from .journal import decisions_about
from .resolved import derivation_of
from .schema import actors, attributions, decisions, derivations, edits, sayings, suggestions
from .values import batches


@dataclass(frozen=True, slots=True)
class Acts:
    """What the statements of some clusters rest on, each in the order of the record. Actors are without mentions."""

    attributions: tuple[Attribution, ...]
    sayings: dict[str, Saying]
    suggestions: tuple[Suggestion, ...]
    decisions: tuple[Decision, ...]
    actors: tuple[Actor, ...]
    derivations: tuple[Derivation, ...]


def attributions_under(connection: Connection, subjects: Collection[str]) -> set[str]:
    """The attributions that these subjects are about: suggestions, codings by hand, attributions themselves."""
    found: set[str] = set()
    for batch in batches(subjects):
        on = suggestions.c.attribution_id
        found.update(connection.execute(select(on).where(suggestions.c.id.in_(batch))).scalars())
        by_hand = select(edits.c.attribution_id).where(edits.c.subject.in_(batch), edits.c.attribution_id.is_not(None))
        found.update(connection.execute(by_hand).scalars())
        answered = select(decisions.c.attribution_id).where(
            decisions.c.subject.in_(batch), decisions.c.attribution_id.is_not(None)
        )
        found.update(connection.execute(answered).scalars())
        found.update(connection.execute(select(attributions.c.id).where(attributions.c.id.in_(batch))).scalars())
    return found


def known_subjects(connection: Connection, subjects: Collection[str]) -> set[str]:
    """Those of the subjects that are suggestions or attributions, or were decided on before."""
    found: set[str] = set()
    for batch in batches(subjects):
        for column in (suggestions.c.id, attributions.c.id, decisions.c.subject):
            found.update(connection.execute(select(column).where(column.in_(batch))).scalars())
    return found


def clusters_of(connection: Connection, attribution_ids: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for batch in batches(attribution_ids):
        query = select(sayings.c.cluster).where(sayings.c.attribution_id.in_(batch))
        found.update(connection.execute(query).scalars())
    return found


def load_acts(connection: Connection, clusters: Iterable[str]) -> Acts:
    """All that the statements of these clusters follow from."""
    told = {
        row.attribution_id: saying_of(row)
        for batch in batches(clusters)
        for row in sorted(
            connection.execute(select(sayings).where(sayings.c.cluster.in_(batch))), key=lambda row: row.position
        )
    }
    rows = [
        row
        for batch in batches(told)
        for row in connection.execute(select(attributions).where(attributions.c.id.in_(batch)))
    ]
    laid_over = edits_in(connection, {row.document_id for row in rows})
    order = {identifier: n for n, identifier in enumerate(told)}
    rows.sort(key=lambda row: order[row.id])
    suggested = sorted(
        (
            row
            for batch in batches(told)
            for row in connection.execute(select(suggestions).where(suggestions.c.attribution_id.in_(batch)))
        ),
        key=lambda row: row.position,
    )
    subjects = [*(row.id for row in suggested), *told]
    speaking = {actor for each in told.values() for actor in (each.actor_id, *each.also) if actor}
    return Acts(
        edited_attributions(map(attribution_of, rows), laid_over),
        told,
        tuple(map(suggestion_of, suggested)),
        tuple(decisions_about(connection, told, subjects)),
        tuple(
            actor_of(row)
            for batch in batches(sorted(speaking))
            for row in connection.execute(select(actors).where(actors.c.id.in_(batch)))
        ),
        _derivations_from(connection, {row.document_id for row in rows}),
    )


def _derivations_from(connection: Connection, document_ids: set[str]) -> tuple[Derivation, ...]:
    """What the documents stand on, and what that stands on in turn."""
    found, known, open_ = [], set(document_ids), set(document_ids)
    while open_:
        rows = [
            row
            for batch in batches(sorted(open_))
            for row in connection.execute(select(derivations).where(derivations.c.from_document.in_(batch)))
        ]
        found.extend(rows)
        open_ = {row.to_id for row in rows if row.to_kind == "document" and row.to_id} - known
        known |= open_
    return tuple(derivation_of(row) for row in sorted(found, key=lambda row: row.position))
