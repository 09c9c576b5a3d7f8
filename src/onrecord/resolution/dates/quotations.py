"""The same words quoted in two documents: what lets a dated one speak for an undated one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ...record import Annotated, Passage, RegionKind, Span

SHARED_WORDS = 6  # this many words in a row, verbatim but for case and quotation marks
_CONTENT_WORDS = 3  # of which so many have five letters or more: "at the end of the day" ties nothing together
_WORD = re.compile(r"\w+(?:[’']\w+)*")
_QUOTATION = re.compile(
    r"“([^“”\n]{20,1500})(?:”|$)|(?<![\w\"“])\"(?=[\w.…'’])([^\"“”\n]{20,1500})(?<=[\w.,!?…—-])\"(?!\w)", re.MULTILINE
)
_COVERED = 0.6  # share of a quotation's words that must stand in the other document
_COMMON = 6  # words found in more other documents than this are a phrase or furniture, no quotation
Gram = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SharedWords:
    """A passage quoted in one document and the place of the same words in another."""

    here: Passage
    there: Passage


def quotations(article: Annotated) -> Iterator[Span]:
    """Spans inside quotation marks that the article itself prints; furniture and credits are left out."""
    for match in _QUOTATION.finditer(article.document.text):
        span = Span(*match.span(match.lastindex or 0))
        if article.kind_at(span) not in (RegionKind.FURNITURE, RegionKind.CREDIT):
            yield span


def _grams(text: str, start: int, end: int) -> Iterator[tuple[Gram, int, int]]:
    """Every run of words with where it starts and ends."""
    words, starts, ends = [], [], []
    for match in _WORD.finditer(text, start, end):
        words.append(match.group().lower().replace("’", "'"))
        starts.append(match.start())
        ends.append(match.end())
    runs = zip(*(words[index:] for index in range(SHARED_WORDS)), strict=False)
    return zip(runs, starts, ends[SHARED_WORDS - 1 :], strict=False)


def shared_quotations(
    quoting: Sequence[Annotated], others: Sequence[Annotated]
) -> Mapping[str, tuple[SharedWords, ...]]:
    """For each quoting document its quotations whose words stand in another document, one match for a pair of places.

    Reads every text once. Keyed by the id of the quoting document.
    """
    index: dict[Gram, list[Passage]] = {}
    for article in quoting:
        for span in quotations(article):
            for gram, _, _ in _grams(article.document.text, span.start, span.end):
                if sum(len(word) >= 5 for word in gram) < _CONTENT_WORDS:
                    continue
                index.setdefault(gram, []).append(Passage(article.document.id, span.start, span.end))
    found: dict[Passage, dict[str, SharedWords]] = {}
    for article in others if index else ():
        document = article.document
        for gram, begin, end in _grams(document.text, 0, len(document.text)):
            for here in index.get(gram, ()):
                if here.document_id == document.id:
                    continue
                place = Span(begin, end)
                matches = found.setdefault(here, {})
                before = matches.get(document.id)
                # A match that runs on is one match: keep its first and last word.
                runs_on = before is not None and before.there.start < place.start <= before.there.end
                start = before.there.start if before is not None and runs_on else place.start
                if before is None or runs_on or len(before.there.span) < len(place):
                    matches[document.id] = SharedWords(here, Passage(document.id, start, place.end))
    texts = {article.document.id: article.document.text for article in quoting}
    theirs = {article.document.id: article.document.text for article in others}
    shared: dict[str, list[SharedWords]] = {}
    for here, matches in found.items():
        n_words = len(_WORD.findall(texts[here.document_id], here.start, here.end))
        if len(matches) > _COMMON:
            continue
        for match in matches.values():
            if len(_WORD.findall(theirs[match.there.document_id], match.there.start, match.there.end)) >= max(
                SHARED_WORDS, _COVERED * n_words
            ):
                shared.setdefault(here.document_id, []).append(match)
    return {key: tuple(matches) for key, matches in shared.items()}
