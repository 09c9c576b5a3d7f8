"""Extractors of others: installed as packages, found by their entry points, and never able to harm a run."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import onrecord
from onrecord.attribution import load_tagger
from onrecord.errors import InputError, ModelError
from onrecord.plugins import EXTRACTORS, LOADERS, Article, annotation_faults, load_plugin, plugin_version
from onrecord.record import Annotation, Attribution, AttributionKind, AttributionType, Mention, MentionType, Span
from onrecord.settings import Settings
from onrecord.testing import check_extractor, check_loader, document_of

CODE = '''
from onrecord.errors import ModelError
from onrecord.record import Annotation, Attribution, AttributionKind, AttributionType, Span

class Plain:
    """Takes every " said " for a cue, what stands before it in its line for the source, the rest for the content."""
    origin = "plain 1"
    shift = 0

    def annotate(self, document, regions):
        found = []
        at = 0
        for line in document.text.split("\\n"):
            before, cue, after = line.partition(" said ")
            if "crash" in line:
                raise KeyError("crash")
            if before.strip() and after.strip():
                middle = at + len(before)
                found.append(Attribution(
                    f"att-{middle}", document.id, AttributionType.INDIRECT, AttributionKind.SAID,
                    (Span(at, middle),), (Span(middle + 1, middle + 5),),
                    (Span(middle + 6, at + len(line) + self.shift),), origin=self.origin))
            at += len(line) + 1
        return Annotation(document.id, tuple(found))

class Outside(Plain):
    shift = 10_000

class Versioned(Plain):
    @classmethod
    def version(cls):
        return "words 7"

def half():
    return object()

def broken():
    raise RuntimeError("no weights here")

def damaged():
    raise ModelError("plain.bin: damaged; install plain again")
'''
POINTS = {
    "plain": "shelf:Plain",
    "outside": "shelf:Outside",
    "versioned": "shelf:Versioned",
    "half": "shelf:half",
    "broken": "shelf:broken",
    "damaged": "shelf:damaged",
    "gone": "no_such_module:Plain",
}

Install = Callable[..., None]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Installs a package as pip would leave it: a module and its metadata on the path."""
    site = tmp_path / "site"
    site.mkdir()
    monkeypatch.syspath_prepend(str(site))

    def put(
        name: str, points: dict[str, str], *, version: str = "2.1", code: str = "", group: str = EXTRACTORS
    ) -> None:
        info = site / f"{name}-{version}.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n", encoding="utf-8")
        lines = "\n".join(f"{point} = {value}" for point, value in points.items())
        (info / "entry_points.txt").write_text(f"[{group}]\n{lines}\n", encoding="utf-8")
        if code:
            (site / f"{name}.py").write_text(code, encoding="utf-8")

    yield put  # type: ignore[misc]
    for module in ("shelf", "notes"):
        sys.modules.pop(module, None)


def test_extractor_of_another_package_does_the_work_of_a_run(tmp_path: Path, install: Install) -> None:
    install("shelf", POINTS, code=CODE)
    clips = tmp_path / "clips"
    clips.mkdir()
    (clips / "a.txt").write_text("The ferries\n\nMara Quill said the ferries were full.\n", encoding="utf-8")
    (clips / "b.txt").write_text("The crash\n\nJory Penn said the crash was near.\n", encoding="utf-8")
    with onrecord.brief(clips, tmp_path / "out", settings=Settings(extractor="plain")) as project:
        assert list(project.attributions["origin"]) == ["plain 1"]
        assert [path for path, _ in project.summary().not_annotated] == ["b.txt"]


def test_extractor_that_points_outside_the_text_fails_the_article_and_not_the_run(
    tmp_path: Path, install: Install
) -> None:
    install("shelf", POINTS, code=CODE)
    clips = tmp_path / "clips"
    clips.mkdir()
    (clips / "a.txt").write_text("The ferries\n\nMara Quill said the ferries were full.\n", encoding="utf-8")
    with onrecord.brief(clips, tmp_path / "out", settings=Settings(extractor="outside")) as project:
        ((_, reason),) = project.summary().not_annotated
    assert "the extractor 'outside' gave what cannot be kept" in reason
    assert "outside the text of" in reason


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("none-such", r"no extractor is called 'none-such'; installed: .*plain.*tagger-en"),
        ("half", r"extractor 'half' of shelf 2\.1 gives no extractor: it lacks annotate, origin"),
        ("broken", r"extractor 'broken' of shelf 2\.1 cannot be loaded \(RuntimeError: no weights here\)"),
        ("gone", r"extractor 'gone' of shelf 2\.1 cannot be loaded \(ModuleNotFoundError"),
    ],
)
def test_plugin_that_cannot_work_is_named_with_its_package(install: Install, name: str, said: str) -> None:
    install("shelf", POINTS, code=CODE)
    with pytest.raises(InputError, match=said):
        load_plugin(EXTRACTORS, name)


