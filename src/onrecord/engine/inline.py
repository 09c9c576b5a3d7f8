"""An engine without workers, for debugging and for places that allow no processes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from . import Failure
from .worker import attempt

T = TypeVar("T")
R = TypeVar("R")


class InlineEngine:
    """Runs each item here and now. An exception becomes a Failure; a hang or a crash is not survived."""

    def map(
        self, function: Callable[[T], R], items: Iterable[T], *, initializer: Callable[[], object] | None = None
    ) -> Iterator[tuple[T, R | Failure]]:
        if initializer is not None:
            initializer()
        for item in items:
            yield item, attempt(function, item)

    def rest(self) -> None:
        pass

    def close(self) -> None:
        pass
