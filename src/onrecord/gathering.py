"""From annotated documents to the record: maps that read one document each, and gathers over what they found.

No gather holds texts. Each map's result is small and kept in the project under a version made of all that the map read,
so that adding ten articles to a hundred thousand maps ten and gathers anew.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from typing import Any

import numpy as np

from .coding import concepts_of, word_weights
from .engine import Engine, Failure
from .engine.aside import Aside
from .engine.inline import InlineEngine
from .packing import UnreadableValue, pack, unpack
from .record import (
    NO_CORRECTIONS,
    Actor,
    ActorKind,
    Annotated,
    Attribution,
    Basis,
    Codebook,
    Concept,
    ConceptKind,
    Corrections,
    DateRange,
    Decision,
    Derivation,
    DerivationTarget,
    EntityKind,
    Event,
    Mention,
    MentionType,
    Passage,
    Publication,
    Requirement,
    Saying,
    Stance,
    Statement,
    Suggestion,
)
from .record.dates import UNKNOWN_DATE
from .resolution.actors import NOTHING_KNOWN, parse_known, stream_actors
from .resolution.actors.result import DocumentActors
from .resolution.clusters import gather_clusters
from .resolution.dates import bound_cited, gather_questions
from .resolution.derivation import (
    gather_derivations,
    gather_outlets,
    gather_shared,
    learned_outlets,
    name_posters,
)
from .resolution.derivation.reuse import SharedText
from .resolution.derivation.sheet import ReportSheet
from .resolution.events import gather_events
from .resolution.process import gather_requirements
from .resolution.resolve import bound_reprints, corrected_days, corrected_publications, share_days
from .resolution.tensions import gather_figures, gather_tensions
from .review import derive_statements, settled
from .review.codebook import (
    GIVEN,
    RECODING,
    Recoding,
    concept_as_json,
    edited_codebook,
    given_in,
    kept_concepts,
)
from .review.corrections import fold_corrections
from .review.edits import edits_of
from .review.hand import attributions_by_hand
from .review.journal import suggested_in
from .store import Store
from .summarizing import (
    FIRST,
    NAMED,
    SECOND,
    Answer,
    Batch,
    Context,
    Known,
    KnownBatch,
    Page,
    RangeRow,
    answer,
    bare,
    lent,
    page_of,
    range_of,
    reached,
    read_first,
    read_second,
)
from .text import sha256

KNOWN_ACTORS = "known_actors"  # note of the project: the table of actors it was given, as text
_BATCH = 24  # documents a worker is given at once
_FEW = 48  # documents that are not worth starting workers for
_MANY = 1_000  # documents from which on gathers run beside each other
_QUESTIONS = 8  # questions a worker is given at once
_KEPT = 512  # articles and attributions kept in memory while passages are paired
_WRITTEN = 480  # documents whose summaries are committed together
UNREAD = "summarize"  # the step under which documents are listed whose maps failed


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a step is: its name in a user's words, how many are done, of how many."""

    step: str
    n_done: int
    n_total: int


Report = Callable[[Progress], None]


class Sheets(Collection[Any]):
    """The values of one step, unpacked anew on every walk, in the order of the documents asked for."""

    def __init__(self, store: Store, step: str, ids: Sequence[str]) -> None:
        self._store, self._step, self._ids = store, step, ids

    def __len__(self) -> int:
        return len(self._ids)

    def __iter__(self) -> Iterator[Any]:
        for _, packed in self._store.summaries(self._step, self._ids):
            yield unpack(packed)

    def __contains__(self, value: object) -> bool:
        return any(value == one for one in self)

    def items(self) -> Iterator[tuple[str, Any]]:
        """Document ids and values."""
        for document_id, packed in self._store.summaries(self._step, self._ids):
            yield document_id, unpack(packed)


