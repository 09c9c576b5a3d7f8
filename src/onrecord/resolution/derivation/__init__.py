"""Reports that stand on reports: read a document (`read_report`, `refer`), then gather (`gather_derivations`)."""

from .find import find_derivations, infer_outlets
from .gather import gather_derivations, gather_shared, name_posters
from .house import gather_outlets, learned_outlets
from .outlets import outlet_id
from .quotations import find_quotations
from .references import Reference, refer
from .sheet import ReportSheet, read_report

__all__ = [
    "Reference",
    "ReportSheet",
    "find_derivations",
    "find_quotations",
    "gather_derivations",
    "gather_outlets",
    "gather_shared",
    "infer_outlets",
    "learned_outlets",
    "name_posters",
    "outlet_id",
    "read_report",
    "refer",
]
