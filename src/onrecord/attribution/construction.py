"""What the construction of a cue tells of the statement: that none was made, or only proposed, expected, supposed."""

from __future__ import annotations

import re

from .cue_words import ANSWERED, COMMENT, NOBODY, REFUSAL, is_speech

# Verbs whose infinitive tells of a statement that is still to be made, or that nobody would make.
_UTTER = (
    r"(?:say|tell|announce|declare|state|speak|address|comment|claim|confirm|deny|reveal|disclose|explain|issue|give|make|"
    r"deliver|present|unveil|publish|outline|propose|call|ask|urge|warn|promise|pledge|commit|respond|reply|answer|"
    r"apologi[sz]e|testify|report|condemn|denounce|endorse|recommend|accuse|name|insist|demand|appeal|repeat|discuss)"
)
_ADVERBS = r"(?:(?:also|well|still|yet|then|soon|now|even|later|first|at\s+least|\w+ly)\s+)*"
_FUTURE = re.compile(
    rf"\b(?:could|may|might|should|shall|will|would|must|can|cannot|[’']ll|[’']d|to)\s+{_ADVERBS}(?:be\s+\w+ing|{_UTTER})\b"
    r"|\b(?:is|are|was|were|be|been|being|has|have|had)\s+(?:\w+ly\s+)?"
    r"(?:expected|due|set|scheduled|slated|poised|likely|about|supposed|going|ready|prepared)\b",
    re.IGNORECASE,
)
# "would argue", "might add", "can tell you": said by the one who writes, or by habit.
_HEDGED = re.compile(
    r"\b(?:would|could|might|may|will|can|must|should)\s+(?:\w+ly\s+)?(?:argue|suggest|note|add|agree|call|describe)\b",
    re.I,
)
PERFECT = re.compile(r"\bto\s+have\b", re.IGNORECASE)
_IF = re.compile(r"(?:\b(?:if|unless|in\s+case)\b|^\W*(?:should|were|had)\b)[^,;:.!?“”\"]{0,60}$", re.IGNORECASE)
_WERE_TO = re.compile(r"^(?:were|was|is|are)\s+(?:ever\s+|also\s+)?to\b", re.IGNORECASE)
_WHETHER = re.compile(
    r"^\W*(?:if|whether|what|when|how|why|who|which|where|more|much|anything|so|any)\b", re.IGNORECASE
)
_THIS = re.compile(r"(?:this|it|on|to)\b", re.IGNORECASE)
_STATEMENT = (
    r"(?:statements?|announcements?|declarations?|pledges?|promises?|commitments?|apolog(?:y|ies)|speech|address|"
    r"warnings?)"
)
_PROPOSED = re.compile(
    r"\b(?:potential|possible|proposed|planned|expected|future|draft|upcoming|eventual|prospective|would-be|hypothetical)\s+"
    rf"(?:\w+\s+){{0,2}}{_STATEMENT}\b|\bidea\s+of\s+(?:\w+\s+){{1,4}}$",
    re.IGNORECASE,
)
# "a presidential statement that ...": whether it was made, only a verb of making (or "in a statement") tells.
_ARTICLE = r"(?:an?|any|some|such|another)"
_MIGHT_BE = re.compile(
    rf"^(?P<article>{_ARTICLE}\s+(?:such\s+an?\s+)?)?(?:[\w’'-]+\s+){{0,2}}?(?:statement|announcement|declaration|pledge|promise|commitment)s?\b",
    re.IGNORECASE,
)
_OPEN_ARTICLE = re.compile(rf"\b{_ARTICLE}\s+(?:[\w’'-]+\s+){{0,3}}$", re.IGNORECASE)
_MADE = re.compile(
    r"\b(?:issu\w+|ma[dk]\w+|releas\w+|g[ai]v\w+|deliver\w+|publish\w+|sen[dt]\w*|read\w*|post\w+|sign\w+|out|saw|heard|"
    r"had|has|have|was|in|after|following|despite|with|by|to|from|on|cit\w+|quot\w+|of|via|through)\s+$",
    re.IGNORECASE,
)
_SILENT = re.compile(
    r"(?:\bnot|n[’']t|\bnever|\bnor|\byet\s+to|\bfail(?:s|ed)?\s+to|\b(?:refus|declin)\w+\s+to|\bavoid(?:s|ed)?)\s+"
    r"(?:\w+ly\s+|be\s+|been\s+|yet\s+|even\s+|want(?:ed)?\s+to\s+|publicly\s+)*"
    r"(?:say|said|saying|tell|told|disclosed?|specif(?:y|ied)|elaborated?|reveal(?:ed)?|comment(?:ed|ing)?|respond(?:ed)?|repl(?:y|ied)|"
    r"confirm(?:ed)?|explain(?:ed)?|address(?:ed)?|answer(?:ed)?|detail(?:ed)?|identif(?:y|ied)|discuss(?:ed)?|reached|drawn|provided?|give)\b",
    re.IGNORECASE,
)
_SILENCE = re.compile(
    r"\bneither\s+confirm\w*\s+nor|\bsa(?:id|ys?|ying)\s+nothing\b|\b(?:silent|silence|mum|tight-lipped)\b"
    r"|\b(?:went|go|gone)\s+unanswered|\bno\s+(?:\w+\s+)?(?:comment|response|reaction|reply|answer)\b"
    r"|\b(?:contacted|approached|reached\s+out\s+to|asked)\s+for\s+(?:\w+\s+)?(?:comment|reaction|response)|\bto\s+be\s+drawn\b",
    re.IGNORECASE,
)
_FIRST_PERSON = re.compile(r"^\W*(?:i|we|you)\b", re.IGNORECASE)


