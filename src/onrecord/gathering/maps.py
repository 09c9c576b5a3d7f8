"""The two maps: each document read alone, in a worker, and only where something it was read with has changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from ..coding import ConceptFinder
from ..engine import Failure
from ..record import Actor, ActorKind, Concept, ConceptKind, Publication
from ..summarizing import (
    FIRST,
    SECOND,
    WEIGHED,
    Answer,
    Batch,
    Context,
    Known,
    KnownBatch,
    Packed,
    read_first,
    read_second,
)
from .sheets import cut, digest_of
from .work import UNREAD, Work

_BATCH = 24  # documents a worker is given at once
WRITTEN = 480  # documents whose summaries are committed together


def read_closely(work: Work, versions: dict[str, str]) -> dict[str, str]:
    """Brings the first map up to date; gives the versions of the documents that have its summaries."""
    done = work.store.summary_versions(FIRST[0])
    pending = [one for one, version in versions.items() if done.get(one) != version]
    tasks = [Batch(work.store.reach, tuple(ids)) for ids in cut(pending, _BATCH)]

    def keep(document_id: str, found: Packed) -> dict[str, tuple[str, bytes]]:
        return {step: (versions[document_id], packed) for step, packed in found.items()}

    failed = _map(work, "reading each article closely", read_first, tasks, keep, versions, len(pending))
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
    wanted = _Wanted(versions, publications, named, context)
    done = {group: work.store.summary_versions(steps[0]) for group, steps in SECOND.items()}
    pending: list[Known] = []
    for one in versions:
        here = tuple(persons[actor_id] for actor_id in present[one] if actor_id in persons)
        names = "\n".join(person.name for person in here)
        wanted.names[one] = names
        groups = tuple(group for group in SECOND if not wanted.is_done(group, one, done[group].get(one, "")))
        if groups:
            pending.append(Known(one, publications[one], here, groups))
    tasks = [KnownBatch(work.store.reach, tuple(known)) for known in cut(pending, _BATCH)]
    read = partial(read_second, context=context)
    failed = _map(work, "reading each article again", read, tasks, wanted.kept, versions, len(pending))
    return [one for one in versions if one not in failed]


class _Wanted:
    """The versions that the second map's summaries are to have: of each group of steps, all that it is read with."""

    def __init__(
        self,
        versions: Mapping[str, str],
        publications: Mapping[str, Publication],
        named: Mapping[str, str],
        context: Context,
    ) -> None:
        self._versions, self._publications, self._named = versions, publications, named
        self._finder = ConceptFinder(context.concepts, dict(context.frequencies))
        self._concepts = digest_of(*sorted(repr(_found_by(concept)) for concept in context.concepts))
        self._outlets = digest_of(repr(context.outlets))
        self._weights: dict[tuple[str, ...], str] = {}
        self.names: dict[str, str] = {}

    def of(self, group: str, document_id: str, weighed: Sequence[str] = ()) -> str:
        """The version of a group of steps on a document; that of codes names the concepts whose weights they
        depend on."""
        version, found = self._versions[document_id], self._publications[document_id]
        if group == "codes":
            weighed = tuple(weighed)
            if weighed not in self._weights:
                self._weights[weighed] = repr(self._finder.weights_of(weighed))
            return " ".join((digest_of(version, self._concepts, self._weights[weighed]), *weighed))
        days = repr((found.published, found.basis))
        if group == "references":
            return digest_of(version, self._outlets, repr(found.outlet), days)
        if group == "demands":
            return digest_of(version, self._concepts, self._named[document_id], days)
        return digest_of(version, repr(found), self._named[document_id], self.names[document_id])

    def is_done(self, group: str, document_id: str, version: str) -> bool:
        """Whether summaries of this version need not be made anew."""
        return bool(version) and version == self.of(group, document_id, version.split()[1:])

    def kept(self, document_id: str, found: Packed) -> dict[str, tuple[str, bytes]]:
        """Summaries as they are kept, with their versions."""
        weighed = found.get(WEIGHED, b"").decode().split()
        return {
            step: (self.of(group, document_id, weighed if group == "codes" else ()), found[step])
            for group, steps in SECOND.items()
            for step in steps
            if step in found
        }


def _map(
    work: Work,
    step: str,
    read: Callable[[Any], Answer],
    tasks: Sequence[Batch | KnownBatch],
    keep: Callable[[str, Packed], dict[str, tuple[str, bytes]]],
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
                kept[document_id] = keep(document_id, summaries)
        if len(kept) >= WRITTEN:
            work.store.save_summaries(kept)
            kept = {}
        work.step(step, n_done, n_total)
    work.store.save_summaries(kept)
    work.rest()
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
    # In which order, and thus how often, the words that stand for it were met makes no difference.
    return concept.id, concept.label, concept.kind, sorted(concept.keywords), concept.retired, told
