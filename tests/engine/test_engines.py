from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.engine import Engine, Failure, FailureKind
from onrecord.engine.inline import InlineEngine
from onrecord.engine.local import LocalEngine, default_workers

from . import jobs

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module", params=["inline", "one worker", "three workers"])
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    if request.param == "inline":
        yield InlineEngine()
        return
    with LocalEngine(1 if request.param == "one worker" else 3, timeout_s=30) as engine:
        yield engine


@pytest.fixture
def strict() -> Iterator[LocalEngine]:
    with LocalEngine(2, timeout_s=3.0, memory_mb=1_000) as engine:
        yield engine


def test_every_engine_gives_the_same_results_in_the_order_of_the_items(engine: Engine) -> None:
    assert list(engine.map(jobs.square, range(60))) == [(n, n * n) for n in range(60)]
    assert [result for _, result in engine.map(jobs.slow_if_even, range(12))] == list(range(12))


def test_no_items_give_no_results(engine: Engine) -> None:
    assert list(engine.map(jobs.square, [])) == []


def test_an_exception_fails_its_item_alone(engine: Engine) -> None:
    (_, first), (item, failure), (_, last) = engine.map(jobs.misbehave, ["a", "raise", "z"])
    assert (first, last, item) == ("a", "z", "raise")
    assert isinstance(failure, Failure)
    assert failure.kind is FailureKind.RAISED
    assert failure.reason == "press/a.pdf: no text layer; run OCR first"
    assert "jobs.py" in failure.detail


def test_initializer_that_fails_ends_the_run_with_its_own_error(engine: Engine) -> None:
    with pytest.raises(FileNotFoundError, match=r"tagger\.onnx is missing"):
        list(engine.map(jobs.square, [1, 2], initializer=jobs.fail_to_load))
    assert list(engine.map(jobs.square, [3])) == [(3, 9)]


@pytest.mark.parametrize(
    ("kind", "failure", "words"),
    [
        ("hang", FailureKind.TIMED_OUT, "longer than 3 seconds"),
        ("hang in native code", FailureKind.TIMED_OUT, "longer than 3 seconds"),
        ("crash", FailureKind.DIED, "SIGSEGV"),
        ("exit", FailureKind.DIED, "exit status 3"),
        ("memory", FailureKind.OUT_OF_MEMORY, "more memory"),
        ("unsendable", FailureKind.RAISED, "cannot be sent back"),
    ],
)
def test_item_that_breaks_its_worker_fails_alone(
    strict: LocalEngine, kind: str, failure: FailureKind, words: str
) -> None:
    items = ["a", kind, *"bcdef"]
    results = dict(strict.map(jobs.misbehave, items))
    assert list(results) == items
    broken = results.pop(kind)
    assert isinstance(broken, Failure)
    assert broken.kind is failure
    assert words in broken.reason
    assert all(item == result for item, result in results.items())


def test_prints_of_libraries_do_not_mix_with_results(strict: LocalEngine, capfd: pytest.CaptureFixture[str]) -> None:
    assert list(strict.map(jobs.misbehave, ["noise", "a"])) == [("noise", "noise"), ("a", "a")]
    assert capfd.readouterr() == ("", "")


def test_item_in_a_process_that_others_spoilt_gets_a_second_try(tmp_path: Path) -> None:
    with LocalEngine(1) as engine:
        items = [str(tmp_path / name) for name in ("first", "spoilt", "last")]
        assert [result for _, result in engine.map(jobs.crash_second, items)] == ["first", "spoilt", "last"]


def test_worker_that_dies_while_it_starts_ends_the_run_with_its_last_words(strict: LocalEngine) -> None:
    with pytest.raises(RuntimeError, match="unsupported processor"):
        list(strict.map(jobs.square, [1], initializer=jobs.exit_while_loading))


def test_initializer_runs_once_in_each_worker_and_workers_are_kept() -> None:
    with LocalEngine(1) as engine:
        assert [n for _, n in engine.map(jobs.n_loaded, range(3), initializer=jobs.load)] == [1, 1, 1]
        assert [n for _, n in engine.map(jobs.n_loaded, range(3), initializer=jobs.load)] == [1, 1, 1]
        (first,), (second,) = ({process for _, process in engine.map(jobs.process_of, range(2))} for _ in range(2))
        assert first == second


