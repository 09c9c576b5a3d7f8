"""The whole way with a language model on a server of our own; and without one, no connection at all."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import onrecord
from onrecord.errors import InputError
from onrecord.installation import examine_installation
from onrecord.settings import Settings

from .scripted_server import Asked, Said, Served, attributions, proposal, serving

ROOT = Path(__file__).parents[2]
PEOPLE = ("Mara Quill", "Jory Penn", "Tessa Orme")


def write_clips(folder: Path, people: tuple[str, ...] = PEOPLE) -> None:
    folder.mkdir()
    for number, person in enumerate(people):
        (folder / f"clip-{number}.txt").write_text(
            f"Island council argues over toll bridge, day {number}\n\n"
            f"{person} said on Monday that the toll bridge would be “a grave mistake” for harbor {number}.\n\n"
            "The bridge was first proposed in 1998 by the harbor board of the northern island.\n",
            encoding="utf-8",
        )


def model(asked: Asked, number: int) -> Said:
    """Marks every "X said on Monday that ..." and invents a confession beside it; fails on Tessa Orme's article."""
    found, names = [], []
    for paragraph, words in asked.paragraphs:
        speaker, _, rest = words.partition(" said on Monday ")
        if rest:
            if speaker == "Tessa Orme":
                return Said(status=404, body=b'{"error": "not today <script>alert(1)</script>"}')
            names.append({"text": speaker, "kind": "person"})
            found.append(proposal(speaker, "said", rest.rstrip("."), paragraph=paragraph))
            found.append(proposal(speaker, "confessed", "to everything", paragraph=paragraph))
    return Said(attributions(*found, names=tuple(names)))


@pytest.fixture
def chosen(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.setenv("ONRECORD_EXTRACTOR", "language-model")
    monkeypatch.setenv("ONRECORD_LLM_MODEL", "tiny")
    return monkeypatch


def point_at(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_LLM_URL", served.url)


def test_brief_with_a_language_model_gives_a_dossier(tmp_path: Path, chosen: pytest.MonkeyPatch) -> None:
    write_clips(tmp_path / "clips")
    with serving(model) as served:
        point_at(served, chosen)
        project = onrecord.brief(tmp_path / "clips", tmp_path / "out")
    with project:
        table, summary = project.attributions, project.summary()
        dossier = (tmp_path / "out" / "dossier.html").read_text(encoding="utf-8")
    assert set(table["actor_name"]) == {"Mara Quill", "Jory Penn"}
    assert set(table["origin"]) == {"llm:tiny prompt 1 verified"}
    assert [path for path, _ in summary.not_annotated] == ["clip-2.txt"]
    assert "not today" in summary.not_annotated[0][1]
    assert [path for path, _ in summary.left_out] == ["clip-0.txt", "clip-1.txt"]
    assert "1 with words that are not in the text" in summary.left_out[0][1]
    assert "a grave mistake" in dossier
    assert "llm:tiny prompt 1 verified" in dossier
    assert "to everything" not in dossier
    assert "<script>alert(1)" not in dossier


def test_another_model_reads_every_article_again_and_the_same_one_none(
    tmp_path: Path, chosen: pytest.MonkeyPatch
) -> None:
    write_clips(tmp_path / "clips", ("Mara Quill",))
    with serving(model) as served:
        point_at(served, chosen)
        for _ in range(2):
            onrecord.brief(tmp_path / "clips", tmp_path / "out").close()
        assert len(served.asked) == 1
        chosen.setenv("ONRECORD_LLM_MODEL", "large")
        with onrecord.brief(tmp_path / "clips", tmp_path / "out") as project:
            assert set(project.attributions["origin"]) == {"llm:large prompt 1 verified"}


def test_run_is_refused_before_anything_is_sent_where_the_host_is_not_allowed(
    tmp_path: Path, chosen: pytest.MonkeyPatch
) -> None:
    write_clips(tmp_path / "clips")
    chosen.setenv("ONRECORD_LLM_URL", "https://models.invalid/v1")
    with pytest.raises(InputError, match=r"models\.invalid.*not this machine"):
        onrecord.brief(tmp_path / "clips", tmp_path / "out")


def test_server_that_is_down_fails_articles_and_not_the_run(tmp_path: Path, chosen: pytest.MonkeyPatch) -> None:
    write_clips(tmp_path / "clips", ("Mara Quill",))
    with serving(model) as served:
        point_at(served, chosen)
    with onrecord.brief(tmp_path / "clips", tmp_path / "out", settings=Settings(extractor="language-model")) as project:
        ((path, reason),) = project.summary().not_annotated
    assert path == "clip-0.txt"
    assert "is the server running" in reason


def extractor_line() -> tuple[bool, str]:
    """What `onrecord doctor` finds about the extractor."""
    finding = next(finding for finding in examine_installation() if finding.what == "extractor")
    return finding.ok, finding.detail


def test_doctor_says_which_host_would_be_asked_and_sends_no_article(chosen: pytest.MonkeyPatch) -> None:
    with serving(lambda asked, number: Said(body=b'{"data": [{"id": "tiny"}]}')) as served:
        point_at(served, chosen)
        ok, detail = extractor_line()
    assert ok
    assert f"asks {served.url}, on this machine, for the model 'tiny', which it has" in detail
    assert [(asked.path, asked.request) for asked in served.asked] == [("/v1/models", {})]


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("ONRECORD_LLM_URL", "http://127.0.0.1:9/v1", "http://127.0.0.1:9/v1: cannot be asked"),
        ("ONRECORD_LLM_URL", "https://models.invalid/v1", "ONRECORD_LLM_ALLOW_HOST=models.invalid"),
        ("ONRECORD_LLM_MODEL", "", "ONRECORD_LLM_MODEL"),
    ],
)
def test_doctor_says_what_keeps_a_language_model_from_working(
    chosen: pytest.MonkeyPatch, name: str, value: str, said: str
) -> None:
    chosen.setenv(name, value)
    ok, detail = extractor_line()
    assert not ok
    assert said in detail


