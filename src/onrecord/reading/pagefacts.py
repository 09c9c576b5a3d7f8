"""What a page's metadata says: JSON-LD, OpenGraph, meta elements, `<time>`; title, outlet, byline, day, address.

A day counts only where the page names it as the article's publication. htmldate's guesses from the page's text are not
used: one in ten is wrong (its own evaluation), and a false day is worse than none.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ..record import Basis, DateRange
from ..record.dates import UNKNOWN_DATE
from .dateforms import find_dates, parse_date
from .decoding import settle
from .draft import Facts
from .language import language_code

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ARTICLE_TYPES = ("Article", "Posting", "Report", "Review")
_MAX_FACT = 500
_META = {
    "title": ("og:title", "twitter:title", "dc.title", "parsely-title", "sailthru.title"),
    "outlet": ("og:site_name", "application-name", "dc.publisher", "publisher"),
    "byline": ("author", "article:author_name", "parsely-author", "sailthru.author", "dc.creator", "byl"),
    "url": ("og:url",),
    "language": ("og:locale", "dc.language", "language", "content-language"),
    "published": (
        "article:published_time", "og:published_time", "og:article:published_time", "datepublished",
        "article.published", "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.issued",
        "publish-date", "publishdate", "publish_date", "pubdate", "publication_date", "published_time", "dcterms.date",
        "article_date_original", "cxenseparse:recs:publishtime", "ptime", "rnews:datepublished", "dc.date", "date",
    ),
}  # fmt: skip
_URL_DAY = re.compile(r"/((?:19|20)\d\d)[/-](0[1-9]|1[0-2])[/-](0[1-9]|[12]\d|3[01])(?=[/-]|$)")


def page_facts(tree: HtmlElement) -> Facts:
    """The facts a page declares, the surest statement of each first."""
    metas = _metas(tree)
    linked = next(_articles(tree), {})
    url = _first(metas, "url", http=True) or _canonical(tree)
    title = (_text(linked.get("headline")) or _first(metas, "title")) or _title_element(tree)
    outlet = _text(linked.get("publisher")) or _first(metas, "outlet") or (_host(url) if url else None)
    language = language_code(tree.get("lang") or tree.get("xml:lang")) or language_code(_first(metas, "language"))
    outlet = outlet.removeprefix("@") if outlet else None
    facts = Facts(
        outlet=outlet,
        title=_without_outlet(title, outlet) if title else None,
        byline=_byline(_text(linked.get("author")) or _first(metas, "byline")),
        url=url,
        language=language,
    )
    return facts.dated(_published(tree, metas, linked, url), basis=Basis.METADATA)


def headline_candidates(tree: HtmlElement) -> tuple[str, ...]:
    """The titles that the page declares, surest first, with and without what follows a dash or a bar."""
    metas = _metas(tree)
    linked = next(_articles(tree), {})
    titles = [_text(linked.get("headline")), _first(metas, "title"), metas.get("twitter:title"), _title_element(tree)]
    shorter = [re.split(r"\s[|–—-]\s", title)[0] for title in titles if title]
    return tuple(dict.fromkeys(title for title in [*titles, *shorter] if title))


def _published(tree: HtmlElement, metas: Mapping[str, str], linked: Mapping[str, object], url: str | None) -> DateRange:
    candidates = [_text(linked.get("datePublished"))]
    candidates += [metas.get(name) for name in _META["published"]]
    candidates += tree.xpath(".//*[@itemprop='datePublished']/@content | .//*[@itemprop='datePublished']/@datetime")[:1]
    stamps = tree.xpath(".//time[@pubdate]/@datetime")
    candidates += stamps[:1] if len(set(stamps)) == 1 else []
    read = (_first_date(str(value)) for value in candidates if value)
    said = next((dates for dates in read if dates.known), UNKNOWN_DATE)
    in_url = _day_in(url)
    if in_url.start and said.is_day and said.start and abs((said.start - in_url.start).days) <= 1:
        # Time stamps are often in UTC, where an evening in America is the next day; addresses carry the paper's day.
        return in_url
    return said if said.known else in_url


def _day_in(url: str | None) -> DateRange:
    try:
        day = _URL_DAY.search(urlsplit(url).path) if url else None
    except ValueError:
        return UNKNOWN_DATE
    return parse_date("-".join(day.groups())) if day else UNKNOWN_DATE


def _first_date(value: str) -> DateRange:
    """The date of a machine's field; "2019-09-17T10:00:00-04:00" is the day as written there."""
    value = value.strip()[:80]
    found = next(find_dates(value), None)
    if found is not None and found.span.start <= 5:
        return found.dates
    return parse_date(value)


def _metas(tree: HtmlElement) -> dict[str, str]:
    metas: dict[str, str] = {}
    for element in tree.xpath(".//meta[@content]")[:400]:
        name = element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv")
        content = _text(element.get("content"))
        if name and content:
            metas.setdefault(name.strip().lower(), content)
    return metas


def _articles(tree: HtmlElement) -> Iterator[Mapping[str, object]]:
    """JSON-LD objects whose type is an article."""
    for script in tree.xpath(".//script[@type='application/ld+json']")[:20]:
        source = (script.text or "").strip()
        if not source or len(source) > 1_000_000:
            continue
        try:
            loaded = json.loads(source, strict=False)
        except (ValueError, RecursionError):
            continue
        queue = [loaded]
        for item in queue:
            if len(queue) > 500:
                break
            if isinstance(item, list):
                queue.extend(item)
            elif isinstance(item, dict):
                kinds = item.get("@type")
                named = [kinds] if isinstance(kinds, str) else kinds if isinstance(kinds, list) else []
                if any(isinstance(kind, str) and kind.endswith(_ARTICLE_TYPES) for kind in named):
                    yield item
                queue.extend(
                    value for key, value in item.items() if key in ("@graph", "mainEntity", "mainEntityOfPage")
                )


def _text(value: object) -> str | None:
    """The words of a JSON-LD value: a string, a list of them, or an object with a name."""
    if isinstance(value, list):
        named = [words for words in map(_text, value[:10]) if words]
        return ", ".join(dict.fromkeys(named)) or None
    if isinstance(value, dict):
        value = value.get("name")
    if not isinstance(value, str):
        return None
    return " ".join(settle(value).split())[:_MAX_FACT] or None


def _first(metas: Mapping[str, str], kind: str, *, http: bool = False) -> str | None:
    found = (metas[name] for name in _META[kind] if name in metas)
    return next((value for value in found if not http or value.startswith(("http://", "https://"))), None)


def _canonical(tree: HtmlElement) -> str | None:
    links = tree.xpath(".//link[@rel='canonical']/@href")
    return next((str(link) for link in links if str(link).startswith(("http://", "https://"))), None)


def _title_element(tree: HtmlElement) -> str | None:
    titles = tree.xpath(".//head/title") or tree.xpath(".//title")
    return _text(titles[0].text_content()) if titles else None


def _host(url: str) -> str | None:
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def _without_outlet(title: str, outlet: str | None) -> str:
    """ "Pact near | The Example" without the outlet's name at its end."""
    match = re.search(r"\s+[|–—·-]\s+([^|–—·]{2,60})$", title)
    if (
        match
        and outlet
        and match.group(1).casefold().strip() in (outlet.casefold(), outlet.casefold().removeprefix("the "))
    ):
        return title[: match.start()]
    return title


def _byline(said: str | None) -> str | None:
    """The author, unless it is an address of a profile."""
    if not said or said.startswith(("http://", "https://")) or len(said) > 300:
        return None
    return re.sub(r"^[Bb]y\s+", "", said) or None
