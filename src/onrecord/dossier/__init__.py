"""Results to one self-contained HTML page: the dossier a desk officer opens, prints and cites."""

from typing import TYPE_CHECKING, Any

from .limits import Limits
from .material import Material, Measure

if TYPE_CHECKING:
    from .page import render_dossier

__all__ = ["Limits", "Material", "Measure", "render_dossier"]


def __getattr__(name: str) -> Any:
    """The renderer with all its views, only where a page is made: others want a word of `wording`."""
    if name == "render_dossier":
        from .page import render_dossier

        return render_dossier
    raise AttributeError(name)
