"""Which outlet a document comes from where its file does not say so: what its page shows of its house."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ...record import RegionKind
from .outlets import OutletFinder, outlet_key
from .references import outlet_finder
from .sheet import ReportSheet, is_house_line


def gather_outlets(sheets: Sequence[ReportSheet]) -> dict[str, str | None]:
    """Document id -> the outlet it comes from: its own, in the spelling that the collection uses, else the only one
    that the furniture of its page names as its house; None where nothing tells."""
    learned = learned_outlets(sheets, [sheet.outlet for sheet in sheets])
    spelled: dict[str, str] = {}
    for known in sorted(learned, key=lambda known: (known.islower(), known)):
        spelled.setdefault(outlet_key(known), known)
    found: dict[str, str | None] = {}
    for sheet in sheets:
        name = sheet.outlet or house_mark(sheet, outlet_finder(learned), RegionKind.FURNITURE)
        if name is not None:
            name = spelled.get(outlet_key(name), name)
            name = name.title() if name.islower() else name  # a file name gave it
        found[sheet.document_id] = name
    return found


def learned_outlets(sheets: Iterable[ReportSheet], outlets: Iterable[str | None]) -> tuple[str, ...]:
    """Names of outlets that the collection knows: those of its documents and those that a text introduces, in order."""
    names = {outlet for outlet in outlets if outlet}
    for sheet in sheets:
        names.update(sheet.introduced)
    return tuple(sorted(names))


def house_mark(sheet: ReportSheet, finder: OutletFinder, *kinds: RegionKind) -> str | None:
    """The outlet whose page a document of unknown outlet comes from: the only one in the lines that a house puts on its
    own pages ("Subscribe to ...", "© ...", "Originally published in ..."), or whose name is the first line by itself;
    `kinds` of regions, all where none is given."""
    names = {
        mention.key: mention.name
        for kind, line in sheet.house
        if not kinds or kind in kinds
        for mention in finder.mentions(line)
        if not mention.weak and not finder.is_agency(mention.key)
        if is_house_line(line) or (line[: mention.start].strip() in ("", "The") and not line[mention.end :].strip())
    }
    return next(iter(names.values())) if len(names) == 1 else None
