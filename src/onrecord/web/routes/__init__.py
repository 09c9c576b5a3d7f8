"""One file a page: its address, and the JSON its script asks for."""

from __future__ import annotations

from fastapi import APIRouter

from . import (
    actors,
    agreement,
    codebook,
    codebook_files,
    desk,
    documents,
    export,
    finding,
    history,
    home,
    overview,
    reader,
    team,
)

ROUTERS: tuple[APIRouter, ...] = (
    home.router,
    desk.router,
    finding.router,
    reader.router,
    documents.router,
    overview.router,
    team.router,
    export.router,
    history.router,
    agreement.router,
    codebook.router,
    codebook_files.router,
    actors.router,
)
