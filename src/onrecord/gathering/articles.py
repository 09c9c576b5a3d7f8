"""Which outlet printed each article, and when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from ..engine import Failure
from ..packing import pack
from ..record import Basis, DateRange, Publication
from ..record.dates import UNKNOWN_DATE
from ..resolution.dates import Question, gather_questions
from ..resolution.derivation import gather_outlets, learned_outlets
from ..resolution.derivation.sheet import ReportSheet
from ..resolution.resolve import corrected_publications
from ..summarizing import answer
from .sheets import Sheets, cut, digest_of
from .work import Work

_QUESTIONS = 48  # questions a worker is given at once: neighbors, who share sisters
_DATED = "dated"  # step under which answers are kept


def outlets_of(work: Work, ids: Sequence[str]) -> tuple[dict[str, str | None], tuple[str, ...]]:
    """The outlet of each document, and the outlets that the collection knows."""
    work.step("finding outlets")
    sheets = [_without_words(sheet) for sheet in Sheets(work.store, "report", ids)]
    outlets = gather_outlets(sheets)
    return outlets, learned_outlets(sheets, [outlets[one.document_id] or one.outlet for one in sheets])


def publications_of(
    work: Work, versions: Mapping[str, str], outlets: Mapping[str, str | None]
) -> dict[str, Publication]:
    """When each document was published, as told, as inferred, or as a coder corrected it. `versions` are those of the
    first map, by document id."""
    work.step("dating articles")
    ids = list(versions)
    found, questions = gather_questions(
        Sheets(work.store, "publication", ids), Sheets(work.store, "wordprint", ids).items()
    )
    found |= _answers(work, questions, versions)
    dated = {one: replace(found[one], outlet=outlets[one]) for one in ids}
    return corrected_publications(dated, work.corrections)


def _answers(work: Work, questions: Sequence[Question], versions: Mapping[str, str]) -> dict[str, Publication]:
    """Publications of the undated documents; a question that was asked before, of the same documents, keeps its
    answer."""
    asked = {one.document_id: _version(one, versions) for one in questions}
    done = work.store.summary_versions(_DATED)
    same = [one for one, version in asked.items() if done.get(one) == version]
    found: dict[str, Publication] = dict(Sheets(work.store, _DATED, same).items())
    pending = [one for one in questions if one.document_id not in found]
    tasks = [(work.store.reach, tuple(page)) for page in cut(pending, _QUESTIONS)]
    n_done = 0
    for task, result in _asked(work, tasks):
        if isinstance(result, Failure):
            result = [_undated(one.document_id, result) for one in task[1]]
        else:
            kept = {one.document_id: {_DATED: (asked[one.document_id], pack(one))} for one in result}
            work.store.save_summaries(kept)
        found |= {one.document_id: one for one in result}
        n_done += len(task[1])
        work.step("dating articles", n_done, len(pending))
    work.rest()
    return found


_Task = tuple[str, tuple[Question, ...]]


def _asked(work: Work, tasks: Sequence[_Task]) -> Iterator[tuple[_Task, list[Publication] | Failure]]:
    """The answers of each task; one that fails is tried again, a question at a time."""
    for task, result in work.engine.map(answer, tasks):
        if isinstance(result, Failure) and len(task[1]) > 1:
            yield from work.engine.map(answer, [(task[0], (one,)) for one in task[1]])
        else:
            yield task, result


def _version(question: Question, versions: Mapping[str, str]) -> str:
    """The version of an answer: of all that the question holds and of the documents that are looked into for it."""
    documents = dict.fromkeys((question.document_id, *(match.there.document_id for match in question.shared)))
    named = sorted(
        (month, day, head, sorted(names), repr(of)) for (month, day, head, names), of in question.named.items()
    )
    return digest_of(
        *(versions.get(one, "") for one in documents),
        repr((question.shared, sorted(question.dates.items(), key=_first), named)),
    )


def _first(pair: tuple[str, DateRange]) -> str:
    return pair[0]


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
