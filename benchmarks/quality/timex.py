"""How well dated words become TIMEX3 values, by TempEval-3's measures, on a file of annotated articles.

    python -m benchmarks.quality.timex FILE.jsonl.gz [FILE ...] [--json] [--errors N]

FILE holds a JSON object a line, gzipped or plain: `id`, `dct`, `text`, `timexes` [{b, e, value}] (TempEval-3), or
`tokens`, `sents`, `markables` (MEANTIME). `--json` ends with one line {"value_f1", "strict_f1", "relaxed_f1", ...} in
percent, over all files together; `--errors` lists that many misses of each class.

Measures (UzZaman et al., SemEval-2013 task 1): a found expression matches a gold one when they overlap (relaxed) or
have the same ends (strict), each matched once; value F1 counts relaxed matches of equal value, so it is relaxed F1
times the share of values that are right. The document's own creation time is given, never scored. An expression whose
days we know only as a range has no TIMEX3 value and is not put forward.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import re
import sys
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from onrecord.record import DateRange
from onrecord.resolution.dates import DateKind, DateMention, find_dates

_NO_SPACE_BEFORE = re.compile(r"^(?:[.,;:!?%)\]]|'s|n't|''|'re|'ve|'ll|'d|'m|'|-)$")
_NO_SPACE_AFTER = {"(", "[", "$", "#", "``", "-"}
_ANNOTATED = 6  # MEANTIME marks time in the headline, the dateline and the first four sentences
_DAY = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:T|$)")


def data_folder() -> Path:
    """Where the corpora lie: `../shared/data`, or `$ONRECORD_DATA`."""
    return Path(os.environ.get("ONRECORD_DATA", "../shared/data"))


def records(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a file of JSON lines, gzipped or plain; a file that cannot be read ends the run with status 2."""
    return (record for _, record in _records(path))


@dataclass(frozen=True, slots=True)
class Timex:
    """A gold expression: `[start, end)` of the text and its ISO-TimeML value."""

    start: int
    end: int
    value: str


