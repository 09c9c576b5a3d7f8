"""A document as rows of words: where sentences, paragraphs and quotations run, furniture blanked out."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from ...record import Annotated, RegionKind

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

    `sentence_start[s]` is the index of the first word of sentence `s`. Built once per document, then thrown away.
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
    words: list[str] = []
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
        if word[0] == "\n":
            if words:
                paragraph_number += 1
                ended = True
            in_quote = False
            continue
        first = word[0]
        if ended and (first.isupper() or first.isdigit() or word in _OPENS or paragraph_number != paragraph[-1]):
            if words and sentence_start[-1] != len(words):
                sentence_number += 1
                sentence_start.append(len(words))
            ended = False
        elif ended and first.isalnum():
            ended = False
        words.append(word)
        starts.append(match.start())
        ends.append(match.end())
        sentence.append(sentence_number)
        paragraph.append(paragraph_number)
        if word == "“":
            in_quote = True
        elif word == "”":
            in_quote = False
        elif word == '"':
            in_quote = not in_quote
        quoted.append(in_quote)
        if word in _ENDS:
            short = previous.lower() in ABBREVIATIONS or (len(previous) == 1 and previous.isupper())
            ended = not (word == "." and short)
        elif first.isalnum():
            previous = word
            if word[-1] == ".":
                previous = ""
    heads = [(region.start, region.end) for region in annotated.regions if region.kind in _HEADS]
    return Page(annotated.document.id, text, words, starts, ends, sentence, paragraph, quoted, sentence_start, heads)
