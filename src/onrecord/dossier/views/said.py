"""Who said what: everybody on record with the passages, also those that no concept covers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ...record import AttributionKind, DateRange
from ..anchors import Anchors
from ..ledger import NO_OUTLET, Act, Report, Speaker, day_key
from ..marks import Mark, mark_of
from ..passages import Piece
from ..phrases import Bit, Phrase, joined, phrase
from ..wording import (
    KIND_WORDS,
    agree,
    capital,
    count,
    date_words,
    day_words,
    in_sentence,
    listed,
    number,
    one_line,
    spelled,
)
from .cards import cue_words, passage_of, reference, role_words

_QUOTE_LENGTH = 420
_CODINGS = 4  # beside a passage


@dataclass(frozen=True, slots=True)
class Coding:
    """What a statement says about this quote, as a mark with its concept."""

    mark: Mark
    link: Bit
    suggested: bool
    where: Bit | None = None  # the passage it rests on, where that is not the one shown


@dataclass(frozen=True, slots=True)
class Quote:
    passage: tuple[Piece, ...]
    cue: str
    kind: str
    said: str
    said_exact: bool
    chain: tuple[str, ...]
    ref: Bit
    also: tuple[Bit, ...]
    more_also: int
    codings: tuple[Coding, ...]


@dataclass(frozen=True, slots=True)
class RoleLine:
    words: str
    evidence: Bit | None


@dataclass(frozen=True, slots=True)
class SpeakerBlock:
    anchor: str
    name: str
    role: str
    kind: str
    aliases: str
    roles: tuple[RoleLine, ...]
    counts: str
    quotes: tuple[Quote, ...]
    more: tuple[Quote, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class SpeakerLine:
    name: str
    href: str
    kind: str
    n_attributions: int
    n_articles: int
    n_statements: int
    first: Bit | None


@dataclass(frozen=True, slots=True)
class SaidView:
    finding: Phrase
    blocks: tuple[SpeakerBlock, ...]
    silent: tuple[Quote, ...]
    rest: tuple[SpeakerLine, ...]
    n_rest: int


def view_said(anchors: Anchors) -> SaidView:
    ledger, limits = anchors.ledger, anchors.ledger.limits
    blocks = tuple(
        _block(place, speaker, anchors) for place, speaker in enumerate(ledger.speakers[: limits.speakers], 1)
    )
    rest = ledger.speakers[limits.speakers :]
    refusals = [report for report in ledger.reports if report.attribution.kind is AttributionKind.NO_COMMENT]
    return SaidView(
        _finding(anchors),
        blocks,
        tuple(_quote([report], anchors) for report in refusals[:12]),
        tuple(_line(speaker, anchors) for speaker in rest[: limits.actors_listed]),
        len(rest),
    )


def _claims(speaker: Speaker) -> list[list[Report]]:
    """The speaker's reports, those of one act of speech together, the best report first."""
    clusters: dict[str, list[Report]] = {}
    for report in speaker.reports:
        clusters.setdefault(report.cluster, []).append(report)
    return [sorted(found, key=lambda report: (-report.evidence, report.article.number)) for found in clusters.values()]


def _weight(reports: list[Report], anchors: Anchors) -> tuple[float, ...]:
    """Coded first, then widely reported, then quoted, then said rather than held, then surely found and long."""
    first = reports[0].attribution
    length = sum(len(span) for span in first.content)
    parent = anchors.ledger.report_of.get(first.parent or "")
    return (
        parent is not None and parent.speaker_key == reports[0].speaker_key,  # his words inside his own words
        -len(anchors.ledger.acts_of_cluster.get(reports[0].cluster, ())),
        -len({report.article.id for report in reports}),
        -reports[0].evidence,
        first.kind is AttributionKind.NO_COMMENT,
        -min(first.score, 1.0) * min(length, 160),
    )


def _chronological(claims: list[list[Report]]) -> list[list[Report]]:
    return sorted(claims, key=lambda reports: (day_key(_said_or_published(reports[0])), reports[0].article.number))


def _said_or_published(report: Report) -> DateRange:
    return report.said if report.said.known else report.article.published


def _block(place: int, speaker: Speaker, anchors: Anchors) -> SpeakerBlock:
    limits = anchors.ledger.limits
    ranked = sorted(_claims(speaker), key=lambda reports: _weight(reports, anchors))
    shown, more = ranked[: limits.quotes_a_speaker], ranked[limits.quotes_a_speaker :]
    kept = more[: limits.more_quotes_a_speaker]
    actor = speaker.actor
    return SpeakerBlock(
        f"p-{place}",
        capital(speaker.name),
        role_words(actor),
        actor.kind.value if actor else ("source words" if speaker.key else ""),
        _aliases(speaker),
        _roles(speaker, anchors),
        _counts(speaker),
        tuple(_quote(reports, anchors) for reports in _chronological(shown)),
        tuple(_quote(reports, anchors) for reports in _chronological(kept)),
        len(more) - len(kept),
    )


def _aliases(speaker: Speaker) -> str:
    if not speaker.actor:
        return ""
    names = [one_line(alias, 50) for alias in speaker.actor.aliases]
    return listed([name for name in dict.fromkeys(names) if name and name != speaker.name][:6])


