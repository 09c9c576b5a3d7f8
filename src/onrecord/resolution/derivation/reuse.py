# ruff: noqa: E501
"""Verbatim text that documents share beyond what they quote, and which of them stands on the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ...record import Annotated, Passage, Publication
from .alignment import Run, passages, shared_runs
from .fingerprints import candidate_pairs, fingerprints
from .posts import find_posts
from .quotations import find_quotations
from .tokens import STOPWORDS, Tokenizer, Tokens, unread

VERBATIM = 8  # words outside quotation marks that no two reporters write alike by chance
PLAIN_WORDS = 3  # of these so many must be neither function words nor parts of names
MOST_PASSAGES = 6  # shown of one pair, longest first


@dataclass(frozen=True, slots=True)
class SharedText:
    """What two documents (indices, left below right) share: passages on both sides, the longest first."""

    left: int
    right: int
    passages: tuple[tuple[Passage, Passage], ...]
    n_words: int
    left_share: float
    right_share: float


@dataclass(frozen=True, slots=True)
class _Read:
    tokens: Tokens
    quoted: npt.NDArray[np.bool_]
    named: npt.NDArray[np.bool_]


def find_shared_text(articles: Sequence[Annotated]) -> list[SharedText]:
    """Pairs of documents with verbatim text in common that is not a quotation, a name, a title or a set phrase."""
    tokenizer = Tokenizer()
    reads = [_read(article, tokenizer) for article in articles]
    pairs = candidate_pairs([fingerprints(tokenizer.hashes(read.tokens.keys)) for read in reads])
    found: list[SharedText] = []
    for (left, right), seeds in pairs.items():
        runs = shared_runs(reads[left].tokens.keys, reads[right].tokens.keys, seeds)
        own_words = [group for group in passages(runs) if _is_reuse(group, reads[left], reads[right])]
        if own_words:
            found.append(_shared(left, right, own_words, articles, reads))
    return found


def _read(article: Annotated, tokenizer: Tokenizer) -> _Read:
    text = article.document.text
    tokens = tokenizer.tokens(text, unread(article))
    quoted = np.zeros(len(tokens), np.bool_)
    for span in [*find_quotations(text), *(post.text for post in find_posts(text))]:
        first, last = np.searchsorted(tokens.starts, (span.start, span.end))
        quoted[first:last] = True
    named = np.fromiter(
        (text[start].isupper() or text[start].isdigit() for start in tokens.starts), np.bool_, len(tokens)
    )
    return _Read(tokens, quoted, named)


def _is_reuse(group: Sequence[Run], left: _Read, right: _Read) -> bool:
    """Whether a passage holds a reporter's own words: a long enough run outside quotation marks, or words on both
    sides of a shared quotation."""
    for run in group:
        own = ~(left.quoted[run.left : run.left + run.length] & right.quoted[run.right : run.right + run.length])
        for start, end in _stretches(own):
            keys = left.tokens.keys[run.left + start : run.left + end]
            plain = {
                key
                for key, named in zip(keys, left.named[run.left + start : run.left + end], strict=True)
                if not named and key not in STOPWORDS
            }
            if end - start >= VERBATIM and len(plain) >= PLAIN_WORDS:
                return True
    own_words = sum(
        int((~left.quoted[run.left : run.left + run.length]).sum()) for run in group if _leaves_quotation(run, left)
    )
    return own_words >= VERBATIM and sum(run.length for run in group) >= 3 * VERBATIM


def _leaves_quotation(run: Run, read: _Read) -> bool:
    inside = read.quoted[run.left : run.left + run.length]
    return bool(inside.any()) and not bool(inside.all())


def _stretches(mask: npt.NDArray[np.bool_]) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.r_[False, mask, False].astype(np.int8)))
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))


def _shared(
    left: int, right: int, groups: Sequence[Sequence[Run]], articles: Sequence[Annotated], reads: Sequence[_Read]
) -> SharedText:
    ranked = sorted(groups, key=lambda group: (-sum(run.length for run in group), group[0]))
    n_words = sum(run.length for group in groups for run in group)
    shown = []
    for group in ranked[:MOST_PASSAGES]:
        first, last = group[0], group[-1]
        left_span = reads[left].tokens.span(first.left, last.left + last.length - 1)
        right_span = reads[right].tokens.span(first.right, last.right + last.length - 1)
        shown.append(
            (
                Passage(articles[left].document.id, left_span.start, left_span.end),
                Passage(articles[right].document.id, right_span.start, right_span.end),
            )
        )
    return SharedText(
        left,
        right,
        tuple(shown),
        n_words,
        n_words / max(len(reads[left].tokens), 1),
        n_words / max(len(reads[right].tokens), 1),
    )


def derived_side(
    shared: SharedText,
    articles: Sequence[Annotated],
    publications: Mapping[str, Publication],
    credited: Mapping[int, frozenset[int]],
) -> int:
    """Index of the document that stands on the other: the one that credits the other, else the later one, else the one
    of which the larger share is common (a copy is mostly copy), else the one with the greater id."""
    left, right = shared.left, shared.right
    if (right in credited.get(left, frozenset())) != (left in credited.get(right, frozenset())):
        return left if right in credited.get(left, frozenset()) else right
    dates = [publications[article.document.id].published if article.document.id in publications else article.document.published
             for article in (articles[left], articles[right])]  # fmt: skip
    if dates[0].end and dates[1].start and dates[0].end < dates[1].start:
        return right
    if dates[1].end and dates[0].start and dates[1].end < dates[0].start:
        return left
    if abs(shared.left_share - shared.right_share) > 0.02:
        return left if shared.left_share > shared.right_share else right
    return max(left, right, key=lambda index: articles[index].document.id)
