"""Measures on networks: camps and polarization, backbones, phases, groups, positions, centralities, brokers.

Of a table: `measure_polarization`, `nested_backbone`, `find_backbone`, `evaluate_backbone`, `detect_phases`,
`multiclust`, `scale`, `barplot`, `centralities`, `two_mode_centralities`, `brokers`. Of matrices: `find_camps`,
`dna_score`, `distance_matrix`, `detect_states`, `cluster`, `find_communities`, `modularity`, `scale_answers`,
`measure_centralities`, `measure_two_modes`, `measure_brokers`.
"""

from __future__ import annotations

from .backbone import (
    Backbone,
    BackboneEvaluation,
    BackboneStep,
    NestedBackbone,
    evaluate_backbone,
    find_backbone,
    nested_backbone,
)
from .barplot import Barplot, barplot
from .brokers import Brokers, brokers, measure_brokers
from .centrality import (
    Centralities,
    TwoModeCentralities,
    centralities,
    measure_centralities,
    measure_two_modes,
    two_mode_centralities,
)
from .clustering import ClusterFailure, Clusterings, ClusterMethod, cluster
from .communities import CommunityMethod, NoClustering, find_communities, modularity
from .distances import Distance, distance_matrix, network_distance
from .dna_camps import dna_score
from .embedding import Embedding
from .multiclust import Multiclust, MulticlustSeries, multiclust
from .phases import Phase, PhaseTransitions, SliceDistances, detect_phases, slice_distances
from .polarization import PolarizationSeries, measure_polarization, polarization_slices
from .scaling import Response, Scaling, ScalingOptions, scale, scale_answers
from .slice_camps import CampSearch, Polarization, Slice, find_camps
from .states import StateClustering, StateMethod, States, detect_states

__all__ = [
    "Backbone",
    "BackboneEvaluation",
    "BackboneStep",
    "Barplot",
    "Brokers",
    "CampSearch",
    "Centralities",
    "ClusterFailure",
    "ClusterMethod",
    "Clusterings",
    "CommunityMethod",
    "Distance",
    "Embedding",
    "Multiclust",
    "MulticlustSeries",
    "NestedBackbone",
    "NoClustering",
    "Phase",
    "PhaseTransitions",
    "Polarization",
    "PolarizationSeries",
    "Response",
    "Scaling",
    "ScalingOptions",
    "Slice",
    "SliceDistances",
    "StateClustering",
    "StateMethod",
    "States",
    "TwoModeCentralities",
    "barplot",
    "brokers",
    "centralities",
    "cluster",
    "detect_phases",
    "detect_states",
    "distance_matrix",
    "dna_score",
    "evaluate_backbone",
    "find_backbone",
    "find_camps",
    "find_communities",
    "measure_brokers",
    "measure_centralities",
    "measure_polarization",
    "measure_two_modes",
    "modularity",
    "multiclust",
    "nested_backbone",
    "network_distance",
    "polarization_slices",
    "scale",
    "scale_answers",
    "slice_distances",
    "two_mode_centralities",
]
