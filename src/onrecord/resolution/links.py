"""What surely ties two attributions to one act of speech: shared quotations, a headline, "she added"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import pairwise

import numpy as np
from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from ..record import DateRange
from .derivation.fingerprints import Pieces, every_gram_of, paired, shared_table
from .paraphrases import Weights
from .sayings import GOES_ON, HEADLINE, NEGATED, PARTICIPLE, SAID, Rows, SayingTable, Words

GRAM = 4  # words that two quotations must share before they are compared
QUOTE_WORDS = 5  # of the shorter quotation
LONG_QUOTE_WORDS = 8  # said alike once, even when a speaker is unresolved
ALIKE = 80.0  # least rapidfuzz partial ratio, by words, of two reports of one quotation
REPLACED = 0.12  # most words of a quotation that may stand replaced by others, for one that stays
REPLACED_BESIDE = 0.2  # the same where two parts of one speech overlap in eight words or more
CLEARLY = 0.05  # by which one speaker's words must be nearer to a quotation than another's
SHORT_QUOTE_DAYS = 14  # within which a short quotation is the same saying
QUOTE_DAYS = 60
PARAPHRASE_DAYS = 7  # a view held all year is told in the same words again and again
COPIED_WORDS = 3  # of a saying that stands alike in an article and in its copy
HEADLINE_SHARE = 0.35  # for a headline and the best sentence of its own article by the same speaker
HEADLINE_STEMS = 3
CONTINUES = 500  # code points between a saying and "he added"
MOST_POSTINGS = 60  # quotations with four words in common that are all compared; of more, neighbors only
MOST_HOLDERS = 40  # sayings that hold a few quoted words; beyond, they are a slogan
_SHORTEST_CORE, _LONGEST_CORE = 2, 6  # words of a short quotation

Link = tuple[float, int, int]  # strength, and the indices of two sayings


def quote_links(table: SayingTable, weights: Weights, copied: set[frozenset[str]]) -> Iterator[Link]:
    """Sayings that share the words of a quotation; also whole contents told word for word.

    A report whose speaker is not known is nobody's when two known speakers are quoted with its words equally well.
    """
    links = Rows("dii", _quote_links(table, weights, copied))
    speakers: dict[int, dict[int, float]] = defaultdict(dict)
    for strength, left, right in links:
        for mine, other in ((left, right), (right, left)):
            actor = int(table.actor[other])
            if table.actor[mine] < 0 <= actor:
                speakers[mine][actor] = max(strength, speakers[mine].get(actor, 0.0))
    whose = {mine: _likeliest(found) for mine, found in speakers.items()}
    for strength, left, right in links:
        actors = {int(table.actor[left]), int(table.actor[right])} - {-1}
        if all(one not in whose or not actors or whose[one] in actors for one in (left, right)):
            yield strength, left, right


def _likeliest(speakers: Mapping[int, float]) -> int | None:
    """The one of several speakers whose words a quotation has most surely; None where two come close."""
    ranked = sorted(speakers, key=lambda actor: -speakers[actor])
    if len(ranked) > 1 and speakers[ranked[0]] - speakers[ranked[1]] < CLEARLY:
        return None
    return ranked[0]


def _quote_links(table: SayingTable, weights: Weights, copied: set[frozenset[str]]) -> Iterator[Link]:
    pieces: list[int] = []
    told: list[Words] = []
    for index in range(len(table)):
        quote = table.quote_of(index)
        words = quote if len(quote) >= QUOTE_WORDS else table.words_of(index)
        if len(quote) >= QUOTE_WORDS or len(words) >= LONG_QUOTE_WORDS:
            pieces.append(index)
            told.append(words)
    if not pieces:
        return
    of_piece = np.array(pieces)
    for rows in paired(shared_table(every_gram_of(Pieces.of(told), GRAM)), most=MOST_POSTINGS):
        starts = np.r_[0, np.flatnonzero((rows[1:, :2] != rows[:-1, :2]).any(axis=1)) + 1]
        several = starts[np.diff(np.r_[starts, len(rows)]) >= 2]
        lefts, rights = of_piece[rows[several, 0]], of_piece[rows[several, 1]]
        actors = table.actor[lefts], table.actor[rights]
        one_speaker = (actors[0] < 0) | (actors[1] < 0) | (actors[0] == actors[1])
        near = table.gaps(lefts, rights) <= QUOTE_DAYS
        lefts, rights = lefts[one_speaker & near], rights[one_speaker & near]
        yield from _same_quotations(table, weights, copied, zip(lefts.tolist(), rights.tolist(), strict=True))


def _same_quotations(
    table: SayingTable, weights: Weights, copied: set[frozenset[str]], pairs: Iterable[tuple[int, int]]
) -> Iterator[Link]:
    for left, right in pairs:
        mine, theirs = table.quote_of(left), table.quote_of(right)
        quoted = len(mine) > 0 and len(theirs) > 0
        if not table.may_be_one(left, right):
            continue
        mine = mine if len(mine) >= QUOTE_WORDS else table.words_of(left)
        theirs = theirs if len(theirs) >= QUOTE_WORDS else table.words_of(right)
        n_words = min(len(mine), len(theirs))
        both_known = table.actor[left] >= 0 and table.actor[right] >= 0
        documents = frozenset(table.documents[table.document[one]] for one in (left, right))
        surely_one = both_known or documents in copied
        if quoted:
            near = table.gap(left, right) <= (QUOTE_DAYS if n_words >= LONG_QUOTE_WORDS else SHORT_QUOTE_DAYS)
            one = near and (surely_one or n_words >= LONG_QUOTE_WORDS)
        else:  # a reporter's words, among which a "not" may have come or gone, and which others may use by chance
            near = table.told_apart(left, right) <= PARAPHRASE_DAYS
            one = near and surely_one and table.agree(left, right)
        if one and (strength := _same_words(mine, theirs, weights, negated=_differ(table, left, right))):
            yield strength + both_known, left, right


def _differ(table: SayingTable, left: int, right: int) -> bool:
    return table.has(left, NEGATED) != table.has(right, NEGATED)


def _same_words(left: Words, right: Words, weights: Weights, *, negated: bool) -> float:
    """Strength from 0 to 1 that two quotations are one: one lies in the other, or the end of one is the start of the
    other. Words may be left out anywhere; words *replaced* by others make it another speech."""
    shorter, longer = sorted((left.tolist(), right.tolist()), key=len)
    if weights.n_meaning(set(shorter)) < 2:
        return 0.0
    n_alike, n_replaced, longest, run = _aligned(shorter, longer)
    ratio = fuzz.partial_ratio(shorter, longer, score_cutoff=ALIKE)
    if ratio and n_replaced <= max(1.0, REPLACED * n_alike) and not (negated and len(longer) - len(shorter) <= 2):
        return float(ratio) / 100
    if longest >= LONG_QUOTE_WORDS and n_replaced <= REPLACED_BESIDE * n_alike and weights.n_meaning(run) >= 3:
        return 0.85
    return 0.0


def _aligned(left: Sequence[int], right: Sequence[int]) -> tuple[int, int, int, set[int]]:
    """Words alike, words replaced, words of the longest run alike, and its words."""
    n_alike = n_replaced = longest = 0
    run: set[int] = set()
    for step in Levenshtein.opcodes(left, right):
        size = step.src_end - step.src_start
        if step.tag == "equal":
            n_alike += size
            if size > longest:
                longest, run = size, set(left[step.src_start : step.src_end])
        elif step.tag == "replace":
            n_replaced += size
    return n_alike, n_replaced, longest, run


def short_quote_links(table: SayingTable, weights: Weights) -> Iterator[Link]:
    """Few words in quotation marks ("a grave mistake") that one speaker alone is quoted with, on days that agree."""
    quoted = [(index, [weights.core(part.tolist()) for part in table.parts_of(index)]) for index in _quoting(table)]
    short = {
        core
        for _, cores in quoted
        for core in cores
        if _SHORTEST_CORE <= len(core) <= _LONGEST_CORE and weights.n_meaning(set(core)) >= 2
    }
    holders: dict[tuple[int, ...], set[int]] = defaultdict(set)
    lengths = sorted({len(core) for core in short})
    openings = {core[:2] for core in short}
    for index, _ in quoted:
        for part in table.parts_of(index):
            words = tuple(part.tolist())
            for start in range(len(words) - 1):
                if words[start : start + 2] in openings:
                    for length in lengths:
                        gram = words[start : start + length]
                        if len(gram) == length and gram in short:
                            holders[gram].add(index)
    for core in sorted(short):
        found = sorted(holders[core])
        actors = {int(table.actor[index]) for index in found}
        if len(found) < 2 or len(actors) > 1 or actors == {-1} or len(found) > MOST_HOLDERS:
            continue  # several speakers, or a slogan: said over and over
        for place, left in enumerate(found):
            for right in found[place + 1 :]:
                if table.may_be_one(left, right) and table.told_apart(left, right) <= SHORT_QUOTE_DAYS:
                    yield 0.8, left, right


def _quoting(table: SayingTable) -> list[int]:
    return np.unique(table.part_owners).astype(int).tolist()  # type: ignore[no-any-return]


def copied_links(table: SayingTable, weights: Weights, copied: set[frozenset[str]]) -> Iterator[Link]:
    """The same words in an article and in one that took over its text: however few they are, one act of speech."""
    told: dict[str, dict[bytes, list[int]]] = defaultdict(lambda: defaultdict(list))
    wanted = {document for pair in copied for document in pair}
    for index in range(len(table)):
        document = table.documents[table.document[index]]
        words = table.words_of(index)
        if document in wanted and len(words) >= COPIED_WORDS and weights.n_meaning(set(words.tolist())) >= 2:
            told[document][words.tobytes()].append(index)
    for pair in sorted(map(sorted, copied)):
        if len(pair) < 2 or pair[0] not in told or pair[1] not in told:
            continue
        mine, theirs = told[pair[0]], told[pair[1]]
        for alike in sorted(mine.keys() & theirs.keys()):
            for left, right in zip(mine[alike], theirs[alike], strict=False):
                both_known = table.actor[left] >= 0 and table.actor[right] >= 0
                if table.may_be_one(left, right) and (both_known or len(table.words_of(left)) >= QUOTE_WORDS):
                    yield 0.95, left, right


def headline_links(table: SayingTable, weights: Weights) -> Iterator[Link]:
    """A headline's saying and the sentence of the same article that tells it best."""
    for members in _by_document(table, np.arange(len(table))):
        for left in members:
            if not table.has(left, HEADLINE) or table.actor[left] < 0:
                continue
            ranked = [
                (weights.overlap(table.stems_of(left), table.stems_of(right)), -right)
                for right in members
                if not table.has(right, HEADLINE)
                and table.actor[right] == table.actor[left]
                and len(np.intersect1d(table.stems_of(left), table.stems_of(right), assume_unique=True))
                >= HEADLINE_STEMS
                and table.agree(left, right)
            ]
            if ranked and max(ranked)[0] >= HEADLINE_SHARE:
                yield max(ranked)[0], left, -max(ranked)[1]


