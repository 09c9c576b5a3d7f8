"""Gathers an audit report: what was read, by whom decided, how far they agree, and with which models."""

from __future__ import annotations

import hashlib
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import pairwise
from typing import Any

from ..record import (
    Decision,
    FileStatus,
    StatementStatus,
    Verdict,
    decisions_in_force,
)
from ..review.hand import is_by_hand
from ..review.journal import is_adjudication, settled, standing
from ..store import Store
from ..weights import FOLDER
from .agreeing import measure_agreement
from .trail_facts import CoderWork, ConceptChange, Corpus, Fate, Model, Trail

_CONCEPT = "concept:"
SCORE_BANDS = (0.0, 0.25, 0.45, 0.6, 0.75, 0.9, 1.0001)
LIBRARIES = ("numpy", "onnxruntime", "tokenizers", "nupunkt", "trafilatura", "sqlalchemy")


def gather_trail(
    store: Store,
    *,
    title: str,
    version: str,
    made_at: datetime,
    settings: Mapping[str, str] | None = None,
    resamples: int = 1000,
    seed: int = 0,
    anonymous: bool = False,
) -> Trail:
    """The facts of the report. `anonymous` names coders "coder 1", "coder 2" in the order of their first decision."""
    with store.snapshot():
        decisions = store.decisions()
        suggestions = store.suggestions()
        statements = store.statements()
        concepts = tuple(store.concepts())
        corpus = _corpus(store)
        given = bool(store.get_meta("codebook_given", False))
        origins = Counter(s.origin for s in suggestions)
        for article in store.annotated():
            origins.update(each.origin for each in article.annotation.attributions)
    if anonymous:
        decisions = _anonymous(decisions)
    words = settled(decisions)
    fates = {s.id: _fate(words[s.id].decision) if s.id in words else "open" for s in suggestions}
    labels = {concept.id: concept.label for concept in concepts}
    by_concept = Counter((s.concept_id, s.status) for s in statements)
    agreement = measure_agreement(store, decisions=decisions, by=("coder",), resamples=resamples, seed=seed)
    names = sorted({s.origin for s in suggestions})
    return Trail(
        title=title,
        made_at=made_at,
        version=version,
        corpus=corpus,
        concepts=concepts,
        codebook_given=given,
        changes=tuple(_changes(decisions, labels)),
        statements_by_concept={
            c.id: (by_concept[c.id, StatementStatus.ACCEPTED], by_concept[c.id, StatementStatus.SUGGESTED])
            for c in concepts
        },
        coders=tuple(_work(decisions, {s.id: s.attribution_id for s in suggestions})),
        per_day=tuple(sorted(Counter(d.decided_at.date() for d in decisions_in_force(decisions)).items())),
        suggestions=tuple(_fates(name, [fates[s.id] for s in suggestions if s.origin == name]) for name in names),
        by_score=tuple(_by_score([(s.score, fates[s.id]) for s in suggestions])),
        n_adjudicated=len({d.subject for d in decisions_in_force(decisions) if is_adjudication(d)}),
        n_disputed=sum(word.disputed for word in words.values()),
        n_statements=len(statements),
        n_accepted=sum(s.status is StatementStatus.ACCEPTED for s in statements),
        agreement=agreement,
        models=tuple(_models(origins)),
        settings=(*(settings or {}).items(), *_versions()),
        resamples=resamples,
        seed=seed,
    )


def _corpus(store: Store) -> Corpus:
    publications, files = store.publications(), store.files()
    outlets: Counter[str] = Counter()
    languages: Counter[str] = Counter()
    digest, days, n, n_signs, n_undated = hashlib.sha256(), [], 0, 0, 0
    for text_sha256 in sorted(document.text_sha256 for document in store.documents()):
        digest.update(text_sha256.encode())
    for document in store.documents():
        n, n_signs = n + 1, n_signs + len(document.text)
        found = publications.get(document.id)
        published = found.published if found else document.published
        outlets[(found.outlet if found else None) or document.outlet or "outlet not known"] += 1
        languages[document.language or "not known"] += 1
        days += [day for day in (published.start, published.end) if day]
        n_undated += not published.known
    return Corpus(
        n_documents=n,
        n_signs=n_signs,
        digest=digest.hexdigest(),
        first=min(days, default=None),
        last=max(days, default=None),
        n_undated=n_undated,
        by_outlet=tuple(sorted(outlets.items(), key=lambda item: (-item[1], item[0]))),
        by_language=tuple(sorted(languages.items(), key=lambda item: (-item[1], item[0]))),
        n_files=len(files),
        n_skipped=sum(file.status is FileStatus.SKIPPED for file in files),
        not_read=tuple((file.path, file.reason) for file in files if file.status is FileStatus.FAILED),
        not_annotated=tuple((store.document(one).path, reason) for one, reason in store.failures().items()),
    )


