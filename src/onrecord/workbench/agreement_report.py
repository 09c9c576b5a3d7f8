"""What is told about the agreement of coders."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..record import Span
from ..review.agreement import Coefficient, UnitizingAlphas

ALL = "all coders"


@dataclass(frozen=True, slots=True)
class VariableAgreement:
    """How far coders agree on one variable, in one scope: all coders, a pair ("ana and ben") or a month ("2031-09")."""

    variable: str
    scope: str
    n_units: int
    n_disagreements: int
    coefficients: tuple[Coefficient, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """One unit on which coders differ: the passage, and each coder's value in words."""

    unit: str
    document_id: str
    path: str
    spans: tuple[Span, ...]
    words: str
    by_coder: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two values confused, in a sentence, with every passage."""

    variable: str
    sentence: str
    left: str
    right: str
    concept: str
    n: int
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class AgreementReport:
    """`variables` over all coders first, then pairs, then months, as asked. `notes` say what a reader must know."""

    coders: tuple[str, ...]
    n_units: int
    n_documents: int
    variables: tuple[VariableAgreement, ...]
    spans: UnitizingAlphas
    disagreements: tuple[Disagreement, ...]
    notes: tuple[str, ...]

    def of(self, variable: str, scope: str = ALL) -> VariableAgreement:
        """KeyError when there is none."""
        for each in self.variables:
            if (each.variable, each.scope) == (variable, scope):
                return each
        raise KeyError((variable, scope))
