"""Deeds that headlines tell: "Ostrand, Brackwater sign harbour treaty" is news of about the day of the paper."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta

from ...record import Annotated, DateRange, EventKind, RegionKind, Span
from ...text import sentences
from ..dates import DateKind, DateMention
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


_DONE = re.compile(
    r"\b(?:(?:(?:sign|visit|reject|launch|kill|resign|arrest|bann|order|fil|su|block|open|clos|suspend|impos|lift|extend|end|"
    r"start|unveil|releas|attack|bomb|seiz|sack|fir|appoint|elect|defeat|dropp|scrapp|delay|postpon|cancel|adopt|"
    r"join|acquir|veto|subpoena|host|overturn|halt|repeal|ratifi|approv|agre|reach|pass|clinch|conclud|oust|"
    r"indict|convict|sentenc|recall|expell|evacuat|deploy|testifi|conced|pleaded|apologi[sz]|inject|sweep|crash|collaps|"
    r"explod|erupt|escap|demand|vot|announc|invad|advanc|return|arriv|travell?|charg|dismiss|injur|destroy|captur)e?d)|"
    r"struck|met|held|won|lost|quit|shot|upheld|withdrew|began|overrode|swept|broke|hit|took|gave|fell|rose|sank|left|"
    r"sold|bought|led|died|beat|flew|fled)\b"
)
_NOT_DONE = re.compile(
    r"\b(?:is|are|am|will|would|could|may|might|should|can|must|if|unless|to\s+be|set\s+to|expected|plans?|says?|once|used\s+to|"
    r"many|often|always|never|years?|decades?|recently|for\s+the\s+first\s+time\s+since)\b|[?“”\"]"
    r"|^(?:it|there|this|that|these|those|what|when|where|while|as|i|we|you|he|she|they|in|for|since|back|once)\b",
    re.IGNORECASE,
)
_REPORTED = re.compile(r"\b(?:said|told|according\s+to|reported(?:ly)?|claimed|argued|warned|alleged(?:ly)?|added)\b")
_DATELINE = re.compile(r"^[A-Z][A-Z .,’'/-]{2,40}(?:,?\s+\w+\.?\s+\d{1,2})?(?:\s*\([^)]{2,30}\))?\s*[-–—_]{1,2}\s+")
_FEWEST_WORDS = 7
_MOST_IN_SENTENCE = 45


def read_opening(
    article: Annotated, dates: Sequence[DateMention], actors_in: Sequence[tuple[Span, str]], published: DateRange
) -> Iterator[Told]:
    """The deed of the first sentence, when it names no date: news of the day of the paper or shortly before."""
    text = article.document.text
    first = _first_sentence(article)
    if first is None:
        return
    opens = _DATELINE.match(text[first.start : first.end])
    span = Span(first.start + opens.end(), first.end) if opens else first
    words = " ".join(span.of(text).split())
    if not _FEWEST_WORDS <= len(words.split()) <= _MOST_IN_SENTENCE or _NOT_DONE.search(words):
        return
    if _REPORTED.search(words) or any(one.kind is DateKind.POINT and one.span.overlaps(first) for one in dates):
        return
    verb = _DONE.search(words)
    if verb is None or not verb.start() or not _is_subject(words[: verb.start()], most=14):
        return
    yield _lead(article, span, words.rstrip(" ."), actors_in, published, "opening")


def _first_sentence(article: Annotated) -> Span | None:
    """The first sentence of the body that has a sentence's length: bylines and date lines stand before it."""
    text = article.document.text
    for region in article.regions:
        if region.kind is not RegionKind.BODY:
            continue
        for line in _LINE.finditer(text, region.start, region.end):
            if len(line.group().split()) >= _FEWEST_WORDS:
                return next(iter(sentences(text, line.start(), line.end())), None)
    return None


_LINE = re.compile(r"[^\n]+")


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
        yield _lead(article, region.span, words, actors_in, published, "headline")


def _lead(
    article: Annotated,
    place: Span,
    words: str,
    actors_in: Sequence[tuple[Span, str]],
    published: DateRange,
    anchor: str,
) -> Told:
    first = published.start - timedelta(days=_DAYS_OLD) if published.start and published.end else None
    stems = stems_of(words)
    return Told(
        article.document.id,
        place,
        words[:1].upper() + words[1:],
        stems,
        names_of(words),
        deeds_of(stems),
        DateRange.between(first, published.end) if first else DateRange(),
        EventKind.PAST,
        "",
        tuple(dict.fromkeys(actor for span, actor in actors_in if place.contains(span))),
        anchor,
        True,
    )


def _is_subject(words: str, *, most: int = 9) -> bool:
    """Whether the words before the verb are a short phrase that names someone."""
    return len(words.split()) <= most and bool(re.search(r"[A-Z]", words)) and not re.search(r"[;:—–]|\bto\s*$", words)
