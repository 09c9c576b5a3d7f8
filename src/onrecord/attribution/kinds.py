"""Which act a cue names: saying, holding (belief, wish, fear), planning, asking, or declining to comment."""

from __future__ import annotations

import re
from functools import lru_cache

from ..record import AttributionKind
from .drafts import Draft


def _pattern(stems: str) -> re.Pattern[str]:
    """Any of the blank-separated stems as whole words; an underscore stands for a blank."""
    return re.compile(r"\b(?:" + "|".join(stem.replace("_", " ") for stem in stems.split()) + r")\b", re.IGNORECASE)


_REFUSAL = _pattern(
    r"""
    no_comment (?:declin|refus)(?:e|es|ed|ing)
    (?:not|n[o']t|never|neither|no)\b.{0,40}\b(?:respond(?:ed)?|repl(?:y|ied)|return(?:ed)?|answer(?:ed)?|comment(?:ed)?|be_reached)
    (?:un)?available_for_comment (?:unavailable|remained_silent|kept_silent|stayed_silent|dodged|sidestepped)
    """
)
_NOBODY = _pattern(r"neither nobody no_one none no")
_ANSWERED = _pattern(r"comment(?:s|ed)? respond(?:s|ed)? repl(?:y|ied) answered")
_COMMENT = _pattern(
    r"""
    comments? commenting respond\w* repl(?:y|ies|ied) answer\w* questions? inquir\w+ enquir\w+ requests? say speak
    discuss\w* elaborate confirm reached interview\w* calls? messages? e-?mails? disclose identify specify name
    talk reveal
    """
)
_ASKED = _pattern(
    r"""
    ask(?:s|ed|ing)? inquir(?:e|es|ed|ing|y|ies) wonder(?:s|ed|ing)? quer(?:y|ies|ied|ying) question(?:s|ed|ing)?
    demand(?:s|ed|ing)?_to_know press(?:es|ed)?_\w+_(?:on|about|whether) quizz(?:es|ed|ing) grill(?:s|ed|ing)
    interrogat\w+
    """
)
_PLANNED = _pattern(
    r"""
    plan(?:s|ned|ning)? inten[dt](?:s|ed|ing|ion|ions)? vow(?:s|ed|ing)? pledg(?:e|es|ed|ing)
    promis(?:e|es|ed|ing) threaten(?:s|ed|ing)? aim(?:s|ed|ing)? seek(?:s|ing)? sought vying
    commit(?:s|ted|ting|ment)? decid(?:e|es|ed|ing) decision resolv(?:e|es|ed|ing) prepar(?:e|es|ed|ing) set_to
    poised_to try(?:ing)?_to tries_to tried_to agree(?:s|d|ing)?_to offer(?:s|ed|ing)?_to vot(?:e|es|ed|ing)_to
    schedul(?:e|es|ed|ing) attempt(?:s|ed|ing)? push(?:es|ed|ing)?_(?:for|to)
    look(?:s|ed|ing)?_to mov(?:e|es|ed|ing)_to propos(?:e|es|ed|ing)_to undertak\w+ undertook will
    """
)
_SAID = _pattern(
    r"""
    sa(?:y|ys|id|ying) t(?:ell|ells|old|elling) according tweet\w* wr(?:ite|ites|ote|iting|itten) add(?:s|ed|ing)?
    stat(?:e|es|ed|ing|ement|ements) report(?:s|ed|ing|edly)? announc\w+ claim\w* argu\w+ warn\w* insist\w*
    suggest\w* explain\w* describ\w+ call(?:s|ed|ing)? declar\w+ testif\w+ respon[ds]\w* acknowledg\w+ admit\w*
    den(?:y|ies|ied|ying|ial) repl(?:y|ies|ied|ying) confirm\w* reveal\w* mention\w* comment(?:s|ed|ing)?
    remark\w* spoke(?:n|sman|swoman)? speak\w* assert\w* contend\w* stress\w* emphasi[sz]\w+ allege\w*
    not(?:e|es|ed|ing) point\w*_out recall\w* quot\w+ urg(?:e|es|ed|ing) slam\w* blast\w* critici[sz]\w+ prais\w+
    accus\w+ predict\w* predicted conclud\w+ underscor\w+ underlin\w+ hint\w* thank\w* affirm\w* reaffirm\w*
    reiterat\w+ vent(?:s|ed|ing)? endors\w+ welcom\w+ condemn\w+ denounc\w+ dismiss\w+ hail(?:s|ed|ing)? laud\w*
    demand(?:s|ed|ing)? appeal(?:s|ed|ing)? defend(?:s|ed|ing)? disput\w+ rebuk\w+ scold\w* mock(?:s|ed|ing)?
    caution(?:s|ed|ing)? lament\w* boast\w* joke(?:s|d) quip\w* brief(?:s|ed|ing)? inform(?:s|ed|ing)? notif\w+
    lobb(?:y|ies|ied|ying) plead(?:s|ed|ing)? beg(?:s|ged|ging)? order(?:s|ed|ing)?
    testimony assur(?:e|es|ed|ing) propos(?:e|es|ed|ing|al) recommend\w* advis(?:e|es|ed|ing) cit(?:e|es|ed|ing)
    """
)
_HELD = _pattern(
    r"""
    believ(?:e|es|ed|ing) beliefs? th(?:ink|inks|ought|inking) want(?:s|ed|ing)? wish(?:es|ed|ing)?
    hop(?:e|es|ed|ing) hopeful fear(?:s|ed|ing|ful)? worr(?:y|ies|ied|ying|isome) concern(?:s|ed)? feel(?:s|ing)?
    felt expect(?:s|ed|ing|ation|ations)? consider(?:s|ed|ing)? know(?:s|n|ing)? knew doubt(?:s|ed|ing|ful)?
    views? viewed viewing see(?:s|n|ing)? saw regard(?:s|ed|ing)? support(?:s|ed|ing|ive)?
    oppos(?:e|es|ed|ing|ition) opposed favou?r(?:s|ed|ing)? prefer\w* like(?:s|d)? love(?:s|d)? hate(?:s|d)?
    assum(?:e|es|ed|ing) suspect(?:s|ed|ing)? convinced confident certain sure aware understand(?:s|ing)?
    understood reali[sz]\w+ agree(?:s|d|ing|ment)? disagree\w* wary optimistic pessimistic inclined
    envision(?:s|ed|ing)? envisag\w+ deem(?:s|ed|ing)? accept(?:s|ed|ing)? reject(?:s|ed|ing)?
    approv(?:e|es|ed|ing|al) mind opinion perceiv\w+ imagin\w+ anticipat\w+ look(?:s|ed|ing)?_forward desire\w*
    need(?:s|ed)? keen eager willing reluctant skeptical sceptical alarmed surprised judg(?:e|es|ed|ing)
    back(?:s|ed|ing)? champion(?:s|ed|ing)? advocat(?:e|es|ed|ing) resist(?:s|ed|ing)? object(?:s|ed|ing)?
    guess(?:es|ed|ing)? estimat(?:e|es|ed|ing) remember(?:s|ed|ing)? learn(?:s|ed|ing)? heard?
    """
)

