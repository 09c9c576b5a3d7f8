"""How often a source is led back to the right actor, and whether two actors are ever made one.

    python -m benchmarks.quality.actors
    python -m benchmarks.quality.actors FILE.jsonl.gz --json     B-cubed over a file of events (`actors_bcubed`)

Gold: GUM's coreference (news, interviews, biographies, speeches; names and pronouns that stand before a verb of
speaking), NewsWCL50's chains over several outlets, invented stories in `actor_stories.txt`, a table of metonyms.
Silver, printed without a goal: PolNeAR's pronoun sources against CoreNLP's coreference, which was right in 16 of 30
hand-checked cases. No tagger takes part there: names come from the rules alone, so that the numbers are a floor.
B-cubed over whole folders, with the tagger: NewsWCL50 (`actors_bcubed`) and ECB+ (`actors_ecbplus`). The stories were
written beside the rules. Corpora are read from `../shared/data` (or `$ONRECORD_DATA`); a missing one says so.
"""

from __future__ import annotations

import argparse
import pickle
import re
import time
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks.measure import Measure, print_measures
from benchmarks.quality import actors_ecbplus
from benchmarks.quality.actor_gold import COMMAND, DATA, PRONOUNS, annotated, gum, newswcl, records, said
from benchmarks.quality.actors_bcubed import measure_file, run
from onrecord.record import (
    ActorKind,
    Annotated,
    Attribution,
    AttributionKind,
    AttributionType,
    Span,
)
from onrecord.resolution.actors import Sheet, read_actors, resolve_actors, stream_actors

STORIES = Path(__file__).with_name("actor_stories.txt")


_MARK = re.compile(r"\[([^\]|]+)\|([^\]]+)\]|<([^>]+)>")


def read_story(name: str, marked: str) -> tuple[Annotated, dict[str, str]]:
    """An article from marked text, and its gold: attribution id to the actor's name ("-" for nobody)."""
    text = ""
    at = 0
    pending: list[tuple[Span, str]] = []
    attributions: list[Attribution] = []
    gold: dict[str, str] = {}
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        start = len(text)
        text += mark.group(1) or mark.group(3)
        at = mark.end()
        if mark.group(1):
            pending.append((Span(start, len(text)), mark.group(2)))
        elif pending:
            source, actor = pending.pop()
            identifier = f"{name}:{len(attributions)}"
            attributions.append(said(identifier, name, source, Span(start, len(text))))
            gold[identifier] = actor
    text += marked[at:]
    # A pronoun inside a quotation belongs to its speaker: the quoted words are the content of the attribution after.
    for index, attribution in enumerate(attributions):
        before = text[: attribution.source[0].start].rstrip()
        if before.endswith('"'):
            opening = before.rfind('"', 0, len(before) - 1)
            quoted = Span(opening + 1, len(before) - 1)
            attributions[index] = replace(attribution, content=(quoted,), quote=(quoted,))
    return annotated(name, text, attributions), gold


def stories() -> tuple[list[Measure], list[str]]:
    """Named, pronoun and described sources of the invented stories; each must get exactly the actor it means."""
    total: Counter[str] = Counter()
    right: Counter[str] = Counter()
    misses = []
    wrong = 0
    for number, story in enumerate(STORIES.read_text("utf-8").split("\n== ")[1:]):
        read = [
            read_story(f"s{number}.{part}", text) for part, text in enumerate(story.partition("\n")[2].split("\n--\n"))
        ]
        result = resolve_actors([article for article, _ in read])
        names = {actor.id: {actor.name, *actor.aliases} for actor in result.actors}
        for article, gold in read:
            for attribution in article.annotation.attributions:
                surface = attribution.source[0].of(article.document.text)
                wanted = gold[attribution.id]
                speaker = result.speakers[attribution.id]
                what = (
                    "pronoun"
                    if surface.lower() in _STORY_PRONOUNS
                    else "named"
                    if _is_named(surface, wanted)
                    else "described"
                )
                total[what] += 1
                found = names.get(speaker.actor_id or "", {"-"})
                if wanted in found:
                    right[what] += 1
                else:
                    wrong += speaker.actor_id is not None
                    found_as = f"{speaker.actor_name!r} [{speaker.resolved_by}]"
                    misses.append(f"{attribution.id} {surface!r} -> {found_as}, not {wanted!r}")
    rows = []
    for what, goal in (("named", 0.85), ("pronoun", 0.75), ("described", 0.75)):
        share = right[what] / total[what]
        rows.append(
            Measure(
                f"stories: {what} sources led to the right actor",
                f">= {goal:.2f}",
                f"{share:.3f} ({right[what]}/{total[what]})",
                share >= goal,
                COMMAND,
            )
        )
    rows.append(Measure("stories: sources given to a wrong actor", "0", str(wrong), wrong == 0, COMMAND))
    return rows, misses


