"""What a file is by its first bytes, where that is more certain than its name."""

from __future__ import annotations

import re

from ..errors import UnreadableFile
from .source import Format

_HTML_START = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8")


def true_format(data: bytes, declared: Format) -> Format:
    """The format to read `data` as. UnreadableFile for containers and pictures that hold no readable text."""
    head = data[:2048]
    if head.startswith(_OLE):
        raise UnreadableFile(_what_ole_holds(data))
    if head.startswith(_PICTURES):
        raise UnreadableFile("a picture, not text; run OCR first")
    if b"%PDF-" in head[:1024] and not _HTML_START.match(head):
        return Format.PDF
    if head.lstrip().startswith(b"{\\rtf"):
        return Format.RTF
    if head.startswith(_ZIP):
        if declared is Format.DOCX or b"word/" in data[:65536]:
            return Format.DOCX
        raise UnreadableFile("a zip file in spite of its name; name it .zip")
    if _HTML_START.match(head):
        return Format.HTML
    if declared is Format.DOCX:
        raise UnreadableFile("not a Word file, or cut off at its start; save it again as .docx")
    if declared is Format.PDF:
        raise UnreadableFile("not a PDF file, or cut off at its start; save it again as .pdf")
    if declared is Format.RTF:
        return Format.TEXT
    return declared


def _what_ole_holds(data: bytes) -> str:
    wide = "EncryptedPackage".encode("utf-16-le")
    if wide in data or "EncryptionInfo".encode("utf-16-le") in data:
        return "locked with a password; open it in Word and save it without one"
    return "old Office format (.doc); save it as .docx"
