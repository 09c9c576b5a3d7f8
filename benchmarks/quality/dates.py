"""How well dates in words become days: MEANTIME values, GUM news intervals, speed, publication ranges on PolNeAR.

    python -m benchmarks.quality.dates

Reads the corpora under `../shared/data` (or `$ONRECORD_DATA`); a missing corpus gives a row that says so. The rules
were written on TempEval-3's training sets; the error lists of half of MEANTIME and of GUM news were read once.
"""

from __future__ import annotations

import gzip
import json
import lzma
import os
import random
import re
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.measure import Measure, print_measures
from onrecord.record import Annotated, Annotation, Basis, DateRange, Document
from onrecord.record.dates import UNKNOWN_DATE
from onrecord.resolution.dates import DateMention, find_dates, infer_publications
from onrecord.text import sha256

COMMAND = "python -m benchmarks.quality.dates"
DATA = Path(os.environ.get("ONRECORD_DATA", "../shared/data"))
_NO_SPACE_BEFORE = re.compile(r"^(?:[.,;:!?%)\]]|'s|n't|''|'re|'ve|'ll|'d|'m|'|-)$")
_ANNOTATED = 6  # MEANTIME marks time in the headline, the dateline and the first four sentences
_NO_SPACE_AFTER = {"(", "[", "$", "#", "``", "-"}


