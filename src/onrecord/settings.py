"""Settings from `ONRECORD_*` environment variables; command-line options win over them."""

from __future__ import annotations

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from .errors import InputError


def load_settings(**given: object) -> Settings:
    """Settings from the environment, `given` ones winning. Raises `InputError` that names the variable."""
    try:
        return Settings(**given)  # type: ignore[arg-type]
    except ValidationError as error:
        wrong = error.errors()[0]
        name = "ONRECORD_" + str(wrong["loc"][0]).upper()
        raise InputError(
            f"{name}={wrong['input']!r}: {wrong['msg'].lower()}; see docs/reference/commands.md"
        ) from error


class Settings(BaseSettings):
    """What a run may use. Every field can be set by `ONRECORD_` and its name in capitals."""

    model_config = SettingsConfigDict(env_prefix="ONRECORD_")

    workers: int | None = Field(default=None, ge=1, description="worker processes; default: one a core")
    item_timeout_s: float = Field(default=60.0, gt=0, description="seconds after which one file or article is given up")
    extractor: str = Field(default="tagger-en", description="the extractor that finds attributions")
