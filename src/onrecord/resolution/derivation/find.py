"""All derivations of a collection: credits, citations, posts and shared text, one row for each pair and relation."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import PurePosixPath

from rapidfuzz import fuzz

from ...record import (
    Annotated,
    DateRange,
    Derivation,
    DerivationRelation,
    DerivationTarget,
    Passage,
    Publication,
    RegionKind,
    Span,
)
from ...text import fold, stable_id
from .citations import find_citations
from .credits import find_credits
from .outlets import OutletFinder, introduced_outlets, outlet_id, outlet_key
from .posts import Post, find_posts, full_names
from .quotations import find_quotations
from .reuse import SharedText, derived_side, find_shared_text
from .tokens import Tokenizer, content_keys, stem_of, unread

MOST_EVIDENCE = 8  # passages kept of one derivation
QUOTE_WORDS = 5  # of a quotation that leads to the article cited
ALIKE = 85.0  # least rapidfuzz partial ratio of a quotation that was typed anew
COVERED = 0.4  # least share (by weight) of a citing passage's words that the article cited must hold
ABOVE_OTHERS = 1.4  # and so many times the share that a middling article of the collection holds
BYSTANDERS = 40  # articles enough to know what a middling one holds
EARLIER = timedelta(days=45)  # an article cited without its day is not older than this


@dataclass(frozen=True, slots=True)
class _Reference:
    """A document's own word for what it stands on."""

    kind: DerivationTarget
    key: str | None
    name: str
    relation: DerivationRelation
    passages: tuple[Span, ...]


def find_derivations(
    articles: Sequence[Annotated],
    *,
    publications: Mapping[str, Publication],
    outlets_of: Mapping[str, str | None],
) -> tuple[Derivation, ...]:
    """Every report in `articles` that stands on another report, an outlet or a post, with the passages that show it.

    `publications` and `outlets_of` go by document id. Order: the documents', then explicit before found; ids depend on
    the ends and the relation only. A citation becomes one of a document when an article of the outlet cited lies in
    the collection and holds the words cited; else it names the outlet. Nothing stands on itself.
    """
    outlets = {article.document.id: outlets_of.get(article.document.id) for article in articles}
    finder = OutletFinder(_learned(articles, outlets))
    posts = [find_posts(article.document.text, skip=_furniture(article)) for article in articles]
    posters = full_names(post for found in posts for post in found)
    shared = find_shared_text(articles)
    collection = _Collection(articles, publications, outlets, shared)
    credited: dict[int, frozenset[int]] = {}
    explicit: dict[int, list[Derivation]] = {}
    for index, article in enumerate(articles):
        references = _references(article, finder, outlets[article.document.id], posts[index], posters)
        explicit[index] = [collection.derivation(index, reference) for reference in references]
        credited[index] = frozenset(
            collection.index[edge.to_id] for edge in explicit[index] if edge.to_id in collection.index
        )
    found = _shared_text(shared, collection, credited, explicit)
    return tuple(edge for index in range(len(articles)) for edge in [*explicit[index], *found[index]])


def _learned(articles: Sequence[Annotated], outlets: Mapping[str, str | None]) -> list[str]:
    names = {outlet for outlet in outlets.values() if outlet}
    for article in articles:
        names.update(introduced_outlets(article.document.text))
    return sorted(names)


def _furniture(article: Annotated) -> list[Span]:
    return [region.span for region in article.regions if region.kind is RegionKind.FURNITURE]


