"""A coded project as a REFI-QDA `.qdpx`: a zip of `project.qde` and the texts."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ...errors import InputError
from ..coded import CodedPassage, CodedProject, CodedText
from ..offsets import OffsetUnit, beyond_plane_0, to_unit
from .codes import STANCE_OF, add_codes, add_sets
from .guids import guid_of
from .xml import printable, utf_8

NAMESPACE = "urn:QDA-XML:project:1.0"
_VARIABLES = ("outlet", "published", "url")
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)  # the same project gives the same bytes
_GUID_OF_STANCE = {stance: guid for guid, stance in STANCE_OF.items()}
_NOBODY = "onrecord"
_NAME_LENGTH = 60


def write_qdpx(project: CodedProject, path: str | Path, *, unit: OffsetUnit = OffsetUnit.CODE_POINT) -> tuple[str, ...]:
    """Writes the project; gives what REFI-QDA cannot hold of it, a line each. The same project, the same bytes.

    Positions are Unicode code points, as the standard says; `unit` writes UTF-16 units for a tool that errs.
    """
    from lxml import etree

    root = _project(project, unit)
    content = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    target = Path(path)
    partial = target.with_name(f".{target.name}.partial")
    try:
        with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED) as archive:
            _put(archive, "project.qde", content)
            for text in project.texts:
                _put(archive, f"Sources/{_text_guid(text.id)}.txt", utf_8(text.text).encode("utf-8"))
        partial.replace(target)
    except OSError as error:
        raise InputError(f"{path}: cannot be written ({error.strerror}); give another place") from error
    finally:
        partial.unlink(missing_ok=True)
    return tuple(_losses(project, unit))


def _put(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    info = zipfile.ZipInfo(name, _ZIP_EPOCH)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    archive.writestr(info, content)


def _project(project: CodedProject, unit: OffsetUnit) -> Any:
    from lxml import etree

    coders = sorted({p.coder or _NOBODY for p in project.passages} | {coder for _, coder, _ in project.text_memos})
    users = {coder: guid_of("user", coder) for coder in coders or [_NOBODY]}
    root = etree.Element(
        f"{{{NAMESPACE}}}Project",
        nsmap={None: NAMESPACE},
        name=printable(project.title),
        origin=f"onrecord {project.version}".strip(),
        creatingUserGUID=next(iter(users.values())),
        creationDateTime=_instant(project.made_at),
    )
    under = _add(root, "Users")
    for coder, guid in users.items():
        _add(under, "User", guid=guid, name=printable(coder))
    add_codes(_add(root, "CodeBook"), project.concepts, stances=True)
    variables = _add(root, "Variables")
    for name in _VARIABLES:
        _add(variables, "Variable", guid=guid_of("variable", name), name=name, typeOfVariable="Text")
    notes: list[tuple[str, str, str | None, datetime | None]] = []
    _add_cases(root, project.passages)
    _add_sources(root, project, users, unit, notes)
    if notes:
        under = _add(root, "Notes")
        for note_guid, words, by, at in notes:
            note = _add(under, "Note", guid=note_guid, name="memo", **_made(users, by, at))
            _add(note, "PlainTextContent").text = printable(words)
    add_sets(root, project.concepts, member="MemberCode", attribute="targetGUID")
    return root


def _add_cases(root: Any, passages: Sequence[CodedPassage]) -> None:
    by_actor: dict[str, list[CodedPassage]] = {}
    for passage in passages:
        if passage.actor:
            by_actor.setdefault(passage.actor, []).append(passage)
    if not by_actor:
        return
    under = _add(root, "Cases")
    for actor, listed in sorted(by_actor.items()):
        case = _add(under, "Case", guid=guid_of("case", actor), name=printable(actor))
        for passage in listed:
            for number in range(len(passage.spans)):
                _add(case, "SelectionRef", targetGUID=_selection_guid(passage, number))


def _add_sources(
    root: Any,
    project: CodedProject,
    users: Mapping[str, str],
    unit: OffsetUnit,
    notes: list[tuple[str, str, str | None, datetime | None]],
) -> None:
    passages: dict[str, list[CodedPassage]] = {}
    for passage in project.passages:
        passages.setdefault(passage.text_id, []).append(passage)
    memos: dict[str, list[tuple[str, str]]] = {}
    for text_id, coder, words in project.text_memos:
        memos.setdefault(text_id, []).append((coder, words))
    under = _add(root, "Sources")
    for text in project.texts:
        guid = _text_guid(text.id)
        source = _add(under, "TextSource", guid=guid, name=printable(text.name), plainTextPath=f"internal://{guid}.txt")
        place = to_unit(text.text, unit)
        for passage in passages.get(text.id, ()):
            _add_selections(source, text, passage, users, place, notes)
        for number, (coder, words) in enumerate(memos.get(text.id, ())):
            note = guid_of("note", text.id, number)
            notes.append((note, words, coder, None))
            _add(source, "NoteRef", targetGUID=note)
        for name in _VARIABLES:
            value = getattr(text, name)
            if value:
                held = _add(source, "VariableValue")
                _add(held, "VariableRef", targetGUID=guid_of("variable", name))
                _add(held, "TextValue").text = printable(value)


def _add_selections(
    source: Any,
    text: CodedText,
    passage: CodedPassage,
    users: Mapping[str, str],
    place: Any,
    notes: list[tuple[str, str, str | None, datetime | None]],
) -> None:
    codes = [guid_of("concept", passage.concept_id)] if passage.concept_id else []
    codes += [_GUID_OF_STANCE[passage.stance]] if passage.stance in _GUID_OF_STANCE else []
    made = _made(users, passage.coder, passage.coded_at)
    note = guid_of("note", passage.id, passage.coder)
    if passage.memo:
        notes.append((note, passage.memo, passage.coder, passage.coded_at))
    for number, span in enumerate(passage.spans):
        guid = _selection_guid(passage, number)
        selection = _add(
            source,
            "PlainTextSelection",
            guid=guid,
            name=printable(" ".join(span.of(text.text)[:_NAME_LENGTH].split())),
            startPosition=str(place(span.start)),
            endPosition=str(place(span.end)),
            **made,
        )
        described = list(_described(passage))
        if described:
            _add(selection, "Description").text = printable("\n".join(described))
        for code in codes:
            coding = _add(selection, "Coding", guid=guid_of("coding", guid, code), **made)
            _add(coding, "CodeRef", targetGUID=code)
        if passage.memo:
            _add(selection, "NoteRef", targetGUID=note)


def _described(passage: CodedPassage) -> Iterable[str]:
    if passage.said:
        yield f"Said: {passage.said}"
    if passage.via:
        yield f"Via: {'; '.join(passage.via)}"


def _made(users: Mapping[str, str], coder: str | None, at: datetime | None) -> dict[str, str]:
    made = {"creatingUser": users[coder or _NOBODY]}
    return made | ({"creationDateTime": _instant(at)} if at else {})


def _instant(at: datetime) -> str:
    aware = at if at.tzinfo else at.replace(tzinfo=UTC)
    return aware.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _text_guid(text_id: str) -> str:
    return guid_of("source", text_id)


def _selection_guid(passage: CodedPassage, number: int) -> str:
    return guid_of("selection", passage.text_id, passage.id, passage.coder, number)


def _add(under: Any, tag: str, /, **attributes: str) -> Any:
    from lxml import etree

    return etree.SubElement(under, f"{{{NAMESPACE}}}{tag}", attributes)


def _losses(project: CodedProject, unit: OffsetUnit) -> Iterable[str]:
    passages = project.passages
    if several := sum(len(passage.spans) > 1 for passage in passages):
        yield f"{several:,} statements rest on several spans: each span is a selection of its own"
    if sum(bool(passage.said or passage.via) for passage in passages):
        yield "the day said and who passed a statement on stand in the descriptions of selections, as lines"
    if any(passage.actor for passage in passages):
        yield "actors are cases by name; their kinds, aliases and roles are left out"
    yield "stances are codes under a code 'Stance'; what they belong to is told by their selection alone"
    yield "suggestions by machine, reports of one statement, derivations, events and regions are left out"
    if any("\ud800" <= sign <= "\udfff" for text in project.texts for sign in text.text):
        yield "half signs that UTF-8 cannot carry are written as U+FFFD"
    if unit is OffsetUnit.UTF_16:
        yield "positions count UTF-16 units, against the standard, as was asked for"
    elif wide := sum(bool(beyond_plane_0(text.text)) for text in project.texts):
        yield (
            f"{wide:,} texts hold signs such as emoji: positions count code points, as the standard says; a tool that "
            "counts UTF-16 units will be off after them (write with --offsets utf-16 for it)"
        )
