"""Concepts as REFI-QDA codes: a tree of names with descriptions. What codes cannot hold goes into the description,
in lines that we read back; kinds and the option ladder are sets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ...record import Concept, ConceptKind, Stance
from .guids import canonical, guid_of
from .xml import children, local, printable, words_of

STANCE_PARENT = guid_of("stance")
STANCE_OF = {guid_of("stance", stance.value): stance.value for stance in Stance}
_STANCES = frozenset(stance.value for stance in Stance)
LADDER = guid_of("set", "options")
_SETS = {
    ConceptKind.OPTION: "Options, smallest step first",
    ConceptKind.ISSUE: "Issues",
    ConceptKind.ARGUMENT: "Arguments",
}
_LABELED = (("keywords", "Keywords: "), ("examples", "Example: "), ("counterexamples", "Not: "))


@dataclass(frozen=True, slots=True)
class Codes:
    """Concepts that were read, and by GUID what each code is: a concept's id, or a stance."""

    concepts: tuple[Concept, ...]
    concept_of: Mapping[str, str]
    stance_of: Mapping[str, str]
    losses: tuple[str, ...]


def add_codes(parent: Any, concepts: Sequence[Concept], *, stances: bool) -> None:
    """Appends `<Codes>`: concepts nested as their parents say, and the stances under a code of their own."""
    from lxml import etree

    space = etree.QName(parent).namespace
    codes = etree.SubElement(parent, f"{{{space}}}Codes")
    below: dict[str | None, list[Concept]] = {}
    known = {concept.id for concept in concepts}
    for concept in concepts:
        below.setdefault(concept.parent if concept.parent in known else None, []).append(concept)

    def add(under: Any, listed: Iterable[Concept]) -> None:
        for concept in listed:
            made = _code(under, space, guid_of("concept", concept.id), concept.label, codable=not concept.retired)
            description = _description(concept)
            if description:
                etree.SubElement(made, f"{{{space}}}Description").text = printable(description)
            add(made, below.get(concept.id, ()))

    add(codes, below.get(None, ()))
    if stances:
        made = _code(codes, space, STANCE_PARENT, "Stance", codable=False)
        for guid, stance in STANCE_OF.items():
            _code(made, space, guid, stance, codable=True)


def add_sets(parent: Any, concepts: Sequence[Concept], *, member: str, attribute: str) -> None:
    """Appends `<Sets>`: one a kind of concept; options in the order of the ladder."""
    from lxml import etree

    space = etree.QName(parent).namespace
    by_kind = {
        kind: sorted((c for c in concepts if c.kind is kind), key=lambda c: (c.rank is None, c.rank or 0))
        for kind in ConceptKind
    }
    if not concepts:
        return
    sets = etree.SubElement(parent, f"{{{space}}}Sets")
    for kind, listed in by_kind.items():
        if listed:
            made = etree.SubElement(sets, f"{{{space}}}Set", guid=_set_guid(kind), name=_SETS[kind])
            for concept in listed:
                etree.SubElement(made, f"{{{space}}}{member}", {attribute: guid_of("concept", concept.id)})


def read_codes(codes: Any, sets: Any, *, known: Sequence[Concept] = ()) -> Codes:
    """Concepts from `<Codes>`: known ones by GUID or by label keep their id, others get one made from their name."""
    by_guid = {guid_of("concept", concept.id): concept for concept in known}
    by_label = {_plain(concept.label): concept for concept in known}
    taken = {concept.id for concept in known}
    found: dict[str, Concept] = {}
    concept_of: dict[str, str] = {}
    stance_of: dict[str, str] = {}
    losses: list[str] = []
    n_colors = 0

    def walk(element: Any, parent: str | None, under_stance: bool) -> None:
        nonlocal n_colors
        for code in children(element, "Code"):
            guid, name = canonical(code.get("guid")), (code.get("name") or "").strip()
            n_colors += bool(code.get("color"))
            if guid == STANCE_PARENT:
                walk(code, parent, True)
                continue
            stance = STANCE_OF.get(guid) or (_plain(name) if under_stance and _plain(name) in _STANCES else None)
            if stance:
                stance_of[guid] = stance
                continue
            if not guid or not name:
                losses.append("a code without name or GUID was left out")
                continue
            same = by_guid.get(guid) or by_label.get(_plain(name))
            identifier = same.id if same else _free_id(name, taken)
            taken.add(identifier)
            concept_of[guid] = identifier
            # a code that cannot be coded with and has others below it is a heading, else one that is out of use
            retired = code.get("isCodable") == "false" and next(children(code, "Code"), None) is None
            found[guid] = _concept(identifier, name, words_of(code, "Description"), parent, retired)
            walk(code, identifier, False)

    walk(codes, None, False)
    ranked = _with_kinds(found, sets, losses)
    if n_colors:
        losses.append(f"colors of {n_colors} codes: concepts have none")
    return Codes(tuple(ranked.values()), concept_of, stance_of, tuple(losses))


def _code(under: Any, space: str | None, guid: str, name: str, *, codable: bool) -> Any:
    from lxml import etree

    return etree.SubElement(
        under, f"{{{space}}}Code", guid=guid, name=printable(name), isCodable="true" if codable else "false"
    )


def _description(concept: Concept) -> str:
    lines = [concept.definition] if concept.definition else []
    if concept.keywords:
        lines.append("Keywords: " + "; ".join(concept.keywords))
    lines += [f"Example: {' '.join(example.split())}" for example in concept.examples]
    lines += [f"Not: {' '.join(example.split())}" for example in concept.counterexamples]
    return "\n".join(lines)


def _concept(identifier: str, name: str, description: str, parent: str | None, retired: bool) -> Concept:
    kept: list[str] = []
    found: dict[str, list[str]] = {field: [] for field, _ in _LABELED}
    for line in description.splitlines():
        for field, label in _LABELED:
            if line.startswith(label):
                rest = line.removeprefix(label).strip()
                found[field] += [word.strip() for word in rest.split(";")] if field == "keywords" else [rest]
                break
        else:
            kept.append(line)
    return Concept(
        id=identifier,
        label=name,
        definition="\n".join(kept).strip(),
        parent=parent,
        keywords=tuple(filter(None, found["keywords"])),
        examples=tuple(filter(None, found["examples"])),
        counterexamples=tuple(filter(None, found["counterexamples"])),
        retired=retired,
        origin="codebook",
    )


def _with_kinds(found: Mapping[str, Concept], sets: Any, losses: list[str]) -> dict[str, Concept]:
    kinds = {_set_guid(kind): kind for kind in ConceptKind}
    result, n_other = dict(found), 0
    for one in children(sets, "Set") if sets is not None else ():
        kind = kinds.get(canonical(one.get("guid")))
        if kind is None:
            n_other += 1
            continue
        members = [m for m in one if local(m) == "MemberCode"]
        for rank, member in enumerate(members, 1):
            guid = canonical(member.get("targetGUID") or member.get("guid"))
            if guid in result:
                ranked = rank if kind is ConceptKind.OPTION else None
                result[guid] = replace(result[guid], kind=kind, rank=ranked)
    if n_other:
        losses.append(f"{n_other} sets of codes, sources or notes: there are none here")
    return result


def _set_guid(kind: ConceptKind) -> str:
    return LADDER if kind is ConceptKind.OPTION else guid_of("set", kind.value)


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def _free_id(name: str, taken: set[str]) -> str:
    stem = re.sub(r"[^\w]+", "_", name.casefold()).strip("_")[:40] or "concept"
    number, identifier = 1, stem
    while identifier in taken:
        number += 1
        identifier = f"{stem}_{number}"
    return identifier
