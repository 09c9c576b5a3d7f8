"""What could not be read, dated or tied to somebody: said as such, with what is known and what to do."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from ...record import FileReport, FileStatus
from ..anchors import Anchors
from ..ledger import NO_OUTLET
from ..phrases import Bit, Phrase, phrase
from ..wording import BASIS_WORDS, capital, count, date_words, number, one_line, spelled


@dataclass(frozen=True, slots=True)
class FileRow:
    path: str
    status: str
    reason: str


@dataclass(frozen=True, slots=True)
class UndatedRow:
    ref: Bit
    title: str
    published: str
    known: bool
    basis: str
    reason: str


@dataclass(frozen=True, slots=True)
class OpenSource:
    words: str
    n: int
    refs: tuple[Bit, ...]


@dataclass(frozen=True, slots=True)
class GapsView:
    finding: Phrase
    files: tuple[FileRow, ...]
    n_files: int
    n_bad: int
    undated: tuple[UndatedRow, ...]
    n_undated: int
    no_outlet: tuple[Bit, ...]
    no_outlet_rest: int
    sources: tuple[OpenSource, ...]
    n_sources: int
    unsourced: tuple[Bit, ...]
    n_unsourced: int
    silent: tuple[Bit, ...]
    silent_rest: int


_STATUS_WORDS = {FileStatus.FAILED: "failed", FileStatus.SKIPPED: "skipped", FileStatus.READ: "read, not searched"}


def view_gaps(anchors: Anchors) -> GapsView:
    ledger, limits = anchors.ledger, anchors.ledger.limits
    bad = [report for report in ledger.material.files if report.status is not FileStatus.READ]
    bad.extend(FileReport(path, FileStatus.READ, reason) for path, reason in ledger.material.not_annotated.items())
    bad.sort(key=lambda report: (report.status is FileStatus.SKIPPED, report.path))
    undated = [article for article in ledger.articles if not article.published.is_day]
    nameless = [article for article in ledger.articles if article.outlet == NO_OUTLET]
    silent = [article for article in ledger.articles if not ledger.reports_in[article.id]]
    unsourced = [report for report in ledger.reports if not report.speaker_key]
    open_sources = Counter(report.speaker_key for report in ledger.reports if report.speaker_key.startswith("name:"))
    sources = []
    for key, n in sorted(open_sources.items(), key=lambda item: (-item[1], item[0]))[:40]:
        speaker = ledger.speaker_of[key]
        refs = tuple(Bit(report.ref, anchors.report(report), css="mono") for report in speaker.reports[:4])
        sources.append(OpenSource(speaker.name, n, refs))
    return GapsView(
        _finding(len(bad), len(ledger.material.files), len(undated), len(unsourced) + sum(open_sources.values())),
        tuple(
            FileRow(
                one_line(report.path, 200),
                _STATUS_WORDS[report.status],
                one_line(report.reason, 300) or "no reason was given",
            )
            for report in bad[: limits.files_listed]
        ),
        len(ledger.material.files),
        len(bad),
        tuple(
            UndatedRow(
                Bit(article.ref, anchors.article(article), css="mono"),
                article.title,
                date_words(article.published),
                article.published.known,
                BASIS_WORDS[article.basis],
                one_line(article.reason, 240),
            )
            for article in undated[: limits.files_listed]
        ),
        len(undated),
        tuple(Bit(article.ref, anchors.article(article), css="mono") for article in nameless[:60]),
        max(0, len(nameless) - 60),
        tuple(sources),
        len(open_sources),
        tuple(Bit(report.ref, anchors.report(report), css="mono") for report in unsourced[:60]),
        len(unsourced),
        tuple(Bit(article.ref, anchors.article(article), css="mono") for article in silent[:60]),
        max(0, len(silent) - 60),
    )


def _finding(n_bad: int, n_files: int, n_undated: int, n_open: int) -> Phrase:
    if not (n_bad or n_undated or n_open):
        return phrase(
            "Every file was read, every article is dated to the day, and every attribution is tied to an actor."
            if n_files
            else "No file was given."
        )
    parts = []
    if n_files:
        parts.append(f"{spelled(n_bad)} of {count(n_files, 'file')} could not be used")
    parts.append(f"{spelled(n_undated)} {'article is' if n_undated == 1 else 'articles are'} not dated to a day")
    parts.append(
        f"{number(n_open)} {'attribution has' if n_open == 1 else 'attributions have'} no speaker tied to an actor"
    )
    return phrase(f"{capital(parts[0])}; {'; '.join(parts[1:])}." if len(parts) > 1 else f"{capital(parts[0])}.")
