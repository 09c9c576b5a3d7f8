"""Bytes become text once, by rule; clean text is left exactly as it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import UnreadableFile
from onrecord.reading.decoding import decode, repair_mojibake, settle
from onrecord.reading.limits import DEFAULT_LIMITS
from onrecord.reading.plaintext import read_plain_text

CLEAN = st.text(
    alphabet=st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\t"), min_size=1, max_size=300
).filter(lambda text: not text.startswith("\ufeff") and "\ufffd" not in text and "\ufffe" not in text)


@given(CLEAN)
def test_clean_utf8_is_kept_code_point_for_code_point(text: str) -> None:
    assert decode(text.encode("utf-8")).text == repair_mojibake(text)
    assert settle(text) == text


@given(st.lists(CLEAN, min_size=1, max_size=4))
def test_every_kind_of_line_end_becomes_one_newline(lines: list[str]) -> None:
    text = "\n".join(lines)
    for end in ("\r\n", "\r"):
        assert settle(text.replace("\n", end)) == text


@given(st.text(alphabet=st.characters(), max_size=300))
def test_settled_text_can_be_stored_and_settling_again_changes_nothing(text: str) -> None:
    settled = settle(text)
    settled.encode("utf-8")
    assert "\x00" not in settled
    assert settle(settled) == settled


def test_trailing_newline_spaces_and_invisible_signs_stay() -> None:
    text = "\u200fA\u00a0no-break\u200b space, a soft\u00adhyphen,  two spaces.  \n\n"
    assert decode(text.encode()).text == text
    assert read_plain_text(text.encode(), limits=DEFAULT_LIMITS).drafts[0].text == text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be"])
def test_marks_and_wide_encodings_are_recognized(encoding: str) -> None:
    text = "The bridge – “finally” – opens.\nIt cost €3.50 a head, said the mayor of Lower Vale.\n"
    assert decode(text.encode(encoding)).text == text


def test_windows_1252_is_read_where_utf8_fails() -> None:
    text = "“We are not there yet,” the mayor’s office said – for the third time. Café owners agree, naïvely or not.\n"
    assert decode(text.encode("cp1252")).text == text


def test_russian_and_hebrew_code_pages_are_guessed() -> None:
    russian = "Мэр заявил, что мост через реку будет построен к лету, а договор подпишут в июне. " * 6
    assert decode(russian.encode("cp1251")).text == russian


def test_stray_bytes_in_utf8_are_read_as_windows_1252() -> None:
    data = "“We are there,” she said. “Really,” he said. “Yes – yes.” ".encode() + b"The mayor\x92s caf\xe9."
    decoded = decode(data)
    assert decoded.text.endswith("The mayor’s café.")
    assert decoded.remarks


def test_clear_mojibake_is_repaired_and_remarked() -> None:
    meant = "“We are not there yet,” the mayor’s office said – again. “Soon.”"
    decoded = decode(meant.encode("utf-8").decode("cp1252", "replace").replace("\ufffd", "\x9d").encode("utf-8"))
    assert decoded.text == meant
    assert decoded.remarks


@pytest.mark.parametrize(
    "text",
    [
        "The sign â€™ stands for an apostrophe that went wrong once.",
        "Ã© is what a careless program makes of é, wrote the “Lower Vale” editor – “often”, she said.",
        "A naïve façade, a café, an émigré: “all French,” said the mayor.",
    ],
)
def test_one_odd_sequence_is_no_reason_to_touch_a_text(text: str) -> None:
    assert decode(text.encode()).text == text


def test_control_characters_are_replaced_one_for_one() -> None:
    assert settle("a\x00b\x1bc\x7fd\x92e\ud800f\x0cg") == "a b c d’e\ufffdf\ng"


@pytest.mark.parametrize("data", [bytes(range(256)) * 40, b"\x89\x00\x01\x02" * 500])
def test_binary_data_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match="not text"):
        decode(data)


def test_a_file_too_long_for_one_article_says_what_to_do() -> None:
    with pytest.raises(UnreadableFile, match="split it into one file an article"):
        read_plain_text(b"word " * 2_000_000, limits=DEFAULT_LIMITS)
