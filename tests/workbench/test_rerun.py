"""What people decided holds after a run with more articles: the whole way, on invented articles."""

from __future__ import annotations

from pathlib import Path

import pytest

import onrecord
from onrecord.project import PROJECT_FILE, Progress
from onrecord.record import Codebook, Concept, ConceptKind, Statement, StatementStatus, Verdict
from onrecord.store import Store, open_store
from onrecord.workbench.actor_pages import actor_rows
from onrecord.workbench.asking import Request
from onrecord.workbench.deciding import decide
from onrecord.workbench.people import edit_actor, merge_actors

from .island import decision

pytestmark = pytest.mark.usefixtures("in_this_process")
CODES = Codebook(
    (
        Concept("bridge", "toll bridge", kind=ConceptKind.OPTION, keywords=("toll bridge", "bridge")),
        Concept("ferries", "more ferries", keywords=("ferries", "ferry")),
    )
)
QUILL = (
    "Council argues over toll bridge\n\n"
    'Mara Quill said on Monday that she opposed the toll bridge. "It is a grave mistake," she told the council.\n\n'
    "The harbour is quiet in winter, and old fishermen by the pier shake their heads at the plan.\n"
)
ORME = (
    "Mayor wants toll bridge\n\n"
    'Mayor Tessa Orme said on Tuesday that she supported the toll bridge. "We need it," Orme told reporters.\n\n'
    "M. Quillon, a shopkeeper, said that she opposed the toll bridge.\n"
)
LATER = (
    "Another week of the toll bridge\n\n"
    'Jory Penn said on Friday that he supported the toll bridge. "Let us build it," Penn told the council.\n\n'
    "Mara Quill said that she opposed the toll bridge. M. Quillon said that more ferries were needed.\n"
)


@pytest.fixture
def island(tmp_path: Path) -> Path:
    folder = tmp_path / "clips"
    folder.mkdir()
    (folder / "b-quill.txt").write_text(QUILL, encoding="utf-8")
    (folder / "c-orme.txt").write_text(ORME, encoding="utf-8")
    onrecord.brief(folder, tmp_path / "out", codebook=CODES).close()
    return tmp_path


def run_again_with_more(island: Path) -> None:
    (island / "clips" / "a-later.txt").write_text(LATER, encoding="utf-8")
    onrecord.brief(island / "clips", island / "out").close()


def opened(island: Path) -> Store:
    return open_store(island / "out" / PROJECT_FILE)


def accepted(store: Store) -> list[Statement]:
    return [one for one in store.statements() if one.status is StatementStatus.ACCEPTED]


def test_statement_coded_by_hand_survives_and_names_its_coder_in_every_table(island: Path) -> None:
    with opened(island) as store:
        document = next(one for one in store.documents() if "fishermen" in one.text)
        start = document.text.index("old fishermen")
        values = {
            "document": document.id,
            "source": [[start, start + 13]],
            "cue": [[start + 26, start + 31]],
            "content": [[start + 26, start + 56]],
            "concept": "bridge",
            "stance": "oppose",
            "said": {"from": "2031-05-04", "to": "2031-05-04"},
        }
        overlapping = {**values, "concept": "ferries", "stance": "support", "actor": {"name": "Pier Club"}}
        decide(store, [decision("hand:1", Verdict.ADD, **values), decision("hand:2", Verdict.ADD, **overlapping)])
        before = accepted(store)
        assert [(one.actor_name, one.stance, one.origin) for one in before] == [
            ("old fishermen", "oppose", "coder:maria"),
            ("Pier Club", "support", "coder:maria"),
        ]
    run_again_with_more(island)
    with onrecord.Project.open(island / "out") as project:
        statements = project.statements[project.statements["origin"] == "coder:maria"]
        assert list(statements["actor_name"]) == ["old fishermen", "Pier Club"]
        assert [str(day)[:10] for day in statements["said_from"]] == ["2031-05-04", "2031-05-04"]
        attributions = project.attributions.set_index("id")
        assert attributions.loc["hand:1", "origin"] == "coder:maria"
        assert "hand:1" in set(statements["attribution"])


