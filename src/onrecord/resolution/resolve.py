"""Words to actors, days, chains and events, over a whole collection at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from ..record import (
    NO_CORRECTIONS,
    Actor,
    Annotated,
    Basis,
    Corrections,
    DateRange,
    Derivation,
    DerivationRelation,
    DerivationTarget,
    Document,
    Event,
    Passage,
    Publication,
    Saying,
    Span,
)
from .actors import resolve_actors
from .clusters import cluster_sayings
from .dates import (
    SAME_WORDS,
    DateMention,
    bound_cited,
    date_cited,
    date_saying,
    find_dates,
    infer_publications,
    share_occasions,
)
from .derivation import find_derivations, infer_outlets
from .events import find_events


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a collection says, resolved. `sayings` and `publications` are keyed by attribution and document id.

    `mentions` (places that name actors) and `dates` go by document id; process is read with both.
    """

    publications: Mapping[str, Publication]
    actors: tuple[Actor, ...]
    sayings: Mapping[str, Saying]
    events: tuple[Event, ...]
    derivations: tuple[Derivation, ...]
    mentions: Mapping[str, Sequence[tuple[Span, str]]] = field(default_factory=dict)
    dates: Mapping[str, Sequence[DateMention]] = field(default_factory=dict)


def resolve(articles: Sequence[Annotated], *, corrections: Corrections = NO_CORRECTIONS) -> Resolution:
    """Actors, publication dates, sayings, derivations and events of `articles`; all empty for none. What coders
    corrected stands over what is found."""
    outlets = {**infer_outlets(articles), **corrections.outlets}
    publications = {
        identifier: replace(found, outlet=outlets[identifier])
        for identifier, found in infer_publications(articles).items()
    }
    publications = corrected_publications(publications, corrections)
    articles = [replace(article, document=_dated(article.document, publications)) for article in articles]
    dates = {
        article.document.id: find_dates(
            article.document.text, anchor=article.document.published, regions=article.regions
        )
        for article in articles
    }
    anchors = {article.document.id: article.document.published for article in articles}
    named = resolve_actors(articles, corrections=corrections)
    derivations = find_derivations(
        articles,
        publications=publications,
        outlets_of=outlets,
        actors=named.actors,
        corrections=corrections,
    )
    publications = bound_cited(publications, derivations, _reported(articles, derivations, dates))
    publications = bound_reprints(publications, derivations)
    publications = corrected_publications(publications, corrections)
    articles = [replace(article, document=_dated(article.document, publications)) for article in articles]
    for article in articles:
        if article.document.published != anchors[article.document.id]:
            dates[article.document.id] = find_dates(
                article.document.text, anchor=article.document.published, regions=article.regions
            )
    said = {
        attribution.id: date_saying(
            attribution, article.document.text, dates[article.document.id], article.document.published
        )
        for article in articles
        for attribution in article.annotation.attributions
    }
    speakers = {identifier: speaker.actor_id for identifier, speaker in named.speakers.items()}
    known = {one: actor_id for one, actor_id in speakers.items() if actor_id is not None}
    for article in articles:
        document = article.document
        said |= share_occasions(
            article.annotation.attributions,
            document.text,
            said=said,
            speakers=known,
            mentions=dates[document.id],
        )
    said = corrected_days(said, corrections)
    clusters = cluster_sayings(
        articles,
        speakers=speakers,
        said=said,
        derivations=derivations,
        corrections=corrections,
    )
    said = corrected_days(share_days(said, clusters), corrections)
    sayings = {}
    for identifier, speaker in named.speakers.items():
        sayings[identifier] = Saying(
            attribution_id=identifier,
            actor_id=speaker.actor_id,
            actor_name=speaker.actor_name,
            via=named.via.get(identifier, ()),
            said=said[identifier],
            cluster=clusters[identifier],
            resolved_by=speaker.resolved_by,
            also=speaker.also,
        )
    return Resolution(
        publications=publications,
        actors=named.actors,
        sayings=sayings,
        events=find_events(
            articles,
            dates,
            named.mentions,
            published={one: found.published for one, found in publications.items()},
            actors=named.actors,
            corrections=corrections,
        ),
        derivations=derivations,
        mentions=named.mentions,
        dates=dates,
    )


