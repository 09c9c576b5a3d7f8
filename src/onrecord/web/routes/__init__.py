"""One file a page: its address, and the JSON its script asks for."""

from __future__ import annotations

from fastapi import APIRouter

from . import home

ROUTERS: tuple[APIRouter, ...] = (home.router,)
