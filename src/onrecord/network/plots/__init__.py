"""Pictures of networks and measures: SVG, PNG and PDF, the same bytes from the same values."""

from __future__ import annotations

from .network import plot_network
from .picture import Link, Mark, Picture

__all__ = ["Link", "Mark", "Picture", "plot_network"]
