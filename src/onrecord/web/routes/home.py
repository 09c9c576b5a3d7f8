"""The first address: leads to the desk while anything is left to decide."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import RedirectResponse, Response

router = APIRouter()


@router.get("/", include_in_schema=False)
def home() -> Response:
    return RedirectResponse("/review", 303)
