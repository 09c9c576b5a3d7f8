"""Invented `.dna` databases, and a strategy that makes odd ones."""

from __future__ import annotations

import functools
from datetime import datetime

from hypothesis import strategies as st

from onrecord.network import Kind
from onrecord.network.dna import (
    CodedSpan,
    CodedType,
    DnaCoder,
    DnaDatabase,
    DnaDocument,
    DnaEntity,
    DnaLink,
    DnaRegex,
    DnaRelation,
    DnaStatement,
    DnaStatementType,
    DnaVariable,
    TextDocument,
    compose,
)

HARBOR_TEXT = "The pilots 🚢 want the harbor dredged.\nThe greens do not."


@functools.cache
def harbor() -> DnaDatabase:
    """Two documents, three statements, two of them on the same words."""
    documents = [
        TextDocument("a", HARBOR_TEXT, datetime(2021, 5, 3, 9, 30), title="Dredging", source="Post", author="Lund"),
        TextDocument("b", "Nothing new.", datetime(2021, 6, 1), title="Quiet day", coder="Ines"),
    ]
    pilots = HARBOR_TEXT.index("The pilots"), HARBOR_TEXT.index("\n")
    greens = HARBOR_TEXT.index("The greens"), len(HARBOR_TEXT)
    statements = [
        CodedSpan("a", *pilots, {"organization": "Pilots", "concept": "dredging", "agreement": 1}, coder="Ines"),
        CodedSpan("a", *pilots, {"organization": "Pilots", "concept": "growth", "agreement": 1}, coder="Ines"),
        CodedSpan("a", *greens, {"organization": "Greens", "concept": "dredging", "agreement": 0}),
    ]
    attributes = {"organization": {"Pilots": {"Type": "guild"}, "Greens": {"Type": "party", "Seats": "12"}}}
    kind = CodedType(statements, attributes=attributes, colors={"organization": {"Greens": "#00aa00"}})
    return compose(documents, [kind], regexes={"dredg": "#ff0000"})


LETTERS = st.sampled_from(["a", "é", " ", "\n", "🚢", "𐍈", "ﬁ", "\u0301", '"', ";", "\u2028", "\0"])
LABELS = st.text(st.sampled_from("abÄ🚢;\"'"), max_size=6)
COLORS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
NUMBERS = st.integers(-(2**31), 2**31 - 1)


@st.composite
def databases(draw: st.DrawFn) -> DnaDatabase:
    """Any database that DNA could hold, with everything that `write_dna` would add already there."""
    coders = draw(st.integers(1, 3))
    texts = draw(st.lists(st.text(LETTERS, min_size=1, max_size=12), min_size=1, max_size=3))
    documents = tuple(
        DnaDocument(
            id=number, title=draw(LABELS), text=text, date=draw(st.integers(-(2**33), 2**33)),
            coder=draw(st.integers(1, coders)), author=draw(LABELS), source=draw(LABELS), section=draw(LABELS),
            notes=draw(LABELS), type=draw(LABELS),
        )
        for number, text in enumerate(texts, 3)
    )  # fmt: skip
    types, entities, statements = [], [], []
    for type_id in range(1, draw(st.integers(1, 2)) + 1):
        variables = []
        for kind in draw(st.lists(st.sampled_from(Kind), min_size=1, max_size=5)):
            id = 10 * type_id + len(variables)
            attributes = {"Type": 2 * id, "Notes": 2 * id + 1} if kind is Kind.TEXT and draw(st.booleans()) else {}
            variables.append(DnaVariable(id, f"variable {len(variables)}", kind, attributes))
            if kind is Kind.TEXT:
                for value in ["", *draw(st.lists(LABELS.filter(bool), max_size=3, unique=True))]:
                    parent = draw(st.sampled_from([None, *(each.id for each in entities)]))
                    known = {name: draw(LABELS) for name in attributes}
                    color = draw(st.none() | COLORS)
                    entities.append(DnaEntity(len(entities) + 1, id, value, color, parent, known))
        types.append(DnaStatementType(type_id, f"type {type_id}", draw(COLORS), tuple(variables)))
        for _ in range(draw(st.integers(0, 4))):
            document = draw(st.sampled_from(documents))
            start = draw(st.integers(0, len(document.text) - 1))
            stop = draw(st.integers(start + 1, len(document.text)))
            values = tuple(draw(_value(variable, entities)) for variable in variables)
            coder = draw(st.integers(1, coders))
            statements.append(DnaStatement(len(statements) + 5, type_id, document.id, start, stop, coder, values))
    pairs = [(one, other) for one in range(1, coders + 1) for other in range(1, coders + 1) if one != other]
    rights = st.tuples(*[st.booleans()] * 4)
    ids = [variable.id for each in types for variable in each.variables]
    return DnaDatabase(
        coders=tuple(DnaCoder(id, draw(LABELS), draw(COLORS), draw(LABELS)) for id in range(1, coders + 1)),
        documents=documents,
        statement_types=tuple(types),
        entities=tuple(entities),
        statements=tuple(statements),
        regexes=tuple(DnaRegex(each, draw(COLORS)) for each in draw(st.lists(LABELS, max_size=2, unique=True))),
        relations=tuple(DnaRelation(*pair, *draw(rights)) for pair in pairs),
        links=(DnaLink(1, ids[0], ids[-1]),) if ids[0] != ids[-1] else (),
        settings={"version": "3.1.2", "date": "2026-06-30"},
    )


def _value(variable: DnaVariable, entities: list[DnaEntity]) -> st.SearchStrategy[str | int]:
    if variable.kind is Kind.BOOLEAN:
        return st.integers(0, 1)
    if variable.kind is Kind.INTEGER:
        return NUMBERS
    if variable.kind is Kind.LONG:
        return st.text(LETTERS, max_size=5)
    return st.sampled_from([each.value for each in entities if each.variable == variable.id])
