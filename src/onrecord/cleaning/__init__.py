"""Document -> regions (headline, subhead, credit, body, furniture) and near-duplicates. Deletes nothing."""

from .near_duplicates import NearDuplicate, find_near_duplicates
from .regions import mark_regions
from .repetition import find_repeated_lines

__all__ = ["NearDuplicate", "find_near_duplicates", "find_repeated_lines", "mark_regions"]
