"""Words as the coder compares them: stems with one spelling, stop words, and the classes a word usually has."""

from __future__ import annotations

import re
import threading
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib import resources
from math import log
from typing import Any, NamedTuple

from ..record import Span
from ..text import WORD

STOP_WORDS = frozenset(
    """a about above after again against all also am an and any are as at be because been before being
    below between both but by can could did do does doing down during each even ever every few for
    from further had has have having he her here hers herself him himself his how however i if in
    into is it its itself just least less let many may me might more most much must my myself no nor
    not now of off on once one only or other our ours ourselves out over own per put same shall she
    should since so some still such than that the their theirs them themselves then there these they
    this those though through thus to too toward towards under until up upon us very was we were
    what when where whether which while who whom whose why will with within without would yet you
    your yours yourself mr mrs ms dr said say says saying told tell added according""".split()
)
# British spellings that would hide a match.
_SPELLING = {
    "defence": "defense",
    "defences": "defenses",
    "offence": "offense",
    "licence": "license",
    "pretence": "pretense",
    "centre": "center",
    "centres": "centers",
    "programme": "program",
    "programmes": "programs",
}
_LETTERS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_OUR = re.compile(r"(lab|fav|col|hon|hum|harb|neighb|behavi|endeav|rum|vig|flav|vap)our")
_ISE = re.compile(r"(?<=[a-z]{3}[alnrmtdv])is(e|ed|es|ing|ation|ations|er|ers)$")


@cache
def _stemmer() -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer("english")


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The Porter2 stem of a word in American spelling, lower case, without a possessive ending."""
    plain = word.casefold().replace("’", "'")
    plain = plain.removesuffix("'s").removesuffix("'").replace(".", "")
    plain = _SPELLING.get(plain, plain)
    plain = _ISE.sub(r"iz\1", _OUR.sub(r"\1or", plain))
    return str(_stemmer().stemWord(plain))


class Token(NamedTuple):
    """A word of a text: where it stands, as written in lower case, and its stem; signs have an empty stem. `is_content`
    for words that carry meaning."""

    start: int
    end: int
    lower: str
    stem: str
    is_content: bool

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@lru_cache(maxsize=1 << 17)
def _form(word: str) -> tuple[str, str, bool]:
    lower = word.casefold().replace("’", "'")
    found = stem(lower) if lower[0].isalnum() else ""
    return lower, found, bool(found) and lower not in STOP_WORDS and any(char.isalpha() for char in found)


class _Whole(NamedTuple):
    """A text cut into words, with where they start."""

    text: str
    tokens: list[Token]
    starts: list[int]


# The text cut last: a coder asks for many parts of one text before it turns to the next.
_last = threading.local()


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Words and signs of `text[start:end]` in order."""
    stop = len(text) if end is None else end
    whole: _Whole | None = getattr(_last, "whole", None)
    if whole is not None and whole.text is text:
        first, after = bisect_left(whole.starts, start), bisect_left(whole.starts, stop)
        cut_before = first > 0 and whole.tokens[first - 1].end > start
        if not cut_before and not (after > 0 and whole.tokens[after - 1].end > stop):
            return whole.tokens[first:after]
    # The tuple's own maker: a third of the time of the class's, for half a thousand words of every text.
    new = tuple.__new__
    found = [new(Token, (*match.span(), *_form(match[0]))) for match in WORD.finditer(text, start, stop)]
    if start == 0 and stop == len(text):
        _last.whole = _Whole(text, found, [token.start for token in found])
    return found


def stem_set(text: str) -> frozenset[str]:
    """The distinct stems of a text's words; for counting, where places do not matter."""
    found = set(map(_stem_counted, set(_LETTERS.findall(text))))
    found.discard("")
    return frozenset(found)


@lru_cache(maxsize=1 << 17)
def _stem_counted(word: str) -> str:
    """The stem of a word as written; empty for a stop word."""
    lower = word.lower()
    return "" if lower in STOP_WORDS else stem(lower)


def content_stems(text: str) -> tuple[str, ...]:
    """Stems of the words that carry meaning, in order."""
    return tuple(token.stem for token in tokens(text) if token.is_content)


def is_mostly_verb(word: str) -> bool:
    """Whether a lower-case word is a verb more often than not ("sign"), though it can also be a noun."""
    _classes()
    return word in _MOSTLY_VERBS


def may_be_verb(word: str) -> bool:
    """Whether a lower-case word is ever a verb ("act", "lease")."""
    _classes()
    return word in _VERBS


_MOSTLY_VERBS: set[str] = set()
_VERBS: set[str] = set()


@cache
def _classes() -> dict[str, str]:
    """Lower-case word -> its commonest class: N noun, J adjective, V verb, O other."""
    table = {}
    source = resources.files(__package__) / "word_classes.tsv"
    for line in source.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            word, *counts = line.split("\t")
            numbers = dict(zip("NJVO", map(int, counts), strict=True))
            if numbers["V"]:
                _VERBS.add(word)
            if numbers["V"] > numbers["N"] + numbers["J"] + numbers["O"]:
                _MOSTLY_VERBS.add(word)
            # A word that is often a noun can head a phrase, also when it is more often a verb ("talks", "plan").
            table[word] = "N" if numbers["N"] * 3 >= sum(numbers.values()) else max("NJVO", key=numbers.__getitem__)
    return table


_NOUN_ENDINGS = (
    "tion",
    "sion",
    "ment",
    "ness",
    "ship",
    "ance",
    "ence",
    "ity",
    "ism",
    "ist",
    "ure",
    "age",
    "hood",
    "eer",
)
_ADJECTIVE_ENDINGS = ("al", "ous", "ive", "ful", "less", "able", "ible", "ary", "ic", "ish", "ian", "ese", "wide")


def word_class(word: str) -> str:
    """N, J, V or O for a lower-case word: counted where known, else by its ending; unknown words count as nouns."""
    known = _classes().get(word)
    if known is not None:
        return known
    if word.endswith("s") and _classes().get(word[:-1]) == "N":
        return "N"
    if word.endswith("ly"):
        return "O"
    if word.endswith(_NOUN_ENDINGS):
        return "N"
    if word.endswith(("ed", "ing", "ise", "ize", "ises", "izes")):
        return "V"
    return "J" if word.endswith(_ADJECTIVE_ENDINGS) else "N"


def inverse_frequencies(stem_sets: Iterable[Iterable[str]]) -> dict[str, float]:
    """Stem -> log((1 + n) / (1 + documents with it)) + 1 over the given documents."""
    counted = Counted()
    counted.count(stem_sets)
    return counted.weights()


@dataclass(slots=True)
class Counted:
    """How many documents there are, and how many hold each stem; of `wanted` ones only, where some are named."""

    wanted: frozenset[str] | None = None
    n: int = 0
    holding: Counter[str] = field(default_factory=Counter)

    def count(self, stem_sets: Iterable[Iterable[str]]) -> None:
        for stems in stem_sets:
            self.n += 1
            self.holding.update(stems if self.wanted is None else self.wanted.intersection(stems))

    def weights(self) -> dict[str, float]:
        """Stem -> log((1 + n) / (1 + documents with it)) + 1."""
        return {item: log((1 + self.n) / (1 + count)) + 1.0 for item, count in self.holding.items()}
