"""`onrecord network ...`: networks and what is measured on them, from a project, a `.dna` database or a table."""

from __future__ import annotations

from . import actors, debates, networks
from .shared import network_app

__all__ = ["actors", "debates", "network_app", "networks"]
