"""Codings of a project for other tools, and codings of other tools as decisions in a project."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from ..errors import InputError
from ..interchange import (
    CodedPassage,
    CodedProject,
    CodedText,
    OffsetUnit,
    ReadProject,
    read_qdc,
    read_qdpx,
    write_qdc,
    write_qdpx,
    write_web_annotations,
)
from ..record import Codebook, Concept, DateRange, Decision, Document, FileReport, FileStatus, JsonValue, Span, Verdict
from ..review.codebook import concept_as_json
from ..store import Store
from ..text import sha256, stable_id
from .coded_units import all_codings
from .deciding import decide

__all__ = ["Imported", "OffsetUnit", "coded_project", "import_qdc", "import_qdpx", "write_codings"]

UNKNOWN_CODER = "imported"
_DOCUMENT = "document:"


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did. `losses` are what the file held and the project does not, a line each."""

    n_decisions: int
    n_repeated: int
    n_texts_known: int
    n_texts_new: int
    n_concepts_new: int
    n_without_actor: int
    n_without_stance: int
    coders: tuple[str, ...]
    losses: tuple[str, ...]


def coded_project(
    store: Store, *, title: str, version: str, made_at: datetime, decisions: Sequence[Decision] | None = None
) -> CodedProject:
    """All texts, concepts and codings by people; each coder's own word, and adjudications beside them.

    What a coder rejected is no coding; suggestions that nobody decided are left out. `decisions`: what may be seen.
    """
    made = store.decisions() if decisions is None else list(decisions)
    passages = [
        CodedPassage(
            id=coding.subject,
            text_id=coding.document_id,
            spans=tuple(sorted(coding.spans)),
            coder=coding.coder,
            coded_at=coding.decided_at,
            concept_id=coding.concept,
            stance=coding.stance,
            actor=coding.actor,
            said=coding.day,
            via=coding.via,
            memo=coding.memo,
        )
        for coding in all_codings(store, made)
        if coding.on_record and coding.spans
    ]
    memos = tuple(
        (one.subject.removeprefix(_DOCUMENT), one.coder, one.word("memo"))
        for one in made
        if one.verdict is Verdict.MEMO and one.subject.startswith(_DOCUMENT) and one.word("memo")
    )
    with store.snapshot():
        publications = store.publications()
        texts = []
        for document in store.documents():
            found = publications.get(document.id)
            texts.append(
                CodedText(
                    id=document.id,
                    name=document.path,
                    text=document.text,
                    sha256=document.text_sha256,
                    outlet=(found.outlet if found else None) or document.outlet,
                    published=_days(found.published if found else document.published),
                    url=document.url,
                )
            )
        concepts = tuple(store.concepts())
    present = {text.id for text in texts}
    return CodedProject(
        title=title,
        texts=tuple(texts),
        concepts=concepts,
        passages=tuple(passage for passage in passages if passage.text_id in present),
        made_at=made_at,
        version=version,
        text_memos=tuple(memo for memo in memos if memo[0] in present),
    )


def import_qdpx(
    store: Store, path: str | Path, *, unit: OffsetUnit = OffsetUnit.CODE_POINT, now: datetime | None = None
) -> Imported:
    """Puts the codings of a `.qdpx` on record as decisions of their coders; again, it changes nothing.

    Texts are matched by their words (SHA-256 of the text with `\\n` line ends); a text that the project lacks is added
    under the archive's name. Codes are matched by name or by our own GUIDs; new ones become concepts. A coding without
    a stance or an actor is kept as an attribution, which makes no statement until somebody adds them.
    """
    source = Path(path)
    read = read_qdpx(source, known=store.concepts(), unit=unit)
    documents, n_known = _documents(store, source, read)
    at = now or datetime.now(UTC)
    with store.transaction():
        new = [text for text in documents.values() if text.path.startswith(f"{source.name}/")]
        if new:
            report = FileReport(source.name, FileStatus.READ, "", len(new))
            store.save_reading(report, hashlib.sha256(source.read_bytes()).hexdigest(), new)
        known = {concept.id for concept in store.concepts()}
        added = [concept for concept in read.concepts if concept.id not in known]
        if added:
            _add_concepts(store, added, source, at)
        there = {(c.document_id, c.spans, c.coder, c.concept) for c in all_codings(store) if c.on_record}
        made = [
            _decision(passage, documents[passage.text_id], source, at)
            for passage in read.passages
            if (documents[passage.text_id].id, passage.spans, passage.coder, passage.concept_id) not in there
        ]
        outcome = decide(store, made)
    return Imported(
        n_decisions=len(outcome.stored),
        n_repeated=len(read.passages) - len(outcome.stored),
        n_texts_known=n_known,
        n_texts_new=len(new),
        n_concepts_new=len(added),
        n_without_actor=sum(not passage.actor for passage in read.passages),
        n_without_stance=sum(not passage.stance for passage in read.passages),
        coders=read.coders,
        losses=read.losses,
    )


