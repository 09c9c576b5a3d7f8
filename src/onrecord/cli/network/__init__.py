"""`onrecord network ...`: networks and what is measured on them, from a project, a `.dna` database or a table."""

from __future__ import annotations

# Help lists the commands in this order: the network itself, the debate, the actors.
from . import networks

# isort: split
from . import debates

# isort: split
from . import actors
from .shared import network_app

__all__ = ["actors", "debates", "network_app", "networks"]
