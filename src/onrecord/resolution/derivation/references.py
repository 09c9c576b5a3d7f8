"""What a document says itself that it stands on: credits, citations and posts, gathered by relation and name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ...record import Annotated, DerivationRelation, DerivationTarget, Span
from ...text import fold
from .citations import find_citations
from .credits import find_credits
from .outlets import OutletFinder
from .posts import Post
from .quotations import find_quotations
from .sheet import furniture, shared_tokenizer
from .tokens import stem_of

QUOTE_WORDS = 5  # of a quotation that leads to the article cited
# Stems of words that speak of the report, not of its matter.
_CITING = frozenset(
    map(stem_of, "report reported newspaper article interview follows comments earlier cited story".split())
)


@dataclass(frozen=True, slots=True)
class Reference:
    """A document's own word for what it stands on; `key` is None where no single outlet is named.

    `matter` holds, a passage each, the sorted checksums of its meaning words' stems without those of the naming words;
    `quoted` the words' checksums of the quotations in the passages.
    """

    kind: DerivationTarget
    key: str | None
    name: str
    relation: DerivationRelation
    passages: tuple[Span, ...]
    matter: tuple[tuple[int, ...], ...] = ()
    quoted: tuple[tuple[int, ...], ...] = ()


def refer(article: Annotated, names: tuple[str, ...], outlet: str | None) -> tuple[Reference, ...]:
    """References of `article`, a document of `outlet`: one for each relation and name; posts are left to the gather.

    A map; `names` are the outlets that the collection knows beyond the shipped ones (`learned_outlets`).
    """
    text, finder = article.document.text, outlet_finder(names)
    slots: dict[tuple[DerivationRelation, DerivationTarget, str], list[tuple[str | None, str, Span]]] = defaultdict(
        list
    )
    for credit in find_credits(article, finder, own=outlet):
        slots[credit.relation, DerivationTarget.OUTLET, credit.key or fold(credit.name)].append(
            (credit.key, credit.name, credit.passage)
        )
    republished = {key for relation, _, key in slots if relation is DerivationRelation.REPUBLISHES}
    credits = [passage for members in slots.values() for *_, passage in members]
    for citation in find_citations(text, finder, own=outlet, skip=furniture(article)):
        key = citation.key or fold(citation.name)
        # What the document says of the outlet whose text it is belongs to that one row.
        relation = DerivationRelation.REPUBLISHES if key in republished else DerivationRelation.CITES
        if not any(passage.contains(citation.anchor) for passage in credits):
            slots[relation, citation.kind, key].append((citation.key, citation.name, citation.passage))
    quotations = find_quotations(text) if slots else []
    return tuple(
        _reference(text, quotations, Reference(kind, members[0][0], members[0][1], relation, spans))
        for (relation, kind, _), members in slots.items()
        if (spans := tuple(dict.fromkeys(span for *_, span in members)))
    )


def post_references(posts: Sequence[Post], posters: Mapping[str, str]) -> list[Reference]:
    """One reference for each poster, under the fullest name that the collection has (`posters`)."""
    slots: dict[str, list[tuple[str, Span]]] = defaultdict(list)
    for post in posts:
        name = posters[post.name]
        slots[fold(name)].append((name, post.passage))
    return [
        Reference(
            DerivationTarget.ACTOR,
            None,
            members[0][0],
            DerivationRelation.QUOTES,
            tuple(dict.fromkeys(span for _, span in members)),
        )
        for members in slots.values()
    ]


def _reference(text: str, quotations: Sequence[Span], found: Reference) -> Reference:
    """The reference with what leads from an outlet to one of its articles."""
    if found.key is None or found.kind is not DerivationTarget.OUTLET:
        return found
    tokenizer = shared_tokenizer()
    naming = tuple({stem_of(word) for word in fold(found.name).split()} | _CITING)
    left_out = set(tokenizer.hashes(naming).tolist())
    matter = tuple(
        tuple(stem for stem in tokenizer.stems_of(tokenizer.part(text, span)).tolist() if stem not in left_out)
        for span in found.passages
    )
    quoted = tuple(
        tuple(tokenizer.hashes_of(words).tolist())
        for quotation in quotations
        if any(span.contains(quotation) for span in found.passages)
        and len(words := tokenizer.part(text, quotation)) >= QUOTE_WORDS
    )
    return Reference(found.kind, found.key, found.name, found.relation, found.passages, matter, quoted)


@lru_cache(maxsize=2)
def outlet_finder(names: tuple[str, ...]) -> OutletFinder:
    """The finder of shipped outlets and `names`, made once a process."""
    return OutletFinder(names)
