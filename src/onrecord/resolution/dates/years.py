"""Years and what is made of them: "2019", "fiscal 2019", "the 1990s", "1957-58", "19th century", quarters, seasons."""

from __future__ import annotations

import re
from datetime import date, timedelta

from .lexicon import DECADE_WORDS, MONTH, MONTHS, NUMBERS, ORDINALS, SEASON, SEASONS, YEAR, month_number
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
    r"met(?:er|re)s?|feet|ft|pounds|dollars|euros|rubles|rupees|yen|won|yuan|pesos|crores?|lakhs?|rand|shekels|lira|votes|seats|jobs|homes|houses|members|tons?|tonnes|points|"
    r"degrees|acres|hectares|employees|workers|patients|students|refugees|migrants|vehicles|cars|planes|aircraft|"
    r"missiles|rockets|rooms|pages|words|copies|cases|deaths|victims|protesters|times|hours|minutes|days|weeks|"
    r"months|years|barrels|units|shares|mph|megawatts|mw|kg|GMT|UTC|hrs?|hp)\b",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"(?:\b(?:no|nos|resolution|flight|route|section|room|channel|article|rule|act|form|page|pages|unit|boeing|model|"
    r"highway|interstate|number|nearly|about|over|than|almost|least|roughly|some|approximately|around|only|another|"
    r"exactly|s\.?res|h\.?r|pub|paragraph|case|docket|order|directive|convoy|asteroid|windows|area|"
    r"rs|inr|usd|eur|gbp)\.?[ \t]#?|"
    r"[$€£¥₹₽₪₺₩#№©][ \t]?|copyright[ \t]|\(c\)[ \t]|\w[-–/.,:&]|[-+])\Z",
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


_SHORT_LED = re.compile(
    r"\b(?:in|of|since|by|until|till|from|before|after|to|and|early|late|spring|summer|fall|autumn|winter|class)\s$",
    re.IGNORECASE,
)
_AHEAD_YEARS = 10  # "in '34", told in 2026, is a plan; "in '38" a memory


def _short_year(match: re.Match[str]) -> Reading | None:
    """ "since '82", "the class of '16": of the century that puts it no more than ten years ahead."""
    text, at = match.string, match.start() - 1
    if not _SHORT_LED.search(text, max(0, at - 12), at):
        return None
    number = int(match["digits"])

    def resolve(setting: Setting) -> Stretch:
        latest = setting.anchor.year + _AHEAD_YEARS
        return year(latest - (latest - number) % 100)

    return Reading(match.end(), "year", resolve, Needs.ANCHOR, start=at)


def _year_after_around(before: str, number: int) -> bool:
    """ "around 2019", "about 2019" and "rather than 2019" are years more often than counts, other numbers are not."""
    words = ("around", "about", "rather than")
    return before.rstrip().lower().endswith(words) and 1900 <= number <= 2059 and number % 100 != 0


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


_DECADE_BEFORE = re.compile(r"\d0[’']?s (?:and|or) $")


def _decade(match: re.Match[str]) -> Reading | None:
    digits, word = match["digits"], match["word"]
    number = int(digits) if digits else DECADE_WORDS[word.lower()]
    if number < 100:
        number += 1900
    before = match.string[max(0, match.start() - 60) : match.start()]
    short = digits and len(digits) == 2
    if (word or short) and _NO_DECADE.search(before):
        return None
    if short and before.endswith(("s and ", "s or ")) and not _DECADE_BEFORE.search(before):
        return None  # "the tigers and 40s dancers"
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


# "expects to report third-quarter profit": figures come weeks after their quarter.
_REPORTED_LATE = timedelta(days=92)
_QUARTERS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
    "final": 4,
    "last": 2,
    "latter": 2,
}


