"""The extractor that asks a language model: passages out, proposals in, and of those only what the text bears out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ...record import Annotation, Attribution, Document, EntityKind, Mention, Region, Span
from ..mentions import source_mentions
from ..surface import read_surface
from .answer import Answer
from .conversation import Conversation
from .evidence import VERIFIED_SCORE, Page, is_double, with_parents
from .grounding import Ungrounded
from .names import name_mentions, verified_names
from .passages import Passage, passages
from .prompt import PROMPT_VERSION
from .server import Server
from .settings import LanguageModelSettings, load_settings


class LanguageModelExtractor:
    """Asks a server of OpenAI's chat completions, by default on this machine; settings come from `ONRECORD_LLM_*`.

    Every span is looked up in the document. `origin` of an attribution ends in `verified`, when source, cue and content
    stand there to the letter, or in `repaired:` and what had to be overlooked (blanks, quotation marks, case ...). What
    is not in the text is left out, and the annotation's remarks count it.
    """

    def __init__(self, settings: LanguageModelSettings | None = None, *, server: Server | None = None) -> None:
        """Raises `InputError` for settings that cannot be used or name a host that is not allowed."""
        settings = settings or load_settings()
        key = settings.key.get_secret_value()
        server = server or Server(settings.address(), key=key, timeout_s=settings.timeout_s)
        self.origin = f"llm:{settings.model} prompt {PROMPT_VERSION}"
        self._conversation = Conversation(server, settings.model)
        self._passage_chars = settings.passage_chars

    @classmethod
    def version(cls) -> str:
        """Changes when the results may: another model, another prompt, other passages."""
        settings = load_settings()
        return f"{settings.model} prompt {PROMPT_VERSION} {settings.passage_chars}"

    def examine(self) -> str:
        """Where articles would be sent, and whether the server there knows the model. Sends no article; raises
        `ServerError` when nothing answers."""
        return f"{self.origin}: {self._conversation.examine()}"

    def annotate(self, document: Document, regions: Sequence[Region]) -> Annotation:
        """Attributions and names of headline, subhead and body, in text order, as far as the text bears them out.

        Raises `ServerError` when the server cannot be asked or gives no usable answer: a document is annotated whole or
        not at all.
        """
        attributions: list[Attribution] = []
        mentions: dict[Span, Mention] = {}
        tally: Counter[str] = Counter()
        for surface in read_surface(document, regions).parts():
            page = Page.of(document, surface)
            names: dict[str, EntityKind] = {}
            found: list[Attribution] = []
            for passage in passages(surface.text, self._passage_chars):
                for asked, answer in self._conversation.answers(surface.text, passage):
                    found += self._attributions(page, asked, answer, tally)
                    forms, n_missing = verified_names(answer.names, page.lookup, within=Span(asked.start, asked.end))
                    tally["names that are not in the text"] += n_missing
                    names = forms | names
            named = name_mentions(document.id, surface, page.lookup, names, score=VERIFIED_SCORE)
            others = source_mentions(document.text, found, named)
            mentions.update({mention.span: mention for mention in (*others, *named)})
            attributions += found
        return Annotation(
            document.id,
            tuple(sorted(attributions, key=lambda a: (min((*a.source, *a.cue, *a.content)), a.cue))),
            tuple(sorted(mentions.values(), key=lambda m: (m.start, m.end))),
            _remarks(self.origin, tally, attributions),
        )

    def _attributions(self, page: Page, passage: Passage, answer: Answer, tally: Counter[str]) -> list[Attribution]:
        """What holds of one answer, the enclosing ones as parents; the rest is tallied by its reason."""
        found: list[Attribution] = []
        tally["unreadable"] += answer.n_unreadable
        for proposal in answer.proposals:
            made = page.attribution(proposal, passage, origin=self.origin)
            if isinstance(made, Ungrounded):
                tally[made.reason] += 1
            elif is_double(made, found):
                tally["given twice"] += 1
            else:
                found.append(made)
        return with_parents(found)


def _remarks(origin: str, left_out: Counter[str], kept: Sequence[Attribution]) -> tuple[str, ...]:
    """One line where something was left out; none where all that was proposed stands in the text."""
    reasons = ", ".join(f"{n} {reason}" for reason, n in sorted(left_out.items()) if n)
    n_verified = sum(each.score == VERIFIED_SCORE for each in kept)
    counted = f"kept {n_verified} verified and {len(kept) - n_verified} repaired"
    return (f"{origin}: {counted}; left out {reasons}",) if reasons else ()
