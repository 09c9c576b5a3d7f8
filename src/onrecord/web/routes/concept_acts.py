"""What is decided on concepts: added, changed, ranked, merged, split, removed; what reaches far has its preview."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import Field

from ...errors import InputError
from ...record import Concept, ConceptKind, JsonValue, Verdict
from ...workbench.concept_pages import (
    CONCEPT,
    ConceptCounts,
    concept_as_json,
    doubled,
    earlier_moves,
    new_concept_id,
    subjects_under,
)
from ...workbench.statements import Wanted
from ..access import Account
from ..bench import Bench, TheAccount, TheBench
from ..changing import check_may_change, put_on_record
from ..fields import PLAIN, Id, Line, Strict
from ..shared import concepts_of, index_of, reader_of
from .codebook import counts_of
from .overview import seen

router = APIRouter()
LISTED = 50  # statements that a preview lists
_Text = Annotated[str, Field(max_length=4_000, pattern=PLAIN)]
_Lines = Annotated[list[Annotated[str, Field(max_length=1_000, pattern=PLAIN)]], Field(max_length=200)]


class ConceptIn(Strict):
    """What a person may say of a concept; what is left out stays as it is."""

    label: Line | None = None
    definition: _Text | None = None
    kind: ConceptKind | None = None
    parent: Annotated[str, Field(max_length=200)] | None = None
    rank: Annotated[int, Field(ge=-1_000, le=10_000)] | None = None
    keywords: _Lines | None = None
    examples: _Lines | None = None
    counterexamples: _Lines | None = None
    retired: bool | None = None


class Changed(Strict):
    concept: Id
    values: ConceptIn


class Ladder(Strict):
    """Options from the smallest step upwards, all of them."""

    order: list[Id] = Field(min_length=1, max_length=1_000)


class Merger(Strict):
    into: Id
    concepts: list[Id] = Field(min_length=1, max_length=200)
    preview: bool = True


class Split(Strict):
    concept: Id
    statements: list[Id] = Field(min_length=1, max_length=5_000)
    into: Annotated[str, Field(max_length=200)] = ""
    label: Line = ""
    definition: _Text = ""
    preview: bool = True


class One(Strict):
    concept: Id


@router.post("/api/codebook/concepts")
def added(given: ConceptIn, bench: TheBench, account: TheAccount) -> dict[str, Any]:
    """Adds a concept."""
    label = _label(bench, given.label or "")
    identifier = new_concept_id(label, concepts_of(bench))
    values = {**_values(given), "label": label}
    put_on_record(bench, account, [(f"{CONCEPT}{identifier}", Verdict.ADD, values)])
    return {"id": identifier}


@router.post("/api/codebook/concepts/change")
def changed(given: Changed, bench: TheBench, account: TheAccount) -> dict[str, Any]:
    """Renames, defines, moves, ranks or retires a concept."""
    concept = _known(bench, given.concept)
    values = _values(given.values)
    if "label" in values:
        values["label"] = _label(bench, str(values["label"]), own=concept.id)
    if values.get("parent"):
        _check_parent(bench, concept.id, str(values["parent"]))
    now = concept_as_json(concept)
    values = {name: value for name, value in values.items() if value != ("" if now[name] is None else now[name])}
    if values:
        put_on_record(bench, account, [(f"{CONCEPT}{concept.id}", Verdict.EDIT, values)])
    return {"id": concept.id, "changed": sorted(values)}


@router.post("/api/codebook/ladder")
def ranked(given: Ladder, bench: TheBench, account: TheAccount) -> dict[str, Any]:
    """Puts the options in this order: rank 1 is the smallest step."""
    made: list[tuple[str, Verdict, Mapping[str, JsonValue]]] = []
    for rank, identifier in enumerate(dict.fromkeys(given.order), 1):
        concept = _known(bench, identifier)
        if concept.kind is not ConceptKind.OPTION:
            raise InputError(f"{concept.label!r} is no option; only options stand on the ladder")
        if concept.rank != rank:
            made.append((f"{CONCEPT}{identifier}", Verdict.EDIT, {"rank": rank}))
    put_on_record(bench, account, made)
    return {"changed": len(made)}


@router.post("/api/codebook/merge")
def merged(given: Merger, bench: TheBench, account: TheAccount) -> dict[str, Any]:
    """What a merger changes; with `preview` false it is made."""
    check_may_change(bench, account)
    into = _known(bench, given.into)
    gone = [_known(bench, one) for one in dict.fromkeys(given.concepts) if one != into.id]
    if not gone:
        raise InputError("choose at least two different concepts to merge")
    if not given.preview:
        put_on_record(bench, account, [(f"{CONCEPT}{one.id}", Verdict.EDIT, {"merged_into": into.id}) for one in gone])
        return {"id": into.id}
    reader = reader_of(bench, account)
    counts = counts_of(bench, account)
    both = doubled(bench.project.store, [into.id, *(one.id for one in gone)], reader)
    children = [one.label for one in concepts_of(bench).values() if one.parent in {each.id for each in gone}]
    return {
        "into": {"id": into.id, "label": into.label, **asdict(counts.get(into.id, ConceptCounts()))},
        "gone": [{"id": one.id, "label": one.label, **asdict(counts.get(one.id, ConceptCounts()))} for one in gone],
        "doubled": both.n_passages,
        "opposed": both.n_opposed,
        "children": children,
        **_statements(bench, account, [one.id for one in gone]),
    }


@router.post("/api/codebook/split")
def split(given: Split, bench: TheBench, account: TheAccount) -> dict[str, Any]:
    """What changes when these statements are coded as another concept; with `preview` false it is done."""
    check_may_change(bench, account)
    concept = _known(bench, given.concept)
    subjects = subjects_under(bench.project.store, given.statements, concept.id)
    if not subjects:
        raise InputError(f"none of these statements is coded as {concept.label!r} now; reload the page")
    known = _known(bench, given.into) if given.into else None
    if known is not None and known.id == concept.id:
        raise InputError("that is the same concept; choose another one, or name a new one")
    label = known.label if known else _label(bench, given.label)
    if given.preview:
        before = counts_of(bench, account).get(concept.id, ConceptCounts())
        return {
            "from": {"id": concept.id, "label": concept.label, **asdict(before)},
            "into": {"label": label, "is_new": known is None},
            "n_statements": len(set(given.statements)),
            "n_codings": len(subjects),
        }
    identifier = known.id if known else new_concept_id(label, concepts_of(bench))
    moves: dict[str, JsonValue] = {**earlier_moves(bench.project.store, identifier)}
    moves |= dict.fromkeys(subjects, identifier)
    values: dict[str, JsonValue] = {"moves": moves}
    if known is None:
        values |= {"label": label, "definition": given.definition, "kind": concept.kind.value}
        values |= {"parent": concept.parent or ""}
    verdict = Verdict.EDIT if known else Verdict.ADD
    put_on_record(bench, account, [(f"{CONCEPT}{identifier}", verdict, values)])
    return {"id": identifier, "n_codings": len(subjects)}


@router.post("/api/codebook/remove")
def removed(given: One, bench: TheBench, account: TheAccount) -> dict[str, Any]:
    """Takes a concept out on which nobody has decided; others can be merged or retired."""
    concept = _known(bench, given.concept)
    counts = counts_of(bench, account).get(concept.id, ConceptCounts())
    if counts.n_decisions:
        raise InputError(
            f"{counts.n_decisions} decisions rest on {concept.label!r}; merge it into another concept, or retire it"
        )
    put_on_record(bench, account, [(f"{CONCEPT}{concept.id}", Verdict.REJECT, {})])
    return {"id": concept.id}


def _values(given: ConceptIn) -> dict[str, JsonValue]:
    """What was given; an empty rank or parent takes the one there is away."""
    values: dict[str, JsonValue] = {name: getattr(given, name) for name in given.model_fields_set}
    for name in ("parent", "rank"):
        if name in values and values[name] is None:
            values[name] = ""
    for name in ("keywords", "examples", "counterexamples"):
        if isinstance(lines := values.get(name), list):
            values[name] = [str(line).strip() for line in lines if str(line).strip()]
    if given.kind is not None:
        values["kind"] = given.kind.value
    return {name: value for name, value in values.items() if value is not None}


def _label(bench: Bench, label: str, *, own: str = "") -> str:
    words = " ".join(label.split())
    if not words:
        raise InputError("a concept needs a name; write one, such as what is asked for in a few words")
    for other in concepts_of(bench).values():
        if other.id != own and other.label.lower() == words.lower():
            raise InputError(f"there is a concept {other.label!r} already; take another name, or merge the two")
    return words


def _known(bench: Bench, identifier: str) -> Concept:
    concept = concepts_of(bench).get(identifier)
    if concept is None:
        raise InputError(f"{identifier!r} is no concept of the codebook any more; reload the page")
    return concept


def _check_parent(bench: Bench, concept: str, parent: str) -> None:
    known = concepts_of(bench)
    above: str | None = _known(bench, parent).id
    while above is not None and above in known:
        if above == concept:
            raise InputError("a concept cannot stand below itself; choose another place")
        above = known[above].parent


def _statements(bench: Bench, account: Account, concepts: Sequence[str]) -> dict[str, Any]:
    found = index_of(bench).rows(seen(bench, account, Wanted(concept=tuple(concepts))), limit=LISTED)
    return {"n_statements": found["count"], "statements": found["rows"]}
