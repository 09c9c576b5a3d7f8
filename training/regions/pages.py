"""Web pages as a reader pastes them, with the article's body as an annotator cut it out."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlparse

from onrecord.cleaning.blockwords import BlockWords
from onrecord.cleaning.lines import Block
from onrecord.text import fold

SHARED = Path(__file__).resolve().parents[3] / "shared"
_TOKEN = re.compile(r"\w+")
_SHARE_IN_GOLD = 0.5
_NEIGHBOURHOOD = 6


@dataclass(frozen=True, slots=True)
class Page:
    """`text` is the whole page, menus and all; `body` is the article alone; `host` keeps folds apart."""

    id: str
    host: str
    text: str
    body: str


def load_pages(folder: Path | None = None) -> list[Page]:
    """The 181 pages of the Zyte article extraction benchmark, rendered to plain text by inscriptis."""
    from inscriptis import get_text

    folder = folder or SHARED / "data" / "boilerplate_scrapinghub"
    with gzip.open(folder / "ground-truth.json.gz", "rt", encoding="utf-8") as file:
        gold = json.load(file)
    pages: list[Page] = []
    for page_id, entry in sorted(gold.items()):
        with gzip.open(folder / "html" / f"{page_id}.html.gz", "rt", encoding="utf-8", errors="replace") as file:
            text = get_text(file.read())
        host = urlparse(entry["url"]).netloc.removeprefix("www.")
        pages.append(Page(page_id, host, text, entry["articleBody"]))
    return pages


def folds_by_host(pages: Sequence[Page], n_folds: int = 5) -> list[int]:
    """The fold of each page; pages of one host share theirs, folds hold about as many pages each."""
    by_host: dict[str, list[int]] = defaultdict(list)
    for index, page in enumerate(pages):
        by_host[page.host].append(index)
    size = [0] * n_folds
    folds = [0] * len(pages)
    for host in sorted(by_host, key=lambda name: (-len(by_host[name]), fold(name)[::-1])):
        smallest = size.index(min(size))
        for index in by_host[host]:
            folds[index] = smallest
        size[smallest] += len(by_host[host])
    return folds


def label_blocks(blocks: Sequence[Block], described: Sequence[BlockWords], body: str) -> list[bool]:
    """Whether each block is part of `body`: by its 4-grams, a shorter one only where it is a whole line of it.

    Of equal blocks only the one among most body counts: the others are teasers and captions said twice.
    """
    tokens = [token.lower() for token in _TOKEN.findall(body)]
    grams = set(zip(tokens, tokens[1:], tokens[2:], tokens[3:], strict=False))
    lines = {fold(line) for line in body.splitlines() if line.strip()}
    labels = [_is_body(words.text, grams, lines) for words in described]
    places: dict[str, list[int]] = defaultdict(list)
    for index, words in enumerate(described):
        if labels[index]:
            places[fold(words.text)].append(index)
    wanted = Counter(fold(line) for line in body.splitlines())
    for line, indexes in places.items():
        keep = max(wanted[line], 1)
        ranked = sorted(indexes, key=lambda at: -sum(labels[max(at - _NEIGHBOURHOOD, 0) : at + _NEIGHBOURHOOD + 1]))
        for index in ranked[keep:]:
            labels[index] = False
    return labels


def _is_body(line: str, grams: set[tuple[str, str, str, str]], lines: set[str]) -> bool:
    tokens = [token.lower() for token in _TOKEN.findall(line)]
    if len(tokens) < 4:
        return fold(line) in lines or fold(re.sub(r"^\W+", "", line)) in lines
    own = list(zip(tokens, tokens[1:], tokens[2:], tokens[3:], strict=False))
    return sum(1 for gram in own if gram in grams) >= _SHARE_IN_GOLD * len(own)
