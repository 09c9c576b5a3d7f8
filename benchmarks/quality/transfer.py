"""Attributions in press text far from the training corpus: invented articles of other regions, years and styles.

    python -m benchmarks.quality.transfer [FILE] [--errors]

FILE (`transfer_articles.txt` beside this module) holds articles with their annotation. An article starts with a line
`#### id | style | year`; after `----` follows a line an attribution: `kind | source | cue | content`, `-` for no
source, ` ++ ` between parts of a content. Indented lines lie inside the content of the line above that is indented
less. A leading `?` marks what a reader may or may not mark: finding it is neither right nor wrong. `trap | words` are
words that report no statement (a proposed, conditional or refused one): a cue of saying there is counted as fallen for.

An attribution is right when its content shares at least half of the joint characters with a gold one and source and
cue overlap. A quotation has the right speaker when content and source fit, a nested one the right outer speaker when
its `parent` has the source of the gold one's.
"""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.measure import Measure, print_measures
from onrecord.attribution import load_tagger
from onrecord.cleaning import mark_regions
from onrecord.record import Attribution, AttributionKind, Document, Span
from onrecord.text import sha256

COMMAND = "python -m benchmarks.quality.transfer"
ARTICLES = Path(__file__).with_name("transfer_articles.txt")
MIN_IOU = 0.5
GOALS = {
    "attributions": 0.80,
    "nested ones with the right outer speaker": 0.80,
    "quotations with the right speaker": 0.95,
}
_HEAD = re.compile(r"^#### (.+)$", re.MULTILINE)
_OPENING = re.compile(r"(?<!\w)[\"“‘'„«]")
Range = tuple[int, int]


@dataclass(slots=True)
class Gold:
    kind: str
    optional: bool
    source: list[Range]
    cue: list[Range]
    content: list[Range]
    parent: int | None


@dataclass(slots=True)
class Article:
    name: str
    style: str
    text: str
    gold: list[Gold] = field(default_factory=list)
    traps: list[Range] = field(default_factory=list)


def read_articles(path: Path) -> Iterator[Article]:
    """The articles of a file with their annotation. Raises `ValueError` for words that are not in their article."""
    parts = _HEAD.split(path.read_text(encoding="utf-8"))[1:]
    for head, body in zip(parts[::2], parts[1::2], strict=True):
        name, style, *_ = (field.strip() for field in head.split("|"))
        text, _, notes = body.strip("\n").partition("\n----\n")
        article = Article(name, style, text)
        open_at: list[tuple[int, int]] = []  # (indent, number) of the lines that may hold the next one
        for line in filter(str.strip, notes.split("\n")):
            indent = len(line) - len(line.lstrip())
            open_at = [(depth, number) for depth, number in open_at if depth < indent]
            parent = open_at[-1][1] if open_at else None
            fields = [part.strip() for part in line.strip().removeprefix("?").split("|")]
            if fields[0] == "trap":
                article.traps.append(_places(text, fields[1], (0, len(text)))[0])
                continue
            article.gold.append(_located(article, fields, parent, optional=line.strip().startswith("?")))
            open_at.append((indent, len(article.gold) - 1))
        yield article


def _located(article: Article, fields: list[str], parent: int | None, *, optional: bool) -> Gold:
    kind, source, cue, content = fields
    outer = article.gold[parent].content if parent is not None else [(0, len(article.text))]
    bounds = (min(s for s, _ in outer), max(e for _, e in outer))
    used = {tuple(g.cue[0]) for g in article.gold}
    best: tuple[int, list[Range], Range, list[Range]] | None = None
    for cue_at in _places(article.text, cue, bounds):
        if cue_at in used and len(_places(article.text, cue, bounds)) > 1:
            continue
        contents = [_nearest(article.text, words, cue_at, bounds) for words in content.split(" ++ ")]
        sources = [] if source == "-" else [_nearest(article.text, source, cue_at, bounds, outside=contents)]
        spans = [cue_at, *contents, *sources]
        spread = max(e for _, e in spans) - min(s for s, _ in spans)
        if best is None or spread < best[0]:
            best = spread, sources, cue_at, contents
    if best is None:
        raise ValueError(f"{article.name}: no free place for the cue {cue!r}")
    return Gold(kind, optional, best[1], [best[2]], best[3], parent)


