"""How much of a file is taken in before it is refused with a reason."""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """Bounds that keep one bad file from stopping a run. Sizes in bytes, texts in code points (characters).

    The longest real articles run to some 100,000 characters; a document of two million is a book, a dump or an attack,
    and the steps after reading would spend minutes on it. Parsed HTML and XML take ten to twenty times their size in
    memory, so markup is held shorter than plain bytes. Compressed text reaches 20:1; 200:1 is not text.
    """

    max_file_bytes: int = 64 * MIB
    max_markup_bytes: int = 12 * MIB  # HTML, RTF, and the main part of a DOCX
    max_document_chars: int = 2_000_000
    max_documents_per_file: int = 50_000  # rows of a table; they are read in one go, at some 3,000 a second
    max_pdf_pages: int = 2_000
    # Drawing instructions, unpacked: a page of print has some 20,000 bytes of them, and pypdf reads 1 MB in 1-3 s.
    max_pdf_page_bytes: int = 2 * MIB
    max_pdf_bytes: int = 24 * MIB
    max_archive_bytes: int = 2048 * MIB
    max_archive_members: int = 50_000
    max_archive_depth: int = 2  # a zip in a zip is opened, a third one is not
    max_archive_unpacked: int = 4096 * MIB  # declared sizes of all members together
    max_compression_ratio: int = 200
    max_folder_depth: int = 40

    @property
    def max_text_bytes(self) -> int:
        """A file of one text that is longer than this is over `max_document_chars` in every encoding."""
        return 4 * self.max_document_chars + 4


DEFAULT_LIMITS = ReadingLimits()


def megabytes(n_bytes: int) -> str:
    """ "12.3 MB", for messages."""
    return f"{n_bytes / 1_000_000:.1f} MB"
