"""The two maps: each document read alone, in a worker, and only where something it was read with has changed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from ..engine import Failure
from ..record import Actor, ActorKind, Concept, ConceptKind, Publication
from ..summarizing import FIRST, SECOND, Answer, Batch, Context, Known, KnownBatch, read_first, read_second
from .sheets import cut, digest_of
from .work import UNREAD, Work

_BATCH = 24  # documents a worker is given at once
WRITTEN = 480  # documents whose summaries are committed together


def read_closely(work: Work, versions: dict[str, str]) -> dict[str, str]:
    """Brings the first map up to date; gives the versions of the documents that have its summaries."""
    done = work.store.summary_versions(FIRST[0])
    pending = [one for one, version in versions.items() if done.get(one) != version]
    tasks = [Batch(work.store.reach, tuple(ids)) for ids in cut(pending, _BATCH)]
    failed = _map(work, "reading each article closely", read_first, tasks, versions, len(pending))
    return {one: version for one, version in versions.items() if one not in failed}


def read_again(
    work: Work,
    versions: Mapping[str, str],
    publications: Mapping[str, Publication],
    actors: Iterable[Actor],
    present: Mapping[str, tuple[str, ...]],
    named: Mapping[str, str],
    context: Context,
) -> list[str]:
    """Brings the second map up to date; gives the documents that have its summaries."""
    persons = {one.id: Actor(one.id, one.name, one.kind) for one in actors if one.kind is ActorKind.PERSON}
    concepts = repr([_found_by(concept) for concept in context.concepts])
    whole = digest_of(repr(context.outlets), concepts, json.dumps(context.frequencies, sort_keys=True))
    done = work.store.summary_versions(SECOND[0])
    pending: list[Known] = []
    wanted: dict[str, str] = {}
    for one, version in versions.items():
        here = tuple(persons[actor_id] for actor_id in present[one] if actor_id in persons)
        names = "\n".join(person.name for person in here)
        wanted[one] = digest_of(version, whole, repr(publications[one]), named[one], names)
        if done.get(one) != wanted[one]:
            pending.append(Known(one, publications[one], here))
    tasks = [KnownBatch(work.store.reach, tuple(known)) for known in cut(pending, _BATCH)]
    read = partial(read_second, context=context)
    failed = _map(work, "reading each article again", read, tasks, wanted, len(pending))
    return [one for one in versions if one not in failed]


def _map(
    work: Work,
    step: str,
    read: Callable[[Any], Answer],
    tasks: Sequence[Batch | KnownBatch],
    versions: Mapping[str, str],
    n_total: int,
) -> set[str]:
    """Runs a map over batches and keeps its summaries; gives the documents that have none, which are listed."""
    failed: set[str] = set()
    kept: dict[str, dict[str, tuple[str, bytes]]] = {}
    n_done = 0
    work.step(step, 0, n_total)
    for found in _answers(work, read, tasks):
        for document_id, summaries in found:
            n_done += 1
            if isinstance(summaries, str):
                failed.add(document_id)
                work.store.save_failure(document_id, summaries, version=versions[document_id], step=UNREAD)
            else:
                version = versions[document_id]
                kept[document_id] = {name: (version, packed) for name, packed in summaries.items()}
        if len(kept) >= WRITTEN:
            work.store.save_summaries(kept)
            kept = {}
        work.step(step, n_done, n_total)
    work.store.save_summaries(kept)
    return failed


def _answers(work: Work, read: Callable[[Any], Answer], tasks: Sequence[Batch | KnownBatch]) -> Iterator[Answer]:
    """The answers in order; a batch that hangs or ends its worker is tried again, a document at a time."""
    for task, result in work.engine.map(read, tasks):
        if not isinstance(result, Failure):
            yield result
            continue
        single: Iterator[Batch | KnownBatch] = task.single()
        for one, alone in work.engine.map(read, single):
            yield [(one.ids[0], alone.reason)] if isinstance(alone, Failure) else alone


def _found_by(concept: Concept) -> tuple[object, ...]:
    """All of a concept that the second map reads; how often it was told, which a definition may say, is not."""
    told = (concept.definition, concept.examples) if concept.kind is ConceptKind.ARGUMENT else ()
    return concept.id, concept.label, concept.kind, concept.keywords, concept.retired, told
