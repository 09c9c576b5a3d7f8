"""Border format: `.dna` databases of Discourse Network Analyzer 3, both ways."""

from __future__ import annotations

from .composing import CodedSpan, CodedType, TextDocument, compose
from .database import (
    DnaCoder,
    DnaDatabase,
    DnaDocument,
    DnaEntity,
    DnaLink,
    DnaRegex,
    DnaRelation,
    DnaStatement,
    DnaStatementType,
    DnaVariable,
)  # fmt: skip
from .errors import DnaError
from .passwords import hash_password, password_fits
from .reading import read_dna
from .writing import write_dna

__all__ = [
    "CodedSpan",
    "CodedType",
    "DnaCoder",
    "DnaDatabase",
    "DnaDocument",
    "DnaEntity",
    "DnaError",
    "DnaLink",
    "DnaRegex",
    "DnaRelation",
    "DnaStatement",
    "DnaStatementType",
    "DnaVariable",
    "TextDocument",
    "compose",
    "hash_password",
    "password_fits",
    "read_dna",
    "write_dna",
]  # fmt: skip
