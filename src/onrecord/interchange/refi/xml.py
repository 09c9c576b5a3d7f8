"""XML from elsewhere without DTD, entities or network; XML of our own without signs it cannot carry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ...errors import InputError

# What XML 1.0 cannot carry at all: controls, lone surrogates, two noncharacters.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def parse_xml(content: bytes, *, what: str) -> Any:
    """The root element (lxml). Raises `InputError` for what is not well-formed, and for any document type definition:
    REFI-QDA needs none, and entities are how XML bombs and file readers are made."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError(f"{what}: is not well-formed XML ({error}); export it again") from error
    if root is None:
        raise InputError(f"{what}: is empty; export it again")
    info = root.getroottree().docinfo
    if info.doctype or info.internalDTD is not None:
        raise InputError(f"{what}: has a document type definition, which REFI-QDA does not use; refused")
    return root


def local(element: Any) -> str:
    """An element's name without its namespace, for tools write the namespace in several ways."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(element: Any, *names: str) -> Iterator[Any]:
    for child in element:
        if local(child) in names:
            yield child


def child(element: Any, name: str) -> Any | None:
    return next(children(element, name), None)


def words_of(element: Any, name: str) -> str:
    """The text of a child element, "" without one."""
    found = child(element, name)
    return "" if found is None else (found.text or "")


def printable(text: str) -> str:
    """The text with U+FFFD for every sign that XML cannot carry: one for one, so that offsets stay."""
    return _FORBIDDEN.sub("\ufffd", text)


def utf_8(text: str) -> str:
    """The text with U+FFFD for lone surrogates, the only thing that UTF-8 cannot carry."""
    return re.sub("[\ud800-\udfff]", "\ufffd", text)
