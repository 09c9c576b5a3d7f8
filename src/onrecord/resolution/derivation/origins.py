"""How many independent origins stand behind several reports.

Copying hides behind numbers: many reports may rest on one (Dong, Berti-Equille, Srivastava, VLDB 2009). Reports are
joined by their derivations, and what is left unjoined is counted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from ...record import Derivation, DerivationRelation, DerivationTarget, Passage
from ...text import fold

_CERTAIN = frozenset({DerivationRelation.REPUBLISHES, DerivationRelation.SHARES_TEXT, DerivationRelation.QUOTES})


NEAR = 400  # code points around a claim in which a citation bears on it


def count_origins(
    documents: Iterable[str], derivations: Iterable[Derivation], *, claims: Iterable[Passage] = ()
) -> tuple[int, int]:
    """Least and greatest number of independent origins of what `documents` report; (0, 0) for no document.

    The least joins documents over every derivation, also over a citation ("according to ..."), which may concern
    another part of the report. The greatest joins only over what is certain: republished, verbatim or embedded text,
    and a citation whose article was found in the collection with words on both sides. With `claims`, the passages that
    report one saying, a citation or a post counts only where it stands near one of them in its document.
    """
    wanted = sorted(set(documents))
    places: dict[str, list[Passage]] = defaultdict(list)
    for claim in claims:
        places[claim.document_id].append(claim)
    edges = [edge for edge in derivations if not places or _bears_on(edge, places.get(edge.from_document, ()))]
    return _components(wanted, edges), _components(wanted, [edge for edge in edges if _is_certain(edge)])


def _bears_on(edge: Derivation, claims: Iterable[Passage]) -> bool:
    if edge.relation in (DerivationRelation.REPUBLISHES, DerivationRelation.SHARES_TEXT):
        return True  # the text as a whole
    own = [passage for passage in edge.evidence if passage.document_id == edge.from_document]
    return any(
        passage.start <= claim.end + NEAR and claim.start <= passage.end + NEAR for claim in claims for passage in own
    )


def _is_certain(edge: Derivation) -> bool:
    if edge.relation in _CERTAIN:
        return True
    return edge.to_kind is DerivationTarget.DOCUMENT and len({passage.document_id for passage in edge.evidence}) > 1


def _components(documents: list[str], edges: Iterable[Derivation]) -> int:
    parent: dict[str, str] = {}

    def root(node: str) -> str:
        parent.setdefault(node, node)
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for edge in edges:
        parent[root(edge.from_document)] = root(target_node(edge))
    return len({root(document) for document in documents})


def target_node(edge: Derivation) -> str:
    """What a derivation points at, as one string: a document's id, or kind and id (or folded name) of the rest."""
    if edge.to_kind is DerivationTarget.DOCUMENT and edge.to_id is not None:
        return edge.to_id
    return f"{edge.to_kind}:{edge.to_id or fold(edge.to_name)}"
