"""Eight coders at once while the server is killed: nothing acknowledged is lost or doubled, no lock reaches a coder."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.scale.coders import run

from tests.store.postgres import Cluster


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return str(tmp_path / "coders.onrecord")
    cluster: Cluster = request.getfixturevalue("cluster")
    return cluster.new_project()


def test_no_acknowledged_decision_is_lost_or_doubled_when_the_server_is_killed(place: str) -> None:
    n, lost, doubled, tally, _ = run(place, 128, 1, documents=30)
    assert tally.errors == []
    assert len(tally.acknowledged) == 128
    assert (lost, doubled) == (0, 0)
    assert n == 128
    assert tally.resent > 0  # the kills were felt
