"""Which statements enter a network, and in which order.

The steps, in DNA's order: dates, documents, coders, values, blanks, duplicates, frequency. `original` is what remains
after dates, document filters and coders; `rows` what remains at the end.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
import numpy.typing as npt

from .duplicates import without_duplicates
from .options import Aggregation, NetworkError, NetworkOptions, NetworkType
from .ordering import Rows
from .table import Kind, Level, StatementTable, Variable

Mask = npt.NDArray[np.bool_]
# rDNA's defaults stand for "from the first to the last document".
_FIRST_DAY, _LAST_DAY = datetime(1900, 1, 1).date(), datetime(2099, 12, 31).date()


@dataclass(frozen=True)
class Filtered:
    """Row numbers of a table in DNA's order, with the variables that a network is made of.

    `start` and `stop` are the range in seconds since 1970, both within it: as asked, or of all documents. `n_blank`
    statements were left out because they lack a variable.
    """

    table: StatementTable
    options: NetworkOptions
    original: Rows
    rows: Rows
    variable1: Variable
    variable2: Variable
    qualifier: Variable | None
    start: int
    stop: int
    warnings: tuple[str, ...] = ()
    n_blank: int = 0


def filtered(table: StatementTable, options: NetworkOptions) -> Filtered:
    """The statements that `options` let in."""
    variable1 = column(table, options.variable1, document=options.variable1_document, option="variable1")
    variable2 = column(table, options.variable2, document=options.variable2_document, option="variable2")
    qualifier = _qualifier(table, options)
    used = qualifier if options.qualifier_aggregation is not Aggregation.IGNORE else None
    warnings: list[str] = []
    start, stop = date_range(table, options)
    original = table.chronology
    keep = (table.times >= start) & (table.times <= stop)
    keep &= _of_documents(table, options, warnings)
    keep &= _of_coders(table, options, warnings)
    original = original if keep.all() else original[keep[original]]
    keep = _with_values(table, options, warnings)
    named = original if keep.all() else original[keep[original]]
    rows = named
    if options.network_type is not NetworkType.EVENTLIST:
        rows = _not_blank(named, [each for each in (variable1, variable2, used) if each is not None])
    n_blank = len(named) - len(rows)
    key = [variable1, variable2] if used is None else [variable1, variable2, used]
    rows = without_duplicates(table, rows, key, scope=options.duplicates, compat=options.compat)
    rows = _frequent(rows, variable1, variable2, options.minimum_frequency)
    return Filtered(
        table, options, original, rows, variable1, variable2, qualifier, start, stop, tuple(warnings), n_blank
    )


def column(table: StatementTable, name: str, *, document: bool, option: str = "variable") -> Variable:
    """A variable of the statement or of its document; what the table lacks or cannot count is refused by name."""
    offered = table.document_variables if document else table.variables
    if name not in offered:
        other = table.variables if document else table.document_variables
        hint = (
            f"; it is a variable of the {'statement' if document else 'document'}: set {option}_document={not document}"
        )
        raise NetworkError(
            f"{option}={name!r} is not a variable of the {'document' if document else 'statement'}"
            f"{hint if name in other else ''}; there are: {', '.join(map(str, offered)) or 'none'}"
        )
    if offered[name].kind is Kind.LONG:
        raise NetworkError(f"{option}={name!r} is long text; choose a short text, integer or boolean variable")
    return offered[name]


def _qualifier(table: StatementTable, options: NetworkOptions) -> Variable | None:
    """None where no qualifier is named, or one that the table lacks and that is ignored anyhow."""
    if options.qualifier is None:
        return None
    offered = table.document_variables if options.qualifier_document else table.variables
    if options.qualifier_aggregation is Aggregation.IGNORE and options.qualifier not in offered:
        return None
    return column(table, options.qualifier, document=options.qualifier_document, option="qualifier")


def date_range(table: StatementTable, options: NetworkOptions) -> tuple[int, int]:
    """First and last second of the range, both within it; where nothing is asked, of all documents."""
    known = table.documents_range
    if known is None:
        known = (int(table.times.min()), int(table.times.max())) if table.n else (0, 0)
    elif table.n and not options.compat:
        known = (min(known[0], int(table.times.min())), max(known[1], int(table.times.max())))
    start, stop = options.start_date, options.stop_date
    if options.compat:
        start = None if start is not None and start.date() == _FIRST_DAY else start
        stop = None if stop is not None and stop.date() == _LAST_DAY else stop
    if start is not None and stop is not None and start > stop:
        raise NetworkError(f"start_date={start} is after stop_date={stop}; exchange them")
    return known[0] if start is None else seconds(start), known[1] if stop is None else seconds(stop)


def seconds(moment: datetime) -> int:
    """Seconds since 1970 of a wall-clock time."""
    return int(moment.replace(tzinfo=UTC).timestamp())


def _of_documents(table: StatementTable, options: NetworkOptions, warnings: list[str]) -> Mask:
    keep = np.ones(table.n, dtype=np.bool_)
    for plural in ("authors", "sources", "sections", "types"):
        values: Sequence[str] = getattr(options, f"exclude_{plural}")
        if not values:
            continue
        name = plural.removesuffix("s")
        if name not in table.document_variables:
            raise NetworkError(
                f"exclude_{plural}: the table's documents have no variable {name!r}; "
                f"there are: {', '.join(table.document_variables) or 'none'}"
            )
        named = _named(table.document_variables[name], values, f"exclude_{plural}", warnings)
        keep &= named == getattr(options, f"invert_{plural}")
    return keep


def _of_coders(table: StatementTable, options: NetworkOptions, warnings: list[str]) -> Mask:
    coders = table.coders
    if not options.coders:
        return np.ones(table.n, dtype=np.bool_)
    if coders is None:
        raise NetworkError("coders: the table does not say who coded a statement; leave the option out")
    unknown = [coder for coder in options.coders if coder not in coders.levels]
    if unknown:
        offered = ", ".join(str(level) for level in coders.levels)
        raise NetworkError(f"coders={unknown!r}: no such coder; there are: {offered}")
    return _named(coders, options.coders, "coders", warnings)


def _with_values(table: StatementTable, options: NetworkOptions, warnings: list[str]) -> Mask:
    keep: Mask = np.ones(table.n, dtype=np.bool_)
    for name, values in options.exclude_values.items():
        variable = table.variables.get(name) or table.document_variables.get(name)
        if variable is None:
            offered = ", ".join([*table.variables, *table.document_variables])
            raise NetworkError(f"exclude_values: there is no variable {name!r}; there are: {offered}")
        if values:
            keep &= _named(variable, values, f"exclude_values[{name!r}]", warnings) == options.invert_values
    return keep


def _named(variable: Variable, values: Iterable[Level], option: str, warnings: list[str]) -> Mask:
    """Rows whose value is listed; numbers and truth values are compared as texts. Unknown ones are warned of."""
    wanted = {str(int(value)) if isinstance(value, bool) else str(value) for value in values}
    known = [str(level) for level in variable.levels]
    for value in sorted(wanted.difference(known)):
        close = difflib.get_close_matches(value, known, 1)
        warnings.append(f"{option}: no statement has {value!r}" + (f"; did you mean {close[0]!r}?" if close else ""))
    levels = np.array([level in wanted for level in known], dtype=np.bool_)
    mask: Mask = levels[variable.codes] if len(levels) else np.zeros(len(variable.codes), dtype=np.bool_)
    return mask


def _not_blank(rows: Rows, variables: Sequence[Variable]) -> Rows:
    for variable in variables:
        if "" in variable.levels:
            rows = rows[variable.codes[rows] != variable.levels.index("")]
    return rows


def _frequent(rows: Rows, variable1: Variable, variable2: Variable, minimum: int) -> Rows:
    """Rows until each entity that is left stands in `minimum` of them."""
    while minimum > 1 and len(rows):
        keep = np.ones(len(rows), dtype=np.bool_)
        for variable in (variable1, variable2):
            codes = variable.codes[rows]
            keep &= np.bincount(codes, minlength=1)[codes] >= minimum
        if keep.all():
            break
        rows = rows[keep]
    return rows
