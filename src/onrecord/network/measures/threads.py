"""One thread for linear algebra on small matrices.

Eigenvalues of one 100 by 100 matrix on two busy cores: 28 ms with OpenBLAS's two threads, which wait for each other,
0.36 ms with one (numpy 2.4). The measures of this room compute thousands of those.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any


@cache
def _controller() -> Any:
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


@contextmanager
def one_thread() -> Iterator[None]:
    """Within it, BLAS and LAPACK use one thread."""
    with _controller().limit(limits=1, user_api="blas"):
        yield