def _reported(
    articles: Sequence[Annotated], derivations: Iterable[Derivation], dates: Mapping[str, Sequence[DateMention]]
) -> dict[Passage, DateRange]:
    """The days that citing passages give to the documents they cite."""
    texts = {article.document.id: article.document.text for article in articles}
    return {
        one: date_cited(one.span, texts[one.document_id], dates[one.document_id])
        for edge in derivations
        if edge.to_kind is DerivationTarget.DOCUMENT
        for one in edge.evidence
        if one.document_id == edge.from_document
    }


def corrected_publications(publications: Mapping[str, Publication], corrections: Corrections) -> dict[str, Publication]:
    """Publications with the days that coders gave."""
    return dict(publications) | {
        identifier: replace(
            publications[identifier], published=days, basis=Basis.CODER, evidence=(), reason="given by a coder"
        )
        for identifier, days in corrections.published.items()
        if identifier in publications
    }


def corrected_days(said: Mapping[str, DateRange], corrections: Corrections) -> dict[str, DateRange]:
    """When each attribution was said, with the days that coders gave."""
    if not corrections.said and isinstance(said, dict):
        return said
    return {identifier: corrections.said.get(identifier, days) for identifier, days in said.items()}


def bound_reprints(
    publications: Mapping[str, Publication], derivations: Iterable[Derivation]
) -> dict[str, Publication]:
    """Publications in which a reprint whose day is not known appears no earlier than the article it reprints.

    A reprint has all its words from the original. That their quotations are the same, which bounds how long a quotation
    is news, says nothing of when it was printed again: without other evidence its range has no end.
    """
    bounded = dict(publications)
    for derivation in derivations:
        own = publications.get(derivation.from_document)
        original = publications.get(derivation.to_id or "")
        if derivation.relation is not DerivationRelation.REPUBLISHES or own is None or original is None:
            continue
        first, published = original.published.start, own.published
        if first is None or published.is_day or (published.start is not None and published.start >= first):
            continue
        if published.end is not None and published.end < first:
            continue  # the evidence disagrees: leave both as they are
        end, reason = published.end, own.reason
        if reason and all(one.startswith(SAME_WORDS) for one in reason.split("; ")):
            end, reason = None, ""
        bounded[own.document_id] = replace(
            own,
            published=DateRange.between(first, end),
            basis=Basis.SISTER if own.basis is Basis.NONE else own.basis,
            evidence=(*own.evidence, *derivation.evidence),
            reason="; ".join(filter(None, (reason, f"reprints an article of {first}"))),
        )
    return bounded


def _dated(document: Document, publications: Mapping[str, Publication]) -> Document:
    """The document with outlet and publication as inferred from text and sister articles."""
    found = publications.get(document.id)
    if found is None:
        return document
    return replace(document, outlet=found.outlet, published=found.published, published_basis=found.basis)


def share_days(said: Mapping[str, DateRange], clusters: Mapping[str, str]) -> dict[str, DateRange]:
    """Reports of one act of speech share its day: the sharpest range of a cluster stands for every report that allows
    it; a report whose own words exclude it keeps its own. Where none names a day, the act was over by the earliest day
    by which a report has it."""
    sharpest: dict[str, DateRange] = {}
    for identifier, dates in said.items():
        best = sharpest.get(clusters[identifier])
        if best is None or sharpness(dates) < sharpness(best):
            sharpest[clusters[identifier]] = dates
    return {
        identifier: best if allows(dates, best := sharpest[clusters[identifier]]) else dates
        for identifier, dates in said.items()
    }


def sharpness(dates: DateRange) -> tuple[int, date]:
    """The less, the more a range of days says."""
    width = (dates.end - dates.start).days if dates.start and dates.end else 100_000
    return width, dates.end or date.max


def allows(wider: DateRange, narrower: DateRange) -> bool:
    """Whether a report with the one range of days may be of an act on the other."""
    if narrower.end is None:
        return False
    if narrower.start is None:  # "by 3 May": a report that says since when is the sharper one there
        return wider.start is None and (wider.end is None or narrower.end <= wider.end)
    after_start = wider.start is None or wider.start <= narrower.start
    before_end = wider.end is None or narrower.end <= wider.end
    return after_start and before_end