def _roles(speaker: Speaker, anchors: Anchors) -> tuple[RoleLine, ...]:
    lines = []
    for role in (speaker.actor.roles if speaker.actor else ())[:5]:
        words = one_line(role.title, 80)
        if role.organization and role.organization not in words:
            words += f", {one_line(role.organization, 60)}"
        if role.valid_from or role.valid_to:
            words += f" ({_term(role.valid_from, role.valid_to)})"
        article = anchors.ledger.article_of.get(role.evidence.document_id) if role.evidence else None
        lines.append(RoleLine(words, Bit(article.ref, anchors.article(article), css="mono") if article else None))
    return tuple(lines)


def _term(start: date | None, end: date | None) -> str:
    """ "since 1 Jan 2031", "until 4 May 2032", "1 Jan 2031–4 May 2032"."""
    if start and end:
        return date_words(DateRange.between(start, end))
    return f"since {day_words(start)}" if start else f"until {day_words(end)}" if end else ""


def _carried(report: Report) -> tuple[str, ...]:
    """Carrier and relays, without the speaker, whose name stands beside; nothing when there is nothing to tell."""
    if report.relays:
        return report.chain
    return (report.article.outlet,) if report.article.outlet != NO_OUTLET else ()


def _counts(speaker: Speaker) -> str:
    articles = {report.article.id for report in speaker.reports}
    outlets = {report.article.outlet for report in speaker.reports}
    words = [count(len(speaker.reports), "attribution"), count(len(articles), "article")]
    if len(outlets) > 1:
        words.append(count(len(outlets), "outlet"))
    if speaker.acts:
        words.append(count(len(speaker.acts), "statement"))
    return " · ".join(words)


def _quote(reports: list[Report], anchors: Anchors) -> Quote:
    first = reports[0]
    others = [report for report in reports[1:] if report.article.id != first.article.id]
    kind = first.attribution.kind
    return Quote(
        passage_of(first, limit=_QUOTE_LENGTH),
        cue_words(first),
        KIND_WORDS[kind] if kind is not AttributionKind.SAID else "",
        date_words(first.said) if first.said.known else "day not known",
        first.said.is_day,
        _carried(first),
        reference(first, anchors),
        tuple(Bit(report.ref, anchors.report(report), css="mono") for report in others[:8]),
        max(0, len(others) - 8),
        codings_of(first, anchors),
    )


def codings_of(shown: Report, anchors: Anchors, *, beside: bool = True) -> tuple[Coding, ...]:
    """What was coded of the passage of `shown`; with `beside` also of the act's other passages, with where each stands:
    one who goes on speaking says more in the next sentence."""
    acts = anchors.ledger.acts_of_cluster.get(shown.cluster, ())
    own = [act for act in acts if any(report is shown for report in act.reports)]
    others = [act for act in acts if act not in own and act.reports] if beside else []
    return tuple(
        [coding_of(act, anchors) for act in own[:_CODINGS]]
        + [coding_of(act, anchors, rests_on=act.reports[0]) for act in others[: max(0, _CODINGS - len(own))]]
    )


def coding_of(act: Act, anchors: Anchors, *, rests_on: Report | None = None) -> Coding:
    where = Bit(rests_on.ref, anchors.report(rests_on), css="mono") if rests_on else None
    return Coding(mark_of(act), Bit(one_line(act.concept.label, 60), anchors.act(act)), act.suggested, where)


def _line(speaker: Speaker, anchors: Anchors) -> SpeakerLine:
    first = speaker.reports[0] if speaker.reports else None
    return SpeakerLine(
        speaker.name,
        anchors.report(first) if first else "",
        role_words(speaker.actor) or (speaker.actor.kind.value if speaker.actor else "not tied to an actor"),
        len(speaker.reports),
        len({report.article.id for report in speaker.reports}),
        len(speaker.acts),
        Bit(first.ref, anchors.report(first), css="mono") if first else None,
    )


def _finding(anchors: Anchors) -> Phrase:
    ledger = anchors.ledger
    if not ledger.reports:
        return phrase("No attribution was found.")
    quoted = [report for report in ledger.reports if report.evidence == 2]
    relayed = [report for report in ledger.reports if report.via]
    n_actors = sum(speaker.actor is not None for speaker in ledger.speakers)
    n_others = sum(speaker.actor is None and bool(speaker.key) for speaker in ledger.speakers)
    others = f" and {count(n_others, 'source')} not tied to an actor" if n_others else ""
    parts: list[str | Bit] = [
        f"{count(len(ledger.reports), 'attribution')} by {count(n_actors, 'actor')}{others}: "
        f"{number(len(quoted))} {agree(len(quoted), 'quotes', 'quote')} the speaker’s own "
        f"words, {number(len(relayed))} {agree(len(relayed), 'reaches', 'reach')} us through somebody else."
    ]
    refusals = [report for report in ledger.reports if report.attribution.kind is AttributionKind.NO_COMMENT]
    if refusals:
        who = list(dict.fromkeys(report.speaker for report in refusals))
        bits = [Bit(in_sentence(name) if at else capital(name), "#no-comment") for at, name in enumerate(who[:3])]
        rest = len(who) - len(bits)
        parts.append(" ")
        parts.extend(joined(bits, ", " if rest else " and "))
        parts.append(f" and {spelled(rest)} more did not comment." if rest else " did not comment.")
    return phrase(*parts)
