"""Damaged and hostile files from a seed: what a folder of downloads may hold, and what somebody may send on purpose.

`hostile_inputs(n, seed=...)` gives the same named files for the same seed. Every family is there
from some 120 inputs on; the sizes of bombs and long texts are cut down with `small=True`, for tests.
"""

from __future__ import annotations

import io
import json
import os
import random
import struct
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

FORMATS = ("txt", "md", "html", "pdf", "docx", "rtf", "csv", "jsonl", "zip")
MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class HostileInput:
    """A file (or folder) to write below a folder: `write(folder)` makes it; `family` says what is wrong with it."""

    name: str
    family: str
    write: Callable[[Path], None]


def hostile_inputs(n: int, *, seed: int = 7, small: bool = False) -> Iterator[HostileInput]:
    """`n` inputs: first each special case once, then families of random damage in turn."""
    rng = random.Random(seed)
    n_special = 0
    for case in islice(_special_cases(small), n):  # one at a time: together the long ones take half a gigabyte
        n_special += 1
        yield case
    for number in range(n_special, n):
        family = _RANDOM_FAMILIES[number % len(_RANDOM_FAMILIES)]
        yield family(number, random.Random(rng.random()))


# ---- random damage -------------------------------------------------------------------------------------------------


def _truncated(number: int, rng: random.Random) -> HostileInput:
    kind = rng.choice(FORMATS)
    data = sample(kind, rng)
    return _file(f"{number:04d}-cut.{kind}", "truncated", data[: rng.randrange(len(data))])


def _flipped(number: int, rng: random.Random) -> HostileInput:
    kind = rng.choice(FORMATS)
    data = bytearray(sample(kind, rng))
    for _ in range(rng.choice((1, 3, 20, 200))):
        data[rng.randrange(len(data))] = rng.randrange(256)
    return _file(f"{number:04d}-flipped.{kind}", "bytes flipped", bytes(data))


