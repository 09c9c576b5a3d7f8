"""Where work runs: the same function over many items, here on this machine's cores. Knows no document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, TypeVar

T = TypeVar("T")
R = TypeVar("R")


class FailureKind(StrEnum):
    RAISED = "raised"  # the function raised an exception
    TIMED_OUT = "timed_out"
    OUT_OF_MEMORY = "out_of_memory"
    DIED = "died"  # the worker process ended: a crash in native code, or a kill from outside


@dataclass(frozen=True, slots=True)
class Failure:
    """In place of a result: why an item gave none. `reason` is one line for people, `detail` a traceback or the
    worker's last words for whoever looks into it."""

    kind: FailureKind
    reason: str
    detail: str = ""


class Engine(Protocol):
    """Maps a function over items. Another engine (a cluster's) needs only this."""

    def map(
        self, function: Callable[[T], R], items: Iterable[T], *, initializer: Callable[[], object] | None = None
    ) -> Iterator[tuple[T, R | Failure]]:
        """Each item with its result, in the order of the items; a bad item gives a Failure and never ends the run.

        `function` and `initializer` are importable by name (module level). The initializer runs once in each worker
        before its first item, to load what all items need; its exception ends the run.
        """
        ...

    def rest(self) -> None:
        """Lets idle workers go, and the memory they hold; `map` takes on others."""
        ...

    def close(self) -> None:
        """Lets the workers go."""
        ...


__all__ = ["Engine", "Failure", "FailureKind"]
