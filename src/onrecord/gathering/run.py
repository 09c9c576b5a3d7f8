"""The way of a gather from maps to the record, read first."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from functools import lru_cache, partial

from ..engine import Engine
from ..engine.aside import Aside
from ..engine.inline import InlineEngine
from ..packing import UnreadableValue
from ..record import Codebook
from ..resolution.dates import bound_cited
from ..resolution.resolve import bound_reprints, corrected_publications
from ..resolution.tensions import gather_tensions
from ..review import derive_statements
from ..review.codebook import GIVEN, RECODING, concept_as_json
from ..store import Store
from ..summarizing import LAYOUT, NAMED, Context, lent
from .articles import outlets_of, publications_of
from .beside import apart, beside
from .chains import days_reported, derivations_of
from .codes import KEPT, Articles, attributions_of, codes_in
from .laying import lay_decisions
from .maps import read_again, read_closely
from .people import actors_in, mentions_in, paired_sayings, sayings_in
from .sheets import Sheets, digest_of
from .work import UNREAD, Report, Work

_FEW = 48  # documents that are not worth starting workers for
_MANY = 1_000  # documents from which on gathers run beside each other


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
    under_way = Work(store, engine, codebook, report, version, decisions, corrections, decided)
    with lent(store), _seldom_collecting(), Aside() if len(inputs) > _MANY else nullcontext() as aside:
        under_way.aside = aside
        try:
            run(under_way, inputs, finish)
        except UnreadableValue:  # kept by another build of onrecord: all maps are run anew
            store.forget_summaries(())
            run(under_way, inputs, finish)


@contextmanager
def _seldom_collecting() -> Iterator[None]:
    """Inside, cycles are looked for seldom: millions of values are made that hold none."""
    before = gc.get_threshold()
    gc.set_threshold(200_000, 50, 100)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def run(work: Work, inputs: Mapping[str, str], finish: Callable[[], None]) -> None:
    """Gathers over the documents of `inputs` (id -> version, by first path) and stores all in one transaction."""
    store = work.store
    store.forget_failures(UNREAD)
    versions = read_closely(work, {one: digest_of(work.version, LAYOUT, version) for one, version in inputs.items()})
    ids = list(versions)
    outlets, names = outlets_of(work, ids)
    shared = beside(work, "shared_text", ids, outlets)
    proposed = beside(work, "concepts", ids)
    publications = publications_of(work, versions, outlets)
    actors, present, named = actors_in(work, ids, publications)
    work.step("finding what is proposed")
    given, concepts, recoding, weights = proposed()
    context = Context(names, concepts, weights)
    read, ids = ids, read_again(work, versions, publications, actors, present, named, context)
    work.step("finding report chains")
    derivations = derivations_of(work, ids, publications, outlets, names, actors, shared() if ids == read else None)
    del shared  # and what it found
    reported = days_reported(work, ids, derivations)
    before = publications
    publications = bound_reprints(bound_cited(publications, derivations, reported), derivations)
    publications = corrected_publications(publications, work.corrections)
    if publications != before:  # those dated otherwise now
        read_again(work, versions, publications, actors, present, named, context)
    del present, named, versions, before, context
    work.step("joining reports of one act of speech")
    # In a process of its own, and events after it: side by side they would fill the memory.
    spoken = apart(work, "spoken", ids, derivations)
    sayings = partial(sayings_in, Sheets(store, NAMED, sorted(ids)), spoken)
    published = {one: found.published for one, found in publications.items()}
    told = beside(work, "events", ids, concepts.concepts, derivations, actors, published)
    work.step("deriving statements")
    attributions, suggestions, refusals = codes_in(work, ids)
    coded = {one.id for one in attributions}
    sayings_coded = {one.attribution_id: one for one in sayings() if one.attribution_id in coded}
    statements = derive_statements(
        attributions,
        sayings=sayings_coded,
        suggestions=suggestions,
        decisions=work.decisions,
        actors=actors,
        derivations=derivations,
        adjudicators=store.adjudicators(),
        recoding=recoding,
    )
    del attributions, coded, sayings_coded
    work.step("telling events")
    happened = told()
    work.step("pairing passages")
    tensions = gather_tensions(
        (),
        refusals,
        sayings=paired_sayings(sayings, statements, refusals, actors),
        attribution_of=attributions_of(work, statements).__getitem__,
        article_of=Articles(store, ids).get,
        text_of=lru_cache(KEPT)(store.text),
        positions=[(s.attribution_id, s.concept_id, s.stance, s.actor_id) for s in statements],
        actors=actors,
        concepts=concepts.concepts,
        published=published,
        told=happened.tensions,
    )
    work.step("writing the record")
    with store.transaction(large=len(ids) > _MANY):
        store.replace_resolution(
            publications=publications,
            actors=actors,
            mentions=mentions_in(Sheets(store, NAMED, sorted(ids))),
            sayings=sayings(),
            events=happened.events,
            derivations=derivations,
            tensions=tensions,
            requirements=happened.requirements,
            figures=happened.figures,
        )
        store.replace_coding(concepts=concepts.concepts, suggestions=suggestions)
        store.replace_statements(statements)
        store.forget_summaries(inputs)
        store.set_meta(GIVEN, [concept_as_json(concept) for concept in given])
        store.set_meta(RECODING, recoding.as_json())
        finish()
    work.step("writing the record", 1)
