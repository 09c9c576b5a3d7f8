"""What is asked about a passage until there is an answer: more plainly, in halves, once more, or not at all."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from ...errors import ServerError
from .answer import Answer, NoAnswer, read_answer
from .passages import Passage
from .prompt import ONLY_JSON, REQUEST_FORMS, messages
from .server import ATTEMPTS, GivenUp, Refused, Server

logger = logging.getLogger(__name__)

_EXAMINE_S = 10.0
_REFUSED_FORMS = (400, 422)  # what servers answer to a field they do not know


class Conversation:
    """With one model on one server. Remembers how plainly the server wants to be asked, and whether it is down."""

    def __init__(self, server: Server, model: str) -> None:
        self.server, self.model = server, model
        self._form = 0  # of the request: the strictest that the server has taken
        # One alone after the server was given up: a dead one shall not cost its pauses with every article.
        self._attempts = ATTEMPTS

    def answers(self, text: str, passage: Passage) -> Iterator[tuple[Passage, Answer]]:
        """The answer for a passage, or those for its parts where one answer was too long to come to its end.

        Raises `ServerError` when the server cannot be asked, or the model gives no answer that can be read.
        """
        words, whole = self._complete(passage.numbered(text))
        halves = passage.halves()
        if not whole and len(halves) > 1:
            for half in halves:
                yield from self.answers(text, half)
            return
        try:
            answer = read_answer(words, cut=not whole)
        except NoAnswer as error:
            raise ServerError(f"{self.server.address}: {self.model} gave no usable answer: {error}") from error
        yield passage, answer

    def examine(self) -> str:
        """Where articles would be sent, and whether the server there knows the model; sends none."""
        address = self.server.address
        where = "on this machine" if address.is_local else f"so every article is sent to {address.host}"
        listed = replace(self.server, timeout_s=min(_EXAMINE_S, self.server.timeout_s)).models()
        known = "which it has" if self.model in listed else f"of which it says nothing (it lists {_some(listed)})"
        return f"asks {address}, {where}, for the model {self.model!r}, {known}"

    def _complete(self, paragraphs: Sequence[tuple[int, str]]) -> tuple[str, bool]:
        """The model's words, and whether it came to its end. Asked a second time where they hold no answer."""
        request: dict[str, Any] = {"model": self.model, "messages": messages(paragraphs)}
        words, whole = self._words(request)
        if whole and not _readable(words):
            logger.debug("no answer in %d characters", len(words))
            words, whole = self._words(request | {"messages": [*request["messages"], ONLY_JSON]})
        return words, whole

    def _words(self, request: dict[str, Any]) -> tuple[str, bool]:
        answer = self._answer_to(request)
        try:
            choice = answer["choices"][0]
            words, whole = choice["message"]["content"] or "", choice.get("finish_reason") != "length"
        except (KeyError, IndexError, TypeError, AttributeError) as error:
            where = self.server.address
            raise ServerError(f"{where}: the answer is no chat completion; is the address right?") from error
        if not isinstance(words, str):
            raise ServerError(f"{self.server.address}: the answer holds no text")
        return words, whole

    def _answer_to(self, request: dict[str, Any]) -> dict[str, Any]:
        while True:
            try:
                answer = self.server.ask(request | REQUEST_FORMS[self._form], attempts=self._attempts)
            except GivenUp:
                self._attempts = 1
                raise
            except Refused as error:
                if error.status not in _REFUSED_FORMS or self._form + 1 == len(REQUEST_FORMS):
                    raise
                self._form += 1
            else:
                self._attempts = ATTEMPTS
                return answer


def _readable(words: str) -> bool:
    try:
        read_answer(words)
    except NoAnswer:
        return False
    return True


def _some(names: Sequence[str]) -> str:
    shown = ", ".join(name[:60] for name in names[:5])
    return f"{shown}{' …' if len(names) > 5 else ''}" if names else "none"
