"""Sentences whose numbers are links: a finding is a tuple of bits, some of which open a passage."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bit:
    """Words; `href` is "" or an anchor of this page; `ids` are the cards a panel may open; `css` a class or ""."""

    text: str
    href: str = ""
    ids: str = ""
    css: str = ""


Phrase = tuple[Bit, ...]


def phrase(*parts: str | Bit) -> Phrase:
    return tuple(part if isinstance(part, Bit) else Bit(part) for part in parts)


def joined(bits: list[Bit], last: str = " and ") -> list[Bit]:
    """The bits with commas and a last "and" between them."""
    out: list[Bit] = []
    for place, bit in enumerate(bits):
        if place:
            out.append(Bit(last if place == len(bits) - 1 else ", "))
        out.append(bit)
    return out
