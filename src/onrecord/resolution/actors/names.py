"""Names of persons taken apart and compared: given names, surname, nickname, gender."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .gazetteer import given_names, nickname_groups, plain, words

_NICKNAME = re.compile(r"[(\"“‘']\s*([^()\"“”‘’]{2,20}?)\s*[)\"”’']")
SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
DEGREES = frozenset("md phd dphil esq mp mep qc kc obe cbe mbe rn jd llb mba ret".split())
LEGAL_FORMS = frozenset(
    "inc incorporated corp corporation co ltd limited llc llp plc ag gmbh sa spa nv bv se oyj ab asa pty".split()
)
_POSSESSIVE = re.compile(r"(?:[’']s|(?<=s)[’'])$")
# The surname stands first in these traditions; a single name of the list in front of one or two others is the surname.
SURNAME_FIRST = frozenset(
    """
    xi hu li wang zhang chen liu jiang deng mao zhou wu yang zhao moon kim park roh lee ahn cho jung tsai ma
    han lai nguyen tran pham vo bui yoon ban kang choi shin chung hwang song wong cheng xu zhu sun guo gao lin luo
    zheng liang xie tang feng cao peng zeng xiao ngo hoang phan truong dang yoo son kwon oh hong""".split()
)


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name in folded parts. `given` may be empty (a surname alone); `nickname` stood in brackets."""

    given: tuple[str, ...]
    surname: str
    suffix: str = ""
    nickname: str = ""

    @property
    def key(self) -> str:
        """What two spellings of one full name share: given names and surname."""
        return " ".join((*self.given, self.surname, *filter(None, (self.suffix,))))


def without_possessive(text: str) -> str:
    """The words without a closing 's."""
    if text and text[-1] in "s'’" and ("'" in text or "’" in text):
        return _POSSESSIVE.sub("", text)
    return text


def person_name(text: str) -> PersonName | None:
    """The parts of a name that is free of titles; None when no letters are left."""
    nickname = ""
    found = _NICKNAME.search(text)
    if found and found.start() > 0:
        nickname = plain(found.group(1))
        text = f"{text[: found.start()]} {text[found.end() :]}"
    folded = plain(without_possessive(text.strip())).replace(",", " ")
    parts = [part.strip("'\"") for part in folded.split()]
    parts = [part for part in parts if part and any(sign.isalpha() for sign in part)]
    honorifics = words("honorific_m") | words("honorific_f") | words("honorific_u")
    while len(parts) > 1 and parts[0] in honorifics:
        parts.pop(0)
    while len(parts) > 2 and parts[-1] in DEGREES:
        parts.pop()
    suffix = parts.pop() if len(parts) > 1 and parts[-1] in SUFFIXES else ""
    if not parts:
        return None
    if parts[0] in SURNAME_FIRST and _surname_leads(parts):
        return PersonName(tuple(parts[1:]), parts[0], suffix, nickname)
    first = len(parts) - 1
    while first > 1 and parts[first - 1] in words("particles"):
        first -= 1
    if first == 1 and parts[0] in words("particles") and (parts[0] not in given_names() or len(parts) > 2):
        first = 0  # "van der Meer", "bin Salman" alone
    return PersonName(tuple(parts[:first]), " ".join(parts[first:]), suffix, nickname)


def _surname_leads(parts: list[str]) -> bool:
    """True for "Kim Jong-un" and "Xi Jinping", false for "Kim Weston" and "Lee Harvey Poole"."""
    rest = parts[1:]
    if len(rest) == 2:
        # Census lists hold "Jong" and "Un" as well, so length has to tell; "Lee van Cleef" has a particle.
        return all(len(part) <= 5 and part not in words("particles") for part in rest)
    return len(rest) == 1 and parts[0] not in given_names() and len(rest[0]) <= 8


_ENDINGS = re.compile(r"(?:skyy|skiy|skii|skij|ski)$")


def surname_sound(surname: str) -> str:
    """The surname with the spellings of one Slavic ending made one (Petrovskyy, Petrovskiy, Petrovski)."""
    return _ENDINGS.sub("sky", surname)


def surname_forms(name: PersonName) -> tuple[str, ...]:
    """The words under which the press may call this person by surname alone, the usual one first."""
    forms = [name.surname]
    parts = name.surname.split()
    if len(parts) > 1 and len(parts[-1]) > 2:
        forms.append(parts[-1])
    return tuple(forms)


def gender_of(name: PersonName) -> str:
    """ "m", "f", or "" when the given name does not tell."""
    table = given_names()
    for given in name.given[:2]:
        gender = table.get(given)
        if gender in ("m", "f"):
            return gender
        if gender == "u":
            return ""
    return ""


def _same_given(left: str, right: str) -> bool:
    if left == right:
        return True
    if len(left) == 1 or len(right) == 1:
        return left[0] == right[0]
    groups = nickname_groups()
    mine, theirs = groups.get(left, frozenset((left,))), groups.get(right, frozenset((right,)))
    return right in mine or left in theirs


KIN = frozenset(("jr", "sr"))


def is_double_surname(short: PersonName, long: PersonName) -> bool:
    """True for "Garza Molina" beside "Ana Lucia Garza Molina": both surnames without a given name."""
    return (
        len(short.given) == 1
        and len(long.given) > 1
        and long.given[-1] == short.given[0]
        and short.given[0] not in given_names()
    )


def compatible(left: PersonName, right: PersonName) -> bool:
    """True when both can be spellings of one person's full name: surname, given name (or nickname, initial), middle
    names that do not contradict each other ("George W." and "George H. W." do)."""
    if surname_sound(left.surname) != surname_sound(right.surname) or not left.given or not right.given:
        return False
    if len(left.given) != len(right.given):
        short, long = sorted((left, right), key=lambda name: len(name.given))
        if len(long.given) == 2 and len(long.given[0]) == 1 and long.given[1] == short.given[0]:
            return left.suffix == right.suffix  # "W. Mark Holt" is called Mark Holt
        if is_double_surname(short, long):
            return left.suffix == right.suffix
    if left.suffix != right.suffix and ((left.suffix and right.suffix) or {left.suffix, right.suffix} & KIN):
        return False  # father and son; a "III" that is left out is settled by what documents name together
    if not _same_given(left.given[0], right.given[0]):
        return left.given[0] == right.nickname or right.given[0] == left.nickname
    mine, theirs = left.given[1:], right.given[1:]
    if mine and theirs:
        return len(mine) == len(theirs) and all(
            a == b or (min(len(a), len(b)) == 1 and a[0] == b[0]) for a, b in zip(mine, theirs, strict=True)
        )
    return True
