"""Figures: the amounts that the articles give, those of most articles first, each with its sentence."""

from __future__ import annotations

from dataclasses import dataclass

from ...record import Figure
from ..anchors import Anchors
from ..phrases import Bit, Phrase, phrase
from ..wording import agree, capital, one_line, spelled
from .timeline import passage_anchor

_PASSAGES = 5
_PERIODS = {"year": "a year", "month": "a month", "week": "a week", "day": "a day", "since": "over a stretch of time"}
_PLAIN = frozenset(("percent", "dollar", "euro", "pound", "yen", "shekel", "crown", "ruble"))


@dataclass(frozen=True, slots=True)
class Row:
    anchor: str
    words: str
    unit: str
    sentence: str
    refs: tuple[Bit, ...]


@dataclass(frozen=True, slots=True)
class AmountsView:
    finding: Phrase
    rows: tuple[Row, ...]
    n_rows: int
    left_out: int


def view_amounts(anchors: Anchors) -> AmountsView:
    ledger = anchors.ledger
    found = [
        figure
        for figure in ledger.material.figures
        if any(passage.document_id in ledger.article_of for passage in figure.evidence)
    ]
    shown = found[: ledger.limits.figures]
    rows = tuple(_row(place, figure, anchors) for place, figure in enumerate(shown, 1))
    return AmountsView(_finding(found), rows, len(found), len(found) - len(rows))


def _row(place: int, figure: Figure, anchors: Anchors) -> Row:
    ledger = anchors.ledger
    refs = [
        Bit(
            ledger.article_of[passage.document_id].ref,
            f"#{passage_anchor(passage.document_id, passage.start, anchors)}",
            css="mono",
        )
        for passage in figure.evidence
        if passage.document_id in ledger.article_of
    ]
    counted = "" if figure.unit in _PLAIN else f"{figure.unit}s"
    unit = " ".join(filter(None, (one_line(counted, 30), _PERIODS.get(figure.period, ""))))
    return Row(
        f"f{place}", one_line(figure.words, 60), unit, one_line(figure.description, 260), tuple(refs[:_PASSAGES])
    )


def _finding(found: list[Figure]) -> Phrase:
    if not found:
        return phrase("The articles give no sum of money, no share and no greater count.")
    n = len(found)
    several = sum(len({passage.document_id for passage in figure.evidence}) > 1 for figure in found)
    words = f"{capital(spelled(n))} {agree(n, 'amount is', 'amounts are')} given"
    if several:
        words += f", {spelled(several)} of them in more than one article"
    return phrase(f"{words}. Those that cannot both hold stand under ", Bit("Tensions", "#tensions"), ".")
