"""Where a model's words stand in a text: to the letter, or but for signs that models change when they copy.

There is no likeness search: words that are not the text's own, blanks, quotation marks, dashes, ellipses, case and
Unicode forms apart, are not found.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice

from ...record import Span

QUOTATION_MARKS = frozenset("\"'`´‘’‚‛“”„‟«»‹›「」『』＂＇\u2032\u2033\u02bc")
_DASHES = frozenset("-‐‑‒–—―−")
_ELLIPSIS = re.compile(r"\s*(?:\[\s*(?:\.\s?){3,}\]|\(\s*(?:\.\s?){3,}\)|\[…\]|\(…\)|…|(?:\.\s?){3,})\s*")
_EDGES = " \t\n" + "".join(QUOTATION_MARKS) + ".,;:!?()[]"
MOST = 60  # places of one piece that are looked at; "said" stands some 20 times in a passage
# What may differ, in the words of an origin.
SPACING, QUOTES, DASHES, CASE, FORMS, EDGES, ELLIPSIS = (
    "blanks", "quotation marks", "dashes", "case", "Unicode forms", "end marks", "ellipsis",
)  # fmt: skip
_FOLDS = (SPACING, QUOTES, DASHES, CASE, FORMS)


@dataclass(frozen=True, slots=True)
class Place:
    """`[start, end)` of the text, and what had to be overlooked to find words there: nothing when they are exact."""

    start: int
    end: int
    repairs: tuple[str, ...] = ()

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


class Lookup:
    """Finds words in one text; folds it once."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _folded(self) -> tuple[str, list[int]]:
        return fold_signs(self.text)

    def places(self, words: str, *, within: Span) -> list[Place]:
        """Every place of `words` that begins and ends with whole words inside `within`: first the exact ones, then
        those where signs differ, then those without the marks at either end; in text order each."""
        words = words.strip()
        core = words.strip(_EDGES)
        found: list[Place] = []
        for place in chain(
            islice(self.exact(words, within=within), MOST),
            self._tolerant(words, within),
            (Place(p.start, p.end, (*p.repairs, EDGES)) for p in self._tolerant(core, within) if core != words),
        ):
            if not any(other.start <= place.start and place.end <= other.end for other in found):
                found.append(place)
        return found

    def pieces(self, words: str, *, within: Span) -> list[list[Place]]:
        """The places of each piece of `words` between ellipses: one piece where the text has the words as they are, or
        has the ellipsis too. [] unless every piece has a place."""
        whole = self.places(words, within=within)
        if whole:
            return [whole]
        parts = [part for part in _ELLIPSIS.split(words) if part.strip(_EDGES)]
        if len(parts) == 1 and parts[0] == words:
            return []
        found = [self.places(part, within=within) for part in parts]
        if not all(found):
            return []
        return [[Place(p.start, p.end, tuple({*p.repairs, ELLIPSIS})) for p in places] for places in found]

    def exact(self, words: str, *, within: Span) -> Iterator[Place]:
        """Every place inside `within` where `words` stand to the letter as whole words, in text order."""
        at = self.text.find(words, within.start, within.end) if words else -1
        while at >= 0:
            if self._whole(at, at + len(words)):
                yield Place(at, at + len(words))
            at = self.text.find(words, at + 1, within.end)

    def _tolerant(self, words: str, within: Span) -> Iterator[Place]:
        wanted = fold_signs(words)[0].strip()
        if not any(sign.isalnum() for sign in wanted):
            return
        folded, origins = self._folded
        at, n_found = folded.find(wanted, bisect_left(origins, within.start)), 0
        while at >= 0 and n_found < MOST:
            start, end = self._with_marks(words, origins[at], self._end(origins[at + len(wanted) - 1]))
            if end > within.end:
                return
            if within.start <= start and self._whole(start, end):
                yield Place(start, end, _differences(words, self.text[start:end]))
                n_found += 1
            at = folded.find(wanted, at + 1)

    def _end(self, last: int) -> int:
        """After the sign at `last` and the accents that join it."""
        end = last + 1
        while end < len(self.text) and unicodedata.combining(self.text[end]):
            end += 1
        return end

    def _with_marks(self, words: str, start: int, end: int) -> tuple[int, int]:
        """The place with the quotation marks that stand beside it, where the words had some there too."""
        if words[0] in QUOTATION_MARKS and self.text[start - 1 : start] in QUOTATION_MARKS:
            start -= 1
        if words[-1] in QUOTATION_MARKS and self.text[end : end + 1] in QUOTATION_MARKS:
            end += 1
        return start, end

    def _whole(self, start: int, end: int) -> bool:
        return not _joined(self.text, start) and not _joined(self.text, end)


def _joined(text: str, at: int) -> bool:
    """Whether a boundary at `at` would cut a word. Letters without case belong to scripts that write words together
    or join small words to large ones; there any boundary will do."""
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    return all(sign.isdigit() or sign.lower() != sign.upper() for sign in (before, after)) or bool(
        unicodedata.combining(after)
    )


def fold_signs(text: str, *, keep: str = "") -> tuple[str, list[int]]:
    """The text with all that may differ made equal, and for each sign of it the offset in `text` that it comes from.
    `keep` names one difference that stays."""
    signs: list[str] = []
    origins: list[int] = []

    def put(sign: str, at: int) -> None:
        signs.append(sign)
        origins.append(at)

    for at, sign in enumerate(text):
        last = signs[-1] if signs else ""
        if sign.isspace():
            if keep == SPACING:
                put(sign, at)
            elif last != " ":
                put(" ", at)
        elif sign in QUOTATION_MARKS:
            if keep == QUOTES:
                put(sign, at)
            elif text[at - 1 : at].isalnum() and text[at + 1 : at + 2].isalnum():
                put("'", at)  # an apostrophe tells words apart; quotation marks may be missing altogether
        elif sign in _DASHES:
            if keep == DASHES:
                put(sign, at)
            elif last != "-":
                put("-", at)
        elif unicodedata.category(sign) == "Cf":
            if keep == FORMS:
                put(sign, at)
        else:
            form = sign if keep == FORMS else unicodedata.normalize("NFKD", sign)
            form = form if keep == CASE else form.casefold()
            for part in form if keep == FORMS else unicodedata.normalize("NFKD", form):
                put(part, at)
    return "".join(signs), origins


def _differences(words: str, found: str) -> tuple[str, ...]:
    """What has to be overlooked for the words and those found to be the same."""
    if words == found:
        return ()
    return tuple(
        kind for kind in _FOLDS if fold_signs(words, keep=kind)[0].strip() != fold_signs(found, keep=kind)[0].strip()
    )
