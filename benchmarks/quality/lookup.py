"""How much of what a language model says rightly is found in the text, and how much of what it says wrongly is not.

    python -m benchmarks.quality.lookup [FILE.jsonl.gz]

Needs no model: the attributions that people marked (PolNeAR's format, dev by default) are told in words alone, as a
model would, and looked up again. They are told to the letter; with the slips that models make when they copy; with one
word of the content changed; and mixed, source, cue and content from three attributions of one passage (those mixtures
left out that give an attribution which people marked too: "He", "said" and a content beside them).
"""

from __future__ import annotations

import gzip
import json
import os
import random
import sys
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.measure import Measure, print_measures
from onrecord.attribution.language_model.answer import Proposal
from onrecord.attribution.language_model.grounding import Grounded, ground
from onrecord.attribution.language_model.lookup import Lookup
from onrecord.attribution.language_model.passages import Passage, passages
from onrecord.record import Span

COMMAND = "python -m benchmarks.quality.lookup"
DATA = Path(os.environ.get("ONRECORD_DATA", "../shared/data"))
PASSAGE_CHARS = 4_000
ROLES = ("source", "cue", "content")
_STRAIGHT = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "—": "-", "–": "-", "\u00a0": " "})


@dataclass(frozen=True, slots=True)
class Told:
    """An attribution that people marked, in its passage, with the number of the paragraph of its cue."""

    passage: Passage
    paragraph: int | None
    spans: dict[str, tuple[Span, ...]]

    def proposal(self, text: str, slip: Callable[[str], str] = lambda words: words) -> Proposal:
        source, cue, content = (tuple(slip(span.of(text)) for span in self.spans[role]) for role in ROLES)
        return Proposal(self.paragraph, source, cue, content, None)


def told(row: dict[str, Any]) -> Iterator[Told]:
    """The attributions of one article that lie in one passage and have cue and content."""
    text = row["text"]
    parts = list(passages(text, PASSAGE_CHARS))
    for each in row["attributions"]:
        spans = {role: tuple(Span(start, end) for start, end in each[role]) for role in ROLES}
        if not spans["cue"] or not spans["content"]:
            continue
        everything = [span for role in ROLES for span in spans[role]]
        for passage in parts:
            if all(passage.start <= span.start and span.end <= passage.end for span in everything):
                numbers = [n for n, _ in passage.numbered(text)]
                home = next((n for n in numbers if _holds(passage, n, spans["cue"][0])), None)
                yield Told(passage, home, spans)


def _holds(passage: Passage, number: int, span: Span) -> bool:
    place = passage.place(number)
    return place is not None and place.start <= span.start < place.end


def slip_of(chance: random.Random) -> Callable[[str], str]:
    """A way of copying badly: straight marks, another case, doubled blanks, marks put around, composed letters."""
    ways: Sequence[Callable[[str], str]] = (
        lambda words: words.translate(_STRAIGHT),
        lambda words: words[:1].swapcase() + words[1:],
        lambda words: words.replace(" ", "  "),
        lambda words: f"“{words.strip('“”')}”",
        lambda words: words.rstrip(".,") + ".",
        lambda words: unicodedata.normalize("NFD", words),
        lambda words: words.upper(),
    )
    return lambda words: chance.choice(ways)(words)


def with_other_word(words: str, chance: random.Random) -> str:
    """The words with one of them, of some length, turned into one that no text has."""
    parts = words.split()
    at = max(range(len(parts)), key=lambda n: (len(parts[n]), chance.random()))
    parts[at] = parts[at][:1] + "qx" + parts[at][1:]
    return " ".join(parts)


def same_words(found: object, wanted: Told, text: str) -> bool:
    """Whether every role covers the very letters that people marked; marks and blanks at the edges do not count."""
    return isinstance(found, Grounded) and all(
        _letters(getattr(found, role), text) == _letters(wanted.spans[role], text) for role in ROLES
    )


def _letters(spans: Sequence[Span], text: str) -> set[int]:
    return {at for span in spans for at in range(span.start, span.end) if text[at].isalnum()}


def measure(path: Path = DATA / "polnear" / "dev.jsonl.gz") -> list[Measure]:
    """Shares of the four ways of telling; empty without the corpus."""
    if not path.exists():
        return []
    chance = random.Random(17)
    counts = dict.fromkeys(("told", "exact", "slips", "changed", "mixed", "mixes"), 0)
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            _count(row["text"], list(told(row)), chance, counts)
    n = max(counts["told"], 1)

    found = {
        "told to the letter: found at the same words": (100 * counts["exact"] / n, 97),
        "told with slips of copying: found at the same words": (100 * counts["slips"] / n, 96),
        "with one word changed: taken": (100 * counts["changed"] / n, 0),
        "mixed from three attributions: taken": (100 * counts["mixed"] / max(counts["mixes"], 1), 5),
    }
    measures = []
    for name, (value, goal) in found.items():
        low = name.endswith("taken")
        reached = value <= goal if low else value >= goal
        measures.append(Measure(name, f"{'<=' if low else '>='} {goal} %", f"{value:.1f} %", reached, COMMAND))
    return measures


def _count(text: str, found: Sequence[Told], chance: random.Random, counts: dict[str, int]) -> None:
    lookup = Lookup(text)
    for each in found:
        plain = each.proposal(text)
        counts["told"] += 1
        counts["exact"] += same_words(ground(plain, lookup, each.passage), each, text)
        slipped = each.proposal(text, slip_of(chance))
        counts["slips"] += same_words(ground(slipped, lookup, each.passage), each, text)
        changed = Proposal(
            plain.paragraph, plain.source, plain.cue, tuple(with_other_word(w, chance) for w in plain.content), None
        )
        counts["changed"] += isinstance(ground(changed, lookup, each.passage), Grounded)
        others = [other for other in found if other.passage is each.passage and other.spans["source"]]
        if len(others) >= 3:
            one, two, three = chance.sample(others, 3)
            mixed = Proposal(
                None, one.proposal(text).source, two.proposal(text).cue, three.proposal(text).content, None
            )
            taken = ground(mixed, lookup, each.passage)
            marked = any(same_words(taken, other, text) for other in others)
            counts["mixes"] += not marked
            counts["mixed"] += isinstance(taken, Grounded) and not marked


if __name__ == "__main__":
    print_measures(measure(Path(sys.argv[1])) if len(sys.argv) > 1 else measure())
