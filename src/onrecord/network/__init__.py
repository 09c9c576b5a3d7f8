"""Discourse networks: a statement table in, networks and what is measured on them out.

    table = table_from_frame(frame)                       # or read_table("statements.csv"), read_dna("debate.dna")
    network(table, network_type="onemode", qualifier_aggregation="congruence", normalization="average")

Names and options are those of Discourse Network Analyzer 3.1 and rDNA; `compat="dna"` gives their numbers, the default
gives right ones (docs/explanation/dna-differences.md says where and why they differ).
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .compute import network, networks_over_time
    from .dna import DnaDatabase, read_dna, write_dna
    from .eventlist import event_list, write_event_list
    from .filtering import Filtered, filtered
    from .frames import read_table, table_from_frame
    from .merging import merge_tables
    from .options import (
        Aggregation,
        Duplicates,
        Kernel,
        NetworkError,
        NetworkOptions,
        NetworkType,
        Normalization,
        TimeWindow,
    )
    from .replication import Replication, compare_with_dna
    from .result import Network, NetworkSeries
    from .table import Kind, StatementTable, Variable

# Loaded when asked for: numpy, scipy and pandas are heavy.
_HOMES = {
    "compute": ("network", "networks_over_time"),
    "dna": ("DnaDatabase", "read_dna", "write_dna"),
    "eventlist": ("event_list", "write_event_list"),
    "filtering": ("Filtered", "filtered"),
    "frames": ("read_table", "table_from_frame"),
    "merging": ("merge_tables",),
    "options": (
        "Aggregation", "Duplicates", "Kernel", "NetworkError", "NetworkOptions", "NetworkType", "Normalization",
        "TimeWindow",
    ),
    "replication": ("Replication", "compare_with_dna"),
    "result": ("Network", "NetworkSeries"),
    "table": ("Kind", "StatementTable", "Variable"),
}  # fmt: skip
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "Aggregation", "DnaDatabase", "Duplicates", "Filtered", "Kernel", "Kind", "Network", "NetworkError",
    "NetworkOptions", "NetworkSeries", "NetworkType", "Normalization", "Replication", "StatementTable", "TimeWindow",
    "Variable", "compare_with_dna", "event_list", "filtered", "merge_tables", "network", "networks_over_time",
    "read_dna", "read_table", "table_from_frame", "write_dna", "write_event_list",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name in _HOME_OF:
        return getattr(import_module(f".{_HOME_OF[name]}", __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
