"""Pictures of networks and measures: SVG, PNG and PDF, the same bytes from the same values.

Each function gives a `Picture`: `save("camps.svg")`, `svg()`, `png()`, `pdf()`, `inline_svg(prefix)` for an HTML page.
`link` is called with each `Mark` and gives the address it leads to, or None.
"""

from __future__ import annotations

from .backbones import plot_backbone
from .barplot import plot_barplot
from .network import plot_network
from .picture import Link, Mark, Picture
from .positions import plot_scaling
from .states import plot_distances, plot_states
from .timelines import plot_activity, plot_polarization
from .trees import plot_dendrogram

__all__ = [
    "Link",
    "Mark",
    "Picture",
    "plot_activity",
    "plot_backbone",
    "plot_barplot",
    "plot_dendrogram",
    "plot_distances",
    "plot_network",
    "plot_polarization",
    "plot_scaling",
    "plot_states",
]
