"""Where on the page each thing is shown, so that every link has a target, also when something had to be left out."""

from __future__ import annotations

from dataclasses import dataclass

from .ledger import Act, Article, Ledger, Report, Speaker
from .passages import attribution_extent
from .phrases import Bit


@dataclass(frozen=True, slots=True)
class Anchors:
    """The plan of the page: which documents show their text, which passages are listed, which statements have cards."""

    ledger: Ledger
    in_full: frozenset[str]
    listed: frozenset[str]  # attribution ids with an anchor of their own
    speakers: dict[str, int]  # key of a speaker with a block of their own: its number

    def article(self, article: Article) -> str:
        return f"#{article.ref}" if article.number <= self.ledger.limits.documents_listed else "#articles"

    def report(self, report: Report) -> str:
        return f"#{report.anchor}" if report.attribution.id in self.listed else self.article(report.article)

    def has_card(self, act: Act) -> bool:
        return act.number <= self.ledger.limits.cards

    def act(self, act: Act) -> str:
        limits = self.ledger.limits
        return f"#{act.anchor}" if act.number <= limits.cards + limits.card_rows else "#register-rest"

    def speaker(self, speaker: Speaker) -> str:
        number = self.speakers.get(speaker.key)
        return f"#p-{number}" if number else "#said-rest"

    def ids(self, acts: tuple[Act, ...] | list[Act]) -> str:
        """Cards that a panel opens for these statements; "" when there are too many or no card: then the link leads
        on."""
        if len(acts) > self.ledger.limits.ids_a_panel or not all(self.has_card(act) for act in acts):
            return ""
        return " ".join(act.anchor for act in acts)

    def acts_bit(self, acts: tuple[Act, ...] | list[Act], words: str, css: str = "") -> Bit:
        """Words that open these statements; plain words when there are none."""
        if not acts:
            return Bit(words, css=css)
        return Bit(words, self.act(acts[0]), self.ids(acts), css)


def plan_anchors(ledger: Ledger) -> Anchors:
    limits = ledger.limits
    with_acts = {report.article.id for act in ledger.acts for report in act.reports}
    order = sorted(
        ledger.articles,
        key=lambda article: (article.id not in with_acts, not ledger.reports_in[article.id], article.number),
    )
    in_full: set[str] = set()
    characters = 0
    for article in order:
        size = min(len(article.annotated.document.text), limits.characters_a_text)
        if len(in_full) < limits.full_texts and characters + size <= limits.characters_of_texts:
            in_full.add(article.id)
            characters += size
    listed: set[str] = set()
    room = limits.passages
    for article in ledger.articles:
        reports = ledger.reports_in[article.id]
        if article.id in in_full:
            listed.update(
                report.attribution.id
                for report in reports
                if attribution_extent(report.attribution).start < limits.characters_a_text
            )
        elif article.number <= limits.documents_listed:
            shown = reports[: min(limits.passages_a_document, room)]
            room -= len(shown)
            listed.update(report.attribution.id for report in shown)
    speakers = {speaker.key: number for number, speaker in enumerate(ledger.speakers[: limits.speakers], 1)}
    return Anchors(ledger, frozenset(in_full), frozenset(listed), speakers)
