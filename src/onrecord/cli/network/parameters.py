"""The options of a network, as options of every command: rDNA's names, as `--time-window` and as `--timeWindow`."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Annotated, Any, get_type_hints

import typer

from ...errors import InputError

# Option -> type, help, and the spelling of rDNA where camel case is not enough.
_TEXTS: dict[str, str] = {
    "network_type": "twomode, onemode or eventlist.",
    "variable1": "Who: the variable of the rows. Default: organization; of a project: actor.",
    "variable2": "On what: the variable of the columns, or what one-mode ties run through.",
    "qualifier": "The variable that says for or against; 'none' for none.",
    "qualifier_aggregation": "ignore, combine, subtract, congruence or conflict.",
    "normalization": "no, average, jaccard, cosine, activity or prominence.",
    "duplicates": "include, document, day, week, month, year or acrossrange.",
    "start_date": "First day, 2019-09-01 or 01.09.2019, with or without a time.",
    "stop_date": "Last day.",
    "time_window": "no, events, seconds, minutes, hours, days, weeks, months or years.",
    "kernel": "no, uniform, epanechnikov, triangular or gaussian.",
    "compat": "'dna': the numbers of DNA 3.1, its defects included.",
}
_NUMBERS = {
    "window_size": "Length of a window, in units of --time-window.",
    "minimum_frequency": "Leave out actors and concepts with fewer statements.",
}
_FLAGS = {
    "variable1_document": "--variable1 is a variable of the document.",
    "variable2_document": "--variable2 is a variable of the document.",
    "qualifier_document": "--qualifier is a variable of the document.",
    "isolates": "Show also who has no tie in the chosen range.",
    "normalize_to_one": "Let the cells of each kernel slice sum to 1.",
    "indent_time": "Begin and end kernel slices half a window inside the range.",
    "invert_values": "Keep only what --exclude-values names.",
    "invert_authors": "Keep only these authors.",
    "invert_sources": "Keep only these sources.",
    "invert_sections": "Keep only these sections.",
    "invert_types": "Keep only these types.",
}
_LISTS = {
    "exclude_values": "Leave out statements with this value, as VARIABLE=VALUE; may be repeated.",
    "exclude_authors": "Leave out articles of this author; may be repeated.",
    "exclude_sources": "Leave out articles of this outlet; may be repeated.",
    "exclude_sections": "Leave out articles of this section; may be repeated.",
    "exclude_types": "Leave out articles of this type; may be repeated.",
    "coders": "Keep only this coder's statements; may be repeated.",
}
_PANEL = "What network (names as in rDNA)"
_SPELLED = {"start_date": ("--start.date",), "stop_date": ("--stop.date",)}
Command = Callable[..., None]


def network_options(command: Command) -> Command:
    """The command with the options above; it is called with `asked`, a dict of those that were given."""
    hints = get_type_hints(command, include_extras=True)
    own = [
        p.replace(annotation=hints[p.name]) for p in inspect.signature(command).parameters.values() if p.name != "asked"
    ]
    added = [_parameter(name) for name in (*_TEXTS, *_NUMBERS, *_FLAGS, *_LISTS)]

    @wraps(command)
    def run(**given: Any) -> None:
        asked = {p.name: given.pop(p.name) for p in added}
        command(**given, asked=_given(asked))

    run.__signature__ = inspect.Signature([*own, *added])  # type: ignore[attr-defined]
    run.__annotations__ = {p.name: p.annotation for p in (*own, *added)}
    return run


def _parameter(name: str) -> inspect.Parameter:
    dashed = "--" + name.replace("_", "-")
    head, *rest = name.split("_")
    camel = "--" + head + "".join(part.capitalize() for part in rest)
    names = list(dict.fromkeys([dashed, camel, *_SPELLED.get(name, ())]))
    if name in _FLAGS:
        names = [f"{dashed}/--no-{dashed[2:]}", *(n for n in names if n != dashed)]
    kind: Any = str | None
    if name in _NUMBERS:
        kind = int | None
    elif name in _FLAGS:
        kind = bool | None
    elif name in _LISTS:
        kind = list[str] | None
    text = (_TEXTS | _NUMBERS | _FLAGS | _LISTS)[name]
    option = typer.Option(*names, help=text, rich_help_panel=_PANEL, show_default=False)
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=Annotated[kind, option])


def _given(asked: dict[str, Any]) -> dict[str, Any]:
    given = {name: value for name, value in asked.items() if value not in (None, [])}
    if given.get("qualifier", "") == "none":
        given["qualifier"] = None
    if "exclude_values" in given:
        given["exclude_values"] = _by_variable(given["exclude_values"])
    return given


def _by_variable(pairs: list[str]) -> dict[str, list[str | int]]:
    found: dict[str, list[str | int]] = {}
    for pair in pairs:
        variable, sign, value = pair.partition("=")
        if not sign or not variable.strip():
            raise InputError(f"--exclude-values {pair!r}: write VARIABLE=VALUE, such as concept='Full treaty'")
        found.setdefault(variable.strip(), []).append(value.strip())
    return found


def wants_picture(path: Path | None) -> bool:
    """Whether `path` is a picture's. InputError where it is neither that (.svg, .png, .pdf) nor a table's (.csv)."""
    ending = path.suffix.lower() if path else ".csv"
    if ending not in (".svg", ".png", ".pdf", ".csv"):
        raise InputError(f"{path}: end the name in .svg, .png or .pdf for a picture, or .csv for a table")
    return ending != ".csv"
