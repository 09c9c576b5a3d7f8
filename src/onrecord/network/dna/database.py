"""A `.dna` database as values: everything that DNA 3 keeps in its sixteen tables, positions in code points."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..table import Kind
from .errors import DnaError

if TYPE_CHECKING:
    from ..table import StatementTable

Value = str | int | None
VERSION = "3.1.2"  # the release whose schema is written; DNA opens every file whose version begins with "3."
PERMISSIONS = (
    "AddDocuments", "EditDocuments", "DeleteDocuments", "ImportDocuments", "AddStatements", "EditStatements",
    "DeleteStatements", "EditAttributes", "EditRegex", "EditStatementTypes", "EditCoders", "EditCoderRelations",
    "ViewOthersDocuments", "EditOthersDocuments", "ViewOthersStatements", "EditOthersStatements",
)  # fmt: skip
CODER_SETTINGS: Mapping[str, int] = {
    "Refresh": 0, "FontSize": 14, "PopupWidth": 300, "ColorByCoder": 0, "PopupDecoration": 0, "PopupAutoComplete": 1,
    **{f"Permission{name}": 1 for name in PERMISSIONS},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class DnaCoder:
    """`password` is the digest that DNA keeps (`hash_password`); `settings` are columns of CODERS."""

    id: int
    name: str
    color: str = "#ffff00"
    password: str = ""
    settings: Mapping[str, int] = field(default_factory=lambda: dict(CODER_SETTINGS))


@dataclass(frozen=True, slots=True)
class DnaRelation:
    """What `coder` may see and change of what `other` did."""

    coder: int
    other: int
    view_statements: bool = True
    edit_statements: bool = True
    view_documents: bool = True
    edit_documents: bool = True


@dataclass(frozen=True, slots=True)
class DnaDocument:
    """`date` is seconds since 1970 of the wall-clock time, without zone; unknown metadata are empty strings."""

    id: int
    title: str
    text: str
    date: int
    coder: int | None = 1
    author: str = ""
    source: str = ""
    section: str = ""
    notes: str = ""
    type: str = ""


@dataclass(frozen=True, slots=True)
class DnaVariable:
    """`attributes` are the names of what is kept about each entity (short text only), with DNA's ids of them."""

    id: int
    name: str
    kind: Kind
    attributes: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DnaStatementType:
    id: int
    label: str
    color: str
    variables: tuple[DnaVariable, ...]


@dataclass(frozen=True, slots=True)
class DnaEntity:
    """A value of a short-text variable. `variable` and `child_of` are ids; `color` is None where DNA has none."""

    id: int
    variable: int
    value: str
    color: str | None = "#000000"
    child_of: int | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DnaStatement:
    """Code points `[start, stop)` of its document's text, and a value for each variable of its type, in their order.

    A value is None only where a damaged file has none.
    """

    id: int
    type: int
    document: int
    start: int
    stop: int
    coder: int | None
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class DnaRegex:
    """A pattern that DNA colors in the text."""

    pattern: str
    color: str


@dataclass(frozen=True, slots=True)
class DnaLink:
    """A row of VARIABLELINKS, which DNA keeps and never uses."""

    id: int
    source: int | None
    target: int | None


@dataclass(frozen=True)
class DnaDatabase:
    """One `.dna` file. Everything is in order of its id; `warnings` are sentences about what was mended on reading."""

    coders: tuple[DnaCoder, ...]
    documents: tuple[DnaDocument, ...]
    statement_types: tuple[DnaStatementType, ...]
    entities: tuple[DnaEntity, ...]
    statements: tuple[DnaStatement, ...]
    regexes: tuple[DnaRegex, ...] = ()
    relations: tuple[DnaRelation, ...] = ()
    links: tuple[DnaLink, ...] = ()
    settings: Mapping[str, str] = field(default_factory=lambda: {"version": VERSION})
    warnings: tuple[str, ...] = field(default=(), compare=False)

    def statement_type(self, label: str | None = None) -> DnaStatementType:
        """The type of that label; without one the only type that has statements, else "DNA Statement".

        DnaError names the labels there are.
        """
        labels = [each.label for each in self.statement_types]
        if label is None:
            used = {each.type for each in self.statements}
            with_statements = [each.label for each in self.statement_types if each.id in used]
            label = with_statements[0] if len(with_statements) == 1 else "DNA Statement"
        if labels.count(label) != 1:
            problem = "several statement types are called" if label in labels else "no statement type is called"
            raise DnaError(f"{problem} {label!r}; there are: {', '.join(map(repr, labels)) or 'none'}")
        return self.statement_types[labels.index(label)]

    def table(self, statement_type: str | None = None, *, drop_incomplete: bool = False) -> StatementTable:
        """The statements of one type as a table, in order of their ids. Times are those of the documents, as in DNA.

        A statement without a value for a boolean or integer variable raises DnaError, or is left out with
        `drop_incomplete`; a missing text is the empty string.
        """
        from .tabulating import table_of

        return table_of(self, self.statement_type(statement_type), drop_incomplete=drop_incomplete)
