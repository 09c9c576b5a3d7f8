"""Where the name of a state or a capital stands for its government."""

from __future__ import annotations

from .gazetteer import StateWord, plain, words
from .page import Page
from .seen import NameSeen


def is_short_state(text: str) -> bool:
    """ "US", "U.S.", "UK": name and adjective in one."""
    return plain(text) in ("us", "uk", "vatican", "hong kong", "new zealand")


def acts(page: Page, name: NameSeen, word: StateWord) -> bool:
    """True where the name of a state or seat stands for its government: it is the subject of a verb of saying,
    thinking or deciding, or party to something "between X and Y" or "with X". "in X", "from X" locate."""
    before = page.words[name.first - 1].lower() if name.first > 0 else ""
    if before == "the" and name.first > 1:
        before = page.words[name.first - 2].lower()
    if before in words("locative"):
        return False
    sentence = page.sentence[name.first]
    at = name.last + 1
    if name.possessive:
        return word is not StateWord.SEAT or _is_policy(page, name.last + 1)
    after = page.words[at].lower() if at < len(page.words) and page.sentence[at] == sentence else ""
    if after == "and" and at + 1 < len(page.words) and page.words[at + 1][0].isupper():
        before_pair = before
        for skip in range(at + 1, min(at + 6, len(page.words))):
            if not page.words[skip][0].isupper() and page.words[skip] not in ("the", ","):
                after, at = page.words[skip].lower(), skip
                break
        if before_pair == "between":
            return True
    skipped = 0
    while after in words("aux") and skipped < 3 and at + 1 < len(page.words):
        at += 1
        skipped += 1
        after = page.words[at].lower()
    regular = after.endswith("ed") and len(after) > 4 and after not in words("not_verbs")
    if (
        regular
        or after in words("subject_verbs")
        or (skipped and after in ("not", "been", "willing", "ready", "prepared", "open"))
    ):
        return True
    if before in _PARTNERS or before in ("between", "with", "by", "against", "and"):
        return before != "and" or _after_between(page, name.first)
    return word is StateWord.NAME and skipped > 0


# Whom one gives, tells or asks something, is no place: "sending Oslo two ships".
_PARTNERS = frozenset(
    """sending sent send giving gave give offering offered offer selling sold sell pressing pressed pressuring pressured
    urging urged urge warning warned warn telling told tell asking asked ask convincing convinced convince persuading
    persuaded persuade thanking thanked accusing accused accuse blaming blamed blame want wants wanted
    forcing forced force allowing allowed allow constraining constrained constrain
    restraining restrained restrain deterring deterred deter
    punishing punished punish isolating isolated isolate appeasing appeased appease""".split()
)
_POLICIES = frozenset(
    """program programme government policy position stance leaders leadership ambitions demands influence behavior
    behaviour ambassador envoy relations interests military army troops weapons missiles arsenal sanctions offer
    proposal decision refusal response intentions allies foes claims regime nuclear missile diplomats officials
    commitment concerns""".split()
)


def _is_policy(page: Page, at: int) -> bool:
    """True where "Oslo's" owns what only a government has ("Oslo's nuclear program", not "Oslo's parks")."""
    return any(word.lower() in _POLICIES for word in page.words[at : at + 2])


def _after_between(page: Page, first: int) -> bool:
    """True for the Y of "between X and Y"."""
    return any(page.words[at] in ("between", "Between") for at in range(max(0, first - 6), first))
