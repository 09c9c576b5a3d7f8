"""Networks as files that other tools open, as DataFrames, and as networkx graphs."""

from __future__ import annotations

from .graphs import edges_frame, nodes_frame, to_frame, to_networkx
from .r import r_snippet
from .write import DIALECTS, Format, Written, window_name, write_network

__all__ = [
    "DIALECTS",
    "Format",
    "Written",
    "edges_frame",
    "nodes_frame",
    "r_snippet",
    "to_frame",
    "to_networkx",
    "window_name",
    "write_network",
]
