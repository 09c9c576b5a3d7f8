"""Communities and positions in one graph: a file a method, all over a dense symmetric matrix of non-negative ties."""

from __future__ import annotations

from .errors import NoClustering
from .membership import components, modularity, positive_graph
from .methods import COMMUNITY_METHODS, CommunityMethod, find_communities

__all__ = [
    "COMMUNITY_METHODS",
    "CommunityMethod",
    "NoClustering",
    "components",
    "find_communities",
    "modularity",
    "positive_graph",
]