def is_silence(cue: str, content: str, source: str) -> bool:
    """Whether the cue tells that somebody did not say: a refusal, no answer, "has yet to say whether"."""
    if NOBODY.match(source) and (ANSWERED.search(cue) or ANSWERED.match(content)):
        return True
    if REFUSAL.search(cue) and (COMMENT.search(cue) or COMMENT.match(_start_of(content))):
        return True
    joined = f"{cue} {content[:40]}"
    silent = _SILENT.search(joined)
    if silent and silent.start() < len(cue):
        told = joined[silent.end() :].strip(" .,;")
        return (
            not told
            or bool(_THIS.match(told) or _WHETHER.match(content) or _WHETHER.match(told))
            or "drawn" in silent.group()
        )
    silence = _SILENCE.search(joined)
    return silence is not None and silence.start() < len(cue)


def is_unmade(cue: str, content: str, source: str, before: str) -> bool:
    """Whether the cue tells of a statement that was not made: proposed, expected, conditional."""
    if _WERE_TO.search(cue) or _PROPOSED.search(f"{before[-40:]} {cue}"):
        return True
    noun = _MIGHT_BE.match(cue)
    if noun:
        article = None if noun["article"] else _OPEN_ARTICLE.search(before)
        if (noun["article"] or article) and not _MADE.search(before[: article.start() if article else None]):
            return True
    if _FIRST_PERSON.match(source) or not is_speech(f"{cue} {content[:20]}"):
        return False
    if _IF.search(before):
        return True
    future = _FUTURE.search(f"{cue} {content[:12]}")
    if future is None or future.start() >= len(cue) or _HEDGED.search(cue) or PERFECT.search(cue):
        return False
    if future.group().lower().startswith("to"):
        return False  # "plans to announce": the first verb decides
    # Words given as they were: a habit ("he would say").
    return not (content[:1] in "\"“‘'«" and re.search(r"\b(?:would|will)\b", cue))


def _start_of(content: str) -> str:
    return re.sub(
        r"^(?:to|on|for|any|the|a|further|immediately|publicly|questions? (?:about|on))\s+",
        "",
        content.strip(),
        flags=re.IGNORECASE,
    )
