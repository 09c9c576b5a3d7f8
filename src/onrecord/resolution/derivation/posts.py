# ruff: noqa: E501
"""Posts on social platforms that a document embeds or quotes: whose they are and where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ...record import Span
from ...text import fold
from .citations import sentence_around
from .quotations import find_quotations

# What platforms write under an embedded post: "— Name (@handle) 14 September 2019", in the reader's own language.
_SIGNED = re.compile(
    r"(?P<dash>[—–-]{1,2})[^\S\n]*(?P<name>[^\n@()—–]{2,60}?)[^\S\n]*\((?P<handle>@\w{2,30}(?:\.\w+)*)\)(?P<when>[^\n]{0,40})"
)
_DATE = re.compile(r"[^\S\n]*[\w.]+[^\S\n]+[\w.]+,?[^\S\n]+\d{4}(?:[^\S\n]+г\.|年)?|[^\S\n]*\d{4}年\d{1,2}月\d{1,2}日")
_PLATFORM = r"(?:Twitter|X|Facebook|Instagram|Telegram|Truth Social|Weibo|VKontakte|LinkedIn|TikTok|Mastodon|Bluesky|Threads|YouTube|WhatsApp|Snapchat|Medium)"
_NAME = r"(?P<name>[A-ZÀ-Þ][\w’'-]*\.?(?: (?:[A-Z]\.|[A-ZÀ-Þ][\w’'-]+|bin|al|el|de|van|von)){0,4})"
_POSTED = re.compile(
    rf"\b{_NAME},? (?:(?:also|later|then|has|had|first|himself|herself|quickly|immediately) )*(?:on \w+day |this week )?"
    rf"(?:(?:re)?tweeted|tweets|(?:wrote|said|posted|announced|declared|added|confirmed|responded|replied|boasted|argued|warned|claimed|insisted)\b[^.;“”\"\n]{{0,40}}?"
    rf"\b(?:on|via|to) (?:his |her |their |its |the )?(?:official |personal )?(?:{_PLATFORM}\b|social media|account)|"
    rf"(?:wrote|said|posted|announced|declared|added|confirmed|responded|replied|boasted|argued|warned|claimed|insisted)\b[^.;“”\"\n]{{0,30}}?\bin (?:a|an|another|several|two|a series of) "
    rf"(?:\w+ )?(?:tweets?|{_PLATFORM} posts?|post on {_PLATFORM}|social media posts?|Facebook message))"
)
_NOT_NAMES = frozenset("he she they it we i who the a in on but and that this".split())


@dataclass(frozen=True, slots=True)
class Post:
    """A post by `name` (`handle` None where the text gives none); `passage` is its text with its signature, or the
    sentence that quotes it."""

    name: str
    handle: str | None
    passage: Span
    text: Span


def find_posts(text: str, *, skip: Sequence[Span] = ()) -> list[Post]:
    """Embedded posts and sentences that quote a named person's post, in text order."""
    found: list[Post] = []
    for match in _SIGNED.finditer(text):
        start = _start_of_post(text, match.start())
        when = _DATE.match(match["when"])
        end = match.end("when") - len(match["when"]) + (when.end() if when else 0)
        body = text[start : match.start()].rstrip()
        if body.strip():
            found.append(Post(match["name"].strip(), match["handle"], Span(start, end), Span(start, start + len(body))))
    quotations: list[Span] | None = None
    for match in _POSTED.finditer(text):
        name = match["name"].removesuffix("’s").removesuffix("'s")
        if fold(name.split()[0]) in _NOT_NAMES or any(span.start <= match.start() < span.end for span in skip):
            continue
        sentence = sentence_around(text, match.start())
        if quotations is None:
            quotations = find_quotations(text)
        quoted = [span for span in quotations if sentence.contains(span) and len(span.of(text).split()) >= 3]
        if quoted and not any(post.passage.overlaps(sentence) for post in found):
            found.append(Post(name, None, sentence, Span(quoted[0].start, quoted[-1].end)))
    return sorted(found, key=lambda post: post.passage)


def _start_of_post(text: str, signature: int) -> int:
    """The start of the line of the signature, or of the line before when the signature opens its own line."""
    line_start = text.rfind("\n", 0, signature) + 1
    if text[line_start:signature].strip():
        return line_start + len(text[line_start:signature]) - len(text[line_start:signature].lstrip())
    before = text[:line_start].rstrip()
    return before.rfind("\n") + 1


def full_names(posts: Iterable[Post]) -> dict[str, str]:
    """For each poster's name the fullest form known, with the handle: "Trump" -> "Donald J. Trump (@realDonaldTrump)".

    A short name is widened only when exactly one full name of the collection ends in it.
    """
    shown: dict[str, str] = {}
    for post in sorted(posts, key=lambda post: (post.handle is None, -len(post.name), post.name)):
        shown.setdefault(post.name, f"{post.name} ({post.handle})" if post.handle else post.name)
    widened: dict[str, str] = {}
    for name, display in shown.items():
        if "(" in display:
            widened[name] = display
            continue
        fuller = {other for other in shown if other != name and _is_short_for(name, other)}
        handled = {other for other in fuller if "(" in shown[other]}
        choice = handled if len(handled) == 1 else fuller
        widened[name] = shown[next(iter(choice))] if len(choice) == 1 else display
    return widened


def _is_short_for(short: str, full: str) -> bool:
    some, every = fold(short).split(), [word for word in fold(full).split() if len(word.rstrip(".")) > 1]
    return (
        len(some) < len(fold(full).split()) + 1
        and some != every
        and some[-1:] == every[-1:]
        and set(some) <= set(every)
    )
