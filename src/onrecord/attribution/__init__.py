"""Who said what: the tagger that finds source, cue and content of attributions, and the names in a document.

`load_tagger()` gives the extractor; it loads its weights when called, not on import.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .tagger import Tagger

__all__ = ["load_review_tagger", "load_tagger", "load_unattended_tagger"]


def load_tagger(operating_point: str = "default") -> Tagger:
    """The tagger that ships with onrecord, loaded once a process. `operating_point` says how sure an attribution must
    be: "review" (little is missed), "default" (best F1), "unattended" (nine in ten are right). Raises `ModelError` for
    damaged weights, `InputError` for an unknown point."""
    from .tagger import load_tagger as load  # numpy and onnxruntime come with it

    return load(operating_point)


def load_review_tagger() -> Tagger:
    """The extractor `tagger-en-review`: for a desk that checks every attribution."""
    return load_tagger("review")


def load_unattended_tagger() -> Tagger:
    """The extractor `tagger-en-unattended`: for use without a check."""
    return load_tagger("unattended")
