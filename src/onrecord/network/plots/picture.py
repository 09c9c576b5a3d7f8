"""A finished picture: its figure, what each mark of it stands for, and its bytes as SVG, PNG or PDF."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...errors import InputError
from .style import MM, PAPER, house_style
from .vector import finished_svg

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

ENDINGS = (".svg", ".png", ".pdf")


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing that is drawn. `kind`: node, tie, bar, point, state, cell, branch, step, column.

    `names` say what it stands for (an actor; an actor and a concept; a window), `text` says it as a sentence.
    """

    kind: str
    names: tuple[str, ...]
    value: float
    text: str


Link = Callable[[Mark], str | None]


@dataclass
class Picture:
    """`marks`: element id -> mark, in order of drawing. `notes` say what a reader must know (labels left out ...).

    The same values give the same bytes with the same versions of matplotlib and fonts.
    """

    figure: Figure
    title: str
    description: str
    marks: dict[str, Mark] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    links: dict[tuple[str, tuple[str, ...]], str] = field(default_factory=dict)
    # The rim around words: an artist of its own on paper, an attribute of these ids in SVG.
    halos: list[Any] = field(default_factory=list)
    haloed: set[str] = field(default_factory=set)
    # Boxes of labels, in pixels of the figure (left, bottom, right, top): what was kept apart.
    label_boxes: list[tuple[str, tuple[float, float, float, float]]] = field(default_factory=list)

    def mark(self, artist: Any, mark: Mark, link: Link | None) -> None:
        """Name an artist by the mark it draws, and let it lead to what `link` gives."""
        name = f"{mark.kind}-{len(self.marks) + 1}"
        self.marks[name] = mark
        artist.set_gid(name)
        url = link(mark) if link else None
        if url:
            artist.set_url(url)
            self.links[mark.kind, mark.names] = url

    def words(self, axes: Axes, x: float, y: float, text: str, *, of: Mark | None = None, **style: Any) -> None:
        """One line with its baseline at `y` and a rim of paper, to be read over lines; it leads where `of` leads."""
        from matplotlib.patheffects import Stroke

        halo = axes.text(x, y, text, va="baseline", zorder=5, **style)
        halo.set_path_effects([Stroke(linewidth=2.0, foreground=PAPER)])
        self.halos.append(halo)
        name = f"label-{len(self.haloed) + 1}"
        drawn = axes.text(x, y, text, va="baseline", zorder=6, **style)
        drawn.set_gid(name)
        drawn.set_url(self.links.get((of.kind, of.names)) if of else None)
        self.haloed.add(name)

    def svg(self) -> str:
        """A file of its own, on paper, with title, description, tooltips and links."""
        return self._vector(None)

    def inline_svg(self, prefix: str) -> str:
        """An element for an HTML page: ids begin with `prefix`, colors follow the page's CSS variables."""
        return self._vector(prefix)

    def _vector(self, prefix: str | None) -> str:
        tooltips = {name: mark.text for name, mark in self.marks.items()}
        text = self._drawn("svg").decode("utf-8")
        return finished_svg(text, self.title, self.description, tooltips, halos=self.haloed, prefix=prefix)

    def png(self, *, dpi: int = 200) -> bytes:
        return self._drawn("png", dpi)

    def pdf(self) -> bytes:
        return self._drawn("pdf")

    def save(self, path: str | Path, *, dpi: int = 200) -> Path:
        """Write by the ending: .svg, .png or .pdf."""
        path = Path(path)
        ending = path.suffix.lower()
        if ending not in ENDINGS:
            raise InputError(f"{path}: pictures are written as {', '.join(ENDINGS)}; end the name in one of these")
        if not path.parent.is_dir():
            raise InputError(f"{path}: there is no folder {path.parent}; create it first")
        made = {".svg": lambda: self.svg().encode(), ".png": lambda: self.png(dpi=dpi), ".pdf": self.pdf}[ending]()
        path.write_bytes(made)
        return path

    def _drawn(self, format: str, dpi: int = 72) -> bytes:
        out = io.BytesIO()
        known: dict[str, dict[str, Any]] = {
            "svg": {"Date": None, "Creator": None, "Format": None, "Type": None},
            "pdf": {"Creator": None, "Producer": None, "CreationDate": None, "Title": self.title},
            "png": {"Software": None, "Title": self.title, "Description": self.description},
        }
        for halo in self.halos:
            halo.set_visible(format != "svg")
        with house_style(), warnings.catch_warnings(record=True) as met:
            warnings.simplefilter("always")
            self.figure.savefig(out, format=format, dpi=dpi, metadata=known[format])
        if format != "svg":  # a browser has fonts of its own
            self._note_missing_glyphs([str(warning.message) for warning in met])
        return out.getvalue()

    def _note_missing_glyphs(self, messages: list[str]) -> None:
        missing = sorted({chr(int(code)) for text in messages for code in re.findall(r"^Glyph (\d+) ", text)})
        note = f"no installed font has {' '.join(missing)}; install one (Noto Sans, Noto Emoji), or use SVG"
        if missing and note not in self.notes:
            self.notes.append(note)


def new_figure(width: float, height: float) -> Figure:
    """An empty figure of so many millimetres, drawn by Agg, without any window system."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width * MM, height * MM), dpi=72)
    FigureCanvasAgg(figure)
    return figure
