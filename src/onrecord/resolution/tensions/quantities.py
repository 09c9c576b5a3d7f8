"""Figures with their unit, period and the words around them, so that two reports of one quantity can be compared."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...record import Annotated, Passage, Span
from ..derivation.sentence import sentence_around
from ..derivation.tokens import Tokenizer, key_of, stem_of, unread

VOTES = "vote"  # the unit of the result of a vote
LONGEST = 800  # code points of a sentence; longer ones are tables or lists
ROUND = 0.05  # a figure without "about" is still rounded by so much at most
# How far the words before a figure let it lie from the number itself.
_NEAR = {
    **dict.fromkeys(("nearly", "almost", "close to"), (0.85, 1.0)),
    **dict.fromkeys(("under", "less than", "fewer than", "up to", "as many as"), (0.5, 1.0)),
    **dict.fromkeys(("over", "more than", "at least"), (1.0, 1.5)),
    **dict.fromkeys(("about", "around", "some", "roughly", "approximately", "an estimated"), (0.85, 1.15)),
}
_WORDS = {
    **{
        word: value
        for value, word in enumerate(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
            "seventeen eighteen nineteen twenty".split()
        )
    },
    **{word: 10 * value for value, word in enumerate("thirty forty fifty sixty seventy eighty ninety".split(), 3)},
    "half a dozen": 6,
    "a dozen": 12,
    "two dozen": 24,
}
_SCALES = {
    "hundred": 1e2,
    **dict.fromkeys(("thousand", "k"), 1e3),
    **dict.fromkeys(("million", "mn", "m"), 1e6),
    **dict.fromkeys(("billion", "bn", "b"), 1e9),
    **dict.fromkeys(("trillion", "tn"), 1e12),
}
_CURRENCIES = {
    **dict.fromkeys(("$", "us$", "dollar", "dollars"), "dollar"),
    **dict.fromkeys(("€", "euro", "euros"), "euro"),
    **dict.fromkeys(("£", "pounds"), "pound"),
    **dict.fromkeys(("¥", "yen"), "yen"),
    **dict.fromkeys(("₪", "shekels"), "shekel"),
    "crowns": "crown",
    "rubles": "ruble",
}
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|" + "|".join(sorted(_WORDS, key=len, reverse=True)) + ")"
_FIGURE = re.compile(
    rf"(?<![\w.,:/-])(?:(?P<near>{'|'.join(_NEAR)})[ \u00a0]+)?(?P<sign>(?:US)?[$€£¥₪])?[ \u00a0]?"
    rf"(?P<number>{_NUMBER})(?:[ \u00a0-]?(?P<scale>hundred|thousand|million|billion|trillion|bn|mn|tn|[kmb](?=\b)))?"
    r"(?:[ \u00a0]?(?P<percent>%|percent\b|per cent\b)"
    r"|[ \u00a0-](?P<after>[a-z][\w’'-]*(?:[ \u00a0][a-z][\w’'-]*){0,2}))?(?![\w/:-])",
    re.IGNORECASE,
)
# "voted 348-77 to override", "a 97-1 vote", "passed it by 52 to 48": the ayes count.
_PAIR = re.compile(r"(?<![\w.,$€£-])\d{1,3}(?:[-–]| to )\d{1,3}(?![\w%,.]?\d|[\w%-])")
_VOTED = re.compile(
    r"\b(?:vot(?:e[sd]?|ing)|tally|pass(?:ed|es)?|approved|rejected|adopted|overrode|defeated|confirmed)\b[^.;()]{0,50}$",
    re.IGNORECASE,
)
_OF_A_VOTE = re.compile(r" (?:\w+ ){0,2}?(?:vote|tally)\b", re.IGNORECASE)
_VOTED_WITHIN = 65  # code points before the numbers
_PARTS = frozenset("page pages age ages aged article articles section sections chapter verse verses room".split())
_PERIODS = tuple(
    (name, re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE))
    for name, pattern in (
        ("year", "(?:each|every|per|a) year|annual(?:ly)?|yearly"),
        ("month", "(?:each|every|per|a) month|monthly"),
        ("week", "(?:each|every|per|a) week|weekly"),
        ("day", "(?:each|every|per|a) day|daily"),
        ("since", r"since|between \d{4}|from \d{4}|(?:over|in) the (?:past|last|next)"),
    )
)
# Words after a number that are no unit; units of time say when or how long rather than how much.
_NO_UNIT = frozenset(
    "in on at of to for and or but by from with as the a an is was were are has had have that which who percent "
    "more less january february march april may june july august september october november december am pm st "
    "nd rd th".split()
)
_TIME_UNITS = frozenset("year years month months week weeks day days hour hours minute minutes decade decades".split())
_CLAUSE_END = re.compile(
    r"[,.;:“”\"—–()]\s*|\b(?:that|while|whereas|although|because|but|and|which|who)\s+", re.IGNORECASE
)
_WORD = re.compile(r"\w+(?:[’']\w+)?")
_LITTLE = frozenset("the a an its their his her our this now currently still and".split())
_NAME = re.compile(r"\b[A-ZÀ-Þ][\w’'-]+")
_POLLS = re.compile(r"\b(?:poll|polls|survey|voters|respondents|margin|surveyed|points?)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure in a document: least and greatest value its words allow, unit, period, words of its sentence."""

    passage: Passage
    words: str
    low: float
    high: float
    unit: str
    period: str
    context: frozenset[str]
    names: frozenset[str]
    frame: tuple[str, ...] = ()  # the other words of its clause, as stems, with "" in its place; empty for tallies


