"""Numbers, days and lists as the dossier writes them (design language, "Tables and numbers" and "Dates")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from ..record import AttributionKind, Basis, ConceptKind, DateRange, Precision, Stance

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_SPELLED = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
# Marks that turn the direction of writing; harmless in a paragraph of their own, misleading inside a label.
_DIRECTION = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")

STANCE_WORDS = {
    Stance.SUPPORT: "supports",
    Stance.OPPOSE: "opposes",
    Stance.CONDITIONAL: "only if",
    Stance.NEUTRAL: "neutral",
}
_STANCE_WORDS_OF_MANY = {
    Stance.SUPPORT: "support",
    Stance.OPPOSE: "oppose",
    Stance.CONDITIONAL: "only if",
    Stance.NEUTRAL: "neutral",
}
# An argument is used or contested: who "supports: harm to the marsh" would want the harm.
_ARGUMENT_WORDS = {
    Stance.SUPPORT: "makes the argument",
    Stance.OPPOSE: "disputes the argument",
    Stance.CONDITIONAL: "makes the argument only if",
    Stance.NEUTRAL: "mentions the argument",
}
STANCE_CLASSES = {Stance.SUPPORT: "pos", Stance.OPPOSE: "neg", Stance.CONDITIONAL: "con", Stance.NEUTRAL: "neu"}
STANCE_ORDER = (Stance.SUPPORT, Stance.OPPOSE, Stance.CONDITIONAL, Stance.NEUTRAL)
KIND_WORDS = {
    AttributionKind.SAID: "said",
    AttributionKind.HELD: "held",
    AttributionKind.PLANNED: "planned",
    AttributionKind.ASKED: "asked",
    AttributionKind.NO_COMMENT: "did not comment",
}
BASIS_WORDS = {
    Basis.METADATA: "page metadata",
    Basis.TEXT: "the text",
    Basis.SISTER: "other articles",
    Basis.CODER: "a coder",
    Basis.NONE: "not known",
}
PRECISION_WORDS = {
    Precision.DAY: "day",
    Precision.MONTH: "month",
    Precision.YEAR: "year",
    Precision.RANGE: "range",
    Precision.UNKNOWN: "not known",
}


def number(value: int) -> str:
    """1,204, with U+2212 for the minus."""
    return f"{value:,}".replace("-", "\u2212")


def count(value: int, one: str, many: str = "") -> str:
    """ "1 article", "12 articles"."""
    return f"{number(value)} {one if value == 1 else many or one + 's'}"


def agree(value: int, one: str, many: str) -> str:
    """The word that agrees with the number: "is" for 1, "are" for all others."""
    return one if value == 1 else many


def spelled(value: int) -> str:
    """ "twelve", "13": numbers up to twelve as words, for running text; 0 is "no"."""
    return _SPELLED[value] if 0 <= value < len(_SPELLED) else number(value)


def capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def stance_words(stance: Stance, *, plural: bool, kind: ConceptKind = ConceptKind.ISSUE) -> str:
    """ "opposes" after one speaker, "oppose" after several; "makes the argument" where the concept is one."""
    if kind is ConceptKind.ARGUMENT:
        verb, _, rest = _ARGUMENT_WORDS[stance].partition(" ")
        return f"{verb.removesuffix('s') if plural else verb} {rest}"
    return (_STANCE_WORDS_OF_MANY if plural else STANCE_WORDS)[stance]


_SEVERAL = frozenset("some many several few most two three four five six dozens both these those".split())
_DETERMINERS = _SEVERAL | {"a", "an", "the", "another", "one", "other", "senior", "former"}
_MANY = frozenset("people police men women children".split())
_HEAD_ENDS = re.compile(r",|\s(?:of|in|for|from|to|at|on|who|that|with|by|among|within|near|close|familiar)\s")


def is_plural(name: str, *, group: bool) -> bool:
    """Whether a description of people takes a plural verb; the name of nobody known to be a group has to look like a
    description ("aides to the mayor"), as a surname may end in s."""
    words = _HEAD_ENDS.split(name, maxsplit=1)[0].split()
    if not words or not (group or words[-1].islower()):
        return False
    head = words[-1].lower()
    if words[0].lower() in {"a", "an", "one", "another"}:
        return False
    return (
        words[0].lower() in _SEVERAL or head in _MANY or (head.endswith("s") and not head.endswith(("ss", "us", "is")))
    )


def in_sentence(name: str) -> str:
    """ "a spokesman for the navy" inside a sentence; names ("The Hague", "Two Rivers Council") as they are."""
    first, _, rest = name.partition(" ")
    return f"{first.lower()} {rest}" if first.lower() in _DETERMINERS and rest[:1].islower() else name


def listed(items: Sequence[str]) -> str:
    """ "a, b and c"; empty for no items."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def one_line(text: str, limit: int = 0) -> str:
    """The text as a label: single spaces, no marks of writing direction, cut at a word with "…" beyond `limit`."""
    label = " ".join(_DIRECTION.sub("", text).split())
    if not limit or len(label) <= limit:
        return label
    cut = label[: limit - 1]
    space = cut.rfind(" ")
    return (cut[:space] if space > limit // 2 else cut).rstrip(" ,;:.-–—") + "…"


def day_words(day: date, *, year: bool = True) -> str:
    words = f"{day.day} {MONTHS[day.month - 1]}"
    return f"{words} {day.year}" if year else words


def date_words(dates: DateRange, *, year: bool = True) -> str:
    """4 Sep 2031 · 1–13 Sep 2031 · Sep 2031 · by 5 Sep 2031 · 4 Oct 2031 or later · no date."""
    start, end = dates.start, dates.end
    if start is None and end is None:
        return "no date"
    if start is None:
        assert end is not None
        return f"by {day_words(end, year=year)}"
    if end is None:
        return f"{day_words(start, year=year)} or later"
    if dates.precision is Precision.YEAR:
        return str(start.year) if start.year == end.year else f"{start.year}–{end.year}"
    if dates.precision is Precision.MONTH and (start.year, start.month) == (end.year, end.month):
        return f"{MONTHS[start.month - 1]} {start.year}" if year else MONTHS[start.month - 1]
    if start == end:
        return day_words(start, year=year)
    if start.year != end.year:
        return f"{day_words(start)}–{day_words(end)}"
    if start.month != end.month:
        return f"{day_words(start, year=False)}–{day_words(end, year=year)}"
    return f"{start.day}–{day_words(end, year=year)}"


def span_words(start: int, end: int) -> str:
    """[2,652–2,707]: code points, half open."""
    return f"[{number(start)}–{number(end)}]"
