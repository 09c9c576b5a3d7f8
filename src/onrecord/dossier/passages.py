"""Article text cut into marked pieces: a passage in its sentence, a line of a full text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..record import Attribution, Span

# A cheap end of sentence: context for the eye, not for counting; nupunkt would cost a second of loading.
_STOP = re.compile(r"(?<=[.!?…])[\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9\u0080-\uffff])|\n")
_NOT_A_STOP = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Col|Lt|St|Prof|Rev|Adm|Amb|No|vs|U\.S|U\.N)|\b[A-Z])\.$"
)


Mark = tuple[Span, str, str]  # where, class name, number of the attribution or ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text with the class names of its marks ("" for none), the references that start with it, and the
    numbers of the attributions it belongs to."""

    text: str
    css: str = ""
    refs: tuple[str, ...] = ()
    of: str = ""


def attribution_marks(attribution: Attribution, of: str = "") -> list[Mark]:
    """Spans with their classes: S source, C cue, T content; `of` tells the marks of one attribution from another's."""
    return [
        *((span, "S", of) for span in attribution.source),
        *((span, "C", of) for span in attribution.cue),
        *((span, "T", of) for span in attribution.content),
    ]


def attribution_extent(attribution: Attribution) -> Span:
    """From the first to the last code point of source, cue and content."""
    spans = [*attribution.source, *attribution.cue, *attribution.content]
    if not spans:
        return Span(0, 0)
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def pieces(
    text: str,
    window: Span,
    *,
    marks: Iterable[Mark],
    refs: Mapping[int, Sequence[str]] | None = None,
) -> tuple[Piece, ...]:
    """The window's text cut wherever a mark starts or ends; a piece carries every class that covers it, sorted.

    Content inside content (a report inside a report) is T2 as well.
    """
    inside = [mark for mark in marks if mark[0].start < window.end and window.start < mark[0].end]
    cuts = {window.start, window.end}
    for span, _, _ in inside:
        cuts.update((max(span.start, window.start), min(span.end, window.end)))
    if refs:
        cuts.update(at for at in refs if window.start <= at < window.end)
    found: list[Piece] = []
    for start, end in pairwise(sorted(cuts)):
        over = [mark for mark in inside if mark[0].start < end and start < mark[0].end]
        classes = sorted({css for _, css, _ in over})
        if sum(css == "T" for _, css, _ in over) > 1:
            classes.append("T2")
        of = " ".join(dict.fromkeys(of for _, _, of in over if of))
        found.append(Piece(text[start:end], " ".join(classes), tuple(refs.get(start, ())) if refs else (), of))
    return tuple(found)


def context(text: str, extent: Span, *, limit: int = 460) -> Span:
    """The sentences around `extent` on its own lines, at most `limit` code points beyond it at either side."""
    start, end = min(extent.start, len(text)), min(extent.end, len(text))
    left = max(0, start - limit)
    begin = left
    for stop in _STOP.finditer(text, left, start):
        if stop.group().startswith("\n") or not _NOT_A_STOP.search(text, left, stop.start()):
            begin = stop.end()
    if begin == left and left > 0:
        space = text.find(" ", left, start)
        begin = space + 1 if space >= 0 else start
    right = min(len(text), end + limit)
    finish = right
    for stop in _STOP.finditer(text, max(end - 1, begin), right):
        at_end = len(text[: stop.start()].rstrip()) if stop.group().startswith("\n") else stop.end()
        if stop.start() >= end - 1 and (
            stop.group().startswith("\n") or not _NOT_A_STOP.search(text, begin, stop.start())
        ):
            finish = min(at_end, stop.end())
            break
    while begin < start and text[begin].isspace():
        begin += 1
    while finish > end and text[finish - 1].isspace():
        finish -= 1
    return Span(min(begin, start), max(finish, end))


def shortened(found: tuple[Piece, ...], limit: int) -> tuple[Piece, ...]:
    """The pieces up to `limit` code points, then "…"; unmarked stretches in the middle are cut first."""
    total = sum(len(piece.text) for piece in found)
    if total <= limit:
        return found
    kept: list[Piece] = []
    left = limit
    for piece in found:
        if left <= 0:
            break
        words = piece.text
        if not piece.css and len(words) > 160 and piece is not found[-1]:
            words = words[:60] + " … " + words[-60:]
        if len(words) > left:
            cut = words[:left]
            words = cut[: cut.rfind(" ")] if " " in cut else cut
            words = words + "…"
        left -= len(words)
        kept.append(Piece(words, piece.css, piece.refs, piece.of))
    return tuple(kept)
