"""What is done with a concept, spoken of by a noun of its own: "a sale" where a text tells of selling the ferry line.

A codebook may hold the thing ("ferry line") while a text says what it takes to sell, lease or close it. A noun for such
a deed stands for the concept where the same text names both together: "the sale of the ferry line", "the ferry sale",
"would sell the ferry line".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...record import Span
from ..derivation.sentence import sentence_around
from .naming import ConceptNames, Named

# Nouns of deeds that change a thing, with the verb where its letters differ.
_VERBS = {
    "sale": "sell|sells|selling|sold",
    "purchase": "buy|buys|buying|bought",
    "takeover": "take over|takes over|taking over|took over|taken over",
    "buyout": "buy out|buys out|bought out",
    "handover": "hand over|hands over|handing over|handed over",
    "loan": "lend|lends|lending|lent",
    "shutdown": "shut|shuts|shutting",
    "rebuild": "rebuild|rebuilds|rebuilding|rebuilt",
    "tender": "tender|tenders|tendered|tendering",
}
_PLAIN = (
    "lease|swap|transfer|split|cut|ban|move|increase|rise|merger|closure|disposal|renewal|removal|repeal|reform|"
    "upgrade|revival|spin-off|listing|rezoning|licen[cs]ing|building|opening|closing|widening|dredging"
)
_SUFFIXED = r"(?:[a-z]{4,}(?:[ai]tion|[cs]tion|[cls]sion|lition|isition))|(?:re|re-|dis|de)?[a-z]{4,}(?:al|ment)"
_NO_DEED = (
    r"(?:parliament|department|statement|document|comment|argument|agreement|government|regiment|treatment|station|"
    r"nation|organi[sz]ation|association|institution|constitution|corporation|foundation|federation|administration|"
    r"generation|population|information|coalition|commission|opposition|mission|session|section|question|position|"
    r"election|action|decision|discussion|petition|tradition|condition|education|intention|reputation|situation|"
    r"legislation|application|election|hospital|capital|official|general|tribunal|animal|festival|journal|material|"
    r"criminal|proposal|federal|national|local|individual|signal|rival|moment|instrument|monument|amendment|apartment|"
    r"investment|management|movement|settlement|judgment|element|equipment|environment|employment|punishment|"
    r"final|legal|royal|central|mineral|canal|manual|annual|several|total|medal|metal|pedal|"
    r"referral|approval|withdrawal|appeal|trial|refusal|denial|arrival|survival)s?"
)
_DEED = re.compile(
    rf"\b(?:an?|the|any|such|this|that|each|every)\s+(?:[\w’'-]+\s+){{0,2}}?"
    rf"(?P<noun>(?!{_NO_DEED}\b)(?:{'|'.join(_VERBS)}|{_PLAIN}|{_SUFFIXED}))s?(?=\s*$|\s+(?:of|to|would|will|may|"
    r"might|could|can|must|should|cannot|also|still|be|is|needs?|requires?|does|did|has|lasts?|brings?|"
    r"takes?|covers?)\b)",
    re.IGNORECASE,
)
_OF_ANOTHER = re.compile(r"\s+of\s+(?!it\b|them\b|this\s+kind\b|that\s+kind\b)", re.IGNORECASE)  # "a sale of the zoo"
_STEM = 4  # letters that a noun shares with its verb: "closure", "close"
_FAR = 60  # code points between the deed and what it is done to
_NEW_CLAUSE = re.compile(r"[.;:!?]\s|,\s+(?:and|but|while|which|who)\s")


def deed_in(text: str, subject: Span) -> Span | None:
    """The last noun of `subject` for a deed, with its article: "any sale"; None where it has none."""
    found = next(reversed(list(_DEED.finditer(text, subject.start, subject.end))), None)
    if found is None or _OF_ANOTHER.match(text, found.end(), subject.end):
        return None
    return Span(found.start(), found.end())


def concept_of_deed(text: str, deed: Span, names: ConceptNames) -> Named | None:
    """The concept that `text` tells the deed of, in the nearest sentence before it or else the first after it; without
    one, where the deed stands with a word of a concept's name ("ferry sale"), that concept; else None."""
    noun = deed.of(text).split()[-1].lower()
    told = _told_with(noun)
    named = names.find(text, 0, len(text))
    best: tuple[int, Named] | None = None
    for verb in told.finditer(text):
        if verb.start() < deed.end and verb.end() > deed.start:
            continue
        concept = _beside(text, verb, named) or names.compound(text, verb.start())
        if concept is not None:
            away = deed.start - verb.start() if verb.start() < deed.start else len(text) + verb.start()
            if best is None or away < best[0]:
                best = away, concept
    return Named(best[1].concept_id, deed, False) if best else None


def _told_with(noun: str) -> re.Pattern[str]:
    """The deed's noun and its verb, in all forms."""
    single = noun if noun in _VERBS else noun.removesuffix("s")
    stem = single[: max(_STEM, len(single) - 5 if len(single) > 8 else len(single) - 3)]
    forms = _VERBS.get(
        single, rf"{re.escape(stem)}(?:[a-z]{{0,6}})" if len(single) > _STEM else rf"{single}(?:s|\w?ing)"
    )
    return re.compile(rf"\b(?:{re.escape(single)}s?|{forms})\b", re.IGNORECASE)


def _beside(text: str, verb: re.Match[str], named: Sequence[Named]) -> Named | None:
    """The concept that the deed is done to: named soon after it in its clause, or just before ("will be leased")."""
    sentence = sentence_around(text, verb.start())
    for one in named:
        after = verb.end() <= one.span.start <= min(verb.end() + _FAR, sentence.end)
        if after and not _NEW_CLAUSE.search(text, verb.end(), one.span.start):
            return one
    for one in reversed(named):
        before = max(sentence.start, verb.start() - _FAR // 2) <= one.span.end <= verb.start()
        if before and not _NEW_CLAUSE.search(text, one.span.end, verb.start()):
            return one
    return None