_STORY_PRONOUNS = frozenset("he she they it i we".split())


def _is_named(surface: str, wanted: str) -> bool:
    """True when the source holds the surname or another distinctive word of the actor's name."""
    return wanted.split()[-1].lower() in surface.lower()


# Sentence, and whether its state speaks (the state's name) or is only a place ("").
METONYMS = (
    ("Washington said it would sign the accord.", "United States"),
    ("The envoy lives in Washington.", ""),
    ("Jerusalem rejected the offer on Sunday.", "Israel"),
    ("Pilgrims walked from Jericho to Jerusalem.", ""),
    ("Moscow warned that it would respond.", "Russia"),
    ("The train from Moscow was late.", ""),
    ("Talks between Tokyo and Seoul resumed.", "Japan"),
    ("London has agreed to pay.", "United Kingdom"),
    ("A concert in London drew thousands.", ""),
    ("Beijing is considering new tariffs.", "China"),
    ("Shops across Beijing closed early.", ""),
    ("Tel Aviv was looking for a gesture.", "Israel"),
    ("Paris and Berlin urged restraint.", "France"),
    ("He was born near Paris.", ""),
    ("Ankara reportedly expelled two diplomats.", "Turkey"),
    ("The US wants a deal.", "United States"),
    ("The UK denied the report.", "United Kingdom"),
    ("Britain accused its neighbour of delay.", "United Kingdom"),
    ("Tehran will not negotiate.", "Iran"),
    ("New Delhi summoned the ambassador.", "India"),
    ("The flight to New Delhi was full.", ""),
    ("Kyiv thanked its partners and pledged reforms.", "Ukraine"),
    ("The museum outside Kyiv reopened.", ""),
    ("Canberra signed the pact with Wellington.", "Australia"),
    ("The river passes through Vienna.", ""),
)


def metonyms() -> tuple[list[Measure], list[str]]:
    """Sentences in which a seat of government acts, or is only a place."""
    misses = []
    for number, (sentence, wanted) in enumerate(METONYMS):
        result = resolve_actors([annotated(f"m{number}", sentence)])
        found = {actor.name for actor in result.actors if actor.kind is ActorKind.STATE}
        if (wanted not in found) if wanted else found:
            misses.append(f"{sentence!r}: {sorted(found)}, not {wanted!r}")
    right = len(METONYMS) - len(misses)
    share = right / len(METONYMS)
    return [
        Measure(
            "metonyms: acting states told from places",
            ">= 0.90",
            f"{share:.3f} ({right}/{len(METONYMS)})",
            share >= 0.9,
            COMMAND,
        )
    ], misses


def polnear() -> list[dict[str, Any]]:
    return list(records(DATA / "polnear" / "dev.jsonl.gz"))


def polnear_article(row: dict[str, Any], name: str) -> Annotated:
    """A PolNeAR article with its gold attributions."""
    attributions = []
    for number, gold in enumerate(row["attributions"]):
        source, cue, content = (tuple(Span(b, e) for b, e in gold[role]) for role in ("source", "cue", "content"))
        kinds = AttributionType.INDIRECT, AttributionKind.SAID
        attributions.append(Attribution(f"{name}:{number}", name, *kinds, source, cue, content))
    return annotated(name, row["text"], attributions)


def silver() -> tuple[list[Measure], list[str]]:
    """He/she sources whose CoreNLP chain holds a name: how often our actor bears that surname."""
    agree = total = named = pronouns = 0
    rows = polnear()
    result = resolve_actors([polnear_article(row, row["id"]) for row in rows])
    names = {actor.id: " ".join((actor.name, *actor.aliases)).lower() for actor in result.actors}
    for row in rows:
        if not row["corenlp"]:
            continue
        tokens = row["corenlp"]["tok"]
        chains = {}
        for chain in row["corenlp"]["coref"]:
            leads = [m for m in chain if m[3]]
            text = row["text"][tokens[2 * leads[0][0]] : tokens[2 * leads[0][1] - 1]] if leads else ""
            if text[:1].isupper() and text.lower() not in _STORY_PRONOUNS:
                chains.update({tokens[2 * m[0]]: text for m in chain if m[1] - m[0] == 1})
        for number, gold in enumerate(row["attributions"]):
            if not gold["source"]:
                continue
            begin, end = gold["source"][0]
            if row["text"][begin:end].lower() not in PRONOUNS:
                continue
            pronouns += 1
            speaker = result.speakers[f"{row['id']}:{number}"]
            named += speaker.actor_id is not None
            if begin in chains and speaker.actor_id is not None:
                total += 1
                known = set(re.findall(r"\w+", names.get(speaker.actor_id, "")))
                agree += any(word.lower() in known for word in re.findall(r"[A-Z]\w+", chains[begin]))
    return [
        Measure(
            "PolNeAR dev: he/she sources given an actor",
            "",
            f"{named / pronouns:.3f} ({named}/{pronouns})",
            None,
            COMMAND,
        ),
        Measure(
            "PolNeAR dev: agreement with CoreNLP (silver, itself about half right)",
            "",
            f"{agree / total:.3f} ({agree}/{total})",
            None,
            COMMAND,
        ),
    ], []


