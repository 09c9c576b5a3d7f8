"""Planted truth held against what was found: precision and recall, and the share found of every manner."""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from benchmarks.measure import Measure
from benchmarks.quality.planted import Planted, plant
from onrecord.record import Derivation, DerivationRelation, DerivationTarget
from onrecord.resolution.clusters import cluster_sayings
from onrecord.resolution.derivation import find_derivations

PRECISION, RECALL = 0.95, 0.90


def measure_planted(n_articles: int, seed: int, command: str) -> list[Measure]:
    """Derivations and statement clusters of an invented press of `n_articles`, and the seconds they took."""
    planted = plant(n_articles, seed=seed)
    outlets = {article.document.id: article.document.outlet for article in planted.articles}
    command = f"{command} --articles {n_articles}" if n_articles != 1_000 else command
    started = time.process_time()
    edges = find_derivations(planted.articles, publications={}, outlets_of=outlets)
    derived = time.process_time()
    clusters = cluster_sayings(planted.articles, planted.speakers, said=planted.said, derivations=edges)
    ended = time.process_time()
    shown = f"{derived - started:.1f} + {ended - derived:.1f} s for {len(planted.articles):,} articles"
    return [
        *score_derivations(planted, edges, command),
        *score_clusters(planted, clusters, command),
        Measure("planted: CPU seconds, derivations + clusters", "-", shown, None, command),
    ]


def score_derivations(planted: Planted, edges: Sequence[Derivation], command: str) -> Iterator[Measure]:
    """An edge is true when it was planted in that direction, or when both texts hold one third's words and it does not
    point to the later one; every planted edge is wanted (a credit may name the outlet instead of its article)."""
    outlet = {article.document.id: article.document.outlet for article in planted.articles}
    published = {article.document.id: article.document.published for article in planted.articles}
    found: set[tuple[str, str]] = set()
    true, false, reasons = 0, 0, Counter[str]()
    for edge in edges:
        target = edge.to_id if edge.to_kind is DerivationTarget.DOCUMENT and edge.to_id else edge.to_name
        target = target.partition(" (@")[0]
        pair = (edge.from_document, target)
        named = {(edge.from_document, one) for one in _meant(planted, edge.from_document, target, outlet)}
        hit = {one for one in {pair, *named} if one in planted.edges}
        found |= hit
        first, second = planted.family[edge.from_document], planted.family.get(target, set())
        kin = bool(first & second) and edge.relation is DerivationRelation.SHARES_TEXT
        days = published[edge.from_document].start, published[target].start if kin else None
        backwards = days[0] is not None and days[1] is not None and days[1] > days[0]
        reverse = edge.to_kind is DerivationTarget.DOCUMENT and (target, edge.from_document) in planted.edges
        if hit or (kin and not backwards and not reverse):
            true += 1
        else:
            false += 1
            reasons[_why(planted, edge, target, reverse=reverse, kin=kin)] += 1
    yield _row("planted derivations, precision", true, true + false, PRECISION, command)
    yield _row("planted derivations, recall", len(found), len(planted.edges), RECALL, command)
    wanted = Counter(planted.edges.values())
    got = Counter(planted.edges[one] for one in found)
    for manner in sorted(wanted):
        yield _row(f"  planted, found: {manner}", got[manner], wanted[manner], None, command)
    for reason, n in reasons.most_common():
        yield Measure(f"  planted, false: {reason}", "-", str(n), None, command)


def _meant(planted: Planted, document: str, target: str, outlet: Mapping[str, str | None]) -> Iterator[str]:
    """Planted targets of a document that a found outlet's name stands for."""
    for candidate in planted.targets(document):
        house = outlet.get(candidate)
        family = planted.family.get(target, set()) & planted.family.get(candidate, set())
        later_version = bool(family) and outlet.get(target) == house
        if house and (_plain(house) == _plain(target) or later_version):
            yield candidate


def _plain(name: str) -> str:
    return name.lower().removeprefix("the ")


def _why(planted: Planted, edge: Derivation, target: str, *, reverse: bool, kin: bool) -> str:
    if reverse:
        return f"{planted.edges[target, edge.from_document]}, wrong way"
    if kin:
        return "two copies of one text, wrong way"
    traps = planted.trap.get(edge.from_document, set()) & planted.trap.get(target, set()) - {"none"}
    return f"{edge.relation.value} to {edge.to_kind.value}" + (f" ({', '.join(sorted(traps))})" if traps else "")


def score_clusters(planted: Planted, clusters: Mapping[str, str], command: str) -> Iterator[Measure]:
    """Pairs of attributions of different documents in one cluster against pairs that report one act of speech."""
    gold = {name: act for name, (act, _) in planted.acts.items()}
    wanted, found = _pairs(gold), _pairs({name: clusters[name] for name in gold})
    both = wanted & found
    yield _row("planted statement clusters, precision (pairs)", len(both), len(found), PRECISION, command)
    yield _row("planted statement clusters, recall (pairs)", len(both), len(wanted), RECALL, command)
    forms: dict[str, list[bool]] = defaultdict(list)
    for pair in wanted:
        one, two = (planted.acts[name][1] for name in sorted(pair))
        forms[" and ".join(sorted((one, two)))].append(pair in both)
    for form, hits in sorted(forms.items()):
        yield _row(f"  planted, joined: {form}", sum(hits), len(hits), None, command)
    false = Counter(" and ".join(sorted(planted.acts[name][1] for name in pair)) for pair in found - wanted)
    for form, n in false.most_common():
        yield Measure(f"  planted, joined falsely: {form}", "-", str(n), None, command)


def _pairs(label: Mapping[str, str]) -> set[frozenset[str]]:
    members: dict[str, list[str]] = defaultdict(list)
    for name, group in label.items():
        members[group].append(name)
    return {
        frozenset(pair)
        for group in members.values()
        for pair in combinations(group, 2)
        if _document(pair[0]) != _document(pair[1])
    }


def _document(name: str) -> str:
    return name.rpartition("-")[0]


def _row(name: str, part: int, whole: int, goal: float | None, command: str) -> Measure:
    share = part / whole if whole else 0.0
    shown = f"{share:.3f} ({part}/{whole})"
    return Measure(name, f">= {goal:.2f}" if goal else "-", shown, share >= goal if goal else None, command)