def gather(
    store: Store,
    engine: Engine,
    *,
    codebook: Codebook | None,
    report: Report,
    version: str,
    finish: Callable[[], None],
) -> None:
    """Brings the record up to date with the annotated documents, with what coders decided and with the codebook.

    `version` is that of the stages; `finish` writes in the transaction that holds all results. A few documents are read
    here, without workers.
    """
    decisions = store.decisions()
    corrections, decided = lay_decisions(store, decisions)
    inputs = store.input_versions()
    engine = engine if len(inputs) > _FEW else InlineEngine()
    under_way = Gather(store, engine, codebook, report, version, decisions, corrections, decided)
    with lent(store), Aside() if len(inputs) > _MANY else nullcontext() as aside:
        under_way.aside = aside
        try:
            under_way.run(inputs, finish)
        except UnreadableValue:  # kept by another build of onrecord: all maps are run anew
            store.forget_summaries(())
            under_way.run(inputs, finish)


def lay_decisions(store: Store, decisions: Sequence[Decision]) -> tuple[Corrections, frozenset[str]]:
    """Lays coders' edits over attributions and regions and adds what they coded by hand; gives what else they
    corrected, and the documents with an attribution that a decision rests on."""
    adjudicators = store.adjudicators()
    words = settled(decisions, adjudicators=adjudicators)
    subjects = {decision.subject for decision in decisions} | {decision.word("attribution") for decision in decisions}
    answered = {str(of["attribution"]) for decision in decisions if (of := suggested_in(decision))}
    document_of = store.machine_attributions(subjects | answered)
    edits = edits_of(
        decisions,
        document_of={one: document for one, document in document_of.items() if one in subjects},
        adjudicators=adjudicators,
        words=words,
    )
    by_hand = attributions_by_hand(words)
    store.replace_edits(edits, by_hand)
    decided = frozenset(document_of.values()) | {one.document_id for one in by_hand}
    return fold_corrections(decisions, adjudicators=adjudicators), decided


def given_codebook(store: Store) -> Codebook:
    """The concepts as a file or the machine gave them, without what coders changed since."""
    return given_in(store.get_meta(GIVEN), store.concepts)


