"""The articles: one row each, and their text line by line with regions, attributions and what was made of them."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass

from ...record import Region, RegionKind, Span
from ...text import lines
from ..anchors import Anchors
from ..ledger import Article, Report
from ..passages import Mark, Piece, attribution_extent, attribution_marks, context, pieces, shortened
from ..phrases import Bit, Phrase, phrase
from ..wording import BASIS_WORDS, KIND_WORDS, capital, date_words, number, one_line, span_words, spelled
from .said import Coding, codings_of


@dataclass(frozen=True, slots=True)
class Note:
    """The margin card of an attribution: who, how, through whom, and the statements that rest on it."""

    ref: str
    anchor: str
    speaker: str
    href: str
    kind: str
    said: str
    via: tuple[str, ...]
    also: tuple[Bit, ...]
    codings: tuple[Coding, ...]
    origin: str


@dataclass(frozen=True, slots=True)
class Line:
    anchor: str
    kind: str
    offset: str
    pieces: tuple[Piece, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class FullText:
    lines: tuple[Line, ...]
    about: str
    sha: str
    paths: tuple[str, ...]
    url: str
    cut: str


@dataclass(frozen=True, slots=True)
class PassageLine:
    anchor: str
    pieces: tuple[Piece, ...]
    words: str


@dataclass(frozen=True, slots=True)
class ArticleRow:
    anchor: str
    ref: str
    title: str
    outlet: str
    published: str
    exact: bool
    basis: str
    n_characters: str
    n_attributions: int
    n_statements: int
    full: FullText | None
    passages: tuple[PassageLine, ...]
    passages_left: int


@dataclass(frozen=True, slots=True)
class ArticlesView:
    finding: Phrase
    rows: tuple[ArticleRow, ...]
    n_full: int
    n_articles: int
    listed: int
    any_furniture: bool
    print_texts: bool


def view_articles(anchors: Anchors) -> ArticlesView:
    ledger = anchors.ledger
    counts: Counter[str] = Counter(
        document for act in ledger.acts for document in {report.article.id for report in act.reports}
    )
    shown = ledger.articles[: ledger.limits.documents_listed]
    rows = tuple(_row(article, counts[article.id], anchors) for article in shown)
    return ArticlesView(
        _finding(anchors),
        rows,
        len(anchors.in_full),
        len(ledger.articles),
        len(shown),
        any(region.kind is RegionKind.FURNITURE for article in ledger.articles for region in article.annotated.regions),
        len(ledger.articles) <= 15,
    )


def _finding(anchors: Anchors) -> Phrase:
    ledger = anchors.ledger
    n, outlets = len(ledger.articles), len(ledger.outlets())
    if not n:
        return phrase("No article was read.")
    characters = sum(len(article.annotated.document.text) for article in ledger.articles)
    furniture = sum(
        len(region.span)
        for article in ledger.articles
        for region in article.annotated.regions
        if region.kind is RegionKind.FURNITURE
    )
    words = f"{capital(spelled(n))} article{'s' * (n != 1)} from {spelled(outlets)} known outlet{'s' * (outlets != 1)}"
    if furniture and characters:
        share = 100 * furniture / characters
        words += (
            f"; {share:.0f} percent of their text is page furniture, kept but left out of reading" if share >= 1 else ""
        )
    if len(anchors.in_full) < n:
        words += f". {capital(number(len(anchors.in_full)))} are shown in full, those with statements first"
    return phrase(f"{words}.")


def _row(article: Article, n_statements: int, anchors: Anchors) -> ArticleRow:
    reports = anchors.ledger.reports_in[article.id]
    full = _full_text(article, reports, anchors) if article.id in anchors.in_full else None
    listed = [] if full else [report for report in reports if report.attribution.id in anchors.listed]
    return ArticleRow(
        article.ref,
        article.ref,
        article.title,
        article.outlet,
        date_words(article.published),
        article.published.is_day,
        BASIS_WORDS[article.basis],
        number(len(article.annotated.document.text)),
        len(reports),
        n_statements,
        full,
        tuple(_passage_line(report) for report in listed),
        0 if full else len(reports) - len(listed),
    )


def _passage_line(report: Report) -> PassageLine:
    text = report.article.annotated.document.text
    extent = attribution_extent(report.attribution)
    marked = pieces(text, context(text, extent, limit=120), marks=attribution_marks(report.attribution))
    return PassageLine(report.anchor, shortened(marked, 320), f"{report.ref} {span_words(extent.start, extent.end)}")


def _full_text(article: Article, reports: tuple[Report, ...], anchors: Anchors) -> FullText:
    document = article.annotated.document
    limit = anchors.ledger.limits.characters_a_text
    text = document.text[:limit]
    about = [article.outlet, date_words(article.published)]
    if article.reason:
        about.append(one_line(article.reason, 200))
    if document.byline:
        about.append(one_line(document.byline, 120))
    about.append(f"{number(len(document.text))} characters")
    return FullText(
        _lines(article, text, reports, anchors),
        " · ".join(about),
        document.text_sha256[:12],
        tuple(one_line(path, 160) for path in document.paths[:6]),
        safe_url(document.url),
        f"The first {number(limit)} of {number(len(document.text))} characters are shown; the whole text is in the "
        "project file."
        if len(document.text) > limit
        else "",
    )


def safe_url(url: str | None) -> str:
    """The URL when it is plain http(s) without white space or control characters, else ""."""
    if not url or len(url) > 2000 or any(sign.isspace() or not sign.isprintable() for sign in url):
        return ""
    return url if url.lower().startswith(("https://", "http://")) else ""


def _lines(article: Article, text: str, reports: tuple[Report, ...], anchors: Anchors) -> tuple[Line, ...]:
    """One row a line of the text that holds words, with the marks and notes of the attributions that begin there."""
    regions = sorted(article.annotated.regions, key=lambda region: region.start)
    region_starts = [region.start for region in regions]
    rows = list(lines(text))
    starts = [row.start for row in rows]
    marks: dict[int, list[Mark]] = defaultdict(list)
    notes: dict[int, list[Report]] = defaultdict(list)
    refs: dict[int, list[str]] = defaultdict(list)
    for report in reports:
        at = attribution_extent(report.attribution).start
        if at >= len(text) or not rows:
            continue
        for mark in attribution_marks(report.attribution, report.anchor.partition("-")[2]):
            for place in range(max(0, bisect_right(starts, mark[0].start) - 1), len(rows)):
                if rows[place].start >= mark[0].end:
                    break
                marks[place].append(mark)
        home = max(0, bisect_right(starts, at) - 1)
        notes[home].append(report)
        refs[min(max(at, rows[home].start), rows[home].end - 1)].append(report.anchor)
    found: list[Line] = []
    line_number, scanned = 1, 0
    for place, row in enumerate(rows):
        line_number += text.count("\n", scanned, row.start)
        scanned = row.start
        kind, inner = _regions_of(row, regions, region_starts)
        found.append(
            Line(
                f"{article.ref}-l{line_number}",
                kind,
                number(row.start),
                pieces(text, row, marks=[*marks[place], *inner], refs=refs),
                tuple(_note(report, anchors) for report in notes[place]),
            )
        )
    return tuple(found)


def _regions_of(row: Span, regions: list[Region], starts: list[int]) -> tuple[str, list[Mark]]:
    """The kind that holds most of the line, and the stretches of other kinds inside it."""
    inside = []
    for region in regions[max(0, bisect_right(starts, row.start) - 1) :]:
        if region.start >= row.end:
            break
        if region.end > row.start:
            inside.append(region)
    if not inside:
        return "unmarked", []
    size: Counter[RegionKind] = Counter()
    for region in inside:
        size[region.kind] += min(region.end, row.end) - max(region.start, row.start)
    main = size.most_common(1)[0][0]
    return main.value, [(region.span, f"in-{region.kind.value}", "") for region in inside if region.kind is not main]


def _note(report: Report, anchors: Anchors) -> Note:
    ledger = anchors.ledger
    others = [other for other in ledger.clusters[report.cluster] if other.article.id != report.article.id]
    speaker = ledger.speaker_of.get(report.speaker_key)
    kind = KIND_WORDS[report.attribution.kind]
    score = f"{report.attribution.origin} · {report.attribution.score:.2f}" if report.attribution.origin else ""
    return Note(
        report.ref,
        report.anchor,
        capital(report.speaker),
        anchors.speaker(speaker) if speaker and speaker.key else "",
        kind if kind != "said" else "",
        date_words(report.said) if report.said.known and report.said != report.article.published else "",
        report.relays,
        tuple(Bit(other.ref, anchors.report(other), css="mono") for other in others[:6]),
        codings_of(report, anchors, beside=False),
        score,
    )
