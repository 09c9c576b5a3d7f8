"""What the terminal shows: errors, progress bars, the summary."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bars
from rich.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..project import Progress, Summary

STANCES = ("support", "oppose", "conditional", "neutral")
_MAX_LISTED = 10


def complain(message: str) -> None:
    """One error on standard error, in words only, so that it can be read aloud and searched for."""
    Console(stderr=True, highlight=False).print(f"[bold red]onrecord:[/] {escape(message)}", soft_wrap=True)


@contextmanager
def progress_bars(*, shown: bool) -> Iterator[Callable[[Progress], None]]:
    """Gives a function that draws a bar a step on standard error; draws nothing when not shown or not a terminal."""
    console = Console(stderr=True)
    if not shown or not console.is_terminal:
        yield lambda progress: None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Bars(*columns, console=console, transient=True) as bars:
        tasks: dict[str, int] = {}

        def report(progress: Progress) -> None:
            if progress.step not in tasks:
                tasks[progress.step] = bars.add_task(progress.step, total=progress.n_total)
            bars.update(tasks[progress.step], completed=progress.n_done, total=progress.n_total)  # type: ignore[arg-type]

        yield report


def print_summary(summary: Summary, *, project: str, dossier: Path) -> None:
    console = Console(highlight=False, soft_wrap=True)
    found = [
        f"{_count(summary.n_attributions, 'attribution')} by {_count(summary.n_actors, 'actor')}",
        _count(summary.n_events, "dated event"),
        _count(summary.n_derivations, "link") + " to other reports, outlets or posts",
    ]
    console.print(f"[bold]{_count(summary.n_documents, 'article')}[/] on the record: {', '.join(found)}")
    if summary.n_files_skipped:
        console.print(f"{_count(summary.n_files_skipped, 'file')} of another kind skipped, listed in the dossier")
    if summary.n_foreign:
        foreign = _count(summary.n_foreign, "article")
        console.print(f"{foreign} not in English: kept, but the shipped tagger finds sayings in English only")
    if summary.on_the_table:
        console.print(_table_of_concepts(summary))
    console.print(
        f"{_count(summary.n_statements, 'statement')} in {_count(summary.n_reports, 'report')}; "
        f"{summary.n_accepted} accepted by a coder, the rest suggested by machine"
    )
    if summary.n_undated:
        console.print(f"{_count(summary.n_undated, 'article')} without any date")
    for heading, listed in (("not read", summary.not_read), ("not annotated", summary.not_annotated)):
        if listed:
            console.print(f"[bold]{_count(len(listed), 'file')} {heading}[/]")
            for path, reason in listed[:_MAX_LISTED]:
                console.print(f"  {escape(path)}: {escape(reason)}", soft_wrap=True)
            if len(listed) > _MAX_LISTED:
                console.print(f"  and {len(listed) - _MAX_LISTED} more, listed in the dossier")
    if summary.left_out:
        console.print(f"[bold]{_count(len(summary.left_out), 'article')} of which the extractor left something out[/]")
        for path, remark in summary.left_out[:_MAX_LISTED]:
            console.print(f"  {escape(path)}: {escape(remark)}", soft_wrap=True)
        if len(summary.left_out) > _MAX_LISTED:
            console.print(f"  and {len(summary.left_out) - _MAX_LISTED} more, in the summary by --json")
    console.print(f"\n[bold]{escape(str(dossier))}[/]  the dossier: open it in a browser", soft_wrap=True)
    console.print(f"[bold]{escape(project)}[/]  the project: onrecord export, or run brief again", soft_wrap=True)


def print_json(summary: Summary, *, project: str, dossier: Path) -> None:
    """One JSON object on standard output, for scripts."""
    print(json.dumps({"project": project, "dossier": str(dossier)} | asdict(summary), ensure_ascii=False))


def _table_of_concepts(summary: Summary) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("On the table")
    for stance in STANCES:
        table.add_column(stance, justify="right")
    for label, counts in summary.on_the_table:
        table.add_row(escape(label), *(str(counts.get(stance, "")) for stance in STANCES))
    return table


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
