"""The title block: the question, one finding, the counts, and what was not read, dated or decided."""

from __future__ import annotations

from dataclasses import dataclass

from ...record import ActorKind, ConceptKind, DateRange, FileStatus, Stance
from ..anchors import Anchors
from ..ledger import NO_OUTLET, Act, Article, Ledger
from ..phrases import Bit, Phrase, joined, phrase
from ..wording import agree, capital, count, date_words, in_sentence, listed, number, one_line, spelled


@dataclass(frozen=True, slots=True)
class Fact:
    value: str
    label: str
    href: str


@dataclass(frozen=True, slots=True)
class Gap:
    label: str
    words: Phrase


@dataclass(frozen=True, slots=True)
class HeadView:
    title: str
    finding: Phrase
    facts: tuple[Fact, ...]
    gaps: tuple[Gap, ...]


def view_head(anchors: Anchors) -> HeadView:
    ledger = anchors.ledger
    period = coverage(ledger)
    n_actors = sum(speaker.actor is not None for speaker in ledger.speakers)
    facts = [
        Fact(date_words(period) if period.known else "no date", _covered_words(ledger), "#time"),
        Fact(number(len(ledger.articles)), "article" if len(ledger.articles) == 1 else "articles", "#articles"),
        Fact(number(len(ledger.outlets())), "outlet" if len(ledger.outlets()) == 1 else "outlets", "#report"),
        Fact(number(n_actors), "actor on record" if n_actors == 1 else "actors on record", "#said"),
        Fact(number(len(ledger.reports)), "attribution" if len(ledger.reports) == 1 else "attributions", "#said"),
        Fact(number(len(ledger.acts)), "statement" if len(ledger.acts) == 1 else "statements", "#register"),
        Fact(number(sum(act.n_reports for act in ledger.acts)), "reports of them", "#report"),
        Fact(number(len(ledger.material.events)), "dated event" + "s" * (len(ledger.material.events) != 1), "#time"),
    ]
    return HeadView(
        one_line(ledger.material.title, 240) or "Untitled dossier",
        _finding(anchors),
        tuple(facts),
        tuple(_gaps(anchors)),
    )


def _covered_words(ledger: Ledger) -> str:
    n, total = len(dated_articles(ledger)), len(ledger.articles)
    return "coverage" if n in (0, total) else f"coverage of {number(n)} dated articles"


_NARROW = 31  # days; a range wider than a month says little about when the coverage began


def dated_articles(ledger: Ledger) -> list[Article]:
    """Articles dated to a day or a narrow range; where there is none, all that are dated at both ends."""
    both = [article for article in ledger.articles if article.published.start and article.published.end]
    narrow = [article for article in both if _days(article) <= _NARROW]
    return narrow or both


def _days(article: Article) -> int:
    start, end = article.published.start, article.published.end
    return (end - start).days + 1 if start and end else 0


def coverage(ledger: Ledger) -> DateRange:
    """From the first to the last day on which the dated articles can have appeared; unknown without any."""
    known = [article.published for article in dated_articles(ledger)]
    starts = [found.start for found in known if found.start]
    ends = [found.end for found in known if found.end]
    return DateRange.between(min(starts), max(ends)) if starts and ends else DateRange()


def _finding(anchors: Anchors) -> Phrase:
    ledger = anchors.ledger
    if not ledger.articles:
        return phrase("No article could be read, so nothing can be said about this debate.")
    if not ledger.reports:
        return phrase(
            f"{capital(count(len(ledger.articles), 'article'))} read, but no passage in them says that somebody said "
            "something."
        )
    parts: list[str | Bit] = _positions(anchors) or _most_quoted(anchors)
    repeated = max(ledger.clusters.values(), key=lambda found: len({report.article.id for report in found}))
    n_documents = len({report.article.id for report in repeated})
    if n_documents > 1:
        n_origins = ledger.n_origins(repeated)
        parts.append(f"{' ' if parts else ''}The most repeated claim, by {in_sentence(repeated[0].speaker)}, is in ")
        parts.append(Bit(f"{spelled(n_documents)} articles", anchors.report(repeated[0])))
        parts.append(f" and stands on {spelled(n_origins)} independent origin{'s' * (n_origins != 1)}.")
    return phrase(*parts)


_CAMPS = (
    (Stance.SUPPORT, "in favor"),
    (Stance.OPPOSE, "against"),
    (Stance.CONDITIONAL, "in favor only on a condition"),
)


def _positions(anchors: Anchors) -> list[str | Bit]:
    """Who is for and against the concept with the most statements, by name; [] when no actor takes a side."""
    ledger = anchors.ledger
    options = [concept for concept in ledger.concepts if concept.kind is not ConceptKind.ARGUMENT]
    taken = {
        concept.id: [act for act in ledger.acts_on.get(concept.id, ()) if act.speaker_key in ledger.actor_of]
        for concept in options
    }
    sided = {key: [act for act in acts if act.statement.stance is not Stance.NEUTRAL] for key, acts in taken.items()}
    top = max(options, key=lambda concept: len(sided[concept.id]), default=None)
    if top is None or not sided[top.id]:
        return []
    parts: list[str | Bit] = []
    for stance, words in _CAMPS:
        acts = [act for act in sided[top.id] if act.statement.stance is stance]
        by_speaker: dict[str, list[Act]] = {}
        for act in sorted(acts, key=lambda act: (act.suggested, not _is_named(act, ledger), -act.n_reports)):
            by_speaker.setdefault(act.speaker_key, []).append(act)
        if not by_speaker:
            continue
        shown = list(by_speaker.values())[:3]
        bits = [anchors.acts_bit(found, _in_sentence(found[0], ledger, first=not parts)) for found in shown]
        rest = len(by_speaker) - len(shown)
        if rest:
            bits.append(Bit(f"{spelled(rest)} more"))
        parts.extend(
            [
                "; " if parts else "",
                *joined(bits),
                f" {'are' if len(by_speaker) > 1 or shown[0][0].plural else 'is'} {words}",
            ]
        )
    label = one_line(top.label, 80)
    note = " (as suggested by machine)" if all(act.suggested for act in sided[top.id]) else ""
    return [f"On {_lower(label)}{note}: ", *parts, "."]


