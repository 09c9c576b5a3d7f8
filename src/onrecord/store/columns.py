"""The columns of every exported table, in order: the one list from which rows, Parquet types and frames follow."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class ColumnType(Enum):
    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    DATE = "ISO 8601 day"
    BOOLEAN = "true or false"
    TEXTS = "list of texts"
    SPANS = "list of [start, end]"
    PASSAGES = "list of {document, start, end}"
    REGIONS = "list of {kind, start, end}"
    MENTIONS = "list of {document, start, end, type}"
    ROLES = "list of {title, organization, valid_from, valid_to, evidence}"
    VALUES = "object of values"

    @property
    def nested(self) -> bool:
        plain = (ColumnType.TEXT, ColumnType.INTEGER, ColumnType.NUMBER, ColumnType.DATE, ColumnType.BOOLEAN)
        return self not in plain


@dataclass(frozen=True, slots=True)
class TableColumn:
    name: str
    type: ColumnType


# Columns of another type than text, by name: a name means the same in every table.
_TYPES = {
    **dict.fromkeys(("n_chars", "rank", "n_reports", "n_origins", "codebook"), ColumnType.INTEGER),
    "score": ColumnType.NUMBER,
    **dict.fromkeys(
        ("published_from", "published_to", "said_from", "said_to", "date_from", "date_to", "due_from", "due_to"),
        ColumnType.DATE,
    ),
    **dict.fromkeys(("via", "also", "aliases", "actors"), ColumnType.TEXTS),
    **dict.fromkeys(("source", "cue", "content", "quote"), ColumnType.SPANS),
    "needed": ColumnType.BOOLEAN,
    **dict.fromkeys(("low", "high"), ColumnType.NUMBER),
    "evidence": ColumnType.PASSAGES,
    "regions": ColumnType.REGIONS,
    "mentions": ColumnType.MENTIONS,
    "roles": ColumnType.ROLES,
    **dict.fromkeys(("values", "attributes"), ColumnType.VALUES),
}


def _columns(names: str) -> tuple[TableColumn, ...]:
    return tuple(TableColumn(name, _TYPES.get(name, ColumnType.TEXT)) for name in names.split())


TABLES: dict[str, tuple[TableColumn, ...]] = {
    "documents": _columns(
        "id path outlet title published_from published_to published_precision published_basis language n_chars "
        "text_sha256 regions"
    ),
    "attributions": _columns(
        "id document type kind source cue content quote actor actor_name also via parent said_from said_to "
        "said_precision cluster origin score"
    ),
    "actors": _columns("id name kind aliases roles mentions attributes"),
    "events": _columns("id description date_from date_to precision kind actors evidence anchor"),
    "derivations": _columns("id from_document to_kind to_id to_name relation evidence"),
    "concepts": _columns("id label definition kind parent rank"),
    "suggestions": _columns("id attribution concept stance score origin"),
    "decisions": _columns("id subject verdict coder decided_at values supersedes"),
    "statements": _columns(
        "id attribution document actor actor_name organization concept stance said_from said_to via n_reports "
        "n_origins status origin coder type values codebook"
    ),
    "requirements": _columns(
        "id concept kind needed description actors due_from due_to due_precision attribution evidence"
    ),
    "figures": _columns("id words low high unit period description evidence"),
    "tensions": _columns("id kind reason score evidence"),
}
