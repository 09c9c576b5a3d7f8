"""The words of the calendar, and regular expressions made of them. English; foreign months in `languages`."""

from __future__ import annotations

import re

from .stretch import Grain

MONTH_NAMES = (
    "january february march april may june july august september october november december".split()
)  # fmt: skip
_MONTH_SHORT = "jan feb mar apr - jun jul aug sep oct nov dec".split()
MONTHS = {name: number for number, name in enumerate(MONTH_NAMES, 1)}
MONTHS.update({name: number for number, name in enumerate(_MONTH_SHORT, 1) if name != "-"})
MONTHS["sept"] = 9

WEEKDAY_NAMES = "monday tuesday wednesday thursday friday saturday sunday".split()
WEEKDAYS = {name: number for number, name in enumerate(WEEKDAY_NAMES)}
WEEKDAYS.update({name[:3]: number for name, number in WEEKDAYS.items()})
WEEKDAYS.update(tues=1, thur=3, thurs=3)

UNITS = {
    "day": Grain.DAY,
    "week": Grain.WEEK,
    "fortnight": Grain.WEEK,
    "weekend": Grain.WEEKEND,
    "month": Grain.MONTH,
    "quarter": Grain.QUARTER,
    "year": Grain.YEAR,
    "decade": Grain.DECADE,
    "century": Grain.CENTURY,
}
DURATION_CODES = {
    "second": "PT{}S",
    "minute": "PT{}M",
    "hour": "PT{}H",
    "day": "P{}D",
    "week": "P{}W",
    "fortnight": "P{}W",
    "weekend": "P{}WE",
    "month": "P{}M",
    "quarter": "P{}Q",
    "year": "P{}Y",
    "decade": "P{}DE",
    "century": "P{}CE",
}
SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
DAY_PARTS = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI"}

_ONES = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()  # noqa: E501
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
NUMBERS: dict[str, int] = {word: number for number, word in enumerate(_ONES, 1)}
NUMBERS.update({word: 10 * number for number, word in enumerate(_TENS, 2)})
NUMBERS.update({f"{ten}-{one}": 10 * i + j for i, ten in enumerate(_TENS, 2) for j, one in enumerate(_ONES[:9], 1)})
NUMBERS.update(a=1, an=1, hundred=100, dozen=12)
VAGUE_NUMBERS = ("several", "few", "many", "some", "couple", "dozens", "hundreds", "thousands", "various")
ORDINALS = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        1,
    )
}
ORDINALS["twenty-first"] = 21
DECADE_WORDS = {f"{ten[:-1]}ies": 10 * number for number, ten in enumerate(_TENS, 2)}

# --- regular expressions; each is a group of its own and catches nothing ---------------------------------------------
_LONG = "|".join(name.capitalize() for name in MONTH_NAMES)
MONTH = rf"(?:{_LONG}|{_LONG.upper()}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|JAN|FEB|MAR|APR|JUN|JUL|AUG|SEPT?|OCT|NOV|DEC)\b\.?)"  # noqa: E501
WEEKDAY = rf"(?:{'|'.join(name.capitalize() for name in WEEKDAY_NAMES)}|{'|'.join(WEEKDAY_NAMES).upper()})"
WEEKDAY_OR_SHORT = rf"(?:{WEEKDAY}|(?:Mon|Tues?|Wed|Thurs?|Thu|Fri|Sat|Sun|MON|TUES?|WED|THU|FRI|SAT|SUN)\b\.?)"
DAY = r"(?:(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th|ST|ND|RD|TH)?)(?![\d%]|[.,:]\d|(?:st|nd|rd|th)\b|-(?:year|day|month|week)|\s(?:percent|per cent|million|billion)\b)"  # noqa: E501
YEAR = r"(?:1[0-9]|20|21)\d\d(?![\d%]|[.,]\d)"
UNIT = "day|week|weekend|month|quarter|year|decade|century"
UNITS_RE = "days?|weeks?|weekends?|fortnights?|months?|quarters?|years?|decades?|centur(?:y|ies)"
LENGTHS_RE = f"{UNITS_RE}|seconds?|minutes?|mins?|hours?|hrs?"
_COUNT_WORDS = [word.replace("-", "[- ]") for word in sorted(NUMBERS, key=len, reverse=True) if word not in ("a", "an")]
COUNT = (
    r"(?:(?:a\s+)?couple(?:\s+of)?|(?:a\s+)?few|(?:a\s+)?dozen|several|many|some|dozens\s+of|hundreds\s+of"
    rf"|thousands\s+of|half\s+an?|(?:{'|'.join(_COUNT_WORDS)})(?:[\s-]+and[\s-]+a[\s-]+half)?|\d+(?:,\d\d\d)*(?:\.\d+|\s1/2)?|an?)"
)
SEASON = "|".join(SEASONS)
DAY_PART = "|".join(DAY_PARTS)


_SPACED_NUMBER = re.compile(rf"^({'|'.join(_TENS)}) ")


def full_year(number: int) -> int:
    """A year told by its last two figures: 69 and before are of this century. A full year stays as it is."""
    return number if number > 99 else number + (2000 if number < 70 else 1900)


def month_number(word: str) -> int:
    return MONTHS[word.lower().rstrip(".")]


def weekday_number(word: str) -> int:
    return WEEKDAYS[word.lower().rstrip(".")]


def unit_of(word: str) -> str:
    """The singular of a unit of time, as the keys of DURATION_CODES have it."""
    word = word.lower()
    if word.startswith("centur"):
        return "century"
    word = word.removesuffix("s")
    return {"min": "minute", "hr": "hour"}.get(word, word)


def count_of(words: str) -> float | None:
    """The number that a count names ("twenty-one", "a", "2.5", "a couple of" = 2); None for "several", "a few"."""
    plain = " ".join(words.lower().replace(",", "").split()).replace("-and-a-half", " and a half")
    if plain.startswith("half"):
        return 0.5
    if "couple" in plain:
        return 2
    half = 0.5 if plain.endswith((" and a half", " 1/2")) else 0.0
    plain = plain.removesuffix(" and a half").removesuffix(" 1/2").removeprefix("a ") if plain != "a" else plain
    plain = _SPACED_NUMBER.sub(r"\1-", plain)
    if plain in NUMBERS:
        return NUMBERS[plain] + half
    try:
        return float(plain) + half
    except ValueError:
        return None
