"""What the model answered, read with patience: fences, chatter around JSON, a cut end. Nothing in it is believed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ...record import AttributionKind, EntityKind

MAX_ITEMS = 400  # of one passage; more is a model that repeats itself
MAX_PIECES = 12
_THOUGHT = re.compile(r"<think(?:ing)?>.*?</think(?:ing)?>", re.DOTALL)
_OBJECT = re.compile(r"\{")


class NoAnswer(ValueError):
    """The model's words hold no JSON object of attributions."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """An attribution in the model's words. `paragraph` and `kind` are None where it gave none that can be used."""

    paragraph: int | None
    source: tuple[str, ...]
    cue: tuple[str, ...]
    content: tuple[str, ...]
    kind: AttributionKind | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What one answer proposes; `n_unreadable` counts entries that are no attribution at all."""

    proposals: tuple[Proposal, ...] = ()
    names: tuple[tuple[str, EntityKind], ...] = ()
    n_unreadable: int = 0


def read_answer(words: str, *, cut: bool = False) -> Answer:
    """The proposals in a model's words. `cut`: the end is missing; what is whole is taken, the rest counts as one entry
    that cannot be read. Raises `NoAnswer`."""
    words = _THOUGHT.sub("", words)
    found = _object_in(words)
    if cut and "attributions" not in (found or ()):
        found = {"attributions": list(_whole_items(words))}
    if found is None:
        raise NoAnswer("no JSON object in the answer")
    entries = found.get("attributions")
    if not isinstance(entries, list):
        raise NoAnswer("the answer has no list of attributions")
    proposals = [_proposal(entry) for entry in entries[:MAX_ITEMS]]
    names = found.get("names")
    return Answer(
        tuple(proposal for proposal in proposals if proposal is not None),
        tuple(_names(names[:MAX_ITEMS] if isinstance(names, list) else ())),
        sum(proposal is None for proposal in proposals) + max(0, len(entries) - MAX_ITEMS) + cut,
    )


def _object_in(words: str) -> dict[str, Any] | None:
    """The first JSON object that has a list of attributions, else the first of any kind, wherever it begins."""
    first: dict[str, Any] | None = None
    for match in list(_OBJECT.finditer(words))[:20]:
        found = _parsed(words, match.start())
        if isinstance(found, dict):
            if "attributions" in found:
                return found
            first = first or found
    return first


def _parsed(words: str, start: int) -> Any:
    try:
        # `strict=False`: models put raw line breaks into strings.
        return json.JSONDecoder(strict=False).raw_decode(words, start)[0]
    except (ValueError, RecursionError):
        return None


def _whole_items(words: str) -> Iterator[Any]:
    """The entries of a list of attributions whose end is missing."""
    start = words.find('"attributions"')
    at = words.find("[", start) + 1
    while start >= 0 and at > 0 and (at := words.find("{", at)) >= 0:
        try:
            entry, at = json.JSONDecoder(strict=False).raw_decode(words, at)
        except (ValueError, RecursionError):
            return
        yield entry


def _proposal(entry: Any) -> Proposal | None:
    if not isinstance(entry, dict):
        return None
    cue, content = _pieces(entry.get("cue")), _pieces(entry.get("content"))
    if not cue or not content:
        return None
    number = entry.get("paragraph")
    paragraph = number if isinstance(number, int) and not isinstance(number, bool) else None
    kind = entry.get("kind")
    known = kind if isinstance(kind, str) and kind in set(AttributionKind) else None
    return Proposal(
        paragraph, _pieces(entry.get("source")), cue, content, AttributionKind(known) if known is not None else None
    )


def _pieces(value: Any) -> tuple[str, ...]:
    """The strings of a list, or one string alone."""
    listed = [value] if isinstance(value, str) else value if isinstance(value, list) else []
    return tuple(piece for piece in listed[:MAX_PIECES] if isinstance(piece, str) and piece.strip())


def _names(entries: Any) -> Iterator[tuple[str, EntityKind]]:
    for entry in entries:
        if isinstance(entry, dict) and isinstance(entry.get("text"), str) and entry["text"].strip():
            kind = entry.get("kind")
            known = kind if isinstance(kind, str) and kind in set(EntityKind) else EntityKind.OTHER
            yield entry["text"].strip(), EntityKind(known)
