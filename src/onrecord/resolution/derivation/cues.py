"""Words that stand beside the name of an outlet when a text cites it."""

from __future__ import annotations

import re

from .phrases import CAPITAL, SPACE, any_of, maybe, some

_PUBLISHED = any_of(
    "asked picked_up contacted questioned pressed interviewed reported revealed published broadcast aired "
    "obtained quoted cited released unearthed disclosed uncovered appeared appearing speaking wrote "
    "writing written writes carried leaked confirmed"
)
_SPOKE = any_of(
    "said says added argued told asked claimed insisted declared remarked announced stated denied confirmed repeated"
)
_MEDIA_VERBS = any_of(
    "reported reports report said says say suggested suggest claimed carried quoted cited speculated indicate indicated"
)
_BY = any_of(
    "[Aa]ccording_to reported_by reported_in report_by reports_by reports_in reports_from citing cited_by "
    "quoted_by quoted_in carried_by quoted_as_saying_by"
)
_TALK = any_of("interview interviewed conversation appearance spoke speaking talking show programme program podcast")
_HOSTS = any_of(
    "host presenter anchor broadcaster podcaster journalist reporter interviewer columnist blogger commentator"
)
_OPENERS = any_of(
    "Though While But And As When If Some Many Most The In Earlier Meanwhile However Although Since Because Other"
)
_REPORTS = any_of(
    "report reports story stories article piece op-ed oped column analysis investigation interview "
    "interviews editorial poll survey broadcast account essay dispatch exclusive expos[eé] review profile "
    "scoop segment podcast"
)
_NOUN = any_of(
    "newspaper newspapers paper daily weekly agency news_agency broadcaster magazine website site outlet "
    "network channel station tabloid broadsheet journal news_site news_website wire_service radio "
    "publication news_channel"
)
_ANAPHORS = any_of(
    "paper newspaper daily weekly broadsheet tabloid report outlet network agency news_agency magazine "
    "broadcaster site website article story publication channel station"
)

_WROTE = "(?i:" + any_of(
    "reported reports wrote writes revealed reveals noted notes quoted quotes quoting cited cites citing published "
    "broke disclosed learned obtained uncovered reporting carried ran aired broadcast first_reported put_it "
    "interviewed editoriali[sz]ed opined headlined described detailed reviewed"
) + ")"  # fmt: skip
_SAID = any_of(
    "said says claimed claims confirmed suggested added called argued argues estimated estimates declared announced "
    "projected found warns maintains"
)
_ADVERBS = some(
    any_of(
        "also first later previously earlier separately exclusively recently reportedly has have had further then both "
        "all each"
    )
)
_WHEN = maybe(rf"{any_of('on last this late early earlier')}{SPACE}\w+(?:{SPACE}\w+)?,?")
_ARTICLE = rf"{maybe(any_of('the a an its'))}(?:[\w’'-]+{SPACE}){{0,4}}?"
_WHO = rf"[{CAPITAL}][\w’'-]+(?:{SPACE}[{CAPITAL}][\w’'-]+)*"

_POSSESSOR = maybe(r"\w+[’']s")

# What stands before the name of an outlet that is cited.
BEFORE = re.compile(
    r"(?:"
    rf"\b[Aa]ccording{SPACE}to{SPACE}"
    rf"(?:{_ARTICLE}{_REPORTS}{SPACE}(?:\w+{SPACE}){{0,3}}?{any_of('in by from on at with of to')}{SPACE})?"
    rf"|\b{any_of('told tells telling')}{SPACE}(?:{_WHO}{SPACE}{any_of('of at from on')}{SPACE})?"
    rf"|\b(?:{_REPORTS}|remarks|comments|statement|appearance|excerpts){SPACE}(?:\w+{SPACE}){{0,2}}?"
    rf"{any_of('in by with on to from for published_by published_in published_on aired_on aired_by')}{SPACE}"
    rf"|\b(?i:{_PUBLISHED}){SPACE}"
    rf"(?:\w+day{SPACE}|last{SPACE}\w+{SPACE}|earlier{SPACE})?{any_of('by in on to with for')}{SPACE}"
    rf"|\bquoted{SPACE}as{SPACE}saying{SPACE}{any_of('by in')}{SPACE}"
    rf"|\b{any_of('broken aired')}{SPACE}by{SPACE}|\b{any_of('ran running')}{SPACE}{any_of('in on')}{SPACE}"
    rf"|\b(?i:{any_of('citing quoting cited quoted cites quotes')}){SPACE}"
    rf"|\b{any_of('spoke talked talking speaks')}{SPACE}{any_of('to with on')}{SPACE}"
    r")"
    rf"(?:{_ARTICLE}{_NOUN}{SPACE})?{maybe('[Tt]he')}{_POSSESSOR}[“\"‘']?$"
)
ON_AIR = re.compile(
    rf"\b{_SPOKE}\b"
    rf"[^.;“”\"]{{0,40}}\b{any_of('on in')}{SPACE}{maybe('the')}$"
)
OF_PERSON = re.compile(rf"\b{any_of('of at for from with and')}{SPACE}{maybe('the')}$", re.IGNORECASE)
BEFORE_NOUN = re.compile(rf"(?:\b{any_of('a an the in from by recent new that')}{SPACE}|^)$", re.IGNORECASE)

