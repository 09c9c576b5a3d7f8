from __future__ import annotations

from onrecord.engine.local import LocalEngine

from . import jobs


def test_engine_at_rest_has_no_workers_and_takes_on_others() -> None:
    with LocalEngine(2, timeout_s=30) as engine:
        before = {result for _, result in engine.map(jobs.process_of, range(8))}
        engine.rest()
        engine.rest()
        after = {result for _, result in engine.map(jobs.process_of, range(8))}
    assert before
    assert after
    assert not before & after
