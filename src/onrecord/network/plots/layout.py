"""Where the nodes of a network lie: stress majorization, seeded, components packed side by side.

Gansner, Koren & North 2004, Graph drawing by stress majorization, in: Graph Drawing (LNCS 3383). Distances in the
picture approach distances in the graph; that shows paths and groups truer than springs do, and nothing depends on
chance but the last details of a start.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Labels = npt.NDArray[np.int64]
ROUNDS = 300
# Extra steps between members of different camps, so that a camp is one place in the picture.
APART = 1.2
LANE = 0.9  # between camps


def stress_layout(lengths: Floats, *, groups: Labels | None = None, seed: int = 0, aspect: float = 1.4) -> Floats:
    """Points (n, 2) for a matrix of tie lengths (0: no tie), in units of length, about `aspect` as wide as high.

    `groups`: the camp of each node, -1 for none; camps are drawn apart, the first at the left.
    """
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import connected_components, dijkstra

    n = len(lengths)
    if n == 0:
        return np.zeros((0, 2))
    graph = csr_array(lengths)
    n_parts, part_of = connected_components(graph, directed=False)
    rng = np.random.default_rng(seed)
    if groups is not None and len(set(groups.tolist()) - {-1}) > 1:
        # Camps must not be torn into components: what has no path is as far as most things are.
        distance = np.asarray(dijkstra(graph, directed=False))
        linked = np.isfinite(distance) & (distance > 0)
        distance[np.isinf(distance)] = np.quantile(distance[linked], 0.6) if linked.any() else 1.0
        distance = distance + APART * _opposed(groups)
        return _aside(_turned(_majorized(distance, rng), groups), groups)
    sizes = np.bincount(part_of)
    boxes: list[tuple[npt.NDArray[np.intp], Floats]] = []
    for part in sorted(range(n_parts), key=lambda part: (-sizes[part], part)):
        members = np.flatnonzero(part_of == part)
        distance = np.asarray(dijkstra(csr_array(lengths[np.ix_(members, members)]), directed=False))
        boxes.append((members, _turned(_majorized(distance, rng), None)))
    return _packed(n, boxes, aspect)


def _majorized(distance: Floats, rng: np.random.Generator) -> Floats:
    """Points whose distances come close to `distance`, each error weighted by its inverse square."""
    from scipy.linalg import cho_factor, cho_solve

    n = len(distance)
    if n == 1:
        return np.zeros((1, 2))
    off = ~np.eye(n, dtype=bool)
    wanted = np.where(off, np.maximum(distance, 1e-3), 1.0)
    weights = np.where(off, wanted**-2, 0.0)
    laplacian = np.diag(weights.sum(axis=1)) - weights
    factor = cho_factor(laplacian[1:, 1:])
    points = _scaled(distance) + rng.normal(scale=1e-2, size=(n, 2))
    before = np.inf
    for _ in range(ROUNDS):
        away = points[:, None, :] - points[None, :, :]
        actual = np.maximum(np.sqrt((away**2).sum(axis=2)), 1e-9)
        stress = float((weights * (wanted - actual) ** 2)[off].sum())
        if before - stress < 1e-5 * stress:
            break
        before = stress
        pull = np.where(off, -weights * wanted / actual, 0.0)
        pull[np.diag_indices(n)] = -pull.sum(axis=1)
        target = pull @ points
        points = np.vstack([np.zeros((1, 2)), cho_solve(factor, target[1:])])
    centered: Floats = points - points.mean(axis=0)
    return centered


def _scaled(distance: Floats) -> Floats:
    """Classical scaling: the first two axes of the doubly centered squares. A start that no seed decides."""
    n = len(distance)
    center = np.eye(n) - 1.0 / n
    values, vectors = np.linalg.eigh(-0.5 * center @ distance**2 @ center)
    axes = vectors[:, ::-1][:, :2] * np.sqrt(np.maximum(values[::-1][:2], 0))
    # The sign of an eigenvector is the library's whim.
    for axis in range(axes.shape[1]):
        largest = int(np.argmax(np.abs(axes[:, axis]).round(6)))
        axes[:, axis] *= -1 if axes[largest, axis] < 0 else 1
    placed: Floats = axes if axes.shape[1] == 2 else np.column_stack([axes, np.zeros(n)])
    return placed


def _turned(points: Floats, groups: Labels | None) -> Floats:
    """The longest way lies across; with camps, the way from the first to the last, and the first is at the left."""
    points = points - points.mean(axis=0)
    if groups is not None:
        known = sorted(set(groups.tolist()) - {-1})
        axis = points[groups == known[-1]].mean(axis=0) - points[groups == known[0]].mean(axis=0)
    else:
        _, vectors = np.linalg.eigh(points.T @ points)
        axis = vectors[:, -1] * (1 if vectors[0, -1] >= 0 else -1)
    length = float(np.hypot(*axis)) or 1.0
    cos, sin = axis / length
    turned: Floats = points @ np.array([[cos, -sin], [sin, cos]])
    return turned


def _opposed(groups: Labels) -> npt.NDArray[np.bool_]:
    """Pairs of nodes in two different camps."""
    known = groups >= 0
    pairs: npt.NDArray[np.bool_] = (groups[:, None] != groups[None, :]) & known[:, None] & known[None, :]
    return pairs


def _aside(points: Floats, groups: Labels) -> Floats:
    """Camps moved until a straight lane lies between each two: no narrower than a step, for two camps no wider."""
    known = sorted(set(groups.tolist()) - {-1})
    points = points.copy()
    for _ in range(40):
        moved = False
        for i, one in enumerate(known):
            for other in known[i + 1 :]:
                way = points[groups == other].mean(axis=0) - points[groups == one].mean(axis=0)
                length = float(np.hypot(*way))
                axis = way / length if length > 1e-9 else np.array([1.0, 0.0])
                lane = float((points[groups == other] @ axis).min() - (points[groups == one] @ axis).max())
                if lane < LANE - 1e-6 or (len(known) == 2 and lane > LANE + 1e-6):
                    points[groups == one] -= axis * (LANE - lane) / 2
                    points[groups == other] += axis * (LANE - lane) / 2
                    moved = True
        if not moved:
            break
    centered: Floats = points - points.mean(axis=0)
    return centered


def _packed(n: int, boxes: list[tuple[npt.NDArray[np.intp], Floats]], aspect: float) -> Floats:
    """Components on shelves, largest first, as wide as the aspect asks."""
    points = np.zeros((n, 2))
    gap = 1.0
    sizes = [np.maximum(np.ptp(box, axis=0), 0.2) + gap for _, box in boxes]
    area = sum(float(width * height) for width, height in sizes)
    wide = max([float(size[0]) for size in sizes] + [np.sqrt(area * aspect)])
    x = y = shelf = 0.0
    for (members, box), (width, height) in zip(boxes, sizes, strict=True):
        if x > 0 and x + width > wide + 1e-9:
            x, y, shelf = 0.0, y - shelf, 0.0
        points[members] = box - box.min(axis=0) + (x, y - height)
        x, shelf = x + width, max(shelf, height)
    packed: Floats = points - (points.min(axis=0) + points.max(axis=0)) / 2
    return packed


def tie_lengths(weights: Floats) -> Floats:
    """Length of each tie: 1 for the strongest, up to 2 for the weakest; 0 where there is none.

    Only ties that hold together pull (a negative weight of a one-mode network does not).
    """
    positive = np.where(weights > 0, weights, 0.0)
    largest = float(positive.max(initial=0.0))
    if largest == 0:
        return np.zeros_like(positive)
    return np.where(positive > 0, 2.0 - np.sqrt(positive / largest), 0.0)


def spread(
    points: Floats, radii: Floats, page: tuple[float, float, float, float], *, gap: float, stretch: float = 1.35
) -> Floats:
    """Points fitted into the page (left, bottom, right, top), discs pushed apart until `gap` lies between them.

    What lies far out is drawn in, the more the more nodes there are: leaves need no room, the middle does. The page is
    filled by up to `stretch` times more in one direction; more would bend the shape of the layout.
    """
    n = len(points)
    if n == 0:
        return points
    low, high = points.min(axis=0), points.max(axis=0)
    points = points - (low + high) / 2
    far = np.hypot(*points.T)
    bend = float(np.interp(n, [10, 100], [1.0, 0.72]))
    points = points * (np.maximum(far, 1e-9) / max(float(far.max()), 1e-9))[:, None] ** (bend - 1.0)
    low, high = points.min(axis=0), points.max(axis=0)
    edge = float(radii.max()) + gap
    size = np.array([page[2] - page[0], page[3] - page[1]])
    bound = np.maximum(size / 2 - edge, 0.5)
    scale = 2 * bound / np.maximum(high - low, 1e-9)
    scale = np.minimum(scale, scale.min() * stretch)
    placed = (points - (low + high) / 2) * scale
    index = np.arange(n)
    spiral = np.stack([np.cos(2.4 * index), np.sin(2.4 * index)], axis=1)
    for _ in range(200):
        away = placed[:, None, :] - placed[None, :, :]
        actual = np.sqrt((away**2).sum(axis=2))
        lack = np.maximum(radii[:, None] + radii[None, :] + gap - actual, 0.0)
        np.fill_diagonal(lack, 0.0)
        if lack.max(initial=0.0) < 1e-3:
            break
        # Nodes on one spot part in different directions.
        apart = spiral[:, None, :] - spiral[None, :, :]
        way = np.where((actual < 1e-9)[:, :, None], apart, away / np.maximum(actual, 1e-9)[:, :, None])
        placed = np.clip(placed + 0.7 * (way * (lack / 2)[:, :, None]).sum(axis=1), -bound, bound)
    result: Floats = placed + np.array([page[0] + page[2], page[1] + page[3]]) / 2
    return result