# What stands after it.
AFTER_WROTE = re.compile(
    rf"(?:[’']s?(?:{SPACE}[{CAPITAL}][\w’'-]+){{1,3}})?"
    rf"(?:{SPACE}{any_of('reporter columnist correspondent editor')}s?(?:{SPACE}[{CAPITAL}][\w’'-]+)*)?,?"
    rf"\s*{_ADVERBS}{_WHEN}{_ADVERBS}{_WROTE}\b"
)
AFTER_ASKED = re.compile(
    rf"[’']s?(?:{SPACE}[{CAPITAL}][\w’'-]+){{1,3}}{SPACE}{any_of('asked pressed questioned challenged tweeted')}\b"
)
AFTER_SOURCES = re.compile(rf"[’']s?{SPACE}{maybe('own')}{any_of('sources reporting reporters correspondents')}\b")
AFTER_COLON = re.compile(r":[^\S\n]+[A-Z]?\w")
AFTER_SAID = re.compile(rf"{SPACE}{_ADVERBS}{_WHEN}{_SAID}\b(?!{SPACE}in{SPACE}a{SPACE}statement)")
AFTER_NOUN = re.compile(rf"(?:[’']s?)?{SPACE}(?:\w+{SPACE})?{_REPORTS}\b(?!{SPACE}cards?)")
AFTER_WHICH = re.compile(
    rf"\s*[,:]\s*{any_of('which who')}{SPACE}{maybe('first')}"
    rf"{any_of('reported broke published obtained cited quoted')}\b"
)

# Frames that only the name of an outlet fills, also of one nobody has heard of.
FRAMES = re.compile(
    rf"\b(?:first{SPACE}{any_of('reported published revealed disclosed broken')}{SPACE}by"
    rf"|{_REPORTS},?{SPACE}{any_of('published_in published_by carried_by carried_in aired_by aired_on broadcast_by')}"
    rf"|quoted{SPACE}as{SPACE}saying{SPACE}{any_of('by in')}){SPACE}{maybe('[Tt]he')}"
    rf"(?P<name>[{CAPITAL}][\w’'-]+(?:{SPACE}(?:(?:of|and|de){SPACE})?[{CAPITAL}][\w’'-]+){{0,3}})"
)
# "the Corvina newspaper", "a Marland daily": named or not, it is an outlet.
_KIND_OF_OUTLET = any_of(
    "newspaper daily weekly tabloid news_agency news_site news_website magazine broadcaster TV_channel radio_station "
    "TV_station television_channel state_television"
)
NAMED_KIND = re.compile(
    rf"(?P<name>[{CAPITAL}][\w’'-]+(?:{SPACE}[{CAPITAL}][\w’'-]+){{0,2}}{SPACE}{_KIND_OF_OUTLET})\b(?!{SPACE}[{CAPITAL}])"
)
_MEDIA = any_of(
    "media newspapers media_outlets media_reports press_reports news_reports news_outlets news_agencies news_media "
    "news_organi[sz]ations state_television state_TV"
)
_WHOSE = (
    rf"(?:(?:[{CAPITAL}][\w.’'-]+|local|state|foreign|regional|national|domestic|government|opposition|pro-government|"
    rf"official|several|various|multiple|international|state-run){SPACE}(?:and{SPACE}[\w’'-]+{SPACE})?){{0,2}}"
)
MEDIA_SAY = re.compile(
    rf"\b(?P<name>{_WHOSE}{_MEDIA}){SPACE}{_ADVERBS}"
    rf"{_MEDIA_VERBS}\b"
)
BY_MEDIA = re.compile(
    rf"\b(?:{_BY}{SPACE}{maybe('the')}(?P<name>{_WHOSE}{_MEDIA}|[{CAPITAL}]\w+{SPACE}press)"
    rf"|(?:told|tell|tells|telling){SPACE}(?P<told>{any_of('local state national public regional Arab foreign')}{SPACE}"
    rf"{any_of('radio television TV media newspapers reporters broadcaster')}))\b"
)
ANAPHOR = re.compile(
    rf"\b[Aa]ccording{SPACE}to{SPACE}the{SPACE}{_ANAPHORS}\b|"
    rf"\b[Tt]he{SPACE}{_ANAPHORS}(?:[’']s{SPACE}{any_of('report story article account sources source')}"
    rf"|{SPACE}{_ADVERBS}{_WHEN}(?:{_WROTE}|{_SAID}|{any_of('alleged alleges continued went_on')}))\b"
)
HOST = re.compile(
    rf"\b{_TALK}\b"
    rf"[^.;“”\"\n]{{0,40}}?\b{any_of('with by of to on')}\b[^.;“”\"\n]{{0,40}}?"
    rf"\b{_HOSTS}s?,?{SPACE}"
    rf"(?P<name>[{CAPITAL}][\w’'.-]+(?:{SPACE}[{CAPITAL}][\w’'.-]+){{1,3}})"
)
OPENING = re.compile(rf"{_OPENERS}{SPACE}")
ARTICLE_FIRST = re.compile(rf"(?:The|A|An|This|That|One|Another|His|Her|Their|Its){SPACE}")
# "Reuters and the BBC", "Turkish daily Veldt and Greek newspaper Norland": what is true of one is true of both
JOINS = re.compile(
    rf"\s*(?:/|-|,|,?{SPACE}and|{SPACE}&)\s*{maybe('the')}(?:[\w’'-]+{SPACE}){{0,2}}?(?:{_NOUN}{SPACE})?(?:the{SPACE})?$"
)
