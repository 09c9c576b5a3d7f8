"""What runs in a worker process: reads jobs and items from standard input, answers on standard output.

A fresh interpreter rather than a fork (safe beside threads) and rather than `multiprocessing`'s spawn (which runs the
user's script again in every worker unless it is guarded). It ends when its input closes, so it outlives nobody.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable
from typing import Any, TypeVar

from . import Failure, FailureKind

T = TypeVar("T")
R = TypeVar("R")

# A worker that hangs in native code after its parent was killed ends itself this long after the item's time is up.
_GRACE_S = 5
_MAX_LOG_BYTES = 1_000_000


def attempt(function: Callable[[T], R], item: T) -> R | Failure:
    """The function's value, or a Failure that tells its exception."""
    try:
        return function(item)
    except MemoryError:
        return Failure(FailureKind.OUT_OF_MEMORY, "needs more memory than a worker may use")
    except Exception as error:
        words = str(error).strip() or type(error).__name__
        return Failure(FailureKind.RAISED, " ".join(words.split()), traceback.format_exc())


def main(memory_mb: int | None, timeout_s: float) -> None:
    """Serves until the input ends. Prints of libraries go to standard error, never between the answers."""
    questions, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    with open(os.devnull, "rb") as nothing:  # noqa: PTH123 (a device)
        os.dup2(nothing.fileno(), 0)
    _limit_memory(memory_mb)
    _die_with(os.getppid())
    function: Callable[[Any], Any] = _no_job
    while True:
        try:
            kind, payload = pickle.load(questions)
        except EOFError:
            return
        if kind == "job":
            answer, function = _prepare(payload, function)
        else:
            _alarm(timeout_s + _GRACE_S)
            answer = attempt(_of_pickled(function), payload)
            _alarm(0)
            _shorten_log()
        _answer(answers, answer)
        if isinstance(answer, Failure) and answer.kind is FailureKind.OUT_OF_MEMORY:
            return  # whoever ran out of memory once holds it still; a fresh process follows


def _of_pickled(function: Callable[[Any], R]) -> Callable[[bytes], R]:
    return lambda payload: function(pickle.loads(payload))


def _no_job(_item: object) -> None:
    raise RuntimeError("an item came before the job")


def _prepare(payload: bytes, before: Callable[[Any], Any]) -> tuple[object, Callable[[Any], Any]]:
    """Imports the job's function and runs its initializer: gives None, or the exception that kept it from starting."""
    try:
        function, initializer = pickle.loads(payload)
        if initializer is not None:
            initializer()
    except BaseException as error:
        return _portable(error), before
    # Results are made and sent by the thousand and hold no cycles: looking for some is a sixth of all the time.
    gc.freeze()
    gc.set_threshold(100_000, 20, 100)
    return None, function


def _portable(error: BaseException) -> BaseException:
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error


def _answer(answers: Any, answer: object) -> None:
    try:
        message = pickle.dumps(answer, protocol=pickle.HIGHEST_PROTOCOL)
    except Exception as error:
        message = pickle.dumps(Failure(FailureKind.RAISED, f"the result cannot be sent back: {error}"))
    answers.write(message)
    answers.flush()


def _limit_memory(memory_mb: int | None) -> None:
    if memory_mb is None or sys.platform == "win32":
        return
    import resource

    # DATA counts what is really written (heap and private maps, Linux 4.7 on); AS would count mapped files and
    # reserved address space, of which native libraries take gigabytes.
    kind = resource.RLIMIT_DATA if sys.platform == "linux" else resource.RLIMIT_AS
    _, hard = resource.getrlimit(kind)
    limit = memory_mb * 1024 * 1024
    resource.setrlimit(kind, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _die_with(parent: int) -> None:
    """Ends a busy worker soon after its parent was killed; an idle one sees its input close."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(2)
        os._exit(1)

    if sys.platform != "win32":
        threading.Thread(target=watch, daemon=True).start()


def _alarm(seconds: float) -> None:
    """The kernel's own clock: ends even a process stuck in native code whose parent is gone."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _shorten_log() -> None:
    """Standard error is a file of the parent; a library that warns about every item must not fill the disk."""
    try:
        if os.fstat(2).st_size > _MAX_LOG_BYTES:
            os.ftruncate(2, 0)
    except OSError:
        pass
