"""Ideological scaling: where actors stand on latent dimensions, with intervals (rDNA: `dna_scale1dbin`, ...)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from ..admission import admitted
from ..choices import chosen
from ..compute import prepare
from ..filtering import filtered
from ..options import NetworkError, NetworkOptions, NetworkType
from ..table import StatementTable
from .alignment import align, mirror, normalize
from .answers import MISSING, AnswerTable, code_answers, drop_sparse, sides
from .item_response import sample
from .nuts import sample_nuts
from .posterior import CONVERGED, ENOUGH, Estimate, estimate
from .requests import set_by_measure, whole_range_only
from .scaling_options import Engine, Response, ScalingOptions
from .spectra import Floats
from .threads import one_thread

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Engine", "Response", "Scaling", "ScalingOptions", "scale", "scale_answers"]


@dataclass(frozen=True)
class Scaling:
    """Positions of actors and directions of concepts; every field of an `Estimate` is an array in their order.

    `positions` (actors, dimensions): mean 0 and standard deviation 1 over actors in every draw. `discriminations`
    (concepts, dimensions): how strongly, and towards which side, a concept divides. `difficulties` (concepts,): above
    0, an actor in the middle rather disagrees. `n_answers`: of each actor. `dropped_actors` and `dropped_concepts` had
    too few answers.
    """

    actors: tuple[str, ...]
    concepts: tuple[str, ...]
    positions: Estimate
    discriminations: Estimate
    difficulties: Estimate
    n_answers: tuple[int, ...]
    options: ScalingOptions
    dropped_actors: tuple[str, ...] = ()
    dropped_concepts: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    def frame(self) -> pd.DataFrame:
        """A row an actor and dimension: mean, sd, lower, upper, effective, r_hat, n_answers."""
        import pandas as pd

        found = pd.concat([_column(self.positions, axis, self.actors) for axis in range(self.options.dimensions)])
        return found.assign(n_answers=list(self.n_answers) * self.options.dimensions)

    def concept_frame(self) -> pd.DataFrame:
        """A row a concept and dimension, with its discrimination, and difficulty as dimension 0."""
        import pandas as pd

        difficulties = Estimate(**{name: getattr(self.difficulties, name)[:, None] for name in _SUMMARY})
        found = [_column(self.discriminations, axis, self.concepts) for axis in range(self.options.dimensions)]
        return pd.concat([_column(difficulties, 0, self.concepts).assign(dimension=0), *found])


_SUMMARY = ("mean", "sd", "lower", "upper", "effective", "r_hat")


def _column(found: Estimate, axis: int, labels: tuple[str, ...]) -> pd.DataFrame:
    import pandas as pd

    columns = {name: getattr(found, name)[:, axis] for name in _SUMMARY}
    return pd.DataFrame({"dimension": axis + 1, **columns}, index=pd.Index(labels, name="label"))


def scale(
    table: StatementTable,
    options: NetworkOptions | None = None,
    /,
    *,
    scaling: ScalingOptions | None = None,
    **changes: Any,
) -> Scaling:
    """Positions of `variable1` from its agreement with `variable2`; options filter as those of `network` do.

    `scaling` says how; `replace(ScalingOptions(), ...)` or `ScalingOptions(dimensions=2)`. One estimate for the whole
    range of dates: for several, call it with `start_date` and `stop_date`.
    """
    set_by_measure(changes, network_type=NetworkType.TWOMODE)
    asked = chosen(options, **{**changes, "network_type": NetworkType.TWOMODE})
    whole_range_only(asked, "scaling")
    asked, warnings = admitted(table, asked)
    prepared = prepare(filtered(table, asked), warnings)
    scaling = scaling or ScalingOptions()
    agreement, disagreement = sides(prepared)
    ordinal = scaling.response is Response.ORDINAL
    answers = AnswerTable(
        prepared.row_axis.labels,
        prepared.column_axis.labels,
        code_answers(
            agreement, disagreement, ordinal=ordinal, threshold=scaling.threshold, zero_as_na=scaling.zero_as_na
        ),
        3 if ordinal else 2,
    )
    found = scale_answers(answers, scaling)
    return replace(found, warnings=(*prepared.warnings, *found.warnings))


def scale_answers(table: AnswerTable, options: ScalingOptions | None = None) -> Scaling:
    """Positions from a table of answers. Raises NetworkError when too few are left after dropping.

    Every draw is normalized, turned and mirrored to the others (see `alignment`). Which side is positive is settled by
    `theta_constraints`, or else so that agreement with the concept of most answers, among those that clearly divide,
    lies on the positive side.
    """
    options = options or ScalingOptions()
    kept = drop_sparse(table, actors=options.drop_min_actors, concepts=options.drop_min_concepts)
    least = options.dimensions + 1
    if len(kept.actors) < least or len(kept.concepts) < options.dimensions:
        raise NetworkError(
            f"{len(kept.actors)} actors and {len(kept.concepts)} concepts have enough answers (drop_min_actors="
            f"{options.drop_min_actors}, drop_min_concepts={options.drop_min_concepts}); {options.dimensions} "
            f"dimensions need at least {least} actors and {options.dimensions} concepts"
        )
    wanted = _wanted(kept.actors, options)
    answers = kept.observed()
    with one_thread():
        draw = sample if options.engine is Engine.GIBBS else sample_nuts
        draws = align(normalize(draw(answers, options.dimensions, options.sampling())))
        usual = _usual_signs(draws.beta, (kept.answers != MISSING).sum(axis=0))
        signs, warnings = _signs(draws.theta.mean(axis=(0, 1)), usual, wanted, kept.actors)
        draws = mirror(draws, signs)
        positions = estimate(draws.theta, level=options.level)
        found = Scaling(
            actors=kept.actors,
            concepts=kept.concepts,
            positions=positions,
            discriminations=estimate(draws.beta, level=options.level),
            difficulties=estimate(draws.alpha, level=options.level),
            n_answers=tuple(np.bincount(answers.actor, minlength=len(kept.actors)).tolist()),
            options=options,
            dropped_actors=tuple(actor for actor in table.actors if actor not in set(kept.actors)),
            dropped_concepts=tuple(concept for concept in table.concepts if concept not in set(kept.concepts)),
        )
    return replace(found, warnings=(*warnings, *_doubts(positions)))


def _wanted(actors: tuple[str, ...], options: ScalingOptions) -> Floats:
    """The side each actor must stand on: 1, -1, or 0 for either; (actors, dimensions)."""
    wanted = np.zeros((len(actors), options.dimensions))
    for actor, directions in options.theta_constraints.items():
        if actor not in actors:
            raise NetworkError(f"theta_constraints: {actor!r} is not among the actors with enough answers")
        if len(directions) != options.dimensions or set(directions) - set("+-."):
            raise NetworkError(
                f"theta_constraints: {actor!r} has {directions!r}; allowed: a + or - (or . for either) for each of "
                f"{options.dimensions} dimensions"
            )
        wanted[actors.index(actor)] = [{"+": 1.0, "-": -1.0, ".": 0.0}[sign] for sign in directions]
    return wanted


def _usual_signs(beta: Floats, n_answers: npt.NDArray[np.int64]) -> Floats:
    """For each dimension the sign of the most answered concept whose direction is clear (two deviations from 0)."""
    mean, sd = beta.mean(axis=(0, 1)), beta.std(axis=(0, 1))
    weight = np.where(np.abs(mean) > 2 * sd, n_answers[:, None], 0.0)
    weight = np.where((weight > 0).any(axis=0), weight, np.abs(mean))
    leading = weight.argmax(axis=0)
    return np.where(mean[leading, np.arange(mean.shape[1])] < 0, -1.0, 1.0)


def _signs(theta: Floats, usual: Floats, wanted: Floats, actors: tuple[str, ...]) -> tuple[Floats, list[str]]:
    """1 or -1 for each dimension, and which constraints cannot be kept at once."""
    votes = np.where(np.abs(wanted).sum(axis=0) > 0, (wanted * theta).sum(axis=0), usual)
    signs = np.where(votes < 0, -1.0, 1.0)
    broken = [actors[place] for place in np.flatnonzero((wanted * theta * signs < 0).any(axis=1)).tolist()]
    return signs, [f"theta_constraints: {actor} does not stand on the side asked for" for actor in broken]


def _doubts(positions: Estimate) -> list[str]:
    r_hat, effective = float(np.nanmax(positions.r_hat)), float(np.nanmin(positions.effective))
    if r_hat <= CONVERGED and effective >= ENOUGH:
        return []
    return [
        f"the chains do not agree yet: R-hat up to {r_hat:.3f} (at most {CONVERGED} is good), effective draws from "
        f"{effective:.0f} (at least {ENOUGH:.0f} are good); raise mcmc_iterations, or mcmc_burnin"
    ]