def _references(
    article: Annotated, finder: OutletFinder, own: str | None, posts: Sequence[Post], posters: Mapping[str, str]
) -> list[_Reference]:
    text = article.document.text
    furniture = _furniture(article)
    own_key = outlet_key(own) if own else None
    found: dict[tuple[DerivationRelation, DerivationTarget, str], list[tuple[str | None, str, Span]]] = defaultdict(
        list
    )
    for credit in find_credits(article, finder):
        if credit.key is None or credit.key != own_key:
            slot = (credit.relation, DerivationTarget.OUTLET, credit.key or fold(credit.name))
            found[slot].append((credit.key, credit.name, credit.passage))
    republished = {slot[2] for slot in found if slot[0] is DerivationRelation.REPUBLISHES}
    credits = [passage for members in found.values() for *_, passage in members]
    for citation in find_citations(text, finder, own=own, skip=furniture):
        slot = (DerivationRelation.CITES, citation.kind, citation.key or fold(citation.name))
        if slot[2] in republished:  # what the document says of the outlet whose text it is belongs to that one row
            slot = (DerivationRelation.REPUBLISHES, *slot[1:])
        if not any(passage.contains(citation.anchor) for passage in credits):
            found[slot].append((citation.key, citation.name, citation.passage))
    for post in posts:
        name = posters[post.name]
        found[DerivationRelation.QUOTES, DerivationTarget.ACTOR, fold(name)].append((None, name, post.passage))
    return [
        _Reference(kind, members[0][0], members[0][1], relation, tuple(dict.fromkeys(span for *_, span in members)))
        for (relation, kind, _), members in found.items()
    ]