def _places(text: str, words: str, bounds: Range) -> list[Range]:
    edges = (r"(?<!\w)" if words[0].isalnum() else "", r"(?![^\W\dA-Z])" if words[-1].isalnum() else "")
    pattern = edges[0] + re.escape(words).replace(r"\ ", r"[ \u00a0]") + edges[1]
    found = [m.span() for m in re.compile(pattern).finditer(text, *bounds)]
    if not found:
        raise ValueError(f"not in the article: {words!r}")
    return found


def _nearest(text: str, words: str, cue: Range, bounds: Range, *, outside: Sequence[Range] = ()) -> Range:
    places = _places(text, words, bounds)
    return min(places, key=lambda p: (_overlap([p], outside), max(p[0] - cue[1], cue[0] - p[1], 0)))


def _overlap(a: Iterable[Range], b: Sequence[Range]) -> bool:
    return any(s < e2 and s2 < e for s, e in a for s2, e2 in b)


def iou(a: Iterable[Range], b: Iterable[Range]) -> float:
    one, other = ({n for s, e in spans for n in range(s, e)} for spans in (a, b))
    return len(one & other) / len(one | other) if one | other else 1.0


def _ranges(spans: Iterable[Span]) -> list[Range]:
    return [(span.start, span.end) for span in spans]


def predict(text: str) -> list[Attribution]:
    """What the pipeline finds: with the regions that cleaning marks."""
    document = Document("benchmark", ("benchmark.txt",), text, sha256(text))
    return list(load_tagger().annotate(document, mark_regions(document)).attributions)


def match(gold: Sequence[Gold], found: Sequence[Attribution], *, with_cue: bool = True) -> dict[int, int]:
    """Number of a gold attribution -> number of the one found for it, one to one, the closest first."""
    candidates = []
    for g, want in enumerate(gold):
        for p, have in enumerate(found):
            source, cue = _ranges(have.source), _ranges(have.cue)
            # Without a gold source nothing is asked of the one found.
            if want.source and not _overlap(want.source, source):
                continue
            if with_cue and not _overlap(want.cue, cue):
                continue
            share = iou(want.content, _ranges(have.content))
            if share >= MIN_IOU:
                candidates.append((-share, g, p))
    chosen: dict[int, int] = {}
    for _, g, p in sorted(candidates):
        if g not in chosen and p not in chosen.values():
            chosen[g] = p
    return chosen


@dataclass(slots=True)
class Tally:
    """Counts summed over articles: name -> [right, of], and for `attributions` [found, gold, right, predicted]."""

    counts: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0, 0, 0]))
    errors: list[str] = field(default_factory=list)

    def add(self, name: str, right: int, of: int, right_found: int = 0, n_found: int = 0) -> None:
        for n, value in enumerate((right, of, right_found, n_found)):
            self.counts[name][n] += value


