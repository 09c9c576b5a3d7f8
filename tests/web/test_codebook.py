"""The codebook page: concepts with what rests on them, and decisions that say what they change before they do."""

from __future__ import annotations

from typing import Any

from starlette.testclient import TestClient

from onrecord.project import Project
from onrecord.record import Statement

BYTES = {"content-type": "application/octet-stream"}


def codebook(client: TestClient) -> dict[str, dict[str, Any]]:
    return {one["id"]: one for one in client.get("/api/codebook").json()["concepts"]}


def on(project: Project, concept: str) -> list[Statement]:
    return [each for each in project.store.statements() if each.concept_id == concept]


def post(client: TestClient, path: str, **body: Any) -> Any:
    answer = client.post(f"/api/codebook/{path}", json=body)
    assert answer.status_code == 200, answer.text
    return answer.json()


def busiest(client: TestClient) -> list[str]:
    found = codebook(client)
    return sorted(found, key=lambda one: -found[one]["n_statements"])


def test_counts_are_those_of_the_record(client: TestClient, project: Project) -> None:
    suggestions = project.store.suggestions()
    for identifier, one in codebook(client).items():
        assert one["n_statements"] == len(on(project, identifier))
        assert one["n_suggestions"] == sum(each.concept_id == identifier for each in suggestions)
        assert one["n_decisions"] == one["n_accepted"] == 0
    card = client.get("/api/desk", params={"count": 1}).json()["cards"][0]
    made = {"id": "dec-1", "subject": card["id"], "verdict": "accept"}
    client.post("/api/decisions", json={"decisions": [made]})
    found = codebook(client)[card["concept"]["id"]]
    assert (found["n_decisions"], found["n_accepted"]) == (1, 1)


def test_a_concept_is_added_renamed_defined_and_all_of_it_undone(client: TestClient) -> None:
    made = post(client, "concepts", label="  Tidal  fence ", definition="A row of turbines.", kind="option", rank=9)[
        "id"
    ]
    assert made == "tidal-fence"
    assert codebook(client)[made]["label"] == "Tidal fence"
    values = {"label": "Tidal row", "examples": ["“Build the row.”", " "], "rank": None}
    assert post(client, "concepts/change", concept=made, values=values)["changed"] == ["examples", "label", "rank"]
    now = codebook(client)[made]
    assert (now["label"], now["examples"], now["rank"], now["definition"]) == (
        "Tidal row", ["“Build the row.”"], None, "A row of turbines.",
    )  # fmt: skip
    assert client.post("/api/undo", json={}).json()["undone"]["words"] == "concept changed"
    assert codebook(client)[made]["label"] == "Tidal fence"
    assert client.post("/api/undo", json={}).json()["undone"]["words"] == "concept added"
    assert made not in codebook(client)


def test_a_second_concept_of_a_name_is_refused_in_words(client: TestClient) -> None:
    label = next(iter(codebook(client).values()))["label"]
    answer = client.post("/api/codebook/concepts", json={"label": label.upper()})
    assert answer.status_code == 400
    assert "already" in answer.json()["detail"]
    assert "needs a name" in client.post("/api/codebook/concepts", json={"label": " "}).json()["detail"]


def test_nothing_stands_below_itself(client: TestClient) -> None:
    first, second = list(codebook(client))[:2]
    post(client, "concepts/change", concept=second, values={"parent": first})
    answer = client.post("/api/codebook/concepts/change", json={"concept": first, "values": {"parent": second}})
    assert answer.status_code == 400
    assert "below itself" in answer.json()["detail"]


def test_the_ladder_is_put_in_order_as_one_act(client: TestClient) -> None:
    found = codebook(client)
    options = sorted((one for one in found if found[one]["kind"] == "option"), key=lambda one: found[one]["rank"])
    post(client, "ladder", order=options[::-1])
    now = codebook(client)
    assert sorted(options, key=lambda one: now[one]["rank"]) == options[::-1]
    client.post("/api/undo", json={})
    now = codebook(client)
    assert sorted(options, key=lambda one: now[one]["rank"]) == options


def test_a_merger_says_what_it_changes_then_does_it_and_is_undone(client: TestClient, project: Project) -> None:
    into, gone = busiest(client)[:2]
    before, own = len(on(project, gone)), len(on(project, into))
    seen = post(client, "merge", into=into, concepts=[gone])
    assert seen["n_statements"] == before == len(seen["statements"])
    assert seen["gone"][0]["n_suggestions"] == codebook(client)[gone]["n_suggestions"]
    assert gone in codebook(client)
    post(client, "merge", into=into, concepts=[gone], preview=False)
    assert gone not in codebook(client)
    assert on(project, gone) == []
    # Passages coded with both become one statement; the preview counted them.
    assert own < len(on(project, into)) <= own + before
    assert codebook(client)[into]["n_suggestions"] > own
    client.post("/api/undo", json={})
    assert (len(on(project, gone)), len(on(project, into))) == (before, own)


