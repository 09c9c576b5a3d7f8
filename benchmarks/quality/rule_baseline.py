"""Attribution by rule, for comparison: quotation marks and about a hundred verbs of saying, no learning at all."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.attribution.quotes import quotations
from onrecord.text import lines, sentences

Parts = dict[str, list[tuple[int, int]]]
_VERBS = """
said says say saying told tells added adds noted notes wrote writes tweeted tweets argued argues claimed claims stated
states insisted insists explained explains warned warns suggested suggests acknowledged acknowledges admitted admits
announced announces declared declares reported reports replied replies responded responds asked asks denied denies
confirmed confirms revealed reveals recalled recalls predicted predicts promised promises vowed vows pledged pledges
alleged alleges asserted asserts contended contends concluded concludes testified testifies stressed stresses
emphasized emphasizes remarked remarks mentioned mentions urged urges believes believed thinks thought hopes hoped
fears feared wants wanted expects expected continued conceded joked complained
""".split()
_CUE = re.compile(r"\b(?:" + "|".join(_VERBS) + r")\b", re.IGNORECASE)
_ACCORDING = re.compile(r"\b(according to)\s+([^,.;“\"]{2,80})", re.IGNORECASE)
_SUBJECT = re.compile(
    r"((?:(?:the|a|an|some|many|several|one|two|his|her|their)\s+)?(?:[\w’'.-]+\s+){0,3}?"
    r"(?:[A-Z][\w’'.-]+(?:\s+[A-Z][\w’'.-]+){0,3}|he|she|they|we|i|who|officials?|spokes\w+|aides?|sources?|"
    r"report|poll|experts?|critics))\s*,?\s*$",
    re.IGNORECASE,
)
_AFTER = re.compile(r"\s+((?:[A-Z][\w’'.-]+(?:\s+[A-Z][\w’'.-]+){0,3}|he|she|they))\b")


def attribute_by_rule(text: str) -> list[Parts]:
    """Attributions in text order; each sentence is read by itself, quotations may lead it in."""
    found: list[Parts] = []
    for line in lines(text):
        quotes = [(q.opening, q.closing) for q in quotations(text, line.start, line.end) if not q.single]
        for sentence in sentences(text, line.start, line.end):
            found += _sentence(text, sentence.start, sentence.end, quotes)
    return found


def _sentence(text: str, start: int, end: int, quotes: list[tuple[int, int]]) -> Iterator[Parts]:
    according = _ACCORDING.search(text, start, end)
    if according:
        leads = according.start() - start > end - according.end()
        rest = (start, according.start()) if leads else (min(according.end() + 2, end), end)
        yield {"source": [according.span(2)], "cue": [according.span(1)], "content": [rest]}
        return
    for cue in _CUE.finditer(text, start, end):
        if any(b <= cue.start() < e for b, e in quotes):
            continue
        before = _SUBJECT.search(text, start, cue.start())
        after = _AFTER.match(text, cue.end(), end)
        near = [q for q in quotes if start - 2 < q[1] <= cue.start() or cue.end() <= q[0] < end]
        if near:
            content = near
        elif after is None and cue.end() < end:
            content = [(min(cue.end() + 1, end), end)]
        else:
            content = [(start, before.start() if before else cue.start())]
        source = [before.span(1)] if before else [after.span(1)] if after else []
        content = [(b, e) for b, e in content if e > b]
        if content:
            yield {"source": source, "cue": [cue.span()], "content": content}
            return
