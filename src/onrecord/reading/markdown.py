"""Markdown: the text as it stands. Front matter (YAML between `---` lines) is read as facts and marked furniture."""

from __future__ import annotations

import re

from ..record import Region, RegionKind
from .decoding import decode
from .draft import Draft, Facts, Reading
from .fields import facts_from_fields
from .limits import ReadingLimits
from .plaintext import refuse_one_long_text

_FRONT = re.compile(r"\A---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S)
_LINE = re.compile(r"^([A-Za-z][\w -]{0,30}):(.+)$", re.M)
_HEADING = re.compile(r"^# +(\S.*)$|^(?=\S)(.+)\n=+[ \t]*$", re.M)
_MAX_FRONT = 20_000


def read_markdown(data: bytes, *, limits: ReadingLimits) -> Reading:
    refuse_one_long_text(data, limits)
    decoded = decode(data)
    text = decoded.text
    facts, layout = Facts(), []
    body_start = 0
    front = _FRONT.match(text[:_MAX_FRONT])
    if front:
        # Lines of `key: value` are all that articles use; a YAML parser would open doors (anchors, tags) for nothing.
        fields = {key: value.strip().strip("'\"") for key, value in _LINE.findall(front.group(1))}
        facts = facts_from_fields(fields)
        body_start = front.end()
        layout.append(Region(RegionKind.FURNITURE, 0, len(text[:body_start].rstrip())))
    heading = _HEADING.search(text, body_start, body_start + 2000)
    if heading:
        group = 1 if heading.group(1) else 2
        facts = facts.or_else(Facts(title=heading.group(group).strip()))
        layout.append(Region(RegionKind.HEADLINE, *heading.span(group)))
    return Reading((Draft(text, facts, tuple(layout)),), decoded.remarks)
