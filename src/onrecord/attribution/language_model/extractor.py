"""The extractor that asks a language model: passages out, proposals in, and of those only what the text bears out."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from ...errors import ServerError
from ...record import Annotation, Attribution, AttributionType, Document, EntityKind, Mention, Region, Span
from ...text import stable_id
from ..kinds import kind_of
from ..mentions import source_mentions
from ..surface import Surface, read_surface
from ..verbatim import Marks, verbatim
from .answer import Answer, NoAnswer, Proposal, read_answer
from .grounding import NOT_THERE, Grounded, Ungrounded, ground
from .lookup import SPACING, Lookup
from .names import name_mentions, verified_names
from .passages import Passage, passages
from .prompt import PROMPT_VERSION, REQUEST_FORMS, messages
from .server import ATTEMPTS, GivenUp, Refused, Server
from .settings import LanguageModelSettings, load_settings

logger = logging.getLogger(__name__)

# No probability: nobody has measured how often this model is right. Too low to pass unattended, and in the order of
# what was found to the letter and what was not.
VERIFIED_SCORE, REPAIRED_SCORE = 0.5, 0.4
_EXAMINE_S = 10.0
_REFUSED_FORMS = (400, 422)  # what servers answer to a field they do not know


@dataclass(slots=True)
class _Tally:
    """What came of the answers of one document."""

    n_verified: int = 0
    n_repaired: int = 0
    left_out: Counter[str] = field(default_factory=Counter)

    def remarks(self, origin: str) -> tuple[str, ...]:
        """One line where something was left out; none where all that was proposed stands in the text."""
        if not self.left_out:
            return ()
        what = ", ".join(f"{n} {reason}" for reason, n in sorted(self.left_out.items()))
        kept = f"kept {self.n_verified} verified and {self.n_repaired} repaired"
        return (f"{origin}: {kept}; left out {what}",)


class LanguageModelExtractor:
    """Asks a server of OpenAI's chat completions, by default on this machine; settings come from `ONRECORD_LLM_*`.

    Every span is looked up in the document. `origin` of an attribution ends in `verified`, when source, cue and content
    stand there to the letter, or in `repaired:` and what had to be overlooked (blanks, quotation marks, case ...). What
    is not in the text is left out, and the annotation's remarks count it.
    """

    def __init__(self, settings: LanguageModelSettings | None = None, *, server: Server | None = None) -> None:
        """Raises `InputError` for settings that cannot be used or name a host that is not allowed."""
        self._settings = settings or load_settings()
        key = self._settings.key.get_secret_value()
        self._server = server or Server(self._settings.address(), key=key, timeout_s=self._settings.timeout_s)
        self.origin = f"llm:{self._settings.model} prompt {PROMPT_VERSION}"
        self._form = 0  # of the request: the strictest that the server has taken
        self._attempts = (
            ATTEMPTS  # one alone after the server was given up: a dead one shall not cost its pauses each time
        )

    @classmethod
    def version(cls) -> str:
        """Changes when the results may: another model, another prompt, other passages."""
        settings = load_settings()
        return f"{settings.model} prompt {PROMPT_VERSION} {settings.passage_chars}"

    def examine(self) -> str:
        """Where articles would be sent, and whether the server there knows the model. Sends no article; raises
        `ServerError` when nothing answers."""
        address, model = self._server.address, self._settings.model
        where = "on this machine" if address.is_local else f"so every article is sent to {address.host}"
        listed = replace(self._server, timeout_s=min(_EXAMINE_S, self._server.timeout_s)).models()
        known = "which it has" if model in listed else f"of which it says nothing (it lists {_some(listed)})"
        return f"{self.origin}: asks {address}, {where}, for the model {model!r}, {known}"

    def annotate(self, document: Document, regions: Sequence[Region]) -> Annotation:
        """Attributions and names of headline, subhead and body, in text order, as far as the text bears them out.

        Raises `ServerError` when the server cannot be asked or gives no usable answer: a document is annotated whole or
        not at all.
        """
        attributions: dict[str, Attribution] = {}
        mentions: dict[Span, Mention] = {}
        tally = _Tally()
        for surface in read_surface(document, regions).parts():
            lookup, marks = Lookup(surface.text), Marks(surface.text)
            names: dict[str, EntityKind] = {}
            for passage in passages(surface.text, self._settings.passage_chars):
                for asked, answer in self._ask(surface.text, passage):
                    tally.left_out.update({"unreadable": answer.n_unreadable} if answer.n_unreadable else {})
                    forms, n_missing = verified_names(answer.names, lookup, within=Span(asked.start, asked.end))
                    names = forms | names
                    tally.left_out.update({"names that are not in the text": n_missing} if n_missing else {})
                    for proposal in answer.proposals:
                        made = self._attribution(document, surface, marks, lookup, asked, proposal)
                        if isinstance(made, Ungrounded):
                            tally.left_out[made.reason] += 1
                        elif _doubles(made, attributions.values()):
                            tally.left_out["given twice"] += 1
                        else:
                            attributions[made.id] = made
                            tally.n_verified += made.origin.endswith("verified")
                            tally.n_repaired += not made.origin.endswith("verified")
            named = name_mentions(document.id, surface, lookup, names, score=VERIFIED_SCORE)
            found = source_mentions(document.text, attributions.values(), named)
            mentions.update({mention.span: mention for mention in (*found, *named)})
        ordered = sorted(attributions.values(), key=lambda a: (min((*a.source, *a.cue, *a.content)), a.cue))
        return Annotation(
            document.id,
            tuple(with_parents(ordered)),
            tuple(sorted(mentions.values(), key=lambda m: (m.start, m.end))),
            tally.remarks(self.origin),
        )

    def _ask(self, text: str, passage: Passage) -> Iterator[tuple[Passage, Answer]]:
        """The answers for a passage; for its halves where the answer was too long to come to its end."""
        words, whole = self._complete(passage.numbered(text))
        halves = passage.halves()
        if not whole and len(halves) > 1:
            for half in halves:
                yield from self._ask(text, half)
            return
        try:
            yield passage, read_answer(words, cut=not whole)
        except NoAnswer as error:
            raise ServerError(
                f"{self._server.address}: {self._settings.model} gave no usable answer: {error}"
            ) from error

    def _complete(self, paragraphs: Sequence[tuple[int, str]]) -> tuple[str, bool]:
        """The model's words, and whether it came to its end. Asked a second time where they hold no answer."""
        request: dict[str, Any] = {"model": self._settings.model, "messages": messages(paragraphs)}
        words, whole = "", True
        for _ in range(2):
            words, whole = _words_of(self._answer_to(request), self._server)
            try:
                read_answer(words)
            except NoAnswer:
                if not whole:
                    break
                logger.debug("no answer in %d characters", len(words))
                request = request | {"messages": [*request["messages"], _ONLY_JSON]}
            else:
                break
        return words, whole

    def _answer_to(self, request: dict[str, Any]) -> dict[str, Any]:
        while True:
            try:
                answer = self._server.ask(request | REQUEST_FORMS[self._form], attempts=self._attempts)
                self._attempts = ATTEMPTS
                return answer
            except GivenUp:
                self._attempts = 1
                raise
            except Refused as error:
                if error.status not in _REFUSED_FORMS or self._form + 1 == len(REQUEST_FORMS):
                    raise
                self._form += 1

    def _attribution(
        self,
        document: Document,
        surface: Surface,
        marks: Marks,
        lookup: Lookup,
        passage: Passage,
        proposal: Proposal,
    ) -> Attribution | Ungrounded:
        grounded = ground(proposal, lookup, passage)
        if isinstance(grounded, Ungrounded):
            return grounded
        grounded = replace(grounded, content=_with_marks(marks, grounded))
        content = [(span.start, span.end) for span in grounded.content]
        type_, quote = verbatim(marks, content)
        source, cue, body = (
            _in_document(surface, spans) for spans in (grounded.source, grounded.cue, grounded.content)
        )
        if not cue or not body:
            return NOT_THERE
        if any(span.of(surface.text) != _words_in(document, surface, span) for span in _all(grounded)):
            grounded = replace(grounded, repairs=tuple(sorted({*grounded.repairs, SPACING})))
        identity = [f"{span.start}:{span.end}" for span in (*cue, *body)]
        exact = not grounded.repairs
        words = {
            role: " ".join(span.of(surface.text) for span in getattr(grounded, role)) for role in ("source", "cue")
        }
        return Attribution(
            id=stable_id("att", document.id, *identity),
            document_id=document.id,
            type=type_ if quote else AttributionType.INDIRECT,
            kind=proposal.kind or kind_of(words["cue"], grounded.content[0].of(surface.text)[:60], words["source"]),
            source=source,
            cue=cue,
            content=body,
            quote=_in_document(surface, [Span(start, end) for start, end in quote]),
            origin=f"{self.origin} {'verified' if exact else 'repaired: ' + ', '.join(grounded.repairs)}",
            score=VERIFIED_SCORE if exact else REPAIRED_SCORE,
        )


