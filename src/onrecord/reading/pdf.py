"""PDF: the text layer by pypdf, its hard line breaks joined into paragraphs."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from ..errors import UnreadableFile
from .decoding import repair_mojibake, settle
from .draft import Draft, Facts, Reading
from .limits import ReadingLimits, megabytes
from .nexis import split_nexis
from .paragraphs import join_pages

if TYPE_CHECKING:
    from pypdf import PdfReader

_INVISIBLE = dict.fromkeys((0x200B, 0x2060, 0xFEFF))
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ft", "ﬆ": "st"})
# What programs write into the title field when nobody gave one.
_NO_TITLE = re.compile(
    r"^(?:untitled|microsoft word|document\d*|about:blank|.*\.(?:docx?|pdf|indd|qxd|html?|txt))\b", re.IGNORECASE
)
_MIN_CHARS_PER_PAGE = 20


def read_pdf(data: bytes, *, limits: ReadingLimits) -> Reading:
    """One draft (or the articles of a Nexis export). UnreadableFile for a locked file or one without a text layer."""
    import logging

    from pypdf import PdfReader
    from pypdf.errors import PdfReadError, WrongPasswordError

    logging.getLogger("pypdf").setLevel(logging.ERROR)  # it warns once for each broken object
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableFile("locked with a password; save it without one")
        n_pages = len(reader.pages)
    except WrongPasswordError as error:
        raise UnreadableFile("locked with a password; save it without one") from error
    except PdfReadError as error:
        raise UnreadableFile(
            f"damaged PDF ({' '.join(str(error).split())[:100]}); save or print it to PDF again"
        ) from error
    if n_pages > limits.max_pdf_pages:
        raise UnreadableFile(f"PDF of {n_pages} pages; at most {limits.max_pdf_pages} are read: split it")
    if n_pages == 0:
        raise UnreadableFile("damaged PDF: no pages found; save or print it to PDF again")
    pages, broken = _page_lines(reader, n_pages, limits)
    n_chars = sum(len(line) for page in pages for line in page)
    if n_chars < _MIN_CHARS_PER_PAGE * max(1, min(n_pages, 5)):
        if broken:
            raise UnreadableFile(
                f"no text on any of its pages ({n_pages}): damaged, or over {megabytes(limits.max_pdf_page_bytes)} of"
                " drawing a page; save or print it to PDF again"
            )
        raise UnreadableFile("no text layer (a scan or pictures of pages); run OCR first")
    text = repair_mojibake(join_pages(pages))
    remarks = (f"{broken} of {n_pages} pages could not be read",) if broken else ()
    if articles := split_nexis(text.split("\n")):
        return Reading(articles, remarks)
    return Reading((Draft(text, _facts(reader)),), remarks)


def _page_lines(reader: PdfReader, n_pages: int, limits: ReadingLimits) -> tuple[list[list[str]], int]:
    """The lines of each page, and how many pages could not be read."""
    pages: list[list[str]] = []
    broken = n_chars = n_bytes = 0
    for number in range(n_pages):
        try:
            page = reader.pages[number]
            contents = page.get_contents()
            drawn = len(contents.get_data()) if contents is not None else 0
            n_bytes += drawn
            if drawn > limits.max_pdf_page_bytes or n_bytes > limits.max_pdf_bytes:
                broken += 1
                continue
            text = page.extract_text()
        except Exception:  # a damaged page raises whatever its objects provoke; it is counted and told
            broken += 1
            continue
        text = settle(text).translate(_INVISIBLE).translate(_LIGATURES)
        n_chars += len(text)
        if n_chars > limits.max_document_chars:
            raise UnreadableFile(
                f"more than {limits.max_document_chars:,} characters: split it into one file an article"
            )
        pages.append([line.rstrip() for line in text.split("\n")])
    return pages, broken


def _facts(reader: PdfReader) -> Facts:
    """Title and author from the document information. Its dates say when the file was made, not the article."""
    try:
        info = reader.metadata
        title = info.title if info else None
        author = info.author if info else None
    except Exception:  # damaged information: the text is still good
        return Facts()
    title = " ".join(settle(str(title)).split())[:500] if title else None
    author = " ".join(settle(str(author)).split())[:300] if author else None
    if title and (_NO_TITLE.match(title) or len(title.split()) < 3):
        title = None
    return Facts(title=title, byline=author if author and " " in author else None)
