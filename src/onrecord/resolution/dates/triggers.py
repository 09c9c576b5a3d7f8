"""Where rules may begin: one pass over the text by a trie of their first words, so that most words cost nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable

# What may follow the commonest words where a rule begins with them; two thirds of all tries came from these few.
_UNITS = "day week weekend month quarter year decade century"
_AFTER = {
    "the": f"{_UNITS} eve night morning evening afternoon "
    "years previous preceding prior following next same very latest most comparable corresponding "
    "past last coming current full whole entire fiscal calendar recent near foreseeable future",
    "a": f"{_UNITS} few couple dozen half more full straight consecutive long whole additional extra trading business "
    "working fortnight hour minute min second hr",
    "that": f"{_UNITS} same very morning afternoon evening night time point date",
    "in": "the",
    "at": "the present",
}
_AFTER["an"] = _AFTER["a"]
_AFTER |= dict.fromkeys("ends ended ending finish finished finishing closed".split(), "the of")
_AFTER |= dict.fromkeys("most much rest close".split(), "of")


def trigger_pattern(words: Iterable[str]) -> re.Pattern[str]:
    """Matches each whole word of `words` (lower case, Capitalized or UPPER) and whatever begins with a digit.

    >>> trigger_pattern(["may", "monday"]).findall("MAY 5 and Monday, maybe")
    ['MAY', '5', 'Monday']
    """
    forms = {form for word in words if re.fullmatch(r"\w+", word) for form in (word, word.capitalize(), word.upper())}
    first = "".join(sorted({form[0] for form in forms}))
    return re.compile(rf"\b(?:(?=[{first}])(?:{_trie(forms)})\b|\d\w*)")


def _trie(words: Iterable[str]) -> str:
    """The words as nested alternatives that share their beginnings; a flat list would be tried from its start."""
    branches: dict[str, list[str]] = {}
    for word in words:
        branches.setdefault(word[0], []).append(word[1:])
    parts = []
    for letter, rests in sorted(branches.items()):
        longer = [rest for rest in rests if rest]
        if not longer:
            parts.append(letter)
        else:
            inside = longer[0] if len(longer) == 1 else f"(?:{_trie(longer)})"
            parts.append(f"{letter}{inside}" if len(longer) == len(rests) else f"{letter}(?:{inside})?")
    return "|".join(parts)


def _followed_by(words: Iterable[str]) -> re.Pattern[str]:
    forms = {form for word in words for form in (word, word.capitalize(), word.upper())}
    return re.compile(rf"[\s-]+(?:\d|{_trie(forms)})")


# A word here begins no rule unless its pattern matches right after it.
FOLLOWED = {word: _followed_by(after.split()) for word, after in _AFTER.items()}
