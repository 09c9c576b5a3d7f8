"""One entry: a network or a series into a file that another tool opens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import numpy as np
import numpy.typing as npt

from ...errors import InputError
from ..result import Network, NetworkSeries
from .delimited import edgelist_csv, matrix_csv, matrix_csv_of_dna, nodes_csv
from .gexf import gexf
from .graphml import graphml
from .pajek import pajek_net, pajek_project
from .r import r_files
from .ucinet import edgelist_dl, matrix_dl, matrix_dl_of_dna
from .visone import EntityIds, visone_graphml


class Format(StrEnum):
    CSV = "csv"
    EDGELIST = "edgelist"
    NODES = "nodes"
    GRAPHML = "graphml"
    GEXF = "gexf"
    PAJEK = "pajek"
    DL = "dl"
    R = "r"


DIALECTS: dict[Format, tuple[str, ...]] = {
    Format.CSV: ("plain", "excel", "dna"),
    Format.EDGELIST: ("plain", "excel"),
    Format.NODES: ("plain", "excel"),
    Format.GRAPHML: ("plain", "visone", "dna"),
    Format.GEXF: ("plain",),
    Format.PAJEK: ("net", "project"),
    Format.DL: ("plain", "edgelist", "dna"),
    Format.R: ("plain",),
}
BY_ENDING = {
    ".csv": Format.CSV,
    ".graphml": Format.GRAPHML,
    ".gexf": Format.GEXF,
    ".net": Format.PAJEK,
    ".paj": Format.PAJEK,
    ".dl": Format.DL,
    ".r": Format.R,
}
LARGEST_LAYOUT = 600  # nodes; a second or two
WHOLE_SERIES = (Format.GEXF, Format.EDGELIST)


@dataclass(frozen=True, slots=True)
class Written:
    """The files that were written, in order of time, and what a reader of them must know."""

    files: tuple[Path, ...]
    notes: tuple[str, ...] = ()


def write_network(
    network: Network | NetworkSeries,
    path: str | Path,
    *,
    format: Format | str | None = None,
    dialect: str | None = None,
    entity_ids: EntityIds | None = None,
) -> Written:
    """Write one file, or for a series one a window (GEXF and the edge list hold the whole series in one).

    `format`: csv (the matrix), edgelist, nodes, graphml, gexf, pajek, dl, r; None: by the ending of `path`. `dialect`:
    see `DIALECTS`; None: the first of the format's, and for `.paj` the project. `entity_ids` name the nodes of the
    visone dialects. Windows get names like `debate-003-2019-06-01T000000.csv`, legal on every system. Raises InputError
    for a format or dialect that is not there and for a folder that is not there.
    """
    path = Path(path)
    chosen = _format(path, format)
    kind = _dialect(path, chosen, dialect)
    if not path.parent.is_dir():
        raise InputError(f"{path}: there is no folder {path.parent}; create it first")
    if isinstance(network, Network):
        return _write_one(network, path, chosen, kind, entity_ids)
    if chosen in WHOLE_SERIES:
        text = gexf(network) if chosen is Format.GEXF else edgelist_csv(network, excel=kind == "excel")
        return Written((_write(path, text),), network.warnings)
    written = [
        _write_one(one, path.with_name(window_name(path, index, one)), chosen, kind, entity_ids)
        for index, one in enumerate(network.networks, 1)
    ]
    files = tuple(file for each in written for file in each.files)
    return Written(files, tuple(dict.fromkeys(note for each in written for note in each.notes)))


def window_name(path: Path, index: int, network: Network) -> str:
    """`debate.csv` -> `debate-003-2019-06-01T000000.csv`: the number of the window and its middle; no colon."""
    when = f"-{network.middle:%Y-%m-%dT%H%M%S}" if network.middle else ""
    return f"{path.stem}-{index:03d}{when}{path.suffix}"


def _write_one(network: Network, path: Path, chosen: Format, dialect: str, entity_ids: EntityIds | None) -> Written:
    if chosen is Format.R:
        contents = r_files(network, path.stem)
        return Written(tuple(_write(path.with_name(name), text) for name, text in contents.items()))
    text, notes = TEXTS[chosen](network, path, dialect, entity_ids)
    return Written((_write(path, text),), tuple(notes))


Text = Callable[[Network, Path, str, EntityIds | None], tuple[str, list[str]]]


def _csv_text(network: Network, _path: Path, dialect: str, _ids: EntityIds | None) -> tuple[str, list[str]]:
    return matrix_csv_of_dna(network) if dialect == "dna" else matrix_csv(network, excel=dialect == "excel"), []


def _graphml_text(network: Network, _path: Path, dialect: str, ids: EntityIds | None) -> tuple[str, list[str]]:
    if dialect == "plain":
        return graphml(network), []
    return visone_graphml(network, positions=_places(network), of_dna=dialect == "dna", entity_ids=ids), []


def _places(network: Network) -> npt.NDArray[np.float64] | None:
    """Places as in the picture; None, and with it two circles, for networks whose layout would take minutes."""
    if not 0 < len(network.rows) + len(network.columns) <= LARGEST_LAYOUT or np.isnan(network.matrix).any():
        return None
    from ..plots.scene import places_of  # pictures build on this package

    return places_of(network)


def _dl_text(network: Network, _path: Path, dialect: str, _ids: EntityIds | None) -> tuple[str, list[str]]:
    if dialect == "dna":
        return matrix_dl_of_dna(network), []
    return edgelist_dl(network) if dialect == "edgelist" else matrix_dl(network)


TEXTS: dict[Format, Text] = {
    Format.CSV: _csv_text,
    Format.EDGELIST: lambda network, _, dialect, __: (edgelist_csv(network, excel=dialect == "excel"), []),
    Format.NODES: lambda network, _, dialect, __: (nodes_csv(network, excel=dialect == "excel"), []),
    Format.GRAPHML: _graphml_text,
    Format.GEXF: lambda network, _, __, ___: (gexf(network), []),
    Format.PAJEK: lambda network, path, dialect, _: (
        pajek_project(network, path.stem) if dialect == "project" else pajek_net(network)
    ),
    Format.DL: _dl_text,
}


def _format(path: Path, format: Format | str | None) -> Format:
    allowed = ", ".join(Format)
    if format is not None:
        try:
            return Format(format)
        except ValueError:
            raise InputError(f"{path}: there is no format {format!r}; allowed: {allowed}") from None
    found = BY_ENDING.get(path.suffix.lower())
    if found is None:
        endings = ", ".join(BY_ENDING)
        raise InputError(
            f"{path}: the ending {path.suffix!r} names no format; end the name in one of {endings}, "
            f"or name a format: {allowed}"
        )
    return found


def _dialect(path: Path, format: Format, dialect: str | None) -> str:
    allowed = DIALECTS[format]
    if dialect is None:
        return "project" if path.suffix.lower() == ".paj" else allowed[0]
    if dialect not in allowed:
        raise InputError(f"{path}: {format} has no dialect {dialect!r}; allowed: {', '.join(allowed)}")
    return dialect


def _write(path: Path, text: str) -> Path:
    # Bytes, so that no system changes line ends; a lone surrogate cannot be UTF-8 and becomes a question mark.
    path.write_bytes(text.encode("utf-8", errors="replace"))
    return path
