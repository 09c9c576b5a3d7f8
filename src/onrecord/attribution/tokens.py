"""The tagger's input: a paragraph as words, word pieces and one feature number a piece. Training imports this."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from ..text import lines, sentences
from .quotes import quotations

if TYPE_CHECKING:
    from tokenizers import Tokenizer

# As onrecord.text.WORD, but a clitic is a word of its own, so that "Quill" can be marked in "Quill's warning".
WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}|(?<=\w)[’'](?:s|re|ve|ll|d|m)\b|\w+(?:[’'](?!(?:s|re|ve|ll|d|m)\b)\w+)?|[^\w\s]",
    re.IGNORECASE,
)
MAX_PIECES = 254  # word pieces a unit, without the two that frame it
N_CASES, N_QUOTES = 5, 4
N_FEATURES = 1 + N_CASES * 2 * N_QUOTES  # 0 is the frame and padding

Ints = npt.NDArray[np.int64]
# Words met before -> their word pieces and letter case; grows as texts are read.
Met = tuple[list[int], int]
Known = dict[str, Met]
MOST_KNOWN = 100_000  # words, some 20 MB
# Text whose words have the same pieces alone as in their sentence: the tokenizer parts them at white space and at
# these marks. Other signs (currencies, emoji) may join their neighbor, and format characters vanish.
_PLAIN = re.compile(r"[\w \t\u00a0!-/:-@\[-`{-~“”„‘’‚«»–—…•]*")


@dataclass(frozen=True, slots=True)
class Unit:
    """At most a paragraph: `words` (code point pairs), `pieces` with their frame, `features` (one a piece),
    `first` (position in `pieces` of each word's first piece)."""

    words: list[tuple[int, int]]
    pieces: Ints
    features: Ints
    first: Ints

    def __len__(self) -> int:
        return len(self.pieces)


def open_tokenizer(path: str) -> Tokenizer:
    """The word-piece tokenizer, without the padding and truncation that its file may ask for."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(path)
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def units(text: str, tokenizer: Tokenizer, *, known: Known | None = None) -> Iterator[Unit]:
    """One unit a paragraph (a line); a long paragraph is cut at sentence ends, a longer sentence at words. `known`
    saves time and changes nothing."""
    for line in lines(text):
        yield from paragraph_units(text, tokenizer, line.start, line.end, known=known)


def paragraph_units(
    text: str, tokenizer: Tokenizer, start: int, end: int, *, known: Known | None = None
) -> Iterator[Unit]:
    words = [match.span() for match in WORD.finditer(text, start, end)]
    if not words:
        return
    known = {} if known is None else known
    met = [known.get(text[b:e]) or _learn(text[b:e], tokenizer, known) for b, e in words]
    ids, first = _pieces(text, words, tokenizer, start=start, end=end, met=met)
    if not len(ids):
        return
    states = _states(text, words, [case for _, case in met], start, end)
    cuts = [0, len(words)] if len(ids) <= MAX_PIECES else _cuts(text, words, first, len(ids), start=start, end=end)
    for begin, stop in pairwise(cuts):
        piece_from = int(first[begin]) if begin else 0
        piece_to = int(first[stop]) if stop < len(words) else len(ids)
        piece_to = min(max(piece_to, piece_from + 1), piece_from + MAX_PIECES)
        local = np.minimum(first[begin:stop] - piece_from, piece_to - piece_from - 1) + 1
        features = np.zeros(piece_to - piece_from + 2, np.int64)
        owner = np.searchsorted(local, np.arange(1, len(features) - 1), side="right") - 1
        features[1:-1] = states[begin:stop][np.maximum(owner, 0)]
        pieces = np.concatenate(([101], ids[piece_from:piece_to], [102]))
        yield Unit(words[begin:stop], pieces, features, local)


def _learn(word: str, tokenizer: Tokenizer, known: Known) -> Met:
    """Pieces and letter case of a word by itself, remembered."""
    if len(known) >= MOST_KNOWN:
        known.clear()
    known[word] = found = tokenizer.encode(word, add_special_tokens=False).ids, _case(word)
    return found


def _pieces(
    text: str, words: list[tuple[int, int]], tokenizer: Tokenizer, *, start: int, end: int, met: list[Met]
) -> tuple[Ints, Ints]:
    """The pieces of a paragraph, and the position of each word's first piece: that which holds its first letter, or the
    one before where the tokenizer drops the word."""
    if _PLAIN.fullmatch(text, start, end):
        n_pieces = np.array([len(pieces) for pieces, _ in met], np.int64)
        if n_pieces.all():
            return np.array([piece for pieces, _ in met for piece in pieces], np.int64), n_pieces.cumsum() - n_pieces
    encoding = tokenizer.encode(text[start:end], add_special_tokens=False)
    piece_starts = np.array([offset[0] for offset in encoding.offsets], np.int64) + start
    first = np.searchsorted(piece_starts, np.array([w[0] for w in words]), side="right") - 1
    return np.array(encoding.ids, np.int64), np.maximum(first, 0)


def _states(text: str, words: list[tuple[int, int]], cases: list[int], start: int, end: int) -> Ints:
    """Letter case x first word of the paragraph x inside quotation marks, as one number above 0 a word."""
    quote = np.zeros(len(words), np.int64)
    found = quotations(text, start, end)
    starts = np.array([w[0] for w in words]) if found else quote
    for quotation in found:
        lo, hi = np.searchsorted(starts, [quotation.start, quotation.end])
        quote[lo:hi] = 2 if quotation.single else 1
        for mark in (quotation.opening, quotation.closing - 1 if quotation.closed else -1):
            at = np.searchsorted(starts, mark)
            if mark >= 0 and at < len(starts) and starts[at] == mark:
                quote[at] = 3
    opens = np.zeros(len(words), np.int64)
    opens[0] = 1
    return 1 + np.array(cases, np.int64) + N_CASES * (opens + 2 * quote)


def _case(word: str) -> int:
    """0 lower, 1 Title or mIxed, 2 UPPER, 3 with a digit, 4 no letter at all."""
    if not any(c.isalnum() for c in word):
        return 4
    if any(c.isdigit() for c in word):
        return 3
    if word.islower():
        return 0
    return 2 if word.isupper() and len(word) > 1 else 1


def _cuts(
    text: str, words: list[tuple[int, int]], first: npt.NDArray[np.int64], n_pieces: int, *, start: int, end: int
) -> list[int]:
    """Word positions where a long paragraph is cut, the first 0 and the last the number of words."""
    starts = np.array([w[0] for w in words])
    ends = [int(np.searchsorted(starts, s.start)) for s in sentences(text, start, end)] + [len(words)]
    piece_at = np.append(first, n_pieces)
    cuts = [0]
    last_fit = 0
    for sentence_end in ends:
        if piece_at[sentence_end] - piece_at[cuts[-1]] > MAX_PIECES and last_fit > cuts[-1]:
            cuts.append(last_fit)
        while piece_at[sentence_end] - piece_at[cuts[-1]] > MAX_PIECES:
            fitting = int(np.searchsorted(piece_at, piece_at[cuts[-1]] + MAX_PIECES, side="right")) - 1
            if not cuts[-1] < fitting < sentence_end:
                fitting = cuts[-1] + 1
            cuts.append(fitting)
        last_fit = sentence_end
    if cuts[-1] != len(words):
        cuts.append(len(words))
    return cuts
