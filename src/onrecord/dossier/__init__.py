"""Results to one self-contained HTML page: the dossier a desk officer opens, prints and cites."""

from .limits import Limits
from .material import Material, Measure
from .page import render_dossier

__all__ = ["Limits", "Material", "Measure", "render_dossier"]
