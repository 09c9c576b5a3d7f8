"""An invented debate as dossier material: will Marlow Sound get a bridge, a tunnel or a better ferry?

Six short articles by invented outlets, with quotes, chains, a reprint, a range of dates, a missing date, a missing
outlet, furniture inside the text, tensions, accepted and suggested statements, and one file that was not read.
Marks in the texts: `{1S|...}` is a source span of attribution 1, C a cue, T content, Q a quote inside content.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime

from onrecord.dossier import Material, Measure
from onrecord.record import (
    Actor,
    ActorKind,
    Annotated,
    Annotation,
    Attribution,
    AttributionKind,
    AttributionType,
    Basis,
    Concept,
    ConceptKind,
    DateRange,
    Decision,
    Derivation,
    DerivationRelation,
    DerivationTarget,
    Document,
    Event,
    EventKind,
    Figure,
    FileReport,
    FileStatus,
    Passage,
    Precision,
    Publication,
    Region,
    RegionKind,
    Requirement,
    RequirementKind,
    Role,
    Saying,
    Span,
    Stance,
    Statement,
    StatementStatus,
    Suggestion,
    Tension,
    Verdict,
)
from onrecord.text import sha256

_OPEN = re.compile(r"\{(\d+)([SCTQ])\|")


def unmark(marked: str) -> tuple[str, dict[tuple[int, str], list[Span]]]:
    """The plain text and, by attribution number and mark, its spans."""
    text: list[str] = []
    spans: dict[tuple[int, str], list[Span]] = defaultdict(list)
    stack: list[tuple[int, str, int]] = []
    at, length = 0, 0
    while at < len(marked):
        opened = _OPEN.match(marked, at)
        if opened:
            stack.append((int(opened[1]), opened[2], length))
            at = opened.end()
        elif marked[at] == "}" and stack:
            number, mark, start = stack.pop()
            spans[(number, mark)].append(Span(start, length))
            at += 1
        else:
            text.append(marked[at])
            length += 1
            at += 1
    return "".join(text), dict(spans)


@dataclass(frozen=True)
class Draft:
    key: str
    outlet: str | None
    published: DateRange
    basis: Basis
    marked: str
    kinds: str  # one letter a line: h headline, s subhead, c credit, b body, f furniture
    reason: str = ""
    url: str | None = None
    byline: str | None = None


def _day(day: int, month: int = 3) -> DateRange:
    return DateRange.day(date(2034, month, day))


DRAFTS = (
    Draft(
        "d-post",
        "Sound Post",
        _day(3),
        Basis.METADATA,
        "Mayor wants a bridge over Marlow Sound by 2040\n"
        "By Jory Penn\n"
        "{1S|Mayor Ada Quill} {1C|told} the council on Thursday that {1T|a bridge was “{1Q|the only crossing that "
        "pays for itself}”}. {2S|She} {2C|added} that {2T|she would put the plan to a vote on 20 April}.\n"
        "READ MORE: Ten things to know about the sound\n"
        "{3T|“{3Q|Nobody asked the people who will hear the lorries},”} {3C|said} {3S|Tomlin Reeve}, who leads the "
        "Quayside Residents.\n"
        "{4S|Two aides to the mayor} {4C|said} {4T|{5S|the port authority} {5C|backs} {5T|the bridge}}.\n"
        "{6S|The transport ministry} {6C|declined to comment}{6T| on the plan}.\n",
        "hcbfbbb",
        url="https://soundpost.example/2034/03/03/bridge",
        byline="Jory Penn",
    ),
    Draft(
        "d-wire",
        "Northern Wire",
        _day(4),
        Basis.TEXT,
        "Aides: port authority backs Marlow bridge\n"
        "(Northern Wire) {1S|The port authority} of Marlow {1C|supports} {1T|a bridge over the sound}, the Sound Post "
        "reported on Friday, citing aides to the mayor.\n"
        "{2S|Mayor Quill} has {2C|called} {2T|a bridge “{2Q|the only crossing that pays for itself}”}.\n"
        "{3S|Economist Pia Sand} {3C|estimates} that {3T|the bridge would cost 2.1 billion crowns, twice the sum in "
        "the plan}.\n",
        "hbbb",
        reason="read from “on Friday” and the Sound Post of 3 Mar 2034",
    ),
    Draft(
        "d-echo",
        "Marlow Echo",
        _day(6),
        Basis.METADATA,
        "Ferry company: better boats, not bridges\n"
        "Harbor chief denies taking sides\n"
        "{1S|Olin Barge}, director of Sound Ferries, {1C|said} {1T|a bridge would be “{1Q|a monument to bad "
        "arithmetic}”}. {2S|He} {2C|proposes} {2T|two electric ferries by 2036}.\n"
        "{3T|“{3Q|The authority has taken no position on a bridge},”} {3C|said} {3S|Harbor chief Wen Tolland} of the "
        "port authority.\n"
        "{4S|The engineer Rask} {4C|would accept} {4T|a tunnel if the state pays for the survey}.\n"
        "© 2034 Marlow Echo. All rights reserved. Share this article\n",
        "hsbbbf",
    ),
    Draft(
        "d-reprint",
        "Inland Courier",
        _day(7),
        Basis.SISTER,
        "Ferry chief mocks bridge plan\n"
        "Originally published in the Marlow Echo\n"
        "{1S|Olin Barge}, director of Sound Ferries, {1C|said} {1T|a bridge would be “{1Q|a monument to bad "
        "arithmetic}”}.\n",
        "hcb",
    ),
    Draft(
        "d-weekly",
        "Tide Weekly",
        DateRange(date(2034, 3, 1), date(2034, 3, 31), Precision.MONTH),
        Basis.TEXT,
        "The tunnel nobody mentions\n"
        "{1S|Geologist Mira Holt} {1C|argues} that {1T|a tunnel would spare the marshes, which a bridge would cut in "
        "two}.\n"
        "{2C|It is said} that {2T|the ministry prefers a tunnel}.\n"
        "{3S|Mayor Quill} {3C|told} the Weekly that {3T|she “{3Q|could live with better ferries}” until the vote}.\n"
        "If the council agrees, boring could start in spring 2036.\n",
        "hbbbb",
        reason="the issue names the month only",
    ),
    Draft(
        "d-flyer",
        None,
        DateRange(),
        Basis.NONE,
        "Save the ferry!\n"
        "{1S|Tomlin Reeve} {1C|warns}: {1T|“{1Q|A bridge is forever, a ferry can be mended.}”}\n"
        "Meeting on the quay, all welcome.\n",
        "hbb",
        reason="no date in the text, none in the file name, no sister article",
    ),
)

_KIND = {
    "h": RegionKind.HEADLINE,
    "s": RegionKind.SUBHEAD,
    "c": RegionKind.CREDIT,
    "b": RegionKind.BODY,
    "f": RegionKind.FURNITURE,
}


def annotate(draft: Draft) -> Annotated:
    text, spans = unmark(draft.marked)
    regions, start = [], 0
    for letter, line in zip(draft.kinds, text.split("\n"), strict=False):
        regions.append(Region(_KIND[letter], start, start + len(line)))
        start += len(line) + 1
    attributions = []
    for number in sorted({number for number, _ in spans}):
        quote = tuple(spans.get((number, "Q"), ()))
        content = tuple(spans.get((number, "T"), ()))
        whole = bool(quote) and len(content[0]) - len(quote[0]) <= 4
        attributions.append(
            Attribution(
                f"{draft.key}-a{number}",
                draft.key,
                AttributionType.DIRECT if whole else AttributionType.MIXED if quote else AttributionType.INDIRECT,
                AttributionKind.NO_COMMENT if draft.key == "d-post" and number == 6 else AttributionKind.SAID,
                tuple(spans.get((number, "S"), ())),
                tuple(spans.get((number, "C"), ())),
                content,
                quote,
                f"{draft.key}-a4" if draft.key == "d-post" and number == 5 else None,
                "tagger-en 1",
                0.9,
            )
        )
    document = Document(
        draft.key,
        (f"clips/{draft.key}.txt",),
        text,
        sha256(text),
        draft.outlet,
        None,
        draft.byline,
        draft.url,
        "en",
        draft.published,
        draft.basis,
    )
    return Annotated(document, tuple(regions), Annotation(draft.key, tuple(attributions)))


def _actor(
    key: str, name: str, kind: ActorKind = ActorKind.PERSON, *aliases: str, role: str = "", at: str = ""
) -> Actor:
    roles = (Role(role, at or None, date(2031, 1, 1), None, Passage("d-post", 60, 74)),) if role else ()
    return Actor(key, name, kind, tuple(aliases), roles, (), "resolver 1")


ACTORS = (
    _actor("quill", "Ada Quill", ActorKind.PERSON, "Mayor Quill", role="mayor", at="Marlow"),
    _actor("reeve", "Tomlin Reeve", role="chair", at="Quayside Residents"),
    _actor("aides", "aides to the mayor", ActorKind.GROUP),
    _actor("port", "Marlow Port Authority", ActorKind.ORGANIZATION, "the port authority"),
    _actor("ministry", "transport ministry", ActorKind.ORGANIZATION),
    _actor("sand", "Pia Sand", role="economist"),
    _actor("barge", "Olin Barge", role="director", at="Sound Ferries"),
    _actor("tolland", "Wen Tolland", role="harbor chief", at="Marlow Port Authority"),
    _actor("rask", "Rask", role="engineer"),
    _actor("holt", "Mira Holt", role="geologist"),
    _actor("post", "Sound Post", ActorKind.ORGANIZATION),
)

_OPTION = ConceptKind.OPTION
CONCEPTS = (
    Concept("bridge", "Bridge over Marlow Sound", "A road bridge of four lanes.", _OPTION, rank=3, origin="codebook"),
    Concept("tunnel", "Road tunnel", "A bored tunnel under the sound.", _OPTION, rank=2, origin="codebook"),
    Concept("ferry", "Better ferries", "New boats on the present line.", _OPTION, rank=1, origin="codebook"),
    Concept("vote", "Vote in April", "The council decides this spring.", ConceptKind.ISSUE, origin="codebook"),
    Concept("toll", "Toll on the crossing", "", ConceptKind.ISSUE, origin="codebook"),
    Concept("cost", "It costs too much", "", ConceptKind.ARGUMENT, origin="codebook"),
    Concept("marsh", "It spares the marshes", "", ConceptKind.ARGUMENT, origin="codebook"),
)

# attribution: actor id or words of an unresolved source, via, day said, cluster
_SAYINGS: dict[str, tuple[str | None, tuple[str, ...], DateRange, str]] = {
    "d-post-a1": ("quill", (), _day(2), "pays"),
    "d-post-a2": ("quill", (), _day(2), "vote"),
    "d-post-a3": ("reeve", (), _day(2), "lorries"),
    "d-post-a4": ("aides", (), DateRange.between(date(2034, 3, 1), date(2034, 3, 3)), "aides"),
    "d-post-a5": ("port", ("aides",), DateRange.between(date(2034, 2, 20), date(2034, 3, 3)), "port"),
    "d-post-a6": ("ministry", (), _day(2), "silent"),
    "d-wire-a1": ("port", ("post", "aides"), DateRange.between(date(2034, 2, 20), date(2034, 3, 3)), "port"),
    "d-wire-a2": ("quill", (), _day(2), "pays"),
    "d-wire-a3": ("sand", (), _day(4), "billion"),
    "d-echo-a1": ("barge", (), _day(5), "monument"),
    "d-echo-a2": ("barge", (), _day(5), "boats"),
    "d-echo-a3": ("tolland", (), _day(5), "neutral"),
    "d-echo-a4": ("rask", (), DateRange(), "survey"),
    "d-reprint-a1": ("barge", (), _day(5), "monument"),
    "d-weekly-a1": ("holt", (), DateRange(date(2034, 3, 1), date(2034, 3, 31), Precision.MONTH), "marshes"),
    "d-weekly-a2": (None, (), DateRange(), "rumor"),
    "d-weekly-a3": ("quill", (), DateRange(date(2034, 3, 1), date(2034, 3, 31), Precision.MONTH), "live"),
    "d-flyer-a1": (None, (), DateRange(), "mended"),
}

# attribution, concept, stance, accepted
_CODED: tuple[tuple[str, str, Stance, bool], ...] = (
    ("d-post-a1", "bridge", Stance.SUPPORT, True),
    ("d-post-a2", "vote", Stance.SUPPORT, True),
    ("d-post-a3", "bridge", Stance.OPPOSE, True),
    ("d-post-a5", "bridge", Stance.SUPPORT, False),
    ("d-echo-a3", "bridge", Stance.NEUTRAL, False),
    ("d-echo-a1", "bridge", Stance.OPPOSE, True),
    ("d-echo-a2", "ferry", Stance.SUPPORT, True),
    ("d-echo-a4", "tunnel", Stance.CONDITIONAL, False),
    ("d-weekly-a1", "tunnel", Stance.SUPPORT, False),
    ("d-weekly-a1", "marsh", Stance.SUPPORT, False),
    ("d-weekly-a1", "bridge", Stance.OPPOSE, False),
    ("d-weekly-a3", "ferry", Stance.SUPPORT, False),
    ("d-weekly-a3", "bridge", Stance.OPPOSE, False),
    ("d-wire-a3", "cost", Stance.SUPPORT, True),
    ("d-flyer-a1", "ferry", Stance.SUPPORT, False),
)


def _passage(articles: dict[str, Annotated], key: str, words: str) -> Passage:
    start = articles[key].document.text.index(words)
    return Passage(key, start, start + len(words))


def invented_material() -> Material:
    """The whole debate, with every feature of the page in it."""
    articles = {draft.key: annotate(draft) for draft in DRAFTS}
    sayings, statements, suggestions, decisions = {}, [], [], []
    for key, (actor, via, said, cluster) in _SAYINGS.items():
        sayings[key] = Saying(key, actor, "Tomlin Reeve" if key == "d-flyer-a1" else "", via, said, cluster, "name")
    names = {actor.id: actor.name for actor in ACTORS}
    for number, (attribution, concept, stance, accepted) in enumerate(_CODED, 1):
        actor, via, said, cluster = _SAYINGS[attribution]
        suggestions.append(Suggestion(f"g{number}", attribution, concept, stance, 0.7 + number / 100, "coder-en 1"))
        if accepted:
            when = datetime(2034, 4, 2, 9, number, tzinfo=UTC)
            decisions.append(Decision(f"y{number}", f"g{number}", Verdict.ACCEPT, "maria", when))
        statements.append(
            Statement(
                f"x{number}",
                attribution,
                attribution.rsplit("-", 1)[0],
                actor,
                names.get(actor or "", "Tomlin Reeve"),
                None,
                concept,
                stance,
                said,
                via,
                sum(cluster == other[3] for other in _SAYINGS.values()),
                StatementStatus.ACCEPTED if accepted else StatementStatus.SUGGESTED,
                "coder:maria" if accepted else "coder-en 1",
            )
        )
    spring = DateRange(date(2036, 3, 1), date(2036, 5, 31), Precision.RANGE)
    events = (
        Event(
            "v1",
            "The council votes on the bridge",
            _day(20, 4),
            EventKind.PLANNED,
            ("quill",),
            (_passage(articles, "d-post", "a vote on 20 April"),),
            "20 April",
        ),
        Event(
            "v2",
            "Boring starts, if the council agrees",
            spring,
            EventKind.CONDITIONAL,
            (),
            (_passage(articles, "d-weekly", "boring could start in spring 2036"),),
            "spring 2036",
        ),
        Event(
            "v3",
            "The mayor tells the council about her plan",
            _day(2),
            EventKind.PAST,
            ("quill",),
            (_passage(articles, "d-post", "on Thursday"),),
            "on Thursday",
        ),
        Event(
            "v4",
            "Two electric ferries run",
            DateRange(None, date(2036, 12, 31), Precision.RANGE),
            EventKind.PLANNED,
            ("barge",),
            (_passage(articles, "d-echo", "by 2036"),),
            "by 2036",
        ),
    )
    derivations = (
        Derivation(
            "r1",
            "d-reprint",
            DerivationTarget.DOCUMENT,
            "d-echo",
            "Marlow Echo",
            DerivationRelation.REPUBLISHES,
            (_passage(articles, "d-reprint", "Originally published in the Marlow Echo"),),
        ),
        Derivation(
            "r2",
            "d-wire",
            DerivationTarget.DOCUMENT,
            "d-post",
            "Sound Post",
            DerivationRelation.CITES,
            (_passage(articles, "d-wire", "the Sound Post reported on Friday"),),
        ),
        Derivation("r3", "d-weekly", DerivationTarget.OUTLET, None, "Coast Gazette", DerivationRelation.CITES, ()),
    )
    tensions = (
        Tension(
            "w1",
            _passage(articles, "d-post", "the port authority backs the bridge"),
            _passage(articles, "d-echo", "The authority has taken no position on a bridge"),
            "aides say that the port authority backs the bridge; its chief says that it has no position",
            0.9,
        ),
        Tension(
            "w2",
            _passage(articles, "d-wire", "2.1 billion crowns, twice the sum in the plan"),
            _passage(articles, "d-post", "pays for itself"),
            "two accounts of what the bridge costs",
            0.5,
        ),
    )
    requirements = (
        Requirement(
            "q1",
            "bridge",
            RequirementKind.APPROVAL,
            True,
            "the consent of the port authority",
            ("port", "quill"),
            _day(20, 4),
            "d-post-a5",
            (_passage(articles, "d-post", "the port authority backs the bridge"),),
        ),
        Requirement(
            "q2",
            "ferry",
            RequirementKind.APPROVAL,
            False,
            "any vote of the council",
            evidence=(_passage(articles, "d-echo", "by 2036"),),
        ),
    )
    return Material(
        title="Will Marlow Sound get a bridge, a tunnel or a better ferry?",
        made_on=date(2034, 4, 3),
        version="0.1.0",
        articles=tuple(articles.values()),
        publications={
            draft.key: Publication(draft.key, draft.published, draft.basis, (), draft.reason) for draft in DRAFTS
        },
        actors=ACTORS,
        sayings=sayings,
        concepts=CONCEPTS,
        suggestions=tuple(suggestions),
        decisions=tuple(decisions),
        statements=tuple(statements),
        events=events,
        derivations=derivations,
        tensions=tensions,
        requirements=requirements,
        figures=(
            Figure(
                "g1",
                "2.1 billion crowns",
                2e9,
                2.2e9,
                "crown",
                "",
                "It costs 2.1 billion crowns.",
                (_passage(articles, "d-wire", "2.1 billion crowns, twice the sum in the plan"),),
            ),
        ),
        files=(
            *(FileReport(f"clips/{draft.key}.txt", FileStatus.READ, "", 1) for draft in DRAFTS),
            FileReport("clips/scan.pdf", FileStatus.FAILED, "three page images, no text layer; run OCR first"),
            FileReport("clips/logo.png", FileStatus.SKIPPED, "not a text format"),
        ),
        measures=(
            Measure("Attribution spans, F1", 0.712, 0.6, "2,010 attributions of held-out news"),
            Measure("Source to actor, accuracy", None, 0.85, "not measured on this kind of text"),
        ),
        codebook_given=True,
    )
