"""What several pages need of one bench: its queue, its codebook, its people; made once, kept while it stays true."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..record import Concept
from ..workbench.queue import Queue
from .bench import Bench


def queue_of(bench: Bench) -> Queue:
    with bench.lock:
        queue: Queue | None = bench.notes.get("queue")
        if queue is None:
            queue = bench.notes["queue"] = Queue(bench.project.store)
        return queue


def concepts_of(bench: Bench) -> Mapping[str, Concept]:
    """The codebook by id, in its order."""
    return {concept.id: concept for concept in bench.project.store.concepts()}


def concept_list(bench: Bench) -> list[dict[str, Any]]:
    """The codebook as pickers take it."""
    return [
        {"id": one.id, "label": one.label, "definition": one.definition, "kind": one.kind.value, "rank": one.rank}
        for one in concepts_of(bench).values()
    ]


def seen_alone(bench: Bench, coder: str) -> bool:
    """Whether this coder must not see what others decided: coding blind, in a team."""
    return False
