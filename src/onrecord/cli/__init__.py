"""The command line: parses, calls `project`, renders."""

from __future__ import annotations

import sys


def main() -> None:
    """Entry point of the `onrecord` command; exit codes stand in `docs/reference/commands.md`."""
    from ..errors import OnRecordError
    from .app import app
    from .console import complain

    try:
        app(standalone_mode=True)
    except OnRecordError as error:
        complain(str(error))
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        complain("stopped; what was finished is kept, and the same command goes on from there")
        sys.exit(130)
