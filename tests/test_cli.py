"""The command line as a user meets it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def onrecord(*arguments: str, cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "onrecord", *arguments],
        cwd=cwd or ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, object]]:
    """The demo's folder and its summary."""
    out = tmp_path_factory.mktemp("demo") / "out"
    done = onrecord("demo", "-o", str(out), "--json")
    assert done.returncode == 0, done.stderr
    return out, json.loads(done.stdout)


def test_demo_writes_one_project_and_one_dossier(demo: tuple[Path, dict[str, object]]) -> None:
    out, summary = demo
    assert sorted(path.name for path in out.iterdir()) == ["dossier.html", "project.onrecord"]
    assert summary["n_documents"] == 11


def test_demo_names_the_file_it_could_not_read_and_says_what_to_do(demo: tuple[Path, dict[str, object]]) -> None:
    (path, reason) = demo[1]["not_read"][0]  # type: ignore[index]
    assert path == "scan-norrin-0920.pdf"
    assert "OCR" in reason


def test_demo_has_statements_on_its_options(demo: tuple[Path, dict[str, object]]) -> None:
    labels = {label for label, _ in demo[1]["on_the_table"]}  # type: ignore[attr-defined]
    assert {"pilot barrage", "full barrage"} <= labels


def test_export_writes_every_table_in_every_format(demo: tuple[Path, dict[str, object]], tmp_path: Path) -> None:
    for format in ("jsonl", "csv", "parquet"):
        done = onrecord("export", str(demo[0]), "--to", str(tmp_path / format), "--format", format, "--json")
        assert done.returncode == 0, done.stderr
        rows = json.loads(done.stdout)["rows"]
        assert set(rows) == {path.stem for path in (tmp_path / format).glob("[!.]*")}
        assert rows["documents"] == 11


def test_spans_in_the_export_stand_on_the_words_of_the_files(
    demo: tuple[Path, dict[str, object]], tmp_path: Path
) -> None:
    onrecord("export", str(demo[0]), "--to", str(tmp_path))
    documents = {row["id"]: row for row in map(json.loads, (tmp_path / "documents.jsonl").read_text().splitlines())}
    clips = ROOT / "src" / "onrecord" / "demo" / "clips"
    checked = 0
    for row in map(json.loads, (tmp_path / "attributions.jsonl").read_text().splitlines()):
        path = clips / documents[row["document"]]["path"]
        if path.suffix == ".txt":
            text = path.read_text(encoding="utf-8")
            for start, end in row["source"] + row["cue"] + row["content"]:
                assert text[start:end] == text[start:end].strip() != ""
                checked += 1
    assert checked > 50


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("brief", "no-such-folder"), 2, "there is no such file or folder"),
        (("brief", "tests", "--codebook", "none.yaml"), 2, "none.yaml"),
        (("export", "no-such-project", "--to", "x"), 3, "no-such-project"),
        (("export", "README.md", "--to", "x"), 3, "README.md"),
        (("brief", "tests", "--codebook", "a.yaml", "--no-codebook"), 2, "give one of them"),
        (("brief",), 2, "Missing argument"),
    ],
)
def test_wrong_use_names_what_is_wrong_and_ends_with_its_code(arguments: tuple[str, ...], code: int, said: str) -> None:
    done = onrecord(*arguments)
    assert (done.returncode, "Traceback" in done.stderr) == (code, False)
    assert said in done.stderr.replace("\n", " ")


@pytest.mark.parametrize(("name", "value"), [("ONRECORD_WORKERS", "many"), ("ONRECORD_ITEM_TIMEOUT_S", "-1")])
def test_bad_setting_is_named(tmp_path: Path, name: str, value: str) -> None:
    done = onrecord("brief", str(tmp_path), "-o", str(tmp_path / "out"), **{name: value})
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)
    assert name in done.stderr


def test_import_is_light() -> None:
    code = (
        "import sys, onrecord; print([m for m in ('numpy', 'pandas', 'sqlalchemy', 'onnxruntime') if m in sys.modules])"
    )
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "[]"


def test_a_folder_without_a_readable_article_fails_and_says_what_is_readable(tmp_path: Path) -> None:
    clips = tmp_path / "clips"
    clips.mkdir()
    (clips / "sheet.xlsx").write_bytes(b"PK")
    for more in ((), ("--json",)):
        ran = onrecord("brief", str(clips), "-o", str(tmp_path / "out"), *more)
        assert ran.returncode == 2
        assert "nothing in it could be read as an article; readable are txt" in " ".join(ran.stderr.split())
