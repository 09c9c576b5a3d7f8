"""Decisions of one request, made from what a form or a command says."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import uuid4

from ..record import Decision, JsonValue, Verdict


@dataclass(frozen=True, slots=True)
class Request:
    """Who asks, and the client's own id for it: sent again with the same id, nothing is done twice."""

    coder: str
    id: str = field(default_factory=lambda: uuid4().hex)
    at: datetime = field(default_factory=lambda: datetime.now(UTC))

    def decision(
        self, subject: str, verdict: Verdict, values: dict[str, JsonValue], *, number: int = 0, n: int = 1
    ) -> Decision:
        """The `number`-th of `n` decisions of this request; several are one bulk, undone together."""
        bulk: dict[str, JsonValue] = {"batch": self.id} if n > 1 else {}
        return Decision(
            self.id if number == 0 else f"{self.id}-{number}",
            subject,
            verdict,
            self.coder,
            self.at,
            {**values, **bulk},
        )
