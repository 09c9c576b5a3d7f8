"""The words an event is listed under: a sentence that a reader understands without its article."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ...record import Actor, ActorKind, Span
from ..dates import DateMention, Mod
from ..dates.context import in_quotation
from .clauses import Telling
from .splitting import FINITE, LONGEST, clause_of

# Nouns whose phrase tells enough by itself, once it has a name in it: "the Ostrand election".
ALONE = frozenset(
    "election vote referendum ballot runoff primary caucus summit deadline hearing trial inauguration convention war "
    "census sentencing expiry cutoff by-election general-election budget conference".split()
)
_FRAME = re.compile(
    r"(?:however|meanwhile|earlier|indeed|instead|moreover|in addition|nevertheless|still|also|then|now|so|but|and|yet|"
    r"for example|for instance|as a result|in fact|of course)\b[,\s]+"
    r"|(?:it|this|that|which)\s+(?:comes?|came|follows?|followed)\s+(?:\w+\s+){0,2}?(?:after|as|when)\s+",
    re.IGNORECASE,
)
_PLACE_LINE = re.compile(r"[A-Z][A-Z .,’'()A-Za-z]{2,40}\s(?:--|—|–|―|-)\s+")
_CAPITAL_LINE = re.compile(r"^[A-Z]{3}[A-Z .,’'()A-Za-z0-9]{2,40}\s(?:--|—|–|―|-)\s+(?=[A-Z“\"])")
_PRONOUN = re.compile(r"(?<!\w)(?:(?P<one>he|she)|(?P<own>his))(?![\w’'])", re.IGNORECASE)
_SAID_AFTER = re.compile(
    r"[,!?.]?[”\"]\s*(?:he|she|they|[A-Z][\w.’' -]{1,40}?)\s+(?:said|added|tweeted|wrote|told|continued|says)\b[^”\"]*$"
)
_DANGLING = re.compile(r",?\s+(?:when|where|which|who|as|after|before|and|but|with|amid),?(?:\s+\w+){0,3}$")
_DATE_WORDS = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug "
    "sept sep oct nov dec monday tuesday wednesday thursday friday saturday sunday".split()
)
_TASK = re.compile(
    r"(?P<who>[\w’'.-]+(?:\s+[\w’'.-]+){0,7}?)\s+(?:must|needs?\s+to|ha(?:s|ve|d)\s+to|(?:is|are|was|were)\s+(?:un)?able\s+to|"
    r"cannot|can\s+not|can|fails?\s+to|failed\s+to|would\s+have\s+to|will\s+have\s+to|should)\s+(?P<what>(?:[\w’'.-]+\s+){1,14}?)"
    r"(?:by|before)\s+(?:the|an?|its|their|this)?\s*$"
)
_REACH = 700  # characters back in which "he" was last named


def describe(text: str, found: Telling, actors_in: Sequence[tuple[Span, str]], actors: Mapping[str, Actor]) -> str:
    """The clause as a sentence: its relative pronoun and its first "he" told by name, no words of passage before it."""
    span = found.span
    words = span.of(text)
    if found.before is not None:
        words = f"{found.before.of(text)} {words}"
    else:
        place = _PLACE_LINE.match(words)
        if place and span.start <= text.rfind("\n", 0, span.start) + 2:
            words = words[place.end() :]
        frame = _FRAME.match(words)
        if frame and re.match(r"[\w“\"]", words[frame.end() :]):
            words = words[frame.end() :]
        words = _named(text, span, words, actors_in, actors)
    return shortened(_balanced(_DANGLING.sub("", words)))


def describe_named(text: str, sentence: Span, found: Telling, mention: DateMention) -> tuple[str, bool]:
    """The words for an event told by its noun, and whether they name it: else they are the clause it stands in."""
    phrase = " ".join(found.span.of(text).split())
    names = [word for word in re.findall(r"\b[A-Z][\w’'-]+", phrase) if word.lower().rstrip(".") not in _DATE_WORDS]
    if found.noun in ("deadline", "cutoff", "expiry") or mention.mod is Mod.BY:
        task = _TASK.search(text[sentence.start : found.span.start])
        if task is not None:
            who, what = (" ".join(task[part].split()) for part in ("who", "what"))
            who = re.sub(r"^(?:.*\b(?:if|that|when|unless|and|but|while)\s+)", "", who)
            return shortened(f"{_bare(phrase)} for {who} to {what}"), True
    if names and found.noun in ALONE:
        return shortened(phrase), True
    clause = clause_of(text, sentence, mention, alone=False)
    words = clause.span.of(text)
    if clause.before is not None:
        words = f"{clause.before.of(text)} {words}"
    if not FINITE.search(words) or len(words.split()) < 4:
        return shortened(phrase), True
    if found.noun in ALONE:  # still this election, told by what is said of it
        return shortened(f"{_bare(phrase)}: {_balanced(words)}"), True
    return shortened(_balanced(words)), False


def _bare(phrase: str) -> str:
    """The phrase without its article: "December 11 deadline"."""
    return re.sub(r"^(?:the|an?|its|his|her|their|this)\s+", "", phrase, flags=re.IGNORECASE)


def _named(
    text: str,
    span: Span,
    words: str,
    actors_in: Sequence[tuple[Span, str]],
    actors: Mapping[str, Actor],
) -> str:
    """The words with their first "he" replaced by a name in brackets, where nobody is named before it in them."""
    offset = span.start + len(span.of(text)) - len(words)
    pronoun = _PRONOUN.search(words)
    if pronoun is None or in_quotation(text, offset + pronoun.start()):
        return words
    at = Span(offset + pronoun.start(), offset + pronoun.end())
    persons = [(place, a) for place, a in actors_in if a in actors and actors[a].kind is ActorKind.PERSON]
    if any(span.start <= place.start < at.start for place, _ in persons):
        return words
    known = next((actor for place, actor in actors_in if place == at and actor in actors), None)
    if known is None:
        earlier = [(place, actor) for place, actor in persons if at.start - _REACH <= place.start < at.start]
        line = text.rfind("\n", 0, at.start)
        here = {actor for place, actor in earlier if place.start > line}
        known = here.pop() if len(here) == 1 else earlier[-1][1] if earlier and not here else None
    if known is None:
        return words
    own = "’s" if pronoun["own"] else ""
    return f"{words[: pronoun.start()]}[{actors[known].name}{own}]{words[pronoun.end() :]}"


def _balanced(words: str) -> str:
    """The words on one line, without a quotation mark that has lost its partner and without "he added" at the end."""
    plain = _CAPITAL_LINE.sub("", " ".join(words.split()))
    if plain[:1] in '“"' and _SAID_AFTER.search(plain):
        plain = _SAID_AFTER.sub("", plain)[1:] + "”"
        plain = "“" + plain
    for opening, closing in (("“", "”"), ('"', '"')):
        n_open = plain.count(opening)
        n_close = n_open % 2 if opening == closing else n_open - plain.count(closing)
        if opening == closing and n_close:
            plain = (
                plain.replace('"', "", 1)
                if plain.startswith('"')
                else plain.rsplit('"', 1)[0] + plain.rsplit('"', 1)[1]
            )
        elif n_close > 0:
            plain = plain[1:] if plain.startswith(opening) else plain + closing
        elif n_close < 0 and plain.endswith(closing):
            plain = plain[:-1]
    return plain.strip(" ,;—–").lstrip(")] ,;")


def shortened(words: str) -> str:
    """At most `LONGEST` characters, cut between words with a mark."""
    plain = " ".join(words.split())
    if len(plain) <= LONGEST:
        return plain
    cut = plain[:LONGEST].rsplit(" ", 1)[0]
    comma = max(cut.rfind(", "), cut.rfind("; "))
    return (cut[:comma] if comma > LONGEST * 0.6 else cut).rstrip(" ,;") + " …"
