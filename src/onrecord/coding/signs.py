"""The words of a clause that count for a side, in order, with the negations before them applied."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from .side_words import (
    ATTITUDES,
    DEONTIC,
    DOUBTED,
    EFFECTS,
    INTENDS,
    NEGATIONS,
    NEVER_DONE_TO,
    PHRASES,
    REFUSALS,
    TAKES_AGAINST,
    TAKES_FOR,
    WAVERING,
)
from .stance_words import NEUTRAL_FORMS, verdicts
from .words import Token

BE = frozenset("am is are was were be been being 'm 're get gets got".split())
_NEGATION_REACH = 4  # words after a negation that it turns
# What is denied, dismissed: a claim, not the thing.
_CLAIM = frozenset(
    "claims claim that suggestions suggestion any report reports notion allegations assertion speculation".split()
)
_SOMEBODY = frozenset("he she they it we you i anybody anyone everyone whether if".split())


class SignKind(Enum):
    ATTITUDE = 1
    EFFECT = 2
    VERDICT = 3
    MUST = 4


@dataclass(frozen=True, slots=True)
class Sign:
    """A word that counts: its place among the words, how many words it takes, its kind and sign."""

    at: int
    after: int
    kind: SignKind
    sign: int
    doubts: bool = False


def read_signs(words: Sequence[Token], *, after: bool = False) -> list[Sign]:
    """The words that count, in order, negations applied; `after` for words that stand after the thing."""
    found: list[Sign] = []
    place = 0
    turn, turned_at = 1, -_NEGATION_REACH - 1
    while place < len(words):
        word = words[place]
        step, made = _read(words, place, found)
        if made is not None and not after and made.kind is SignKind.EFFECT and word.stem in NEVER_DONE_TO and step == 1:
            made = None  # "is going to build the dam"
        if word.stem in WAVERING and place - turned_at <= _NEGATION_REACH:
            turn = 1  # "has not wavered in its opposition"
        elif made is None and _negates(words, place):
            turn = -turn if place - turned_at <= 1 else -1
            turned_at = place
        elif made is not None:
            if place - turned_at <= _NEGATION_REACH and turn < 0:
                made = Sign(made.at, made.after, made.kind, -made.sign, made.doubts)
                # "must not build": the building is turned, not the must
                if made.kind is SignKind.MUST:
                    made = Sign(made.at, made.after, made.kind, -made.sign)
                else:
                    turn = 1
            found.append(made)
        elif word.lower in (",", "and", "or", "that"):
            turn = 1 if word.lower == "," else turn
        place += step
    return found


def _negates(words: Sequence[Token], place: int) -> bool:
    lower = words[place].lower
    after = words[place + 1].lower if place + 1 < len(words) else ""
    if lower in REFUSALS:
        return after == "to"
    if lower == "not" and after in ("only", "just"):
        return False
    return lower in NEGATIONS or lower.endswith("n't")


def _read(words: Sequence[Token], place: int, so_far: list[Sign]) -> tuple[int, Sign | None]:
    """How many words from here on belong together, and what they count as."""
    word = words[place]
    for phrase, kind, sign in PHRASES.get(word.stem, ()):
        if tuple(token.stem for token in words[place : place + len(phrase)]) == phrase:
            made = Sign(place, place + len(phrase), SignKind[kind], sign)
            return len(phrase), made
    lower = word.lower
    if lower == "against":
        # "warned against", "fight against": one attitude
        while so_far and so_far[-1].kind is SignKind.ATTITUDE and place - so_far[-1].after <= 2:
            so_far.pop()
        near = {token.stem for token in words[max(0, place - 4) : place]}
        if near & TAKES_AGAINST or {token.lower for token in words[max(0, place - 3) : place]} & BE:
            return 1, Sign(place, place + 1, SignKind.ATTITUDE, -1)
        return 1, None
    if lower == "for" and place + 4 > len(words):
        near_words = words[max(0, place - 3) : place]
        if any(token.stem in TAKES_FOR for token in near_words):
            while so_far and place - so_far[-1].after <= 2:
                so_far.pop()
            return 1, Sign(place, place + 1, SignKind.ATTITUDE, 1)
        if near_words and any(token.lower in BE or token.lower in ("i'm", "we're") for token in near_words[-3:]):
            return 1, Sign(place, place + 1, SignKind.ATTITUDE, 1)
        return 1, None
    if (lower in NEUTRAL_FORMS and lower != "objections") or not word.stem:
        return 1, None
    after = words[place + 1].lower if place + 1 < len(words) else ""
    if lower in REFUSALS and after == "to":
        return 1, None
    if word.stem in INTENDS and after == "to" and place + 2 < len(words):
        following = words[place + 2]
        if following.stem in EFFECTS or following.stem in ATTITUDES or following.stem in PHRASES:
            return 2, Sign(place, place + 2, SignKind.ATTITUDE, 1)
    if word.stem in ("doubt", "wonder") and _SOMEBODY & {token.lower for token in words[place + 1 : place + 3]}:
        return 1, None  # "I doubt she understands it"
    if lower in DEONTIC or (lower in ("have", "has", "need", "needs") and after == "to"):
        return 1, Sign(place, place + 1, SignKind.MUST, 1)
    if word.stem in DOUBTED and any(token.lower in _CLAIM for token in words[place + 1 : place + 4]):
        return 1, Sign(place, place + 1, SignKind.ATTITUDE, -1, True)
    if sign := ATTITUDES.get(word.stem, 0):
        if (
            lower.endswith("ing")
            and not {token.lower for token in words[max(0, place - 3) : place]} & BE
            and lower not in ("willing", "backing")
        ):
            return 1, Sign(place, place + 1, SignKind.EFFECT, sign)  # "rejecting it would be a mistake"
        return 1, Sign(place, place + 1, SignKind.ATTITUDE, sign)
    if (sign := EFFECTS.get(word.stem, 0)) and not (place and words[place - 1].lower == "-"):  # "a last-ditch plea"
        return 1, Sign(place, place + 1, SignKind.EFFECT, sign)
    if sign := verdicts().get(word.stem, 0):
        return 1, Sign(place, place + 1, SignKind.VERDICT, sign)
    return 1, None
