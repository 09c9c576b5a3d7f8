"""Somebody called a former office-holder in one article, and the holder in another that is no older."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from ...record import Actor, DateRange, Role, Tension, TensionKind
from ...record.dates import UNKNOWN_DATE
from ..derivation.tokens import key_of
from .weighing import pair_of

SCORE = 0.4
_THEN = re.compile(r"\b(?:then|at the time|was|were|served|had been)\b", re.IGNORECASE)
_TERM = re.compile(r"^[^.;]{0,30}?(?:\bfrom\b[^.;]{0,20}\d{4}|\buntil\b|\(?(?:19|20)\d\d\s?[-–])")  # after the office
_YEARS = re.compile(r"\b(?:from|until)\b[^.;]{0,20}\b\d{4}|\b(?:19|20)\d\d\s?[-–]")  # told with the office
_LITTLE = frozenset("of the for and to acting deputy former ex interim".split())


def offices_told_apart(
    actors: Iterable[Actor], published: Mapping[str, DateRange], text_of: Callable[[str], str]
) -> Iterator[Tension]:
    """One pair for an actor and an office: the passage with "former" and the later one without."""
    for actor in actors:
        held: dict[tuple[frozenset[str], str], list[Role]] = defaultdict(list)
        for role in actor.roles:
            words = frozenset(key_of(word) for word in role.title.split()) - _LITTLE
            if words and role.evidence is not None:
                held[words, (role.organization or "").casefold()].append(role)
        for roles in held.values():
            former = next((role for role in roles if role.valid_to is not None), None)
            present = next((role for role in roles if role.valid_to is None), None)
            if former is None or present is None or former.evidence is None or present.evidence is None:
                continue
            earlier, later = (
                published.get(role.evidence.document_id, UNKNOWN_DATE) if role.evidence else UNKNOWN_DATE
                for role in (former, present)
            )
            if former.evidence.document_id == present.evidence.document_id:
                continue
            if _THEN.search(present.evidence.span.of(text_of(present.evidence.document_id))):
                continue  # "Brandt, then harbor minister": told of a time gone by
            if _YEARS.search(present.evidence.span.of(text_of(present.evidence.document_id))):
                continue
            if _TERM.search(text_of(present.evidence.document_id)[present.evidence.end : present.evidence.end + 60]):
                continue  # "harbor minister from 2000 to 2006"
            if later.end is not None and (earlier.start is None or later.end < earlier.start):
                continue  # was, and is no longer: nothing to ask
            body = f" of {present.organization}" if present.organization else ""
            reason = (
                f"{actor.name} is called former {former.title}{body} in one article and {present.title} in another."
            )
            yield pair_of(former.evidence, present.evidence, reason, SCORE, TensionKind.OFFICE)
