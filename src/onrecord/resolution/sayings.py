"""Attributions as they are compared: the columns of one document, and the table of a collection."""

from __future__ import annotations

import re
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, overload

import numpy as np
import numpy.typing as npt

from ..record import UNKNOWN_DATE, Annotated, Attribution, AttributionKind, DateRange, RegionKind, Span, text_of
from .derivation.posts import embedded_posts
from .derivation.quotations import find_quotations
from .derivation.sentence import sentence_around
from .derivation.sheet import shared_tokenizer
from .derivation.tokens import DIGITS, NEGATING

HEADLINE, NEGATED, SAID, GOES_ON, PARTICIPLE, POSTED = 1, 2, 4, 8, 16, 32  # bits of `flags`
_SAYING = frozenset(
    "saying adding arguing calling noting warning telling claiming insisting asserting stressing declaring tweeting "
    "writing stating thanking vowing promising explaining denying".split()
)
_GOES_ON = frozenset("added adds adding continued continues continuing went concluded concludes".split())
_POSTING = ("tweet", "twitter", "posted", "facebook", "social media", "telegram", "instagram", "truth social")
_NO_DENIAL = re.compile(
    r"\b(?:no (?:matter|doubt|wonder|less|fewer)|not (?:only|just|merely|least)|whether or not|if not|nothing less)\b",
    re.IGNORECASE,
)
_BEHIND = 40  # code points after a cue where the place of a post is named
CLAUSE = 5  # quoted words
_LONG_AGO, _SOME_DAY = -1_000_000, 10_000_000  # stand for an unknown start and end, in days

Ints = npt.NDArray[np.int32]
Words = npt.NDArray[np.uint32]


@dataclass(frozen=True, slots=True, eq=False)
class SayingSheet:
    """The attributions of one document, columnar: checksums of words, quoted parts, stems and figures one after the
    other, each with the ends of its pieces. `part_owners` go by place in `ids`; `places` hold start, end and the start
    of the sentence of the cue; `contents` owner, start and end of each content span."""

    document_id: str
    ids: tuple[str, ...]
    flags: npt.NDArray[np.uint8]
    words: Words
    word_ends: Ints
    parts: Words
    part_ends: Ints
    part_owners: Ints
    stems: Words
    stem_ends: Ints
    figures: Words
    figure_ends: Ints
    places: Ints
    contents: Ints


# A sheet, and who spoke and when by the ids of its attributions.
Told = tuple[SayingSheet, Mapping[str, str | None], Mapping[str, DateRange]]


def tell(article: Annotated) -> SayingSheet:
    """The sheet of one document's attributions: a map."""
    text, tokenizer = article.document.text, shared_tokenizer()
    words, stems, figures, parts = _Column(), _Column(), _Column(), _Column()
    owners: list[int] = []
    flags: list[int] = []
    places: list[tuple[int, int, int]] = []
    contents: list[tuple[int, int, int]] = []
    embedded = embedded_posts(text)
    for place, one in enumerate(article.annotation.attributions):
        told = tokenizer.parts(text, one.content)
        hashes, bits = tokenizer.hashes_of(told), tokenizer.bits_of(told)
        words.add(hashes)
        stems.add(tokenizer.stems_of(told))
        figures.add(np.unique(hashes[(bits & DIGITS) != 0]))
        for span in quoted_parts(one, text):
            quoted = tokenizer.part(text, span)
            if len(quoted):
                parts.add(tokenizer.hashes_of(quoted))
                owners.append(place)
        spans = [*one.cue, *one.source, *one.content]
        places.append(
            (min(s.start for s in spans), max(s.end for s in spans), sentence_around(text, spans[0].start).start)
        )
        contents.extend((place, span.start, span.end) for span in one.content)
        posted = POSTED * _is_posted(one, text, embedded)
        negated = _denies(int(((bits & NEGATING) != 0).sum()), one, text)
        flags.append(posted | _flags(article, one, negated, text_of(one.cue, text).casefold()))
    return SayingSheet(
        article.document.id,
        tuple(one.id for one in article.annotation.attributions),
        np.array(flags, np.uint8),
        *words.arrays(),
        *parts.arrays(),
        np.array(owners, np.int32),
        *stems.arrays(),
        *figures.arrays(),
        np.array(places, np.int32).reshape(-1, 3),
        np.array(contents, np.int32).reshape(-1, 3),
    )


