"""Words of a text as comparison keys with their places, so that copies match over spelling and typography."""

from __future__ import annotations

import re
import unicodedata
import zlib
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from ...record import Annotated, RegionKind, Span

# A word may hold apostrophes and the invisible characters that web pages put inside words.
_WORD = re.compile("\\w+(?:[’'\u00ad\u200b\u200c\u200d\u2060\ufeff]+\\w+)*")
INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")
_IZE = re.compile(r"(?<=[a-z]{3})is(e|es|ed|er|ers|ing|ation|ations)$")
_OUR = re.compile(r"(?<=[a-z]{2})our(s|ed|ing|able|ite|ites|ly)?$")

STOPWORDS = frozenset(
    "a about above after again against all also am an and any are as at be because been before being below "
    "between both but by can could did do does doing don't down during each even few for from further had has "
    "have having he her here hers him his how however i if in into is it it's its just like made make many may "
    "me might more most much must my no nor not now of off on once one only or other our out over own said "
    "same say says she should so some still such than that the their them then there these they this those "
    "through to too two under until up upon us very was we well were what when where which while who whom why "
    "will with within without would yet you your told according added first last new year years day days week "
    "month time".split()
)


Ints: TypeAlias = npt.NDArray[np.int32]
_NONE = np.empty(0, np.int32)


@lru_cache(maxsize=1 << 16)
def key_of(word: str) -> str:
    """The word's comparison key: NFKC, case folded, straight apostrophe, American -ize, -or and -ense spellings."""
    plain = unicodedata.normalize("NFKC", INVISIBLE.sub("", word)).replace("’", "'").casefold()
    if plain.endswith("'s"):
        plain = plain[:-2]
    plain = _IZE.sub(r"iz\1", plain)
    plain = _OUR.sub(r"or\1", plain)
    if plain.endswith("ence") and len(plain) > 5:
        plain = plain[:-4] + "ense"
    return plain


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of a text in text order: their code point places, and their numbers in their tokenizer."""

    starts: Ints
    ends: Ints
    numbers: Ints
    known: list[str]  # the key of each number

    def __len__(self) -> int:
        return len(self.numbers)

    @property
    def keys(self) -> tuple[str, ...]:
        """The words as they are compared."""
        known = self.known
        return tuple([known[number] for number in self.numbers.tolist()])

    def span(self, first: int, last: int) -> Span:
        """The span from word `first` to word `last`, both included."""
        return Span(int(self.starts[first]), int(self.ends[last]))


# What is known of a word, by its number: bits.
DIGITS, TELLING, NEGATING, HAS_STEM = 1, 2, 4, 8
_NEGATIONS = frozenset(
    "not no never none nor neither cannot can't won't don't doesn't didn't isn't aren't wasn't weren't wouldn't "
    "shouldn't couldn't hasn't haven't hadn't without oppos reject deny deni refus against rule unlik unabl".split()
)


class Tokenizer:
    """Makes `Tokens` and word hashes; remembers words seen, so that a large collection folds each word once.

    Each word as written has a number; what is to be known of it stands in columns by that number, so that a text is
    looked up once and compared in columns from then on.
    """

    def __init__(self) -> None:
        self._hashes: dict[str, int] = {}
        self._stems: dict[str, str | None] = {}
        self._numbers: dict[str, int] = {}
        self._keys: list[str] = []
        self._hash = np.empty(1 << 12, np.uint32)
        self._stem = np.empty(1 << 12, np.uint32)
        self._spelling = np.empty(1 << 12, np.uint32)
        self._bits = np.empty(1 << 12, np.uint8)
        self._last: tuple[str, Tokens, list[int]] | None = None

    @property
    def n_known(self) -> int:
        """How many different words are remembered."""
        return len(self._keys)

    def tokens(self, text: str, leave_out: Iterable[Span] = ()) -> Tokens:
        """The words of `text` but for those that start inside a span of `leave_out`."""
        whole, _ = self._whole(text)
        if not leave_out:
            return whole
        kept = np.ones(len(whole), np.bool_)
        for gone in leave_out:
            first, last = np.searchsorted(whole.starts, (gone.start, gone.end))
            kept[first:last] = False
        if kept.all():
            return whole
        return Tokens(whole.starts[kept], whole.ends[kept], whole.numbers[kept], self._keys)

    def part(self, text: str, span: Span) -> Tokens:
        """The words of a part of a text that is asked for many of its parts; their places are those in the part."""
        whole, starts = self._whole(text)
        first, after = bisect_left(starts, span.start), bisect_left(starts, span.end)
        cut_before = first > 0 and whole.ends[first - 1] > span.start
        if cut_before or (after > first and whole.ends[after - 1] > span.end):
            return self._read(span.of(text))
        here = slice(first, after)
        starts_here, ends_here = whole.starts[here] - span.start, whole.ends[here] - span.start
        return Tokens(starts_here, ends_here, whole.numbers[here], self._keys)

    def parts(self, text: str, spans: Iterable[Span]) -> Tokens:
        """The words of several parts of a text, one after the other; their places are those in each part."""
        found = [self.part(text, span) for span in spans]
        if len(found) == 1:
            return found[0]
        starts, ends, numbers = (
            np.concatenate([_NONE, *(getattr(one, column) for one in found)])
            for column in ("starts", "ends", "numbers")
        )
        return Tokens(starts, ends, numbers, self._keys)

    def _whole(self, text: str) -> tuple[Tokens, list[int]]:
        """The words of a text and where they start; those of the text read last are at hand."""
        last = self._last
        if last is not None and last[0] is text:
            return last[1], last[2]
        found = self._read(text)
        self._last = text, found, found.starts.tolist()
        return found, self._last[2]

    def _read(self, text: str) -> Tokens:
        matches = list(_WORD.finditer(text))
        words = [match[0] for match in matches]
        n = len(words)
        known = self._numbers
        for word in set(words).difference(known):
            self._learn(word)
        starts = np.fromiter([match.start() for match in matches], np.int32, n)
        ends = starts + np.fromiter(map(len, words), np.int32, n)
        return Tokens(starts, ends, np.fromiter(map(known.__getitem__, words), np.int32, n), self._keys)

    def _learn(self, word: str) -> None:
        number, key = len(self._keys), key_of(word)
        if number == len(self._hash):
            self._hash, self._stem, self._spelling, self._bits = (
                np.concatenate([column, np.empty_like(column)])
                for column in (self._hash, self._stem, self._spelling, self._bits)
            )
        stem = stem_of(key) if key not in STOPWORDS and len(key) > 1 else None
        self._hash[number] = self._checksum(key)
        self._stem[number] = 0 if stem is None else self._checksum(stem)
        self._spelling[number] = self._checksum(word.lower().replace("’", "'"))
        self._bits[number] = (
            DIGITS * key.isdigit()
            | TELLING * (word[0].islower() and key not in STOPWORDS)
            | NEGATING * (key in _NEGATIONS or stem_of(key) in _NEGATIONS)
            | HAS_STEM * (stem is not None)
        )
        self._keys.append(key)
        self._numbers[word] = number

    def _checksum(self, key: str) -> int:
        return zlib.crc32(key.encode("utf-8", "surrogatepass"))

    def hashes_of(self, found: Tokens) -> npt.NDArray[np.uint32]:
        """A 32-bit checksum of each word's key, the same in every run."""
        return self._hash[found.numbers]

    def stems_of(self, found: Tokens) -> npt.NDArray[np.uint32]:
        """Sorted different checksums of the stems of those words that carry meaning."""
        numbers = found.numbers
        return np.unique(self._stem[numbers[(self._bits[numbers] & HAS_STEM) != 0]])

    def spellings_of(self, found: Tokens) -> npt.NDArray[np.uint32]:
        """A checksum of each word as it is spelled, in small letters."""
        return self._spelling[found.numbers]

    def bits_of(self, found: Tokens) -> npt.NDArray[np.uint8]:
        """What is known of each word: `DIGITS` for a number, `TELLING` for one in small letters that is no function
        word, `NEGATING` for a negation."""
        return self._bits[found.numbers]

    def stems(self, keys: Sequence[str]) -> frozenset[str]:
        """The rough stems of those keys that carry meaning."""
        known, different = self._stems, set(keys)
        for key in different.difference(known):
            known[key] = stem_of(key) if content_keys((key,)) else None
        return frozenset(stem for key in different if (stem := known[key]) is not None)

    def hashes(self, keys: Sequence[str]) -> npt.NDArray[np.uint64]:
        """A 32-bit checksum of each key, the same in every run."""
        known = self._hashes
        for key in set(keys).difference(known):
            known[key] = self._checksum(key)
        return np.fromiter((known[key] for key in keys), dtype=np.uint64, count=len(keys))


