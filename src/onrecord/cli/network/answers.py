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

_MAX_ROWS, _MAX_COLUMNS = 40, 9


def show_frame(frame: pd.DataFrame, title: str) -> None:
    """The head of a frame, with what was left off."""
    from pandas.api.types import is_bool_dtype, is_numeric_dtype

    shown = frame.iloc[:_MAX_ROWS, :_MAX_COLUMNS]
    table = Table(title=escape(title), title_justify="left", header_style="bold", show_edge=False)
    for name in shown.columns:
        numeric = is_numeric_dtype(shown[name]) and not is_bool_dtype(shown[name])
        table.add_column(escape(str(name)), overflow="fold", justify="right" if numeric else "left")
    for row in shown.itertuples(index=False):
        table.add_row(*(escape(_cell(value)) for value in row))
    console = Console(highlight=False)
    console.print(table)
    hidden = [
        f"{len(frame) - len(shown)} more rows" if len(frame) > len(shown) else "",
        f"{frame.shape[1] - shown.shape[1]} more columns" if frame.shape[1] > shown.shape[1] else "",
    ]
    if any(hidden):
        console.print(f"… {' and '.join(part for part in hidden if part)}; write a file with --to to see them")


def show_notes(notes: Iterable[str]) -> None:
    """What a reader must know, on standard error."""
    console = Console(stderr=True, highlight=False)
    for note in dict.fromkeys(notes):
        console.print(f"note: {escape(note)}", soft_wrap=True)


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
