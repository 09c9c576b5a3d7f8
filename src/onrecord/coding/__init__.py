"""Attributions to suggestions: concepts from a codebook or from the debate's own words, and the speaker's stance."""

from .candidates import Phrases, concepts_of, propose_concepts, read_phrases
from .codebook import read_codebook
from .matching import ConceptFinder
from .suggest import read_stems, suggest_codes, suggest_for, word_weights
from .words import inverse_frequencies

__all__ = [
    "ConceptFinder",
    "Phrases",
    "concepts_of",
    "inverse_frequencies",
    "propose_concepts",
    "read_codebook",
    "read_phrases",
    "read_stems",
    "suggest_codes",
    "suggest_for",
    "word_weights",
]
