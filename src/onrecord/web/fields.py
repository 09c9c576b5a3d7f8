"""Fields that requests of several pages have, with what they may hold."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

PLAIN = r"^[^\x00]*$"  # PostgreSQL holds no text with a null character
Id = Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f]+$")]
Line = Annotated[str, Field(max_length=300, pattern=PLAIN)]
Words = Annotated[str, Query(max_length=200)]
PageNumber = Annotated[int, Query(ge=1, le=1_000_000)]
# A form sends every field, also those left empty: `?stance=` asks for no stance in particular.
Left = BeforeValidator(lambda value: None if value == "" else value)
Asked = Annotated[Annotated[str, Query(max_length=300)] | None, Left]


class Strict(BaseModel):
    """A request body; what it does not know is refused."""

    model_config = ConfigDict(extra="forbid")
