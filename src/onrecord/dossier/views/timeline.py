"""Timeline: when things were said, published, done and planned, ranges drawn as ranges."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from ...record import DateRange, Event, EventKind, Precision
from ..anchors import Anchors
from ..figures.axis import Axis, Tick, fit_axis
from ..ledger import Act, Article, day_key
from ..marks import mark_of, title_of
from ..phrases import Bit, Phrase, phrase
from ..wording import PRECISION_WORDS, agree, capital, count, date_words, one_line, spelled
from .head import coverage

WIDTH = 1080.0
_LEFT = 158.0
_STACK = 7  # marks on one day before "+n" stands for the rest
_STEP = 12.0
_LETTER = 6.5  # mean width of a letter at 12.5 px, measured on event labels in three fonts


@dataclass(frozen=True, slots=True)
class Dot:
    """A day mark: shape `kind` of a statement, or "tick" for a publication."""

    kind: str
    css: str
    x: float
    y: float
    link: Bit


@dataclass(frozen=True, slots=True)
class Bar:
    """A range with end ticks; dotted when only a month or year is known; open ends have no tick."""

    css: str
    x1: float
    x2: float
    y: float
    dotted: bool
    open_left: bool
    open_right: bool
    dot: Dot | None
    link: Bit
    label: str
    label_date: str
    label_x: float


@dataclass(frozen=True, slots=True)
class Block:
    """An event: solid when it happened, hatched when planned, dashed outline when it hangs on a condition."""

    kind: str
    x: float
    width: float
    y: float
    rough: bool
    label: str
    label_date: str
    label_x: float
    anchor: str
    link: Bit


@dataclass(frozen=True, slots=True)
class Lane:
    label: str
    top: float
    bottom: float
    dots: tuple[Dot, ...] = ()
    bars: tuple[Bar, ...] = ()
    blocks: tuple[Block, ...] = ()
    more: tuple[tuple[float, float, str], ...] = ()
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    anchor: str
    date: str
    exact: bool
    what: str
    kind: str
    known: str
    x: float
    width: float
    refs: tuple[Bit, ...]
    people: tuple[Bit, ...]
    anchor_words: str


@dataclass(frozen=True, slots=True)
class TimelineView:
    finding: Phrase
    height: float
    ticks: tuple[Tick, ...]
    covered: tuple[float, float] | None
    lanes: tuple[Lane, ...]
    period: str
    off_axis: str
    undated: str
    rows: tuple[Row, ...]
    n_rows: int
    left_out: int
    keys: frozenset[str] = field(default_factory=frozenset)


def view_timeline(anchors: Anchors) -> TimelineView:
    ledger = anchors.ledger
    events = sorted(ledger.material.events, key=lambda event: (day_key(event.dates), event.id))
    published = [article.published for article in ledger.articles if article.published.known]
    said = [act.statement.said for act in ledger.acts if act.statement.said.known]
    axis = fit_axis(published, [*said, *(event.dates for event in events)], _LEFT, WIDTH)
    rows = _rows(anchors, events, axis)
    if axis is None:
        return TimelineView(_finding(anchors, events), 0, (), None, (), "", "", "", rows, len(rows), 0)
    lanes = _lanes(anchors, events, axis)
    period = coverage(ledger)
    outside = [event for event in events if event.dates.known and not axis.shows(event.dates)]
    undated_acts = sum(not act.statement.said.known for act in ledger.acts)
    undated_events = sum(not event.dates.known for event in events)
    undated = [
        *([count(undated_acts, "statement")] if undated_acts else []),
        *([count(undated_events, "event")] if undated_events else []),
    ]
    covered = axis.extent(period) if period.known else None
    return TimelineView(
        _finding(anchors, events),
        lanes[-1].bottom + 4 if lanes else 40,
        axis.ticks(),
        covered,
        lanes,
        f"{date_words(DateRange.between(axis.first, axis.last))}",
        f"{count(len(outside), 'date')} off this axis ({_off_axis(outside)}): see the table." if outside else "",
        f"Not drawn, because no date is known: {' and '.join(undated)}." if undated else "",
        rows[: ledger.limits.timeline_rows],
        len(rows),
        max(0, len(rows) - ledger.limits.timeline_rows),
        frozenset(event.kind.value for event in events),
    )


def _off_axis(outside: Sequence[Event]) -> str:
    days = [event.dates.start or event.dates.end for event in outside]
    years = sorted({day.year for day in days if day})
    return str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"


def _lanes(anchors: Anchors, events: Sequence[Event], axis: Axis) -> tuple[Lane, ...]:
    ledger = anchors.ledger
    lanes: list[Lane] = []
    top = 24.0
    weight = sorted(ledger.acts_on, key=lambda key: -len(ledger.acts_on[key]))
    lead = [concept for concept in ledger.concepts if concept.id in weight[:4]]
    for concept in lead:
        lane = _said_lane(f"{one_line(concept.label, 24)}", ledger.acts_on[concept.id], anchors, axis, top)
        if lane:
            lanes.append(lane)
            top = lane.bottom
    others = [act for act in ledger.acts if act.concept not in lead]
    lane = _said_lane("Other concepts", others, anchors, axis, top)
    if lane:
        lanes.append(lane)
        top = lane.bottom
    lane = _published_lane(anchors, axis, top)
    if lane:
        lanes.append(lane)
        top = lane.bottom
    for label, kinds in (("Happened", (EventKind.PAST,)), ("Planned", (EventKind.PLANNED, EventKind.CONDITIONAL))):
        chosen = [event for event in events if event.kind in kinds and axis.shows(event.dates)]
        if chosen:
            lane = _event_lane(label, chosen, anchors, axis, top)
            lanes.append(lane)
            top = lane.bottom
    return tuple(lanes)


def _columns(axis: Axis, exact: Sequence[tuple[DateRange, object]]) -> dict[float, list[object]]:
    """Marks of (nearly) the same day in one column of at least their own width."""
    columns: dict[float, list[object]] = defaultdict(list)
    for dates, item in exact:
        assert dates.start
        x = axis.middle(dates.start)
        near = next((at for at in columns if abs(at - x) < 9.5), x)
        columns[near].append(item)
    return columns


def _said_lane(label: str, acts: Sequence[Act], anchors: Anchors, axis: Axis, top: float) -> Lane | None:
    drawn = [act for act in acts if axis.shows(act.statement.said)]
    if not drawn:
        return None
    exact = [(act.statement.said, act) for act in drawn if act.statement.said.is_day]
    rough = [act for act in drawn if not act.statement.said.is_day]
    columns = _columns(axis, exact)
    high = min(_STACK, max((len(found) for found in columns.values()), default=0))
    more: list[tuple[float, float, str]] = []
    if any(len(found) > _STACK for found in columns.values()):
        high += 1
    base = top + 14 + max(high, 0) * _STEP
    dots: list[Dot] = []
    for x, found in columns.items():
        for place, act in enumerate(found[:_STACK]):
            assert isinstance(act, Act)
            dots.append(_dot(act, x, base - 7 - place * _STEP, anchors))
        if len(found) > _STACK:
            more.append((x, base - 4 - _STACK * _STEP, f"+{len(found) - _STACK}"))
    bars: list[Bar] = []
    y = base + 6 if high else base + 4
    for act in rough[:6]:
        x1, x2 = axis.extent(act.statement.said)
        middle = (x1 + x2) / 2
        bars.append(_bar(act.statement.said, x1, x2, y, anchors, act, middle))
        y += _STEP
    bottom = max(y + 4, top + 30)
    rest = f"{len(rough) - 6} more ranges" if len(rough) > 6 else ""
    return Lane(label, top, bottom + (12 if rest else 0), tuple(dots), tuple(bars), (), tuple(more), rest)


def _dot(act: Act, x: float, y: float, anchors: Anchors) -> Dot:
    mark = mark_of(act)
    return Dot(mark.shape, mark.css, x, round(y, 1), Bit(title_of(act), anchors.act(act), anchors.ids([act])))


def _bar(dates: DateRange, x1: float, x2: float, y: float, anchors: Anchors, act: Act, middle: float) -> Bar:
    dot = _dot(act, round(middle, 1), y, anchors)
    return Bar(
        mark_of(act).stance_css,
        x1,
        x2,
        round(y, 1),
        dates.precision in (Precision.MONTH, Precision.YEAR),
        dates.start is None,
        dates.end is None,
        dot,
        dot.link,
        "",
        "",
        0,
    )


def _published_lane(anchors: Anchors, axis: Axis, top: float) -> Lane | None:
    drawn = [article for article in anchors.ledger.articles if axis.shows(article.published)]
    if not drawn:
        return None
    columns = _columns(axis, [(article.published, article) for article in drawn if article.published.is_day])
    high = min(_STACK, max((len(found) for found in columns.values()), default=0))
    dots: list[Dot] = []
    more: list[tuple[float, float, str]] = []
    for x, found in columns.items():
        for place, article in enumerate(found[:_STACK]):
            assert isinstance(article, Article)
            words = f"{article.ref}, {article.outlet}: {article.title}, {date_words(article.published)}"
            dots.append(Dot("tick", "pub", x, round(top + 9 + place * _STEP, 1), Bit(words, anchors.article(article))))
        if len(found) > _STACK:
            more.append((x, top + 18 + _STACK * _STEP, f"+{len(found) - _STACK}"))
    y = top + 14 + high * _STEP + (12 if more else 0)
    bars: list[Bar] = []
    rough = [article for article in drawn if not article.published.is_day]
    for article in rough[:5]:
        x1, x2 = axis.extent(article.published)
        dates = date_words(article.published)
        words = f"{article.ref} {one_line(article.outlet, 30)}, "
        wide = (len(words) + len(dates)) * _LETTER
        label_x = x2 + 6 if x2 + 6 + wide < WIDTH else -1 - (x1 - 6)
        bars.append(
            Bar(
                "rngs",
                x1,
                x2,
                round(y, 1),
                article.published.precision in (Precision.MONTH, Precision.YEAR),
                article.published.start is None,
                article.published.end is None,
                None,
                Bit(f"{article.ref}: {article.title}, {dates}", anchors.article(article)),
                words,
                dates,
                round(label_x, 1),
            )
        )
        y += 14
    rest = f"{len(rough) - 5} more ranges" if len(rough) > 5 else ""
    return Lane(
        "Published", top, max(y + 2, top + 30) + (12 if rest else 0), tuple(dots), tuple(bars), (), tuple(more), rest
    )


def _event_lane(label: str, events: Sequence[Event], anchors: Anchors, axis: Axis, top: float) -> Lane:
    limit = anchors.ledger.limits.timeline_events
    shown = sorted(events, key=lambda event: -len(event.evidence))[:limit]
    blocks: list[Block] = []
    y = top + 9
    for event in sorted(shown, key=lambda event: day_key(event.dates)):
        x1, x2 = axis.extent(event.dates)
        width = max(x2 - x1, 9.0)
        x = min(x1, WIDTH - width)
        dates = date_words(event.dates, year=event.dates.start is None or event.dates.start.year != axis.last.year)
        right_room, left_room = WIDTH - (x + width) - 8, x - _LEFT - 8
        words = one_line(event.description, 90)
        room = max(right_room, left_room)
        if (len(words) + len(dates) + 2) * _LETTER > room:
            words = one_line(words, max(12, int(room / _LETTER) - len(dates) - 2))
        fits_right = (len(words) + len(dates) + 2) * _LETTER <= right_room or right_room >= left_room
        label_x = round(x + width + 6, 1) if fits_right else round(-1 - (x - 6), 1)
        blocks.append(
            Block(
                event.kind.value,
                round(x, 1),
                round(width, 1),
                y,
                not event.dates.is_day,
                words,
                dates,
                label_x,
                event_anchor(event, anchors),
                Bit(f"{one_line(event.description, 160)}, {dates}", f"#{event_anchor(event, anchors)}"),
            )
        )
        y += 17
    rest = f"{len(events) - limit} more in the table" if len(events) > limit else ""
    return Lane(label, top, y + 6 + (14 if rest else 0), (), (), tuple(blocks), (), rest)


def event_anchor(event: Event, anchors: Anchors) -> str:
    return f"e{1 + next(place for place, found in enumerate(anchors.ledger.material.events) if found is event)}"


def _rows(anchors: Anchors, events: Sequence[Event], axis: Axis | None) -> tuple[Row, ...]:
    ledger = anchors.ledger
    place = {id(event): number for number, event in enumerate(ledger.material.events, 1)}
    rows: list[Row] = []
    for event in events:
        x, width = _strip(event.dates, axis)
        refs = [
            Bit(
                ledger.article_of[passage.document_id].ref,
                f"#{passage_anchor(passage.document_id, passage.start, anchors)}",
                css="mono",
            )
            for passage in event.evidence
            if passage.document_id in ledger.article_of
        ]
        people = [
            Bit(ledger.name(actor), anchors.speaker(ledger.speaker_of[actor]) if actor in ledger.speaker_of else "")
            for actor in event.actors
            if actor in ledger.actor_of
        ]
        rows.append(
            Row(
                f"e{place[id(event)]}",
                date_words(event.dates),
                event.dates.is_day,
                one_line(event.description, 240),
                {"past": "happened", "planned": "planned", "conditional": "if a condition holds"}[event.kind.value],
                PRECISION_WORDS[event.dates.precision],
                x,
                width,
                tuple(refs[:6]),
                tuple(people[:5]),
                one_line(event.anchor, 60),
            )
        )
    return tuple(rows)


def _strip(dates: DateRange, axis: Axis | None) -> tuple[float, float]:
    """Where a row's bar stands on a width of 300."""
    if axis is None or not axis.shows(dates):
        return 0.0, 0.0
    x1, x2 = axis.extent(dates)
    scale = 300 / (WIDTH - _LEFT)
    return round((x1 - _LEFT) * scale, 1), round(max((x2 - x1) * scale, 4), 1)


