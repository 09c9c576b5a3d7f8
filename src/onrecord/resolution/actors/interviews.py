"""Who asks and who answers in an interview printed in turns ("Q: Why now? A: Because nobody else will.")."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from ...record import Attribution, EntityKind
from .gazetteer import given_names, plain, words
from .heads import HeadKind, SourceHead
from .page import Page
from .seen import NameSeen
from .titles import is_role_noun

INTERVIEWER, INTERVIEWEE = "interviewer", "interviewee"
_PARTS = {"q": INTERVIEWER, "question": INTERVIEWER, INTERVIEWER: INTERVIEWER}
_PARTS |= {"a": INTERVIEWEE, "answer": INTERVIEWEE, INTERVIEWEE: INTERVIEWEE}

# The next person named is the one who answers ("an interview with X", "we asked X").
_ASKED = re.compile(
    r"\b(?:interview(?:s|ed|ing)?\b(?!\s+(?:by|for)\b)(?:\s+with)?|q&a\s+with|(?:asked|asks|questioned))\b", re.I
)
# Who answers may stand on either side ("X spoke to Y").
_TALKED = re.compile(
    r"\b(?:sp(?:oke|eaks?|eaking)|talk(?:s|ed|ing)?|sat\s+down|sits\s+down|conversation|discussion|chat(?:s|ted)?|met|meets?)"
    r"(?:\s+(?:with|to))\b",
    re.I,
)
_REACH = 100  # code points from such words to the name
_JOINED_WITHIN = 4  # words between "Vera Holt" and the name joined to it
_BEFORE_NAMES = frozenset("the a an our".split()).union(
    *(words(key) for key in ("title_modifiers", "honorific_m", "honorific_f", "honorific_u"))
)


class Turns(NamedTuple):
    """The attributions that are turns, as interviewer's or interviewee's, and the names that these have in the
    article's introduction: indexes on the page, None where it does not single one out."""

    parts: dict[str, str]
    names: dict[str, int | None]

    def head(self, attribution_id: str, page: Page, start: int, end: int) -> SourceHead:
        """The source of a turn as a description of its part."""
        noun = self.parts[attribution_id]
        return SourceHead(
            HeadKind.NOMINAL, start, end, page.word_at(start), page.text[start:end], noun=noun, definite=True
        )


def read_turns(page: Page, names: list[NameSeen], attributions: Iterable[Attribution]) -> Turns:
    """The turns of a page; none unless somebody asks and somebody answers."""
    parts: dict[str, str] = {}
    first = len(page.text)
    for attribution in attributions:
        if len(attribution.source) != 1 or len(attribution.cue) != 1:
            continue
        [source], [cue] = attribution.source, attribution.cue
        part = _PARTS.get(source.of(page.text).lower())
        if part is not None and cue.of(page.text) in (":", ".") and page.text[source.start].isupper():
            parts[attribution.id] = part
            first = min(first, source.start)
    if len(set(parts.values())) < 2:
        return Turns({}, {})
    people = [index for index, name in enumerate(names) if name.end <= first and _is_person(name)]
    asking = [index for index in people if _is_author(page, names[index])]
    authors = {_surname(names[index]) for index in asking}
    others = [index for index in people if _surname(names[index]) not in authors]
    found = {INTERVIEWER: _only(names, asking), INTERVIEWEE: _introduced(page, names, others, first)}
    return Turns(parts, found)


def _introduced(page: Page, names: list[NameSeen], people: list[int], first: int) -> int | None:
    """The one person whom the text before the first turn introduces: as asked, as a sentence's subject, or at all."""
    intro = page.text[:first]
    subjects = [index for index in people if _is_subject(page, names, index)]
    asked = [index for match in _ASKED.finditer(intro) for index in _next(page, names, people, match.end())]
    for match in _TALKED.finditer(intro):
        sentence = page.sentence[page.word_at(match.start())]
        asked += _next(page, names, people, match.end())
        asked += [index for index in subjects if names[index].sentence == sentence and names[index].end < match.start()]
    for tier in (asked, subjects, people):
        if tier:
            return _only(names, tier)
    return None


def _next(page: Page, names: list[NameSeen], people: list[int], start: int) -> list[int]:
    """The first person named after `start` in its paragraph, with those joined to that name."""
    paragraph = page.paragraph[min(page.word_at(start), len(page.words) - 1)]
    found: list[int] = []
    for index in people:
        name = names[index]
        if name.start < start or name.paragraph != paragraph or name.start - start > _REACH:
            continue
        if found and "and" not in page.words[names[found[-1]].last + 1 : name.first]:
            break
        found.append(index)
    return found


def _is_person(name: NameSeen) -> bool:
    """True for a full or titled name of a person, as far as one page tells."""
    if name.table or name.entity not in (None, EntityKind.PERSON, EntityKind.UNKNOWN):
        return False
    parts = name.key.split()
    titled = name.titled or bool(name.honorific)
    return titled or (len(parts) > 1 and (name.entity is EntityKind.PERSON or parts[0] in given_names()))


def _is_author(page: Page, name: NameSeen) -> bool:
    """True for "by Vera Holt", and for a name that has a line of its own."""
    if name.first and page.words[name.first - 1].lower() == "by":
        return True
    before = name.first == 0 or page.paragraph[name.first - 1] != name.paragraph
    after = name.last + 1 == len(page.words) or page.paragraph[name.last + 1] != name.paragraph
    return before and after


def _is_subject(page: Page, names: list[NameSeen], index: int) -> bool:
    """True for the name that opens a sentence which goes on, titles before it, and for one joined to it."""
    name = names[index]
    after = name.last + 1
    if name.possessive or after >= len(page.words) or page.sentence[after] != name.sentence:
        return False
    before = names[index - 1] if index else None
    if before is not None and before.sentence == name.sentence and before.end <= name.start:
        joined = page.words[before.last + 1 : name.first]
        return "and" in joined[:1] and len(joined) <= _JOINED_WITHIN and _is_subject(page, names, index - 1)
    opening = page.words[page.sentence_start[name.sentence] : name.first]
    return all(not word[0].isalnum() or is_role_noun(word) or plain(word) in _BEFORE_NAMES for word in opening)


def _surname(name: NameSeen) -> str:
    return name.key.split()[-1]


def _only(names: list[NameSeen], found: list[int]) -> int | None:
    """The first of the names when all are one person's."""
    return found[0] if found and len({_surname(names[index]) for index in found}) == 1 else None