def score(article: Article, found: Sequence[Attribution], tally: Tally) -> None:
    gold, text = article.gold, article.text
    pairs = match(gold, found)
    core = [n for n, g in enumerate(gold) if not g.optional]
    loose = [g.cue for g in gold if g.optional]
    hit = {p: g for g, p in pairs.items()}
    # Found at an optional place: neither right nor wrong.
    free = [
        p
        for p, a in enumerate(found)
        if (gold[hit[p]].optional if p in hit else any(_overlap(cue, _ranges(a.cue)) for cue in loose))
    ]
    right = [p for p, g in hit.items() if not gold[g].optional]
    counted = [p for p in range(len(found)) if p not in free]
    sums = (sum(n in pairs for n in core), len(core), len(right), len(counted))
    tally.add("attributions", *sums)
    tally.add(f"attributions, {article.style}", *sums)
    by_id = {a.id: a for a in found}
    for n in core:
        want = gold[n]
        have = found[pairs[n]] if n in pairs else None
        if have is not None:
            tally.add("kinds of those found", have.kind.value == want.kind, 1)
            tally.add(f"kinds, {want.kind}", have.kind.value == want.kind, 1)
            if have.kind.value != want.kind:
                tally.errors.append(f"{article.name} KIND {have.kind.value} for {want.kind}: {_shown(text, want)}")
        else:
            tally.errors.append(f"{article.name} MISSED {_shown(text, want)}")
        if want.parent is not None:
            outer = by_id.get(have.parent or "") if have else None
            fits = outer is not None and _overlap(gold[want.parent].source, _ranges(outer.source))
            tally.add("nested ones with the right outer speaker", fits, 1)
            if have and not fits:
                tally.errors.append(f"{article.name} PARENT of {_shown(text, want)}")
    direct = match(gold, found, with_cue=False)
    for n in core:
        parts = [text[s:e] for s, e in gold[n].content]
        if gold[n].parent is None and any(_OPENING.search(part) for part in parts):
            tally.add("quotations with the right speaker", n in direct, 1)
    fallen = [
        trap for trap in article.traps
        for a in found if a.kind is AttributionKind.SAID and _overlap(_ranges(a.cue), [trap])
    ]  # fmt: skip
    tally.add("proposed statements not taken for made ones", len(article.traps) - len(set(fallen)), len(article.traps))
    tally.errors += [f"{article.name} TRAP {text[s:e]}" for s, e in sorted(set(fallen))]
    for p in counted:
        if p not in hit:
            a = found[p]
            tally.errors.append(f"{article.name} EXTRA {a.kind.value}/{a.score:.2f}{' nested' if a.parent else ''}: "
                                + _said(text, a.source, a.cue, a.content))  # fmt: skip


def _shown(text: str, gold: Gold) -> str:
    spans = ([Span(s, e) for s, e in part] for part in (gold.source, gold.cue, gold.content))
    return f"{gold.kind}{' nested' if gold.parent is not None else ''}: {_said(text, *spans)}"


def _said(text: str, *parts: Iterable[Span]) -> str:
    return " | ".join(" ++ ".join(span.of(text) for span in spans) or "-" for spans in parts)


def f1(found: int, gold: int, right: int, predicted: int) -> float:
    precision, recall = right / max(predicted, 1), found / max(gold, 1)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def tally_of(path: Path) -> Tally:
    tally = Tally()
    for article in read_articles(path):
        score(article, predict(article.text), tally)
    return tally


def rows(tally: Tally, label: str = "transfer") -> list[Measure]:
    """Goal beside result: F1 of attributions, shares of the rest."""
    measures = []
    for name in sorted(tally.counts, key=lambda name: (name.partition(",")[0] != "attributions", name)):
        first, of, right, n_found = tally.counts[name]
        goal = GOALS.get(name)
        if name.startswith("attributions"):
            value = f1(first, of, right, n_found)
            shown = f"{value:.3f} F1 (P {right / max(n_found, 1):.3f} R {first / max(of, 1):.3f}, {of})"
        else:
            value = first / max(of, 1)
            shown = f"{value:.3f} ({first} of {of})"
        ok = None if goal is None else value >= goal
        measures.append(Measure(f"{label}: {name}", f"{goal:.2f}" if goal else "", shown, ok, COMMAND))
    return measures


def measure() -> list[Measure]:
    return rows(tally_of(ARTICLES)) if ARTICLES.exists() else []


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("file", type=Path, nargs="?", default=ARTICLES)
    parser.add_argument("--errors", action="store_true", help="also each missed, spurious or misread attribution")
    given = parser.parse_args()
    summed = tally_of(given.file)
    if given.errors:
        print("\n".join(summed.errors))
    print_measures(rows(summed, given.file.stem))
