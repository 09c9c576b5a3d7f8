"""Which options go together. What does not is refused, or with `compat="dna"` replaced as DNA does, with a warning."""

from __future__ import annotations

import dataclasses

from .filtering import column
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
from .table import Kind, StatementTable

_ONE_MODE = (Normalization.AVERAGE, Normalization.JACCARD, Normalization.COSINE)
_TWO_MODE = (Normalization.ACTIVITY, Normalization.PROMINENCE)
_PAIRED = (Aggregation.CONGRUENCE, Aggregation.CONFLICT, Aggregation.CONGRUENCE_AND_CONFLICT)


def admitted(table: StatementTable, options: NetworkOptions) -> tuple[NetworkOptions, tuple[str, ...]]:
    """The options that are computed, and what a reader must know about them."""
    if options.network_type is NetworkType.EVENTLIST:
        raise NetworkError("network_type=eventlist is a list, not a matrix; call onrecord.network.event_list(table)")
    if options.compat and options.duplicates is Duplicates.DAY:
        raise NetworkError("duplicates=day is not offered by DNA 3.1; leave out compat, or choose document or week")
    if options.qualifier_aggregation is Aggregation.CONGRUENCE_AND_CONFLICT and options.time_window is TimeWindow.NO:
        raise NetworkError(
            f"qualifier_aggregation={Aggregation.CONGRUENCE_AND_CONFLICT} gives pairs of networks over "
            "time; name a time_window, or ask for congruence and for conflict"
        )
    _distinct(options)
    if options.compat and options.kernel is not Kernel.NO:
        return options, ()  # what DNA makes of them is its own affair, see `dna_kernels`
    warnings, aggregation, normalization = [], options.qualifier_aggregation, options.normalization
    if reason := _aggregation_refused(options):
        warnings.append(_refuse_or_replace(options, reason, "qualifier_aggregation=ignore"))
        aggregation = Aggregation.IGNORE
    elif reason := _subtraction_refused(table, options):
        warnings.append(_refuse_or_replace(options, reason, "the number of statements that have one"))
    if reason := _normalization_refused(options):
        warnings.append(_refuse_or_replace(options, reason, "normalization=no"))
        normalization = Normalization.NO
    if aggregation is Aggregation.COMBINE and normalization is not Normalization.NO:
        reason = "qualifier_aggregation=combine numbers combinations; divided they mean nothing; set normalization=no"
        warnings.append(_refuse_or_replace(options, reason, "the numbers divided"))
    if warning := _several_coders(table, options):
        warnings.append(warning)
    changed = dataclasses.replace(options, qualifier_aggregation=aggregation, normalization=normalization)
    return changed, tuple(warnings)


def _refuse_or_replace(options: NetworkOptions, reason: str, instead: str) -> str:
    if not options.compat:
        raise NetworkError(reason)
    return f"{reason}. As DNA does, this is {instead}"


def _aggregation_refused(options: NetworkOptions) -> str | None:
    aggregation = options.qualifier_aggregation
    if aggregation is Aggregation.IGNORE:
        return None
    if options.qualifier is None:
        return f"qualifier_aggregation={aggregation} needs a qualifier; name one, or set qualifier_aggregation=ignore"
    two_mode = options.network_type is NetworkType.TWOMODE
    if two_mode and aggregation in _PAIRED:
        return (
            f"qualifier_aggregation={aggregation} is for one-mode networks; in two-mode choose ignore, combine or "
            "subtract"
        )
    if not two_mode and aggregation is Aggregation.COMBINE:
        return (
            "qualifier_aggregation=combine is for two-mode networks; in one-mode choose ignore, congruence, conflict "
            "or subtract"
        )
    return None


def _subtraction_refused(table: StatementTable, options: NetworkOptions) -> str | None:
    two_mode, aggregation = options.network_type is NetworkType.TWOMODE, options.qualifier_aggregation
    if options.qualifier is None or not two_mode or aggregation is not Aggregation.SUBTRACT:
        return None
    qualifier = column(table, options.qualifier, document=options.qualifier_document, option="qualifier")
    if qualifier.kind in (Kind.BOOLEAN, Kind.INTEGER):
        return None
    return (
        f"qualifier_aggregation=subtract needs a boolean or integer qualifier, and {options.qualifier!r} is "
        f"{qualifier.kind}; choose combine or ignore"
    )


def _normalization_refused(options: NetworkOptions) -> str | None:
    two_mode = options.network_type is NetworkType.TWOMODE
    if two_mode and options.normalization in _ONE_MODE:
        return (
            f"normalization={options.normalization} is for one-mode networks; in two-mode choose no, activity or "
            "prominence"
        )
    if not two_mode and options.normalization in _TWO_MODE:
        return (
            f"normalization={options.normalization} is for two-mode networks; in one-mode choose no, average, jaccard "
            "or cosine"
        )
    return None


def _distinct(options: NetworkOptions) -> None:
    first = (options.variable1, options.variable1_document)
    if first == (options.variable2, options.variable2_document) and not options.compat:
        raise NetworkError(f"variable1 and variable2 are both {options.variable1!r}; choose two variables")


def _several_coders(table: StatementTable, options: NetworkOptions) -> str | None:
    if options.compat or options.coders or table.coders is None or len(table.coders.levels) < 2:
        return None
    named = ", ".join(str(level) or "(unnamed)" for level in table.coders.levels)
    return f"statements of {len(table.coders.levels)} coders are counted together ({named}); coders=[...] keeps some"
