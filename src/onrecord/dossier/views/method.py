"""Method and measured figures, and which machine or person made what."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from ..anchors import Anchors
from ..material import Measure
from ..phrases import Phrase, phrase
from ..wording import agree, capital, count, number, one_line, spelled


@dataclass(frozen=True, slots=True)
class MeasureRow:
    name: str
    value: str
    goal: str
    note: str


@dataclass(frozen=True, slots=True)
class OriginRow:
    origin: str
    made: str
    n: int


@dataclass(frozen=True, slots=True)
class MethodView:
    finding: Phrase
    measures: tuple[MeasureRow, ...]
    origins: tuple[OriginRow, ...]
    codebook_given: bool


NOT_MEASURED = "not measured"


def view_method(anchors: Anchors) -> MethodView:
    ledger = anchors.ledger
    material = ledger.material
    measures = tuple(_measure(Measure(*row)) for row in material.measures)
    made: Counter[tuple[str, str]] = Counter()
    for report in ledger.reports:
        made[("attributions", report.attribution.origin)] += 1
    for suggestion in material.suggestions:
        made[("suggestions of concept and stance", suggestion.origin)] += 1
    for actor in material.actors:
        made[("actors", actor.origin)] += 1
    for concept in material.concepts:
        made[("concepts", concept.origin or ("codebook" if material.codebook_given else ""))] += 1
    for decision in material.decisions:
        made[("decisions", f"coder:{decision.coder}")] += 1
    return MethodView(
        _finding(measures, len(material.decisions), anchors),
        measures,
        tuple(
            OriginRow(one_line(origin, 80) or "origin not recorded", what, n)
            for (what, origin), n in sorted(made.items(), key=lambda item: (item[0][0], -item[1], item[0][1]))[:60]
        ),
        material.codebook_given,
    )


def _measure(row: Measure) -> MeasureRow:
    return MeasureRow(
        one_line(row.name, 160),
        _value(row.value),
        "none" if row.goal is None else _value(row.goal),
        one_line(row.note, 300),
    )


def _value(value: float | str | None) -> str:
    if value is None:
        return NOT_MEASURED
    if isinstance(value, str):
        return one_line(value, 80)
    if isinstance(value, int) or (value == int(value) and abs(value) > 1):
        return number(int(value))
    return f"{value:.3f}".replace("-", "\u2212")


def _finding(measures: tuple[MeasureRow, ...], n_decisions: int, anchors: Anchors) -> Phrase:
    who = (
        f"Machines read and suggest; people decide, so far {count(n_decisions, 'time')}."
        if n_decisions
        else "Machines read and suggest; no person has decided anything here yet."
    )
    if not measures:
        return phrase(f"{who} No measured figure was handed to this page: treat every count as unmeasured.")
    n = sum(row.value != NOT_MEASURED for row in measures)
    open_rows = len(measures) - n
    words = "Nothing below was measured"
    if n:
        words = f"{capital(spelled(n))} measured {agree(n, 'figure', 'figures')} below {agree(n, 'was', 'were')} taken "
        words += "on other articles"
    if n and open_rows:
        words += f"; {spelled(open_rows)} {agree(open_rows, 'step is', 'steps are')} not measured"
    return phrase(f"{who} {words}.")