def test_corrected_speaker_and_spans_hold_and_the_machines_row_stays(island: Path) -> None:
    with opened(island) as store:
        made = next(one for one in store.statements() if one.actor_name == "Mara Quill")
        row = next(one for article in store.annotated() for one in article.annotation.attributions
                   if one.id == made.attribution_id)  # fmt: skip
        shorter = [[row.content[0].start, row.content[0].end - 4]]
        penn = {"name": "Harbour Board"}
        decide(store, [decision(row.id, Verdict.EDIT, content=shorter, quote=[], actor=penn)])
        now = next(one for one in store.statements() if one.attribution_id == row.id)
        assert (now.actor_id, now.actor_name) == (None, "Harbour Board")
    run_again_with_more(island)
    with opened(island) as store:
        edited = next(one for article in store.annotated() for one in article.annotation.attributions
                      if one.id == row.id)  # fmt: skip
        assert (edited.content[0].end, edited.score) == (shorter[0][1], row.score)
        assert edited.origin == f"{row.origin} + coder:maria"
        said = {one.attribution_id: one for one in store.sayings()}[row.id]
        assert said.actor_name == "Harbour Board"
        with store.reading() as connection:
            kept = connection.exec_driver_sql(f"SELECT content, origin FROM attributions WHERE id = '{row.id}'").one()
        assert str(row.content[0].end) in kept.content
        assert kept.origin == row.origin


def test_actors_merged_and_renamed_by_a_person_stay_so_with_more_articles(island: Path) -> None:
    with opened(island) as store:
        quill, quillon = (actor_rows(store, words=name)[0][0]["id"] for name in ("Mara Quill", "Quillon"))
        assert quill != quillon
        merge_actors(store, Request("maria"), quill, [quillon])
        edit_actor(store, Request("maria"), quill, name="Mara Quill-Quillon")
        n_before = sum(one.actor_name == "Mara Quill-Quillon" for one in store.statements())
        assert n_before >= 2
    run_again_with_more(island)
    with opened(island) as store:
        (one,) = actor_rows(store, words="Quill")[0]
        assert one["name"] == "Mara Quill-Quillon"
        assert one["n_statements"] >= n_before
        assert not [each for each in store.statements() if each.actor_name in ("Mara Quill", "M. Quillon")]


def test_decided_suggestions_and_changed_concepts_hold_with_more_articles(island: Path) -> None:
    with opened(island) as store:
        first, second = store.suggestions()[:2]
        decide(store, [decision(first.id, Verdict.EDIT, stance="conditional"), decision(second.id, Verdict.REJECT)])
        decide(store, [decision("concept:tunnel", Verdict.ADD, label="Tunnel", kind="option")])
        decide(store, [decision("concept:bridge", Verdict.EDIT, label="Toll bridge to the mainland")])
        before = accepted(store)
    run_again_with_more(island)
    with opened(island) as store:
        assert [(one.id, one.stance) for one in accepted(store)] == [(one.id, one.stance) for one in before]
        assert second.attribution_id not in {one.attribution_id for one in store.statements()}
        assert {one.label for one in store.concepts()} == {"Toll bridge to the mainland", "more ferries", "Tunnel"}


def test_run_that_finds_nothing_new_leaves_what_decisions_made(island: Path) -> None:
    with opened(island) as store:
        decide(store, [decision(one.id, verdict) for one, verdict in zip(
            store.suggestions(), (Verdict.ACCEPT, Verdict.REJECT, Verdict.ACCEPT), strict=False)])  # fmt: skip
        before = store.statements()
    onrecord.brief(island / "clips", island / "out").close()
    with opened(island) as store:
        assert store.statements() == before


def test_decision_made_while_a_run_gathers_is_not_lost_from_view(island: Path) -> None:
    (island / "clips" / "a-later.txt").write_text(LATER, encoding="utf-8")
    decided: list[str] = []

    def decide_meanwhile(progress: Progress) -> None:
        if progress.step == "writing the record" and not decided:
            with opened(island) as store:
                decided.append(store.suggestions()[0].id)
                decide(store, [decision(decided[0])])

    onrecord.brief(island / "clips", island / "out", report=decide_meanwhile).close()
    with opened(island) as store:
        assert len(accepted(store)) == 1
