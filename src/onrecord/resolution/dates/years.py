"""Years and what is made of them: "2019", "fiscal 2019", "the 1990s", "1957-58", "19th century", quarters, seasons."""

from __future__ import annotations

import re
from datetime import date

from .lexicon import DECADE_WORDS, ORDINALS, SEASON, SEASONS, YEAR
from .reading import NUMERIC, Needs, Reading, Rule, Setting, Tense, fixed, rule
from .stretch import Grain, Part, Stretch, century, decade, half, month, quarter, season, span, year

_PARTS = {
    "early": Part.EARLY, "mid": Part.MIDDLE, "middle": Part.MIDDLE, "late": Part.LATE,
    "beginning": Part.START, "start": Part.START, "end": Part.END,
}  # fmt: skip
_PART_WORDS = "early mid late beginning start middle end"
_PART = r"(?:(?P<part>early|mid|late|beginning|start|middle|end)(?:[\s-]+|\s+of\s+)(?:the\s+)?(?:year\s+)?)?"

# What a bare number of four digits is more often than a year.
_MEASURED = re.compile(
    r"\s?(?:%|percent|per\s+cent|people|persons|men|women|children|troops|soldiers|dead|others|miles|km|kilomet\w+|"
    r"met(?:er|re)s?|feet|ft|pounds|dollars|euros|rubles|votes|seats|jobs|homes|houses|members|tons?|tonnes|points|"
    r"degrees|acres|hectares|employees|workers|patients|students|refugees|migrants|vehicles|cars|planes|aircraft|"
    r"missiles|rockets|rooms|pages|words|copies|cases|deaths|victims|protesters|times|hours|minutes|days|weeks|"
    r"months|years|barrels|units|shares|mph|megawatts|mw|kg|GMT|UTC|hrs?|hp)\b",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"(?:\b(?:no|nos|resolution|flight|route|section|room|channel|article|rule|act|form|page|pages|unit|boeing|model|"
    r"highway|interstate|number|nearly|about|over|than|almost|least|roughly|some|approximately|around|only|another|"
    r"exactly|s\.?res|h\.?r|pub|paragraph|case|docket|order|directive|convoy|asteroid|windows|area)\.?\s#?|"
    r"[$€£¥#№]\s?|\w[-–/.,:&]|[-+])$",
    re.IGNORECASE,
)
_YEAR_LED = re.compile(
    r"(?:\b(?:in|since|of|by|until|till|before|after|from|to|and|or|through|during|early|late|mid|circa|year|around|"
    r"between|for|the|c\.)[\s-]+|\()$",
    re.IGNORECASE,
)


def _year(match: re.Match[str]) -> Reading | None:
    number, text, at = int(match["year"]), match.string, match.start("year")
    before, part = text[max(0, at - 16) : at], _PARTS.get((match["part"] or "").lower(), Part.WHOLE)
    led = _YEAR_LED.search(before)
    if part is Part.WHOLE:
        if _MEASURED.match(text, match.end()) or (_NUMBERED.search(before) and not _year_after_around(before, number)):
            return None
        if not led and not 1900 <= number <= 2059:
            return None
        if number < 1500 and not (led and led.group().strip().lower() in ("in", "since", "of", "until", "from")):
            return None
    return Reading(match.end(), "year", fixed(year(number)), part=part)


def _year_after_around(before: str, number: int) -> bool:
    """ "around 2019" and "about 2019" are years more often than counts, other numbers are not."""
    return before.rstrip().lower().endswith(("around", "about")) and 1900 <= number <= 2059 and number % 100 != 0


def _years(match: re.Match[str]) -> Reading | None:
    first = int(match["first"])
    last = int(match["last"]) if len(match["last"]) == 4 else first - first % 100 + int(match["last"])
    if not first < last <= first + 60 or (len(match["last"]) == 2 and last > first + 20):
        return None
    if _MEASURED.match(match.string, match.end()):
        return None
    return Reading(match.end(), "years", fixed(span(year(first).start, year(last).end, f"{first}/{last}")))


# "in her sixties", "temperatures in the 70s"
_NO_DECADE = re.compile(
    r"\b(?:his|her|their|its|my|your|our)\s*(?:early|mid|late)?[\s-]*$|\b(?:temperature|degree|high|low|warm|fahrenheit|score|speed)s?\b",
    re.IGNORECASE,
)


def _decade(match: re.Match[str]) -> Reading | None:
    digits, word = match["digits"], match["word"]
    number = int(digits) if digits else DECADE_WORDS[word.lower()]
    if number < 100:
        number += 1900
    before = match.string[max(0, match.start() - 60) : match.start()]
    if (word or (digits and len(digits) == 2)) and _NO_DECADE.search(before):
        return None
    return Reading(
        match.end(), "decade", fixed(decade(number)), part=_PARTS.get((match["part"] or "").lower(), Part.WHOLE)
    )


def _century(match: re.Match[str]) -> Reading | None:
    word = match["ordinal"].lower()
    number = ORDINALS.get(word) or int(re.sub(r"\D", "", word) or 0)
    if not 10 <= number <= 22:
        return None
    return Reading(
        match.end(), "century", fixed(century(number)), part=_PARTS.get((match["part"] or "").lower(), Part.WHOLE)
    )


