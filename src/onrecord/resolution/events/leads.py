"""Deeds that headlines tell: "Ostrand, Brackwater sign harbour treaty" is news of about the day of the paper."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta

from ...record import Annotated, DateRange, EventKind, RegionKind, Span
from .told import Told, deeds_of, names_of, stems_of

_DAYS_OLD = 3  # how far before the day of the paper the deed of its headline may lie
_MOST_WORDS = 22
_DEED = re.compile(
    r"\b(?P<verb>(?:sign|hold|meet|visit|reject|launch|kill|win|lose|resign|arrest|ban|order|file|sue|block|open|close|"
    r"suspend|impose|lift|extend|end|begin|start|unveil|release|withdraw|strike|attack|bomb|seize|sack|fire|appoint|elect|"
    r"defeat|drop|cut|raise|freeze|scrap|delay|postpone|cancel|adopt|override|quit|join|leave|buy|sell|acquire|veto|"
    r"subpoena|host|back|overturn|uphold|halt|repeal|ratif(?:y|ie)|approve|agree\s+to|reach|pass|clinch|conclude|oust|"
    r"indict|convict|sentence|recall|expel|evacuate|deploy|testif(?:y|ie)|concede|plead|apologi[sz]e)(?:s|es|d|ed)?|"
    r"struck|met|held|won|lost|quit|shot|killed)\b"
)
_NO_NEWS = re.compile(
    r"\?|\b(?:could|would|may|might|will|should|can|says?|said|why|how|what|opinion|analysis|live|watch|video|to\s+be)\b"
    r"|^(?:editorial|opinion|letters?|exclusive|column)\b|:\s",
    re.IGNORECASE,
)


def read_leads(article: Annotated, actors_in: Sequence[tuple[Span, str]], published: DateRange) -> Iterator[Told]:
    """What the headline of `article` tells as done, once; its day is that of the paper or shortly before."""
    text = article.document.text
    seen: set[str] = set()
    for region in article.regions:
        if region.kind is not RegionKind.HEADLINE:
            continue
        headline = region.span.of(text)
        words = " ".join(headline.split()).strip(" .")
        if words in seen or not 4 <= len(words.split()) <= _MOST_WORDS or _NO_NEWS.search(words):
            continue
        seen.add(words)
        verb = _DEED.search(words)
        if verb is None or not verb.start() or not _is_subject(words[: verb.start()]):
            continue
        first = published.start - timedelta(days=_DAYS_OLD) if published.start and published.end else None
        dates = DateRange.between(first, published.end) if first else DateRange()
        stems = stems_of(words)
        yield Told(
            article.document.id,
            region.span,
            words,
            stems,
            names_of(words),
            deeds_of(stems),
            dates,
            EventKind.PAST,
            "",
            tuple(dict.fromkeys(actor for span, actor in actors_in if region.span.contains(span))),
            "headline",
            True,
        )


def _is_subject(words: str) -> bool:
    """Whether the words before the verb are a short phrase that names someone."""
    return len(words.split()) <= 9 and bool(re.search(r"[A-Z]", words)) and not re.search(r"[;:—–]|\bto\s*$", words)