def _quarter(match: re.Match[str]) -> Reading | None:
    word = match["which"].lower()
    number = _QUARTERS[word] if word in _QUARTERS else int(word.strip("qh"))
    step = {"last": -1, "this": 0, "next": 1, "previous": -1, "year-ago": -1, "year-earlier": -1, "current": 0}
    named, stepped = match["year"] or match["of_year"], match["step"] or match["of_step"] or match["ago"]
    unit = "half" if (match["unit"] or "").lower() == "half" or word[0] == "h" else "quarter"
    if unit == "quarter" and word in ("last", "latter"):
        return None  # "last quarter" counts from the day of writing
    if unit == "half" and (number > 2 or not (named or stepped)):
        return None
    make = half if unit == "half" else quarter
    if named:
        return Reading(match.end(), unit, fixed(make(int(named), number)))

    def resolve(setting: Setting) -> Stretch:
        if stepped:
            return make(setting.anchor.year + step[stepped.lower()], number)
        if setting.year is not None:
            return make(setting.year, number)
        this = make(setting.anchor.year, number)
        if setting.tense is Tense.FUTURE and this.end < setting.anchor - _REPORTED_LATE:
            return make(setting.anchor.year + 1, number)
        if setting.tense is not Tense.FUTURE and this.start > setting.anchor:
            return make(setting.anchor.year - 1, number)
        return this

    return Reading(match.end(), unit, resolve, Needs.ANCHOR, yearless=True)


_OVER_THE = re.compile(
    r"\b(?:over|during|throughout|through|by|since|until|into|(?P<bare>in))\s+(?:much\s+of\s+)?the\s+(?:early\s+|late\s+)?$",
    re.IGNORECASE,
)
_OF_FALL = re.compile(r"\s+(?:of|in|from|to)\b")


def _winter(begins: int) -> Stretch:
    """The winter that begins in that December; it bears that year's name."""
    return Stretch(date(begins, 12, 1), month(begins + 1, 3).end, Grain.SEASON, f"{begins}-WI")


def _season_at_hand(setting: Setting, code: str) -> Stretch:
    """The season of that name that is on or just past; the coming one under a future."""
    found = [
        _winter(setting.anchor.year + step) if code == "WI" else season(setting.anchor.year + step, code)
        for step in (-2, -1, 0, 1)
    ]
    begun = [one for one in found if one.start <= setting.anchor]
    if setting.tense is Tense.FUTURE:
        return next(one for one in found if one.end >= setting.anchor)
    return begun[-1]


def _season(match: re.Match[str]) -> Reading | None:
    code = SEASONS[match["season"].lower()]
    part = _PARTS.get((match["part"] or "").lower(), Part.WHOLE)
    if match["year"] and match["year"].isdigit():
        return Reading(match.end(), "season", fixed(season(int(match["year"]), code)), part=part)
    if match["year"]:
        away = {"last": -1, "this": 0, "next": 1}[match["year"].lower().split()[0]]
        return Reading(
            match.end(), "season", lambda setting: season(setting.anchor.year + away, code), Needs.ANCHOR, part=part
        )
    step, bare = (match["step"] or "").lower(), False
    if not step and match["part"]:
        step = "the"
    if not step and (over := _OVER_THE.search(match.string, max(0, match.start() - 16), match.start())):
        step, bare = "the", bool(over["bare"])
    if not step or (step == "the" and _OF_FALL.match(match.string, match.end())):
        return None

    def resolve(setting: Setting) -> Stretch | None:
        anchor = setting.anchor
        if bare and setting.tense is Tense.OPEN:
            return None  # "Democrats in the fall": the last one or the next
        if step == "the":
            return _season_at_hand(setting, code)
        ends = {"SP": 6, "SU": 9, "FA": 12, "WI": 3}[code]
        if code == "WI":  # a winter is named after the year it begins in
            this = anchor.year - (anchor.month <= 6)
            one = this - (step in ("last", "past") and anchor.month not in (4, 5)) + (step == "next")
            return _winter(one)
        one = anchor.year
        if step in ("last", "past", "this past"):
            one -= anchor.month < ends
        elif step in ("next", "coming"):
            one += anchor.month >= ends - 3
        return season(one, code)

    return Reading(match.end(), "season", resolve, Needs.ANCHOR, part=part)


def _spelled_year(match: re.Match[str]) -> Reading:
    """ "nineteen ninety-six", "June nineteen ninety-six", "the year two thousand", as broadcasts are written down."""
    words = match["ending"].lower().replace("-", " ").split() if match["ending"] else []
    if match["thousand"]:
        number = 2000 + sum(NUMBERS[word] for word in words)
    else:
        number = 100 * NUMBERS[match["hundreds"].lower()] + sum(
            NUMBERS[word] for word in words if word not in ("oh", "o")
        )
    if match.groupdict().get("season"):
        return Reading(match.end(), "season", fixed(season(number, SEASONS[match["season"].lower()])))
    if match.groupdict().get("month"):
        return Reading(match.end(), "month_year", fixed(month(number, month_number(match["month"]))))
    return Reading(match.end(), "year", fixed(year(number)))


