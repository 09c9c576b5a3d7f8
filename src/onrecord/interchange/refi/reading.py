"""A REFI-QDA `.qdpx` of any tool as texts, concepts and coded passages; what does not come along is listed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ...errors import InputError
from ...record import Concept, Span
from ..coded import CodedPassage, CodedText
from ..offsets import OffsetUnit, beyond_plane_0, from_unit, one_newline
from .archive import Archive, ArchiveLimits
from .codes import Codes, read_codes
from .guids import canonical, guid_of
from .xml import child, children, local, parse_xml, words_of

_INTERNAL = "internal://"
_OTHER_MEDIA = {"PictureSource": "pictures", "AudioSource": "sound recordings", "VideoSource": "films"}


@dataclass(frozen=True, slots=True)
class ReadProject:
    """What a `.qdpx` holds that we can hold. Text ids are the file's GUIDs."""

    title: str
    origin: str
    texts: tuple[CodedText, ...]
    concepts: tuple[Concept, ...]
    passages: tuple[CodedPassage, ...]
    coders: tuple[str, ...]
    losses: tuple[str, ...]


def read_qdpx(
    path: str | Path,
    *,
    known: Sequence[Concept] = (),
    unit: OffsetUnit = OffsetUnit.CODE_POINT,
    limits: ArchiveLimits | None = None,
) -> ReadProject:
    """The texts, codes and text selections of a `.qdpx`, by coder. Codes equal to `known` concepts keep their ids.

    `unit`: what its positions count, for tools that count UTF-16 units against the standard. Nothing is re-anchored by
    guess: a selection that lies outside its text is a loss. Raises `InputError` for a file that is no such archive.
    """
    source = Path(path)
    with Archive(source, limits=limits) as archive:
        listed = [name for name in archive.names if name.lower().endswith(".qde") and "/" not in name]
        if len(listed) != 1:
            raise InputError(
                f"{path}: holds {len(listed)} files .qde at its top, a REFI-QDA project has one; export it again"
            )
        content = archive.read(listed[0]) or b""
        root = parse_xml(content, what=f"{path}: {listed[0]}")
        if local(root) != "Project":
            raise InputError(f"{path}: {listed[0]} is no REFI-QDA project but {local(root) or 'nothing known'}")
        return _Reader(root, archive, known, unit).read()


