"""What one document brings to the search for derivations, small enough to be kept for a hundred thousand of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import PurePosixPath

import numpy as np
import numpy.typing as npt

from ...record import Annotated, DateRange, RegionKind, Span
from ...text import lines
from .outlets import introduced_outlets
from .posts import Post, embedded_posts, find_posts
from .quotations import articles_of_law, find_quotations
from .tokens import TELLING, Tokenizer, unread

QUOTED, PLAIN = 1, 2  # bits of `flags`
_MOST_WORDS = 300_000  # different words that the tokenizer of a process remembers

Words = npt.NDArray[np.uint32]


@dataclass(frozen=True, slots=True, eq=False)
class ReportSheet:
    """A document without its text, about 12 kB: its words as they are compared, and what it says of houses and posts.

    `words` are checksums of the body's words in text order, furniture, credits and headlines left out; `starts` and
    `lengths` their places in code points; `flags` say which stand in quotation marks (`QUOTED`) and which are neither
    function words, names nor numbers (`PLAIN`). `stems` are the sorted checksums of the meaning words, headlines
    included. `house` holds the lines of furniture and of credits in which a page may name its own outlet.
    """

    document_id: str
    outlet: str | None
    published: DateRange
    label: str
    words: Words
    starts: npt.NDArray[np.int32]
    lengths: npt.NDArray[np.uint16]
    flags: npt.NDArray[np.uint8]
    stems: Words
    posts: tuple[Post, ...]
    introduced: tuple[str, ...]
    house: tuple[tuple[RegionKind, str], ...]

    def span(self, first: int, last: int) -> Span:
        """The span from word `first` to word `last`, both included."""
        return Span(int(self.starts[first]), int(self.starts[last]) + int(self.lengths[last]))

    @property
    def quoted(self) -> npt.NDArray[np.bool_]:
        """Which words stand in quotation marks or in an embedded post."""
        return (self.flags & QUOTED).astype(np.bool_)

    def n_plain(self, first: int, after: int) -> int:
        """How many different words from `first` up to `after` are neither function words, names nor numbers."""
        return len(set(self.words[first:after][(self.flags[first:after] & PLAIN).astype(np.bool_)].tolist()))


def read_report(article: Annotated) -> ReportSheet:
    """The sheet of one document: a map, the same for a document in any collection."""
    text, tokenizer = article.document.text, shared_tokenizer()
    tokens = tokenizer.tokens(text, unread(article))
    flags = np.where(tokenizer.bits_of(tokens) & TELLING, np.uint8(PLAIN), np.uint8(0))
    for span in [*find_quotations(text), *embedded_posts(text), *articles_of_law(text)]:
        first, last = np.searchsorted(tokens.starts, (span.start, span.end))
        flags[first:last] |= QUOTED
    with_headlines = tokenizer.tokens(text, unread(article, headlines=True))
    document = article.document
    return ReportSheet(
        document.id,
        document.outlet,
        document.published,
        document.title or PurePosixPath(document.path).name,
        tokenizer.hashes_of(tokens),
        tokens.starts,
        np.minimum(tokens.ends - tokens.starts, 65_535).astype(np.uint16),
        flags,
        tokenizer.stems_of(with_headlines),
        tuple(find_posts(text, skip=furniture(article))),
        tuple(introduced_outlets(text)),
        tuple(_house_lines(article)),
    )


def furniture(article: Annotated) -> list[Span]:
    return [region.span for region in article.regions if region.kind is RegionKind.FURNITURE]


# Lines in which a page names the house it belongs to, rather than the story next door.
_HOUSE_LINE = re.compile(
    r"^.{0,80}(?:subscri|sign up|newsletter|©|copyright|credit:|episode|podcast|all rights|follow us|download|app\b|"
    r"published (?:in|by|on)|appeared (?:in|on)).{0,80}$",
    re.IGNORECASE,
)


def is_house_line(line: str) -> bool:
    """Whether a line has a sign of those that a house puts on its own pages."""
    return _HOUSE_LINE.search(line) is not None


_MASTHEAD = re.compile(
    r"\s*((?:The )?[A-ZÀ-Þ][\w.’'&-]*(?: (?:of |the |and |& )*[A-ZÀ-Þ][\w.’'&-]*){1,5})[ \t]*(?:\n|$)"
)
_LONGEST_MASTHEAD = 60  # code points


def masthead(text: str) -> str | None:
    """The first line of a text where it may be nothing but the name of a newspaper."""
    found = _MASTHEAD.match(text)
    return found[1] if found is not None and len(found[1]) <= _LONGEST_MASTHEAD else None


def _house_lines(article: Annotated) -> list[tuple[RegionKind, str]]:
    text = article.document.text
    first = masthead(text)
    own = [(RegionKind.FURNITURE, first)] if first is not None else []
    return own + [
        (region.kind, line.of(text[region.start : region.end]))
        for region in article.regions
        if region.kind in (RegionKind.FURNITURE, RegionKind.CREDIT)
        for line in lines(text[region.start : region.end])
        if is_house_line(line.of(text[region.start : region.end]))
    ]


@cache
def _tokenizers() -> list[Tokenizer]:
    return [Tokenizer()]


def shared_tokenizer() -> Tokenizer:
    """The tokenizer of this process; begun anew when it has come to remember very many words."""
    kept = _tokenizers()
    if kept[0].n_known > _MOST_WORDS:
        kept[0] = Tokenizer()
    return kept[0]
