"""What people decide: append-only words of a coder on a subject, the source of all that is not a machine's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias

JsonValue: TypeAlias = str | int | float | bool | Sequence["JsonValue"] | Mapping[str, "JsonValue"] | None


class Verdict(StrEnum):
    ACCEPT = "accept"
    REJECT = "reject"
    EDIT = "edit"  # accept, with other values
    ADD = "add"  # a new row by hand
    SKIP = "skip"  # not now
    FLAG = "flag"  # look at this again
    MEMO = "memo"
    WITHDRAW = "withdraw"  # voids the decision it supersedes, as if that had never been made

    @property
    def decides(self) -> bool:
        """Whether it says what becomes of its subject. Skips, flags and memos stand beside such a decision."""
        return self in (Verdict.ACCEPT, Verdict.REJECT, Verdict.EDIT, Verdict.ADD)


@dataclass(frozen=True, slots=True)
class Decision:
    """A coder's word on a `subject`; append-only, a later one of the same coder takes its place.

    Subjects: the id of a suggestion or attribution; `hand:` and an id of one's own (a statement coded by hand);
    `actor:`, `concept:`, `document:`, `derivation:`, `event:`, `cluster:`, `type:` and what follows.
    """

    id: str
    subject: str
    verdict: Verdict
    coder: str
    decided_at: datetime
    values: Mapping[str, JsonValue] = field(default_factory=dict, hash=False)
    supersedes: str | None = None

    def word(self, name: str, default: str = "") -> str:
        """A value that is a text; the default where the decision does not give it."""
        value = self.values.get(name)
        return value if isinstance(value, str) else default


def decisions_in_force(decisions: Iterable[Decision]) -> list[Decision]:
    """Those that no withdrawal in force voids, withdrawals left out, in the order given (that of the journal).

    A withdrawal names a decision before it by `supersedes`; a withdrawal of a withdrawal brings back what that voided.
    """
    made = list(decisions)
    place = {decision.id: number for number, decision in enumerate(made)}
    void: set[str] = set()
    for number in range(len(made) - 1, -1, -1):
        last = made[number]
        if (
            last.verdict is Verdict.WITHDRAW
            and last.id not in void
            and place.get(last.supersedes or "", number) < number
        ):
            void.add(last.supersedes or "")
    return [one for one in made if one.id not in void and one.verdict is not Verdict.WITHDRAW]


def current_decisions(decisions: Iterable[Decision]) -> dict[str, Decision]:
    """Subject -> the decision that stands, whoever made it: the last in the journal that says what becomes of it."""
    return {one.subject: one for one in decisions_in_force(decisions) if one.verdict.decides}
