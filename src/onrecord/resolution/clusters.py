"""Which attributions report one act of speech: a headline and the sentence below it, a post quoted in three papers.

Precision first: a link needs one speaker (or one who stayed unresolved) and either words of a quotation in common or
nearly all of what was said, on days that can be the same. No cluster ever holds two different known speakers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ..record import Annotated, Attribution, DateRange, Derivation, RegionKind, Span, text_of
from ..text import stable_id
from .derivation.quotations import find_quotations
from .derivation.sentence import sentence_around
from .derivation.tokens import Tokenizer
from .links import (
    Link,
    Told,
    continuation_links,
    headline_links,
    paraphrase_links,
    quote_links,
    short_quote_links,
)


def cluster_sayings(
    articles: Sequence[Annotated],
    speakers: Mapping[str, str | None],
    *,
    said: Mapping[str, DateRange],
    derivations: Iterable[Derivation] = (),
) -> Mapping[str, str]:
    """Attribution id -> cluster id, for every attribution of `articles`; one alone is a cluster of its own.

    `speakers` and `said` go by attribution id. A cluster's id depends on its least member's id only. `derivations`
    that show copied text let an unresolved speaker of the copy follow the one of the original.
    """
    sayings = list(_sayings(articles, speakers, said))
    copied = {
        frozenset((edge.from_document, edge.to_id)) for edge in derivations if edge.to_id is not None and edge.evidence
    }
    links = [
        *quote_links(sayings, copied),
        *short_quote_links(sayings),
        *paraphrase_links(sayings),
        *headline_links(sayings),
        *continuation_links(sayings),
    ]
    return _clusters(sayings, links)


def _sayings(
    articles: Sequence[Annotated], speakers: Mapping[str, str | None], said: Mapping[str, DateRange]
) -> Iterator[Told]:
    tokenizer = Tokenizer()
    for index, article in enumerate(articles):
        text = article.document.text
        for attribution in article.annotation.attributions:
            spans = [*attribution.cue, *attribution.source, *attribution.content]
            keys = tuple(key for span in attribution.content for key in tokenizer.tokens(span.of(text)).keys)
            quotes = tuple(tokenizer.tokens(span.of(text)).keys for span in _quoted(attribution, text))
            yield Told(
                attribution,
                index,
                speakers.get(attribution.id),
                said.get(attribution.id, DateRange()),
                tuple(quote for quote in quotes if quote),
                keys,
                tokenizer.stems(keys),
                any(
                    article.kind_at(span) in (RegionKind.HEADLINE, RegionKind.SUBHEAD)
                    for span in attribution.content[:1]
                ),
                text_of(attribution.cue, text).casefold(),
                Span(min(one.start for one in spans), max(one.end for one in spans)),
                sentence_around(text, spans[0].start).start,
            )


def _quoted(attribution: Attribution, text: str) -> Sequence[Span]:
    """The quoted parts; neighbours that only a cue or a space keeps apart are one."""
    if attribution.quote:
        return attribution.quote
    return [
        Span(span.start + inner.start, span.start + inner.end)
        for span in attribution.content
        for inner in find_quotations(span.of(text))
    ]


def _clusters(sayings: Sequence[Told], links: Iterable[Link]) -> dict[str, str]:
    """Connected sayings, strongest links first, none that would join two known speakers."""
    parent = list(range(len(sayings)))
    actor = [saying.actor for saying in sayings]

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for _, left, right in sorted(links, key=lambda link: (-link[0], link[1], link[2])):
        first, second = sorted((root(left), root(right)))
        if first == second or (actor[first] and actor[second] and actor[first] != actor[second]):
            continue
        parent[second] = first
        actor[first] = actor[first] or actor[second]
    least: dict[int, str] = {}
    for index, saying in enumerate(sayings):
        here = root(index)
        least[here] = min(least.get(here, saying.attribution.id), saying.attribution.id)
    return {saying.attribution.id: stable_id("cluster", least[root(index)]) for index, saying in enumerate(sayings)}
