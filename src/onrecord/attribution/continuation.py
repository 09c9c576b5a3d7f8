"""Quotations that go on in the next paragraph, where the speaker is not named again."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from .drafts import Draft, Stretch, with_content
from .labels import AttributionRole
from .quotes import Quotation
from .verbatim import Marks

# A paragraph that is one closed quotation, with no more than this many other code points, speaks with the voice of
# the quotation before it.
LOOSE_ENDS = 3
_ENDS = tuple('.!?”"')


@dataclass(frozen=True, slots=True)
class Pending:
    """The draft that may go on, and how the paragraph before ended: inside an open quotation, or with a colon."""

    draft: int
    open: bool
    colon: bool


def join_paragraphs(marks: Marks, drafts: Sequence[Draft], orphans: Sequence[Stretch]) -> list[Draft]:
    """The drafts with the quotations of paragraphs without a cue of their own.

    A paragraph that opens with a quotation mark while the one before never closed its quotation (or ended in a colon
    after a cue) continues that content. A paragraph that is nothing but a closed quotation directly after a quotation
    of a known speaker becomes an attribution of its own, with the cue and source of the one before. Drafts whose cue
    stands inside a quotation that goes on are left to the second reading. `orphans` are contents found in units without
    a cue; what no rule places is left out.
    """
    drafts = _completed(marks, drafts)
    found = list(drafts)
    pending: Pending | None = None
    passed_on: set[int] = set()
    numbers = _by_paragraph(marks, drafts)
    for (start, end), quotes, here in zip(marks.paragraphs, marks.by_paragraph, numbers, strict=True):
        outer = [q for q in quotes if not any(o is not q and o.opening <= q.opening < o.end for o in quotes)]
        leading = outer[0] if outer and outer[0].opening == start else None
        goes_on = pending and (pending.open or pending.colon) and _all_inside(marks.text, drafts, here, leading)
        if here and not goes_on:
            pending = _pending(marks.text, drafts, here, outer, end)
            continue
        passed_on.update(here)
        if pending is None or leading is None:
            pending = None
            continue
        closing = outer[-1].closed
        if pending.open or pending.colon:
            for quote in outer if _only_quotes(marks.text, outer, start, end) else outer[:1]:
                found[pending.draft] = with_content(found[pending.draft], _stretch(quote, orphans))
            pending = Pending(pending.draft, not closing, False)
        elif _only_quotes(marks.text, outer, start, end) and _quotes(marks, found[pending.draft]):
            base = found[pending.draft]
            content = tuple(_stretch(quote, orphans) for quote in outer)
            found.append(replace(base, content=content, shared=True))
            pending = Pending(len(found) - 1, not closing, False)
        else:
            pending = None
    return [draft for n, draft in enumerate(found) if n not in passed_on]


def _all_inside(text: str, drafts: Sequence[Draft], here: Sequence[int], quote: Quotation | None) -> bool:
    """Whether all cues are words inside the quotation: its speaker's, not the reporter's (nor a transcript's colon)."""
    cues = [s for n in here for s in drafts[n].cue]
    return quote is not None and all(
        quote.start <= s.start and s.end <= quote.end and text[s.start : s.end].strip(":—–― ") for s in cues
    )


def _completed(marks: Marks, drafts: Sequence[Draft]) -> list[Draft]:
    """Drafts with the quotations that stand as sentences of their own after an attributed quotation of the same
    paragraph and that the tagger passed over (it may, when the closing mark is missing)."""
    found, text = list(drafts), marks.text
    taken = [s for draft in drafts for s in (*draft.cue, *draft.source, *draft.content)]
    numbers = _by_paragraph(marks, drafts)
    for (start, _), quotes, here in zip(marks.paragraphs, marks.by_paragraph, numbers, strict=True):
        for quote in quotes if here else ():
            before = text[start : quote.opening].rstrip()
            alone = before[-1:] in _ENDS and text[quote.start : quote.start + 1].isupper()
            if not alone or quote.single or any(s.start < quote.end and quote.start < s.end for s in taken):
                continue
            speakers = [n for n in here if _quotes(marks, found[n]) and _reach(found[n]) <= quote.opening]
            if speakers:
                last = max(speakers, key=lambda n: _reach(found[n]))
                found[last] = with_content(found[last], _stretch(quote, ()))
    return found


def _by_paragraph(marks: Marks, drafts: Sequence[Draft]) -> list[list[int]]:
    """For each paragraph the numbers of the drafts that have a cue in it."""
    starts = [start for start, _ in marks.paragraphs]
    found: list[list[int]] = [[] for _ in starts]
    for n, draft in enumerate(drafts):
        for at in sorted({bisect_right(starts, cue.start) - 1 for cue in draft.cue}):
            if at >= 0:
                found[at].append(n)
    return found


def _reach(draft: Draft) -> int:
    return max(s.end for s in (*draft.content, *draft.cue))


def _pending(
    text: str, drafts: Sequence[Draft], here: Sequence[int], quotes: Sequence[Quotation], end: int
) -> Pending | None:
    """The draft of this paragraph that reaches furthest; it must be the one whose quotation is still open."""
    last = max(here, key=lambda n: _reach(drafts[n]))
    unclosed = bool(quotes) and not quotes[-1].closed
    if unclosed:
        owners = [n for n in here if any(s.end > quotes[-1].start for s in drafts[n].content)]
        return Pending(owners[-1], True, False) if owners else None
    colon = text[:end].rstrip().endswith(":") and not drafts[last].content and end - _reach(drafts[last]) < 80
    return Pending(last, False, colon)


def _quotes(marks: Marks, draft: Draft) -> bool:
    return any(marks.inside(s.start, s.end) for s in draft.content)


def _only_quotes(text: str, quotes: Sequence[Quotation], start: int, end: int) -> bool:
    covered = sum(q.closing - q.opening for q in quotes)
    return len(text[start:end].strip()) - covered <= LOOSE_ENDS


def _stretch(quote: Quotation, orphans: Sequence[Stretch]) -> Stretch:
    """The whole quotation with its marks; how sure, the tagger says where it marked any of it."""
    shares = [o.probability for o in orphans if o.start < quote.closing and quote.opening < o.end]
    probability = max(shares, default=0.5)
    return Stretch(AttributionRole.CONTENT, quote.opening, quote.closing, -1, 0, 0, probability)
