"""When each document was published: as it states itself, else an honest range, else unknown.

What can be had without a date line is little: over 1,008 PolNeAR articles the best guess of a day was right for one in
nine. So nothing is guessed here. Each clue is a bound that the words prove (a past told, a future told, a quotation
that a dated sister prints with its day), and the answer is what all clues leave open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from ...record import Annotated, Basis, DateRange, Passage, Publication
from ...record.dates import UNKNOWN_DATE
from .clues import own_clues, told_dates
from .find import find_dates
from .mention import DateMention
from .quotations import Quoted, Wordprint, read_quoted, read_wordprint, shared_quotations
from .sisters import Calendar, NamedDay, Question, Sisters, asked_days, named_days
from .window import Clue, narrowed

NO_WORDS = Wordprint(np.empty(0, np.uint32), np.empty(0, np.int32), np.empty(0, np.uint16))


@dataclass(frozen=True, slots=True, eq=False)
class PublicationSheet:
    """What one document says of days of publication, without its text: `stated`, its own; `words`, by which others may
    be found to share its quotations; of an undated one its quotations and the named days it asks for, of a dated one
    the days it names."""

    document_id: str
    stated: Publication | None
    words: Wordprint
    quoted: tuple[Quoted, ...]
    days: tuple[NamedDay, ...]


def read_publication(article: Annotated, mentions: Sequence[DateMention] | None = None) -> PublicationSheet:
    """The sheet of one document: a map, the same for a document in any collection. `mentions` are its dates by its own
    day of publication (of an undated document, without any), where they have been found already."""
    document, words = article.document, read_wordprint(article.document.text)
    if mentions is None:
        mentions = find_dates(document.text, anchor=document.published, regions=article.regions)
    if document.published.known:
        return PublicationSheet(document.id, _stated(article), words, (), tuple(named_days(article, mentions)))
    days = tuple(asked_days(article, told_dates(article, mentions)))
    return PublicationSheet(document.id, None, words, read_quoted(article), days)


def gather_questions(
    sheets: Iterable[PublicationSheet], wordprints: Iterable[tuple[str, Wordprint]] | None = None
) -> tuple[dict[str, Publication], list[Question]]:
    """Publications of the documents that state theirs, and for each other document what the dated ones can say of it.

    `wordprints`, by document id, are walked once and none of them is kept; without them those of the sheets are.
    """
    stated: dict[str, Publication] = {}
    undated: dict[str, PublicationSheet] = {}
    calendar = Calendar()
    for sheet in sheets:
        if sheet.stated is not None:
            stated[sheet.document_id] = sheet.stated
            calendar.add(sheet.days)
        else:
            undated[sheet.document_id] = replace(sheet, words=NO_WORDS)
    quoted = [one for sheet in undated.values() for one in sheet.quoted]
    if wordprints is None:
        wordprints = ((sheet.document_id, sheet.words) for sheet in sheets)
    shared = shared_quotations(quoted, wordprints) if quoted else {}
    questions = []
    for key, sheet in undated.items():
        theirs = shared.get(key, ())
        dates = {
            match.there.document_id: stated[match.there.document_id].published
            for match in theirs
            if match.there.document_id in stated
        }
        agreed = {(one.month, one.day, one.head, one.names): calendar.agreed(one) for one in sheet.days}
        named = {asked: found for asked, found in agreed.items() if found is not None}
        questions.append(Question(key, theirs, dates, named))
    return stated, questions


def answer_question(
    question: Question,
    article_of: Callable[[str], Annotated],
    mentions_of: Callable[[str], Sequence[DateMention]] | None = None,
) -> Publication:
    """Publication of an undated document; asks for its text and those of the documents that share words with it (of
    these the text alone). `mentions_of` gives a document's dates by its own day of publication, where they are kept."""
    article = article_of(question.document_id)
    told = told_dates(article, mentions_of(question.document_id) if mentions_of is not None else None)
    sisters = Sisters(question, article_of, mentions_of)
    clues = [*own_clues(article, told), *sisters.quote_clues(article, told), *sisters.event_clues(article, told)]
    return _inferred(question.document_id, clues)


def infer_publications(articles: Sequence[Annotated]) -> dict[str, Publication]:
    """Publication by document id.

    Dates that a document states are kept. For the others: a range with reasons and passages, its basis `text` (own
    words) or `sister` (a dated article spoke), or unknown when nothing bounds it or the evidence disagrees. Documents
    without a stated date never date each other, except by a date that stands in full in their text.
    """
    known = {one.document.id: one for one in articles}
    publications, questions = gather_questions([read_publication(article) for article in articles])
    for question in questions:
        publications[question.document_id] = answer_question(question, known.__getitem__)
    return {identifier: publications[identifier] for identifier in known}


def _stated(article: Annotated) -> Publication:
    document = article.document
    span = document.published_evidence
    evidence = (Passage(document.id, span.start, span.end),) if span else ()
    return Publication(document.id, document.published, document.published_basis, evidence, "stated by the document")


def _inferred(document_id: str, clues: Sequence[Clue]) -> Publication:
    published, used = narrowed(clues)
    evidence = tuple(dict.fromkeys(passage for clue in used for passage in clue.evidence))
    reasons = "; ".join(dict.fromkeys(clue.reason for clue in used))
    if not published.known:
        reason = f"the evidence disagrees: {reasons}" if used else "nothing in the text or its sisters dates it"
        return Publication(document_id, UNKNOWN_DATE, Basis.NONE, evidence, reason)
    if published.is_day and len({clue.reason for clue in used}) < 2:
        published = UNKNOWN_DATE
    basis = Basis.SISTER if any(clue.sister for clue in used) else Basis.TEXT
    return Publication(document_id, _as_range(published), basis, evidence, reasons)


def _as_range(published: DateRange) -> DateRange:
    return DateRange.between(published.start, published.end)
