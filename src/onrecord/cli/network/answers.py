"""What the network commands print: a table for people, or one JSON object for programs."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

if TYPE_CHECKING:
    import pandas as pd

_MAX_ROWS = 40
_WIDEST, _FOLDED = 60, 18  # characters of a column; what it may be folded to


def show_frame(frame: pd.DataFrame, title: str) -> None:
    """The head of a frame, as many columns as the terminal is wide, with what was left off."""
    from pandas.api.types import is_bool_dtype, is_numeric_dtype

    console = Console(highlight=False)
    cells = [[_cell(value) for value in row] for row in frame.iloc[:_MAX_ROWS].itertuples(index=False)]
    heads = [str(name) for name in frame.columns]
    widths = [
        min(max([len(head), *(len(row[at]) for row in cells)]), _WIDEST if at else console.width // 2)
        for at, head in enumerate(heads)
    ]
    n_columns = _fitting(widths, console.width)
    table = Table(title=escape(title), title_justify="left", header_style="bold", show_edge=False)
    for at in range(n_columns):
        values = frame.iloc[:, at]
        numeric = is_numeric_dtype(values) and not is_bool_dtype(values)
        table.add_column(escape(heads[at]), overflow="fold", justify="right" if numeric else "left")
    for row in cells:
        table.add_row(*(escape(cell) for cell in row[:n_columns]))
    console.print(table)
    hidden = [
        _more(len(frame) - len(cells), "row") if len(frame) > len(cells) else "",
        _more(len(heads) - n_columns, "column") if len(heads) > n_columns else "",
    ]
    if any(hidden):
        console.print(
            f"… {' and '.join(part for part in hidden if part)}; --to writes all to a file, --json prints all"
        )


def _fitting(widths: Sequence[int], room: int) -> int:
    """How many columns fit side by side, two at least: fewer than all of them whole rather than all of them in shreds.

    Text may fold, so that a long last column does not go for want of room.
    """
    used = 0
    for number, width in enumerate(widths):
        used += min(width, _FOLDED) + 3
        if used > room + 3:
            return max(number, 2)
    return len(widths)


def _more(number: int, noun: str) -> str:
    return f"{number} more {noun}" + ("" if number == 1 else "s")


def show_notes(notes: Iterable[str]) -> None:
    """What a reader must know, on standard error."""
    console = Console(stderr=True, highlight=False)
    for note in dict.fromkeys(notes):
        words = note.replace("coders=[...] keeps", "--coders NAME keeps")
        console.print(f"note: {escape(words)}", soft_wrap=True)


def show_files(files: Sequence[Path]) -> None:
    console = Console(highlight=False)
    for file in files[:_MAX_ROWS]:
        console.print(f"wrote {escape(str(file))}", soft_wrap=True)
    if len(files) > _MAX_ROWS:
        console.print(f"… and {len(files) - _MAX_ROWS} more")


def print_json(values: Any) -> None:
    print(json.dumps(_plain(values), ensure_ascii=False, allow_nan=False, default=str))


def _plain(value: Any) -> Any:
    """Numbers of numpy as Python's, and what is not a number as null."""
    if isinstance(value, dict):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if hasattr(value, "tolist"):
        return _plain(value.tolist())
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value


def _cell(value: Any) -> str:
    if isinstance(value, float):
        return "" if math.isnan(value) else f"{value:.4g}"
    if isinstance(value, bool):
        return "yes" if value else ""
    return "" if value is None else str(value)
