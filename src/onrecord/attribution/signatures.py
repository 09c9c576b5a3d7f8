"""Words whose speaker is named by typography alone: signed posts and letters, headlines, turns of a transcript."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..record import Span
from ..text import lines
from .drafts import Draft, Stretch
from .headlines import headlines
from .labels import AttributionRole
from .speakers import known_speakers, names_speaker
from .transcripts import transcript

# "... — Ada Okafor (@adaokafor) May 3, 2031": a post shown in an article.
_POST = re.compile(r"(?<!\s)\s*([—–―]|--|-)\s*([^\W\d_][^()@\n]{1,60}?)\s*\((@\w{2,20})\)")
# "“We never agreed.” ― Ada Okafor, 41, Haven": a reader's voice, a motto; the name may have a line of its own.
_SIGNED = re.compile(
    r"(?:(?<=[\"”’'])\s*|^\s*)([—–―]|--)\s*([^\W\d_a-z][\w.’'-]*(?:\s+(?:(?:of|de|van|von|der|al|bin)\s+)?[^\W\d_a-z][\w.’'-]*){1,4})"
    r"(?=\s*$|,)[^.“\"]{0,60}$"
)
_STAMP = r"(?:\d{1,2}[:.h]\d{2}(?:\s?[ap]\.?m\.?)?(?:\s?[A-Z]{2,4})?:?\s+)"
_QUOTED = r"[\"“‘'«„](?=\S)[^\n]+?[\"”’'»“]"
# "'The pact is dead': minister", "“We were close” – union negotiator Ada Okafor to public radio."
_AFTER = re.compile(
    rf"^{_STAMP}?(?P<content>{_QUOTED})\s*(?P<cue>:|[–—―]|-{{1,2}})\s+(?P<source>[^\W\d_][^.:;!?\"“”\n]{{1,80}}?)"
    r"(?:\s+(?:to|on|in|via)\s[^.:;!?\n]{1,40})?\.?$"
)
# "Minister: pact is dead", "Okafor: “Nobody agreed”"; also after a dash in a headline and after a live blog's time.
_BEFORE = re.compile(
    rf"(?:^|(?<=\s[–—-]\s)){_STAMP}?(?P<source>[^\W\d_][^.:;!?\"“”\n–—]{{1,80}}?)(?P<cue>:)\s+(?P<content>\S[^\n]+?)\s*$"
)
# "Our reporter Karin Holm is at the station: “It is quiet here.”": the clause tells of the speaker, not of speaking.
_LED = re.compile(
    rf"^{_STAMP}?(?P<source>[^\W\d_][^.:;!?,\"“”\n]{{1,60}}?)\s(?:is|are|was|were|has|have|had)\s[^.:;!?\"“”\n]{{1,80}}"
    rf"(?P<cue>:)\s+(?P<content>[\"“‘'«„](?=\S)[^\"“”\n]+[\"”’'»“])\s*$"
)
_QUOTES = frozenset("“”„\"'‘’«»")
LONGEST_LINE = 800  # code points; what is longer is no headline and no entry of a live blog
SURE = 0.9  # of the typography; PolNeAR marks such attributions as well


def signed(text: str, drafts: Sequence[Draft]) -> list[Draft]:
    """`drafts` with those that typography tells of: turns of a transcript, which take over what was found in them;
    posts, signed quotations and headlines where the tagger found nothing."""
    found = transcript(text, drafts)
    paragraphs = list(lines(text))
    told = [_post(line, match) for line, match in _posts(text, paragraphs)]
    told += _voices(text, paragraphs)
    told += _named(text, paragraphs, found)
    for draft in told:
        same = next((n for n, other in enumerate(found) if _touch(draft.cue[0], other.cue)), None)
        if same is not None and found[same].verbatim:
            continue
        if same is not None:
            found[same] = replace(draft, outer=found[same].outer)
            continue
        over = [n for n, other in enumerate(found) if _overlap(draft, other)]
        if all(_spoken(draft, found[n]) for n in over):
            for n in over:
                found[n] = replace(found[n], content=())
            found.append(draft)
    for draft in headlines(text, found):
        same = next((n for n, other in enumerate(found) if _touch(draft.cue[0], other.cue)), None)
        if same is None:
            found.append(draft)
        else:
            found[same] = _surer(found[same], draft)
    return [_surer(draft, draft) if _introduced(text, draft) else draft for draft in found]


def _introduced(text: str, draft: Draft) -> bool:
    """Whether a colon by itself ("Chancellor: “Not before Easter”") sets the speaker apart from one whole quotation."""
    if text[draft.cue[0].start : draft.cue[-1].end] != ":" or not draft.source or len(draft.content) != 1:
        return False
    words = text[draft.content[0].start : draft.content[0].end].rstrip(".")
    return words[0] in _QUOTES and words[-1] in _QUOTES and draft.content[0].start >= draft.cue[-1].end


def _surer(found: Draft, told: Draft) -> Draft:
    """The tagger's own parts where it has them, as sure as the wording makes them."""
    return replace(
        found,
        cue=tuple(replace(s, probability=max(s.probability, SURE)) for s in found.cue),
        source=tuple(replace(s, probability=max(s.probability, SURE)) for s in found.source) or told.source,
        content=tuple(replace(s, probability=max(s.probability, SURE)) for s in found.content) or told.content,
    )


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
        yield signed_draft(source, cue, (said.start, said.end))


def _named(text: str, paragraphs: Sequence[Span], drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Lines that set a speaker and his words apart by a colon or a dash. The speaker must be a description of one, or
    somebody who speaks elsewhere in the text: "Port concession: unions strike" has none."""
    found = list(drafts)
    for pattern in (_AFTER, _LED, _BEFORE):
        known = known_speakers(text, found)
        for line in paragraphs:
            match = pattern.search(line.of(text)) if len(line) <= LONGEST_LINE else None
            if match is None or not names_speaker(match["source"], known):
                continue
            if any(line.start <= s.start < line.start + match.start("cue") for d in found for s in d.cue):
                continue  # "Okafor writes on X: ..." has a cue of its own
            source, cue, content = (
                (line.start + match.start(name), line.start + match.end(name)) for name in ("source", "cue", "content")
            )
            quoted = text[content[0]] in _QUOTES and text[content[1] - 1] in (*_QUOTES, ".")
            found.append(signed_draft(source, cue, content, verbatim=quoted))
    yield from found[len(drafts) :]


def _post(line: Span, match: re.Match[str]) -> Draft:
    return signed_draft((match.start(2), match.end(3) + 1), match.span(1), (line.start, match.start()))


def signed_draft(
    source: tuple[int, int], cue: tuple[int, int], content: tuple[int, int], *, verbatim: bool = True
) -> Draft:
    parts = (AttributionRole.SOURCE, source), (AttributionRole.CUE, cue), (AttributionRole.CONTENT, content)
    made = [Stretch(role, start, end, -1, 0, 0, SURE) for role, (start, end) in parts]
    return Draft((made[1],), (made[0],), (made[2],), verbatim=verbatim)


def _spoken(told: Draft, inner: Draft) -> bool:
    """Whether all of `inner` lies in what `told` gives word for word ("I look forward to it" in a signed post): it is
    for the second reading."""
    parts = (*inner.source, *inner.cue, *inner.content)
    return told.verbatim and inner.outer is None and all(told.holds(s.start, s.end) for s in parts)


def _overlap(draft: Draft, other: Draft) -> bool:
    return _touch(draft.content[0], (*other.content, *other.cue))


def _touch(mine: Stretch, others: Sequence[Stretch]) -> bool:
    return any(s.start < mine.end and mine.start < s.end for s in others)
