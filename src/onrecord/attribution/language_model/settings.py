"""Which server may be asked, for which model: `ONRECORD_LLM_*` from the environment and nowhere else."""

from __future__ import annotations

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from ...errors import InputError
from .address import Address, read_address

PREFIX = "ONRECORD_LLM_"


class LanguageModelSettings(BaseSettings):
    """What the extractor may do. Every field can be set by `ONRECORD_LLM_` and its name in capitals."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, hide_input_in_errors=True)

    model: str = Field(default="", max_length=200, description="name of the model, as its server knows it")
    url: str = Field(default="http://127.0.0.1:11434/v1", description="where the server's API begins")
    allow_host: str = Field(default="", description="the one other host that articles may be sent to")
    key: SecretStr = Field(default=SecretStr(""), description="key of the server, if it wants one")
    timeout_s: float = Field(default=120.0, gt=0, description="seconds that one answer may take")
    passage_chars: int = Field(default=4000, ge=200, description="characters of an article that are sent at once")

    def address(self) -> Address:
        """The server's address. Raises `InputError` for one that is not on this machine and not allowed by name."""
        return read_address(self.url, allow_host=self.allow_host, with_key=bool(self.key.get_secret_value()))


def load_settings() -> LanguageModelSettings:
    """The settings of the environment. Raises `InputError` naming the variable that is missing or cannot be used."""
    try:
        settings = LanguageModelSettings()
    except ValidationError as error:
        wrong = error.errors(include_input=False)[0]
        name = PREFIX + str(wrong["loc"][0]).upper()
        raise InputError(f"{name}: {wrong['msg'].lower()}; see docs/how-to/use-a-language-model.md") from None
    if not settings.model.strip() or not settings.model.isprintable():
        raise InputError(f"{PREFIX}MODEL: name the model that the server at {settings.address()} should use")
    key = settings.key.get_secret_value()
    if not (key.isascii() and key.isprintable()) or " " in key:
        raise InputError(f"{PREFIX}KEY: holds a blank, a line break or a sign that no key has")
    settings.address()
    return settings