_STANCE = _pattern(
    r"""
    against open_to supportive receptive sympathetic hostile enthusiastic lukewarm unconvinced in_favou?r on_board
    point_of_view
    """
)

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
_PERFECT = re.compile(r"\bto\s+have\b", re.IGNORECASE)
_IF = re.compile(r"(?:\b(?:if|unless|in\s+case)\b|^\W*(?:should|were|had)\b)[^,;:.!?“”\"]{0,60}$", re.IGNORECASE)
_WERE_TO = re.compile(r"^(?:were|was|is|are)\s+(?:ever\s+|also\s+)?to\b", re.IGNORECASE)
_WHETHER = re.compile(
    r"^\W*(?:if|whether|what|when|how|why|who|which|where|more|much|anything|so|any)\b", re.IGNORECASE
)
_THIS = re.compile(r"(?:this|it|on|to)\b", re.IGNORECASE)
_STATEMENT = r"(?:statements?|announcements?|declarations?|pledges?|promises?|commitments?|apolog(?:y|ies)|speech|address|warnings?)"
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
_LIGHT = re.compile(
    r"(?:like|love|hate|prefer|know|learn|see|saw|hear|feel|felt|need|remember|sure|view|opinion)\w*$", re.IGNORECASE
)
_FIRST_PERSON = re.compile(r"^\W*(?:i|we|you)\b", re.IGNORECASE)