# Notes whatever in the process, or in a worker (which finds this file on the same path), opens a socket, connects,
# looks up a host or binds a port.
_GUARD = """
import os, sys
_CALLS = ["socket." + call for call in "__new__ connect bind sendto getaddrinfo gethostbyname".split()]
def _watch(event, arguments):
    if event in _CALLS:
        open(os.environ["CALLS"], "a").write(f"{event} {arguments if 'get' in event else arguments[1:]!r}\\n")
sys.addaudithook(_watch)
"""


def run_guarded(tmp_path: Path, **environment: str) -> tuple[int, str]:
    """Exit status and network calls of `onrecord brief` over the clips."""
    guard, calls = tmp_path / "guard", tmp_path / "calls.txt"
    guard.mkdir()
    (guard / "sitecustomize.py").write_text(_GUARD, encoding="utf-8")
    calls.write_text("", encoding="utf-8")
    write_clips(tmp_path / "clips", ("Mara Quill",))
    done = subprocess.run(
        [sys.executable, "-m", "onrecord", "brief", str(tmp_path / "clips"), "-o", str(tmp_path / "out"), "--json"],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(guard), "CALLS": str(calls)} | environment,
        capture_output=True,
        timeout=120,
        check=False,
    )
    return done.returncode, calls.read_text(encoding="utf-8")


def test_run_with_the_shipped_extractor_touches_no_network(tmp_path: Path) -> None:
    assert run_guarded(tmp_path) == (0, "")
    assert (tmp_path / "out" / "dossier.html").exists()


def test_run_with_a_language_model_asks_the_server_in_the_address_alone(tmp_path: Path) -> None:
    with serving(model) as served:
        _, calls = run_guarded(
            tmp_path, ONRECORD_EXTRACTOR="language-model", ONRECORD_LLM_MODEL="tiny", ONRECORD_LLM_URL=served.url
        )
    port = served.url.split(":")[2].removesuffix("/v1")
    led_somewhere = [call for call in calls.splitlines() if not call.startswith("socket.__new__")]
    assert led_somewhere
    assert all("127.0.0.1" in call and port in call for call in led_somewhere)