def speed() -> tuple[list[Measure], list[str]]:
    """Milliseconds of processor time an article of 700 words: the map over articles, which runs in as many processes as
    there are cores, and the gather over sheets as they come from the store, at 100 and at 500 articles."""
    rows = polnear()
    gathered = {}
    read = 0.0
    for size in (100, 500):
        articles = [polnear_article(rows[n % len(rows)], f"p{n}") for n in range(size)]
        share = 1000 * 700 / sum(len(article.document.text.split()) for article in articles)
        started = time.process_time()
        sheets = PackedSheets([pickle.dumps(read_actors(article), 5) for article in articles])
        read = (time.process_time() - started) * share
        started = time.process_time()
        stream_actors(sheets, lambda page: None)
        gathered[size] = (time.process_time() - started) * share
    times = gathered[500] / gathered[100]
    took = gathered[500]
    measures = [
        Measure("speed: map, an article of 700 words", "", f"{read:.1f} ms", None, COMMAND),
        Measure("speed: gather, an article of 700 words", "<= 4 ms", f"{took:.1f} ms", took <= 4, COMMAND),
        Measure("speed: 500 articles against 100, each", "<= 1.2x", f"{times:.2f}x", times <= 1.2, COMMAND),
    ]
    return measures, []


class PackedSheets(Collection[Sheet]):
    """Sheets that are unpickled each time they are walked, as a store gives them."""

    def __init__(self, packed: Sequence[bytes]) -> None:
        self.packed = packed

    def __len__(self) -> int:
        return len(self.packed)

    def __iter__(self) -> Iterator[Sheet]:
        return map(pickle.loads, self.packed)

    def __contains__(self, sheet: object) -> bool:
        return any(sheet == one for one in self)


def events() -> tuple[list[Measure], list[str]]:
    """B-cubed over the five events of NewsWCL50 that the rules were tuned on, with the shipped tagger."""
    path = DATA / "newswcl50" / "newswcl50.jsonl.gz"
    if not path.is_file():
        raise FileNotFoundError(2, "no such file", str(path))
    rows, _, misses = measure_file(path)
    return [replace(row, name=f"NewsWCL50, {row.name}", command=COMMAND) for row in rows], misses


def measure() -> list[Measure]:
    """Every part's measures; a part whose corpus is missing gives a row that says so."""
    return [row for rows, _ in _parts() for row in rows]


def _parts() -> Iterator[tuple[list[Measure], list[str]]]:
    for part in (stories, metonyms, gum, newswcl, events, actors_ecbplus.measure, silver, speed):
        try:
            yield part()
        except FileNotFoundError as error:
            row = Measure(
                f"actors, {part.__module__.rpartition('.')[2]} {part.__name__}: corpus",
                "",
                f"{error.filename} is missing",
                None,
                COMMAND,
            )
            yield [row], []


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.quality.actors", description=__doc__.split("\n\n")[0])
    parser.add_argument("file", nargs="?", type=Path, help="events with gold chains, in the format of NewsWCL50")
    parser.add_argument("--json", action="store_true", help="end with a line of JSON (with FILE)")
    parser.add_argument("-v", "--verbose", action="store_true", help="list what went wrong")
    given = parser.parse_args(arguments)
    if given.file is not None:
        if not given.file.is_file():
            parser.error(f"{given.file}: no such file; give a .jsonl.gz in the format of NewsWCL50")
        return run(given.file, as_json=given.json, verbose=given.verbose)
    rows: list[Measure] = []
    for measures, misses in _parts():
        rows += measures
        if given.verbose and misses:
            print(*misses, sep="\n")
    return 0 if print_measures(rows) else 1


if __name__ == "__main__":
    raise SystemExit(main())
