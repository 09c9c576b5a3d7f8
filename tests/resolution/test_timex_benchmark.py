"""The benchmark of TIMEX3 values scores a file by its path and says clearly when a file cannot be used."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from benchmarks.quality.timex import main, read_cases, score

TEXT = "The ferry sank on Friday, two days after the fair of May 3, 2018."


def record(**changed: object) -> dict[str, object]:
    timexes = [
        {"b": 18, "e": 24, "value": "2019-11-22"},
        {"b": 26, "e": 34, "value": "P2D"},
        {"b": 53, "e": 64, "value": "2018-05-04"},
    ]
    return {"id": "a", "dct": "2019-11-23", "text": TEXT, "timexes": timexes} | changed


def written(path: Path, *lines: object) -> Path:
    body = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    path.write_bytes(gzip.compress(body.encode()) if path.suffix == ".gz" else body.encode())
    return path


def test_a_match_counts_once_and_a_wrong_value_only_as_a_match(tmp_path: Path) -> None:
    row = score(read_cases(written(tmp_path / "a.jsonl.gz", record()))).as_row()
    assert (row["relaxed_f1"], row["strict_f1"], row["value_f1"]) == (100.0, 100.0, 66.67)


def test_json_is_the_last_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(written(tmp_path / "a.jsonl", record())), "--json", "--errors", "3"]) == 0
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["value_f1"] == 66.67


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("{", "line 1 is not JSON"),
        ("[]", "line 1 is not a JSON object"),
        ({"id": "a"}, "neither `timexes` nor `markables`"),
        (record(dct="last week"), "day of writing"),
        (record(timexes=[{"b": 60, "e": 90, "value": "2019"}]), "outside the text"),
        ("", "no article"),
    ],
)
def test_a_bad_file_is_named_with_what_is_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], line: object, wrong: str
) -> None:
    path = written(tmp_path / "bad.jsonl.gz", line)
    with pytest.raises(SystemExit) as ended:
        main([str(path)])
    told = capsys.readouterr().err
    assert ended.value.code == 2
    assert wrong in told
    assert str(path) in told


def test_a_missing_and_a_cut_off_file_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cut = tmp_path / "cut.jsonl.gz"
    cut.write_bytes(gzip.compress(json.dumps(record()).encode())[:-9])
    for path in (tmp_path / "none.jsonl.gz", cut):
        with pytest.raises(SystemExit):
            main([str(path)])
        assert str(path) in capsys.readouterr().err
