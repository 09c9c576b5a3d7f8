"""All derivations of a collection: credits, citations, posts and shared text, one row for each pair and relation."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath

from ...record import (
    Actor,
    Annotated,
    Derivation,
    DerivationRelation,
    DerivationTarget,
    Passage,
    Publication,
    RegionKind,
    Span,
)
from ...text import fold, lines, stable_id
from .citations import find_citations
from .credits import find_credits
from .outlets import OutletFinder, introduced_outlets, outlet_id, outlet_key
from .posts import Post, find_posts, full_names
from .reuse import Read, SharedText, derived_side, find_shared_text
from .targets import People, Reference, Shelf
from .tokens import Tokenizer

# Lines in which a page names the house it belongs to, rather than the story next door.
_HOUSE_LINE = re.compile(
    r"^.{0,80}(?:subscri|sign up|newsletter|©|copyright|credit:|episode|podcast|all rights|follow us|download|app\b|"
    r"published (?:in|by|on)|appeared (?:in|on)).{0,80}$",
    re.IGNORECASE,
)
MOST_EVIDENCE = 8  # passages kept of one derivation


def infer_outlets(articles: Sequence[Annotated]) -> dict[str, str | None]:
    """Document id -> the outlet it comes from: its own, in the spelling that the collection uses, else the only one
    that the furniture of its page names as its house; None where nothing tells."""
    own = [article.document.outlet for article in articles]
    learned = _learned(articles, own)
    finder = OutletFinder(learned)
    spelled: dict[str, str] = {}
    for known in sorted(learned, key=lambda known: (known.islower(), known)):
        spelled.setdefault(outlet_key(known), known)
    found: dict[str, str | None] = {}
    for article, outlet in zip(articles, own, strict=True):
        name = outlet or _house_mark(article, finder, RegionKind.FURNITURE)
        if name is not None:
            name = spelled.get(outlet_key(name), name)
            name = name.title() if name.islower() else name  # a file name gave it
        found[article.document.id] = name
    return found


def find_derivations(
    articles: Sequence[Annotated],
    *,
    publications: Mapping[str, Publication],
    outlets_of: Mapping[str, str | None],
    actors: Iterable[Actor] = (),
) -> tuple[Derivation, ...]:
    """Every report in `articles` that stands on another report, an outlet or a post, with the passages that show it.

    `publications` and `outlets_of` go by document id. Order: the documents', then explicit before found; ids depend on
    the ends and the relation only. A citation becomes one of a document when an article of the outlet cited lies in
    the collection and holds the words cited; else it names the outlet. Posts and interviews point at one of `actors`
    where exactly one bears the name. Nothing stands on itself.
    """
    outlets = [outlets_of.get(article.document.id) or article.document.outlet for article in articles]
    # 1. what each document says itself
    finder = OutletFinder(_learned(articles, outlets))
    posts = [find_posts(article.document.text, skip=_furniture(article)) for article in articles]
    posters = full_names(post for found in posts for post in found)
    references = [
        _references(article, finder, outlet, found, posters)
        for article, outlet, found in zip(articles, outlets, posts, strict=True)
    ]
    # 2. what the texts show
    tokenizer = Tokenizer()
    reads = [Read(article, tokenizer) for article in articles]
    keys = [_key(outlet) for outlet in outlets]
    shared = find_shared_text(reads, tokenizer, keys)
    # 3. which articles of the collection are meant
    shelved = [
        key or _key(_house_mark(article, finder, RegionKind.FURNITURE, RegionKind.CREDIT))
        for article, key in zip(articles, keys, strict=True)
    ]
    shelf = Shelf(reads, tokenizer, publications, shelved, shared)
    people = People(actors)
    explicit = [[_derivation(shelf, people, index, one) for one in found] for index, found in enumerate(references)]
    credited = {
        index: frozenset(shelf.index[edge.to_id] for edge in edges if edge.to_id in shelf.index)
        for index, edges in enumerate(explicit)
    }
    copied = _shared_text(shared, articles, outlets, publications, credited, explicit)
    return tuple(edge for index in range(len(articles)) for edge in [*explicit[index], *copied[index]])


def _learned(articles: Sequence[Annotated], outlets: Iterable[str | None]) -> list[str]:
    names = {outlet for outlet in outlets if outlet}
    for article in articles:
        names.update(introduced_outlets(article.document.text))
    return sorted(names)


def _house_mark(article: Annotated, finder: OutletFinder, *kinds: RegionKind) -> str | None:
    """The outlet whose page a document of unknown outlet comes from: the only one in the lines that a house puts on its
    own pages ("Subscribe to ...", "© ...", "Originally published in ...")."""
    text = article.document.text
    names = {
        mention.key: mention.name
        for region in article.regions
        if region.kind in kinds
        for line in lines(text[region.start : region.end])
        if _HOUSE_LINE.search(line.of(text[region.start : region.end]))
        for mention in finder.mentions(line.of(text[region.start : region.end]))
        if not mention.weak and not finder.is_agency(mention.key)
    }
    return next(iter(names.values())) if len(names) == 1 else None


def _key(outlet: str | None) -> str | None:
    return outlet_key(outlet) if outlet else None


def _furniture(article: Annotated) -> list[Span]:
    return [region.span for region in article.regions if region.kind is RegionKind.FURNITURE]


def _references(
    article: Annotated, finder: OutletFinder, own: str | None, posts: Sequence[Post], posters: Mapping[str, str]
) -> list[Reference]:
    """What a document says that it stands on: one reference for each relation and name."""
    slots: dict[tuple[DerivationRelation, DerivationTarget, str], list[tuple[str | None, str, Span]]] = defaultdict(
        list
    )
    for credit in find_credits(article, finder, own=own):
        slots[credit.relation, DerivationTarget.OUTLET, credit.key or fold(credit.name)].append(
            (credit.key, credit.name, credit.passage)
        )
    republished = {key for relation, _, key in slots if relation is DerivationRelation.REPUBLISHES}
    credits = [passage for members in slots.values() for *_, passage in members]
    for citation in find_citations(article.document.text, finder, own=own, skip=_furniture(article)):
        key = citation.key or fold(citation.name)
        # What the document says of the outlet whose text it is belongs to that one row.
        relation = DerivationRelation.REPUBLISHES if key in republished else DerivationRelation.CITES
        if not any(passage.contains(citation.anchor) for passage in credits):
            slots[relation, citation.kind, key].append((citation.key, citation.name, citation.passage))
    for post in posts:
        name = posters[post.name]
        slots[DerivationRelation.QUOTES, DerivationTarget.ACTOR, fold(name)].append((None, name, post.passage))
    return [
        Reference(kind, members[0][0], members[0][1], relation, tuple(dict.fromkeys(span for *_, span in members)))
        for (relation, kind, _), members in slots.items()
    ]


def _derivation(shelf: Shelf, people: People, index: int, reference: Reference) -> Derivation:
    document_id = shelf.reads[index].article.document.id
    evidence = [Passage(document_id, span.start, span.end) for span in reference.passages[:MOST_EVIDENCE]]
    to_kind, to_id = reference.kind, None
    if reference.kind is DerivationTarget.ACTOR:
        to_id = people.id_of(reference.name)
    if reference.key is not None and reference.kind is DerivationTarget.OUTLET:
        to_id = outlet_id(reference.key)
        meant = shelf.article_meant(index, reference)
        if meant is not None:
            to_kind, to_id = DerivationTarget.DOCUMENT, shelf.reads[meant[0]].article.document.id
            evidence.extend(meant[1])
    return _edge(document_id, to_kind, to_id, reference.name, reference.relation, evidence)


def _edge(
    from_id: str,
    to_kind: DerivationTarget,
    to_id: str | None,
    to_name: str,
    relation: DerivationRelation,
    evidence: Iterable[Passage],
) -> Derivation:
    edge_id = stable_id("derivation", from_id, to_kind, to_id or fold(to_name), relation)
    return Derivation(edge_id, from_id, to_kind, to_id, to_name, relation, tuple(evidence))


def _shared_text(
    shared: Iterable[SharedText],
    articles: Sequence[Annotated],
    outlets: Sequence[str | None],
    publications: Mapping[str, Publication],
    credited: Mapping[int, frozenset[int]],
    explicit: Sequence[Sequence[Derivation]],
) -> dict[int, list[Derivation]]:
    """Shared text as derivations of the document that stands on the other, by its index."""
    found: dict[int, list[Derivation]] = defaultdict(list)
    for pair in shared:
        derived = derived_side(pair, articles, publications, credited)
        source = pair.right if derived == pair.left else pair.left
        origin = articles[source].document
        if any(
            edge.to_id == origin.id and edge.relation is DerivationRelation.REPUBLISHES for edge in explicit[derived]
        ):
            continue  # the document says itself that the text is the other's
        own, others = (0, 1) if derived == pair.left else (1, 0)
        found[derived].append(
            _edge(
                articles[derived].document.id,
                DerivationTarget.DOCUMENT,
                origin.id,
                outlets[source] or origin.title or PurePosixPath(origin.path).name,
                DerivationRelation.SHARES_TEXT,
                [passage for passages in pair.passages for passage in (passages[own], passages[others])],
            )
        )
    return found
