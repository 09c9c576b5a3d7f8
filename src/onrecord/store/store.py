"""An open project database: what stages found goes in and comes out as values of `record`; every write is whole."""

from __future__ import annotations

import hashlib
import threading
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from types import TracebackType
from typing import Any

from sqlalchemy import Connection, func, insert, select
from sqlalchemy import delete as delete_rows

from ..errors import UnknownId
from ..record import (
    Actor,
    Annotated,
    Annotation,
    Attribution,
    Concept,
    Decision,
    Derivation,
    Document,
    Edit,
    Event,
    Figure,
    FileReport,
    Mention,
    Publication,
    Region,
    Requirement,
    Saying,
    Statement,
    Suggestion,
    Tension,
)
from . import actors as speakers
from . import annotation as steps
from . import coded, documents, files, journal, resolved, schema, summaries
from . import edits as laid_over
from .annotation import ANNOTATE
from .connecting import Database, large_cache
from .soundness import altered_texts, database_faults, stray_spans
from .summaries import Summaries
from .totals import Totals, read_totals
from .values import batches, dumps, storable

_SUMMARIES = 500  # read at once


class Store:
    """Made by `open_store`. Each writing method is one transaction: after a kill it has happened, or it has not.

    Several processes may read while one writes; writers wait for each other. Safe to share between threads.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._current = threading.local()

    @property
    def location(self) -> str:
        return str(self._database.location)

    def close(self) -> None:
        self._database.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    # --- transactions -------------------------------------------------------------------------------------------

    @contextmanager
    def transaction(self, *, large: bool = False) -> Iterator[None]:
        """Makes all writes inside one: `with store.transaction(): store.replace_...; store.replace_...`. One that is
        `large` holds a quarter of a gigabyte meanwhile, for millions of rows."""
        with self._writing() as connection, large_cache(connection) if large else nullcontext():
            yield

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All reads inside see one and the same moment, whatever others write meanwhile."""
        if getattr(self._current, "connection", None) is not None:
            yield
            return
        with self._database.reading() as connection:
            self._current.connection = connection
            try:
                yield
            finally:
                self._current.connection = None

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        if getattr(self._current, "writes", False):
            yield self._current.connection
            return
        if getattr(self._current, "connection", None) is not None:
            raise RuntimeError("inside snapshot() nothing can be written; leave it first")
        with self._database.writing() as connection:
            self._current.connection, self._current.writes = connection, True
            try:
                yield connection
            finally:
                self._current.connection, self._current.writes = None, False

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection for queries of one's own: the current transaction's or snapshot's, else a new one."""
        current = getattr(self._current, "connection", None)
        if current is not None:
            yield current
            return
        with self._database.reading() as connection:
            yield connection

    # --- files and documents ------------------------------------------------------------------------------------

    def known_file(self, path: str, fingerprint: str) -> bool:
        """Whether this file was read (or failed) before under this fingerprint, so that it need not be read again."""
        with self.reading() as connection:
            return files.is_known(connection, path, fingerprint)

    def files(self) -> list[FileReport]:
        with self.reading() as connection:
            return files.read_files(connection)

    def save_reading(self, report: FileReport, fingerprint: str, documents: Sequence[Document]) -> None:
        """Puts what a file holds in place of what it held. One text is one document, with the paths of all its files.

        A document that no file holds any more is kept, for decisions may rest on it, but is no longer present.
        ValueError: two different texts under one id.
        """
        with self._writing() as connection:
            files.save_reading(connection, report, fingerprint, documents)

    def forget_missing(self, paths_present: Collection[str]) -> list[str]:
        """Forgets the files (by the path in their report) that are no longer among those given; gives their paths."""
        with self._writing() as connection:
            return files.forget_missing(connection, paths_present)

    @property
    def n_documents(self) -> int:
        with self.reading() as connection:
            query = select(func.count()).select_from(schema.documents).where(schema.documents.c.present)
            return int(connection.execute(query).scalar_one())

    def documents(self) -> Iterator[Document]:
        """All present documents, by first path; read in small pages, so the store may be written meanwhile."""
        for page in self._pages():
            yield from map(documents.document_of, page)

    def document(self, document_id: str) -> Document:
        """One document, also one that is no longer present; UnknownId (a KeyError) for any other id."""
        with self.reading() as connection:
            for row in documents.by_ids(connection, [document_id]):
                return documents.document_of(row)
        raise UnknownId(f"document {document_id}")

    def documents_by_id(self, ids: Iterable[str]) -> Iterator[Document]:
        """The documents asked for, in that order, also those no longer present; an unknown id is left out."""
        for batch in batches(ids, documents.PAGE):
            with self.reading() as connection:
                found = list(documents.by_ids(connection, batch))
            yield from map(documents.document_of, found)

    def text(self, document_id: str) -> str:
        """The text of a document alone; UnknownId (a KeyError) for an unknown one."""
        query = select(schema.documents.c.text).where(schema.documents.c.id == document_id)
        with self.reading() as connection:
            found: str | None = connection.execute(query).scalar()
        if found is None:
            raise UnknownId(f"document {document_id}")
        return found

    def _pages(self) -> Iterator[list[Any]]:
        after: documents.Place | None = None
        while True:
            with self.reading() as connection:
                page = documents.page(connection, after)
            if not page:
                return
            yield page
            after = documents.place_of(page[-1])

    # --- steps on one document ----------------------------------------------------------------------------------

    def pending(self, step: str, version: str) -> list[str]:
        """Ids of present documents that this version of a step has not finished, in order of path."""
        with self.reading() as connection:
            return steps.pending(connection, step, version)

    def done(self, step: str) -> dict[str, str]:
        """Document id -> the version of a step that is done on it."""
        with self.reading() as connection:
            return steps.done(connection, step)

    def save_annotation(
        self, document_id: str, regions: Sequence[Region], annotation: Annotation, *, version: str
    ) -> None:
        """Puts regions and annotation in place of the document's old ones and marks the step "annotate" done."""
        _check_annotation(document_id, annotation)
        with self._writing() as connection:
            steps.save(connection, document_id, regions, annotation)
            steps.mark(connection, document_id, ANNOTATE, version)

    def save_failure(self, document_id: str, reason: str, *, version: str, step: str = ANNOTATE) -> None:
        """Says that a step failed on a document: it stays pending and is listed, and is not taken for empty. What an
        earlier version had found goes, so that no table mixes the two."""
        with self._writing() as connection:
            if step == ANNOTATE:
                steps.clear(connection, document_id)
            steps.mark(connection, document_id, step, version, error=storable(reason) or "failed")

    def failures(self, step: str | None = None) -> dict[str, str]:
        """Document id -> why the step failed on it; by default, why any step did."""
        with self.reading() as connection:
            return steps.failures(connection, step)

    def annotated(self, ids: Iterable[str] | None = None) -> Iterator[Annotated]:
        """Annotated documents: all present ones by first path, or those asked for in the order asked."""
        if ids is None:
            for page in self._pages():
                with self.reading() as connection:
                    found = steps.load(connection, page)
                yield from found
            return
        for batch in batches(ids, documents.PAGE):
            with self.reading() as connection:
                found = steps.load(connection, list(documents.by_ids(connection, batch)))
            yield from found

    @property
    def reach(self) -> str:
        """Where a worker opens the same project; unlike `location` it holds a password, and is never to be shown."""
        place = self._database.location
        return str(place.path.absolute()) if place.path else place.url.render_as_string(hide_password=False)

    def attributions(self, ids: Iterable[str]) -> dict[str, Attribution]:
        """Attributions by id, with what coders changed of them; those that are not there or rejected are left out."""
        with self.reading() as connection:
            return steps.attributions_by_id(connection, ids)

    def forget_failures(self, step: str) -> None:
        """No document counts as failed at a step any more; whoever begins the step anew says which do."""
        with self._writing() as connection:
            table = schema.steps
            connection.execute(delete_rows(table).where(table.c.step == step, table.c.error.is_not(None)))

    # --- summaries: what maps over one document found, for the gathers -------------------------------------------

    def input_versions(self) -> dict[str, str]:
        """Present documents whose annotation is done, by first path: id -> a digest of all that a map reads of it."""
        with self.reading() as connection:
            return summaries.input_versions(connection)

    def save_summaries(self, found: Summaries) -> None:
        """Puts summaries (document id -> step -> version and bytes) in place of those of the same steps."""
        with self._writing() as connection:
            summaries.save(connection, found)

    def summary_versions(self, step: str) -> dict[str, str]:
        """Document id -> version of its summary of one step."""
        with self.reading() as connection:
            return summaries.versions(connection, step)

    def summaries(self, step: str, ids: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """Document id and bytes of one step, in the order asked, read in pages; documents without one are left out."""
        for page in batches(ids, _SUMMARIES):
            with self.reading() as connection:
                found = list(summaries.read(connection, step, page))
            yield from found

    def forget_summaries(self, kept: Iterable[str]) -> None:
        """Drops the summaries of all documents but these."""
        with self._writing() as connection:
            summaries.forget(connection, kept)

    # --- gathered results ---------------------------------------------------------------------------------------

    def replace_resolution(
        self,
        *,
        mentions: Iterable[tuple[str, Mention]] = (),  # by actor id, in order, beside those that `actors` hold
        publications: Mapping[str, Publication],
        actors: Sequence[Actor],
        sayings: Iterable[Saying],
        events: Sequence[Event],
        derivations: Sequence[Derivation],
        tensions: Sequence[Tension],
        requirements: Sequence[Requirement] = (),
        figures: Sequence[Figure] = (),
    ) -> None:
        with self._writing() as connection:
            resolved.replace_publications(connection, publications)
            speakers.drop_mentions(connection)
            speakers.replace_actors(connection, actors)
            speakers.add_mentions(connection, mentions)
            speakers.replace_sayings(connection, sayings)
            resolved.replace_events(connection, events)
            resolved.replace_derivations(connection, derivations)
            resolved.replace_tensions(connection, tensions)
            resolved.replace_requirements(connection, requirements)
            resolved.replace_figures(connection, figures)

    def replace_coding(self, *, concepts: Sequence[Concept], suggestions: Sequence[Suggestion]) -> None:
        """Never touches decisions: those on a suggestion that is gone stay on record."""
        with self._writing() as connection:
            coded.replace_concepts(connection, concepts)
            coded.replace_suggestions(connection, suggestions)

    def replace_statements(self, statements: Sequence[Statement]) -> None:
        with self._writing() as connection:
            coded.replace_statements(connection, statements)

    def add_decisions(self, decisions: Sequence[Decision]) -> None:
        """Appends; the same decision again changes nothing. Nothing ever updates or deletes one."""
        with self._writing() as connection:
            journal.add_decisions(connection, decisions)

    def publications(self) -> dict[str, Publication]:
        with self.reading() as connection:
            return resolved.read_publications(connection)

    def actors(self) -> list[Actor]:
        with self.reading() as connection:
            return speakers.read_actors(connection)

    def sayings(self) -> list[Saying]:
        with self.reading() as connection:
            return speakers.read_sayings(connection)

    def events(self) -> list[Event]:
        with self.reading() as connection:
            return resolved.read_events(connection)

    def derivations(self) -> list[Derivation]:
        with self.reading() as connection:
            return resolved.read_derivations(connection)

    def tensions(self) -> list[Tension]:
        with self.reading() as connection:
            return resolved.read_tensions(connection)

    def requirements(self) -> list[Requirement]:
        with self.reading() as connection:
            return resolved.read_requirements(connection)

    def figures(self) -> list[Figure]:
        with self.reading() as connection:
            return resolved.read_figures(connection)

    def concepts(self) -> list[Concept]:
        with self.reading() as connection:
            return coded.read_concepts(connection)

    def suggestions(self) -> list[Suggestion]:
        with self.reading() as connection:
            return coded.read_suggestions(connection)

    def decisions(self) -> list[Decision]:
        with self.reading() as connection:
            return journal.read_decisions(connection)

    def decisions_since(self, number: int) -> list[Decision]:
        """The journal from after its `number`-th row on."""
        with self.reading() as connection:
            return journal.read_decisions(connection, after=number)

    def statements(self) -> list[Statement]:
        with self.reading() as connection:
            return coded.read_statements(connection)

    # --- what coders changed ------------------------------------------------------------------------------------

    def replace_edits(self, edits: Sequence[Edit], by_hand: Sequence[Attribution]) -> None:
        """Puts what decisions on attributions and regions come to in place of all before; see `edits.Edit`."""
        with self._writing() as connection:
            laid_over.replace_edits(connection, edits, by_hand)

    def edit_versions(self) -> dict[str, str]:
        """Document id -> a digest of coders' edits in it; only documents that have any."""
        with self.reading() as connection:
            return laid_over.edit_versions(connection)

    def machine_attributions(self, ids: Iterable[str]) -> dict[str, str]:
        """Attribution id -> document id, for those of the ids that a machine found."""
        with self.reading() as connection:
            return laid_over.documents_of(connection, ids)

    def adjudicators(self) -> frozenset[str] | None:
        """The coders whose adjudications count; None while the project has no accounts, and anybody's do."""
        with self.reading() as connection:
            roles = {row.name: row.role for row in connection.execute(select(schema.coders))}
        return frozenset(name for name, role in roles.items() if role in ("adjudicator", "admin")) if roles else None

    def statement_counts(self) -> Counter[str]:
        """Concept id -> how many statements are on it, counted by the database."""
        query = select(schema.statements.c.concept_id, func.count()).group_by(schema.statements.c.concept_id)
        with self.reading() as connection:
            return Counter({row[0]: row[1] for row in connection.execute(query)})

    def totals(self) -> Totals:
        """How much there is of each, counted by the database."""
        with self.reading() as connection:
            return read_totals(connection)

    def faults(self) -> list[str]:
        """What is not as it was stored, in words: the database, texts by their SHA-256, spans. Reads everything."""
        with self.reading() as connection:
            altered = [f"{path}: its text is not the one that was read" for path in altered_texts(connection)]
            stray = stray_spans(connection)
            beyond = [f"{stray} regions or names end outside their article"] if stray else []
            return database_faults(connection) + altered + beyond

    # --- notes about the project --------------------------------------------------------------------------------

    def get_meta(self, key: str, default: Any = None) -> Any:
        """The JSON value kept under a key."""
        with self.reading() as connection:
            row = connection.execute(select(schema.meta.c.value).where(schema.meta.c.key == key)).first()
        return default if row is None else row.value

    def set_meta(self, key: str, value: Any) -> None:
        with self._writing() as connection:
            connection.execute(delete_rows(schema.meta).where(schema.meta.c.key == key))
            connection.execute(insert(schema.meta).values(key=key, value=value))

    def input_digest(self) -> str:
        """A digest of all that gathering reads here: present documents, their metadata, and the version of each step.

        Equal to `gathered_digest` when nothing changed since; add what else the gather hangs on (its own version,
        the codebook) before comparing.
        """
        columns = [column for column in schema.documents.c if column.name not in ("text", "present")]
        query = select(*columns, schema.steps.c.step, schema.steps.c.version, schema.steps.c.error)
        query = query.outerjoin(schema.steps).where(schema.documents.c.present)
        digest = hashlib.sha256()
        with self.reading() as connection:
            for row in connection.execute(query.order_by(schema.documents.c.id, schema.steps.c.step)):
                digest.update(dumps([str(value) for value in row]).encode())
        return digest.hexdigest()

    @property
    def gathered_digest(self) -> str | None:
        """The digest given to `mark_gathered` when gathering last came to its end."""
        digest: str | None = self.get_meta("gathered_digest")
        return digest

    def mark_gathered(self, digest: str) -> None:
        self.set_meta("gathered_digest", digest)


def _check_annotation(document_id: str, annotation: Annotation) -> None:
    owners = {annotation.document_id}
    owners.update(each.document_id for each in annotation.attributions)
    owners.update(each.document_id for each in annotation.mentions)
    if owners != {document_id}:
        raise ValueError(f"annotation of {sorted(owners)} cannot be saved for document {document_id}")
