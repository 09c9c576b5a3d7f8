"""Pasted articles made up for training: mostly body, a few lines of other pages' furniture among it."""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from .pages import SHARED

_BULLET = re.compile(r"^\s*[*+•o-]\s+")


@dataclass(frozen=True, slots=True)
class Article:
    """`attributed` are the paragraphs in which somebody says something."""

    title: str
    paragraphs: tuple[str, ...]
    attributed: frozenset[str] = frozenset()


def load_articles(split: str = "train", folder: Path | None = None) -> list[Article]:
    """Clean news articles with their titles (PolNeAR; research use, the texts stay outside the repository)."""
    folder = folder or SHARED / "data" / "polnear"
    articles: list[Article] = []
    with gzip.open(folder / f"{split}.jsonl.gz", "rt", encoding="utf-8") as file:
        for row in map(json.loads, file):
            lines = [(m.start(), m.end(), m.group().strip()) for m in re.finditer(r"[^\n]+", row["text"])]
            lines = [line for line in lines if line[2]][1:]
            starts = [span[0] for attribution in row["attributions"] for span in attribution["cue"]]
            attributed = frozenset(line for start, end, line in lines if any(start <= at < end for at in starts))
            articles.append(Article(row["title"] or "", tuple(line for _, _, line in lines), attributed))
    return articles


@dataclass(frozen=True, slots=True)
class Furniture:
    """Lines of one page: those among the article, those just above it, those behind it, in their order."""

    among: tuple[str, ...]
    above: tuple[str, ...]
    behind: tuple[str, ...]


def furniture_of(lines: Sequence[str], body: Sequence[bool]) -> Furniture:
    places = [index for index, flag in enumerate(body) if flag]
    plain = [_BULLET.sub("", line).strip() for line in lines]
    if not places:
        return Furniture((), (), ())
    first, last = places[0], places[-1]
    return Furniture(
        tuple(plain[i] for i in range(first, last) if not body[i] and plain[i]),
        tuple(line for line in plain[max(first - 12, 0) : first] if line),
        tuple(line for line in plain[last + 1 : last + 40] if line),
    )


def mix(article: Article, pool: Sequence[Furniture], draw: random.Random) -> tuple[str, list[bool]]:
    """A pasted text and, for each of its lines that is not empty, whether it is body."""
    rows: list[tuple[str, bool]] = [(paragraph, True) for paragraph in article.paragraphs]
    style = draw.random()
    among = [line for furniture in pool for line in furniture.among] or ["Advertisement"]
    if style > 0.25:
        for _ in range(draw.randint(0, 4)):
            rows.insert(draw.randint(1, len(rows)), (draw.choice(among), False))
        above = draw.choice(pool).above
        head = list(above[-draw.randint(1, 4) :]) if above and draw.random() < 0.5 else []
        rows = [(line, False) for line in head] + rows
        behind = draw.choice(pool).behind
        if behind and draw.random() < 0.6:
            rows += [(line, False) for line in behind[: draw.randint(1, 18)]]
    if article.title and draw.random() < 0.8:
        rows = [(article.title.strip().rstrip("."), False)] * (2 if draw.random() < 0.1 else 1) + rows
    joiner = draw.choice(["\n", "\n\n", "\n\n", "\n\n\n"])
    rows = [(" ".join(line.split()), flag) for line, flag in rows if line.strip()]
    return joiner.join(line for line, _ in rows), [flag for _, flag in rows]
