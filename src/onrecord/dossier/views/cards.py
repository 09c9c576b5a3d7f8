"""Quote cards: a statement with its passage and, report by report, the chain it came through."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..anchors import Anchors
from ..evidence import EVIDENCE_SHORT, EVIDENCE_WORDS
from ..ledger import Act, Report
from ..marks import Mark, mark_of
from ..passages import Piece, attribution_extent, attribution_marks, context, pieces, shortened
from ..phrases import Bit
from ..wording import KIND_WORDS, capital, count, date_words, day_words, one_line, span_words

_PASSAGE_LENGTH = 700


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One report: its chain, and the passage it links to."""

    chain: tuple[str, ...]
    refs: tuple[Bit, ...]


@dataclass(frozen=True, slots=True)
class Status:
    """ "coded by maria, 15 Sep 2031" or "suggested · coder-en 1 · 0.81"; `trace` keeps the machine's word after it."""

    suggested: bool
    words: str
    trace: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    anchor: str
    mark: Mark
    speaker: str
    concept: str
    passage: tuple[Piece, ...]
    role: str
    cue: str
    said: str
    said_exact: bool
    reports: tuple[ReportLine, ...]
    more_reports: int
    counts: str
    evidence: str
    status: Status


@dataclass(frozen=True, slots=True)
class CardRow:
    """A statement on one line, for projects with more statements than cards."""

    anchor: str
    suggested: bool
    speaker: str
    quote: str
    said: str
    n_reports: int
    evidence: str
    ref: Bit | None


def passage_of(report: Report, *, limit: int = _PASSAGE_LENGTH) -> tuple[Piece, ...]:
    """The report's words in their sentence, with source, cue and content marked."""
    text = report.article.annotated.document.text
    extent = attribution_extent(report.attribution)
    if extent.end - extent.start > 2 * limit:  # scattered over the page: the content alone is what was said
        return shortened(pieces(text, extent, marks=attribution_marks(report.attribution)), limit)
    window = context(text, extent)
    return shortened(pieces(text, window, marks=attribution_marks(report.attribution)), limit)


def reference(report: Report, anchors: Anchors) -> Bit:
    """ "D4.3 [251–431]", linked to the passage in its context."""
    extent = attribution_extent(report.attribution)
    return Bit(f"{report.ref} {span_words(extent.start, extent.end)}", anchors.report(report), css="mono")


def report_lines(reports: Sequence[Report], anchors: Anchors) -> list[ReportLine]:
    """One line a document, in the order of the reports; a document that reports the act twice has two references."""
    by_document: dict[str, list[Report]] = {}
    for report in reports:
        by_document.setdefault(report.article.id, []).append(report)
    return [
        ReportLine(found[0].chain, tuple(reference(report, anchors) for report in found[:3]))
        for found in by_document.values()
    ]


def status_of(act: Act) -> Status:
    suggestion = act.suggestion
    trace = f"{suggestion.origin} · {suggestion.score:.2f}" if suggestion else act.statement.origin
    if act.suggested:
        return Status(True, f"suggested · {trace}" if trace else "suggested")
    if act.decision:
        decision = act.decision
        return Status(False, f"coded by {decision.coder}, {day_words(decision.decided_at.date())}", trace)
    return Status(False, "accepted", trace)


def cue_words(report: Report) -> str:
    text = report.article.annotated.document.text
    return one_line(" … ".join(span.of(text) for span in sorted(report.attribution.cue)), 80)


def speaker_role(act: Act, anchors: Anchors) -> str:
    speaker = anchors.ledger.speaker_of.get(act.speaker_key)
    return role_words(speaker.actor) if speaker else ""


def role_words(actor: object) -> str:
    """The latest known office, with its organization; else the kind of actor; "" for an unresolved source."""
    from ...record import Actor, ActorKind

    if not isinstance(actor, Actor):
        return ""
    if actor.roles:
        role = max(enumerate(actor.roles), key=lambda item: (str(item[1].valid_from or ""), -item[0]))[1]
        title = one_line(role.title, 70)
        organization = one_line(role.organization or "", 50)
        return f"{title}, {organization}" if organization and organization not in title else title
    return {"person": "", "organization": "organization", "state": "state", "group": "group"}[
        ActorKind(actor.kind).value
    ]


_REPORT_LINES = 12


def card_of(act: Act, anchors: Anchors) -> Card:
    first = act.reports[0] if act.reports else None
    said = act.statement.said
    lines = report_lines(act.reports, anchors)
    return Card(
        act.anchor,
        mark_of(act),
        capital(act.speaker),
        one_line(act.concept.label, 120),
        passage_of(first) if first else (),
        speaker_role(act, anchors),
        (cue_words(first) if first else "") or (KIND_WORDS[first.attribution.kind] if first else "not known"),
        date_words(said),
        said.is_day,
        tuple(lines[:_REPORT_LINES]),
        max(0, len(lines) - _REPORT_LINES),
        f"{count(act.n_reports, 'report')}, {count(act.n_origins, 'independent origin')}",
        EVIDENCE_WORDS[act.evidence],
        status_of(act),
    )


def row_of(act: Act, anchors: Anchors) -> CardRow:
    first = act.reports[0] if act.reports else None
    words = ""
    if first:
        text = first.article.annotated.document.text
        spans = first.attribution.quote or first.attribution.content
        words = one_line(" … ".join(span.of(text) for span in sorted(spans)), 140)
    return CardRow(
        act.anchor,
        act.suggested,
        act.speaker,
        words,
        date_words(act.statement.said),
        act.n_reports,
        EVIDENCE_SHORT[act.evidence],
        Bit(first.ref, anchors.report(first), css="mono") if first else None,
    )