@dataclass(frozen=True, slots=True)
class Case:
    """An article to be scored: its text, the day it was written, its gold expressions."""

    name: str
    text: str
    written: date
    gold: tuple[Timex, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A found expression: its place by TIMEX3's rules, the rule that read it, its value."""

    start: int
    end: int
    rule: str
    value: str


# TIMEX3 takes in the determiner and the words that qualify a number; our mentions are the bare words of the calendar.
_DETERMINER = re.compile(r"\b(?:the|a|an)\s+$", re.IGNORECASE)
_WITH_DETERMINER = frozenset(
    "unit run_up quarter half half_of decade season century adjacent same fiscal_year year_end recent duration "
    "event_offset deictic_weekday period day_part weekend".split()
)
_QUALIFIER = re.compile(
    r"\b(?:about|around|almost|nearly|roughly|approximately|more\s+than|less\s+than|at\s+least|at\s+most|fewer\s+than|"
    r"as\s+(?:many|much|little|few)\s+as|up\s+to|the\s+(?:first|latest))\s+$",
    re.IGNORECASE,
)
_COUNTED = frozenset("duration ago units_ago some_units_ago year_offset offset".split())
_END_OF = re.compile(r"(?:end|middle|beginning|start)\b")
_PREPOSITION = re.compile(r"(?:in|at)\s+(?=the\b)", re.IGNORECASE)


def as_timex(text: str, mention: DateMention) -> Found | None:
    """The mention as a TIMEX3; None when its days have no TIMEX3 value."""
    if not mention.value:
        return None
    start, end, words = mention.start, mention.end, mention.span.of(text)
    if mention.kind is DateKind.VAGUE:
        preposition = _PREPOSITION.match(words)
        start += preposition.end() if preposition else 0
    elif "-" not in words and (mention.rule in _WITH_DETERMINER or _END_OF.match(words)):
        start = _widened(_DETERMINER, text, start)
    if mention.rule in _COUNTED or mention.kind is DateKind.DURATION:
        start = _widened(_QUALIFIER, text, start)
        end += len("-old") if text.startswith("-old", end) else 0
    return Found(start, end, mention.rule, mention.value)


_DAYS = re.compile(r"(?P<first>.*\d)\s+(?:and|or)\s+(?P<last>\d\d?)(?:,?\s+\d{4})?")


def as_timexes(text: str, mention: DateMention) -> list[Found]:
    """The mention as TIMEX3s: one, none, or two where it names two days ("April 24 and 25")."""
    days = (
        _DAYS.fullmatch(text, mention.start, mention.end) if mention.rule in ("month_days", "month_day_year") else None
    )
    dates = mention.dates
    if days is not None and dates.start and dates.end and dates.start < dates.end:
        return [
            Found(days.start("first"), days.end("first"), mention.rule, dates.start.isoformat()),
            Found(days.start("last"), mention.end, mention.rule, dates.end.isoformat()),
        ]
    found = as_timex(text, mention)
    return [found] if found else []


def _widened(pattern: re.Pattern[str], text: str, start: int) -> int:
    match = pattern.search(text, max(0, start - 16), start)
    return match.start() if match else start


@dataclass(slots=True)
class Score:
    """Counts over articles, and the misses by class: missed, spurious, or the rule that gave the wrong value."""

    n_gold: int = 0
    n_found: int = 0
    strict: int = 0
    relaxed: int = 0
    right: int = 0
    misses: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def f1(self, matched: int) -> float:
        """Percent; 100 when there is nothing to find and nothing was found."""
        return 200 * matched / (self.n_gold + self.n_found) if self.n_gold + self.n_found else 100.0

    def as_row(self) -> dict[str, float]:
        return {
            "value_f1": round(self.f1(self.right), 2),
            "strict_f1": round(self.f1(self.strict), 2),
            "relaxed_f1": round(self.f1(self.relaxed), 2),
            "n_gold": self.n_gold,
            "n_found": self.n_found,
        }


def refuse(path: Path, what: str) -> NoReturn:
    """Ends the run with status 2: which file, what is wrong, what is allowed."""
    print(
        f"{path}: {what}; give a .jsonl or .jsonl.gz file with a JSON object a line: id, dct (YYYY-MM-DD), text, "
        "timexes [{b, e, value}] (TempEval-3), or tokens, sents, markables (MEANTIME)",
        file=sys.stderr,
    )
    raise SystemExit(2)


def read_cases(path: Path) -> Iterator[Case]:
    """The articles of a file in either format."""
    n_read = 0
    for number, record in _records(path):
        try:
            if "markables" in record:
                case = meantime_case(record)
            elif "timexes" in record:
                case = tempeval_case(record)
            else:
                refuse(path, f"line {number} has neither `timexes` nor `markables`")
        except (KeyError, TypeError, ValueError, IndexError) as error:
            refuse(path, f"line {number} cannot be read ({type(error).__name__}: {error})")
        n_read += 1
        if case is not None:
            yield case
    if not n_read:
        refuse(path, "no article in it")


def _records(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    number = 0
    try:
        with path.open("rb") as raw:
            zipped = raw.read(2) == b"\x1f\x8b"
        with gzip.open(path, "rt", encoding="utf-8") if zipped else path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if not line.strip():
                    continue
                record = json.loads(line)
                if not isinstance(record, dict):
                    refuse(path, f"line {number} is not a JSON object")
                yield number, record
    except OSError as error:
        refuse(path, f"cannot be opened ({error.strerror or error})")
    except (EOFError, zlib.error):
        refuse(path, "the gzip data are cut off or damaged")
    except UnicodeDecodeError:
        refuse(path, "not UTF-8 text")
    except json.JSONDecodeError as error:
        refuse(path, f"line {number} is not JSON ({error.msg})")


def _day_of(written: str) -> date:
    match = _DAY.match(written)
    if match is None:
        raise ValueError(f"the day of writing is {written!r}, not YYYY-MM-DD")
    return date(int(match[1]), int(match[2]), int(match[3]))


def tempeval_case(record: dict[str, Any]) -> Case:
    """An article with its `timexes`; offsets are code points of `text`."""
    text = record["text"]
    gold = []
    for one in record["timexes"]:
        start, end = int(one["b"]), int(one["e"])
        if one.get("functionInDocument") == "CREATION_TIME":
            continue
        if not 0 <= start < end <= len(text):
            raise ValueError(f"timex [{start}, {end}) lies outside the text of {len(text)} characters")
        gold.append(Timex(start, end, str(one.get("value") or "").strip()))
    gold.sort(key=lambda one: one.start)
    return Case(str(record.get("id", "")), text, _day_of(str(record["dct"])), tuple(gold))


def joined(tokens: list[str]) -> tuple[str, list[tuple[int, int]]]:
    """A running text of tokens, and the place of each in it."""
    text, places = "", []
    for index, token in enumerate(tokens):
        if index and not _NO_SPACE_BEFORE.match(token) and tokens[index - 1] not in _NO_SPACE_AFTER:
            text += " "
        places.append((len(text), len(text) + len(token)))
        text += token
    return text, places


def meantime_case(record: dict[str, Any]) -> Case | None:
    """The annotated sentences of an article, a line each; None when it does not tell its day."""
    marked = [one for one in record["markables"] if one.get("tok")]
    text, places = "", []
    for first, stop in record["sents"][:_ANNOTATED]:
        piece, inside = joined(record["tokens"][first:stop])
        places += [(len(text) + a, len(text) + b) for a, b in inside]
        text += piece + "\n"
    timexes = [one for one in marked if one["kind"] == "TIMEX3" and one["tok"][1] <= len(places)]
    given = [one["tok"] for one in timexes if one.get("functionInDocument") == "CREATION_TIME"]
    for first, stop in given:  # the dateline is given, not found
        begin, finish = places[first][0], places[stop - 1][1]
        text = text[:begin] + "." * (finish - begin) + text[finish:]
    gold = [
        Timex(places[one["tok"][0]][0], places[one["tok"][1] - 1][1], (one.get("value") or "").strip())
        for one in timexes
        if one.get("functionInDocument") != "CREATION_TIME"
    ]
    day = record["date"] or next((one["value"] for one in record["markables"] if one["kind"] == "TIMEX3"), None)
    if not day or not re.fullmatch(r"\d{4}-\d\d-\d\d", day):
        return None
    return Case(str(record.get("id", "")), text, date.fromisoformat(day), tuple(gold))


def score(cases: Iterable[Case]) -> Score:
    """Counts over all articles."""
    total = Score()
    for case in cases:
        mentions = find_dates(case.text, anchor=DateRange.day(case.written))
        _count(case, [one for mention in mentions for one in as_timexes(case.text, mention)], total)
    return total


def _count(case: Case, found: list[Found], total: Score) -> None:
    total.n_gold += len(case.gold)
    total.n_found += len(found)
    left = list(found)
    unmatched = []
    for gold in case.gold:  # same ends first, so that no neighbor takes an exact match away
        exact = next((one for one in left if (one.start, one.end) == (gold.start, gold.end)), None)
        if exact is None:
            unmatched.append(gold)
        else:
            total.strict += 1
            left.remove(exact)
            _judge(case, gold, exact, total)
    for gold in unmatched:
        overlapping = [one for one in left if one.start < gold.end and gold.start < one.end]
        if not overlapping:
            total.misses["missed"].append(_shown(case, gold.start, gold.end, gold.value))
            continue
        best = max(overlapping, key=lambda one: min(gold.end, one.end) - max(gold.start, one.start))
        left.remove(best)
        _judge(case, gold, best, total)
    for one in left:
        total.misses[f"spurious {one.rule}"].append(_shown(case, one.start, one.end, f"- found {one.value}"))


def _judge(case: Case, gold: Timex, found: Found, total: Score) -> None:
    total.relaxed += 1
    if gold.value == found.value:
        total.right += 1
    else:
        words = f"{gold.value or 'no value'} found {found.value} [{case.text[found.start : found.end]}]"
        total.misses[f"wrong {found.rule}"].append(_shown(case, gold.start, gold.end, words))


def _shown(case: Case, start: int, end: int, words: str) -> str:
    before, after = case.text[max(0, start - 60) : start], case.text[end : end + 40]
    return f"{case.name} {case.written:%a %Y-%m-%d} {words} | " + f"{before}<<{case.text[start:end]}>>{after}".replace(
        "\n", " / "
    )


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.quality.timex", description=__doc__.split("\n")[0])
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE.jsonl.gz")
    parser.add_argument("--json", action="store_true", help="end with one line of JSON")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="list up to N misses of each class")
    options = parser.parse_args(arguments)
    total = score(case for path in options.files for case in read_cases(path))
    for name, misses in sorted(total.misses.items(), key=lambda pair: -len(pair[1])) if options.errors else ():
        print(f"== {name}: {len(misses)}")
        print(*misses[: options.errors], sep="\n")
    row = total.as_row()
    print(
        f"value F1 {row['value_f1']:.1f}, strict F1 {row['strict_f1']:.1f}, relaxed F1 {row['relaxed_f1']:.1f} "
        f"({total.n_gold} gold, {total.n_found} found)"
    )
    if options.json:
        print(json.dumps(row))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
