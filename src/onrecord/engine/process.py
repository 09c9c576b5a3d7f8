"""One worker process seen from the parent: started when needed, asked one item at a time, replaced when it ends."""

from __future__ import annotations

import contextlib
import logging
import os
import pickle
import signal
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass
from typing import IO, Any, cast

from . import Failure, FailureKind

logger = logging.getLogger(__name__)

# Import of the job's libraries and its initializer (weights from a cold disk).
_START_S = 180.0
# One thread a worker: the workers are as many as the cores already.
_SINGLE_THREADED = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "TOKENIZERS_PARALLELISM": "false",
}


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds that one item may take; megabytes that a worker may hold (None: no limit)."""

    timeout_s: float
    memory_mb: int | None


class StartError(Exception):
    """A worker could not be made ready; `cause` is the exception to raise where the work was asked for."""

    def __init__(self, cause: BaseException) -> None:
        super().__init__(str(cause))
        self.cause = cause


@dataclass(slots=True)
class _Running:
    """A process with its pipes, the file that takes its standard error, the job it is ready for, and its tally."""

    process: subprocess.Popen[bytes]
    questions: IO[bytes]
    answers: IO[bytes]
    log: IO[bytes]
    job: bytes | None = None
    n_served: int = 0

    def last_words(self) -> str:
        """The end of what the process wrote to standard error."""
        self.log.seek(max(0, self.log.seek(0, os.SEEK_END) - 2_000))
        return self.log.read().decode("utf-8", "replace").strip()

    def end(self) -> int:
        """Kills and clears away; gives the exit status."""
        self.process.kill()
        code = self.process.wait()
        if words := self.last_words():
            logger.debug("worker %d wrote: %s", self.process.pid, words)
        for stream in (self.questions, self.answers, self.log):
            with contextlib.suppress(OSError):  # a half-written question to a process that is gone
                stream.close()
        return code


class WorkerProcess:
    """Used by one thread; only `kill` may be called from others."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._running: _Running | None = None
        self._closed = False

    def run(self, job: bytes, item: bytes) -> object:
        """The result for a pickled item, or a Failure. A crash or want of memory in a process that has served other
        items before is tried once more in a fresh one: it may have been theirs. StartError: the job cannot start."""
        running = self._ready(job)
        was_fresh = running.n_served == 0
        answer = self._serve(running, item)
        if _is_lost(answer) and not was_fresh and not self._closed:
            answer = self._serve(self._ready(job), item)
        return answer

    def kill(self) -> None:
        """Ends the process, and any that would follow."""
        self._closed = True
        running = self._running
        if running is not None:
            running.process.kill()

    def stop(self) -> None:
        self._closed = True
        self._discard()

    def _serve(self, running: _Running, item: bytes) -> object:
        running.n_served += 1
        answer = self._ask(running, ("item", item), self._limits.timeout_s)
        if _is_lost(answer):
            self._discard()
        return answer

    def _ready(self, job: bytes) -> _Running:
        running = self._running
        if running is None:
            running = self._running = self._start()
        if running.job != job:
            answer = self._ask(running, ("job", job), _START_S)
            if isinstance(answer, Failure):
                words = f"a worker ended before its first item: it {answer.reason}\n{answer.detail}".strip()
                raise StartError(RuntimeError(words))
            if isinstance(answer, BaseException):
                raise StartError(answer)
            running.job = job
        return running

    def _start(self) -> _Running:
        if self._closed:
            raise StartError(RuntimeError("the engine is closed"))
        code = (
            f"import sys; sys.path[:] = {sys.path!r}; from {__package__}.worker import main; "
            f"main({self._limits.memory_mb!r}, {self._limits.timeout_s!r})"
        )
        log = tempfile.TemporaryFile(mode="a+b")  # noqa: SIM115 (closed with the process)
        # A group of its own, so that Ctrl-C reaches the parent alone, which then ends the workers in good order.
        own_group: dict[str, Any] = (
            {"creationflags": getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)}
            if sys.platform == "win32"
            else {"start_new_session": True}
        )
        process = subprocess.Popen(
            [sys.executable, "-c", code],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            env=os.environ | _SINGLE_THREADED,
            **own_group,
        )
        if self._closed:
            process.kill()
        return _Running(process, cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout), log)

    def _ask(self, running: _Running, question: tuple[str, bytes], timeout_s: float) -> object:
        overdue = threading.Event()

        def end() -> None:
            overdue.set()
            running.process.kill()

        timer = threading.Timer(timeout_s, end)
        timer.daemon = True
        timer.start()
        try:
            pickle.dump(question, running.questions)
            running.questions.flush()
            answer: object = pickle.load(running.answers)
        except (EOFError, OSError, pickle.UnpicklingError):
            timer.cancel()
            return self._post_mortem(running, timed_out=overdue.is_set(), timeout_s=timeout_s)
        timer.cancel()
        if overdue.is_set():  # the answer and the end of the time crossed: the answer counts, the process is gone
            self._discard()
        return answer

    def _post_mortem(self, running: _Running, *, timed_out: bool, timeout_s: float) -> Failure:
        running.process.kill()
        running.process.wait()
        last_words = running.last_words()
        code = running.end()
        self._running = None
        if timed_out:
            return Failure(FailureKind.TIMED_OUT, f"took longer than {timeout_s:g} seconds", last_words)
        if "MemoryError" in last_words or "bad_alloc" in last_words:
            return Failure(FailureKind.OUT_OF_MEMORY, "needs more memory than a worker may use", last_words)
        return Failure(FailureKind.DIED, f"made a worker end with {_name_of_exit(code)}", last_words)

    def _discard(self) -> None:
        running, self._running = self._running, None
        if running is not None:
            running.end()


def _is_lost(answer: object) -> bool:
    return isinstance(answer, Failure) and answer.kind in (FailureKind.DIED, FailureKind.OUT_OF_MEMORY)


def _name_of_exit(code: int) -> str:
    if code >= 0:
        return f"exit status {code}"
    try:
        return f"signal {signal.Signals(-code).name}"
    except ValueError:
        return f"signal {-code}"
