"""What a plugin's author calls in his own tests: the contract of the doors, tried out on invented text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from pathlib import Path

from .errors import UnreadableFile
from .plugins import Article, Extractor, Loader, annotation_faults
from .record import Annotation, Attribution, Document, Region, RegionKind, Span
from .text import sha256, stable_id

__all__ = ["check_extractor", "check_loader", "document_of"]

_HEADLINE = "Harbor council argues over toll bridge"
_ARTICLE = f"""{_HEADLINE}

Mara Quill said on Monday that the toll bridge would be “a grave mistake” for the harbor.

"We do not want it," Quill told the council. "The ferries carry 400 people a day."

Jory Penn, a spokesman for the port, said the army chief supports the bridge. He declined to comment further.

Sign up for the evening letter

It is reported that the vote was put off. “Nobody asked the islanders,
“and nobody will,” Tessa Orme wrote.
"""
_FURNITURE = "Sign up for the evening letter"
# What has broken readers of text before: signs outside the first 65,536, marks that join, right-to-left writing,
# line and paragraph separators, control signs, unbalanced quotation marks, no blanks at all.
_ODD: dict[str, str] = {
    "empty": "",
    "blank": " \n\t\n  \n",
    "one sign": "“",
    "emoji and flags": "👩‍👩‍👧 Mara Quill said 🇫🇮 “no 👍🏽 to the bridge” 🎉, and Penn said yes.",
    "joining marks": "Ame\u0301lie Dufre\u0301ne said that the cafe\u0301 “Zoe\u0308” would close.",
    "right to left": 'שר החוצה אמר: \u202b"לא יהיה גשר"\u202c. قال الوزير إنه لن يوافق. Mara Quill said no.',
    "no blanks": "市长说：“我们不要这座桥。” 「いいえ」と大臣は述べた。",
    "separators": "Mara Quill said\u2028that the bridge\u2029would wait.\x0bPenn said\x0cno.\u00a0He\u200b said so.",
    "control signs": "Mara\x00 Quill \x1bsaid that the bridge \x7fwould wait.",
    "quotation marks": "«“‘\"'„ Mara Quill said \"no \"yes“ »’ ``and'' he said '",
    "long word": "Quill said that " + "harbor" * 1_000 + " was full.",
    "capitals": "MARA QUILL SAID THAT THE BRIDGE WOULD “NEVER” COME.",
}


def document_of(text: str, path: str = "invented.txt") -> Document:
    """A document of nothing but this text, with the identity that reading would give it."""
    digest = sha256(text)
    return Document(stable_id("doc", digest), (path,), text, digest)


def check_extractor(extractor: Extractor, *, texts: Iterable[str] = (), huge_chars: int = 100_000) -> None:
    """Tries an extractor on an ordinary article with and without regions, on odd, empty and huge texts, and on `texts`.

    AssertionError lists every fault found: spans outside the text, empty, out of order or overlapping between the roles
    of one attribution; a missing cue or content; quotes outside the content; parents that are not there; a score that
    is no probability; an origin that is not named; another answer to the same question; an exception. Finding nothing
    is no fault. `huge_chars` is the length of the huge text; 0 leaves it out.
    """
    faults: list[str] = []
    if not isinstance(extractor, Extractor):
        faults.append("it has no `origin` or no `annotate(document, regions)`")
    else:
        if not extractor.origin.strip() or "\n" in extractor.origin:
            faults.append(f"its origin {extractor.origin!r} is not one line that names it")
        for name, document, regions in _cases(texts, huge_chars):
            faults += [f"{name}: {fault}" for fault in _faults(extractor, document, regions)]
    if faults:
        raise AssertionError("the extractor breaks its contract:\n" + "\n".join(f"- {fault}" for fault in faults))


def _cases(texts: Iterable[str], huge_chars: int) -> Iterator[tuple[str, Document, Sequence[Region]]]:
    article = document_of(_ARTICLE)
    yield "an article", article, ()
    yield "an article with regions", article, _regions()
    for name, text in _ODD.items():
        yield name, document_of(text), ()
    for number, text in enumerate(texts, 1):
        yield f"text {number}", document_of(text), ()
    if huge_chars:
        yield "a huge text", document_of((_ARTICLE * (huge_chars // len(_ARTICLE) + 1))[:huge_chars]), ()


def _regions() -> tuple[Region, ...]:
    furniture = _ARTICLE.index(_FURNITURE)
    body = len(_HEADLINE) + 2
    return (
        Region(RegionKind.HEADLINE, 0, len(_HEADLINE)),
        Region(RegionKind.BODY, body, furniture - 2),
        Region(RegionKind.FURNITURE, furniture, furniture + len(_FURNITURE)),
        Region(RegionKind.BODY, furniture + len(_FURNITURE) + 2, len(_ARTICLE) - 1),
    )


def _faults(extractor: Extractor, document: Document, regions: Sequence[Region]) -> Iterator[str]:
    try:
        annotation = extractor.annotate(document, regions)
        again = extractor.annotate(document, regions)
    except Exception as error:
        yield f"raises {type(error).__name__}: {error}"
        return
    if not isinstance(annotation, Annotation):
        yield f"gives {type(annotation).__name__}, not an Annotation"
        return
    if annotation != again:
        yield "asked twice, it gives two different annotations"
    yield from annotation_faults(document, annotation)
    for each in annotation.attributions:
        yield from (f"attribution {each.id}: {fault}" for fault in _attribution_faults(each))
    for mention in annotation.mentions:
        if not 0.0 <= mention.score <= 1.0:
            yield f"mention [{mention.start}, {mention.end}) has the score {mention.score}"


def _attribution_faults(each: Attribution) -> Iterator[str]:
    roles = {"source": each.source, "cue": each.cue, "content": each.content}
    for (name, spans), (other, others) in combinations(roles.items(), 2):
        if _overlap(spans, others):
            yield f"its {name} and its {other} overlap"
    for quote in each.quote:
        if not any(quote.overlaps(span) and span.contains(quote) for span in each.content):
            yield f"the quote [{quote.start}, {quote.end}) is not inside its content"
    if not each.origin.strip():
        yield "has no origin"


def _overlap(spans: Sequence[Span], others: Sequence[Span]) -> bool:
    return any(span.overlaps(other) for span in spans for other in others)


def check_loader(loader: Loader, path: Path) -> Sequence[Article]:
    """Tries a loader on a sound file, and on damaged copies of it; gives the articles of the sound one.

    AssertionError lists every fault found: no articles, or what is none; an empty text; other articles when asked
    again; any other exception than `UnreadableFile` for half a file, an empty one or one of noise. The copies are
    written beside the file and removed.
    """
    faults: list[str] = []
    articles: Sequence[Article] = ()
    if not isinstance(loader, Loader):
        faults.append("it has no `load(path)`")
    else:
        articles = list(loader.load(path))
        if not articles:
            faults.append("it finds no article")
        for number, article in enumerate(articles, 1):
            if not isinstance(article, Article) or not isinstance(article.text, str) or not article.text.strip():
                faults.append(f"article {number} is no Article with a text")
        if list(loader.load(path)) != articles:
            faults.append("asked twice, it gives other articles")
        faults += _damage_faults(loader, path)
    if faults:
        raise AssertionError("the loader breaks its contract:\n" + "\n".join(f"- {fault}" for fault in faults))
    return articles


def _damage_faults(loader: Loader, path: Path) -> Iterator[str]:
    data = path.read_bytes()
    damaged = {"half": data[: len(data) // 2], "empty": b"", "noise": bytes(range(256)) * 8}
    for name, content in damaged.items():
        copy = path.with_name(f"{path.stem}-{name}{path.suffix}")
        copy.write_bytes(content)
        try:
            list(loader.load(copy))
        except UnreadableFile:
            pass
        except Exception as error:
            yield f"a damaged file ({name}) raises {type(error).__name__}: {error}, not UnreadableFile"
        finally:
            copy.unlink()
