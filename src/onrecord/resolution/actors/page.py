"""A document as rows of words: where sentences, paragraphs and quotations run, furniture blanked out."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from ...record import Annotated, RegionKind
from .gazetteer import words

# Words keep their inner hyphens and apostrophes ("Ben-Shabbat", "Israel's"); dotted abbreviations are one word.
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|\w+(?:[-‐‑’'&]\w+)*|[^\w\s]|\n+")
_ENDS = frozenset(".!?…")
_OPENS = frozenset("“\"‘'(—–[")
# After these a full stop does not end a sentence.
ABBREVIATIONS = frozenset(
    """
    mr mrs ms dr sen rep gov gen col lt st prof rev adm amb no vs jr sr inc corp co ltd dep sgt capt maj brig
    hon sens reps govs""".split()
)
_QUOTES = frozenset('“”"')
_QUIET = frozenset({RegionKind.FURNITURE})
_HEADS = frozenset({RegionKind.HEADLINE, RegionKind.SUBHEAD, RegionKind.CREDIT})


@dataclass(slots=True)
class Page:
    """Words of one document with their offsets, sentence and paragraph numbers, and whether they are quoted.

    `sentence_start[s]` is the index of the first word of sentence `s`; `persons` holds the indexes of words inside
    names of persons, once names are found. Built once per document, then thrown away.
    """

    document_id: str
    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]
    sentence: list[int]
    paragraph: list[int]
    quoted: list[bool]
    sentence_start: list[int]
    heads: list[tuple[int, int]]
    title_case: frozenset[int]
    persons: set[int] = field(default_factory=set)

    def word_at(self, offset: int) -> int:
        """Index of the first word that ends after `offset`."""
        return bisect_right(self.ends, offset)

    def words_in(self, start: int, end: int) -> range:
        """Indices of the words that lie in or touch `[start, end)`."""
        return range(bisect_right(self.ends, start), bisect_left(self.starts, end))

    def of(self, first: int, last: int) -> str:
        """The text from word `first` to word `last`, both included."""
        return self.text[self.starts[first] : self.ends[last]]

    def starts_sentence(self, index: int) -> bool:
        """True when only opening signs stand between the sentence's start and this word."""
        first = self.sentence_start[self.sentence[index]]
        return all(self.words[i] in _OPENS or not self.words[i][0].isalnum() for i in range(first, index))

    def in_head(self, offset: int) -> bool:
        """True inside a headline, subhead or credit."""
        return any(start <= offset < end for start, end in self.heads)


def visible_text(annotated: Annotated) -> str:
    """The document's text with furniture turned to spaces: offsets stay true."""
    text = annotated.document.text
    quiet = [region for region in annotated.regions if region.kind in _QUIET and region.end > region.start]
    if not quiet:
        return text
    pieces: list[str] = []
    at = 0
    for region in sorted(quiet, key=lambda region: region.start):
        if region.start > at:
            pieces.append(text[at : region.start])
            at = region.start
        if region.end > at:
            hidden = text[at : region.end]
            pieces.append(
                "".join("\n" if sign == "\n" else " " for sign in hidden) if "\n" in hidden else " " * len(hidden)
            )
            at = region.end
    pieces.append(text[at:])
    return "".join(pieces)


def read_page(annotated: Annotated) -> Page:
    """The words of a document, in text order. One pass; what changes seldom is kept as the places where it changes."""
    text = visible_text(annotated)
    tokens: list[str] = []
    starts: list[int] = []
    sentence_start = [0]
    paragraph_start = [0]
    quote_marks: list[int] = []
    in_quote = ended = False
    for match in _WORD.finditer(text):
        word = match.group()
        first = word[0]
        if first.isalnum():
            if ended:
                ended = False
                if (first.isupper() or first.isdigit()) and sentence_start[-1] != len(tokens):
                    sentence_start.append(len(tokens))
        elif first == "\n":
            if paragraph_start[-1] != len(tokens):
                paragraph_start.append(len(tokens))
                if sentence_start[-1] != len(tokens):
                    sentence_start.append(len(tokens))
            ended = False
            if in_quote:
                in_quote = False
                quote_marks.append(len(tokens))
            continue
        elif word in _ENDS:
            previous = tokens[-1] if tokens else ""
            short = len(previous) < 6 and (
                previous.lower() in ABBREVIATIONS or (len(previous) == 1 and previous.isupper())
            )
            ended = not (word == "." and short)
        else:
            if ended and word in _OPENS and not (in_quote and word == '"'):
                ended = False
                if sentence_start[-1] != len(tokens):
                    sentence_start.append(len(tokens))
            if word in _QUOTES and (word == '"' or (word == "“") != in_quote):
                in_quote = not in_quote
                quote_marks.append(len(tokens))
        tokens.append(word)
        starts.append(match.start())
    n_tokens = len(tokens)
    return Page(
        document_id=annotated.document.id,
        text=text,
        words=tokens,
        starts=starts,
        ends=[start + len(word) for start, word in zip(starts, tokens, strict=True)],
        sentence=_numbered(sentence_start, n_tokens),
        paragraph=_numbered(paragraph_start, n_tokens),
        quoted=_alternating(quote_marks, n_tokens),
        sentence_start=[start for start in sentence_start if start < n_tokens] or [0],
        heads=[(region.start, region.end) for region in annotated.regions if region.kind in _HEADS],
        title_case=_title_case(tokens, [start for start in sentence_start if start < n_tokens]),
    )


def _numbered(starts: list[int], length: int) -> list[int]:
    """The number of the stretch that each index lies in."""
    numbers: list[int] = []
    for number, (start, end) in enumerate(zip(starts, [*starts[1:], length], strict=True)):
        numbers.extend([number] * (min(end, length) - start))
    return numbers


def _alternating(marks: list[int], length: int) -> list[bool]:
    """False up to the first mark, True up to the second, and so on."""
    states: list[bool] = []
    for number, end in enumerate([*marks, length]):
        states.extend([number % 2 == 1] * (min(end, length) - len(states)))
    return states


# A sentence is set in title case when at least this share of its words of four letters or more begin with a capital,
# and (almost) no other word than an article, preposition or the like is left small.
_TITLE_CASE_SHARE = 0.75


def _title_case(words_: list[str], sentence_start: list[int]) -> frozenset[int]:
    """Numbers of the sentences written Like a Headline, where capitals say nothing."""
    found = []
    for number, first in enumerate(sentence_start):
        last = sentence_start[number + 1] if number + 1 < len(sentence_start) else len(words_)
        if last - first < 5:
            continue
        long = [word for word in words_[first:last] if len(word) > 3]
        if len(long) > 3 and sum(word[0].isupper() for word in long) >= _TITLE_CASE_SHARE * len(long):
            small = [word for word in words_[first + 1 : last] if word[0].islower() and word not in words("stop")]
            if len(small) <= (words_[last - 1] != "."):
                found.append(number)
    return frozenset(found)
