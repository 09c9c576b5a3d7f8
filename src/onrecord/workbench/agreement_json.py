"""The agreement report as plain JSON values, for scripts and pages."""

from __future__ import annotations

from typing import Any

from ..review.agreement import Coefficient
from .agreeing import AgreementReport


def agreement_json(report: AgreementReport) -> dict[str, Any]:
    """The report as plain JSON values; a coefficient that cannot be told has `value` null and its `reason`."""
    return {
        "coders": list(report.coders),
        "n_units": report.n_units,
        "n_documents": report.n_documents,
        "variables": [
            {
                "variable": each.variable,
                "scope": each.scope,
                "n_units": each.n_units,
                "n_disagreements": each.n_disagreements,
                "coefficients": [_coefficient(one) for one in each.coefficients],
            }
            for each in report.variables
        ],
        "spans": {
            "binary": _coefficient(report.spans.binary),
            "nominal": _coefficient(report.spans.nominal),
            "coding": _coefficient(report.spans.coding),
            "per_value": {value: _coefficient(one) for value, one in report.spans.per_value.items()},
        },
        "disagreements": [
            {
                "variable": each.variable,
                "sentence": each.sentence,
                "left": each.left,
                "right": each.right,
                "concept": each.concept,
                "n": each.n,
                "passages": [
                    {
                        "unit": one.unit,
                        "document": one.document_id,
                        "path": one.path,
                        "spans": [[span.start, span.end] for span in one.spans],
                        "words": one.words,
                        "by_coder": dict(one.by_coder),
                    }
                    for one in each.differences
                ],
            }
            for each in report.disagreements
        ],
        "notes": list(report.notes),
    }


def _coefficient(one: Coefficient) -> dict[str, Any]:
    ends = one.interval
    return {
        "name": one.name,
        "value": one.value,
        "n_units": one.n_units,
        "reason": one.reason,
        "low": ends.low if ends else None,
        "high": ends.high if ends else None,
        "confidence": ends.confidence if ends else None,
    }
