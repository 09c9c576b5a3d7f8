"""Long work beside the caller: one process that takes one thing after the other, without a limit of time or memory."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import TypeVar

from . import Failure
from .local import LocalEngine

T = TypeVar("T")
R = TypeVar("R")

_A_DAY_S = 86_400.0


class Aside:
    """A process is started for each thing and ends with it, so that its memory is given back. Close it, or use it in
    `with`; what is not finished then is dropped."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(1)
        self._engine: LocalEngine | None = None
        self._closed = False

    def __enter__(self) -> Aside:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def start(self, function: Callable[[T], R], item: T) -> Future[R | Failure]:
        """The function's value to be, or a Failure; function and item travel as to an engine's worker."""
        return self._pool.submit(self._run, function, item)

    def _run(self, function: Callable[[T], R], item: T) -> R | Failure:
        with LocalEngine(1, timeout_s=_A_DAY_S, memory_mb=None) as engine:
            self._engine = engine
            if self._closed:
                raise RuntimeError("closed")
            return next(result for _, result in engine.map(function, [item]))

    def close(self) -> None:
        self._closed = True
        if self._engine is not None:
            self._engine.close()
        self._pool.shutdown(wait=True, cancel_futures=True)
