"""Plain text: the file's own text, nothing added or taken away but what `decoding` says."""

from __future__ import annotations

from ..errors import UnreadableFile
from .decoding import decode
from .draft import Draft, Reading
from .limits import ReadingLimits, megabytes


def read_plain_text(data: bytes, *, limits: ReadingLimits) -> Reading:
    refuse_one_long_text(data, limits)
    decoded = decode(data)
    return Reading((Draft(decoded.text),), decoded.remarks)


def refuse_one_long_text(data: bytes, limits: ReadingLimits) -> None:
    """UnreadableFile for a file so long that it cannot be one article in any encoding."""
    if len(data) > limits.max_text_bytes:
        raise UnreadableFile(
            f"one text of {megabytes(len(data))}; an article has at most {limits.max_document_chars:,} characters:"
            " split it into one file an article, or give a .csv or .jsonl with one article a row"
        )
