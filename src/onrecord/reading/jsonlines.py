"""JSON lines: one article an object a line."""

from __future__ import annotations

import json

from ..errors import UnreadableFile
from .decoding import decode, repair_mojibake, settle
from .draft import Draft, Reading
from .fields import NAMES, column_of, facts_from_fields, plain_name
from .limits import ReadingLimits
from .rows import RowRemarks

_JSON_NAMES: dict[type, str] = {
    list: "a list", str: "a string", int: "a number", float: "a number", bool: "true or false", type(None): "null",
}  # fmt: skip


def read_json_lines(data: bytes, *, limits: ReadingLimits) -> Reading:
    """The objects that hold a text. UnreadableFile when no line does, with what was found instead."""
    decoded = decode(data)
    drafts: list[Draft] = []
    remarks = RowRemarks()
    for number, line in enumerate(decoded.text.split("\n"), start=1):
        if not line.strip():
            continue
        row = _object(line)
        if isinstance(row, str):
            remarks.leave_out(number, row)
            continue
        column = column_of("text", {plain_name(name): name for name in reversed(row)})
        text = row.get(column) if column else None
        if not isinstance(text, str) or not text.strip():
            found = ", ".join(name[:30] for name in list(row)[:8]) or "no keys"
            kind = "no text" if column is None or text in (None, "") else f"{column!r} holds no text"
            remarks.leave_out(number, f"{kind}; found: {found}" if column is None else kind)
        elif len(text) > limits.max_document_chars:
            remarks.leave_out(number, f"{len(text):,} characters, at most {limits.max_document_chars:,}")
        elif len(drafts) >= limits.max_documents_per_file:
            raise UnreadableFile(f"more than {limits.max_documents_per_file:,} rows; split it into several files")
        else:
            facts = facts_from_fields({name: value for name, value in row.items() if name != column})
            drafts.append(Draft(settle(repair_mojibake(text)), facts, part=f"row{number}"))
    if not drafts and remarks.left_out:
        number, reason = remarks.left_out[0]
        raise UnreadableFile(
            f"no line holds an article (line {number}: {reason}); wanted: one object a line with a text under one of:"
            f" {', '.join(NAMES['text'][:5])}"
        )
    return Reading(tuple(drafts), (*decoded.remarks, *remarks.lines()))


def _object(line: str) -> dict[str, object] | str:
    """The object on a line, or why there is none."""
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        return f"no JSON: {error.msg}"
    except RecursionError:
        return "JSON nested too deeply"
    except ValueError as error:  # a number of more digits than Python converts
        return f"no JSON: {str(error)[:60]}"
    return row if isinstance(row, dict) else f"{_JSON_NAMES[type(row)]}, not an object"
