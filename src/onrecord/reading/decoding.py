"""Bytes to the text that will never change again: encoding, newlines, mojibake, control characters, by rule.

The rules, in their order:

1. A byte order mark names the encoding and is not part of the text.
2. Bytes that are valid UTF-8 are UTF-8 (a last character cut off by the end of the file is U+FFFD).
3. Zero bytes in every second place mean UTF-16 without a mark.
4. Mostly valid UTF-8 with a few stray bytes stays UTF-8; each stray byte is read as Windows-1252.
5. Else Windows-1252 (or the code page of the language, for Polish, Turkish and the like) when at most a quarter of the
   bytes are beyond ASCII; otherwise charset-normalizer's guess from the first 128 KiB.
6. CR LF and CR become LF; so do form feed and vertical tab.
7. UTF-8 that somebody once read as Windows-1252 ("â€™" for "’") is put right by ftfy, only when such sequences come
   at least three times and make up most of the text's non-ASCII characters. Clean text never passes through ftfy.
8. Other control characters become one space each, C1 controls the Windows-1252 sign they stand for, lone surrogates
   U+FFFD: one for one, so that offsets hold.

No-break spaces, zero-width characters, soft hyphens and direction marks stay as they are: `text.fold` removes them
where words are compared.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from ..errors import UnreadableFile
from .language import detect_language

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LATIN_PAGES = {"pl": "cp1250", "cs": "cp1250", "hu": "cp1250", "ro": "cp1250", "tr": "cp1254"}
_SAMPLE = 128 * 1024
_LONE = re.compile(r"[\ud800-\udfff]")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_ODD = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffd]")
# What UTF-8 looks like after a reading as Windows-1252 or Latin-1: a lead byte's sign and a continuation byte's sign.
_MOJIBAKE = re.compile(
    "â[\u20ac\u0080][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
    "|Ã[\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
    "|Â[\u00a0-\u00bf]"
)
_MIN_MOJIBAKE = 3
_BINARY_SHARE = 0.05


@dataclass(frozen=True, slots=True)
class Decoded:
    """A settled text, the encoding it came in, and remarks on what was mended."""

    text: str
    encoding: str
    remarks: tuple[str, ...] = ()


def decode(data: bytes) -> Decoded:
    """The text of a file of plain text; UnreadableFile when the bytes are no text."""
    text, encoding, remarks = _from_bytes(data)
    if _is_binary(text):
        raise UnreadableFile("binary data, not text; check the file or its extension")
    repaired = repair_mojibake(text)
    if repaired != text:
        remarks = (*remarks, "wrongly decoded characters were repaired")
    return Decoded(settle(repaired), encoding, remarks)


def settle(text: str) -> str:
    """Rules 6 and 8: newlines to LF, control characters and lone surrogates replaced one for one."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _LONE.search(text):
        text = _LONE.sub("\ufffd", text)
    if _CONTROLS.search(text):
        text = _CONTROLS.sub(_replace_control, text)
    return text


def repair_mojibake(text: str) -> str:
    """Rule 7: the text as it was meant when it is clearly mojibake, else the very same text.

    Goes before `settle`, which would take the C1 controls that mojibake is made of.
    """
    found = _MOJIBAKE.findall(text)
    if len(found) < _MIN_MOJIBAKE:
        return text
    odd = sum(map(len, found))
    others = sum(1 for character in text if character > "\x7f") - odd
    if odd <= others:
        return text
    import ftfy

    return "\n".join(ftfy.fix_encoding(line) for line in text.split("\n"))


def _from_bytes(data: bytes) -> tuple[str, str, tuple[str, ...]]:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            text = data.decode(encoding, "replace")
            return text.removeprefix("\ufeff"), encoding, ()
    try:
        return data.decode("utf-8"), "utf-8", ()
    except UnicodeDecodeError as error:
        if error.start >= len(data) - 3 and error.reason == "unexpected end of data":
            return data.decode("utf-8", "replace"), "utf-8", ("the last character is cut off",)
    if wide := _utf16_without_mark(data):
        return data.decode(wide, "replace"), wide, ()
    sample = data[:_SAMPLE]
    mixed = sample.decode("utf-8", "surrogateescape")
    stray = len(_LONE.findall(mixed))
    good = sum(1 for character in mixed if character > "\x7f") - stray
    if good >= 2 * stray:
        text = data.decode("utf-8", "surrogateescape")
        return _LONE.sub(_stray_byte, text), "utf-8", ("stray bytes were read as Windows-1252",)
    guess = _guess(sample)
    return data.decode(guess, "replace"), guess, (f"read as {guess}",)


def _utf16_without_mark(data: bytes) -> str | None:
    head = data[:4096]
    if len(head) < 8:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) / 2
    if odd > 0.4 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.4 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _guess(sample: bytes) -> str:
    """The code page of bytes that are no UTF-8. Few bytes beyond ASCII mean a Latin alphabet, where statistics cannot
    tell quotation marks from letters: there the language decides."""
    beyond = sum(1 for byte in sample if byte > 0x7F)
    if beyond < 0.25 * len(sample):
        return _LATIN_PAGES.get(detect_language(sample.decode("cp1252", "replace")) or "", "cp1252")
    from charset_normalizer import from_bytes

    best = from_bytes(sample, threshold=0.3).best()
    if best is None or best.encoding in ("ascii", "latin_1"):
        return "cp1252"
    return best.encoding


def _stray_byte(match: re.Match[str]) -> str:
    return bytes([ord(match.group()) & 0xFF]).decode("cp1252", "replace")


def _replace_control(match: re.Match[str]) -> str:
    character = match.group()
    if character in "\x0b\x0c":
        return "\n"
    if character < "\x80":
        return " "
    return bytes([ord(character)]).decode("cp1252", "replace")


def _is_binary(text: str) -> bool:
    sample = text[:_SAMPLE]
    return bool(sample) and len(_ODD.findall(sample)) > _BINARY_SHARE * len(sample)
