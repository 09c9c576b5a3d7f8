"""Speaker, relay, outlet in three columns: who passed what to which outlet, and which outlet cites which."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

WIDTH = 1080.0
_X = (174.0, 408.0, 540.0, 764.0)
_ROW = 34.0
_TOP = 34.0


@dataclass(frozen=True, slots=True)
class Node:
    label: str
    x: float
    y: float
    n: int
    strong: bool
    outside: bool  # an outlet that is cited but not among the articles


@dataclass(frozen=True, slots=True)
class Edge:
    path: str
    width: float
    css: str
    arrow: str
    words: str


@dataclass(frozen=True, slots=True)
class Flow:
    height: float
    speakers: tuple[Node, ...]
    relays: tuple[Node, ...]
    outlets: tuple[Node, ...]
    edges: tuple[Edge, ...]


Link = tuple[str, str, str]  # speaker, relay or "", outlet


def draw_flow(
    links: Mapping[Link, int],
    citations: Mapping[tuple[str, str], int],
    *,
    hot: Sequence[frozenset[Link]],
    outside: frozenset[str],
) -> Flow:
    """Lay the columns out by barycenters (Sugiyama 1981), so that few lines cross; `hot` chains are drawn last."""
    speakers, relays, outlets = _order(links, citations)
    n_speaker: Counter[str] = Counter()
    n_outlet: Counter[str] = Counter()
    n_relay: Counter[str] = Counter()
    for (speaker, relay, outlet), n in links.items():
        n_speaker[speaker] += n
        n_outlet[outlet] += n
        if relay:
            n_relay[relay] += n
    rows = max(len(speakers), len(outlets), len(relays) * 2, 1)
    height = _TOP + rows * _ROW
    ys = _rows(speakers, rows)
    yo = _rows(outlets, rows)
    yr = _rows(relays, rows)
    strong = {name for chain in hot for link in chain for name in link}
    edges: list[Edge] = []
    drawn = _legs(links, hot)
    most = max((n for legs, _ in drawn for n in legs.values()), default=1)
    for legs, css in drawn:
        for (left, right, start, end), n in legs.items():
            column = (ys, yr)[start]
            target = (yr, yo)[end]
            x1 = _X[0] if start == 0 else _X[2]
            x2 = _X[1] if end == 0 else _X[3]
            edges.append(_edge(x1, column[left], x2, target[right], _width(n, most), css, f"{left} to {right}: {n}"))
    edges.extend(_arcs(citations, yo, {name: len(name) + (11 if name in outside else 3) for name in outlets}))
    return Flow(
        height,
        tuple(Node(name, _X[0] - 6, ys[name] + 4, n_speaker[name], name in strong, False) for name in speakers),
        tuple(Node(name, (_X[1] + _X[2]) / 2, yr[name] + 4, n_relay[name], True, False) for name in relays),
        tuple(
            Node(name, _X[3] + 6, yo[name] + 4, n_outlet[name], name not in outside, name in outside)
            for name in outlets
        ),
        tuple(sorted(edges, key=lambda edge: ("edge", "hot2", "hot").index(edge.css))),
    )


def _rows(names: Sequence[str], rows: int) -> dict[str, float]:
    step = _ROW * rows / max(len(names), 1)
    return {name: round(_TOP + (place + 0.5) * step - _ROW / 2, 1) for place, name in enumerate(names)}


def _order(
    links: Mapping[Link, int], citations: Mapping[tuple[str, str], int]
) -> tuple[list[str], list[str], list[str]]:
    speakers = sorted({link[0] for link in links})
    relays = sorted({link[1] for link in links if link[1]})
    outlets = sorted({link[2] for link in links} | {name for pair in citations for name in pair})
    outlet_at = {name: float(place) for place, name in enumerate(outlets)}
    speaker_at: dict[str, float] = {}
    for _ in range(4):
        speaker_at = _barycenters(speakers, [(link[0], link[2], n) for link, n in links.items()], outlet_at)
        speakers.sort(key=lambda name: (speaker_at[name], name))
        places = {name: place * max(len(outlets), 1) / max(len(speakers), 1) for place, name in enumerate(speakers)}
        sunk = _barycenters(outlets, [(link[2], link[0], n) for link, n in links.items()], places)
        outlets.sort(key=lambda name: (sunk[name], name))
        outlet_at = {name: float(place) for place, name in enumerate(outlets)}
    places = {name: place * max(len(outlets), 1) / max(len(speakers), 1) for place, name in enumerate(speakers)}
    relay_at = _barycenters(
        relays,
        [(link[1], f"s{link[0]}", n) for link, n in links.items() if link[1]]
        + [(link[1], f"o{link[2]}", n) for link, n in links.items() if link[1]],
        {**{f"s{name}": at for name, at in places.items()}, **{f"o{name}": at for name, at in outlet_at.items()}},
    )
    relays.sort(key=lambda name: (relay_at[name], name))
    return speakers, relays, outlets


def _barycenters(
    names: Sequence[str], pairs: Sequence[tuple[str, str, int]], at: Mapping[str, float]
) -> dict[str, float]:
    total: dict[str, float] = defaultdict(float)
    weight: dict[str, float] = defaultdict(float)
    for name, other, n in pairs:
        total[name] += at[other] * n
        weight[name] += n
    return {name: total[name] / weight[name] if weight[name] else float(len(at)) for name in names}


_Leg = tuple[str, str, int, int]


def _legs(links: Mapping[Link, int], hot: Sequence[frozenset[Link]]) -> list[tuple[dict[_Leg, int], str]]:
    found: list[tuple[dict[_Leg, int], str]] = []
    for css, chosen in [("edge", None), *zip(("hot", "hot2"), hot, strict=False)]:
        legs: Counter[_Leg] = Counter()
        for link, n in links.items():
            is_hot = any(link in chain for chain in hot)
            if (chosen is None and is_hot) or (chosen is not None and link not in chosen):
                continue
            speaker, relay, outlet = link
            if relay:
                legs[(speaker, relay, 0, 0)] += n
                legs[(relay, outlet, 1, 1)] += n
            else:
                legs[(speaker, outlet, 0, 1)] += n
        found.append((dict(legs), css))
    return found


def _edge(x1: float, y1: float, x2: float, y2: float, width: float, css: str, words: str) -> Edge:
    bend = (x2 - x1) * 0.48
    path = f"M{x1:g} {y1:g}C{x1 + bend:g} {y1:g} {x2 - bend:g} {y2:g} {x2:g} {y2:g}"
    return Edge(path, width, css, "", words)


def _width(n: int, most: int) -> float:
    """0.8 for one report; small counts grow alike in every figure, large ones share a width of 6 at most."""
    return round(0.8 + min(0.6 * math.pow(n, 0.7), 5.2 * math.sqrt(n / most)), 1)


def _arcs(citations: Mapping[tuple[str, str], int], yo: Mapping[str, float], letters: Mapping[str, int]) -> list[Edge]:
    x = min(max((_X[3] + 14 + 7.1 * n for n in letters.values()), default=936.0), 1000.0)
    x = max(x, 900.0)
    arcs: list[Edge] = []
    most = max(citations.values(), default=1)
    for (citing, cited), n in sorted(citations.items()):
        if citing == cited:
            continue
        y1, y2 = yo[citing] + (5 if yo[cited] > yo[citing] else -5), yo[cited] + (5 if yo[citing] > yo[cited] else -5)
        reach = x + min(22 + abs(y2 - y1) * 0.42, 1074 - x)
        path = f"M{x:g} {y1:g}C{reach:g} {y1:g} {reach:g} {y2:g} {x + 6:g} {y2:g}"
        arcs.append(Edge(path, _width(n, most), "edge", f"M{x:g} {y2:g}l7-3.5v7z", f"{citing} cites {cited}: {n}"))
    return arcs
