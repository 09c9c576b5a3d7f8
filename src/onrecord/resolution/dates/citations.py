"""When a cited report appeared, as the citing article tells: "follows a report by the Herald earlier this month"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from ...record import Basis, DateRange, Derivation, DerivationRelation, DerivationTarget, Passage, Publication, Span
from ...record.dates import UNKNOWN_DATE
from .context import in_quotation
from .mention import DateKind, DateMention, Mod

_REPORTED = re.compile(
    r"\b(?:reports?|reported|reporting|story|article|column|op-ed|wrote|written|published|revealed|disclosed|broke)\b",
    re.IGNORECASE,
)
_OTHER_CLAUSE = re.compile(r"\b(?:that|who|which|when|where|after|before|because|while)\b|[,;:“”\"]")
_REACH = 60  # characters between the word of reporting and its date
_SLACK = timedelta(days=1)  # papers date a report by its print, sites by the evening before


def date_cited(evidence: Span, text: str, mentions: Sequence[DateMention]) -> DateRange:
    """The days that a citing sentence gives to the report it cites; unknown when it gives none or two."""
    found: set[DateRange] = set()
    for mention in mentions:
        if not evidence.start <= mention.start < evidence.end or in_quotation(text, mention.start):
            continue
        if mention.kind is not DateKind.POINT or mention.mod is not Mod.NONE or not mention.dates.known:
            continue
        for word in _REPORTED.finditer(text, evidence.start, evidence.end):
            first, second = sorted((word.span(), (mention.start, mention.end)))
            gap = text[first[1] : second[0]]
            if len(gap) <= _REACH and not _OTHER_CLAUSE.search(gap):
                found.add(mention.dates)
    return found.pop() if len(found) == 1 else UNKNOWN_DATE


def bound_cited(
    publications: Mapping[str, Publication], derivations: Iterable[Derivation], reported: Mapping[Passage, DateRange]
) -> dict[str, Publication]:
    """Publications in which a cited document whose day is not known appears when its citing article says, and no later
    than that article. `reported` gives `date_cited` of the evidence; what contradicts is left as it was."""
    bounded = dict(publications)
    for edge in derivations:
        if edge.relation is not DerivationRelation.CITES or edge.to_kind is not DerivationTarget.DOCUMENT:
            continue
        citing, cited = publications.get(edge.from_document), bounded.get(edge.to_id or "")
        if citing is None or cited is None or cited.basis is Basis.METADATA or cited.published.is_day:
            continue
        if citing.published.end is None:
            continue
        told = {reported[one] for one in edge.evidence if one in reported and reported[one].known}
        days = told.pop() if len(told) == 1 else UNKNOWN_DATE
        start = max((one for one in (cited.published.start, days.start and days.start - _SLACK) if one), default=None)
        ends = (cited.published.end, days.end and days.end + _SLACK, citing.published.end)
        end = min(one for one in ends if one)
        if (start is not None and start > end) or (start, end) == (cited.published.start, cited.published.end):
            continue
        # A day is never claimed by one sentence of another paper.
        start = start - _SLACK if start == end else start
        when = f", told there as {days.start} to {days.end}" if days.known else ""
        bounded[cited.document_id] = replace(
            cited,
            published=DateRange.between(start, end),
            basis=Basis.SISTER,
            evidence=(*cited.evidence, *edge.evidence),
            reason="; ".join(filter(None, (cited.reason, f"cited by an article of {citing.published.end}{when}"))),
        )
    return bounded
