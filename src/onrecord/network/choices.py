"""Options as a user writes them, turned into `NetworkOptions`; what is not offered is refused by name."""

from __future__ import annotations

import dataclasses
import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from enum import StrEnum
from numbers import Integral
from typing import Any

from .options import (
    Aggregation,
    Duplicates,
    Kernel,
    NetworkError,
    NetworkOptions,
    NetworkType,
    Normalization,
    TimeWindow,
)

_ENUMS: dict[str, type[StrEnum]] = {
    "network_type": NetworkType,
    "qualifier_aggregation": Aggregation,
    "normalization": Normalization,
    "duplicates": Duplicates,
    "time_window": TimeWindow,
    "kernel": Kernel,
}
_FIELDS = {field.name: field for field in dataclasses.fields(NetworkOptions)}
_TEXTS = ("variable1", "variable2", "qualifier")
_NUMBERS = ("window_size", "minimum_frequency")
_LISTS = ("exclude_authors", "exclude_sources", "exclude_sections", "exclude_types", "coders")
_FLAGS = tuple(name for name, field in _FIELDS.items() if field.type == "bool")
_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2}))?)?")
_CLOCK = re.compile(r"\d:\d")
_DAY_ENDS = time(23, 59, 59)


def chosen(options: NetworkOptions | None = None, /, **changes: Any) -> NetworkOptions:
    """`options` with `changes`, checked one by one and together; strings stand for the choices they name."""
    for name in changes:
        if name not in _FIELDS:
            close = difflib.get_close_matches(name, _FIELDS, 1)
            hint = f"; did you mean {close[0]}?" if close else ""
            raise NetworkError(f"there is no option {name!r}{hint} Options: {', '.join(_FIELDS)}.")
    merged = dataclasses.replace(options or NetworkOptions(), **changes)
    return dataclasses.replace(merged, **{name: _value(name, getattr(merged, name)) for name in _FIELDS})


def _value(name: str, value: Any) -> Any:
    if name in _ENUMS:
        return _choice(name, value)
    if name in ("start_date", "stop_date"):
        return _moment(name, value)
    if name in _FLAGS:
        return _checked(name, value, isinstance(value, bool), "True or False")
    if name in _NUMBERS:
        whole = isinstance(value, Integral) and not isinstance(value, bool)
        return int(_checked(name, value, whole and value >= 1, "a whole number from 1"))
    if name in _TEXTS:
        nothing = name == "qualifier" and value is None
        return _checked(name, value, nothing or (isinstance(value, str) and value != ""), "the name of a variable")
    if name in _LISTS:
        return _texts(name, value)
    if name == "compat":
        return _checked(name, value, value in (None, "dna"), "'dna' or None")
    if name == "exclude_values":
        if not isinstance(value, Mapping):
            raise _refused(name, value, "a mapping of variable to values, such as {'concept': ['Tax', 'Ban']}")
        return {str(variable): _values(f"{name}[{variable!r}]", listed) for variable, listed in value.items()}
    return value


def _choice(name: str, value: Any) -> StrEnum:
    kind = _ENUMS[name]
    try:
        return kind(value)
    except ValueError:
        raise _refused(name, value, ", ".join(kind)) from None


def _checked(name: str, value: Any, good: bool, allowed: str) -> Any:
    if not good:
        raise _refused(name, value, allowed)
    return value


def _texts(name: str, value: Any) -> tuple[str, ...]:
    values = _values(name, value)
    if not all(isinstance(each, str) for each in values):
        raise _refused(name, value, "a list of texts")
    return tuple(str(each) for each in values)


def _values(name: str, value: Any) -> tuple[str | int, ...]:
    if isinstance(value, str | Integral):
        value = (value,)
    if not isinstance(value, Iterable):
        raise _refused(name, value, "a list of values")
    values: Sequence[Any] = tuple(value)
    if not all(isinstance(each, str | Integral) for each in values):
        raise _refused(name, value, "a list of texts or whole numbers")
    return tuple(each if isinstance(each, str) else int(each) for each in values)


def moment_of(text: str) -> datetime | date | None:
    """The wall-clock time or day that `text` names, in ISO 8601 or as 31.12.2016 14:09:05; a zone is dropped."""
    text = text.strip()
    if german := _DAY.fullmatch(text):
        day, month, year, *clock = german.groups()
        text = f"{year}-{int(month):02}-{int(day):02}"
        text += f" {int(clock[0]):02}:{clock[1]}:{clock[2] or '00'}" if clock[0] else ""
    try:
        if _CLOCK.search(text):
            return datetime.fromisoformat(text).replace(tzinfo=None, microsecond=0)
        return date.fromisoformat(text)
    except ValueError:
        return None


def _moment(name: str, value: Any) -> datetime | None:
    """A day alone begins at 00:00:00 as `start_date` and ends at 23:59:59 as `stop_date`."""
    if value is None:
        return None
    found = moment_of(value) if isinstance(value, str) else value
    if isinstance(found, datetime):
        return found.replace(tzinfo=None, microsecond=0)
    if isinstance(found, date):
        return datetime.combine(found, _DAY_ENDS if name == "stop_date" else time())
    raise _refused(name, value, "a date, '2016-12-31', '31.12.2016' or one of them with HH:MM:SS")


def _refused(name: str, value: Any, allowed: str) -> NetworkError:
    return NetworkError(f"{name}={value!r} is not offered; allowed: {allowed}")
