"""Suggestions and decisions to statements."""

from .statements import derive_statements

__all__ = ["derive_statements"]
