"""Tables of articles (CSV, TSV): one document a row, its facts from the columns beside the text."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from ..errors import UnreadableFile
from .decoding import decode
from .draft import Draft, Reading
from .fields import NAMES, column_of, facts_from_fields, plain_name
from .limits import ReadingLimits
from .rows import RowRemarks

_DELIMITERS = ",;\t|"


def read_table(data: bytes, *, limits: ReadingLimits) -> Reading:
    """The rows that hold a text. UnreadableFile when no column is the text's, with the columns that were found."""
    decoded = decode(data)
    rows = _rows(decoded.text)
    try:
        header = next(rows)[1]
    except StopIteration:
        return Reading((), decoded.remarks)
    columns = {plain_name(name): name for name in reversed(header) if name.strip()}
    text_column = column_of("text", columns)
    if text_column is None:
        found = ", ".join(name.strip()[:30] for name in header[:12]) or "none"
        raise UnreadableFile(f"no column of texts; found: {found}; name one of: {', '.join(NAMES['text'][:5])}")
    drafts: list[Draft] = []
    remarks = RowRemarks()
    for number, cells in rows:
        row = dict(zip(header, cells, strict=False))
        text = row.pop(text_column, "")
        if not text.strip():
            remarks.leave_out(number, "no text")
        elif len(text) > limits.max_document_chars:
            remarks.leave_out(number, f"{len(text):,} characters, at most {limits.max_document_chars:,}")
        elif len(drafts) >= limits.max_documents_per_file:
            raise UnreadableFile(
                f"more than {limits.max_documents_per_file:,} rows; split the table into several files"
            )
        else:
            drafts.append(Draft(text, facts_from_fields(row), part=f"row{number}"))
    return Reading(tuple(drafts), (*decoded.remarks, *remarks.lines()))


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Rows with their numbers, the first row after the header being 1; empty rows are counted, not given."""
    first_line = text[:20_000].split("\n", 1)[0]
    outside = re.sub(r'"[^"]*"', "", first_line)
    delimiter = max(_DELIMITERS, key=outside.count)
    previous = csv.field_size_limit(max(len(text), 131_072))  # the limits on documents are ours, not the parser's
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=False)
        for number, row in enumerate(reader):
            if row:
                yield number, row
    except csv.Error as error:
        raise UnreadableFile(f"damaged table near line {reader.line_num} ({error})") from error
    finally:
        csv.field_size_limit(previous)
