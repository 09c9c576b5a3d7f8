"""The same posterior as `item_response`, drawn by NumPyro's No-U-Turn sampler: slower, and independent of ours.

Hoffman & Gelman 2014 (Journal of Machine Learning Research 15: 1593-1623); Phan, Pradhan & Jankowiak 2019 (arXiv
1912.11554). NumPyro and JAX come with the extra `scaling`.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ...errors import MissingExtra
from .item_response import GAP_SD, VARIANCE_RATE, VARIANCE_SHAPE, Answers, Draws, Sampling


def sample_nuts(answers: Answers, dimensions: int, sampling: Sampling) -> Draws:
    """Draws from the posterior of the model in `item_response`, not yet aligned. `thin` is kept: every `thin`-th stays.

    Raises MissingExtra when NumPyro is not installed.
    """
    try:
        import jax
        from numpyro.infer import MCMC, NUTS
    except ImportError as error:
        raise MissingExtra("engine=nuts needs NumPyro; install it by: pip install 'onrecord[scaling]'") from error
    run = MCMC(
        NUTS(_model),
        num_warmup=sampling.burnin,
        num_samples=sampling.iterations,
        num_chains=sampling.chains,
        thinning=sampling.thin,
        chain_method="sequential",
        progress_bar=False,
    )
    run.run(jax.random.PRNGKey(sampling.seed), answers, dimensions, sampling)
    found = run.get_samples(group_by_chain=True)
    theta, beta, alpha = (np.asarray(found[name], dtype=np.float64) for name in ("theta", "beta", "alpha"))
    return Draws(theta, beta, alpha)


def _model(answers: Answers, dimensions: int, sampling: Sampling) -> None:
    import jax.numpy as jnp
    import numpyro
    from numpyro.distributions import InverseGamma, Normal

    n, m = answers.n_actors, answers.n_concepts
    spread = np.sqrt(sampling.position_variance)
    theta = numpyro.sample("theta", Normal(sampling.position_mean, spread).expand([n, dimensions]))
    scales: list[Any] = []
    for name in ("alpha_variance", "beta_variance"):
        if sampling.item_variance is None:
            scales.append(jnp.sqrt(numpyro.sample(name, InverseGamma(VARIANCE_SHAPE, VARIANCE_RATE))))
        else:
            scales.append(np.sqrt(sampling.item_variance))
    # Drawn as multiples of their scale: scale and values are nearly independent then.
    plain = {"alpha": numpyro.sample("alpha_plain", Normal(0, 1).expand([m]))}
    plain["beta"] = numpyro.sample("beta_plain", Normal(0, 1).expand([m, dimensions]))
    alpha = numpyro.deterministic("alpha", sampling.item_mean + plain["alpha"] * scales[0])
    beta = numpyro.deterministic("beta", sampling.item_mean + plain["beta"] * scales[1])
    mean = (theta[answers.actor] * beta[answers.concept]).sum(axis=1) - alpha[answers.concept]
    inner = jnp.zeros((m, 1))
    if answers.n_categories > 2:
        gaps = numpyro.sample("gaps", Normal(0, GAP_SD).expand([m, answers.n_categories - 2]))
        inner = jnp.concatenate([inner, jnp.cumsum(jnp.exp(gaps), axis=1)], axis=1)
        inner = inner - inner.mean(axis=1, keepdims=True)
    numpyro.factor("answers", _log_mass(inner[answers.concept] - mean[:, None], answers.category).sum())


def _log_mass(edges: Any, category: Any) -> Any:
    """Log of the normal mass within each answer's thresholds, less the latent mean: log ndtr at the ends."""
    import jax.numpy as jnp
    from jax.scipy.special import log_ndtr

    last = edges.shape[1]
    rows = np.arange(len(category))
    upper = log_ndtr(edges[rows, np.minimum(category, last - 1)])
    above = log_ndtr(-edges[rows, np.maximum(category - 1, 0)])
    # Between two thresholds: the log of a difference, of upper tails or of lower, whichever are the smaller.
    low, high = edges[rows, np.maximum(category - 1, 0)], edges[rows, np.minimum(category, last - 1)]
    mirrored = low > 0
    near = jnp.where(mirrored, -low, high)
    far = jnp.where(mirrored, -high, low)
    gap = jnp.minimum(log_ndtr(far) - log_ndtr(near), -1e-6)
    between = log_ndtr(near) + jnp.log(-jnp.expm1(gap))
    return jnp.where(category == 0, upper, jnp.where(category == last, above, between))
