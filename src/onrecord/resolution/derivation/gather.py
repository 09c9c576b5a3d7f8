"""All derivations of a collection from its documents' sheets and references: one row for each pair and relation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from ...record import (
    NO_CORRECTIONS,
    Actor,
    Corrections,
    Derivation,
    DerivationRelation,
    DerivationTarget,
    Passage,
    Publication,
    derivation_key,
)
from ...text import fold, stable_id
from .house import house_mark
from .outlets import outlet_id, outlet_key
from .posts import full_names
from .references import Reference, outlet_finder, post_references
from .reuse import SharedText, derived_side, find_shared_text
from .sheet import ReportSheet
from .targets import People, Shelf

MOST_EVIDENCE = 8  # passages kept of one derivation


def gather_derivations(
    sheets: Sequence[ReportSheet],
    references: Sequence[Sequence[Reference]],
    *,
    publications: Mapping[str, Publication],
    outlets_of: Mapping[str, str | None],
    names: tuple[str, ...] = (),
    corrections: Corrections = NO_CORRECTIONS,
    shared: Sequence[SharedText] | None = None,
) -> tuple[Derivation, ...]:
    """Every report that stands on another report, an outlet or a post, with the passages that show it.

    `references` go by index of `sheets`, `publications` and `outlets_of` by document id. Order: the documents', then
    explicit before found; ids depend on the ends and the relation only. A citation becomes one of a document when an
    article of the outlet cited lies in the collection and holds the words cited; else it names the outlet. Nothing
    stands on itself. A person's corrections go last. Those who post have names only, until `name_posters`.
    `shared` is `gather_shared` of the same sheets, where that has been found already.
    """
    outlets = [outlets_of.get(sheet.document_id) or sheet.outlet for sheet in sheets]
    keys = [outlet_key(outlet) if outlet else None for outlet in outlets]
    posters = full_names(post for sheet in sheets for post in sheet.posts)
    if shared is None:
        shared = gather_shared(sheets, outlets_of)
    finder = outlet_finder(names)
    shelved = [
        key or ((mark := house_mark(sheet, finder)) and outlet_key(mark))
        for sheet, key in zip(sheets, keys, strict=True)
    ]
    shelf = Shelf(sheets, publications, shelved, shared)
    explicit = [
        [_derivation(shelf, index, one) for one in [*found, *post_references(sheets[index].posts, posters)]]
        for index, found in enumerate(references)
    ]
    credited = {
        index: frozenset(shelf.index[edge.to_id] for edge in edges if edge.to_id in shelf.index)
        for index, edges in enumerate(explicit)
        if edges
    }
    copied = _shared_text(shared, sheets, outlets, publications, credited, explicit)
    by_hand: dict[str, list[Derivation]] = defaultdict(list)
    for edge in corrections.derived:
        by_hand[edge.from_document].append(edge)
    return tuple(
        edge
        for index, sheet in enumerate(sheets)
        for edge in _once([*by_hand.get(sheet.document_id, ()), *explicit[index], *copied.get(index, ())])
        if edge in corrections.derived or derivation_key(edge) not in corrections.not_derived
    )


def gather_shared(sheets: Sequence[ReportSheet], outlets_of: Mapping[str, str | None]) -> list[SharedText]:
    """Verbatim text that two documents share, by index of `sheets`: the greater part of `gather_derivations`."""
    outlets = [outlets_of.get(sheet.document_id) or sheet.outlet for sheet in sheets]
    return list(find_shared_text(sheets, [outlet_key(outlet) if outlet else None for outlet in outlets]))


def name_posters(
    edges: Iterable[Derivation], actors: Iterable[Actor], *, corrections: Corrections = NO_CORRECTIONS
) -> tuple[Derivation, ...]:
    """The derivations with the ids of those actors on whose posts and interviews documents stand, where exactly one
    actor bears the name."""
    people = People(actors)
    named = []
    for edge in edges:
        to_id = people.id_of(edge.to_name) if edge.to_kind is DerivationTarget.ACTOR and not edge.to_id else None
        if to_id is not None:
            edge = _edge(edge.from_document, edge.to_kind, to_id, edge.to_name, edge.relation, edge.evidence)
        if edge in corrections.derived or derivation_key(edge) not in corrections.not_derived:
            named.append(edge)
    return tuple(named)


def _once(edges: Iterable[Derivation]) -> Iterable[Derivation]:
    """Each derivation once: a person's row stands for the machine's of the same ends and relation."""
    kept: dict[tuple[str, str, str, str], Derivation] = {}
    for edge in edges:
        kept.setdefault(derivation_key(edge), edge)
    return kept.values()


def _derivation(shelf: Shelf, index: int, reference: Reference) -> Derivation:
    document_id = shelf.sheets[index].document_id
    evidence = [Passage(document_id, span.start, span.end) for span in reference.passages[:MOST_EVIDENCE]]
    to_kind: DerivationTarget = reference.kind
    to_id: str | None = None
    if reference.key is not None and reference.kind is DerivationTarget.OUTLET:
        to_id = outlet_id(reference.key)
        meant = shelf.article_meant(index, reference)
        if meant is not None:
            to_kind, to_id = DerivationTarget.DOCUMENT, shelf.sheets[meant[0]].document_id
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
    sheets: Sequence[ReportSheet],
    outlets: Sequence[str | None],
    publications: Mapping[str, Publication],
    credited: Mapping[int, frozenset[int]],
    explicit: Sequence[Sequence[Derivation]],
) -> dict[int, list[Derivation]]:
    """Shared text as derivations of the document that stands on the other, by its index."""
    found: dict[int, list[Derivation]] = defaultdict(list)
    for pair in shared:
        derived = derived_side(pair, sheets, publications, credited)
        source = pair.right if derived == pair.left else pair.left
        origin = sheets[source]
        if any(
            edge.to_id == origin.document_id and edge.relation is DerivationRelation.REPUBLISHES
            for edge in explicit[derived]
        ):
            continue  # the document says itself that the text is the other's
        own, others = (0, 1) if derived == pair.left else (1, 0)
        found[derived].append(
            _edge(
                sheets[derived].document_id,
                DerivationTarget.DOCUMENT,
                origin.document_id,
                outlets[source] or origin.label,
                DerivationRelation.SHARES_TEXT,
                [passage for passages in pair.passages for passage in (passages[own], passages[others])],
            )
        )
    return found
