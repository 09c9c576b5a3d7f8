"""The passages of a statement are those that were coded, its own first; a tension shows the statements it is about."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from onrecord.dossier import Limits, Material, Measure, render_dossier
from onrecord.dossier.anchors import Anchors, plan_anchors
from onrecord.dossier.ledger import Act
from onrecord.dossier.marks import title_of
from onrecord.dossier.numbering import open_ledger
from onrecord.dossier.views.articles import view_articles
from onrecord.dossier.views.method import view_method
from onrecord.dossier.views.said import Quote, view_said
from onrecord.dossier.views.tensions import PairSide, view_tensions
from onrecord.dossier.wording import in_sentence, is_plural
from onrecord.record import ActorKind, AttributionKind, Decision, Passage, Stance, Suggestion, Tension, Verdict

from .invented import invented_material


def anchors_of(material: Material) -> Anchors:
    return plan_anchors(open_ledger(material, Limits()))


def act_on(material: Material, attribution: str, concept: str) -> Act:
    return next(
        act
        for act in open_ledger(material, Limits()).acts
        if act.statement.attribution_id == attribution and act.concept.id == concept
    )


def attributions_of(act: Act) -> list[str]:
    return [report.attribution.id for report in act.reports]


def with_suggestions(*found: Suggestion, values: Mapping[str, str] | None = None, reject: bool = False) -> Material:
    material = invented_material()
    decisions = material.decisions
    if values is not None or reject:
        verdict = Verdict.REJECT if reject else Verdict.EDIT
        when = datetime(2034, 4, 2, tzinfo=UTC)
        decisions = (*decisions, Decision("late", found[0].id, verdict, "maria", when, values or {}))
    return replace(material, suggestions=(*material.suggestions, *found), decisions=decisions)


def test_a_report_of_the_act_that_nobody_coded_is_no_passage_of_the_statement() -> None:
    act = act_on(invented_material(), "d-post-a1", "bridge")
    assert attributions_of(act) == ["d-post-a1"]
    assert act.n_reports == act.statement.n_reports == 2  # as the statement says, however many are shown


@pytest.mark.parametrize("stance", list(Stance))
def test_a_report_coded_on_the_concept_is_shown_whatever_its_stance(stance: Stance) -> None:
    material = with_suggestions(Suggestion("g90", "d-wire-a2", "bridge", stance, 0.5, "coder-en 1"))
    assert attributions_of(act_on(material, "d-post-a1", "bridge")) == ["d-post-a1", "d-wire-a2"]
    assert attributions_of(act_on(material, "d-post-a2", "vote")) == ["d-post-a2"]


def test_a_coding_on_another_concept_or_of_another_act_adds_no_passage() -> None:
    material = with_suggestions(
        Suggestion("g90", "d-wire-a2", "ferry", Stance.SUPPORT, 0.9, "coder-en 1"),
        Suggestion("g91", "d-wire-a1", "cost", Stance.SUPPORT, 0.9, "coder-en 1"),
    )
    assert attributions_of(act_on(material, "d-post-a1", "bridge")) == ["d-post-a1"]


def test_a_rejected_coding_is_none_and_a_corrected_one_has_the_concept_of_the_coder() -> None:
    rejected = Suggestion("g90", "d-wire-a2", "bridge", Stance.SUPPORT, 0.9, "coder-en 1")
    assert attributions_of(act_on(with_suggestions(rejected, reject=True), "d-post-a1", "bridge")) == ["d-post-a1"]
    corrected = with_suggestions(replace(rejected, concept_id="toll"), values={"concept": "bridge"})
    assert attributions_of(act_on(corrected, "d-post-a1", "bridge")) == ["d-post-a1", "d-wire-a2"]


def test_the_passage_of_the_statement_itself_comes_first_also_where_another_is_quoted() -> None:
    material = invented_material()
    statements = tuple(
        replace(found, attribution_id="d-wire-a1", document_id="d-wire")
        if found.attribution_id == "d-post-a5"
        else found
        for found in material.statements
    )
    relayed = material.sayings["d-post-a5"]
    material = replace(
        material, statements=statements, sayings={**material.sayings, "d-post-a5": replace(relayed, via=())}
    )
    act = act_on(material, "d-wire-a1", "bridge")
    assert attributions_of(act) == ["d-wire-a1", "d-post-a5"]
    assert act.reports[1].evidence > act.reports[0].evidence


def passage(material: Material, document: str, words: str) -> Passage:
    text = next(found.document.text for found in material.articles if found.document.id == document)
    start = text.index(words)
    return Passage(document, start, start + len(words))


def sides(material: Material, reason: str, left: Passage, right: Passage) -> tuple[PairSide, PairSide]:
    view = view_tensions(anchors_of(replace(material, tensions=(Tension("w", left, right, reason, 0.9),))))
    return view.pairs[0].left, view.pairs[0].right


def _both_sides(name: str, label: str) -> str:
    return f"{name} is reported in favor of “{label}” on one side and against it on the other."


def test_a_tension_shows_the_statements_of_its_actor_on_its_concept() -> None:
    material = invented_material()
    left, right = sides(
        material,
        _both_sides("Ada Quill", "Bridge over Marlow Sound"),
        passage(material, "d-post", "Mayor Ada Quill told the council on Thursday that a bridge"),
        passage(material, "d-weekly", "Mayor Quill told the Weekly that she “could live with better ferries”"),
    )
    for side, stance in ((left, "supports"), (right, "opposes")):
        assert (side.speaker, side.stance, side.concept) == ("Ada Quill", stance, "Bridge over Marlow Sound")


def test_of_several_statements_in_a_sentence_the_one_in_the_reason_is_shown() -> None:
    """Aides are reported to say that the port authority backs the bridge: the tension is about the authority."""
    material = invented_material()
    sentence = passage(material, "d-post", "Two aides to the mayor said the port authority backs the bridge.")
    echo = passage(
        material, "d-echo", "“The authority has taken no position on a bridge,” said Harbor chief Wen Tolland"
    )
    left, right = sides(material, _both_sides("Marlow Port Authority", "Bridge over Marlow Sound"), sentence, echo)
    assert (left.speaker, left.stance) == ("Marlow Port Authority", "supports")
    assert (right.mark, right.speaker, right.chain) == (None, "", ("Marlow Echo",))


@pytest.mark.parametrize(
    "reason",
    [
        "Two figures for what reads like one quantity: 2.1 billion and four lanes.",
        _both_sides("Pia Sand", "Bridge over Marlow Sound"),
        _both_sides("Ada Quill", "Road tunnel"),
        _both_sides("Ada Quillon", "Bridge over Marlow Sound"),
        "",
    ],
)
def test_a_passage_without_a_statement_that_the_reason_names_stands_alone(reason: str) -> None:
    material = invented_material()
    left = passage(material, "d-post", "Mayor Ada Quill told the council on Thursday that a bridge")
    right = passage(material, "d-weekly", "If the council agrees, boring could start in spring 2036.")
    for side, chain in zip(
        sides(material, reason, left, right), (("Sound Post",), ("Tide Weekly", "in its own voice")), strict=True
    ):
        assert (side.mark, side.speaker, side.stance, side.concept) == (None, "", "", "")
        assert side.chain == chain
        assert "".join(piece.text for piece in side.passage)


@pytest.mark.parametrize(
    ("name", "group", "plural"),
    [
        ("Critics of the project in both countries", True, True),
        ("the people of the north shore", True, True),
        ("Two aides to the mayor", False, True),
        ("a group of senators", True, False),
        ("the opposition", True, False),
        ("the press", True, False),
        ("A spokesman for the navy", False, False),
        ("Tomlin Barnes", False, False),
        ("Barnes", False, False),
        ("Sound Ferries", False, False),
        ("", True, False),
    ],
)
def test_descriptions_of_several_people_take_a_plural_verb(name: str, group: bool, plural: bool) -> None:
    assert is_plural(name, group=group) is plural


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("The navy", "the navy"),
        ("A spokesman for the navy", "a spokesman for the navy"),
        ("The Hague", "The Hague"),
        ("Ada Quill", "Ada Quill"),
        ("The", "The"),
        ("", ""),
    ],
)
def test_a_description_inside_a_sentence_has_a_small_letter_and_a_name_keeps_its_own(name: str, words: str) -> None:
    assert in_sentence(name) == words


def _renamed(material: Material, actor: str, name: str, kind: ActorKind) -> Material:
    actors = tuple(replace(found, name=name, kind=kind) if found.id == actor else found for found in material.actors)
    return replace(material, actors=actors)


def test_a_group_opposes_in_the_plural_wherever_its_stance_is_read() -> None:
    material = _renamed(invented_material(), "reeve", "Critics of the project in both countries", ActorKind.GROUP)
    act = act_on(material, "d-post-a3", "bridge")
    assert title_of(act).startswith("Critics of the project in both countries oppose: Bridge")
    html = render_dossier(material)
    assert "countries opposes" not in html
    assert title_of(act_on(invented_material(), "d-post-a3", "bridge")).startswith("Tomlin Reeve opposes: Bridge")


def who_goes_on() -> Material:
    """The ferry director's two sayings of one article as one act of speech, each coded on a matter of its own."""
    material = invented_material()
    sayings = dict(material.sayings)
    sayings["d-echo-a2"] = replace(sayings["d-echo-a2"], cluster="monument")
    return replace(material, sayings=sayings)


