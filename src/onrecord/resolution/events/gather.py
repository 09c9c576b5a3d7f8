"""Tellings of one event, in one article or many, as one event: near-linear, over the small rows of the map."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from ...record import NO_CORRECTIONS, Corrections, DateRange, Event, EventKind, Passage
from ...text import stable_id
from ..dates.lexicon import MONTHS
from .told import Told, width

RARE_WORDS = 5  # a telling is looked up by so many of its rarest words
COMPARED = 40  # latest tellings compared for each of them, of one month
SHARP = 45  # days: a range up to this is looked up by its months, a wider one by its years
SAME_CLAUSE = 0.42  # weighted share of words that two tellings of one event have in common
SAME_WITH_ACTORS = 0.25  # enough when two actors take part in both
SAME_DEED = 0.14  # enough for the same deed on the same day, with two names or an actor in common
SAME_LEAD = 0.30  # enough for a headline and the sentence of its own article that tells its deed


def gather_events(tellings: Iterable[Told], *, corrections: Corrections = NO_CORRECTIONS) -> tuple[Event, ...]:
    """Events, earliest first, those without a day last; each with its sharpest words and all its passages.

    Tellings are one event when their days meet and they share most of their words; or fewer words and two actors; or
    the same deed on the same day by the same people; or name the same noun on the same day. Two tellings of one
    sentence stay apart. Events that a coder has hidden are left out.
    """
    hidden: dict[str, list[Passage]] = defaultdict(list)
    for passage in corrections.hidden_events:
        hidden[passage.document_id].append(passage)
    events = []
    for group in _groups(list(tellings)):
        event = _event(group)
        if not any(p.span.overlaps(other.span) for p in event.evidence for other in hidden.get(p.document_id, ())):
            events.append(event)
    return tuple(sorted(events, key=lambda one: (one.dates.start or date.max, one.dates.end or date.max, one.id)))


def _groups(told: Sequence[Told]) -> list[list[Told]]:
    alike: dict[object, list[Told]] = {}
    for one in told:
        alike.setdefault((one.stems, one.dates, one.noun, one.words if one.noun else ""), []).append(one)
    groups = list(alike.values())
    firsts = [group[0] for group in groups]
    counts = Counter(stem for one in firsts for stem in one.stems)
    weight = {stem: math.log(1 + len(firsts) / count) for stem, count in counts.items()}
    index: dict[object, list[int]] = {}
    head = list(range(len(groups)))

    def find(at: int) -> int:
        while head[at] != at:
            head[at] = head[head[at]]
            at = head[at]
        return at

    # Sharp dates first: a vague telling then joins one of them rather than bridging two. Headlines, which are dated by
    # the day of the paper alone, come after all that tells a day.
    order = sorted(
        range(len(firsts)),
        key=lambda at: (width(firsts[at].dates) > SHARP, firsts[at].lead, _first_day(firsts[at]), at),
    )
    members = [[at] for at in range(len(groups))]
    spans = [_days(one.dates) for one in firsts]
    for at in order:
        first, last = spans[at]
        look, enter = _keys(firsts[at], counts)
        likely = dict.fromkeys(one for key in look for one in index.get(key, ())[-COMPARED:])
        if firsts[at].lead:  # what its own article tells of the deed goes before what others tell
            likely = dict.fromkeys(sorted(likely, key=lambda one: firsts[one].document_id != firsts[at].document_id))
        for other in likely:
            if spans[other][0] > last or spans[other][1] < first:
                continue  # no day in common, as with most tellings of a busy month
            root, mine = find(other), find(at)
            if root == mine or not _same(firsts[other], firsts[at], weight):
                continue
            if _apart(firsts, members[root], members[mine]):
                continue
            head[mine] = root
            members[root] += members[mine]
            members[mine] = []
        for key in enter:
            index.setdefault(key, []).append(at)
    merged: dict[int, list[Told]] = {}
    for at, group in enumerate(groups):
        merged.setdefault(find(at), []).extend(group)
    return list(merged.values())


def _days(dates: DateRange) -> tuple[int, int]:
    """First and last day as ordinals; an unknown date meets unknown ones only."""
    if not dates.known:
        return 0, 0
    return (dates.start or date.min).toordinal(), (dates.end or date.max).toordinal()


def _first_day(one: Told) -> date:
    return one.dates.start or date.max


def _apart(firsts: Sequence[Told], left: Sequence[int], right: Sequence[int]) -> bool:
    """Whether joining two groups would put days into one event that cannot be one day."""
    return any(not _meet(firsts[a].dates, firsts[b].dates) for a in left[:12] for b in right[:12])


def _keys(one: Told, counts: Mapping[str, int]) -> tuple[list[object], list[object]]:
    """Where equal tellings are looked up, and where this one is entered: its noun or rarest words, by month or year."""
    words: list[str] = [f"noun {one.noun}"] if one.noun else []
    if not one.noun:
        words = sorted(one.stems, key=lambda stem: (counts[stem], stem))[:RARE_WORDS]
        words += [f"deed {deed} {name}" for deed in sorted(one.deeds) for name in sorted(one.names)[:4]]
    start, end = one.dates.start, one.dates.end
    if start is None or end is None:
        return [(word, "undated") for word in words], [(word, "undated") for word in words]
    years = [(word, year) for word in words for year in range(start.year, min(end.year, start.year + 2) + 1)]
    if width(one.dates) > SHARP:
        return [*years], [*years, *((word, "wide", year) for word, year in years)]
    months = {(start.year, start.month), (end.year, end.month)}
    sharp: list[object] = [(word, month) for word in words for month in sorted(months)]
    wide: list[object] = [(word, "wide", year) for word, year in years]
    return [*sharp, *wide], [*sharp, *years]


def _meet(a: DateRange, b: DateRange) -> bool:
    if not a.known or not b.known:
        return not a.known and not b.known
    return (b.start or date.min) <= (a.end or date.max) and (a.start or date.min) <= (b.end or date.max)


def _same(left: Told, right: Told, weight: Mapping[str, float]) -> bool:
    if not _meet(left.dates, right.dates):
        return False
    if left.noun and right.noun:
        return left.noun == right.noun and _same_day(left, right) and _names_agree(left, right)
    if bool(left.noun) != bool(right.noun):
        return False
    if left.document_id == right.document_id and left.span.overlaps(right.span):
        return False  # two dates of one sentence
    if left.stems.isdisjoint(right.stems):
        return False  # every way to be one event asks for words in common
    common = sum(weight[stem] for stem in left.stems & right.stems)
    least = min(sum(weight[stem] for stem in one.stems) for one in (left, right)) or 1.0
    union = sum(weight[stem] for stem in left.stems | right.stems) or 1.0
    # The shorter telling may stand whole inside the longer one.
    share = max(common / union, 0.75 * common / least)
    shared_actors = len(set(left.actors) & set(right.actors))
    if not left.dates.known and left.document_id != right.document_id:
        return share >= SAME_CLAUSE and shared_actors > 0  # "today" in two papers is the same day only by its words
    if share >= SAME_CLAUSE or (shared_actors >= 2 and share >= SAME_WITH_ACTORS):
        return True
    own = left.document_id == right.document_id and left.lead != right.lead
    if own and left.deeds & right.deeds and share >= SAME_LEAD * 0.6 and shared_actors:
        return True
    if own and share >= SAME_LEAD:
        return True
    together = shared_actors + len(left.names & right.names) >= 2
    # One of them sharp, the other within the month ("days before the vote").
    sharp = min(width(left.dates), width(right.dates)) <= 1 and max(width(left.dates), width(right.dates)) <= SHARP
    return sharp and together and bool(left.deeds & right.deeds) and share >= SAME_DEED


def _same_day(left: Told, right: Told) -> bool:
    """Equal dates; or "May 14", "May 14, 2019" and "May", when the years they allow meet."""
    if left.dates == right.dates:
        return True
    short, long = sorted((_month_and_day(left.anchor), _month_and_day(right.anchor)), key=len)
    return bool(short) and long[: len(short)] == short


def _month_and_day(anchor: str) -> tuple[str, ...]:
    found = re.match(r"(?:[A-Z]\w+day,? )?([A-Z][a-z]{2})[a-z]*\.?(?: (\d{1,2})\b)?", anchor)
    return tuple(part for part in found.groups() if part) if found and found[1].lower() in MONTHS else ()


def _names_agree(left: Told, right: Told) -> bool:
    """Whether two elections of one day may be one: a name in common, or one of them without any."""
    mine, theirs = (one.names if ":" not in one.words else frozenset() for one in (left, right))
    return bool(mine & theirs) or not (mine and theirs)


def _event(group: Sequence[Told]) -> Event:
    """One event of its tellings: the clearest words, the days all agree on, everybody who takes part."""
    sharpest = min(width(one.dates) for one in group)
    best = min(group, key=_rank)
    dates = _agreed(group) or best.dates
    kinds = Counter(one.kind for one in group)
    kind = max(kinds, key=lambda one: (kinds[one], one is EventKind.PLANNED))
    actors = tuple(dict.fromkeys(actor for one in (best, *group) for actor in one.actors))
    passages = tuple(dict.fromkeys(Passage(one.document_id, one.span.start, one.span.end) for one in (best, *group)))
    key = stable_id("event", best.document_id, best.span.start, best.span.end, best.anchor)
    anchor = next((one.anchor for one in (best, *group) if width(one.dates) == sharpest), best.anchor)
    return Event(key, _once(best.words), dates, kind, actors, passages, anchor)


def _once(words: str) -> str:
    """ "New vote on 28 October: A new vote on 28 October is expected" without what it says twice."""
    name, colon, told = words.partition(": ")
    return told if colon and name.lower() in told.lower() else words


def _rank(one: Told) -> tuple[object, ...]:
    """Best words first: with names, not cut short, about as long as a sentence, the headline's last."""
    cut = one.words.endswith("…")
    unclear = one.words[:1].islower() and one.words.split(" ", 1)[0] in ("it", "they", "this", "he", "she")
    return (
        not one.names,
        unclear,
        one.noun != "" and ":" in one.words,
        cut,
        one.lead,
        width(one.dates),
        abs(len(one.words) - 110),
    )


def _agreed(group: Sequence[Told]) -> DateRange | None:
    """The days that all tellings allow, in the precision of one of them where one says just that."""
    known = [one.dates for one in group if one.dates.start and one.dates.end]
    if not known:
        return None
    start = max(one.start for one in known if one.start)
    end = min(one.end for one in known if one.end)
    if start > end:
        return None
    return next((one for one in known if (one.start, one.end) == (start, end)), DateRange.between(start, end))
