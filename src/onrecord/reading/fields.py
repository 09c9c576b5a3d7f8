"""Facts from named fields: the columns of a table, the keys of a JSON object, the front matter of a text."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..record import Basis, DateRange
from ..record.dates import UNKNOWN_DATE
from .dateforms import parse_date
from .decoding import settle
from .draft import Facts
from .language import language_code

# Names by which tables call what we look for, best first; compared in lower case without spaces, "_" and "-".
NAMES: dict[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "article", "articlebody", "fulltext", "articletext", "bodytext", "maintext",
             "story", "plaintext", "texte", "volltext", "texto", "testo", "inhalt", "artikel", "articulo", "contenu"),
    "title": ("title", "headline", "heading", "head", "articletitle", "titre", "titel", "titulo", "titolo",
              "schlagzeile", "hed"),
    "published": ("published", "date", "publicationdate", "publisheddate", "publishdate", "datepublished", "pubdate",
                  "publishedat", "publishedon", "publisheddatetime", "articledate", "day", "datum", "fecha", "data",
                  "datepublication", "timestamp", "time", "datetime", "created", "createdat"),
    "outlet": ("outlet", "newspaper", "publication", "publisher", "source", "sourcename", "medium", "media", "journal",
               "sitename", "site", "paper", "zeitung", "quelle", "fuente", "fonte", "publicationname"),
    "url": ("url", "link", "weburl", "sourceurl", "articleurl", "permalink", "canonical", "canonicalurl", "uri",
            "href"),
    "byline": ("byline", "author", "authors", "writer", "journalist", "reporter", "auteur", "autor", "autore", "by",
               "creator"),
    "language": ("language", "lang", "langue", "sprache", "idioma", "lingua", "languagecode"),
}  # fmt: skip
_MAX_FACT = 500


def plain_name(name: str) -> str:
    return re.sub(r"[\s_\-.:]+", "", name.strip().strip("\ufeff").lower())


def column_of(kind: str, names: Mapping[str, str]) -> str | None:
    """The name, among those given as `plain name -> name`, that holds facts of this kind."""
    return next((names[known] for known in NAMES[kind] if known in names), None)


def facts_from_fields(fields: Mapping[str, object]) -> Facts:
    """Facts from a mapping with names in any of the spellings of `NAMES`; unknown names are left alone."""
    names: dict[str, str] = {}
    for name in fields:
        names.setdefault(plain_name(name), name)

    def value(kind: str) -> str | None:
        # A table may carry both "source" and "source_url"; the first known name that holds something counts.
        for known in NAMES[kind]:
            if known in names and (said := _words(fields[names[known]])):
                return said
        return None

    url = value("url")
    outlet = value("outlet")
    if outlet and outlet.startswith(("http://", "https://")):
        url, outlet = url or outlet, None
    published = date_from_value(value("published"))
    return Facts(
        outlet=outlet,
        title=value("title"),
        byline=value("byline"),
        url=url if url and url.startswith(("http://", "https://")) else None,
        language=language_code(value("language")),
    ).dated(published, basis=Basis.METADATA)


def date_from_value(value: str | None) -> DateRange:
    """The date that a field says, a month or year when it says no more; unknown when it is no date."""
    return parse_date(value) if value else UNKNOWN_DATE


def _words(value: object) -> str | None:
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        value = str(value)
    elif isinstance(value, list):
        value = ", ".join(item for item in map(_words, value[:20]) if item)
    elif isinstance(value, dict):
        value = _words(value.get("name") or value.get("title"))
    if not isinstance(value, str):
        return None
    words = " ".join(settle(value).split())
    if words.lower() in ("", "nan", "none", "null", "n/a", "na", "-", "unknown"):
        return None
    return words[:_MAX_FACT]
