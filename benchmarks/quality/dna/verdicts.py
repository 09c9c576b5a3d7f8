"""What can be said of one output of DNA, and counts of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Verdict(StrEnum):
    EQUAL = "equal"
    DIFFERENT = "different"
    UNSUPPORTED = "unsupported"
    """We refuse, or have no function for it."""
    POSSIBLE = "possible"
    """A random search of DNA's whose reported score is that of the reported (or some admissible) set or division."""
    IMPOSSIBLE = "impossible"
    ANSWERED = "answered"
    """DNA crashed; our result is that of an independent computation."""
    REFUSED = "refused"
    """DNA crashed; we refuse with a clear error."""
    WRONG = "wrong"
    """DNA crashed; we crash too, or our result is not that of an independent computation."""


BAD = (Verdict.DIFFERENT, Verdict.UNSUPPORTED, Verdict.IMPOSSIBLE, Verdict.WRONG)


@dataclass(frozen=True, slots=True)
class Result:
    id: str
    kind: str
    verdict: Verdict
    why: str = ""


@dataclass(frozen=True)
class Results:
    results: tuple[Result, ...]

    def totals(self) -> Counter[Verdict]:
        return Counter(each.verdict for each in self.results)

    def by_kind(self) -> dict[str, Counter[Verdict]]:
        kinds: dict[str, Counter[Verdict]] = {}
        for each in self.results:
            kinds.setdefault(each.kind, Counter())[each.verdict] += 1
        return kinds

    def summary(self) -> dict[str, Any]:
        """Totals of the deterministic outputs, those of the others beside them, and all of it by kind."""
        totals = self.totals()
        kinds = {
            kind: {verdict.value: counts[verdict] for verdict in counts} for kind, counts in self.by_kind().items()
        }
        return {
            **{verdict.value: totals[verdict] for verdict in (Verdict.EQUAL, Verdict.DIFFERENT, Verdict.UNSUPPORTED)},
            "random": {verdict.value: totals[verdict] for verdict in (Verdict.POSSIBLE, Verdict.IMPOSSIBLE)},
            "crashes": {v.value: totals[v] for v in (Verdict.ANSWERED, Verdict.REFUSED, Verdict.WRONG)},
            "by_kind": kinds,
        }
