"""Dates: words to days, honest ranges where the words or the day of publication leave room."""

from .citations import bound_cited, date_cited
from .find import find_dates
from .mention import DateKind, DateMention, Mod
from .occasions import share_occasions
from .proposing import propose_said
from .publication import PublicationSheet, answer_question, gather_questions, infer_publications, read_publication
from .saying import date_saying
from .sisters import SAME_WORDS, Question

__all__ = [
    "SAME_WORDS",
    "DateKind",
    "DateMention",
    "Mod",
    "PublicationSheet",
    "Question",
    "answer_question",
    "bound_cited",
    "date_cited",
    "date_saying",
    "find_dates",
    "gather_questions",
    "infer_publications",
    "propose_said",
    "read_publication",
    "share_occasions",
]
