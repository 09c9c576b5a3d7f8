"""From "article or not" to the kind of each block: headline, subhead, credit, body, furniture."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..record import RegionKind
from ..text import fold
from .blockwords import BlockWords
from .phrases import CREDIT_CLOSING, CREDIT_OPENING, EMBEDDED_MEDIA

_HEADLINE_WORDS = range(2, 36)
_STANDFIRST_WORDS = range(6, 60)
_SUBHEAD_WORDS = range(1, 13)
_MENU = 12  # so many loose lines above the text make it a whole page
_HEADLINE_REACH = 20  # blocks above the first paragraph in which a page's headline is looked for
_HEADLINE_FIT = 0.4  # share of the headline's words that the article itself uses
_CREDIT_REACH = 8  # blocks between a credit and the article
_PICTURE_REACH = 2  # the same behind the last paragraph, where captions belong to other stories
_WORD = re.compile(r"\w{4,}")


def name_kinds(blocks: Sequence[BlockWords], body: Sequence[bool], *, title: str | None = None) -> list[RegionKind]:
    """The kind of each block; `title` is what the file itself says the headline is."""
    kinds = [_plain_kind(block, flag) for block, flag in zip(blocks, body, strict=True)]
    first = next((i for i, kind in enumerate(kinds) if kind is RegionKind.BODY and blocks[i].final), len(blocks))
    _name_opening(blocks, kinds, first, title)
    _name_subheads(blocks, kinds, first)
    _join_captions(blocks, kinds)
    _drop_far_credits(blocks, kinds)
    return kinds


def _plain_kind(block: BlockWords, body: bool) -> RegionKind:
    if body:
        return RegionKind.BODY
    if block.credit and not block.copyright and not EMBEDDED_MEDIA.search(block.text):
        return RegionKind.CREDIT
    return RegionKind.FURNITURE


def _name_opening(blocks: Sequence[BlockWords], kinds: list[RegionKind], first: int, title: str | None) -> None:
    """Above the first paragraph: the headline, a standfirst below it; a repeat of either is furniture."""
    wanted = fold(title) if title else None
    free = [
        i
        for i in range(min(first, len(blocks)))
        if kinds[i] in (RegionKind.FURNITURE, RegionKind.BODY)
        and blocks[i].words in _HEADLINE_WORDS
        and not (blocks[i].prompt or blocks[i].copyright or blocks[i].doubled)
    ]
    named = [i for i in free if wanted and fold(blocks[i].text) == wanted]
    candidates = named or _headlines(blocks, kinds, free, first) or _stopped(blocks, kinds, free)
    seen: set[str] = set()
    for index in candidates:
        key = fold(blocks[index].text)
        kinds[index] = RegionKind.FURNITURE if key in seen else RegionKind.HEADLINE
        seen.add(key)
    for index in free:
        if index not in candidates and fold(blocks[index].text) in seen:
            kinds[index] = RegionKind.FURNITURE
    if candidates:
        _name_standfirst(blocks, kinds, candidates[-1], first, seen)


def _headlines(blocks: Sequence[BlockWords], kinds: Sequence[RegionKind], free: list[int], first: int) -> list[int]:
    """Of lines without a full stop above the text, those that read as headlines."""
    near = [
        i
        for i in free
        if not blocks[i].text.endswith((".", ":")) and i >= first - _HEADLINE_REACH and blocks[i].words > 2
    ]
    if len(free) > _MENU:
        return _fitting(blocks, kinds, near)
    near = [i for i in near if i >= first - 8]
    return near[:-1] if len(near) > 1 and _is_standfirst(blocks, near[-2], near[-1]) else near


def _stopped(blocks: Sequence[BlockWords], kinds: Sequence[RegionKind], free: list[int]) -> list[int]:
    """A headline that ends in a full stop, as some archives print it: the first line of all, and on the article's
    subject."""
    first = [i for i in free[:1] if i == 0 and kinds[i] is RegionKind.FURNITURE and blocks[i].words > 2]
    return _fitting(blocks, kinds, first) if len(free) <= _MENU else []


def _fitting(blocks: Sequence[BlockWords], kinds: Sequence[RegionKind], near: list[int]) -> list[int]:
    """On a page with its menus: the one line that speaks most of what the article speaks of."""
    prose = {
        word
        for block, kind in zip(blocks, kinds, strict=True)
        if kind is RegionKind.BODY
        for word in _WORD.findall(fold(block.text))
    }
    best: int | None = None
    best_fit = _HEADLINE_FIT
    for index in near:
        own = set(_WORD.findall(fold(blocks[index].text)))
        fit = len(own & prose) / len(own) * min(len(own) / 4, 1.0) if own else 0.0
        if fit >= best_fit:
            best, best_fit = index, fit
    return [] if best is None else [best]


def _is_standfirst(blocks: Sequence[BlockWords], above: int, index: int) -> bool:
    return blocks[index].words > blocks[above].words and not blocks[index].headline_case


def _name_standfirst(
    blocks: Sequence[BlockWords], kinds: list[RegionKind], headline: int, first: int, seen: set[str]
) -> None:
    for index in range(headline + 1, min(headline + 5, first)):
        block = blocks[index]
        if kinds[index] is RegionKind.CREDIT or block.prompt or block.doubled or block.words < 3:
            continue
        if block.words in _STANDFIRST_WORDS and fold(block.text) not in seen:
            kinds[index] = RegionKind.SUBHEAD
        return


def _name_subheads(blocks: Sequence[BlockWords], kinds: list[RegionKind], first: int) -> None:
    """A short line without a final stop, prose above and below."""
    for index in range(first + 1, len(blocks) - 1):
        block = blocks[index]
        if kinds[index] is not RegionKind.BODY or block.final or block.words not in _SUBHEAD_WORDS:
            continue
        starts_big = block.text[:1].isupper() or block.text[:1].isdigit()
        if starts_big and blocks[index - 1].final and blocks[index + 1].solid and not block.text.endswith((",", ";")):
            kinds[index] = RegionKind.SUBHEAD


def _join_captions(blocks: Sequence[BlockWords], kinds: list[RegionKind]) -> None:
    """The caption said once more above its credited twin is part of the credit."""
    for index in range(1, len(blocks)):
        if kinds[index] is RegionKind.CREDIT and blocks[index - 1].words >= 3:
            above = fold(blocks[index - 1].text)
            if fold(blocks[index].text).startswith(above) and len(above) > 12:
                kinds[index - 1] = RegionKind.CREDIT


def _drop_far_credits(blocks: Sequence[BlockWords], kinds: list[RegionKind]) -> None:
    """Credits far from the article, and pictures behind it, are the page's and not the article's."""
    said = [i for i, kind in enumerate(kinds) if kind in (RegionKind.BODY, RegionKind.HEADLINE, RegionKind.SUBHEAD)]
    if not said:
        return
    for index, kind in enumerate(kinds):
        if kind is not RegionKind.CREDIT:
            continue
        away = max(said[0] - index, index - said[-1], 0)
        reach = _CREDIT_REACH
        line = blocks[index].text
        if index > said[-1] and not (CREDIT_OPENING.match(line) or CREDIT_CLOSING.search(line)):
            reach = _PICTURE_REACH
        if away > reach:
            kinds[index] = RegionKind.FURNITURE
