"""`onrecord agree`: how far the coders of a project agree, and on what they do not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from ..workbench.agreeing import AgreementReport, VariableAgreement

_SHOWN = 8  # passages and kinds of disagreement printed; all stand in --json


def agree(
    project: Annotated[str, typer.Argument(help="A project file, the folder it lies in, or a postgresql:// URL.")],
    by: Annotated[
        str, typer.Option("--by", help="Scopes beside all coders, with commas between: variable, coder, month.")
    ] = "variable",
    coders: Annotated[str, typer.Option("--coders", help="Only these coders, with commas between.")] = "",
    ci: Annotated[bool, typer.Option("--ci", help="Bootstrap intervals.")] = False,
    confidence: Annotated[float, typer.Option("--confidence", min=0.5, max=0.999, help="Of the intervals.")] = 0.95,
    resamples: Annotated[int, typer.Option("--resamples", min=100, max=100_000, help="Draws for intervals.")] = 1000,
    seed: Annotated[int, typer.Option("--seed", min=0, help="Of the draws; the same seed gives the same ends.")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="Print the whole report as one JSON object.")] = False,
) -> None:
    """How far the coders agree: Krippendorff's alpha, kappa, AC1 by variable, pair and month, alpha for unitizing on
    spans, and every disagreement with its passage.
    """
    from ..errors import InputError
    from ..project import Project
    from ..workbench.agreeing import BY, measure_agreement
    from ..workbench.agreement_json import agreement_json

    scopes = [word.strip() for word in by.split(",") if word.strip()]
    for scope in scopes:
        if scope not in BY:
            raise InputError(f"--by {scope}: there is no such scope; allowed are {', '.join(BY)}")
    with Project.open(project, only_read=True) as opened:
        report = measure_agreement(
            opened.store,
            coders=[word.strip() for word in coders.split(",") if word.strip()],
            by=scopes,
            resamples=resamples if ci else 0,
            confidence=confidence,
            seed=seed,
        )
    if as_json:
        import json

        typer.echo(json.dumps(agreement_json(report), ensure_ascii=False))
        return
    _print(report)


def _print(report: AgreementReport) -> None:
    from rich.console import Console
    from rich.markup import escape

    console = Console(highlight=False, soft_wrap=True)
    who = ", ".join(report.coders) or "nobody"
    console.print(
        f"[bold]{escape(who)}[/] on {report.n_units:,} passages in {report.n_documents:,} articles that two coded"
    )
    for scope in dict.fromkeys(each.scope for each in report.variables):
        _print_scope(console, scope, [each for each in report.variables if each.scope == scope])
    console.print("\n[bold]Spans[/] (alpha for unitizing, over words)")
    for one in (report.spans.binary, report.spans.nominal, report.spans.coding):
        console.print(f"  {escape(str(one))}".replace(" units", " articles"))
    if report.disagreements:
        console.print("\n[bold]Where they differ[/]")
    for each in report.disagreements[:_SHOWN]:
        console.print(f"  {escape(each.variable)}: {escape(each.sentence)}")
        for passage in each.differences[:2]:
            told = ", ".join(f"{coder}: {value}" for coder, value in passage.by_coder.items())
            console.print(f"    {escape(passage.path)}: {escape(_shortened(passage.words))} ({escape(told)})")
    if len(report.disagreements) > _SHOWN:
        console.print(f"  and {len(report.disagreements) - _SHOWN:,} more kinds; all stand in --json")
    for note in report.notes:
        console.print(f"Note: {escape(note)}")


def _print_scope(console: Any, scope: str, listed: Sequence[VariableAgreement]) -> None:
    from rich.markup import escape
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading, side in (
        (scope, "left"), ("units", "right"), ("differ", "right"), ("coefficient", "left"), ("", "right"), ("", "left"),
    ):  # fmt: skip
        table.add_column(heading, justify=side)  # type: ignore[arg-type]
    reasons: dict[str, None] = {}
    for each in listed:
        first = True
        for one in each.coefficients:
            if one.value is None:
                reasons[f"{each.variable}: {one.reason}"] = None
                continue
            ends = f"[{one.interval.low:.3f}, {one.interval.high:.3f}]" if one.interval else ""
            head = (escape(each.variable), f"{each.n_units:,}", f"{each.n_disagreements:,}") if first else ("", "", "")
            table.add_row(*head, escape(one.name), f"{one.value:.3f}", escape(ends))
            first = False
    console.print()
    console.print(table)
    for reason in reasons:
        console.print(f"  {escape(reason)}")


def _shortened(words: str, length: int = 90) -> str:
    return words if len(words) <= length else f"{words[: length - 1]}…"
