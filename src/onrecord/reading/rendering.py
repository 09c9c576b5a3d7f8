"""The visible text of a page in reading order, and where its headings stand.

Blocks become lines, paragraphs stand a blank line apart, white space is single as a browser shows it. Scripts,
styles, templates, pictures' innards and what is hidden by markup are left out. Soft hyphens and zero-width spaces,
which a reader of the page does not see, are left out too; no-break spaces and direction marks stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..record import Span
from .decoding import settle

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_HIDDEN = frozenset(
    "script style template noscript head title meta link svg math object embed applet canvas audio video map iframe"
    " datalist select input textarea button noframes frameset param source track".split()
) - {"button"}
_APART = frozenset(
    "p h1 h2 h3 h4 h5 h6 blockquote ul ol dl table figure article section header footer aside main nav form pre hr"
    " fieldset address details".split()
)
_OWN_LINE = frozenset(
    "div li tr dt dd br figcaption caption thead tbody tfoot center summary legend option body html button".split()
)
_CELL = frozenset(("td", "th"))
_SPACES = re.compile(r"[ \t\n\r\f]+")
_INVISIBLE = dict.fromkeys((0xAD, 0x200B, 0x2060, 0xFEFF))
_STYLE_HIDES = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    span: Span


@dataclass(frozen=True, slots=True)
class Page:
    text: str
    headings: tuple[Heading, ...]


def render(tree: HtmlElement, *, max_chars: int) -> Page:
    """The page as text. Stops soon after `max_chars`; the caller refuses such a text anyway."""
    writer = _Writer()
    open_headings: list[int] = []
    headings: list[Heading] = []
    for step, element in _walk(tree):
        tag = element.tag
        if step == "open":
            writer.gap(_gap_of(tag))
            if tag in ("h1", "h2", "h3"):
                open_headings.append(writer.next_start())
            writer.write(element.text, keep_lines=tag == "pre")
        else:
            if tag in ("h1", "h2", "h3") and open_headings:
                start = open_headings.pop()
                if start < writer.length:
                    headings.append(Heading(int(tag[1]), Span(start, writer.length)))
            writer.gap(_gap_of(tag))
            writer.write(element.tail)
        if writer.length > max_chars:
            break
    text = "".join(writer.parts)
    return Page(text, tuple(_trimmed(headings, text)))


def _walk(tree: HtmlElement) -> Iterator[tuple[str, HtmlElement]]:
    """Elements in order, each opened and closed; hidden ones only closed, for the text that follows them.

    Without recursion: a hostile page nests thousands deep.
    """
    stack: list[tuple[HtmlElement, Iterator[HtmlElement]]] = []
    if _is_hidden(tree):
        return
    yield "open", tree
    stack.append((tree, iter(tree)))
    while stack:
        element, children = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            if stack:
                yield "close", element
        elif not isinstance(child.tag, str) or _is_hidden(child):
            yield "close", child
        else:
            yield "open", child
            stack.append((child, iter(child)))


def _is_hidden(element: HtmlElement) -> bool:
    if element.tag in _HIDDEN:
        return True
    if element.get("hidden") is not None:
        return True
    style = element.get("style")
    return style is not None and _STYLE_HIDES.search(style) is not None


def _gap_of(tag: object) -> int:
    """0 none, 1 a space, 2 a new line, 3 a blank line."""
    if tag in _APART:
        return 3
    if tag in _OWN_LINE:
        return 2
    return 1 if tag in _CELL else 0


class _Writer:
    """Collects text; a gap is written only once text follows it, the widest one of a row of gaps."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self._gap = 0

    def gap(self, width: int) -> None:
        self._gap = max(self._gap, width)

    def next_start(self) -> int:
        """Where the next words will stand, once the gap before them is written."""
        return self.length + (len(_GAPS[self._gap]) if self.length else 0)

    def write(self, text: str | None, *, keep_lines: bool = False) -> None:
        if not text:
            return
        text = settle(text).translate(_INVISIBLE)
        words = text if keep_lines else _SPACES.sub(" ", text)
        if words.startswith(" "):
            self.gap(1)
        stripped = words.strip(" ")
        if stripped:
            if self._gap and self.length:
                self._put(_GAPS[self._gap])
            self._gap = 0
            self._put(stripped)
        if words.endswith(" "):
            self.gap(1)

    def _put(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)


_GAPS = ("", " ", "\n", "\n\n")


def _trimmed(headings: list[Heading], text: str) -> Iterator[Heading]:
    for heading in headings:
        said = heading.span.of(text)
        start = heading.span.start + len(said) - len(said.lstrip())
        end = heading.span.start + len(said.rstrip())
        if start < end:
            yield Heading(heading.level, Span(start, end))