def records(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def joined(tokens: list[str]) -> tuple[str, list[tuple[int, int]]]:
    """A running text of tokens, and the place of each in it."""
    text, places = "", []
    for index, token in enumerate(tokens):
        if index and not _NO_SPACE_BEFORE.match(token) and tokens[index - 1] not in _NO_SPACE_AFTER:
            text += " "
        places.append((len(text), len(text) + len(token)))
        text += token
    return text, places


def meantime() -> Iterator[tuple[str, date, list[tuple[int, int, str]]]]:
    """Text of the annotated sentences, publication day, gold (start, end, value)."""
    for record in records(DATA / "meantime" / "meantime_en.jsonl.gz"):
        marked = [one for one in record["markables"] if one.get("tok")]
        # A sentence a line, so that the headline and the dateline do not run into the first sentence.
        text, places = "", []
        for first, stop in record["sents"][:_ANNOTATED]:
            piece, inside = joined(record["tokens"][first:stop])
            places += [(len(text) + a, len(text) + b) for a, b in inside]
            text += piece + "\n"
        gold = [
            (places[one["tok"][0]][0], places[one["tok"][1] - 1][1], one.get("value") or "")
            for one in marked
            if one["kind"] == "TIMEX3"
            and one.get("functionInDocument") != "CREATION_TIME"
            and one["tok"][1] <= len(places)
        ]
        dated = [one["tok"] for one in marked if one.get("functionInDocument") == "CREATION_TIME"]
        for first, stop in dated:  # the dateline itself is given, not found
            begin, finish = places[first][0], places[stop - 1][1]
            text = text[:begin] + "." * (finish - begin) + text[finish:]
        day = record["date"] or next((one["value"] for one in record["markables"] if one["kind"] == "TIMEX3"), None)
        if day and re.fullmatch(r"\d{4}-\d\d-\d\d", day):
            yield text, date.fromisoformat(day), gold


def value_scores(cases: Iterator[tuple[str, date, list[tuple[int, int, str]]]]) -> dict[str, float]:
    """TempEval-3 entity measures: relaxed F1 (any overlap) and value F1 (overlap and the same value), in percent."""
    n_gold = n_found = n_matched = n_right = 0
    for text, published, gold in cases:
        found = find_dates(text, anchor=DateRange.day(published))
        n_gold, n_found = n_gold + len(gold), n_found + len(found)
        for start, end, value in gold:
            match = overlapping(found, start, end)
            n_matched += match is not None
            n_right += match is not None and same_value(match.value, value)
    return {
        "gold": n_gold,
        "found": n_found,
        "relaxed": 200 * n_matched / max(1, n_gold + n_found),
        "value": 200 * n_right / max(1, n_gold + n_found),
    }


def overlapping(found: tuple[DateMention, ...], start: int, end: int) -> DateMention | None:
    candidates = [one for one in found if one.start < end and start < one.end]
    return max(candidates, key=lambda one: min(end, one.end) - max(start, one.start), default=None)


def same_value(left: str, right: str) -> bool:
    return bool(left) and left.strip() == right.strip()


def gum_news() -> Iterator[tuple[str, date, list[tuple[int, int, date, date]]]]:
    """Text, day of publication, gold (start, end, first day, last day) of the `<date>` tags that name days."""
    for path in sorted((DATA / "gum").glob("en_gum-*.conllu.xz")):
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for block in lines.read().split("# newdoc id = ")[1:]:
                if "_news_" in block[:60]:
                    yield _gum_document(block)


def _gum_document(block: str) -> tuple[str, date, list[tuple[int, int, date, date]]]:
    published = date.fromisoformat(re.search(r"meta::dateCreated = (\S+)", block)[1])  # type: ignore[index]
    text = ""
    gold: list[tuple[int, int, date, date]] = []
    open_tags: list[tuple[int, str]] = []
    for line in block.split("\n"):
        if not line:
            text = text.rstrip() + "\n"
            continue
        fields = line.split("\t")
        if len(fields) != 10 or not fields[0].isdigit():
            continue
        start = len(text)
        text += fields[1]
        xml = next((part[4:] for part in fields[9].split("|") if part.startswith("XML=")), "")
        for tag in re.finditer(r"<date([^>]*)>|</date>", xml):
            if tag[0].startswith("</"):
                if open_tags:
                    begin, attributes = open_tags.pop()
                    days = _gum_days(attributes)
                    if days:
                        gold.append((begin, len(text), *days))
            else:
                open_tags.append((start, tag[1]))
        if "SpaceAfter=No" not in fields[9]:
            text += " "
    return text, published, gold


def _gum_days(attributes: str) -> tuple[date, date] | None:
    values = dict(re.findall(r'(\w+):::"([^"]*)"', attributes))
    first = _iso_days(values.get("when") or values.get("from") or values.get("notBefore") or "")
    last = _iso_days(values.get("when") or values.get("to") or values.get("notAfter") or "")
    return (first[0], last[1]) if first and last else None


def _iso_days(value: str) -> tuple[date, date] | None:
    """First and last day of an ISO 8601 day, month or year."""
    parts = [int(part) for part in value[:10].split("T")[0].split("-") if part.isdigit()]
    if not re.fullmatch(r"\d{4}(?:-\d\d){0,2}(?:T.*)?", value):
        return None
    year = parts[0]
    if len(parts) == 1:
        return date(year, 1, 1), date(year, 12, 31)
    if len(parts) == 2:
        after = date(year + parts[1] // 12, parts[1] % 12 + 1, 1)
        return date(year, parts[1], 1), date.fromordinal(after.toordinal() - 1)
    return (date(*parts), date(*parts))


def interval_scores(cases: Iterator[tuple[str, date, list[tuple[int, int, date, date]]]]) -> dict[str, float]:
    """Share of gold dates found, and found with exactly their first and last day, in percent."""
    n_gold = n_found = n_exact = 0
    for text, published, gold in cases:
        found = find_dates(text, anchor=DateRange.day(published))
        for start, end, first, last in gold:
            n_gold += 1
            inside = [one for one in found if one.start < end and start < one.end and one.dates.known]
            n_found += bool(inside)
            n_exact += any((one.dates.start, one.dates.end) == (first, last) for one in inside)
    return {"gold": n_gold, "found": 100 * n_found / max(1, n_gold), "exact": 100 * n_exact / max(1, n_gold)}


def words_per_second(texts: list[str], *, rounds: int = 3) -> float:
    """Median over rounds of words read in a second of CPU time, one process."""
    n_words = sum(len(text.split()) for text in texts)
    anchor = DateRange.day(date(2016, 6, 1))
    rates = []
    for _ in range(rounds):
        began = time.process_time()
        for text in texts:
            find_dates(text, anchor=anchor)
        rates.append(n_words / (time.process_time() - began))
    return statistics.median(rates)


def polnear(*, hidden: float, seed: int) -> tuple[list[Annotated], dict[str, date]]:
    """Articles of PolNeAR as documents, a share of them with their date hidden, and the true day of those."""
    chance = random.Random(seed)
    articles, truth = [], {}
    for name in ("train", "dev"):
        for record in records(DATA / "polnear" / f"{name}.jsonl.gz"):
            day = date.fromisoformat(record["date"])
            hide = chance.random() < hidden
            document = Document(
                id=record["id"],
                paths=(f"{record['id']}.txt",),
                text=record["text"],
                text_sha256=sha256(record["text"]),
                published=UNKNOWN_DATE if hide else DateRange.day(day),
                published_basis=Basis.NONE if hide else Basis.METADATA,
            )
            articles.append(Annotated(document, (), Annotation(document.id)))
            if hide:
                truth[document.id] = day
    return articles, truth


def containment(*, hidden: float, seed: int = 7) -> dict[str, float]:
    """Over hidden dates: share given any bound, share of those that contain the truth, closed ranges, median width."""
    articles, truth = polnear(hidden=hidden, seed=seed)
    found = infer_publications(articles)
    bounded = [(truth[key], found[key].published) for key in truth if found[key].published.known]
    right = [_contains(dates, day) for day, dates in bounded]
    widths = [(dates.end - dates.start).days + 1 for _, dates in bounded if dates.start and dates.end]
    return {
        "hidden": len(truth),
        "bounded": len(bounded),
        "contained": sum(right) / max(1, len(right)),
        "closed": len(widths),
        "width": statistics.median(widths) if widths else 0,
        "days": sum(dates.is_day for _, dates in bounded),
    }


def _contains(dates: DateRange, day: date) -> bool:
    return (dates.start is None or dates.start <= day) and (dates.end is None or day <= dates.end)


def measure() -> list[Measure]:
    """All rows of this benchmark."""
    rows: list[Measure] = []
    rows += _row("dates: value F1, MEANTIME", "meantime", _measure_meantime)
    rows += _row("dates: exact interval, GUM news", "gum", _measure_gum)
    rows += _row("dates: speed, PolNeAR", "polnear", _measure_speed)
    rows += _row("publication ranges, PolNeAR", "polnear", _measure_publication)
    return rows


def _row(name: str, corpus: str, run: Callable[[], list[Measure]]) -> list[Measure]:
    if not (DATA / corpus).is_dir():
        return [Measure(name, "", f"no corpus at {DATA / corpus}", None, COMMAND)]
    return run()


def _measure_meantime() -> list[Measure]:
    scores = value_scores(meantime())
    text = f"{scores['value']:.1f} (relaxed {scores['relaxed']:.1f}, n={scores['gold']:.0f})"
    return [Measure("dates: value F1, MEANTIME", ">= 75", text, scores["value"] >= 75, COMMAND)]


def _measure_gum() -> list[Measure]:
    scores = interval_scores(gum_news())
    text = f"{scores['exact']:.1f} % (found {scores['found']:.1f} %, n={scores['gold']:.0f})"
    return [Measure("dates: exact interval, GUM news", ">= 85 %", text, scores["exact"] >= 85, COMMAND)]


def _measure_speed() -> list[Measure]:
    texts = [record["text"] for record in records(DATA / "polnear" / "dev.jsonl.gz")]
    rate = words_per_second(texts)
    return [Measure("dates: words a second", ">= 30,000", f"{rate:,.0f}", rate >= 30_000, COMMAND)]


def _measure_publication() -> list[Measure]:
    rows = []
    for hidden in (0.1, 0.5, 1.0):
        scores = containment(hidden=hidden)
        name = f"publication ranges that hold the true day, {hidden:.0%} of dates hidden"
        text = (
            f"{scores['contained']:.3f} of {scores['bounded']:.0f} bounded, {scores['closed']:.0f} closed "
            f"(median {scores['width']:.0f} days), {scores['days']:.0f} single days, of {scores['hidden']:.0f}"
        )
        rows.append(Measure(name, ">= 0.97", text, scores["contained"] >= 0.97, COMMAND))
    return rows


if __name__ == "__main__":
    sys.exit(0 if print_measures(measure()) else 1)