class _Column:
    def __init__(self) -> None:
        self._pieces: list[npt.NDArray[np.unsignedinteger]] = []

    def add(self, piece: npt.NDArray[np.unsignedinteger]) -> None:
        self._pieces.append(piece)

    def arrays(self) -> tuple[Words, Ints]:
        whole = np.concatenate(self._pieces) if self._pieces else np.empty(0, np.uint32)
        return whole.astype(np.uint32), np.cumsum([len(piece) for piece in self._pieces], dtype=np.int32)


def quoted_parts(attribution: Attribution, text: str) -> Sequence[Span]:
    """The quoted parts: as annotated, else what stands in quotation marks in the content."""
    if attribution.quote:
        return attribution.quote
    return [
        Span(span.start + inner.start, span.start + inner.end)
        for span in attribution.content
        for inner in find_quotations(span.of(text))
    ]


def _denies(n_negations: int, attribution: Attribution, text: str) -> bool:
    """Whether a negation is left once phrases are taken off that deny nothing ("no matter what", "not only")."""
    return n_negations > 0 and n_negations > len(_NO_DENIAL.findall(text_of(attribution.content, text)))


def _flags(article: Annotated, attribution: Attribution, negated: bool, cue: str) -> int:
    headline = any(
        article.kind_at(span) in (RegionKind.HEADLINE, RegionKind.SUBHEAD) for span in attribution.content[:1]
    )
    first = cue.split(" ")[0]
    return (
        HEADLINE * headline
        | NEGATED * negated
        | SAID * (attribution.kind is AttributionKind.SAID)
        | GOES_ON * (first in _GOES_ON)
        | PARTICIPLE * (first in _SAYING)
    )


def _is_posted(attribution: Attribution, text: str, embedded: Sequence[Span]) -> bool:
    """Whether it was said in a post: one that the page embeds, or with words for it in or behind the cue ("has
    confirmed on Twitter that ...")."""
    if any(span.overlaps(post) for span in attribution.content for post in embedded):
        return True
    cue = " ".join(span.of(text) for span in attribution.cue)
    end = attribution.cue[-1].end
    behind = text[end : end + _BEHIND].partition("\n")[0]
    that = behind.find(" that")
    words = f"{cue} {behind[:that] if that >= 0 else ''}".casefold()
    return any(word in words for word in _POSTING)


