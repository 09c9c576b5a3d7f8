"""onrecord: press coverage of a policy debate, put on the record.

import onrecord

project = onrecord.brief("clips/")      # reads, attributes, resolves, codes; writes project and dossier
project.statements                      # a pandas DataFrame: who, what, stance, when, via whom
onrecord.Project.open("clips-onrecord")
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .version import __version__

if TYPE_CHECKING:
    from .project import Project, brief

__all__ = ["Project", "__version__", "brief"]


def __getattr__(name: str) -> Any:
    # Loaded when asked for: `import onrecord` stays below a tenth of a second.
    if name in ("Project", "brief"):
        from . import project

        return getattr(project, name)
    raise AttributeError(f"module 'onrecord' has no attribute {name!r}")
