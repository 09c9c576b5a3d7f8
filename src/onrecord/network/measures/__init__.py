"""Measures on networks: camps and polarization, backbones, phases.

Of a table: `measure_polarization`, `nested_backbone`, `find_backbone`, `evaluate_backbone`, `detect_phases`. Of
matrices: `find_camps`, `dna_score`, `distance_matrix`, `detect_states`.
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
from .distances import Distance, distance_matrix, network_distance
from .dna_camps import dna_score
from .embedding import Embedding
from .phases import Phase, PhaseTransitions, SliceDistances, detect_phases, slice_distances
from .polarization import (
    CampSearch,
    Polarization,
    PolarizationSeries,
    Slice,
    find_camps,
    measure_polarization,
    polarization_slices,
)
from .states import Clustering, StateMethod, States, detect_states

__all__ = [
    "Backbone",
    "BackboneEvaluation",
    "BackboneStep",
    "CampSearch",
    "Clustering",
    "Distance",
    "Embedding",
    "NestedBackbone",
    "Phase",
    "PhaseTransitions",
    "Polarization",
    "PolarizationSeries",
    "Slice",
    "SliceDistances",
    "StateMethod",
    "States",
    "detect_phases",
    "detect_states",
    "distance_matrix",
    "dna_score",
    "evaluate_backbone",
    "find_backbone",
    "find_camps",
    "measure_polarization",
    "nested_backbone",
    "network_distance",
    "polarization_slices",
    "slice_distances",
]
