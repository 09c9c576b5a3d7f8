"""Which act a cue names: saying, holding (belief, wish, fear), planning, asking, or declining to comment."""

from __future__ import annotations

import re
from functools import lru_cache

from ..record import AttributionKind


def _pattern(*stems: str) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(stems) + r")\b", re.IGNORECASE)


_REFUSAL = _pattern(
    r"no comment",
    r"(?:declin|refus)(?:e|es|ed|ing)",
    r"(?:not|n[o']t|never|neither|no)\b.{0,40}\b(?:respond(?:ed)?|repl(?:y|ied)|return(?:ed)?|answer(?:ed)?|comment(?:ed)?|be reached)",
    r"(?:un)?available for comment",
    r"(?:unavailable|remained silent|kept silent|stayed silent|dodged|sidestepped)",
)
_COMMENT = _pattern(
    r"comments?", r"commenting", r"respond\w*", r"repl(?:y|ies|ied)", r"answer\w*", r"questions?", r"inquir\w+",
    r"enquir\w+", r"requests?", r"say", r"speak", r"discuss\w*", r"elaborate", r"confirm", r"reached", r"interview\w*",
    r"calls?", r"messages?", r"e-?mails?", r"disclose", r"identify", r"specify", r"name", r"talk", r"reveal",
)  # fmt: skip
_ASKED = _pattern(
    r"ask(?:s|ed|ing)?", r"inquir(?:e|es|ed|ing|y|ies)", r"wonder(?:s|ed|ing)?", r"quer(?:y|ies|ied|ying)",
    r"question(?:s|ed|ing)?", r"demand(?:s|ed|ing)? to know", r"press(?:es|ed)? \w+ (?:on|about|whether)",
    r"quizz(?:es|ed|ing)", r"grill(?:s|ed|ing)", r"interrogat\w+",
)  # fmt: skip
_PLANNED = _pattern(
    r"plan(?:s|ned|ning)?", r"inten[dt](?:s|ed|ing|ion|ions)?", r"vow(?:s|ed|ing)?", r"pledg(?:e|es|ed|ing)",
    r"promis(?:e|es|ed|ing)", r"threaten(?:s|ed|ing)?", r"aim(?:s|ed|ing)?", r"seek(?:s|ing)?", r"sought", r"vying",
    r"commit(?:s|ted|ting|ment)?", r"decid(?:e|es|ed|ing)", r"decision", r"resolv(?:e|es|ed|ing)", r"prepar(?:e|es|ed|ing)",
    r"set to", r"poised to", r"try(?:ing)? to", r"tries to", r"tried to", r"agree(?:s|d|ing)? to", r"offer(?:s|ed|ing)? to",
    r"vot(?:e|es|ed|ing) to", r"schedul(?:e|es|ed|ing)", r"attempt(?:s|ed|ing)?", r"want(?:s|ed|ing)? to", r"push(?:es|ed|ing)? (?:for|to)",
    r"look(?:s|ed|ing)? to", r"mov(?:e|es|ed|ing) to", r"propos(?:e|es|ed|ing) to", r"undertak\w+", r"undertook", r"will",
)  # fmt: skip
_SAID = _pattern(
    r"sa(?:y|ys|id|ying)", r"t(?:ell|ells|old|elling)", r"according", r"tweet\w*", r"wr(?:ite|ites|ote|iting|itten)", r"add(?:s|ed|ing)?",
    r"stat(?:e|es|ed|ing|ement|ements)", r"report(?:s|ed|ing|edly)?", r"announc\w+", r"claim\w*", r"argu\w+", r"warn\w*",
    r"insist\w*", r"suggest\w*", r"explain\w*", r"describ\w+", r"call(?:s|ed|ing)?", r"declar\w+", r"testif\w+", r"respon[ds]\w*",
    r"acknowledg\w+", r"admit\w*", r"den(?:y|ies|ied|ying|ial)", r"repl(?:y|ies|ied|ying)", r"confirm\w*", r"reveal\w*", r"mention\w*",
    r"comment(?:s|ed|ing)?", r"remark\w*", r"spoke(?:n|sman|swoman)?", r"speak\w*", r"assert\w*", r"contend\w*", r"stress\w*",
    r"emphasi[sz]\w+", r"allege\w*", r"not(?:e|es|ed|ing)", r"point\w* out", r"recall\w*", r"quot\w+", r"urg(?:e|es|ed|ing)",
    r"slam\w*", r"blast\w*", r"critici[sz]\w+", r"prais\w+", r"accus\w+", r"predict\w*", r"predicted", r"conclud\w+",
    r"underscor\w+", r"underlin\w+", r"hint\w*", r"thank\w*", r"affirm\w*", r"reaffirm\w*", r"reiterat\w+", r"vent(?:s|ed|ing)?",
)  # fmt: skip
_HELD = _pattern(
    r"believ(?:e|es|ed|ing)", r"beliefs?", r"th(?:ink|inks|ought|inking)", r"want(?:s|ed|ing)?", r"wish(?:es|ed|ing)?", r"hop(?:e|es|ed|ing)",
    r"hopeful", r"fear(?:s|ed|ing|ful)?", r"worr(?:y|ies|ied|ying|isome)", r"concern(?:s|ed)?", r"feel(?:s|ing)?", r"felt", r"expect(?:s|ed|ing|ation|ations)?",
    r"consider(?:s|ed|ing)?", r"know(?:s|n|ing)?", r"knew", r"doubt(?:s|ed|ing|ful)?", r"views?", r"viewed", r"viewing", r"see(?:s|n|ing)?", r"saw",
    r"regard(?:s|ed|ing)?", r"support(?:s|ed|ing|ive)?", r"oppos(?:e|es|ed|ing|ition)", r"opposed", r"favou?r(?:s|ed|ing)?", r"prefer\w*", r"like(?:s|d)?",
    r"love(?:s|d)?", r"hate(?:s|d)?", r"assum(?:e|es|ed|ing)", r"suspect(?:s|ed|ing)?", r"convinced", r"confident", r"certain", r"sure", r"aware",
    r"understand(?:s|ing)?", r"understood", r"reali[sz]\w+", r"agree(?:s|d|ing|ment)?", r"disagree\w*", r"wary", r"optimistic", r"pessimistic", r"inclined", r"envision(?:s|ed|ing)?",
    r"envisag\w+", r"deem(?:s|ed|ing)?", r"accept(?:s|ed|ing)?", r"reject(?:s|ed|ing)?", r"approv(?:e|es|ed|ing|al)", r"mind", r"opinion", r"perceiv\w+", r"imagin\w+",
    r"anticipat\w+", r"look(?:s|ed|ing)? forward", r"desire\w*", r"need(?:s|ed)?", r"keen", r"eager", r"willing", r"reluctant", r"skeptical", r"sceptical", r"alarmed", r"surprised",
    r"judg(?:e|es|ed|ing)", r"guess(?:es|ed|ing)?", r"estimat(?:e|es|ed|ing)", r"remember(?:s|ed|ing)?", r"learn(?:s|ed|ing)?", r"heard?",
)  # fmt: skip


@lru_cache(maxsize=4096)
def kind_of(cue: str, content: str = "") -> AttributionKind:
    """The kind by the cue's words; `content` (its first words are enough) settles refusals ("declined" + "to
    comment"). A speech verb decides over any other word; what is in no list counts as said."""
    if _REFUSAL.search(cue) and (_COMMENT.search(cue) or _COMMENT.match(_start_of(content))):
        return AttributionKind.NO_COMMENT
    if _ASKED.search(cue):
        return AttributionKind.ASKED
    if _SAID.search(cue):
        return AttributionKind.SAID
    if _PLANNED.search(cue):
        return AttributionKind.PLANNED
    if _HELD.search(cue):
        return AttributionKind.HELD
    return AttributionKind.SAID


def is_speech(cue: str) -> bool:
    """Whether the cue holds a word of saying or asking."""
    return bool(_SAID.search(cue) or _ASKED.search(cue))


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
