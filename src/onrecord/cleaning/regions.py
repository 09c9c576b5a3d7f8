"""Document -> regions: the way of this room."""

from __future__ import annotations

from collections.abc import Sequence

from ..record import Document, Region, RegionKind, Span
from ..text import fold
from .blockwords import BlockWords, describe
from .bodyrule import body_by_rule
from .inline import Piece, find_inline
from .kinds import name_kinds
from .layout import cut_at_layout, declared_kinds
from .lines import Block, split_blocks
from .model import RegionModel, load_model

_ASIDE_WORDS = 30  # a longer credit or prompt may as well be a paragraph that speaks of one
_SHORT_WORDS = 12
_SURE = 0.97
_FEW_BLOCKS = 5


def mark_regions(document: Document, *, repeated: frozenset[str] = frozenset()) -> tuple[Region, ...]:
    """Regions in text order that tile the text but for white space; () for a text without words.

    `repeated` holds folded lines that other documents of the same outlet show too (see `find_repeated_lines`). What
    the file format declares (`document.layout`) is trusted for body against furniture and refined within the body.
    """
    return mark_regions_with(load_model(), document, repeated=repeated)


def mark_regions_with(
    model: RegionModel, document: Document, *, repeated: frozenset[str] = frozenset()
) -> tuple[Region, ...]:
    """`mark_regions` by a given model."""
    text = document.text
    blocks = cut_at_layout(text, split_blocks(text), document.layout)  # 1 lines or paragraphs
    pieces = [find_inline(text, block.span) for block in blocks]  # 2 what stands inside them
    described = [describe(text, block, inner) for block, inner in zip(blocks, pieces, strict=True)]
    declared = declared_kinds(blocks, document.layout)
    body = body_flags(blocks, described, declared, model)  # 3 the article or the page
    for index, words in enumerate(described):
        # A full sentence that a paper prints twice is background it reuses, and evidence; furniture is shorter.
        if body[index] and repeated and not words.solid and fold(words.text) in repeated:
            body[index] = False
    kinds = name_kinds(described, body, title=_declared_title(document, described, declared))  # 4 which part of it
    regions: list[Region] = []
    for index, block in enumerate(blocks):
        kind = _settled(kinds[index], declared[index])
        regions.extend(_cut(text, block.span, kind, pieces[index]))
    return tuple(regions)


def body_flags(
    blocks: Sequence[Block],
    described: Sequence[BlockWords],
    declared: Sequence[RegionKind | None],
    model: RegionModel,
) -> list[bool]:
    """Whether each block is body. Credits and prompts that stand on a line of their own never are."""
    if RegionKind.BODY in declared:
        return [
            kind is RegionKind.BODY and not _is_aside(words, 0.0)
            for kind, words in zip(declared, described, strict=True)
        ]
    if not any(words.solid for words in described):
        flags = body_by_rule(described)
    else:
        flags, chances = model.flags(blocks, described)
        flags = [
            flag and not _is_aside(words, chance) for flag, chance, words in zip(flags, chances, described, strict=True)
        ]
        if not any(flags) or len(blocks) <= _FEW_BLOCKS:  # too little context to give up prose
            flags = [flag or by_rule for flag, by_rule in zip(flags, body_by_rule(described), strict=True)]
    return [flag and kind is None for flag, kind in zip(flags, declared, strict=True)]


def _is_aside(words: BlockWords, chance: float) -> bool:
    if words.copyright or words.doubled:
        return True
    if not (words.credit or words.prompt) or words.words > _ASIDE_WORDS:
        return False
    return words.words <= _SHORT_WORDS or chance < _SURE


def _declared_title(
    document: Document, described: Sequence[BlockWords], declared: Sequence[RegionKind | None]
) -> str | None:
    headline = next((w.text for w, kind in zip(described, declared, strict=True) if kind is RegionKind.HEADLINE), None)
    return headline or document.title


def _settled(kind: RegionKind, declared: RegionKind | None) -> RegionKind:
    """The declared kind, unless the words say more: furniture can be a headline or credit, body a credit or subhead."""
    if declared in (None, RegionKind.BODY):
        return kind
    if declared is RegionKind.FURNITURE:
        return RegionKind.FURNITURE if kind is RegionKind.BODY else kind
    return declared or kind


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
