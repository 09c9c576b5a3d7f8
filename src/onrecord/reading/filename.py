"""Facts in a file's name and folder: `2019-05-09_outlet_title.txt`, a folder called after an outlet."""

from __future__ import annotations

import re

from ..record import Basis, DateRange
from ..record.dates import UNKNOWN_DATE
from .dateforms import parse_date
from .draft import Facts
from .source import FileSource

_LEADING_DATE = re.compile(r"\A((?:19|20)\d\d[-._]?(?:0[1-9]|1[0-2])[-._]?(?:0[1-9]|[12]\d|3[01]))(?=\D|\Z)")
_INNER_DATE = re.compile(r"(?<=[_\s])((?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(?=[_\s.]|\Z)")
_OUTLET_WORD = re.compile(
    r"\b(?:Times|Post|News|Herald|Tribune|Journal|Guardian|Gazette|Chronicle|Observer|Telegraph|Independent|Examiner|Mail"
    r"|Standard|Courier|Dispatch|Press|Star|Sun|Globe|Daily|Weekly|Today|Zeitung|Tagblatt|Tageszeitung|Kurier|Spiegel"
    r"|Monde|Figaro|Libération|País|Mundo|Corriere|Repubblica|Stampa|Courant|Volkskrant|Jornal|Folha|Reuters|Agency)\b",
    re.IGNORECASE,
)
_DOMAIN = re.compile(r"\A(?:www\.)?((?:[a-z0-9-]+\.)+(?:com|org|net|news|info|eu|[a-z]{2}))\Z", re.IGNORECASE)


def facts_from_name(source: FileSource) -> Facts:
    """Date, outlet and title from `date_outlet_title`, the outlet else from a folder that is named like one."""
    stem = source.stem
    published, rest = _date_in(stem)
    parts = [part.strip(" -.") for part in rest.split("_")]
    parts = [part for part in parts if part]
    outlet = title = None
    if published.known and len(parts) >= 2 and not any(_is_code(part) for part in parts[:2]):
        outlet, title = _spaced(parts[0]), _spaced(" ".join(parts[1:]))
    if outlet is None and source.folder:
        outlet = outlet_in(source.folder)
    return Facts(outlet=outlet, title=title).dated(published, basis=Basis.METADATA)


def outlet_in(folder: str) -> str | None:
    """The outlet that a folder is named after: a domain, or a name with an outlet's word in it; None otherwise."""
    if domain := _DOMAIN.match(folder):
        return domain.group(1).lower()
    spaced = _spaced(folder)
    words = spaced.split()
    if 2 <= len(words) <= 5 and _OUTLET_WORD.search(spaced) and not re.search(r"\d", spaced):
        return spaced if not spaced.islower() else spaced.title()
    return None


def _date_in(stem: str) -> tuple[DateRange, str]:
    match = _LEADING_DATE.match(stem) or _INNER_DATE.search(stem)
    if match is None:
        return UNKNOWN_DATE, stem
    digits = re.sub(r"\D", "", match.group(1))
    rest = (stem[: match.start()] + "_" + stem[match.end() :]).strip("_ -.")
    return parse_date(digits), rest


def _is_code(part: str) -> bool:
    """Whether a part is a running number or a checksum rather than words."""
    return bool(re.fullmatch(r"[\d\W]+|[0-9a-f]{8,}", part, re.IGNORECASE))


def _spaced(part: str) -> str:
    part = part.replace("+", " ")
    return " ".join(re.sub(r"(?<=\w)-(?=\w)", " ", part).split()) if " " not in part else " ".join(part.split())
