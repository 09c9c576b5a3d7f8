"""What a search for a backbone finds."""

from __future__ import annotations

from dataclasses import dataclass

from ..options import NetworkError, NetworkOptions
from .annealing import AnnealingTrace
from .distances import Distance


@dataclass(frozen=True)
class BackboneStep:
    """One concept taken out: losses of what stays and of what is out by then, and the statements that stay.

    `tied`: others that could have been taken out at the same loss.
    """

    iteration: int
    entity: str
    backbone_loss: float
    redundant_loss: float
    n_statements: int
    tied: tuple[str, ...] = ()


@dataclass(frozen=True)
class NestedBackbone:
    """Concepts in the order in which they are taken out, the most redundant first."""

    steps: tuple[BackboneStep, ...]
    distance: Distance
    options: NetworkOptions
    warnings: tuple[str, ...] = ()

    def backbone(self, size: int) -> tuple[str, ...]:
        """The `size` concepts that stay longest."""
        if not 0 <= size <= len(self.steps):
            raise NetworkError(f"size={size}: the backbone has between 0 and {len(self.steps)} concepts")
        return tuple(sorted(step.entity for step in self.steps[len(self.steps) - size :]))


@dataclass(frozen=True)
class Backbone:
    """The best set found. Losses are without penalty and price; `cost` is what was made small."""

    entities: tuple[str, ...]
    redundant: tuple[str, ...]
    backbone_loss: float
    redundant_loss: float
    cost: float
    size: int | None
    price: float
    penalty: float
    n_statements: int
    search: str
    seed: int
    distance: Distance
    options: NetworkOptions
    trace: AnnealingTrace | None = None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class BackboneEvaluation:
    """Losses of a given set and of all the rest, penalized when asked for."""

    entities: tuple[str, ...]
    redundant: tuple[str, ...]
    backbone_loss: float
    redundant_loss: float
    penalty: float
