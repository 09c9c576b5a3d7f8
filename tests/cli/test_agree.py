"""`onrecord agree` as a user meets it, on the invented bridge debate."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from onrecord.cli.app import app
from onrecord.errors import InputError
from onrecord.record import Decision, Verdict
from onrecord.store import open_store
from tests.dossier.invented import invented_material
from tests.made_project import make_project


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = make_project(tmp_path_factory.mktemp("sound"), invented_material())
    with open_store(path) as store:
        store.add_decisions(
            [
                Decision(
                    f"{coder}{number}",
                    f"g{number}",
                    Verdict.EDIT if coder == "ben" and number == 4 else Verdict.ACCEPT,
                    coder,
                    datetime(2034, 5, 1, 9, number, tzinfo=UTC),
                    {"stance": "neutral"} if coder == "ben" and number == 4 else {},
                )
                for coder in ("ana", "ben")
                for number in range(1, 9)
            ]
        )
    return str(path)


def run(*words: str) -> str:
    result = CliRunner().invoke(app, ["agree", *words], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def test_agree_prints_a_table_spans_and_where_coders_differ(project: str) -> None:
    printed = run(project, "--coders", "ana,ben")
    assert "ana, ben on 8 passages in 2 articles that two coded" in printed
    assert "Krippendorff's alpha (ordinal)" in printed
    assert "stance: 1 of 1 disagreement is neutral against support on *Bridge over Marlow Sound*" in printed
    assert "(ana: support, ben: neutral)" in printed
    assert "cannot be told" in printed  # every statement was accepted: no alpha for `statement`, and the reason
    assert "nan" not in printed.lower().split()


def test_agree_gives_intervals_scopes_and_json(project: str) -> None:
    told = json.loads(run(project, "--by", "variable,coder,month", "--ci", "--resamples", "100", "--json"))
    assert {each["scope"] for each in told["variables"]} == {
        "all coders", "ana and ben", "ana and maria", "ben and maria", "2034-05",
    }  # fmt: skip
    stance = next(each for each in told["variables"] if each["variable"] == "stance")
    assert (stance["n_units"], stance["n_disagreements"]) == (8, 1)
    alpha = stance["coefficients"][0]
    assert alpha["low"] <= alpha["value"] <= alpha["high"]
    assert told["disagreements"][0]["passages"][0]["path"] == "clips/d-post.txt"


def test_an_unknown_scope_is_refused_with_what_is_allowed(project: str) -> None:
    with pytest.raises(InputError, match="--by week: there is no such scope; allowed are variable, coder, month"):
        CliRunner().invoke(app, ["agree", project, "--by", "week"], catch_exceptions=False)


def test_a_project_without_decisions_says_what_is_needed(tmp_path: Path) -> None:
    from dataclasses import replace

    path = make_project(tmp_path, replace(invented_material(), decisions=()))
    assert "nobody has decided anything yet; agreement needs two coders" in run(str(path))
