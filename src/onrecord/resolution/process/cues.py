"""The wording of requirements: what a clause says that something takes, needs, waits for or can do without.

Each rule names the words that say so; what is required stands after them (`X requires the consent of Y`), before them
(`Y must approve X`) or around them. English only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ...record import RequirementKind, Span

_NOT = r"(?:not|never|n[’']t|no longer)"
_MODAL = (
    r"(?:would|will|must|shall|should|may|might|could|can|does|do|did|cannot|can[’']t|won[’']t|doesn[’']t|don[’']t|"
    r"wouldn[’']t|didn[’']t)"
)
_ADVERB = (
    r"(?:(?:also|still|first|likely|probably|only|actually|necessarily|then|now|yet|normally|usually|legally|formally|"
    r"really|even|simply|always|generally|in\s+turn|under\s+\w+\s+law)\s+){0,2}"
)
_HAVE_TO = (
    r"(?:must|(?:would|will|may|might|could|does|do)?\s*(?:not\s+|n[’']t\s+)?(?:needs?|ha(?:s|ve)|had)\s+to|"
    r"(?:is|are)\s+(?:required|obliged|supposed)\s+to|can(?:not)?\s+only|would\s+first\s+have\s+to)"
)
APPROVAL = (
    r"(?:approv\w+|consent\w*|ratif\w+|authori[sz]\w+|endors\w+|assent\w*|permission|permits?|clearance|"
    r"signature|signs?|signed|"
    r"signing|sign-off|go-ahead|green\s+light|votes?|voting|majorit(?:y|ies)|two-thirds|three-fifths|supermajority|"
    r"backing|mandate|involvement|agreement\s+(?:of|by|from)|support\s+(?:of|from)|nod|blessing|referendum|"
    r"confirmation|"
    r"unanim\w+|quorum|veto\w*)"
)
_CONSENT = (
    r"(?:approv\w+|consent|ratif\w+|authori[sz]\w+|assent|sign-off|go-ahead|mandate|backing|permission\s+(?:of|from)|"
    r"(?:vote|support|agreement|signature|blessing|majority)\s+(?:of|from|in))"
)
_DECIDES = (
    r"(?:approve[sd]?|ratif(?:y|ies|ied)|authori[sz]e[sd]?|endorse[sd]?|sign(?:s|ed)?(?:\s+off(?:\s+on)?)?|"
    r"pass(?:es|ed)?|adopt(?:s|ed)?|"
    r"agree[sd]?\s+(?:to|on)|consent(?:s|ed)?\s+to|back(?:s|ed)?|clear(?:s|ed)?|confirm(?:s|ed)?|"
    r"vote[sd]?\s+(?:on|for|in)|"
    r"accept(?:s|ed)?|review(?:s|ed)?|certif(?:y|ies|ied)|give\s+(?:its|their|his|her)\s+\w+(?:\s+to)?)"
)
_LASTS = r"(?:take|last|drag\s+on|go\s+on|run)s?"
_SPAN_OF_TIME = (
    r"(?:about\s+|around\s+|at\s+least\s+|up\s+to\s+|more\s+than\s+|for\s+|"
    r"(?:many|several|a\s+few|a\s+couple\s+of|two|three|four|five|six|seven|eight|nine|ten|\d+|a|an|"
    r"another)[\s-]+){1,3}"
    r"(?:minutes?|hours?|days?|weeks?|months?|years?|decades?)|(?:months|years|weeks|decades)"
)


@dataclass(frozen=True, slots=True)
class Cue:
    """Words of a clause that say something is required: where the words for it start and end, and the subject's end.

    `subject` is the place that must name the concept, `wanted` what it takes, `told` the words that say it to a reader.
    """

    kind: RequirementKind
    needed: bool
    subject: Span
    wanted: Span
    told: Span
    general: bool = False  # a rule for all works of a kind ("large works"), which names no concept


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


# X (would | does not) require Y
_NEEDS = _compiled(
    rf"\b(?:(?P<modal>{_MODAL})\s+)?(?P<not>{_NOT}\s+)?{_ADVERB}"
    r"(?P<verb>requires?|required|needs?(?!\s+(?:to|not)\b)|needed(?=\s+(?:the|a|an|more|\d+|two|three)\b)|"
    r"demands?(?=\s+(?:the|a|an|that|"
    r"two|three)\b)|entails?|involves?(?=\s+(?:the|a|an|signing|getting|winning)\b)|"
    r"necessitates?|calls?\s+for(?=\s+(?:the|a|an)\s+\w+\s+(?:of|by|from))|hinges?\s+on|depends?\s+(?:up)?on|"
    r"rests?\s+on|is\s+(?:subject|contingent|conditional|dependent|conditioned)\s+(?:to|up?on)|"
    r"are\s+(?:subject|contingent|conditional|dependent|conditioned)\s+(?:to|up?on)|be\s+(?:subject|contingent|"
    r"conditional|dependent|conditioned)\s+(?:to|up?on)|await(?:s|ing)?|requiring|needing|"
    r"mean(?=\s+(?:that\s+)?the\b))\s+"
)
# X does not go through / must pass / has to clear Y
_PASSES = _compiled(
    rf"\b(?P<modal>{_HAVE_TO}|{_MODAL})\s+(?P<not>{_NOT}\s+)?{_ADVERB}"
    r"(?:go\s+(?:through|before|to)|pass(?:\s+through)?|clear|win|gain|get|obtain|secure|receive|"
    r"come\s+(?:before|to)|survive|garner|muster|overcome)\s+"
    rf"(?=[^.;]{{0,60}}?\b(?:{APPROVAL}|process|committee|court|courts|congress|parliament|senate|house|council|"
    rf"cabinet|assembly|board|regulators?|commission|knesset|commons|lords|bundestag|chamber)\b)"
)
# The act requires that any sale be approved by Y
_THAT_BE = _compiled(
    r"\b(?:requir(?:es?|ed|ing)|demand(?:s|ed)?|insist(?:s|ed)?|provid(?:es|ed)|stipulat(?:es|ed)|says|say)\s+(?:that\s+)?"
    r"(?P<what>[^.;:,“”\"]{2,80}?)\s+(?P<not>not\s+)?(?:must\s+)?be\s+(?P<deed>(?:first\s+)?(?:approved|ratified|"
    r"authori[sz]ed|endorsed|signed\s+off|cleared|confirmed|adopted|agreed|put\s+to|submitted\s+to|voted\s+on|"
    r"consented\s+to|licen[cs]ed))\b"
)
# X must be approved by Y / must be signed
_PASSIVE = _compiled(
    rf"\b(?P<modal>{_HAVE_TO}|{_MODAL}|yet\s+to|still\s+to)\s+(?P<not>{_NOT}\s+)?{_ADVERB}be\s+"
    r"(?:first\s+|formally\s+|also\s+)?(?:approved|ratified|authori[sz]ed|endorsed|signed|passed|adopted|agreed|"
    r"backed|cleared|confirmed|accepted|voted\s+on|put\s+to|submitted\s+to|sent\s+to|"
    r"reviewed|certified|negotiated|renegotiated|amended|repealed|completed|finali[sz]ed|decided|paid|renewed)\b"
)
# Y must approve X
_AGENT = _compiled(rf"\b(?P<modal>{_HAVE_TO})\s+(?P<not>{_NOT}\s+)?{_ADVERB}{_DECIDES}\s+")
# Y's approval is needed (for X); approval of Y would be needed
_IS_NEEDED = _compiled(
    rf"\b(?:(?P<modal>{_MODAL})\s+)?(?P<not>{_NOT}\s+)?{_ADVERB}(?:be|is|are|was|"
    rf"were)\s+(?P<not2>not\s+)?(?:also\s+|still\s+)?(?:needed|required|necessary|essential)\b"
)
# without the approval of Y; subject to Y's approval; pending approval
_WITHOUT = _compiled(rf"\b(?P<verb>without|pending|subject\s+to|absent)\s+(?=[^.;,]{{0,50}}?\b{APPROVAL})")
# X could take months, last for months
_LONG = _compiled(
    rf"\b(?P<modal>{_MODAL}|expected\s+to|likely\s+to|set\s+to|has|"
    rf"have)\s+(?P<not>{_NOT}\s+)?{_ADVERB}(?:be\s+)?{_LASTS}\s+(?={_SPAN_OF_TIME})"
)
# by / before / until a day, after a verb of finishing
_BY = _compiled(
    r"\b(?:complet\w+|conclud\w+|finish\w*|finali[sz]\w+|sign\w*|pass(?:ed|es|ing)?|approv\w+|ratif\w+|agreed?|"
    r"reach\w*|decid\w+|deadline\w*|expir\w+|due|vot\w+|implement\w*|submit\w*|com(?:e|es|ing)\s+(?:together|into))\b"
    r"[^.;]{0,80}?\b(?P<bound>by|before|until|no\s+later\s+than|within)\s+"
)
_DAY = _compiled(
    r"(?:the\s+)?(?:\d{1,2}(?=\s+[A-Z])|\d{4}\b|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|"
    r"dec)[a-z]*\.?\s+\d|(?:end|start|beginning|middle)\s+of|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|next|this|tomorrow|midnight|noon|year|mid-|early|late|spring|summer|"
    r"autumn|winter|christmas|easter|(?:jan|febr)uary|march|april|june|july|august|(?:septem|octo|novem|decem)ber|"
    r"(?:\w+\s+){1,4}(?:elections?|vote|deadline|summit|recess)|(?:one|two|three|four|five|six|\d+|"
    r"a)\s+(?:days?|weeks?|months?|years?))"
)
# X commits / obliges / binds Y to ...; includes an obligation to
_BINDS = _compiled(
    rf"\b(?:(?P<modal>{_MODAL})\s+)?(?P<not>{_NOT}\s+)?{_ADVERB}"
    r"(?:(?P<verb>requir(?:es?|ed|ing)|oblige[sd]?|obligate[sd]?|commit(?:s|ted)?|bind(?:s)?|compel(?:s|led)?|"
    r"force[sd]?)\s+(?P<whom>(?:[\w’'.-]+,?\s+){1,14}?)to\s+(?!the\b|a\b|an\b|its\b|his\b|their\b)"
    r"|includ(?:e|es|ing)\s+(?:an?\s+|the\s+)?(?:obligation|commitment|duty|requirement|promise)s?\s+to\s+)(?=[a-z])"
)
# only if, unless, as long as, provided that, in exchange for
_ONLY_IF = _compiled(
    r"(?:\b(?P<verb>only\s+(?:if|when|after|once)|unless(?=\s+\w+\s+\w+)|as\s+long\s+as|so\s+long\s+as|"
    r"(?<=,\s)provided(?:\s+that)?|on\s+(?:the\s+)?condition(?!\s+of\s+anonymity)(?:\s+that)?|"
    r"in\s+(?:exchange|return)\s+for|conditional\s+on|contingent\s+on)\s+)"
)
# never agree to a treaty that ties our hands: what it must not do
_NEVER_THAT = _compiled(
    rf"\b{_NOT}\s+(?:\w+\s+){{0,2}}?(?:agree\s+to|accept|sign|support|back|vote\s+for|enter\s+into|consent\s+to|"
    rf"approve)\s+"
    r"(?:any|an?|the)\s+(?:[\w’'-]+\s+){1,4}?(?=(?P<that>that|which|without|unless)\s)"
)
# The treaty requires both parliaments to approve large works; the law gives each town a veto over such plans
_KIND_OF_WORKS = (
    r"(?:(?:any|all|such|every|each|most|large|larger|big|major|new|public|shared|joint|cross-border)\s+){1,3}"
    r"(?:\w+\s+)?(?:works?|projects?|schemes?|plans?|developments?|constructions?|structures?|undertakings?|contracts?|"
    r"changes|measures|agreements|treaties|investments?|spending)\b"
)
_RULE = _compiled(
    r"\b(?:law|laws|treaty|treaties|constitution|statutes?|charter|convention|rules?|act|code|by-?laws?|pact|compact|"
    r"agreement|accord|ordinance|contract)\b,?\s+(?:(?:which|that)\s+)?(?:also\s+|still\s+)?"
    r"(?:(?:requires?|obliges?)\s+(?P<whom>(?:[\w’'.-]+\s+){1,8}?)to\s+"
    rf"(?:approve|ratify|authori[sz]e|agree\s+to|consent\s+to|vote\s+on|sign\s+off\s+on)\s+(?P<what>{_KIND_OF_WORKS})"
    r"|(?:gives?|gave|grants?|granted|allows?|allowed)\s+(?P<holder>(?:[\w’'.-]+\s+){1,8}?)(?:an?\s+|the\s+)?"
    rf"(?:right\s+of\s+)?veto\s+(?:over|on)\s+(?P<works>{_KIND_OF_WORKS}))"
)
# It takes two-thirds of the chamber to pass it; a two-thirds majority is needed to override a veto
_TAKES = _compiled(
    rf"\bit\s+(?:would\s+|will\s+)?(?:take|takes|took|requires?|needs?|needed)\s+"
    rf"(?P<what>(?=[^.;,]{{0,40}}?\b(?:{APPROVAL}|thirds|fifths|quarters|senators|members|lawmakers|votes))[^.;,]{{3,60}}?)"
    r"\s+to\s+(?P<deed>[a-z]+)\s+"
    r"|\b(?:need(?:s|ed)?|ha(?:s|ve|d)|must|required)\s+(?:to\s+)?(?:muster|win|get|secure|gain|obtain|find|gather)?\s*"
    rf"(?P<whole>(?:an?\s+|the\s+)?(?:\d+\s+votes|(?:two-thirds|three-fifths|three-quarters|simple|absolute|qualified)\s+"
    rf"majority|two-thirds|three-fifths)(?:\s+(?:of|in)\s+[^.;,]{{3,40}}?)?)\s+to\s+(?P<act>[a-z]+)\b"
)
# Under the harbor law, the mayor must report every ninety days
_UNDER = _compiled(
    r"\bunder\s+(?P<law>(?:the|a|an|this|that|its|their|his|her)\s+[^.;,]{3,70}),\s+"
    rf"(?P<who>(?:[\w’'.-]+\s+){{1,6}}?)(?P<must>{_HAVE_TO})\s+(?!not\b|be\b)[a-z]+\b"
)
TRIGGER = _compiled(
    r"\b(?:veto|takes?|took|thirds|fifths|(?:not|never)\s+(?:\w+\s+){0,2}?(?:agree|accept|sign|support|back|vote|enter|consent|approve)|"
    r"requir|need|must|demand|entail|involve|necessit|hinge|depend|subject\s+to|contingent|condition|"
    r"go(?:es)?\s+(?:through|before)|"
    r"has\s+to|have\s+to|had\s+to|yet\s+to|without|pending|absent|take|last|complet|conclud|finali|deadline|"
    r"oblig|commit|bind|compel|force|"
    r"unless|only\s+(?:if|when|after|once)|long\s+as|provided|in\s+(?:exchange|return)|await|calls?\s+for|mean|"
    r"be\s+(?:approved|ratified|signed|passed))"
)


def cues_of(text: str, clause: Span) -> Iterator[Cue]:
    """What the clause says is required, in text order of the verbs; one cue a place, the most telling first."""
    taken: list[Span] = []
    for cue in (
        *_ruled(text, clause),
        *_under(text, clause),
        *_taking(text, clause),
        *_binding(text, clause),
        *_dated(text, clause),
        *_needing(text, clause),
        *_waiting(text, clause),
    ):
        if any(cue.wanted.overlaps(other) for other in taken):
            continue
        taken.append(cue.wanted)
        yield cue


def _ruled(text: str, clause: Span) -> Iterator[Cue]:
    for found in _RULE.finditer(text, clause.start, clause.end):
        first = "whom" if found["whom"] else "holder"
        works = Span(*found.span("what" if found["what"] else "works"))
        wanted = Span(found.start(first), _object_end(text, found.end(), clause.end))
        yield Cue(RequirementKind.APPROVAL, True, works, wanted, wanted, general=True)


def _under(text: str, clause: Span) -> Iterator[Cue]:
    for found in _UNDER.finditer(text, clause.start, clause.end):
        wanted = Span(found.start("who"), _object_end(text, found.end(), clause.end, comma=True))
        yield Cue(RequirementKind.STEP, True, Span(*found.span("law")), wanted, wanted)


def _taking(text: str, clause: Span) -> Iterator[Cue]:
    for found in _TAKES.finditer(text, clause.start, clause.end):
        first, deed = ("what", "deed") if found["what"] else ("whole", "act")
        end = _object_end(text, found.end(deed), clause.end, comma=True)
        subject = Span(found.start(deed), max(end, found.end(deed) + 1))
        wanted = Span(found.start(first), end)
        named = Span(found.start(first), found.end(first))
        yield Cue(RequirementKind.APPROVAL, True, subject, named, wanted, general=True)


def _binding(text: str, clause: Span) -> Iterator[Cue]:
    for found in _BINDS.finditer(text, clause.start, clause.end):
        if (found["whom"] or "").split()[:1] in (["the"], ["a"]) and "approv" in text[found.end() : found.end() + 20]:
            continue
        first = found.start("whom") if found["whom"] else _to(found)
        wanted = Span(first, _object_end(text, found.end(), clause.end))
        yield _cue(RequirementKind.OBLIGATION, found, clause, wanted)
    for found in _NEVER_THAT.finditer(text, clause.start, clause.end):
        wanted = Span(found.start("that"), _object_end(text, found.end(), clause.end))
        told = Span(_subject_start(text, clause.start, found.start()), wanted.end)
        yield Cue(RequirementKind.CONDITION, True, Span(found.start(), wanted.start), wanted, told)


def _to(found: re.Match[str]) -> int:
    """Where the "to" of "commits us to send" or "an obligation to send" stands."""
    at = re.search(r"to\s+$", found.group())
    return found.start() + (at.start() if at else 0)


def _needing(text: str, clause: Span) -> Iterator[Cue]:
    for found in _THAT_BE.finditer(text, clause.start, clause.end):
        wanted = Span(found.start("deed"), _object_end(text, found.end(), clause.end))
        yield Cue(RequirementKind.APPROVAL, not found["not"], Span(*found.span("what")), wanted, wanted)
    for found in (*_NEEDS.finditer(text, clause.start, clause.end), *_PASSES.finditer(text, clause.start, clause.end)):
        wanted = Span(found.end(), _object_end(text, found.end(), clause.end))
        yield _cue(_kind_of(wanted.of(text), found.group()), found, clause, wanted)
    for found in _PASSIVE.finditer(text, clause.start, clause.end):
        last = re.search(r"\w+(?:\s+on|\s+to)?$", found.group())
        begin = found.start() + (last.start() if last else 0)
        wanted = Span(begin, _object_end(text, found.end(), clause.end))
        approval = re.search(
            rf"\b{APPROVAL}|passed|adopted|backed|cleared|accepted|put to|submitted", wanted.of(text), re.IGNORECASE
        )
        yield _cue(RequirementKind.APPROVAL if approval else RequirementKind.STEP, found, clause, wanted)
    for found in _AGENT.finditer(text, clause.start, clause.end):
        subject = Span(found.end(), _object_end(text, found.end(), clause.end))
        wanted = Span(_subject_start(text, clause.start, found.start()), found.end())
        told = Span(wanted.start, subject.end)
        yield Cue(RequirementKind.APPROVAL, not found["not"], subject, wanted, told)
    for found in _IS_NEEDED.finditer(text, clause.start, clause.end):
        wanted = Span(_subject_start(text, clause.start, found.start()), found.start())
        if re.search(rf"\b{APPROVAL}", wanted.of(text), re.IGNORECASE):
            needed = not (found["not"] or found["not2"])
            yield Cue(RequirementKind.APPROVAL, needed, clause, wanted, wanted)


def _dated(text: str, clause: Span) -> Iterator[Cue]:
    for found in _BY.finditer(text, clause.start, clause.end):
        if not _DAY.match(text, found.end(), clause.end):
            continue
        end = _object_end(text, found.end(), clause.end, comma=True)
        yield _whole(RequirementKind.TIME, text, clause, Span(found.start("bound"), end))


def _waiting(text: str, clause: Span) -> Iterator[Cue]:
    for found in _WITHOUT.finditer(text, clause.start, clause.end):
        wanted = Span(found.end(), _object_end(text, found.end(), clause.end, comma=True))
        if not re.search(rf"\b{_CONSENT}", wanted.of(text), re.IGNORECASE):
            continue
        alone = found["verb"].lower() == "without" and not re.search(
            r"\b(?:cannot|can[’']t|could\s+not|couldn[’']t|may\s+not|impossible|nothing|unable|"
            r"no\s+\w+\s+(?:can|could|will))\b",
            text[clause.start : found.start()], re.IGNORECASE,
        )  # fmt: skip
        yield Cue(RequirementKind.APPROVAL, not alone, clause, wanted, wanted)
    for found in _LONG.finditer(text, clause.start, clause.end):
        length = re.compile(_SPAN_OF_TIME, re.IGNORECASE).match(text, found.end(), clause.end)
        if length:
            yield _whole(RequirementKind.TIME, text, clause, Span(found.start(), length.end()))
    for found in _ONLY_IF.finditer(text, clause.start, clause.end):
        wanted = Span(found.start(), _object_end(text, found.end(), clause.end))
        yield _whole(RequirementKind.CONDITION, text, clause, wanted)


def _whole(kind: RequirementKind, text: str, clause: Span, wanted: Span) -> Cue:
    """A cue whose words mean nothing without their clause: "by Friday", "only if"."""
    start = _subject_start(text, clause.start, wanted.start)
    told = Span(start, max(wanted.end, _object_end(text, wanted.end, clause.end)))
    return Cue(kind, True, Span(start, wanted.start), wanted, told)


_NOTHING = re.compile(r"no\s+(?!more\b|less\b|fewer\b|later\b)", re.IGNORECASE)  # "needs no vote"


def _cue(kind: RequirementKind, found: re.Match[str], clause: Span, wanted: Span) -> Cue:
    modal = (found.groupdict().get("modal") or "").lower()
    refused = bool(found["not"]) or modal.endswith(("n't", "n’t", "cannot")) or " not " in f" {modal} "
    start = _subject_start(found.string, clause.start, found.start())
    refused = refused or bool(_NOTHING.match(wanted.of(found.string)))
    told = Span(start, max(wanted.end, found.end())) if kind is RequirementKind.CONDITION else wanted
    return Cue(kind, not refused, Span(start, found.start()), wanted, told)


def _kind_of(words: str, verb: str) -> RequirementKind:
    if re.search(r"hinge|depend|contingent|conditional|conditioned", verb, re.IGNORECASE):
        return RequirementKind.CONDITION
    if re.search(rf"\b{APPROVAL}\b", words, re.IGNORECASE) or re.search(
        r"go\s+(?:through|before|to)|pass|clear|come\s+before|survive", verb, re.IGNORECASE
    ):
        return RequirementKind.APPROVAL
    if re.match(rf"(?:{_SPAN_OF_TIME})\b", words, re.IGNORECASE):
        return RequirementKind.TIME
    return RequirementKind.STEP


_STOPS = re.compile(
    r"(?<!\b[A-Z])(?<!\.[A-Z])(?<!\bNo)(?<!\bSen)(?<!\bMr)(?<!\bGov)(?<!\bRep)(?<!\bDr)(?<!\bSt)(?<!\bMs)[.;:!?](?=[\s.”\"’')\]]|$)|\s[—–]\s|(?<!\bin)(?<!\bof)(?<!\bto)(?<!\bon),?\s+(?:but|while|whereas|although|though|because|which|according\s+to|amid|since)\b|,\s+where\b|,\s+(?:[\w’']+\s+){1,4}(?:say|says|said|note|notes|warn|warns|argue|argues|added)\b|[”\"]\s|,\s*[”\"]|,\s+(?:and|so)\s+(?:the|he|she|it|they|is|are|does|do|will|would|can|could|has|have|had|therefore)\b",
    re.IGNORECASE,
)
_COMMA = re.compile(r",\s")
_AND_VERB = re.compile(
    r"\s+and\s+(?:does|do|did|will|would|can|could|is|are|was|were|has|have|had|could|may|might|must|"
    r"negotiations|cannot)\b",
    re.IGNORECASE,
)


def _object_end(text: str, start: int, end: int, *, comma: bool = False) -> int:
    """Where the words for what is required end: at the next clause, quotation mark or full stop."""
    last = end
    for pattern in (_STOPS, _AND_VERB, *([_COMMA] if comma else [])):
        found = pattern.search(text, start, end)
        if found:
            last = min(last, found.start())
    piece = text[start:last].rstrip(' ,;:.”"\n')
    return start + len(piece)


_CLAUSE_STARTS = re.compile(
    r"[;:]\s|\s[—–]\s|,\s+(?:and|but|while|whereas|although|though|because|so|as)\s+(?!(?:will|would|can|could|"
    r"must|may|might|does|do|did|is|are|was|has|have|had|never|not)\b)|\b(?:that|because|but|"
    r"since|whether)\s+|[“\"]",
    re.IGNORECASE,
)


def _subject_start(text: str, start: int, end: int) -> int:
    """Where the subject of the verb at `end` begins: after the last sign of a new clause."""
    last = start
    for found in _CLAUSE_STARTS.finditer(text, start, end):
        if re.search(r"\w", text[found.end() : end]):
            last = found.end()
    return last + len(text[last:end]) - len(text[last:end].lstrip(' ,“"'))
