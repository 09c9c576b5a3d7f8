"""Posts on social platforms that a document embeds or quotes: whose they are and where they stand."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from ...record import Span
from ...text import fold
from .phrases import CAPITAL, SPACE, any_of, maybe, some
from .quotations import find_quotations
from .sentence import sentence_around

_PLATFORM = any_of(
    "Twitter X Facebook Instagram Telegram Truth_Social Weibo VKontakte LinkedIn TikTok Mastodon Bluesky "
    "Threads YouTube WhatsApp Snapchat Medium"
)
_SAID = any_of(
    "wrote said posted announced declared added confirmed responded replied boasted argued warned claimed insisted"
)
# What platforms write under an embedded post: "— Name (@handle) 9 May 2019", in the reader's own language.
_SIGNED = re.compile(
    r"(?P<dash>[—–-]{1,2})[^\S\n]*(?P<name>[^\n@()—–]{2,60}?)[^\S\n]*"
    r"\((?P<handle>@\w{2,30}(?:\.\w+)*)\)(?P<when>[^\n]{0,40})"
)
_DATE = re.compile(
    rf"[^\S\n]*[\w.]+{SPACE}[\w.]+,?{SPACE}\d{{4}}(?:{SPACE}г\.|年)?|[^\S\n]*\d{{4}}年\d{{1,2}}月\d{{1,2}}日"
)
_HINT = re.compile(rf"[Tt]weet|\b(?:on|via|to|in)\b[^.\n]{{0,30}}\b{_PLATFORM}\b|social media|@\w")
_ON_DAY = maybe(r"on [A-Z]\w+day")
_POSTED = re.compile(
    rf"\b(?P<name>[{CAPITAL}][\w’'-]*\.?(?: (?:[A-Z]\.|[{CAPITAL}][\w’'-]+|bin|al|el|de|van|von)){{0,4}}),? "
    rf"{some(any_of('also later then has had first himself herself quickly immediately'))}{_ON_DAY}"
    r"(?:(?:re)?tweeted|tweets|"
    rf"{_SAID}\b[^.;“”\"\n]{{0,40}}?\b(?:on|via|to) {maybe(any_of('his her their its the'))}"
    rf"{maybe(any_of('official personal'))}(?:{_PLATFORM}\b|social media|account)|"
    rf"{_SAID}\b[^.;“”\"\n]{{0,30}}?\bin {any_of('a an another several two a_series_of')} (?:\w+ )?"
    rf"{any_of('tweet tweets post_on posts_on Facebook_post Facebook_message social_media_post')})"
)
_FRONTED = re.compile(
    rf"\b(?:[Ii]n {any_of('a an another one')} (?:\w+ )?"
    rf"{any_of('tweet post_on Facebook_post social_media_post Telegram_post')}"
    rf"(?: {_PLATFORM})?|[Ww]riting on {_PLATFORM}|On {_PLATFORM})(?: on [A-Z]\w+day)?, "
    rf"(?P<name>(?:[{CAPITAL}][\w’'.-]* ){{1,4}}){_SAID}\b"
)
_NOT_NAMES = frozenset(
    "he she they it we i who the a an in on but and that this another others some many one both later "
    "then however".split()
)


@dataclass(frozen=True, slots=True)
class Post:
    """A post by `name` (`handle` None where the text gives none); `passage` is its text with its signature, or the
    sentence that quotes it; `text` the words posted."""

    name: str
    handle: str | None
    passage: Span
    text: Span


def find_posts(text: str, *, skip: Sequence[Span] = ()) -> list[Post]:
    """Embedded posts and sentences that quote a named person's post, in text order."""
    if not _HINT.search(text):
        return []
    signed = list(_signed(text))
    quoted = [
        post
        for post in _quoted(text)
        if not any(post.passage.overlaps(other.passage) for other in signed)
        and not any(span.overlaps(post.passage) for span in skip)
    ]
    return sorted([*signed, *quoted], key=lambda post: post.passage)


def embedded_posts(text: str) -> list[Span]:
    """The texts of embedded posts: words of their authors that stand without quotation marks."""
    return [post.text for post in _signed(text)] if "(@" in text else []


def _signed(text: str) -> Iterator[Post]:
    for match in _SIGNED.finditer(text):
        start = _start_of_post(text, match.start())
        when = _DATE.match(match["when"])
        end = match.start("when") + (when.end() if when else 0)
        body = text[start : match.start()].rstrip()
        if body.strip():
            yield Post(match["name"].strip(), match["handle"], Span(start, end), Span(start, start + len(body)))


def _quoted(text: str) -> Iterator[Post]:
    quotations: list[Span] | None = None
    for match in chain(_POSTED.finditer(text), _FRONTED.finditer(text)):
        name = re.sub(r"^.*[’']s ", "", match["name"].strip())  # "The Courier's Odo Brenn tweeted"
        if fold(name.split()[0]) in _NOT_NAMES:
            continue
        sentence = sentence_around(text, match.start())
        quotations = find_quotations(text) if quotations is None else quotations
        said = [span for span in quotations if sentence.contains(span) and len(span.of(text).split()) >= 3]
        if said:
            yield Post(name, None, sentence, Span(said[0].start, said[-1].end))


def _start_of_post(text: str, signature: int) -> int:
    """The start of the line of the signature, or of the line before when the signature opens its own line."""
    line_start = text.rfind("\n", 0, signature) + 1
    before = text[line_start:signature]
    if before.strip():
        return line_start + len(before) - len(before.lstrip())
    return text[:line_start].rstrip().rfind("\n") + 1


def full_names(posts: Iterable[Post]) -> dict[str, str]:
    """For each poster's name the fullest form known, with the handle: "Brandt" -> "Ada K. Brandt (@adabrandt)".

    A short name is widened only when exactly one name with a handle, or else exactly one fuller name, ends in it.
    """
    shown: dict[str, str] = {}
    for post in sorted(posts, key=lambda post: (post.handle is None, -len(post.name), post.name)):
        shown.setdefault(post.name, f"{post.name} ({post.handle})" if post.handle else post.name)
    by_last: dict[str, list[str]] = defaultdict(list)
    for name in shown:
        by_last[_last(name)].append(name)
    widened: dict[str, str] = {}
    for name, display in shown.items():
        fuller = [other for other in by_last[_last(name)] if _is_short_for(name, other)]
        handled = [other for other in fuller if shown[other] != other]
        choice = handled if len(handled) == 1 else fuller
        widened[name] = shown[choice[0]] if len(choice) == 1 and display == name else display
    return widened


def _last(name: str) -> str:
    return next(iter(fold(name).split()[-1:]), "")


def _is_short_for(short: str, full: str) -> bool:
    some_words, all_words = fold(short).split(), fold(full).split()
    return some_words != all_words and some_words[-1:] == all_words[-1:] and set(some_words) < set(all_words)