def test_no_more_workers_are_started_than_there_are_items() -> None:
    with LocalEngine(8) as engine:
        assert list(engine.map(jobs.square, [4])) == [(4, 16)]
        assert len(engine._processes) == 1


def test_items_are_taken_only_as_work_goes_on() -> None:
    taken = []

    def endless() -> Iterator[int]:
        number = 0
        while True:
            taken.append(number)
            yield number
            number += 1

    with LocalEngine(1) as engine:
        results = engine.map(jobs.square, endless())
        for _ in range(5):
            next(results)
        assert len(taken) < 20
        results.close()
        assert list(engine.map(jobs.square, [2])) == [(2, 4)]


def test_an_unsendable_item_is_the_callers_mistake() -> None:
    with LocalEngine(1) as engine, pytest.raises((pickle.PicklingError, AttributeError, TypeError)):
        list(engine.map(jobs.misbehave, [lambda: None]))  # type: ignore[list-item]


def test_function_of_the_users_script_is_refused_with_the_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs.square, "__module__", "__main__")
    with LocalEngine(1) as engine, pytest.raises(ValueError, match="import it"):
        list(engine.map(jobs.square, [1]))


def test_native_libraries_in_a_worker_use_one_thread() -> None:
    with LocalEngine(1) as engine:
        names = ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "TOKENIZERS_PARALLELISM"]
        assert [value for _, value in engine.map(jobs.environment, names)] == ["1", "1", "false"]


def test_closing_ends_workers_that_are_busy() -> None:
    engine = LocalEngine(2, timeout_s=60)
    results = engine.map(jobs.misbehave, ["a", "hang", "hang"])
    assert next(results) == ("a", "a")
    started = time.monotonic()
    engine.close()
    assert time.monotonic() - started < 50  # ten minutes is what the work takes
    with pytest.raises(RuntimeError, match="closed"):
        next(engine.map(jobs.square, [1]))


def test_engine_needs_a_worker() -> None:
    with pytest.raises(ValueError, match="at least one worker"):
        LocalEngine(0)
    assert 1 <= default_workers() <= (os.cpu_count() or 1)


# A script as a user writes it: no `if __name__ == "__main__"` guard.
# Tests started in the background ignore an interrupt, and so does what they start: the script listens again.
SCRIPT = """
import signal
import sys
signal.signal(signal.SIGINT, signal.default_int_handler)
from onrecord.engine.local import LocalEngine
from tests.engine import jobs
print("once")
with LocalEngine(2) as engine:
    workers = {worker for _, worker in engine.map(jobs.process_of, range(4))}
    print(*workers, flush=True)
    if sys.argv[1] == "hang":
        list(engine.map(jobs.misbehave, ["hang", "hang in native code"]))
"""


def start_script(tmp_path: Path, word: str) -> subprocess.Popen[str]:
    script = tmp_path / "script.py"
    script.write_text(SCRIPT)
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        [sys.executable, script, word], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    )


def test_script_without_a_main_guard_runs_once(tmp_path: Path) -> None:
    process = start_script(tmp_path, "end")
    out, errors = process.communicate(timeout=60)
    assert process.returncode == 0, errors
    assert out.count("once") == 1


@pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")
@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGKILL])
def test_no_worker_outlives_an_interrupted_run(tmp_path: Path, end: signal.Signals) -> None:
    process = start_script(tmp_path, "hang")
    assert process.stdout is not None
    process.stdout.readline()
    workers = [int(number) for number in process.stdout.readline().split()]
    time.sleep(0.3)
    process.send_signal(end)
    _, errors = process.communicate(timeout=60)
    if end is signal.SIGINT:
        assert "KeyboardInterrupt" in errors
        assert not any(map(is_running, workers))
    # The one stuck in native code holds the interpreter's lock, so only its own alarm clock ends it, after the test.
    deadline = time.monotonic() + 30
    while sum(map(is_running, workers)) > 1 and time.monotonic() < deadline:
        time.sleep(0.1)
    assert sum(map(is_running, workers)) <= 1
    for worker in filter(is_running, workers):
        os.kill(worker, signal.SIGKILL)


def is_running(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return False
    return state != "Z"
