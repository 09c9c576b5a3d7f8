"""Support told by a noun: "the plan has the backing of the union", "the treaty is opposed by the army".

The tagger marks such nominal cues too seldom; whose support a speaker claims is often the point of his words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..text import sentences
from .drafts import Draft, Stretch
from .labels import AttributionRole

_NOUN = r"(?:\w+\s+){0,2}(?:support|backing|approval|endorsement|blessing|opposition)"
_PATTERN = re.compile(
    rf"\s(?P<cue>(?:has|have|had|enjoys?|enjoyed|won|gained|received|met|faces?|faced)\s+(?:the\s+)?{_NOUN}\s+(?:of|from|by|among))\s+"
    r"|\s(?P<cue2>(?:is|are|was|were|has been|have been|had been|being)\s+(?:\w+ly\s+)?"
    r"(?:supported|backed|opposed|favou?red|endorsed|rejected)\s+by)\s+",
    re.IGNORECASE,
)
# "the senators are also positively inclined", "the army is against it": the stance itself is what is told.
_STANCE = re.compile(
    r"(?<!\S)(?P<source>[^\s;:!?,]{1,40}(?: [^\s;:!?,]{1,40}){0,13}?) "
    r"(?P<cue>(?:is|are|was|were|remains?|remained|(?:has|have|had) been)"
    r"(?: (?:also|still|now|already|all|both|too|firmly|strongly|largely|broadly|generally))*) "
    r"(?P<stance>[\"“‘']?(?:\w+ly )?(?:inclined|supportive|opposed|receptive|sympathetic|hostile|sceptical|skeptical|"
    r"wary|enthusiastic|lukewarm|unconvinced|on board|in favou?r|open|against)\b,?[\"”’']?)"
    r"(?: (?P<tie>of|to|about|towards?|with)(?=\s))?(?P<object>[^.;:!?\n]*?)"
    r"(?=[.;:!?\n]|,? (?:as|and|but|while|although|though|because)\s|,[\"”’']?\s|$)",
    re.IGNORECASE,
)
_VERBAL = re.compile(r"\b(?:is|are|was|were|has|have|had|said|says|would|will|could)\b", re.IGNORECASE)
_SOURCE_ENDS = re.compile(
    r"[.;:!?”\"()\n]|,?\s(?:but|while|although|though|which|who|after|before|because|since|if|when|despite)\s|\s[—–]\s"
)
_LEAD = re.compile(r"(?:[\s,“\"‘']|\b(?:that|and|but|also|while|as|because|if|whether)\b)*", re.IGNORECASE)
MAX_CONTENT_WORDS, MAX_SOURCE_WORDS = 12, 30
SURE = 0.9  # by eye; in PolNeAR train 16 of 26 such cues are marked at the outermost level


def backing(text: str, outer: Sequence[Draft], inner: Sequence[Draft]) -> list[Draft]:
    """Drafts for what the contents of `outer` tell so; none where the cue of an `inner` draft already stands."""
    taken = [s for draft in (*outer, *inner) for s in draft.cue]
    found: list[Draft] = []
    for number, holder in enumerate(outer):
        for stretch in holder.content:
            matches = [(m, _draft) for m in _PATTERN.finditer(text, stretch.start, stretch.end)]
            matches += [(m, _stance) for m in _STANCE.finditer(text, stretch.start, stretch.end)]
            for match, make in matches:
                for draft in make(text, match, stretch.start, stretch.end):
                    cue = draft.cue[0]
                    if not any(s.start < cue.end and cue.start < s.end for s in taken):
                        found.append(replace(draft, outer=number))
    return found


def _draft(text: str, match: re.Match[str], start: int, end: int) -> Iterator[Draft]:
    cue = match.span("cue") if match.group("cue") else match.span("cue2")
    starts = [s.start for s in sentences(text, start, end) if s.start <= cue[0]]
    begin = max(starts, default=start)
    comma = max(text.rfind(mark, begin, cue[0]) for mark in (", ", "; ", " that ", "“"))
    begin = comma + 1 if comma >= 0 else begin
    lead = _LEAD.match(text, begin, cue[0])
    content = (lead.end() if lead else begin, cue[0])
    stop = _SOURCE_ENDS.search(text, match.end(), end)
    source = (match.end(), stop.start() if stop else end)
    while source[1] > source[0] and not text[source[1] - 1].isalnum():
        source = (source[0], source[1] - 1)
    sizes = [len(text[b:e].split()) for b, e in (content, source)]
    content = (content[0], content[0] + len(text[slice(*content)].rstrip()))
    if 0 < sizes[0] <= MAX_CONTENT_WORDS and 0 < sizes[1] <= MAX_SOURCE_WORDS:
        parts = (AttributionRole.CUE, cue), (AttributionRole.SOURCE, source), (AttributionRole.CONTENT, content)
        made = [Stretch(role, b, e, -1, 0, 0, SURE) for role, (b, e) in parts]
        yield Draft((made[0],), (made[1],), (made[2],))


def _stance(text: str, match: re.Match[str], start: int, end: int) -> Iterator[Draft]:
    """With what the stance is about as content, or else the stance ("are" + "also positively inclined")."""
    source, cue, content = (match.span(name) for name in ("source", "cue", "stance"))
    thing = match["object"].strip()
    against = match["stance"].casefold().endswith("against")
    if thing and (match["tie"] or against):
        cue = (cue[0], match.end("tie") if match["tie"] else content[1])
        content = (match.end("object") - len(match["object"].lstrip()), match.end("object"))
    elif thing or against or match["tie"] or match["stance"].casefold() == "open":
        return
    lead = _LEAD.match(text, *source)
    # An opening mark stays with the words it opens.
    begin = lead.end() if lead else source[0]
    begin -= begin > source[0] and text[begin - 1] in '“‘"'
    words = text[begin : source[1]]
    if not 0 < len(words.split()) <= MAX_CONTENT_WORDS or _VERBAL.search(words):
        return
    parts = (AttributionRole.CUE, cue), (AttributionRole.SOURCE, (begin, source[1])), (AttributionRole.CONTENT, content)
    made = [Stretch(role, b, e, -1, 0, 0, SURE) for role, (b, e) in parts]
    yield Draft((made[0],), (made[1],), (made[2],))
