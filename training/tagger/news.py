"""Running news without attributions marked, for a network to be taught by others: outlets, regions and years that the
gold corpus does not have."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from onrecord.attribution.running_text import join

from .corpus import Example, worldwide

PARAGRAPH = 2  # sentences, where a corpus has lost its paragraphs
# The months PolNeAR was drawn from, with room: its dev and test articles must not be met here, not even unmarked.
HELD_OUT = ("2015-07", "2017-01")
_MARKS = str.maketrans({"`": "\u2018"})


def news(data: Path) -> Iterator[Example]:
    """Articles of all corpora under `data` with running text; names where they are marked, else none."""
    yield from worldwide(data / "worldwide_ner/worldwide.jsonl.gz", "train")
    for row in _rows(data / "basil/basil.jsonl.gz"):
        if not _held_out(row["date"]):
            yield _plain(row["id"], [row["title"], *(" ".join(p) for p in row["body-paragraphs"])])
    for part in ("train", "valid"):
        for row in _rows(data / f"seesaw/{part}.jsonl.gz"):
            if not _held_out(row["date"]):
                yield _plain(row["id"], [row["title"], *_grouped(row["sentences"])])
    for part in ("aquaint", "timebank"):
        for row in _rows(data / f"tempeval3/{part}_train.jsonl.gz"):
            yield _plain(row["id"], _unwrapped(row["text"]))
    for row in _rows(data / "newswcl50/newswcl50.jsonl.gz"):
        yield _plain(row["id"], _paragraphs(row["tokens"]))
    for file, genres in (
        ("ecbplus/documents", ()), ("meantime/meantime_en", ()), ("gum/gum_entities_train", ("news", "interview")),
    ):  # fmt: skip
        for row in _rows(data / f"{file}.jsonl.gz"):
            if not genres or row["genre"] in genres:
                sentences = [join(row["tokens"][first:last])[0] for first, last in row["sents"]]
                yield _plain(row["id"], _grouped(sentences))


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as rows:
        yield from map(json.loads, rows)


def _held_out(date: str | None) -> bool:
    return date is None or HELD_OUT[0] <= date[:7] <= HELD_OUT[1]


def _plain(name: str, paragraphs: list[str]) -> Example:
    return Example(name, "\n".join(p for p in map(_clean, paragraphs) if p), None, [], weight=0.0)


def _clean(paragraph: str) -> str:
    """Tokens set apart by a corpus drawn together again: "ram - raiders", "2 . 6", "``so''"."""
    text = paragraph.replace("``", '"').replace("''", '"').translate(_MARKS)
    text = re.sub(r"(?<=\w) - (?=\w)", "-", text)
    text = re.sub(r"(?<=\d) ?([.:]) (?=\d)", r"\1", text)
    return " ".join(text.split())


def _grouped(sentences: list[str]) -> list[str]:
    return [" ".join(sentences[n : n + PARAGRAPH]) for n in range(0, len(sentences), PARAGRAPH)]


def _unwrapped(text: str) -> list[str]:
    """Paragraphs of a text in which a blank line parts them and lines are broken by hand."""
    return [" ".join(block.split()) for block in re.split(r"\n\s*\n", text)]


def _paragraphs(tokens: list[str]) -> list[str]:
    """Paragraphs of a token list in which a line break is a token."""
    found: list[list[str]] = [[]]
    for token in tokens:
        if token in ("\\n", "\n"):
            found.append([])
        else:
            found[-1].append(token)
    return [join(paragraph)[0] for paragraph in found]
