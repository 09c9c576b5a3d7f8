"""One file a page: its address, and the JSON its script asks for."""

from __future__ import annotations

from fastapi import APIRouter

from . import (
    actor_acts,
    actors,
    agreement,
    codebook,
    codebook_files,
    concept_acts,
    decisions,
    desk,
    documents,
    export,
    finding,
    history,
    home,
    overview,
    reader,
    statement_types,
    team,
)

ROUTERS: tuple[APIRouter, ...] = (
    home.router,
    desk.router,
    decisions.router,
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
    concept_acts.router,
    statement_types.router,
    actors.router,
    actor_acts.router,
)