def _anonymous(decisions: Sequence[Decision]) -> list[Decision]:
    from dataclasses import replace

    names: dict[str, str] = {}
    return [replace(one, coder=names.setdefault(one.coder, f"coder {len(names) + 1}")) for one in decisions]


def _fate(decision: Decision | None) -> str:
    if decision is None:
        return "disputed"
    return {Verdict.REJECT: "rejected", Verdict.EDIT: "edited"}.get(decision.verdict, "accepted")


def _fates(name: str, found: Sequence[str]) -> Fate:
    n = Counter(found)
    return Fate(name, len(found), n["accepted"], n["edited"], n["rejected"], n["disputed"])


def _by_score(scored: Sequence[tuple[float, str]]) -> list[Fate]:
    bands = []
    for low, high in pairwise(SCORE_BANDS):
        name = f"{low:.2f} to {min(high, 1.0):.2f}"
        bands.append(_fates(name, [fate for score, fate in scored if low <= score < high]))
    return bands


def _work(decisions: Sequence[Decision], attribution_of: Mapping[str, str]) -> list[CoderWork]:
    words = standing(decisions)
    in_force = decisions_in_force(decisions)
    kept = {one.id for one in in_force}
    listed = []
    for coder in dict.fromkeys(one.coder for one in decisions):
        own = [one for one in decisions if one.coder == coder]
        verdicts: Counter[str] = Counter()
        others = 0
        for (subject, name), word in words.items():
            if name != coder or word.decision is None:
                continue
            if subject in attribution_of or is_by_hand(subject):
                verdicts["added" if is_by_hand(subject) else _fate(word.decision)] += 1
            else:
                others += 1
        listed.append(
            CoderWork(
                coder=coder,
                n_accepted=verdicts["accepted"],
                n_edited=verdicts["edited"],
                n_rejected=verdicts["rejected"],
                n_added=verdicts["added"],
                n_adjudicated=len({one.subject for one in in_force if one.coder == coder and is_adjudication(one)}),
                n_other=others,
                n_notes=sum(not one.verdict.decides for one in in_force if one.coder == coder),
                n_withdrawn=sum(one.id not in kept and one.verdict is not Verdict.WITHDRAW for one in own),
                first=min(one.decided_at for one in own),
                last=max(one.decided_at for one in own),
            )
        )
    return listed


def _changes(decisions: Sequence[Decision], labels: Mapping[str, str]) -> list[ConceptChange]:
    found = []
    for one in decisions_in_force(decisions):
        if one.subject.startswith(_CONCEPT) and one.verdict.decides:
            identifier = one.subject.removeprefix(_CONCEPT)
            told = "; ".join(f"{name}: {value}" for name, value in one.values.items() if value is not None)
            what = f"{one.verdict.value}{f' ({told})' if told else ''}"
            found.append(ConceptChange(one.decided_at, one.coder, labels.get(identifier, identifier), what))
    return found


def _models(origins: Mapping[str, int]) -> list[Model]:
    listed = []
    for path in sorted(FOLDER.glob("*.toml")):
        manifest: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        manifest = manifest.get("regions", manifest)
        name = path.stem.removesuffix("-manifest")
        version = str(manifest.get("version", ""))
        network = manifest.get("files", {}).get("network", {})
        data = manifest.get("data", {})
        scores = manifest.get("scores", {})
        n_rows = sum(n for origin, n in origins.items() if f"{name} {version}" in origin)
        listed.append(
            Model(
                name=name,
                version=version,
                summary=str(manifest.get("summary", "")),
                digest=str(network.get("sha256") or manifest.get("sha256", "")),
                data="; ".join(data.values()) if data else str(manifest.get("trained_on", "")),
                scores=tuple((key.replace("_", " "), f"{value:g}") for key, value in scores.items()),
                n_rows=n_rows,
            )
        )
    return listed


def _versions() -> list[tuple[str, str]]:
    import platform
    from importlib import metadata

    found = [("Python", platform.python_version())]
    for name in LIBRARIES:
        try:
            found.append((name, metadata.version(name)))
        except metadata.PackageNotFoundError:
            continue
    return found
