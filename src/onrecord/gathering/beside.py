"""Parts of a gather that need nothing of each other, done in a process beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ..engine import Failure
from ..engine.inline import InlineEngine
from ..record import Actor, Codebook, Concept, Corrections, DateRange, Derivation, Event, Figure, Requirement
from ..resolution.events import gather_events
from ..resolution.process import gather_requirements
from ..resolution.tensions import TextTensions, gather_figures, text_tensions
from ..summarizing import reached
from .chains import shared_text
from .codes import KEPT, Articles, concepts_in
from .sheets import Sheets
from .spoken import spoken_in
from .work import Work


def beside(work: Work, part: str, *given: Any) -> Callable[[], Any]:
    """Begins a part that needs nothing of what follows, in a process of its own where there is one; gives what
    waits for its result. A part that fails there, or has not begun when its result is asked for, is done here."""
    future = _begun(work, part, given)
    if future is None:
        return lambda: PARTS[part](work, *given)

    def result() -> Any:
        if future.cancel():
            return PARTS[part](work, *given)
        found = future.result()
        return PARTS[part](work, *given) if isinstance(found, Failure) else found

    return result


def apart(work: Work, part: str, *given: Any) -> Any:
    """The result of a part done in a process of its own, which takes its memory with it."""
    future = _begun(work, part, given)
    found = None if future is None else future.result()
    return PARTS[part](work, *given) if found is None or isinstance(found, Failure) else found


def _begun(work: Work, part: str, given: tuple[Any, ...]) -> Future[Any] | None:
    if work.aside is None:
        return None
    return work.aside.start(do_part, Part(work.store.reach, work.codebook, work.version, work.corrections, part, given))


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a gather for another process: the project's place, what a gather knows, and what the part is given."""

    location: str
    codebook: Codebook | None
    version: str
    corrections: Corrections
    part: str
    given: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Happened:
    """What the documents tell as dated, what they say each concept takes, and the figures and tensions in what they
    tell, whoever speaks in them."""

    events: tuple[Event, ...]
    requirements: tuple[Requirement, ...]
    figures: tuple[Figure, ...]
    tensions: TextTensions


def events_in(
    work: Work,
    ids: Sequence[str],
    concepts: Sequence[Concept],
    derivations: Sequence[Derivation],
    actors: Sequence[Actor],
    published: Mapping[str, DateRange],
) -> Happened:
    """What the documents tell beside what they report as said."""
    tellings = (one for found in Sheets(work.store, "tellings", ids) for one in found)
    demands = (one for found in Sheets(work.store, "demands", ids) for one in found)
    amounts = [one for found in Sheets(work.store, "figures", ids) for one in found]
    articles, text_of = Articles(work.store, ids), lru_cache(KEPT)(work.store.text)
    events = gather_events(tellings, corrections=work.corrections)
    tensions = text_tensions(
        amounts,
        derivations=derivations,
        events=events,
        actors=actors,
        article_of=articles.get,
        text_of=text_of,
        published=published,
    )
    return Happened(events, gather_requirements(demands, concepts), gather_figures(amounts, text_of), tensions)


PARTS: dict[str, Callable[..., Any]] = {
    "concepts": concepts_in,
    "shared_text": shared_text,
    "spoken": spoken_in,
    "events": events_in,
}


def do_part(task: Part) -> Any:
    """The result of a part, in a process of its own."""
    store = reached(task.location)
    decisions = store.decisions() if task.part == "concepts" else ()
    work = Work(store, InlineEngine(), task.codebook, lambda _: None, task.version, decisions, task.corrections)
    return PARTS[task.part](work, *task.given)
