"""`onrecord serve` and `onrecord team`: the workbench for several people, and their accounts."""

from __future__ import annotations

from typing import Annotated

import typer

team_app = typer.Typer(name="team", help="Accounts and work of a team.", no_args_is_help=True)
Where = Annotated[str, typer.Argument(help="A postgresql:// URL, or a project file.")]
Password = Annotated[
    str,
    typer.Option(
        "--password", envvar="ONRECORD_PASSWORD", prompt=True, hide_input=True, confirmation_prompt=True,
        help="Asked for when not given; may come from ONRECORD_PASSWORD.",
    ),
]  # fmt: skip


def serve(
    project: Where,
    host: Annotated[str, typer.Option("--host", help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="Port to listen on.")] = 8765,
    public_url: Annotated[
        str | None,
        typer.Option("--public-url", help="Address that coders type, when a proxy with TLS stands before this server."),
    ] = None,
) -> None:
    """Serve the workbench to a team: everybody signs in, works on what they were given, blind where that was asked.

    Make accounts first: onrecord team add PROJECT NAME --role admin
    """
    from ..project import Project
    from ..web.serving import serve_team

    with Project.open(project) as opened:
        serve_team(opened, host=host, port=port, public_url=public_url, say=lambda line: typer.echo(line))


@team_app.command("add", epilog="Example:  [cyan]onrecord team add postgresql://lab/pensions ana --role coder[/]")
def add(
    project: Where,
    name: Annotated[str, typer.Argument(help="Name of the person; it stands on their decisions.")],
    password: Password,
    role: Annotated[str, typer.Option("--role", help="reader, coder, adjudicator or admin.")] = "coder",
) -> None:
    """Add an account."""
    from ..project import Project
    from ..workbench.accounts import add_coder

    with Project.open(project) as opened:
        made = add_coder(opened.store, name, role=role, password=password)
    typer.echo(f"{made.name} may sign in as {made.role}.")


@team_app.command("list")
def list_(project: Where) -> None:
    """List accounts, with what each was given and has decided, and the batches that were given out."""
    from ..project import Project
    from ..workbench.team import batches, progress

    with Project.open(project) as opened:
        people = progress(opened.store)
        if not people:
            typer.echo("No accounts yet; make the first one with: onrecord team add PROJECT NAME --role admin")
        for one in people:
            state = "" if one["active"] else ", switched off"
            typer.echo(
                f"{one['name']}: {one['role']}{state}; {one['n_articles']} articles given, "
                f"{one['n_decided']} of {one['n_suggestions']} suggestions decided"
            )
        for batch in batches(opened.store):
            sight = "open" if not batch.blind else "released" if batch.released else "blind"
            typer.echo(
                f"{batch.id}: {batch.name}; {batch.n_documents} articles to {', '.join(batch.coders)}, "
                f"{batch.n_shared} to everybody; {sight}"
            )


@team_app.command("change")
def change(
    project: Where,
    name: Annotated[str, typer.Argument(help="Name of the account.")],
    role: Annotated[str | None, typer.Option("--role", help="reader, coder, adjudicator or admin.")] = None,
    active: Annotated[bool | None, typer.Option("--on/--off", help="Whether the account may sign in.")] = None,
    new_password: Annotated[bool, typer.Option("--new-password", help="Ask for a new password.")] = False,
) -> None:
    """Change an account: its role, its password, or whether it may sign in. Its sessions end."""
    from ..project import Project
    from ..workbench.accounts import change_coder

    password = typer.prompt("New password", hide_input=True, confirmation_prompt=True) if new_password else None
    with Project.open(project) as opened:
        change_coder(opened.store, name, role=role, password=password, active=active)
    typer.echo(f"{name} is changed.")


@team_app.command(
    "assign", epilog="Example:  [cyan]onrecord team assign postgresql://lab/pensions ana ben --overlap 0.15 --seed 7[/]"
)
def assign_(
    project: Where,
    coders: Annotated[list[str], typer.Argument(help="Names of the coders.")],
    overlap: Annotated[
        float, typer.Option("--overlap", help="Share of articles that every coder gets, 0 to 1.")
    ] = 0.15,
    blind: Annotated[bool, typer.Option("--blind/--open", help="Whether they see each other's words.")] = True,
    stratify: Annotated[str, typer.Option("--stratify", help="outlet, year, month, joined by commas; or nothing.")] = (
        "outlet,year"
    ),
    seed: Annotated[int, typer.Option("--seed", help="The same seed draws the same articles.")] = 1,
    count: Annotated[
        int | None, typer.Option("--count", min=1, help="Articles to give out; default: all left.")
    ] = None,
) -> None:
    """Give articles to coders: a sample in proportion to outlets and years, part of it to everybody for agreement."""
    from ..project import Project
    from ..workbench.team import assign

    strata = [one.strip() for one in stratify.split(",") if one.strip()]
    with Project.open(project) as opened:
        made = assign(
            opened.store, coders, made_by="command line", overlap=overlap, blind=blind, stratify=strata, seed=seed,
            count=count,
        )  # fmt: skip
    typer.echo(
        f"{made.name}: {made.n_documents} articles to {', '.join(made.coders)}; {made.n_shared} of them to everybody"
        f"{', blind until released' if made.blind else ''} (batch {made.id})."
    )


@team_app.command("release")
def release_(
    project: Where, batch: Annotated[str, typer.Argument(help="Id of the batch, as onrecord team list prints it.")]
) -> None:
    """End the blindness of a batch: its coders see each other's words from now on."""
    from ..errors import InputError
    from ..project import Project
    from ..workbench.team import batches, release

    with Project.open(project) as opened:
        known = [one.id for one in batches(opened.store)]
        if batch not in known:
            raise InputError(f"{batch}: there is no such batch; there are {', '.join(known) or 'none'}")
        release(opened.store, batch)
    typer.echo(f"{batch} is released.")