def import_qdc(store: Store, path: str | Path, *, now: datetime | None = None) -> Imported:
    """Adds the concepts of a REFI-QDA codebook that the project lacks, by name; those it has stay as they are."""
    source = Path(path)
    known = store.concepts()
    read = read_qdc(source, known=known)
    ids = {concept.id for concept in known}
    added = [concept for concept in read.codebook if concept.id not in ids]
    if added:
        _add_concepts(store, added, source, now or datetime.now(UTC))
    return Imported(0, 0, 0, 0, len(added), 0, 0, (), read.losses)


def _documents(store: Store, source: Path, read: ReadProject) -> tuple[Mapping[str, Document], int]:
    """The project's document for every text of the file, by the file's id; new ones where it has none."""
    by_digest = {document.text_sha256: document for document in store.documents()}
    found: dict[str, Document] = {}
    n_known = 0
    for text in read.texts:
        digest = sha256(text.text)
        if digest in by_digest:
            found[text.id] = by_digest[digest]
            n_known += not by_digest[digest].path.startswith(f"{source.name}/")
            continue
        if not text.text.strip():
            raise InputError(f"{source}: the text {text.name!r} is empty, but codings rest on it; export it again")
        document = Document(
            id=stable_id("doc", digest),
            paths=(f"{source.name}/{text.name}",),
            text=text.text,
            text_sha256=digest,
            outlet=text.outlet,
            title=text.name,
            url=text.url,
        )
        found[text.id] = by_digest[digest] = document
    return found, n_known


def _add_concepts(store: Store, added: Sequence[Concept], source: Path, at: datetime) -> None:
    """New concepts as decisions on the codebook, so that they stay when the project is gathered again."""
    made = []
    for concept in added:
        values = {name: value for name, value in concept_as_json(concept).items() if name not in ("id", "origin")}
        identity = stable_id("imp", "concept", concept.id, source.name)
        reason = {"reason": f"imported from {source.name}"}
        made.append(Decision(identity, f"concept:{concept.id}", Verdict.ADD, UNKNOWN_CODER, at, values | reason))
    decide(store, made)


def _decision(passage: CodedPassage, document: Document, source: Path, at: datetime) -> Decision:
    coder = passage.coder or UNKNOWN_CODER
    values: dict[str, JsonValue] = {
        "document": document.id,
        "content": [[span.start, span.end] for span in passage.spans],
        "concept": passage.concept_id,
        "reason": f"imported from {source.name}",
    }
    if passage.stance:
        values["stance"] = passage.stance
    if passage.actor:
        values["actor"] = {"name": passage.actor}
    if passage.said:
        start, _, end = passage.said.partition("/")
        values["said"] = {"from": start or None, "to": (end or None) if "/" in passage.said else start}
    if passage.via:
        values["via"] = [{"name": name} for name in passage.via]
    if passage.memo:
        values["memo"] = passage.memo
    identity = stable_id("imp", document.id, passage.id, _joined(passage.spans), coder)
    return Decision(
        id=identity,
        subject=f"hand:{identity}",
        verdict=Verdict.ADD,
        coder=coder,
        decided_at=passage.coded_at or at,
        values=values,
    )


def _joined(spans: Sequence[Span]) -> str:
    return " ".join(f"{span.start}-{span.end}" for span in spans)


def _days(said: DateRange) -> str | None:
    if not said.known:
        return None
    start, end = (day.isoformat() if day else "" for day in (said.start, said.end))
    return start if start == end else f"{start}/{end}"


def write_codings(
    project: CodedProject, path: str | Path, *, format: str, unit: OffsetUnit = OffsetUnit.CODE_POINT
) -> tuple[str, ...]:
    """Writes a file for other tools: `qdpx`, `qdc` (the codebook alone) or `jsonld`; gives the losses, a line each."""
    if format == "qdpx":
        return write_qdpx(project, path, unit=unit)
    if format == "qdc":
        return write_qdc(Codebook(project.concepts), path, origin=f"onrecord {project.version}".strip())
    if format == "jsonld":
        return write_web_annotations(project, path)
    raise InputError(f"{format!r} is no format for codings; use qdpx, qdc or jsonld")
