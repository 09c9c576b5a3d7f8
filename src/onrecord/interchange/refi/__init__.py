"""REFI-QDA 1.5 (qdasoftware.org): codebooks `.qdc` and projects `.qdpx`, both ways."""

from .codebook import ReadCodebook, read_qdc, write_qdc
from .reading import ReadProject, read_qdpx
from .writing import write_qdpx

__all__ = ["ReadCodebook", "ReadProject", "read_qdc", "read_qdpx", "write_qdc", "write_qdpx"]
