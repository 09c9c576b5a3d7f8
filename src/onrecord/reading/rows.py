"""Rows that were left out of a table or a JSONL file, told in one line."""

from __future__ import annotations

from dataclasses import dataclass, field

_SHOWN = 3


@dataclass(slots=True)
class RowRemarks:
    left_out: list[tuple[int, str]] = field(default_factory=list)

    def leave_out(self, number: int, reason: str) -> None:
        self.left_out.append((number, reason))

    def lines(self) -> tuple[str, ...]:
        """() or one line such as "2 rows left out: row 3 (no text), row 9 (no text)"."""
        if not self.left_out:
            return ()
        shown = ", ".join(f"row {number} ({reason})" for number, reason in self.left_out[:_SHOWN])
        more = ", …" if len(self.left_out) > _SHOWN else ""
        rows = "row" if len(self.left_out) == 1 else "rows"
        return (f"{len(self.left_out)} {rows} left out: {shown}{more}",)
