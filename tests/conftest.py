"""What all rooms' tests rest on: examples that are drawn the same everywhere, one PostgreSQL and one demo a worker."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from onrecord.engine.inline import InlineEngine
from onrecord.installation import demo_codebook, demo_folder
from onrecord.project import PROJECT_FILE, brief
from tests.store.postgres import Cluster, find_binaries

ENGINE = "onrecord.engine.local.LocalEngine"
# A test draws the same examples on every machine, in every order and with every number of workers, so that a change
# is never refused for what it did not touch. Other draws are looked for on purpose (--hypothesis-profile=search).
settings.register_profile(
    "repeatable", derandomize=True, database=None, deadline=None, print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)  # fmt: skip
settings.register_profile("search", settings.get_profile("repeatable"), derandomize=False)
settings.load_profile("repeatable")
# Hypothesis also draws constants of the modules imported so far: with xdist another set on every run.
with suppress(ImportError):
    from hypothesis.internal.conjecture import providers

    providers._get_local_constants = lambda: providers._local_constants


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL of this worker's own."""
    binaries = find_binaries()
    if binaries is None:
        pytest.skip("PostgreSQL is not installed (apt-get install postgresql)")
    cluster = Cluster(binaries)
    yield cluster
    cluster.stop()


class Here(InlineEngine):
    """In place of `LocalEngine`, opened as it is."""

    def __init__(self, workers: int | None = None, item_timeout_s: float = 60.0) -> None:
        pass

    def __enter__(self) -> Here:
        return self

    def __exit__(self, *_: object) -> None:
        pass


@pytest.fixture(scope="session")
def demo_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented debate on record, made once. Tests that write take a copy."""
    out = tmp_path_factory.mktemp("demo")
    with pytest.MonkeyPatch.context() as patched, demo_folder() as folder, demo_codebook() as codebook:
        patched.setattr(ENGINE, Here)
        brief(folder, out, codebook=codebook).close()
    return out / PROJECT_FILE


@pytest.fixture
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """`brief` works without worker processes, each of which would load all models anew for two or three articles."""
    monkeypatch.setattr(ENGINE, Here)
