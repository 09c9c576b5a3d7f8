"""REFI-QDA codebooks, `.qdc`: one XML file of codes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ...errors import CodebookError, InputError
from ...record import Codebook, Concept
from .codes import add_codes, add_sets, read_codes
from .xml import child, local, parse_xml

NAMESPACE = "urn:QDA-XML:codebook:1.0"
_MAX_BYTES = 64 * 2**20


@dataclass(frozen=True, slots=True)
class ReadCodebook:
    """A codebook that was read, and what of the file it does not hold, a line each."""

    codebook: Codebook
    losses: tuple[str, ...]


def write_qdc(codebook: Codebook, path: str | Path, *, origin: str = "onrecord") -> tuple[str, ...]:
    """Writes the codebook; gives what other tools will not make of it, a line each. Same codebook, same bytes."""
    from lxml import etree

    root = etree.Element(f"{{{NAMESPACE}}}CodeBook", nsmap={None: NAMESPACE}, origin=origin)
    add_codes(root, codebook.concepts, stances=False)
    if not len(codebook):
        raise CodebookError(f"{path}: the codebook is empty, and REFI-QDA needs at least one code; add a concept first")
    add_sets(root, codebook.concepts, member="MemberCode", attribute="guid")
    content = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    try:
        Path(path).write_bytes(content)
    except OSError as error:
        raise InputError(f"{path}: cannot be written ({error.strerror}); give another place") from error
    return tuple(_losses(codebook))


def read_qdc(path: str | Path, *, known: Sequence[Concept] = ()) -> ReadCodebook:
    """The codebook of a `.qdc` file. Codes that equal `known` concepts by GUID or by name keep their ids.

    Raises `CodebookError` for a file that is none, with what is wrong.
    """
    source = Path(path)
    try:
        if source.stat().st_size > _MAX_BYTES:
            raise CodebookError(f"{path}: is larger than {_MAX_BYTES:,} bytes, more than any codebook; refused")
        content = source.read_bytes()
    except OSError as error:
        raise CodebookError(f"{path}: cannot be read ({error.strerror}); give a .qdc file") from error
    try:
        root = parse_xml(content, what=str(path))
    except InputError as error:
        raise CodebookError(str(error)) from error
    codes = child(root, "Codes")
    if local(root) != "CodeBook" or codes is None:
        raise CodebookError(f"{path}: is XML, but no REFI-QDA codebook: it needs CodeBook with Codes in it")
    read = read_codes(codes, child(root, "Sets"), known=known)
    if not read.concepts:
        raise CodebookError(f"{path}: holds no code with a name; export it again")
    return ReadCodebook(Codebook(read.concepts), read.losses)


def _losses(codebook: Codebook) -> list[str]:
    listed = []
    if any(concept.keywords or concept.examples or concept.counterexamples for concept in codebook):
        listed.append("keywords, examples and counter-examples stand in the codes' descriptions, as lines")
    if any(concept.rank is not None for concept in codebook):
        listed.append("kinds and the order of options are sets of codes; other tools show no ladder")
    if any(concept.retired for concept in codebook):
        listed.append("retired concepts are codes that cannot be coded with")
    return listed
