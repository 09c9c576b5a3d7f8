"""Examples as the arrays the network learns from."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from onrecord.attribution.labels import ENTITIES, ENTITY_LABELS, ROLES
from onrecord.attribution.tokens import Unit, units

from .corpus import Arcs, Example
from .teach import IGNORE, Soft

Attributions = list[dict[str, list[list[int]]]]


@dataclass(frozen=True, slots=True)
class Target:
    """`roles` a label a word (IGNORE: not marked here); `names` the allowed labels a word; `heads` the first word of
    the cue that a source or content word belongs to; `arcs` the position of each word's syntactic head (its own: the
    root), `relations` the relation to it; `soft` what teachers think, a row a word."""

    unit: Unit
    roles: npt.NDArray[np.int64]
    names: npt.NDArray[np.bool_]
    heads: npt.NDArray[np.int64]
    weight: float
    arcs: npt.NDArray[np.int64] | None = None
    relations: npt.NDArray[np.int64] | None = None
    soft: Soft | None = None


def targets(
    example: Example, attributions: Attributions | None, tokenizer: Tokenizer, soft: Soft | None = None
) -> Iterator[Target]:
    """One target a unit of the example's text; `soft` is of the whole text."""
    for unit in units(example.text, tokenizer):
        starts = np.array([w[0] for w in unit.words])
        ends = np.array([w[1] for w in unit.words])
        roles = np.full(len(unit.words), IGNORE, np.int64)
        heads = np.full(len(unit.words), IGNORE, np.int64)
        if attributions is not None:
            roles[:] = 0
            _paint(attributions, starts, ends, roles, heads)
        arcs, relations = _syntax(example.arcs, unit.words) if example.arcs else (None, None)
        thought = at_words(soft, starts) if soft else None
        if thought and attributions is None:
            heads = thought.heads
        names = _names(example, starts, ends)
        yield Target(unit, roles, names, heads, example.weight, arcs, relations, thought)


def at_words(soft: Soft, starts: npt.NDArray[np.int64]) -> Soft:
    """The rows of the words that start here. A word that the teachers did not see (another typography may part words
    otherwise) goes on with the label before it."""
    at = np.minimum(np.searchsorted(soft.starts, starts), len(soft.starts) - 1)
    labels, moves = soft.labels[at].astype(np.float32), soft.moves[at].astype(np.float32)
    for n in np.flatnonzero(soft.starts[at] != starts):
        before = labels[n - 1] if n else np.eye(labels.shape[1], dtype=np.float32)[0]
        labels[n] = before
        labels[n, 2::2] += before[1::2]
        labels[n, 1::2] = 0
        moves[n] = 0
    heads = np.full(len(starts), IGNORE, np.int64)
    for n in np.flatnonzero((soft.starts[at] == starts) & (soft.heads[at] != IGNORE)):
        head = int(np.searchsorted(starts, soft.heads[at[n]]))
        if head < len(starts) and starts[head] == soft.heads[at[n]]:
            heads[n] = head
    return Soft(starts, labels, moves, heads)


def _syntax(parse: Arcs, words: list[tuple[int, int]]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Arcs between the unit's words; IGNORE where a word is not a token or its head lies elsewhere."""
    place = {start: n for n, (start, _) in enumerate(words)}
    arcs = np.full(len(words), IGNORE, np.int64)
    relations = np.full(len(words), IGNORE, np.int64)
    begin = bisect_left(parse.starts, words[0][0])
    end = bisect_left(parse.starts, words[-1][1])
    for n in range(begin, end):
        at = place.get(parse.starts[n])
        if at is None:
            continue
        head = at if parse.heads[n] < 0 else place.get(parse.heads[n])
        relations[at] = parse.relations[n]
        if head is not None:
            arcs[at] = head
    return arcs, relations


def _range(starts: npt.NDArray[np.int64], ends: npt.NDArray[np.int64], span: list[int]) -> tuple[int, int]:
    """Words that overlap the span."""
    return int(np.searchsorted(ends, span[0], side="right")), int(np.searchsorted(starts, span[1], side="left"))


def _paint(
    attributions: Attributions,
    starts: npt.NDArray[np.int64],
    ends: npt.NDArray[np.int64],
    roles: npt.NDArray[np.int64],
    heads: npt.NDArray[np.int64],
) -> None:
    """Longer spans first, contents before sources before cues, so that the shorter and firmer overwrite."""
    order = {"content": 0, "source": 1, "cue": 2}
    spans = []
    for attribution in attributions:
        cue = min(attribution["cue"], default=None)
        for role, label in ((role.value, 1 + 2 * n) for n, role in enumerate(ROLES)):
            spans += [(order[role], s[0] - s[1], s, label, cue) for s in attribution[role]]
    for _, _, span, label, cue in sorted(spans, key=lambda s: s[:3]):
        lo, hi = _range(starts, ends, span)
        if lo >= hi:
            continue
        same = roles[lo] == label and bool((roles[lo + 1 : hi] == label + 1).all())
        was = roles[hi] if hi < len(roles) else 0
        roles[lo:hi] = label + 1
        roles[lo] = label
        if was and was % 2 == 0:  # the rest of a span that this one cut begins anew
            roles[hi] = was - 1
        head, stop = _range(starts, ends, cue) if cue is not None and label != 3 else (0, 0)
        # A source that two attributions share points to the nearer cue.
        if same and head < stop and heads[lo] >= 0 and abs(heads[lo] - lo) <= abs(head - lo):
            continue
        heads[lo:hi] = head if head < stop else IGNORE


def _names(example: Example, starts: npt.NDArray[np.int64], ends: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    allowed = np.zeros((len(starts), len(ENTITY_LABELS)), np.bool_)
    allowed[:, 0] = True
    for kind in example.unmarked:
        at = 1 + 2 * ENTITIES.index(kind)
        allowed[:, at : at + 2] = True
    for name in example.names:
        lo, hi = _range(starts, ends, [name.start, name.end])
        if lo >= hi:
            continue
        allowed[lo:hi] = False
        for kind in name.kinds:
            at = 1 + 2 * ENTITIES.index(kind)
            allowed[lo, at] = True
            allowed[lo + 1 : hi, at + 1] = True
    return allowed
