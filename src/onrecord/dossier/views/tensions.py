"""Tensions: pairs of passages that cannot be read side by side without a question."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ...record import Passage, Span, Stance, Tension
from ...text import fold
from ..anchors import Anchors
from ..ledger import Act, Report
from ..marks import Mark, mark_of
from ..passages import Piece, attribution_extent, attribution_marks, context, pieces, shortened
from ..phrases import Bit, Phrase, phrase
from ..wording import agree, capital, date_words, one_line, span_words, spelled
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
    left, right = _chosen(tension, anchors)
    return Pair(
        f"t{place}",
        capital(one_line(tension.reason, 300)),
        _side(tension.left, left, anchors),
        _side(tension.right, right, anchors),
        f"{tension.score:.2f}",
    )


@dataclass(frozen=True, slots=True)
class _Shown:
    """A statement in a passage: the report of it that stands there, and how much of that report does."""

    act: Act
    report: Report
    share: float

    @property
    def own(self) -> bool:
        return self.act.statement.attribution_id == self.report.attribution.id


_SIDES = {Stance.SUPPORT, Stance.OPPOSE}


def _chosen(tension: Tension, anchors: Anchors) -> tuple[_Shown | None, _Shown | None]:
    """For each passage the statement that the reason is about: its actor and its concept are named there. Together
    they are for and against, where the passages allow that. A sentence may hold statements by others, on other matters;
    they are not what the tension is about."""
    left, right = (_named(passage, tension.reason, anchors) for passage in (tension.left, tension.right))
    if not left or not right:
        return _best(left), _best(right)
    return max(
        ((one, other) for one in left for other in right),
        key=lambda pair: (
            {shown.act.statement.stance for shown in pair} == _SIDES,
            pair[0].act.speaker_key == pair[1].act.speaker_key and pair[0].act.concept.id == pair[1].act.concept.id,
            sum(shown.own for shown in pair),
            sum(shown.share for shown in pair),
        ),
    )


def _best(found: list[_Shown]) -> _Shown | None:
    return max(found, key=lambda shown: (shown.own, shown.share), default=None)


def _named(passage: Passage, reason: str, anchors: Anchors) -> list[_Shown]:
    """The statements of the passage whose actor and concept the reason names."""
    ledger = anchors.ledger
    labels = [concept.label for concept in ledger.concepts if _names(reason, concept.label)]
    longest = max(map(len, labels), default=0)  # "full barrage", not the "barrage" in it
    found = []
    for report in ledger.reports_in.get(passage.document_id, ()):
        extent = attribution_extent(report.attribution)
        shared = min(extent.end, passage.end) - max(extent.start, passage.start)
        if shared <= 0:
            continue
        for act in ledger.acts_of_cluster.get(report.cluster, ()):
            told = any(one.attribution.id == report.attribution.id for one in act.reports)
            who = {act.speaker, act.statement.actor_name, report.speaker}
            if (
                told
                and act.concept.label in labels
                and len(act.concept.label) == longest
                and any(_names(reason, name) for name in who)
            ):
                found.append(_Shown(act, report, shared / len(extent)))
    return found


def _names(reason: str, name: str) -> bool:
    """Whether the words of `name` stand in the reason, as whole words."""
    wanted = fold(name)
    return bool(wanted) and re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", fold(reason)) is not None


def _side(passage: Passage, shown: _Shown | None, anchors: Anchors) -> PairSide:
    article = anchors.ledger.article_of[passage.document_id]
    text = article.annotated.document.text
    words = f"{article.ref} {span_words(passage.start, passage.end)}"
    if shown is None:
        extent = Span(min(passage.start, len(text)), min(passage.end, len(text)))
        marked = pieces(text, context(text, extent, limit=220), marks=[(extent, "T", "")])
        when = f"Published {date_words(article.published)}" if article.published.known else "Day not known"
        href = f"#{passage_anchor(article.id, passage.start, anchors)}"
        chain = (article.carrier,) if _reports_at(passage, anchors) else (article.carrier, "in its own voice")
        return PairSide(None, "", "", "", shortened(marked, 460), when, chain, Bit(words, href, css="mono"))
    act, report = shown.act, shown.report
    mark = mark_of(act)
    window = context(text, attribution_extent(report.attribution), limit=220)
    return PairSide(
        mark,
        capital(act.speaker),
        mark.words,
        one_line(act.concept.label, 70),
        shortened(pieces(text, window, marks=attribution_marks(report.attribution)), 460),
        f"Said {date_words(report.said)}" if report.said.known else "Day not known",
        report.chain,
        Bit(words, anchors.report(report), css="mono"),
    )


def _reports_at(passage: Passage, anchors: Anchors) -> bool:
    """Whether somebody is reported in the passage, so that it is not the article's own voice."""
    return any(
        extent.start < passage.end and passage.start < extent.end
        for extent in (
            attribution_extent(report.attribution) for report in anchors.ledger.reports_in.get(passage.document_id, ())
        )
    )
