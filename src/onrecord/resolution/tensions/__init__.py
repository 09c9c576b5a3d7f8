"""Pairs of passages that a careful reader would put side by side; none says who is right."""

from .amounts import gather_figures
from .comments import may_comment
from .figures import read_figures
from .find import TextTensions, find_tensions, gather_tensions, text_tensions
from .quantities import Quantity
from .sides import Position

__all__ = [
    "Position",
    "Quantity",
    "TextTensions",
    "find_tensions",
    "gather_figures",
    "gather_tensions",
    "may_comment",
    "read_figures",
    "text_tensions",
]
