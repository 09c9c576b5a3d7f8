"""The tense of the clause a date stands in: what tells a coming month from a past one."""

from __future__ import annotations

import re

from .reading import Tense

_AHEAD = (
    r"\b(?:will|shall|won[’']t|would|must|should)\b",
    r"[’']ll",
    r"\b(?<!had been )(?:set|due|expected|scheduled|slated|likely)\s+to",
    r"\bas\s+(?:soon|early)\s+as",
    r"\b(?:is|are|was|were|be)\s+(?:set|due|scheduled|expected|slated|planned|likely|poised|going|supposed|about)(?:\s+to)?",
    r"\b(?:plan(?:s|ned|ning)?|hopes?|intends?|expect(?:s|ed)?|aims?|promise[sd]?|vow(?:s|ed)?|threaten(?:s|ed)?|agreed|needs?|"
    r"has|have|wants?|ready|about)\s+to",
    r"\b(?:is|are)\s+to\b(?:\s+(?:remain|stay)\b)?",
    r"\bto\s+(?:remain|stay|continue)\b",
    r"\b(?:agreements?|plans?|decisions?|bids?|pledges?|promises?|proposals?)\s+to\b",
    r"\b(?:plan(?:s|ned)|schedule[sd])\s+(?:an?|the|its|his|her|their)\b",
    r"\b(?:postponed|delayed|deferred|extended|adjourned|rescheduled|put\s+off)\b[^.;]{0,40}?\b(?:until|till)\b",
    r"\b(?:scheduled|slated|due|planned|set|deadline)\s+(?:for|on)",
    r"\bto\s+be",
    r"\blook(?:s|ed|ing)?\s+forward\s+to",
    r"\bupcoming",
    r"\bahead\s+of",
    # "Parliament votes on Tuesday": what is on a calendar is told in the present.
    r"\b(?:parliament|senate|congress|assembly|council|committee|chamber|cabinet|court|commission|board|lawmakers|deputies)"
    r"\s+(?:votes?|meets?|re?convenes?|decides?|rules?)\b(?=[^.;]{0,40}$)",
    r"\b(?<!the )(?:meets|begins|starts|ends|opens|convenes|arrives|departs|returns|retires|resumes|expires|"
    r"kicks\s+off|gets\s+under\s+way|takes\s+(?:effect|place))\b(?=[^.;,]{0,30}$)",
    r"\b(?:talks|elections|negotiations|hearings|polls|schools|sessions|lawmakers|voters|they)\s+"
    r"(?:resume|begin|start|open|close|end|return|go|choose|decide)\b(?=[^.;,]{0,40}$)",
    r"\b(?:holds?|faces?)\s+(?:\w+\s+){0,2}(?:elections?|re-?election|voters|votes?|referendums?|trial|hearings?)\b(?=[^.;,]{0,30}$)",
    r"\b(?:plans|planning|prepar(?:es?|ing|ations?)|bracing|gearing\s+up|campaigning|running)\s+for\b(?=[^.;,]{0,50}$)",
)
_FUTURE = re.compile(
    rf"(?:{'|'.join(_AHEAD)})(?:\s+(?:not|be|also|then|have|likely|now|again|all|only|both|been))*(?:\s+(?!on\b|in\b|by\b)\w+)?",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?<!\bis )(?<!\bare )(?<!\bbe )"  # "when the case is heard in May"
    r"(?:said|told|was|were|had|did|met|held|made|took|came|went|gave|began|won|lost|left|fell|rose|saw|sent|spoke|wrote|"
    r"found|got|became|shot|led|cut|hit|put|ran|broke|brought|bought|sold|struck|heard|grew|drew|fought|spent|chose|stood|kept|"
    r"paid|drove|sought|thought|built|flew|fled|threw|swore|taught|dealt|laid|lent|caught|sank|quit|"
    # no participle before its noun: "the proposed merger", "a still unnamed city"
    r"(?<!\bthe )(?<!\ba )(?<!\ban )(?!un(?!it|cover|veil|do|load)\w+ed\b)(?-i:[a-z]{2,})ed)\b",
    re.IGNORECASE,
)
# What a future does not reach: "will become law after voting 60-4 on Tuesday" tells of a vote that is over.
_LEAVES_FUTURE = re.compile(r"[,;:“”\"]|\bafter\s+(?:\w+ly\s+)?(?!meeting\b|spring\b)[a-z]{2,}ing\s+(?!on\b)\S")
_WINDOW = 120  # characters before the words that can govern them


