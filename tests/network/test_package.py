"""The package offers its names without loading what they need."""

from __future__ import annotations

import subprocess
import sys

import onrecord.network


def test_every_name_that_is_offered_is_there() -> None:
    assert all(getattr(onrecord.network, name) is not None for name in onrecord.network.__all__)


def test_importing_the_package_loads_no_heavy_library() -> None:
    code = "import sys, onrecord.network; print([name for name in ('numpy', 'pandas', 'scipy') if name in sys.modules])"
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "[]"


def test_a_small_network_needs_neither_pandas_nor_scipy() -> None:
    code = (
        "import sys; from tests.network.made_tables import *; from onrecord.network import network;"
        "network(table_of(HARBOR), network_type='onemode', normalization='jaccard');"
        "print([name for name in ('pandas', 'scipy') if name in sys.modules])"
    )
    # hypothesis, which the tables' strategies need, loads neither
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "[]"
