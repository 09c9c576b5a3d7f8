from __future__ import annotations

import json
from pathlib import Path

from onrecord.interchange import web_annotations, write_web_annotations

from .invented import QUAY, invented_project


def test_a_statement_is_an_annotation_with_position_and_quote(tmp_path: Path) -> None:
    made = web_annotations(invented_project())
    first = made["first"]["items"][0]
    position, quote = first["target"]["selector"]
    assert QUAY[position["start"] : position["end"]] == quote["exact"] == "The quay stays open"
    assert quote["prefix"] == ""
    assert quote["suffix"].startswith(" \U0001f6a2 until")
    assert first["creator"] == {"type": "Person", "nickname": "ana"}
    assert first["created"] == "2031-05-04T10:30:00Z"
    assert [(body["purpose"], body.get("name"), body["value"]) for body in first["body"]] == [
        ("classifying", "concept", "Keep the quay open"),
        ("tagging", "stance", "support"),
        ("tagging", "actor", "Ilse Brandt"),
        ("tagging", "said", "2031-05-02"),
        ("tagging", "via", "Harbor Echo"),
        ("commenting", None, "careful: a chief\x07 speaks"),
    ]
    assert first["target"]["source"]["via"] == "https://echo.example/1"
    assert made["total"] == 4
    assert len({item["id"] for item in made["first"]["items"]}) == 4


def test_the_file_is_json_and_losses_are_told(tmp_path: Path) -> None:
    losses = write_web_annotations(invented_project(), tmp_path / "a.jsonld")
    assert json.loads((tmp_path / "a.jsonld").read_text(encoding="utf-8"))["@context"][0].endswith("anno.jsonld")
    assert len(losses) == 2