_ONLY_JSON = {"role": "user", "content": "Answer with the JSON object alone, complete and well-formed."}


def _some(names: Sequence[str]) -> str:
    shown = ", ".join(name[:60] for name in names[:5])
    return f"{shown}{' …' if len(names) > 5 else ''}" if names else "none"


def _words_of(answer: dict[str, Any], server: Server) -> tuple[str, bool]:
    """What the model says in a chat completion, and whether it stopped by itself."""
    try:
        choice = answer["choices"][0]
        words = choice["message"]["content"] or ""
    except (KeyError, IndexError, TypeError) as error:
        raise ServerError(f"{server.address}: the answer is no chat completion; is the address right?") from error
    if not isinstance(words, str):
        raise ServerError(f"{server.address}: the answer holds no text")
    return words, choice.get("finish_reason") != "length"


def _with_marks(marks: Marks, grounded: Grounded) -> tuple[Span, ...]:
    """The content with the quotation marks around it, where a piece is just what they enclose."""
    found = []
    for span in grounded.content:
        for quotation in marks.inside(span.start, span.end):
            around = Span(quotation.opening, quotation.closing)
            if quotation.closed and (quotation.start, quotation.end) == (span.start, span.end):
                others = (*grounded.source, *grounded.cue, *(o for o in grounded.content if o != span))
                span = span if any(around.overlaps(other) for other in others) else around
        found.append(span)
    return tuple(found)


