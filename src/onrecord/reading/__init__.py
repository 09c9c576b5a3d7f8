"""Reading: files to documents. `list_files` finds them, `read_file` reads one and always answers with a report."""

from .limits import ReadingLimits
from .listing import list_files
from .reader import read_file
from .source import FileSource, Format

__all__ = ["FileSource", "Format", "ReadingLimits", "list_files", "read_file"]