class SayingTable:
    """The attributions of a collection, by index: words as checksums, speakers as numbers (-1: not resolved), days as
    ordinals."""

    def __init__(
        self, sheets: Iterable[SayingSheet], speakers: Mapping[str, str | None], said: Mapping[str, DateRange]
    ) -> None:
        self._fill((sheet, speakers, said) for sheet in sheets)

    @classmethod
    def of(cls, told: Iterable[Told]) -> SayingTable:
        """The table of sheets that each come with the speakers and days of their own attributions."""
        table = cls.__new__(cls)
        table._fill(told)
        return table

    def _fill(self, told: Iterable[Told]) -> None:
        columns = _Columns()
        numbers: dict[str, int] = {}
        ranges: dict[DateRange, int] = {}
        actors, days = array("i"), array("i")
        for sheet, speakers, said in told:
            columns.add(sheet)
            for identifier in sheet.ids:
                name = speakers.get(identifier)
                actors.append(-1 if name is None else numbers.setdefault(name, len(numbers)))
                days.append(ranges.setdefault(said.get(identifier, UNKNOWN_DATE), len(ranges)))
        self.ids, self.documents, self.sizes = columns.ids, columns.documents, columns.sizes
        self.document = np.repeat(np.arange(len(self.documents), dtype=np.int32), self.sizes)
        self.actor, self.days = np.frombuffer(actors, np.int32), np.frombuffer(days, np.int32)
        self.ranges = list(ranges)  # the different ranges of days, by their numbers in `days`
        starts = np.array([one.start.toordinal() if one.start else _LONG_AGO for one in ranges], np.int32)
        ends = np.array([one.end.toordinal() if one.end else _SOME_DAY for one in ranges], np.int32)
        self.start, self.end = starts[self.days], ends[self.days]
        self.flags = columns.of("flags", np.uint8)
        self.place = columns.of("places", np.int32).reshape(-1, 3)
        self.words, self._word_ends = columns.pieces("words", "word_ends")
        self.stems, self.stem_ends = columns.pieces("stems", "stem_ends")
        self._figures, self._figure_ends = columns.pieces("figures", "figure_ends")
        self.parts, self.part_ends = columns.pieces("parts", "part_ends")
        self.part_owners = columns.of("part_owners", np.int64)
        self._contents = columns.of("contents", np.int64).reshape(-1, 3)
        self._content_of = np.searchsorted(self._contents[:, 0], np.arange(len(self.ids) + 1))
        self._part_of = np.searchsorted(self.part_owners, np.arange(len(self.ids) + 1))

    def __len__(self) -> int:
        return len(self.ids)

    def words_of(self, index: int) -> Words:
        return self.words[self._word_ends[index] : self._word_ends[index + 1]]

    def stems_of(self, index: int) -> Words:
        return self.stems[self.stem_ends[index] : self.stem_ends[index + 1]]

    def parts_of(self, index: int) -> list[Words]:
        """Its quoted parts, in text order."""
        return [
            self.parts[self.part_ends[place] : self.part_ends[place + 1]]
            for place in range(self._part_of[index], self._part_of[index + 1])
        ]

    def quote_of(self, index: int) -> Words:
        """Its quoted parts as one: joined, the parts of a broken quotation meet the unbroken one."""
        first, last = self._part_of[index], self._part_of[index + 1]
        return self.parts[self.part_ends[first] : self.part_ends[last]]

    def is_quoted(self, index: int) -> bool:
        """Whether at least a clause of it stands in quotation marks."""
        return len(self.quote_of(index)) >= CLAUSE

    def has(self, index: int, flag: int) -> bool:
        return bool(self.flags[index] & flag)

    def gap(self, left: int, right: int) -> int:
        """The least number of days between the two; 0 where either is unknown or they overlap."""
        return max(0, int(self.start[right]) - int(self.end[left]), int(self.start[left]) - int(self.end[right]))

    def told_apart(self, left: int, right: int) -> int:
        """Like `gap`, but where a start is unknown ("by the day of the paper") the days of the reports stand for it."""
        ends_known = self.end[left] != _SOME_DAY and self.end[right] != _SOME_DAY
        if ends_known and (self.start[left] == _LONG_AGO or self.start[right] == _LONG_AGO):
            return abs(int(self.end[left]) - int(self.end[right]))
        return self.gap(left, right)

    def days_apart(self, lefts: npt.NDArray[np.int64], rights: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """`told_apart` of many pairs."""
        start, end = self.start, self.end  # 32 bits: no sum of two of them is out of reach
        ends_known = (end[lefts] != _SOME_DAY) & (end[rights] != _SOME_DAY)
        open_start = (start[lefts] == _LONG_AGO) | (start[rights] == _LONG_AGO)
        gaps = self.gaps(lefts, rights)
        apart: npt.NDArray[np.int64] = np.where(ends_known & open_start, np.abs(end[lefts] - end[rights]), gaps)
        return apart

    def gaps(self, lefts: npt.NDArray[np.int64], rights: npt.NDArray[np.int64]) -> npt.NDArray[np.int32]:
        """`gap` of many pairs."""
        start, end = self.start, self.end
        found: npt.NDArray[np.int32] = np.maximum(start[rights] - end[lefts], start[lefts] - end[rights])
        return np.maximum(found, 0)

    def dated(self, index: int) -> bool:
        return bool(self.start[index] != _LONG_AGO or self.end[index] != _SOME_DAY)

    def agree(self, left: int, right: int) -> bool:
        """No "not" on one side only, no figures that differ."""
        if self.has(left, NEGATED) != self.has(right, NEGATED):
            return False
        mine, theirs = self.figures_of(left), self.figures_of(right)
        return not len(mine) or not len(theirs) or bool(np.isin(mine, theirs).any())

    def figures_of(self, index: int) -> Words:
        return self._figures[self._figure_ends[index] : self._figure_ends[index + 1]]

    def has_figures(self) -> npt.NDArray[np.bool_]:
        """Of every attribution, whether figures stand in it."""
        return np.diff(self._figure_ends) > 0

    def may_be_one(self, left: int, right: int) -> bool:
        """No two known speakers; in one document, no words in common places: nested attributions share their words but
        not their speaker."""
        one, other = int(self.actor[left]), int(self.actor[right])
        if one >= 0 and other >= 0 and one != other:
            return False
        if self.document[left] != self.document[right]:
            return True
        mine, theirs = (
            self._contents[self._content_of[index] : self._content_of[index + 1], 1:].tolist()
            for index in (left, right)
        )
        return not any(a < d and c < b for a, b in mine for c, d in theirs)


class _Columns:
    """The columns of all sheets, one after the other; no sheet is kept. What counts from the start of its sheet counts
    from the start of the table: owners in attributions, ends in words."""

    def __init__(self) -> None:
        self.ids: list[str] = []
        self.documents: list[str] = []
        self.sizes: list[int] = []
        self._held: dict[str, bytearray] = defaultdict(bytearray)
        self._before = dict.fromkeys(_PIECES, 0)

    def add(self, sheet: SayingSheet) -> None:
        """Puts a sheet behind those before."""
        first, before = len(self.ids), self._before
        self.ids += sheet.ids
        self.documents.append(sheet.document_id)
        self.sizes.append(len(sheet.ids))
        self._add("flags", sheet.flags)
        self._add("places", sheet.places)
        self._add("part_owners", sheet.part_owners.astype(np.int64) + first)
        self._add("contents", sheet.contents + np.array([first, 0, 0]))
        for column, ends in _PIECES.items():
            values = getattr(sheet, column)
            self._add(column, values)
            self._add(ends, getattr(sheet, ends).astype(np.int64) + before[column])
            before[column] += len(values)

    def _add(self, column: str, values: npt.NDArray[np.generic]) -> None:
        self._held[column] += values.tobytes()

    def of(self, column: str, kind: npt.DTypeLike) -> npt.NDArray[Any]:
        """A column, whose memory is the table's from then on."""
        return np.frombuffer(self._held.pop(column, b""), kind)

    def pieces(self, column: str, ends: str) -> tuple[Words, npt.NDArray[np.int64]]:
        """One column, and where each piece starts, the end of the last one included."""
        return self.of(column, np.uint32), np.r_[np.int64(0), self.of(ends, np.int64)]


_PIECES = {"words": "word_ends", "stems": "stem_ends", "figures": "figure_ends", "parts": "part_ends"}


class Rows(Sequence[tuple[Any, ...]]):
    """Tuples of numbers, kept column by column: a tenth of what they take one by one. `kinds` are those of `array`."""

    def __init__(self, kinds: str, rows: Iterable[tuple[Any, ...]]) -> None:
        self.columns = [array(kind) for kind in kinds]
        appends = [column.append for column in self.columns]
        for row in rows:
            for append, value in zip(appends, row, strict=True):
                append(value)

    def __len__(self) -> int:
        return len(self.columns[0])

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        return zip(*self.columns, strict=True)

    @overload
    def __getitem__(self, index: int) -> tuple[Any, ...]: ...
    @overload
    def __getitem__(self, index: slice) -> list[tuple[Any, ...]]: ...
    def __getitem__(self, index: int | slice) -> tuple[Any, ...] | list[tuple[Any, ...]]:
        if isinstance(index, slice):
            return list(zip(*(column[index] for column in self.columns), strict=True))
        return tuple(column[index] for column in self.columns)
