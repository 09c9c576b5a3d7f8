"""How positions are scaled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from ..options import NetworkError
from .item_response import Sampling


class Response(StrEnum):
    """Binary: an actor agrees with a concept or not. Ordinal: disagrees, does both, agrees."""

    BINARY = "binary"
    ORDINAL = "ordinal"


class Engine(StrEnum):
    """Who draws: the Gibbs sampler written here, or NumPyro's No-U-Turn sampler (the extra `scaling`)."""

    GIBBS = "gibbs"
    NUTS = "nuts"


@dataclass(frozen=True, kw_only=True)
class ScalingOptions:
    """How positions are estimated; names as in rDNA's scaling functions.

    `threshold` (0 to below 0.5), `zero_as_na`: see `code_answers`. `theta_constraints`: on which side an actor stands,
    `{"Wind Union": "+"}`; in two dimensions a sign for each, `{"Wind Union": "+.", "Coal League": ".-"}`, `.` for
    either. `drop_min_actors`, `drop_min_concepts`: see `drop_sparse`. `mcmc_iterations` are kept after `mcmc_burnin`,
    over all `chains` together, every `mcmc_thin`-th. `alpha_beta_prior_variance` None: estimated (see `Sampling`).
    """

    dimensions: int = 1
    response: Response = Response.BINARY
    threshold: float | None = None
    zero_as_na: bool = True
    theta_constraints: Mapping[str, str] = field(default_factory=dict)
    drop_min_actors: int = 1
    drop_min_concepts: int = 2
    mcmc_iterations: int = 20_000
    mcmc_burnin: int = 1_000
    mcmc_thin: int = 10
    chains: int = 4
    theta_prior_mean: float = 0.0
    theta_prior_variance: float = 1.0
    alpha_beta_prior_mean: float = 0.0
    alpha_beta_prior_variance: float | None = None
    level: float = 0.95
    seed: int = 12_345
    engine: Engine = Engine.GIBBS

    def __post_init__(self) -> None:
        kinds: tuple[tuple[str, type[StrEnum]], ...] = (("response", Response), ("engine", Engine))
        for name, kind in kinds:
            try:
                object.__setattr__(self, name, kind(getattr(self, name)))
            except ValueError:
                raise NetworkError(
                    f"{name}={getattr(self, name)!r} is not offered; allowed: {', '.join(kind)}"
                ) from None
        for name, least in (("mcmc_burnin", 0), ("mcmc_thin", 1), ("chains", 1), ("seed", 0), ("drop_min_actors", 0)):
            _check(name, getattr(self, name), least)
        _check("drop_min_concepts", self.drop_min_concepts, 0)
        _check("mcmc_iterations", self.mcmc_iterations, 4 * self.chains * self.mcmc_thin)
        if self.dimensions not in (1, 2):
            raise NetworkError(f"dimensions={self.dimensions}: allowed are 1 and 2")
        if self.threshold is not None and not 0 <= self.threshold < 0.5:
            raise NetworkError(f"threshold={self.threshold}: a share from 0 to below 0.5, or None")
        if not 0 < self.level < 1:
            raise NetworkError(f"level={self.level}: the mass within the intervals, between 0 and 1")
        for name in ("theta_prior_variance", "alpha_beta_prior_variance"):
            value = getattr(self, name)
            if value is not None and value <= 0:
                raise NetworkError(f"{name}={value}: must be above 0")

    def sampling(self) -> Sampling:
        return Sampling(
            iterations=self.mcmc_iterations // self.chains,
            burnin=self.mcmc_burnin,
            thin=self.mcmc_thin,
            chains=self.chains,
            seed=self.seed,
            position_mean=self.theta_prior_mean,
            position_variance=self.theta_prior_variance,
            item_mean=self.alpha_beta_prior_mean,
            item_variance=self.alpha_beta_prior_variance,
        )


def _check(name: str, value: int, least: int) -> None:
    if not isinstance(value, int) or isinstance(value, bool) or value < least:
        raise NetworkError(f"{name}={value!r}: must be a whole number from {least}")
