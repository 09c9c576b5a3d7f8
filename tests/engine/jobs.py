"""Work that behaves and work that does not, for the engines' tests: importable by a worker, light to import."""

from __future__ import annotations

import ctypes
import os
import sys
import time
from pathlib import Path

loaded: list[str] = []


def square(number: int) -> int:
    return number * number


def slow_if_even(number: int) -> int:
    time.sleep(0.05 if number % 2 == 0 else 0)
    return number


def process_of(_item: object) -> int:
    return os.getpid()


def misbehave(kind: str) -> str:
    """Does as told, or gives the word back."""
    if kind == "hang":
        time.sleep(600)
    elif kind == "hang in native code":
        ctypes.PyDLL(None).sleep(600)  # holds the interpreter's lock
    elif kind == "crash":
        ctypes.string_at(0)
    elif kind == "exit":
        os._exit(3)
    elif kind == "memory":
        return str(len(bytearray(8_000_000_000)))
    elif kind == "raise":
        raise ValueError("press/a.pdf: no text layer;\n run OCR first")
    elif kind == "unsendable":
        return lambda: kind  # type: ignore[return-value]
    elif kind == "noise":
        print("a library greets its user" * 1000)
        os.write(1, b"native noise")
    return kind


def crash_second(path: str) -> str:
    """Crashes once in a used process: an innocent item in a process that others have spoilt."""
    marker = Path(path)
    if marker.name == "spoilt" and not marker.exists():
        marker.touch()
        os._exit(139)
    return marker.name


def load() -> None:
    loaded.append("weights")


def n_loaded(_item: object) -> int:
    return len(loaded)


def fail_to_load() -> None:
    raise FileNotFoundError("weights/tagger.onnx is missing")


def exit_while_loading() -> None:
    print("libtagger: unsupported processor", file=sys.stderr, flush=True)
    os._exit(1)


def environment(name: str) -> str | None:
    return os.environ.get(name)
