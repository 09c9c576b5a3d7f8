"""The overview: one set of cells behind rows, facets, matrix, network and ties; the view is the address."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from starlette.testclient import TestClient

from onrecord.project import Project
from onrecord.workbench.statements import StatementIndex, Wanted

from .conftest import Served


def test_facets_cells_and_rows_count_the_same_statements(client: TestClient, project: Project) -> None:
    statements = project.store.statements()
    found = client.get("/api/overview").json()
    assert found["total"] == found["count"] == len(statements)
    assert sum(one["n"] for one in found["facets"]["stance"]) == len(statements)
    assert sum(one["n"] for one in found["facets"]["concept"]) == len(statements)
    assert sum(cell[5] for cell in found["cells"]) == len(statements)
    assert sum(cell[6] for cell in found["cells"]) == sum(s.n_reports for s in statements)
    rows = client.get("/api/statements", params={"limit": 200}).json()["rows"]
    assert {row["id"] for row in rows} == {s.id for s in statements}


def test_a_facet_counts_what_the_other_filters_let_through(client: TestClient, project: Project) -> None:
    statements = project.store.statements()
    concept = Counter(s.concept_id for s in statements).most_common(1)[0][0]
    found = client.get("/api/overview", params={"concept": concept}).json()
    inside = [s for s in statements if s.concept_id == concept]
    assert found["count"] == len(inside)
    assert {one["value"]: one["n"] for one in found["facets"]["concept"]}[concept] == len(inside)
    assert sum(one["n"] for one in found["facets"]["concept"]) == len(statements)
    assert sum(one["n"] for one in found["facets"]["stance"]) == len(inside)


def test_after_decisions_the_index_is_what_a_fresh_one_would_be(client: TestClient, project: Project) -> None:
    kept = StatementIndex(project.store)
    kept.overview(Wanted())
    for n, card in enumerate(client.get("/api/desk", params={"count": 12}).json()["cards"]):
        verdict = ("accept", "reject", "edit")[n % 3]
        values = {"stance": "oppose"} if verdict == "edit" else {}
        made = {"id": f"dec-{n}", "subject": card["id"], "verdict": verdict, "values": values}
        assert client.post("/api/decisions", json={"decisions": [made]}).status_code == 200
        assert _comparable(kept) == _comparable(StatementIndex(project.store))
    client.post("/api/undo", json={})
    assert _comparable(kept) == _comparable(StatementIndex(project.store))


def _comparable(index: StatementIndex) -> Any:
    found = index.overview(Wanted())
    names = [one["id"] for one in found["actors"]]
    cells = {(names[a], found["concepts"][c], s, z, b): (n, r) for a, c, s, z, b, n, r in found["cells"]}
    facets = {name: {one["value"]: one["n"] for one in values if one["n"]} for name, values in found["facets"].items()}
    return found["count"], found["n_reports"], cells, facets, {row["id"] for row in index.rows(Wanted())["rows"]}


def test_actors_in_the_network_bear_their_role(client: TestClient) -> None:
    drawn = client.get("/api/overview").json()["actors"]
    assert "energy minister" in {one["role"] for one in drawn if one["name"] == "Dagny Holm"}


def test_a_window_takes_only_statements_whose_whole_range_lies_in_it(client: TestClient, project: Project) -> None:
    found = client.get("/api/overview", params={"start": "2031-09-10", "end": "2031-09-20"}).json()
    inside = [
        s
        for s in project.store.statements()
        if s.said.start and s.said.end and date(2031, 9, 10) <= s.said.start <= s.said.end <= date(2031, 9, 20)
    ]
    assert found["count"] == len(inside) > 0
    undated = [s for s in project.store.statements() if not (s.said.start and s.said.end)]
    assert found["undated"] == len(undated)


def test_rows_are_sorted_and_those_without_a_day_come_last(client: TestClient) -> None:
    for down in (True, False):
        rows = client.get("/api/statements", params={"sort": "said", "down": down, "limit": 200}).json()["rows"]
        dated = [row["said"] != "no date" for row in rows]
        assert dated == sorted(dated, reverse=True)
    names = [
        r["name"].lower() for r in client.get("/api/statements", params={"sort": "actor", "down": False}).json()["rows"]
    ]
    assert names == sorted(names)


def test_no_view_makes_the_server_stumble(client: TestClient) -> None:
    for query in (
        "concept=none", "actor=%00", "stance=maybe", "words=%25", "start=2031-09-10&end=2001-01-01",
        "offset=999999", "status=accepted&status=suggested&words=" + "x" * 200,
    ):  # fmt: skip
        for path in ("/api/overview", "/api/statements", "/overview"):
            assert client.get(f"{path}?{query}").status_code in (200, 422)


def test_filters_live_in_the_address_and_the_network_moves_with_the_window(page: Any, served: Served) -> None:
    page.goto(served.address("/overview"))
    page.wait_for_selector("#statements tbody tr")
    ties = page.inner_text("#n-ties")
    page.locator(".facet:has-text('Stance') label", has_text="oppose").click()
    page.wait_for_selector("#n-statements")
    page.wait_for_url("**stance=oppose**")
    page.reload()
    page.wait_for_selector("#statements tbody tr")
    assert {cell.inner_text() for cell in page.query_selector_all("#statements td[data-l=Stance]")} == {"oppose"}
    page.goto(served.address("/overview"))
    page.wait_for_selector("#net .e")
    edges = len(page.query_selector_all("#net .e"))
    page.focus("#w-to")
    for _ in range(12):
        page.keyboard.press("ArrowLeft")
    page.wait_for_url("**end=**")
    assert len(page.query_selector_all("#net .e")) < edges
    assert page.inner_text("#n-ties") != ties


def test_a_statement_opens_its_passage_in_the_reader(page: Any, served: Served) -> None:
    page.goto(served.address("/overview"))
    page.wait_for_selector("#statements tbody tr a")
    words = page.get_attribute("#statements tbody tr a", "title").split(" … ")[0][:40]
    page.click("#statements tbody tr a")
    page.wait_for_url("**/read/**")
    assert words in page.inner_text("#body").replace("\n", " ")


def test_the_window_counts_every_statement_and_not_only_those_of_actors_quoted_most(
    project: Project, client: TestClient
) -> None:
    index = StatementIndex(project.store)
    few = index.overview(Wanted(), n_actors=2, n_concepts=1)
    shown = [*few["bins"], few["without_day"]]
    assert sum(one["accepted"] + one["suggested"] for one in shown) == few["count"]
    assert sum(sum(one["reports"]) for one in shown) == few["n_reports"]
    assert sum(cell[5] for cell in few["cells"]) < few["count"]


def test_the_page_brings_the_same_ties_as_the_cells_by_time(project: Project) -> None:
    index = StatementIndex(project.store)
    by_time, at_once = index.overview(Wanted()), index.overview(Wanted(), by_time=False)
    ties: dict[tuple[int, ...], list[int]] = {}
    for *key, _, n, reports in by_time["cells"]:
        tie = ties.setdefault(tuple(key), [0, 0])
        tie[0] += n
        tie[1] += reports
    assert {tuple(key): [n, reports] for *key, _, n, reports in at_once["cells"]} == ties
    assert len(at_once["cells"]) <= len(by_time["cells"])


def test_narrow_the_filters_fold_away_and_a_key_opens_them(page: Any, served: Served) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(served.address("/overview"))
    page.wait_for_selector("#facets summary")
    assert not page.is_visible("#words")
    page.keyboard.press("/")
    assert page.is_visible("#words")
    assert page.evaluate("document.activeElement.id") == "words"


def test_a_view_of_nothing_says_so_in_every_pane(page: Any, served: Served) -> None:
    page.goto(served.address("/overview?words=nobody-of-this-name"))
    page.wait_for_selector("#statements .empty")
    assert "No one in this view" in page.inner_text("section:has(#net)")
    assert page.inner_text("#window-words") == "nothing in this view"
    assert page.inner_text("#window-count") == "0 statements, 0 reports"


def test_the_skip_link_leads_past_the_filters_to_the_statements(page: Any, served: Served) -> None:
    page.goto(served.address("/overview"))
    page.wait_for_selector("#statements tbody tr a")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "scroll"


def test_whether_suggestions_count_is_in_the_address_like_every_filter(page: Any, served: Served) -> None:
    page.goto(served.address("/overview"))
    page.wait_for_selector("#statements tbody tr a")
    page.uncheck("#w-open")
    page.wait_for_selector("#statements .empty")
    assert page.url.endswith("/overview?suggestions=no")
    page.reload()
    page.wait_for_selector("#statements .empty")
    assert not page.is_checked("#w-open")
    assert page.inner_text("#window-count") == "0 statements, 0 reports"
    page.check("#w-open")
    page.wait_for_selector("#statements tbody tr a")
    assert page.url.endswith("/overview")
