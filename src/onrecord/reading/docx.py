"""Word files: their paragraphs and tables in order by python-docx; title style gives the headline."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..errors import UnreadableFile
from ..record import Region, RegionKind
from .archive import list_members, read_member
from .decoding import settle
from .draft import Draft, Facts, Reading
from .limits import ReadingLimits, megabytes
from .nexis import split_nexis

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_MAIN_PART = "word/document.xml"
_INVISIBLE = dict.fromkeys((0xAD, 0x200B, 0x2060, 0xFEFF))


def read_docx(data: bytes, *, limits: ReadingLimits) -> Reading:
    """One draft, or the articles of a Nexis export. UnreadableFile for damaged files and bombs."""
    from docx import Document
    from docx.opc.exceptions import OpcError

    _check_parts(data, limits)
    try:  # lxml's XMLSyntaxError is a SyntaxError
        word = Document(io.BytesIO(data))
    except (OpcError, KeyError, ValueError, SyntaxError, zipfile.BadZipFile) as error:
        raise UnreadableFile(f"damaged Word file ({' '.join(str(error).split())[:100]}); save it again") from error
    paragraphs = list(_paragraphs(word))
    if articles := split_nexis([text for text, _ in paragraphs]):
        return Reading(articles)
    lines: list[str] = []
    layout: list[Region] = []
    at = 0
    title = None
    for text, style in paragraphs:
        if style in ("Title", "Heading 1") and title is None and text.strip() and len(lines) < 20:
            title = " ".join(text.split())
            start = at + len(text) - len(text.lstrip())
            layout.append(Region(RegionKind.HEADLINE, start, at + len(text.rstrip())))
        lines.append(text)
        at += len(text) + 1
    return Reading((Draft("\n".join(lines), Facts(title=title).or_else(_properties(word)), tuple(layout)),))


def _check_parts(data: bytes, limits: ReadingLimits) -> None:
    """Refuses bombs before any XML is parsed: sizes are counted while unpacking, not believed."""
    file = io.BytesIO(data)
    members = list_members(file, limits)
    total = sum(member.size for member in members)
    if total > limits.max_archive_unpacked // 8:
        raise UnreadableFile(f"Word file that unpacks to {megabytes(total)}; save the text alone")
    if not any(member.name == _MAIN_PART for member in members):
        raise UnreadableFile("no Word document inside; save it again as .docx")
    for member in members:
        if member.name.endswith((".xml", ".rels")):
            part = read_member(file, member.position, limits, max_bytes=limits.max_markup_bytes)
            if b"<!ENTITY" in part or b"<!DOCTYPE" in part:
                raise UnreadableFile("holds entity declarations, which Word never writes; not opened")


def _paragraphs(word: WordDocument) -> Iterator[tuple[str, str]]:
    """Each paragraph's text and style name, tables a row a line, in the order of the page."""
    from docx.table import Table

    names = {style.style_id: style.name for style in word.styles}
    for block in word.iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                cells = list(dict.fromkeys(_clean(cell.text).replace("\n", " ").strip() for cell in row.cells))
                yield "\t".join(cell for cell in cells if cell), ""
        else:
            yield _clean(block.text), names.get(block.paragraph_format.element.style or "", "") or ""


def _clean(text: str) -> str:
    return settle(text).translate(_INVISIBLE)


def _properties(word: WordDocument) -> Facts:
    """Title and author from the file's properties, where they look like an article's."""
    try:
        properties = word.core_properties
        title, language = _clean(properties.title or ""), properties.language
    except (KeyError, ValueError):
        return Facts()
    from .language import language_code

    return Facts(title=title if len(title.split()) >= 3 else None, language=language_code(language))
