"""`onrecord network ...` as a user meets it, on an invented harbor debate: as a table, a `.dna` database, a project."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from onrecord.cli.app import app
from onrecord.errors import OnRecordError
from onrecord.network.dna import read_dna

from .dossier.invented import invented_material
from .made_project import make_project

FOR, AGAINST = ("Pilots", "Port", "Harbor Board"), ("Greens", "Anglers", "Quay Residents")
CONCEPTS = {"dredging": 1, "higher tariff": 0, "night shifts": 1}


def statements() -> list[dict[str, object]]:
    """A year of two camps, with one turncoat in July."""
    rows: list[dict[str, object]] = []
    for month in range(1, 13):
        for place, who in enumerate((*FOR, *AGAINST)):
            concept = list(CONCEPTS)[(month + place) % 3]
            agrees = (who in FOR) == bool(CONCEPTS[concept])
            rows.append(
                {
                    "id": len(rows) + 1,
                    "time": f"2031-{month:02}-{3 * place + 2:02}",
                    "document": f"d{month}",
                    "organization": who,
                    "concept": concept,
                    "agreement": int(agrees != (who == "Anglers" and month == 7)),
                    "document_source": "Echo" if month % 2 else "Post",
                }
            )
    return rows


@pytest.fixture(scope="module")
def harbor(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("harbor") / "harbor.csv"
    rows = statements()
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return str(path)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(make_project(tmp_path_factory.mktemp("sound"), invented_material()))


@pytest.fixture(scope="module")
def dna(project: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("dna") / "sound.dna"
    assert network("write-dna", project, "--to", str(path))[0] == 0
    return str(path)


def network(*arguments: str) -> tuple[int, str, str]:
    """Exit code, standard output, and standard error or the words of the error."""
    done = CliRunner(env={"COLUMNS": "120"}).invoke(app, ["network", *arguments])
    if isinstance(done.exception, OnRecordError):
        return done.exception.exit_code, done.stdout, str(done.exception)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.stdout, done.stderr


def printed(*arguments: str) -> dict[str, object]:
    code, out, problem = network(*arguments, "--json")
    assert code == 0, problem
    return json.loads(out)  # type: ignore[no-any-return]


def test_a_network_is_printed_with_its_labels(harbor: str) -> None:
    code, out, _ = network("matrix", harbor, "--qualifier-aggregation", "subtract")
    assert code == 0
    assert "statements: 72" in out
    assert all(label in out for label in (*FOR, *AGAINST, *CONCEPTS))


@pytest.mark.parametrize(
    ("dashed", "camel"),
    [
        (("--network-type", "onemode"), ("--networkType", "onemode")),
        (("--qualifier-aggregation", "subtract"), ("--qualifierAggregation", "subtract")),
        (("--start-date", "2031-06-01"), ("--start.date", "01.06.2031")),
        (("--exclude-values", "concept=dredging"), ("--excludeValues", "concept=dredging")),
        (("--time-window", "months", "--window-size", "6"), ("--timeWindow", "months", "--windowSize", "6")),
        (("--isolates",), ("--isolates",)),
    ],
)
def test_options_are_spelled_as_here_or_as_in_r(harbor: str, dashed: tuple[str, ...], camel: tuple[str, ...]) -> None:
    assert printed("matrix", harbor, *dashed) == printed("matrix", harbor, *camel)


def test_windows_are_listed_and_their_cells_are_in_the_json(harbor: str) -> None:
    found = printed("matrix", harbor, "--time-window", "months", "--window-size", "6")
    windows, cells = found["windows"], found["cells"]
    assert [window["from"] for window in windows[:2]] == ["2031-01-01", "2031-02-01"]  # type: ignore[index]
    assert all(window["statements"] == 36 for window in windows)  # type: ignore[attr-defined]
    assert {"dredging", "night shifts"} <= {cell["column"] for cell in cells}  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("ties.csv", ()),
        ("ties.csv", ("--format", "edgelist")),
        ("nodes.csv", ("--format", "nodes")),
        ("ties.graphml", ()),
        ("ties.graphml", ("--dialect", "visone")),
        ("ties.gexf", ()),
        ("ties.net", ()),
        ("ties.paj", ()),
        ("ties.dl", ()),
        ("ties.R", ()),
    ],
)
def test_files_of_every_format_are_written_and_named(
    harbor: str, tmp_path: Path, name: str, options: tuple[str, ...]
) -> None:
    found = printed("matrix", harbor, "--to", str(tmp_path / name), *options)
    assert found["files"] == [str(tmp_path / file.name) for file in sorted(tmp_path.iterdir())] or name == "ties.R"
    assert "Quay Residents" in "".join(file.read_text(encoding="utf-8") for file in tmp_path.iterdir())


def test_an_event_list_is_written_and_told_as_json(harbor: str, tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    assert printed("matrix", harbor, "--network-type", "eventlist", "--to", str(path))["files"] == [str(path)]
    assert len(path.read_text(encoding="utf-8").splitlines()) == 73


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("matrix", "HARBOR", "--network-type", "threemode"), ("network_type", "threemode", "eventlist")),
        (("matrix", "HARBOR", "--normalization", "mean"), ("normalization", "mean", "average")),
        (("matrix", "HARBOR", "--qualifier-aggregation", "congruence"), ("congruence", "one-mode")),
        (("matrix", "HARBOR", "--variable1", "who"), ("variable1", "who", "organization")),
        (("matrix", "HARBOR", "--time-window", "fortnights"), ("time_window", "fortnights", "months")),
        (("matrix", "HARBOR", "--window-size", "0"), ("window_size", "0")),
        (("matrix", "HARBOR", "--start-date", "soon"), ("start_date", "soon")),
        (("matrix", "HARBOR", "--compat", "rdna"), ("compat", "rdna", "dna")),
        (("matrix", "HARBOR", "--exclude-values", "dredging"), ("--exclude-values", "VARIABLE=VALUE")),
        (("matrix", "HARBOR", "--exclude-values", "frame=cost"), ("frame", "concept")),
        (("matrix", "HARBOR", "--statement-type", "Note"), ("statement-type", ".dna")),
        (("matrix", "HARBOR", "--accepted-only"), ("--accepted-only", "project")),
        (("matrix", "HARBOR", "--to", "ties.xyz"), ("ties.xyz", ".graphml")),
        (("matrix", "HARBOR", "--to", "ties.csv", "--format", "spss"), ("spss", "edgelist")),
        (("matrix", "HARBOR", "--to", "ties.csv", "--dialect", "gephi"), ("gephi", "excel")),
        (("matrix", "HARBOR", "--to", "no/such/ties.csv"), ("ties.csv", "no/such")),
        (("matrix", "HARBOR", "--to", ".", "--format", "csv"), ("cannot be written", "--to")),
        (("matrix", "none.csv"), ("none.csv", "no such file")),
        (("matrix", "none.dna"), ("none.dna", "no such file")),
        (("plot", "HARBOR", "--to", "ties.gif"), ("ties.gif", ".svg")),
        (("plot", "HARBOR", "--to", "ties.svg", "--time-window", "months"), ("one network", "--start-date")),
        (("barplot", "HARBOR", "--to", "bars.xyz"), ("bars.xyz", ".svg", ".csv")),
        (("polarization", "HARBOR", "--to", "camps.svg"), ("--time-window", "plot --camps")),
        (("backbone", "HARBOR", "--size", "2", "--penalty", "3"), ("--size", "--penalty")),
        (("backbone", "HARBOR", "--distance", "far"), ("far", "spectral")),
        (("phases", "HARBOR", "--distance", "far"), ("far", "absdiff")),
        (("scaling", "HARBOR", "--response", "loud"), ("loud", "ordinal")),
        (("centrality", "HARBOR", "--network-type", "eventlist"), ("eventlist", "onemode")),
        (("multiclust", "HARBOR", "--network-type", "twomode"), ("network_type", "onemode")),
        (("brokers", "HARBOR", "--to", "brokers.svg"), ("brokers.svg", ".csv")),
    ],
)
def test_a_bad_value_is_named_with_what_is_allowed(
    harbor: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], named: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    code, _, problem = network(*(harbor if word == "HARBOR" else word for word in arguments))
    assert code == 2, problem
    assert [word for word in named if word not in problem] == [], problem
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_project_ends_with_the_code_of_projects() -> None:
    code, _, problem = network("matrix", "no-such-project")
    assert code == 3
    assert "no-such-project" in problem


def test_an_option_that_is_not_there_ends_without_traceback(harbor: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "onrecord", "network", "matrix", harbor, "--normalisation", "average"],
        env=os.environ | {"COLUMNS": "200"}, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)
    assert "--normalisation" in done.stderr


def test_a_value_that_no_statement_has_is_noted_with_the_closest(harbor: str) -> None:
    code, _, notes = network("matrix", harbor, "--exclude-values", "concept=dregding")
    assert code == 0
    assert "dregding" in notes
    assert "dredging" in notes


def test_compare_lists_cells_and_reasons(harbor: str, tmp_path: Path) -> None:
    found = printed("compare", harbor, "--network-type", "onemode", "--normalization", "cosine")
    assert found["same"] is False
    assert found["cells_that_differ"] == len(found["cells"])  # type: ignore[arg-type]
    assert found["why"][0]["option"] == "normalization=cosine"  # type: ignore[index]
    same = printed("compare", harbor)
    assert (same["same"], same["cells"], same["why"]) == (True, [], [])
    assert network("compare", harbor, "--normalization", "activity", "--to", str(tmp_path / "cells.csv"))[0] == 0
    assert (tmp_path / "cells.csv").read_text(encoding="utf-8").startswith("row,column,here,dna")


@pytest.mark.parametrize("ending", ["svg", "png", "pdf"])
def test_pictures_are_written_in_every_format(harbor: str, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"harbor.{ending}"
    code, out, _ = network("plot", harbor, "--to", str(path), "--title", "The harbor")
    assert code == 0
    assert str(path) in out.replace("\n", "")
    assert path.read_bytes()[:5] == {"svg": b"<?xml", "png": b"\x89PNG\r", "pdf": b"%PDF-"}[ending]


def test_a_plot_of_one_mode_outlines_the_camps(harbor: str, tmp_path: Path) -> None:
    path = tmp_path / "camps.svg"
    assert network("plot", harbor, "--to", str(path), "--network-type", "onemode", "--camps")[0] == 0
    text = path.read_text(encoding="utf-8")
    assert "Camp A" in text
    assert "Camp B" in text


def test_polarization_finds_the_camps_and_follows_them_over_time(harbor: str, tmp_path: Path) -> None:
    found = printed("polarization", harbor)
    camps = {row["actor"]: row["camp"] for row in found["camps"]}  # type: ignore[attr-defined]
    assert {camps[who] for who in FOR} == {camps["Pilots"]} != {camps[who] for who in AGAINST} == {camps["Greens"]}
    assert set(camps.values()) == {1, 2}
    over = ("polarization", harbor, "--time-window", "months", "--window-size", "6")
    assert len(printed(*over)["slices"]) == 7  # type: ignore[arg-type]
    assert network(*over, "--to", str(tmp_path / "time.svg"))[0] == 0
    assert network(*over, "--to", str(tmp_path / "time.csv"))[0] == 0
    assert len((tmp_path / "time.csv").read_text(encoding="utf-8").splitlines()) == 8


@pytest.mark.parametrize(
    ("command", "table", "columns"),
    [
        (("barplot",), "counts", {"concept", "0", "1"}),
        (("backbone",), "steps", {"concept", "backbone_loss", "redundant_loss"}),
        (("backbone", "--size", "2"), "concepts", {"concept", "part"}),
        (("backbone", "--penalty", "3.5"), "concepts", {"concept", "part"}),
        (("multiclust", "--k-max", "3"), "methods", {"method", "modularity", "best", "failed"}),
        (("centrality",), "actors", {"actor", "degree", "strength", "betweenness"}),
        (("centrality", "--network-type", "twomode"), "concepts", {"concept", "degree", "share"}),
        (("brokers",), "actors", {"actor", "camp", "within", "across", "balance"}),
        (("scaling", "--mcmc-iterations", "400"), "actors", {"actor", "mean_1", "lower_1", "upper_1", "r_hat_1"}),
        (("phases", "--time-window", "months", "--window-size", "4"), "phases", {"state", "from", "to", "slices"}),
    ],
)
def test_measures_print_a_table_as_text_json_and_csv(
    harbor: str, tmp_path: Path, command: tuple[str, ...], table: str, columns: set[str]
) -> None:
    name, *options = command
    rows = printed(name, harbor, *options)[table]
    assert columns <= set(rows[0])  # type: ignore[index]
    path = tmp_path / "rows.csv"
    assert network(name, harbor, *options, "--to", str(path))[0] == 0
    written = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    if table != "concepts" or name == "backbone":  # two tables: the file holds the first
        assert len(written) == len(rows)  # type: ignore[arg-type]
        assert columns <= set(written[0])
    assert network(name, harbor, *options)[0] == 0


@pytest.mark.parametrize("command", ["barplot", "backbone", "phases", "scaling"])
def test_measures_that_have_a_picture_draw_it(harbor: str, tmp_path: Path, command: str) -> None:
    path = tmp_path / "picture.svg"
    options = {
        "phases": ("--time-window", "months", "--window-size", "4"),
        "scaling": ("--mcmc-iterations", "400"),
    }.get(command, ())
    assert network(command, harbor, "--to", str(path), *options)[0] == 0
    assert "</svg>" in path.read_text(encoding="utf-8")


def test_a_project_is_asked_by_whoever_spoke_and_tells_what_is_left_out(project: str) -> None:
    code, out, notes = network("matrix", project)
    assert code == 0
    assert "Ada Quill" in out
    assert "2 statements are neutral or conditional, and left out" in notes
    accepted = printed("matrix", project, "--accepted-only")
    assert accepted["statements"] == 6
    assert "person" in network("matrix", project, "--variable1", "nobody")[2]


def test_a_project_becomes_a_dna_database_that_gives_the_same_network(project: str, dna: str) -> None:
    assert len(read_dna(dna).statements) == 13
    own = printed("matrix", project, "--variable1", "person", "--qualifier-aggregation", "subtract")
    back = printed("matrix", dna, "--variable1", "person", "--qualifier-aggregation", "subtract")
    assert own["edges"] == back["edges"]
    assert own["edges"]


def test_graphml_of_a_dna_database_names_nodes_by_its_numbers(dna: str, tmp_path: Path) -> None:
    path = tmp_path / "sound.graphml"
    options = ("--variable1", "person", "--dialect", "visone")
    assert network("matrix", dna, *options, "--to", str(path))[0] == 0
    entities = {entity.value: entity.id for entity in read_dna(dna).entities}
    assert f'<node id="n{entities["Ada Quill"]}">' in path.read_text(encoding="utf-8")


def test_the_password_and_what_dna_cannot_hold_are_told(project: str, tmp_path: Path) -> None:
    _, _, notes = network("write-dna", project, "--to", str(tmp_path / "sound.dna"))
    assert "onrecord" in notes
    assert "neutral or conditional" in notes
    assert "day of its article" in notes


def test_an_unknown_statement_type_of_a_dna_database_is_named(dna: str) -> None:
    code, _, problem = network("matrix", dna, "--statementType", "Story")
    assert code == 2
    assert "Story" in problem
    assert "DNA Statement" in problem


def test_narrow_terminals_show_whole_columns_and_count_the_rest(harbor: str) -> None:
    done = CliRunner(env={"COLUMNS": "50"}).invoke(app, ["network", "matrix", harbor, "--network-type", "onemode"])
    assert "Quay Residents" in done.stdout
    assert "more columns; --to writes all to a file" in done.stdout.replace("\n", " ")
    assert max(map(len, done.stdout.splitlines())) <= 50


def test_help_shows_every_command_with_an_example() -> None:
    out = network("--help")[1]
    for command in "matrix compare plot barplot polarization backbone phases multiclust scaling centrality".split():
        assert command in out
        assert "Example" in network(command, "--help")[1]