@dataclass(slots=True)
class _Reader:
    root: Any
    archive: Archive
    known: Sequence[Concept]
    unit: OffsetUnit
    lost: Counter[str] = field(default_factory=Counter)
    codes: Codes = field(default_factory=lambda: Codes((), {}, {}, ()))
    users: dict[str, str] = field(default_factory=dict)
    actors: dict[str, str] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)

    def read(self) -> ReadProject:
        book = child(self.root, "CodeBook")
        codes = child(book, "Codes") if book is not None else None
        if codes is not None:
            self.codes = read_codes(codes, child(self.root, "Sets"), known=self.known)
        self._read_users()
        self._read_cases()
        self._read_notes()
        texts: list[CodedText] = []
        passages: list[CodedPassage] = []
        for element in self._text_sources():
            text, convert = self._text(element)
            if text is None:
                continue
            texts.append(text)
            for selection in children(element, "PlainTextSelection"):
                passages += self._passages(selection, text, convert)
            self.lost["notes on whole texts"] += len(list(children(element, "NoteRef")))
            self.lost["codings of whole texts, which belong to no passage"] += len(list(children(element, "Coding")))
        for name in ("Links", "Graphs"):
            found = child(self.root, name)
            self.lost[f"{name.lower()} between objects"] += 0 if found is None else len(found)
        counted = [f"{n:,} {what}" for what, n in sorted(self.lost.items()) if n]
        return ReadProject(
            title=self.root.get("name") or "",
            origin=self.root.get("origin") or "",
            texts=tuple(texts),
            concepts=self.codes.concepts,
            passages=tuple(passages),
            coders=tuple(sorted({passage.coder for passage in passages if passage.coder})),
            losses=(*self.codes.losses, *counted),
        )

    def _read_users(self) -> None:
        for user in self._below("Users", "User"):
            guid = canonical(user.get("guid"))
            self.users[guid] = (user.get("name") or user.get("id") or f"user {guid[:8]}").strip()

    def _read_cases(self) -> None:
        for case in self._below("Cases", "Case"):
            name = (case.get("name") or "").strip()
            references = [canonical(ref.get("targetGUID")) for ref in children(case, "SelectionRef")]
            for guid in references:
                if guid in self.actors and self.actors[guid] != name:
                    self.lost["selections in several cases: the first is the actor"] += 1
                elif name:
                    self.actors[guid] = name
            if not references:
                self.lost["cases without selections"] += 1
            self.lost["values of variables of cases"] += len(list(children(case, "VariableValue")))

    def _read_notes(self) -> None:
        for note in self._below("Notes", "Note"):
            words = self._raw_text(note)
            if words is not None:
                self.notes[canonical(note.get("guid"))] = one_newline(words)[0].strip()

    def _below(self, parent: str, name: str) -> Iterator[Any]:
        found = child(self.root, parent)
        if found is not None:
            yield from children(found, name)

    def _text_sources(self) -> Iterator[Any]:
        sources = child(self.root, "Sources")
        for element in sources if sources is not None else ():
            kind = local(element)
            if kind == "TextSource":
                yield element
            elif kind == "PDFSource":
                self.lost["selections drawn on PDF pages"] += len(list(children(element, "PDFSelection")))
                text = child(element, "Representation")
                if text is None:
                    self.lost["PDF files without a text of their own; put them among the articles"] += 1
                else:
                    if not text.get("name"):
                        text.set("name", element.get("name") or "")
                    yield text
            elif kind in _OTHER_MEDIA:
                self.lost[_OTHER_MEDIA[kind]] += 1

    def _raw_text(self, element: Any) -> str | None:
        inline = child(element, "PlainTextContent")
        if inline is not None:
            return inline.text or ""
        place = element.get("plainTextPath") or ""
        if not place.startswith(_INTERNAL):
            return None
        name = place.removeprefix(_INTERNAL).lstrip("/")
        content = self.archive.read(f"Sources/{name}")
        if content is None:
            return None
        try:
            return content.decode("utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
        except UnicodeDecodeError:
            self.lost["texts that are not UTF-8"] += 1
            return None

    def _text(self, element: Any) -> tuple[CodedText | None, Any]:
        raw = self._raw_text(element)
        if raw is None:
            self.lost["texts that are only in rich format or lie outside the archive"] += 1
            self.lost["selections of texts that could not be read"] += len(
                list(children(element, "PlainTextSelection"))
            )
            return None, None
        plain, moved = one_newline(raw)
        in_raw = from_unit(raw, self.unit)
        values = self._values(element)
        text = CodedText(
            id=canonical(element.get("guid")),
            name=(element.get("name") or "").strip() or canonical(element.get("guid")),
            text=plain,
            outlet=values.get("outlet"),
            published=values.get("published"),
            url=values.get("url"),
        )
        if self.unit is OffsetUnit.CODE_POINT and beyond_plane_0(raw):
            self._suspect_utf_16(element, raw)
        return text, lambda offset: moved(in_raw(offset))

    def _values(self, element: Any) -> Mapping[str, str]:
        ours = {guid_of("variable", name): name for name in ("outlet", "published", "url")}
        found: dict[str, str] = {}
        for value in children(element, "VariableValue"):
            reference = child(value, "VariableRef")
            name = ours.get(canonical(reference.get("targetGUID"))) if reference is not None else None
            if name:
                found[name] = words_of(value, "TextValue")
            else:
                self.lost["values of variables of texts"] += 1
        return found

    def _suspect_utf_16(self, element: Any, raw: str) -> None:
        """Says so when the words kept with the selections stand where UTF-16 units, not code points, would put them."""
        wide = from_unit(raw, OffsetUnit.UTF_16)
        votes = 0
        for selection in children(element, "PlainTextSelection"):
            start = _position(selection, "startPosition")
            words = (selection.get("name") or "")[:20]
            if start is None or len(words) < 5:
                continue
            try:
                shifted = wide(start)
            except ValueError:
                continue
            votes += raw.startswith(words, shifted) - raw.startswith(words, start)
        if votes > 0:
            self.lost["texts whose positions seem to count UTF-16 units; import again with --offsets utf-16"] += 1

    def _passages(self, selection: Any, text: CodedText, convert: Any) -> Iterator[CodedPassage]:
        span = self._span(selection, text, convert)
        if span is None:
            return
        guid = canonical(selection.get("guid"))
        memo = "\n".join(
            self.notes[note]
            for ref in children(selection, "NoteRef")
            if (note := canonical(ref.get("targetGUID"))) in self.notes
        )
        said, via = _told(words_of(selection, "Description"))
        by_coder: dict[str | None, tuple[list[str], list[str], list[datetime]]] = {}
        for coding in children(selection, "Coding"):
            who = self.users.get(canonical(coding.get("creatingUser") or selection.get("creatingUser")))
            concepts, stances, times = by_coder.setdefault(who, ([], [], []))
            reference = child(coding, "CodeRef")
            code = canonical(reference.get("targetGUID")) if reference is not None else ""
            if code in self.codes.stance_of:
                stances.append(self.codes.stance_of[code])
            elif code in self.codes.concept_of:
                concepts.append(self.codes.concept_of[code])
            else:
                self.lost["codings with a code that the codebook does not hold"] += 1
            made = _instant(coding.get("creationDateTime") or selection.get("creationDateTime"))
            times += [made] if made else []
        if not by_coder:
            self.lost["selections without a code"] += 1
        for coder, (concepts, stances, times) in by_coder.items():
            if len(stances) > 1:
                self.lost["selections with several stances, which could not be told apart"] += 1
            if not concepts:
                self.lost["selections with a stance and no concept"] += bool(stances)
            for concept in dict.fromkeys(concepts):
                yield CodedPassage(
                    id=f"{guid}:{concept}",
                    text_id=text.id,
                    spans=(span,),
                    coder=coder,
                    coded_at=max(times, default=None),
                    concept_id=concept,
                    stance=stances[0] if len(stances) == 1 else None,
                    actor=self.actors.get(guid),
                    said=said,
                    via=via,
                    memo=memo,
                )

    def _span(self, selection: Any, text: CodedText, convert: Any) -> Span | None:
        start, end = _position(selection, "startPosition"), _position(selection, "endPosition")
        if start is None or end is None:
            self.lost["selections without positions"] += 1
            return None
        try:
            first, last = convert(start), convert(end)
        except ValueError:
            self.lost[f"selections outside their text ({text.name})"] += 1
            return None
        if first >= last:
            self.lost["selections of nothing"] += 1
            return None
        return Span(first, last)


def _position(selection: Any, name: str) -> int | None:
    value = selection.get(name) or ""
    return int(value) if value.strip().isdecimal() and len(value) < 12 else None


def _told(description: str) -> tuple[str | None, tuple[str, ...]]:
    said: str | None = None
    via: tuple[str, ...] = ()
    for line in description.splitlines():
        if line.startswith("Said: "):
            said = line.removeprefix("Said: ").strip() or None
        elif line.startswith("Via: "):
            via = tuple(name.strip() for name in line.removeprefix("Via: ").split(";") if name.strip())
    return said, via


def _instant(value: str | None) -> datetime | None:
    try:
        found = datetime.fromisoformat(value) if value else None
    except ValueError:
        return None
    return found.replace(tzinfo=UTC) if found and found.tzinfo is None else found
