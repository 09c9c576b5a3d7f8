"""Reports that stand on reports, and how many independent origins are left."""

from .find import find_derivations, infer_outlets
from .gather import gather_derivations, name_posters
from .house import gather_outlets, learned_outlets
from .origins import count_origins
from .outlets import outlet_id
from .quotations import find_quotations
from .references import Reference, refer
from .sheet import ReportSheet, read_report

__all__ = [
    "Reference",
    "ReportSheet",
    "count_origins",
    "find_derivations",
    "find_quotations",
    "gather_derivations",
    "gather_outlets",
    "infer_outlets",
    "learned_outlets",
    "name_posters",
    "outlet_id",
    "read_report",
    "refer",
]
