"""Agreement of coders on the invented bridge debate: from decisions in a store to coefficients and passages."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from onrecord.record import Decision, JsonValue, Verdict
from onrecord.store import Store, open_store
from onrecord.workbench.agreeing import ALL, AgreementReport, measure_agreement
from tests.dossier.invented import invented_material
from tests.made_project import make_project

START = datetime(2034, 4, 10, 9, tzinfo=UTC)


class Journal:
    """Decisions one minute apart."""

    def __init__(self) -> None:
        self.made: list[Decision] = []

    def say(self, coder: str, subject: str, verdict: Verdict = Verdict.ACCEPT, **values: JsonValue) -> Decision:
        number = len(self.made)
        at = START + timedelta(minutes=number)
        self.made.append(Decision(f"j{number}", subject, verdict, coder, at, values))
        return self.made[-1]

    def by_hand(self, coder: str, document: str, words: str, **values: JsonValue) -> Decision:
        text = next(a.document.text for a in invented_material().articles if a.document.id == document)
        start = text.index(words)
        span: list[JsonValue] = [start, start + len(words)]
        return self.say(
            coder, f"hand:{coder}-{len(self.made)}", Verdict.ADD, document=document, content=[span], **values
        )


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(make_project(tmp_path, invented_material()))


@pytest.fixture
def journal() -> Journal:
    return Journal()


def report(store: Store, journal: Journal, **options: object) -> AgreementReport:
    return measure_agreement(store, decisions=journal.made, **options)  # type: ignore[arg-type]


def value(found: AgreementReport, variable: str, name: str = "nominal", scope: str = ALL) -> float | None:
    return next(c.value for c in found.of(variable, scope).coefficients if name in c.name)


def test_accepting_and_editing_the_same_suggestions_is_compared_variable_by_variable(
    store: Store, journal: Journal
) -> None:
    for number in range(1, 9):
        journal.say("ana", f"g{number}")
        journal.say("ben", f"g{number}")
    journal.say("ben", "g5", Verdict.EDIT, stance="oppose")  # takes the place of his acceptance
    journal.say("ben", "g3", Verdict.EDIT, concept="cost")
    journal.say("ben", "g8", Verdict.REJECT)
    found = report(store, journal)
    assert (found.coders, found.n_units, found.n_documents) == (("ana", "ben"), 8, 2)
    assert (found.of("statement").n_units, found.of("statement").n_disagreements) == (8, 1)
    assert (found.of("concept").n_units, found.of("concept").n_disagreements) == (7, 1)
    assert (found.of("stance").n_units, found.of("stance").n_disagreements) == (6, 1)
    assert value(found, "concept", "percent") == pytest.approx(6 / 7)
    assert [each.sentence for each in found.disagreements] == [
        "1 of 1 disagreement is statement against no statement on *Road tunnel*",
        "1 of 1 disagreement is Bridge over Marlow Sound against It costs too much",
        "1 of 1 disagreement is oppose against neutral on *Bridge over Marlow Sound*",
    ]
    difference = found.disagreements[2].differences[0]
    assert difference.by_coder == {"ana": "neutral", "ben": "oppose"}
    assert difference.words == "“The authority has taken no position on a bridge,”"


def test_withdrawn_skipped_and_adjudicating_words_are_no_codings(store: Store, journal: Journal) -> None:
    journal.say("ana", "g1")
    journal.say("ben", "g1", Verdict.SKIP)
    wrong = journal.say("ben", "g2", Verdict.REJECT)
    journal.say("ana", "g2")
    journal.made.append(Decision("undo", "g2", Verdict.WITHDRAW, "ben", START + timedelta(hours=1), {}, wrong.id))
    journal.say("cay", "g1", Verdict.REJECT, adjudicates=True)
    found = report(store, journal)
    assert found.n_units == 0
    assert found.of("stance").coefficients[0].reason == "no unit was coded by two coders"
    assert "only ana has decided" in found.notes[0]


def test_statements_coded_by_hand_meet_by_their_words(store: Store, journal: Journal) -> None:
    said = "a bridge was “the only crossing that pays for itself”"
    journal.by_hand("ana", "d-post", said, concept="bridge", stance="support", actor={"name": "Ada Quill"})
    journal.by_hand("ben", "d-post", f" {said}.", concept="bridge", stance="support", actor={"id": "quill"})
    journal.by_hand("ana", "d-post", "Nobody asked the people", concept="bridge", stance="oppose")
    found = report(store, journal)
    assert found.n_units == 2
    assert (found.of("statement").n_units, found.of("statement").n_disagreements) == (2, 1)
    assert (found.of("actor").n_units, found.of("actor").n_disagreements) == (1, 0)
    assert found.spans.binary.value is not None
    assert 0 < found.spans.binary.value < 1
    assert found.spans.coding.reason  # one concept throughout: said, not a number


def test_a_statement_by_hand_meets_the_suggestion_that_the_other_accepted(store: Store, journal: Journal) -> None:
    words = "Nobody asked the people who will hear the lorries"
    journal.by_hand("ana", "d-post", words, concept="bridge", stance="oppose")
    journal.say("ben", "g3")
    found = report(store, journal)
    assert found.n_units == 1
    assert found.of("stance").n_disagreements == 0


def test_suggestions_that_one_coder_has_not_come_to_are_no_disagreement(store: Store, journal: Journal) -> None:
    journal.say("ana", "g1")
    journal.say("ben", "g1")
    journal.say("ana", "g3")
    journal.say("ana", "g4")
    found = report(store, journal)
    assert found.n_units == 1
    assert found.of("statement").n_disagreements == 0
    assert "2 subjects were decided by one coder alone and are left out" in found.notes


def test_days_are_compared_as_days_and_ranges_left_out(store: Store, journal: Journal) -> None:
    for subject in ("g1", "g2", "g3", "g6"):
        journal.say("ana", subject)
        journal.say("ben", subject)
    journal.say("ben", "d-post-a1", Verdict.EDIT, said={"from": "2034-03-01", "to": "2034-03-01", "precision": "day"})
    journal.say("ben", "d-post-a2", Verdict.EDIT, said={"from": "2034-03-01", "to": "2034-03-03", "precision": "range"})
    found = report(store, journal)
    assert (found.of("day").n_units, found.of("day").n_disagreements) == (3, 1)
    assert value(found, "day", "percent") == pytest.approx(2 / 3)
    assert found.disagreements[0].sentence.startswith("1 of 1 disagreement is 2034-03-01 against 2034-03-02")


def test_pairs_and_months_are_their_own_scopes(store: Store, journal: Journal) -> None:
    for subject in ("g1", "g2", "g3"):
        journal.say("ana", subject)
        journal.say("ben", subject)
    journal.say("cay", "g1", Verdict.REJECT)
    found = report(store, journal, by=("coder", "month"))
    assert [each.scope for each in found.variables if each.variable == "statement"] == [
        "all coders", "ana and ben", "ana and cay", "ben and cay", "2034-04",
    ]  # fmt: skip
    assert found.of("statement", "ana and cay").n_disagreements == 1
    assert value(found, "statement", "Fleiss") is not None
    assert [c.name for c in found.of("statement", "ana and ben").coefficients][1] == "Cohen's kappa"


def test_coders_can_be_chosen_and_variables_of_ones_own_are_measured(store: Store, journal: Journal) -> None:
    for number, subject in enumerate(("g1", "g2", "g3")):
        journal.say("ana", subject, variables={"heat": number, "ironic": False})
        journal.say("ben", subject, variables={"heat": number + (number == 2), "ironic": number == 1})
        journal.say("cay", subject, Verdict.REJECT)
    found = report(store, journal, coders=("ana", "ben"))
    assert found.coders == ("ana", "ben")
    assert value(found, "heat", "interval") == pytest.approx(1 - 5 / 41)
    assert found.of("ironic").n_disagreements == 1


def test_nobody_at_work_is_said(store: Store, journal: Journal) -> None:
    assert report(store, journal).notes == (
        "nobody has decided anything yet; agreement needs two coders who decide the same passages",
    )


def test_intervals_come_with_resamples(store: Store, journal: Journal) -> None:
    for number in range(1, 11):
        journal.say("ana", f"g{number}")
        journal.say("ben", f"g{number}", Verdict.REJECT if number == 4 else Verdict.ACCEPT)
        journal.say("cay", f"g{number}", Verdict.REJECT if number in (4, 5) else Verdict.ACCEPT)
    first = report(store, journal, resamples=100, seed=5).of("statement").coefficients[0]
    assert first.interval is not None
    assert report(store, journal, resamples=100, seed=5).of("statement").coefficients[0] == first
