"""The same words quoted in two documents: what lets a dated one speak for an undated one."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from ...record import Annotated, Passage, RegionKind, Span
from ..derivation.fingerprints import grams
from ..derivation.sheet import shared_tokenizer
from ..derivation.tokens import INVISIBLE

SHARED_WORDS = 6  # this many words in a row, verbatim but for case and quotation marks
_CONTENT_WORDS = 3  # of which so many have five letters or more: "at the end of the day" ties nothing together
_WORD = re.compile(r"\w+(?:[’']\w+)*")
_QUOTATION = re.compile(
    r"“([^“”\n]{20,1500})(?:”|$)|(?<![\w\"“])\"(?=[\w.…'’])([^\"“”\n]{20,1500})(?<=[\w.,!?…—-])\"(?!\w)", re.MULTILINE
)
_COVERED = 0.6  # share of a quotation's words that must stand in the other document
_COMMON = 6  # words found in more other documents than this are a phrase or furniture, no quotation


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


@dataclass(frozen=True, slots=True, eq=False)
class Wordprint:
    """The words of a text without the text: a checksum of each in text order, where it starts and how long it is."""

    words: npt.NDArray[np.uint32]
    starts: npt.NDArray[np.int32]
    lengths: npt.NDArray[np.uint16]

    @property
    def grams(self) -> npt.NDArray[np.uint64]:
        """A checksum of every run of `SHARED_WORDS` words in text order."""
        return grams(self.words, SHARED_WORDS)

    def ends(self, first: int, last: int) -> tuple[int, int]:
        """Where words `first` to `last`, both included, start and end."""
        return int(self.starts[first]), int(self.starts[last]) + int(self.lengths[last])

    def extent(self, first: int, last: int) -> int:
        """How long words `first` to `last` are, in code points."""
        start, end = self.ends(first, last)
        return end - start


@dataclass(frozen=True, slots=True, eq=False)
class Quoted:
    """A quotation of an undated document: its place, how many words it has, checksums of those runs of its words that
    tie it to other texts."""

    passage: Passage
    n_words: int
    grams: npt.NDArray[np.uint64]


def read_wordprint(text: str) -> Wordprint:
    """The wordprint of a whole text."""
    if not INVISIBLE.search(text):
        tokenizer = shared_tokenizer()
        found = tokenizer.tokens(text)
        lengths = np.minimum(found.ends - found.starts, 65_535).astype(np.uint16)
        return Wordprint(tokenizer.spellings_of(found), found.starts, lengths)
    words, starts, ends = _words(text, 0, len(text))
    lengths = np.minimum(np.array(ends, np.int32) - np.array(starts, np.int32), 65_535).astype(np.uint16)
    return Wordprint(_checksums(words), np.array(starts, np.int32), lengths)


def read_quoted(article: Annotated) -> tuple[Quoted, ...]:
    """The quotations of a document that another document may date."""
    found = []
    for span in quotations(article):
        words, _, _ = _words(article.document.text, span.start, span.end)
        hashes = grams(_checksums(words), SHARED_WORDS)
        long = np.cumsum([0, *(len(word) >= 5 for word in words)])
        telling = long[SHARED_WORDS:] - long[:-SHARED_WORDS] >= _CONTENT_WORDS if len(hashes) else []
        found.append(Quoted(Passage(article.document.id, span.start, span.end), len(words), hashes[telling]))
    return tuple(one for one in found if len(one.grams))


def _words(text: str, start: int, end: int) -> tuple[list[str], list[int], list[int]]:
    """Words as they are compared, and where they start and end."""
    words, starts, ends = [], [], []
    for match in _WORD.finditer(text, start, end):
        words.append(match.group().lower().replace("’", "'"))
        starts.append(match.start())
        ends.append(match.end())
    return words, starts, ends


def _checksums(words: Sequence[str]) -> npt.NDArray[np.uint32]:
    return np.fromiter(map(_checksum, words), np.uint32, len(words))


@lru_cache(maxsize=1 << 16)
def _checksum(word: str) -> int:
    return zlib.crc32(word.encode("utf-8", "surrogatepass"))


def shared_quotations(
    quoting: Iterable[Quoted], others: Iterable[tuple[str, Wordprint]]
) -> Mapping[str, tuple[SharedWords, ...]]:
    """For each quoting document its quotations whose words stand in another document, one match for a pair of places.

    `others` are walked once. Keyed by the id of the quoting document.
    """
    quotes = list(quoting)
    known, bounds, owners = _index(quotes)
    n_alive = np.diff(np.array(bounds))  # for each checksum, quotations that have it and are no common phrase so far
    alive = n_alive > 0
    common = np.zeros(len(quotes), np.bool_)
    found: dict[int, dict[str, tuple[int, int, int, int]]] = {}
    for document_id, there in others if len(known) else ():
        hashes = there.grams
        at = np.searchsorted(known, hashes)
        at[at == len(known)] = 0
        for first in np.flatnonzero((known[at] == hashes) & alive[at]).tolist():
            last = first + SHARED_WORDS - 1
            for number in owners[bounds[at[first]] : bounds[at[first] + 1]]:
                if common[number] or quotes[number].passage.document_id == document_id:
                    continue
                matches = found.setdefault(number, {})
                before = matches.get(document_id)
                # A match that runs on is one match: keep its first and last word.
                runs_on = before is not None and before[2] < first <= before[3]
                if before is None or runs_on or before[1] - before[0] < there.extent(first, last):
                    begin = before[2] if before is not None and runs_on else first
                    matches[document_id] = (*there.ends(begin, last), begin, last)
                if before is None and len(matches) > _COMMON:
                    common[number] = True
                    del found[number]
                    mine = np.searchsorted(known, quotes[number].grams)
                    np.subtract.at(n_alive, mine, 1)
                    alive[mine] = n_alive[mine] > 0
    shared: dict[str, list[SharedWords]] = {}
    for number, matches in found.items():
        here, n_words = quotes[number].passage, quotes[number].n_words
        for document_id, (start, end, first, last) in matches.items():
            if last - first + 1 >= max(SHARED_WORDS, _COVERED * n_words):
                match = SharedWords(here, Passage(document_id, start, end))
                shared.setdefault(here.document_id, []).append(match)
    return {key: tuple(matches) for key, matches in shared.items()}


def _index(quotes: Sequence[Quoted]) -> tuple[npt.NDArray[np.uint64], list[int], list[int]]:
    """Sorted distinct checksums; for each from where to where in the last list the numbers of its quotations stand."""
    if not quotes:
        return np.empty(0, np.uint64), [0], []
    hashes = np.concatenate([quote.grams for quote in quotes])
    owners = np.repeat(np.arange(len(quotes)), [len(quote.grams) for quote in quotes])
    order = np.argsort(hashes, kind="stable")
    known, first = np.unique(hashes[order], return_index=True)
    return known, [*first.tolist(), len(hashes)], owners[order].tolist()