_COUNTED = frozenset("a an the some many several most few two three both these those other senior former".split())


def _in_sentence(act: Act, ledger: Ledger, *, first: bool) -> str:
    """ "some of the officials" inside a sentence, "Some of the officials" at its head; names as they are."""
    words = act.speaker.split(" ")
    if first:
        return capital(act.speaker)
    if not _is_named(act, ledger) and words[0].lower() in _COUNTED:
        return " ".join([words[0].lower(), *words[1:]])
    return in_sentence(act.speaker)


def _is_named(act: Act, ledger: Ledger) -> bool:
    return ledger.actor_of[act.speaker_key].kind is not ActorKind.GROUP


def _lower(label: str) -> str:
    """The label inside a sentence: its first word in lower case unless it is a name or an abbreviation."""
    first, _, rest = label.partition(" ")
    if first[:1].isupper() and first[1:].islower() and rest == rest.lower():
        return first.lower() + (f" {rest}" if rest else "")
    return label


def _most_quoted(anchors: Anchors) -> list[str | Bit]:
    named = [speaker for speaker in anchors.ledger.speakers if speaker.actor]
    if not named:
        return []
    most = sorted(named, key=lambda speaker: -len({report.cluster for report in speaker.reports}))[:3]
    more = f", among {number(len(named))} actors on record." if len(named) > len(most) else "."
    return [
        *joined([Bit(speaker.name, anchors.speaker(speaker)) for speaker in most]),
        f" {agree(len(most), 'is', 'are')} quoted or reported most{more}",
    ]


_NAMED = 4


def _gaps(anchors: Anchors) -> list[Gap]:
    ledger = anchors.ledger
    gaps: list[Gap] = []
    bad = [report for report in ledger.material.files if report.status is not FileStatus.READ]
    if ledger.material.not_annotated:
        n = len(ledger.material.not_annotated)
        gaps.append(Gap("Read, not searched", phrase(Bit(count(n, "article"), "#gaps"), "; reasons below.")))
    if bad:
        words: list[str | Bit] = [
            Bit(f"{number(len(bad))} of {count(len(ledger.material.files), 'file')}", "#gaps"),
            ": ",
        ]
        for place, report in enumerate(bad[:2]):
            words.extend(
                ["; " if place else "", Bit(one_line(report.path, 60), css="mono"), f" ({one_line(report.reason, 80)})"]
            )
        words.append(f"; {number(len(bad) - 2)} more." if len(bad) > 2 else ".")
        gaps.append(Gap("Not read", phrase(*words)))
    rough = [article for article in ledger.articles if not article.published.is_day]
    if rough:
        words = [count(len(rough), "article"), ". "]
        for place, article in enumerate(rough[:_NAMED]):
            words.extend([", " if place else "", Bit(article.ref, anchors.article(article)), " "])
            known = article.published.known
            words.extend(
                ["is known as " if known and not place else "", Bit(date_words(article.published), css="miss")]
            )
        words.append(f", and {number(len(rough) - _NAMED)} more." if len(rough) > _NAMED else ".")
        gaps.append(Gap("Not dated to a day", phrase(*words)))
    nameless = [article for article in ledger.articles if article.outlet == NO_OUTLET]
    if nameless:
        refs = [Bit(article.ref, anchors.article(article)) for article in nameless[:8]]
        rest = f" and {number(len(nameless) - 8)} more" if len(nameless) > 8 else ""
        gaps.append(
            Gap(
                "Outlet not known",
                phrase(count(len(nameless), "article"), ": ", *joined(refs, ", " if rest else " and "), rest, "."),
            )
        )
    unsourced = sum(not report.speaker_key for report in ledger.reports)
    open_sources = sum(report.speaker_key.startswith("name:") for report in ledger.reports)
    if unsourced or open_sources:
        found = [
            *([f"{count(unsourced, 'attribution')} without a source"] if unsourced else []),
            *([f"{number(open_sources)} whose source is not tied to an actor"] if open_sources else []),
        ]
        gaps.append(Gap("Speaker not known", phrase(Bit(listed(found), "#gaps"), ".")))
    suggested = [act for act in ledger.acts if act.suggested]
    if suggested:
        decided = len(ledger.acts) - len(suggested)
        gaps.append(
            Gap(
                "Not yet decided",
                phrase(
                    Bit(f"{number(len(suggested))} of {count(len(ledger.acts), 'statement')}", "#register"),
                    " are " if len(suggested) > 1 else " is ",
                    Bit("suggested", css="status sg"),
                    " by machine; ",
                    f"{number(decided)} {'was' if decided == 1 else 'were'} decided by a person."
                    if decided
                    else "none has been decided by a person.",
                ),
            )
        )
    return gaps
