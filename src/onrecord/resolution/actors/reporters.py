"""Who reports beside a source, whose words hold it, whom "who" means: what the sentence around a source tells."""

from __future__ import annotations

from bisect import bisect_right

from ...record import Attribution
from .page import Page
from .seen import NameSeen

_LOOK_BACK = 40


def quoting_attribution(contents: list[tuple[int, int, str]], offset: int, own: str) -> str | None:
    """The attribution whose content holds `offset`, the narrowest first; its own content does not count. `contents` is
    sorted by start; contents nest a few deep at most, so a short look back is enough."""
    last = bisect_right(contents, offset, key=lambda content: content[0])
    near = contents[max(0, last - _LOOK_BACK) : last]
    holding = [(end - start, other) for start, end, other in near if offset < end and other != own]
    return min(holding)[1] if holding else None


def name_before_who(page: Page, names: list[NameSeen], starts: list[int], at: int) -> int | None:
    """Index of the name that "who" refers back to: the name directly before it, a comma or bracket between."""
    index = bisect_right(starts, at) - 1
    if index >= 0 and page.sentence[names[index].last] == page.sentence[at]:
        between = page.words[names[index].last + 1 : at]
        if any(word[0].isalnum() for word in between[:1]):
            return None  # "Danish citizens, who"
        if len(between) <= 2 or (between[0] in (",", "(") and between[-1] == "," and len(between) < 16):
            return index
    return None


def cited_names(
    page: Page, names: list[NameSeen], starts: list[int], attribution: Attribution, anchor: int
) -> tuple[int, ...]:
    """Names in the attribution's sentence, outside its own source, cue and content, that report it: "according to X",
    "X reported", "told X", "in an interview with X", "a report by X"."""
    sentence = page.sentence[anchor]
    low = page.sentence_start[sentence]
    found = []
    own = (*attribution.source, *attribution.content)
    index = bisect_right(starts, low - 1)
    while index < len(names) and names[index].sentence == sentence:
        name = names[index]
        if not any(span.start <= name.start < span.end for span in own) and _reports(page, name):
            found.append(index)
        index += 1
    return tuple(found)


def _reports(page: Page, name: NameSeen) -> bool:
    before = [word.lower() for word in page.words[max(0, name.first - 5) : name.first]]
    while before and before[-1] in (
        "the",
        "newspaper",
        "daily",
        "agency",
        "news",
        "magazine",
        "broadcaster",
        "state",
        "website",
    ):
        before.pop()
    after = page.words[name.last + 1].lower() if name.last + 1 < len(page.words) else ""
    if before[-2:] == ["according", "to"] or before[-2:] in (
        ["interview", "with"],
        ["interview", "to"],
        ["report", "by"],
        ["report", "in"],
        ["statement", "to"],
        ["comments", "to"],
        ["remarks", "to"],
    ):
        return True
    if before[-1:] in (["told"], ["tells"], ["telling"], ["quoted by"], ["citing"], ["cited"]):
        return True
    return after in ("reported", "reports") or (
        after in ("newspaper", "news") and "reported" in [w.lower() for w in page.words[name.last + 1 : name.last + 4]]
    )