def quote_with(words: str, anchors: Anchors) -> Quote:
    quotes = [quote for block in view_said(anchors).blocks for quote in (*block.quotes, *block.more)]
    return next(quote for quote in quotes if words in "".join(piece.text for piece in quote.passage))


def test_a_coding_that_rests_on_the_next_sentence_says_so_with_its_reference() -> None:
    anchors = anchors_of(who_goes_on())
    quote = quote_with("a monument to bad", anchors)
    ferry = act_on(who_goes_on(), "d-echo-a2", "ferry").reports[0]
    told = [(coding.link.text, coding.where.text if coding.where else "") for coding in quote.codings]
    assert told == [("Bridge over Marlow Sound", ""), ("Better ferries", ferry.ref)]
    assert quote.codings[1].where is not None
    assert quote.codings[1].where.href == anchors.report(ferry)
    assert f'<span class="small">in <a href="#{ferry.anchor}" class="mono"' in render_dossier(who_goes_on())


def test_the_note_beside_a_passage_holds_its_own_codings_alone() -> None:
    lines = [line for row in view_articles(anchors_of(who_goes_on())).rows if row.full for line in row.full.lines]
    notes = {note.ref: [coding.link.text for coding in note.codings] for line in lines for note in line.notes}
    bridge = act_on(who_goes_on(), "d-echo-a1", "bridge").reports[0]
    ferry = act_on(who_goes_on(), "d-echo-a2", "ferry").reports[0]
    assert notes[bridge.ref] == ["Bridge over Marlow Sound"]
    assert notes[ferry.ref] == ["Better ferries"]


