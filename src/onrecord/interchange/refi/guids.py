"""The GUIDs that REFI-QDA asks for, made from our ids, so that an export is the same twice and finds its way back."""

from __future__ import annotations

from uuid import NAMESPACE_URL, UUID, uuid5

_NAMESPACE = uuid5(NAMESPACE_URL, "urn:onrecord:refi-qda")


def guid_of(kind: str, *parts: object) -> str:
    return str(uuid5(_NAMESPACE, "\x1f".join((kind, *map(str, parts))))).upper()


def canonical(guid: str | None) -> str:
    """One spelling of a GUID, for tools write it with braces or in lower case; "" for none, else the words as given."""
    if not guid:
        return ""
    try:
        return str(UUID(guid.strip())).upper()
    except ValueError:
        return guid.strip().upper()
