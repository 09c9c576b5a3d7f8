"""`.dna` files of DNA 3, read. What is damaged is either mended and said in a warning, or refused with its name."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from ..table import Kind
from .database import (
    CODER_SETTINGS,
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
    Value,
)  # fmt: skip
from .errors import DnaError
from .offsets import Counting, normalize_newlines, read_positions
from .opening import open_readonly, rows
from .schema import VALUE_TABLES


def read_dna(path: str | Path) -> DnaDatabase:
    """The database of a `.dna` file as DNA 3 writes it; the file is not changed.

    Line ends of texts become `\\n`, and positions, which DNA counts in UTF-16 units, become code points. DnaError: no
    such file, not an SQLite file, in use by another program, damaged, or of another version.
    """
    path = Path(path)
    with closing(open_readonly(path)) as connection:
        try:
            connection.execute("BEGIN")  # one snapshot, should somebody else write meanwhile
            return _Reader(connection, path).database()
        except sqlite3.DatabaseError as error:
            raise DnaError(
                f"{path}: the file is damaged ({error}); take a backup, or try SQLite's command .recover on a copy"
            ) from error
        except (ValueError, TypeError, AttributeError) as error:
            raise DnaError(f"{path}: holds values that DNA does not write ({error}); take a backup") from error


class _Reader:
    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path
        self._warnings: list[str] = []
        self._unread: dict[int, str] = {}  # texts as they stand in the file, where the line ends differ

    def _rows(self, table: str, *columns: str, order: str = "ID") -> Iterable[tuple[Any, ...]]:
        return rows(self._connection, self._path, table, columns, order)

    def database(self) -> DnaDatabase:
        documents = self._documents()
        types = self._statement_types()
        entities = self._entities(types)
        return DnaDatabase(
            coders=self._coders(),
            documents=documents,
            statement_types=types,
            entities=entities,
            statements=self._statements(documents, types, entities),
            regexes=tuple(
                DnaRegex(label, _color(*rgb) or "#000000")
                for label, *rgb in self._rows("REGEXES", "Label", "Red", "Green", "Blue", order="rowid")
            ),
            relations=tuple(
                DnaRelation(coder, other, *map(bool, rights))
                for coder, other, *rights in self._rows(
                    "CODERRELATIONS", "Coder", "OtherCoder", "viewStatements", "editStatements", "viewDocuments",
                    "editDocuments",
                )
            ),
            links=tuple(
                DnaLink(*row) for row in self._rows("VARIABLELINKS", "ID", "SourceVariableId", "TargetVariableId")
            ),
            settings=dict(self._rows("SETTINGS", "Property", "Value", order="rowid")),
            warnings=tuple(self._warnings),
        )  # fmt: skip

    def _coders(self) -> tuple[DnaCoder, ...]:
        names = tuple(CODER_SETTINGS)
        return tuple(
            DnaCoder(id, name, _color(red, green, blue) or "#000000", password, dict(zip(names, values, strict=True)))
            for id, name, red, green, blue, password, *values in self._rows(
                "CODERS", "ID", "Name", "Red", "Green", "Blue", "Password", *names
            )
        )

    def _documents(self) -> tuple[DnaDocument, ...]:
        found = []
        for id, title, text, date, coder, *metadata in self._rows(
            "DOCUMENTS", "ID", "Title", "Text", "Date", "Coder", "Author", "Source", "Section", "Notes", "Type"
        ):
            plain = normalize_newlines(text)
            if plain != text:
                self._unread[id] = text
            found.append(DnaDocument(id, title, plain, date, coder, *metadata))
        if self._unread:
            self._warnings.append(
                f"{len(self._unread)} texts had line ends other than \\n; they became \\n, as DNA's editor counts them"
            )
        unreadable = [each.id for each in found if "\ufffd" in each.text]
        if unreadable:
            self._warnings.append(f"the texts of documents {_listed(unreadable)} hold bytes that are no characters")
        return tuple(found)

    def _statement_types(self) -> tuple[DnaStatementType, ...]:
        attributes: dict[int, dict[str, int]] = defaultdict(dict)
        for id, variable, name in self._rows("ATTRIBUTEVARIABLES", "ID", "VariableId", "AttributeVariable"):
            attributes[variable][name] = id
        variables: dict[int, list[DnaVariable]] = defaultdict(list)
        for id, name, kind, type_id in self._rows("VARIABLES", "ID", "Variable", "DataType", "StatementTypeId"):
            variables[type_id].append(DnaVariable(id, name, Kind(kind), attributes[id]))
        return tuple(
            DnaStatementType(id, label, _color(*rgb) or "#000000", tuple(variables[id]))
            for id, label, *rgb in self._rows("STATEMENTTYPES", "ID", "Label", "Red", "Green", "Blue")
        )

    def _entities(self, types: tuple[DnaStatementType, ...]) -> tuple[DnaEntity, ...]:
        names = {
            attribute: name
            for each in types
            for variable in each.variables
            for name, attribute in variable.attributes.items()
        }
        values: dict[int, dict[str, str]] = defaultdict(dict)
        for entity, attribute, value in self._rows(
            "ATTRIBUTEVALUES", "EntityId", "AttributeVariableId", "AttributeValue", order="AttributeVariableId"
        ):
            if attribute in names:
                values[entity][names[attribute]] = value
        return tuple(
            DnaEntity(id, variable, value, _color(*rgb), child_of, values[id])
            for id, variable, value, child_of, *rgb in self._rows(
                "ENTITIES", "ID", "VariableId", "Value", "ChildOf", "Red", "Green", "Blue"
            )
        )

    def _statements(
        self,
        documents: tuple[DnaDocument, ...],
        types: tuple[DnaStatementType, ...],
        entities: tuple[DnaEntity, ...],
    ) -> tuple[DnaStatement, ...]:
        values = self._values(types, entities)
        known = {each.id: each for each in types}
        spans = self._spans(documents)
        found, orphans = [], []
        for id, type_id, document, coder in self._rows("STATEMENTS", "ID", "StatementTypeId", "DocumentId", "Coder"):
            if type_id not in known or id not in spans:
                orphans.append(id)
                continue
            row = tuple(values[variable.id].get(id) for variable in known[type_id].variables)
            found.append(DnaStatement(id, type_id, document, *spans[id], coder, row))
        self._warn(orphans, "belong to no document or no statement type, or stand outside its text; they were left out")
        self._warn([each.id for each in found if None in each.values], "lack a value that DNA needs; it is None")
        return tuple(found)

    def _values(
        self, types: tuple[DnaStatementType, ...], entities: tuple[DnaEntity, ...]
    ) -> Mapping[int, Mapping[int, Value]]:
        """Variable id -> statement id -> value."""
        texts = {each.id: each.value for each in entities}
        values: dict[int, dict[int, Value]] = defaultdict(dict)
        for kind, table in VALUE_TABLES.items():
            wanted = {v.id for each in types for v in each.variables if v.kind is kind}
            column = "Entity" if kind is Kind.TEXT else "Value"
            for statement, variable, value in self._rows(table, "StatementId", "VariableId", column):
                if variable in wanted:
                    values[variable][statement] = texts.get(value) if kind is Kind.TEXT else value
        return values

    def _spans(self, documents: tuple[DnaDocument, ...]) -> dict[int, tuple[int, int]]:
        """Statement id -> code points; statements that stand in no text are missing."""
        raw: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
        for id, document, start, stop in self._rows("STATEMENTS", "ID", "DocumentId", "Start", "Stop"):
            raw[document].append((id, start, stop))
        found: dict[int, tuple[int, int]] = {}
        unusual: dict[Counting, list[int]] = defaultdict(list)
        for document in documents:
            ids = [id for id, _, _ in raw[document.id]]
            text = self._unread.get(document.id, document.text)
            spans, counting = read_positions(text, [(start, stop) for _, start, stop in raw[document.id]])
            found.update((id, span) for id, span in zip(ids, spans, strict=True) if span)
            unusual[counting].append(document.id)
        for counting, ids in unusual.items():
            if counting is not Counting.UTF16:
                self._warnings.append(
                    f"the positions in documents {_listed(ids)} do not fit DNA's way of counting, but {counting} "
                    "(another program wrote them): they were read so"
                )
        return found

    def _warn(self, ids: list[int], words: str) -> None:
        if ids:
            self._warnings.append(f"{len(ids)} statements ({_listed(ids)}) {words}")


def _listed(ids: list[int]) -> str:
    shown = ", ".join(map(str, ids[:10]))
    return f"{shown} and {len(ids) - 10} more" if len(ids) > 10 else shown


def _color(red: int | None, green: int | None, blue: int | None) -> str | None:
    return None if red is None or green is None or blue is None else f"#{red:02x}{green:02x}{blue:02x}"
