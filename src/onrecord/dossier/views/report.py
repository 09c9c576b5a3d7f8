"""On whose report: what stands on what, and how many independent origins a claim has."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from ...record import Derivation, DerivationRelation, DerivationTarget
from ..anchors import Anchors
from ..figures.flow import Flow, Link, draw_flow
from ..ledger import Act, Report
from ..phrases import Bit, Phrase, phrase
from ..wording import agree, capital, count, number, one_line, spelled, stance_words
from .timeline import passage_anchor

RELATION_WORDS = {
    DerivationRelation.CITES: "cites",
    DerivationRelation.REPUBLISHES: "republishes",
    DerivationRelation.QUOTES: "quotes",
    DerivationRelation.SHARES_TEXT: "shares text with",
}


@dataclass(frozen=True, slots=True)
class Claim:
    """One act of speech as reported: how often, by how many outlets, from how many independent origins."""

    who: str
    link: Bit
    suggested: bool
    n_reports: int
    n_outlets: int
    n_origins: int
    chain: tuple[str, ...]
    refs: tuple[Bit, ...]


@dataclass(frozen=True, slots=True)
class OutletRow:
    name: str
    n_articles: int
    n_reports: int
    first_hand: int
    relayed: int
    cites: tuple[Bit, ...]


@dataclass(frozen=True, slots=True)
class DerivationRow:
    source: Bit
    source_outlet: str
    relation: str
    target: Bit
    evidence: tuple[Bit, ...]
    words: str


@dataclass(frozen=True, slots=True)
class ReportView:
    finding: Phrase
    flow: Flow | None
    hot: tuple[str, ...]
    left_out: str
    claims: tuple[Claim, ...]
    more: tuple[Claim, ...]
    n_claims: int
    outlets: tuple[OutletRow, ...]
    derivations: tuple[DerivationRow, ...]
    n_derivations: int


def view_report(anchors: Anchors) -> ReportView:
    ledger, limits = anchors.ledger, anchors.ledger.limits
    ranked = _ranked_clusters(anchors)
    repeated = [reports for reports in ranked if len({report.article.id for report in reports}) > 1]
    claims = [_claim(reports, anchors) for reports in repeated[: limits.claims + limits.more_claims]]
    spread = {reports[0].speaker_key: reports for reports in reversed(repeated) if _spread(reports, anchors) > 0}
    hot = sorted(spread.values(), key=repeated.index)[:2]  # two speakers: two chains of one would cover each other
    flow, left_out = _flow(anchors, hot)
    return ReportView(
        _finding(anchors, repeated),
        flow,
        tuple(_claim_words(reports, anchors) for reports in hot),
        left_out,
        tuple(claims[: limits.claims]),
        tuple(claims[limits.claims :]),
        len(repeated),
        tuple(_outlet_rows(anchors)),
        tuple(
            _derivation(found, anchors)
            for found in ledger.material.derivations[:400]
            if found.from_document in ledger.article_of
        ),
        len(ledger.material.derivations),
    )


def _spread(reports: Sequence[Report], anchors: Anchors) -> int:
    """How many more articles carry the claim than it has origins."""
    return len({report.article.id for report in reports}) - anchors.ledger.n_origins(reports)


def _ranked_clusters(anchors: Anchors) -> list[tuple[Report, ...]]:
    ledger = anchors.ledger
    return sorted(
        ledger.clusters.values(),
        key=lambda reports: (
            -len({report.article.id for report in reports}),
            -len(ledger.acts_of_cluster.get(reports[0].cluster, ())),
            ledger.n_origins(reports) if len(reports) > 1 else 1,
            reports[0].article.number,
            reports[0].ref,
        ),
    )


def _acts_told(reports: Sequence[Report], anchors: Anchors) -> list[Act]:
    """The statements of an act of speech, that which most articles tell first: one who goes on says more in one."""
    acts = anchors.ledger.acts_of_cluster.get(reports[0].cluster, ())
    return sorted(acts, key=lambda act: -len({report.article.id for report in act.reports}))


def _claim_words(reports: Sequence[Report], anchors: Anchors) -> str:
    acts = _acts_told(reports, anchors)
    if acts:
        first = acts[0]
        word = stance_words(first.statement.stance, plural=first.plural, kind=first.concept.kind)
        return f"{first.speaker} {word}: {one_line(first.concept.label, 60)}"
    best = max(reports, key=lambda report: report.evidence)
    text = best.article.annotated.document.text
    spans = best.attribution.quote or best.attribution.content
    words = one_line(" … ".join(span.of(text) for span in sorted(spans)), 84)
    return f"{capital(best.speaker)}: “{words.strip('“”')}”"


def _claim(reports: Sequence[Report], anchors: Anchors) -> Claim:
    acts = _acts_told(reports, anchors)
    words = _claim_words(reports, anchors)
    link = anchors.acts_bit(acts[:1], words) if acts else Bit(words, anchors.report(reports[0]))
    longest = max(reports, key=lambda report: (len(report.relays), -report.article.number))
    documents = {report.article.id: report for report in reversed(reports)}
    ordered = sorted(documents.values(), key=lambda report: report.article.number)
    return Claim(
        reports[0].speaker,
        link,
        bool(acts) and acts[0].suggested,
        len(documents),
        len({report.article.carrier for report in reports}),
        anchors.ledger.n_origins(reports),
        longest.chain,
        tuple(Bit(report.ref, anchors.report(report), css="mono") for report in ordered[:8]),
    )


def _flow(anchors: Anchors, hot: Sequence[Sequence[Report]]) -> tuple[Flow | None, str]:
    """The figure of the largest speakers, relays and outlets, and a sentence on those it leaves out."""
    ledger, limits = anchors.ledger, anchors.ledger.limits
    counted = ledger.once()
    named = [report for report in counted if report.speaker_key in ledger.actor_of]
    if not named:
        return None, ""
    pinned = {report.speaker for reports in hot for report in reports}
    speakers = _largest(Counter(report.speaker for report in named), limits.flow_speakers, pinned)
    pinned = {report.relays[-1] for reports in hot for report in reports if report.relays}
    relays = _largest(Counter(report.relays[-1] for report in named if report.relays), limits.flow_relays, pinned)
    pinned = {report.article.carrier for reports in hot for report in reports}
    outlets = _largest(Counter(report.article.carrier for report in named), limits.flow_outlets, pinned)
    links: Counter[Link] = Counter()
    for report in named:
        link = _link(report, speakers, relays, outlets)
        if link:
            links[link] += 1
    if not links:
        return None, ""
    citations = _citations(anchors, outlets)
    known = {link[2] for link in links}
    outside = frozenset(name for pair in citations for name in pair if name not in known)
    chains = [
        frozenset(link for report in reports if (link := _link(report, speakers, relays, outlets)) in links and link)
        for reports in hot
    ]
    drawn = sum(links.values())
    left_out = "" if drawn == len(counted) else (
        f"Drawn: {number(drawn)} of {count(len(counted), 'report')}, those of the {spelled(len(speakers))} "
        f"most reported actors; the rest is in the tables and under “Who said what”."
    )  # fmt: skip
    return draw_flow(links, citations, hot=chains, outside=outside), left_out


def _link(report: Report, speakers: set[str], relays: set[str], outlets: set[str]) -> Link | None:
    outlet = report.article.carrier
    if report.speaker not in speakers or outlet not in outlets:
        return None
    relay = report.relays[-1] if report.relays else ""
    if relay and relay not in relays:
        relay = "others"
    return report.speaker, relay, outlet


def _largest(counts: Counter[str], limit: int, pinned: set[str]) -> set[str]:
    ranked = sorted(counts, key=lambda name: (name not in pinned, -counts[name], name))
    return set(ranked[:limit])


def _citations(anchors: Anchors, outlets: set[str]) -> dict[tuple[str, str], int]:
    found: Counter[tuple[str, str]] = Counter()
    for derivation in anchors.ledger.material.derivations:
        pair = _outlet_pair(derivation, anchors)
        if pair and pair[0] in outlets:
            found[pair] += 1
    kept = sorted(found, key=lambda pair: (pair[1] not in outlets, -found[pair], pair))
    outside: dict[str, None] = {}
    chosen: dict[tuple[str, str], int] = {}
    for pair in kept:
        if pair[1] not in outlets:
            if pair[1] not in outside and len(outside) >= 5:
                continue
            outside[pair[1]] = None
        chosen[pair] = found[pair]
    return chosen


def _outlet_pair(derivation: Derivation, anchors: Anchors) -> tuple[str, str] | None:
    ledger = anchors.ledger
    article = ledger.article_of.get(derivation.from_document)
    if article is None or derivation.to_kind is DerivationTarget.ACTOR:
        return None
    target = ledger.article_of.get(derivation.to_id or "") if derivation.to_kind is DerivationTarget.DOCUMENT else None
    cited = target.carrier if target is not None else one_line(derivation.to_name, 40)
    return (article.carrier, cited) if cited and cited != article.carrier else None


def _outlet_rows(anchors: Anchors) -> list[OutletRow]:
    ledger = anchors.ledger
    articles: Counter[str] = Counter(article.carrier for article in ledger.articles)
    by_outlet: dict[str, list[Report]] = defaultdict(list)
    for report in ledger.once():
        by_outlet[report.article.carrier].append(report)
    cites: dict[str, Counter[str]] = defaultdict(Counter)
    first: dict[tuple[str, str], Derivation] = {}
    for derivation in ledger.material.derivations:
        article = ledger.article_of.get(derivation.from_document)
        if article is None:
            continue
        target = ledger.article_of.get(derivation.to_id or "")
        name = target.carrier if target else one_line(derivation.to_name, 50) or "unknown"
        cites[article.carrier][name] += 1
        first.setdefault((article.carrier, name), derivation)
    rows = []
    for outlet in sorted(articles, key=lambda name: (-len(by_outlet[name]), name)):
        reports = by_outlet[outlet]
        relayed = sum(bool(report.via) for report in reports)
        rows.append(
            OutletRow(
                outlet,
                articles[outlet],
                len(reports),
                len(reports) - relayed,
                relayed,
                tuple(
                    Bit(f"{name} {n}", _derivation_href(first[(outlet, name)], anchors))
                    for name, n in cites[outlet].most_common(8)
                ),
            )
        )
    return rows[:300]


def _derivation_href(derivation: Derivation, anchors: Anchors) -> str:
    ledger = anchors.ledger
    for passage in derivation.evidence:
        if passage.document_id == derivation.from_document:
            return f"#{passage_anchor(passage.document_id, passage.start, anchors)}"
    return anchors.article(ledger.article_of[derivation.from_document])


def _derivation(derivation: Derivation, anchors: Anchors) -> DerivationRow:
    ledger = anchors.ledger
    article = ledger.article_of[derivation.from_document]
    target = ledger.article_of.get(derivation.to_id or "") if derivation.to_kind is DerivationTarget.DOCUMENT else None
    name = one_line(derivation.to_name, 70)
    goal = Bit(f"{target.ref} {target.outlet}", anchors.article(target)) if target else Bit(name or "unknown")
    shown = [passage for passage in derivation.evidence if passage.document_id in ledger.article_of]
    own = next((passage for passage in shown if passage.document_id == derivation.from_document), None)
    return DerivationRow(
        Bit(article.ref, anchors.article(article), css="mono"),
        article.outlet,
        RELATION_WORDS[derivation.relation],
        goal,
        tuple(
            Bit(
                f"{ledger.article_of[passage.document_id].ref} [{number(passage.start)}–{number(passage.end)}]",
                f"#{passage_anchor(passage.document_id, passage.start, anchors)}",
                css="mono",
            )
            for passage in shown[:4]
        ),
        one_line(own.span.of(article.annotated.document.text), 160) if own else "",
    )


def _finding(anchors: Anchors, repeated: Sequence[Sequence[Report]]) -> Phrase:
    ledger = anchors.ledger
    if not ledger.reports:
        return phrase("No report was found.")
    counted = ledger.once()
    relayed = sum(bool(report.via) for report in counted)
    parts: list[str | Bit] = [
        f"{count(len(counted), 'report')} of {count(len(ledger.clusters), 'act')} of speech; "
        f"{spelled(relayed)} came through somebody between speaker and outlet. "
    ]
    if not repeated:
        parts.append("No claim was found in more than one article, so nothing here is confirmed by a second report.")
        return phrase(*parts)
    n_single = sum(ledger.n_origins(reports) == 1 for reports in repeated)
    n = len(repeated)
    if n == 1:
        origins = ledger.n_origins(repeated[0])
        parts.append(f"One claim is in more than one article; it rests on {count(origins, 'independent origin')}.")
    else:
        few = (
            "none of them rests" if not n_single else f"{spelled(n_single)} of them {agree(n_single, 'rests', 'rest')}"
        )
        which = "all of them rest" if n_single == n else few
        parts.append(f"{capital(spelled(n))} claims are in more than one article, and {which} on a single origin.")
    return phrase(*parts)
