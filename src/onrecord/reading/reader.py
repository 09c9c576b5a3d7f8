"""One file in, its documents and its report out. Whatever the file holds, the answer is a report, not an error."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module

from ..errors import UnreadableFile
from ..record import Document, FileReport, FileStatus
from .archive import read_bytes
from .draft import Draft, Facts, Reading, document_from
from .filename import facts_from_name
from .limits import DEFAULT_LIMITS, ReadingLimits
from .plainfacts import facts_from_text
from .sniffing import true_format
from .source import FileSource, Format

# Module and function of each format, imported when a file of it is met.
_READERS: dict[Format, tuple[str, str]] = {
    Format.TEXT: (".plaintext", "read_plain_text"),
    Format.MARKDOWN: (".markdown", "read_markdown"),
    Format.HTML: (".webpage", "read_web_page"),
    Format.PDF: (".pdf", "read_pdf"),
    Format.DOCX: (".docx", "read_docx"),
    Format.RTF: (".rtf", "read_rtf"),
    Format.CSV: (".table", "read_table"),
    Format.JSONL: (".jsonlines", "read_json_lines"),
}
_REASON_CHARS = 300


def read_file(source: FileSource, *, limits: ReadingLimits = DEFAULT_LIMITS) -> tuple[tuple[Document, ...], FileReport]:
    """The documents of one file, in their order in it, and what became of the file.

    Never raises for what a file holds: a bad file gives no documents and a report that says why in one line.
    """
    try:
        reading = _parse(source, limits)
        documents = tuple(_complete(draft, source) for draft in reading.drafts)
    except UnreadableFile as error:
        return (), _report(source, FileStatus.FAILED, str(error))
    except (RecursionError, MemoryError) as error:
        return (), _report(source, FileStatus.FAILED, f"too deeply nested or too large ({type(error).__name__})")
    except Exception as error:  # parsers of foreign formats raise anything on damaged input; the report names it
        detail = " ".join(str(error).split())[:160]
        what = f"{type(error).__name__}: {detail}" if detail else type(error).__name__
        return (), _report(source, FileStatus.FAILED, f"damaged {source.format.value} file ({what})")
    if not documents:
        return (), _report(source, FileStatus.SKIPPED, "; ".join(("holds no text", *reading.remarks)))
    return documents, _report(source, FileStatus.READ, "; ".join(reading.remarks), n_documents=len(documents))


def _parse(source: FileSource, limits: ReadingLimits) -> Reading:
    reading = _read_plugged(source, limits) if source.format is Format.PLUGGED else _read_own(source, limits)
    drafts = tuple(draft for draft in reading.drafts if draft.text.strip())
    for draft in drafts:
        if len(draft.text) > limits.max_document_chars:
            where = f" in {draft.part}" if draft.part else ""
            raise UnreadableFile(
                f"one text of {len(draft.text):,} characters{where}; at most {limits.max_document_chars:,}:"
                " split it into one file an article"
            )
    return replace(reading, drafts=drafts)


def _read_plugged(source: FileSource, limits: ReadingLimits) -> Reading:
    from .plugged import read_plugged

    return read_plugged(source.path, source.loader[0], limits=limits)


def _read_own(source: FileSource, limits: ReadingLimits) -> Reading:
    data = read_bytes(source.path, source.members, limits)
    if not data:
        raise UnreadableFile("empty file (0 bytes)")
    if not data.strip(b"\0 \t\r\n"):
        return Reading(())
    found = true_format(data, source.format)
    module, function = _READERS[found]
    reading: Reading = getattr(import_module(module, __package__), function)(data, limits=limits)
    if found is not source.format:
        reading = replace(reading, remarks=(f"is {found.value} in spite of its name", *reading.remarks))
    return reading


def _complete(draft: Draft, source: FileSource) -> Document:
    """The document with all facts: declared by the format, then said in the text, then in the file's name."""
    from_name = facts_from_name(source) if not draft.part else Facts()
    said = facts_from_text(draft)
    facts = draft.facts.settled_by(said).or_else(said).or_else(from_name)
    return document_from(draft, facts, path=source.name)


def _report(source: FileSource, status: FileStatus, reason: str, *, n_documents: int = 0) -> FileReport:
    line = " ".join(reason.split())
    if len(line) > _REASON_CHARS:
        line = line[: _REASON_CHARS - 1] + "…"
    return FileReport(source.name, status, line, n_documents)