class _Collection:
    """The articles by id, outlet and words, to find the article that a citation means."""

    def __init__(
        self,
        articles: Sequence[Annotated],
        publications: Mapping[str, Publication],
        outlets: Mapping[str, str | None],
        shared: Iterable[SharedText],
    ) -> None:
        self.articles = articles
        self.publications = publications
        self.outlets = outlets
        self.index = {article.document.id: index for index, article in enumerate(articles)}
        self.of_outlet: dict[str, list[int]] = defaultdict(list)
        for index, article in enumerate(articles):
            outlet = outlets[article.document.id]
            if outlet:
                self.of_outlet[outlet_key(outlet)].append(index)
        self.shared: dict[tuple[int, int], SharedText] = {}
        for pair in shared:
            self.shared[pair.left, pair.right] = self.shared[pair.right, pair.left] = pair
        self._tokenizer = Tokenizer()
        self._stems: dict[int, frozenset[str]] = {}
        self._document_counts: Counter[str] | None = None

    def derivation(self, index: int, reference: _Reference) -> Derivation:
        document_id = self.articles[index].document.id
        evidence = [Passage(document_id, span.start, span.end) for span in reference.passages[:MOST_EVIDENCE]]
        to_kind, to_id, to_name = reference.kind, None, reference.name
        if reference.key is not None and reference.kind is DerivationTarget.OUTLET:
            to_id = outlet_id(reference.key)
            meant = self._article_meant(index, reference)
            if meant is not None:
                to_kind, to_id = DerivationTarget.DOCUMENT, self.articles[meant[0]].document.id
                evidence.extend(meant[1])
        key = to_id or fold(to_name)
        return Derivation(
            stable_id("derivation", document_id, to_kind, key, reference.relation),
            document_id,
            to_kind,
            to_id,
            to_name,
            reference.relation,
            tuple(evidence),
        )

    def _article_meant(self, index: int, reference: _Reference) -> tuple[int, tuple[Passage, ...]] | None:
        """The article of the outlet cited that holds the words cited, and where it holds them; None when none does."""
        choices = [
            other
            for other in self.of_outlet.get(reference.key or "", ())
            if other != index and self._may_precede(other, index)
        ]
        ranked = []
        for other in choices:
            pair = self.shared.get((index, other))
            if pair is not None:
                sides = [passages[1] if pair.left == index else passages[0] for passages in pair.passages]
                ranked.append((2.0 + pair.n_words, -other, tuple(sides)))
                continue
            quoted = self._quoted_in(index, reference, other)
            if quoted:
                ranked.append((1.5, -other, quoted))
                continue
            covered = self._covered(index, reference, other)
            if covered >= COVERED:
                ranked.append((covered, -other, ()))
        if not ranked:
            return None
        _, minus_other, passages = max(ranked, key=lambda choice: choice[:2])
        return -minus_other, passages

    def _may_precede(self, other: int, index: int) -> bool:
        earlier, later = self._published(other), self._published(index)
        if earlier.start and later.end and earlier.start > later.end + timedelta(days=1):
            return False
        return not (earlier.end and later.start and earlier.end < later.start - EARLIER)

    def _published(self, index: int) -> DateRange:
        document = self.articles[index].document
        publication = self.publications.get(document.id)
        return publication.published if publication else document.published

    def _quoted_in(self, index: int, reference: _Reference, other: int) -> tuple[Passage, ...]:
        text = self.articles[index].document.text
        target = self.articles[other].document
        plain = target.text
        found = []
        for quotation in find_quotations(text):
            if len(quotation.of(text).split()) < QUOTE_WORDS:
                continue
            if not any(passage.contains(quotation) for passage in reference.passages):
                continue
            alignment = fuzz.partial_ratio_alignment(quotation.of(text).lower(), plain.lower(), score_cutoff=ALIKE)
            if alignment is not None and len(plain.lower()) == len(plain):
                found.append(Passage(target.id, alignment.dest_start, alignment.dest_end))
        return tuple(found)

    def _covered(self, index: int, reference: _Reference, other: int) -> float:
        """How much of the meaning words of a citing passage the other article holds, rare words weighing more; 0 where
        a middling article of the collection holds nearly as much."""
        text = self.articles[index].document.text
        best = 0.0
        for span in reference.passages:
            cited = {stem_of(key) for key in content_keys(self._tokenizer.tokens(span.of(text)).keys)}
            cited -= {stem_of(word) for word in fold(reference.name).split()}
            if len(cited) < 8:
                continue
            held = self._held(cited, other)
            bystanders = [place for place in range(len(self.articles)) if place not in (index, other)][:BYSTANDERS]
            usual = sorted(self._held(cited, place) for place in bystanders)
            if not usual or held >= ABOVE_OTHERS * usual[len(usual) // 2]:
                best = max(best, held)
        return best

    def _held(self, cited: Iterable[str], other: int) -> float:
        counts = self._counts()
        weights = {stem: math.log(1 + len(self.articles) / (counts[stem] or 1)) for stem in cited}
        stems = self._stems_of(other)
        return sum(weight for stem, weight in sorted(weights.items()) if stem in stems) / sum(weights.values())

    def _stems_of(self, index: int) -> frozenset[str]:
        if index not in self._stems:
            article = self.articles[index]
            keys = self._tokenizer.tokens(article.document.text, unread(article, headlines=True)).keys
            self._stems[index] = frozenset(map(stem_of, content_keys(keys)))
        return self._stems[index]

    def _counts(self) -> Counter[str]:
        if self._document_counts is None:
            self._document_counts = Counter(
                stem for index in range(len(self.articles)) for stem in self._stems_of(index)
            )
        return self._document_counts


def _shared_text(
    shared: Iterable[SharedText],
    collection: _Collection,
    credited: Mapping[int, frozenset[int]],
    explicit: Mapping[int, Sequence[Derivation]],
) -> dict[int, list[Derivation]]:
    """The rest of the shared text as derivations of the document that stands on the other."""
    found: dict[int, list[Derivation]] = defaultdict(list)
    for pair in shared:
        derived = derived_side(pair, collection.articles, collection.publications, credited)
        source = pair.right if derived == pair.left else pair.left
        origin = collection.articles[source].document
        if any(
            edge.to_id == origin.id and edge.relation is DerivationRelation.REPUBLISHES for edge in explicit[derived]
        ):
            continue  # the document says itself that the text is the other's
        own, others = (0, 1) if derived == pair.left else (1, 0)
        evidence = [passage for passages in pair.passages for passage in (passages[own], passages[others])]
        from_id = collection.articles[derived].document.id
        found[derived].append(
            Derivation(
                stable_id("derivation", from_id, DerivationTarget.DOCUMENT, origin.id, DerivationRelation.SHARES_TEXT),
                from_id,
                DerivationTarget.DOCUMENT,
                origin.id,
                collection.outlets[origin.id] or origin.title or PurePosixPath(origin.path).name,
                DerivationRelation.SHARES_TEXT,
                tuple(evidence),
            )
        )
    return found
