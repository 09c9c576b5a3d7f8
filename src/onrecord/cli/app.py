"""The commands."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from .agree import agree
from .interchange import CODED, Offsets, export_codings, import_
from .network import network_app
from .team import serve, team_app
from .trail import trail
from .workbench import open_

if TYPE_CHECKING:
    from ..record import Codebook

app = typer.Typer(
    name="onrecord",
    help="Press coverage of a policy debate, put on the record: who said what about which proposal, with what stance, "
    "when, and on whose report. Nothing leaves this machine.",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
)


Out = Annotated[
    str | None,
    typer.Option("--out", "-o", help="Folder to write to, or postgresql:// URL; default: NAME-onrecord here."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print the summary as one JSON object.")]
Workers = Annotated[int | None, typer.Option("--workers", "-j", min=1, help="Worker processes; default: one a core.")]


def _version(asked: bool) -> None:
    if asked:
        from ..version import __version__

        typer.echo(f"onrecord {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    pass


@app.command(
    epilog="Examples:  [cyan]onrecord brief clips/[/]   [cyan]onrecord brief clips.zip -o pact --codebook codes.yaml[/]"
)
def brief(
    folder: Annotated[
        Path, typer.Argument(help="A folder of articles (txt, md, html, pdf, docx, rtf, csv, jsonl, zip).")
    ],
    out: Out = None,
    codebook: Annotated[
        Path | None, typer.Option("--codebook", help="Concepts to code, YAML or CSV; without it they are proposed.")
    ] = None,
    actors: Annotated[
        Path | None,
        typer.Option("--actors", help="Known actors with aliases and offices, CSV or JSON lines; never fetched."),
    ] = None,
    no_codebook: Annotated[
        bool, typer.Option("--no-codebook", help="Drop the codebook that the project was given before.")
    ] = False,
    title: Annotated[str | None, typer.Option("--title", help="Title of the dossier.")] = None,
    workers: Workers = None,
    as_json: AsJson = False,
) -> None:
    """Read a folder of coverage; write a project file and a cited dossier.

    Run it again after adding files, or after an interruption: only what is new is done.
    """
    from ..errors import InputError
    from ..record import Codebook

    if no_codebook and codebook is not None:
        raise InputError("--codebook and --no-codebook contradict each other; give one of them")
    kept = Codebook() if no_codebook else codebook
    _run_brief(folder, out, codebook=kept, actors=actors, title=title, workers=workers, as_json=as_json)


@app.command(epilog="Example:  [cyan]onrecord demo -o demo[/]")
def demo(out: Out = None, workers: Workers = None, as_json: AsJson = False) -> None:
    """Run the main job on the bundled invented debate."""
    from ..installation import demo_codebook, demo_folder

    with demo_folder() as folder, demo_codebook() as codebook:
        _run_brief(
            folder,
            out or "onrecord-demo",
            codebook=codebook,
            title="Will Halvern build the Orsa barrage?",
            workers=workers,
            as_json=as_json,
        )


# --help lists commands in the order in which they are registered: the order of work.
app.add_typer(network_app)
app.command("open", epilog="Example:  [cyan]onrecord open clips-onrecord[/]")(open_)
app.command(
    "serve",
    epilog="Example:  [cyan]onrecord serve postgresql://lab/pensions --public-url https://coding.example.org[/]",
)(serve)
app.add_typer(team_app)
app.command(epilog="Example:  [cyan]onrecord agree clips-onrecord --by variable,coder,month --ci[/]")(agree)
app.command("import", epilog="Example:  [cyan]onrecord import clips-onrecord study.qdpx[/]")(import_)
app.command(epilog="Example:  [cyan]onrecord trail clips-onrecord -o audit.html[/]")(trail)


@app.command(epilog="Example:  [cyan]onrecord export clips-onrecord --to tables --format parquet[/]")
def export(
    project: Annotated[str, typer.Argument(help="A project file, the folder it lies in, or a postgresql:// URL.")],
    to: Annotated[Path, typer.Option("--to", help="Folder to write the tables to; made if missing.")],
    format: Annotated[
        Literal["jsonl", "csv", "parquet", "qdpx", "qdc", "jsonld"],
        typer.Option("--format", help="Of the tables; or people's codings for other tools: qdpx, qdc, jsonld."),
    ] = "jsonl",
    offsets: Offsets = "codepoint",
    as_json: AsJson = False,
) -> None:
    """Write the tables of a project: documents, attributions, actors, events, statements and more.

    Or write what people coded as a REFI-QDA project (qdpx), its codebook (qdc) or Web Annotations (jsonld).
    """
    import json

    from ..project import Project

    with Project.open(project, only_read=True) as opened:
        if format in CODED:
            export_codings(opened, to, format, offsets=offsets, as_json=as_json)
            return
        counts = opened.export(to, format=format)
    if as_json:
        typer.echo(json.dumps({"to": str(to), "format": format, "rows": counts}))
        return
    for table, rows in counts.items():
        typer.echo(f"{rows:>8,}  {to / f'{table}.{format}'}")


@app.command(epilog="Example:  [cyan]onrecord doctor clips-onrecord[/]")
def doctor(
    project: Annotated[
        str | None, typer.Argument(help="A project to examine as well: database, texts by their SHA-256, spans.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Check that this installation can do its work, and that a project is whole; say what to mend."""
    import json

    from ..installation import examine_installation, examine_project

    findings = examine_installation() + (examine_project(project) if project else [])
    if as_json:
        typer.echo(json.dumps([{"what": f.what, "ok": f.ok, "detail": f.detail} for f in findings]))
    else:
        for finding in findings:
            typer.echo(f"{'ok' if finding.ok else 'MEND':<5} {finding.what}: {finding.detail}")
    if not all(finding.ok for finding in findings):
        raise typer.Exit(1)


def _run_brief(
    folder: Path,
    out: str | None,
    *,
    codebook: Path | Codebook | None,
    actors: Path | None = None,
    title: str | None,
    workers: int | None,
    as_json: bool,
) -> None:
    from ..errors import InputError
    from ..project import DOSSIER_FILE, output_folder
    from ..project import brief as run
    from ..settings import load_settings
    from .console import print_json, print_summary, progress_bars

    settings = load_settings() if workers is None else load_settings(workers=workers)
    target = output_folder(folder, out)
    with progress_bars(shown=not as_json) as report:
        project = run(
            folder, out or target, codebook=codebook, actors=actors, title=title, settings=settings, report=report
        )
    with project:
        show = print_json if as_json else print_summary
        summary = project.summary()
        show(summary, project=project.location, dossier=target / DOSSIER_FILE)
    if not summary.n_documents:
        # Project and dossier are written all the same: they keep the reason for each file.
        readable = "txt md html pdf docx rtf csv jsonl zip"
        raise InputError(f"{folder}: nothing in it could be read as an article; readable are {readable}")
