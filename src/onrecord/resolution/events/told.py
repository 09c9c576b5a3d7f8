"""One telling of an event in one article: what the map over documents hands to the gather."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ...record import DateRange, EventKind, Span

_WORD = re.compile(r"[^\W\d_]{3,}")
_STOP = frozenset(
    "the and that this with from for has have had was were are will would his her its their they them who whom which "
    "what when where not but than then there been being after before ahead during about over into also said says told "
    "one two between upcoming last next week month year day days monday tuesday wednesday thursday friday saturday "
    "sunday january february march april may june july august september october november december sept earlier later "
    "could should recent recently afternoon morning evening night mr mrs president prime minister former".split()
)
# Verbs and nouns for one and the same deed: tellings on one day are compared by it.
_DEEDS = (
    "meet met meeting talk summit session negotiat sat gather gathering tete",
    "call phone spoke speak conversation telephon",
    "visit trip travel fly flew arriv tour",
    "sign signing signature inked",
    "vot ballot elect election referendum poll runoff primary caucus",
    "speech address spok speak lectur remark",
    "attack strik struck raid bomb shell airstrik assault invad invas",
    "die died kill death dead drown",
    "arrest detain custody",
    "resign quit step stepp depart",
    "fire fired sack dismiss oust",
    "approv pass passag adopt ratif enact",
    "reject defeat block veto",
    "launch start begin began open",
    "sue lawsuit suit file filed",
    "charg indict plead pleaded accus",
    "host entertain welcom dine dined dinner",
    "announc unveil declar",
    "releas publish",
)
DEED_OF = {stem: number for number, words in enumerate(_DEEDS) for stem in words.split()}


@dataclass(frozen=True, slots=True)
class Told:
    """A passage that tells of one dated event.

    `noun` is the event's own noun ("election", "deadline") where the passage is a mere name of it. `names` are the
    proper names in it, folded; `deeds` the kinds of deed its words tell; `lead` says that a headline tells it.
    """

    document_id: str
    span: Span
    words: str
    stems: frozenset[str]
    names: frozenset[str]
    deeds: frozenset[int]
    dates: DateRange
    kind: EventKind
    noun: str
    actors: tuple[str, ...]
    anchor: str
    lead: bool = False


def width(dates: DateRange) -> int:
    """Days between the first and the last that a range allows; a great number where an end is open."""
    return (dates.end - dates.start).days if dates.start and dates.end else 10**6


def stems_of(words: str) -> frozenset[str]:
    """Crude stems of the words that tell something; words for one kind of deed have one stem (`~0`: meet, talks)."""
    found = (match.group().lower() for match in _WORD.finditer(words))
    stems = (stem(word) for word in found if word not in _STOP)
    return frozenset(f"~{DEED_OF[one]}" if one in DEED_OF else one for one in stems)


def stem(word: str) -> str:
    """A crude stem: enough to see that "elections" and "Israeli" meet "election" and "Israel"."""
    for ending in ("ations", "ation", "ings", "ing", "ies", "ied", "ers", "ed", "es", "s", "i", "y"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def names_of(words: str) -> frozenset[str]:
    """Stems of capitalized words that are no dates and do not merely open the sentence."""
    found = (word.lower() for word in re.findall(r"\b[A-Z][A-Za-z]{2,}", words))
    return frozenset(stem(one) for one in found if one not in _STOP)


def deeds_of(stems: frozenset[str]) -> frozenset[int]:
    """The kinds of deed that the stems name."""
    return frozenset(int(one[1:]) for one in stems if one[:1] == "~")
