"""Plain-text ground shared by all rooms: identity, words, sentences, paragraphs, folding. Offsets are code points."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator

from .record import Span

# Dotted abbreviations ("U.S.", "U.N.", "Ph.D.") and apostrophe or hyphen-free words are one token each; every other
# sign is a token of its own.
WORD = re.compile(r"(?:[^\W\d_]\.){2,}|\w+(?:[’']\w+)?|[^\w\s]")
_PARAGRAPH = re.compile(r"[^\n]+")
_FOLDED = str.maketrans(
    {
        "\u2018": "'", "\u2019": "'", "\u201a": "'", "\u201b": "'", "\u2032": "'", "\u02bc": "'",
        "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u201f": '"', "\u00ab": '"', "\u00bb": '"', "\u2033": '"',
        "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2015": "-", "\u2212": "-",
        "\u00a0": " ", "\u202f": " ", "\u2007": " ", "\u200b": "", "\u200c": "", "\u200d": "", "\ufeff": "",
        "\u00ad": "", "\u2026": "...",
    }
)  # fmt: skip

# C0 and C1 controls, lone surrogates, noncharacters.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def printable(text: str) -> str:
    """The text with U+FFFD for every sign that neither HTML nor UTF-8 can carry: one for one, so that offsets hold."""
    return _UNPRINTABLE.sub("\ufffd", text)


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def stable_id(prefix: str, *parts: object) -> str:
    """`prefix-` and 12 hexadecimal digits that depend on nothing but the parts, in their order."""
    joined = "\x1f".join(str(part) for part in parts)
    return f"{prefix}-{hashlib.sha256(joined.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"


def words(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Spans of words and single punctuation marks between `start` and `end`, in text order."""
    return [Span(*match.span()) for match in WORD.finditer(text, start, len(text) if end is None else end)]


def lines(text: str) -> Iterator[Span]:
    """Spans of the lines that hold anything but white space, without it at either end."""
    for match in _PARAGRAPH.finditer(text):
        stripped = match.group().strip()
        if stripped:
            start = match.start() + match.group().index(stripped)
            yield Span(start, start + len(stripped))


# nupunkt joins "... so. “I like it,” he said"; a sign of sentence end before an opening quotation mark splits it.
_QUOTE_OPENS = re.compile(r"(?<=[.!?])[\"”’)]*(\s+)(?=[\"“‘][A-Z])")
_ABBREVIATION = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Col|Lt|St|Prof|Rev|Adm|Amb|No|vs)\.$")


def sentences(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Sentence spans inside `[start, end)`, white space trimmed; a line break always ends a sentence."""
    from nupunkt import sent_spans  # loads its model: kept away from `import onrecord`

    found: list[Span] = []
    for line in lines(text[start : len(text) if end is None else end]):
        for sentence_start, sentence_end in sent_spans(line.of(text[start:])):
            offset = start + line.start + sentence_start
            found.extend(_split_at_quotes(text, offset, start + line.start + sentence_end))
    return found


def _split_at_quotes(text: str, start: int, end: int) -> Iterator[Span]:
    cuts = [start]
    for match in _QUOTE_OPENS.finditer(text, start, end):
        if not _ABBREVIATION.search(text, start, match.start()):
            cuts.append(match.start(1))
    for piece_start, piece_end in zip(cuts, [*cuts[1:], end], strict=True):
        piece = text[piece_start:piece_end]
        if piece.strip():
            left = piece_start + len(piece) - len(piece.lstrip())
            yield Span(left, left + len(piece.strip()))


def fold(text: str) -> str:
    """For comparing, never for offsets: NFKC, lower case, straight quotes and hyphens, single spaces, no format
    characters."""
    plain = unicodedata.normalize("NFKC", text.translate(_FOLDED)).translate(_FOLDED)
    return " ".join(plain.casefold().split())
