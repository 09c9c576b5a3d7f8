"""Document -> regions: the way of this room."""

from __future__ import annotations

from collections.abc import Sequence

from ..record import Document, Region, RegionKind, Span
from ..text import fold
from .blockwords import describe
from .bodyrule import body_by_rule
from .inline import Piece, find_inline
from .kinds import name_kinds
from .lines import split_blocks


def mark_regions(document: Document, *, repeated: frozenset[str] = frozenset()) -> tuple[Region, ...]:
    """Regions in text order that tile the text but for white space; () for a text without words.

    `repeated` holds folded lines that other documents of the same outlet show too (see `find_repeated_lines`).
    """
    text = document.text
    blocks = split_blocks(text)
    pieces = [find_inline(text, block.span) for block in blocks]
    described = [describe(text, block, inner) for block, inner in zip(blocks, pieces, strict=True)]
    body = body_by_rule(described)
    for index, words in enumerate(described):
        if body[index] and repeated and fold(words.text) in repeated:
            body[index] = False
    kinds = name_kinds(described, body, title=document.title)
    regions: list[Region] = []
    for block, kind, inner in zip(blocks, kinds, pieces, strict=True):
        regions.extend(_cut(text, block.span, kind, inner))
    return tuple(regions)


def _cut(text: str, block: Span, kind: RegionKind, inner: Sequence[Piece]) -> list[Region]:
    """The block as one region, or cut where something foreign stands inside it."""
    if kind not in (RegionKind.BODY, RegionKind.HEADLINE, RegionKind.SUBHEAD):
        return [Region(kind, block.start, block.end)]
    pieces: list[Region] = []
    at = block.start
    for span, inner_kind in inner:
        pieces.extend(_trimmed(text, kind, at, span.start))
        pieces.extend(_trimmed(text, inner_kind, span.start, span.end))
        at = span.end
    pieces.extend(_trimmed(text, kind, at, block.end))
    return pieces


def _trimmed(text: str, kind: RegionKind, start: int, end: int) -> list[Region]:
    piece = text[start:end]
    if not piece.strip():
        return []
    left = start + len(piece) - len(piece.lstrip())
    return [Region(kind, left, left + len(piece.strip()))]
