"""Two figures for one quantity: same unit, same period, nearly the same words around, values that cannot agree."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import pairwise

from ...record import Annotated, DateRange, Tension, TensionKind
from ...record.dates import UNKNOWN_DATE
from ..derivation.sheet import shared_tokenizer
from ..derivation.tokens import Tokenizer, key_of, stem_of
from ..links import gap
from .quantities import Quantity, find_quantities, find_tallies
from .weighing import overlap, pair_of, word_weights

SAME_QUANTITY = 0.6  # least weighted share of the words around two figures, of the shorter sentence
SAME_SENTENCE = 0.4  # and of the longer one
CLOSE_SENTENCE = 0.22  # enough for figures of one size: rivals differ by halves rather than tenfold
CLOSE = 1.5
SAME_STEMS = 4
CLOSE_STEMS = 3
SAME_CLAUSE = 0.8  # the share taken where two clauses differ in nothing but the figure
CLAUSE_STEMS = 2  # before the figure, in such a clause
MOST_ALIKE = 8  # figures of one clause; beyond, it says too little
_RATES = ("year", "month", "week", "day")
_ANYBODY = frozenset(
    stem_of(key_of(word))
    for word in "i we you he she it they this that there company firm man woman couple family business team who "
    "one workers people officials".split()
)
SMALL = 5  # two figures both below this are enumerations ("two states") rather than rival counts
FIGURE_GAP = timedelta(days=7)  # counts grow: what was written later than this is no rival
SHARED_STEMS = 3
NEXT = 3  # code points between two sentences that follow each other
ANSWER_STEMS = 4  # of a sentence that gives nothing but another figure
ANSWER_RATIO = 5.0
ANSWER_SCORE = 0.55
_ROLES = frozenset(
    stem_of(key_of(word)) for word in "cost price toll total number bill budget share size estimate rate tally".split()
)
MOST_POSTINGS = 40  # figures that share a stem; beyond, the stem says too little


def read_figures(article: Annotated, tokenizer: Tokenizer | None = None) -> tuple[Quantity, ...]:
    """The figures of one document: the map."""
    ready = tokenizer or shared_tokenizer()
    return (*find_quantities(article, ready), *find_tallies(article, ready))


def _answered(quantities: Sequence[Quantity]) -> Iterator[Tension]:
    """Two neighboring sentences of one article, the second of which says little but another number for the cost, the
    toll ... that the first one gives: "... would cost 9 million marks. The guild puts the cost at 6 million."
    """
    ordered = sorted(quantities, key=lambda one: (one.passage.document_id, one.passage.start))
    for first, second in pairwise(ordered):
        if (
            first.passage.document_id == second.passage.document_id
            and 0 <= second.passage.start - first.passage.end <= NEXT
            and (first.unit, first.period) == (second.unit, second.period)
            and first.context & second.context & _ROLES
            and len(second.context) <= ANSWER_STEMS
            and (first.low > second.high or second.low > first.high)
            and max(first.low, second.low) <= ANSWER_RATIO * min(first.high, second.high)
            and max(first.high, second.high) >= SMALL
        ):
            reason = f"Two figures for what reads like one quantity: {first.words} and {second.words}."
            yield pair_of(first.passage, second.passage, reason, ANSWER_SCORE, TensionKind.FIGURES)


def _alone(quantities: Sequence[Quantity]) -> list[Quantity]:
    """Those that are the only figure of their unit in their sentence; several are lists."""
    counts = Counter((quantity.passage, quantity.unit) for quantity in quantities)
    return [quantity for quantity in quantities if counts[quantity.passage, quantity.unit] == 1]


def rival_figures(quantities: Sequence[Quantity], published: Mapping[str, DateRange]) -> Iterator[Tension]:
    """One pair for two documents and a unit: the gather."""
    quantities = _alone(quantities)
    weights = word_weights([quantity.context for quantity in quantities])
    holders: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for index, quantity in enumerate(quantities):
        for stem in sorted(quantity.context):
            holders[quantity.unit, quantity.period, stem].append(index)
    best: dict[tuple[str, str, str], Tension] = {}
    alike: dict[tuple[str, str, tuple[str, ...]], list[int]] = defaultdict(list)
    for index, quantity in enumerate(quantities):
        if _tells_a_rate(quantity):
            alike[quantity.unit, quantity.period, quantity.frame].append(index)
    for one, other in _meeting(holders.values(), alike.values()):
        left, right = quantities[one], quantities[other]
        documents = (left.passage.document_id, right.passage.document_id)
        if documents[0] == documents[1] or not _rivals(left, right):
            continue
        if gap(published.get(documents[0], UNKNOWN_DATE), published.get(documents[1], UNKNOWN_DATE)) > FIGURE_GAP:
            continue
        share = overlap(left.context, right.context, weights)
        whole = overlap(left.context, right.context, weights, of=max)
        if _tells_a_rate(left) and left.frame == right.frame:
            share = max(share, SAME_CLAUSE)
        elif not (share >= SAME_QUANTITY and whole >= (CLOSE_SENTENCE if _close(left, right) else SAME_SENTENCE)):
            continue
        reason = f"Two figures for what reads like one quantity: {left.words} and {right.words}."
        tension = pair_of(left.passage, right.passage, reason, 0.3 + 0.5 * share, TensionKind.FIGURES)
        slot = (*documents, left.unit)
        if slot not in best or tension.score > best[slot].score:
            best[slot] = tension
    yield from best.values()
    yield from _answered(quantities)


def _tells_a_rate(quantity: Quantity) -> bool:
    """Whether the clause of a figure says by itself what it counts: "the line loses ... a year". One without a period
    may count another day's, and "the company" another company's."""
    subject = quantity.frame[: quantity.frame.index("")] if quantity.frame else ()
    return quantity.period in _RATES and len(subject) >= CLAUSE_STEMS and subject[0] not in _ANYBODY


def _meeting(holders: Iterable[Sequence[int]], alike: Iterable[Sequence[int]]) -> list[tuple[int, int]]:
    """Pairs of figures with enough stems in common, of stems that do not stand everywhere, or with `alike` clauses."""
    shared: Counter[tuple[int, int]] = Counter()
    for found in holders:
        if len(found) <= MOST_POSTINGS:
            shared.update((one, other) for place, one in enumerate(found) for other in found[place + 1 :])
    pairs = {pair for pair, count in shared.items() if count >= SHARED_STEMS}
    for group in alike:
        if len(group) <= MOST_ALIKE:
            pairs.update((one, other) for place, one in enumerate(group) for other in group[place + 1 :])
    return sorted(pairs)


def _close(left: Quantity, right: Quantity) -> bool:
    return max(left.low, right.low) <= CLOSE * min(left.high, right.high)


def _rivals(left: Quantity, right: Quantity) -> bool:
    """Whether two figures can contradict each other: apart ("nearly 4" and "3.8" agree), not both small, no names that
    the other lacks on both sides, enough words in common."""
    if left.low <= right.high and right.low <= left.high:
        return False
    least = CLOSE_STEMS if _close(left, right) else SAME_STEMS
    told_alike = _tells_a_rate(left) and left.frame == right.frame
    if max(left.high, right.high) < SMALL or (not told_alike and len(left.context & right.context) < least):
        return False
    return not (left.names - right.names and right.names - left.names)
