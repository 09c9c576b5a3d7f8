"""Archives and XML made to harm: refused with what is wrong, never unpacked, never expanded."""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path

import pytest

from onrecord.errors import CodebookError, InputError
from onrecord.interchange import read_qdc, read_qdpx
from onrecord.interchange.refi.archive import ArchiveLimits

QDE = '<Project xmlns="urn:QDA-XML:project:1.0" name="x"/>'


def archive(path: Path, members: dict[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return path


@pytest.mark.parametrize(
    "name", ["../evil.txt", "/etc/evil", "Sources/../../evil", "C:/evil.txt", "Sources\\..\\evil.txt"]
)
def test_paths_that_lead_out_are_refused_even_when_nobody_asks_for_them(tmp_path: Path, name: str) -> None:
    path = archive(tmp_path / "x.qdpx", {"project.qde": QDE, "held": "x"})
    # zipfile itself mends backslashes when writing, so the name is put in afterwards
    held = b"held"
    content = path.read_bytes()
    wanted = name.encode()
    if len(wanted) == len(held):
        path.write_bytes(content.replace(held, wanted))
    else:
        path = archive(tmp_path / "y.qdpx", {"project.qde": QDE, "n" * len(wanted): "x"})
        path.write_bytes(path.read_bytes().replace(b"n" * len(wanted), wanted))
    with pytest.raises(InputError, match="leads out of the archive"):
        read_qdpx(path)


def test_a_source_cannot_name_a_file_outside(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    xml = QDE.replace(
        "/>",
        '><Sources><TextSource guid="1" plainTextPath="internal://../secret.txt"/>'
        '<TextSource guid="2" plainTextPath="file:///etc/passwd"/></Sources></Project>',
    )
    read = read_qdpx(archive(tmp_path / "x.qdpx", {"project.qde": xml}))
    assert read.texts == ()
    assert "2 texts that are only in rich format or lie outside the archive" in read.losses


def test_links_in_the_archive_are_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.qdpx", "w") as made:
        made.writestr("project.qde", QDE)
        link = zipfile.ZipInfo("Sources/a.txt")
        link.external_attr = 0o120777 << 16
        made.writestr(link, "/etc/passwd")
    with pytest.raises(InputError, match="a link to elsewhere"):
        read_qdpx(tmp_path / "x.qdpx")


def test_bombs_are_refused_by_what_they_declare(tmp_path: Path) -> None:
    bomb = archive(tmp_path / "x.qdpx", {"project.qde": QDE, "Sources/a.txt": b"0" * (8 * 2**20)})
    with pytest.raises(InputError, match="zip bombs do"):
        read_qdpx(bomb)
    many = archive(tmp_path / "y.qdpx", {"project.qde": QDE} | {f"Sources/{n}.txt": "x" for n in range(20)})
    with pytest.raises(InputError, match="holds 21 files, allowed are 10"):
        read_qdpx(many, limits=ArchiveLimits(n_files=10))
    with pytest.raises(InputError, match="larger than allowed"):
        read_qdpx(many, limits=ArchiveLimits(total_bytes=60))


def test_bombs_are_refused_by_what_they_hold_when_they_lie(tmp_path: Path) -> None:
    path = archive(tmp_path / "x.qdpx", {"project.qde": QDE + " " * 5_000})
    content = bytearray(path.read_bytes())
    size = struct.pack("<I", len(QDE) + 5_000)
    place = content.rindex(size)  # in the central directory
    content[place : place + 4] = struct.pack("<I", 10)
    path.write_bytes(bytes(content))
    with pytest.raises(InputError, match=r"holds more than the archive declares|damaged"):
        read_qdpx(path)


def test_the_same_name_twice_is_refused(tmp_path: Path) -> None:
    path = archive(tmp_path / "x.qdpx", {"project.qde": QDE, "Sources/a.txt": "1", "sources/A.TXT": "2"})
    with pytest.raises(InputError, match=r"holds sources/A\.TXT twice"):
        read_qdpx(path)


DTDS = (
    '<!DOCTYPE Project [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>',
    '<!DOCTYPE Project [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    '<!DOCTYPE Project SYSTEM "http://127.0.0.1:9/x.dtd">',
)


@pytest.mark.parametrize("dtd", DTDS)
def test_document_type_definitions_are_refused_before_anything_is_expanded(tmp_path: Path, dtd: str) -> None:
    path = archive(tmp_path / "x.qdpx", {"project.qde": f'<?xml version="1.0"?>{dtd}{QDE}'})
    with pytest.raises(InputError, match="document type definition"):
        read_qdpx(path)
    qdc = tmp_path / "x.qdc"
    qdc.write_text(f'{dtd.replace("Project", "CodeBook")}<CodeBook xmlns="urn:QDA-XML:codebook:1.0"/>')
    with pytest.raises(CodebookError, match="document type definition"):
        read_qdc(qdc)


def test_elements_nested_without_end_are_refused(tmp_path: Path) -> None:
    deep = '<Code guid="1" name="a">' * 5_000 + "</Code>" * 5_000
    qdc = tmp_path / "x.qdc"
    qdc.write_text(f'<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes>{deep}</Codes></CodeBook>')
    with pytest.raises(CodebookError, match="not well-formed"):
        read_qdc(qdc)


def test_damaged_members_are_refused(tmp_path: Path) -> None:
    path = archive(tmp_path / "x.qdpx", {"project.qde": QDE + "<!-- " + "abcdefgh" * 200 + " -->"})
    content = bytearray(path.read_bytes())
    for place in range(60, 80):
        content[place] ^= 0xFF
    path.write_bytes(bytes(content))
    with pytest.raises(InputError):
        read_qdpx(path)
