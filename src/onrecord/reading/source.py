"""Where one file lies and what kind it is: small, picklable, safe to hand to a worker process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePosixPath


class Format(StrEnum):
    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    PDF = "pdf"
    DOCX = "docx"
    RTF = "rtf"
    CSV = "csv"
    JSONL = "jsonl"
    PLUGGED = "plugged"  # read by a loader that another package brings


SUFFIXES: dict[str, Format] = {
    ".txt": Format.TEXT,
    ".text": Format.TEXT,
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".xhtml": Format.HTML,
    ".pdf": Format.PDF,
    ".docx": Format.DOCX,
    ".rtf": Format.RTF,
    ".csv": Format.CSV,
    ".tsv": Format.CSV,
    ".jsonl": Format.JSONL,
    ".ndjson": Format.JSONL,
}
ARCHIVE_SUFFIX = ".zip"
ALLOWED = ".txt .md .html .htm .pdf .docx .rtf .csv .jsonl, folders and .zip files of these"

# What to do with a file of a kind that is not read, where there is something to do.
ADVICE: dict[str, str] = {
    ".doc": "old Word format: save it as .docx",
    ".odt": "OpenDocument text: save it as .docx",
    ".pages": "Pages document: export it as .docx",
    ".xls": "spreadsheet: save the table as .csv",
    ".xlsx": "spreadsheet: save the table as .csv",
    ".ods": "spreadsheet: save the table as .csv",
    ".json": "JSON: give one object a line and name the file .jsonl",
    ".mht": "web archive: save the page as .html",
    ".mhtml": "web archive: save the page as .html",
    ".epub": "e-book: convert it to .html or .txt",
    ".eml": "e-mail: save its text as .txt",
    ".msg": "e-mail: save its text as .txt",
    ".7z": "archive: pack it as .zip",
    ".rar": "archive: pack it as .zip",
    ".tar": "archive: pack it as .zip",
    ".gz": "compressed file: unpack it or pack it as .zip",
    ".bz2": "compressed file: unpack it or pack it as .zip",
    ".xz": "compressed file: unpack it or pack it as .zip",
}


@dataclass(frozen=True, slots=True)
class FileSource:
    """One file to read. `name` is its path relative to the folder given, with `/`, and is what reports show.

    For a member of a zip, `path` is the zip on disk and `members` the positions of the entry in the zip, or in each
    nested zip from the outside inwards. `size` is the unpacked size in bytes as declared. `loader` is the suffix and
    the version of the package whose loader reads a file of a plugged format.
    """

    path: Path
    name: str
    format: Format
    size: int = 0
    members: tuple[int, ...] = ()
    loader: tuple[str, str] = ("", "")

    @property
    def stem(self) -> str:
        return PurePosixPath(self.name).stem

    @property
    def folder(self) -> str | None:
        """The name of the folder that the file lies in, below the folder given."""
        parent = PurePosixPath(self.name).parent.name
        return parent or None


def format_of(name: str) -> Format | None:
    return SUFFIXES.get(PurePosixPath(name).suffix.lower())


def is_hidden(base: str) -> bool:
    """Whether a file of this name is an editor's or a system's own."""
    return base.startswith((".", "~$")) or base.lower() in {"thumbs.db", "desktop.ini", "__macosx"}


def loader_of(name: str, loaders: Mapping[str, str]) -> tuple[str, str] | None:
    """Suffix and version of the loader for a file that no format of our own covers; None where there is none."""
    suffix = PurePosixPath(name).suffix.lower()
    covered = suffix in SUFFIXES or suffix == ARCHIVE_SUFFIX or is_hidden(PurePosixPath(name).name)
    version = None if covered else loaders.get(suffix.removeprefix("."))
    return None if version is None else (suffix.removeprefix("."), version)


def reason_to_skip(name: str) -> str | None:
    """Why a file of this name is not even tried; None when it is."""
    base = PurePosixPath(name).name
    suffix = PurePosixPath(name).suffix.lower()
    if is_hidden(base):
        return "hidden or system file"
    if suffix in SUFFIXES or suffix == ARCHIVE_SUFFIX:
        return None
    if suffix in ADVICE:
        return f"not read: {ADVICE[suffix]}"
    return f"not read: {suffix or 'a name without extension'} is none of {ALLOWED}"
