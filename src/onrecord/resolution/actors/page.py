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
    """The words of a document, in text order."""
    text = visible_text(annotated)
    tokens: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    sentence: list[int] = []
    paragraph: list[int] = []
    quoted: list[bool] = []
    sentence_start = [0]
    sentence_number = paragraph_number = 0
    in_quote = ended = False
    previous = ""
    for match in _WORD.finditer(text):
        word = match.group()
        first = word[0]
        if first == "\n":
            if tokens:
                paragraph_number += 1
                ended = True
            in_quote = False
            continue
        alphanumeric = first.isalnum()
        if ended and (
            first.isupper()
            or first.isdigit()
            or paragraph_number != paragraph[-1]
            or (word in _OPENS and not (in_quote and word == '"'))
        ):
            if sentence_start[-1] != len(tokens):
                sentence_number += 1
                sentence_start.append(len(tokens))
            ended = False
        elif alphanumeric:
            ended = False
        tokens.append(word)
        starts.append(match.start())
        ends.append(match.end())
        sentence.append(sentence_number)
        paragraph.append(paragraph_number)
        if alphanumeric:
            previous = "" if word[-1] == "." else word
        elif word == "“":
            in_quote = True
        elif word == "”":
            in_quote = False
        elif word == '"':
            in_quote = not in_quote
        elif word in _ENDS:
            short = len(previous) < 6 and (
                previous.lower() in ABBREVIATIONS or (len(previous) == 1 and previous.isupper())
            )
            ended = not (word == "." and short)
        quoted.append(in_quote)
    heads = [(region.start, region.end) for region in annotated.regions if region.kind in _HEADS]
    title_case = _title_case(tokens, sentence_start)
    return Page(
        annotated.document.id,
        text,
        tokens,
        starts,
        ends,
        sentence,
        paragraph,
        quoted,
        sentence_start,
        heads,
        title_case,
    )


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
