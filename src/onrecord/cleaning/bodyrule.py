"""Which blocks are the article, by rule: prose, and the short lines that stand between prose."""

from __future__ import annotations

from collections.abc import Sequence

from .blockwords import BlockWords

_TAIL_FROM = 0.5  # a tail of teasers can start only behind half of the prose
_TAIL_PROSE = 0.4  # and holds at most this share of prose blocks


def body_by_rule(blocks: Sequence[BlockWords]) -> list[bool]:
    """One flag a block. In a text without any prose every block counts, so that nothing short is lost."""
    solid = [block.solid for block in blocks]
    if not any(solid):
        return [not (block.prompt or block.copyright or block.credit) for block in blocks]
    end = tail_start(blocks)
    last = max(index for index, flag in enumerate(solid[:end]) if flag) if any(solid[:end]) else -1
    first = solid.index(True)
    flags: list[bool] = []
    for index, block in enumerate(blocks):
        aside = block.prompt or block.copyright or block.credit or block.doubled
        inside = first <= index <= last or (index == last + 1 and block.final and block.words >= 3)
        flags.append(inside and not aside)
    return flags


def tail_start(blocks: Sequence[BlockWords]) -> int:
    """Index of the first block of the page's tail: prompts, then teasers; the number of blocks if there is none."""
    total = sum(block.words for block in blocks if block.solid)
    seen = 0
    for index, block in enumerate(blocks):
        if (block.prompt or block.copyright) and seen >= _TAIL_FROM * total:
            rest = blocks[index:]
            prose = sum(1 for other in rest if other.solid)
            if prose <= _TAIL_PROSE * len(rest) and sum(b.words for b in rest if b.solid) <= 0.25 * total:
                return index
        seen += block.words if block.solid else 0
    return len(blocks)
