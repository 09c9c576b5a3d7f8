"""All tensions of a collection, the strongest first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from ...record import (
    Actor,
    Annotated,
    Attribution,
    AttributionKind,
    Concept,
    DateRange,
    Derivation,
    Event,
    Saying,
    Tension,
)
from ..derivation.tokens import Tokenizer
from .borne import not_borne_out
from .comments import comments
from .figures import read_figures, rival_figures
from .manners import told_two_ways
from .occasions import rival_dates
from .offices import offices_told_apart
from .quantities import Quantity
from .sides import Position, both_sides

MOST = 60  # tensions in all


def find_tensions(
    articles: Sequence[Annotated],
    sayings: Mapping[str, Saying],
    *,
    positions: Iterable[Position] = (),
    derivations: Iterable[Derivation] = (),
    actors: Iterable[Actor] = (),
    labels: Mapping[str, str] | None = None,
    concepts: Sequence[Concept] = (),
    published: Mapping[str, DateRange] | None = None,
    events: Iterable[Event] = (),
) -> tuple[Tension, ...]:
    """Tensions in `articles`, the strongest first: map and gather in one. See `gather_tensions`.

    `published` gives publications as inferred; without it each document's own date counts.
    """
    tokenizer = Tokenizer()
    by_id = {article.document.id: article for article in articles}
    attributions = {one.id: one for article in articles for one in article.annotation.attributions}
    return gather_tensions(
        [quantity for article in articles for quantity in read_figures(article, tokenizer)],
        [one for one in attributions.values() if one.kind is AttributionKind.NO_COMMENT],
        sayings=sayings,
        attribution_of=attributions.__getitem__,
        article_of=by_id.get,
        positions=[position for position in positions if position[0] in attributions],
        derivations=derivations,
        actors=actors,
        labels=labels,
        concepts=concepts,
        events=events,
        published=published or {key: article.document.published for key, article in by_id.items()},
    )


@dataclass(frozen=True, slots=True)
class TextTensions:
    """Tensions between what articles tell, whoever speaks in them: of figures, of days, of what is ascribed to other
    articles, of offices."""

    figures: Sequence[Tension]
    dates: Sequence[Tension]
    citations: Sequence[Tension]
    offices: Sequence[Tension]


def text_tensions(
    figures: Sequence[Quantity],
    *,
    derivations: Iterable[Derivation],
    events: Iterable[Event],
    actors: Iterable[Actor],
    article_of: Callable[[str], Annotated | None],
    text_of: Callable[[str], str] | None = None,
    published: Mapping[str, DateRange],
) -> TextTensions:
    """The part of `gather_tensions` that needs no sayings."""

    def text_in(document_id: str) -> str:
        article = article_of(document_id)
        return article.document.text if article is not None else ""

    def gathered_text(document_id: str) -> str:
        """As `text_in`, without the rest of the article; `text_of` may know documents that are not gathered."""
        if text_of is None:
            return text_in(document_id)
        return text_of(document_id) if document_id in published else ""

    return TextTensions(
        tuple(rival_figures(figures, published)),
        tuple(rival_dates(events, published, text_of or text_in)),
        tuple(not_borne_out(derivations, article_of, gathered_text)),
        tuple(offices_told_apart(actors, published, text_of or text_in)),
    )


def gather_tensions(
    figures: Sequence[Quantity],
    refusals: Sequence[Attribution],
    *,
    sayings: Mapping[str, Saying],
    attribution_of: Callable[[str], Attribution],
    article_of: Callable[[str], Annotated | None],
    positions: Iterable[Position] = (),
    derivations: Iterable[Derivation] = (),
    actors: Iterable[Actor] = (),
    labels: Mapping[str, str] | None = None,
    concepts: Sequence[Concept] = (),
    published: Mapping[str, DateRange] | None = None,
    text_of: Callable[[str], str] | None = None,
    events: Iterable[Event] = (),
    told: TextTensions | None = None,
) -> tuple[Tension, ...]:
    """An actor, or people of one body, on both sides of a concept; two figures for one quantity, or dates for one
    event; a quotation or figure that the article cited does not hold; a refusal to comment beside a comment; an office
    told as past and as present.

    `figures` come from `read_figures`, `refusals` are the attributions of kind no_comment; `sayings` go by attribution
    id. `concepts` are those of the positions, so that a side is shown only where the passage names its matter; without
    them `labels` name concepts by id. Articles, texts (by `text_of`, where that is cheaper) and attributions are asked
    for only where a pair is weighed. `told` is what `text_tensions` gives, where that has been found already; figures,
    derivations and events are not looked at then. Both passages are sentences of the documents; one pair of passages
    stands once, in its strongest form.
    """
    by_actor = {actor.id: actor for actor in actors}

    def text_in(document_id: str) -> str:
        article = article_of(document_id)
        return article.document.text if article is not None else ""

    if told is None:
        told = text_tensions(
            figures,
            derivations=derivations,
            events=events,
            actors=by_actor.values(),
            article_of=article_of,
            text_of=text_of,
            published=published or {},
        )
    text_of = text_of or text_in
    positions = list(positions)
    found = [
        *told_two_ways(positions, sayings=sayings, attribution_of=attribution_of, text_of=text_of, actors=by_actor),
        *both_sides(
            positions,
            sayings=sayings,
            attribution_of=attribution_of,
            text_of=text_of,
            actors=by_actor,
            labels=labels or {concept.id: concept.label for concept in concepts},
            concepts=concepts,
        ),
        *told.figures,
        *told.dates,
        *told.citations,
        *comments(refusals, sayings, attribution_of=attribution_of, text_of=text_of, actors=by_actor),
        *told.offices,
    ]
    best: dict[str, Tension] = {}
    for one in found:
        if one.left != one.right and (one.id not in best or one.score > best[one.id].score):
            best[one.id] = one
    return tuple(sorted(best.values(), key=lambda one: (-one.score, one.id))[:MOST])
