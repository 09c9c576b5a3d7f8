"""Brokerage between groups: who stands between two others that are not tied themselves, and whose side they are on."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .spectra import Floats


@dataclass(frozen=True)
class Roles:
    """How often each node brokers in each role; arrays in the order of the nodes.

    `coordinator`: all three in one group. `itinerant`: both others in one group, the broker in another. `gatekeeper`:
    from another group into the broker's. `representative`: from the broker's group into another. `liaison`: three
    groups. In an undirected network every open pair is passed both ways, so gatekeeper and representative are equal.
    """

    coordinator: Floats
    itinerant: Floats
    gatekeeper: Floats
    representative: Floats
    liaison: Floats

    @property
    def total(self) -> Floats:
        return self.coordinator + self.itinerant + self.gatekeeper + self.representative + self.liaison


def count_roles(ties: npt.ArrayLike, groups: npt.ArrayLike) -> Roles:
    """Roles of Gould & Fernandez 1989 (Sociological Methodology 19: 89-126).

    `ties` (nodes, nodes): from row to column where not zero; the diagonal does not count. j brokers from i to k when i
    is tied to j and j to k, but i not to k.
    """
    tied = (np.asarray(ties) != 0).astype(np.float64)
    np.fill_diagonal(tied, 0.0)
    labels = np.asarray(groups)
    same = np.equal.outer(labels, labels).astype(np.float64)
    opened = 1.0 - tied
    np.fill_diagonal(opened, 0.0)
    own, other = tied * same, tied * (1.0 - same)

    def passed(into: Floats, out: Floats, pairs: Floats) -> Floats:
        """Open pairs (i, k) with a tie i -> j of `into` and j -> k of `out`, for each j."""
        found: Floats = ((into.T @ pairs) * out).sum(axis=1)
        return found

    return Roles(
        coordinator=passed(own, own, opened),
        itinerant=passed(other, other, opened * same),
        gatekeeper=passed(other, own, opened),
        representative=passed(own, other, opened),
        liaison=passed(other, other, opened * (1.0 - same)),
    )


def expected_roles(total: Floats, groups: npt.ArrayLike) -> Roles:
    """The roles that as much brokerage would have on average, were the groups dealt out to the nodes at random."""
    _, counts = np.unique(np.asarray(groups), return_counts=True)
    sizes = counts.astype(np.float64)
    n = float(sizes.sum())
    triples = n * (n - 1) * (n - 2)
    if triples <= 0:
        return Roles(*(np.zeros_like(total) for _ in range(5)))
    one = float((sizes * (sizes - 1) * (sizes - 2)).sum()) / triples
    two = float((sizes * (sizes - 1) * (n - sizes)).sum()) / triples
    return Roles(total * one, total * two, total * two, total * two, total * (1 - one - 3 * two))
