"""The report sheets of a whole collection, column by column: a fifth of what they take one by one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, overload

import numpy as np
import numpy.typing as npt

from ...record import DateRange, RegionKind
from .fingerprints import Pieces
from .posts import Post
from .sheet import ReportSheet, Words


class _Own(NamedTuple):
    """What is not a column of one sheet."""

    document_id: str
    outlet: str | None
    published: DateRange
    label: str
    posts: tuple[Post, ...]
    introduced: tuple[str, ...]
    house: tuple[tuple[RegionKind, str], ...]


class Reports(Sequence[ReportSheet]):
    """Report sheets by index, made anew from the columns each time one is asked for."""

    def __init__(self, sheets: Iterable[ReportSheet]) -> None:
        words, starts, lengths, flags, stems = (bytearray() for _ in range(5))
        self._own: list[_Own] = []
        n_words, n_stems = [0], [0]
        same: dict[object, object] = {}  # equal days and outlets are one value in memory
        for one in sheets:
            for column, values in (
                (words, one.words), (starts, one.starts), (lengths, one.lengths), (flags, one.flags),
                (stems, one.stems),
            ):  # fmt: skip
                column += values.data
            n_words.append(n_words[-1] + len(one.words))
            n_stems.append(n_stems[-1] + len(one.stems))
            published, outlet = same.setdefault(one.published, one.published), same.setdefault(one.outlet, one.outlet)
            own = one.document_id, outlet, published, one.label, one.posts, one.introduced, one.house
            self._own.append(_Own(*own))  # type: ignore[arg-type]
        self._words, self._starts = np.frombuffer(words, np.uint32), np.frombuffer(starts, np.int32)
        self._lengths, self._flags = np.frombuffer(lengths, np.uint16), np.frombuffer(flags, np.uint8)
        self._stems = np.frombuffer(stems, np.uint32)
        self._n_words, self._n_stems = n_words, n_stems

    def __len__(self) -> int:
        return len(self._own)

    @overload
    def __getitem__(self, index: int) -> ReportSheet: ...
    @overload
    def __getitem__(self, index: slice) -> list[ReportSheet]: ...
    def __getitem__(self, index: int | slice) -> ReportSheet | list[ReportSheet]:
        if isinstance(index, slice):
            return [self[place] for place in range(*index.indices(len(self)))]
        own = self._own[index]
        index = index % len(self._own)
        here = slice(self._n_words[index], self._n_words[index + 1])
        return ReportSheet(
            own.document_id,
            own.outlet,
            own.published,
            own.label,
            self._words[here],
            self._starts[here],
            self._lengths[here],
            self._flags[here],
            self._stems[self._n_stems[index] : self._n_stems[index + 1]],
            own.posts,
            own.introduced,
            own.house,
        )

    @property
    def words(self) -> Pieces:
        """The words of all sheets."""
        return Pieces(self._words, np.array(self._n_words, np.int64))

    @property
    def stems(self) -> Words:
        """The stems of all sheets, one after the other."""
        return self._stems


def words_of(sheets: Sequence[ReportSheet]) -> Pieces:
    """The words of all sheets."""
    return sheets.words if isinstance(sheets, Reports) else Pieces.of([sheet.words for sheet in sheets])


def stems_of(sheets: Sequence[ReportSheet]) -> npt.NDArray[np.uint32]:
    """The stems of all sheets, one after the other."""
    if isinstance(sheets, Reports):
        return sheets.stems
    return np.concatenate([sheet.stems for sheet in sheets]) if sheets else np.empty(0, np.uint32)
