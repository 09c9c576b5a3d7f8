"""Words whose speaker is named by typography alone: signed posts and letters, and turns of a transcript."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..record import Span
from ..text import lines
from .drafts import Draft, Stretch
from .labels import AttributionRole

# "... — Ada Okafor (@adaokafor) May 3, 2031": a post shown in an article.
_POST = re.compile(r"\s*([—–―]|--|-)\s*([^\W\d_][^()@\n]{1,60}?)\s*\((@\w{2,20})\)")
# "“We never agreed.” ― Ada Okafor, 41, Haven": a reader's voice, a motto; the name may have a line of its own.
_SIGNED = re.compile(
    r"(?:(?<=[\"”’'])\s*|^\s*)([—–―]|--)\s*([^\W\d_a-z][\w.’'-]*(?:\s+(?:(?:of|de|van|von|der|al|bin)\s+)?[^\W\d_a-z][\w.’'-]*){1,4})"
    r"(?=\s*$|,)[^.“\"]{0,60}$"
)
# "OKAFOR: We never agreed." A turn of a transcript; a text needs two speakers to be one.
_TURN = re.compile(r"([^\W\d_a-z][^\W\d_a-z.’' -]{1,30}|[Q](?=:))(:)\s+(?=\S)")
_NOT_SPEAKERS = re.compile(
    r"^(?:UPDATED?|CORRECTION|BREAKING|READ|SEE|WATCH|MORE|NOTE|PHOTO|VIDEO|RELATED|LIVE|EDITOR)\b"
)
_QUOTES = frozenset("“”„\"'‘’«»")
SURE = 0.9  # of the typography; PolNeAR marks such attributions as well


def signed(text: str, drafts: Sequence[Draft]) -> list[Draft]:
    """Drafts for signed posts and transcript turns in which the tagger found nothing."""
    paragraphs = list(lines(text))
    turns = [(line, match) for line in paragraphs if (match := _TURN.match(text, line.start, line.end))]
    turns = [(line, match) for line, match in turns if not _NOT_SPEAKERS.match(match.group(1))]
    speakers = {match.group(1) for _, match in turns}
    found = [_post(line, match) for line, match in _posts(text, paragraphs)]
    found += _voices(text, paragraphs)
    if len(speakers) > 1 and len(turns) > 2:
        found += [_draft(match.span(1), match.span(2), (match.end(), line.end)) for line, match in turns]
    return [draft for draft in found if not any(_overlap(draft, other) for other in drafts)]


def _posts(text: str, paragraphs: Sequence[Span]) -> Iterator[tuple[Span, re.Match[str]]]:
    for line in paragraphs:
        match = _POST.search(text, line.start, line.end)
        if match and match.start() > line.start:
            yield line, match


def _voices(text: str, paragraphs: Sequence[Span]) -> Iterator[Draft]:
    """Quotations that are signed at their end or in the next line."""
    for number, line in enumerate(paragraphs):
        match = _SIGNED.search(line.of(text))
        if match is None:
            continue
        said = Span(line.start, line.start + match.start()) if match.start() else None
        if said is None and number:
            said = paragraphs[number - 1]
        if said is None or text[said.start] not in _QUOTES or text[said.end - 1] not in _QUOTES:
            continue
        source, cue = ((line.start + match.start(n), line.start + match.end(n)) for n in (2, 1))
        yield _draft(source, cue, (said.start, said.end))


def _post(line: Span, match: re.Match[str]) -> Draft:
    return _draft((match.start(2), match.end(3) + 1), match.span(1), (line.start, match.start()))


def _draft(source: tuple[int, int], cue: tuple[int, int], content: tuple[int, int]) -> Draft:
    parts = (AttributionRole.SOURCE, source), (AttributionRole.CUE, cue), (AttributionRole.CONTENT, content)
    made = [Stretch(role, start, end, -1, 0, 0, SURE) for role, (start, end) in parts]
    return Draft((made[1],), (made[0],), (made[2],), verbatim=True)


def _overlap(draft: Draft, other: Draft) -> bool:
    mine = draft.content[0]
    return any(s.start < mine.end and mine.start < s.end for s in (*other.content, *other.cue))
