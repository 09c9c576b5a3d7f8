"""Which outlet printed each article, and when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from ..engine import Failure
from ..record import Basis, Publication
from ..record.dates import UNKNOWN_DATE
from ..resolution.dates import gather_questions
from ..resolution.derivation import gather_outlets, learned_outlets
from ..resolution.derivation.sheet import ReportSheet
from ..resolution.resolve import corrected_publications
from ..summarizing import answer
from .sheets import Sheets, cut
from .work import Work

_QUESTIONS = 8  # questions a worker is given at once


def outlets_of(work: Work, ids: Sequence[str]) -> tuple[dict[str, str | None], tuple[str, ...]]:
    """The outlet of each document, and the outlets that the collection knows."""
    work.step("finding outlets")
    sheets = [_without_words(sheet) for sheet in Sheets(work.store, "report", ids)]
    outlets = gather_outlets(sheets)
    return outlets, learned_outlets(sheets, [outlets[one.document_id] or one.outlet for one in sheets])


def publications_of(work: Work, ids: Sequence[str], outlets: Mapping[str, str | None]) -> dict[str, Publication]:
    """When each document was published, as told, as inferred, or as a coder corrected it."""
    work.step("dating articles")
    found, questions = gather_questions(
        Sheets(work.store, "publication", ids), Sheets(work.store, "wordprint", ids).items()
    )
    tasks = [(work.store.reach, tuple(page)) for page in cut(questions, _QUESTIONS)]
    n_done = 0
    for task, result in work.engine.map(answer, tasks):
        if isinstance(result, Failure):
            result = [_undated(question.document_id, result) for question in task[1]]
        found |= {one.document_id: one for one in result}
        n_done += len(task[1])
        work.step("dating articles", n_done, len(questions))
    dated = {one: replace(found[one], outlet=outlets[one]) for one in ids}
    return corrected_publications(dated, work.corrections)


def _undated(document_id: str, failure: Failure) -> Publication:
    """A document whose question no worker could answer: without a day, with the reason."""
    return Publication(document_id, UNKNOWN_DATE, Basis.NONE, (), f"could not be dated: {failure.reason}")


_NOTHING = np.empty(0, np.uint32)


def _without_words(sheet: ReportSheet) -> ReportSheet:
    """What a document says of houses; its words would fill the memory."""
    return replace(
        sheet, words=_NOTHING, stems=_NOTHING, starts=_NOTHING.astype(np.int32), lengths=_NOTHING.astype(np.uint16),
        flags=_NOTHING.astype(np.uint8),
    )  # fmt: skip
