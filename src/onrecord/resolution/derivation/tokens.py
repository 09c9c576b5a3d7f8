"""Words of a text as comparison keys with their places, so that copies match over spelling and typography."""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from ...record import Annotated, RegionKind, Span

# A word may hold apostrophes and the invisible characters that web pages put inside words.
_WORD = re.compile("\\w+(?:[’'\u00ad\u200b\u200c\u200d\u2060\ufeff]+\\w+)*")
_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")
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


@lru_cache(maxsize=1 << 16)
def key_of(word: str) -> str:
    """The word's comparison key: NFKC, case folded, straight apostrophe, American -ize, -or and -ense spellings."""
    plain = unicodedata.normalize("NFKC", _INVISIBLE.sub("", word)).replace("’", "'").casefold()
    if plain.endswith("'s"):
        plain = plain[:-2]
    plain = _IZE.sub(r"iz\1", plain)
    plain = _OUR.sub(r"or\1", plain)
    if plain.endswith("ence") and len(plain) > 5:
        plain = plain[:-4] + "ense"
    return plain


@dataclass(frozen=True, slots=True)
class Tokens:
    """Keys of the words of a text in text order, their code point places, and which of them are in quotation marks."""

    keys: tuple[str, ...]
    starts: npt.NDArray[np.int32]
    ends: npt.NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.keys)

    def span(self, first: int, last: int) -> Span:
        """The span from word `first` to word `last`, both included."""
        return Span(int(self.starts[first]), int(self.ends[last]))


class Tokenizer:
    """Makes `Tokens` and word hashes; remembers words seen, so that a large collection folds each word once."""

    def __init__(self) -> None:
        self._keys: dict[str, str] = {}
        self._hashes: dict[str, int] = {}
        self._stems: dict[str, str | None] = {}

    @property
    def n_known(self) -> int:
        """How many different words are remembered."""
        return len(self._keys)

    def tokens(self, text: str, leave_out: Iterable[Span] = ()) -> Tokens:
        """The words of `text` but for those that start inside a span of `leave_out`."""
        known = self._keys
        words = _WORD.findall(text)
        for word in set(words).difference(known):
            known[word] = key_of(word)
        keys = [known[word] for word in words]
        spans = np.array([match.span() for match in _WORD.finditer(text)], dtype=np.int32).reshape(-1, 2)
        kept = np.ones(len(keys), np.bool_)
        for gone in leave_out:
            first, last = np.searchsorted(spans[:, 0], (gone.start, gone.end))
            kept[first:last] = False
        if not kept.all():
            keys = [key for key, keep in zip(keys, kept.tolist(), strict=True) if keep]
        return Tokens(tuple(keys), spans[kept, 0], spans[kept, 1])

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
            known[key] = zlib.crc32(key.encode("utf-8", "surrogatepass"))
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