def unread(article: Annotated, *, headlines: bool = False) -> list[Span]:
    """Spans that say nothing of their own: furniture and credits; with `headlines` false also the headlines."""
    silent = {RegionKind.FURNITURE, RegionKind.CREDIT}
    if not headlines:
        silent |= {RegionKind.HEADLINE, RegionKind.SUBHEAD}
    return [region.span for region in article.regions if region.kind in silent]


def content_keys(keys: Iterable[str]) -> list[str]:
    """The keys that carry meaning: neither function words nor single letters."""
    return [key for key in keys if key not in STOPWORDS and len(key) > 1]


@lru_cache(maxsize=1 << 16)
def stem_of(key: str) -> str:
    """A rough stem, for overlap only: "protecting", "protects", "protection" meet; short words stay as they are."""
    for ending, instead in _ENDINGS:
        if key.endswith(ending) and len(key) - len(ending) >= 4:
            key = key[: -len(ending)] + instead
            break
    if len(key) > 4 and key[-1] == key[-2] and key[-1] not in "aeiols":
        key = key[:-1]
    return key[:-1] if len(key) > 4 and key[-1] == "e" else key


_ENDINGS = (
    ("ations", ""), ("ation", ""), ("ments", ""), ("ment", ""), ("ingly", ""), ("ings", ""), ("ing", ""), ("ions", ""),
    ("ion", ""), ("edly", ""), ("ies", "y"), ("ied", "y"), ("ers", ""), ("ed", ""), ("es", ""), ("ly", ""), ("s", ""),
)  # fmt: skip
