"""From suggestions and decisions to statements."""

from __future__ import annotations

from datetime import UTC, datetime

from onrecord.record import (
    UNKNOWN_DATE,
    Actor,
    ActorKind,
    Attribution,
    AttributionKind,
    AttributionType,
    Decision,
    Saying,
    Span,
    Stance,
    Statement,
    StatementStatus,
    Suggestion,
    Verdict,
)
from onrecord.review import derive_statements

INDIRECT, DIRECT = AttributionType.INDIRECT, AttributionType.DIRECT


def attribution(name: str, document: str, type: AttributionType = INDIRECT) -> Attribution:
    return Attribution(name, document, type, AttributionKind.SAID, (Span(0, 4),), (Span(5, 9),), (Span(10, 20),))


def saying(name: str, *, cluster: str, actor: str | None = "act-quill", words: str = "Mara Quill") -> Saying:
    return Saying(name, actor, words, (), UNKNOWN_DATE, cluster)


def suggestion(name: str, concept: str = "toll", stance: Stance = Stance.OPPOSE, score: float = 0.8) -> Suggestion:
    return Suggestion(f"sug-{name}-{concept}", name, concept, stance, score, "coder-en 1")


def decision(subject: str, verdict: Verdict, hour: int, **values: str) -> Decision:
    return Decision(f"dec-{hour}", subject, verdict, "maria", datetime(2031, 9, 1, hour, tzinfo=UTC), values)


def two_reports(*decisions: Decision, score: float = 0.8) -> tuple[Statement, ...]:
    """One act of speech, reported indirectly in one article and quoted in another."""
    return derive_statements(
        [attribution("a1", "d1"), attribution("a2", "d2", DIRECT)],
        sayings={"a1": saying("a1", cluster="c"), "a2": saying("a2", cluster="c")},
        suggestions=[suggestion("a1", score=score), suggestion("a2", score=score)],
        decisions=decisions,
    )


def test_one_act_of_speech_in_two_articles_is_one_statement_with_two_reports() -> None:
    (statement,) = two_reports()
    assert (statement.n_reports, statement.status) == (2, StatementStatus.SUGGESTED)


def test_statement_rests_on_the_most_verbatim_report() -> None:
    assert two_reports()[0].attribution_id == "a2"


def test_two_acts_of_speech_are_two_statements() -> None:
    statements = derive_statements(
        [attribution("a1", "d1"), attribution("a2", "d1")],
        sayings={"a1": saying("a1", cluster="c1"), "a2": saying("a2", cluster="c2")},
        suggestions=[suggestion("a1"), suggestion("a2")],
    )
    assert [statement.n_reports for statement in statements] == [1, 1]


def test_nobody_is_for_and_against_in_one_act_of_speech() -> None:
    (statement,) = derive_statements(
        [attribution("a1", "d1"), attribution("a2", "d2", DIRECT)],
        sayings={"a1": saying("a1", cluster="c"), "a2": saying("a2", cluster="c")},
        suggestions=[suggestion("a1", stance=Stance.SUPPORT), suggestion("a2", stance=Stance.OPPOSE)],
    )
    assert (statement.stance, statement.attribution_id, statement.n_reports) == (Stance.OPPOSE, "a2", 2)


def test_weak_suggestion_is_counted_nowhere() -> None:
    assert two_reports(score=0.2) == ()


def test_weak_suggestion_beside_a_strong_one_is_a_report_of_the_same_statement() -> None:
    (statement,) = derive_statements(
        [attribution("a1", "d1"), attribution("a2", "d2", DIRECT)],
        sayings={"a1": saying("a1", cluster="c"), "a2": saying("a2", cluster="c")},
        suggestions=[suggestion("a1", score=0.8), suggestion("a2", score=0.2)],
    )
    assert (statement.n_reports, statement.attribution_id) == (2, "a1")


def test_accepting_a_weak_suggestion_makes_it_a_statement() -> None:
    (statement,) = two_reports(decision("sug-a1-toll", Verdict.ACCEPT, 9), score=0.2)
    assert (statement.status, statement.attribution_id) == (StatementStatus.ACCEPTED, "a1")


def test_the_last_decision_counts() -> None:
    statements = two_reports(
        decision("sug-a1-toll", Verdict.ACCEPT, 9),
        decision("sug-a1-toll", Verdict.REJECT, 10),
        decision("sug-a2-toll", Verdict.REJECT, 11),
    )
    assert statements == ()


def test_an_edit_changes_the_stance_and_keeps_the_origin() -> None:
    statements = two_reports(
        decision("sug-a1-toll", Verdict.REJECT, 9),
        decision("sug-a2-toll", Verdict.EDIT, 10, stance="conditional"),
    )
    assert [(s.stance, s.origin) for s in statements] == [(Stance.CONDITIONAL, "coder-en 1")]


def test_attribution_without_any_source_makes_no_statement() -> None:
    sayings = {"a1": saying("a1", cluster="c", actor=None, words="")}
    assert derive_statements([attribution("a1", "d1")], sayings=sayings, suggestions=[suggestion("a1")]) == ()


def test_unresolved_source_speaks_under_its_own_words() -> None:
    sayings = {"a1": saying("a1", cluster="c", actor=None, words="one resident")}
    (statement,) = derive_statements([attribution("a1", "d1")], sayings=sayings, suggestions=[suggestion("a1")])
    assert (statement.actor_id, statement.actor_name) == (None, "one resident")


def together(*decisions: Decision) -> tuple[Statement, ...]:
    """ "Quill and Penn said", with nobody known under the third id."""
    joint = Saying("a1", "act-quill", "Mara Quill", (), UNKNOWN_DATE, "c", also=("act-penn", "act-gone"))
    return derive_statements(
        [attribution("a1", "d1")],
        sayings={"a1": joint},
        suggestions=[suggestion("a1")],
        decisions=decisions,
        actors=[Actor(f"act-{name.lower()}", f"A. {name}", ActorKind.PERSON) for name in ("Quill", "Penn")],
    )


def test_those_who_speak_together_make_a_statement_each() -> None:
    first, second = together()
    assert [(one.actor_id, one.actor_name) for one in (first, second)] == [
        ("act-quill", "Mara Quill"),
        ("act-penn", "A. Penn"),
    ]
    assert first.id != second.id
    assert {one.attribution_id for one in (first, second)} == {"a1"}
    assert {one.stance for one in (first, second)} == {Stance.OPPOSE}


def test_a_decision_on_what_several_said_holds_for_each_of_them() -> None:
    made = together(decision("sug-a1-toll", Verdict.EDIT, 9, stance="support"))
    assert [(one.stance, one.status) for one in made] == [(Stance.SUPPORT, StatementStatus.ACCEPTED)] * 2
    assert together(decision("sug-a1-toll", Verdict.REJECT, 9)) == ()


def test_a_report_of_one_of_them_alone_is_a_report_of_that_statement_only() -> None:
    made = derive_statements(
        [attribution("a1", "d1"), attribution("a2", "d2")],
        sayings={
            "a1": Saying("a1", "act-quill", "Mara Quill", (), UNKNOWN_DATE, "c", also=("act-penn",)),
            "a2": saying("a2", cluster="c", actor="act-penn", words="A. Penn"),
        },
        suggestions=[suggestion("a1"), suggestion("a2")],
        actors=[Actor("act-penn", "A. Penn", ActorKind.PERSON)],
    )
    assert {one.actor_id: one.n_reports for one in made} == {"act-quill": 1, "act-penn": 2}
