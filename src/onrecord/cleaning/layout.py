"""What the file format itself declares about each block: an HTML page's main text, a document's title."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from ..record import Region, RegionKind
from .lines import Block


def cut_at_layout(text: str, blocks: Sequence[Block], layout: Sequence[Region]) -> list[Block]:
    """The blocks, cut where a declared region starts or ends inside one."""
    if not layout:
        return list(blocks)
    borders = sorted({at for region in layout for at in (region.start, region.end)})
    cut: list[Block] = []
    for block in blocks:
        inside = borders[bisect_right(borders, block.start) :]
        ends = [at for at in inside[: bisect_right(inside, block.end - 1)] if at < block.end] + [block.end]
        start = block.start
        for end in ends:
            piece = text[start:end]
            if piece.strip():
                left = start + len(piece) - len(piece.lstrip())
                cut.append(
                    Block(left, left + len(piece.strip()), block.indent, block.gap if start == block.start else 0)
                )
            start = end
    return cut


def declared_kinds(blocks: Sequence[Block], layout: Sequence[Region]) -> list[RegionKind | None]:
    """The declared kind of each block; None where the format says nothing. Blocks must have been cut at the layout."""
    ordered = sorted(layout, key=lambda region: region.start)
    starts = [region.start for region in ordered]
    kinds: list[RegionKind | None] = []
    for block in blocks:
        at = bisect_right(starts, block.start) - 1
        kinds.append(ordered[at].kind if at >= 0 and ordered[at].end > block.start else None)
    return kinds
