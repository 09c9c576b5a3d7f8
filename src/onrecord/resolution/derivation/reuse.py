"""Verbatim text that documents share beyond what they quote, and which of them stands on the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ...record import Annotated, DateRange, Passage, Publication
from .alignment import Run, passages, shared_runs
from .fingerprints import Seed, candidate_pairs, fingerprints
from .posts import embedded_posts
from .quotations import find_quotations
from .tokens import STOPWORDS, Tokenizer, Tokens, unread

# Calibrated on a thousand real articles: what two reporters write alike by chance ("did not immediately respond to a
# request for comment", "use of a private server as secretary of state") stays below these.
OWN_RUN = 8  # words in a row outside quotation marks that count as a reporter's own
OWN_WORDS = 22  # such words of one pair that show reuse
ONE_RUN = 12  # words of a single run that show it when the run is rare and rich
RARE = 8  # documents that may have the fingerprints of such a run
PLAIN_WORDS = 5  # words of such a run that are neither function words, names nor numbers
HOUSE_WORDS = 30  # own words that two articles of one outlet must share
HOUSE_SHARE = 0.3  # share of an article that makes a recurring passage of one outlet more than house style
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


class Read:
    """The words of a document as they are compared: furniture and headlines left out, quotations known."""

    def __init__(self, article: Annotated, tokenizer: Tokenizer) -> None:
        self.article = article
        self.tokens: Tokens = tokenizer.tokens(article.document.text, unread(article))
        self._quoted: npt.NDArray[np.bool_] | None = None

    @property
    def quoted(self) -> npt.NDArray[np.bool_]:
        """Which words stand in quotation marks or in an embedded post."""
        if self._quoted is None:
            text = self.article.document.text
            self._quoted = np.zeros(len(self.tokens), np.bool_)
            for span in [*find_quotations(text), *embedded_posts(text)]:
                first, last = np.searchsorted(self.tokens.starts, (span.start, span.end))
                self._quoted[first:last] = True
        return self._quoted

    def n_plain(self, first: int, after: int) -> int:
        """How many different words from `first` up to `after` are neither function words, names nor numbers."""
        text = self.article.document.text
        return len(
            {
                self.tokens.keys[place]
                for place in range(first, after)
                if text[self.tokens.starts[place]].islower() and self.tokens.keys[place] not in STOPWORDS
            }
        )


def find_shared_text(reads: Sequence[Read], tokenizer: Tokenizer, outlets: Sequence[str | None]) -> list[SharedText]:
    """Pairs of documents with verbatim text in common that is not a quotation, a name, a title, a set phrase or the
    standing matter of one outlet; `outlets` by index."""
    pairs = candidate_pairs([fingerprints(tokenizer.hashes(read.tokens.keys)) for read in reads])
    found: list[SharedText] = []
    for (left, right), seeds in pairs.items():
        runs = shared_runs(
            reads[left].tokens.keys, reads[right].tokens.keys, [(seed.left, seed.right) for seed in seeds]
        )
        if sum(run.length for run in runs) < ONE_RUN:
            continue
        shared = _shared(left, right, runs, reads)
        n_own = _own_words(runs, seeds, reads[left], reads[right])
        same_house = outlets[left] is not None and outlets[left] == outlets[right]
        if (
            same_house
            and (n_own < HOUSE_WORDS or _recurs(seeds))
            and max(shared.left_share, shared.right_share) < HOUSE_SHARE
        ):
            continue
        if n_own:
            found.append(shared)
    return found


def _recurs(seeds: Sequence[Seed]) -> bool:
    """Whether most of what a pair shares is shared by others too: an editor's note, a promise to correct errors."""
    return 2 * sum(seed.n_documents > 2 for seed in seeds) > len(seeds)


def _own_words(runs: Sequence[Run], seeds: Sequence[Seed], left: Read, right: Read) -> int:
    """How many shared words are a reporter's own; 0 where they are too few to show reuse."""
    n_own = 0
    around_quotations = 0
    rich = False
    for run in runs:
        quoted = left.quoted[run.left : run.left + run.length] | right.quoted[run.right : run.right + run.length]
        for start, after in _stretches(~quoted):
            if after - start < OWN_RUN or left.n_plain(run.left + start, run.left + after) < PLAIN_WORDS - 2:
                continue
            n_own += after - start
            rare = any(
                seed.n_documents <= RARE
                for seed in seeds
                if run.left + start <= seed.left < run.left + after and seed.left - run.left == seed.right - run.right
            )
            enough = left.n_plain(run.left + start, run.left + after) >= PLAIN_WORDS
            rich = rich or (rare and enough and after - start >= ONE_RUN)
        if quoted.any() and not quoted.all():
            around_quotations += int((~quoted).sum())
    if n_own >= OWN_WORDS or rich:
        return n_own
    # The same quotation in the same frame: a reporter's words before and after it.
    framed = around_quotations >= OWN_RUN and sum(run.length for run in runs) >= 3 * OWN_RUN
    return around_quotations if framed else 0


def _stretches(mask: npt.NDArray[np.bool_]) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.r_[False, mask, False].astype(np.int8)))
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))


def _shared(left: int, right: int, runs: Sequence[Run], reads: Sequence[Read]) -> SharedText:
    groups = sorted(passages(runs), key=lambda group: (-sum(run.length for run in group), group[0]))
    shown = []
    for group in groups[:MOST_PASSAGES]:
        first, last = group[0], group[-1]
        if sum(run.length for run in group) < OWN_RUN:
            continue
        mine = reads[left].tokens.span(first.left, last.left + last.length - 1)
        theirs = reads[right].tokens.span(first.right, last.right + last.length - 1)
        shown.append(
            (
                Passage(reads[left].article.document.id, mine.start, mine.end),
                Passage(reads[right].article.document.id, theirs.start, theirs.end),
            )
        )
    n_words = sum(run.length for run in runs)
    shares = [n_words / max(len(reads[side].tokens), 1) for side in (left, right)]
    return SharedText(left, right, tuple(shown), n_words, shares[0], shares[1])


def derived_side(
    shared: SharedText,
    articles: Sequence[Annotated],
    publications: Mapping[str, Publication],
    credited: Mapping[int, frozenset[int]],
) -> int:
    """Index of the document that stands on the other: the one that credits the other, else the later one, else the one
    of which the larger share is common (a copy is mostly copy), else the one with the greater id."""
    left, right = shared.left, shared.right
    left_credits = right in credited.get(left, frozenset())
    if left_credits != (left in credited.get(right, frozenset())):
        return left if left_credits else right
    first, second = (published_on(articles[side], publications) for side in (left, right))
    if first.end and second.start and first.end < second.start:
        return right
    if second.end and first.start and second.end < first.start:
        return left
    if abs(shared.left_share - shared.right_share) > 0.02:
        return left if shared.left_share > shared.right_share else right
    return max(left, right, key=lambda index: articles[index].document.id)


def published_on(article: Annotated, publications: Mapping[str, Publication]) -> DateRange:
    """When an article was published, as resolution found it, else as it was read."""
    publication = publications.get(article.document.id)
    return publication.published if publication else article.document.published
