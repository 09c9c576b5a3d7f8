"""Timeline: when things were said, published, done and planned, ranges drawn as ranges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ...record import DateRange, Event, EventKind
from ..anchors import Anchors
from ..figures.axis import Axis, Tick, fit_axis
from ..ledger import day_key
from ..phrases import Bit, Phrase, phrase
from ..wording import (
    PRECISION_WORDS,
    agree,
    capital,
    count,
    date_words,
    one_line,
    spelled,
)
from .head import coverage, dated_articles
from .lanes import LEFT, WIDTH, Lane, draw_lanes


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
    published = [article.published for article in dated_articles(ledger)]
    loose = [article.published for article in ledger.articles if article.published.known]
    said = [act.statement.said for act in ledger.acts if act.statement.said.known]
    ahead = [event.dates for event in events if event.kind is not EventKind.PAST]
    axis = fit_axis(published, [*loose, *said, *(event.dates for event in events)], LEFT, WIDTH, planned=ahead)
    rows = _rows(anchors, events, axis)
    if axis is None:
        return TimelineView(_finding(anchors, events), 0, (), None, (), "", "", "", rows, len(rows), 0)
    lanes = draw_lanes(anchors, events, axis)
    period = coverage(ledger)
    known = [event for event in events if event.dates.known]
    outside = [event for event in known if not axis.shows(event.dates)]
    vague = sum(axis.shows(event.dates) and axis.drowns(event.dates) for event in known)
    undated_acts = sum(not act.statement.said.known for act in ledger.acts)
    undated_events = sum(not event.dates.known for event in events)
    off_acts = sum(act.statement.said.known and not axis.shows(act.statement.said) for act in ledger.acts)
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
        " ".join(
            [
                *(
                    [f"{count(len(outside), 'date')} off this axis ({_off_axis(outside)}): see the table."]
                    if outside
                    else []
                ),
                *([f"{count(off_acts, 'statement')} dated off this axis: see the register."] if off_acts else []),
                *([f"{count(vague, 'event')} known less well than this axis is long: see the table."] if vague else []),
            ]
        ),
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


def event_anchor(event: Event, anchors: Anchors) -> str:
    return f"e{anchors.ledger.event_number[event.id]}"


def _rows(anchors: Anchors, events: Sequence[Event], axis: Axis | None) -> tuple[Row, ...]:
    ledger = anchors.ledger
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
                event_anchor(event, anchors),
                date_words(event.dates),
                event.dates.is_day,
                capital(one_line(event.description, 240)),
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
    scale = 300 / (WIDTH - LEFT)
    return round((x1 - LEFT) * scale, 1), round(max((x2 - x1) * scale, 4), 1)


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
        who = (
            "The articles"
            if len(dated_articles(anchors.ledger)) == len(anchors.ledger.articles)
            else "The dated articles"
        )
        parts.append(f"{who} appeared {'on' if period.is_day else 'over'} {date_words(period)}. ")
    past = sum(event.kind is EventKind.PAST for event in events)
    if not events:
        parts.append("They date no other event.")
        return phrase(*parts)
    n = len(planned)
    parts.append(
        f"{capital(spelled(past))} dated {agree(past, 'event', 'events')} happened, {spelled(n) if n else 'none'} "
    )
    parts.append(agree(n or 1, "is planned or hangs on a condition", "are planned or hang on a condition"))
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
