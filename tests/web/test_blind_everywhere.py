"""Blindness by comparison: whatever one coder does in closed articles, no answer to the other changes by a letter."""

from __future__ import annotations

import re
from typing import Any

import pytest
from starlette.testclient import TestClient

from onrecord.project import Project
from onrecord.workbench.learning import Learner
from onrecord.workbench.team import assign, release

from .test_team import SignIn, clock, sign_in

__all__ = ["clock", "sign_in"]  # fixtures
# What a team may always know: who is here and how far each has come. Names of coders stand there anyhow.
_OPEN = ("/api/presence", "/team")
# The learner of a blind coder reads nothing of others, but learns when it has time.
_LEARNT = re.compile(r',?"learner":"[^"]*"|,?"proposals":\[[^\]]*\]')
_NAMES_OF_CODERS = re.compile(r"<option[^>]*>\w+</option>")


def everything(client: TestClient, *, document: str, suggestion: str, actor: str, concept: str) -> dict[str, str]:
    """Address -> answer, of every page and every address of the interface."""
    fill = {"document": document, "suggestion": suggestion, "identifier": actor, "actor": actor, "concept": concept}
    paths = client.app.openapi()["paths"]  # type: ignore[attr-defined]
    found = {}
    for path in [path for path, methods in paths.items() if "get" in methods]:
        filled = re.sub(r"\{(\w+)\}", lambda name: fill[name[1]], path)
        if filled.startswith(_OPEN):
            continue
        for query in ({}, {"limit": "100"}, {"words": "zz"}):
            answer = client.get(filled, params=query)
            assert answer.status_code < 500, filled
            found[f"{filled}?{query}"] = _LEARNT.sub("", answer.text)
    pages = "review documents overview codebook actors agreement history export dossier".split()
    for page in (*(f"/{page}" for page in pages), f"/read/{document}", f"/actors/{actor}"):
        found[page] = _LEARNT.sub("", _NAMES_OF_CODERS.sub("", client.get(page).text))
    return found


@pytest.mark.parametrize("also_speakers", [False, True], ids=["codings", "speakers and regions too"])
def test_no_answer_to_a_blind_coder_changes_with_what_another_decides(
    sign_in: SignIn, project: Project, also_speakers: bool
) -> None:
    ana, ben, olga = sign_in("ana"), sign_in("ben"), sign_in("olga")
    batch = assign(project.store, ["ana", "ben"], made_by="olga", overlap=1.0, blind=True, seed=3)
    cards = ana.get("/api/desk", params={"count": 50}).json()["cards"]
    card = cards[0]
    about = {
        "document": card["document"]["id"],
        "suggestion": card["id"],
        "actor": card["speaker"]["id"],
        "concept": card["concept"]["id"],
    }
    before = everything(ben, **about)
    made: list[dict[str, Any]] = []

    def say(subject: str, verdict: str, **values: Any) -> None:
        made.append({"id": f"zz-{len(made)}", "subject": subject, "verdict": verdict, "values": values})

    verdicts = ("accept", "reject", "edit", "skip", "flag", "memo")
    for n, one in enumerate(cards):
        say(one["id"], verdicts[n % 6], memo="zz memo", **({"stance": "oppose"} if n % 6 == 2 else {}))
        start = one["spans"]["content"][0][0]
        if n % 3 == 0 and also_speakers:
            day = {"from": "2001-01-01", "to": "2001-01-01", "precision": "day"}
            said = {"said": day, "via": [{"name": "Zz Via"}]}
            who = {"actor": {"name": "Zz New"}} if n % 2 else {"also": [{"id": about["actor"]}]}
            say(one["attribution"], "edit", **said, **who)
        elif n % 3 == 1:
            say(one["attribution"], "edit", content=[[start, start + 4]])
        if n % 7 == 5:
            say(one["attribution"], "reject")
    spans = {"content": card["spans"]["content"], "cue": card["spans"]["cue"], "source": []}
    say("hand:1", "add", document=about["document"], concept=about["concept"], actor={"name": "Zz New"}, **spans)
    if also_speakers:
        say(f"document:{about['document']}", "edit", regions=[["furniture", 0, 40]])
    answer = ana.post("/api/decisions", json={"decisions": made})
    assert answer.status_code == 200, answer.text
    assert olga.get("/api/desk").status_code == 200  # an admin's open eyes do not order the coders' queues
    ben.get("/api/desk")  # now there is something to learn from, and a round for Ben begins, which reads nothing of it
    learner: Learner = ben.app.state.bench.notes["learner"]  # type: ignore[attr-defined]
    assert learner.wait("ben") is not None
    after = everything(ben, **about)
    changed = [path for path, text in before.items() if after[path] != text]
    assert not changed, changed
    release(project.store, batch.id)
    open_now = everything(ben, **about)
    assert any(open_now[path] != text for path, text in before.items())
