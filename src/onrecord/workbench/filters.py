"""What is asked of the queue, and how much of it is left."""

from __future__ import annotations

from dataclasses import dataclass

from ..record import Stance
from .bundles import Bundle


@dataclass(frozen=True, slots=True)
class Filter:
    """Which bundles are asked for; None means any. `words` are looked for in the speaker's name."""

    concept: str | None = None
    actor: str | None = None
    document: str | None = None
    stance: Stance | None = None
    words: str = ""
    at_least: float = 0.0

    def takes(self, bundle: Bundle) -> bool:
        first = bundle.first
        return (
            (self.concept is None or first.concept_id == self.concept)
            and (self.actor is None or first.actor_id == self.actor)
            and (self.stance is None or first.stance is self.stance)
            and (self.document is None or any(one.document_id == self.document for one in bundle.reports))
            and (not self.words or self.words.lower() in first.actor_name.lower())
            and first.score >= self.at_least
        )


@dataclass(frozen=True, slots=True)
class Left:
    """How much is decided and how much is left, in bundles (cards): what "left that matter" counts."""

    n_matter: int
    n_left: int
    n_decided: int
    whole: bool = True  # false while only the first bundles have been read: then the numbers are of those

    @property
    def n_other(self) -> int:
        return self.n_left - self.n_matter