def passage_anchor(document_id: str, offset: int, anchors: Anchors) -> str:
    """The line of a full text in which `offset` lies, else the document's row."""
    article = anchors.ledger.article_of[document_id]
    if document_id in anchors.in_full and offset < anchors.ledger.limits.characters_a_text:
        line = article.annotated.document.text.count("\n", 0, offset) + 1
        return f"{article.ref}-l{line}"
    return anchors.article(article)[1:]


def _finding(anchors: Anchors, events: Sequence[Event]) -> Phrase:
    period = coverage(anchors.ledger)
    planned = [event for event in events if event.kind is not EventKind.PAST and event.dates.known]
    if not period.known and not events:
        return phrase("Nothing in these articles could be dated.")
    parts: list[str | Bit] = []
    if period.known:
        parts.append(f"The articles appeared {'on' if period.is_day else 'over'} {date_words(period)}. ")
    past = sum(event.kind is EventKind.PAST for event in events)
    if not events:
        parts.append("They date no other event.")
        return phrase(*parts)
    n = len(planned)
    parts.append(f"{capital(spelled(past))} dated {agree(past, 'event', 'events')} happened, {spelled(n)} ")
    parts.append(agree(n, "is planned or hangs on a condition", "are planned or hang on a condition"))
    after = [
        event for event in planned if period.end and (event.dates.start or event.dates.end or period.end) > period.end
    ]
    if after:
        nearest = min(after, key=lambda event: day_key(event.dates))
        parts.append(f"; {spelled(len(after))} of them after the last article, first ")
        parts.append(Bit(one_line(nearest.description, 90), f"#{event_anchor(nearest, anchors)}"))
        parts.append(f" ({date_words(nearest.dates)})")
    parts.append(".")
    return phrase(*parts)
