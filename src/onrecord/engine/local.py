"""The engine of one machine: worker processes that may hang, crash or run out of memory without ending the run."""

from __future__ import annotations

import contextlib
import os
import pickle
import queue
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, TypeVar, cast

from . import Failure
from .process import Limits, StartError, WorkerProcess

T = TypeVar("T")
R = TypeVar("R")

# A worker with the tagger's weights and the readers' libraries holds some 400 MB.
_WORKER_MB = 700
# Items handed out beyond the one that is to be given next: so many may overtake a slow one, and so many are in memory.
_LOOK_AHEAD = 8


@dataclass(slots=True)
class _Run:
    """One call of `map`: its pickled job, and where its answers arrive, by the item's number."""

    job: bytes
    answers: queue.SimpleQueue[tuple[int, object]] = field(default_factory=queue.SimpleQueue)
    cancelled: bool = False


class LocalEngine:
    """Processes are started as items come, at most `workers` (default: the cores, fewer where memory is short), kept
    from one `map` to the next, and replaced when they end. Close it, or use it in `with`.

    An item that takes longer than `timeout_s`, needs more than `memory_mb`, crashes its process or raises gives a
    Failure.
    """

    def __init__(self, workers: int | None = None, timeout_s: float = 60.0, memory_mb: int | None = 2_000) -> None:
        if workers is not None and workers < 1:
            raise ValueError(f"an engine needs at least one worker, not {workers}")
        self.workers = workers or default_workers()
        self._limits = Limits(timeout_s, memory_mb)
        self._tasks: queue.SimpleQueue[tuple[_Run, int, bytes] | None] = queue.SimpleQueue()
        self._processes: list[WorkerProcess] = []
        self._threads: list[threading.Thread] = []
        self._closed = False

    def __enter__(self) -> LocalEngine:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def map(
        self, function: Callable[[T], R], items: Iterable[T], *, initializer: Callable[[], object] | None = None
    ) -> Iterator[tuple[T, R | Failure]]:
        """Each item with its result or Failure, in the order of the items, which are taken only as work goes on.

        An exception of the initializer is raised here. Items are consumed in the caller's thread.
        """
        if self._closed:
            raise RuntimeError("the engine is closed")
        for part in (function, initializer):
            if getattr(part, "__module__", None) == "__main__":
                raise ValueError(f"{part} is defined in the script itself, where workers cannot find it; import it")
        run = _Run(pickle.dumps((function, initializer)))
        source, waiting = iter(items), dict[int, T]()
        arrived = dict[int, object]()
        n_taken = n_given = 0
        try:
            while True:
                while len(waiting) < _LOOK_AHEAD * self.workers:
                    try:
                        item = next(source)
                    except StopIteration:
                        break
                    self._tasks.put((run, n_taken, pickle.dumps(item)))
                    waiting[n_taken] = item
                    n_taken += 1
                    self._staff(len(waiting) - len(arrived))
                if not waiting:
                    return
                while n_given not in arrived:
                    number, answer = _next_answer(run)
                    if isinstance(answer, StartError):
                        raise answer.cause
                    arrived[number] = answer
                while n_given in arrived:
                    yield waiting.pop(n_given), cast("R | Failure", arrived.pop(n_given))
                    n_given += 1
        finally:
            run.cancelled = True

    def rest(self) -> None:
        """Ends the workers once they are done with what they were given; the next `map` starts others."""
        for _ in self._threads:
            self._tasks.put(None)
        for thread in self._threads:
            thread.join()
        self._threads.clear()
        self._processes.clear()

    def close(self) -> None:
        """Ends the workers, also those that are busy."""
        self._closed = True
        for process in self._processes:
            process.kill()
        for _ in self._threads:
            self._tasks.put(None)
        for thread in self._threads:
            thread.join(timeout=5)
        self._threads.clear()
        self._processes.clear()

    def _staff(self, n_open: int) -> None:
        """One more worker while there are more open items than workers."""
        if len(self._threads) < min(n_open, self.workers):
            process = WorkerProcess(self._limits)
            thread = threading.Thread(target=self._serve, args=(process,), daemon=True)
            self._processes.append(process)
            self._threads.append(thread)
            thread.start()

    def _serve(self, process: WorkerProcess) -> None:
        while (task := self._tasks.get()) is not None:
            run, number, item = task
            if run.cancelled or self._closed:
                continue
            answer: object
            try:
                answer = process.run(run.job, item)
            except StartError as error:
                answer = error
            except BaseException as error:  # told where the results are awaited; the thread must not end silently
                answer = StartError(error)
            run.answers.put((number, answer))
        process.stop()


def _next_answer(run: _Run) -> tuple[int, Any]:
    while True:
        # A wait without end would keep Ctrl-C out on Windows.
        with contextlib.suppress(queue.Empty):
            return run.answers.get(timeout=1.0)


def default_workers() -> int:
    """The cores this process may use, as long as half of the machine's memory holds that many workers."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    try:
        memory_mb = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2**20
    except (AttributeError, ValueError, OSError):
        return cores
    return max(1, min(cores, memory_mb // 2 // _WORKER_MB))
