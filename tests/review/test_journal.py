"""The journal read: what stands of one coder, what counts among several, what a withdrawal leaves."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from onrecord.record import Decision, JsonValue, Verdict, current_decisions, decisions_in_force
from onrecord.review import settled, standing
from onrecord.review.edits import edits_of
from onrecord.review.shared import shared_words

NINE = datetime(2031, 9, 1, 9, tzinfo=UTC)
DECIDING = [Verdict.ACCEPT, Verdict.REJECT, Verdict.EDIT]


def made(
    id: str, verdict: Verdict, *, subject: str = "s", coder: str = "maria", of: str | None = None, **values: JsonValue
) -> Decision:
    return Decision(id, subject, verdict, coder, NINE, values, of)


def withdrawal(id: str, of: Decision, coder: str = "maria") -> Decision:
    return made(id, Verdict.WITHDRAW, subject=of.subject, coder=coder, of=of.id)


def word(*decisions: Decision, subject: str = "s", coder: str = "maria") -> Decision | None:
    found = standing(decisions).get((subject, coder))
    return found.decision if found else None


def test_withdrawn_decision_gives_way_to_the_one_before_it() -> None:
    first, second = made("1", Verdict.ACCEPT), made("2", Verdict.REJECT, of="1")
    assert word(first, second) == second
    assert word(first, second, withdrawal("3", second)) == first
    assert word(first, second, withdrawal("3", second), withdrawal("4", first)) is None


def test_withdrawal_of_a_withdrawal_brings_back_what_it_voided() -> None:
    first = made("1", Verdict.ACCEPT)
    undone = withdrawal("2", first)
    assert word(first, undone, withdrawal("3", undone)) == first
    assert current_decisions([first, undone]) == {}


def test_flags_memos_and_skips_stand_beside_a_decision() -> None:
    first = made("1", Verdict.ACCEPT)
    notes = [made("2", Verdict.FLAG), made("3", Verdict.MEMO, memo="look again"), made("4", Verdict.SKIP)]
    found = standing([first, *notes])["s", "maria"]
    assert (found.decision, found.notes) == (first, tuple(notes))
    assert not standing([first, notes[0], withdrawal("5", notes[0])])["s", "maria"].notes


def test_edits_add_up_until_acceptance_or_rejection_ends_them() -> None:
    edits = [
        made("1", Verdict.EDIT, stance="oppose"),
        made("2", Verdict.EDIT, concept="toll"),
        made("3", Verdict.EDIT, stance=None),
    ]
    assert [dict(one.values) for n in (1, 2, 3) if (one := word(*edits[:n]))] == [
        {"stance": "oppose"},
        {"stance": "oppose", "concept": "toll"},
        {"concept": "toll"},
    ]
    last = word(*edits, made("4", Verdict.ACCEPT))
    assert last is not None
    assert dict(last.values) == {}


def test_coders_who_mean_the_same_agree_and_others_are_disputed() -> None:
    original = {"s": {"stance": "support", "concept": "toll"}}
    accept, same = made("1", Verdict.ACCEPT), made("2", Verdict.EDIT, coder="ben", stance="support", seconds=4)
    other = made("3", Verdict.EDIT, coder="ben", stance="oppose")
    assert settled([accept, same], originals=original)["s"].decision == accept
    assert settled([accept, other], originals=original)["s"].disputed
    assert settled([accept, other, withdrawal("4", other, "ben")], originals=original)["s"].decision == accept


def test_only_adjudicators_settle_a_dispute_where_there_are_accounts() -> None:
    words = [made("1", Verdict.ACCEPT), made("2", Verdict.REJECT, coder="ben")]
    ruling = made("3", Verdict.REJECT, coder="zoe", adjudicates=True)
    assert settled([*words, ruling])["s"].decision == ruling
    assert settled([*words, ruling], adjudicators={"zoe"})["s"].decision == ruling
    assert settled([*words, ruling], adjudicators={"maria"})["s"].disputed
    assert settled([*words, ruling, withdrawal("4", ruling, "zoe")])["s"].disputed


def test_last_word_counts_on_what_all_share_value_by_value() -> None:
    found = shared_words(
        [
            made("1", Verdict.EDIT, subject="concept:toll", label="Bridge", rank=1),
            made("2", Verdict.EDIT, subject="concept:toll", coder="ben", label="Toll bridge"),
            made("3", Verdict.EDIT, subject="concept:toll", rank=None),
        ]
    )
    assert dict(found["concept:toll"].values) == {"label": "Toll bridge"}
    assert found["concept:toll"].coder == "maria"


def test_withdrawn_coding_by_hand_still_tells_on_what_it_rested() -> None:
    coded = made("1", Verdict.ADD, subject="hand:1", attribution="att", concept="toll")
    (edit,) = edits_of([coded, withdrawal("2", coded)], document_of={"att": "doc"})
    assert (edit.verdict, edit.attribution_id, edit.document_id) == ("withdrawn", "att", "doc")


steps = st.lists(
    st.tuples(st.sampled_from([*DECIDING, Verdict.FLAG, Verdict.WITHDRAW]), st.integers(0, 30), st.sampled_from("xy"),
              st.sampled_from(["maria", "ben"])),
    max_size=30,
)  # fmt: skip


def journal(drawn: list[tuple[Verdict, int, str, str]]) -> list[Decision]:
    """Decisions in which a withdrawal names any earlier one, withdrawals too."""
    found: list[Decision] = []
    for number, (verdict, back, subject, coder) in enumerate(drawn):
        if verdict is not Verdict.WITHDRAW:
            found.append(made(f"{number}", verdict, subject=subject, coder=coder))
        elif found:
            found.append(withdrawal(f"{number}", found[-1 - back % len(found)], coder))
    return found


@given(steps)
def test_withdrawing_the_last_step_is_as_if_it_had_never_been_made(drawn: list[tuple[Verdict, int, str, str]]) -> None:
    decisions = journal(drawn)
    if decisions:
        undone = [*decisions, withdrawal("undo", decisions[-1])]
        assert standing(undone) == standing(decisions[:-1])
        assert standing([*undone, withdrawal("redo", undone[-1])]) == standing(decisions)


@given(steps)
def test_what_is_withdrawn_leaves_no_trace_in_what_counts(drawn: list[tuple[Verdict, int, str, str]]) -> None:
    decisions = journal(drawn)
    left = decisions_in_force(decisions)
    assert decisions_in_force(left) == left
    assert standing(left) == standing(decisions)
    assert settled(left) == settled(decisions)


@given(steps)
def test_a_subject_alone_comes_to_the_same_as_among_others(drawn: list[tuple[Verdict, int, str, str]]) -> None:
    decisions = journal(drawn)
    together = settled(decisions)
    for subject in "xy":
        alone = settled([one for one in decisions if one.subject == subject])
        assert alone.get(subject) == together.get(subject)


def test_withdrawal_of_something_later_or_unknown_changes_nothing() -> None:
    first = made("1", Verdict.ACCEPT)
    early = withdrawal("0", first)
    assert decisions_in_force([early, first]) == [first]
    assert decisions_in_force([first, replace(early, supersedes="never made")]) == [first]
