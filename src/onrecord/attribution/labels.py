"""What the tagger may say of a word: the label sets, in the order of the network's outputs. Training imports these."""

from __future__ import annotations

from enum import StrEnum

import numpy as np
import numpy.typing as npt

from ..record import EntityKind

Matrix = npt.NDArray[np.float32]


class AttributionRole(StrEnum):
    SOURCE = "source"
    CUE = "cue"
    CONTENT = "content"


ROLES = (AttributionRole.SOURCE, AttributionRole.CUE, AttributionRole.CONTENT)
ENTITIES = (
    EntityKind.PERSON,
    EntityKind.ORGANIZATION,
    EntityKind.PLACE,
    EntityKind.NATIONALITY,
    EntityKind.OTHER,
)


def bio(kinds: tuple[StrEnum, ...]) -> tuple[str, ...]:
    """The outside label, then a begin and an inside label for each kind."""
    return ("O", *(f"{prefix}-{kind.value}" for kind in kinds for prefix in "BI"))


ROLE_LABELS = bio(ROLES)
ENTITY_LABELS = bio(ENTITIES)
FORBIDDEN = np.float32(-1e4)


def hard_transitions(labels: tuple[str, ...]) -> tuple[Matrix, Matrix]:
    """(from, to) scores that forbid an inside label after anything but its own kind; and the same for the first
    word. Allowed steps score 0."""
    size = len(labels)
    steps = np.zeros((size, size), np.float32)
    start = np.zeros(size, np.float32)
    for to, label in enumerate(labels):
        if label.startswith("I-"):
            start[to] = FORBIDDEN
            for source, before in enumerate(labels):
                if before[2:] != label[2:]:
                    steps[source, to] = FORBIDDEN
    return steps, start


def runs(labels: npt.NDArray[np.int64]) -> list[tuple[int, int, int]]:
    """(kind, first word, word after the last) of each run in a BIO sequence: kind 0 is the first of the label set.

    An inside label without a beginning opens a run of its own, so that any sequence can be read.
    """
    found: list[tuple[int, int, int]] = []
    kind, begin = -1, 0
    for position, label in enumerate(labels.tolist()):
        this = (label - 1) // 2 if label else -1
        begins = label % 2 == 1 or this != kind
        if begins or this < 0:
            if kind >= 0:
                found.append((kind, begin, position))
            kind, begin = this, position
    if kind >= 0:
        found.append((kind, begin, len(labels)))
    return found
