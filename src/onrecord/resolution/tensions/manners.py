"""What somebody is reported to say in public beside what the same person is reported to say in private."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from ...record import Actor, Attribution, Passage, Saying, Stance, Tension, TensionKind
from .sides import Position
from .weighing import nested, pair_of

# The adverb stands with the verb: "privately supports", "has publicly called for", "in private, she backs".
_PRIVATE = re.compile(
    r"\b(?:privately|in private|behind closed doors|behind the scenes|off the record)\b", re.IGNORECASE
)
_PUBLIC = re.compile(r"\b(?:publicly|in public|openly|on the record|before the cameras)\b", re.IGNORECASE)
_BEFORE = 24  # code points before source and cue in which such an adverb may stand: "In private, the minister backs"
SCORE = 0.62  # the reporter points at the two ways: below two sides told in plain words, above a loose pair of figures

Held = tuple[str, str, Stance]  # attribution id, concept id, stance


def told_two_ways(
    positions: Iterable[Position],
    *,
    sayings: Mapping[str, Saying],
    attribution_of: Callable[[str], Attribution],
    text_of: Callable[[str], str],
    actors: Mapping[str, Actor],
) -> Iterator[Tension]:
    """One pair an actor: a view told in private beside another view told in public, on another concept or side."""
    private: dict[str, list[Held]] = defaultdict(list)
    public: dict[str, list[Held]] = defaultdict(list)
    for attribution_id, concept_id, stance, actor_id in positions:
        if actor_id is None or attribution_id not in sayings or actor_id not in actors:
            continue
        words = _manner(attribution_of(attribution_id), text_of)
        if _PRIVATE.search(words):
            private[actor_id].append((attribution_id, concept_id, stance))
        elif _PUBLIC.search(words):
            public[actor_id].append((attribution_id, concept_id, stance))
    for actor_id in sorted(private.keys() & public.keys()):
        pairs = [
            (one[0], other[0])
            for one in private[actor_id]
            for other in public[actor_id]
            if one[1:] != other[1:] and not nested(attribution_of(one[0]), attribution_of(other[0]))
        ]
        if pairs:
            left, right = (_passage(attribution_of(each)) for each in min(pairs))
            reason = f"{actors[actor_id].name} is reported to say one thing in private and another in public."
            yield pair_of(left, right, reason, SCORE, TensionKind.STANCE)


def _manner(attribution: Attribution, text_of: Callable[[str], str]) -> str:
    """The words of source and cue, with what stands right before and between them."""
    spans = [*attribution.source, *attribution.cue]
    if not spans:
        return ""
    text = text_of(attribution.document_id)
    start, end = min(span.start for span in spans), max(span.end for span in spans)
    before = text[max(0, start - _BEFORE) : start]
    return before[max(before.rfind(". "), before.rfind("\n")) + 1 :] + text[start:end]


def _passage(attribution: Attribution) -> Passage:
    spans = [*attribution.source, *attribution.cue, *attribution.content]
    return Passage(attribution.document_id, min(span.start for span in spans), max(span.end for span in spans))
