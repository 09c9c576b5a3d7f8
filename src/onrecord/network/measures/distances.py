"""How far two networks on the same actors lie apart.

`absdiff` and `degree` are what DNA computes (it calls the second spectral); `spectral` is the distance it documents:
N. Masuda and P. Holme, Detecting sequences of system states in temporal networks, Scientific Reports 9:795 (2019).
All but `absdiff` compare the shape of networks and are blind to who is who: when allies change places, nothing moves.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

import numpy as np

from ..options import NetworkError
from .spectra import Floats, bipartite_spectrum, degree_sequence, laplacian_spectrum


class Distance(StrEnum):
    ABSDIFF = "absdiff"
    """Sum of absolute differences of cells."""
    SPECTRAL = "spectral"
    """Euclidean distance between spectra of the normalized Laplacian; negative cells count as absent."""
    SIGNED_SPECTRAL = "signed_spectral"
    """The same with the signed Laplacian: disagreement counts."""
    DEGREE = "degree"
    """Sum of absolute differences of sorted degree shares."""


def signature(matrix: Floats, distance: Distance, *, two_mode: bool = False) -> Floats:
    """The vector by which a network enters a distance."""
    match distance:
        case Distance.ABSDIFF:
            return np.asarray(matrix, dtype=np.float64).ravel()
        case Distance.DEGREE:
            return degree_sequence(matrix)
        case _:
            compute = bipartite_spectrum if two_mode else laplacian_spectrum
            return compute(matrix, signed=distance is Distance.SIGNED_SPECTRAL)


def signatures(stack: Floats, distance: Distance) -> Floats:
    """The signatures of a stack (t, n, n) of one-mode networks, (t, length)."""
    match distance:
        case Distance.ABSDIFF:
            return stack.reshape(len(stack), -1)
        case Distance.DEGREE:
            return degree_sequence(stack)
        case _:
            return laplacian_spectrum(stack, signed=distance is Distance.SIGNED_SPECTRAL)


def signature_distance(one: Floats, other: Floats, distance: Distance) -> float:
    """The distance between two signatures of one length."""
    gaps = np.abs(one - other)
    if distance in (Distance.ABSDIFF, Distance.DEGREE):
        return float(np.add.accumulate(gaps)[-1]) if len(gaps) else 0.0
    return float(np.sqrt(gaps @ gaps))


def network_distance(
    one: Floats, other: Floats, distance: Distance = Distance.SPECTRAL, *, two_mode: bool | None = None
) -> float:
    """The distance between two matrices with the same labels; `two_mode` as in `distance_matrix`."""
    return float(distance_matrix([one, other], distance, two_mode=two_mode)[0, 1])


def distance_matrix(
    matrices: Sequence[Floats], distance: Distance = Distance.SPECTRAL, *, two_mode: bool | None = None
) -> Floats:
    """Distances between all pairs of matrices (all with the same labels): (t, t), symmetric, zero diagonal.

    `two_mode`: rows and columns are different things; None: when the matrices are not all square and symmetric.
    """
    from scipy.spatial.distance import pdist, squareform

    shapes = {matrix.shape for matrix in matrices}
    if len(shapes) > 1:
        raise NetworkError(f"matrices of shapes {sorted(shapes)} lack common labels; compute them with isolates=True")
    if len(matrices) < 2:
        return np.zeros((len(matrices), len(matrices)))
    if two_mode is None:
        two_mode = not all(one.shape[0] == one.shape[1] and np.array_equal(one, one.T) for one in matrices)
    signatures = np.array([signature(matrix, distance, two_mode=two_mode) for matrix in matrices])
    metric = "cityblock" if distance in (Distance.ABSDIFF, Distance.DEGREE) else "euclidean"
    found: Floats = squareform(pdist(signatures, metric))
    return found
