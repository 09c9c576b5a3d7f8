"""Web pages: the whole visible text, with the regions that the page's markup tells apart."""

from __future__ import annotations

import codecs
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from ..errors import UnreadableFile
from ..record import Region, RegionKind, Span
from .decoding import decode, settle
from .draft import Draft, Facts, Reading
from .language import detect_language
from .limits import ReadingLimits, megabytes
from .mainbody import main_paragraphs, place_paragraphs
from .pagefacts import headline_candidates, page_facts
from .rendering import Page, render

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{3,20})", re.IGNORECASE)
_OWN_DOSSIER = re.compile(r"<meta\s+name=\"generator\"\s+content=\"onrecord\b", re.IGNORECASE)
_WORD = re.compile(r"\w+")


def read_web_page(data: bytes, *, limits: ReadingLimits) -> Reading:
    """One draft: rendered text, facts from the page's metadata, and layout regions that tile the text.

    BODY is what trafilatura keeps as main text, found again in the rendered text; HEADLINE the article's title where it
    stands; all else FURNITURE. A page without main text has no layout.
    """
    if len(data) > limits.max_markup_bytes:
        raise UnreadableFile(f"{megabytes(len(data))} of HTML; at most {megabytes(limits.max_markup_bytes)} is read")
    source, remarks = _source_of(data)
    if _OWN_DOSSIER.search(source[:4096]):
        return Reading((), ("a dossier that onrecord wrote",))
    tree, too_deep = parse(source)
    if tree is None:
        return Reading((), remarks)
    page = render(tree, max_chars=limits.max_document_chars)
    if too_deep:
        remarks = (*remarks, "cut off where its markup nests too deeply; save the text alone")
    if not page.text.strip():
        if too_deep:
            raise UnreadableFile("its markup nests too deeply for any text to be reached; save the text alone")
        return Reading((), remarks)
    if len(page.text) > limits.max_document_chars:
        raise UnreadableFile(f"a page of more than {limits.max_document_chars:,} characters: split it into articles")
    facts = page_facts(tree)
    layout, missed = _layout(page, source, facts, headline_candidates(tree))
    if missed:
        remarks = (*remarks, missed)
    return Reading((Draft(page.text, _refined(facts, page.text, layout), layout),), remarks)


def _refined(facts: Facts, text: str, layout: tuple[Region, ...]) -> Facts:
    """The facts with the language of the body itself, since `lang` is often the publishing system's default, and the
    title without a site's name when the page shows it so."""
    body = "\n".join(region.span.of(text) for region in layout if region.kind is RegionKind.BODY)
    headline = next((region.span.of(text) for region in layout if region.kind is RegionKind.HEADLINE), None)
    title = facts.title
    if title and headline and re.match(r"\s+[|–—·-]\s", title[len(headline) :]) and title.startswith(headline):
        title = headline
    return replace(facts, title=title, language=detect_language(body) or facts.language)


def parse(source: str) -> tuple[HtmlElement | None, bool]:
    """The tree of a page, however broken, and whether the parser gave up on its depth; None for a page without any
    element. Nothing outside the page is loaded."""
    from lxml import etree, html

    # libxml2 refuses a declared encoding in text that is already decoded, and stops at NUL.
    source = re.sub(r"\A\s*<\?xml[^>]*\?>", "", source)
    parser = html.HTMLParser(encoding="utf-8", huge_tree=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        tree = None
    return tree, any("depth" in entry.message for entry in parser.error_log)


def _source_of(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The markup as text: the mark or UTF-8 first, then the declared encoding, then the general rules."""
    declared = _META_CHARSET.search(data[:4096])
    if declared and not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_BE, codecs.BOM_UTF16_LE)):
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            try:
                codec = codecs.lookup(declared.group(1).decode("ascii"))
            except LookupError:
                pass
            else:
                # Browsers read what calls itself Latin-1 or ASCII as Windows-1252.
                name = "cp1252" if codec.name in ("iso8859-1", "ascii") else codec.name
                if name not in ("utf-8", "utf-16", "utf-32") and _is_text_codec(codec):
                    return settle(data.decode(name, "replace")), ()
    decoded = decode(data)
    return decoded.text, decoded.remarks


def _is_text_codec(codec: codecs.CodecInfo) -> bool:
    return getattr(codec, "_is_text_encoding", True)


def _layout(page: Page, source: str, facts: Facts, titles: tuple[str, ...]) -> tuple[tuple[Region, ...], str]:
    """The regions in text order, and a remark when the page's main text could not be told apart."""
    try:
        paragraphs = main_paragraphs(source)
    except (RecursionError, MemoryError) as error:
        return (), f"main text not found ({type(error).__name__})"
    body = place_paragraphs(page.text, paragraphs)
    if not body:
        return (), "no main text found on the page"
    headline = _headline_span(page, titles, body)
    regions = [Region(RegionKind.BODY, span.start, span.end) for span in body]
    if headline is not None:
        regions = [piece for region in regions for piece in _without(region, headline)]
        regions.append(Region(RegionKind.HEADLINE, headline.start, headline.end))
    return tile(page.text, regions), ""


def _headline_span(page: Page, titles: tuple[str, ...], body: list[Span]) -> Span | None:
    """Where the title stands: a heading with the words of a declared title, the main heading, or a line with them."""
    wanted = [_WORD.findall(title.lower()) for title in titles]
    wanted = [words for words in wanted if len(words) >= 2]
    before_end = body[-1].end
    headings = [heading for heading in page.headings if heading.span.start < before_end]
    for words in wanted:
        for heading in headings:
            if _WORD.findall(heading.span.of(page.text).lower()) == words:
                return heading.span
    first_level = [
        heading for heading in headings if heading.level == 1 and len(heading.span.of(page.text).split()) > 2
    ]
    if len(first_level) == 1:
        return first_level[0].span
    return None


def _without(region: Region, hole: Span) -> list[Region]:
    pieces = []
    if region.start < min(region.end, hole.start):
        pieces.append(replace(region, end=min(region.end, hole.start)))
    if max(region.start, hole.end) < region.end:
        pieces.append(replace(region, start=max(region.start, hole.end)))
    return pieces


def tile(text: str, regions: list[Region]) -> tuple[Region, ...]:
    """The regions in text order, trimmed of white space, with FURNITURE wherever text lies between them."""
    tiled: list[Region] = []
    at = 0
    for region in sorted(regions, key=lambda region: region.start):
        _add(tiled, text, RegionKind.FURNITURE, at, region.start)
        _add(tiled, text, region.kind, max(at, region.start), region.end)
        at = max(at, region.end)
    _add(tiled, text, RegionKind.FURNITURE, at, len(text))
    return tuple(tiled)


def _add(tiled: list[Region], text: str, kind: RegionKind, start: int, end: int) -> None:
    piece = text[start:end] if start < end else ""
    if piece.strip():
        tiled.append(Region(kind, start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())))
