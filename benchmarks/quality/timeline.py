"""How many events of a hand-made timeline are found, on the right days, told by all their articles, in words a reader
understands alone; and how SemEval-2015's timelines and ECB+'s chains across documents are met.

    python -m benchmarks.quality.timeline PROJECT_OR_FOLDER GOLD.jsonl [--json]
    python -m benchmarks.quality.timeline

A gold line is `{"what", "from", "to", "kind", "names", "told": [{"document", "words"}]}`: `from` and `to` are null
where the articles give no date, each of `names` (alternatives by `|`) should stand in the description, `told` are words
of the articles. Without arguments the corpora under `../shared/data` (or `$ONRECORD_DATA`) are read.
"""

from __future__ import annotations

import gzip
import json
import os
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

from benchmarks.measure import Measure, print_measures
from benchmarks.quality.timex import joined
from onrecord.project import Project, brief
from onrecord.record import Annotated, Annotation, DateRange, Document, Event, Passage, Region, RegionKind, Span
from onrecord.resolution.dates import find_dates
from onrecord.resolution.events import find_events
from onrecord.store import open_store
from onrecord.text import sha256

COMMAND = "python -m benchmarks.quality.timeline"
DATA = Path(os.environ.get("ONRECORD_DATA", "../shared/data"))
GOAL = 0.70
_WIDER = 31  # days a range may be wider than the true one and still be called right, besides
_TIMES = 3  # so many times the true width


@dataclass(frozen=True, slots=True)
class Gold:
    """An event as a careful reader would note it."""

    what: str
    dates: DateRange
    kind: str
    names: tuple[str, ...]
    passages: tuple[Passage, ...]


