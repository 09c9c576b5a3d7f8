"""Options that a measure sets itself, refused when asked for otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..options import Kernel, NetworkError, NetworkOptions, TimeWindow


def set_by_measure(changes: Mapping[str, Any], **settings: Any) -> None:
    """Raises when `changes` ask for another value than the measure's own; None: it sets several in turn."""
    for name, value in settings.items():
        if name in changes and (value is None or str(changes[name]) != str(value)):
            own = "sets it itself" if value is None else f"is computed with {name}={value}"
            raise NetworkError(f"{name}={changes[name]!r}: this measure {own}; leave the option out")


def whole_range_only(options: NetworkOptions, measure: str) -> None:
    """Raises when time slices are asked for where there is one network only."""
    if options.time_window is not TimeWindow.NO or options.kernel is not Kernel.NO:
        raise NetworkError(
            f"time_window={options.time_window}, kernel={options.kernel}: {measure} is that of one range of dates; "
            "leave them out and give start_date and stop_date"
        )
