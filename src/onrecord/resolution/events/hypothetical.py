"""Whether words spoken only imagine what they date: "I would sell tomorrow" is a wish, no event of the next day."""

from __future__ import annotations

import re

from ...record import Span
from ..dates import DateMention
from ..dates.context import in_quotation

_NEAR = frozenset(("today", "tomorrow", "now", "tonight"))  # figures of speech more often than days
_WOULD = re.compile(
    r"(?:\b(?P<who>I|we|We)\s*)?(?:\bwould(?:n[’']t)?|(?<=\w)[’']d)\s+(?!be\s+(?:held|on\b)|take\s+place|have\s+to\b)"
)
_WILL = re.compile(r"\b(?:will|shall|is\s+going|are\s+going)\b|[’']ll\b")
_IF = re.compile(r"\b(?:if|unless|should)\b", re.IGNORECASE)
_SINGLE = re.compile(r"(?<!\w)[‘'](?=\w)(?:[^‘’'\n]|(?<=\w)[’'](?=\w))*$")
_OPENS = 14  # characters between the opening of the words and a date in front: "By tomorrow I would"


def is_hypothetical(text: str, sentence: Span, mention: DateMention) -> bool:
    """Whether a speaker's own "would" governs the date: in quotation marks, or after "I" or "we".

    In reported speech "would" tells a plan ("said he would go on Monday"), and so it does where a quotation names a
    calendar day beside an "if": that is a condition, an event that may come.
    """
    quoted = in_quotation(text, mention.start)
    start = sentence.start
    if quoted:
        start = max(start, *(text.rfind(mark, start, mention.start) for mark in '“"'))
    elif (single := _SINGLE.search(text, start, mention.start)) is not None:
        quoted, start = True, single.start()
    would = None
    for would in _WOULD.finditer(text, start, mention.start):  # noqa: B007 - the nearest is wanted
        pass
    if would is None and mention.start - start <= _OPENS:
        would = _WOULD.search(text, mention.end, min(sentence.end, mention.end + 60))
    if would is None or not (quoted or would["who"]) or _WILL.search(text, would.end(), mention.start):
        return False
    return mention.rule in _NEAR or not _IF.search(sentence.of(text))
