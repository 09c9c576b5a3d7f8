"""What the values of decisions say, read strictly: who is meant, which days, which spans."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from ..record import DateRange, JsonValue, Named, Passage, Precision, Span


def named_in(value: JsonValue) -> Named | None:
    """Who is meant by `{anchor: [document, start, end]}`, `{id}` or `{name}`, in this order; None for `{nobody: true}`.

    ValueError where none of them is given.
    """
    if isinstance(value, Mapping):
        if value.get("nobody") is True:
            return None
        if (anchor := value.get("anchor")) is not None:
            return passage_in(anchor)
        for name in ("id", "name"):
            if isinstance(found := value.get(name), str) and found.strip():
                return found
    raise ValueError(f"{value!r} names nobody; give an object with anchor, id or name, or nobody: true")


def passage_in(value: JsonValue) -> Passage:
    """The passage `[document, start, end]`."""
    match value:
        case [str(document), int(start), int(end)] if document and 0 <= start < end:
            return Passage(document, start, end)
    raise ValueError(f"{value!r} is no passage; give [document, start, end]")


def days_in(value: JsonValue) -> DateRange:
    """The days of `{from, to, precision}`; precision may be left out, null is an unknown day."""
    if value is None:
        return DateRange()
    if not isinstance(value, Mapping):
        raise ValueError(f"{value!r} is no range of days; give an object with from and to")
    start, end = (_day(value.get(name)) for name in ("from", "to"))
    between = DateRange.between(start, end)
    precision = value.get("precision")
    if not isinstance(precision, str) or between.is_day or not between.known:
        return between
    return DateRange(start, end, Precision(precision))


def _day(value: JsonValue) -> date | None:
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is no day; write it as 2031-05-04")
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise ValueError(f"{value!r} is no day; write it as 2031-05-04") from error


def spans_in(value: JsonValue) -> tuple[Span, ...]:
    """The spans of a list of `[start, end]`."""
    if not isinstance(value, Sequence) or isinstance(value, str):
        raise ValueError(f"{value!r} is no list of spans [start, end]")
    found = []
    for pair in value:
        match pair:
            case [int(start), int(end)] if 0 <= start < end:
                found.append(Span(start, end))
            case _:
                raise ValueError(f"{pair!r} is no span; give [start, end]")
    return tuple(found)


def items_in(value: JsonValue) -> Sequence[JsonValue]:
    """The list that the value is; () for null."""
    if value is None:
        return ()
    if isinstance(value, str) or not isinstance(value, Sequence):
        raise ValueError(f"{value!r} is no list")
    return value