def continuation_links(table: SayingTable) -> Iterator[Link]:
    """One speaker going on: "..., she added" after a saying, "..., saying that ..." in the sentence of another."""
    for members in _by_document(table, np.flatnonzero(table.actor >= 0)):
        ordered = sorted(members, key=lambda index: (*table.place[index, :2].tolist(), index))
        for before, here in pairwise(ordered):
            said = table.has(before, SAID) and table.has(here, SAID)
            if not said or table.actor[before] != table.actor[here] or not table.may_be_one(before, here):
                continue
            near = table.place[here, 0] - table.place[before, 1] <= CONTINUES
            goes_on = near and table.has(here, GOES_ON)
            participle = table.place[before, 2] == table.place[here, 2] and (
                table.has(before, PARTICIPLE) or table.has(here, PARTICIPLE)
            )
            if goes_on or participle:
                yield 0.7, before, here


def _by_document(table: SayingTable, indices: np.typing.NDArray[np.intp]) -> Iterator[list[int]]:
    """The indices of each document that has two or more of them."""
    documents = table.document[indices]
    cuts = np.flatnonzero(documents[1:] != documents[:-1]) + 1
    for members in np.split(indices, cuts):
        if len(members) > 1:
            yield members.tolist()


def gap(left: DateRange, right: DateRange) -> timedelta:
    """The least number of days between two ranges; none where either is unknown or they overlap."""
    if left.end and right.start and left.end < right.start:
        return right.start - left.end
    if right.end and left.start and right.end < left.start:
        return left.start - right.end
    return timedelta(0)
