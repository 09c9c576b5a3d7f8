"""Which words name a speaker where typography alone ties them to a quotation: a headline's "Minister: ...", a live
blog's "Okafor: ..."."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .drafts import Draft
from .kinds import is_speech

# Heads of descriptions that headlines quote; singular, a plural s is cut before comparing.
_HEADS = frozenset(
    """
    activist adviser advisor agency aide ally ambassador analyst archbishop army auditor author bank bishop board
    boss campaigner candidate cardinal ceo chair chairman chairwoman chancellor charity chief cm coach commander
    commission commissioner committee company congressman congresswoman coroner correspondent council councillor
    court critic defector delegate deputy diplomat director doctor economist editor embassy envoy eu executive
    expert farmer father fm founder general government governor group head historian imf inquiry insider inspector
    investigator journalist judge king kremlin lawmaker lawyer leader leak letter manager mayor media mediator memo
    military minister ministry monitor mother mp nato negotiator ngo observer official ombudsman opposition
    organiser organizer owner panel paper parliament party pentagon physician pm police politician poll pollster
    pope premier presidency president prime prince princess professor prosecutor protester queen rebel regulator
    report reporter researcher resident scholar scientist secretary senator source speaker spokesman spokesperson
    spokeswoman state study survey survivor teacher tourist trader treasury un union victim warden watchdog
    whistleblower white widow witness worker
    """.split()
)
_WORD = re.compile(r"[^\W\d_][\w.’'-]*")
_CUT = re.compile(r"\s(?:of|in|at|for|from|on|to|with|who|which|near|by|against|behind)\s|,")
MAX_WORDS = 9


def known_speakers(text: str, drafts: Sequence[Draft]) -> frozenset[str]:
    """The last capital words of sources that say something elsewhere in the text: "Okafor" of "Minister Ada Okafor"."""
    found = set()
    for draft in drafts:
        speaks = draft.verbatim or is_speech(text[draft.cue[0].start : draft.cue[-1].end])
        if draft.source and speaks:
            words = text[draft.source[0].start : draft.source[0].end]
            names = [w for w in _WORD.findall(_CUT.split(words)[0]) if w[0].isupper()]
            if names:
                found.add(_bare(names[-1]))
    return frozenset(found)


def names_speaker(words: str, known: frozenset[str]) -> bool:
    """Whether `words` are a description of someone who speaks, or end in a name of `known`."""
    parts = _WORD.findall(_CUT.split(words.strip())[0])
    if not parts or len(_WORD.findall(words)) > MAX_WORDS:
        return False
    return (
        _bare(parts[-1]) in known
        or is_role(parts[-1])
        or any(is_role(part) for part in parts[:-1] if part[0].islower())
    )


def is_role(word: str) -> bool:
    folded = _bare(word).casefold()
    return folded in _HEADS or folded.removesuffix("s") in _HEADS or folded.removesuffix("es") in _HEADS


def _bare(word: str) -> str:
    return re.sub(r"[’']s?$", "", word).rstrip(".")
