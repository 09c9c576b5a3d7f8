"""The day that the text itself gives words which a coder marked by hand."""

from __future__ import annotations

import re
from dataclasses import replace

from ...record import Attribution, DateRange, Span
from .context import sentence_around
from .find import find_dates
from .saying import date_saying

_SPEAKS = re.compile(
    r"\b(?:said|says|told|tells|added|adds|wrote|writes|stated|argued|warned|announced|insisted|explained|claimed|asked|"
    r"replied|tweeted|posted|spoke|vowed|demanded|urged|called|rejected|denied|confirmed|declared|noted|testified)\b"
)


def propose_said(attribution: Attribution, text: str, published: DateRange) -> DateRange:
    """The days on which words marked by hand were said, as far as their sentence tells; else any until publication.

    A coder marks what was said and who said it, rarely the cue: the verb of speech nearest to the words, outside them
    and in their sentence, stands in for it.
    """
    cue = attribution.cue or _cue_beside(attribution, text)
    read = replace(attribution, cue=cue)
    return date_saying(read, text, find_dates(text, anchor=published) if cue else (), published)


def _cue_beside(attribution: Attribution, text: str) -> tuple[Span, ...]:
    if not attribution.content:
        return ()
    sentence = sentence_around(text, attribution.content[0])
    words = Span(attribution.content[0].start, attribution.content[-1].end)
    found = [
        Span(match.start(), match.end())
        for match in _SPEAKS.finditer(text, sentence.start, sentence.end)
        if not any(one.start < match.end() and match.start() < one.end for one in attribution.content)
    ]
    nearest = min(found, key=lambda one: max(words.start - one.end, one.start - words.end), default=None)
    return (nearest,) if nearest else ()
