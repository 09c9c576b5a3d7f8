"""The way of a folder of coverage onto the record. Read `put_on_record` first."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path

from .annotating import Annotated, Task, annotate, annotate_together, load_extractor
from .cleaning import find_repeated_lines, folded_lines
from .engine import Engine, Failure, FailureKind
from .errors import InputError
from .gathering import KNOWN_ACTORS, Progress, Report, given_codebook, lay_decisions
from .gathering import gather as gather_anew
from .plugins import EXTRACTORS, plugin_version
from .reading import FileSource, list_files, read_file
from .record import Codebook, Document, FileReport, FileStatus
from .settings import Settings
from .store import Store
from .text import sha256
from .version import __version__

__all__ = [
    "ANNOTATE",
    "REMARKS",
    "Progress",
    "Report",
    "annotate_new_documents",
    "gather",
    "given_codebook",
    "lay_decisions",
    "put_on_record",
]

# Part of every step's version: raise it when a stage's results change, so that finished documents are done again.
STAGES_VERSION = f"{__version__} 7"
READING_VERSION = "2"  # of the readers: raise it when they give other texts or facts, so that files are read again
ANNOTATE = "annotate"
_TAGGERS = ("tagger-en", "tagger-en-review", "tagger-en-unattended")
_TOGETHER = 8  # documents whose paragraphs share the tagger's calls
REMARKS = "annotation_remarks"  # note of the project: document id -> what its extractor had to leave out
_TRIES = 3  # a team that decides all the time must not keep a run from ending; the next run takes in the rest


def put_on_record(
    folder: Path, store: Store, *, engine: Engine, settings: Settings, codebook: Codebook | None, report: Report
) -> None:
    """Folder -> documents -> attributions -> actors, dates, chains -> suggestions -> statements, all in the store.

    Every step commits as it goes. Run again after an interruption, or with more files, it does what is left.
    """
    read_new_files(folder, store, engine, settings, report)  # 1 reading: a map over files
    annotate_new_documents(store, engine, settings, report)  # 2 cleaning, 3 attribution: a map over documents
    gather(store, engine, codebook, report)  # 4 resolution, 5 coding, 6 review: gathers over the collection


def gather(store: Store, engine: Engine, codebook: Codebook | None, report: Report) -> None:
    """Resolves, codes and derives statements over the whole collection; nothing when nothing changed since.

    Where people decided meanwhile it is done again with their decisions, which the record would else not show.
    """
    for _ in range(_TRIES):
        digest = _digest(store, codebook)
        if store.gathered_digest == digest:
            return
        finish = partial(_finish, store, digest, codebook_given=codebook is not None and len(codebook) > 0)
        gather_anew(store, engine, codebook=codebook, report=report, version=STAGES_VERSION, finish=finish)


def _finish(store: Store, digest: str, *, codebook_given: bool) -> None:
    store.set_meta("codebook_given", codebook_given)
    store.mark_gathered(digest)


def read_new_files(folder: Path, store: Store, engine: Engine, settings: Settings, report: Report) -> None:
    """Reads every file of `folder` that the store does not know in its present state; forgets those that are gone."""
    sources, skipped = list_files(folder)
    names = {*(source.name for source in sources), *(skip.path for skip in skipped)}
    _refuse_another_folder(folder, store, names)
    fresh = [(source, mark) for source in sources if not store.known_file(source.name, mark := _fingerprint(source))]
    marks = {source.name: mark for source, mark in fresh}
    results = engine.map(read_file, [source for source, _ in fresh])
    for n_done, (source, result) in enumerate(results, 1):
        if isinstance(result, Failure):
            # Kept without a fingerprint: a hang or a lack of memory may pass, so the next run tries again.
            store.save_reading(FileReport(source.name, FileStatus.FAILED, _reason(result)), "", ())
        else:
            documents, reading = result
            store.save_reading(reading, marks[source.name], documents)
        report(Progress("reading", n_done, len(fresh)))
    for skip in skipped:
        store.save_reading(skip, "", ())
    store.forget_missing(names)
    store.set_meta("folder", str(folder.resolve()))


def _refuse_another_folder(folder: Path, store: Store, names: set[str]) -> None:
    """One project, one folder: with another one, all that was read would be forgotten by mistake."""
    known = {report.path for report in store.files()}
    if known and not known & names:
        before = store.get_meta("folder", "another folder")
        raise InputError(
            f"{store.location}: was made from {before}, and none of its files is in {folder}; "
            "give that folder again, or another place for this one with -o"
        )


def _fingerprint(source: FileSource) -> str:
    """Size and time of change of the file on disk: cheap, and different whenever an editor has saved it."""
    try:
        state = source.path.stat()
    except OSError:
        return "gone"
    mark = f"{READING_VERSION}:{state.st_size}:{state.st_mtime_ns}:{source.size}"
    return f"{mark}:{' '.join(source.loader)}" if source.loader[0] else mark


def annotate_new_documents(store: Store, engine: Engine, settings: Settings, report: Report) -> None:
    """Marks regions and finds attributions in every document not yet done with this version.

    A document whose outlet has come to repeat one of its lines since it was done is done again, so that adding files
    later gives what reading all at once gives. Raises the extractor's own error when it cannot be loaded.
    """
    extractor = f"{settings.extractor} {plugin_version(EXTRACTORS, settings.extractor)}"
    repeated = _repeated_lines(store)
    done = store.done(ANNOTATE)
    versions: dict[str, str] = {}
    for document in store.documents():
        furniture = sha256(
            "\n".join(sorted(repeated.get(document.outlet or "", frozenset()) & folded_lines(document.text)))
        )
        versions[document.id] = f"{STAGES_VERSION} {extractor} {furniture[:12]}"
    pending = [identifier for identifier, version in versions.items() if done.get(identifier) != version]
    if not pending:
        return
    tasks = ((document, repeated.get(document.outlet or "", frozenset())) for document in map(store.document, pending))
    results = _annotations(engine, tasks, settings.extractor, _together(settings.extractor, len(pending)))
    for n_done, (document, result) in enumerate(results, 1):
        version = versions[document.id]
        if isinstance(result, Failure):
            store.save_failure(document.id, _reason(result), version=version)
            _keep_remarks(store, document.id, ())
        else:
            regions, annotation = result
            with store.transaction():
                store.save_annotation(document.id, regions, annotation, version=version)
                _keep_remarks(store, document.id, annotation.remarks)
        report(Progress("finding who said what", n_done, len(pending)))


def _together(extractor: str, n: int) -> int:
    """How many documents a worker is given at once: of a few, each its own, so that all workers have some; several
    only of the shipped tagger, whose time is known to lie far below the limit for one item."""
    return max(1, min(_TOGETHER, n // 16)) if extractor in _TAGGERS else 1


def _annotations(
    engine: Engine, tasks: Iterable[Task], extractor: str, size: int
) -> Iterator[tuple[Document, Annotated | Failure]]:
    """Each document with its annotation; documents that fail together are tried again one by one."""
    begin = partial(load_extractor, extractor)
    alone = partial(annotate, extractor=extractor)
    if size == 1:
        yield from ((document, result) for (document, _), result in engine.map(alone, tasks, initializer=begin))
        return
    source = iter(tasks)
    batches = iter(lambda: tuple(islice(source, size)), ())
    for batch, found in engine.map(partial(annotate_together, extractor=extractor), batches, initializer=begin):
        if isinstance(found, Failure):
            yield from ((document, result) for (document, _), result in engine.map(alone, batch, initializer=begin))
        else:
            yield from ((document, result) for (document, _), result in zip(batch, found, strict=True))


def _reason(failure: Failure) -> str:
    """Why an item failed, with what would help where that is known."""
    hint = "; allow more by ONRECORD_ITEM_TIMEOUT_S" if failure.kind is FailureKind.TIMED_OUT else ""
    return failure.reason + hint


def _keep_remarks(store: Store, document_id: str, remarks: tuple[str, ...]) -> None:
    kept: dict[str, list[str]] = store.get_meta(REMARKS, {})
    if remarks or document_id in kept:
        others = {known: lines for known, lines in kept.items() if known != document_id}
        store.set_meta(REMARKS, others | ({document_id: list(remarks)} if remarks else {}))


def _repeated_lines(store: Store) -> dict[str, frozenset[str]]:
    """Outlet -> lines that several of its articles show. Articles of unknown outlet share no house, so no furniture."""
    texts: dict[str, list[str]] = defaultdict(list)
    for document in store.documents():
        if document.outlet:
            texts[document.outlet].append(document.text)
    return {outlet: find_repeated_lines({outlet: found}) for outlet, found in texts.items()}


def _digest(store: Store, codebook: Codebook | None) -> str:
    """Changes whenever gathering would see something new: documents, annotations, decisions or codebook."""
    concepts = None if codebook is None else [repr(concept) for concept in codebook]
    decisions = [decision.id for decision in store.decisions()]
    known = store.get_meta(KNOWN_ACTORS, "")
    return sha256(json.dumps([STAGES_VERSION, store.input_digest(), decisions, concepts, *([known] if known else [])]))
