"""How honestly a hidden day of publication is bounded: coverage, ranges without the true day, width.

    python -m benchmarks.quality.publication

Days of articles that have one are hidden from a share of them, and asked back from their words and from the others.
*Falsely sharp* is a range, or a day, that does not hold the true day. PolNeAR is one year of US politics, so that its
sisters lie close in time; TimeBank, AQUAINT and PolNeAR together lie up to 27 years apart, which tempts to wrong links.
"""

from __future__ import annotations

import random
import statistics
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from benchmarks.measure import Measure, print_measures
from benchmarks.quality.timex import data_folder, read_cases, records
from onrecord.record import Annotated, Annotation, Basis, DateRange, Document
from onrecord.record.dates import UNKNOWN_DATE
from onrecord.resolution.dates import infer_publications
from onrecord.text import sha256

COMMAND = "python -m benchmarks.quality.publication"
Dated = tuple[str, str, date]  # id, text, true day


def polnear(data: Path) -> Iterator[Dated]:
    for name in ("train", "dev"):
        for record in records(data / "polnear" / f"{name}.jsonl.gz"):
            yield record["id"], record["text"], date.fromisoformat(record["date"])


def tempeval(data: Path) -> Iterator[Dated]:
    for name in ("timebank", "aquaint"):
        for case in read_cases(data / "tempeval3" / f"{name}_train.jsonl.gz"):
            yield case.name, case.text, case.written


def hide(articles: list[Dated], *, share: float, seed: int) -> tuple[list[Annotated], dict[str, date]]:
    """The articles as documents, the day of a share of them hidden, and the true day of those."""
    chance = random.Random(seed)
    made, truth = [], {}
    for key, text, day in articles:
        hidden = chance.random() < share
        published = UNKNOWN_DATE if hidden else DateRange.day(day)
        basis = Basis.NONE if hidden else Basis.METADATA
        document = Document(key, (f"{key}.txt",), text, sha256(text), published=published, published_basis=basis)
        made.append(Annotated(document, (), Annotation(key)))
        if hidden:
            truth[key] = day
    return made, truth


def containment(articles: list[Dated], *, hidden: float, seed: int = 7) -> dict[str, float]:
    """Over hidden days: how many are bounded, hold the truth, are closed at both ends; the median width in days."""
    made, truth = hide(articles, share=hidden, seed=seed)
    found = infer_publications(made)
    bounded = [(truth[key], found[key].published) for key in truth if found[key].published.known]
    right = sum(holds(dates, day) for day, dates in bounded)
    widths = [(dates.end - dates.start).days + 1 for _, dates in bounded if dates.start and dates.end]
    return {
        "hidden": len(truth),
        "bounded": len(bounded),
        "contained": right / max(1, len(bounded)),
        "falsely_sharp": len(bounded) - right,
        "closed": len(widths),
        "width": statistics.median(widths) if widths else 0,
        "days": sum(dates.is_day for _, dates in bounded),
    }


def holds(dates: DateRange, day: date) -> bool:
    return (dates.start is None or dates.start <= day) and (dates.end is None or day <= dates.end)


def measure() -> list[Measure]:
    """All rows of this benchmark; a missing corpus gives a row that says so."""
    data, rows = data_folder(), []
    for corpus in ("polnear", "tempeval3"):
        if not (data / corpus).is_dir():
            return [Measure("publication ranges", "", f"no corpus at {data / corpus}", None, COMMAND)]
    news = list(polnear(data))
    far_apart = [*news, *tempeval(data)]
    for hidden in (0.1, 0.5, 1.0):
        rows += _rows(f"publication ranges that hold the true day, {hidden:.0%} of dates hidden", news, hidden)
    rows += _rows("publication ranges that hold the true day, corpora 27 years apart", far_apart, 0.5)
    return rows


def _rows(name: str, articles: list[Dated], hidden: float) -> list[Measure]:
    scores = containment(articles, hidden=hidden)
    text = (
        f"{scores['contained']:.3f} of {scores['bounded']:.0f} bounded, {scores['closed']:.0f} closed "
        f"(median {scores['width']:.0f} days), {scores['days']:.0f} single days, of {scores['hidden']:.0f}; "
        f"falsely sharp {scores['falsely_sharp']:.0f}"
    )
    coverage = scores["bounded"] / max(1, scores["hidden"])
    about = name.removeprefix("publication ranges that hold the true day, ")
    return [
        Measure(name, ">= 0.97", text, scores["contained"] >= 0.97, COMMAND),
        Measure(f"undated articles given a bound, {about}", ">= 25 %", f"{coverage:.1%}", coverage >= 0.25, COMMAND),
    ]


if __name__ == "__main__":
    sys.exit(0 if print_measures(measure()) else 1)