def _spliced(number: int, rng: random.Random) -> HostileInput:
    """Half of one file and half of another, or a stretch repeated or taken out."""
    kind = rng.choice(FORMATS)
    data = sample(kind, rng)
    cut, again = sorted(rng.randrange(len(data)) for _ in range(2))
    other = sample(rng.choice(FORMATS), rng)
    made = rng.choice((data[:cut] + other[len(other) // 2 :], data[:cut] + data[again:], data[:again] + data[cut:]))
    return _file(f"{number:04d}-spliced.{kind}", "spliced", made)


def _noise(number: int, rng: random.Random) -> HostileInput:
    kind = rng.choice(FORMATS)
    starts = {"pdf": b"%PDF-1.7\n", "docx": b"PK\x03\x04", "rtf": b"{\\rtf1 ", "html": b"<html>", "zip": b"PK\x03\x04"}
    start = starts.get(kind, b"") if rng.random() < 0.5 else b""
    return _file(f"{number:04d}-noise.{kind}", "random bytes", start + rng.randbytes(rng.choice((1, 7, 500, 20_000))))


def _misnamed(number: int, rng: random.Random) -> HostileInput:
    kind, shown = rng.sample(FORMATS, 2)
    return _file(f"{number:04d}-is-{kind}.{shown}", "wrong extension", sample(kind, rng))


def _strange_text(number: int, rng: random.Random) -> HostileInput:
    """Text with signs that break tools: surrogates, direction marks, NULs, C1 controls, towers, odd encodings."""
    pool = (
        "\ud800", "\udfff", "\u202e", "\u202d", "\u2066", "\u200f", "\u200b", "\u200d", "\ufeff", "\x00", "\x1b[31m",
        "\x85", "\u2028", "\u0301" * 50, "\U0001f600", "\u00ad", "\ufffe", "\U0010ffff", "\x7f",
        "â€™", "Ã©", "\r", "\x0c",
    )  # fmt: skip
    words = article(rng).split(" ")
    for _ in range(rng.choice((3, 30, 300))):
        words.insert(rng.randrange(len(words)), rng.choice(pool))
    text = " ".join(words)
    encoding = rng.choice(("utf-8", "utf-16", "utf-16-le", "utf-32", "cp1252", "koi8-r", "shift_jis", "utf-7"))
    errors = "surrogatepass" if encoding.startswith(("utf-8", "utf-16", "utf-32")) else "replace"
    kind = rng.choice(("txt", "md", "html", "csv", "rtf", "jsonl"))
    data = text.encode(encoding, errors)
    if kind == "csv":
        data = "date,text\n2020-01-02,".encode(encoding, errors) + data
    if kind == "jsonl":
        data = json.dumps({"text": text, "title": text[:90]}).encode()
    return _file(f"{number:04d}-strange.{kind}", "strange characters", data)


def _pumped_pattern(number: int, rng: random.Random) -> HostileInput:
    """Long runs of what metadata rules look for, to provoke patterns that backtrack for ever."""
    piece = rng.choice(
        ("By A ", "A ", "© 2019 A of the ", "- ", "Published ", "Sept. 17, ", "12:30 ", "(", "| ", "The The ", "'", '"',
         "\n",
         "@a ", "1.", "19-", "/", "<", "&", "{\\", "http://", "é", "\t", "…", "Mr. ", "¶ ", "a\u0301", "Follow The A ")
    )  # fmt: skip
    run = piece * rng.choice((50, 2_000, 40_000))
    kind = rng.choice(("txt", "md", "html", "rtf", "csv"))
    text = rng.choice((run, "\n".join(run[at : at + 150] for at in range(0, min(len(run), 9_000), 150)), run + "!"))
    lead = {"html": "<p>", "rtf": "{\\rtf1 ", "csv": "text\n"}.get(kind, "")
    return _file(f"{number:04d}-pumped.{kind}", "pumped patterns", (lead + text).encode())


def _broken_rows(number: int, rng: random.Random) -> HostileInput:
    """Tables and JSON lines with wrong types, lengths, quotes and keys."""
    values: list[object] = [
        None,
        True,
        1,
        -1.5e300,
        "",
        " ",
        [],
        {},
        [["x"]] * 3,
        {"name": {"name": []}},
        "nan",
        "text",
        "9" * 30,
        "\u0000",
    ]
    keys = ["text", "Text", "body", "title", "date", "url", "author", "source", "", "\u202e", "text ", "__proto__"]
    if rng.random() < 0.5:
        rows = [json.dumps({rng.choice(keys): rng.choice(values) for _ in range(rng.randrange(6))}) for _ in range(20)]
        rows += rng.sample(
            ["[1,2", "null", "NaN", '{"text": "a", "text": 3}', '"text"', "{" * 300, '{"text":"\\ud800"}'], 3
        )
        rng.shuffle(rows)
        return _file(f"{number:04d}-rows.jsonl", "broken rows", "\n".join(rows).encode())
    cells = ['"', '""', "a\0b", "x" * 200_000, ",", "\n", '"a\nb', "=1+1", "2019-13-45", "text", article(rng)[:300]]
    lines = [",".join(rng.choice(cells) for _ in range(rng.randrange(8))) for _ in range(12)]
    header = rng.choice(("text,date", "date;text", "a,b", "text,text,text", '"text', "\ufefftext\ttitle", ""))
    return _file(f"{number:04d}-rows.csv", "broken rows", "\n".join([header, *lines]).encode())


def _markup_attack(number: int, rng: random.Random) -> HostileInput:
    """Pages that carry scripts, hidden text, broken nesting and lies in their metadata."""
    attacks = (
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg onload=alert(1)><p>x", "<!--", "]]>",
        "<iframe srcdoc='<script>1</script>'>", "<style>*{}</style>", "<p style='display:none'>hidden", "<plaintext>",
        "<table>" * 40,
        "<a href='javascript:alert(1)'>x</a>", "&#0;&#xD800;&#x110000;&bogus;", "<meta charset='utf-7'>",
        "<base href='//evil'>",
        "<!DOCTYPE html [<!ENTITY a 'b'>]>",
        "<script type='application/ld+json'>{\"@type\":\"Article\",\"headline\":[[{}]]}</script>",
        "<meta property='article:published_time' content='9999-99-99'>", "<time pubdate datetime='0000-00-00'>",
        "</body></html><p>",
        "<noscript><p title='</noscript><script>1</script>'>", "<h1><h1><h1>", "<title>" * 5, "<p>" * 500,
        "<b><i>" * 200,
    )  # fmt: skip
    page = sample("html", rng).decode()
    for _ in range(rng.choice((1, 4, 12))):
        at = rng.randrange(len(page))
        page = page[:at] + rng.choice(attacks) + page[at:]
    return _file(f"{number:04d}-markup.html", "hostile markup", page.encode())


_RANDOM_FAMILIES = (
    _truncated, _flipped, _spliced, _noise, _misnamed, _strange_text, _pumped_pattern, _broken_rows, _markup_attack,
    _truncated, _flipped,
)  # fmt: skip


# ---- special cases -------------------------------------------------------------------------------------------------


def _special_cases(small: bool) -> Iterator[HostileInput]:
    rng = random.Random(1)
    big = MIB if small else 50 * MIB
    for kind in FORMATS:
        yield _file(f"empty.{kind}", "empty", b"")
    for kind in ("txt", "html", "csv", "jsonl"):
        yield _file(f"blank.{kind}", "empty", b" \n\t\r\n" * 20)
        yield _file(f"mark-only.{kind}", "empty", b"\xef\xbb\xbf")
    yield _file("long.txt", "50 MB of text", _repeated(article(rng) + "\n\n", big))
    yield _file("long-line.txt", "50 MB of text", _repeated("word ", big))
    yield _file("long-word.txt", "50 MB of text", b"x" * big)
    yield _file("long.html", "50 MB of text", _repeated("<p>" + article(rng), big))
    yield _file("long.csv", "50 MB of text", b"date,text\n" + _repeated(f'2020-01-02,"{article(rng)}"\n', big))
    yield _file("long.jsonl", "50 MB of text", _repeated(json.dumps({"text": article(rng)}) + "\n", big))
    yield _file("long.rtf", "50 MB of text", b"{\\rtf1 " + _repeated(article(rng) + "\\par ", big))
    yield _file("too-long.txt", "over the limit", b"z" * (70 * MIB if not small else MIB))
    for size in (100_000, 1_900_000):
        yield _file(f"line-{size}.txt", "huge single line", _repeated("a b ", size))
        yield _file(f"line-{size}.html", "huge single line", b"<p>" + _repeated("a b ", size))
        yield _file(f"line-{size}.csv", "huge single line", b"text\n" + _repeated("a b ", size))
        yield _file(f"line-{size}.jsonl", "huge single line", b'{"text":"' + _repeated("a b ", size) + b'"}')
        yield _file(f"line-{size}.pdf", "huge single line", pdf([_repeated("a b ", size // 10).decode()]))
    for depth in (300, 5_000) if small else (300, 5_000, 100_000, 1_000_000):
        yield _file(f"deep-{depth}.html", "deep nesting", b"<div>" * depth + b"text here")
        yield _file(f"deep-quote-{depth}.html", "deep nesting", b"<blockquote><p>" * (depth // 3) + b"text here")
        yield _file(f"deep-b-{depth}.html", "deep nesting", b"<html><body>" + b"<b>" * depth + b"text " * 200)
        yield _file(f"deep-{depth}.jsonl", "deep nesting", b'{"text":' + b"[" * depth + b"]" * depth + b"}")
        yield _file(f"deep-{depth}.rtf", "deep nesting", b"{\\rtf1" + b"{\\b " * depth + b"text" + b"}" * depth + b"}")
        yield _file(f"deep-{depth}.md", "deep nesting", b"> " * depth + b"[" * depth)
    yield from _pdf_cases(small)
    yield from _archive_cases(small)
    yield from _word_cases(small)
    yield from _folder_cases()


def _pdf_cases(small: bool) -> Iterator[HostileInput]:
    yield _file("no-text-layer.pdf", "no text layer", pdf([""] * 3))
    for algorithm in ("RC4-40", "RC4-128", "AES-128", "AES-256"):
        yield HostileInput(f"locked-{algorithm}.pdf", "password", _locked_pdf(f"locked-{algorithm}.pdf", algorithm))
    bomb = 20 if small else 400
    yield _file("stream-bomb.pdf", "pdf bomb", pdf([b"\0" * (bomb * MIB)], packed=True))
    yield _file("stream-bomb-text.pdf", "pdf bomb", pdf([_repeated("(a) Tj ", bomb * MIB // 20)], packed=True))
    nested = b"q " * (2_000 if small else 200_000) + b"BT /F1 12 Tf 72 700 Td (deep) Tj ET"
    yield _file("nested-state.pdf", "pdf bomb", pdf([nested]))
    arrays = b"BT /F1 12 Tf " + b"[" * (500 if small else 50_000) + b"(x)" + b"]" * 500 + b" TJ ET"
    yield _file("nested-arrays.pdf", "pdf bomb", pdf([arrays]))
    yield _file("cyclic-pages.pdf", "pdf cycle", _cyclic_pdf())
    yield _file("self-length.pdf", "pdf cycle", pdf(["text"]).replace(b"/Length ", b"/Length 4 0 R /L "))
    yield _file("many-pages.pdf", "pdf bomb", pdf(["page"] * (50 if small else 3_000)))
    yield _file("nested-forms.pdf", "pdf bomb", _nested_forms(6 if small else 24))
    yield _file("no-end.pdf", "truncated", pdf(["text here"])[:-60])
    yield _file("wrong-xref.pdf", "truncated", pdf(["text here"]).replace(b"startxref\n", b"startxref\n99"))


def _archive_cases(small: bool) -> Iterator[HostileInput]:
    size = 8 * MIB if small else 600 * MIB
    yield _file("bomb.zip", "zip bomb", _zipped({"a.txt": size, "b.html": size, "c.docx": size}))
    yield _file("many.zip", "zip bomb", _zipped({f"{number}.txt": b"x" for number in range(300 if small else 60_000)}))
    nested = _zipped({"a.txt": size})
    for _ in range(6):
        nested = _zipped({f"{number}.zip": nested for number in range(4)})
    yield _file("nested.zip", "zip bomb", nested)
    inner = _zipped({"a.txt": b"A short text stands here."})
    lying = bytearray(inner)
    at = lying.rfind(b"PK\x01\x02")
    lying[at + 24 : at + 28] = struct.pack("<I", 3)
    yield _file("lying-size.zip", "zip damage", bytes(lying))
    lying[at + 42 : at + 46] = struct.pack("<I", 2**31)
    yield _file("lying-offset.zip", "zip damage", bytes(lying))
    flagged = bytearray(inner)
    for sign, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        flagged[flagged.find(sign) + offset] |= 1
    yield _file("locked.zip", "password", bytes(flagged))
    names = ("../up.txt", "/etc/abs.txt", "C:\\win.txt", "a/../../b.txt", "..\\back.txt", "\x00nul.txt",
             "x" * 5000 + ".txt", "a/" * 400 + "deep.txt", "line\nbreak.txt", "\u202ettxt.exe", ".hidden.txt",
             "__MACOSX/._a.txt",
             "con.txt")  # fmt: skip
    yield _file("names.zip", "path names", _zipped(dict.fromkeys(names, b"A text with a strange name.")))
    yield _file("link.zip", "path names", _zipped_link("link.txt", "/etc/passwd"))
    cyclic = _zipped({"self.zip": b"", "a.txt": b"A text beside a copy of the zip."})
    for _ in range(3):
        cyclic = _zipped({"self.zip": cyclic, "a.txt": b"A text beside a copy of the zip."})
    yield _file("holds-itself.zip", "cyclic zip", cyclic)
    yield _file("twice.zip", "zip damage", inner + inner)
    yield _file("all.zip", "mixed", _zipped({f"x.{kind}": sample(kind, random.Random(3)) for kind in FORMATS}))


def _word_cases(small: bool) -> Iterator[HostileInput]:
    size = 8 * MIB if small else 600 * MIB
    plain = sample("docx", random.Random(2))
    yield _file("bomb.docx", "zip bomb", _with_part(plain, "word/document.xml", b" " * size))
    laughs = b'<!DOCTYPE l [<!ENTITY a "ha">' + b"".join(
        b'<!ENTITY %c "%s">' % (98 + level, b"&%c;" % (97 + level) * 10) for level in range(12)
    )
    head = b'<?xml version="1.0"?>' + laughs + b"]>"
    space = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body = b"<w:document %s><w:body><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:body></w:document>"
    yield _file("laughs.docx", "xml bomb", _with_part(plain, "word/document.xml", head + body % (space, b"&m;")))
    outside = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + body % (space, b"&x;")
    yield _file("outside.docx", "xml bomb", _with_part(plain, "word/document.xml", outside))
    yield _file("laughs.html", "xml bomb", head + b"<html><body><p>&m; text</p></body></html>")
    wide = b"<w:p><w:r><w:t>x</w:t></w:r></w:p>" * (2_000 if small else 250_000)
    yield _file(
        "wide.docx",
        "xml bomb",
        _with_part(plain, "word/document.xml", b"<w:document %s><w:body>%s</w:body></w:document>" % (space, wide)),
    )
    deep = b"<w:p>" * (400 if small else 60_000)
    yield _file(
        "deep.docx",
        "deep nesting",
        _with_part(plain, "word/document.xml", b"<w:document %s><w:body>%s" % (space, deep)),
    )
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500
    yield _file("locked.docx", "password", ole + "EncryptionInfo".encode("utf-16-le") + b"\0" * 2000)
    yield _file("old.docx", "old format", ole + "WordDocument".encode("utf-16-le") + b"\0" * 2000)
    yield _file("no-body.docx", "zip damage", _zipped({"readme.xml": b"<a/>"}))


def _folder_cases() -> Iterator[HostileInput]:
    def pipe(folder: Path) -> None:
        if hasattr(os, "mkfifo"):
            os.mkfifo(folder / "pipe.txt")

    def forbidden(folder: Path) -> None:
        (folder / "forbidden.txt").write_bytes(b"A text that nobody may read.")
        (folder / "forbidden.txt").chmod(0)

    def loop(folder: Path) -> None:
        (folder / "loop").mkdir()
        (folder / "loop" / "again").symlink_to(folder / "loop", target_is_directory=True)
        (folder / "loop" / "self.txt").symlink_to(folder / "loop" / "self.txt")
        (folder / "loop" / "gone.txt").symlink_to(folder / "nowhere.txt")

    def names(folder: Path) -> None:
        for name in (
            b"line\nbreak.txt",
            b"caf\xe9.txt",
            b"\xe2\x80\xae txt.txt",
            b"x" * 250 + b".txt",
            b" .txt",
            b"-rf.txt",
        ):
            with open(os.path.join(os.fsencode(folder), name), "wb") as file:  # noqa: PTH118, PTH123
                file.write(b"A text with a strange name.")

    def folder_named_as_file(folder: Path) -> None:
        (folder / "folder.txt" / "folder.zip").mkdir(parents=True)
        (folder / "folder.txt" / "a.txt").write_bytes(b"A text in a folder named like a file.")

    def deep(folder: Path) -> None:
        here = folder / "down"
        for _ in range(60):
            here = here / "down"
        here.mkdir(parents=True)
        (here / "below.txt").write_bytes(b"A text far below.")

    for name, write in (("pipe", pipe), ("forbidden", forbidden), ("loop", loop), ("names", names),
                        ("folder-as-file", folder_named_as_file), ("deep-folders", deep)):  # fmt: skip
        yield HostileInput(name, "file system", write)


# ---- material ------------------------------------------------------------------------------------------------------

_SUBJECTS = ("The minister", "Ana Pell", "The harbour board", "A spokesman", "Councillor Wu", "The union")
_VERBS = ("said", "told the Courier", "denied", "announced", "hoped", "wrote")
_CONTENTS = (
    "that the bridge treaty would be signed by June", "“we are not there yet”", "that no vote was planned",
    "the toll would rise to 3.50", "that talks with Lower Vale had “gone well”",
    "there was no alternative to the ferry",
)  # fmt: skip


def article(rng: random.Random) -> str:
    sentences = [
        f"{rng.choice(_SUBJECTS)} {rng.choice(_VERBS)} {rng.choice(_CONTENTS)}." for _ in range(rng.randrange(8, 30))
    ]
    paragraphs = [" ".join(sentences[at : at + 3]) for at in range(0, len(sentences), 3)]
    return "\n\n".join(["Bridge treaty nears its vote", "By Ana Pell", "Published Sept. 17, 2019", *paragraphs])


def sample(kind: str, rng: random.Random) -> bytes:
    """A sound file of this format about an invented bridge."""
    text = article(rng)
    if kind == "html":
        body = "".join(f"<p>{paragraph}</p>" for paragraph in text.split("\n\n"))
        menu = "<nav><ul><li><a href='/'>Home</a><li><a href='/news'>News</a></ul></nav>"
        head = "<!doctype html><html><head><title>Bridge treaty | Courier</title></head><body>"
        return f"{head}{menu}<article>{body}</article></body></html>".encode()
    if kind == "pdf":
        return pdf(text.split("\n\n")[:20], packed=rng.random() < 0.5)
    if kind == "docx":
        import docx

        word = docx.Document()
        for paragraph in text.split("\n\n"):
            word.add_paragraph(paragraph)
        out = io.BytesIO()
        word.save(out)
        return out.getvalue()
    if kind == "rtf":
        return (
            "{\\rtf1\\ansi\\ansicpg1252 "
            + text.replace("\n\n", "\\par ").replace("“", "\\'93").replace("”", "\\'94")
            + "}"
        ).encode("cp1252")
    if kind == "csv":
        return ('date,title,text\n2020-01-02,Bridge,"' + text.replace('"', '""') + '"\n').encode()
    if kind == "jsonl":
        return (json.dumps({"date": "2020-01-02", "text": text}) + "\n").encode()
    if kind == "zip":
        return _zipped({"a.txt": text.encode(), "b/c.md": text.encode()})
    return text.encode()


def pdf(pages: list[str] | list[bytes], *, packed: bool = False) -> bytes:
    """A PDF with one content stream a page: a string becomes shown text, bytes are the stream itself."""
    import zlib

    objects: list[bytes] = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    kids = []
    for page in pages:
        if isinstance(page, str):
            words = page.encode("cp1252", "replace").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
            rows = [words[at : at + 90] for at in range(0, len(words), 90)]
            shown = b" ".join(b"(%s) Tj 0 -14 Td" % row for row in rows)
            page = b"BT /F1 12 Tf 72 700 Td " + shown + b" ET" if words else b""
        stream = zlib.compress(page, 9) if packed else page
        extra = b"/Filter/FlateDecode" if packed else b""
        objects.append(b"<</Length %d%s>>stream\n%s\nendstream" % (len(stream), extra, stream))
        kids.append(len(objects) + 1)
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F1 3 0 R>>>>/Contents %d 0 R>>"
            % len(objects)
        )
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(b"%d 0 R" % kid for kid in kids))
    out = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    out += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def _nested_forms(levels: int) -> bytes:
    """A page that draws a form twice, which draws a form twice, and so on: 2 to the power of `levels` texts."""
    out = bytearray(b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n")
    out += b"2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n"
    for level in range(levels):
        kind = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]" if level else b""
        number = 10 + level
        draw = b"/F Do /F Do" if level < levels - 1 else b"BT /F1 9 Tf (deep text) Tj ET"
        inner = b"/Resources<</XObject<</F %d 0 R>>/Font<</F1 4 0 R>>>>" % (number + 1)
        out += b"%d 0 obj<<%s%s/Length %d>>stream\n%s\nendstream endobj\n" % (number, kind, inner, len(draw), draw)
    out += b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 10 0 R"
    out += b"/Resources<</XObject<</F 11 0 R>>>>>>endobj\n"
    out += b"4 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\ntrailer<</Root 1 0 R>>\n"
    return bytes(out) + b"startxref\n0\n%%EOF\n"


def _cyclic_pdf() -> bytes:
    plain = pdf(["text"])
    return plain.replace(b"/Kids[5 0 R]", b"/Kids[2 0 R]")


def _locked_pdf(name: str, algorithm: str) -> Callable[[Path], None]:
    def write(folder: Path) -> None:
        from pypdf import PdfReader, PdfWriter

        writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(["A text that is locked."]))))
        writer.encrypt("secret", algorithm=algorithm)
        writer.write(folder / name)

    return write


def _file(name: str, family: str, data: bytes) -> HostileInput:
    def write(folder: Path) -> None:
        (folder / name).write_bytes(data)

    return HostileInput(name, family, write)


def _repeated(text: str, size: int) -> bytes:
    piece = text.encode()
    return (piece * (size // len(piece) + 1))[:size]


def _zipped(entries: dict[str, bytes] | dict[str, int] | dict[str, bytes | int]) -> bytes:
    """A zip; a number stands for so many zero bytes, written without holding them."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            info = zipfile.ZipInfo(name, (2020, 1, 2, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            with archive.open(info, "w") as member:
                if isinstance(content, int):
                    for _ in range(content // MIB):
                        member.write(b"a" * MIB)
                else:
                    member.write(content)
    return out.getvalue()


def _zipped_link(name: str, target: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        info = zipfile.ZipInfo(name, (2020, 1, 2, 0, 0, 0))
        info.external_attr = 0o120777 << 16
        archive.writestr(info, target)
    return out.getvalue()


def _with_part(plain: bytes, part: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plain)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            new.writestr(info.filename, content if info.filename == part else old.read(info))
    return out.getvalue()
