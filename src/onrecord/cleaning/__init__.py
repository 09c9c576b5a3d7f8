"""Document -> regions (headline, subhead, credit, body, furniture); lines that an outlet repeats. Deletes nothing."""

from .regions import mark_regions
from .repetition import find_repeated_lines, folded_lines

__all__ = ["find_repeated_lines", "folded_lines", "mark_regions"]
