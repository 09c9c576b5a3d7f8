"""How far coders agree, on what they do not, and with which passages: pure functions over values."""

from .alpha import krippendorff_alpha
from .coefficient import Coefficient, Interval, with_interval
from .disagreements import Confusion, confusions, disagreeing_units
from .kappa import Weights, cohen_kappa, fleiss_kappa, gwet_ac, percent_agreement
from .ratings import Level, Ratings, ratings_of, ratings_of_rows
from .spans import Stretch, Wording, align_stretches, continuum_of
from .unitizing import Continuum, Marked, UnitizingAlphas, unitizing_alphas

__all__ = [
    "Coefficient",
    "Confusion",
    "Continuum",
    "Interval",
    "Level",
    "Marked",
    "Ratings",
    "Stretch",
    "UnitizingAlphas",
    "Weights",
    "Wording",
    "align_stretches",
    "cohen_kappa",
    "confusions",
    "continuum_of",
    "disagreeing_units",
    "fleiss_kappa",
    "gwet_ac",
    "krippendorff_alpha",
    "percent_agreement",
    "ratings_of",
    "ratings_of_rows",
    "unitizing_alphas",
    "with_interval",
]
