"""Tensions: pairs of passages that cannot be read side by side without a question."""

from __future__ import annotations

from dataclasses import dataclass

from ...record import Passage, Span, Tension
from ..anchors import Anchors
from ..ledger import Report
from ..marks import Mark, mark_of
from ..passages import Piece, attribution_extent, attribution_marks, context, pieces, shortened
from ..phrases import Bit, Phrase, phrase
from ..wording import STANCE_WORDS, agree, capital, date_words, one_line, span_words, spelled
from .timeline import passage_anchor


@dataclass(frozen=True, slots=True)
class PairSide:
    mark: Mark | None
    speaker: str
    stance: str
    concept: str
    passage: tuple[Piece, ...]
    when: str
    chain: tuple[str, ...]
    ref: Bit


@dataclass(frozen=True, slots=True)
class Pair:
    anchor: str
    reason: str
    left: PairSide
    right: PairSide
    score: str


@dataclass(frozen=True, slots=True)
class TensionsView:
    finding: Phrase
    pairs: tuple[Pair, ...]
    n_pairs: int


def view_tensions(anchors: Anchors) -> TensionsView:
    ledger = anchors.ledger
    usable = [
        tension
        for tension in ledger.material.tensions
        if tension.left.document_id in ledger.article_of and tension.right.document_id in ledger.article_of
    ]
    ranked = sorted(usable, key=lambda tension: (-tension.score, tension.id))
    pairs = tuple(_pair(place, tension, anchors) for place, tension in enumerate(ranked[: ledger.limits.tensions], 1))
    return TensionsView(_finding(len(ranked), len(pairs)), pairs, len(ranked))


def _finding(n: int, shown: int) -> Phrase:
    if not n:
        return phrase("No two passages were found that contradict each other. That is not proof of agreement.")
    words = (
        f"{capital(spelled(n))} {agree(n, 'pair', 'pairs')} of passages cannot be read side by side without a question."
    )
    if shown < n:
        words += f" The {spelled(shown)} strongest are shown."
    return phrase(f"{words} The dossier does not choose between them.")


def _pair(place: int, tension: Tension, anchors: Anchors) -> Pair:
    return Pair(
        f"t{place}",
        capital(one_line(tension.reason, 300)),
        _side(tension.left, anchors),
        _side(tension.right, anchors),
        f"{tension.score:.2f}",
    )


def report_at(passage: Passage, anchors: Anchors) -> Report | None:
    """The attribution that covers most of the passage, the innermost where two cover it alike."""
    best: tuple[float, Report] | None = None
    for report in anchors.ledger.reports_in.get(passage.document_id, ()):
        extent = attribution_extent(report.attribution)
        shared = min(extent.end, passage.end) - max(extent.start, passage.start)
        if shared > 0:
            union = max(extent.end, passage.end) - min(extent.start, passage.start)
            if best is None or shared / union > best[0]:
                best = (shared / union, report)
    return best[1] if best else None


def _side(passage: Passage, anchors: Anchors) -> PairSide:
    article = anchors.ledger.article_of[passage.document_id]
    text = article.annotated.document.text
    extent = Span(min(passage.start, len(text)), min(passage.end, len(text)))
    report = report_at(passage, anchors)
    words = f"{article.ref} {span_words(passage.start, passage.end)}"
    if report is None:
        marked = pieces(text, context(text, extent, limit=220), marks=[(extent, "T", "")])
        when = f"Published {date_words(article.published)}" if article.published.known else "Day not known"
        href = f"#{passage_anchor(article.id, passage.start, anchors)}"
        return PairSide(
            None,
            "",
            "",
            "",
            shortened(marked, 460),
            when,
            (article.carrier, "in its own voice"),
            Bit(words, href, css="mono"),
        )
    acts = anchors.ledger.acts_of_cluster.get(report.cluster, ())
    act = acts[0] if acts else None
    window = context(text, attribution_extent(report.attribution), limit=220)
    return PairSide(
        mark_of(act) if act else None,
        capital(report.speaker),
        STANCE_WORDS[act.statement.stance] if act else "",
        one_line(act.concept.label, 70) if act else "",
        shortened(pieces(text, window, marks=attribution_marks(report.attribution)), 460),
        f"Said {date_words(report.said)}" if report.said.known else "Day not known",
        report.chain,
        Bit(words, anchors.report(report), css="mono"),
    )
