"""Decisions to the edits that are laid over attributions and regions, and the attributions that coders added."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from ..record import Decision, Edit
from .hand import is_by_hand, rests_on
from .journal import Settled, settled
from .shared import shared_words

WITHDRAWN, DISPUTED = "withdrawn", "disputed"
DOCUMENT = "document:"


def edits_of(
    decisions: Iterable[Decision],
    *,
    document_of: Mapping[str, str],
    adjudicators: Collection[str] | None = None,
    words: Mapping[str, Settled] | None = None,
) -> tuple[Edit, ...]:
    """The edit of every attribution (those in `document_of`), document and coding by hand that was ever decided on.

    `document_of` gives the document of attributions by id. `words`: `settled(decisions)` where that is known.
    """
    made = list(decisions)
    stand = settled(made, adjudicators=adjudicators) if words is None else words
    found: dict[str, Edit] = {}
    for one in made:
        if is_by_hand(one.subject):
            # Also where nothing stands: the row ties the subject to its attribution when it is brought back.
            if one.verdict.decides and (one.subject not in found or one.values.get("attribution")):
                on = rests_on(one)
                document = one.word("document") or document_of.get(on)
                found[one.subject] = Edit(one.subject, WITHDRAWN, one.coder, document, on)
        elif one.subject in document_of:
            document = document_of[one.subject]
            found.setdefault(one.subject, Edit(one.subject, WITHDRAWN, one.coder, document, one.subject))
    result = [_standing(edit, stand.get(subject)) for subject, edit in found.items()]
    for subject, word in shared_words(one for one in made if one.subject.startswith(DOCUMENT)).items():
        document = subject.removeprefix(DOCUMENT)
        result.append(Edit(subject, word.verdict.value, word.coder, document, None, word.values))
    return tuple(result)


def _standing(edit: Edit, word: Settled | None) -> Edit:
    if word is None:
        return edit
    if word.decision is None:
        return Edit(edit.subject, DISPUTED, edit.coder, edit.document_id, edit.attribution_id)
    made = word.decision
    return Edit(edit.subject, made.verdict.value, made.coder, edit.document_id, edit.attribution_id, made.values)
