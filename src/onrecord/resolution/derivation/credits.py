"""Credit lines: wire datelines, bylines and the notes that say where a text was published first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ...record import Annotated, DerivationRelation, RegionKind, Span
from .outlets import OutletFinder, is_own, outlet_key
from .phrases import CAPITAL, SPACE, any_of, maybe
from .sentence import sentence_around

HEAD = 700  # code points after the start of the body where a dateline or byline may stand
TAIL = 700  # code points at the end where a closing credit may stand

_AGAIN = any_of(
    "republished re-published reprinted re-printed reproduced cross-posted crossposted reposted syndicated excerpted"
)
_PICTURES = any_of(
    "photo photos image picture video getty footage illustration pool credit graphic screenshot map handout"
)
_TEXTS = any_of("article story piece column report op-ed essay post interview analysis translation text")
_AGENCIES = {
    "aa": "Anadolu Agency",
    "aap": "Australian Associated Press",
    "afp": "Agence France-Presse",
    "agence france-presse": "Agence France-Presse",
    "anadolu": "Anadolu Agency",
    "ansa": "ANSA",
    "ap": "Associated Press",
    "associated press": "Associated Press",
    "bloomberg": "Bloomberg",
    "bloomberg news": "Bloomberg",
    "canadian press": "The Canadian Press",
    "cnn": "CNN",
    "cp": "The Canadian Press",
    "dpa": "Deutsche Presse-Agentur",
    "efe": "EFE",
    "ians": "Indo-Asian News Service",
    "interfax": "Interfax",
    "jta": "Jewish Telegraphic Agency",
    "kyodo": "Kyodo",
    "press association": "Press Association",
    "pti": "Press Trust of India",
    "reuters": "Reuters",
    "tass": "TASS",
    "tns": "Tribune News Service",
    "united press international": "United Press International",
    "upi": "United Press International",
    "xinhua": "Xinhua",
    "yonhap": "Yonhap",
}
_AGENCY = "(?i:" + "|".join(sorted((name.replace(" ", SPACE) for name in _AGENCIES), key=len, reverse=True)) + ")"
_CAPITAL_AGENCY = "(?:AFP|AP|UPI|Reuters|REUTERS|Xinhua|dpa|DPA|TASS|PTI|IANS|JTA|EFE|ANSA)"
_LINE = r"(?:^|\n)[^\S\n]*"
_PLACE = rf"[{CAPITAL}][\w.’'-]*(?:[ /,\u00a0]+[\w.’'-]+){{0,8}}?"
# PORT VELDT, May 3 (AP) -- | (Reuters) - | PORT VELDT AFP - | PORT VELDT /Xinhua/ --
_DATELINES = (
    re.compile(
        rf"{_LINE}(?:{_PLACE},?[^\S\n]*)?(?P<credit>[(\[/](?P<agency>{_AGENCY})[)\]/])[^\S\n]*(?:[-–—:]+|(?=[{CAPITAL}]))"
    ),
    re.compile(rf"{_LINE}{_PLACE},?{SPACE}(?P<credit>(?P<agency>{_CAPITAL_AGENCY}))[^\S\n]*[-–—]+[^\S\n]"),
    # By Odo Brenn, Associated Press | By Odo Brenn of Reuters | By ODO BRENN\nAssociated Press Writer
    re.compile(
        rf"{_LINE}(?P<credit>(?:[Bb]y|BY)\b[^\n]{{2,80}}?(?:[,|(/–—-]|\bof\b|\bfor\b|\n)[^\S\n]*{maybe('[Tt]he')}"
        rf"(?P<agency>{_AGENCY}))(?:[^\S\n]*\)?[^\S\n]*(?:\n|$)|{SPACE}(?:[Ww]riter|[Ss]taff))"
    ),
)
# Brussels, 4 May (Belga) - : an agency that the list does not know, after a day
_UNLISTED = re.compile(
    rf"{_LINE}{_PLACE},?{SPACE}(?:\d{{1,2}}{SPACE}[A-Z][a-z]{{2,8}}\.?|[A-Z][a-z]{{2,8}}\.?{SPACE}\d{{1,2}})"
    rf"(?:,?{SPACE}\d{{4}})?,?{SPACE}[(\[](?P<name>[{CAPITAL}][\w-]{{2,14}})[)\]][^\S\n]*[-–—:]"
)
# A line of its own: "Reuters", "(AP)", "Source: AFP", "© 2031 AFP"
_LONE = re.compile(
    rf"{_LINE}(?P<credit>[(\[—–-]*[^\S\n]*(?:(?:[Ss]ource:|[Vv]ia|©(?:{SPACE}\d{{4}})?)[^\S\n]*)?{maybe('The')}"
    rf"(?P<agency>{_CAPITAL_AGENCY}|Associated Press|Agence France-Presse|United Press International)[)\]]?)"
    r"[^\S\n]*\.?(?=\n|$)"
)
_COPYRIGHT = re.compile(
    rf"(?P<credit>(?:Copyright|©)[^\S\n]*(?:©[^\S\n]*)?(?:\d{{4}}{SPACE})?{maybe('by')}{maybe('[Tt]he')}(?P<agency>{_AGENCY})\b)"
)
# An agency that the list does not know and whose name says what it is: "By Odo Brenn, Halvern Press Agency",
# "© 2031 Marland News Service"
_SHAPED = (
    rf"[{CAPITAL}][\w-]+(?:{SPACE}[{CAPITAL}][\w-]+){{0,2}}{SPACE}"
    rf"(?:(?:News|Press|Content|Wire){SPACE}(?:Agency|Service)|Press{SPACE}Association|Newswire)"
)
_SHAPED_BYLINE = re.compile(
    rf"{_LINE}(?:[Bb]y|BY)\b[^\n]{{2,80}}?(?:[,|(/–—-]|\bof\b|\bfor\b|\n)[^\S\n]*{maybe('[Tt]he')}"
    rf"(?P<name>{_SHAPED})[^\S\n]*\)?[^\S\n]*(?=\n|$)"
)
_SHAPED_COPYRIGHT = re.compile(
    rf"(?:Copyright|©)[^\S\n]*(?:©[^\S\n]*)?(?:\d{{4}}{SPACE})?{maybe('by')}{maybe('[Tt]he')}(?P<name>{_SHAPED})\b"
)
_REPORTING_BY = re.compile(r"\([^\S\n]*(?:Additional )?[Rr]eporting (?:and \w+ )?by [^\n]{3,400}?\)?[^\S\n]*(?=\n|$)")
_CONTRIBUTED = re.compile(
    rf"(?P<credit>\b(?P<agency>{_AGENCY})\b[^.\n]{{0,120}}\bcontributed(?:{SPACE}\w+){{0,3}}?{SPACE}to{SPACE}this{SPACE}"
    r"(?:report|story|article))"
)
# "With inputs from PTI", "Additional reporting by Reuters": part of the text is another's.
_INPUTS = re.compile(
    rf"\b(?P<credit>(?i:with{SPACE}(?:additional{SPACE})?(?:inputs?|reporting|files|contributions|material)"
    rf"|additional{SPACE}(?:reporting|material)){SPACE}(?:from|by){SPACE}{maybe('[Tt]he')}(?P<agency>{_AGENCY}))\b"
    rf"|(?P<lone>[(\[][Ww]ith{SPACE}(?P<with>{_CAPITAL_AGENCY})[)\]])"
)
_ONE_AGENCY = re.compile(rf"\b(?P<credit>(?P<agency>{_AGENCY}))\b")
_BYLINE_END = re.compile(rf"(?:^|[,/|(–—-]\s*|\bthe\s+)(?P<agency>{_AGENCY})(?:\s+(?:writer|staff))?\)?\s*$")

_NAME = rf"(?P<name>(?:[Tt]he{SPACE})?[“\"‘']?[{CAPITAL}][^\n.;,()“”\"|]{{1,60}}|[a-z0-9-]+(?:\.[a-z0-9-]+)+)"
_THIS_TEXT = rf"this{SPACE}{_TEXTS}"
_FIRST = re.compile(
    rf"\b(?i:{any_of('originally first previously')}{SPACE}{any_of('published appeared posted printed ran aired')}"
    rf"|{_THIS_TEXT}(?:{SPACE}{any_of('has was is had been also adapted first originally previously')})*{SPACE}"
    rf"{any_of('appeared published appears excerpted syndicated produced')}"
    rf"|an?{SPACE}(?:\w+{SPACE})?version{SPACE}of{SPACE}{any_of('this an the')}{SPACE}{_TEXTS}{SPACE}"
    rf"(?:{any_of('that which has first originally also previously')}{SPACE})*"
    rf"{any_of('appeared published appears ran was_published')}"
    rf"|this{SPACE}is{SPACE}an?{SPACE}(?:\w+{SPACE})?version{SPACE}of{SPACE}{any_of('an the')}{SPACE}{_TEXTS}{SPACE}"
    rf"(?:{any_of('that which has first originally')}{SPACE})*{any_of('appeared published ran')}"
    rf"|read{SPACE}the{SPACE}original{SPACE}{maybe('article')}|distributed"
    rf"|{_AGAIN}"
    rf"(?:{SPACE}(?:here|with{SPACE}(?:the{SPACE})?(?:kind{SPACE})?permission|under{SPACE}\w+{SPACE}\w+))*)"
    rf"(?:{SPACE}\w+){{0,3}}?{SPACE}(?i:{any_of('in by on at from of courtesy_of')}){SPACE}{_NAME}"
)
_FIRST_WORDS = (
    "originally", "first ", "previously ", "published", "print", "reproduced", "posted", "syndicated", "excerpted",
    "appear", "produced", "original", "distributed",
)  # fmt: skip
_COURTESY = re.compile(rf"(?i:\bcourtesy{SPACE}(?:of{SPACE})?){_NAME}")
_PICTURE = re.compile(
    rf"\b{_PICTURES}\b",
    re.IGNORECASE,
)
_TRANSLATED = re.compile(
    rf"(?:(?:^|(?<=\n)|(?<=\()|(?<=\. ))[Tt]|\b(?i:{_THIS_TEXT}){SPACE}(?:was|is|has{SPACE}been){SPACE}t)"
    rf"ranslated{SPACE}(?:and{SPACE}\w+{SPACE})?from{SPACE}(?:(?:the|an){SPACE})?(?:original{SPACE})?"
    rf"(?P<language>[A-Z][a-z]+)?(?:[^\S\n]*(?:original|version|article|text|edition|report))?"
    rf"(?:[^\S\n]*(?:in|of){SPACE}(?P<name>(?:[Tt]he{SPACE})?[{CAPITAL}][^\n.;,()]{{1,60}}))?"
)
_HAT_TIP = re.compile(
    rf"(?<![\w/])(?:[Hh]/[Tt]|[Hh]at[ -][Tt]ip(?:{SPACE}to)?):?{SPACE}(?P<name>[@{CAPITAL}][^\n.;()|]{{1,60}})"
)
_LANGUAGE = re.compile(
    r"Hebrew|Farsi|Hindi|Urdu|Czech|Dutch|Greek|Mandarin|Bengali|Thai|\w+(?:ish|ian|ese|ean|man|ic|ch)"
)
_NAME_END = re.compile(r"\s+(?:on|in|and|as|with|under|here|by|at|website|last|this)\b|\s+[–—|-]\s+|’s\s+(?=[a-z])")


@dataclass(frozen=True, slots=True)
class Credit:
    """A line that says whose text this is: `relation` is republishes, or cites for a contribution or a hat tip."""

    relation: DerivationRelation
    key: str | None
    name: str
    anchor: Span
    passage: Span


def find_credits(article: Annotated, finder: OutletFinder, *, own: str | None = None) -> list[Credit]:
    """Credits of `article` to others than its own outlet, in text order, one a name and relation."""
    own_key = outlet_key(own) if own else None
    kept: dict[tuple[str, DerivationRelation], Credit] = {}
    found = [*_wire(article), *_notes(article.document.text, finder)]
    for credit in sorted(found, key=lambda credit: credit.anchor):
        if credit.key is None or not is_own(credit.key, own_key):
            kept.setdefault((credit.key or credit.name, credit.relation), credit)
    return list(kept.values())


def _wire(article: Annotated) -> Iterator[Credit]:
    """Agencies named in a dateline, a byline or a closing credit."""
    text = article.document.text
    body = next((region.start for region in article.regions if region.kind is RegionKind.BODY), 0)
    head_end, tail_start = min(body + HEAD, len(text)), max(len(text) - TAIL, 0)
    dateline = next((match for pattern in _DATELINES if (match := pattern.search(text, 0, head_end))), None)
    unlisted = None if dateline else _UNLISTED.search(text, 0, head_end)
    if dateline:
        yield _agency(dateline, DerivationRelation.REPUBLISHES, text)
    elif unlisted:
        yield _credit(DerivationRelation.REPUBLISHES, unlisted["name"], Span(*unlisted.span("name")), text)
    for start, end in ((0, head_end), (max(tail_start, head_end), len(text))):
        for match in _LONE.finditer(text, start, end):
            yield _agency(match, DerivationRelation.REPUBLISHES, text)
    for match in _COPYRIGHT.finditer(text, tail_start):
        yield _agency(match, DerivationRelation.REPUBLISHES, text)
    shaped = _SHAPED_BYLINE.search(text, 0, head_end) if dateline is None and unlisted is None else None
    for match in (*([shaped] if shaped else []), *_SHAPED_COPYRIGHT.finditer(text, tail_start)):
        yield _credit(DerivationRelation.REPUBLISHES, match["name"], Span(*match.span("name")), text)
    reporting = _REPORTING_BY.search(text, tail_start)
    if reporting:  # the form of Reuters' closing line
        yield _credit(DerivationRelation.REPUBLISHES, "Reuters", Span(*reporting.span()), text)
    if "contributed" in text:
        for match in _CONTRIBUTED.finditer(text):
            for one in _ONE_AGENCY.finditer(text, match.start(), match.end()):
                yield _agency(one, DerivationRelation.CITES, text)
    for match in _INPUTS.finditer(text, tail_start):
        words, group = (match["with"], "lone") if match["with"] else (match["agency"], "credit")
        yield _credit(DerivationRelation.CITES, _agency_name(words), Span(*match.span(group)), text)
    byline = article.document.byline
    written = _BYLINE_END.search(byline) if byline else None
    if byline and written:
        start = max(text.find(byline), 0)
        anchor = Span(start, start + len(byline)) if text.startswith(byline, start) else Span(0, 0)
        yield _credit(DerivationRelation.REPUBLISHES, _agency_name(written["agency"]), anchor, text)


def _notes(text: str, finder: OutletFinder) -> Iterator[Credit]:
    """Notes such as "Originally published in ...", "Translated from ...", "h/t ..."."""
    # The patterns are slow and their words rare: looking for the words first makes a large collection much faster.
    low = text.lower()
    for match in _FIRST.finditer(text) if any(word in low for word in _FIRST_WORDS) else ():
        before = text[text.rfind("\n", 0, match.start()) + 1 : match.start()].rstrip(" \u00a0")
        if before and before[-1] not in ".!?(*[:—–-|":
            continue  # a memo "first published by" somebody is not this text
        yield _named(match, DerivationRelation.REPUBLISHES, text, finder)
    for match in _COURTESY.finditer(text) if "courtesy" in low else ():
        line_start = text.rfind("\n", 0, match.start()) + 1
        line_end = text.find("\n", match.end())
        line = text[line_start : len(text) if line_end < 0 else line_end]
        if len(line) <= 120 and match.start() - line_start < 40 and not _PICTURE.search(line):
            yield _named(match, DerivationRelation.REPUBLISHES, text, finder)
    for match in _TRANSLATED.finditer(text) if "ranslated" in low else ():
        if match["name"]:
            yield _named(match, DerivationRelation.REPUBLISHES, text, finder)
        elif match["language"] and _LANGUAGE.fullmatch(match["language"]):
            name = f"an original in {match['language']}"
            yield _credit(DerivationRelation.REPUBLISHES, name, Span(*match.span()), text, keyed=False)
        elif match["language"]:
            yield _named(match, DerivationRelation.REPUBLISHES, text, finder, group="language")
    for match in _HAT_TIP.finditer(text) if "h/t" in low or "tip" in low else ():
        yield _named(match, DerivationRelation.CITES, text, finder)


def _agency_name(words: str) -> str:
    return _AGENCIES[" ".join(words.lower().split())]


def _agency(match: re.Match[str], relation: DerivationRelation, text: str) -> Credit:
    return _credit(relation, _agency_name(match["agency"]), Span(*match.span("credit")), text)


def _named(
    match: re.Match[str], relation: DerivationRelation, text: str, finder: OutletFinder, *, group: str = "name"
) -> Credit:
    """A credit to the outlet that the finder knows there, else to the words as they stand."""
    start, end = match.span(group)
    mention = next((found for found in finder.mentions(text[start:end]) if found.start <= 6), None)
    if mention is not None:
        return _credit(relation, mention.name, Span(start + mention.start, start + mention.end), text)
    name = _NAME_END.split(text[start:end], maxsplit=1)[0].strip(" \u00a0“”\"'‘’.")
    return _credit(relation, name, Span(start, start + len(text[start:end].rstrip())), text)


def _credit(relation: DerivationRelation, name: str, anchor: Span, text: str, *, keyed: bool = True) -> Credit:
    passage = sentence_around(text, anchor.start) if len(anchor) else anchor
    passage = Span(passage.start, max(passage.end, anchor.end))
    return Credit(relation, outlet_key(name) if keyed else None, name, anchor, passage)