_BE = re.compile(r"(?:is|are|was|were|remains?|remained|be|been)(?:\s+\w+)?", re.IGNORECASE)
_ACTS = (
    (AttributionKind.SAID, _SAID),
    (AttributionKind.PLANNED, _PLANNED),
    (AttributionKind.HELD, _HELD),
    (AttributionKind.HELD, _STANCE),
)


@lru_cache(maxsize=4096)
def kind_of(cue: str, content: str = "", source: str = "", before: str = "") -> AttributionKind:
    """The kind by the cue's words and construction; the first words of content and source settle refusals ("declined"
    + "to comment", "neither side" + "commented"), `before`, the clause before the cue, what is only supposed ("if he").

    A statement that is proposed, expected or supposed is planned, never said. Of several listed verbs the first governs
    ("plans to announce", "said he plans"); what is in no list counts as said.
    """
    if _is_silence(cue, content, source):
        return AttributionKind.NO_COMMENT
    if _is_unmade(cue, content, source, before):
        return AttributionKind.PLANNED
    if _ASKED.search(cue):
        return AttributionKind.ASKED
    # A verb that takes its particle into the content ("voted" + "to wait") is known by both, "are" by what follows.
    reach = len(cue) if not _BE.fullmatch(cue) else len(cue) + 20
    joined = f"{cue} {content[:4] if reach == len(cue) else content[:20]}"
    found = [
        (match.start(), n, kind)
        for n, (kind, pattern) in enumerate(_ACTS)
        for match in [pattern.search(joined)]
        if match and match.start() < reach
    ]
    if not found:
        return AttributionKind.SAID
    first = min(found)
    says = next((f for f in found if f[2] is AttributionKind.SAID), None)
    if says and (_PERFECT.search(cue[first[0] :]) or _LIGHT.search(cue[first[0] : says[0]].split(" ")[0])):
        return AttributionKind.SAID
    return first[2]


def _is_silence(cue: str, content: str, source: str) -> bool:
    if _NOBODY.match(source) and (_ANSWERED.search(cue) or _ANSWERED.match(content)):
        return True
    if _REFUSAL.search(cue) and (_COMMENT.search(cue) or _COMMENT.match(_start_of(content))):
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
    told = _SILENCE.search(joined)
    return told is not None and told.start() < len(cue)


def _is_unmade(cue: str, content: str, source: str, before: str) -> bool:
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
    if future is None or future.start() >= len(cue) or _HEDGED.search(cue) or _PERFECT.search(cue):
        return False
    if future.group().lower().startswith("to"):
        return False  # "plans to announce": the first verb decides
    if content[:1] in "\"“‘'«" and re.search(r"\b(?:would|will)\b", cue):
        return False  # words given as they were: a habit
    return True


def kind_of_draft(text: str, draft: Draft) -> AttributionKind:
    """The kind of a draft of `text`."""
    cue = " ".join(text[s.start : s.end] for s in draft.cue)
    content, source = (
        text[p[0].start : min(p[0].end, p[0].start + 60)] if p else "" for p in (draft.content, draft.source)
    )
    at = draft.cue[0].start
    line = text.rfind("\n", 0, at) + 1
    return kind_of(cue, content, source, text[max(line, at - 90) : at])


def is_speech(cue: str) -> bool:
    """Whether the cue holds a word of saying or asking."""
    return bool(_SAID.search(cue) or _ASKED.search(cue))


def is_listed(cue: str) -> bool:
    """Whether the cue holds a word of any of the lists."""
    return any(pattern.search(cue) for pattern in (_SAID, _HELD, _PLANNED, _ASKED))


def may_attribute(text: str) -> bool:
    """Whether a clause holds any word that could be a cue: worth a reading of its own."""
    return bool(_SAID.search(text) or _HELD.search(text) or _PLANNED.search(text) or _ASKED.search(text))


def _start_of(content: str) -> str:
    return re.sub(
        r"^(?:to|on|for|any|the|a|further|immediately|publicly|questions? (?:about|on))\s+",
        "",
        content.strip(),
        flags=re.IGNORECASE,
    )
