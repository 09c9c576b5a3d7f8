"""`onrecord open`: the workbench in the browser, for one person at this computer."""

from __future__ import annotations

from typing import Annotated

import typer


def open_(
    project: Annotated[str, typer.Argument(help="A project file, the folder it lies in, or a postgresql:// URL.")],
    port: Annotated[int | None, typer.Option("--port", min=1, max=65535, help="Port on this computer.")] = None,
    coder: Annotated[
        str | None, typer.Option("--coder", help="Your name on decisions; default: your login name.")
    ] = None,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Only print the address.")] = False,
) -> None:
    """Open the workbench: review suggestions, read, code by hand, keep codebook and actors in order.

    It answers only to this computer. Every decision is kept as soon as it is made. A project with accounts is a team's:
    onrecord serve opens it.
    """
    from ..project import Project
    from ..web.serving import open_workbench

    with Project.open(project) as opened:
        open_workbench(opened, port=port, coder=coder, browser=not no_browser, say=lambda line: typer.echo(line))