def read_gold(path: Path, documents: dict[str, Document]) -> Iterator[Gold]:
    """The gold events, their words found in the documents (by file name)."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        passages = []
        for told in row["told"]:
            document = documents[told["document"]]
            start = document.text.index(told["words"])
            passages.append(Passage(document.id, start, start + len(told["words"])))
        first, last = (date.fromisoformat(day) if day else None for day in (row["from"], row["to"]))
        yield Gold(row["what"], DateRange.between(first, last), row["kind"], tuple(row["names"]), tuple(passages))


def right_range(found: DateRange, gold: DateRange) -> bool:
    """Whether a range meets the true one and is not much wider; no date where none is known."""
    if not gold.known:
        return found.start is None
    if not (found.start and found.end and gold.start and gold.end):
        return False
    meets = found.start <= gold.end and gold.start <= found.end
    width = (gold.end - gold.start).days
    return meets and (found.end - found.start).days <= max(_TIMES * width, width + _WIDER)


def compare(events: Sequence[Event], gold: Sequence[Gold], *, verbose: bool) -> dict[str, float]:
    """Shares of the gold events that are found, dated right, told by every article named, and described in full."""
    n_right = n_found = n_whole = n_kind = n_clear = 0
    for one in gold:
        meeting = [
            event
            for event in events
            if any(
                a.document_id == b.document_id and a.span.overlaps(b.span) for a in event.evidence for b in one.passages
            )
        ]
        dated = [event for event in meeting if right_range(event.dates, one.dates)]
        best = max(
            dated or meeting,
            key=lambda event: (_clear(event, one), len(_told(event, one))),
            default=None,
        )
        n_found += bool(meeting)
        n_right += bool(dated)
        if best is not None:
            n_whole += {passage.document_id for passage in one.passages} <= _told(best, one)
            n_kind += best.kind.value == one.kind
            n_clear += _clear(best, one)
        if verbose:
            sign = "right" if dated else "found" if meeting else "MISSED"
            shown = f"{best.dates.start}..{best.dates.end} {best.kind.value}: {best.description}" if best else ""
            print(f"{sign:6} {'' if best is None or _clear(best, one) else 'unclear'} {one.what} | {shown}")
    n = max(1, len(gold))
    return {
        "events": len(gold), "found": n_found / n, "right_range": n_right / n, "all_articles": n_whole / n,
        "kind": n_kind / n, "description": n_clear / n,
    }  # fmt: skip


def _told(event: Event, gold: Gold) -> set[str]:
    return {passage.document_id for passage in event.evidence} & {passage.document_id for passage in gold.passages}


def _clear(event: Event, gold: Gold) -> bool:
    words = event.description.casefold()
    return all(any(name.casefold() in words for name in names.split("|")) for names in gold.names)


def measure_project(place: Path, gold_file: Path, *, verbose: bool = True) -> dict[str, float]:
    """`compare` over the events of a project, or of a folder that is put on record first."""
    project_file = place / "project.onrecord" if place.is_dir() else place
    if not project_file.exists():
        with tempfile.TemporaryDirectory() as made:
            brief(place, made).close()
            return measure_project(Path(made), gold_file, verbose=verbose)
    with Project.open(project_file) as project:
        store = open_store(project.location)
        documents = {Path(path).name: document for document in store.documents() for path in document.paths}
        return compare(store.events(), list(read_gold(gold_file, documents)), verbose=verbose)


def semeval() -> dict[str, float]:
    """SemEval-2015 task 4: gold dated events whose sentence tells an event of ours, and whose day ours allows sharply;
    gold events of several articles that ours merges."""
    texts: dict[str, tuple[Annotated, list[Span]]] = {}
    for record in _records(DATA / "semeval2015_timeline" / "docs.jsonl.gz"):
        article, places = _semeval_article(record)
        texts[record["id"].split("_")[0]] = (article, places)
    articles = [article for article, _ in texts.values()]
    dates = {a.document.id: find_dates(a.document.text, anchor=a.document.published) for a in articles}
    events = find_events(articles, dates, {})
    telling: dict[str, list[tuple[Passage, Event]]] = defaultdict(list)
    for event in events:
        for passage in event.evidence:
            telling[passage.document_id].append((passage, event))
    n = n_found = n_right = n_groups = n_merged = 0
    for record in _records(DATA / "semeval2015_timeline" / "timelines.jsonl.gz"):
        for line in record["text"].splitlines()[1:]:
            cells = line.split("\t")
            if len(cells) < 3 or cells[0] == "0" or not cells[1][:4].isdigit():
                continue
            first, last = _days(cells[1])
            met: list[set[str]] = []
            for cell in cells[2:]:
                key, sentence, _ = cell.split("-", 2)
                if key not in texts or int(sentence) >= len(texts[key][1]):
                    continue
                article, places = texts[key]
                here = [e for p, e in telling[article.document.id] if p.span.overlaps(places[int(sentence)])]
                n += 1
                n_found += bool(here)
                n_right += any(
                    e.dates.start == first or right_range(e.dates, DateRange.between(first, last)) for e in here
                )
                met.append({e.id for e in here})
            documents = {cell.split("-")[0] for cell in cells[2:]}
            if len(documents) > 1 and sum(bool(one) for one in met) > 1:
                n_groups += 1
                n_merged += any(a & b for a, b in combinations(met, 2))
    return {
        "mentions": n, "told": n_found / max(1, n), "right day": n_right / max(1, n),
        "groups over articles": n_groups, "merged": n_merged / max(1, n_groups),
    }  # fmt: skip


def _semeval_article(record: dict[str, Any]) -> tuple[Annotated, list[Span]]:
    text, places = "", []
    for tokens in record["sentences"]:
        piece, _ = joined(tokens)
        places.append(Span(len(text), len(text) + len(piece)))
        text += piece + "\n"
    dateline = joined(record["sentences"][1])[0] if len(record["sentences"]) > 1 else ""
    published = next((one.dates for one in find_dates(dateline, anchor=DateRange()) if one.dates.is_day), DateRange())
    document = Document(record["id"], (record["id"],), text, sha256(text), published=published)
    return Annotated(document, _regions(text, places), Annotation(record["id"])), places


def _regions(text: str, places: Sequence[Span]) -> tuple[Region, ...]:
    """The first line is the headline, as a reader of the file would see it; the dateline and the rest are the body."""
    if not places:
        return ()
    return (
        Region(RegionKind.HEADLINE, places[0].start, places[0].end),
        Region(RegionKind.BODY, min(places[0].end + 1, len(text)), len(text)),
    )


def _days(value: str) -> tuple[date, date]:
    year, month, day = (int(part) if part.isdigit() else 0 for part in [*value.split("-"), "XX", "XX"][:3])
    if not month:
        return date(year, 1, 1), date(year, 12, 31)
    if not day:
        last = date(year + month // 12, month % 12 + 1, 1).toordinal() - 1
        return date(year, month, 1), date.fromordinal(last)
    return date(year, month, day), date(year, month, day)


def ecbplus(part: str = "dev") -> dict[str, float]:
    """ECB+: of the pairs of tellings from two articles of a topic that we merge, the share that tells a gold chain of
    both; of the pairs that name the same event in the same words ("deadline"-like chains), the share merged."""
    gold = {record["id"]: record for record in _records(DATA / "ecbplus" / f"{part}.jsonl.gz")}
    topics: dict[str, list[tuple[Annotated, list[tuple[Span, set[str]]]]]] = defaultdict(list)
    for record in _records(DATA / "ecbplus" / "documents.jsonl.gz"):
        if record["id"] in gold:
            topics[record["topic"]].append(_ecb_article(record, gold[record["id"]]))
    n_merged = n_right = n_alike = n_found = 0
    for topic in topics.values():
        articles = [article for article, _ in topic]
        chains = {article.document.id: found for article, found in topic}
        dates = {a.document.id: find_dates(a.document.text, anchor=a.document.published) for a in articles}
        of_event: dict[Passage, set[str]] = {}
        group: dict[Passage, str] = {}
        for event in find_events(articles, dates, {}):
            for passage in event.evidence:
                found = {c for span, ids in chains[passage.document_id] if passage.span.contains(span) for c in ids}
                if found:
                    of_event[passage], group[passage] = found, event.id
        for left, right in combinations(sorted(of_event), 2):
            if left.document_id == right.document_id:
                continue
            same, merged = bool(of_event[left] & of_event[right]), group[left] == group[right]
            n_merged += merged
            n_right += merged and same
            n_alike += same
            n_found += merged and same
    return {"pairs merged": n_merged, "right": n_right / max(1, n_merged), "of alike": n_found / max(1, n_alike)}


def _ecb_article(record: dict[str, Any], gold: dict[str, Any]) -> tuple[Annotated, list[tuple[Span, set[str]]]]:
    text, found = "", []
    published = DateRange.day(date(2012, 1, 15))  # the corpus gives none: one day for all keeps relative dates alike
    for number, (first, last) in enumerate(record["sents"]):
        piece, places = joined(record["tokens"][first:last])
        for sentence, numbers, chain, _, kind, single in gold["mentions"]:
            if sentence == number and kind == "event" and not single and max(numbers) < len(places):
                span = Span(len(text) + places[min(numbers)][0], len(text) + places[max(numbers)][1])
                found.append((span, {chain}))
        text += piece + "\n"
    document = Document(record["id"], (record["id"],), text, sha256(text), published=published)
    return Annotated(document, (), Annotation(record["id"])), found


def _records(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def measure() -> list[Measure]:
    """The corpora's figures as rows; a missing corpus gives a row that says so."""
    rows: list[Measure] = []
    for name, measured in (("SemEval-2015 timelines", semeval), ("ECB+ dev", ecbplus)):
        try:
            for key, value in measured().items():
                shown = f"{value:.3f}" if isinstance(value, float) else str(value)
                rows.append(Measure(f"{name}: {key}", "", shown, None, COMMAND))
        except FileNotFoundError as error:
            rows.append(Measure(name, "", f"not measured: {error.filename} is missing", None, COMMAND))
    return rows


def main(arguments: Sequence[str]) -> int:
    places = [Path(one) for one in arguments if not one.startswith("--")]
    if len(places) != 2:
        return 0 if print_measures(measure()) else 1
    scores = measure_project(*places)
    print_measures(
        Measure(key, f"{GOAL}" if key == "right_range" else "", f"{value:.3f}", value >= GOAL, COMMAND)
        if key == "right_range"
        else Measure(key, "", f"{value:.3f}", None, COMMAND)
        for key, value in scores.items()
    )
    if "--json" in arguments:
        print(json.dumps(scores))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