def test_a_split_moves_the_chosen_statements_and_a_second_one_keeps_the_first(
    client: TestClient, project: Project
) -> None:
    concept = busiest(client)[0]
    chosen = [each.id for each in on(project, concept)]
    before = len(chosen)
    seen = post(client, "split", concept=concept, statements=chosen[:2], label="a part of it")
    assert seen["n_statements"] == 2
    assert len(on(project, concept)) == before
    made = post(client, "split", concept=concept, statements=chosen[:2], label="a part of it", preview=False)["id"]
    assert (len(on(project, made)), len(on(project, concept))) == (2, before - 2)
    left = [each.id for each in on(project, concept)]
    post(client, "split", concept=concept, statements=left[:1], into=made, preview=False)
    assert (len(on(project, made)), len(on(project, concept))) == (3, before - 3)
    assert codebook(client)[made]["n_suggestions"] >= 3
    client.post("/api/undo", json={})
    assert len(on(project, made)) == 2


def test_a_concept_with_decisions_is_retired_not_removed(client: TestClient) -> None:
    card = client.get("/api/desk", params={"count": 1}).json()["cards"][0]
    client.post("/api/decisions", json={"decisions": [{"id": "d1", "subject": card["id"], "verdict": "accept"}]})
    concept = card["concept"]["id"]
    answer = client.post("/api/codebook/remove", json={"concept": concept})
    assert answer.status_code == 400
    assert "retire" in answer.json()["detail"]
    post(client, "concepts/change", concept=concept, values={"retired": True})
    assert codebook(client)[concept]["retired"]


def test_versions_are_saved_once_and_compared_field_by_field(client: TestClient) -> None:
    assert post(client, "versions", note="before the pilot") == {"number": 1, "is_new": True}
    assert post(client, "versions") == {"number": 1, "is_new": False}
    concept = next(iter(codebook(client)))
    was = codebook(client)[concept]["label"]
    post(client, "concepts/change", concept=concept, values={"label": "another name"})
    post(client, "concepts", label="something new")
    found = client.get("/api/codebook/difference", params={"older": 1}).json()
    assert [one["label"] for one in found["added"]] == ["something new"]
    assert found["changed"][0]["fields"] == [{"field": "label", "before": was, "after": "another name"}]
    assert client.get("/api/codebook/difference", params={"older": 7}).status_code == 400


def test_an_exported_codebook_comes_back_as_no_change_and_an_edited_one_as_its_edits(client: TestClient) -> None:
    concept = next(iter(codebook(client)))
    post(client, "concepts/change", concept=concept, values={"examples": ["one"], "counterexamples": ["=not this"]})
    for format in ("csv", "yaml", "qdc"):
        content = client.get("/api/codebook/export", params={"format": format}).content
        seen = _import(client, f"book.{format}", content)
        assert (seen["added"], seen["changed"]) == ([], []), format
        assert seen["n_read"] == len(codebook(client))
    text = client.get("/api/codebook/export", params={"format": "yaml"}).text
    text += "- id: dredging\n  label: dredging the channel\n  kind: issue\n"
    assert [one["label"] for one in _import(client, "book.yaml", text.encode())["added"]] == ["dredging the channel"]
    assert "dredging" not in codebook(client)
    _import(client, "book.yaml", text.encode(), preview=False)
    assert codebook(client)["dredging"]["label"] == "dredging the channel"


def test_what_a_file_leaves_empty_stays(client: TestClient) -> None:
    option = next(one for one in codebook(client).values() if one["kind"] == "option" and one["definition"])
    for name, text in (
        ("a.csv", f"id,label,definition,kind\n{option['id']},{option['label']},,\n"),
        ("a.yaml", f"- id: {option['id']}\n  label: {option['label']}\n"),
    ):
        seen = _import(client, name, text.encode())
        assert (seen["n_read"], seen["added"], seen["changed"]) == (1, [], [])
    told = _import(client, "a.csv", f"id,label,kind\n{option['id']},{option['label']},issue\n".encode())
    assert [one["fields"][0]["field"] for one in told["changed"]] == ["kind"]


def test_a_wrong_file_is_refused_by_its_own_name(client: TestClient) -> None:
    for name, content in (("a.csv", b"name\nx\n"), ("a.yaml", b"concepts: 7"), ("a.qdc", b"<html/>"), ("a.exe", b"MZ")):
        answer = client.post("/api/codebook/import", params={"name": name}, content=content, headers=BYTES)
        assert answer.status_code == 400, name
        assert answer.json()["detail"].startswith(name)


def test_types_of_statements_carry_variables(client: TestClient) -> None:
    variables = [{"name": "certain", "type": "boolean"}, {"name": "sum", "type": "integer", "label": "How much?"}]
    made = post(client, "types", label="Pledge", variables=variables)["id"]
    found = client.get("/api/codebook").json()["types"]
    assert [(one["id"], one["label"], [v["type"] for v in one["variables"]]) for one in found] == [
        (made, "Pledge", ["boolean", "integer"])
    ]
    wrong = {"label": "x", "variables": [{"name": "a", "type": "money"}]}
    assert "allowed are" in client.post("/api/codebook/types", json=wrong).json()["detail"]
    post(client, "types/remove", id=made)
    assert client.get("/api/codebook").json()["types"] == []


def _import(client: TestClient, name: str, content: bytes, *, preview: bool = True) -> Any:
    answer = client.post(
        "/api/codebook/import", params={"name": name, "preview": preview}, content=content, headers=BYTES
    )
    assert answer.status_code == 200, answer.text
    return answer.json()
