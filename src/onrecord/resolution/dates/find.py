"""Every dated expression of a text, in text order, each with the days it stands for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal

from ...record import DateRange, Region, RegionKind
from . import absolute, anaphora, clock, days, durations, holidays, languages, periods, pieces, relative, years
from .clock import with_clock
from .context import BOUNDARY
from .mention import DateMention
from .reading import NUMERIC, Reading, Rule
from .resolving import Resolution
from .triggers import FOLLOWED, trigger_pattern

Order = Literal["mdy", "dmy"]
_SKIPPED = (RegionKind.FURNITURE, RegionKind.CREDIT)


@cache
def _index(order: Order) -> dict[str, tuple[Rule, ...]]:
    rules = [
        *absolute.RULES, absolute.numeric_rule(order), *years.RULES, *days.RULES, *relative.RULES, *anaphora.RULES,
        *periods.RULES, *pieces.RULES, *clock.RULES, *holidays.RULES, *languages.RULES, *durations.RULES,
    ]  # fmt: skip
    index: dict[str, list[Rule]] = {}
    for one in rules:
        for word in one.starts:
            index.setdefault(word, []).append(one)
    return {word: tuple(found) for word, found in index.items()}


@cache
def _triggers(order: Order) -> re.Pattern[str]:
    return trigger_pattern(word for word in _index(order) if word != NUMERIC)


def find_dates(
    text: str, *, anchor: DateRange, regions: Sequence[Region] = (), order: Order = "mdy"
) -> tuple[DateMention, ...]:
    """Dated expressions of `text`, in text order, never overlapping, each the longest that any rule reads.

    `anchor` is the publication: a day, a range (relative words then give honest wider ranges) or unknown (they keep
    their place and lose their days). Furniture and credits among `regions` are not read. `order` settles 3/4/2020.
    """
    boundaries = [0, *(match.end() for match in BOUNDARY.finditer(text))]
    found = list(_readings(text, regions, _index(order), _triggers(order)))
    return Resolution(text, boundaries, anchor, found, list(_readable(text, regions))).mentions()


def _readings(
    text: str, regions: Sequence[Region], index: dict[str, tuple[Rule, ...]], triggers: re.Pattern[str]
) -> Iterator[tuple[int, Reading]]:
    numeric = index[NUMERIC]
    for start, end in _readable(text, regions):
        cursor = start
        for word in triggers.finditer(text, start, end):
            at = word.start()
            if at < cursor:
                continue
            token = word.group().lower()
            followed = FOLLOWED.get(token)
            if followed is not None and not followed.match(text, word.end()):
                continue
            rules = index.get(token) or numeric
            best: Reading | None = None
            for one in rules:
                match = one.pattern.match(text, at, end)
                if match is not None:
                    reading = one.build(match)
                    if reading is not None and (best is None or reading.end > best.end):
                        best = reading
            if best is not None:
                best = with_clock(text, at, best, cursor, end)
                yield at, best
                cursor = best.end


def _readable(text: str, regions: Sequence[Region]) -> Iterator[tuple[int, int]]:
    cursor = 0
    for region in sorted((one for one in regions if one.kind in _SKIPPED), key=lambda one: one.start):
        if region.start > cursor:
            yield cursor, region.start
        cursor = max(cursor, region.end)
    if cursor < len(text):
        yield cursor, len(text)
