"""The command line: parses, calls `project`, renders."""

from __future__ import annotations

import signal
import sys
from types import FrameType


def main() -> None:
    """Entry point of the `onrecord` command; exit codes stand in `docs/reference/commands.md`."""
    from ..errors import OnRecordError
    from .app import app
    from .console import complain

    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # a terminal that cannot show a sign still shows the rest

    def stop(number: int, _frame: FrameType | None) -> None:
        complain("stopped; what was finished is kept, and the same command goes on from there")
        raise SystemExit(128 + number)

    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)
    try:
        app()
    except OnRecordError as error:
        complain(str(error))
        sys.exit(error.exit_code)
