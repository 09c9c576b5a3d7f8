"""Words that take a side, so that a pair is shown only where a reader sees both sides in the passages themselves."""

from __future__ import annotations

import re

_FOR = re.compile(
    r"\b(?:support(?:s|ed|ing|er|ers|ive)?|back(?:s|ed|ing)|favou?r(?:s|ed|ing|able)?|endors\w+|embrac\w+|"
    r"welcom\w+|prais\w+|applaud\w*|"
    r"agree[sd]?\s+(?:to|with)|could\s+agree|accept(?:s|ed|ing)?|approv\w+|willing|ready\s+to|open\s+to|eager|"
    r"call(?:s|ed|ing)?\s+for|encourag\w+|"
    r"urg(?:e|es|ed|ing)|push(?:es|ed|ing)?\s+(?:for|to)|press(?:es|ed|ing)?\s+for|want(?:s|ed|ing)?|"
    r"committed\s+to|promis\w+|vow(?:s|ed|ing)?\s+to|"
    r"champion\w*|defend(?:s|ed|ing)?|tout(?:s|ed|ing)?|positively|good\s+(?:idea|deal|thing|step)|great|"
    r"need(?:s|ed)?|look(?:s|ed|ing)?\s+forward|"
    r"hail(?:s|ed|ing)?|in\s+favou?r|advoca\w+|propos(?:e|es|ed|ing)|interest(?:ed)?\s+in|serious\s+interest|"
    r"inclined|hope[sd]?|would\s+like|must\s+stay|should\s+(?:stay|be\s+kept))\b",
    re.IGNORECASE,
)
_AGAINST = re.compile(
    r"\b(?:oppos\w+|reject\w*|against|refus\w+|den(?:y|ies|ied)|veto\w*|block(?:s|ed|ing)?|slam(?:s|med|ming)?|"
    r"critici[sz]\w+|condemn\w*|"
    r"denounc\w+|attack(?:s|ed|ing)|object(?:s|ed|ing)?\s+to|objection\w*|rul(?:e|es|ed|ing)\s+out|mistake|"
    r"wrong|terrible|disaster|"
    r"bad\s+(?:deal|idea)|worst|harm\w*|danger\w*|unacceptable|concern(?:s|ed)?\s+(?:that|about|over)|worr\w+|"
    r"fear(?:s|ed|ing)?|warn(?:s|ed|ing)?|"
    r"should\s+not|shouldn[’']t|must\s+not|mustn[’']t|must\s+never|do(?:es)?n[’']t\s+(?:want|support|need|"
    r"believe)|did(?:n[’']t|\s+not)\s+want|"
    r"do(?:es)?\s+not\s+(?:want|support|need|believe)|never|no\s+need|not\s+what\s+we\s+want|will\s+not|"
    r"won[’']t|would\s+not|wouldn[’']t|cannot|"
    r"can[’']t\s+(?:support|accept|back)|scrap\w*|repeal\w*|kill(?:s|ed|ing)?|withdraw\w*|pull(?:s|ed|"
    r"ing)?\s+out|end(?:s|ed|ing)?\s+the|"
    r"tie[sd]?\s+(?:the|our|its|their|his)\s+hands|lash\w+\s+out|disagree\w*|skeptic\w*|sceptic\w*|reluctan\w+|"
    r"resist\w*|(?:must|should|has\s+to|have\s+to)\s+go)\b",
    re.IGNORECASE,
)
_DENIES_FOR = re.compile(
    r"\b(?:not|never|n[’']t|no longer|hardly|without|refus\w+\s+to|declin\w+\s+to|fail\w*\s+to|"
    r"stop(?:ped)?\s+short\s+of)\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
_DENIES_AGAINST = re.compile(
    r"\b(?:not|never|n[’']t|no\s+longer|drop\w*|without|nothing|lift\w*|abandon\w*)\s+(?:\w+\s+){0,2}$", re.IGNORECASE
)
_IF = re.compile(r"\b(?:if|unless|were\s+to|whether|hypothetical\w*|in\s+case)\b", re.IGNORECASE)
BEFORE, AFTER = 90, 60  # code points between a word that takes a side and the concept after or before it
# What these want is in the next words: "urged her to veto the bill".
_WANTS = re.compile(
    r"(?:urg|call|want|vow|promis|push|press|hope|need|would|ready|willing|eager|encourag)", re.IGNORECASE
)
_NEXT = 60
_UNTIL = re.compile(r"\b(?:until|till|before|after|unless)\b", re.IGNORECASE)


def sides_taken(words: str, at: int | None = None) -> tuple[bool, bool]:
    """Whether words for and words against stand in `words`, near the place `at` where one is given."""
    yes = no = False
    for found in _FOR.finditer(words):
        if not _near(found, at) or _put_off(words, found, at):
            continue
        against = _DENIES_FOR.search(words, max(0, found.start() - 40), found.start()) or (
            _WANTS.match(found.group()) and _AGAINST.search(words, found.end(), found.end() + _NEXT)
        )
        yes, no = yes or not against, no or bool(against)
    for found in _AGAINST.finditer(words):
        if _near(found, at) and not _put_off(words, found, at):
            denied = _DENIES_AGAINST.search(words, max(0, found.start() - 40), found.start())
            no, yes = no or not denied, yes or bool(denied)
    return yes, no


def _near(found: re.Match[str], at: int | None) -> bool:
    return at is None or -AFTER <= at - found.start() <= BEFORE


def _put_off(words: str, found: re.Match[str], at: int | None) -> bool:
    """Whether the words speak of what lasts until the concept comes: "vow to block all bills until the levy passes"."""
    return at is not None and found.end() < at and bool(_UNTIL.search(words, found.end(), at))


def hypothetical(words: str) -> bool:
    """Whether the words hang on an "if": they take no side as they stand."""
    return bool(_IF.search(words))
