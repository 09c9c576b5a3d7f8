"""Folders and zips become a fixed list of files, and a reason for each that is left out."""

from __future__ import annotations

import io
import os
import pickle
import zipfile
from pathlib import Path

import pytest

from onrecord.errors import InputError
from onrecord.reading import Format, ReadingLimits, list_files, read_file
from onrecord.record import FileStatus

TEXT = b"The harbour board met on Monday and put off its vote on the bridge."


def zipped(entries: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return out.getvalue()


def test_files_come_sorted_with_paths_below_the_folder(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.md", "a/b/c.HTML", "c.csv"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(TEXT)
    sources, reports = list_files(tmp_path)
    assert [source.name for source in sources] == ["a/b/c.HTML", "a/z.md", "b.txt", "c.csv"]
    assert [source.format for source in sources] == [Format.HTML, Format.MARKDOWN, Format.TEXT, Format.CSV]
    assert reports == []
    assert pickle.loads(pickle.dumps(sources)) == sources


def test_files_that_are_not_read_are_reported_with_the_reason(tmp_path: Path) -> None:
    for name in (".hidden.txt", "old.doc", "picture.png", "noextension", "~$draft.docx"):
        (tmp_path / name).write_bytes(TEXT)
    (tmp_path / ".git").mkdir()
    sources, reports = list_files(tmp_path)
    assert sources == []
    assert {report.path: report.status for report in reports} == dict.fromkeys(
        (".git", ".hidden.txt", "noextension", "old.doc", "picture.png", "~$draft.docx"), FileStatus.SKIPPED
    )
    reasons = {report.path: report.reason for report in reports}
    assert "save it as .docx" in reasons["old.doc"]
    assert ".png" in reasons["picture.png"]


def test_one_file_may_be_given_instead_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT)
    sources, _ = list_files(tmp_path / "a.txt")
    assert [source.name for source in sources] == ["a.txt"]


def test_a_path_that_does_not_exist_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file or folder"):
        list_files(tmp_path / "nowhere")


def test_zips_are_entered_two_deep(tmp_path: Path) -> None:
    third = zipped({"never.txt": TEXT})
    second = zipped({"deep.txt": TEXT, "third.zip": third})
    (tmp_path / "x.zip").write_bytes(zipped({"in/a.txt": TEXT, "second.zip": second, "in/": b""}))
    sources, reports = list_files(tmp_path)
    assert [source.name for source in sources] == ["x.zip/in/a.txt", "x.zip/second.zip/deep.txt"]
    assert [(report.path, report.status) for report in reports] == [("x.zip/second.zip/third.zip", FileStatus.SKIPPED)]
    for source in sources:
        documents, report = read_file(source)
        assert report.status is FileStatus.READ
        assert documents[0].text == TEXT.decode()
        assert documents[0].path == source.name


def test_names_that_lead_out_of_a_zip_are_refused(tmp_path: Path) -> None:
    names = ["../up.txt", "/etc/abs.txt", "a/../../b.txt", "C:/win.txt"]
    (tmp_path / "x.zip").write_bytes(zipped({**dict.fromkeys(names, TEXT), "good.txt": TEXT}))
    sources, reports = list_files(tmp_path)
    assert [source.name for source in sources] == ["x.zip/good.txt"]
    assert len(reports) == 4
    assert all(report.status is FileStatus.FAILED and "out of the zip" in report.reason for report in reports)


def test_a_bomb_is_refused_while_it_unpacks(tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(zipped({"a.txt": b"a" * 20_000_000}))
    (source,), _ = list_files(tmp_path)
    documents, report = read_file(source)
    assert documents == ()
    assert report.status is FileStatus.FAILED
    assert "zip bomb" in report.reason


def test_limits_can_be_set(tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(zipped({f"{number}.txt": TEXT for number in range(5)}))
    sources, reports = list_files(tmp_path, limits=ReadingLimits(max_archive_members=3))
    assert sources == []
    assert "at most 3" in reports[0].reason


def test_damaged_zip_is_reported(tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(zipped({"a.txt": TEXT})[:40])
    sources, reports = list_files(tmp_path)
    assert sources == []
    assert reports[0].status is FileStatus.FAILED
    assert "damaged zip" in reports[0].reason


def test_links_in_a_circle_end(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x.txt").write_bytes(TEXT)
    (tmp_path / "a" / "again").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    sources, reports = list_files(tmp_path)
    assert [source.name for source in sources] == ["a/x.txt"]
    assert [(report.path, report.status) for report in reports] == [
        ("a/again", FileStatus.SKIPPED),
        ("gone.txt", FileStatus.FAILED),
        ("self.txt", FileStatus.FAILED),
    ]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    sources, reports = list_files(tmp_path)
    assert sources == []
    assert "not a regular file" in reports[0].reason


def test_tables_that_export_wrote_are_not_articles(tmp_path: Path) -> None:
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "attributions.csv").write_text("id,content\n1,He said so.\n", encoding="utf-8")
    (tmp_path / "tables" / ".onrecord-tables").write_text("", encoding="utf-8")
    (tmp_path / "a.txt").write_text("The harbor froze.", encoding="utf-8")
    sources, skipped = list_files(tmp_path)
    assert [source.name for source in sources] == ["a.txt"]
    assert [(report.path, report.reason) for report in skipped] == [("tables", "tables that onrecord export wrote")]


def test_link_to_a_folder_above_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "other.txt").write_text("Not asked for.", encoding="utf-8")
    clips = tmp_path / "clips"
    clips.mkdir()
    (clips / "a.txt").write_text("The harbor froze.", encoding="utf-8")
    (clips / "up").symlink_to(tmp_path)
    sources, skipped = list_files(clips)
    assert [source.name for source in sources] == ["a.txt"]
    assert [report.path for report in skipped] == ["up"]


def test_a_line_of_very_many_spaces_is_read_without_trying_all_ways_to_split_it(tmp_path: Path) -> None:
    line = "Subscribe to The" + " " * 20_000 + "Times's daily"
    (tmp_path / "a.txt").write_text(
        f"The harbor froze\n\n{line}\n\nBoats lay still, the mayor said.\n", encoding="utf-8"
    )
    (source,), _ = list_files(tmp_path)
    (document,), _ = read_file(source)
    assert document.outlet is None


def test_a_link_that_leads_out_of_the_folder_is_not_read(tmp_path: Path) -> None:
    outside, clips = tmp_path / "outside", tmp_path / "clips"
    (outside / "folder").mkdir(parents=True)
    (clips / "inner").mkdir(parents=True)
    for path in (outside / "secret.txt", outside / "folder" / "b.txt", clips / "a.txt"):
        path.write_bytes(TEXT)
    (outside / "c.zip").write_bytes(zipped({"c.txt": TEXT}))
    (clips / "inner" / "secret.txt").symlink_to(outside / "secret.txt")
    (clips / "inner" / "step.txt").symlink_to(Path("..", "..", "outside", "secret.txt"))
    (clips / "c.zip").symlink_to(outside / "c.zip")
    (clips / "folder").symlink_to(outside / "folder", target_is_directory=True)
    sources, reports = list_files(clips)
    assert [source.name for source in sources] == ["a.txt"]
    assert [report.path for report in reports] == ["c.zip", "folder", "inner/secret.txt", "inner/step.txt"]
    assert all(one.status is FileStatus.SKIPPED and "leads out of the folder" in one.reason for one in reports)


def test_what_a_link_within_the_folder_leads_to_is_read_once_and_under_its_own_name(tmp_path: Path) -> None:
    (tmp_path / "z").mkdir()
    (tmp_path / ".store").mkdir()
    (tmp_path / "z" / "a.txt").write_bytes(TEXT)
    (tmp_path / ".store" / "8f3a").write_bytes(TEXT)
    (tmp_path / "first.txt").symlink_to(tmp_path / "z" / "a.txt")
    (tmp_path / "b").symlink_to(tmp_path / "z", target_is_directory=True)
    (tmp_path / "kept.txt").symlink_to(Path(".store", "8f3a"))
    (tmp_path / "kept-again.txt").symlink_to(Path("kept.txt"))
    sources, reports = list_files(tmp_path)
    assert [source.name for source in sources] == ["kept-again.txt", "z/a.txt"]
    assert {report.path: report.reason for report in reports} == {
        ".store": "hidden or system folder",
        "b": "a link to a folder that was already read",
        "first.txt": "a link to a file that was already read",
        "kept.txt": "a link to a file that was already read",
    }


def test_a_folder_that_is_itself_given_by_a_link_is_read(tmp_path: Path) -> None:
    (tmp_path / "clips").mkdir()
    (tmp_path / "clips" / "a.txt").write_bytes(TEXT)
    (tmp_path / "clips" / "b.txt").symlink_to("a.txt")
    (tmp_path / "link").symlink_to(tmp_path / "clips", target_is_directory=True)
    sources, reports = list_files(tmp_path / "link")
    assert [source.name for source in sources] == ["a.txt"]
    assert [report.path for report in reports] == ["b.txt"]
