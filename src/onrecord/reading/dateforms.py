"""Calendar dates as people and machines write them, in full. Relative words ("yesterday") are not read here."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from ..record import DateRange, Precision, Span
from ..record.dates import UNKNOWN_DATE

# Month names and abbreviations; the number is the place in the row. Genitives where a language dates with them.
_MONTHS_BY_LANGUAGE = {
    "en": "january|jan february|feb march|mar april|apr may june|jun july|jul august|aug september|sept|sep october|oct"
    " november|nov december|dec",
    "fr": "janvier|janv février|fevrier|févr mars avril|avr mai juin juillet|juil août|aout septembre octobre novembre"
    " décembre|decembre|déc",
    "de": "januar|jänner februar märz|maerz april mai juni juli august september oktober|okt november dezember|dez",
    "es": "enero|ene febrero marzo abril|abr mayo junio julio agosto|ago septiembre|setiembre octubre noviembre"
    " diciembre|dic",
    "it": "gennaio|genn febbraio|febbr marzo aprile maggio|magg giugno luglio agosto settembre|sett ottobre|ott"
    " novembre dicembre",
    "nl": "januari februari maart|mrt april mei juni juli augustus september oktober november december",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro|set outubro|out novembro dezembro|dez",
    "ru": "января|янв февраля|фев марта апреля|апр мая июня июля августа|авг сентября|сен|сент октября|окт ноября|ноя"
    " декабря|дек",
    "uk": "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    "pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    "he": "ינואר פברואר מרץ|מרס אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר",
    "ar": "يناير فبراير مارس أبريل|ابريل مايو يونيو يوليو أغسطس|اغسطس سبتمبر أكتوبر|اكتوبر نوفمبر ديسمبر",
}
MONTHS: dict[str, int] = {
    name: number
    for row in _MONTHS_BY_LANGUAGE.values()
    for number, names in enumerate(row.split(), start=1)
    for name in names.split("|")
}
_MONTH = "(?:" + "|".join(sorted(map(re.escape, MONTHS), key=len, reverse=True)) + r")(?!\w)\.?"
_YEAR = r"(?:19|20)\d\d"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"

_FORMS = re.compile(
    rf"""(?<![\w/.-])(?:
      (?P<y1>{_YEAR})(?P<sep>[-/.])(?P<m1>1[0-2]|0?[1-9])(?P=sep)(?P<d1>{_DAY})(?![\d/]|-\d)
    | (?P<mn2>{_MONTH})\s+(?P<d2>{_DAY})(?:st|nd|rd|th)?(?:\s*,\s*|\s+)(?P<y2>{_YEAR})(?!\w)
    | (?P<d3>{_DAY})(?:st|nd|rd|th|er|º|ª)?\.?\s+(?:de\s+|of\s+|ב-?|ב)?(?P<mn3>{_MONTH})
        (?:\s+del?)?\s*,?\s*(?P<y3>{_YEAR})(?!\w)
    | (?P<d4>{_DAY})-(?P<mn4>{_MONTH})-(?P<y4>{_YEAR})(?!\w)
    | (?P<d5>{_DAY})\.\s?(?P<m5>1[0-2]|0?[1-9])\.\s?(?P<y5>{_YEAR})(?!\w)
    | (?P<a6>{_DAY})(?P<sep6>[/-])(?P<b6>{_DAY})(?P=sep6)(?P<y6>{_YEAR})(?!\w)
    | (?P<y7>{_YEAR})年\s?(?P<m7>1[0-2]|0?[1-9])月\s?(?P<d7>{_DAY})日
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_MONTH_YEAR = re.compile(rf"\A(?P<name>{_MONTH}),?\s+(?:de\s+)?(?P<year>{_YEAR})\Z", re.IGNORECASE)
_NUMBER_MONTH = re.compile(rf"\A(?P<year>{_YEAR})[-/.](?P<month>1[0-2]|0[1-9])\Z")
_COMPACT = re.compile(rf"\A(?P<y>{_YEAR})(?P<m>1[0-2]|0[1-9])(?P<d>3[01]|[12]\d|0[1-9])(?:T?\d{{4,6}}Z?)?\Z")
_EPOCH = re.compile(r"\A(\d{9,10})(\d{3})?(?:\.\d+)?\Z")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A full date and where its words stand. A range when day and month cannot be told apart (03/04/2019)."""

    span: Span
    dates: DateRange


def find_dates(text: str, start: int = 0, end: int | None = None) -> Iterator[FoundDate]:
    """Full dates (day, month and year) in text order; impossible ones such as 31 February are left out."""
    for match in _FORMS.finditer(text, start, len(text) if end is None else end):
        dates = _dates_of(match)
        if dates.known:
            yield FoundDate(Span(*match.span()), dates)


def parse_date(value: str) -> DateRange:
    """What a date field says: a day, else a month or year, else unknown. Reads one date, not a sentence."""
    value = " ".join(value.split())[:120]
    found = list(find_dates(value))
    if len({one.dates for one in found}) == 1:
        return found[0].dates
    if found:
        return UNKNOWN_DATE
    if match := _COMPACT.match(value):
        return _day(match["y"], match["m"], match["d"])
    if match := _MONTH_YEAR.match(value):
        return month_range(int(match["year"]), MONTHS[match["name"].lower().rstrip(".")])
    if match := _NUMBER_MONTH.match(value):
        return month_range(int(match["year"]), int(match["month"]))
    if re.fullmatch(_YEAR, value):
        return DateRange(date(int(value), 1, 1), date(int(value), 12, 31), Precision.YEAR)
    if match := _EPOCH.match(value):
        day = datetime.fromtimestamp(int(match[1]), UTC).date()
        # Seconds since 1970 carry no time zone: the day where the article came out may be the one before or after.
        return DateRange.between(day - timedelta(days=1), day + timedelta(days=1))
    return UNKNOWN_DATE


def month_range(year: int, month: int) -> DateRange:
    return DateRange(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), Precision.MONTH)


def _dates_of(match: re.Match[str]) -> DateRange:
    for n in "157":
        if match[f"y{n}"]:
            return _day(match[f"y{n}"], match[f"m{n}"], match[f"d{n}"])
    for n in "234":
        if match[f"y{n}"]:
            return _day(match[f"y{n}"], MONTHS[match[f"mn{n}"].lower().rstrip(".")], match[f"d{n}"])
    return _either_order(match["y6"], match["a6"], match["b6"])


def _either_order(year: str, first: str, second: str) -> DateRange:
    """Both readings of 03/04/2019 when both exist, as the range that holds them; the one that exists otherwise."""
    readings = [day for day in (_day(year, second, first), _day(year, first, second)) if day.known]
    days = sorted(day.start for day in readings if day.start)
    return DateRange.between(days[0], days[-1]) if days else UNKNOWN_DATE


def _day(year: str | int, month: str | int, day: str | int) -> DateRange:
    try:
        return DateRange.day(date(int(year), int(month), int(day)))
    except ValueError:
        return UNKNOWN_DATE