@dataclass(slots=True)
class Gather:
    """One gather under way: the project, its engine, and what coders decided. `decided` are the documents with an
    attribution that a decision rests on."""

    store: Store
    engine: Engine
    codebook: Codebook | None
    report: Report
    version: str
    decisions: Sequence[Decision] = ()
    corrections: Corrections = NO_CORRECTIONS
    decided: frozenset[str] = frozenset()
    aside: Aside | None = None

    def run(self, inputs: Mapping[str, str], finish: Callable[[], None]) -> None:
        """Gathers over the documents of `inputs` (id -> version, by first path) and stores all in one transaction."""
        store = self.store
        store.forget_failures(UNREAD)
        versions = self._read_first({one: _digest(self.version, version) for one, version in inputs.items()})
        ids = list(versions)
        proposed = self._beside("concepts", ids)
        outlets, names = self._outlets(ids)
        shared = self._beside("shared_text", ids, outlets)
        publications = self._publications(ids, outlets)
        actors, present, named = self._actors(ids, publications)
        self._step("finding what is proposed")
        given, concepts, recoding, weights = proposed()
        context = Context(names, concepts, weights)
        read, ids = ids, self._read_second(versions, publications, actors, present, named, context)
        self._step("finding report chains")
        common = shared() if ids == read else None
        derivations = self._derivations(ids, publications, outlets, names, actors, common)
        reported = self._reported(ids, derivations)
        before = publications
        publications = corrected_publications(bound_cited(publications, derivations, reported), self.corrections)
        if publications != before:  # those dated otherwise now
            self._read_second(versions, publications, actors, present, named, context)
        told = self._beside("events", ids, concepts.concepts)
        self._step("joining reports of one act of speech")
        said, clusters = self._clusters(ids, derivations)
        sayings = partial(_sayings, Sheets(store, NAMED, sorted(ids)), said, clusters)
        self._step("telling events")
        events, requirements = told()
        self._step("deriving statements")
        attributions, suggestions, refusals = self._codes(ids)
        coded = {one.id for one in attributions}
        statements = derive_statements(
            attributions,
            sayings={one.attribution_id: one for one in sayings() if one.attribution_id in coded},
            suggestions=suggestions,
            decisions=self.decisions,
            actors=actors,
            derivations=derivations,
            adjudicators=store.adjudicators(),
            recoding=recoding,
        )
        self._step("pairing passages")
        published = corrected_publications(bound_reprints(publications, derivations), self.corrections)
        amounts = [one for found in Sheets(store, "figures", ids) for one in found]
        text_of = lru_cache(_KEPT)(lambda document_id: store.document(document_id).text)
        figures = gather_figures(amounts, text_of)
        tensions = gather_tensions(
            amounts,
            refusals,
            sayings={one.attribution_id: one for one in sayings()},
            attribution_of=self._attributions(statements).__getitem__,
            article_of=lru_cache(_KEPT)(partial(_article, store, frozenset(ids))),
            text_of=text_of,
            positions=[(s.attribution_id, s.concept_id, s.stance, s.actor_id) for s in statements],
            derivations=derivations,
            actors=actors,
            concepts=concepts.concepts,
            published={one: found.published for one, found in published.items()},
        )
        self._step("writing the record")
        with store.transaction():
            store.replace_resolution(
                publications=published,
                actors=actors,
                mentions=_mentions(Sheets(store, NAMED, sorted(ids))),
                sayings=sayings(),
                events=events,
                derivations=derivations,
                tensions=tensions,
                requirements=requirements,
                figures=figures,
            )
            store.replace_coding(concepts=concepts.concepts, suggestions=suggestions)
            store.replace_statements(statements)
            store.forget_summaries(inputs)
            store.set_meta(GIVEN, [concept_as_json(concept) for concept in given])
            store.set_meta(RECODING, recoding.as_json())
            finish()
        self._step("writing the record", 1)

    # --- beside ---------------------------------------------------------------------------------------------------

    def _beside(self, part: str, *given: Any) -> Callable[[], Any]:
        """Begins a part that needs nothing of what follows, in a process of its own where there is one; gives what
        waits for its result. A part that fails there is done here."""
        if self.aside is None:
            return lambda: PARTS[part](self, *given)
        task = Part(self.store.reach, self.codebook, self.version, self.corrections, part, given)
        future = self.aside.start(do_part, task)

        def result() -> Any:
            found = future.result()
            return PARTS[part](self, *given) if isinstance(found, Failure) else found

        return result

    # --- maps -----------------------------------------------------------------------------------------------------

    def _step(self, name: str, n_done: int = 0, n_total: int = 1) -> None:
        self.report(Progress(name, n_done, n_total))

    def _read_first(self, versions: dict[str, str]) -> dict[str, str]:
        """Brings the first map up to date; gives the versions of the documents that have its summaries."""
        done = self.store.summary_versions(FIRST[0])
        pending = [one for one, version in versions.items() if done.get(one) != version]
        tasks = [Batch(self.store.reach, tuple(ids)) for ids in _cut(pending, _BATCH)]
        failed = self._map("reading each article closely", read_first, tasks, versions, len(pending))
        return {one: version for one, version in versions.items() if one not in failed}

    def _map(
        self,
        step: str,
        work: Callable[[Any], Answer],
        tasks: Sequence[Batch | KnownBatch],
        versions: Mapping[str, str],
        n_total: int,
    ) -> set[str]:
        """Runs a map over batches and keeps its summaries; gives the documents that have none, which are listed."""
        failed: set[str] = set()
        kept: dict[str, dict[str, tuple[str, bytes]]] = {}
        n_done = 0
        self._step(step, 0, n_total)
        for found in self._answers(work, tasks):
            for document_id, summaries in found:
                n_done += 1
                if isinstance(summaries, str):
                    failed.add(document_id)
                    self.store.save_failure(document_id, summaries, version=versions[document_id], step=UNREAD)
                else:
                    version = versions[document_id]
                    kept[document_id] = {name: (version, packed) for name, packed in summaries.items()}
            if len(kept) >= _WRITTEN:
                self.store.save_summaries(kept)
                kept = {}
            self._step(step, n_done, n_total)
        self.store.save_summaries(kept)
        return failed

    def _answers(self, work: Callable[[Any], Answer], tasks: Sequence[Batch | KnownBatch]) -> Iterator[Answer]:
        """The answers in order; a batch that hangs or ends its worker is tried again, a document at a time."""
        for task, result in self.engine.map(work, tasks):
            if not isinstance(result, Failure):
                yield result
                continue
            single: Iterator[Batch | KnownBatch] = task.single()
            for one, alone in self.engine.map(work, single):
                yield [(one.ids[0], alone.reason)] if isinstance(alone, Failure) else alone

    # --- gathers --------------------------------------------------------------------------------------------------

    def _outlets(self, ids: Sequence[str]) -> tuple[dict[str, str | None], tuple[str, ...]]:
        """The outlet of each document, and the outlets that the collection knows."""
        self._step("finding outlets")
        sheets = [_without_words(sheet) for sheet in Sheets(self.store, "report", ids)]
        outlets = gather_outlets(sheets)
        return outlets, learned_outlets(sheets, [outlets[one.document_id] or one.outlet for one in sheets])

    def _publications(self, ids: Sequence[str], outlets: Mapping[str, str | None]) -> dict[str, Publication]:
        self._step("dating articles")
        found, questions = gather_questions(Sheets(self.store, "publication", ids))
        tasks = [(self.store.reach, tuple(page)) for page in _cut(questions, _QUESTIONS)]
        n_done = 0
        for task, result in self.engine.map(answer, tasks):
            if isinstance(result, Failure):
                result = [self._undated(question.document_id, result) for question in task[1]]
            found |= {one.document_id: one for one in result}
            n_done += len(task[1])
            self._step("dating articles", n_done, len(questions))
        dated = {one: replace(found[one], outlet=outlets[one]) for one in ids}
        return corrected_publications(dated, self.corrections)

    @staticmethod
    def _undated(document_id: str, failure: Failure) -> Publication:
        return Publication(document_id, UNKNOWN_DATE, Basis.NONE, (), f"could not be dated: {failure.reason}")

    def concepts(self, ids: Sequence[str]) -> tuple[tuple[Concept, ...], Codebook, Recoding, dict[str, float]]:
        """The codebook as given or proposed; the same as coders changed it, with what became of its concepts; the
        weights of the words by which they are found."""
        wording = Sheets(self.store, "wording", ids)
        found = self.codebook
        if found is None or not len(found):
            found = concepts_of(Firsts(wording))
        given = kept_concepts(found, self.decisions, before=given_codebook(self.store))
        concepts, recoding = edited_codebook(given, self.decisions)
        return given, concepts, recoding, word_weights(concepts, (stems for _, stems in wording))

    def shared_text(self, ids: Sequence[str], outlets: Mapping[str, str | None]) -> list[SharedText]:
        """Verbatim text that two documents share, by index of the ids."""
        return gather_shared(list(Sheets(self.store, "report", ids)), outlets)

    def events(
        self, ids: Sequence[str], concepts: Sequence[Concept]
    ) -> tuple[tuple[Event, ...], tuple[Requirement, ...]]:
        """What the documents tell as dated, and what they say each concept takes."""
        tellings = (one for found in Sheets(self.store, "tellings", ids) for one in found)
        demands = (one for found in Sheets(self.store, "demands", ids) for one in found)
        return gather_events(tellings, corrections=self.corrections), gather_requirements(demands, concepts)

    def _actors(
        self, ids: Sequence[str], publications: Mapping[str, Publication]
    ) -> tuple[tuple[Actor, ...], dict[str, tuple[str, ...]], dict[str, str]]:
        """The actors without their mentions; for each document the actors mentioned there, and a digest of all that is
        said of actors in it."""
        self._step("telling who is who")
        before = self.store.summary_versions(NAMED)
        present: dict[str, tuple[str, ...]] = {}
        digests: dict[str, str] = {}
        kept: dict[str, dict[str, tuple[str, bytes]]] = {}

        def keep(page: DocumentActors) -> None:
            packed = pack(tuple(page_of(page)))
            digest = hashlib.sha256(packed).hexdigest()[:24]
            present[page.document_id] = tuple(dict.fromkeys(actor_id for _, actor_id in page.mentions))
            digests[page.document_id] = digest
            if before.get(page.document_id) != digest:
                kept[page.document_id] = {NAMED: (digest, packed)}
            if len(kept) >= _WRITTEN:
                self.store.save_summaries(kept)
                kept.clear()
            if len(digests) % 1_000 == 0:
                self._step("telling who is who", len(digests), len(ids))

        sheets = Sheets(self.store, "actors", sorted(ids))
        table = self.store.get_meta(KNOWN_ACTORS, "")
        known = parse_known(table) if table else NOTHING_KNOWN
        found = stream_actors(sheets, keep, publications=publications, known=known, corrections=self.corrections)
        self.store.save_summaries(kept)
        return found.actors, present, digests

    def _read_second(
        self,
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
        whole = _digest(repr(context.outlets), concepts, json.dumps(context.frequencies, sort_keys=True))
        done = self.store.summary_versions(SECOND[0])
        pending: list[Known] = []
        wanted: dict[str, str] = {}
        for one, version in versions.items():
            here = tuple(persons[actor_id] for actor_id in present[one] if actor_id in persons)
            names = "\n".join(person.name for person in here)
            wanted[one] = _digest(version, whole, repr(publications[one]), named[one], names)
            if done.get(one) != wanted[one]:
                pending.append(Known(one, publications[one], here))
        tasks = [KnownBatch(self.store.reach, tuple(known)) for known in _cut(pending, _BATCH)]
        work = partial(read_second, context=context)
        failed = self._map("reading each article again", work, tasks, wanted, len(pending))
        return [one for one in versions if one not in failed]

    def _derivations(
        self,
        ids: Sequence[str],
        publications: Mapping[str, Publication],
        outlets: Mapping[str, str | None],
        names: tuple[str, ...],
        actors: Sequence[Actor],
        shared: Sequence[SharedText] | None,
    ) -> tuple[Derivation, ...]:
        edges = gather_derivations(
            list(Sheets(self.store, "report", ids)),
            [page.found for page in Sheets(self.store, "references", ids)],
            publications=publications,
            outlets_of=outlets,
            names=names,
            corrections=self.corrections,
            shared=shared,
        )
        return name_posters(edges, actors, corrections=self.corrections)

    def _reported(self, ids: Sequence[str], derivations: Iterable[Derivation]) -> dict[Passage, DateRange]:
        """The days that citing passages give to the documents they cite."""
        told = {
            Passage(document_id, span.start, span.end): days
            for document_id, page in Sheets(self.store, "references", ids).items()
            for span, days in page.days
        }
        return {
            one: told.get(one, UNKNOWN_DATE)
            for edge in derivations
            if edge.to_kind is DerivationTarget.DOCUMENT
            for one in edge.evidence
            if one.document_id == edge.from_document
        }

    def _clusters(
        self, ids: Sequence[str], derivations: Sequence[Derivation]
    ) -> tuple[dict[str, DateRange], Mapping[str, str]]:
        """The days and the act of speech of each attribution."""
        days: dict[RangeRow, DateRange] = {}  # equal ranges are one value in memory
        said: dict[str, DateRange] = {}
        for found in Sheets(self.store, "said", ids):
            for identifier, *row in found:
                key = row[0], row[1], row[2]
                if key not in days:
                    days[key] = range_of(key)
                said[identifier] = days[key]
        said = corrected_days(said, self.corrections)
        speakers: dict[str, str | None] = {}
        known: dict[str, str] = {}
        for page in Sheets(self.store, NAMED, ids):
            for identifier, actor_id, *_ in Page(*page).speakers:
                speakers[identifier] = None if actor_id is None else known.setdefault(actor_id, actor_id)
        clusters = gather_clusters(
            Sheets(self.store, "sayings", ids),
            speakers,
            said=said,
            derivations=derivations,
            corrections=self.corrections,
        )
        return corrected_days(share_days(said, clusters), self.corrections), clusters

    def _attributions(self, statements: Iterable[Statement]) -> _Attributions:
        """The attributions by id: at hand where an actor stands on both sides of a concept, else read when asked."""
        held: dict[tuple[str | None, str], dict[Stance, list[str]]] = defaultdict(lambda: defaultdict(list))
        for one in statements:
            held[one.actor_id, one.concept_id][one.stance].append(one.attribution_id)
        two_sided = [
            identifier
            for (actor_id, _), sides in held.items()
            if actor_id is not None and Stance.SUPPORT in sides and Stance.OPPOSE in sides
            for side in (Stance.SUPPORT, Stance.OPPOSE)
            for identifier in sides[side]
        ]
        return _Attributions(self.store, self.store.attributions(two_sided))

    def _codes(self, ids: Sequence[str]) -> tuple[list[Attribution], list[Suggestion], list[Attribution]]:
        """The suggestions of all documents and the attributions that they or decisions rest on, bare of their parts;
        refusals to comment."""
        attributions: list[Attribution] = []
        suggestions: list[Suggestion] = []
        refusals: list[Attribution] = []
        for document_id, page in Sheets(self.store, "codes", ids).items():
            if document_id in self.decided:
                for article in self.store.annotated([document_id]):
                    attributions += map(bare, article.annotation.attributions)
            else:
                attributions += page.attributions
            suggestions += page.suggestions
            refusals += page.refusals
        return attributions, suggestions, refusals


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a gather for another process: the project's place, what a gather knows, and what the part is given."""

    location: str
    codebook: Codebook | None
    version: str
    corrections: Corrections
    part: str
    given: tuple[Any, ...]


PARTS: dict[str, Callable[..., Any]] = {
    "concepts": Gather.concepts,
    "shared_text": Gather.shared_text,
    "events": Gather.events,
}


def do_part(task: Part) -> Any:
    """The result of a part, in a process of its own."""
    store = reached(task.location)
    decisions = store.decisions() if task.part == "concepts" else ()
    gathering = Gather(store, InlineEngine(), task.codebook, lambda _: None, task.version, decisions, task.corrections)
    return PARTS[task.part](gathering, *task.given)


class _Attributions:
    """Attributions by id, those not at hand read from the project."""

    def __init__(self, store: Store, at_hand: Mapping[str, Attribution]) -> None:
        self._at_hand, self._store = dict(at_hand), store

    def __getitem__(self, identifier: str) -> Attribution:
        if identifier not in self._at_hand:
            self._at_hand |= self._store.attributions([identifier])
        return self._at_hand[identifier]


def _sayings(pages: Sheets, said: Mapping[str, DateRange], clusters: Mapping[str, str]) -> Iterator[Saying]:
    for row in pages:
        page = Page(*row)
        via = dict(page.via)
        for identifier, actor_id, name, rule in page.speakers:
            yield Saying(
                attribution_id=identifier,
                actor_id=actor_id,
                actor_name=name,
                via=via.get(identifier, ()),
                said=said[identifier],
                cluster=clusters[identifier],
                resolved_by=rule,
            )


def _mentions(pages: Sheets) -> Iterator[tuple[str, Mention]]:
    """Actor id and mention, those of each actor by document and place."""
    types, kinds = {one.value: one for one in MentionType}, {one.value: one for one in EntityKind}
    for row in pages:
        page = Page(*row)
        for start, end, type_, kind, score, actor_id in sorted(
            (*page.mentions, *page.located), key=lambda one: (one[0], one[1])
        ):
            yield actor_id, Mention(page.document_id, start, end, types[type_], kinds[kind], score)


def _article(store: Store, known: frozenset[str], document_id: str) -> Annotated | None:
    """The article where it is among those gathered."""
    return next(store.annotated([document_id]), None) if document_id in known else None


class Firsts(Collection[Any]):
    """The first parts of pairs, on every walk."""

    def __init__(self, pairs: Sheets) -> None:
        self._pairs = pairs

    def __len__(self) -> int:
        return len(self._pairs)

    def __iter__(self) -> Iterator[Any]:
        return (first for first, _ in self._pairs)

    def __contains__(self, value: object) -> bool:
        return any(value == one for one in self)


_NOTHING = np.empty(0, np.uint32)


def _without_words(sheet: ReportSheet) -> ReportSheet:
    """What a document says of houses; its words would fill the memory."""
    return replace(
        sheet, words=_NOTHING, stems=_NOTHING, starts=_NOTHING.astype(np.int32), lengths=_NOTHING.astype(np.uint16),
        flags=_NOTHING.astype(np.uint8),
    )  # fmt: skip


def _found_by(concept: Concept) -> tuple[object, ...]:
    """All of a concept that the second map reads; how often it was told, which a definition may say, is not."""
    told = (concept.definition, concept.examples) if concept.kind is ConceptKind.ARGUMENT else ()
    return concept.id, concept.label, concept.kind, concept.keywords, concept.retired, told


def _cut(items: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    return (items[start : start + size] for start in range(0, len(items), size))


def _digest(*parts: str) -> str:
    return sha256("\x1f".join(parts))[:24]
