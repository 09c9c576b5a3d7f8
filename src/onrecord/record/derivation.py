"""Reports that stand on other reports."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .span import Passage


class DerivationTarget(StrEnum):
    DOCUMENT = "document"
    OUTLET = "outlet"
    ACTOR = "actor"


class DerivationRelation(StrEnum):
    CITES = "cites"  # "according to the Harbor Gazette"
    REPUBLISHES = "republishes"  # "Originally published in ..."
    QUOTES = "quotes"  # an embedded post, a quoted document
    SHARES_TEXT = "shares_text"  # verbatim text in common


@dataclass(frozen=True, slots=True)
class Derivation:
    """Document `from_document` rests on a document, outlet or actor. `evidence` holds passages on either side."""

    id: str
    from_document: str
    to_kind: DerivationTarget
    to_id: str | None
    to_name: str
    relation: DerivationRelation
    evidence: tuple[Passage, ...] = ()