def test_plugins_own_clear_error_is_passed_on(install: Install) -> None:
    install("shelf", POINTS, code=CODE)
    with pytest.raises(ModelError, match=r"plain\.bin: damaged"):
        load_plugin(EXTRACTORS, "damaged")


def test_two_packages_that_claim_one_name_are_both_named(install: Install) -> None:
    install("shelf", POINTS, code=CODE)
    install("impostor", {"tagger-en": "shelf:Plain"}, version="0.1")
    with pytest.raises(InputError, match=r"2 packages .*impostor, onrecord.*uninstall one"):
        load_plugin(EXTRACTORS, "tagger-en")


def test_version_is_the_packages_and_what_the_plugin_adds(install: Install) -> None:
    install("shelf", POINTS, code=CODE)
    assert plugin_version(EXTRACTORS, "plain") == "2.1"
    assert plugin_version(EXTRACTORS, "versioned") == "2.1 words 7"


def test_plain_extractor_keeps_the_contract(install: Install) -> None:
    install("shelf", POINTS, code=CODE)
    check_extractor(load_plugin(EXTRACTORS, "plain"))


def test_shipped_tagger_keeps_the_contract() -> None:
    check_extractor(load_tagger(), huge_chars=10_000)


TEXT = "Mara Quill said that no bridge would come."
DOCUMENT = document_of(TEXT)


def attribution(**changes: object) -> Attribution:
    parts: dict[str, object] = {
        "id": "a", "document_id": DOCUMENT.id, "type": AttributionType.INDIRECT, "kind": AttributionKind.SAID,
        "source": (Span(0, 10),), "cue": (Span(11, 15),), "content": (Span(16, 41),), "origin": "invented 1",
    }  # fmt: skip
    return Attribution(**(parts | changes))  # type: ignore[arg-type]


class Invented:
    """Gives one annotation for the text above and nothing for any other."""

    origin = "invented 1"

    def __init__(self, *attributions: Attribution, mentions: tuple[Mention, ...] = ()) -> None:
        self.given = Annotation(DOCUMENT.id, attributions, mentions)

    def annotate(self, document: object, regions: object) -> Annotation:
        return self.given if document == DOCUMENT else Annotation(document.id)  # type: ignore[attr-defined]


FAULTS = [
    (attribution(content=(Span(16, 99),)), "content [16, 99) is empty or outside the text of 42 characters"),
    (attribution(cue=(Span(11, 11),)), "cue [11, 11) is empty"),
    (attribution(content=(Span(20, 41), Span(16, 19))), "content spans are out of order or overlap"),
    (attribution(cue=()), "has no cue"),
    (attribution(content=()), "has no content"),
    (attribution(parent="b"), "has the parent b, which is not there"),
    (attribution(parent="a"), "lies inside itself"),
    (attribution(score=1.2), "has the score 1.2"),
    (attribution(score=float("nan")), "has the score nan"),
    (attribution(document_id="doc-other"), "is of 'doc-other'"),
]
SMALLER_FAULTS = [
    (attribution(source=(Span(0, 12),)), "its source and its cue overlap"),
    (attribution(content=(Span(12, 41),)), "its cue and its content overlap"),
    (attribution(quote=(Span(5, 20),)), "the quote [5, 20) is not inside its content"),
    (attribution(origin=" "), "has no origin"),
]


@pytest.mark.parametrize(("bad", "said"), [*FAULTS, *SMALLER_FAULTS])
def test_contract_check_names_each_fault(bad: Attribution, said: str) -> None:
    with pytest.raises(AssertionError) as caught:
        check_extractor(Invented(bad), texts=[TEXT])
    assert said in str(caught.value)


@pytest.mark.parametrize(("bad", "said"), FAULTS)
def test_record_is_kept_from_what_would_break_it(bad: Attribution, said: str) -> None:
    assert any(said in fault for fault in annotation_faults(DOCUMENT, Annotation(DOCUMENT.id, (bad,))))


def test_sound_annotation_has_no_faults() -> None:
    inner = attribution(id="b", source=(Span(21, 30),), cue=(Span(31, 36),), content=(Span(37, 41),), parent="a")
    mention = Mention(DOCUMENT.id, 0, 10, MentionType.NAME)
    assert list(annotation_faults(DOCUMENT, Annotation(DOCUMENT.id, (attribution(), inner), (mention,)))) == []
    check_extractor(Invented(attribution(), inner, mentions=(mention,)), texts=[TEXT])


def test_parents_in_a_circle_and_doubled_ids_are_faults() -> None:
    circle = (attribution(parent="b"), attribution(id="b", parent="a"))
    assert any("inside itself" in fault for fault in annotation_faults(DOCUMENT, Annotation(DOCUMENT.id, circle)))
    twice = (attribution(), attribution())
    assert "two attributions have the same id" in list(annotation_faults(DOCUMENT, Annotation(DOCUMENT.id, twice)))