def test_an_argument_is_made_or_disputed_not_supported() -> None:
    act = act_on(invented_material(), "d-wire-a3", "cost")
    assert title_of(act).startswith("Pia Sand makes the argument: It costs too much")
    against = replace(act, statement=replace(act.statement, stance=Stance.OPPOSE), plural=True)
    assert " dispute the argument: It costs too much" in title_of(against)


def test_those_who_did_not_comment_are_listed_as_a_sentence() -> None:
    material = _renamed(invented_material(), "ministry", "A spokesman for the ministry", ActorKind.GROUP)
    material = _renamed(material, "holt", "The navy", ActorKind.ORGANIZATION)
    articles = []
    for article in material.articles:
        attributions = tuple(
            replace(found, kind=AttributionKind.NO_COMMENT) if found.id == "d-weekly-a1" else found
            for found in article.annotation.attributions
        )
        articles.append(replace(article, annotation=replace(article.annotation, attributions=attributions)))
    finding = "".join(bit.text for bit in view_said(anchors_of(replace(material, articles=tuple(articles)))).finding)
    assert "The navy and a spokesman for the ministry did not comment." in finding


def test_the_page_names_only_commands_that_exist() -> None:
    html = render_dossier(invented_material(), limits=Limits(full_texts=1))
    assert "onrecord open" not in html
    assert "onrecord export PROJECT --to DIR" in html


def test_measures_are_called_measured_figures_and_a_missing_one_not_measured() -> None:
    material = replace(
        invented_material(),
        measures=(
            *(Measure(f"Step {number}", 0.5 + number / 100, 0.4, "84 articles") for number in range(14)),
            Measure("Concept and stance of a suggestion", None, None, "take them as a first pass"),
        ),
    )
    view = view_method(anchors_of(material))
    finding = "".join(bit.text for bit in view.finding)
    assert "14 measured figures below were taken on other articles; one step is not measured." in finding
    assert "error rate" not in finding
    assert (view.measures[-1].value, view.measures[-1].goal) == ("not measured", "none")
    only_open = view_method(anchors_of(replace(material, measures=material.measures[-1:])))
    assert "Nothing below was measured." in "".join(bit.text for bit in only_open.finding)


def test_what_two_said_together_stands_under_each_of_them() -> None:
    material = invented_material()
    first = next(one for one in material.statements if one.actor_id)
    other = next(one for one in material.actors if one.id != first.actor_id)
    fellow = replace(first, id="fellow", actor_id=other.id, actor_name=other.name)
    saying = replace(material.sayings[first.attribution_id], also=(other.id,))
    joint = replace(
        material,
        statements=(*material.statements, fellow),
        sayings={**material.sayings, first.attribution_id: saying},
    )
    ledger = open_ledger(joint, Limits())
    acts = {act.speaker_key: act for act in ledger.acts if act.statement.attribution_id == first.attribution_id}
    assert acts[other.id].speaker == other.name
    assert acts[str(first.actor_id)].speaker != other.name
    (speaker,) = (one for one in ledger.speakers if one.key == other.id)
    assert first.attribution_id in [report.attribution.id for report in speaker.reports]
    assert speaker.name == other.name


def test_a_side_that_nobody_takes_has_none() -> None:
    material = invented_material()
    against = tuple(replace(one, stance=Stance.OPPOSE) for one in material.statements)
    html = re.sub(r"<[^>]+>", "", render_dossier(replace(material, statements=against)))
    assert "none in favor, " in html
    assert "no in favor" not in html