def find_quantities(article: Annotated, tokenizer: Tokenizer) -> Iterator[Quantity]:
    """Amounts of money, people and things in the text of `article`, in order; no dates, times and poll figures."""
    text, document_id = article.document.text, article.document.id
    silent = unread(article, headlines=True)
    speakers = _speakers(article)
    for match in _FIGURE.finditer(text):
        if any(span.start <= match.start() < span.end for span in silent):
            continue
        unit = _unit(match)
        value = _value(match)
        if unit is None or value is None:
            continue
        sentence = sentence_around(text, match.start("number"))
        words = sentence.of(text)
        if len(words) > LONGEST or _POLLS.search(words) or sentence.end < match.end("number"):
            continue  # a table, a poll, or a line break inside what looks like a number
        low, high = _NEAR[match["near"].lower()] if match["near"] else (1 - ROUND, 1 + ROUND)
        before = max(sentence.start, match.start())
        # The number's own words are no context; nor are other numbers, and who told it.
        around = " ".join(
            _without(text, Span(start, end), speakers)
            for start, end in (
                (sentence.start, before),
                (match.end("number"), sentence.end),
            )
        )
        context = frozenset(stem for stem in tokenizer.stems(tokenizer.tokens(around).keys) if not stem[0].isdigit())
        yield Quantity(
            Passage(document_id, sentence.start, sentence.end),
            _shown(match),
            value * low,
            value * high,
            unit,
            _period(words),
            context - {unit} - frozenset(_SCALES),
            frozenset(_NAME.findall(_without(text, sentence, speakers)[1:])),
            (
                *_stems(_CLAUSE_END.split(_without(text, Span(sentence.start, before), speakers))[-1]),
                "",
                *_stems(_CLAUSE_END.split(_without(text, Span(match.end("number"), sentence.end), speakers))[0]),
            ),
        )


def _stems(words: str) -> Iterator[str]:
    """The words as stems, articles left out."""
    return (stem_of(key) for key in map(key_of, _WORD.findall(words)) if key not in _LITTLE)


def find_tallies(article: Annotated, tokenizer: Tokenizer) -> Iterator[Quantity]:
    """Results of votes in the text of `article`, in order; the value is that of the ayes."""
    text, document_id = article.document.text, article.document.id
    silent = unread(article, headlines=True)
    for match in _PAIR.finditer(text):
        place = Span(*match.span())
        if not (
            _VOTED.search(text, max(0, place.start - _VOTED_WITHIN), place.start) or _OF_A_VOTE.match(text, place.end)
        ):
            continue
        sentence = sentence_around(text, place.start)
        last = re.search(r"(\w+)\W*$", text[max(0, place.start - 20) : place.start])
        if last is not None and last[1].lower() in _PARTS:
            continue
        if any(span.overlaps(place) for span in silent) or sentence.end < place.end or len(sentence) > LONGEST:
            continue
        around = f"{text[sentence.start : place.start]} {text[place.end : sentence.end]}"
        context = frozenset(stem for stem in tokenizer.stems(tokenizer.tokens(around).keys) if not stem[0].isdigit())
        value = float(re.split(r"\D+", match[0])[0])
        names = frozenset(_NAME.findall(sentence.of(text)[1:]))
        yield Quantity(
            Passage(document_id, sentence.start, sentence.end), match[0], value, value, VOTES, "", context, names
        )


def _speakers(article: Annotated) -> list[Span]:
    """The words of sources and cues: they say who told a figure rather than what it counts."""
    return [span for one in article.annotation.attributions if one.content for span in (*one.source, *one.cue)]


def _without(text: str, span: Span, spans: Sequence[Span]) -> str:
    """The words of `span` with those of `spans` blanked out."""
    words = list(span.of(text))
    for one in spans:
        if one.overlaps(span):
            first, after = max(one.start, span.start) - span.start, min(one.end, span.end) - span.start
            words[first:after] = " " * (after - first)
    return "".join(words)


def _unit(match: re.Match[str]) -> str | None:
    if match["sign"]:
        return _CURRENCIES[match["sign"].lower()]
    if match["percent"]:
        return "percent"
    after = (match["after"] or "").lower().split()
    if not after or after[0] in _NO_UNIT or after[0] in _TIME_UNITS:
        return None
    if after[0] in _CURRENCIES:
        return _CURRENCIES[after[0]]
    nouns = [word for word in after if word not in _NO_UNIT]
    # "300 Danish ferries", "300 ferries in": the unit is the last plural before a function word.
    for place, word in enumerate(after):
        if word in _NO_UNIT:
            nouns = after[:place]
            break
    plural = [word for word in nouns if word.endswith("s") or word in ("people", "men", "women", "children")]
    return plural[0].removesuffix("s") if plural and plural[0] not in _TIME_UNITS else None


def _value(match: re.Match[str]) -> float | None:
    words = match["number"].lower()
    value = float(_WORDS[words]) if words in _WORDS else float(words.replace(",", ""))
    if match["scale"]:
        value *= _SCALES[match["scale"].lower()]
    elif 1900 <= value <= 2100 and not match["sign"] and "," not in words:
        return None  # a year
    return value if value > 1 else None


def _period(sentence: str) -> str:
    return next((name for name, pattern in _PERIODS if pattern.search(sentence)), "")


def _shown(match: re.Match[str]) -> str:
    end = match.end("percent") if match["percent"] else match.end("scale") if match["scale"] else match.end("number")
    return " ".join(match.string[match.start() : end].split())
