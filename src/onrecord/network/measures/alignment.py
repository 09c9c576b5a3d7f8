"""Draws of latent positions brought to one location, scale, rotation and direction.

The likelihood is the same for mirrored and turned positions. Location and scale are fixed in each draw by mean 0 and
variance 1 over actors (Bafumi, Gelman, Park & Kaplan 2005, Political Analysis 13: 171-187), rotation by turning each
draw to the mean of all (Hoff, Raftery & Handcock 2002, Journal of the American Statistical Association 97: 1090-1098),
the axes at last to the directions in which concepts divide most.
"""

from __future__ import annotations

import numpy as np

from .item_response import Draws
from .spectra import Floats

ROUNDS = 10


def normalize(draws: Draws) -> Draws:
    """Each draw with positions of mean 0 and covariance identity; concepts are changed to say the same."""
    center = draws.theta.mean(axis=2, keepdims=True)
    moved = draws.theta - center
    covariance = np.einsum("cdai,cdaj->cdij", moved, moved) / moved.shape[2]
    factor = np.linalg.cholesky(covariance)
    theta = np.linalg.solve(factor, moved.swapaxes(2, 3)).swapaxes(2, 3)
    beta = np.einsum("cdki,cdij->cdkj", draws.beta, factor)
    alpha = draws.alpha - np.einsum("cdki,cdi->cdk", draws.beta, center[:, :, 0])
    return Draws(theta, beta, alpha)


def align(draws: Draws) -> Draws:
    """Each draw turned (or mirrored) to lie nearest to the mean of all, concepts with it; then the main axes."""
    theta, beta = draws.theta, draws.beta
    target = np.concatenate([theta[0, -1], beta[0, -1]])
    rotation = np.eye(theta.shape[3])[None, None]
    for _ in range(ROUNDS):
        both = np.concatenate([theta, beta], axis=2)
        left, _, right = np.linalg.svd(np.einsum("cdai,aj->cdij", both, target))
        rotation = left @ right
        turned = both @ rotation
        following = turned.mean(axis=(0, 1))
        if np.allclose(following, target, atol=1e-10):
            break
        target = following
    theta, beta = theta @ rotation, beta @ rotation
    mean = beta.mean(axis=(0, 1))
    _, _, axes = np.linalg.svd(mean, full_matrices=True)
    turn = axes.T
    return Draws(theta @ turn, beta @ turn, draws.alpha)


def mirror(draws: Draws, signs: Floats) -> Draws:
    """Axes with sign -1 mirrored."""
    return Draws(draws.theta * signs, draws.beta * signs, draws.alpha)
