"""Learning while coding: from a project's decisions to the next cards, their codes, and how much is left.

candidates = prepare(passages, codebook, vectors=sentence_vectors(texts), concept_vectors=...)
learned = fit(candidates, Examples.of(candidates, judgements))
learned.order(20), learned.suggest(ids), learned.left()
"""

from .candidates import Candidate, Candidates, describe, prepare
from .examples import Examples, Judgement
from .learned import AUDIT_EVERY, ORIGIN, Learned, Next, Proposal, fit
from .left import Left
from .vectors import sentence_vectors, vectors_origin
from .word_vectors import word_vectors

__all__ = [
    "AUDIT_EVERY",
    "ORIGIN",
    "Candidate",
    "Candidates",
    "Examples",
    "Judgement",
    "Learned",
    "Left",
    "Next",
    "Proposal",
    "describe",
    "fit",
    "prepare",
    "sentence_vectors",
    "vectors_origin",
    "word_vectors",
]
