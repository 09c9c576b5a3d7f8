"""Rich text: its plain text by striprtf. Facts are then read from the text."""

from __future__ import annotations

import re

from ..errors import UnreadableFile
from .decoding import settle
from .draft import Draft, Reading
from .limits import ReadingLimits, megabytes
from .nexis import split_nexis

_CODEPAGE = re.compile(rb"\\ansicpg(\d{3,5})")
_INVISIBLE = dict.fromkeys((0xAD, 0x200B, 0x2060, 0xFEFF))


def read_rtf(data: bytes, *, limits: ReadingLimits) -> Reading:
    from striprtf.striprtf import rtf_to_text

    if len(data) > limits.max_markup_bytes:
        raise UnreadableFile(f"{megabytes(len(data))} of RTF; at most {megabytes(limits.max_markup_bytes)} is read")
    declared = _CODEPAGE.search(data[:4096])
    codepage = f"cp{declared.group(1).decode()}" if declared else "cp1252"
    try:
        source = data.decode(codepage, "replace")
    except LookupError:
        codepage = "cp1252"
        source = data.decode(codepage, "replace")
    text = settle(rtf_to_text(source, encoding=codepage, errors="replace")).translate(_INVISIBLE)
    text = re.sub(r"\n{3,}", "\n\n", text).strip("\n")
    if articles := split_nexis(text.split("\n")):
        return Reading(articles)
    return Reading((Draft(text),))
