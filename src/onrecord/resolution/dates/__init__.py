"""Dates: words to days, honest ranges where the words or the day of publication leave room."""

from .find import find_dates
from .mention import DateKind, DateMention, Mod
from .occasions import share_occasions
from .publication import infer_publications
from .saying import date_saying

__all__ = ["DateKind", "DateMention", "Mod", "date_saying", "find_dates", "infer_publications", "share_occasions"]