def test_mention_outside_the_text_or_of_another_document_is_a_fault() -> None:
    mentions = (Mention(DOCUMENT.id, 40, 50, MentionType.NAME), Mention("doc-other", 0, 4, MentionType.NAME))
    assert len(list(annotation_faults(DOCUMENT, Annotation(DOCUMENT.id, (), mentions)))) == 2


class Moody:
    origin = "moody 1"

    def __init__(self) -> None:
        self.n_asked = 0

    def annotate(self, document: object, regions: object) -> Annotation:
        self.n_asked += 1
        if not document.text:  # type: ignore[attr-defined]
            raise IndexError("nothing to read")
        return Annotation(document.id, (), (), (str(self.n_asked),))  # type: ignore[attr-defined]


def test_contract_check_finds_moods_and_exceptions() -> None:
    with pytest.raises(AssertionError) as caught:
        check_extractor(Moody(), huge_chars=0)
    assert "asked twice, it gives two different annotations" in str(caught.value)
    assert "empty: raises IndexError: nothing to read" in str(caught.value)


@pytest.mark.parametrize(("thing", "said"), [(object(), "no `origin` or no `annotate"), (None, "no `origin`")])
def test_contract_check_refuses_what_is_no_extractor(thing: object, said: str) -> None:
    with pytest.raises(AssertionError, match=said):
        check_extractor(thing)  # type: ignore[arg-type]


NOTES = '''
import os
from onrecord.errors import UnreadableFile
from onrecord.plugins import Article

class Notes:
    """Articles apart by lines of ===; "key: value" lines before an empty line are fields."""

    def load(self, path):
        text = path.read_text(encoding="utf-8", errors="replace")
        if "CRASH" in text:
            os._exit(3)
        if "RAISE" in text:
            raise LookupError("no such note")
        if "WRONG" in text:
            return ["a string"]
        if not text.strip() or "\\0" in text:
            raise UnreadableFile("no notes in it; save it again from the note book")
        found = []
        for part in text.split("===\\n"):
            head, _, body = part.partition("\\n\\n")
            found.append(Article(body or head, dict(line.split(": ", 1) for line in head.splitlines() if ": " in line)))
        return found
'''


def test_loader_of_another_package_reads_its_files_in_a_run_and_harms_no_other(
    tmp_path: Path, install: Install
) -> None:
    install("notes", {"notes": "notes:Notes", "txt": "notes:Notes"}, code=NOTES, group=LOADERS)
    clips = tmp_path / "clips"
    clips.mkdir()
    saying = "Mara Quill said on Monday that the ferries were full, and that no bridge would help the harbor."
    (clips / "good.notes").write_text(
        f"title: The ferries\noutlet: Harbor Gazette\npublished: 2021-03-04\n\n{saying}\r\n===\n\nA second one.",
        encoding="utf-8",
    )
    (clips / "own.txt").write_text(f"The ferries\n\n{saying}\n===\n", encoding="utf-8")
    for name, text in {"crash": "CRASH", "raise": "RAISE", "wrong": "WRONG", "blank": " "}.items():
        (clips / f"{name}.notes").write_text(text, encoding="utf-8")
    (clips / "other.unknown").write_text("?", encoding="utf-8")
    with onrecord.brief(clips, tmp_path / "out") as project:
        documents = project.documents.set_index("path")
        not_read = dict(project.summary().not_read)
        skipped = project.summary().n_files_skipped
    assert set(documents.index) == {"good.notes#article1", "good.notes#article2", "own.txt"}
    first = documents.loc["good.notes#article1"]
    assert (first["title"], first["outlet"], first["published_precision"]) == ("The ferries", "Harbor Gazette", "day")
    assert not_read["raise.notes"] == "the loader for .notes failed (LookupError: no such note)"
    assert not_read["wrong.notes"] == "the loader for .notes gave str, not an Article with a text"
    assert not_read["blank.notes"] == "no notes in it; save it again from the note book"
    assert "exit status 3" in not_read["crash.notes"]
    assert skipped == 1


def test_loader_keeps_its_contract(tmp_path: Path, install: Install) -> None:
    install("notes", {"notes": "notes:Notes"}, code=NOTES, group=LOADERS)
    path = tmp_path / "sound.notes"
    path.write_text("title: One\n\nThe ferries were full.", encoding="utf-8")
    assert check_loader(load_plugin(LOADERS, "notes"), path) == [Article("The ferries were full.", {"title": "One"})]
    assert list(tmp_path.glob("sound*")) == [path]


def test_contract_check_names_what_a_loader_does_wrong(tmp_path: Path) -> None:
    class Careless:
        def load(self, path: Path) -> list[Article]:
            return [Article(path.read_bytes().decode("ascii"))]

    path = tmp_path / "sound.notes"
    path.write_text("The ferries were full.", encoding="utf-8")
    with pytest.raises(AssertionError, match=r"\(noise\) raises UnicodeDecodeError"):
        check_loader(Careless(), path)
