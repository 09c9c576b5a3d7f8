"""The clause a date belongs to, the noun it names ("the May 14 election"), and whether it is past or a plan."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ...record import DateRange, EventKind, Span
from ..dates import DateMention, Mod
from ..dates.nouns import EVENT_NOUNS
from ..dates.reading import Tense
from ..dates.tense import tense_before
from .datable import is_ahead
from .hypothetical import is_hypothetical
from .splitting import FINITE, clause_of

_NOUN_WORDS = "|".join(f"{name}s?" for name in EVENT_NOUNS)
_NO_ADJECTIVE = (
    r"(?:and|or|to|in|at|on|by|that|the|an?|of|with|for|from|as|when|after|before|who|which|his|her|their|its|he|she|it|they|"
    r"is|was|were|are|will|would|had|has|have|over|about|during|against|not|but|if|said|told)\b"
)
_NOUN_AFTER = re.compile(
    rf"(?:[’']s)?[\s-]+(?P<phrase>(?:(?!{_NO_ADJECTIVE})[a-z][\w-]*\s+){{0,2}}?(?P<noun>{_NOUN_WORDS}))(?!\w)"
)
_NOUN_BEFORE = re.compile(
    rf"\b(?P<noun>{_NOUN_WORDS})(?P<gap>(?:\s+(?:is|are|was|were))?(?:,?\s+(?:scheduled|set|due|planned|slated|held|to\s+be\s+held|expected))?"
    r"\s+(?:for|on|of|in)\s+)$"
)
# "will strike on Monday": the noun's twin, a verb.
_VERB_FORM = re.compile(r"(?:\b(?:will|would|can|could|may|might|must|shall|should|to|not|they|we)|[’'](?:ll|d|t))\s+$")
# Words of a noun phrase, read backwards: names, possessives, adjectives by their endings.
_PHRASE_WORD = re.compile(
    r"(?:[A-Z][\w.’'-]*|(?!during\b|including\b|following\b|according\b|regarding\b)[\w-]+(?:al|ive|ing|ary|ic|ous|ful|ar|ior|ian|an|ese|ish|ed|wide|time|party|joint)|new|key|snap|early|third|second|first|"
    r"fourth|fifth|next|last|joint|final|crucial|annual|tense|long|such)$"
)
_ARTICLE = re.compile(r"(?:the|a|an|its|his|her|their|this|that|our)$", re.IGNORECASE)
_REPORTING = (
    r"(?:said|says|told|added|asked|noted|wrote|claimed|argued|warned|stated|reported|explained|insisted|"
    r"acknowledged|replied|responded|suggested|predicted|commented)"
)
_SAYS_NEXT = re.compile(rf"\s+{_REPORTING}\b")
_BEFORE = re.compile(r"\b(?:before|ahead\s+of|prior\s+to|earlier\s+than)\b", re.IGNORECASE)
_AHEAD = re.compile(r"(?:early\s+|late\s+|mid-)?(?:later|next|tomorrow|coming|upcoming|the\s+coming)\b", re.IGNORECASE)
_CONDITION = re.compile(
    r"(?<!as )(?<!even )\b(?:if|unless|provided\s+that|in\s+case)\s+(?!now\b|any\b|not\b|ever\b|only\b)\w+"
    r"|\b(?-i:could|might|may)\s+(?!have\b)[a-z]",  # "May or June" is no modal
    re.IGNORECASE,
)
_PURPOSE = re.compile(r"\bso\s+(?:that\s+)?(?:[\w’'-]+\s+){1,3}?(?:could|might|may)\b")  # "so that he could meet"
_NO_NEWS = re.compile(
    r"\b(?:declined|refused)\s+to\s+comment\b|\bnot\s+(?:immediately\s+)?(?:\w+\s+)?(?:respond|return|reply|be\s+reached)\b|\bfor\s+comment\b",
    re.IGNORECASE,
)
_DONE = re.compile(r"\b(?:had|was|were|did|\w{3,}ed)\b")
_WORDS_SAID = frozenset("report statement call announcement speech interview test drill exercise".split())
_SAID_THEN = re.compile(
    rf"\b{_REPORTING}(?:\s+(?!that\b|he\b|she\b|they\b)[\w.’'-]+){{0,3}}\s+(?:(?:in|during|via|on)\s+(?:a|an|the|his|her)\s+(?:\w+\s+)?"
    r"(?:statement|tweet|interview|post|email|briefing|letter|speech)\s+"
    r"(?:(?:with|to|for)\s+(?:the\s+)?(?:[A-Z][\w.’'-]*\s+){1,4})?)?(?:on\s+|late\s+|early\s+|earlier\s+|in\s+)?$"
)


@dataclass(frozen=True, slots=True)
class Telling:
    """What is told of one date: the passage, its words, and whether it is past, planned or conditional."""

    span: Span
    kind: EventKind
    noun: str = ""  # the named event, singular; empty when the clause itself tells what happened
    before: Span | None = None  # what the clause's relative pronoun stands for


def telling(
    text: str, sentence: Span, mention: DateMention, published: DateRange, *, alone: bool = True
) -> Telling | None:
    """The clause or noun phrase that a date dates; None when nothing is told (a caption, a mere "said on Monday").

    `alone` says that no other date stands in the sentence; otherwise each date keeps to its own clause.
    """
    named = _named_event(text, sentence, mention) if mention.rule != "named_day" else None
    if named is not None:
        span, noun = named
        return Telling(span, _kind(text, sentence, mention, published, named_event=True), noun)
    if mention.rule not in ("named_day", "recent") and _only_bounds(text, sentence, mention, published):
        return None
    if is_hypothetical(text, sentence, mention):
        return None
    clause = clause_of(text, sentence, mention, alone=alone)
    words = clause.span.of(text)
    if not FINITE.search(words) or _NO_NEWS.search(words) or _only_says(text, sentence, mention):
        return None
    if mention.rule == "year" and not _dated_by_year(text, sentence, mention):
        return None
    conditional = clause.hinges or bool(_CONDITION.search(_PURPOSE.sub("", words)))
    kind = _kind(text, clause.span, mention, published, conditional=conditional, named_event=False)
    return Telling(clause.span, kind, before=clause.before)


def _only_bounds(text: str, sentence: Span, mention: DateMention, published: DateRange) -> bool:
    """Whether the date bounds what is told and is itself no day to come on which something ends or is due.

    "gave them until 15 August", printed in July, is a date to keep; so is "will sell it before the end of June".
    """
    if mention.mod not in (Mod.AFTER, Mod.BEFORE, Mod.UNTIL):
        return False
    if mention.mod is Mod.AFTER or not is_ahead(mention, published):
        return True
    if mention.mod is not Mod.BEFORE:
        return False
    bound = [one.start() for one in _BEFORE.finditer(text, sentence.start, mention.start)]  # "ahead of" is no future
    return tense_before(text, sentence.start, bound[-1] if bound else mention.start)[0] is not Tense.FUTURE


def _only_says(text: str, sentence: Span, mention: DateMention) -> bool:
    """Whether the date dates nothing but a saying: "he said on Monday", "On Monday, the minister said"."""
    if _SAID_THEN.search(text, max(sentence.start, mention.start - 160), mention.start) or _SAYS_NEXT.match(
        text, mention.end
    ):
        return True
    if mention.start > sentence.start + len("On "):
        return False
    verb = FINITE.search(text, mention.end, sentence.end)
    if verb is not None and verb.group() in ("has", "have", "had"):
        return bool(_SAYS_NEXT.match(text, verb.end()))
    return verb is not None and bool(re.fullmatch(_REPORTING, verb.group()))


def _dated_by_year(text: str, sentence: Span, mention: DateMention) -> bool:
    """ "In 1981, ..." dates its clause; "the 2016 nominee" does not."""
    before = text[sentence.start : mention.start]
    return bool(
        re.search(
            r"\b(?:in|since|during|until|by|from|after|before)\s+(?:the\s+|early\s+|late\s+)?$", before, re.IGNORECASE
        )
    )


def _named_event(text: str, sentence: Span, mention: DateMention) -> tuple[Span, str] | None:
    after = _NOUN_AFTER.match(text, mention.end, min(sentence.end, mention.end + 60))
    if after is not None:
        if mention.rule == "year" and after["noun"].rstrip("s") not in ("election", "war", "referendum", "summit"):
            return None
        start = _phrase_start(text, sentence.start, mention.start)
        return Span(start, after.end("noun")), after["noun"].removesuffix("s")
    before = _NOUN_BEFORE.search(text, max(sentence.start, mention.start - 60), mention.start)
    if before is None or _VERB_FORM.search(text, max(sentence.start, before.start("noun") - 12), before.start("noun")):
        return None
    if before["gap"].strip() in ("of", "in") and mention.rule not in ("month_year", "year", "month"):
        return None
    start = _phrase_start(text, sentence.start, before.start("noun"))
    if start == before.start("noun") and before["noun"].removesuffix("s") in _WORDS_SAID:
        return None  # "reports on Friday" names no one event
    return Span(start, mention.end), before["noun"].removesuffix("s")


def _phrase_start(text: str, floor: int, at: int) -> int:
    """Where the noun phrase that runs up to `at` begins."""
    start = at
    floor = max(floor, at - 160)
    for _ in range(5):
        word = re.search(r"(?<!\S)(\S{1,40})\s{1,3}$", text[floor:start])
        if word is None:
            break
        token = word[1]
        begin = floor + word.start()
        if _ARTICLE.match(token):
            return begin if token.lower() not in ("that", "this") else start
        if not _PHRASE_WORD.match(token) or token[-1] in ",;:.)":
            break
        start = begin
    return start


def _kind(
    text: str, clause: Span, mention: DateMention, published: DateRange, *, conditional: bool = False, named_event: bool
) -> EventKind:
    dates = mention.dates
    tense, _ = tense_before(text, clause.start, mention.start)
    over = published.start is not None and dates.end is not None and dates.end < published.start
    ahead = published.end is not None and dates.start is not None and dates.start > published.end
    if over or mention.rule == "recent":
        return EventKind.PAST
    named = bool(_AHEAD.match(text, mention.start))
    bound = mention.mod is Mod.BY and named_event and not over
    bound |= mention.mod in (Mod.BY, Mod.UNTIL) and not _DONE.search(text, clause.start, clause.end)
    future = named or tense is Tense.FUTURE or bound or ahead
    if future and conditional:
        return EventKind.CONDITIONAL
    return EventKind.PLANNED if future else EventKind.PAST
