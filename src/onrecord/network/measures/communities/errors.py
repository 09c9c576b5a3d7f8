"""Why a method gives no groups: said by the method, shown to the reader, never swallowed."""

from __future__ import annotations

from ...options import NetworkError


class NoClustering(NetworkError):
    """A method that cannot group this network as asked; the message says why."""
