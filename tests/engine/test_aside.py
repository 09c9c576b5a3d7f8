"""Work beside the caller: it goes on meanwhile, tells its failures, and ends with its owner."""

from __future__ import annotations

import json
import time

from onrecord.engine import Failure, FailureKind
from onrecord.engine.aside import Aside


def test_what_is_started_is_done_beside_and_in_turn() -> None:
    with Aside() as aside:
        first, second = aside.start(json.loads, "4"), aside.start(json.loads, "5")
        assert (first.result(timeout=60), second.result(timeout=60)) == (4, 5)


def test_an_exception_beside_is_a_failure_and_the_next_thing_is_done() -> None:
    with Aside() as aside:
        broken, whole = aside.start(json.loads, "four"), aside.start(json.loads, "4")
        found = broken.result(timeout=60)
        assert isinstance(found, Failure)
        assert found.kind is FailureKind.RAISED
        assert whole.result(timeout=60) == 4


def test_closing_does_not_wait_for_what_is_still_under_way() -> None:
    with Aside() as aside:
        aside.start(json.loads, "4").result(timeout=60)
        aside.start(time.sleep, 600.0)
        started = time.monotonic()
    assert time.monotonic() - started < 30
