"""How labels and numbers are spelled in files whose rules are narrower than ours."""

from __future__ import annotations

import re
from collections.abc import Iterable

# XML 1.0, production 2: what no escape can bring into a document.
NOT_IN_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
LINE_BREAKS = re.compile(r"\s*[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+\s*")
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def xml_text(text: str) -> str:
    """`text` as the content of an element. What XML cannot hold becomes U+FFFD; a carriage return stays one."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#xD;")
    return NOT_IN_XML.sub("\ufffd", escaped)


def xml_attribute(text: str) -> str:
    """`text` as the value of an attribute, without the quotes around it."""
    return xml_text(text).replace('"', "&quot;").replace("\n", "&#xA;").replace("\t", "&#x9;")


def number(value: float) -> str:
    """The shortest spelling that reads back as the same number; whole numbers without a point."""
    value = float(value)
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return "NaN" if value != value else repr(value)


def excel_safe(text: str) -> str:
    """`text` with an apostrophe before it where a spreadsheet would read a formula (OWASP: CSV injection)."""
    return "'" + text if text.startswith(FORMULA) else text


def quoted_labels(labels: Iterable[str], *, also: str = "") -> tuple[list[str], list[str]]:
    """Labels for a format that quotes by `"` and has no escape, and notes on what was changed.

    A double quote becomes an apostrophe, a line break a space, each character of `also` a slash. Labels that are then
    alike get " (2)", " (3)" ...: two nodes never become one.
    """
    spelled: list[str] = []
    changed = 0
    used: dict[str, int] = {}
    taken = set()
    for label in labels:
        new = LINE_BREAKS.sub(" ", label.replace('"', "'")).replace("\x00", "\ufffd")
        for character in also:
            new = new.replace(character, "/")
        new = new.strip() or "(blank)"
        candidate = new
        while candidate in taken:
            used[new] = used.get(new, 1) + 1
            candidate = f"{new} ({used[new]})"
        taken.add(candidate)
        spelled.append(candidate)
        changed += candidate != label
    if not changed:
        return spelled, []
    note = f"labels spelled differently, since the format cannot hold their quotes, breaks or doubles: {changed}"
    return spelled, [note]