_TENS_WORDS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_ONES_WORDS = "one|two|three|four|five|six|seven|eight|nine"
_ENDING = (
    rf"(?:(?:{_TENS_WORDS})(?:[\s-](?:{_ONES_WORDS}))?|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    rf"eighteen|nineteen|oh?[\s-](?:{_ONES_WORDS}))"
)
_ORDINAL_WORDS = " ".join(ORDINALS)
RULES: tuple[Rule, ...] = (
    rule("years", NUMERIC, rf"(?<![\d$€£.,/-])(?P<first>{YEAR})\s?[-–—/]\s?(?P<last>{YEAR}|\d\d)(?![\d%-])", _years),
    rule("year", f"{NUMERIC} {_PART_WORDS}", rf"{_PART}(?P<year>{YEAR})(?!\w|[-–](?!\w*[a-z])|/\d)", _year),
    rule("short_year", NUMERIC, r"(?<=[’'‘])(?P<digits>\d\d)(?![\w%’']|[.,:/-]\d)", _short_year),
    rule(
        "spelled_year", f"the eighteen nineteen twenty {' '.join(MONTHS)} {' '.join(SEASONS)}",
        rf"(?:the\s+year\s+|(?-i:(?P<month>{MONTH}))\s+|(?P<season>{SEASON})\s+of\s+)?(?P<hundreds>eighteen|nineteen|twenty)(?P<thousand>)\s(?P<ending>{_ENDING})(?!\w|\s+(?:hundred|thousand|percent))",
        _spelled_year,
    ),
    rule(
        "year_2000", "the",
        rf"(?P<hundreds>)the\s+year\s+(?P<thousand>two\s+thousand)"
        rf"(?:\s+(?:and\s+)?(?P<ending>{_ENDING}|{_ONES_WORDS}))?(?!\w)", _spelled_year,
    ),
    rule(
        "decade", f"{NUMERIC} {_PART_WORDS} {' '.join(DECADE_WORDS)}",
        rf"{_PART}(?:(?P<digits>(?:1[5-9]|20)\d0|(?<=[’'‘])\d0"
        r"|(?:(?<=early )|(?<=late )|(?<=mid-)|(?<=the )|(?<=s and )|(?<=s or ))[2-9]0)"
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
        "quarter", "first second third fourth final latter q1 q2 q3 q4 h1 h2 last this next current year " + NUMERIC,
        rf"(?:(?:(?P<of_year>{YEAR})(?:[’']s)?|(?P<of_step>last|this|next|current)\s+year[’']s|"
        r"(?P<ago>year-(?:ago|earlier)))(?:\s+fiscal)?\s+)?"
        r"(?P<which>first|second|third|fourth|final|last|latter|1st|2nd|3rd|4th|q[1-4]|[1-4]q|h[12])"
        r"(?:[\s-]+(?:fiscal[\s-]+|calendar[\s-]+)?(?P<unit>quarter|half)(?![\s-]?(?:final|time))|(?<=q\d)|(?<=\dq)|(?<=h\d))"
        rf"(?:\s+(?:of\s+|in\s+)?(?:fiscal\s+)?(?:(?P<year>{YEAR})|(?P<step>last|this|next|previous)\s+year))?(?!\w)",
        _quarter,
    ),
    rule(
        "two_quarters", "first last final",
        rf"(?P<which>first|last|final)\s+two\s+quarters\s+of\s+(?P<year>{YEAR})(?!\w)",
        lambda match: Reading(
            match.end(), "half", fixed(half(int(match["year"]), 1 if match["which"].lower() == "first" else 2))
        ),
    ),
    rule(
        "season", f"{' '.join(SEASONS)} last this next past coming {_PART_WORDS}",
        rf"{_PART}(?:(?P<step>this\s+past|last|this|next|past|coming)\s+)?(?P<season>{SEASON})(?:\s+(?:of\s+)?(?P<year>{YEAR}|(?:last|this|next)\s+year))?\b(?!\s+of\s+[’'‘]\d\d\b)",
        _season,
    ),
)  # fmt: skip
