"""Small helpers to write cue phrases as word lists: what the patterns of this room are made of."""

from __future__ import annotations

SPACE = r"[^\S\n]+"  # any white space but a line break
CAPITAL = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶŁĻĽŃŅŇŌŐŒŘŚŞŠŢŤŪŮŰŲŹŻŽА-ЯЁЄІЇ"


def any_of(phrases: str) -> str:
    """A group that matches any of the phrases; they stand apart by white space, "_" is white space inside one."""
    choices = sorted(phrases.split(), key=len, reverse=True)
    return "(?:" + "|".join(choice.replace("_", SPACE) for choice in choices) + ")"


def maybe(pattern: str) -> str:
    """The pattern with white space after it, or nothing."""
    return f"(?:{pattern}{SPACE})?"


def some(pattern: str) -> str:
    """The pattern with white space after it, any number of times."""
    return f"(?:{pattern}{SPACE})*"