def _in_document(surface: Surface, spans: Sequence[Span]) -> tuple[Span, ...]:
    return tuple(sorted(part for span in spans for part in surface.spans(span.start, span.end)))


def _all(grounded: Grounded) -> tuple[Span, ...]:
    return (*grounded.source, *grounded.cue, *grounded.content)


def _words_in(document: Document, surface: Surface, span: Span) -> str:
    """What the document itself has there: a line break where the surface has a blank, say."""
    return "".join(part.of(document.text) for part in surface.spans(span.start, span.end))


def _doubles(made: Attribution, others: Any) -> bool:
    """Whether the same cue was already given a content that shares words with this one."""
    return any(
        made.cue == other.cue and any(a.overlaps(b) for a in made.content for b in other.content) for other in others
    )


def with_parents(attributions: Sequence[Attribution]) -> list[Attribution]:
    """Each attribution with the smallest other one whose content holds all of it as its parent."""
    found = []
    for each in attributions:
        outer = [other for other in attributions if other is not each and _encloses(other, each)]
        parent = min(outer, key=lambda other: (sum(map(len, other.content)), other.id), default=None)
        found.append(replace(each, parent=parent.id if parent else None))
    return found


def _encloses(outer: Attribution, inner: Attribution) -> bool:
    parts = (*inner.source, *inner.cue, *inner.content)
    return all(any(piece.contains(part) for piece in outer.content) for part in parts)