def _fiscal(match: re.Match[str]) -> Reading:
    """A fiscal year starts up to nine months before or three after its calendar year does; the range holds them all."""
    number = int(match["year"])
    if number < 100:
        number += 2000
    return Reading(
        match.end(),
        "fiscal_year",
        fixed(Stretch(date(number - 1, 4, 1), date(number + 1, 3, 31), Grain.SPAN, str(number))),
    )


_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "final": 4}


def _quarter(match: re.Match[str]) -> Reading | None:
    word = match["which"].lower()
    number = int(word[1:]) if word[0] == "q" else _QUARTERS[word]
    named, step = match["year"], {"last": -1, "this": 0, "next": 1, "previous": -1}
    unit = "half" if (match["unit"] or "").lower() == "half" else "quarter"
    if unit == "half" and (number > 2 or not (named or match["step"])):
        return None
    make = half if unit == "half" else quarter
    if named:
        return Reading(match.end(), unit, fixed(make(int(named), number)))

    def resolve(setting: Setting) -> Stretch:
        if match["step"]:
            return make(setting.anchor.year + step[match["step"].lower()], number)
        if setting.year is not None:
            return make(setting.year, number)
        this = make(setting.anchor.year, number)
        if setting.tense is Tense.FUTURE and this.end < setting.anchor:
            return make(setting.anchor.year + 1, number)
        if setting.tense is not Tense.FUTURE and this.start > setting.anchor:
            return make(setting.anchor.year - 1, number)
        return this

    return Reading(match.end(), unit, resolve, Needs.ANCHOR, yearless=True)


def _season(match: re.Match[str]) -> Reading | None:
    code = SEASONS[match["season"].lower()]
    part = _PARTS.get((match["part"] or "").lower(), Part.WHOLE)
    if match["year"]:
        return Reading(match.end(), "season", fixed(season(int(match["year"]), code)), part=part)
    step = (match["step"] or "").lower()
    if not step:
        return None

    def resolve(setting: Setting) -> Stretch:
        anchor = setting.anchor
        ends = {"SP": 6, "SU": 9, "FA": 12, "WI": 3}[code]
        if code == "WI":  # a winter is named after the year it begins in
            this = anchor.year - (anchor.month <= 6)
            one = this - (step in ("last", "past") and anchor.month not in (4, 5)) + (step == "next")
            return Stretch(date(one, 12, 1), month(one + 1, 3).end, Grain.SEASON, f"{one}-WI")
        one = anchor.year
        if step in ("last", "past", "this past"):
            one -= anchor.month < ends
        elif step in ("next", "coming"):
            one += anchor.month >= ends - 3
        return season(one, code)

    return Reading(match.end(), "season", resolve, Needs.ANCHOR, part=part)


_ORDINAL_WORDS = " ".join(ORDINALS)
RULES: tuple[Rule, ...] = (
    rule("years", NUMERIC, rf"(?<![\d$€£.,/-])(?P<first>{YEAR})\s?[-–—/]\s?(?P<last>{YEAR}|\d\d)(?![\d%-])", _years),
    rule("year", f"{NUMERIC} {_PART_WORDS}", rf"{_PART}(?P<year>{YEAR})(?!\w|[-–](?!\w*[a-z])|/\d)", _year),
    rule(
        "decade", f"{NUMERIC} {_PART_WORDS} {' '.join(DECADE_WORDS)}",
        rf"{_PART}(?:(?P<digits>(?:1[5-9]|20)\d0|(?<=[’'‘])\d0|(?:(?<=early )|(?<=late )|(?<=mid-)|(?<=the ))[2-9]0)"
        r"[’']?s"
        rf"|(?P<word>{'|'.join(DECADE_WORDS)}))\b",
        _decade,
    ),
    rule(
        "century", f"{NUMERIC} {_PART_WORDS} {_ORDINAL_WORDS}",
        rf"{_PART}(?P<ordinal>\d\d(?:st|nd|rd|th)|{'|'.join(sorted(ORDINALS, key=len, reverse=True))})[\s-]century\b",
        _century,
    ),
    rule(
        "fiscal_year", "fiscal fy financial",
        r"(?:fiscal|financial|fy)(?:[\s-]+year)?\s?(?P<year>(?:20|19)\d\d)\b", _fiscal,
    ),
    rule(
        "quarter", "first second third fourth final q1 q2 q3 q4 " + NUMERIC,
        r"(?P<which>first|second|third|fourth|final|1st|2nd|3rd|4th|q[1-4])"
        r"(?:[\s-]+(?:fiscal[\s-]+|calendar[\s-]+)?(?P<unit>quarter|half)(?![\s-]?(?:final|time))|(?<=q\d))"
        rf"(?:\s+(?:of\s+|in\s+)?(?:fiscal\s+)?(?:(?P<year>{YEAR})|(?P<step>last|this|next|previous)\s+year))?(?!\w)",
        _quarter,
    ),
    rule(
        "season", f"{' '.join(SEASONS)} last this next past coming {_PART_WORDS}",
        rf"{_PART}(?:(?P<step>this\s+past|last|this|next|past|coming)\s+)?(?P<season>{SEASON})(?:\s+(?:of\s+)?(?P<year>{YEAR}))?\b",
        _season,
    ),
)  # fmt: skip
