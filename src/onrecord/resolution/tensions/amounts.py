"""The amounts a collection gives, each once with its passages: what an analyst looks up by hand otherwise."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from ...record import Figure
from ...text import stable_id
from .quantities import ROUND, VOTES, Quantity

MOST = 400  # figures listed; beyond, those that most articles give
LONGEST = 240  # characters of the sentence shown
SHARED_STEMS = 3  # of two sentences that give one amount
MOST_COMPARED = 60  # figures of one unit and size that a new one is compared with
_DATELINE = re.compile(r"^[A-Z]{3}[A-Z .,’'()A-Za-z0-9]{2,40}\s(?:--|—|–|―|-)\s+(?=[A-Z“\"])")
MONEY = frozenset(("dollar", "euro", "pound", "yen", "shekel", "crown", "ruble"))
LEAST_COUNT = 20  # things counted below this are told by their sentence ("three senators")


def gather_figures(quantities: Iterable[Quantity], text_of: Callable[[str], str]) -> tuple[Figure, ...]:
    """Sums of money, shares and greater counts, those of most articles first, then money before the rest, in order.

    Two figures are one when their unit and period are the same, their values meet, and their sentences share words.
    """
    groups: list[list[Quantity]] = []
    index: dict[tuple[str, str, int], list[int]] = defaultdict(list)
    for one in quantities:
        if one.unit not in MONEY and one.unit not in ("percent", VOTES) and one.high < LEAST_COUNT:
            continue
        size = len(str(int(one.high)))
        near = [at for step in (size - 1, size, size + 1) for at in index[one.unit, one.period, step][-MOST_COMPARED:]]
        at = next((at for at in near if _same(groups[at][0], one)), None)
        if at is None:
            at = len(groups)
            groups.append([])
            index[one.unit, one.period, size].append(at)
        groups[at].append(one)
    ranked = sorted(
        enumerate(groups),
        key=lambda pair: (
            -len({one.passage.document_id for one in pair[1]}),
            pair[1][0].unit not in MONEY,
            pair[1][0].unit == "percent",
            pair[0],
        ),
    )
    return tuple(_figure(group, text_of) for _, group in ranked[:MOST])


def _same(left: Quantity, right: Quantity) -> bool:
    if left.low > right.high or right.low > left.high:
        return False
    return left.passage == right.passage or len(left.context & right.context) >= SHARED_STEMS


def _told(one: Quantity) -> tuple[float, float]:
    """The values that the words allow: the number itself where no word makes it rough. (What `ROUND` adds is for
    comparing it with others.)"""
    if math.isclose(one.low * (1 + ROUND), one.high * (1 - ROUND), rel_tol=1e-9):
        value = float(f"{(one.low + one.high) / 2:.12g}")
        return value, value
    return one.low, one.high


def _figure(group: Sequence[Quantity], text_of: Callable[[str], str]) -> Figure:
    first = group[0]
    words = _DATELINE.sub("", " ".join(first.passage.span.of(text_of(first.passage.document_id)).split()))
    if len(words) > LONGEST:
        at = max(0, words.find(first.words) - LONGEST // 2)
        at = words.find(" ", at) + 1 if at else 0
        cut = words[at : at + LONGEST]
        whole = len(words) <= at + LONGEST
        words = ("… " if at else "") + (cut if whole else cut.rsplit(" ", 1)[0].rstrip(" ,;") + " …")
    return Figure(
        stable_id("figure", first.passage, first.words, first.unit),
        first.words,
        min(_told(one)[0] for one in group),
        max(_told(one)[1] for one in group),
        first.unit,
        first.period,
        words,
        tuple(dict.fromkeys(one.passage for one in group)),
    )
