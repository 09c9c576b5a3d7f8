"""Codings in and out of other tools: REFI-QDA codebooks and projects, W3C Web Annotations. Every loss is told."""

from .coded import CodedPassage, CodedProject, CodedText
from .offsets import OffsetUnit
from .refi import ReadCodebook, ReadProject, read_qdc, read_qdpx, write_qdc, write_qdpx
from .web_annotation import web_annotations, write_web_annotations

__all__ = [
    "CodedPassage",
    "CodedProject",
    "CodedText",
    "OffsetUnit",
    "ReadCodebook",
    "ReadProject",
    "read_qdc",
    "read_qdpx",
    "web_annotations",
    "write_qdc",
    "write_qdpx",
    "write_web_annotations",
]
