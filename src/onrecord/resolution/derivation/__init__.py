"""Reports that stand on reports, and how many independent origins are left."""

from .find import find_derivations, infer_outlets
from .origins import count_origins
from .outlets import outlet_id
from .quotations import find_quotations

__all__ = ["count_origins", "find_derivations", "find_quotations", "infer_outlets", "outlet_id"]
