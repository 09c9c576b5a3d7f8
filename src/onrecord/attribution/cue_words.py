"""Words that cues are made of, by the act they name: the lists behind the kinds of attribution."""

from __future__ import annotations

import re


def _pattern(stems: str) -> re.Pattern[str]:
    """Any of the blank-separated stems as whole words; an underscore stands for a blank."""
    return re.compile(r"\b(?:" + "|".join(stem.replace("_", " ") for stem in stems.split()) + r")\b", re.IGNORECASE)


REFUSAL = _pattern(
    r"""
    no_comment (?:declin|refus)(?:e|es|ed|ing)
    (?:not|n[o']t|never|neither|no)\b.{0,40}\b(?:respond(?:ed)?|repl(?:y|ied)|return(?:ed)?|answer(?:ed)?|comment(?:ed)?|be_reached)
    (?:un)?available_for_comment (?:unavailable|remained_silent|kept_silent|stayed_silent|dodged|sidestepped)
    """
)
NOBODY = _pattern(r"neither nobody no_one none no")
ANSWERED = _pattern(r"comment(?:s|ed)? respond(?:s|ed)? repl(?:y|ied) answered")
COMMENT = _pattern(
    r"""
    comments? commenting respond\w* repl(?:y|ies|ied) answer\w* questions? inquir\w+ enquir\w+ requests? say speak
    discuss\w* elaborate confirm reached interview\w* calls? messages? e-?mails? disclose identify specify name
    talk reveal
    """
)
ASKED = _pattern(
    r"""
    ask(?:s|ed|ing)? inquir(?:e|es|ed|ing|y|ies) wonder(?:s|ed|ing)? quer(?:y|ies|ied|ying) question(?:s|ed|ing)?
    demand(?:s|ed|ing)?_to_know press(?:es|ed)?_\w+_(?:on|about|whether) quizz(?:es|ed|ing) grill(?:s|ed|ing)
    interrogat\w+
    """
)
PLANNED = _pattern(
    r"""
    plan(?:s|ned|ning)? inten[dt](?:s|ed|ing|ion|ions)? vow(?:s|ed|ing)? pledg(?:e|es|ed|ing)
    promis(?:e|es|ed|ing) threaten(?:s|ed|ing)? aim(?:s|ed|ing)? seek(?:s|ing)? sought vying
    commit(?:s|ted|ting|ment)? decid(?:e|es|ed|ing) decision resolv(?:e|es|ed|ing) prepar(?:e|es|ed|ing) set_to
    poised_to try(?:ing)?_to tries_to tried_to agree(?:s|d|ing)?_to offer(?:s|ed|ing)?_to vot(?:e|es|ed|ing)_to
    schedul(?:e|es|ed|ing) attempt(?:s|ed|ing)? push(?:es|ed|ing)?_(?:for|to)
    look(?:s|ed|ing)?_to mov(?:e|es|ed|ing)_to propos(?:e|es|ed|ing)_to undertak\w+ undertook will
    """
)
SAID = _pattern(
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
HELD = _pattern(
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

STANCE = _pattern(
    r"""
    against open_to supportive receptive sympathetic hostile enthusiastic lukewarm unconvinced in_favou?r on_board
    point_of_view
    """
)


def is_speech(cue: str) -> bool:
    """Whether the cue holds a word of saying or asking."""
    return bool(SAID.search(cue) or ASKED.search(cue))


def is_listed(cue: str) -> bool:
    """Whether the cue holds a word of any of the lists."""
    return any(pattern.search(cue) for pattern in (SAID, HELD, PLANNED, ASKED))


# Listed words that are mostly something else. In 1,900 clauses of PolNeAR train those with no other listed word (a
# fifth of all words) held 6 of some 400 inner voices.
_MOSTLY_OTHER = frozenset(
    "will state states statements like back need needs see seen seeing saw speaker agreement mind question questions "
    "comment comments feeling endorsement endorsements known certain responsible responsibility responsibilities "
    "response".split()
)


def may_attribute(text: str) -> bool:
    """Whether a clause holds any word that is likely a cue: worth a reading of its own."""
    for pattern in (SAID, HELD, PLANNED, ASKED):
        for match in pattern.finditer(text):
            if match.group().casefold() not in _MOSTLY_OTHER:
                return True
    return False
