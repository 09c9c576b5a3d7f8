"""How well dates in words become days: TimeBank, AQUAINT and MEANTIME values, GUM news intervals, speed, publication.

    python -m benchmarks.quality.dates

Reads the corpora under `../shared/data` (or `$ONRECORD_DATA`); a missing corpus gives a row that says so. The rules
were written on TempEval-3's training sets; the error lists of half of MEANTIME and of GUM news were read once.
"""

from __future__ import annotations

import lzma
import re
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date

from benchmarks.measure import Measure, print_measures
from benchmarks.quality import publication
from benchmarks.quality.timex import data_folder, read_cases, records, score
from onrecord.record import DateRange
from onrecord.resolution.dates import find_dates

COMMAND = "python -m benchmarks.quality.dates"
DATA = data_folder()


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


def measure() -> list[Measure]:
    """All rows of this benchmark."""
    rows: list[Measure] = []
    rows += _row("dates: value F1, MEANTIME", "meantime", _measure_meantime)
    rows += _row(_TUNED, "tempeval3", _measure_tuned)
    rows += _row("dates: exact interval, GUM news", "gum", _measure_gum)
    rows += _row("dates: speed, PolNeAR", "polnear", _measure_speed)
    rows += publication.measure()
    return rows


def _row(name: str, corpus: str, run: Callable[[], list[Measure]]) -> list[Measure]:
    if not (DATA / corpus).is_dir():
        return [Measure(name, "", f"no corpus at {DATA / corpus}", None, COMMAND)]
    return run()


_TUNED = "dates: value F1, TimeBank + AQUAINT (tuned on)"


def _measure_tuned() -> list[Measure]:
    files = [DATA / "tempeval3" / f"{name}_train.jsonl.gz" for name in ("timebank", "aquaint")]
    result = score(case for path in files for case in read_cases(path))
    row = result.as_row()
    text = f"{row['value_f1']:.1f} (relaxed {row['relaxed_f1']:.1f}, n={result.n_gold})"
    return [Measure(_TUNED, ">= 82", text, row["value_f1"] >= 82, COMMAND)]


def _measure_meantime() -> list[Measure]:
    result = score(read_cases(DATA / "meantime" / "meantime_en.jsonl.gz"))
    row = result.as_row()
    text = f"{row['value_f1']:.1f} (relaxed {row['relaxed_f1']:.1f}, n={result.n_gold})"
    return [Measure("dates: value F1, MEANTIME", ">= 76", text, row["value_f1"] >= 76, COMMAND)]


def _measure_gum() -> list[Measure]:
    scores = interval_scores(gum_news())
    text = f"{scores['exact']:.1f} % (found {scores['found']:.1f} %, n={scores['gold']:.0f})"
    return [Measure("dates: exact interval, GUM news", ">= 86 %", text, scores["exact"] >= 86, COMMAND)]


def _measure_speed() -> list[Measure]:
    texts = [record["text"] for record in records(DATA / "polnear" / "dev.jsonl.gz")]
    rate = words_per_second(texts)
    return [Measure("dates: words a second", ">= 30,000", f"{rate:,.0f}", rate >= 30_000, COMMAND)]


if __name__ == "__main__":
    sys.exit(0 if print_measures(measure()) else 1)
