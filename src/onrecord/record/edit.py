"""What coders' decisions on one row come to: laid over the machine's row, which stays as it was."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .decision import JsonValue


@dataclass(frozen=True, slots=True)
class Edit:
    """What stands on a subject: an attribution, a document (`document:ID`), or a coding by hand (`hand:ID`).

    `verdict` is that of the decision, `withdrawn` where none stands any more, `disputed` while coders differ.
    `attribution_id` is the attribution edited, or the one that a coding by hand rests on. `found` keeps what the
    machine had said of its speaker, for the day on which the edit is withdrawn.
    """

    subject: str
    verdict: str
    coder: str
    document_id: str | None = None
    attribution_id: str | None = None
    values: Mapping[str, JsonValue] = field(default_factory=dict, hash=False)
    found: Mapping[str, JsonValue] | None = field(default=None, hash=False)
