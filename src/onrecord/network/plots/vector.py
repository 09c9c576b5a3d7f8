"""What matplotlib writes as SVG, made fit for a page: words for screen readers, tooltips, links, colors of the page.

A page with a strict content security policy takes neither `<style>` nor `style=""` from a picture, so all style is
written as attributes, which take CSS variables as well.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from ..exports.spelling import NOT_IN_XML, xml_text
from .style import CSS_SANS, GROUP_TOKENS, PAPER, TOKENS

TAG = re.compile(r"<[^>]+>")
STYLE_ELEMENT = re.compile(r"<style.*?</style>\s*", re.DOTALL)
STYLE = re.compile(r' style="([^"]*)"')
ID = re.compile(r'(\sid="|<use[^>]* xlink:href="#|url\(#)')
GROUP = re.compile(r'<g id="([^"]+)"')
COLOR = re.compile(r"#[0-9a-fA-F]{6}\b")
LONG_DECIMALS = re.compile(r"(-?\d+\.\d\d)\d+")
SHORTHAND = re.compile(r"^(?P<before>.*?)(?P<size>[\d.]+px)")
NO_TURN = re.compile(r' transform="rotate\(-?0 [^"]*\)"')
HALO = f' paint-order="stroke" stroke="{PAPER}" stroke-width="3" stroke-linejoin="round"'
# What the `<style>` of matplotlib says of every element; inherited from the root instead.
INHERITED = ' stroke-linejoin="round" stroke-linecap="butt"'


def finished_svg(
    text: str,
    title: str,
    description: str,
    tooltips: Mapping[str, str],
    *,
    halos: Collection[str] = (),
    prefix: str | None = None,
) -> str:
    """The SVG with `<title>`, `<desc>` and a tooltip for each id of `tooltips`.

    `halos`: ids of groups whose words get a rim in the color of the ground. `prefix`: None gives a file of its own; a
    string gives an element for an HTML page, with ids that begin with it, as wide as its column, in CSS variables.
    """
    start = text.index("<svg")
    text = NOT_IN_XML.sub("\ufffd", STYLE_ELEMENT.sub("", text[start:]))
    group = ""

    def finished(found: re.Match[str]) -> str:
        nonlocal group
        tag = found.group(0)
        more = ""
        if named := GROUP.match(tag):
            group = named.group(1)
            more = f"<title>{xml_text(tooltips[group])}</title>" if group in tooltips else ""
        tag = STYLE.sub(_attributes, NO_TURN.sub("", tag))
        tag = LONG_DECIMALS.sub(r"\1", tag)
        if tag.startswith("<text") and group in halos:
            tag = "<text" + HALO + tag[5:]
        if tag.startswith('<a xlink:href="#'):
            tag = tag.replace(' target="_blank"', "")
        return (tag if prefix is None else _at_home(tag, prefix)) + more

    body = TAG.sub(finished, text)
    head, _, body = body.partition(">")
    return _head(head, body, prefix) + _words(title, description, prefix or "") + body


def _head(head: str, body: str, prefix: str | None) -> str:
    head = re.sub(r' version="[^"]*"', "", head) + INHERITED
    name = prefix or ""
    # Links inside an image would be hidden from screen readers.
    role = "group" if "<a " in body else "img"
    head += f' id="{name}figure" role="{role}" aria-labelledby="{name}title {name}desc">\n'
    if prefix is None:
        return '<?xml version="1.0" encoding="utf-8"?>\n' + head
    return re.sub(r' (width|height)="[\d.]+pt"', "", head).replace("<svg", '<svg class="fig"', 1)


def _words(title: str, description: str, prefix: str) -> str:
    return (
        f'<title id="{prefix}title">{xml_text(title)}</title>\n<desc id="{prefix}desc">{xml_text(description)}</desc>'
    )


def _attributes(found: re.Match[str]) -> str:
    """`style="fill: none; stroke: #17191c"` -> ` fill="none" stroke="#17191c"`."""
    declared = [part.split(": ", 1) for part in found.group(1).split("; ") if ": " in part]
    return "".join(f' {name}="{value}"' for pair in declared for name, value in _pair(*pair))


def _pair(name: str, value: str) -> list[tuple[str, str]]:
    family = CSS_SANS.replace('"', "'")
    if name == "font-family":
        return [(name, family)]
    if name == "font" and (short := SHORTHAND.match(value)):
        words = short.group("before").split()
        weight = [("font-weight", word) for word in words if word == "bold" or word.isdigit()]
        style = [("font-style", word) for word in words if word in ("italic", "oblique")]
        return [*weight, *style, ("font-size", short.group("size")), ("font-family", family)]
    return [(name, value)]


def _at_home(tag: str, prefix: str) -> str:
    names = {**TOKENS, **GROUP_TOKENS}

    def variable(found: re.Match[str]) -> str:
        color = found.group(0).lower()
        return f"var(--{names[color]}, {color})" if color in names else found.group(0)

    return COLOR.sub(variable, ID.sub(lambda found: found.group(0) + prefix, tag))
