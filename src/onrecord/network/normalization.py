"""What a cell is divided by. Cells whose divisor is 0 stay 0.

By default cosine and Jaccard are those of the textbooks: the cosine of the angle between two entities' profiles, and
what two sets share by what either holds (Salton & McGill 1983; Jaccard 1912). DNA divides by other quantities of the
same names, see `dna_divisor`.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from .matrices import Counts, Matrix, check_size, present, product
from .options import Aggregation, Normalization
from .products import Pairs, from_few_statements, pairs, shared

_LARGE = 2**21  # cells of a matrix of which no copy is made


def one_mode(counts: Counts, aggregation: Aggregation, normalization: Normalization) -> Matrix:
    """Row entities by row entities, symmetric, diagonal 0.

    Jaccard looks at whether, not how often, an entity spoke. Cosine and Jaccard of agreement, disagreement and their
    difference have the same divisor, so that the last stays the difference of the others.
    """
    check_size(counts.n_rows, counts.n_rows)
    if not len(counts.row):
        return np.zeros((counts.n_rows, counts.n_rows))
    if normalization is Normalization.JACCARD:
        counts = counts.marked(levels=aggregation is not Aggregation.IGNORE)
    if normalization in (Normalization.NO, Normalization.AVERAGE):
        matrix = _shared_or_compared(counts, aggregation)[0]
    else:
        matrix, similarity = _shared_or_compared(counts, aggregation, with_similarity=True)
        own = similarity.diagonal()
        if normalization is Normalization.COSINE:
            matrix = divided(matrix, np.sqrt(own[:, None] * own[None, :]))
        else:
            matrix = divided(matrix, own[:, None] + own[None, :] - similarity)
    if normalization is Normalization.AVERAGE:
        _divide_by_average(matrix, counts)
    return _without_diagonal(matrix)


def _shared_or_compared(
    counts: Counts, aggregation: Aggregation, *, with_similarity: bool = False
) -> tuple[Matrix, Matrix]:
    """The matrix before division, and of what is alike: all that is shared, or that agrees if levels are compared.

    Without `with_similarity` the second may be any.
    """
    alike = Aggregation.IGNORE if aggregation is Aggregation.IGNORE else Aggregation.CONGRUENCE
    matrix = from_few_statements(counts, aggregation)
    if matrix is not None:
        if aggregation is alike or not with_similarity:
            return matrix, matrix
        similarity = from_few_statements(counts, alike)
        return matrix, matrix if similarity is None else similarity
    array = counts.by_level()
    if aggregation is alike is Aggregation.IGNORE:
        matrix = shared(array, counts.scale)
        return matrix, matrix
    found = pairs(array, counts.scale)
    return _chosen(found, aggregation), found.agreement


def dna_one_mode(counts: Counts, aggregation: Aggregation, normalization: Normalization) -> Matrix:
    """The same as DNA 3.1 computes it: its conflict of texts, its Jaccard and its cosine."""
    check_size(counts.n_rows, counts.n_rows)
    if not len(counts.row):
        return np.zeros((counts.n_rows, counts.n_rows))
    matrix = None
    if aggregation is Aggregation.IGNORE or counts.scale.width > 0:
        matrix = from_few_statements(counts, aggregation)
    if matrix is None:
        matrix = _dna_products(counts, aggregation)
    if normalization is Normalization.AVERAGE:
        _divide_by_average(matrix, counts)
    elif normalization is not Normalization.NO:
        matrix = divided(matrix, dna_divisor(counts, normalization))
    return _without_diagonal(matrix)


def _dna_products(counts: Counts, aggregation: Aggregation) -> Matrix:
    array = counts.by_level()
    if aggregation is Aggregation.IGNORE:
        return shared(array, counts.scale)
    if counts.scale.is_text:
        return _chosen(Pairs(product(array, array), _unmatched(array)), aggregation)
    if counts.scale.width == 0:
        return np.full((counts.n_rows, counts.n_rows), np.nan)  # 0 / 0, as there
    return _chosen(pairs(array, counts.scale), aggregation)


def dna_divisor(counts: Counts, normalization: Normalization) -> Matrix:
    """Jaccard: unmatched statements plus products of matched ones. Cosine: the product of the numbers of statements."""
    n = statements_by_row(counts)
    if normalization is Normalization.COSINE:
        return n[:, None] * n[None, :]
    array = counts.by_level()
    return _unmatched(array) + product(array, array)


def two_mode_normalized(matrix: Matrix, normalization: Normalization, divisor: Matrix) -> Matrix:
    """Divided by the sums of `divisor` over rows (activity) or columns (prominence)."""
    if normalization is Normalization.ACTIVITY:
        return divided(matrix, np.broadcast_to(divisor.sum(axis=1)[:, None], matrix.shape))
    if normalization is Normalization.PROMINENCE:
        return divided(matrix, np.broadcast_to(divisor.sum(axis=0)[None, :], matrix.shape))
    return matrix


def _divide_by_average(matrix: Matrix, counts: Counts) -> None:
    """Divides in place by the mean number of statements of the two entities."""
    half = statements_by_row(counts) / 2
    if matrix.size > _LARGE:
        for row, own in zip(matrix, half, strict=True):
            np.divide(row, half + own, out=row, where=half + own > 0)
        return
    divisor = half[:, None] + half[None, :]
    divisor[divisor == 0] = 1.0  # two isolates, who share nothing
    matrix /= divisor


def statements_by_row(counts: Counts) -> Matrix:
    return np.bincount(counts.row, minlength=counts.n_rows).astype(np.float64)


def divided(matrix: Matrix, divisor: Matrix) -> Matrix:
    """`matrix` over `divisor`, 0 where that is 0."""
    if divisor.all():
        return matrix / divisor
    return np.divide(matrix, divisor, out=np.zeros_like(matrix), where=divisor != 0)


def _unmatched(array: Any) -> Matrix:
    """Statements of either entity on columns and levels where the other has none."""
    matched = product(array, present(array))
    own = np.asarray(array.sum(axis=1)).ravel()
    found: Matrix = own[:, None] + own[None, :] - matched - matched.T
    return found


def _chosen(found: Pairs, aggregation: Aggregation) -> Matrix:
    if aggregation is Aggregation.CONGRUENCE:
        return found.agreement
    if aggregation is Aggregation.CONFLICT:
        return found.disagreement
    return found.agreement - found.disagreement


def _without_diagonal(matrix: Matrix) -> Matrix:
    np.fill_diagonal(matrix, 0.0)
    return matrix
