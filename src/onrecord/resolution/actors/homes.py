"""Which state "the government" or "the country" means, where the words do not say."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from .heads import SourceHead

if TYPE_CHECKING:
    from .reader import Reading

STATE_NOUNS = frozenset("government country nation regime".split())
_NEAR_SENTENCES = 1
_CLEAR_TIMES = 2


def state_meant(head: SourceHead, reading: Reading, *, sentence: int) -> tuple[str, float] | None:
    """The state actor and how sure: the only one named in this sentence or the one before, else the one that the
    document names twice as often as any other; None where neither tells."""
    near: dict[str, None] = {}
    counts: Counter[str] = Counter()
    for index, name in enumerate(reading.sheet.names):
        actor_id = reading.state_at(index)
        if actor_id is None:
            continue
        counts[actor_id] += 1
        if name.start < head.start and 0 <= sentence - name.sentence <= _NEAR_SENTENCES:
            near[actor_id] = None
    if len(near) == 1:
        return next(iter(near)), 0.65
    ranked = counts.most_common(2)
    if ranked and (len(ranked) == 1 or ranked[0][1] >= _CLEAR_TIMES * ranked[1][1]):
        return ranked[0][0], 0.6
    return None
