"""A dossier states error rates that were measured, in words of its reader."""

from __future__ import annotations

import tomllib
from pathlib import Path

from onrecord.error_rates import SHOWN, read_measures

MEASURED = Path(__file__).parents[1] / "src" / "onrecord" / "measured.toml"


def test_every_rate_a_dossier_states_is_in_the_measured_table() -> None:
    rows = tomllib.loads(MEASURED.read_text(encoding="utf-8"))["measure"]
    assert set(SHOWN) <= {(row["module"], row["name"]) for row in rows}


def test_what_was_not_measured_is_said_to_be_so() -> None:
    *_, last = read_measures()
    assert last.value is None
    assert "not measured" in last.note
