"""Suggestions and decisions to statements."""

from .journal import Settled, Standing, is_adjudication, settled, standing
from .statements import derive_statements

__all__ = ["Settled", "Standing", "derive_statements", "is_adjudication", "settled", "standing"]
