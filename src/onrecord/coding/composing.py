"""The side that a clause takes toward a thing named in it: attitudes, what becomes of the thing, verdicts, negations.

Words are composed rather than counted: who opposes (-) lifting (-) a ban is for it, and a welcome (+) for the end (-)
of a subsidy is not. That what happens to a thing turns an attitude round is the insight of Anand and Reschke (2010)
and of Deng, Choi and Wiebe (2013, "benefactive/malefactive event and writer attitude annotation").
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..record import Span
from .no_side import borne_out, of_people, without_what_it_takes
from .side_words import EFFECTS, ILLS, INTRANSITIVE, NEGATIONS, OTHERS_SUBJECTS
from .signs import BE, Sign, SignKind, read_signs
from .words import Token

_FUTURE = frozenset("will would shall 'll 'd going intend plan".split())
_FIRST = frozenset("i we i'm we're i'd we'd i'll we'll i've we've our my".split())
_OPENS = frozenset("but while whereas although though yet because since which who whose where when".split())
# After a thing: whose view it is, or what the thing itself needs ("the plan needs approval by the chamber").
_TELLS_NOTHING = frozenset(
    "critics opponents supporters proponents critic opponent supporter proponent need needs wants demands promises "
    "commits urges hopes".split()
)
_ANOTHER = frozenset("against but while whereas although though yet because so after before".split())
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_WHEN = frozenset("in on at during before amid".split())
_MODALS = frozenset("will would could may might can should must has have had does".split())
_KINDS_OF_PEOPLE = frozenset("opponent supporter proponent critic champion advocate defender".split())
_HARD = re.compile(r"[.;:!?—–()]|\.\.\.|…")
_ATTITUDE_REACH, _EFFECT_REACH, _VERDICT_REACH = 12, 7, 8  # words to the next one of the chain, or to the thing
_ASIDE = 9  # words of an aside right after the thing
_RIGHT_REACH = 16  # words after the thing in which something is said of it
_ACT, _PLAN, _TOLD = 1.2, 0.7, 0.0  # what somebody does, is about to do, is merely told to have happened


def compose(found: Sequence[Token], thing: Span, cue: Sequence[Span] = ()) -> float | None:
    """How much the words take the side of `thing` (> 0) or the other (< 0); None where no word of them tells.

    `found` are the words of one sentence or clause in order, `thing` the place that names what is spoken of, `cue` the
    spans whose subject is the speaker.
    """
    found = _without_days(found)
    first = next((n for n, token in enumerate(found) if token.end > thing.start), len(found))
    last = next((n for n, token in enumerate(found) if token.start >= thing.end), len(found))
    side = _clause_side(list(found[:first]), list(found[last:]), cue)
    if side is not None and any(token.stem in ILLS for token in found[max(first, last - 1) : last]):
        return -abs(side)  # who speaks of what is to be done about hunger is not for hunger
    return side


def _clause_side(left: list[Token], right: list[Token], cue: Sequence[Span]) -> float | None:
    """The same for the words before the thing and those after it."""
    left = left[_opening(left) :]
    right = _without_aside(right)
    right = right[: _closing(right)]
    if right and right[0].lower in _WHEN and not any(token.lower in BE or token.lower in _MODALS for token in right):
        right = []  # "push it ahead in the days before the attack": told of the deed, not of the thing
    if people := of_people(left, cue):
        return people * borne_out(right)
    right, takes = without_what_it_takes(right)
    before = _governing(read_signs(left), len(left))
    if _of_another(left, before):
        return 0.0
    attitude, effect, verdict, n_effects = _chain(before)
    if right and EFFECTS.get(right[0].stem, 0) < 0 and not right[0].lower.endswith("ed"):
        effect, right = -effect, right[1:]  # "a spending cut", "the tariff freeze"
    predicate, turned, must = _predicate(right)
    if any(token.lower in ("without", "absent") for token in left[-3:]):
        # "without the bridge there is no future"
        lost = predicate is not None or any(token.lower in ("no", "never", "nothing", "nobody") for token in right)
        return 1.2 if lost and (predicate or -1.0) < 0 else None
    if not before and predicate is None and turned is None and not must:
        if takes:
            return 0.0
        return -0.6 if _denied_directly(left) else None
    if any(
        one.kind is SignKind.VERDICT and left[one.after : one.after + 1] and left[one.after].lower == "by"
        for one in before
    ):
        return 1.2 * verdict  # "jobs destroyed by the levy": told of the thing that does it
    doubted = any(sign.doubts for sign in before)
    if doubted and predicate is not None:
        return -1.0 * predicate  # "denied that the dam would harm"
    total = 0.0
    governed = effect * (turned or 1)
    if attitude:
        total += 1.5 * attitude * governed
    elif turned is not None and must:
        total += 1.5 * governed
    elif n_effects and not verdict and predicate is None:
        total += _act(left, before, cue) * effect
    if must and turned is None and not attitude:
        total += 0.6 * effect
    if verdict:
        total += (0.7 if attitude else 1.0) * verdict
    if predicate:
        # "fears the levy will harm": the fear and the harm are one opinion, told twice.
        if attitude and total * predicate * effect < 0:
            total *= 0.6  # what follows is said of something else, more often than not
        else:
            total += 1.2 * predicate * effect
    if _by_others(left, before):
        return 0.0
    return total


def _without_days(found: Sequence[Token]) -> list[Token]:
    """The words without "Wednesday" and "on Monday", which may stand within a phrase: "voted Wednesday to override"."""
    days = [place for place, token in enumerate(found) if token.lower in _DAYS]
    left_out = {*days, *(place - 1 for place in days if place and found[place - 1].lower == "on")}
    return [token for place, token in enumerate(found) if place not in left_out] if days else list(found)


def _opening(left: Sequence[Token]) -> int:
    """The word from which on the words before the thing belong to its clause."""
    for place in range(len(left) - 1, -1, -1):
        word = left[place].lower
        if _HARD.match(word):
            return place + 1
        if word in _OPENS and place and left[place - 1].lower == ",":
            return place + 1
        if word in ("but", "until", "till", "unless"):
            return place + 1
    return 0


def _without_aside(right: list[Token]) -> list[Token]:
    """The words after the thing without an aside at once after it: "the plan, while not ideal, is worth it"."""
    if len(right) > 2 and right[0].lower == "," and right[1].lower in _OPENS:
        end = next((place for place, token in enumerate(right[2:_ASIDE], 2) if token.lower == ","), None)
        if end is not None:
            return right[end + 1 :]
    return right


def _closing(right: Sequence[Token]) -> int:
    for place, token in enumerate(right[:_RIGHT_REACH]):
        after = right[place + 1].lower if place + 1 < len(right) else ""
        if (
            _HARD.match(token.lower)
            or (token.lower in _ANOTHER and (token.lower, after) != ("yet", "to"))
            or (place < 2 and token.lower in ("that", "which", "who"))
        ):
            return place
        if token.lower == "," and (after in _OPENS or after == "and"):
            return place
    return min(len(right), _RIGHT_REACH)


def _governing(found: Sequence[Sign], end: int) -> list[Sign]:
    """Those that reach the thing, one over the next."""
    kept: list[Sign] = []
    following = end
    reach = {SignKind.ATTITUDE: _ATTITUDE_REACH, SignKind.MUST: _ATTITUDE_REACH, SignKind.EFFECT: _EFFECT_REACH}
    for sign in reversed(found):
        if following - sign.after <= reach.get(sign.kind, _VERDICT_REACH):
            kept.append(sign)
            following = sign.at
        elif sign.kind in (SignKind.EFFECT, SignKind.VERDICT):
            continue
        else:
            break
    return kept[::-1]


def _chain(found: Sequence[Sign]) -> tuple[int, int, int, int]:
    """The attitude (0: none), what becomes of the thing (1 or -1), the verdict on it (0: none), how many effects."""
    attitude, effect, n_effects = 0, 1, 0
    verdict = 0
    for sign in found:
        if sign.kind is SignKind.EFFECT:
            effect *= sign.sign
            n_effects += 1
        elif sign.kind is SignKind.VERDICT:
            later = 1
            for other in found:
                if other.kind is SignKind.EFFECT and other.at > sign.at:
                    later *= other.sign
            verdict += sign.sign * later
        elif sign.kind is SignKind.MUST and attitude:
            attitude *= sign.sign
        else:
            attitude = (attitude or 1) * sign.sign
    return attitude, effect, max(-1, min(1, verdict)), n_effects


def _predicate(right: Sequence[Token]) -> tuple[float | None, int | None, bool]:
    """The verdict told after the thing, what is told to become of it, and whether it must."""
    verdict: float | None = None
    turned: int | None = None
    must = denied = False
    for sign in read_signs(right, after=True):
        if sign.kind is SignKind.MUST:
            must = True
            if any(token.lower in NEGATIONS for token in right[sign.after : sign.after + 2]):
                denied = True
        elif sign.kind is SignKind.EFFECT and turned is None:
            before = [token.lower for token in right[max(0, sign.at - 4) : sign.at]]
            if set(before) & BE or right[sign.at].stem in INTRANSITIVE:
                turned = sign.sign
        elif sign.kind is not SignKind.EFFECT and right[sign.at].lower not in _TELLS_NOTHING:
            verdict = (verdict or 0.0) + sign.sign / (1 + sign.at / 20)
    if denied and turned is None:
        turned = -1
    if verdict is not None:
        verdict = max(-1.0, min(1.0, verdict))
    return verdict, turned, must


def _denied_directly(left: Sequence[Token]) -> bool:
    near = [token.lower for token in left[-3:] if token.lower not in ("a", "an", "the", "any", "this", "that")]
    return any(word in ("no", "without") for word in near) or near[-1:] == ["not"]


def _act(words: Sequence[Token], found: Sequence[Sign], cue: Sequence[Span]) -> float:
    """What an effect alone is worth: the speaker's own act, a plan, or a thing told."""
    sign = next(one for one in found if one.kind is SignKind.EFFECT)
    if any(span.start <= words[sign.at].start < span.end for span in cue):
        return _ACT
    before = {token.lower for token in words[: sign.at]}
    if before & _FIRST:
        return _ACT
    return _PLAN if before & _FUTURE else _TOLD


def _of_another(left: Sequence[Token], found: Sequence[Sign]) -> bool:
    """Whether the attitude is that of somebody whom the words describe ("Reel, a longtime opponent of the dam")."""
    for sign in found:
        if sign.kind is SignKind.ATTITUDE and left[sign.at].lower in _KINDS_OF_PEOPLE:
            before = [token.lower for token in left[max(0, sign.at - 6) : sign.at]]
            if "," in before and not set(before[before.index(",") :]) & BE:
                return True
    return False


def _by_others(left: Sequence[Token], found: Sequence[Sign]) -> bool:
    """Whether the attitude is that of people whom the speaker only counts ("half of the voters oppose")."""
    attitudes = [one for one in found if one.kind is SignKind.ATTITUDE]
    if not attitudes:
        return False
    before = [token.lower for token in left[max(0, attitudes[0].at - 5) : attitudes[0].at]]
    return any(word in OTHERS_SUBJECTS for word in before)
