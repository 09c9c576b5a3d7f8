"""What can be asked of a network, in rDNA's words. A value that is not offered is refused by name, never replaced."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Literal

from ..errors import InputError


class NetworkError(InputError):
    """A network that cannot be computed as asked; the message names option, value and what is allowed."""


class NetworkType(StrEnum):
    TWOMODE = "twomode"
    ONEMODE = "onemode"
    EVENTLIST = "eventlist"


class Aggregation(StrEnum):
    """How a qualifier enters: Leifeld 2017 (Discourse network analysis, in: Oxford Handbook of Political Networks).

    Two-mode: `ignore` counts statements; `combine` numbers the combination of levels that occur (the lowest level is
    the highest bit: of a boolean, 1 only agreement, 2 only disagreement, 3 both); `subtract` is support less opposition
    (integers: their sum). One-mode: `ignore` counts pairs of statements about the same thing, `congruence` those that
    agree, `conflict` those that disagree (integers: by their distance), `subtract` the difference.
    """

    IGNORE = "ignore"
    COMBINE = "combine"
    SUBTRACT = "subtract"
    CONGRUENCE = "congruence"
    CONFLICT = "conflict"
    CONGRUENCE_AND_CONFLICT = "congruence & conflict"  # two networks a time window, one of each, in turn


class Normalization(StrEnum):
    """What cells are divided by.

    One-mode: `average` the mean number of statements of both, `cosine` the lengths of both profiles, `jaccard` what
    either holds. Two-mode: `activity` the statements of the row, `prominence` those of the column.
    """

    NO = "no"
    AVERAGE = "average"
    JACCARD = "jaccard"
    COSINE = "cosine"
    ACTIVITY = "activity"
    PROMINENCE = "prominence"


class Duplicates(StrEnum):
    """Within what a statement with the same variable1, variable2 and (unless ignored) qualifier counts once."""

    INCLUDE = "include"
    DOCUMENT = "document"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    ACROSS_RANGE = "acrossrange"


class TimeWindow(StrEnum):
    NO = "no"
    EVENTS = "events"
    SECONDS = "seconds"
    MINUTES = "minutes"
    HOURS = "hours"
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"


class Kernel(StrEnum):
    NO = "no"
    UNIFORM = "uniform"
    EPANECHNIKOV = "epanechnikov"
    TRIANGULAR = "triangular"
    GAUSSIAN = "gaussian"


Compat = Literal["dna"]


@dataclass(frozen=True, kw_only=True)
class NetworkOptions:
    """The options of one computation; names as in rDNA's `dna_network`, in snake case.

    `exclude_values`: variable -> values, statement or document variables alike. `invert_values` (and `invert_authors`,
    ...) turn exclusion into "keep only". `coders`: keep only these coders' statements; empty: all. `minimum_frequency`:
    keep only entities of variable1 and variable2 with so many filtered statements. `compat="dna"` computes what DNA 3.1
    computes, its defects included.

    `start_date` and `stop_date` are within the range; a day alone is whole; None: from the first, to the last document.
    `isolates`: all entities of the table, also those without statements. `window_size`: length of a time window in
    units of `time_window` (or number of statements); windows are a unit apart and, without a start date, begin with the
    calendar's units. `indent_time`: only windows that lie within the range; else those at its ends are clipped, and say
    so. `normalize_to_one`: cells are divided by the sum of their sizes.
    """

    network_type: NetworkType = NetworkType.TWOMODE
    variable1: str = "organization"
    variable1_document: bool = False
    variable2: str = "concept"
    variable2_document: bool = False
    qualifier: str | None = "agreement"
    qualifier_document: bool = False
    qualifier_aggregation: Aggregation = Aggregation.IGNORE
    normalization: Normalization = Normalization.NO
    isolates: bool = False
    duplicates: Duplicates = Duplicates.INCLUDE
    start_date: datetime | None = None
    stop_date: datetime | None = None
    time_window: TimeWindow = TimeWindow.NO
    window_size: int = 100
    kernel: Kernel = Kernel.NO
    normalize_to_one: bool = False
    indent_time: bool = True
    exclude_values: Mapping[str, Sequence[str | int]] = field(default_factory=dict)
    exclude_authors: Sequence[str] = ()
    exclude_sources: Sequence[str] = ()
    exclude_sections: Sequence[str] = ()
    exclude_types: Sequence[str] = ()
    invert_values: bool = False
    invert_authors: bool = False
    invert_sources: bool = False
    invert_sections: bool = False
    invert_types: bool = False
    coders: Sequence[str] = ()
    minimum_frequency: int = 1
    compat: Compat | None = None