def tense_before(text: str, sentence: int, start: int) -> tuple[Tense, bool]:
    """The tense of the nearest verb before `start` in its sentence, and whether a future governs it directly."""
    begin = max(sentence, start - _WINDOW)
    future = past = None
    for future in _FUTURE.finditer(text, begin, start):  # noqa: B007 - the last match is wanted
        pass
    after = future.end() if future else begin
    past = _PAST.search(text, after, start)
    if future and not past:
        governs = not _LEAVES_FUTURE.search(text, future.end(), start) and future.start() > start - 70
        return Tense.FUTURE, governs
    return (Tense.PAST if past or _PAST.search(text, begin, start) else Tense.OPEN), False


_STILL_AHEAD = re.compile(r"[’']s?\s+(?:\w+\s+)?(?:upcoming|scheduled|planned|forthcoming)\b")


def names_ahead(text: str, end: int) -> bool:
    """Whether the day that ends here names what is still to come: "Monday's scheduled vote"."""
    return bool(_STILL_AHEAD.match(text, end))


_DONE_THEN = re.compile(
    r"[’']s?\s+(?:[\w-]+\s+){0,2}?(?:rulings?|verdict|decisions?|announcements?|attacks?|bombings?|shootings?|killings?|blasts?|"
    r"explosions?|statements?|remarks|comments|reports?|loss|win|victory|defeat|results?|losses|raids?|crash|deaths?)\b"
)


def names_past(text: str, end: int) -> bool:
    """Whether the day that ends here names what was done on it: "to get around Wednesday's ruling"."""
    return bool(_DONE_THEN.match(text, end))


_OPENS = re.compile(
    r"[\s“\"'‘(]*(?:(?:But|And|Also|Then|So|Yet)\s+)?(?:(?:[Ii]n|[Oo]n|[Bb]y|[Ff]rom|[Dd]uring)\s+)?(?:[Tt]he\s+)?$"
)


_WILL = re.compile(r"\b(?:will|won[’']t|(?:is|are)\s+(?:to|set|due|scheduled|expected))\b|[’']ll\b")


def will_follows(text: str, sentence: int, start: int, end: int) -> bool:
    """Whether a date opens its sentence and the first verb after it looks ahead: "On Tuesday, the league will vote"."""
    if tense_after(text, sentence, start, end) is not Tense.FUTURE:
        return False
    verb = _FUTURE.search(text, end)
    return verb is not None and bool(_WILL.match(text, verb.start()))


def tense_after(text: str, sentence: int, start: int, end: int) -> Tense:
    """The tense of the first verb after a date that opens its sentence: "In January, the guild elected a new head."""
    if not _OPENS.fullmatch(text, sentence, start):
        return Tense.OPEN
    stop = min(len(text), end + 2 * _WINDOW)
    line = text.find("\n", end, stop)
    future, past = (one.search(text, end, stop if line < 0 else line) for one in (_FUTURE, _PAST))
    if past and (future is None or past.start() < future.start()):
        return Tense.PAST
    return Tense.FUTURE if future else Tense.OPEN


_STILL_TO_DO = re.compile(r"\b(?:will|would|must|should|is|are|to|or|if)\b")


def done_after(text: str, end: int) -> bool:
    """Whether the words after a bound tell it as past: "By Sunday, the square had emptied"."""
    after = text[end : end + 90].split("\n")[0]
    done, ahead = _PAST.search(after), _STILL_TO_DO.search(after)
    return done is not None and (ahead is None or done.start() < ahead.start())


_RIGHT_BEFORE = 36  # characters
_NO_DEED = re.compile(r"\bto\s+[a-z]+|[,;:“”\"]|\b(?:of|for|that)\b")


def done_before(text: str, sentence: int, start: int) -> bool:
    """Whether a past verb stands right before a date, nothing planned between: "quit his post in December"."""
    verb = None
    for verb in _PAST.finditer(text, max(sentence, start - _RIGHT_BEFORE), start):  # noqa: B007 - the last is wanted
        pass
    return verb is not None and not _NO_DEED.search(text, verb.end(), start)


_BEGINS_PAST = re.compile(
    r"\b(?:since|after|ended|dated|of\s+record)\s+(?:the\s+|last\s+|early\s+|late\s+)?$", re.IGNORECASE
)
_BEGINS_AHEAD = re.compile(r"\b(?:effective|payable|due|starting|beginning)\s+(?:on\s+|in\s+)?$", re.IGNORECASE)


def tense_of_word(text: str, start: int) -> Tense | None:
    """The tense that the word right before a date gives it, stronger than a verb's: "since March", "payable Jan. 2"."""
    begin = max(0, start - 24)
    if _BEGINS_PAST.search(text, begin, start):
        return Tense.PAST
    return Tense.FUTURE if _BEGINS_AHEAD.search(text, begin, start) else None
