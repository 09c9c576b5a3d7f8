"""The sixteen tables of DNA 3: names and columns as DNA asks for them."""

from __future__ import annotations

from ..table import Kind
from .database import CODER_SETTINGS

_ID = "ID INTEGER NOT NULL PRIMARY KEY"
_SHORT = "CHECK (LENGTH({0}) < 191)"
_BYTE = "CHECK ({0} BETWEEN 0 AND 255)"
_FLAG = "CHECK ({0} BETWEEN 0 AND 1)"
MAX_LABEL = 190  # characters that DNA's columns for titles, names and values hold
AFTER_PASSWORD = "PopupWidth"  # the column that follows the password
SETTING_RANGES = {"Refresh": (0, 9999), "FontSize": (1, 99), "PopupWidth": (100, 9999)}  # all others 0 or 1

VALUE_TABLES = {
    Kind.BOOLEAN: "DATABOOLEAN",
    Kind.INTEGER: "DATAINTEGER",
    Kind.TEXT: "DATASHORTTEXT",
    Kind.LONG: "DATALONGTEXT",
}


def _short(column: str, default: str = "") -> str:
    return f"{column} TEXT NOT NULL {default} {_SHORT.format(column)}"


def _colors(*, nullable: bool = False) -> list[str]:
    rule = "" if nullable else "NOT NULL DEFAULT 0"
    return [f"{name} INTEGER {rule} {_BYTE.format(name)}" for name in ("Red", "Green", "Blue")]


def _points(column: str, table: str) -> str:
    return f"FOREIGN KEY({column}) REFERENCES {table}(ID) ON DELETE CASCADE"


def _coder_columns() -> list[str]:
    made = []
    for name, default in CODER_SETTINGS.items():
        if name == AFTER_PASSWORD:
            made.append(_short("Password"))
        low, high = SETTING_RANGES.get(name, (0, 1))
        made.append(f"{name} INTEGER NOT NULL DEFAULT {default} CHECK ({name} BETWEEN {low} AND {high})")
    return made


def _values(value: str) -> list[str]:
    return [
        _ID, "StatementId INTEGER NOT NULL", "VariableId INTEGER NOT NULL", value,
        _points("StatementId", "STATEMENTS"), _points("VariableId", "VARIABLES"), "UNIQUE (StatementId, VariableId)",
    ]  # fmt: skip


_KINDS = " OR ".join(f"DataType = '{kind}'" for kind in ("boolean", "integer", "long text", "short text"))
_RIGHTS = ("viewStatements", "editStatements", "viewDocuments", "editDocuments")

TABLES: dict[str, list[str]] = {
    "SETTINGS": ["Property TEXT PRIMARY KEY", "Value TEXT NOT NULL"],
    "CODERS": [_ID, _short("Name"), *_colors(), *_coder_columns()],
    "DOCUMENTS": [
        _ID, _short("Title"), "Text TEXT NOT NULL", "Coder INTEGER",
        *(_short(name, "DEFAULT ''") for name in ("Author", "Source", "Section")),
        "Notes TEXT NOT NULL DEFAULT ''", _short("Type", "DEFAULT ''"), "Date INTEGER NOT NULL",
        _points("Coder", "CODERS"),
    ],
    "STATEMENTTYPES": [_ID, _short("Label"), *_colors()],
    "VARIABLES": [
        _ID, _short("Variable"), f"DataType TEXT NOT NULL DEFAULT 'short text' CHECK ({_KINDS})",
        "StatementTypeId INTEGER", _points("StatementTypeId", "STATEMENTTYPES"), "UNIQUE (Variable, StatementTypeId)",
    ],
    "VARIABLELINKS": [
        _ID, "SourceVariableId INTEGER", "TargetVariableId INTEGER", "CHECK (TargetVariableId != SourceVariableId)",
        _points("SourceVariableId", "VARIABLES"), _points("TargetVariableId", "VARIABLES"),
    ],
    "REGEXES": [f"Label TEXT PRIMARY KEY {_SHORT.format('Label')}", *_colors()],
    "CODERRELATIONS": [
        _ID, "Coder INTEGER CHECK (Coder > 0)", "OtherCoder INTEGER CHECK (OtherCoder > 0)",
        *(f"{name} INTEGER NOT NULL DEFAULT 1 {_FLAG.format(name)}" for name in _RIGHTS),
        "CHECK (Coder != OtherCoder)", _points("Coder", "CODERS"), _points("OtherCoder", "CODERS"),
    ],
    "STATEMENTS": [
        _ID, "StatementTypeId INTEGER", "DocumentId INTEGER", "Start INTEGER NOT NULL CHECK (Start >= 0)",
        "Stop INTEGER NOT NULL CHECK (Stop >= 0)", "Coder INTEGER", "CHECK (Start < Stop)",
        _points("StatementTypeId", "STATEMENTTYPES"), _points("DocumentId", "DOCUMENTS"), _points("Coder", "CODERS"),
    ],
    "DATABOOLEAN": _values("Value INTEGER NOT NULL DEFAULT 1"),
    "DATAINTEGER": _values("Value INTEGER NOT NULL DEFAULT 0"),
    "ENTITIES": [
        _ID, "VariableId INTEGER NOT NULL", _short("Value", "DEFAULT ''"), *_colors(nullable=True),
        "ChildOf INTEGER CHECK (ChildOf > 0)", "UNIQUE (VariableId, Value)",
        _points("ChildOf", "ENTITIES"), _points("VariableId", "VARIABLES"),
    ],
    "DATASHORTTEXT": [*_values("Entity INTEGER NOT NULL"), _points("Entity", "ENTITIES")],
    "DATALONGTEXT": _values("Value TEXT DEFAULT ''"),
    "ATTRIBUTEVARIABLES": [
        _ID, "VariableId INTEGER NOT NULL", _short("AttributeVariable"), "UNIQUE (VariableId, AttributeVariable)",
        _points("VariableId", "VARIABLES"),
    ],
    "ATTRIBUTEVALUES": [
        _ID, "EntityId INTEGER NOT NULL", "AttributeVariableId INTEGER NOT NULL",
        _short("AttributeValue", "DEFAULT ''"), "UNIQUE (EntityId, AttributeVariableId)",
        _points("EntityId", "ENTITIES"), _points("AttributeVariableId", "ATTRIBUTEVARIABLES"),
    ],
}  # fmt: skip


def create_statements() -> list[str]:
    """SQL that makes the tables, each after those it points to."""
    # SQLite wants keys after columns; UNIQUE and FOREIGN KEY may stand in any order among themselves.
    made = []
    for table, parts in TABLES.items():
        columns = [part for part in parts if not part.startswith(("FOREIGN", "UNIQUE", "CHECK"))]
        rules = [part for part in parts if part.startswith(("FOREIGN", "UNIQUE", "CHECK"))]
        made.append(f"CREATE TABLE {table} ({', '.join([*columns, *rules])})")
    return made
