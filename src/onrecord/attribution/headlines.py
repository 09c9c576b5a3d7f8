"""Headlines that say who says what: "Minister warns of delay", "Okafor Calls Plan ‘A Disgrace’".

Headlines are clipped and often capitalized word by word; the tagger passes over many. A headline is a short line that
does not end as a sentence does and has no verb of the past before the one that tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..text import lines
from .drafts import Draft, Stretch
from .labels import AttributionRole
from .speakers import names_speaker

# Verbs of the historical present that tell of words or will. In PolNeAR train 81 of 99 lines so found are in the gold.
_VERBS = (
    r"says?|calls?|sees?|urges?|warns?|claims?|tells?|vows?|slams?|blasts?|accuses?|denies|deny|backs?|rejects?|hails?|"
    r"defends?|demands?|questions?|insists?|threatens?|promises?|pledges?|wants?|fears?|admits?|believes?|"
    r"thinks?|hopes?|asks?|argues?|suggests?|declares?|dismisses|mocks?|praises?|criticizes?|criticises?|condemns?|"
    r"denounces?|predicts?|announces?|confirms?|proposes?|opposes?|supports?|endorses?|favou?rs?|labels?|brands?|"
    r"describes?|decries|lauds?|laments?|rips?|rebukes?|scolds?|brushes off|lashes out at|hits back at|calls for|"
    r"calls on|plans?|seeks?|reveals?|hints?|explains?|recalls?|tweets?|writes?|cries|bares|refuses|declines"
)
_HEADLINE = re.compile(
    rf"^(?P<source>[^\W\d_][^.:;!?\"“”‘,\n]{{1,60}}?)\s+(?P<cue>(?:also\s+|now\s+|still\s+)?(?:{_VERBS}))\s+"
    r"(?P<content>[^\s.:;!?,][^\n]*?)\s*$",
    re.IGNORECASE,
)
_VERBAL = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|to|that|who|which|how|why|what|when|if|after|as|and his|ed)\b"
    r"|\w+(?:ed|ing)\b",
    re.IGNORECASE,
)
_CONTENT_ENDS = re.compile(
    rf"\samid\s|,\s(?:then|but|while)\s|,\s(?={_VERBS})|\s(?:and|but)\s+(?:also\s+)?(?=(?:{_VERBS})\s)", re.IGNORECASE
)
_FINITE = re.compile(r"(?:is|are|was|were|has|have|had|will|would|from|by)\b", re.IGNORECASE)
_POSSESSIVE = re.compile(r"[’']s?$")
_PRESENT = re.compile(r"(?:s|y)$|^(?:calls|lashes|hits|brushes)\b", re.IGNORECASE)
_PLURAL = re.compile(r"(?:s|people|police|men|women|voters|and\s+[^\W\d_]\S*)$", re.IGNORECASE)
_ENDS = tuple(".!?:")
MAX_WORDS, MIN_CONTENT, MAX_SOURCE = 22, 2, 7
MAX_LENGTH = 250  # code points
SURE = 0.85


def headlines(text: str, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Drafts for headlines in which no draft has another cue."""
    for number, line in enumerate(lines(text)):
        words = line.of(text)
        if (
            len(words) > MAX_LENGTH
            or len(words.split()) > MAX_WORDS
            or (number and words.endswith(_ENDS) and not _capitalized(words))
        ):
            continue
        match = _HEADLINE.match(words)
        if match is None or not _is_subject(match["source"], match["cue"]):
            continue
        cut = _CONTENT_ENDS.search(match["content"])
        content = match["content"][: cut.start()] if cut else match["content"]
        if len(content.split()) < MIN_CONTENT or _FINITE.match(content):
            continue
        spans = {
            AttributionRole.CUE: match.span("cue"),
            AttributionRole.SOURCE: match.span("source"),
            AttributionRole.CONTENT: (match.start("content"), match.start("content") + len(content)),
        }
        cue = (line.start + match.start("cue"), line.start + match.end("cue"))
        here = [d for d in drafts if any(line.start <= s.start < line.end for s in (*d.cue, *d.content))]
        if any(not any(s.start < cue[1] and cue[0] < s.end for s in d.cue) for d in here):
            continue
        parts = [Stretch(role, line.start + b, line.start + e, -1, 0, 0, SURE) for role, (b, e) in spans.items()]
        yield Draft((parts[0],), (parts[1],), (parts[2],))


def _capitalized(words: str) -> bool:
    """Whether the longer words are written with a capital, as some houses set headlines."""
    long = [word for word in re.findall(r"[^\W\d_]+", words) if len(word) > 4]
    return len(long) > 2 and sum(word[0].isupper() for word in long) >= 0.9 * len(long)


def _is_subject(source: str, cue: str) -> bool:
    """Whether `source` may be the verb's subject: no verb in it, and one that speaks or a name, which agrees with the
    verb's number ("polls say", "Okafor says")."""
    n_words = len(source.split())
    if n_words > MAX_SOURCE or _POSSESSIVE.search(source) or _VERBAL.search(source):
        return False
    singular = bool(_PRESENT.search(cue.split()[-1] if " " not in cue else cue.split()[0]))
    if not singular and not _PLURAL.search(source):
        return False
    named = source.split()[-1][:1].isupper() and n_words <= 4
    return named or names_speaker(source, frozenset())
