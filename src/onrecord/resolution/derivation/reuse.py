"""Verbatim text that documents share beyond what they quote, and which of them stands on the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from ...record import DateRange, Passage, Publication
from .alignment import Run, passages, shared_runs
from .fingerprints import Candidate, Seed, SharedPrints, fingerprints
from .ground import CommonGround
from .reports import words_of
from .sheet import ReportSheet

# Calibrated on a thousand real articles: what two reporters write alike by chance ("did not immediately respond to a
# request for comment", "use of a private server as secretary of state") stays below these.
OWN_RUN = 8  # words in a row outside quotation marks that count as a reporter's own
OWN_WORDS = 22  # such words of one pair that show reuse
LONE_RUN = 14  # words of one such run that show it also where the two documents are about different matters
UNMARKED_RUN = 20  # words that one has in quotation marks and the other as its own: taken over without them
ONE_RUN = 12  # words of a single run that show it when the run is rare and rich
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


def find_shared_text(sheets: Sequence[ReportSheet], outlets: Sequence[str | None]) -> Iterator[SharedText]:
    """Pairs of documents with verbatim text in common that is not a quotation, a name, a title, a set phrase or the
    standing matter of one outlet; `outlets` by index."""

    sheet_of = lru_cache(maxsize=4_096)(sheets.__getitem__)

    @lru_cache(maxsize=4_096)
    def words(index: int) -> list[int]:
        plain: list[int] = sheet_of(index).words.tolist()
        return plain

    prints = SharedPrints((fingerprints(sheet.words) for sheet in sheets), words_of(sheets))
    ground = CommonGround(sheets)
    for candidate in prints.candidates():
        left, right = candidate.left, candidate.right
        runs = shared_runs(words(left), words(right), [(seed.left, seed.right) for seed in candidate.seeds])
        if sum(run.length for run in runs) < ONE_RUN:
            continue
        shared = _shared(candidate, runs, sheet_of(left), sheet_of(right))
        telling = _telling(shared, ~prints.common_words(left))
        n_own, longest = _own_words(runs, telling, sheet_of(left), sheet_of(right))
        same_house = outlets[left] is not None and outlets[left] == outlets[right]
        if (
            same_house
            and (n_own < HOUSE_WORDS or _recurs(candidate.seeds))
            and max(shared.left_share, shared.right_share) < HOUSE_SHARE
        ):
            continue
        sure = n_own >= OWN_WORDS or longest >= LONE_RUN
        if sure or (n_own and ground.is_one(left, right, runs)):
            yield shared


def _recurs(seeds: Sequence[Seed]) -> bool:
    """Whether most of what a pair shares is shared by others too: an editor's note, a promise to correct errors."""
    return 2 * sum(seed.n_documents > 2 for seed in seeds) > len(seeds)


def _telling(shared: SharedText, rare: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Words of the left text that say something by being shared: what many documents have alike counts only where the
    two share much of their texts anyway."""
    return np.ones_like(rare) if min(shared.left_share, shared.right_share) >= HOUSE_SHARE else rare


def _own_words(
    runs: Sequence[Run], telling: npt.NDArray[np.bool_], left: ReportSheet, right: ReportSheet
) -> tuple[int, int]:
    """How many shared words are a reporter's own, and how many of them stand in a row; zeros where they are too few to
    show reuse."""
    left_quoted, right_quoted = left.quoted, right.quoted
    n_own = 0
    around_quotations = 0
    longest = 0
    for run in runs:
        mine, theirs = (
            left_quoted[run.left : run.left + run.length],
            right_quoted[run.right : run.right + run.length],
        )
        quoted = mine | theirs
        if run.length >= UNMARKED_RUN:
            for start, after in _stretches(mine ^ theirs):
                if after - start >= UNMARKED_RUN:
                    quoted[start:after] = False
        rare = telling[run.left : run.left + run.length]
        for start, after in _stretches(~quoted & rare):
            if after - start < OWN_RUN or left.n_plain(run.left + start, run.left + after) < PLAIN_WORDS - 2:
                continue
            n_own += after - start
            if left.n_plain(run.left + start, run.left + after) >= PLAIN_WORDS:
                longest = max(longest, after - start)
        if quoted.any() and not quoted.all():
            around_quotations += int((~quoted & rare).sum())
    if n_own >= OWN_WORDS or longest >= ONE_RUN:
        return n_own, longest
    # The same quotation in the same frame: a reporter's words before and after it.
    framed = around_quotations >= OWN_RUN and sum(run.length for run in runs) >= 3 * OWN_RUN
    return (around_quotations, 0) if framed else (0, 0)


def _stretches(mask: npt.NDArray[np.bool_]) -> list[tuple[int, int]]:
    padded = np.zeros(len(mask) + 2, np.bool_)
    padded[1:-1] = mask
    edges = (padded[1:] != padded[:-1]).nonzero()[0].tolist()
    return list(zip(edges[::2], edges[1::2], strict=True))


def _shared(candidate: Candidate, runs: Sequence[Run], left: ReportSheet, right: ReportSheet) -> SharedText:
    groups = sorted(passages(runs), key=lambda group: (-sum(run.length for run in group), group[0]))
    shown = []
    for group in groups[:MOST_PASSAGES]:
        first, last = group[0], group[-1]
        if sum(run.length for run in group) < OWN_RUN:
            continue
        mine = left.span(first.left, last.left + last.length - 1)
        theirs = right.span(first.right, last.right + last.length - 1)
        shown.append(
            (
                Passage(left.document_id, mine.start, mine.end),
                Passage(right.document_id, theirs.start, theirs.end),
            )
        )
    n_words = sum(run.length for run in runs)
    shares = [n_words / max(len(side.words), 1) for side in (left, right)]
    return SharedText(candidate.left, candidate.right, tuple(shown), n_words, shares[0], shares[1])


def derived_side(
    shared: SharedText,
    sheets: Sequence[ReportSheet],
    publications: Mapping[str, Publication],
    credited: Mapping[int, frozenset[int]],
) -> int:
    """Index of the document that stands on the other: the one that credits the other, else the later one, else the one
    of which the larger share is common (a copy is mostly copy), else the one with the greater id."""
    left, right = shared.left, shared.right
    left_credits = right in credited.get(left, frozenset())
    if left_credits != (left in credited.get(right, frozenset())):
        return left if left_credits else right
    first, second = (published_on(sheets[side], publications) for side in (left, right))
    if first.end and second.start and first.end < second.start:
        return right
    if second.end and first.start and second.end < first.start:
        return left
    if abs(shared.left_share - shared.right_share) > 0.02:
        return left if shared.left_share > shared.right_share else right
    return max(left, right, key=lambda index: sheets[index].document_id)


def published_on(sheet: ReportSheet, publications: Mapping[str, Publication]) -> DateRange:
    """When an article was published, as resolution found it, else as it was read."""
    publication = publications.get(sheet.document_id)
    return publication.published if publication else sheet.published
