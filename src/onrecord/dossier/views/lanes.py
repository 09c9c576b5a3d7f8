"""The lanes of the timeline: statements by concept, publications, and events that happened or are planned."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from ...record import DateRange, Event, EventKind, Precision
from ..anchors import Anchors
from ..figures.axis import Axis, width_of
from ..ledger import NO_OUTLET, Act, Article, day_key
from ..marks import mark_of, title_of
from ..phrases import Bit
from ..wording import STANCE_CLASSES, STANCE_ORDER, STANCE_WORDS, capital, count, date_words, one_line

WIDTH = 1080.0
LEFT = 158.0
_STACK = 7  # marks on one day before "+n" stands for the rest
_STEP = 12.0
_WIDE = 62  # days: an event known less well than to two months yields its place in the figure to others
_LETTER = 6.5  # mean width of a letter at 12.5 px, measured on event labels in three fonts


@dataclass(frozen=True, slots=True)
class Dot:
    """A day mark: the symbol `kind` of a statement, "tick" for a publication, or a "column" of `height`."""

    kind: str
    css: str
    x: float
    y: float
    link: Bit
    height: float = 0.0


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
    cut_left: bool
    cut_right: bool
    dot: Dot | None
    link: Bit
    label: str
    label_date: str
    label_x: float
    gap: tuple[float, float] | None  # where a label stands on the bar itself


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


def draw_lanes(anchors: Anchors, events: Sequence[Event], axis: Axis) -> tuple[Lane, ...]:
    ledger = anchors.ledger
    lanes: list[Lane] = []
    top = 24.0
    weight = sorted(ledger.acts_on, key=lambda key: -len(ledger.acts_on[key]))
    lead = [concept for concept in ledger.concepts if concept.id in weight[:4]]
    for concept in lead:
        lane = _said_lane(capital(one_line(concept.label, 24)), ledger.acts_on[concept.id], anchors, axis, top)
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
        chosen = [
            event
            for event in events
            if event.kind in kinds and axis.shows(event.dates) and not axis.drowns(event.dates)
        ]
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
    dots, more, base = (_crowd if len(exact) > anchors.ledger.limits.timeline_marks else _stacks)(columns, anchors, top)
    high = len(columns)
    bars: list[Bar] = []
    y = base + 6 if high else base + 4
    wide = [act for act in rough if axis.drowns(act.statement.said)]
    rough = [act for act in rough if not axis.drowns(act.statement.said)]
    shown = rough[:6] if len(exact) <= anchors.ledger.limits.timeline_marks else []
    for act in shown:
        bars.append(_bar(act, axis, y, anchors))
        y += _STEP
    bottom = max(y + 4, top + 30)
    n_rest = len(rough) - len(shown) + len(wide)
    rest = f"{count(n_rest, 'more range')}, not drawn" if n_rest else ""
    return Lane(label, top, bottom + (12 if rest else 0), tuple(dots), tuple(bars), (), tuple(more), rest)


def _stacks(
    columns: dict[float, list[object]], anchors: Anchors, top: float
) -> tuple[list[Dot], list[tuple[float, float, str]], float]:
    """One mark a statement, those of one day on top of each other, "+n" above a full stack; and their base line."""
    highest = max((len(found) for found in columns.values()), default=0)
    base = top + 14 + min(highest, _STACK + 1) * _STEP
    dots: list[Dot] = []
    more: list[tuple[float, float, str]] = []
    for x, found in columns.items():
        for place, act in enumerate(found[:_STACK]):
            assert isinstance(act, Act)
            dots.append(_dot(act, x, base - 7 - place * _STEP, anchors))
        if len(found) > _STACK:
            more.append((x, base - 4 - _STACK * _STEP, f"+{len(found) - _STACK}"))
    return dots, more, base


_COLUMN_HEIGHT = 72.0


def _crowd(
    columns: dict[float, list[object]], anchors: Anchors, top: float
) -> tuple[list[Dot], list[tuple[float, float, str]], float]:
    """Where marks would not fit, a column a stretch of days: its height counts statements, its parts their stances."""
    highest = max(len(found) for found in columns.values())
    base = top + 16 + _COLUMN_HEIGHT
    dots: list[Dot] = []
    for x, found in columns.items():
        y = base
        for stance in STANCE_ORDER:
            acts = [act for act in found if isinstance(act, Act) and act.statement.stance is stance]
            if acts:
                height = round(_COLUMN_HEIGHT * len(acts) / highest, 1)
                y = round(y - height, 1)
                words = f"{count(len(acts), 'statement')}: {STANCE_WORDS[stance]}"
                dots.append(Dot("column", STANCE_CLASSES[stance], x, y, Bit(words, anchors.act(acts[0])), height))
    return dots, [(LEFT - 8, base - _COLUMN_HEIGHT + 4, str(highest))], base


def _dot(act: Act, x: float, y: float, anchors: Anchors) -> Dot:
    mark = mark_of(act)
    return Dot(mark.shape, mark.css, x, round(y, 1), Bit(title_of(act), anchors.act(act), anchors.ids([act])))


def _bar(act: Act, axis: Axis, y: float, anchors: Anchors) -> Bar:
    dates = act.statement.said
    x1, x2 = axis.extent(dates)
    at = x2 if dates.start is None else x1 if dates.end is None else (x1 + x2) / 2
    dot = _dot(act, round(at, 1), y, anchors)
    return _range(dates, axis, y, mark_of(act).stance_css, dot=dot, link=dot.link)


def _range(
    dates: DateRange,
    axis: Axis,
    y: float,
    css: str,
    *,
    link: Bit,
    dot: Dot | None = None,
    label: tuple[str, str, float] = ("", "", 0.0),
    gap: tuple[float, float] | None = None,
) -> Bar:
    x1, x2 = axis.extent(dates)
    return Bar(
        css,
        x1,
        x2,
        round(y, 1),
        dates.precision in (Precision.MONTH, Precision.YEAR),
        dates.start is None,
        dates.end is None,
        dates.start is not None and dates.start < axis.first,
        dates.end is not None and dates.end > axis.last,
        dot,
        link,
        *label,
        gap,
    )


def _ticks(
    columns: dict[float, list[object]], anchors: Anchors, top: float
) -> tuple[list[Dot], list[tuple[float, float, str]], float]:
    """One tick an article, those of one day below each other, and where the lane goes on."""
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
    return dots, more, top + 14 + high * _STEP + (12 if more else 0)


def _editions(
    columns: dict[float, list[object]], anchors: Anchors, top: float
) -> tuple[list[Dot], list[tuple[float, float, str]], float]:
    """Where ticks would not fit, a column a stretch of days, as high as it has articles."""
    highest = max(len(found) for found in columns.values())
    base = top + 12 + _COLUMN_HEIGHT / 2
    dots: list[Dot] = []
    for x, found in columns.items():
        first = found[0]
        assert isinstance(first, Article)
        height = round(_COLUMN_HEIGHT / 2 * len(found) / highest, 1)
        link = Bit(f"{count(len(found), 'article')} from {date_words(first.published)}", anchors.article(first))
        dots.append(Dot("column", "ink", x, round(base - height, 1), link, height))
    return dots, [(LEFT - 8, base - _COLUMN_HEIGHT / 2 + 4, str(highest))], base + 8


def _published_lane(anchors: Anchors, axis: Axis, top: float) -> Lane | None:
    drawn = [article for article in anchors.ledger.articles if axis.shows(article.published)]
    if not drawn:
        return None
    columns = _columns(axis, [(article.published, article) for article in drawn if article.published.is_day])
    crowded = sum(len(found) for found in columns.values()) > anchors.ledger.limits.timeline_marks
    dots, more, y = (_editions if crowded else _ticks)(columns, anchors, top)
    bars: list[Bar] = []
    rough = [article for article in drawn if not article.published.is_day]
    for article in rough[:5]:
        x1, x2 = axis.extent(article.published)
        dates = date_words(article.published)
        words = f"{article.carrier if article.outlet == NO_OUTLET else f'{article.ref} {article.outlet}'}, "
        wide = (len(words) + len(dates)) * _LETTER
        gap = None
        if x2 + 6 + wide < WIDTH:
            label_x = x2 + 6
        elif x1 - 6 - wide > LEFT:
            label_x = -1 - (x1 - 6)
        else:  # the range fills the axis: its label stands on the bar
            label_x = max(x1, LEFT) + 18
            gap = (round(label_x - 5, 1), round(label_x + wide, 1))
        link = Bit(f"{article.ref}: {article.title}, {dates}", anchors.article(article))
        label = (words, dates, round(label_x, 1))
        bars.append(_range(article.published, axis, y, "rngs", link=link, label=label, gap=gap))
        y += 14
    rest = f"{count(len(rough) - 5, 'more range')}, not drawn" if len(rough) > 5 else ""
    return Lane(
        "Published", top, max(y + 2, top + 30) + (12 if rest else 0), tuple(dots), tuple(bars), (), tuple(more), rest
    )


def _event_lane(label: str, events: Sequence[Event], anchors: Anchors, axis: Axis, top: float) -> Lane:
    limit = anchors.ledger.limits.timeline_events
    shown = sorted(events, key=lambda event: (width_of(event.dates) > _WIDE, -len(event.evidence)))[:limit]
    blocks: list[Block] = []
    y = top + 9
    for event in sorted(shown, key=lambda event: day_key(event.dates)):
        x1, x2 = axis.extent(event.dates)
        width = max(x2 - x1, 9.0)
        x = min(x1, WIDTH - width)
        dates = date_words(event.dates, year=event.dates.start is None or event.dates.start.year != axis.last.year)
        right_room, left_room = WIDTH - (x + width) - 8, x - LEFT - 8
        words = capital(one_line(event.description, 90))
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
                f"e{anchors.ledger.event_number[event.id]}",
                Bit(f"{one_line(event.description, 160)}, {dates}", f"#e{anchors.ledger.event_number[event.id]}"),
            )
        )
        y += 17
    rest = f"{len(events) - limit} more in the table" if len(events) > limit else ""
    return Lane(label, top, y + 6 + (14 if rest else 0), (), (), tuple(blocks), (), rest)
