"""Attributions to suggestions: concepts from a codebook or from the debate's own words, and the speaker's stance."""

from .candidates import propose_concepts
from .codebook import read_codebook
from .suggest import suggest_codes

__all__ = ["propose_concepts", "read_codebook", "suggest_codes"]
