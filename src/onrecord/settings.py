"""Settings from `ONRECORD_*` environment variables; command-line options win over them."""

from __future__ import annotations

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """What a run may use. Every field can be set by `ONRECORD_` and its name in capitals."""

    model_config = SettingsConfigDict(env_prefix="ONRECORD_")

    workers: int | None = Field(default=None, ge=1, description="worker processes; default: one a core")
    item_timeout_s: float = Field(default=60.0, gt=0, description="seconds after which one file or article is given up")
    extractor: str = Field(default="tagger-en", description="the extractor that finds attributions")
